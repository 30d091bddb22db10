package engine

import "github.com/switchboard-hub/switchboard/core"

// Start begins a conversation in which an agent writes first.
type Start struct {
	AccountID core.ID
	External  string // the person's name in the account
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
	if !c.Post.Threads {
		n.Threads[Key{c.AccountID, c.External}] = struct{}{}
	}
}

// The refusals of a start.
var (
	ErrOpenAlready = &core.Problem{Status: 409, Code: "conversation.open_already", Text: "the person has an open conversation in this account: go on in that one"}
	ErrUnreachable = &core.Problem{Status: 409, Code: "identity.unreachable", Text: "the person has left or blocked this account: they can be written to once they come back"}
)

// Apply implements Command. The one who writes first has the conversation. With
// threads it is one more, about something else.
func (c *Start) Apply(s *Set) error {
	thread := Key{c.AccountID, c.External}
	who := s.Identities[thread]
	if who == nil || !who.V.Reachable {
		return ErrUnreachable
	}
	id := core.NewID()
	if c.Post.Threads {
		thread.Text = threadPrefix + id.String()
	}
	if old := s.Conversations[s.Threads[thread]]; old != nil && !old.V.Status.Ended() {
		return ErrOpenAlready
	}
	if err := c.Post.allowed(s, who.V.ID); err != nil {
		return err
	}
	conv := &Row[core.Conversation]{New: true, V: core.Conversation{ID: id, AccountID: c.AccountID, IdentityID: who.V.ID,
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
