package engine

import (
	"fmt"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
)

// Change edits or deletes a message of ours.
type Change struct {
	Viewer         core.Viewer
	Actor          core.Actor
	ConversationID core.ID
	MessageID      core.ID
	Delete         bool
	Text           string // for an edit
	Stream         bool
	// Of an edited note: what marks its text, and whom it names now.
	Entities []core.Entity
	Mentions []core.ID

	// Results.
	Message core.Message
	Named   []core.ID // those of Mentions whom it did not name before
	Unnamed []core.ID // whom it named, and names no more
}

// Key implements Command.
func (c *Change) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Change) Needs(n *Needs) {
	n.Conversations[c.ConversationID] = struct{}{}
	n.Messages[c.MessageID] = struct{}{}
}

// ErrMessageNotFound is a message that is not there or not visible.
var ErrMessageNotFound = &core.Problem{Status: 404, Code: "message.not_found", Text: "there is no such message, or you may not see it"}

// Apply implements Command. What has not left yet changes in its parts; what
// has left is changed on the platform by a job in the conversation's line.
func (c *Change) Apply(s *Set) error {
	conv, err := s.visible(c.Viewer, c.ConversationID)
	if err != nil {
		return err
	}
	m := s.Messages[c.MessageID]
	if m == nil || m.V.ConversationID != c.ConversationID {
		return ErrMessageNotFound
	}
	again := c.Delete && m.V.Change.Undone() // the customer may still see it
	if m.V.Direction != core.Out || m.V.DeletedAt != 0 && !again {
		return &core.Problem{Status: 409, Code: "message.unchangeable", Text: "only a message that was written here and is still there can be changed"}
	}
	parts := s.Parts[m.V.ID]
	if !c.Delete && len(parts) > 1 {
		return &core.Problem{Status: 409, Code: "message.many_parts",
			Text: fmt.Sprintf("the message left in %d parts and cannot be edited; delete it or send a correction", len(parts))}
	}
	c.Named, c.Unnamed = nil, nil
	before := m.V.Content.Mentioned()
	e := core.Event{Type: core.EventMessageUpdated, Actor: c.Actor, MessageID: m.V.ID}
	kind, data := core.ChangeEdit, map[string]any{}
	if c.Delete {
		e.Type, kind = core.EventMessageDeleted, core.ChangeDelete
		m.V.DeletedAt, c.Unnamed = s.Now, before
		s.giveUp(m, "deleted", "taken back before it was sent")
	} else {
		data["previous"] = map[string]any{"text": m.V.Text}
		c.edit(s, m, parts)
		c.Named, c.Unnamed = without(c.Mentions, before), without(before, m.V.Content.Mentioned())
	}
	showLast(conv, m)
	m.V.Change, m.Dirty = core.MessageChange{}, true
	if slices.ContainsFunc(parts, func(p *Row[core.PartRow]) bool { return p.V.MayBeThere() }) {
		m.V.Change = core.MessageChange{Kind: kind, State: core.ChangePending, Rev: conv.V.Rev + 1}
		data["change"] = m.V.Change
		s.changeJob(conv, m)
	}
	if c.Stream && m.V.Visibility == core.Public {
		e.IdentityID, e.StreamOffset = conv.V.IdentityID, s.stream(conv.V.IdentityID)
	}
	s.event(conv, e, data)
	s.mention(conv, m.V.ID, c.Actor, c.Named)
	c.Message = m.V
	return nil
}

// without are the ids that are not among others.
func without(ids, others []core.ID) []core.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id core.ID) bool { return slices.Contains(others, id) })
}

// mention tells of each agent whom a note names.
func (s *Set) mention(conv *Row[core.Conversation], note core.ID, by core.Actor, agents []core.ID) {
	for _, agent := range agents {
		s.event(conv, core.Event{Type: core.EventMentioned, Actor: by, AgentID: agent, MessageID: note}, nil)
	}
}

func (c *Change) edit(s *Set, m *Row[core.Message], parts []*Row[core.PartRow]) {
	m.V.Text, m.V.EditedAt, m.V.Content = c.Text, s.Now, reworded(m.V.Content, c.Entities)
	s.Reworded = append(s.Reworded, m.V.ID)
	for _, p := range parts {
		p.V.Content.Text, p.V.Content.Entities, p.V.Content.HTML, p.Dirty = c.Text, nil, "", true
	}
}

// reworded drops the formatting, whose places in the text no longer fit, for that of
// the new text.
func reworded(c *core.Content, entities []core.Entity) *core.Content {
	var next core.Content
	if c != nil {
		next = *c
	}
	next.Entities, next.HTML = entities, ""
	return richContent(&next)
}

// changeJob asks the platform for the message's change, in the conversation's line.
func (s *Set) changeJob(conv *Row[core.Conversation], m *Row[core.Message]) {
	s.sendJob(conv, string(m.V.Change.Kind), SendWork{MessageID: m.V.ID, Rev: m.V.Change.Rev})
}

// EndChange writes what became of an edit or a deletion on the platform.
type EndChange struct {
	ConversationKey string
	MessageID       core.ID
	Kind            core.ChangeKind
	Rev             int64           // of core.MessageChange: a later change is not concerned
	Err             *core.SendError // nil: done
}

// Key implements Command.
func (c *EndChange) Key() string { return c.ConversationKey }

// Needs implements Command.
func (c *EndChange) Needs(n *Needs) { n.Messages[c.MessageID] = struct{}{} }

// Apply implements Command. What is done stays done, whatever a slower attempt
// says; what is in doubt stays so until it is done: a refusal of a second attempt
// does not say what became of the first.
func (c *EndChange) Apply(s *Set) error {
	m := s.Messages[c.MessageID]
	if m == nil || m.V.Change.Rev != c.Rev || m.V.Change.State == core.ChangeDone {
		return nil
	}
	next := core.MessageChange{Kind: c.Kind, State: core.ChangeDone, Rev: c.Rev}
	if c.Err != nil {
		next.Error = core.Failure{Class: c.Err.Class, Code: c.Err.Code, Text: c.Err.Text}
		next.State = core.ChangeFailed
		if c.Err.Class == core.Uncertain || m.V.Change.State == core.ChangeInDoubt {
			next.State = core.ChangeInDoubt
		}
	}
	s.setChange(m, next)
	return nil
}

// setChange keeps the state of a change, and logs it for those who watch.
func (s *Set) setChange(m *Row[core.Message], next core.MessageChange) {
	previous := m.V.Change
	if next == previous {
		return
	}
	m.V.Change, m.Dirty = next, true
	if conv := s.Conversations[m.V.ConversationID]; conv != nil {
		s.event(conv, core.Event{Type: core.EventMessageUpdated, MessageID: m.V.ID, Actor: system()},
			map[string]any{"change": next, "previous": map[string]any{"change": previous}})
	}
}

// changeAgain asks for a change once more that was not done because nobody
// knew the message's name on the platform.
func (s *Set) changeAgain(conv *Row[core.Conversation], m *Row[core.Message]) {
	if conv == nil || !m.V.Change.Undone() {
		return
	}
	next := m.V.Change
	next.State, next.Error = core.ChangePending, core.Failure{}
	s.setChange(m, next)
	s.changeJob(conv, m)
}
