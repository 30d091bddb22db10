package core

import "time"

// Kept is a value that a platform handed out, and how long it is good for.
type Kept struct {
	Value string
	Life  time.Duration
}

// Person is what a platform tells of somebody.
type Person struct {
	User   UserRef
	Tags   []string // the platform's own tags, by name
	Remark string   // what the enterprise calls them there
}

// Broadcast is one content for many people of one account.
type Broadcast struct {
	// Key is the caller's own name of it; a platform that knows it accepts it once.
	Key     string
	Content Content
	// Tag names the people by a tag of the platform, Users by their external ids.
	// One of the two is set: nobody is written to by leaving both out.
	Tag   string
	Users []string
}

// BroadcastState is how far a broadcast has come.
type BroadcastState string

// The states of a broadcast.
const (
	BroadcastSending BroadcastState = "sending"
	BroadcastSent    BroadcastState = "sent"
	BroadcastFailed  BroadcastState = "failed"
	BroadcastDeleted BroadcastState = "deleted"
)

// BroadcastReport is what the platform says of a broadcast. Counts that it does
// not tell are zero.
type BroadcastReport struct {
	ID       string         `json:"id" doc:"The platform's id of the broadcast"`
	State    BroadcastState `json:"state" enum:"sending,sent,failed,deleted"`
	Code     string         `json:"code,omitempty" doc:"Why it failed, stable"`
	Text     string         `json:"text,omitempty" doc:"Why it failed and what to do"`
	Total    int            `json:"total,omitempty" doc:"People named"`
	Filtered int            `json:"filtered,omitempty" doc:"People it was tried for"`
	Sent     int            `json:"sent,omitempty"`
	Failed   int            `json:"failed,omitempty"`
}

// LegState is how a leg of an account fared.
type LegState string

// The states of a leg.
const (
	LegOK      LegState = "ok"
	LegFailed  LegState = "failed"
	LegWaiting LegState = "waiting" // it needs something to happen first
)

// Leg is one step of an account's self-test.
type Leg struct {
	Name  string   `json:"name" doc:"credentials, ip_whitelist, callback, first_message, first_reply, or a name of the channel's own"`
	State LegState `json:"state" enum:"ok,failed,waiting"`
	Code  string   `json:"code,omitempty" doc:"What is wrong, stable"`
	Text  string   `json:"text,omitempty" doc:"What is wrong and what to do, in English"`
	At    Time     `json:"at,omitzero" doc:"When it was last seen to work"`
}
