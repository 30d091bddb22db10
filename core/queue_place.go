package core

// QueuePlace is how long somebody in a queue has to wait, as they are told.
type QueuePlace struct {
	Ahead   int64 `json:"ahead"`             // how many come first
	Minutes int64 `json:"minutes,omitempty"` // about; 0: not known
	OpensAt Time  `json:"opens_at,omitzero"` // out of hours: when somebody will be there
}

// News reports whether a place differs from the one before by so much that
// whoever waits is told. Far back in a long queue not every step is news: each
// one is written for all who stand behind it.
func (p QueuePlace) News(before QueuePlace) bool {
	return roundly(p.Ahead) != roundly(before.Ahead) || roundly(p.Minutes) != roundly(before.Minutes) || p.OpensAt != before.OpensAt
}

// roundly is a number as exact as it matters: to a tenth or so.
func roundly(n int64) int64 {
	switch {
	case n <= 10:
		return n
	case n <= 50:
		return n - n%5
	case n <= 200:
		return n - n%20
	}
	return n - n%100
}
