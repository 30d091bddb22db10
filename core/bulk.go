package core

import "time"

// EventRestored tells that what a bulk had done was undone.
const EventRestored EventType = "conversation.restored"

// BulkKind is what is done to many conversations at once.
type BulkKind string

// The kinds of bulk.
const (
	BulkComplete BulkKind = "complete"
	BulkClose    BulkKind = "close"
	BulkAssign   BulkKind = "assign"
	BulkTeam     BulkKind = "team" // into the queue of a team
	BulkTag      BulkKind = "tag"
	BulkUntag    BulkKind = "untag"
	BulkPriority BulkKind = "priority"
	BulkSnooze   BulkKind = "snooze"
	BulkRead     BulkKind = "read"
)

// BulkAction is a kind with what it needs to know.
type BulkAction struct {
	Kind        BulkKind `json:"kind"`
	AgentID     ID       `json:"agent_id,omitzero"`     // assign
	TeamID      ID       `json:"team_id,omitzero"`      // team
	Tag         string   `json:"tag,omitempty"`         // tag, untag
	Priority    int      `json:"priority,omitzero"`     // priority
	Until       Time     `json:"until,omitzero"`        // snooze
	Reason      string   `json:"reason,omitempty"`      // close
	Disposition string   `json:"disposition,omitempty"` // complete
}

// Step is the step of a bulk that moves conversations; ok is false for one
// that does something else.
func (a BulkAction) Step(by Actor) (s Step, ok bool) {
	kinds := map[BulkKind]StepKind{BulkComplete: StepComplete, BulkClose: StepClose, BulkAssign: StepAssign, BulkTeam: StepQueue,
		BulkPriority: StepPrioritize, BulkSnooze: StepSnooze}
	kind, ok := kinds[a.Kind]
	return Step{Kind: kind, Actor: by, AgentID: a.AgentID, TeamID: a.TeamID, Priority: a.Priority, Until: a.Until, Reason: a.Reason,
		Disposition: a.Disposition}, ok
}

// The bounds of a bulk.
const (
	BulkMax     = 10_000           // conversations
	BulkUndoFor = 10 * time.Minute // after its end
)

// BulkState is how far a bulk is.
type BulkState string

// The states of a bulk.
const (
	BulkRunning BulkState = "running"
	BulkDone    BulkState = "done"
	BulkUndoing BulkState = "undoing"
	BulkUndone  BulkState = "undone" // as far as it could be
)

// Bulk is one action on many conversations.
type Bulk struct {
	ID         ID
	AgentID    ID // whose it is
	Action     BulkAction
	State      BulkState
	CreatedAt  Time
	FinishedAt Time

	Total     int64
	Done      int64 // changed
	Unchanged int64 // were so already
	Failed    int64
	Undone    int64
	Kept      int64 // could not be undone

	Reasons []BulkReason // why some failed or were kept, the most frequent first
}

// BulkReason counts the conversations that were refused for the same reason.
type BulkReason struct {
	State      BulkItemState // failed or kept
	Code, Text string
	Count      int64
}

// UndoUntil is until when a bulk can be undone; zero while it runs.
func (b Bulk) UndoUntil() Time {
	if b.FinishedAt == 0 {
		return 0
	}
	return b.FinishedAt.Add(BulkUndoFor)
}

// BulkItemState is what became of one conversation of a bulk.
type BulkItemState string

// The states of an item.
const (
	ItemWaiting   BulkItemState = "waiting"
	ItemBegun     BulkItemState = "begun" // it may have been changed
	ItemDone      BulkItemState = "done"
	ItemUnchanged BulkItemState = "unchanged"
	ItemFailed    BulkItemState = "failed"
	ItemUndoing   BulkItemState = "undoing" // it may have been restored
	ItemUndone    BulkItemState = "undone"
	ItemKept      BulkItemState = "kept" // it could not be undone
)

// BulkItem is one conversation of a bulk.
type BulkItem struct {
	Index          int64
	ConversationID ID
	State          BulkItemState
	Code, Text     string    // why it failed, or could not be undone
	Was            *Standing // before
	Became         *Standing // after
}

// Standing is how a conversation stands, as far as a bulk changes it.
type Standing struct {
	Status       Status `json:"status"`
	AgentID      ID     `json:"agent,omitzero"`
	TeamID       ID     `json:"team,omitzero"`
	PreferredID  ID     `json:"preferred,omitzero"`
	BotID        string `json:"bot,omitempty"`
	AvoidID      ID     `json:"avoid,omitzero"`
	Need         string `json:"need,omitempty"`
	Unrouted     bool   `json:"unrouted,omitempty"`
	Priority     int    `json:"priority,omitzero"`
	SnoozeUntil  Time   `json:"snooze_until,omitzero"`
	EndReason    string `json:"end_reason,omitempty"`
	Disposition  string `json:"disposition,omitempty"`
	WaitingSince Time   `json:"waiting_since,omitzero"`
	QueuedAt     Time   `json:"queued_at,omitzero"`
	LastSeq      int64  `json:"last_seq,omitzero"`
	SLA          SLA    `json:"sla,omitzero"`
	Rev          int64  `json:"rev"`
	Tagged       bool   `json:"tagged,omitzero"` // with the bulk's tag
}

// StandingOf returns how a conversation stands.
func StandingOf(c Conversation) Standing {
	return Standing{Status: c.Status, AgentID: c.AgentID, TeamID: c.TeamID, PreferredID: c.PreferredID, BotID: c.BotID, AvoidID: c.AvoidID,
		Need: c.Need, Unrouted: c.Unrouted, Priority: c.Priority, SLA: c.SLA, SnoozeUntil: c.SnoozeUntil, EndReason: c.EndReason, Disposition: c.Disposition, WaitingSince: c.WaitingSince, QueuedAt: c.QueuedAt,
		LastSeq: c.LastSeq, Rev: c.Rev}
}

// Holds reports whether a conversation still stands so. What is said in an
// ended one changes nothing: only the hub does, and a customer reopens it.
func (s Standing) Holds(c Conversation) bool {
	now := StandingOf(c)
	return s.Status == now.Status && s.AgentID == now.AgentID && s.TeamID == now.TeamID && s.BotID == now.BotID && s.Priority == now.Priority &&
		s.SnoozeUntil == now.SnoozeUntil && s.EndReason == now.EndReason && s.Disposition == now.Disposition &&
		(s.LastSeq == now.LastSeq || s.Status.Ended())
}
