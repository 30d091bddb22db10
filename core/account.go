package core

import (
	"context"
	"encoding/json"
)

// Account is one configured account of a channel: a bot, a mailbox, a widget.
type Account struct {
	ID      ID
	Channel string
	Name    string
	// Config holds the settings that are no secrets, as JSON.
	Config map[string]string
	// Secrets holds tokens and passwords in the clear; encrypted at rest.
	Secrets map[string]string
	Status  AccountStatus
	Cursor  string // where receiving stands: an update id, an IMAP uidvalidity:uid
	Health  Health
	// TeamID is where its conversations wait that no rule sends anywhere, and
	// ScheduleID its own business hours; zero: none.
	TeamID, ScheduleID ID

	CreatedAt, UpdatedAt Time
}

// Setting returns the value of a key, be it a secret or not.
func (a Account) Setting(key string) string {
	if v, ok := a.Secrets[key]; ok {
		return v
	}
	return a.Config[key]
}

// AccountStatus is what the operator wants of an account.
type AccountStatus string

// The states of an account.
const (
	AccountActive  AccountStatus = "active"
	AccountPaused  AccountStatus = "paused"
	AccountRemoved AccountStatus = "removed"
)

// Health is what was last seen of an account.
type Health struct {
	State          string           `json:"state" enum:"unchecked,healthy,failing" doc:"Result of the last check or exchange"`
	Code           string           `json:"code,omitempty" enum:"auth,check_failed,unreached,advice" doc:"What the problem is: the platform refuses the credentials, a check or the receiving failed, the platform was not reached yet, or it works and something is still to be done"`
	Problem        string           `json:"problem,omitempty" doc:"What is wrong and what to do, in English"`
	CheckedAt      Time             `json:"checked_at,omitzero"`
	LastReceivedAt Time             `json:"last_received_at,omitzero"`
	LastSentAt     Time             `json:"last_sent_at,omitzero"`
	FailingSince   Time             `json:"failing_since,omitzero"`
	CalledAt       Time             `json:"called_at,omitzero" doc:"When the platform last tried the callback address, and was believed"`
	RefusedAt      Time             `json:"refused_at,omitzero" doc:"When a call was last not believed"`
	Refused        string           `json:"refused,omitempty" doc:"Why, in English"`
	Failures       map[string]int64 `json:"failures,omitempty" doc:"Failures by class since the account was linked"`
}

// The states of Health.
const (
	HealthUnchecked = "unchecked"
	HealthHealthy   = "healthy"
	HealthFailing   = "failing"
)

// The codes of Health: what its problem is.
const (
	ProblemAuth      = string(Auth)   // the platform refuses the credentials
	ProblemCheck     = "check_failed" // a check or the receiving failed
	ProblemUnreached = "unreached"    // the platform could not be asked yet
	ProblemAdvice    = "advice"       // it works, and something is still to be done
)

// ProblemOf returns the code of a problem that a check found, by what it says
// of the account.
func ProblemOf(state string) string {
	switch state {
	case HealthFailing:
		return ProblemCheck
	case HealthHealthy:
		return ProblemAdvice
	}
	return ProblemUnreached
}

// Raw is a verified payload as it came from a platform. It is stored before it
// is acknowledged, so that a mended normalizer can read it again.
type Raw struct {
	ID         ID
	AccountID  ID
	Channel    string
	Kind       string // selects the normalizer: "telegram.update"
	Body       []byte // verified, decrypted
	Header     map[string]string
	ReceivedAt Time
	// Blob is where the body is kept when it is too large for a row; Body is
	// then not stored.
	Blob string
	// Cursor, when set, is saved on the account in the same transaction.
	Cursor string
	// Bell, when set, is rung in the same transaction: what came says only that
	// something waits on the platform, and a job goes and gets it.
	Bell *Bell
}

// Bell says that something waits to be pulled.
type Bell struct {
	For    string `json:"for"`              // whom it is for, in the platform's words; may be another account than was called
	Ticket string `json:"ticket,omitempty"` // what the platform wants to see with the pull
}

// RawState says what became of a raw.
type RawState string

// The states of a raw.
const (
	RawDone   RawState = "done"
	RawFailed RawState = "failed" // the normalizer could not read it; it can be replayed
)

// Job is one piece of durable work.
type Job struct {
	ID        int64
	Key       string // jobs of one key run one at a time, in order
	Class     JobClass
	Kind      string // selects the handler
	AccountID ID     // zero where no account is involved
	Payload   json.RawMessage
	DueAt     Time
	Deadline  Time // after it the job is dead
	Attempts  int  // including the one that runs
	State     string
	Error     string
	CreatedAt Time
	Epoch     int64 // fence of the lane it was claimed under
}

// JobClass separates what must not delay each other.
type JobClass string

// The classes, most urgent first.
const (
	ClassReply JobClass = "reply" // an agent's answer
	ClassEvent JobClass = "event" // a consumer of events
	ClassMedia JobClass = "media" // attachments
	ClassBulk  JobClass = "bulk"  // campaigns, imports
)

// Classes lists the classes, most urgent first.
func Classes() []JobClass { return []JobClass{ClassReply, ClassEvent, ClassMedia, ClassBulk} }

// The states of a job. A job that succeeded has no row any more.
const (
	JobWaiting = "waiting"
	JobRunning = "running"
	JobDead    = "dead"
)

// Sink takes raws in; it returns once they are durable.
type Sink interface {
	Accept(context.Context, ...Raw) error
}
