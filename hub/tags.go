package hub

import (
	"context"
	"regexp"

	"github.com/switchboard-hub/switchboard/core"
)

var colourForm = regexp.MustCompile(`^(#[0-9a-f]{6})?$`)

// Tags implements api.AtDesk.
func (h *Hub) Tags(ctx context.Context, _ core.Viewer, scope core.TagScope) ([]core.Tag, error) {
	return h.store.Tags(ctx, scope)
}

// TagUses implements api.AtDesk.
func (h *Hub) TagUses(ctx context.Context, v core.Viewer) ([]core.TagUse, error) {
	if err := need(v, core.PermDesk); err != nil {
		return nil, err
	}
	return h.store.TagUses(ctx, v)
}

func checkTag(t *core.Tag) error {
	switch {
	case t.Scope != core.TagContact && t.Scope != core.TagConversation:
		return &core.Problem{Status: 422, Code: "tag.scope", Text: "a tag is for contacts or for conversations"}
	case !colourForm.MatchString(t.Color):
		return &core.Problem{Status: 422, Code: "tag.color", Text: "a colour is written as #rrggbb, in small letters"}
	}
	return goodTag(&t.Name)
}

// CreateTag implements api.AtDesk.
func (h *Hub) CreateTag(ctx context.Context, v core.Viewer, t core.Tag) (core.Tag, error) {
	if err := need(v, core.PermDesk); err != nil {
		return t, err
	}
	t.ID = core.NewID()
	if err := checkTag(&t); err != nil {
		return t, err
	}
	if err := h.store.AddTag(ctx, t); err != nil {
		return t, err
	}
	h.deskChanged("tags")
	return t, h.audit(ctx, v, "tag.created", t.ID.String(), t.Name)
}

// UpdateTag implements api.AtDesk.
func (h *Hub) UpdateTag(ctx context.Context, v core.Viewer, id core.ID, name, color *string) (core.Tag, error) {
	if err := need(v, core.PermDesk); err != nil {
		return core.Tag{}, err
	}
	t, err := h.store.TagByID(ctx, id)
	if err != nil {
		return t, err
	}
	was := t.Name
	if name != nil {
		t.Name = *name
	}
	if color != nil {
		t.Color = *color
	}
	if err := checkTag(&t); err != nil {
		return t, err
	}
	ruled, err := h.store.ChangeTag(ctx, t)
	if err != nil {
		return t, err
	}
	h.tagsChanged(ruled)
	return t, h.audit(ctx, v, "tag.updated", id.String(), was+" → "+t.Name)
}

// RemoveTag implements api.AtDesk.
func (h *Hub) RemoveTag(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermDesk); err != nil {
		return err
	}
	t, err := h.store.TagByID(ctx, id)
	if err != nil {
		return err
	}
	if err := h.store.RemoveTag(ctx, id); err != nil {
		return err
	}
	h.deskChanged("tags")
	return h.audit(ctx, v, "tag.removed", id.String(), t.Name)
}

// MergeTags implements api.AtDesk: what bears one bears the other from now on.
func (h *Hub) MergeTags(ctx context.Context, v core.Viewer, id, into core.ID) error {
	if err := need(v, core.PermDesk); err != nil {
		return err
	}
	from, err := h.store.TagByID(ctx, id)
	if err != nil {
		return err
	}
	to, err := h.store.TagByID(ctx, into)
	if err != nil {
		return err
	}
	if id == into || from.Scope != to.Scope {
		return &core.Problem{Status: 422, Code: "tag.merge", Text: "two different tags of one scope can be merged"}
	}
	ruled, err := h.store.MergeTag(ctx, id, into)
	if err != nil {
		return err
	}
	h.tagsChanged(ruled)
	return h.audit(ctx, v, "tag.merged", id.String(), from.Name+" → "+to.Name)
}

// tagsChanged tells the pages, and the dispatcher where rules have changed too.
func (h *Hub) tagsChanged(ruled bool) {
	h.deskChanged("tags")
	if ruled {
		h.routingChanged()
	}
}
