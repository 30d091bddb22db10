// Package telegram reads updates of the Telegram Bot API, as they come from
// getUpdates or a webhook, and turns them into envelopes. It is pure: the same
// body always gives the same envelopes. Calls to Telegram live in
// connectors/telegram.
//
// How Telegram's words map:
//
//   - The user is the chat. A private chat is a person; a group or channel is
//     one user of its kind, and who wrote is Content.Participants[0].
//   - A message's external id is "<message_id>:<chat_id>". Ids of messages are
//     counted per chat, so the part that rises comes first and keeps database
//     indexes append-only. Refs use the same form.
//   - Chats of a connected business account are apart from the bot's own chat
//     with the same id (Bot API, Message.business_connection_id). Their external
//     ids end in ":<connection id>" and their thread is
//     "<chat_id>/business:<connection id>". What the owner of the business
//     account writes there has direction out.
//   - A forum topic is the thread "<chat_id>/<topic id>"; any other chat has no
//     thread of its own.
//   - Keys are "m:<external id>" for messages and "u:<update_id>" for all that
//     can happen more than once to the same message.
//
// Updates without an envelope are listed at Normalize, messages without one at
// serviceFields. Their raw is kept like any other.
package telegram

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
)

// Kind is the kind of raw that Normalize reads: one Update object as JSON.
const Kind = "telegram.update"

const (
	// maxBody is far above the largest update: a text has at most 4096
	// characters and 100 entities, and a message nests one other.
	maxBody = 1 << 20
	// maxFetch is what getFile hands out, MAX_DOWNLOAD_FILE_SIZE in the source
	// of the Bot API server; a file of exactly this size still passes.
	maxFetch = 20 << 20
	// maxConnection bounds a business_connection_id, which becomes part of ids;
	// those seen have some 30 characters. maxDeleted is ten times what Telegram
	// deletes at once. Together they keep a hostile update from growing.
	maxConnection = 256
	maxDeleted    = 1000
)

// Normalize reads one update. It returns nil, nil for updates that say nothing
// about a conversation: inline_query and chosen_inline_result, shipping_query
// and pre_checkout_query, poll and poll_answer, chat_member, chat_join_request,
// message_reaction_count (anonymous), chat_boost and removed_chat_boost,
// business_connection, purchased_paid_media, and every type that is newer than
// this code. An error says what cannot be read; it never holds more than an
// excerpt of the body.
func Normalize(r core.Raw) ([]core.Envelope, error) {
	if len(r.Body) > maxBody {
		return nil, fmt.Errorf("read telegram update: %d bytes, more than the %d that an update can have", len(r.Body), maxBody)
	}
	var u update
	if err := json.Unmarshal(r.Body, &u); err != nil {
		return nil, fmt.Errorf("read telegram update: %w", brief(err))
	}
	id, ok := looseInt(u.UpdateID)
	if !ok {
		return nil, errors.New("read telegram update: update_id is missing or not a number")
	}
	env, err := u.envelope(fmt.Sprintf("u:%d", id))
	if err != nil {
		return nil, fmt.Errorf("read telegram update %d: %w", id, err)
	}
	if env == nil {
		return nil, nil
	}
	return []core.Envelope{*env}, nil
}

// envelope reads the one object that an update has beside its id; Telegram
// promises that there is at most one.
func (u update) envelope(key string) (*core.Envelope, error) {
	for _, c := range []struct {
		name string
		body json.RawMessage
		read func(json.RawMessage, string) (*core.Envelope, error)
	}{
		{"message", u.Message, readMessage},
		{"edited_message", u.EditedMessage, readEdit},
		{"channel_post", u.ChannelPost, readMessage},
		{"edited_channel_post", u.EditedChannelPost, readEdit},
		{"business_message", u.BusinessMessage, readMessage},
		{"edited_business_message", u.EditedBusinessMessage, readEdit},
		{"deleted_business_messages", u.DeletedBusinessMessages, readDeleted},
		{"callback_query", u.CallbackQuery, readCallback},
		{"my_chat_member", u.MyChatMember, readMembership},
		{"message_reaction", u.MessageReaction, readReaction},
	} {
		if absent(c.body) {
			continue
		}
		env, err := c.read(c.body, key)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		return env, nil
	}
	return nil, nil
}

// brief cuts an error of encoding/json, which may quote a number of any length.
func brief(err error) error {
	const most = 200
	if s := []rune(err.Error()); len(s) > most {
		return errors.New(string(s[:most]) + "…")
	}
	return err
}
