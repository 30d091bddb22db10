package api

import (
	"context"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// conversation is a thread as agents see it.
type conversation struct {
	ID           core.ID      `json:"id"`
	Account      core.ID      `json:"account" doc:"The channel account it came through"`
	Contact      contactRef   `json:"contact"`
	Status       core.Status  `json:"status" enum:"bot,queued,active,transferring,snoozed,closed,completed"`
	Handler      core.Handler `json:"handler" enum:"none,bot,agent"`
	Agent        core.ID      `json:"agent,omitzero" doc:"Who has it in hand"`
	Team         core.ID      `json:"team,omitzero"`
	Bot          string       `json:"bot,omitempty"`
	Transfer     core.ID      `json:"transfer,omitzero" doc:"The transfer under way"`
	Offered      *offer       `json:"offered,omitempty" doc:"Who is asked to take it over, while a transfer is under way"`
	Priority     int          `json:"priority"`
	QueuedAt     core.Time    `json:"queued_at,omitzero" doc:"In a queue: since when; its place is by priority and this"`
	Skills       []string     `json:"skills,omitempty" nullable:"false" doc:"What its agent must know"`
	Languages    []string     `json:"languages,omitempty" nullable:"false" doc:"What its agent must speak, BCP 47"`
	SLA          *core.SLA    `json:"sla,omitempty" doc:"What is promised to the customer"`
	Tags         []string     `json:"tags" nullable:"false"`
	Participants []core.ID    `json:"participants" nullable:"false" doc:"Agents who joined beside its owner"`
	Subject      string       `json:"subject,omitempty"`
	Seq          int64        `json:"seq" doc:"Of the newest message"`
	Rev          int64        `json:"rev" doc:"Rises with every change"`
	LastMessage  *lastMessage `json:"last_message,omitempty"`
	WaitingSince core.Time    `json:"waiting_since,omitzero" doc:"Since when the customer waits for an answer"`
	SnoozeUntil  core.Time    `json:"snooze_until,omitzero"`
	EndReason    string       `json:"end_reason,omitempty" doc:"Of a closed one: left, timeout, abandoned, spam or blocked"`
	Disposition  string       `json:"disposition,omitempty" doc:"Of a completed one"`
	CreatedAt    core.Time    `json:"created_at,omitzero"`
	UpdatedAt    core.Time    `json:"updated_at,omitzero"`
	EndedAt      core.Time    `json:"ended_at,omitzero"`
	LastAt       core.Time    `json:"last_at,omitzero" doc:"When it last changed its place in a list by newest"`

	// What depends on who looks; live updates, which are for many, leave it out.
	ReadSeq         *int64          `json:"read_seq,omitempty" doc:"How far the caller has read"`
	Unread          *int64          `json:"unread,omitempty" doc:"How many messages the caller has not read"`
	Draft           *bool           `json:"draft,omitempty" doc:"The caller has begun to write"`
	ReplyWindow     *core.Allowance `json:"reply_window,omitempty" doc:"Of a channel with reply windows, what may be sent now; of one conversation, not in lists and live updates"`
	CustomerReadSeq int64           `json:"customer_read_seq,omitempty" doc:"How far the customer has read, where it is known; in lists and live updates only where it is up to the newest message"`
}

// offer names an agent, or a team whose members are asked.
type offer struct {
	Agent core.ID `json:"agent,omitzero"`
	Team  core.ID `json:"team,omitzero"`
}

type contactRef struct {
	ID   core.ID `json:"id"`
	Name string  `json:"name"`
}

type lastMessage struct {
	ID        core.ID        `json:"id"`
	Seq       int64          `json:"seq"`
	Direction core.Direction `json:"direction" enum:"in,out"`
	Text      string         `json:"text" doc:"At most 200 characters; of a shared contact without its number"`
	Deleted   bool           `json:"deleted,omitempty" doc:"It was taken back: its text is empty"`
}

func viewConversation(c core.ConversationView) conversation {
	v := viewShared(c)
	unread := c.Unread()
	v.ReadSeq, v.Unread, v.Draft, v.ReplyWindow = &c.ReadSeq, &unread, &c.HasDraft, c.ReplyWindow
	return v
}

// viewShared is a conversation as everybody sees it who may.
func viewShared(c core.ConversationView) conversation {
	v := conversation{
		ID: c.ID, Account: c.AccountID, Contact: contactRef{ID: c.ContactID, Name: c.ContactName},
		Status: c.Status, Handler: c.Handler, Agent: c.AgentID, Team: c.TeamID, Bot: c.BotID, Transfer: c.TransferID,
		Priority: c.Priority, Tags: filled(c.Tags), Participants: filled(c.Participants), Subject: c.Subject, QueuedAt: c.QueuedAt,
		Seq: c.Seq, Rev: c.Rev, WaitingSince: c.WaitingSince, SnoozeUntil: c.SnoozeUntil,
		EndReason: c.EndReason, Disposition: c.Disposition,
		CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt, EndedAt: c.EndedAt, LastAt: c.LastAt, CustomerReadSeq: c.CustomerReadSeq,
	}
	if need := strings.Split(c.Need, "\n"); c.Need != "" {
		v.Skills, v.Languages = routing.Words(need, routing.SkillNeed), routing.Words(need, routing.LanguageNeed)
	}
	if c.Offered != (core.Offer{}) {
		v.Offered = &offer{Agent: c.Offered.AgentID, Team: c.Offered.TeamID}
	}
	if c.SLA != (core.SLA{}) {
		v.SLA = &c.SLA
	}
	if !c.LastMessageID.IsZero() {
		v.LastMessage = &lastMessage{ID: c.LastMessageID, Seq: c.LastSeq, Direction: c.LastDirection, Text: c.LastText, Deleted: c.LastDeleted}
	}
	return v
}

// change is one step of a conversation's history.
type change struct {
	Rev     int64          `json:"rev"`
	Type    core.EventType `json:"type" doc:"Such as message.received or conversation.assigned"`
	At      core.Time      `json:"at,omitzero"`
	Message *message       `json:"message,omitempty" doc:"For a new message"`
	Event   *core.Event    `json:"event,omitempty" doc:"For everything else"`
	Partial bool           `json:"partial,omitempty" doc:"In live updates: the message is too large to be pushed, and is cut; fetch it"`
}

func viewChange(c core.Change) change {
	if c.Message == nil {
		v := change{Rev: c.Rev, Event: c.Event}
		if c.Event != nil {
			v.Type, v.At = c.Event.Type, c.Event.At
		}
		return v
	}
	m := viewMessage(*c.Message)
	v := change{Rev: c.Rev, Type: core.EventMessageCreated, At: c.Message.ReceivedAt, Message: &m}
	if c.Message.Direction == core.In {
		v.Type = core.EventMessageReceived
	}
	if v.At.IsZero() {
		v.At = c.Message.SentAt
	}
	return v
}

type conversationsIn struct {
	PageIn
	View    core.View   `query:"view" enum:"mine,queue,unassigned,participating,mentions,snoozed,ended,all" doc:"Without one: all, and the ended ones; all: all that are open; mentions: those with notes of the last 90 days that name the caller"`
	Sort    core.Sort   `query:"sort" enum:"newest,waiting" default:"newest" doc:"waiting: whose customer waits the longest comes first; ended ones are left out, or by newest where only they are asked for"`
	Channel string      `query:"channel" maxLength:"50"`
	Status  core.Status `query:"status" enum:"bot,queued,active,transferring,snoozed,closed,completed"`
	Account core.ID     `query:"account"`
	Agent   core.ID     `query:"agent"`
	Team    core.ID     `query:"team"`
	Contact core.ID     `query:"contact"`
}

func (a *API) conversationRoutes() {
	add(a, endpoint{method: "GET", path: "/conversations", id: "list-conversations", tag: "conversations",
		summary: "List conversations", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *conversationsIn) (*answer[page[conversation]], error) {
			l, err := a.Backend.Conversations(ctx, v, core.ConversationFilter{View: in.View, Sort: in.Sort, Channel: in.Channel, Status: in.Status, AccountID: in.Account,
				AgentID: in.Agent, TeamID: in.Team, ContactID: in.Contact}, in.core())
			return pageOf(l, viewConversation), err
		})
	add(a, endpoint{method: "GET", path: "/conversations/{id}", id: "get-conversation", tag: "conversations",
		summary: "Get a conversation", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *ConversationIn) (*answer[conversation], error) {
			c, err := a.Backend.Conversation(ctx, v, in.ID)
			return answerOf(viewConversation(c)), err
		})
	add(a, endpoint{method: "GET", path: "/conversations/{id}/messages", id: "list-messages", tag: "conversations",
		summary: "List messages by seq, the oldest first", needs: core.PermRead}, a.listMessages)
	add(a, endpoint{method: "GET", path: "/conversations/{id}/changes", id: "list-changes", tag: "conversations",
		summary: "List what changed, by rev", needs: core.PermRead}, a.listChanges)
	add(a, endpoint{method: "GET", path: "/search", id: "search-messages", tag: "conversations",
		summary: "Search messages", needs: core.PermRead}, a.search)
}

type numberedIn struct {
	ConversationIn
	SequenceIn
}

func (a *API) listMessages(ctx context.Context, v core.Viewer, in *numberedIn) (*answer[sequence[message]], error) {
	items, err := a.Backend.Messages(ctx, v, in.ID, in.After, in.Limit)
	out := sequence[message]{Items: each(items, viewMessage)}
	if n := len(items); n > 0 && n >= in.Limit {
		out.Next = &items[n-1].Seq
	}
	return answerOf(out), err
}

func (a *API) listChanges(ctx context.Context, v core.Viewer, in *numberedIn) (*answer[sequence[change]], error) {
	items, err := a.Backend.Changes(ctx, v, in.ID, in.After, in.Limit)
	out := sequence[change]{Items: each(items, viewChange)}
	if n := len(items); n > 0 && n >= in.Limit {
		out.Next = &items[n-1].Rev
	}
	return answerOf(out), err
}

type searchIn struct {
	PageIn
	Q string `query:"q" required:"true" minLength:"1" maxLength:"200" doc:"Words to find"`
}

// hit is a message that was found.
type hit struct {
	Conversation core.ID    `json:"conversation"`
	Contact      contactRef `json:"contact"`
	Message      message    `json:"message"`
}

// found is a page of messages that were found.
type found struct {
	Items    []hit     `json:"items" nullable:"false"`
	Next     *string   `json:"next" doc:"Pass it as after to go on; null: nothing follows"`
	LookedTo core.Time `json:"looked_to,omitzero" doc:"Where a page ends early: nothing older than this was looked at yet, next goes on from there"`
}

func (a *API) search(ctx context.Context, v core.Viewer, in *searchIn) (*answer[found], error) {
	l, err := a.Backend.Search(ctx, v, in.Q, in.core())
	p := pageOf(l.List, func(h core.SearchHit) hit {
		return hit{Conversation: h.Conversation, Contact: contactRef{ID: h.ContactID, Name: h.ContactName}, Message: viewMessage(h.Message)}
	}).Body
	return answerOf(found{Items: p.Items, Next: p.Next, LookedTo: l.LookedTo}), err
}
