package engine

import "github.com/switchboard-hub/switchboard/core"

// album adds an item to the message that began its album; false when there is
// none to add to.
func (c *Ingest) album(s *Set, e core.Envelope) bool {
	m := s.Messages[s.Groups[Key{c.Raw.AccountID, groupKey(e)}]]
	if m == nil || s.Now.Sub(m.V.ReceivedAt) > albumFor {
		return false
	}
	conv := s.Conversations[m.V.ConversationID]
	if conv == nil || conv.V.Status.Ended() { // what comes late must not land unseen in an ended thread
		return false
	}
	added := c.attachments(m.V.ID, len(m.V.Attachments), e.Content.Media)
	m.V.Attachments = append(m.V.Attachments, added...)
	s.Attachments = append(s.Attachments, added...)
	if m.V.Text == "" && e.Content.Text != "" {
		m.V.Text, m.V.Content = e.Content.Text, richContent(e.Content)
		s.Reworded = append(s.Reworded, m.V.ID)
		showLast(conv, m)
	}
	m.Dirty = true
	if e.ExternalID != "" { // replies and edits may name any item of the album
		k := Key{c.Raw.AccountID, e.ExternalID}
		s.External[k] = m.V.ID
		s.Names = append(s.Names, Name{Key: k, MessageID: m.V.ID})
	}
	c.changed(s, conv, m, core.Event{Type: core.EventMessageUpdated}, map[string]any{"attachments_added": len(added)})
	c.fetch(s, added)
	c.Messages = append(c.Messages, m.V.ID)
	return true
}

// changed logs a change of a message, with its place in the visitor's stream.
func (c *Ingest) changed(s *Set, conv *Row[core.Conversation], m *Row[core.Message], e core.Event, data any) {
	e.MessageID, e.Actor = m.V.ID, core.Actor{Kind: core.ByContact, ID: conv.V.ContactID}
	if c.Policy.Stream {
		e.IdentityID, e.StreamOffset = conv.V.IdentityID, s.stream(conv.V.IdentityID)
	}
	s.event(conv, e, data)
}

// edit changes the text of a known message and keeps what it was. An edit
// that comes before its message stands for it.
func (c *Ingest) edit(s *Set, e core.Envelope) {
	m := c.ref(s, e)
	if m == nil || s.Conversations[m.V.ConversationID] == nil {
		if e.ExternalID == "" && len(e.Refs) > 0 {
			e.ExternalID = e.Refs[0]
		}
		e.Refs = nil
		before := len(c.Messages)
		c.message(s, e)
		for _, id := range c.Messages[before:] {
			s.Messages[id].V.EditedAt = editedAt(s, e) // in the platform's time, as later edits are compared
		}
		return
	}
	if e.Content == nil || m.V.EditedAt != 0 && e.SentAt != 0 && e.SentAt < m.V.EditedAt {
		return // an older edit that was overtaken
	}
	conv := s.Conversations[m.V.ConversationID]
	previous := map[string]any{"previous": map[string]any{"text": m.V.Text}}
	m.V.Text, m.V.Content, m.Dirty = e.Content.Text, richContent(e.Content), true
	if m.V.Change.Undone() { // this is what the customer sees, and what we show
		m.V.Change = core.MessageChange{}
	}
	s.Reworded = append(s.Reworded, m.V.ID)
	m.V.EditedAt = editedAt(s, e)
	showLast(conv, m)
	c.changed(s, conv, m, core.Event{Type: core.EventMessageUpdated}, previous)
	c.Messages = append(c.Messages, m.V.ID)
}

func editedAt(s *Set, e core.Envelope) core.Time {
	if e.SentAt != 0 {
		return e.SentAt
	}
	return s.Now
}

func (c *Ingest) remove(s *Set, e core.Envelope) {
	for _, r := range e.Refs {
		m := s.Messages[s.External[Key{c.Raw.AccountID, r}]]
		if m == nil || m.V.DeletedAt != 0 && !m.V.Change.Undone() {
			continue
		}
		conv := s.Conversations[m.V.ConversationID]
		if conv == nil {
			continue
		}
		m.V.DeletedAt, m.V.Change, m.Dirty = s.Now, core.MessageChange{}, true
		showLast(conv, m)
		c.changed(s, conv, m, core.Event{Type: core.EventMessageDeleted}, nil)
		c.Messages = append(c.Messages, m.V.ID)
	}
}

// status takes a receipt: what the platform, or the person's device, says of
// messages of ours.
func (c *Ingest) status(s *Set, e core.Envelope) {
	to := e.Status
	if e.Type == core.TypeRead {
		to = core.DeliveryRead
	}
	for _, r := range e.Refs {
		k := Key{c.Raw.AccountID, r}
		m := s.Messages[s.External[k]]
		if m == nil {
			if !e.Historical && !c.Policy.Threads { // there, a name is known before anything leaves under it
				s.keepEarly(Early{Key: k, Status: to, Error: e.Error})
			}
			continue
		}
		changed := false
		for _, r := range receipts(e, k, to) {
			changed = c.receipt(s, m, r) || changed
		}
		if changed {
			c.Messages = append(c.Messages, m.V.ID)
		}
	}
}

// receipt raises the part that a receipt names, and with it the message; false
// when it says nothing new. A message that was written elsewhere has no parts.
func (c *Ingest) receipt(s *Set, m *Row[core.Message], r Early) bool {
	conv := s.Conversations[m.V.ConversationID]
	if m.V.Direction != core.Out || conv == nil {
		return false
	}
	previous, parts := m.V.Delivery, s.Parts[m.V.ID]
	if len(parts) > 0 {
		for _, p := range parts {
			switch {
			case p.V.ExternalID != r.Key.Text:
			case !r.isFor(p.V):
				if r.Status == core.DeliveryFailed {
					s.copyFailed(conv, r)
				}
			case s.raise(m, p, r):
				s.delivery(conv, m, core.Actor{Kind: core.ByContact, ID: conv.V.ContactID})
			}
		}
		return m.V.Delivery != previous
	}
	next := previous.Raise(r.Status)
	if next == previous {
		return false
	}
	m.V.Delivery, m.V.ErrorCode, m.V.ErrorText, m.Dirty = next, "", "", true
	if next == core.DeliveryFailed {
		f := r.failure()
		m.V.ErrorCode, m.V.ErrorText = f.Code, f.Text
	}
	c.changed(s, conv, m, core.Event{Type: core.EventMessageDelivery}, deliveryData(m, previous))
	return true
}

// follow keeps whether the person can be written to. By itself it begins no
// conversation.
func (c *Ingest) follow(s *Set, e core.Envelope) {
	identity := c.identity(s, e)
	reachable := e.Type == core.TypeFollow
	changed := identity.New || identity.V.Reachable != reachable
	if identity.V.Reachable != reachable {
		identity.V.Reachable, identity.V.UpdatedAt, identity.Dirty = reachable, s.Now, true
	}
	if reachable {
		c.acted(s, e)
	}
	if !changed {
		return
	}
	data := map[string]any{"identity_id": identity.V.ID, "reachable": reachable}
	if conv := s.Conversations[s.Threads[Key{c.Raw.AccountID, c.threadOf(e)}]]; conv != nil {
		s.event(conv, core.Event{Type: core.EventContactUpdated, Actor: core.Actor{Kind: core.ByContact, ID: identity.V.ContactID}}, data)
		return
	}
	s.Events = append(s.Events, core.Event{ID: core.NewID(), Type: core.EventContactUpdated, AccountID: c.Raw.AccountID,
		ContactID: identity.V.ContactID, Actor: core.Actor{Kind: core.ByContact, ID: identity.V.ContactID}, Data: mustJSON(data), At: s.Now})
}

// Acted is the data of a core.EventContactActed.
type Acted struct {
	Event    string         `json:"event"`
	Text     string         `json:"text,omitempty"`
	Lead     *core.Lead     `json:"lead,omitempty"`
	Link     *core.Link     `json:"link,omitempty"`
	Location *core.Location `json:"location,omitempty"`
}

// acted takes what a person did without writing: it may open a reply window. In
// an open conversation it is a line of the log; otherwise a conversation begins
// with it where a rule says so, and else it is the raw's alone.
func (c *Ingest) acted(s *Set, e core.Envelope) {
	identity := c.identity(s, e)
	c.opens(s, e, identity)
	if e.Event == "" || e.Historical || identity.V.Blocked {
		return
	}
	if conv := s.Conversations[s.Threads[Key{c.Raw.AccountID, c.threadOf(e)}]]; conv != nil && !conv.V.Status.Ended() {
		if e.Event == core.EventLocation {
			return // told every few seconds while the chat is open
		}
		data := Acted{Event: e.Event, Text: EventText(e)}
		if e.Content != nil {
			data.Lead, data.Link, data.Location = e.Content.Lead, e.Content.Link, e.Content.Location
		}
		s.event(conv, core.Event{Type: core.EventContactActed, Actor: core.Actor{Kind: core.ByContact, ID: identity.V.ContactID}}, data)
		return
	}
	if !c.Begin[e.Key] {
		return
	}
	content := core.Content{}
	if e.Content != nil {
		content = *e.Content
	}
	content.Kind, content.Text = e.Event, EventText(e)
	e.Content, e.ExternalID = &content, ""
	conv := c.conversation(s, e, identity)
	row := s.message(conv, c.newMessage(s, e, identity, conv))
	c.Messages = append(c.Messages, row.V.ID)
}

// EventText is what an event says: the entry that was pressed, the scene of the
// code that was scanned, the page that was opened.
func EventText(e core.Envelope) string {
	c := e.Content
	switch {
	case c == nil:
		return ""
	case c.Text != "":
		return c.Text
	case c.Choice != nil && c.Choice.Label != "":
		return c.Choice.Label
	case c.Choice != nil:
		return c.Choice.ID
	case c.Lead != nil:
		return c.Lead.Payload
	case c.Link != nil:
		return c.Link.URL
	}
	return ""
}
