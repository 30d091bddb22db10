package engine

import (
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// followUpFor is how long an answer that was not read is looked at again, while
// its reader comes and goes.
const followUpFor = 24 * time.Hour

// FollowUpWork names an answer in a stream of ours that may stay unread.
type FollowUpWork struct {
	ConversationID core.ID `json:"conversation_id"`
	Seq            int64   `json:"seq"`
}

// followUp sets the look at an answer that leaves nowhere but into the stream.
func (c *Post) followUp(s *Set, conv *Row[core.Conversation], m core.Message) {
	if !c.Stream || c.FollowUp <= 0 || c.System || m.Visibility != core.Public {
		return
	}
	due := s.Now.Add(c.FollowUp)
	s.job(core.Job{Key: "f:" + conv.V.ID.String(), Class: core.ClassEvent, Kind: JobFollowUp, AccountID: conv.V.AccountID, DueAt: due,
		Deadline: due.Add(followUpFor)}, FollowUpWork{ConversationID: conv.V.ID, Seq: m.Seq})
}

// FollowUp sends by another account what a person did not read in their stream.
// The answers stay as they are: a line for the agents says that they were sent,
// how that went, and is what leaves.
type FollowUp struct {
	ConversationID core.ID
	Seq            int64   // of the last answer in it; each is sent once
	AccountID      core.ID // that it leaves by
	To             core.UserRef
	Line           core.Content // for the agents
	Parts          []core.Content

	Repeated bool // result: it was sent before, or is not wanted any more
}

// Key implements Command.
func (c *FollowUp) Key() string { return c.ConversationID.String() }

func (c *FollowUp) clientID() string { return "follow-up:" + strconv.FormatInt(c.Seq, 10) }

// Needs implements Command.
func (c *FollowUp) Needs(n *Needs) {
	n.Conversations[c.ConversationID] = struct{}{}
	n.ClientIDs[Key{c.ConversationID, c.clientID()}] = struct{}{}
}

// Apply implements Command. Who has written since has read what was above.
func (c *FollowUp) Apply(s *Set) error {
	c.Repeated = false
	conv := s.Conversations[c.ConversationID]
	if conv == nil {
		return ErrNotFound
	}
	_, sent := s.ClientIDs[Key{c.ConversationID, c.clientID()}]
	if sent || conv.V.LastDirection == core.In && conv.V.LastSeq > c.Seq {
		c.Repeated = true
		return nil
	}
	row := s.message(conv, core.Message{ID: core.NewID(), Direction: core.Out, Visibility: core.SystemLine, Kind: c.Line.Kind, Text: c.Line.Text,
		Content: richContent(&c.Line), Author: system(), ClientMessageID: c.clientID(), Delivery: core.DeliveryQueued, SentAt: s.Now, ReceivedAt: s.Now})
	for i, content := range c.Parts {
		id := core.NewID()
		p := core.Part{ID: id, MessageID: row.V.ID, Index: i, Key: id.String(), To: c.To, Content: content}
		s.Parts[row.V.ID] = append(s.Parts[row.V.ID], &Row[core.PartRow]{New: true,
			V: core.PartRow{Part: p, AccountID: c.AccountID, State: core.PartQueued, UpdatedAt: s.Now}})
	}
	s.job(core.Job{Key: conversationKey(conv.V.ID), Class: core.ClassReply, Kind: JobSend, AccountID: c.AccountID,
		Deadline: s.Now.Add(replyFor)}, SendWork{MessageID: row.V.ID})
	return nil
}
