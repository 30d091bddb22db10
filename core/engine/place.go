package engine

import (
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// TellPlaces writes where people stand in their queues into the streams that they
// read from.
type TellPlaces struct{ Places []Place }

// Place is where a conversation stood when the queue was looked at.
type Place struct {
	ConversationID core.ID
	QueuedAt       core.Time // of that look: one that waits anew has another place
	core.QueuePlace
}

// Key implements Command.
func (c *TellPlaces) Key() string { return "places" }

// Needs implements Command.
func (c *TellPlaces) Needs(n *Needs) {
	for _, p := range c.Places {
		n.Conversations[p.ConversationID] = struct{}{}
	}
}

// Apply implements Command.
func (c *TellPlaces) Apply(s *Set) error {
	for _, p := range c.Places {
		conv := s.Conversations[p.ConversationID]
		if conv == nil || conv.V.Status != core.StatusQueued || conv.V.Unrouted || conv.V.QueuedAt != p.QueuedAt {
			continue
		}
		e := core.Event{Type: core.EventQueuePosition, Actor: core.Actor{Kind: core.BySystem}}
		if e.IdentityID, e.StreamOffset = s.told(conv.V.IdentityID); e.StreamOffset > 0 {
			s.event(conv, e, p.QueuePlace)
		}
	}
	return nil
}

// tellAgain is how long somebody who was told a place by a message is spared the
// next one.
const tellAgain = 5 * time.Minute

// TellLater sets the timer by which somebody who waits on is told a place again.
type TellLater struct {
	ConversationID core.ID
	QueuedAt       core.Time
}

// Key implements Command.
func (c *TellLater) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *TellLater) Needs(n *Needs) { n.Conversations[c.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *TellLater) Apply(s *Set) error {
	if conv := s.Conversations[c.ConversationID]; conv != nil && conv.V.Status == core.StatusQueued && conv.V.QueuedAt == c.QueuedAt {
		s.timer(conv.V, tellAgain, TimerWork{Timer: TimerTell, TeamID: conv.V.TeamID, Since: c.QueuedAt})
	}
	return nil
}
