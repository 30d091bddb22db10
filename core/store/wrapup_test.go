package store_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// TestAPauseEndsWhenItsJobSays: of several, the one that began with the pause.
func TestAPauseEndsWhenItsJobSays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, agent := context.Background(), core.NewID()
		pause := func(began, due core.Time) core.Job {
			return core.Job{Key: engine.WrapUpKey(agent, began), Class: core.ClassEvent, Kind: engine.JobWrapUp, Payload: []byte("{}"), State: core.JobWaiting,
				CreatedAt: began, DueAt: due, Deadline: due + 1}
		}
		must(t, s.AddJob(ctx, pause(10, 40), pause(20, 50)))
		for began, want := range map[core.Time]core.Time{10: 40, 20: 50, 30: 0} {
			if got, err := s.WrapUpEnd(ctx, agent, began); err != nil || got != want {
				t.Errorf("begun at %d: %d, %v", began, got, err)
			}
		}
	})
}
