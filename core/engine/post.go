package engine

import (
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// replyFor is how long an answer is tried for before it is given up.
const replyFor = 24 * time.Hour

// Post stores what an agent or app writes, and the work to send it.
type Post struct {
	Viewer         core.Viewer
	Author         core.Actor
	ConversationID core.ID
	Draft          core.Draft
	BodyHash       string
	Parts          []core.Content // the planner's cut; empty for notes and for streams
	Stream         bool           // the person reads from a stream of ours
	Threads        bool           // a message has a subject: the conversation's, if it says none
	Windows        []core.WindowRule
	// FollowUp is after what time an answer that stays unread is sent after its
	// reader; 0: never.
	FollowUp time.Duration
	// System: the hub itself writes. Nobody's rights are asked, and it is no
	// answer: whoever waits goes on waiting.
	System bool
	// BotID is the bot that answers. It must have the conversation still, and no
	// word of its customer may have come since Seq: people and newer words win.
	BotID string
	Seq   int64
	// PutOff is when a message that leaves only now was written. Its writer may be
	// gone: it takes no conversation, and it answers no word that is newer.
	PutOff core.Time
	// Flagged are the sensitive words of the message.
	Flagged  *FlaggedData
	Mentions []core.ID // agents whom a note names

	// Results.
	Message  core.Message
	Repeated bool
}

// Key implements Command.
func (c *Post) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Post) Needs(n *Needs) {
	c.Draft.ClientMessageID = core.CleanText(c.Draft.ClientMessageID)
	n.Conversations[c.ConversationID] = struct{}{}
	n.ClientIDs[Key{c.ConversationID, c.Draft.ClientMessageID}] = struct{}{}
	if !c.Draft.ReplyTo.IsZero() {
		n.Messages[c.Draft.ReplyTo] = struct{}{}
	}
}

// The problems of a post.
var (
	ErrNotFound = &core.Problem{Status: 404, Code: "conversation.not_found", Text: "there is no such conversation, or you may not see it"}
	ErrClientID = &core.Problem{Status: 409, Code: "message.client_id_conflict",
		Text: "this client_message_id was used for another message in this conversation; use a new one for new text"}
	ErrPostEnded = &core.Problem{Status: 409, Code: "conversation.ended", Text: "the conversation has ended; reopen it before you answer"}
	ErrBotGone   = &core.Problem{Status: 409, Code: "bot.gone", Text: "the bot does not have the conversation any more, or the customer has said more"}
	ErrReplyTo   = &core.Problem{Status: 422, Code: "message.reply_to", Text: "reply_to names no message of this conversation"}
)

// visible returns the conversation if the viewer may see it, and do something in it.
func (s *Set) visible(v core.Viewer, id core.ID) (*Row[core.Conversation], error) {
	conv := s.Conversations[id]
	if conv == nil || !v.Sees(conv.V, s.Participants[id]) {
		return nil, ErrNotFound
	}
	if conv.V.Disposition == core.DispositionErased {
		return nil, core.ErrErased
	}
	return conv, nil
}

// Apply implements Command.
func (c *Post) Apply(s *Set) error {
	c.Message, c.Repeated = core.Message{}, false
	c.Draft.ClientMessageID = core.CleanText(c.Draft.ClientMessageID)
	conv, err := c.find(s)
	if err != nil {
		return err
	}
	if old := s.Messages[s.ClientIDs[Key{c.ConversationID, c.Draft.ClientMessageID}]]; old != nil {
		if old.V.BodyHash != c.BodyHash {
			return ErrClientID
		}
		c.Message, c.Repeated = old.V, true
		return nil
	}
	if c.BotID != "" && (conv.V.Status != core.StatusBot || conv.V.BotID != c.BotID || conv.V.Seq != c.Seq) {
		return ErrBotGone
	}
	public := c.Draft.Visibility == core.Public
	if public && conv.V.Status.Ended() {
		return ErrPostEnded
	}
	quoted, err := c.quoted(s)
	if err != nil {
		return err
	}
	if err := c.allowed(s, conv.V.IdentityID); err != nil {
		return err
	}
	switch {
	case !public || c.System:
	case c.PutOff > 0:
		if conv.V.Handler == core.HandlerAgent && conv.V.AgentID == c.Author.ID && conv.V.LastAt <= c.PutOff {
			conv.V.WaitingSince = 0
		}
	default:
		st := core.Step{Kind: core.StepAgentReply, Actor: c.Author, AgentID: c.Author.ID, Reason: "answered"}
		if err := s.step(conv, st, nil); err != nil {
			return err
		}
	}
	if c.BotID != "" && public {
		conv.V.WaitingSince = 0
	}
	c.subject(conv)
	row := s.message(conv, c.message(s, conv))
	if c.Flagged != nil {
		s.event(conv, core.Event{Type: core.EventMessageFlagged, MessageID: row.V.ID, Actor: c.Author}, c.Flagged)
	}
	c.Message = row.V
	c.followUp(s, conv, row.V)
	if len(c.Parts) > 0 {
		c.send(s, conv, row, quoted)
		c.Message = row.V
	}
	s.mention(conv, row.V.ID, c.Author, c.Mentions)
	return nil
}

// allowed asks the reply windows. What the hub says by itself leaves some to others.
func (c *Post) allowed(s *Set, identity core.ID) error {
	reserve := 0
	if c.System && c.Author.Kind == core.BySystem {
		reserve = systemReserve
	}
	return needAllowance(s, identity, c.Windows, c.Parts, reserve)
}

func (c *Post) find(s *Set) (*Row[core.Conversation], error) {
	if !c.System {
		return s.visible(c.Viewer, c.ConversationID)
	}
	if conv := s.Conversations[c.ConversationID]; conv != nil {
		return conv, nil
	}
	return nil, ErrNotFound
}

// quoted returns the external id of the message that is replied to.
func (c *Post) quoted(s *Set) (string, error) {
	if c.Draft.ReplyTo.IsZero() {
		return "", nil
	}
	m := s.Messages[c.Draft.ReplyTo]
	if m == nil || m.V.ConversationID != c.ConversationID {
		return "", ErrReplyTo
	}
	if m.V.ExternalID != "" {
		return m.V.ExternalID, nil
	}
	for _, p := range s.Parts[m.V.ID] {
		if p.V.ExternalID != "" {
			return p.V.ExternalID, nil
		}
	}
	return "", nil
}

func (c *Post) message(s *Set, conv *Row[core.Conversation]) core.Message {
	d := c.Draft
	m := core.Message{ID: core.NewID(), Direction: core.Out, Visibility: d.Visibility, Kind: d.Content.Kind, Text: d.Content.Text,
		Content: richContent(&d.Content), Author: c.Author, ClientMessageID: d.ClientMessageID, BodyHash: c.BodyHash, ReplyTo: d.ReplyTo,
		SentAt: s.Now, ReceivedAt: s.Now}
	for i, media := range d.Content.Media {
		m.Attachments = append(m.Attachments, core.Attachment{ID: core.NewID(), MessageID: m.ID, Index: i, Media: media, State: core.AttachmentReady})
	}
	if d.Visibility != core.Public {
		return m
	}
	m.Delivery = core.DeliveryQueued
	if c.Stream {
		m.Delivery, m.StreamOffset = core.DeliverySent, s.stream(conv.V.IdentityID)
		m.ExternalID = m.ID.String() // by which the person's receipts and choices name it
	}
	return m
}

// subject gives what leaves the subject of its conversation, as an answer where
// something was said already.
func (c *Post) subject(conv *Row[core.Conversation]) {
	d := &c.Draft.Content
	if !c.Threads || c.Draft.Visibility != core.Public {
		return
	}
	switch {
	case d.Subject != "":
	case conv.V.Seq == 0:
		d.Subject = conv.V.Subject
	default:
		d.Subject = core.ReplySubject(conv.V.Subject)
	}
	if len(c.Parts) > 0 {
		c.Parts[0].Subject = d.Subject
	}
}

// send writes the parts and the job that sends them, in the conversation's line.
func (c *Post) send(s *Set, conv *Row[core.Conversation], m *Row[core.Message], quoted string) {
	identity := s.IdentityByID[conv.V.IdentityID]
	thread := conv.V.Thread
	if identity != nil && thread == identity.V.ExternalID {
		thread = ""
	}
	for i, content := range c.Parts {
		id := core.NewID()
		p := core.Part{ID: id, MessageID: m.V.ID, Index: i, Key: id.String(), Thread: thread, Content: content}
		if identity != nil {
			p.To = core.UserRef{ExternalID: identity.V.ExternalID, Name: identity.V.Name, Kind: identity.V.Kind}
		}
		if i == 0 {
			p.ReplyTo = quoted
		}
		s.Parts[m.V.ID] = append(s.Parts[m.V.ID], &Row[core.PartRow]{New: true,
			V: core.PartRow{Part: p, AccountID: conv.V.AccountID, State: core.PartQueued, UpdatedAt: s.Now}})
	}
	s.spend(conv.V.IdentityID, c.Windows, s.Parts[m.V.ID])
	s.sendJob(conv, JobSend, SendWork{MessageID: m.V.ID})
}

func (s *Set) sendJob(conv *Row[core.Conversation], kind string, w SendWork) {
	s.job(core.Job{Key: conversationKey(conv.V.ID), Class: core.ClassReply, Kind: kind, AccountID: conv.V.AccountID,
		Deadline: s.Now.Add(replyFor)}, w)
}
