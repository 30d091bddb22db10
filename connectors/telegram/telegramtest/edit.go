package telegramtest

import (
	"bytes"
	"slices"
	"time"
)

const notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

// editable finds a message the bot may change: its own. The caller holds b.mu.
func (b *bot) editable(q *request) (*stored, *apiError) {
	m, refusal := b.message(q, "message to edit")
	if refusal != nil {
		return nil, refusal
	}
	if !m.ours {
		return nil, badRequest("message can't be edited")
	}
	return m, nil
}

func (b *bot) message(q *request, what string) (*stored, *apiError) {
	if q.text("chat_id") == "" {
		return nil, badRequest("chat identifier is not specified")
	}
	id := q.number("message_id", 0)
	if id == 0 {
		return nil, badRequest("message identifier is not specified")
	}
	c, refusal := b.target(q.text("chat_id"))
	if refusal != nil {
		return nil, refusal
	}
	m := c.messages[id]
	if m == nil || m.deleted {
		return nil, badRequest(what + " not found")
	}
	return m, nil
}

func editMessageText(_ *Server, q *request) (any, *apiError) {
	text, entities, refusal := formatted(q, "text", "entities")
	if refusal != nil {
		return nil, refusal
	}
	if text == "" {
		return nil, badRequest("message text is empty")
	}
	return q.bot.edit(q, func(m *wireMessage) *apiError {
		if m.Text == "" {
			return badRequest("there is no text in the message to edit")
		}
		if utf16Len(text) > maxText {
			return badRequest("MESSAGE_TOO_LONG")
		}
		m.Text, m.Entities = text, entities
		return nil
	})
}

func editMessageCaption(_ *Server, q *request) (any, *apiError) {
	caption, entities, refusal := formatted(q, "caption", "caption_entities")
	if refusal != nil {
		return nil, refusal
	}
	return q.bot.edit(q, func(m *wireMessage) *apiError {
		if !hasMedia(m) {
			return badRequest("there is no caption in the message to edit")
		}
		if utf16Len(caption) > maxCaption {
			return badRequest("MEDIA_CAPTION_TOO_LONG")
		}
		m.Caption, m.CaptionEntities = caption, entities
		return nil
	})
}

func hasMedia(m *wireMessage) bool {
	return m.Photo != nil || m.Document != nil || m.Voice != nil || m.Audio != nil || m.Video != nil || m.Animation != nil
}

func editMessageReplyMarkup(_ *Server, q *request) (any, *apiError) {
	return q.bot.edit(q, func(*wireMessage) *apiError { return nil })
}

// edit replaces the markup by the one given, or none, applies change, and
// refuses when all is as before.
func (b *bot) edit(q *request, change func(*wireMessage) *apiError) (any, *apiError) {
	markup, refusal := readMarkup(q.text("reply_markup"))
	if refusal != nil {
		return nil, refusal
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	m, refusal := b.editable(q)
	if refusal != nil {
		return nil, refusal
	}
	next := m.message
	next.ReplyMarkup = markup
	if refusal := change(&next); refusal != nil {
		return nil, refusal
	}
	if sameContent(&next, &m.message) {
		return nil, badRequest(notModified)
	}
	if before := m.message.Text + m.message.Caption; before != next.Text+next.Caption {
		m.history = append(slices.Clip(m.history), before)
	}
	next.EditDate = b.now().Unix()
	m.message = next
	return next, nil
}

func sameContent(a, b *wireMessage) bool {
	return a.Text == b.Text && a.Caption == b.Caption && bytes.Equal(a.ReplyMarkup, b.ReplyMarkup) &&
		sameEntities(a.Entities, b.Entities) && sameEntities(a.CaptionEntities, b.CaptionEntities)
}

func sameEntities(a, b []Entity) bool {
	return slices.EqualFunc(a, b, func(x, y Entity) bool {
		x.User, y.User = nil, nil
		return x == y
	})
}

// deletable: "a message can only be deleted if it was sent less than 48 hours
// ago" (Bot API documentation, deleteMessage).
const deletable = 48 * time.Hour

func deleteMessage(_ *Server, q *request) (any, *apiError) {
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	m, refusal := b.message(q, "message to delete")
	if refusal != nil {
		return nil, refusal
	}
	if b.now().Sub(m.at) >= deletable {
		return nil, badRequest("message can't be deleted for everyone")
	}
	m.deleted = true
	return true, nil
}
