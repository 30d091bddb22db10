package hub_test

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
)

// watched is a crew whose hub never looks at its queues by itself, and whose
// clock the test moves.
func watched(t *testing.T, url string, start time.Time, f func(t *testing.T, c *crew, pass func(time.Duration))) {
	t.Helper()
	fk := &fake{}
	cfg := config(t, fk)
	var ahead atomic.Int64
	ahead.Store(int64(time.Until(start)))
	cfg.Database, cfg.Now = url, func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	c := &crew{t: t, fake: fk}
	c.Hub, _ = openWith(t, cfg, (*hub.Hub).NoLooks)
	c.staffed(1, routing.Settings{Policy: routing.LeastLoad})
	f(t, c, func(d time.Duration) { ahead.Add(int64(d)) })
}

// TestHoursThatBeginGiveOut: at the moment at which hours begin, and with nobody
// who looks, what waited is given out; after a change of the hours, at the new
// moment; and after a holiday.
func TestHoursThatBeginGiveOut(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		// A Monday, half past eight.
		start := time.Date(2026, 9, 28, 8, 30, 0, 0, time.UTC)
		watched(t, url, start, func(t *testing.T, c *crew, pass func(time.Duration)) {
			ctx := context.Background()
			nine := hours.Schedule{TimeZone: "UTC", Weekly: map[hours.Day][]hours.Interval{}, Holidays: []hours.Holiday{{Date: "2026-09-29", Name: "holiday"}}}
			for _, d := range hours.Days() {
				nine.Weekly[d] = []hours.Interval{{From: 9 * 60, To: 18 * 60}}
			}
			s, err := c.AddSchedule(ctx, root(), hours.Named{Name: "nine to six", Schedule: nine})
			must(t, err)
			_, err = c.SetQueue(ctx, root(), c.team, routing.Settings{Policy: routing.LeastLoad, Schedule: s.ID})
			must(t, err)
			c.ready(0, core.Ready)
			waits := func(user string) core.ID {
				t.Helper()
				id := c.arrives(user, "你好")
				eventually(t, "it is in the team's queue", func() bool { return c.of(id).TeamID == c.team })
				if w, err := c.Routing(ctx, root(), id); err != nil || w.Open {
					t.Fatalf("out of hours: %+v, %v", w, err)
				}
				return id
			}
			monday := waits("u1")
			pass(31 * time.Minute)
			c.held(monday, 0)

			pass(10 * time.Hour) // after six
			wednesday := waits("u2")
			pass(24 * time.Hour) // the holiday, after six
			if c.of(wednesday).Status != core.StatusQueued {
				t.Error("it was given out on a holiday")
			}
			ten := nine
			ten.Weekly = map[hours.Day][]hours.Interval{"wednesday": {{From: 10 * 60, To: 18 * 60}}}
			_, err = c.ChangeSchedule(ctx, root(), s.ID, nil, &ten)
			must(t, err)
			if at := openings(t, c.Hub); len(at) != 1 || !at[0].Equal(time.Date(2026, 9, 30, 10, 0, 0, 0, time.UTC)) {
				t.Errorf("after the change hours begin at %v", at)
			}
			pass(15 * time.Hour) // Wednesday, past ten
			c.held(wednesday, 0)
			eventually(t, "the next time is known", func() bool {
				at := openings(t, c.Hub)
				return len(at) == 1 && at[0].Equal(time.Date(2026, 10, 7, 10, 0, 0, 0, time.UTC))
			})
		})
	})
}

// openings are the moments that are waited for.
func openings(t *testing.T, h *hub.Hub) (at []time.Time) {
	t.Helper()
	list, err := h.Jobs(context.Background(), root(), core.JobWaiting, core.Page{Limit: 200})
	must(t, err)
	for _, j := range list.Items {
		if j.Kind == "opening" {
			at = append(at, j.DueAt.Std())
		}
	}
	return at
}

// both runs a behaviour of a whole hub on both databases.
func both(t *testing.T, f func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); f(t, storetest.Postgres(t)) })
}

// The settings that are read again, for a hint that was lost, are read once at
// that time, not over and over until the next look.
func TestTheSettingsAreReadAgainNowAndThen(t *testing.T) {
	t.Parallel()
	const look, times = 20 * time.Millisecond, 3
	h, _ := openWith(t, config(t, &fake{}), func(h *hub.Hub) { h.LooksEvery(look) })
	change := func(from any) any {
		for start := time.Now(); time.Since(start) < time.Minute; runtime.Gosched() {
			if now := h.RoutingRead(); now != from {
				return now
			}
		}
		t.Fatal("the settings were not read again within a minute")
		return nil
	}
	read := change(h.RoutingRead())
	first := time.Now()
	for range times {
		read = change(read)
	}
	if took := time.Since(first); took < (times*hub.ReloadEvery-2)*look { // two: a tick may come late, and the first may have been under way
		t.Errorf("read %d times in %s", times, took)
	}
}
