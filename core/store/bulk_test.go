package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestABulkKeepsWhatBecameOfItsConversations(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, me := context.Background(), core.NewID()
		ids := make([]core.ID, 300)
		for i := range ids {
			ids[i] = core.NewID()
		}
		b, err := s.AddBulk(ctx, core.Bulk{ID: core.NewID(), AgentID: me, Action: core.BulkAction{Kind: core.BulkTag, Tag: "vip"}}, ids)
		must(t, err)
		due, err := s.Due(ctx, hold(t, s, "n1"), core.ClassBulk, 10)
		must(t, err)
		if len(due) != 1 || due[0].Kind != engine.JobBulk || due[0].Key != engine.BulkKey(me) {
			t.Errorf("due is %+v", due)
		}
		items, err := s.BulkItems(ctx, b.ID, -1, 200, core.ItemWaiting, core.ItemBegun)
		must(t, err)
		if len(items) != 200 || items[199].ConversationID != ids[199] {
			t.Fatalf("%d items", len(items))
		}
		states := []core.BulkItemState{core.ItemDone, core.ItemUnchanged, core.ItemFailed, core.ItemUndone, core.ItemKept}
		was := core.Standing{Status: core.StatusActive, AgentID: me, Rev: 7, Tagged: true}
		for i := range items[:50] {
			items[i].State, items[i].Code, items[i].Text, items[i].Was = states[i%5], "a.code", "a text", &was
		}
		must(t, s.MarkBulkItems(ctx, b.ID, items[:50]))
		must(t, s.MarkBulkItems(ctx, b.ID, nil))
		got, err := s.Bulk(ctx, me, b.ID)
		must(t, err)
		if got.Total != 300 || got.Done != 30 || got.Unchanged != 10 || got.Failed != 10 || got.Undone != 10 || got.Kept != 10 || got.Action.Tag != "vip" {
			t.Errorf("%+v", got)
		}
		reasons := []core.BulkReason{{State: core.ItemFailed, Code: "a.code", Text: "a text", Count: 10}, {State: core.ItemKept, Code: "a.code", Text: "a text", Count: 10}}
		slices.SortFunc(got.Reasons, func(a, b core.BulkReason) int { return strings.Compare(string(a.State), string(b.State)) })
		if !slices.Equal(got.Reasons, reasons) {
			t.Errorf("the reasons are %+v", got.Reasons)
		}
		page, err := s.BulkPage(ctx, b.ID, core.Page{Limit: 6}, core.ItemFailed)
		must(t, err)
		rest, err := s.BulkPage(ctx, b.ID, core.Page{After: page.Next}, core.ItemFailed)
		must(t, err)
		if len(page.Items) != 6 || len(rest.Items) != 4 || rest.Next != "" || *rest.Items[3].Was != was || rest.Items[3].Code != "a.code" {
			t.Errorf("%d and %d failed", len(page.Items), len(rest.Items))
		}
		if _, err := s.Bulk(ctx, core.NewID(), b.ID); !errors.Is(err, store.ErrNoBulk) {
			t.Errorf("somebody else's: %v", err)
		}
		if _, err := s.BulkPage(ctx, b.ID, core.Page{After: "x"}); err == nil {
			t.Error("a cursor of nobody's is taken")
		}
	})
}

func TestABulkIsUndoneOnceAndInTime(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, me := context.Background(), core.NewID()
		var all []core.ID
		for range 3 {
			b, err := s.AddBulk(ctx, core.Bulk{ID: core.NewID(), AgentID: me, Action: core.BulkAction{Kind: core.BulkRead}}, []core.ID{core.NewID()})
			must(t, err)
			all = append(all, b.ID)
			if begun, err := s.UndoBulk(ctx, b); err != nil || begun {
				t.Errorf("one that runs is undone: %v", err)
			}
			must(t, s.EndBulk(ctx, b.ID, core.BulkDone))
		}
		old := core.Bulk{ID: all[0], AgentID: me}
		sql(t, s, `UPDATE bulks SET finished_at = finished_at - $2 WHERE id = $1`, old.ID, (11 * time.Minute).Microseconds())
		if begun, err := s.UndoBulk(ctx, old); err != nil || begun {
			t.Errorf("one that is long done is undone: %v", err)
		}
		for i, want := range []bool{true, false} {
			if begun, err := s.UndoBulk(ctx, core.Bulk{ID: all[1], AgentID: me}); err != nil || begun != want {
				t.Errorf("time %d: %v, %v", i, begun, err)
			}
		}
		page, err := s.Bulks(ctx, me, core.Page{Limit: 2})
		must(t, err)
		rest, err := s.Bulks(ctx, me, core.Page{After: page.Next})
		must(t, err)
		got := []core.ID{page.Items[0].ID, page.Items[1].ID, rest.Items[0].ID}
		slices.Reverse(got)
		if !slices.Equal(got, all) || page.Items[1].State != core.BulkUndoing {
			t.Errorf("%v, want %v", got, all)
		}
		must(t, s.PruneBulks(ctx, core.At(time.Now().Add(time.Hour)), 2))
		left, err := s.Bulks(ctx, me, core.Page{})
		must(t, err)
		items, err := s.BulkItems(ctx, all[0], -1, 9)
		must(t, err)
		if len(left.Items) != 1 || left.Items[0].ID != all[2] || len(items) != 0 {
			t.Errorf("%d are left, %d items of the first", len(left.Items), len(items))
		}
	})
}

func TestAMarkedEventIsFoundAgain(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d, mark := context.Background(), newDesk(t, s, 1, 1), core.NewID()
		id := openOne(t, s, d)
		before := d.get(t, all(), id)
		c := &engine.Marked{Command: &engine.Step{Viewer: all(), ConversationID: id, Step: core.Step{Kind: core.StepAssign, AgentID: core.NewID()}},
			ConversationID: id, Name: engine.MarkBulk, Mark: mark}
		must(t, s.Do(ctx, c))
		rev, found, err := s.MarkedEvent(ctx, id, before.Rev, engine.MarkBulk, mark)
		must(t, err)
		if !found || rev != c.Now.Rev || c.Was.Rev != before.Rev {
			t.Errorf("found %v at %d, want %d", found, rev, c.Now.Rev)
		}
		for name, other := range map[string]core.ID{engine.MarkUndo: mark, engine.MarkBulk: core.NewID()} {
			if _, found, err := s.MarkedEvent(ctx, id, before.Rev, name, other); err != nil || found {
				t.Errorf("%s %s: found %v, %v", name, other, found, err)
			}
		}
		if _, found, err := s.MarkedEvent(ctx, id, rev, engine.MarkBulk, mark); err != nil || found {
			t.Errorf("after it: found %v, %v", found, err)
		}
	})
}
