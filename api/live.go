package api

import (
	"encoding/json"

	"github.com/switchboard-hub/switchboard/core"
)

// LiveChange is a change as live updates carry it: the same item that the list
// of changes has.
func LiveChange(c core.Change) json.RawMessage { return encoded(viewChange(c)) }

// LiveConversation is a conversation as live updates carry it.
func LiveConversation(c core.ConversationView) json.RawMessage { return encoded(viewShared(c)) }

func encoded(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil { // our own types always encode, but for raw JSON that a database has damaged
		return json.RawMessage("null")
	}
	return b
}
