package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

func viewScheduled(s core.Scheduled) message {
	m := viewMessage(s.Message())
	m.SendAt = s.SendAt
	return m
}

// schedule answers a post that is to be sent later.
func (a *API) schedule(ctx context.Context, v core.Viewer, in *postIn) (*posted, error) {
	m, repeated, err := a.Backend.Schedule(ctx, v, in.ID, in.Body.core(), in.Body.SendAt)
	out := &posted{Status: http.StatusCreated, Body: viewScheduled(m)}
	if repeated {
		out.Status = http.StatusOK
	}
	return out, err
}

type scheduledPatchIn struct {
	MessageIn
	Body struct {
		Text   *string    `json:"text,omitempty" minLength:"1" maxLength:"100000"`
		SendAt *core.Time `json:"send_at,omitempty"`
	}
}

type scheduledIn struct {
	PageIn
	Agent core.ID `query:"agent" doc:"Who wrote them; left out: the caller. Another agent's need the permission conversations.supervise"`
}

func (a *API) laterRoutes() {
	add(a, endpoint{method: "GET", path: "/scheduled-messages", id: "list-scheduled-messages", tag: "messages", needs: core.PermRead,
		also: "for another agent's `conversations.supervise` too", summary: "List the messages that wait for their time or could not be sent then, over all conversations, soonest first"},
		func(ctx context.Context, v core.Viewer, in *scheduledIn) (*answer[page[message]], error) {
			l, err := a.Backend.ScheduledBy(ctx, v, in.Agent, in.core())
			return pageOf(l, viewScheduled), err
		})
	const path = "/conversations/{id}/scheduled"
	one := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: path, id: id, tag: "messages", summary: summary, needs: core.PermReply,
			also: "for another agent's `conversations.supervise` too, unless that agent may not answer any more and the caller has the conversation"}
	}
	list := one("GET", path, "list-scheduled", "List the messages that wait for their time or could not be sent then")
	list.needs, list.also = core.PermRead, ""
	add(a, list, func(ctx context.Context, v core.Viewer, in *ConversationIn) (*answer[whole[message]], error) {
		l, err := a.Backend.Scheduled(ctx, v, in.ID)
		return wholeOf(l, viewScheduled), err
	})
	add(a, one("PATCH", path+"/{message}", "change-scheduled", "Change the text or the time of a scheduled message"),
		func(ctx context.Context, v core.Viewer, in *scheduledPatchIn) (*answer[message], error) {
			m, err := a.Backend.ChangeScheduled(ctx, v, in.ID, in.Message, in.Body.Text, in.Body.SendAt)
			return answerOf(viewScheduled(m)), err
		})
	do(a, one("DELETE", path+"/{message}", "cancel-scheduled", "Cancel a scheduled message"),
		func(ctx context.Context, v core.Viewer, in *MessageIn) error {
			return a.Backend.CancelScheduled(ctx, v, in.ID, in.Message)
		})
	add(a, one("POST", path+"/{message}/send", "send-scheduled", "Send a scheduled message now, in the caller's name if its writer may not answer any more"),
		messageAnswer(func(ctx context.Context, v core.Viewer, in *MessageIn) (core.Message, error) {
			return a.Backend.SendScheduled(ctx, v, in.ID, in.Message)
		}))
}
