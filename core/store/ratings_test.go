package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

func TestRatingsAreKeptWithTheirEvents(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		account := core.Account{ID: core.NewID(), Channel: "test", Name: "A", Status: core.AccountActive, Config: map[string]string{"rating": "on"}}
		must(t, s.SaveAccount(ctx, account))
		jobs := func() (n int) {
			t.Helper()
			list, err := s.Jobs(ctx, core.JobWaiting, core.Page{})
			must(t, err)
			for _, j := range list.Items {
				if j.Kind == engine.JobRating {
					n++
				}
			}
			return n
		}
		var ids []core.ID
		own, team := core.NewID(), core.NewID()
		for i := range 3 {
			user := fmt.Sprint("u", i)
			must(t, s.Do(ctx, incoming(account.ID, user, 1, "hello")))
			list, err := s.Conversations(ctx, all(), core.ConversationFilter{View: core.ViewQueue}, core.Page{})
			must(t, err)
			id := list.Items[0].ID
			ids = append(ids, id)
			if none, err := s.AskedRating(ctx, account.ID, user); err != nil || !none.IsZero() {
				t.Errorf("nobody has asked yet: %s, %v", none, err)
			}
			for _, st := range []core.Step{{Kind: core.StepAssign, AgentID: own}, {Kind: core.StepComplete}} {
				must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: id, Step: st}))
			}
			if jobs() != i+1 {
				t.Errorf("%d jobs after %d conversations", jobs(), i+1)
			}
			c, err := s.Conversation(ctx, all(), id)
			must(t, err)
			must(t, s.Do(ctx, &engine.AskRating{ConversationID: id, EndedAt: c.EndedAt, For: time.Hour, Content: core.Content{Kind: core.KindText, Text: "?"}}))
			asked, err := s.AskedRating(ctx, account.ID, user)
			must(t, err)
			in := incoming(account.ID, user, 2, fmt.Sprint(i+1))
			in.Asked = map[string]core.ID{in.Envelopes[0].Key: asked}
			must(t, s.Do(ctx, in))
			if again, err := s.AskedRating(ctx, account.ID, user); err != nil || !again.IsZero() || asked != id {
				t.Errorf("asked in %s, answered, and still asked in %s, %v", asked, again, err)
			}
		}
		page, err := s.Ratings(ctx, all(), core.RatingFilter{AccountID: account.ID}, core.Page{Limit: 2})
		must(t, err)
		rest, err := s.Ratings(ctx, all(), core.RatingFilter{}, core.Page{After: page.Next})
		must(t, err)
		if len(page.Items) != 2 || page.Items[0].Score != 3 || len(rest.Items) != 1 || rest.Items[0].Score != 1 || rest.Next != "" {
			t.Errorf("%+v, %+v", page, rest)
		}
		some, err := s.Ratings(ctx, all(), core.RatingFilter{Score: 2}, core.Page{})
		must(t, err)
		counted := func(v core.Viewer, f core.RatingFilter, want core.RatingCounts) {
			t.Helper()
			if n, err := s.RatingCounts(ctx, v, f); err != nil || n != want {
				t.Errorf("%s, %+v: %v, %v; want %v", v.Scope, f, n, err, want)
			}
		}
		counted(all(), core.RatingFilter{}, core.RatingCounts{1, 1, 1})
		counted(all(), core.RatingFilter{Score: 3, AccountID: account.ID}, core.RatingCounts{0, 0, 1})
		counted(all(), core.RatingFilter{AccountID: core.NewID()}, core.RatingCounts{})
		// Whose agent they were, whoever has the conversation now.
		sql(t, s, `UPDATE ratings SET agent_id = $1 WHERE conversation_id = $2`, core.NewID(), ids[0])
		sql(t, s, `UPDATE conversations SET agent_id = $1 WHERE id = $2`, own, ids[0])
		must(t, s.AddTeam(ctx, core.Team{ID: team, Name: "north", Kind: "skill_group"}))
		sql(t, s, `UPDATE conversations SET team_id = $1 WHERE id = $2`, team, ids[1])
		mine := core.Viewer{AgentID: own, Scope: core.ScopeOwn}
		counted(mine, core.RatingFilter{}, core.RatingCounts{0, 1, 1})
		counted(mine, core.RatingFilter{Score: 3, AgentID: own, AccountID: account.ID}, core.RatingCounts{0, 0, 1})
		if list, err := s.Ratings(ctx, mine, core.RatingFilter{}, core.Page{}); err != nil || len(list.Items) != 2 || list.Items[0].AgentID != own {
			t.Errorf("its own ratings are %+v, %v", list.Items, err)
		}
		counted(core.Viewer{AgentID: own, Scope: core.ScopeTeam}, core.RatingFilter{}, core.RatingCounts{1, 1, 1})
		counted(core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}, core.RatingFilter{}, core.RatingCounts{})
		counted(core.Viewer{AgentID: core.NewID(), Scope: core.ScopeTeam}, core.RatingFilter{}, core.RatingCounts{1, 0, 1})
		from, to := rest.Items[0].RatedAt, page.Items[0].RatedAt
		counted(all(), core.RatingFilter{From: from, To: to}, core.RatingCounts{1, 1})
		many := db.Set{Cols: db.Cols("conversation_id uuid, account_id uuid, contact_id uuid, message_id uuid, asked_at bigint, expires_at bigint, score bigint, rated_at bigint")}
		for i := range int64(2500) {
			id := core.NewID()
			many.Rows = append(many.Rows, []any{id, id, id, id, int64(1), int64(1), 4 + i%2, 10 + i})
		}
		sql(t, s, `INSERT INTO ratings (conversation_id, account_id, contact_id, message_id, asked_at, expires_at, score, rated_at) {rows}`, many)
		counted(all(), core.RatingFilter{From: 10, To: 2510}, core.RatingCounts{0, 0, 0, 1250, 1250})
		within, err := s.Ratings(ctx, all(), core.RatingFilter{From: from + 1, To: to + 1}, core.Page{})
		must(t, err)
		if len(within.Items) != 2 || within.Items[0] != page.Items[0] || within.Items[1] != page.Items[1] {
			t.Errorf("after the first there are %+v", within)
		}
		one, ok, err := s.Rating(ctx, all(), ids[1])
		must(t, err)
		if len(some.Items) != 1 || some.Items[0] != one || !ok || one.ExpiresAt <= one.AskedAt {
			t.Errorf("%+v, %+v", some, one)
		}
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}
		if _, _, err := s.Rating(ctx, stranger, ids[0]); !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("a rating of what is not seen: %v", err)
		}
	})
}
