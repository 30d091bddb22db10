package engine

import (
	"fmt"
	"slices"
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
	ErrReplyTo   = &core.Problem{Status: 422, Code: "message.reply_to", Text: "reply_to names no message of this conversation"}
)

// visible returns the conversation if the viewer may see it.
func (s *Set) visible(v core.Viewer, id core.ID) (*Row[core.Conversation], error) {
	conv := s.Conversations[id]
	if conv == nil || !v.Sees(conv.V, s.Participants[id]) {
		return nil, ErrNotFound
	}
	return conv, nil
}

// Apply implements Command.
func (c *Post) Apply(s *Set) error {
	c.Message, c.Repeated = core.Message{}, false
	c.Draft.ClientMessageID = core.CleanText(c.Draft.ClientMessageID)
	conv, err := s.visible(c.Viewer, c.ConversationID)
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
	public := c.Draft.Visibility == core.Public
	if public && conv.V.Status.Ended() {
		return ErrPostEnded
	}
	quoted, err := c.quoted(s)
	if err != nil {
		return err
	}
	if public {
		st := core.Step{Kind: core.StepAgentReply, Actor: c.Author, AgentID: c.Author.ID, Reason: "answered"}
		if err := s.step(conv, st, nil); err != nil {
			return err
		}
	}
	row := s.message(conv, c.message(s, conv))
	c.Message = row.V
	if len(c.Parts) > 0 {
		c.send(s, conv, row, quoted)
		c.Message = row.V
	}
	return nil
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
	}
	return m
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
	s.sendJob(conv, m.V.ID, JobSend)
}

func (s *Set) sendJob(conv *Row[core.Conversation], message core.ID, kind string) {
	s.job(core.Job{Key: conversationKey(conv.V.ID), Class: core.ClassReply, Kind: kind, AccountID: conv.V.AccountID,
		Deadline: s.Now.Add(replyFor)}, SendWork{MessageID: message})
}

// Change edits or deletes a message of ours.
type Change struct {
	Viewer         core.Viewer
	Actor          core.Actor
	ConversationID core.ID
	MessageID      core.ID
	Delete         bool
	Text           string // for an edit
	Stream         bool

	Message core.Message // result
}

// Key implements Command.
func (c *Change) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Change) Needs(n *Needs) {
	n.Conversations[c.ConversationID] = struct{}{}
	n.Messages[c.MessageID] = struct{}{}
}

// ErrMessageNotFound is a message that is not there or not visible.
var ErrMessageNotFound = &core.Problem{Status: 404, Code: "message.not_found", Text: "there is no such message, or you may not see it"}

// Apply implements Command. What has not left yet changes in its parts; what
// has left is changed on the platform by a job in the conversation's line.
func (c *Change) Apply(s *Set) error {
	conv, err := s.visible(c.Viewer, c.ConversationID)
	if err != nil {
		return err
	}
	m := s.Messages[c.MessageID]
	if m == nil || m.V.ConversationID != c.ConversationID {
		return ErrMessageNotFound
	}
	if m.V.Direction != core.Out || m.V.DeletedAt != 0 {
		return &core.Problem{Status: 409, Code: "message.unchangeable", Text: "only a message that was written here and is still there can be changed"}
	}
	parts := s.Parts[m.V.ID]
	if !c.Delete && len(parts) > 1 {
		return &core.Problem{Status: 409, Code: "message.many_parts",
			Text: fmt.Sprintf("the message left in %d parts and cannot be edited; delete it or send a correction", len(parts))}
	}
	e := core.Event{Type: core.EventMessageUpdated, Actor: c.Actor, MessageID: m.V.ID}
	data := map[string]any{"previous": map[string]any{"text": m.V.Text}}
	kind := JobEdit
	if c.Delete {
		e.Type, kind, data = core.EventMessageDeleted, JobDelete, nil
		m.V.DeletedAt = s.Now
	} else {
		m.V.Text, m.V.EditedAt, m.V.Content = c.Text, s.Now, plain(m.V.Content)
		if conv.V.LastMessageID == m.V.ID {
			conv.V.LastText = preview(m.V)
		}
		for _, p := range parts {
			p.V.Content.Text, p.V.Content.Entities, p.V.Content.HTML, p.Dirty = c.Text, nil, "", true
		}
	}
	m.Dirty = true
	if c.Delete {
		s.giveUp(m, "deleted", "taken back before it was sent")
	}
	if c.Stream && m.V.Visibility == core.Public {
		e.IdentityID, e.StreamOffset = conv.V.IdentityID, s.stream(conv.V.IdentityID)
	}
	s.event(conv, e, data)
	if gone(parts) {
		s.sendJob(conv, m.V.ID, kind)
	}
	c.Message = m.V
	return nil
}

// plain drops the formatting, whose places in the text no longer fit.
func plain(c *core.Content) *core.Content {
	if c == nil {
		return nil
	}
	next := *c
	next.Entities, next.HTML = nil, ""
	return richContent(&next)
}

// gone reports whether the platform has, or may have, any of the parts.
func gone(parts []*Row[core.PartRow]) bool {
	return slices.ContainsFunc(parts, func(p *Row[core.PartRow]) bool {
		return p.V.State != core.PartQueued && p.V.State != core.PartFailed
	})
}
