package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

func TestTagsAreRenamedMergedAndRemoved(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d, by := context.Background(), newDesk(t, s, 1, 3), all().Actor()
		for i, c := range d.views {
			must(t, s.Tag(ctx, core.TagConversation, c.ID, "old", true, by))
			if i > 0 {
				must(t, s.Tag(ctx, core.TagConversation, c.ID, "new", true, by))
			}
		}
		must(t, s.AddTag(ctx, core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "old", Color: "#ff0000"}))
		names := func(scope core.TagScope) (out []string) {
			t.Helper()
			list, err := s.Tags(ctx, scope)
			must(t, err)
			for _, tag := range list {
				out = append(out, fmt.Sprint(tag.Scope, " ", tag.Name, tag.Color))
			}
			return out
		}
		if got := names(""); !slices.Equal(got, []string{"contact old#ff0000", "conversation new", "conversation old"}) {
			t.Errorf("%q", got)
		}
		list, err := s.Tags(ctx, core.TagConversation)
		must(t, err)
		fresh, old := list[0], list[1]
		old.Name = "new"
		if err := s.ChangeTag(ctx, old); !errors.Is(err, store.ErrTagTaken) {
			t.Errorf("a name twice: %v", err)
		}
		if err := s.AddTag(ctx, core.Tag{ID: core.NewID(), Scope: core.TagConversation, Name: "new"}); !errors.Is(err, store.ErrTagTaken) {
			t.Errorf("a name twice: %v", err)
		}
		must(t, s.RemoveTag(ctx, old.ID, fresh.ID))
		for _, c := range d.views {
			if got := d.get(t, all(), c.ID).Tags; !slices.Equal(got, []string{"new"}) {
				t.Errorf("merged: %v", got)
			}
		}
		fresh.Name, fresh.Color = "newer", "#00ff00"
		must(t, s.ChangeTag(ctx, fresh))
		if got, err := s.TagByID(ctx, fresh.ID); err != nil || got != fresh {
			t.Errorf("%+v, %v", got, err)
		}
		must(t, s.RemoveTag(ctx, fresh.ID, core.ID{}))
		if got := d.get(t, all(), d.views[0].ID).Tags; len(got) != 0 {
			t.Errorf("removed: %v", got)
		}
		_, err = s.TagByID(ctx, fresh.ID)
		for what, err := range map[string]error{"read": err, "change": s.ChangeTag(ctx, fresh), "remove": s.RemoveTag(ctx, fresh.ID, core.ID{})} {
			if !errors.Is(err, store.ErrNoTag) {
				t.Errorf("%s a tag that is gone: %v", what, err)
			}
		}
	})
}

func TestATagOfManyIsMergedInPieces(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		from, into := core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "a"}, core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "b"}
		must(t, s.AddTag(ctx, from))
		must(t, s.AddTag(ctx, into))
		tagMany(t, s, from.ID, 2100)
		must(t, s.RemoveTag(ctx, from.ID, into.ID))
		if n := tagged(t, s, into.ID); n != 2100 {
			t.Errorf("%d bear the other tag", n)
		}
	})
}

func tagMany(t *testing.T, s *store.Store, tag core.ID, n int) {
	t.Helper()
	set := db.Set{Cols: db.Cols("tag_id uuid, target_id uuid, at bigint")}
	for range n {
		set.Rows = append(set.Rows, []any{tag, core.NewID(), int64(1)})
	}
	sql(t, s, `INSERT INTO taggings (tag_id, target_id, at) {rows}`, set)
}

func tagged(t *testing.T, s *store.Store, tag core.ID) (n int64) {
	t.Helper()
	_, err := db.One(context.Background(), s.DB(), `SELECT COUNT(*) FROM taggings WHERE tag_id = $1`, db.Args(tag), &n)
	must(t, err)
	return n
}
