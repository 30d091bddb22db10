package core

import "encoding/json"

// EventType names what happened, dotted and in the past tense. The same names
// are used on the bus, in webhooks, for plugins and in the audit log.
type EventType string

// The events that the core writes today.
const (
	EventMessageReceived        EventType = "message.received"
	EventMessageCreated         EventType = "message.created"
	EventMessageUpdated         EventType = "message.updated"
	EventMessageDeleted         EventType = "message.deleted"
	EventMessageDelivery        EventType = "message.delivery_changed"
	EventConversationCreated    EventType = "conversation.created"
	EventConversationQueued     EventType = "conversation.queued"
	EventQueuePosition          EventType = "conversation.queue_position_changed"
	EventConversationAssigned   EventType = "conversation.assigned"
	EventConversationUnassigned EventType = "conversation.unassigned"
	EventTransferRequested      EventType = "conversation.transfer_requested"
	EventTransferAccepted       EventType = "conversation.transfer_accepted"
	EventTransferDeclined       EventType = "conversation.transfer_declined"
	EventTransferExpired        EventType = "conversation.transfer_expired"
	EventBotStarted             EventType = "conversation.bot_started"
	EventBotHandoff             EventType = "conversation.bot_handoff"
	EventTakenOver              EventType = "conversation.taken_over"
	EventSnoozed                EventType = "conversation.snoozed"
	EventUnsnoozed              EventType = "conversation.unsnoozed"
	EventReopened               EventType = "conversation.reopened"
	EventClosed                 EventType = "conversation.closed"
	EventCompleted              EventType = "conversation.completed"
	EventTagged                 EventType = "conversation.tagged"
	EventUntagged               EventType = "conversation.untagged"
	EventPriorityChanged        EventType = "conversation.priority_changed"
	EventConversationRead       EventType = "conversation.read"
	EventMonitored              EventType = "conversation.monitored"
	EventMessageFlagged         EventType = "message.flagged"
	EventSLAWarned              EventType = "sla.warned"
	EventSLABreached            EventType = "sla.breached"
	EventRouted                 EventType = "conversation.routed"
	EventMenuPressed            EventType = "message.choice_pressed"
	EventReacted                EventType = "message.reacted"
	EventContactActed           EventType = "contact.acted" // did what an envelope's Event says, and wrote nothing
	EventJoined                 EventType = "conversation.joined"
	EventLeft                   EventType = "conversation.left"
	EventMessagesMoved          EventType = "conversation.messages_moved"   // its data is a MessagesMoved
	EventMessagesExpired        EventType = "conversation.messages_expired" // all of them were kept long enough
	EventContactCreated         EventType = "contact.created"
	EventContactUpdated         EventType = "contact.updated"
	EventContactMerged          EventType = "contact.merged"
	EventContactUnmerged        EventType = "contact.unmerged"
	EventContactBlocked         EventType = "contact.blocked"
	EventBroadcastReported      EventType = "broadcast.reported" // its data is a BroadcastReport
	EventAccountHealth          EventType = "account.health_changed"
)

// Event is one row of the log. Those of a conversation carry its revision, and
// (conversation, rev) is their key. A new message needs no row: it carries its
// own rev, and readers see it as message.received or message.created.
type Event struct {
	ID             ID              `json:"id"`
	Type           EventType       `json:"type"`
	ConversationID ID              `json:"conversation_id,omitzero"`
	Rev            int64           `json:"rev,omitempty"`
	AccountID      ID              `json:"account_id,omitzero"`
	TeamID         ID              `json:"team_id,omitzero"`
	AgentID        ID              `json:"agent_id,omitzero"`
	ContactID      ID              `json:"contact_id,omitzero"`
	IdentityID     ID              `json:"-"`
	MessageID      ID              `json:"message_id,omitzero"`
	Actor          Actor           `json:"actor"`
	From           Status          `json:"from,omitempty" doc:"Status of the conversation before"`
	To             Status          `json:"to,omitempty" doc:"Status of the conversation after"`
	Data           json.RawMessage `json:"data,omitempty"`
	At             Time            `json:"at"`
	StreamOffset   int64           `json:"-"`
}

// MessagesMoved says in two conversations which messages went from the one to
// the other.
type MessagesMoved struct {
	From     ID    `json:"from,omitzero"`     // in the conversation that has them now
	To       ID    `json:"to,omitzero"`       // in the one that they have left
	Count    int64 `json:"count"`             // how many
	Messages []ID  `json:"messages,omitzero"` // in the one that they have left; none named: all
}
