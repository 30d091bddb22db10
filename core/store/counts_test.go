package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

// TestCountsHoldWhileManyWrite: several agents and customers, on PostgreSQL at
// two nodes, move the same conversations at once. Nothing is counted twice,
// whoever waits for whom and whatever is run again after a conflict.
func TestCountsHoldWhileManyWrite(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		s := open(t, "")
		crowdOfWriters(t, s, s)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		url := storetest.Postgres(t)
		crowdOfWriters(t, open(t, url), open(t, url))
	})
}

func crowdOfWriters(t *testing.T, nodes ...*store.Store) {
	t.Helper()
	d := newDesk(t, nodes[0], 2, 6)
	seed := rand.Uint64()
	t.Logf("writers' seed %d", seed)
	var wg sync.WaitGroup
	for i := range 6 {
		r := rand.New(rand.NewPCG(seed, uint64(i))) //nolint:gosec // a test's data
		wg.Go(func() {
			for n := range 25 {
				if err := d.somebody(r, nodes[i%len(nodes)], i, n); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	type corner struct{ status, team, account string }
	read := func(q string) map[corner]int64 {
		out := map[corner]int64{}
		must(t, db.Each(context.Background(), nodes[0].DB(), q, nil, func(scan func(...any) error) error {
			var status string
			var team, account core.ID
			var n int64
			err := scan(&status, &team, &account, &n)
			out[corner{status, team.String(), account.String()}] = n
			return err
		}))
		return out
	}
	want := read(`SELECT status, COALESCE(team_id, account_id), account_id, COUNT(*) FROM conversations WHERE ended_at IS NULL
		GROUP BY status, COALESCE(team_id, account_id), account_id`)
	got := read(`SELECT status, team_id, account_id, CAST(SUM(n) AS bigint) FROM conversation_counts
		GROUP BY status, team_id, account_id HAVING SUM(n) <> 0`)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("counted\n%v\nthere are\n%v", got, want)
	}
}

// somebody does one thing to one conversation; that it is impossible just then
// is no error.
func (d *desk) somebody(r *rand.Rand, s *store.Store, who, n int) error {
	ctx, c := context.Background(), d.views[r.IntN(len(d.views))]
	if r.IntN(4) == 0 {
		return s.Do(ctx, incoming(c.AccountID, c.Thread, 1000*(who+1)+n, "more"))
	}
	steps := []core.Step{
		{Kind: core.StepQueue, TeamID: d.teams[r.IntN(len(d.teams))]}, {Kind: core.StepAssign, AgentID: d.agents[r.IntN(len(d.agents))]},
		{Kind: core.StepUnassign}, {Kind: core.StepSnooze, Until: core.Time(1 << 60)}, {Kind: core.StepWake}, {Kind: core.StepBotStart, BotID: "b"},
		{Kind: core.StepClose, Reason: "left"}, {Kind: core.StepReopen},
	}
	st := steps[r.IntN(len(steps))]
	st.Actor = all().Actor()
	err := s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: c.ID, Step: st})
	var p *core.Problem
	if errors.As(err, &p) && p.Status == 409 {
		return nil
	}
	return err
}
