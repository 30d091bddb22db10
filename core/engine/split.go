package engine

import (
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
)

// The refusals of a split and of a merge.
var (
	ErrSplitThreads  = &core.Problem{Status: 422, Code: "split.no_threads", Text: "a person has one conversation at a time on this channel: a second one cannot be split off"}
	ErrSplitNothing  = &core.Problem{Status: 422, Code: "split.nothing", Text: "name the messages of this conversation that go into a new one: by messages, or by from"}
	ErrSplitAll      = &core.Problem{Status: 422, Code: "split.all", Text: "a message of the customer or of an answer must stay: leave one out"}
	ErrSplitTooMany  = &core.Problem{Status: 422, Code: "split.too_many", Text: fmt.Sprintf("at most %d messages can be split off at once: name fewer", SplitMax)}
	ErrMergeSelf     = &core.Problem{Status: 422, Code: "merge.same", Text: "a conversation cannot be merged into itself: choose another one"}
	ErrMergeContact  = &core.Problem{Status: 409, Code: "merge.other_contact", Text: "the two conversations are of different people: merge the contacts first if they are one"}
	ErrMergeAccount  = &core.Problem{Status: 409, Code: "merge.other_account", Text: "the two conversations are of different channel accounts: only those of one account can be merged"}
	ErrMergeEnded    = &core.Problem{Status: 409, Code: "merge.into_ended", Text: "the conversation to merge into has ended: reopen it first, or merge it into this one"}
	ErrMoveUndecided = &core.Problem{Status: 409, Code: "message.leaving", Text: "a message that would be moved is being sent or changed: try again when that is done"}
)

// SplitMax is how many messages one split takes.
const SplitMax = 1000

// Stretch is what the messages of a conversation come to.
type Stretch struct {
	Count      int64        // how many there are
	Last       core.Message // the newest public one; zero: none
	Unanswered core.Time    // since when the first that nobody answered is there; zero: all are answered
}

// Split begins a conversation with messages of another, which the store has moved
// in the same transaction: they have the revs after that of the first event.
type Split struct {
	Actor    core.Actor
	From     core.ID
	Into     core.ID // the id that the new conversation takes
	Subject  string  // empty: the old one's
	Messages []core.ID
	Moved    Stretch // what the new conversation has
	Left     Stretch // what the old one has still
}

// Key implements Command.
func (c *Split) Key() string { return c.From.String() }

// Needs implements Command.
func (c *Split) Needs(n *Needs) { n.Conversations[c.From] = struct{}{} }

// Apply implements Command.
func (c *Split) Apply(s *Set) error {
	old := s.Conversations[c.From]
	if old == nil {
		return ErrNotFound
	}
	conv := &Row[core.Conversation]{New: true, V: c.begin(old.V, s.Now)}
	s.Conversations[c.Into] = conv
	s.event(conv, core.Event{Type: core.EventConversationCreated, Actor: c.Actor, To: conv.V.Status}, nil)
	s.ownership(core.Conversation{}, conv.V, core.Step{Actor: c.Actor, Reason: "split"})
	conv.V.Seq, conv.V.Rev = c.Moved.Count, conv.V.Rev+c.Moved.Count
	s.last(conv, c.Moved.Last)
	s.movedLine(conv, c.Actor, core.MessagesMoved{From: c.From, Count: c.Moved.Count})

	c.leave(old)
	s.last(old, c.Left.Last)
	s.movedLine(old, c.Actor, core.MessagesMoved{To: c.Into, Count: c.Moved.Count, Messages: c.Messages})
	return nil
}

// begin is the new conversation: where the old one is, with who has that one, and
// in a thread of its own. An answer that is missing is missed here too.
func (c *Split) begin(old core.Conversation, now core.Time) core.Conversation {
	conv := core.Conversation{ID: c.Into, AccountID: old.AccountID, IdentityID: old.IdentityID, ContactID: old.ContactID, Thread: "split:" + c.Into.String(),
		Subject: c.Subject, TeamID: old.TeamID, PreferredID: old.PreferredID, Priority: old.Priority, Need: old.Need, Weight: old.Weight,
		WaitingSince: c.Moved.Unanswered, LastAt: now, CreatedAt: now, UpdatedAt: now}
	if conv.Subject == "" {
		conv.Subject = old.Subject
	}
	switch old.Status {
	case core.StatusClosed, core.StatusCompleted:
		conv.Status, conv.EndReason, conv.Disposition, conv.EndedAt = old.Status, old.EndReason, old.Disposition, old.EndedAt
		conv.Handler, conv.WaitingSince, conv.LastAt = core.HandlerNone, 0, old.LastAt
	case core.StatusQueued, core.StatusBot:
		conv.Status, conv.Handler, conv.Unrouted, conv.QueuedAt = core.StatusQueued, core.HandlerNone, old.Unrouted, old.QueuedAt
		if conv.QueuedAt == 0 {
			conv.QueuedAt = now
		}
	default:
		conv.Status, conv.Handler, conv.AgentID = core.StatusActive, core.HandlerAgent, old.AgentID
	}
	return conv
}

// leave takes from the old conversation what is not its own any more: the wait
// for an answer to what went, and what was promised of it.
func (c *Split) leave(old *Row[core.Conversation]) {
	switch {
	case old.V.WaitingSince == 0:
	case c.Left.Unanswered > 0:
		old.V.WaitingSince = max(old.V.WaitingSince, c.Left.Unanswered)
	default:
		old.V.WaitingSince = 0
		for _, p := range []*core.Promise{&old.V.SLA.First, &old.V.SLA.Next} {
			if p.Open() {
				*p = core.Promise{}
			}
		}
	}
}

// last makes a message the one that lists show.
func (s *Set) last(c *Row[core.Conversation], m core.Message) {
	c.V.LastMessageID, c.V.LastDirection, c.V.LastText, c.V.LastSeq = m.ID, m.Direction, "", m.Seq
	if !m.ID.IsZero() {
		c.V.LastText = preview(m)
		s.Messages[m.ID] = &Row[core.Message]{V: m}
	}
}

// movedLine tells of messages that came or went: pages by an event, people by a
// line that counts as read by whoever had read the rest.
func (s *Set) movedLine(c *Row[core.Conversation], by core.Actor, d core.MessagesMoved) {
	s.event(c, core.Event{Type: core.EventMessagesMoved, Actor: by}, d)
	l := line{Code: "moved_from", Count: d.Count, Conversation: d.From}
	text := fmt.Sprintf("Messages that came from another conversation: %d", d.Count)
	if !d.To.IsZero() {
		l.Code, l.Conversation = "moved_to", d.To
		text = fmt.Sprintf("Messages that went into another conversation: %d", d.Count)
	}
	s.message(c, core.Message{ID: core.NewID(), Direction: core.Out, Visibility: core.SystemLine, Kind: core.KindText, Text: text, Author: by,
		Content: &core.Content{Extra: mustJSON(map[string]line{"line": l})}, SentAt: s.Now, ReceivedAt: s.Now})
}

// PlaceOfMoved is the content of what holds the place of a message that went into
// another conversation. Pages show nothing of it.
func PlaceOfMoved(into core.ID) core.Content {
	return core.Content{Extra: mustJSON(map[string]line{"line": {Code: "moved", Count: 1, Conversation: into}})}
}

// line is what a system line says, for pages that have words of their own for it.
type line struct {
	Code         string  `json:"code"`
	Count        int64   `json:"count"`
	Conversation core.ID `json:"conversation"`
}

// MayMerge refuses to merge what is not of one person in one account, and to end
// what a colleague has in hand without the right to.
func MayMerge(v core.Viewer, from, into core.Conversation) error {
	switch {
	case from.ID == into.ID:
		return ErrMergeSelf
	case from.ContactID != into.ContactID:
		return ErrMergeContact
	case from.AccountID != into.AccountID:
		return ErrMergeAccount
	case from.Disposition == core.DispositionErased || into.Disposition == core.DispositionErased:
		return core.ErrErased
	case from.Disposition == core.DispositionMerged || into.Disposition == core.DispositionMerged:
		return core.ErrMerged
	case into.Status.Ended() && !from.Status.Ended():
		return ErrMergeEnded
	}
	return (&Step{Viewer: v, Step: core.Step{Kind: core.StepComplete}}).takes(from)
}

// Merge ends a conversation whose messages the store has moved behind those of
// another in the same transaction: they have the revs after that one's.
type Merge struct {
	Actor core.Actor
	From  core.ID
	Into  core.ID
	Count int64        // how many messages came
	Last  core.Message // the newest public one that came; zero: none
	Quiet bool         // no line tells of it, and its caller lets the other one go on
}

// Key implements Command.
func (c *Merge) Key() string { return c.Into.String() }

// Needs implements Command.
func (c *Merge) Needs(n *Needs) {
	n.Conversations[c.From], n.Conversations[c.Into] = struct{}{}, struct{}{}
}

// Apply implements Command.
func (c *Merge) Apply(s *Set) error {
	from, into := s.Conversations[c.From], s.Conversations[c.Into]
	if from == nil || into == nil {
		return ErrNotFound
	}
	was := from.V
	if err := c.end(s, from); err != nil {
		return err
	}
	if t := s.Transfers[was.TransferID]; t != nil {
		t.V.State, t.V.ResolvedAt, t.V.ResolvedBy, t.Dirty = "cancelled", s.Now, c.Actor.ID, true
	}
	from.V.Seq = 0
	s.last(from, core.Message{})
	if c.Count > 0 {
		s.bump(into)
		into.V.Rev, into.V.Seq = into.V.Rev+c.Count-1, into.V.Seq+c.Count
	}
	if !c.Last.ID.IsZero() { // they stand behind the others now, whenever they were said
		s.last(into, c.Last)
		into.V.LastAt, into.Dirty = max(into.V.LastAt, was.LastAt), true
	}
	c.waits(into, was)
	if c.Quiet {
		return nil
	}
	s.movedLine(from, c.Actor, core.MessagesMoved{To: c.Into, Count: c.Count})
	s.movedLine(into, c.Actor, core.MessagesMoved{From: c.From, Count: c.Count})
	if into.V.Status.Ended() {
		return nil
	}
	return c.goOn(s, into, was)
}

// end ends the merged conversation. The person outside is not told: they go on.
func (c *Merge) end(s *Set, from *Row[core.Conversation]) error {
	was, st := from.V, core.Step{Kind: core.StepMerge, Actor: c.Actor, At: s.Now}
	next, events, err := was.Take(st)
	if err != nil {
		return err
	}
	next.SLA = core.SLA{} // what is still promised is the other one's
	from.V, from.Dirty = next, true
	for _, typ := range events {
		s.event(from, core.Event{Type: typ, Actor: c.Actor, From: was.Status, To: next.Status},
			map[string]any{"disposition": core.DispositionMerged, "merged_into": c.Into})
	}
	s.ownership(was, next, st)
	return nil
}

// waits gives the conversation the wait of the merged one: the longer counts.
func (c *Merge) waits(into *Row[core.Conversation], was core.Conversation) {
	if was.WaitingSince == 0 || into.V.Status.Ended() {
		return
	}
	if into.Dirty = true; into.V.WaitingSince == 0 || was.WaitingSince < into.V.WaitingSince {
		into.V.WaitingSince = was.WaitingSince
	}
	if into.V.QueuedAt > 0 {
		into.V.QueuedAt = min(into.V.QueuedAt, was.WaitingSince)
	}
}

// goOn lets the conversation go on with what the merged one was waiting for, and
// with its agent where nobody has it yet.
func (c *Merge) goOn(s *Set, into *Row[core.Conversation], was core.Conversation) error {
	if was.Status == core.StatusActive && into.V.Handler != core.HandlerAgent && (was.TeamID == into.V.TeamID || is(c.Actor.ID, was.AgentID)) {
		st := core.Step{Kind: core.StepAssign, Actor: c.Actor, AgentID: was.AgentID, Reason: "merged"}
		if err := s.step(into, st, map[string]any{"agent_id": was.AgentID, "reason": st.Reason}); err != nil {
			return err
		}
	}
	if was.WaitingSince == 0 {
		return nil
	}
	return s.step(into, core.Step{Kind: core.StepCustomerMessage, Actor: c.Actor}, nil)
}
