package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// step is what an agent does with a conversation. What follows from messages
// or from time is not a step to ask for.
type step struct {
	Kind        core.StepKind `json:"kind" enum:"queue,bot_start,bot_handoff,assign,unassign,take_over,transfer,accept,decline,snooze,wake,close,complete,reopen,prioritize"`
	AgentID     core.ID       `json:"agent_id,omitzero" doc:"Who gets it; for assign, take_over and accept, the caller by default"`
	TeamID      core.ID       `json:"team_id,omitzero" doc:"For queue, unassign, assign and transfer"`
	BotID       string        `json:"bot_id,omitempty" maxLength:"100" doc:"For bot_start"`
	Reason      string        `json:"reason,omitempty" maxLength:"500" doc:"For close: left, timeout, abandoned, spam or blocked"`
	Disposition string        `json:"disposition,omitempty" maxLength:"500" doc:"For complete"`
	Note        string        `json:"note,omitempty" maxLength:"1000" doc:"For transfer: what who is asked should know"`
	Until       core.Time     `json:"until,omitzero" doc:"For snooze"`
	Priority    int           `json:"priority,omitempty" minimum:"-100" maximum:"100" doc:"For prioritize: 0 is usual; more is more urgent"`
}

// core returns the step as taken by v at a time.
func (s step) core(v core.Viewer, at core.Time) core.Step {
	out := core.Step{Kind: s.Kind, Actor: v.Actor(), AgentID: s.AgentID, TeamID: s.TeamID, BotID: s.BotID,
		Reason: s.Reason, Note: s.Note, Disposition: s.Disposition, Until: s.Until, Priority: s.Priority, At: at}
	switch s.Kind {
	case core.StepAssign, core.StepTakeOver, core.StepAccept:
		if out.AgentID.IsZero() {
			out.AgentID = v.AgentID
		}
	case core.StepTransfer:
		out.TransferID = core.NewID()
	}
	return out
}

type stepIn struct {
	ConversationIn
	Body step
}

type typingIn struct {
	ConversationIn
	Body struct {
		On bool `json:"on"`
	}
}

type participantIn struct {
	ConversationIn
	Agent core.ID `path:"agent"`
}

type conversationTagIn struct {
	ConversationIn
	Tag string `path:"tag" maxLength:"100"`
}

func (a *API) stepRoutes() {
	add(a, endpoint{method: "POST", path: "/conversations/{id}/steps", id: "step-conversation", tag: "conversations",
		summary: "Assign, transfer, snooze, end or reopen a conversation", needs: core.PermRead, also: "for queue, assign, unassign, take_over and what concerns bots " +
			"`conversations.assign`, for transfer `conversations.transfer`, for close, complete and reopen `conversations.end`, for the others `conversations.reply`; " +
			"to move, snooze or end what a colleague has in hand, `conversations.supervise` too"},
		func(ctx context.Context, v core.Viewer, in *stepIn) (*answer[conversation], error) {
			c, err := a.Backend.Step(ctx, v, in.ID, in.Body.core(v, core.At(a.Now())))
			return answerOf(viewConversation(c)), err
		})
	do(a, endpoint{method: "POST", path: "/conversations/{id}/typing", id: "set-typing", tag: "conversations",
		summary: "Show the customer that somebody types", needs: core.PermReply},
		func(ctx context.Context, v core.Viewer, in *typingIn) error {
			return a.Backend.Typing(ctx, v, in.ID, in.Body.On)
		})
	const participant = "/conversations/{id}/participants/{agent}"
	do(a, endpoint{method: "PUT", path: participant, id: "invite-agent", tag: "conversations", summary: "Let an agent join", needs: core.PermAssign},
		func(ctx context.Context, v core.Viewer, in *participantIn) error {
			return a.Backend.Invite(ctx, v, in.ID, in.Agent)
		})
	do(a, endpoint{method: "DELETE", path: participant, id: "remove-participant", tag: "conversations", summary: "Let an agent leave", needs: core.PermRead, also: "`conversations.assign` for somebody else"},
		func(ctx context.Context, v core.Viewer, in *participantIn) error {
			return a.Backend.Leave(ctx, v, in.ID, in.Agent)
		})
	const tag = "/conversations/{id}/tags/{tag}"
	do(a, endpoint{method: "PUT", path: tag, id: "tag-conversation", tag: "conversations", summary: "Put a tag on", needs: core.PermTag},
		func(ctx context.Context, v core.Viewer, in *conversationTagIn) error {
			return a.Backend.TagConversation(ctx, v, in.ID, in.Tag, true)
		})
	do(a, endpoint{method: "DELETE", path: tag, id: "untag-conversation", tag: "conversations", summary: "Take a tag off", needs: core.PermTag},
		func(ctx context.Context, v core.Viewer, in *conversationTagIn) error {
			return a.Backend.TagConversation(ctx, v, in.ID, in.Tag, false)
		})
}
