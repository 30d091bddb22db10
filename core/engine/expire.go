package engine

import "github.com/switchboard-hub/switchboard/core"

// Expire tells of a conversation whose messages the store has removed in the same
// transaction, since they were kept long enough. What is left is an ended
// conversation in which nothing was said: its numbers go on where they were.
type Expire struct {
	ConversationID core.ID
}

// Key implements Command.
func (c *Expire) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Expire) Needs(n *Needs) { n.Conversations[c.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *Expire) Apply(s *Set) error {
	conv := s.Conversations[c.ConversationID]
	if conv == nil {
		return ErrNotFound
	}
	s.event(conv, core.Event{Type: core.EventMessagesExpired, Actor: core.Actor{Kind: core.BySystem}}, nil)
	s.last(conv, core.Message{})
	conv.V.Subject = ""
	return nil
}
