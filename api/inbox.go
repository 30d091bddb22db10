package api

import (
	"context"
	"maps"

	"github.com/switchboard-hub/switchboard/core"
)

// counts are the numbers beside the views.
type counts struct {
	Mine               int64            `json:"mine"`
	Queue              int64            `json:"queue"`
	Unassigned         int64            `json:"unassigned"`
	Participating      int64            `json:"participating"`
	Snoozed            int64            `json:"snoozed"`
	All                int64            `json:"all" doc:"All that are open"`
	MineUnread         int64            `json:"mine_unread" doc:"Of mine, those with something unread"`
	Mentions           int64            `json:"mentions" doc:"Those with a note that names the caller and is not read"`
	OldestWaitingSince core.Time        `json:"oldest_waiting_since,omitzero" doc:"Of the queue"`
	Teams              map[string]int64 `json:"teams" doc:"Open ones by team"`
	Accounts           map[string]int64 `json:"accounts" doc:"Open ones by account"`
}

func viewCounts(c core.Counts) counts {
	named := func(m map[core.ID]int64) map[string]int64 {
		out := make(map[string]int64, len(m))
		for id, n := range maps.All(m) {
			out[id.String()] = n
		}
		return out
	}
	return counts{Mine: c.Mine, Queue: c.Queue, Unassigned: c.Unassigned, Participating: c.Participating, Snoozed: c.Snoozed, All: c.All,
		MineUnread: c.MineUnread, Mentions: c.Mentions, OldestWaitingSince: c.OldestWaiting, Teams: named(c.Teams), Accounts: named(c.Accounts)}
}

// composition is what an agent has begun to write.
type composition struct {
	Mode        string    `json:"mode" enum:"reply,note"`
	Text        string    `json:"text"`
	Attachments []upload  `json:"attachments" nullable:"false"`
	UpdatedAt   core.Time `json:"updated_at,omitzero" doc:"Left out: nothing was begun"`
}

func viewComposition(d core.Composition) composition {
	if d.Mode == "" {
		d.Mode = "reply"
	}
	return composition{Mode: d.Mode, Text: d.Text, UpdatedAt: d.UpdatedAt, Attachments: each(d.Attachments, func(u core.Upload) upload {
		return upload{Blob: u.Blob, Name: u.Name, MIME: u.MIME, Size: u.Size}
	})}
}

type (
	readIn struct {
		ConversationIn
		Body struct {
			Seq int64 `json:"seq" minimum:"0" doc:"Of the newest message that was seen"`
		}
	}
	read struct {
		Seq int64 `json:"seq" doc:"Where the mark is: it never goes back"`
	}
	compositionIn struct {
		ConversationIn
		Body struct {
			Mode        string            `json:"mode" enum:"reply,note"`
			Text        string            `json:"text" maxLength:"100000"`
			Attachments []draftAttachment `json:"attachments,omitempty" maxItems:"20"`
		}
	}
	planIn struct {
		ConversationIn
		Body struct {
			Text        string            `json:"text,omitempty" maxLength:"100000"`
			Entities    []core.Entity     `json:"entities,omitempty" maxItems:"500"`
			Attachments []draftAttachment `json:"attachments,omitempty" maxItems:"20"`
			Choices     []draftChoice     `json:"choices,omitempty" maxItems:"50"`
			MailDraft
		}
	}
)

// plan is what a message would be sent as.
type plan struct {
	Parts    []plannedPart `json:"parts" nullable:"false" doc:"Empty when it cannot be sent"`
	Problems []planNote    `json:"problems" nullable:"false"`
}

type plannedPart struct {
	Kind       string          `json:"kind"`
	Text       string          `json:"text,omitempty"`
	Attachment *plannedFile    `json:"attachment,omitempty"`
	Choices    []plannedChoice `json:"choices,omitempty" nullable:"false"`
}

type plannedFile struct {
	Blob string `json:"blob"`
	Name string `json:"name,omitempty"`
	Kind string `json:"kind"`
}

type plannedChoice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

type planNote struct {
	Code    string `json:"code"`
	Text    string `json:"text"`
	Refused bool   `json:"refused" doc:"It cannot be sent like this; false: the channel shows it in another way"`
}

func viewPlanned(c core.Content) plannedPart {
	p := plannedPart{Kind: c.Kind, Text: c.Text}
	if len(c.Media) > 0 {
		p.Attachment = &plannedFile{Blob: c.Media[0].Blob, Name: c.Media[0].Name, Kind: c.Media[0].Kind}
	}
	for _, ch := range c.Choices {
		p.Choices = append(p.Choices, plannedChoice{ID: ch.ID, Label: ch.Label})
	}
	return p
}

func (a *API) inboxRoutes() {
	add(a, endpoint{method: "GET", path: "/inbox/counts", id: "get-counts", tag: "conversations", summary: "Count the conversations of the views", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[counts], error) {
			c, err := a.Backend.Counts(ctx, v)
			return answerOf(viewCounts(c)), err
		})
	add(a, endpoint{method: "PUT", path: "/conversations/{id}/read", id: "mark-read", tag: "conversations", summary: "Say how far one has read", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *readIn) (*answer[read], error) {
			seq, err := a.Backend.MarkRead(ctx, v, in.ID, in.Body.Seq)
			return answerOf(read{Seq: seq}), err
		})
	add(a, endpoint{method: "GET", path: "/contacts/{id}/conversations", id: "list-contact-conversations", tag: "contacts",
		summary: "List a contact's conversations, the latest first", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *contactConversationsIn) (*answer[page[conversation]], error) {
			l, err := a.Backend.ContactConversations(ctx, v, in.ID, in.core())
			return pageOf(l, viewConversation), err
		})
	a.compositionRoutes()
}

type contactConversationsIn struct {
	ContactIn
	PageIn
}

func (a *API) compositionRoutes() {
	const path = "/conversations/{id}/draft"
	add(a, endpoint{method: "GET", path: path, id: "get-draft", tag: "conversations", summary: "Get what one has begun to write", needs: core.PermRead, also: eitherToWrite},
		func(ctx context.Context, v core.Viewer, in *ConversationIn) (*answer[composition], error) {
			d, err := a.Backend.Draft(ctx, v, in.ID)
			return answerOf(viewComposition(d)), err
		})
	add(a, endpoint{method: "PUT", path: path, id: "save-draft", tag: "conversations", summary: "Keep what one has begun to write", needs: core.PermRead, also: eitherToWrite},
		func(ctx context.Context, v core.Viewer, in *compositionIn) (*answer[composition], error) {
			d := core.Composition{Mode: in.Body.Mode, Text: in.Body.Text}
			for _, at := range in.Body.Attachments {
				d.Attachments = append(d.Attachments, core.Upload{Blob: at.Blob, Name: at.Name})
			}
			d, err := a.Backend.SaveDraft(ctx, v, in.ID, d)
			return answerOf(viewComposition(d)), err
		})
	do(a, endpoint{method: "DELETE", path: path, id: "delete-draft", tag: "conversations", summary: "Forget what one has begun to write", needs: core.PermRead, also: eitherToWrite},
		func(ctx context.Context, v core.Viewer, in *ConversationIn) error {
			_, err := a.Backend.SaveDraft(ctx, v, in.ID, core.Composition{})
			return err
		})
	add(a, endpoint{method: "POST", path: "/conversations/{id}/plan", id: "plan-message", tag: "messages",
		summary: "See what a message would be sent as; nothing is sent", needs: core.PermReply},
		func(ctx context.Context, v core.Viewer, in *planIn) (*answer[plan], error) {
			d := draft{Text: in.Body.Text, Entities: in.Body.Entities, Attachments: in.Body.Attachments, Choices: in.Body.Choices, Visibility: core.Public,
				MailDraft: in.Body.MailDraft}
			parts, notes, err := a.Backend.Plan(ctx, v, in.ID, d.core())
			return answerOf(plan{Parts: each(parts, viewPlanned), Problems: each(notes, func(n core.PlanNote) planNote {
				return planNote{Code: n.Code, Text: n.Text, Refused: n.Refused}
			})}), err
		})
}
