package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// tag is a label of contacts or conversations.
type tag struct {
	ID    core.ID       `json:"id"`
	Scope core.TagScope `json:"scope" enum:"contact,conversation,ticket"`
	Name  string        `json:"name"`
	Color string        `json:"color,omitempty" doc:"#rrggbb"`
}

func viewTag(t core.Tag) tag {
	return tag{ID: t.ID, Scope: t.Scope, Name: t.Name, Color: t.Color}
}

type (
	// TagIn names a tag.
	TagIn struct {
		ID core.ID `path:"id" doc:"Tag"`
	}
	tagsIn struct {
		Scope core.TagScope `query:"scope" enum:"contact,conversation"`
	}
	newTagIn struct {
		Body struct {
			Scope core.TagScope `json:"scope" enum:"contact,conversation"`
			Name  string        `json:"name" minLength:"1" maxLength:"100"`
			Color string        `json:"color,omitempty" pattern:"^(#[0-9a-f]{6})?$" doc:"#rrggbb"`
		}
	}
	tagPatchIn struct {
		TagIn
		Body struct {
			Name  *string `json:"name,omitempty" minLength:"1" maxLength:"100"`
			Color *string `json:"color,omitempty" pattern:"^(#[0-9a-f]{6})?$" doc:"#rrggbb; empty: none"`
		}
	}
	tagMergeIn struct {
		TagIn
		Body struct {
			Into core.ID `json:"into" doc:"The tag that stays"`
		}
	}
)

func (a *API) tagRoutes() {
	manage := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: "/tags" + path, id: id, tag: "desk", summary: summary, needs: core.PermDesk}
	}
	add(a, endpoint{method: "GET", path: "/tags", id: "list-tags", tag: "desk", summary: "List the tags", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *tagsIn) (*answer[whole[tag]], error) {
			l, err := a.Backend.Tags(ctx, v, in.Scope)
			return wholeOf(l, viewTag), err
		})
	create := manage("POST", "", "create-tag", "Add a tag; one that is put on something is added by itself")
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newTagIn) (*answer[tag], error) {
		t, err := a.Backend.CreateTag(ctx, v, core.Tag{Scope: in.Body.Scope, Name: in.Body.Name, Color: in.Body.Color})
		return answerOf(viewTag(t)), err
	})
	add(a, manage("PATCH", "/{id}", "update-tag", "Rename or colour a tag"),
		func(ctx context.Context, v core.Viewer, in *tagPatchIn) (*answer[tag], error) {
			t, err := a.Backend.UpdateTag(ctx, v, in.ID, in.Body.Name, in.Body.Color)
			return answerOf(viewTag(t)), err
		})
	remove := manage("DELETE", "/{id}", "remove-tag", "Take a tag from all that bear it, and away; it may be repeated where it was interrupted")
	remove.slow = true
	do(a, remove, func(ctx context.Context, v core.Viewer, in *TagIn) error { return a.Backend.RemoveTag(ctx, v, in.ID) })
	merge := manage("POST", "/{id}/merge", "merge-tag", "Make a tag one with another; it may be repeated where it was interrupted")
	merge.slow = true
	do(a, merge, func(ctx context.Context, v core.Viewer, in *tagMergeIn) error {
		return a.Backend.MergeTags(ctx, v, in.ID, in.Body.Into)
	})
}
