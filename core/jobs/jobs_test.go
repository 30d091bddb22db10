package jobs

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestPausesBetweenTriesDoubleUpToABound(t *testing.T) {
	t.Parallel()
	for attempt := range 40 {
		want := lastRetry
		if attempt <= 10 {
			want = min(lastRetry, firstRetry*time.Duration(1<<max(0, attempt-1)))
		}
		for range 200 {
			if d := backoff(attempt); d < want*9/10 || d > want*11/10 {
				t.Fatalf("attempt %d waits %v, want about %v", attempt, d, want)
			}
		}
	}
}

// stubborn is a store that takes no outcome until a time.
type stubborn struct {
	Store
	until time.Time
	err   error
	wrote int
}

func (s *stubborn) Finish(context.Context, []store.Outcome) error {
	if time.Now().Before(s.until) {
		return s.err
	}
	s.wrote++
	return nil
}

func TestOutcomesOutliveALongOutage(t *testing.T) {
	t.Parallel()
	away := &core.Problem{Status: 503, Code: "store.unavailable", Text: "the server is down", Err: errors.New("connection refused")}
	for _, c := range []struct {
		name     string
		err      error
		stopping bool
		wrote    int
	}{
		{"the database is away for an hour", away, false, 1},
		{"it refuses what it is told", errors.New("value out of range"), false, 0},
		{"it is away while the hub stops", away, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &stubborn{until: time.Now().Add(time.Hour), err: c.err}
				r := New(Options{Store: s, Lanes: NewAlone("n1", 1), Log: slog.New(slog.DiscardHandler)})
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				if c.stopping {
					cancel()
				}
				started := time.Now()
				r.write(ctx, []store.Outcome{{Job: core.Job{ID: 1}}})
				if s.wrote != c.wrote {
					t.Errorf("written %d times", s.wrote)
				}
				if took := time.Since(started); c.wrote == 0 && took > stopWait {
					t.Errorf("it held up a stop for %v", took)
				}
			})
		})
	}
}
