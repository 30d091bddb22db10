package telegram

import (
	"encoding/json"
	"errors"
	"fmt"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// readCallback reads a press of an inline button. Telegram does not tell when
// it happened. A message that is too old comes as its ids only; one that was
// sent through inline mode does not come at all.
func readCallback(body json.RawMessage, key string) (*core.Envelope, error) {
	var q struct {
		ID            string          `json:"id"`
		From          *tgbotapi.User  `json:"from"`
		Message       json.RawMessage `json:"message"`
		InlineMessage string          `json:"inline_message_id"`
		Data          string          `json:"data"`
		Game          string          `json:"game_short_name"`
	}
	var x extra
	if err := lenient(body, &q, &x.Problem); err != nil {
		return nil, err
	}
	if q.From == nil || q.From.ID == 0 {
		return nil, errors.New("from is missing or cannot be read")
	}
	x.CallbackQueryID, x.InlineMessageID = q.ID, q.InlineMessage
	choice := core.Choice{ID: or(q.Data, q.Game), Label: or(q.Data, q.Game)}
	env := &core.Envelope{Version: core.EnvelopeVersion, Type: core.TypeMenu, Direction: core.In, Key: key, User: *person(q.From)}
	c := &core.Content{Kind: core.KindChoice}
	if !absent(q.Message) {
		m, err := decodeMessage(q.Message)
		if err != nil {
			return nil, err
		}
		choice.Label = label(m.ReplyMarkup, q.Data, choice.Label)
		x.BusinessConnectionID = m.own.BusinessConnectionID
		env.User, env.Thread, env.Refs = userOf(m.Chat, q.From), m.thread(), []string{m.externalID(m.MessageID)}
		if env.User.Kind != "" {
			c.Participants = []core.UserRef{*person(q.From)}
		}
	}
	c.Text, c.Choice, c.Extra = choice.Label, &choice, x.json()
	env.Content = c
	return env, nil
}

// label finds the text of the button that sends data.
func label(k *tgbotapi.InlineKeyboardMarkup, data, otherwise string) string {
	if k == nil || data == "" {
		return otherwise
	}
	for _, row := range k.InlineKeyboard {
		for _, b := range row {
			if b.CallbackData != nil && *b.CallbackData == data && b.Text != "" {
				return b.Text
			}
		}
	}
	return otherwise
}

// readMembership reads what became of the bot in a chat: in a private chat
// "kicked" is a block and "member" its end; in groups and channels the bot is
// put in and taken out. A change of rights alone is no event.
func readMembership(body json.RawMessage, key string) (*core.Envelope, error) {
	type member struct {
		Status   string `json:"status"`
		IsMember bool   `json:"is_member"` // for restricted: still inside
	}
	var c struct {
		Chat *tgbotapi.Chat `json:"chat"`
		From *tgbotapi.User `json:"from"`
		Date int64          `json:"date"`
		Old  member         `json:"old_chat_member"`
		New  member         `json:"new_chat_member"`
	}
	var problem string
	if err := lenient(body, &c, &problem); err != nil {
		return nil, err
	}
	if c.Chat == nil || c.Chat.ID == 0 || c.New.Status == "" {
		return nil, errors.New(joined(": ", "chat or new_chat_member.status is missing or cannot be read", problem))
	}
	inside := func(m member) bool {
		switch m.Status {
		case "creator", "administrator", "member":
			return true
		}
		return m.Status == "restricted" && m.IsMember
	}
	if c.Old.Status != "" && inside(c.Old) == inside(c.New) {
		return nil, nil
	}
	kind := core.TypeUnfollow
	if inside(c.New) {
		kind = core.TypeFollow
	}
	return &core.Envelope{Version: core.EnvelopeVersion, Type: kind, Direction: core.In, Key: key,
		User: userOf(c.Chat, c.From), SentAt: timeOf(c.Date)}, nil
}

// readDeleted reads messages that were deleted in a business account's chat,
// the only place where Telegram tells a bot of deletions.
func readDeleted(body json.RawMessage, key string) (*core.Envelope, error) {
	var d struct {
		Connection string         `json:"business_connection_id"`
		Chat       *tgbotapi.Chat `json:"chat"`
		MessageIDs []int          `json:"message_ids"`
	}
	var problem string
	if err := lenient(body, &d, &problem); err != nil {
		return nil, err
	}
	if d.Chat == nil || d.Chat.ID == 0 || problem != "" || len(d.MessageIDs) == 0 || d.Connection == "" {
		return nil, errors.New(joined(": ", "business_connection_id, chat or message_ids is missing or cannot be read", problem))
	}
	if len(d.Connection) > maxConnection || len(d.MessageIDs) > maxDeleted {
		return nil, fmt.Errorf("more than %d message_ids, or a business_connection_id longer than %d bytes", maxDeleted, maxConnection)
	}
	env := &core.Envelope{Version: core.EnvelopeVersion, Type: core.TypeDelete, Direction: core.In, Key: key,
		User: userOf(d.Chat, nil), Thread: businessThread(d.Chat.ID, d.Connection)}
	for _, id := range d.MessageIDs {
		env.Refs = append(env.Refs, externalID(id, d.Chat.ID, d.Connection))
	}
	return env, nil
}
