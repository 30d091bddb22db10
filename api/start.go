package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// started is what came of writing first.
type started struct {
	Conversation conversation `json:"conversation"`
	Message      message      `json:"message"`
}

type startIn struct {
	Body struct {
		Account         core.ID           `json:"account" doc:"The channel account to write from"`
		Contact         core.ID           `json:"contact,omitzero" doc:"Whom to write to; without it and identity, the first of to, where the channel lets anyone be written to"`
		Identity        core.ID           `json:"identity,omitzero" doc:"At which address; by default the contact's in this account"`
		ClientMessageID string            `json:"client_message_id" minLength:"1" maxLength:"128" doc:"Chosen by the client; sent again while the conversation is open, it returns the same message"`
		Text            string            `json:"text,omitempty" maxLength:"100000"`
		Entities        []core.Entity     `json:"entities,omitempty" maxItems:"500" doc:"Formatting of text"`
		Attachments     []draftAttachment `json:"attachments,omitempty" maxItems:"20"`
		Choices         []draftChoice     `json:"choices,omitempty" maxItems:"50" doc:"Quick replies to offer"`
		MailDraft
	}
}

func (a *API) startRoutes() {
	add(a, endpoint{method: "POST", path: "/conversations", id: "start-conversation", tag: "conversations", status: http.StatusCreated,
		summary: "Write first, where the channel allows it: into the open conversation or a new one", needs: core.PermStart},
		func(ctx context.Context, v core.Viewer, in *startIn) (*answer[started], error) {
			b := in.Body
			d := draft{ClientMessageID: b.ClientMessageID, Text: b.Text, Entities: b.Entities, Attachments: b.Attachments, Choices: b.Choices, Visibility: core.Public, MailDraft: b.MailDraft}
			c, m, err := a.Backend.StartConversation(ctx, v, b.Account, b.Contact, b.Identity, d.core())
			return answerOf(started{Conversation: viewConversation(c), Message: viewMessage(m)}), err
		})
}
