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
		if conv.V.LastMessageID == m.V.ID {
			conv.V.LastText = preview(m.V)
		}
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
	s.Reworded = append(s.Reworded, m.V.ID)
	m.V.EditedAt = editedAt(s, e)
	if conv.V.LastMessageID == m.V.ID {
		conv.V.LastText = preview(m.V)
	}
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
		if m == nil || m.V.DeletedAt != 0 {
			continue
		}
		conv := s.Conversations[m.V.ConversationID]
		if conv == nil {
			continue
		}
		m.V.DeletedAt, m.Dirty = s.Now, true
		c.changed(s, conv, m, core.Event{Type: core.EventMessageDeleted}, nil)
		c.Messages = append(c.Messages, m.V.ID)
	}
}

// status raises the delivery of our messages; a receipt never lowers it. A
// receipt for one part says nothing of a message that has not left as a whole.
func (c *Ingest) status(s *Set, e core.Envelope) {
	to := e.Status
	if e.Type == core.TypeRead {
		to = core.DeliveryRead
	}
	for _, r := range e.Refs {
		m := s.Messages[s.External[Key{c.Raw.AccountID, r}]]
		if m == nil || m.V.Direction != core.Out || !s.left(m.V.ID) {
			continue
		}
		conv := s.Conversations[m.V.ConversationID]
		next := m.V.Delivery.Raise(to)
		if conv == nil || next == m.V.Delivery {
			continue
		}
		previous := map[string]any{"delivery": next, "previous": map[string]any{"delivery": m.V.Delivery}}
		m.V.Delivery, m.Dirty = next, true
		c.changed(s, conv, m, core.Event{Type: core.EventMessageDelivery}, previous)
		c.Messages = append(c.Messages, m.V.ID)
	}
}

// follow keeps whether the person can be written to. It begins no conversation.
func (c *Ingest) follow(s *Set, e core.Envelope) {
	identity := c.identity(s, e)
	reachable := e.Type == core.TypeFollow
	changed := identity.New || identity.V.Reachable != reachable
	if identity.V.Reachable != reachable {
		identity.V.Reachable, identity.V.UpdatedAt, identity.Dirty = reachable, s.Now, true
	}
	if !changed {
		return
	}
	data := map[string]any{"identity_id": identity.V.ID, "reachable": reachable}
	if conv := s.Conversations[s.Threads[Key{c.Raw.AccountID, threadOf(e)}]]; conv != nil {
		s.event(conv, core.Event{Type: core.EventContactUpdated, Actor: core.Actor{Kind: core.ByContact, ID: identity.V.ContactID}}, data)
		return
	}
	s.Events = append(s.Events, core.Event{ID: core.NewID(), Type: core.EventContactUpdated, AccountID: c.Raw.AccountID,
		ContactID: identity.V.ContactID, Actor: core.Actor{Kind: core.ByContact, ID: identity.V.ContactID}, Data: mustJSON(data), At: s.Now})
}
