package telegram

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// readMessage reads a message, a channel post or a business message. Service
// messages give no envelope; see serviceFields.
func readMessage(body json.RawMessage, _ string) (*core.Envelope, error) {
	m, err := decodeMessage(body)
	if err != nil {
		return nil, err
	}
	env := m.envelope(core.TypeMessage, m.Date)
	if env == nil {
		return nil, nil
	}
	env.ExternalID = m.externalID(m.MessageID)
	env.Key = "m:" + env.ExternalID
	if r := m.replied(); r != "" {
		env.Refs = []string{r}
	}
	return env, nil
}

// readEdit reads the new version of a message. The external id stands in
// Refs[0]; what the message replied to is known from its first version.
func readEdit(body json.RawMessage, key string) (*core.Envelope, error) {
	m, err := decodeMessage(body)
	if err != nil {
		return nil, err
	}
	at := m.EditDate
	if at == 0 {
		at = m.Date
	}
	env := m.envelope(core.TypeEdit, at)
	if env == nil {
		return nil, nil
	}
	env.Key, env.Refs = key, []string{m.externalID(m.MessageID)}
	return env, nil
}

// envelope is what new and edited messages have in common.
func (m *message) envelope(kind core.EnvelopeType, date int) *core.Envelope {
	content := m.content()
	if content == nil {
		return nil
	}
	if w := m.writer(); w != nil {
		content.Participants = []core.UserRef{*w}
	}
	content.Group = m.MediaGroupID
	content.Extra = m.extra().json()
	return &core.Envelope{
		Version: core.EnvelopeVersion, Type: kind, Direction: m.direction(), User: userOf(m.Chat, m.From),
		Thread: m.thread(), SentAt: timeOf(int64(date)), Content: content,
	}
}

// externalID names a message of this chat.
func (m *message) externalID(id int) string {
	return externalID(id, m.Chat.ID, m.own.BusinessConnectionID)
}

func externalID(message int, chat int64, connection string) string {
	s := fmt.Sprintf("%d:%d", message, chat)
	if connection != "" {
		s += ":" + connection
	}
	return s
}

// thread separates topics and business chats. In a group without topics
// message_thread_id only ties replies together, so it does not count.
func (m *message) thread() string {
	switch {
	case m.own.BusinessConnectionID != "":
		return businessThread(m.Chat.ID, m.own.BusinessConnectionID)
	case m.own.IsTopicMessage && m.own.ThreadID != 0:
		return fmt.Sprintf("%d/%d", m.Chat.ID, m.own.ThreadID)
	}
	return ""
}

func businessThread(chat int64, connection string) string {
	return fmt.Sprintf("%d/business:%s", chat, connection)
}

// replied names the message that this one answers. Every message of a topic
// "replies" to the one that opened the topic; that is no reply of a person.
func (m *message) replied() string {
	r := m.ReplyToMessage
	if r == nil || r.MessageID == 0 || m.own.IsTopicMessage && r.MessageID == m.own.ThreadID {
		return ""
	}
	chat := m.Chat.ID
	if r.Chat != nil && r.Chat.ID != 0 {
		chat = r.Chat.ID
	}
	return externalID(r.MessageID, chat, m.own.BusinessConnectionID)
}

// direction is out where the owner of a business account, or another bot on
// their behalf, wrote to the customer.
func (m *message) direction() core.Direction {
	if m.own.BusinessConnectionID == "" {
		return core.In
	}
	if m.own.SenderBusinessBot != nil || m.From != nil && m.From.ID != m.Chat.ID {
		return core.Out
	}
	return core.In
}

// lead reads the deep link https://t.me/<bot>?start=<payload>, which arrives
// as a text. A payload has 1 to 64 of A-Z a-z 0-9 _ -; anything else was typed.
func lead(text string) *core.Lead {
	command, payload, found := strings.Cut(text, " ")
	if name, _, _ := strings.Cut(command, "@"); !found || name != "/start" || len(payload) == 0 || len(payload) > 64 {
		return nil
	}
	for _, c := range payload {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return nil
		}
	}
	return &core.Lead{Source: "start", Payload: payload}
}

// timeOf reads Unix seconds; what is not within the years 1970 to 9999 is not
// a time, and RFC 3339 could not hold it.
func timeOf(seconds int64) core.Time {
	const year10000 = 253402300800
	if seconds <= 0 || seconds >= year10000 {
		return 0
	}
	return core.At(time.Unix(seconds, 0))
}
