package engine

import (
	"encoding/json"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// JobBulk does or undoes a bulk: BulkWork.
const JobBulk = "bulk"

// BulkWork names a bulk.
type BulkWork struct {
	ID core.ID `json:"id"`
}

// BulkFor is how long a bulk is tried for.
const BulkFor = 24 * time.Hour

// BulkKey is the key of an agent's bulks: one after the other.
func BulkKey(agent core.ID) string { return "bulk:" + agent.String() }

// The names of marks in the data of events: by them a bulk that was interrupted
// knows what it has done.
const (
	MarkBulk = "bulk"
	MarkUndo = "undo"
)

// Marked is a command of which the events of its conversation bear a mark.
type Marked struct {
	Command
	ConversationID core.ID
	Name           string
	Mark           core.ID

	// Results.
	Changed  bool
	Was, Now core.Conversation
}

// Apply implements Command.
func (c *Marked) Apply(s *Set) error {
	c.Changed = false
	before, conv := len(s.Events), s.Conversations[c.ConversationID]
	if conv != nil {
		c.Was = conv.V
	}
	if err := c.Command.Apply(s); err != nil {
		return err
	}
	for i := before; i < len(s.Events); i++ {
		if e := &s.Events[i]; e.ConversationID == c.ConversationID {
			e.Data, c.Changed = marked(e.Data, c.Name, c.Mark), true
		}
	}
	if conv != nil {
		c.Now = conv.V
	}
	return nil
}

// marked adds a mark to the data of an event.
func marked(data json.RawMessage, name string, mark core.ID) json.RawMessage {
	fields := map[string]any{}
	if len(data) > 0 && json.Unmarshal(data, &fields) != nil {
		return data // of another shape: it bears no mark
	}
	fields[name] = mark
	return mustJSON(fields)
}

// Restore takes a conversation back to how it stood, by the steps that lead
// there.
type Restore struct {
	Actor          core.Actor
	ConversationID core.ID
	From, To       core.Standing
}

// ErrMovedOn refuses to restore what is not as it was left.
var ErrMovedOn = &core.Problem{Status: 409, Code: "bulk.changed_since", Text: "the conversation has changed since: it stays as it is"}

// Key implements Command.
func (c *Restore) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Restore) Needs(n *Needs) {
	n.Conversations[c.ConversationID] = struct{}{}
	n.Rivals[c.ConversationID] = struct{}{}
}

// Apply implements Command. A transfer that was under way is not taken up
// again: its owner has the conversation. The job that ends a snooze is still
// there.
func (c *Restore) Apply(s *Set) error {
	conv := s.Conversations[c.ConversationID]
	switch {
	case conv == nil:
		return ErrNotFound
	case !c.From.Holds(conv.V) || c.To.Status.Ended() && !conv.V.Status.Ended():
		return ErrMovedOn
	}
	reopened := conv.V.Status.Ended() && !c.To.Status.Ended()
	thread := Key{conv.V.AccountID, conv.V.Thread}
	if reopened {
		if err := (&Step{ConversationID: c.ConversationID}).onlyOpen(s, thread); err != nil {
			return err
		}
	}
	steps, err := c.path(s, conv.V)
	if err != nil {
		return err
	}
	waiting := conv.V.WaitingSince
	for _, st := range steps {
		if err := s.step(conv, st, nil); err != nil {
			return err
		}
	}
	conv.V.TeamID, conv.V.PreferredID, conv.V.AvoidID, conv.V.WaitingSince = c.To.TeamID, c.To.PreferredID, c.To.AvoidID, waiting
	conv.V.Need, conv.V.Unrouted, conv.V.SLA = c.To.Need, c.To.Unrouted, c.promises(conv.V.SLA)
	if reopened {
		conv.V.WaitingSince, s.Threads[thread] = c.To.WaitingSince, conv.V.ID
	}
	if conv.V.Status == core.StatusQueued && c.To.QueuedAt > 0 {
		conv.V.QueuedAt = c.To.QueuedAt
	}
	s.event(conv, core.Event{Type: core.EventRestored, Actor: c.Actor}, nil)
	s.restored[conv.V.ID] = conv.V
	return nil
}

// promises are those of before. What was said of one meanwhile stays said.
func (c *Restore) promises(now core.SLA) core.SLA {
	sla := c.To.SLA
	for _, name := range core.Promises() {
		if was, is := sla.Promise(name), now.Promise(name); was.Due == is.Due {
			was.Warned, was.Breached = is.Warned, is.Breached
		}
	}
	return sla
}

// path is the steps that lead from where the conversation is to where it was.
// All are tried before the first is taken.
func (c *Restore) path(s *Set, now core.Conversation) ([]core.Step, error) {
	var steps []core.Step
	take := func(st core.Step) error {
		st.Actor, st.At, st.Reason = c.Actor, s.Now, "undone"
		next, _, err := now.Take(st)
		if err == nil {
			steps, now = append(steps, st), next
		}
		return err
	}
	if now.Priority != c.To.Priority {
		if err := take(core.Step{Kind: core.StepPrioritize, Priority: c.To.Priority}); err != nil {
			return nil, err
		}
	}
	for range 4 { // no place is farther away
		st, there := c.toward(now, s.Now)
		if there {
			return steps, nil
		}
		if err := take(st); err != nil {
			return nil, err
		}
	}
	return nil, ErrMovedOn
}

// toward is the next step; there is true at the end.
func (c *Restore) toward(now core.Conversation, at core.Time) (st core.Step, there bool) {
	to := c.To
	mine := now.AgentID == to.AgentID
	switch {
	case to.Status.Ended():
		return st, true // tags and the like: it has not moved
	case now.Status.Ended():
		return core.Step{Kind: core.StepReopen}, false
	case now.Status == to.Status && mine && now.BotID == to.BotID && now.SnoozeUntil == to.SnoozeUntil:
		moved := to.Status == core.StatusQueued && !to.TeamID.IsZero() && now.TeamID != to.TeamID
		return core.Step{Kind: core.StepQueue, TeamID: to.TeamID}, !moved
	case to.Status == core.StatusQueued || to.Status == core.StatusBot:
		switch {
		case now.Handler == core.HandlerAgent:
			return core.Step{Kind: core.StepUnassign, TeamID: to.TeamID}, false
		case now.Status == core.StatusBot:
			return core.Step{Kind: core.StepBotHandoff, TeamID: to.TeamID}, false
		}
		return core.Step{Kind: core.StepBotStart, BotID: to.BotID}, false
	case now.Status == core.StatusActive && mine:
		snooze := to.Status == core.StatusSnoozed && to.SnoozeUntil > at // a snooze that would have ended by now has
		return core.Step{Kind: core.StepSnooze, Until: to.SnoozeUntil}, !snooze
	}
	return core.Step{Kind: core.StepAssign, AgentID: to.AgentID, TeamID: to.TeamID}, false
}
