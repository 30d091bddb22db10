package telegram

import (
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// externalID names a message. Message ids are unique within a chat only.
func externalID(message int64, chat string) string {
	return strconv.FormatInt(message, 10) + ":" + chat
}

// parseExternalID reads "<message_id>:<chat_id>".
func parseExternalID(s string) (message, chat string, ok bool) {
	message, chat, ok = strings.Cut(s, ":")
	if _, err := strconv.ParseInt(message, 10, 64); err != nil || chat == "" {
		return "", "", false
	}
	return message, chat, ok
}

// target returns where a part goes. A thread is "chat" or, in a forum,
// "chat/topic"; without one the person's own chat is meant.
func target(p core.Part) (chat, topic string) {
	if chat, topic, ok := strings.Cut(p.Thread, "/"); ok {
		return chat, topic
	}
	if _, err := strconv.ParseInt(p.Thread, 10, 64); err == nil {
		return p.Thread, ""
	}
	return p.To.ExternalID, ""
}
