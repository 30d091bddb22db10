package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

type splitIn struct {
	ConversationIn
	Body struct {
		Messages []core.ID `json:"messages,omitempty" maxItems:"1000" doc:"The messages that go"`
		From     core.ID   `json:"from,omitzero" doc:"Instead: this message and all after it"`
	}
}

type mergeConversationIn struct {
	ConversationIn
	Body struct {
		Into core.ID `json:"into" doc:"The conversation that gets the messages; of the same person and account"`
	}
}

func (a *API) regroupRoutes() {
	add(a, endpoint{method: "POST", path: "/conversations/{id}/split", id: "split-conversation", tag: "conversations", status: http.StatusCreated,
		summary: "Begin a new conversation with some of the messages, where a person may have several", needs: core.PermReply},
		func(ctx context.Context, v core.Viewer, in *splitIn) (*answer[conversation], error) {
			c, err := a.Backend.SplitConversation(ctx, v, in.ID, in.Body.Messages, in.Body.From)
			return answerOf(viewConversation(c)), err
		})
	add(a, endpoint{method: "POST", path: "/conversations/{id}/merge", id: "merge-conversation", tag: "conversations",
		summary: "Put the messages behind those of another conversation, and end this one", needs: core.PermReply,
		also: "to end what a colleague has in hand, `conversations.supervise` too"},
		func(ctx context.Context, v core.Viewer, in *mergeConversationIn) (*answer[conversation], error) {
			c, err := a.Backend.MergeConversations(ctx, v, in.ID, in.Body.Into)
			return answerOf(viewConversation(c)), err
		})
}
