package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/core"
)

// draft is what an agent sends.
type draft struct {
	ClientMessageID string            `json:"client_message_id" minLength:"1" maxLength:"128" doc:"Chosen by the client; sent again, it returns the same message"`
	Text            string            `json:"text,omitempty" maxLength:"100000"`
	Entities        []core.Entity     `json:"entities,omitempty" maxItems:"500" doc:"Formatting of text"`
	Attachments     []draftAttachment `json:"attachments,omitempty" maxItems:"20"`
	Choices         []draftChoice     `json:"choices,omitempty" maxItems:"50" doc:"Quick replies to offer"`
	Visibility      core.Visibility   `json:"visibility,omitempty" enum:"public,note" default:"public" doc:"A note is for agents only"`
	ReplyTo         core.ID           `json:"reply_to,omitzero" doc:"The message to quote"`
	MailDraft
	SendAt core.Time `json:"send_at,omitzero" doc:"Send it then, and not now: the answer is a message with the delivery scheduled"`
}

// MailDraft is what a message has beside on a channel that sends mail.
type MailDraft struct {
	Subject string      `json:"subject,omitempty" maxLength:"2000" doc:"By default the conversation's"`
	HTML    string      `json:"html,omitempty" maxLength:"1048576" doc:"The text with its formatting; an image is cid: and the blob of an attachment"`
	From    string      `json:"from,omitempty" maxLength:"320" doc:"The alias of the account to send from"`
	To      []recipient `json:"to,omitempty" maxItems:"100" doc:"By default the conversation's person"`
	Cc      []recipient `json:"cc,omitempty" maxItems:"100"`
	Bcc     []recipient `json:"bcc,omitempty" maxItems:"100"`
}

// recipient is somebody whom a message is for.
type recipient struct {
	ExternalID string `json:"external_id" minLength:"3" maxLength:"254" doc:"The address"`
	Name       string `json:"name,omitempty" maxLength:"200"`
}

func (d MailDraft) write(c *core.Content) {
	c.Subject, c.HTML, c.From = oneLine(d.Subject), d.HTML, d.From
	c.To, c.Cc, c.Bcc = recipients(d.To), recipients(d.Cc), recipients(d.Bcc)
}

func recipients(list []recipient) []core.UserRef {
	var out []core.UserRef
	for _, r := range list {
		out = append(out, core.UserRef{ExternalID: strings.TrimSpace(r.ExternalID), Name: oneLine(r.Name)})
	}
	return out
}

// oneLine keeps breaks out of what becomes a header.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

type draftAttachment struct {
	Blob string `json:"blob" minLength:"1" maxLength:"200" doc:"From an upload"`
	Name string `json:"name,omitempty" maxLength:"255"`
	Kind string `json:"kind,omitempty" enum:"image,voice,audio,video,file,sticker" doc:"By default it follows from the content"`
}

type draftChoice struct {
	ID    string `json:"id" minLength:"1" maxLength:"200" doc:"What comes back when it is pressed"`
	Label string `json:"label" minLength:"1" maxLength:"200"`
}

// core returns the draft as the Backend takes it. Kinds that were not given are
// left to the Backend, which knows the content of the files.
func (d draft) core() core.Draft {
	c := core.Content{Kind: core.KindText, Text: d.Text, Entities: d.Entities}
	for _, a := range d.Attachments {
		c.Media = append(c.Media, core.Media{Kind: a.Kind, Name: a.Name, Blob: a.Blob})
	}
	for _, ch := range d.Choices {
		c.Choices = append(c.Choices, core.Choice{ID: ch.ID, Label: ch.Label})
	}
	if len(c.Media) > 0 {
		c.Kind = c.Media[0].Kind
	}
	d.write(&c)
	return core.Draft{ClientMessageID: d.ClientMessageID, Content: c, Visibility: d.Visibility, ReplyTo: d.ReplyTo}
}

type postIn struct {
	ConversationIn
	Body draft
}

type posted struct {
	Status int
	Body   message
}

func (a *API) post(ctx context.Context, v core.Viewer, in *postIn) (*posted, error) {
	if strings.TrimSpace(in.Body.Text) == "" && len(in.Body.Attachments) == 0 {
		p := newProblem(http.StatusUnprocessableEntity, CodeInvalid, "A message needs a text or an attachment.")
		p.Errors = []fault{{Location: "body.text", Message: "expected a text or an attachment"}}
		return nil, p
	}
	if !in.Body.SendAt.IsZero() {
		return a.schedule(ctx, v, in)
	}
	m, repeated, err := a.Backend.Post(ctx, v, in.ID, in.Body.core())
	if err == nil && caller(ctx).token != "" { // a person who writes has read what is above; a program has not
		if _, err := a.Backend.MarkRead(ctx, v, in.ID, m.Seq); err != nil {
			a.Log.WarnContext(ctx, "a read mark was not written", "conversation", in.ID, "error", err)
		}
	}
	out := &posted{Status: http.StatusCreated, Body: viewMessage(m)}
	if repeated {
		out.Status = http.StatusOK
	}
	return out, err
}

type editIn struct {
	MessageIn
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"100000"`
	}
}

type resolveIn struct {
	MessageIn
	Body struct {
		Decision string `json:"decision" enum:"resend,sent,give_up" doc:"sent: it did arrive"`
	}
}

// eitherToWrite is what writing needs beside the sight of a conversation.
const eitherToWrite = "`conversations.reply` for what the customer sees, `conversations.note` for a note"

// exchange is the redacted trace of a call, in which addresses may be masked.
type exchange core.Exchange

func (a *API) messageRoutes() {
	const one = "/conversations/{id}/messages/{message}"
	add(a, endpoint{method: "POST", path: "/conversations/{id}/messages", id: "post-message", tag: "messages", status: http.StatusCreated,
		summary: "Send an answer or write a note; 200 when client_message_id was used before", needs: core.PermRead, also: eitherToWrite}, a.post)
	answers := a.huma.OpenAPI().Paths[Prefix+"/conversations/{id}/messages"].Post.Responses
	answers["200"] = &huma.Response{Description: "The message that this client_message_id already made", Content: answers["201"].Content}
	add(a, endpoint{method: "GET", path: one, id: "get-message", tag: "messages", summary: "Get a message", needs: core.PermRead},
		messageAnswer(func(ctx context.Context, v core.Viewer, in *MessageIn) (core.Message, error) {
			return a.Backend.Message(ctx, v, in.ID, in.Message)
		}))
	add(a, endpoint{method: "PATCH", path: one, id: "edit-message", tag: "messages", summary: "Edit what was sent", needs: core.PermRead, also: eitherToWrite},
		messageAnswer(func(ctx context.Context, v core.Viewer, in *editIn) (core.Message, error) {
			return a.Backend.Edit(ctx, v, in.ID, in.Message, in.Body.Text)
		}))
	add(a, endpoint{method: "DELETE", path: one, id: "delete-message", tag: "messages", summary: "Take back what was sent", needs: core.PermRead, also: eitherToWrite},
		messageAnswer(func(ctx context.Context, v core.Viewer, in *MessageIn) (core.Message, error) {
			return a.Backend.Delete(ctx, v, in.ID, in.Message)
		}))
	add(a, endpoint{method: "POST", path: one + "/resolve", id: "resolve-message", tag: "messages",
		summary: "Decide about a message that failed or is in doubt", needs: core.PermReply},
		messageAnswer(func(ctx context.Context, v core.Viewer, in *resolveIn) (core.Message, error) {
			return a.Backend.Resolve(ctx, v, in.ID, in.Message, in.Body.Decision)
		}))
	add(a, endpoint{method: "GET", path: one + "/parts", id: "list-parts", tag: "messages", summary: "List the parts it was sent in", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *MessageIn) (*answer[whole[part]], error) {
			items, err := a.Backend.Parts(ctx, v, in.ID, in.Message)
			return wholeOf(items, viewPart), err
		})
	a.stream(a.originalOperation(one+"/original"), a.original)
	add(a, endpoint{method: "GET", path: one + "/exchanges", id: "list-exchanges", tag: "messages",
		summary: "List the redacted calls to the platform", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *MessageIn) (*answer[whole[exchange]], error) {
			items, err := a.Backend.Exchanges(ctx, v, in.ID, in.Message)
			return wholeOf(items, func(x core.Exchange) exchange { return exchange(x) }), err
		})
}

// messageAnswer wraps what returns a message.
func messageAnswer[I any](f func(context.Context, core.Viewer, *I) (core.Message, error)) func(context.Context, core.Viewer, *I) (*answer[message], error) {
	return func(ctx context.Context, v core.Viewer, in *I) (*answer[message], error) {
		m, err := f(ctx, v, in)
		return answerOf(viewMessage(m)), err
	}
}
