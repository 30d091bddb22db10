package telegram

import (
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// place is where a message stands: a chat, perhaps a topic of a forum, perhaps
// on behalf of a business account that the bot is connected to.
type place struct {
	chat, topic, business string
}

const businessPrefix = "business:"

// target returns where a part goes. A thread is "chat/topic" in a forum and
// "chat/business:connection" for a business account, as the normalizer writes
// it; without one the person's or group's own chat is meant.
func target(p core.Part) place {
	if chat, rest, ok := strings.Cut(p.Thread, "/"); ok {
		if connection, ok := strings.CutPrefix(rest, businessPrefix); ok {
			return place{chat: chat, business: connection}
		}
		return place{chat: chat, topic: rest}
	}
	if _, err := strconv.ParseInt(p.Thread, 10, 64); err == nil {
		return place{chat: p.Thread}
	}
	return place{chat: p.To.ExternalID}
}

func (p place) params() tgbotapi.Params {
	params := tgbotapi.Params{"chat_id": p.chat}
	params.AddNonEmpty("message_thread_id", p.topic)
	params.AddNonEmpty("business_connection_id", p.business)
	return params
}

// name is one message at its place. Message ids are unique within a chat only,
// and a business account's chats are apart from the bot's own.
type name struct {
	id string
	place
}

// String writes "<message_id>:<chat_id>", and ":<connection>" for a business account.
func (n name) String() string {
	s := n.id + ":" + n.chat
	if n.business != "" {
		s += ":" + n.business
	}
	return s
}

func parseName(s string) (n name, ok bool) {
	n.id, n.chat, ok = strings.Cut(s, ":")
	n.chat, n.business, _ = strings.Cut(n.chat, ":")
	if _, err := strconv.ParseInt(n.id, 10, 64); err != nil || n.chat == "" {
		return name{}, false
	}
	return n, ok
}
