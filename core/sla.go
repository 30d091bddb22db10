package core

// SLA are the promises to a conversation's customer.
type SLA struct {
	First      Promise `json:"first,omitzero"`
	Next       Promise `json:"next,omitzero"`
	Resolution Promise `json:"resolution,omitzero"`
}

// The names of the promises.
const (
	PromiseFirst      = "first_reply"
	PromiseNext       = "next_reply"
	PromiseResolution = "resolution"
)

// Promises lists the names of the promises.
func Promises() []string { return []string{PromiseFirst, PromiseNext, PromiseResolution} }

// Promise is a moment until which something is to be done.
type Promise struct {
	Due      Time `json:"due,omitzero"` // zero: nothing is promised
	Met      Time `json:"met,omitzero"` // when it was done; the first reply is noted also where none was promised
	Warned   bool `json:"warned,omitempty"`
	Breached bool `json:"breached,omitempty"`
}

// Open reports whether it is promised and not done yet.
func (p Promise) Open() bool { return p.Due > 0 && p.Met == 0 }

// Promise returns one by its name; nil for a name that there is not.
func (s *SLA) Promise(name string) *Promise {
	switch name {
	case PromiseFirst:
		return &s.First
	case PromiseNext:
		return &s.Next
	case PromiseResolution:
		return &s.Resolution
	}
	return nil
}

// Due returns when the first open promise is due; zero: none is open.
func (s SLA) Due() (due Time) {
	for _, p := range []Promise{s.First, s.Next, s.Resolution} {
		if p.Open() && (due == 0 || p.Due < due) {
			due = p.Due
		}
	}
	return due
}
