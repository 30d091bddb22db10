package engine

import (
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// The kinds of job that the engine writes, with their payloads.
const (
	JobSend     = "send"            // an answer leaves: SendWork
	JobEdit     = "edit"            // a sent message changes: SendWork
	JobDelete   = "delete"          // a sent message is taken back: SendWork
	JobMedia    = "media"           // an attachment is fetched: MediaWork
	JobAck      = "acknowledge"     // a pressed button is answered: AckWork
	JobPull     = "pull"            // what a callback announced is fetched: PullWork
	JobFollowUp = "follow_up"       // an answer may stay unread: FollowUpWork
	JobProfile  = "profile"         // the platform is asked who somebody is: ProfileWork
	JobEvent    = "event"           // a consumer hears of changes: EventWork; the kind is "event:" + its name
	JobWake     = "wake"            // a snooze ends: ConversationWork
	JobTimer    = "timer"           // a timer of a conversation came due: TimerWork
	JobBot      = "bot"             // a bot is asked: BotWork
	JobSuggest  = "suggest"         // a bot is asked for suggestions to the agent: BotWork
	JobOpening  = "opening"         // hours begin: what waits for them is given out
	JobWrapUp   = "wrap_up"         // an agent's pause after a conversation ends: WrapUpWork
	JobAbsent   = "absent"          // an agent's page was not seen for long: AbsentWork
	JobRouted   = "routed"          // what rules add to a conversation: RoutedWork
	JobTransfer = "transfer_expire" // a transfer was not answered: TransferWork
	JobGone     = "agent_gone"      // an agent may not answer any more: GoneWork
)

// SendWork names the message that leaves, changes or is taken back.
type SendWork struct {
	MessageID core.ID `json:"message_id"`
	Rev       int64   `json:"rev,omitzero"` // of the core.MessageChange, for an edit or a deletion
	// After marks what goes although the message before it is dead or in doubt.
	Hold core.Time `json:"hold,omitzero"`
}

// MediaWork names the attachment to fetch.
type MediaWork struct {
	MessageID    core.ID `json:"message_id"`
	AttachmentID core.ID `json:"attachment_id"`
}

// AckWork carries the event to acknowledge.
type AckWork struct {
	Envelope core.Envelope `json:"envelope"`
}

// PullWork carries the bell that rang at the job's account.
type PullWork struct {
	Bell core.Bell `json:"bell"`
}

// ProfileWork names the identity to ask about.
type ProfileWork struct {
	IdentityID core.ID `json:"identity_id"`
	Union      string  `json:"union,omitempty"` // where what came told it
}

// EventWork tells a consumer which revisions are new.
type EventWork struct {
	ConversationID core.ID `json:"conversation_id"`
	From           int64   `json:"from"`
	To             int64   `json:"to"`
}

// ConversationWork names a conversation and the revision that asked for it.
type ConversationWork struct {
	ConversationID core.ID   `json:"conversation_id"`
	Until          core.Time `json:"until"`
}

// RoutedWork is what the rules put on a conversation and say to its customer.
type RoutedWork struct {
	ConversationID core.ID  `json:"conversation_id"`
	Tags           []string `json:"tags,omitempty"`
	Reply          string   `json:"reply,omitempty"`
}

// WrapUpWork names the pause of an agent.
type WrapUpWork struct {
	AgentID core.ID   `json:"agent_id"`
	Since   core.Time `json:"since"`
}

// AbsentWork names an agent, and when a page of theirs was last seen.
type AbsentWork struct {
	AgentID core.ID   `json:"agent_id"`
	Seen    core.Time `json:"seen"`
}

// absentFor is how long the job of an absence is tried for.
const absentFor = 24 * time.Hour

// AbsentKey is the key of the job that waits for an agent's absence.
func AbsentKey(agent core.ID) string { return "absent:" + agent.String() }

// AbsentJob is the job that comes due when no page of an agent was seen for so
// long.
func AbsentJob(agent core.ID, seen core.Time, after time.Duration) core.Job {
	due := seen.Add(after)
	return core.Job{Key: AbsentKey(agent), Class: core.ClassEvent, Kind: JobAbsent, State: core.JobWaiting, DueAt: due, CreatedAt: seen,
		Deadline: due.Add(absentFor), Payload: mustJSON(AbsentWork{AgentID: agent, Seen: seen})}
}

// GoneWork names an agent who may not answer any more.
type GoneWork struct {
	AgentID core.ID `json:"agent_id"`
}

// BotWork names what a bot is asked about: a conversation up to a message.
type BotWork struct {
	ConversationID core.ID `json:"conversation_id"`
	BotID          string  `json:"bot_id"`
	Seq            int64   `json:"seq"`
}

// TransferWork names a transfer.
type TransferWork struct {
	ConversationID core.ID `json:"conversation_id"`
	TransferID     core.ID `json:"transfer_id"`
}

// conversationKey is the key of the jobs that must keep a conversation's order.
func conversationKey(id core.ID) string { return "c:" + id.String() }

// eventFor is how long a consumer is tried for.
const eventFor = 24 * time.Hour

// EventJob writes the job by which a consumer hears of a changed conversation.
func (s *Set) EventJob(consumer string, conversation core.ID, from int64) {
	if c := s.Conversations[conversation]; c != nil {
		s.NewJobs = append(s.NewJobs, EventJobOf(consumer, conversation, c.V.AccountID, from, c.V.Rev, s.Now))
	}
}

// EventJobOf is the job by which a consumer hears of revisions from to to.
func EventJobOf(consumer string, conversation, account core.ID, from, to int64, now core.Time) core.Job {
	return core.Job{Key: "e:" + consumer + ":" + conversation.String(), Class: core.ClassEvent, Kind: JobEvent + ":" + consumer,
		AccountID: account, State: core.JobWaiting, DueAt: now, CreatedAt: now, Deadline: now.Add(eventFor),
		Payload: mustJSON(EventWork{ConversationID: conversation, From: from, To: to})}
}
