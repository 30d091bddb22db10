package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// field defines what the workspace keeps of contacts or conversations.
type field struct {
	Scope     core.FieldScope `json:"scope" enum:"contact,conversation"`
	Key       string          `json:"key"`
	Name      string          `json:"name"`
	Kind      core.FieldKind  `json:"kind" enum:"text,number,date,select,boolean" doc:"Values are texts: a number such as -12.5, a date such as 2024-02-29, an option, true or false"`
	Options   []string        `json:"options" nullable:"false" doc:"Of a select"`
	CreatedAt core.Time       `json:"created_at,omitzero"`
	UpdatedAt core.Time       `json:"updated_at,omitzero"`
}

func viewField(f core.Field) field {
	return field{Scope: f.Scope, Key: f.Key, Name: f.Name, Kind: f.Kind, Options: filled(f.Options), CreatedAt: f.CreatedAt, UpdatedAt: f.UpdatedAt}
}

// values are what is kept of one conversation.
type values struct {
	Fields map[string]string `json:"fields"`
}

type (
	// FieldIn names a field.
	FieldIn struct {
		Scope core.FieldScope `path:"scope" enum:"contact,conversation"`
		Key   string          `path:"key" maxLength:"50"`
	}
	newFieldIn struct {
		Body struct {
			Scope   core.FieldScope `json:"scope" enum:"contact,conversation"`
			Key     string          `json:"key" pattern:"^[a-z][a-z0-9_]{0,49}$" doc:"By which programs and variables name it; it never changes"`
			Name    string          `json:"name" minLength:"1" maxLength:"100"`
			Kind    core.FieldKind  `json:"kind" enum:"text,number,date,select,boolean" doc:"It never changes"`
			Options []string        `json:"options,omitempty" maxItems:"200" doc:"Of a select"`
		}
	}
	fieldPatchIn struct {
		FieldIn
		Body struct {
			Name    *string   `json:"name,omitempty" minLength:"1" maxLength:"100"`
			Options *[]string `json:"options,omitempty" maxItems:"200" doc:"All of them; values that are no longer among them stay until they are changed"`
		}
	}
	fieldOrderIn struct {
		Scope core.FieldScope `path:"scope" enum:"contact,conversation"`
		Body  struct {
			Keys []string `json:"keys" nullable:"false" maxItems:"200" doc:"All of the scope"`
		}
	}
	valuesIn struct {
		ConversationIn
		Body struct {
			Fields map[string]string `json:"fields" maxProperties:"200" doc:"Only those named change; an empty value removes one"`
		}
	}
)

func (a *API) fieldRoutes() {
	define := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: path, id: id, tag: "desk", summary: summary, needs: core.PermDesk}
	}
	add(a, endpoint{method: "GET", path: "/fields", id: "list-fields", tag: "desk", summary: "List the fields of contacts and conversations, in their order", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[field]], error) {
			l, err := a.Backend.Fields(ctx, v)
			return wholeOf(l, viewField), err
		})
	create := define("POST", "/fields", "create-field", "Add a field behind the others")
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newFieldIn) (*answer[field], error) {
		b := in.Body
		f, err := a.Backend.CreateField(ctx, v, core.Field{Scope: b.Scope, Key: b.Key, Name: b.Name, Kind: b.Kind, Options: b.Options})
		return answerOf(viewField(f)), err
	})
	add(a, define("PATCH", "/fields/{scope}/{key}", "update-field", "Change a field's name or options"),
		func(ctx context.Context, v core.Viewer, in *fieldPatchIn) (*answer[field], error) {
			f, err := a.Backend.UpdateField(ctx, v, in.Scope, in.Key, in.Body.Name, in.Body.Options)
			return answerOf(viewField(f)), err
		})
	do(a, define("DELETE", "/fields/{scope}/{key}", "remove-field", "Remove a field; the values that are kept stay"),
		func(ctx context.Context, v core.Viewer, in *FieldIn) error {
			return a.Backend.RemoveField(ctx, v, in.Scope, in.Key)
		})
	do(a, define("PUT", "/field-order/{scope}", "order-fields", "Put fields into an order"),
		func(ctx context.Context, v core.Viewer, in *fieldOrderIn) error {
			return a.Backend.OrderFields(ctx, v, in.Scope, in.Body.Keys)
		})
	const path = "/conversations/{id}/fields"
	add(a, endpoint{method: "GET", path: path, id: "get-conversation-fields", tag: "conversations", summary: "Get what is kept of a conversation", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *ConversationIn) (*answer[values], error) {
			m, err := a.Backend.ConversationFields(ctx, v, in.ID)
			return answerOf(viewValues(m)), err
		})
	add(a, endpoint{method: "PATCH", path: path, id: "set-conversation-fields", tag: "conversations", summary: "Change what is kept of a conversation", needs: core.PermReply},
		func(ctx context.Context, v core.Viewer, in *valuesIn) (*answer[values], error) {
			m, err := a.Backend.SetConversationFields(ctx, v, in.ID, in.Body.Fields)
			return answerOf(viewValues(m)), err
		})
}

func viewValues(m map[string]string) values {
	if m == nil {
		m = map[string]string{}
	}
	return values{Fields: m}
}
