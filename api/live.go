package api

import (
	"encoding/json"

	"github.com/switchboard-hub/switchboard/core"
)

// LiveChange is a change as live updates carry it: the same item that the list
// of changes has. It goes to all who look at the conversation, so that of people
// outside nobody sees a phone number or mail address here. A message that is large
// is cut: many wait in one client's queue, which is bounded.
func LiveChange(c core.Change) json.RawMessage {
	v := viewChange(c)
	if v.Message != nil && v.Message.Content != nil {
		v.Message.mask()
		v.Message.Content.mask()
	}
	b := encoded(v)
	if v.Message == nil || len(b) <= maxLive {
		return b
	}
	v.Partial, v.Message.Text = true, cutText(v.Message.Text)
	if c := v.Message.Content; c != nil {
		v.Message.Content = &content{Subject: cutText(c.Subject), Outsider: c.Outsider, Automatic: c.Automatic}
	}
	return encoded(v)
}

const (
	maxLive     = 64 << 10 // bytes of a change that is pushed whole
	maxLiveText = 2000     // characters of what is left of a text
)

func cutText(s string) string {
	n := 0
	for i := range s {
		if n++; n > maxLiveText {
			return s[:i]
		}
	}
	return s
}

// LiveConversation is a conversation as live updates carry it.
func LiveConversation(c core.ConversationView) json.RawMessage { return encoded(viewShared(c)) }

// LiveConversationMasked is LiveConversation for who may not see phone numbers
// and mail addresses.
func LiveConversationMasked(c core.ConversationView) json.RawMessage {
	v := viewShared(c)
	v.Contact.mask()
	return encoded(v)
}

func encoded(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil { // our own types always encode, but for raw JSON that a database has damaged
		return json.RawMessage("null")
	}
	return b
}
