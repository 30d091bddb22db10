package store_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
)

// TestWhatIsOutOfHoursHoldsUpNobodyElse: in one queue, those of an account that is
// closed stand before those of one that is open, more of them than are looked at
// at once. The others are given out; of a team with hours of its own, all are.
func TestWhatIsOutOfHoursHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, closed, open := context.Background(), core.NewID(), core.NewID()
		agent := core.Agent{ID: core.NewID(), Email: "a@example.com", Name: "a", Role: "agent"}
		must(t, s.SaveAgent(ctx, agent, ""))
		must(t, s.SetAvailability(ctx, agent.ID, core.Ready, ""))
		capacity := int64(100 * 100)
		must(t, s.SetSeat(ctx, agent.ID, &capacity, nil))
		never, err := hours.New(hours.Schedule{TimeZone: "UTC"})
		must(t, err)
		for i := range 40 {
			c := incoming(closed, fmt.Sprint("u", i), 1, "hi")
			c.Policy.Weight = 100
			must(t, s.Do(ctx, c))
		}
		for i := range 3 {
			c := incoming(open, fmt.Sprint("u", i), 1, "hi")
			c.Policy.Weight = 100
			must(t, s.Do(ctx, c))
		}
		given := func(config *routing.Config) (n int) {
			t.Helper()
			for d := (&engine.Dispatch{Max: 4, Config: config}); d != nil; d = d.Next() {
				must(t, s.Do(ctx, d))
				n += len(d.Given)
			}
			return n
		}
		config := &routing.Config{Queues: map[core.ID]routing.Queue{{}: {Policy: routing.LeastLoad}}, Accounts: map[core.ID]routing.Account{closed: {Hours: never}}}
		if n := given(config); n != 3 {
			t.Errorf("%d of the three that could be were given out", n)
		}
		if n := given(&routing.Config{Queues: map[core.ID]routing.Queue{{}: {Policy: routing.LeastLoad}}}); n != 40 {
			t.Errorf("%d of forty were given out once their account had no hours", n)
		}
	})
}
