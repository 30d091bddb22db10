package engine

import "github.com/switchboard-hub/switchboard/core"

// Monitor notes that a supervisor looks on, with the read marks untouched.
type Monitor struct {
	Viewer         core.Viewer
	ConversationID core.ID

	AgentID core.ID // result: who has it in hand
}

// Key implements Command.
func (c *Monitor) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Monitor) Needs(n *Needs) { n.Conversations[c.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *Monitor) Apply(s *Set) error {
	conv, err := s.visible(c.Viewer, c.ConversationID)
	if err != nil {
		return err
	}
	c.AgentID = conv.V.AgentID
	s.event(conv, core.Event{Type: core.EventMonitored, Actor: c.Viewer.Actor()}, nil)
	return nil
}
