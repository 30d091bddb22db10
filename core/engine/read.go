package engine

import "github.com/switchboard-hub/switchboard/core"

// Read tells a person who reads from a stream of ours how far an agent has read.
type Read struct {
	ConversationID core.ID
	Actor          core.Actor
	Upto           int64 // the stream's offset of the last message that was read
}

// Key implements Command.
func (c *Read) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Read) Needs(n *Needs) { n.Conversations[c.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *Read) Apply(s *Set) error {
	conv := s.Conversations[c.ConversationID]
	if conv == nil || c.Upto <= 0 {
		return nil
	}
	e := core.Event{Type: core.EventConversationRead, Actor: c.Actor}
	if e.IdentityID, e.StreamOffset = s.told(conv.V.IdentityID); e.StreamOffset > 0 {
		s.event(conv, e, ReadData{Upto: c.Upto})
	}
	return nil
}

// ReadData is the data of a core.EventConversationRead.
type ReadData struct {
	Upto int64 `json:"upto"` // offset in the person's stream
}
