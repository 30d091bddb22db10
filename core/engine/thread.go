package engine

import (
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// threadPrefix begins the name of a thread that a message has begun, before the
// message's key. No address begins so.
const threadPrefix = "thread:"

// needThread asks for what an envelope may belong to. Its refs are asked for
// among all others.
func needThread(n *Needs, e core.Envelope) {
	n.Siblings = true
	if !e.Conversation.IsZero() {
		n.Conversations[e.Conversation], n.Rivals[e.Conversation] = struct{}{}, struct{}{}
	}
}

// thread finds the conversation that an envelope belongs to; nil: it begins one.
// A token of ours that came back wins, in whatever account the conversation is,
// but over the place of the message of ours that is answered: it was moved there.
// Then what is referred to, the likeliest first, where the sender is one of its
// people: an id can be known to others. A person who writes about something else
// begins anew, unless a token says otherwise and the conversation goes on.
func (c *Ingest) thread(s *Set, e core.Envelope, sender core.ID) *Row[core.Conversation] {
	if conv := s.merged(s.Conversations[e.Conversation]); conv != nil {
		if to := c.answered(s, e); to != nil && to.V.ContactID == conv.V.ContactID {
			conv = to
		}
		conv = s.goesOn(conv)
		if conv.V.Status.Ended() && !sameThread(e, conv, nil) {
			return nil
		}
		return conv
	}
	for _, ref := range e.Refs {
		m := s.Messages[s.External[Key{c.Raw.AccountID, ref}]]
		if m == nil {
			continue
		}
		conv := s.Conversations[m.V.ConversationID]
		if conv == nil || sender != conv.V.ContactID && !s.among(m, e.User.ExternalID, sender) {
			continue
		}
		if !sameThread(e, conv, m) {
			return nil
		}
		return s.goesOn(conv)
	}
	return nil
}

// answered returns where the message of ours is that an envelope answers, by what
// it refers to first.
func (c *Ingest) answered(s *Set, e core.Envelope) *Row[core.Conversation] {
	if len(e.Refs) == 0 {
		return nil
	}
	m := s.Messages[s.External[Key{c.Raw.AccountID, e.Refs[0]}]]
	if m == nil || m.V.Direction != core.Out {
		return nil
	}
	return s.Conversations[m.V.ConversationID]
}

// MergedMost is how many merges of one conversation after another are followed.
const MergedMost = 8

// merged returns what a conversation was merged into, or itself; nil where that is
// not known or was erased: nothing is looked at in there any more.
func (s *Set) merged(conv *Row[core.Conversation]) *Row[core.Conversation] {
	for range MergedMost {
		if conv == nil || !conv.V.Final() {
			return conv
		}
		if conv.V.Disposition == core.DispositionErased {
			return nil
		}
		conv = s.Conversations[s.Merged[conv.V.ID]]
	}
	return nil
}

// sameThread reports whether an envelope has the subject of a conversation, or of
// the message in it that it refers to. Programs write subjects of their own.
func sameThread(e core.Envelope, conv *Row[core.Conversation], m *Row[core.Message]) bool {
	if e.Automatic || core.SameSubject(e.Content.Subject, conv.V.Subject) {
		return true
	}
	return m != nil && m.V.Content != nil && m.V.Content.Subject != "" && core.SameSubject(e.Content.Subject, m.V.Content.Subject)
}

// goesOn returns what follows a conversation that has ended: the open one of its
// thread, or else the latest.
func (s *Set) goesOn(conv *Row[core.Conversation]) *Row[core.Conversation] {
	later := s.Conversations[s.Threads[Key{conv.V.AccountID, conv.V.Thread}]]
	if !conv.V.Status.Ended() || later == nil || later.V.ContactID != conv.V.ContactID || later.V.CreatedAt < conv.V.CreatedAt {
		return conv
	}
	return later
}

// among reports whether somebody wrote a message or is one of those it was for. Of
// answers that followed a visitor only the parts say whom they were for.
func (s *Set) among(m *Row[core.Message], address string, contact core.ID) bool {
	if m.V.Author == (core.Actor{Kind: core.ByContact, ID: contact}) {
		return true
	}
	if slices.ContainsFunc(s.Parts[m.V.ID], func(p *Row[core.PartRow]) bool { return strings.EqualFold(p.V.To.ExternalID, address) }) {
		return true
	}
	if m.V.Content == nil {
		return false
	}
	people := slices.Concat(m.V.Content.Participants, m.V.Content.To, m.V.Content.Cc, m.V.Content.Bcc)
	return slices.ContainsFunc(people, func(p core.UserRef) bool { return strings.EqualFold(p.ExternalID, address) })
}

// judged is the envelope's content with what is known of its writer: whether a
// person, and whether one of the conversation's people.
func (c *Ingest) judged(s *Set, e core.Envelope, conv *Row[core.Conversation], sender core.ID) *core.Content {
	content := *e.Content
	content.Automatic = e.Automatic
	content.Outsider = sender != conv.V.ContactID && !slices.ContainsFunc(c.within(s, e, conv), func(m *Row[core.Message]) bool {
		return s.among(m, e.User.ExternalID, sender)
	})
	return &content
}

// within returns the messages of a conversation that an envelope refers to.
func (c *Ingest) within(s *Set, e core.Envelope, conv *Row[core.Conversation]) []*Row[core.Message] {
	var out []*Row[core.Message]
	for _, ref := range e.Refs {
		if m := s.Messages[s.External[Key{c.Raw.AccountID, ref}]]; m != nil && m.V.ConversationID == conv.V.ID {
			out = append(out, m)
		}
	}
	return out
}

// settle fits a new message into its conversation: it replies to what is in there.
// A name that another message has stays that one's, or whoever knows it could hide
// that one from its answers.
// In a conversation of another account, as one that began in a visitor's chat, it
// takes a place in that person's stream, and has no name of that account's: its
// own is kept under the account that it came to. The guard against doubles is the
// event key there, as for any other message.
func (c *Ingest) settle(s *Set, e core.Envelope, conv *Row[core.Conversation], m *core.Message) {
	if found := c.within(s, e, conv); len(found) > 0 {
		m.ReplyTo = found[0].V.ID
	}
	k := Key{c.Raw.AccountID, m.ExternalID}
	if _, taken := s.External[k]; taken {
		m.ExternalID = ""
	}
	if conv.V.AccountID == c.Raw.AccountID {
		return
	}
	_, m.StreamOffset = s.told(conv.V.IdentityID)
	if m.ExternalID != "" {
		s.External[k], m.ExternalID = m.ID, ""
		s.Names = append(s.Names, Name{Key: k, MessageID: m.ID})
	}
}
