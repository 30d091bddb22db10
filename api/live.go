package api

import (
	"encoding/json"

	"github.com/switchboard-hub/switchboard/core"
)

// LiveChange is a change as live updates carry it: the same item that the list
// of changes has. It goes to all who look at the conversation, so that of people
// outside nobody sees a phone number or mail address here.
func LiveChange(c core.Change) json.RawMessage {
	v := viewChange(c)
	if v.Message != nil && v.Message.Content != nil {
		v.Message.mask()
		v.Message.Content.mask()
	}
	return encoded(v)
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
