package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

func TestWhatIsNotTriedCountsNoAttempt(t *testing.T) {
	t.Parallel()
	s := open(t, "")
	var mu sync.Mutex
	var seen []int
	add(t, s, core.Job{Key: "k", Kind: "x"})
	r := start(t, jobs.Options{Store: s, Handlers: map[string]jobs.Handler{"x": func(_ context.Context, j core.Job) error {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, j.Attempts)
		switch len(seen) {
		case 1, 2:
			return &jobs.Again{At: core.At(time.Now()), Free: true}
		case 3:
			return &jobs.Again{At: core.At(time.Now()), Err: errors.New("tried in vain")}
		}
		return nil
	}}})
	eventually(t, "it is done", gone(t, s))
	if got := fmt.Sprint(seen); got != "[1 1 1 2]" {
		t.Errorf("the handler saw attempts %s", got)
	}
	if r.Failed.Load() != 1 || r.Ran.Load() != 1 {
		t.Errorf("failed %d, ran %d", r.Failed.Load(), r.Ran.Load())
	}
}

func TestHowJobsDie(t *testing.T) {
	t.Parallel()
	past, soon := core.At(time.Now().Add(-time.Second)), core.At(time.Now().Add(time.Hour))
	for _, c := range []struct {
		name     string
		kind     string
		deadline core.Time
		err      error
		ran      bool
		reason   string
	}{
		{"its deadline has passed", "x", past, nil, false, "its deadline has passed"},
		{"the next try would be too late", "x", soon, &jobs.Again{At: soon, Err: errors.New("line is busy")}, true, "line is busy"},
		{"trying again cannot help", "x", soon, fmt.Errorf("%w: no such user", jobs.ErrDead), true, "no such user"},
		{"nobody knows its kind", "unheard", soon, nil, false, `nobody handles jobs of kind "unheard"`},
		{"with bytes that are no text", "x", soon, fmt.Errorf("%w: \x00\xff", jobs.ErrDead), true, "\uFFFD\uFFFD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, told, ran := open(t, ""), make(chan string, 1), false
			add(t, s, core.Job{Key: "k", Kind: c.kind, Deadline: c.deadline})
			r := start(t, jobs.Options{Store: s, OnDead: func(_ context.Context, _ core.Job, why string) error { told <- why; return nil },
				Handlers: map[string]jobs.Handler{"x": func(context.Context, core.Job) error { ran = true; return c.err }}})
			why := <-told
			eventually(t, "the row says so", func() bool { return len(listed(t, s, core.JobDead)) == 1 })
			dead := listed(t, s, core.JobDead)[0]
			if ran != c.ran || !strings.Contains(dead.Error, c.reason) || core.CleanText(why) != dead.Error || r.Died.Load() != 1 {
				t.Errorf("ran %v, told %q, the row says %q", ran, why, dead.Error)
			}
		})
	}
}

// TestAJobLivesUntilItCanBeGivenUp: while what hangs on it cannot be told, as
// with the database away, the row does not say that the job is dead.
func TestAJobLivesUntilItCanBeGivenUp(t *testing.T) {
	t.Parallel()
	s, asked := open(t, ""), make(chan error)
	add(t, s, core.Job{Key: "k", Kind: "x", Deadline: core.At(time.Now().Add(-time.Second))})
	var ahead atomic.Int64 // the clock leaps over the pause
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	r := start(t, jobs.Options{Store: s, Now: now, OnDead: func(context.Context, core.Job, string) error { return <-asked }})
	asked <- errors.New("the database is away")
	eventually(t, "it waits", func() bool {
		w := listed(t, s, core.JobWaiting)
		return len(w) == 1 && w[0].Error != ""
	})
	if r.Died.Load() != 0 {
		t.Error("it counts as dead")
	}
	ahead.Store(int64(10 * time.Second))
	r.Wake()
	asked <- nil
	eventually(t, "it is dead", func() bool { return len(listed(t, s, core.JobDead)) == 1 })
}

func TestAFreeAgainBeyondTheDeadlineDiesWhenItIsDue(t *testing.T) {
	t.Parallel()
	s := open(t, "")
	deadline := core.At(time.Now().Add(300 * time.Millisecond))
	add(t, s, core.Job{Key: "k", Kind: "x", Deadline: deadline})
	start(t, jobs.Options{Store: s, Handlers: map[string]jobs.Handler{"x": func(context.Context, core.Job) error {
		return &jobs.Again{At: deadline, Free: true}
	}}})
	eventually(t, "it is dead", func() bool { return len(listed(t, s, core.JobDead)) == 1 })
}

func TestAPanicIsAFailedAttempt(t *testing.T) {
	t.Parallel()
	s, n := open(t, ""), newJournal()
	add(t, s, core.Job{Key: "bad", Kind: "1"}, core.Job{Key: "good", Kind: "2"})
	start(t, jobs.Options{Store: s, Handlers: kinds(2, n.handle(func(_ context.Context, j core.Job) error {
		if j.Key == "bad" {
			panic("out of range")
		}
		return nil
	}))})
	eventually(t, "it waits for its next attempt", func() bool {
		w := listed(t, s, core.JobWaiting)
		return len(w) == 1 && w[0].Attempts >= 1 && w[0].Error == "the handler panicked: out of range"
	})
	eventually(t, "others run", func() bool { return n.of("good") == "[2]" })
}

func TestARunEndsAfterTheLimitOfItsKind(t *testing.T) {
	t.Parallel()
	s := open(t, "")
	left := make(chan time.Duration, 1)
	limited := func(ctx context.Context, _ core.Job) error {
		end, _ := ctx.Deadline()
		left <- time.Until(end)
		return nil
	}
	start(t, jobs.Options{Store: s, Handlers: map[string]jobs.Handler{"x": limited, "long": limited}, Limits: map[string]time.Duration{"long": time.Hour}})
	for kind, want := range map[string]time.Duration{"x": 2 * time.Minute, "long": time.Hour} {
		add(t, s, core.Job{Key: kind, Kind: kind})
		if got := <-left; got > want || got < want-20*time.Second {
			t.Errorf("%s has %v, want %v", kind, got, want)
		}
	}
}
