package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// TestASetJobIsTheOnlyOneThatWaits: another moment takes the place of the one
// before, the same one adds nothing, and other keys are left alone.
func TestASetJobIsTheOnlyOneThatWaits(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, now := context.Background(), core.At(time.Now())
		set := func(key string, due core.Time) {
			t.Helper()
			must(t, s.SetJob(ctx, core.Job{Key: key, Class: core.ClassEvent, Kind: engine.JobOpening, State: core.JobWaiting, Payload: []byte("{}"),
				DueAt: due, Deadline: due.Add(time.Hour), CreatedAt: now}))
		}
		set("o:a", now.Add(time.Hour))
		set("o:b", now.Add(time.Hour))
		set("o:a", now.Add(2*time.Hour))
		set("o:a", now.Add(2*time.Hour))
		list, err := s.Jobs(ctx, core.JobWaiting, core.Page{})
		must(t, err)
		got := map[string]core.Time{}
		for _, j := range list.Items {
			got[j.Key] = j.DueAt
		}
		if len(list.Items) != 2 || got["o:a"] != now.Add(2*time.Hour) || got["o:b"] != now.Add(time.Hour) {
			t.Errorf("%+v", list.Items)
		}
		agents := []core.ID{core.NewID(), core.NewID()}
		for after := range 3 {
			seen := now.Add(time.Duration(after) * time.Minute)
			must(t, s.SetJobs(ctx, []core.Job{engine.AbsentJob(agents[0], seen, time.Hour), engine.AbsentJob(agents[1], seen, time.Hour)}))
		}
		must(t, s.SetJobs(ctx, nil))
		if list, err = s.Jobs(ctx, core.JobWaiting, core.Page{}); err != nil || len(list.Items) != 4 || list.Items[3].DueAt != now.Add(62*time.Minute) {
			t.Errorf("%+v, %v", list.Items, err)
		}
	})
}
