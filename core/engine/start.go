package engine

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"

	"github.com/switchboard-hub/switchboard/core"
)

// Start begins a conversation in which an agent writes first.
type Start struct {
	AccountID core.ID
	External  string // the person's name in the account
	// Thread is the conversation's own, of StartThread; empty: the person.
	Thread string
	// Person is made, as a contact or an address of ContactID, where the account
	// does not know them yet; without an id nobody is made.
	Person    core.UserRef
	ContactID core.ID
	TeamID    core.ID
	Weight    int64
	Post      Post // without its conversation

	Conversation core.Conversation // result
}

// Key implements Command: it keeps its order among what the person writes.
func (c *Start) Key() string { return c.AccountID.String() + "\x00" + c.External }

// Needs implements Command.
func (c *Start) Needs(n *Needs) {
	c.Post.Draft.ClientMessageID = core.CleanText(c.Post.Draft.ClientMessageID)
	n.Identities[Key{c.AccountID, c.External}] = struct{}{}
	n.Threads[Key{c.AccountID, c.thread()}] = struct{}{}
}

func (c *Start) thread() string { return cmp.Or(c.Thread, c.External) }

// StartThread names the thread that an agent begins with a person: the same for
// a repeat under one client id, so that it begins only once.
func StartThread(agent core.ID, external, clientID string) string {
	sum := sha256.Sum256([]byte(agent.String() + "\x00" + external + "\x00" + core.CleanText(clientID)))
	return threadPrefix + "start:" + hex.EncodeToString(sum[:16])
}

// The refusals of a start.
var (
	ErrOpenAlready = &core.Problem{Status: 409, Code: "conversation.open_already", Text: "the person has an open conversation in this account: go on in that one"}
	ErrUnreachable = &core.Problem{Status: 409, Code: "identity.unreachable", Text: "the person has left or blocked this account: they can be written to once they come back"}
)

// meet makes somebody known who has an address and has never written.
func (c *Start) meet(s *Set) *Row[core.Identity] {
	name := nameOf(c.Person)
	if c.ContactID.IsZero() {
		contact := core.Contact{ID: core.NewID(), Kind: core.ContactKnown, Name: name, CreatedAt: s.Now, UpdatedAt: s.Now}
		s.Contacts[contact.ID] = &Row[core.Contact]{V: contact, New: true}
		c.ContactID = contact.ID
	}
	row := &Row[core.Identity]{New: true, V: core.Identity{ID: core.NewID(), AccountID: c.AccountID, ExternalID: c.External, ContactID: c.ContactID,
		Name: name, Kind: "person", Reachable: true, CreatedAt: s.Now, UpdatedAt: s.Now}}
	s.Identities[Key{c.AccountID, c.External}], s.IdentityByID[row.V.ID] = row, row
	return row
}

// Apply implements Command. The one who writes first has the conversation. With
// threads it is one more, about something else.
func (c *Start) Apply(s *Set) error {
	thread := Key{c.AccountID, c.thread()}
	who := s.Identities[Key{c.AccountID, c.External}]
	if who == nil && c.Person.ExternalID != "" {
		who = c.meet(s)
	}
	if who == nil || !who.V.Reachable || who.V.Blocked {
		return ErrUnreachable
	}
	if old := s.Conversations[s.Threads[thread]]; old != nil && !old.V.Status.Ended() {
		return ErrOpenAlready
	}
	if err := c.Post.allowed(s, who.V.ID); err != nil {
		return err
	}
	conv := &Row[core.Conversation]{New: true, V: core.Conversation{ID: core.NewID(), AccountID: c.AccountID, IdentityID: who.V.ID,
		ContactID: who.V.ContactID, Thread: thread.Text, Subject: c.Post.Draft.Content.Subject, Status: core.StatusQueued, Handler: core.HandlerNone, TeamID: c.TeamID, Weight: c.Weight,
		QueuedAt: s.Now, LastAt: s.Now, CreatedAt: s.Now, UpdatedAt: s.Now}}
	st := core.Step{Kind: core.StepAssign, Actor: c.Post.Author, AgentID: c.Post.Author.ID, Reason: "started"}
	if _, _, err := conv.V.Take(st); err != nil {
		return err
	}
	s.Conversations[conv.V.ID], s.Threads[thread] = conv, conv.V.ID
	s.event(conv, core.Event{Type: core.EventConversationCreated, Actor: c.Post.Author, To: conv.V.Status}, nil)
	if err := s.step(conv, st, nil); err != nil {
		return err
	}
	c.Post.ConversationID = conv.V.ID
	err := c.Post.Apply(s) // its writer has the conversation now: nothing is refused
	c.Conversation = conv.V
	return err
}
