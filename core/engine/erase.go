package engine

import "github.com/switchboard-hub/switchboard/core"

// JobErase erases what is kept of a person: EraseWork.
const JobErase = "erase"

// EraseWork is the payload of JobErase.
type EraseWork struct {
	ContactID core.ID `json:"contact_id"`
}

// Erase ends an open conversation of somebody who is erased. Nobody is asked for a
// rating, and no agent pauses after it.
type Erase struct {
	Actor          core.Actor
	ConversationID core.ID
}

// Key implements Command.
func (c *Erase) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Erase) Needs(n *Needs) { n.Conversations[c.ConversationID] = struct{}{} }

// Apply implements Command. One that was erased already stays as it is.
func (c *Erase) Apply(s *Set) error {
	conv := s.Conversations[c.ConversationID]
	if conv == nil || conv.V.Disposition == core.DispositionErased {
		return nil
	}
	was := conv.V
	if t := s.Transfers[was.TransferID]; t != nil {
		t.V.State, t.V.ResolvedAt, t.V.ResolvedBy, t.Dirty = "cancelled", s.Now, c.Actor.ID, true
	}
	next, ended := was.Erased(s.Now)
	conv.V, conv.Dirty = next, true
	if ended {
		s.event(conv, core.Event{Type: core.EventCompleted, Actor: c.Actor, From: was.Status, To: next.Status},
			map[string]any{"disposition": core.DispositionErased})
		s.ownership(was, next, core.Step{Kind: core.StepComplete, Actor: c.Actor, At: s.Now})
	}
	return nil
}
