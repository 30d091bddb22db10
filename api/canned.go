package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// cannedReply is a prepared answer.
type cannedReply struct {
	ID          core.ID          `json:"id"`
	Scope       core.CannedScope `json:"scope" enum:"personal,team,shared"`
	Team        core.ID          `json:"team,omitzero" doc:"Of a team's"`
	Shortcut    string           `json:"shortcut" doc:"What is typed behind the slash"`
	Title       string           `json:"title"`
	Text        string           `json:"text" doc:"With variables such as {{contact.name}}"`
	Attachments []upload         `json:"attachments" nullable:"false"`
	CreatedBy   core.ID          `json:"created_by,omitzero"`
	CreatedAt   core.Time        `json:"created_at,omitzero"`
	UpdatedAt   core.Time        `json:"updated_at,omitzero"`
}

func viewUpload(u core.Upload) upload {
	return upload{Blob: u.Blob, Name: u.Name, MIME: u.MIME, Size: u.Size}
}

func viewCanned(c core.CannedReply) cannedReply {
	v := cannedReply{ID: c.ID, Scope: c.Scope, Shortcut: c.Shortcut, Title: c.Title, Text: c.Text, Attachments: each(c.Attachments, viewUpload),
		CreatedBy: c.CreatedBy, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
	if c.Scope == core.CannedTeam {
		v.Team = c.OwnerID
	}
	return v
}

// rendered is a text whose variables are filled in.
type rendered struct {
	Text        string   `json:"text"`
	Attachments []upload `json:"attachments" nullable:"false"`
	Missing     []string `json:"missing" nullable:"false" doc:"Variables that have no value here; they were left empty"`
}

func viewRendered(r core.Rendered) rendered {
	return rendered{Text: r.Text, Attachments: each(r.Attachments, viewUpload), Missing: filled(r.Missing)}
}

type cannedFile struct {
	Blob string `json:"blob" minLength:"1" maxLength:"200" doc:"From an upload"`
	Name string `json:"name,omitempty" maxLength:"255"`
}

func uploads(files []cannedFile) []core.Upload {
	return each(files, func(f cannedFile) core.Upload { return core.Upload{Blob: f.Blob, Name: f.Name} })
}

type (
	// CannedIn names a canned reply.
	CannedIn struct {
		ID core.ID `path:"id" doc:"Canned reply"`
	}
	cannedListIn struct {
		PageIn
		Q     string           `query:"q" maxLength:"100" doc:"What shortcut, title or text hold; the shortcut itself and what begins so come first"`
		Scope core.CannedScope `query:"scope" enum:"personal,team,shared"`
		Team  core.ID          `query:"team"`
		All   bool             `query:"all" doc:"Those of teams too that one is not in, for who manages the desk"`
	}
	newCannedIn struct {
		Body struct {
			Scope       core.CannedScope `json:"scope,omitempty" enum:"personal,team,shared" default:"personal" doc:"Those of teams and the shared ones need the permission desk.manage"`
			Team        core.ID          `json:"team,omitzero" doc:"Of a team's"`
			Shortcut    string           `json:"shortcut" minLength:"1" maxLength:"60" doc:"1 to 50 characters without spaces and slashes"`
			Title       string           `json:"title,omitempty" maxLength:"200" doc:"By default the shortcut"`
			Text        string           `json:"text,omitempty" maxLength:"10000" doc:"Variables are contact.name, contact.id, contact.language, contact.field.KEY, agent.name, team.name, account.name, conversation.id, conversation.subject and conversation.field.KEY, in double braces"`
			Attachments []cannedFile     `json:"attachments,omitempty" maxItems:"20"`
		}
	}
	cannedPatchIn struct {
		CannedIn
		Body struct {
			Scope       *core.CannedScope `json:"scope,omitempty" enum:"personal,team,shared"`
			Team        *core.ID          `json:"team,omitempty"`
			Shortcut    *string           `json:"shortcut,omitempty" minLength:"1" maxLength:"60"`
			Title       *string           `json:"title,omitempty" maxLength:"200"`
			Text        *string           `json:"text,omitempty" maxLength:"10000"`
			Attachments *[]cannedFile     `json:"attachments,omitempty" maxItems:"20" doc:"All of them"`
		}
	}
	renderIn struct {
		CannedIn
		Body struct {
			Conversation core.ID `json:"conversation"`
		}
	}
)

// change puts what is named into a canned reply.
func (in *cannedPatchIn) change(c *core.CannedReply) {
	b := in.Body
	for _, text := range []struct {
		to   *string
		from *string
	}{{&c.Shortcut, b.Shortcut}, {&c.Title, b.Title}, {&c.Text, b.Text}} {
		if text.from != nil {
			*text.to = *text.from
		}
	}
	if b.Scope != nil {
		c.Scope = *b.Scope
	}
	if b.Team != nil {
		c.OwnerID = *b.Team
	}
	if b.Attachments != nil {
		c.Attachments = uploads(*b.Attachments)
	}
}

func (a *API) cannedRoutes() {
	one := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: "/canned-replies" + path, id: id, tag: "desk", summary: summary, needs: core.PermReply}
	}
	add(a, one("GET", "", "list-canned-replies", "List canned replies, or find them as they are typed"),
		func(ctx context.Context, v core.Viewer, in *cannedListIn) (*answer[page[cannedReply]], error) {
			l, err := a.Backend.CannedReplies(ctx, v, core.CannedFilter{Q: in.Q, Scope: in.Scope, Team: in.Team, All: in.All}, in.core())
			return pageOf(l, viewCanned), err
		})
	create := one("POST", "", "create-canned-reply", "Add a canned reply")
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newCannedIn) (*answer[cannedReply], error) {
		b := in.Body
		c, err := a.Backend.CreateCanned(ctx, v, core.CannedReply{Scope: b.Scope, OwnerID: b.Team, Shortcut: b.Shortcut, Title: b.Title,
			Text: b.Text, Attachments: uploads(b.Attachments)})
		return answerOf(viewCanned(c)), err
	})
	add(a, one("PATCH", "/{id}", "update-canned-reply", "Change a canned reply"),
		func(ctx context.Context, v core.Viewer, in *cannedPatchIn) (*answer[cannedReply], error) {
			c, err := a.Backend.UpdateCanned(ctx, v, in.ID, in.change)
			return answerOf(viewCanned(c)), err
		})
	do(a, one("DELETE", "/{id}", "remove-canned-reply", "Remove a canned reply"),
		func(ctx context.Context, v core.Viewer, in *CannedIn) error {
			return a.Backend.RemoveCanned(ctx, v, in.ID)
		})
	add(a, one("POST", "/{id}/render", "render-canned-reply", "Fill in the variables of a canned reply for a conversation; nothing is sent"),
		func(ctx context.Context, v core.Viewer, in *renderIn) (*answer[rendered], error) {
			r, err := a.Backend.RenderCanned(ctx, v, in.ID, in.Body.Conversation)
			return answerOf(viewRendered(r)), err
		})
}
