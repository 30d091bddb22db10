package telegram

import (
	"context"
	"encoding/json"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// Caps implements connectors.Connector.
func (c *Connector) Caps(core.Account) core.Caps { return caps() }

// Send implements connectors.Connector. A refusal that we can set right, which
// is proof that nothing was sent, leads to one more call in the same Send:
// without formatting, without the quote, or to the group's new id.
func (c *Connector) Send(ctx context.Context, a core.Account, p core.Part) (core.Receipt, error) {
	m, f := newMessage(p)
	if f != nil {
		return core.Receipt{}, f.send
	}
	for {
		result, f := c.deliver(ctx, a, m)
		if f == nil {
			return c.receipt(result, m)
		}
		if !m.adjust(f) {
			return core.Receipt{}, f.send
		}
	}
}

// message is a part on its way: a call, and perhaps a medium to be opened anew
// for each attempt.
type message struct {
	place
	method   string
	params   tgbotapi.Params
	field    string // of the medium, in the call
	media    *core.Media
	migrated bool
}

// adjust changes the message after a refusal; false: nothing can be done. Each
// change can happen once.
func (m *message) adjust(f *failure) bool {
	switch {
	case f.migrateTo != 0 && !m.migrated:
		m.params["chat_id"], m.migrated = strconv.FormatInt(f.migrateTo, 10), true
		delete(m.params, "reply_parameters") // its message id belongs to the old chat
		return true
	case f.says("can't parse entities") || f.says("entity_"):
		return m.drop("entities") || m.drop("caption_entities")
	case f.says("replied message not found") || f.says("message to be replied not found"):
		return m.drop("reply_parameters")
	}
	return false
}

func (m *message) drop(key string) bool {
	_, ok := m.params[key]
	delete(m.params, key)
	return ok
}

// deliver makes the call.
func (c *Connector) deliver(ctx context.Context, a core.Account, m *message) (json.RawMessage, *failure) {
	q := request{method: m.method, params: m.params}
	if m.media == nil || m.media.Blob == "" {
		return c.call(ctx, a, q)
	}
	blob, f := c.open(ctx, *m.media)
	if f != nil {
		return nil, f
	}
	defer blob.Close()
	// The library closes what it can close, and forgets it when a copy fails:
	// closing stays with us.
	data := tgbotapi.FileReader{Name: fileName(*m.media), Reader: justReader{blob}}
	q.file = &tgbotapi.RequestFile{Name: m.field, Data: data}
	return c.call(ctx, a, q)
}

// receipt reads the sent message. An "ok" without a message cannot come from a
// Bot API, so nobody knows what became of the part.
func (c *Connector) receipt(result json.RawMessage, m *message) (core.Receipt, error) {
	var sent struct {
		MessageID int64 `json:"message_id"`
		Date      int64 `json:"date"`
		Chat      struct {
			ID int64 `json:"id"`
		} `json:"chat"`
	}
	if err := json.Unmarshal(result, &sent); err != nil || sent.MessageID == 0 {
		return core.Receipt{}, request{}.inDoubt("unreadable", "the answer of "+m.method+" names no message")
	}
	n := name{id: strconv.FormatInt(sent.MessageID, 10), place: m.place}
	n.chat = m.params["chat_id"]
	if sent.Chat.ID != 0 { // a channel may have been addressed by its @name
		n.chat = strconv.FormatInt(sent.Chat.ID, 10)
	}
	at := core.Time(sent.Date * 1_000_000)
	if at == 0 {
		at = core.At(c.env.Now())
	}
	return core.Receipt{ExternalID: n.String(), At: at}, nil
}
