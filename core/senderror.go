package core

import (
	"errors"
	"time"
)

// Class says what a failed send means for the next step.
type Class string

// The classes of a failed send.
const (
	Retry        Class = "retry"         // surely not sent; try again later
	Throttled    Class = "throttled"     // surely not sent; wait RetryAfter, the whole account
	Uncertain    Class = "uncertain"     // may have been sent: never repeated blindly
	Auth         Class = "auth"          // the account's credentials are refused
	WindowClosed Class = "window_closed" // the platform allows no answer now
	Gone         Class = "gone"          // the recipient cannot be reached any more
	Rejected     Class = "rejected"      // the platform refuses this content
)

// SendError is why a send failed, in a form that the sender, the agent and the
// statistics can use.
type SendError struct {
	Class      Class
	RetryAfter time.Duration // for Throttled and Retry; 0: unknown
	Code       string        // stable, ours: "telegram.blocked"
	Text       string        // for the agent: what happened and what to do
	Err        error         // the cause; never holds a secret
}

func (e *SendError) Error() string {
	s := string(e.Class) + ": " + e.Text
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *SendError) Unwrap() error { return e.Err }

// AsSendError returns err as a SendError; anything else becomes Uncertain, the
// class that cannot double a message.
func AsSendError(err error) *SendError {
	var se *SendError
	if errors.As(err, &se) {
		return se
	}
	return &SendError{Class: Uncertain, Code: "unknown", Text: "the send ended without a clear answer", Err: err}
}

// Failure is why a send failed, as it is told and kept.
type Failure struct {
	Class Class  `json:"class,omitempty" enum:"retry,throttled,uncertain,auth,window_closed,gone,rejected" doc:"What it means for the next step"`
	Code  string `json:"code" doc:"Stable, such as telegram.blocked"`
	Text  string `json:"text" doc:"For the agent: what happened and what to do"`
}

// Problem is an error meant for a person: a stable code and a sentence that
// says what to do. The HTTP API turns it into an RFC 9457 problem.
type Problem struct {
	Status int    // the HTTP status that fits
	Code   string // stable, dotted
	Text   string
	Err    error
	// RetryAfter is how long the caller shall wait; zero: nothing is said of it.
	RetryAfter time.Duration
}

func (p *Problem) Error() string {
	if p.Err != nil {
		return p.Text + ": " + p.Err.Error()
	}
	return p.Text
}

func (p *Problem) Unwrap() error { return p.Err }

// Is reports whether the target is a Problem with the same code.
func (p *Problem) Is(target error) bool {
	t, ok := target.(*Problem)
	return ok && t.Code == p.Code
}
