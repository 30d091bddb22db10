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

// tagUse is a tag with what bears it and names it.
type tagUse struct {
	TagFields
	Count int64          `json:"count" doc:"How many bear it, of what the caller sees"`
	More  bool           `json:"more,omitempty" doc:"It is borne by more than the latest 1000, and no more were looked at"`
	Rules []core.TagRule `json:"rules" nullable:"false" doc:"The routing rules that name it: renaming changes them too, and it is not removed before they are changed"`
}

// TagFields is tag where it is embedded: the document has only exported fields.
type TagFields = tag

func viewTagUse(u core.TagUse) tagUse {
	return tagUse{TagFields: viewTag(u.Tag), Count: u.Count, More: u.More, Rules: filled(u.Rules)}
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
	uses := endpoint{method: "GET", path: "/tag-uses", id: "list-tag-uses", tag: "desk", summary: "List the tags with what bears and names them", needs: core.PermDesk}
	add(a, uses, func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[tagUse]], error) {
		l, err := a.Backend.TagUses(ctx, v)
		return wholeOf(l, viewTagUse), err
	})
	create := manage("POST", "", "create-tag", "Add a tag; one that is put on something is added by itself")
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newTagIn) (*answer[tag], error) {
		t, err := a.Backend.CreateTag(ctx, v, core.Tag{Scope: in.Body.Scope, Name: in.Body.Name, Color: in.Body.Color})
		return answerOf(viewTag(t)), err
	})
	add(a, manage("PATCH", "/{id}", "update-tag", "Rename or colour a tag; routing rules that name it follow"),
		func(ctx context.Context, v core.Viewer, in *tagPatchIn) (*answer[tag], error) {
			t, err := a.Backend.UpdateTag(ctx, v, in.ID, in.Body.Name, in.Body.Color)
			return answerOf(viewTag(t)), err
		})
	remove := manage("DELETE", "/{id}", "remove-tag", "Take a tag that no routing rule names from all that bear it, and away; it may be repeated where it was interrupted")
	remove.slow = true
	do(a, remove, func(ctx context.Context, v core.Viewer, in *TagIn) error { return a.Backend.RemoveTag(ctx, v, in.ID) })
	merge := manage("POST", "/{id}/merge", "merge-tag", "Make a tag one with another; it may be repeated where it was interrupted")
	merge.slow = true
	do(a, merge, func(ctx context.Context, v core.Viewer, in *tagMergeIn) error {
		return a.Backend.MergeTags(ctx, v, in.ID, in.Body.Into)
	})
}
