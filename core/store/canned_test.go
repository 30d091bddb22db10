package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func keep(t *testing.T, s *store.Store, c core.CannedReply) core.CannedReply {
	t.Helper()
	c.ID = core.NewID()
	c, err := s.SaveCanned(context.Background(), c)
	must(t, err)
	return c
}

func shortcuts(t *testing.T, s *store.Store, v core.Viewer, f core.CannedFilter) []string {
	t.Helper()
	var out []string
	page := core.Page{Limit: 2} // so that every list is of several pages
	for {
		l, err := s.CannedReplies(context.Background(), v, f, page)
		must(t, err)
		for _, c := range l.Items {
			out = append(out, c.Shortcut)
		}
		if page.After = l.Next; l.Next == "" {
			return out
		}
	}
}

func TestCannedRepliesAreForTheirOwners(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		d := newDesk(t, s, 3, 0)
		me, other := core.Viewer{AgentID: d.agents[0]}, core.Viewer{AgentID: d.agents[3]}
		for _, c := range []core.CannedReply{
			{Scope: core.CannedShared, Shortcut: "hello"}, {Scope: core.CannedTeam, OwnerID: d.teams[1], Shortcut: "team"},
			{Scope: core.CannedTeam, OwnerID: d.teams[0], Shortcut: "elsewhere"}, {Scope: core.CannedPersonal, OwnerID: d.agents[0], Shortcut: "mine"},
			{Scope: core.CannedPersonal, OwnerID: d.agents[0], Shortcut: "hello"}, {Scope: core.CannedPersonal, OwnerID: d.agents[3], Shortcut: "mine"},
		} {
			keep(t, s, c)
		}
		for _, c := range []struct {
			name string
			v    core.Viewer
			f    core.CannedFilter
			want []string
		}{
			{"all of mine", me, core.CannedFilter{}, []string{"hello", "hello", "mine", "team"}},
			{"in no team", other, core.CannedFilter{}, []string{"hello", "mine"}},
			{"of every team", other, core.CannedFilter{All: true}, []string{"elsewhere", "hello", "mine", "team"}},
			{"shared", me, core.CannedFilter{Scope: core.CannedShared}, []string{"hello"}},
			{"of a team", me, core.CannedFilter{Team: d.teams[1]}, []string{"team"}},
			{"of another's team", me, core.CannedFilter{Team: d.teams[0]}, nil},
			{"nobody", core.Viewer{}, core.CannedFilter{}, []string{"hello"}},
		} {
			if got := shortcuts(t, s, c.v, c.f); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}
		again := core.CannedReply{ID: core.NewID(), Scope: core.CannedShared, Shortcut: "hello"}
		if _, err := s.SaveCanned(context.Background(), again); !errors.Is(err, store.ErrShortcut) {
			t.Errorf("a shortcut twice: %v", err)
		}
		if n, err := s.CannedCount(context.Background(), d.agents[0]); err != nil || n != 2 {
			t.Errorf("%d, %v", n, err)
		}
		if n, err := s.CannedCount(context.Background(), core.ID{}); err != nil || n != 1 {
			t.Errorf("%d shared, %v", n, err)
		}
	})
}

func TestCannedRepliesAreFoundByPrefixAndByChineseText(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		for _, c := range []core.CannedReply{
			{Shortcut: "ship", Title: "Shipping", Text: "您的订单已经发货"}, {Shortcut: "shipping-late", Title: "Late", Text: "物流延迟"},
			{Shortcut: "hi", Title: "Ship greeting", Text: "您好\nship"}, {Shortcut: "退款", Title: "退款進度", Text: "100% _sure_ we ship it \\o/"},
		} {
			c.Scope = core.CannedShared
			keep(t, s, c)
		}
		for _, c := range []struct {
			q    string
			want []string
		}{
			{"ship", []string{"ship", "shipping-late", "hi", "退款"}}, {"SHIP", []string{"ship", "shipping-late", "hi", "退款"}},
			{"发货", []string{"ship"}}, {"退款进度", []string{"退款"}}, {"0%", []string{"退款"}}, {"%", []string{"退款"}}, {"_s", []string{"退款"}},
			{`\o`, []string{"退款"}}, {"nothing", nil}, {"  late ", []string{"shipping-late"}},
		} {
			if got := shortcuts(t, s, all(), core.CannedFilter{Q: c.q}); !slices.Equal(got, c.want) {
				t.Errorf("%q: %v, want %v", c.q, got, c.want)
			}
		}
	})
}

func TestACannedReplyChangesAndGoes(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		c := keep(t, s, core.CannedReply{Scope: core.CannedShared, Shortcut: "a", Text: "old", Attachments: []core.Upload{{Blob: "b", Name: "n"}}})
		c.Text, c.Scope, c.OwnerID = "new", core.CannedPersonal, core.NewID()
		_, err := s.SaveCanned(ctx, c)
		must(t, err)
		owner := core.Viewer{AgentID: c.OwnerID}
		got, err := s.CannedReply(ctx, owner, c.ID, false)
		must(t, err)
		if got.Text != "new" || got.Attachments[0].Blob != "b" || got.CreatedAt != c.CreatedAt || got.UpdatedAt < got.CreatedAt {
			t.Errorf("%+v", got)
		}
		if _, err := s.CannedReply(ctx, all(), c.ID, true); !errors.Is(err, store.ErrNoCanned) {
			t.Errorf("somebody else's personal one: %v", err)
		}
		must(t, s.RemoveCanned(ctx, c.ID))
		if _, err := s.CannedReply(ctx, owner, c.ID, false); !errors.Is(err, store.ErrNoCanned) {
			t.Errorf("a removed one: %v", err)
		}
		if _, err := s.CannedReplies(ctx, owner, core.CannedFilter{}, core.Page{After: "no"}); err == nil {
			t.Error("a cursor of nobody's is taken")
		}
	})
}
