package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestJobsOfAKeyRunOneAfterTheOther(t *testing.T) {
	t.Parallel()
	on(t, func(t *testing.T, s *store.Store, l jobs.Lanes) {
		n := newJournal()
		for i := range 20 {
			add(t, s, numbered(fmt.Sprint("k", i), 10)...)
		}
		start(t, jobs.Options{Store: s, Lanes: l, Handlers: kinds(10, n.handle(nil))})
		eventually(t, "all have run", gone(t, s))
		for i := range 20 {
			if got := n.of(fmt.Sprint("k", i)); got != "[1 2 3 4 5 6 7 8 9 10]" {
				t.Errorf("key %d ran %s", i, got)
			}
		}
		if n.twin {
			t.Error("two jobs of one key ran at once")
		}
	})
}

func TestAKeyRunsInOrderHoweverItsJobsAreDue(t *testing.T) {
	t.Parallel()
	s, n := open(t, ""), newJournal()
	for i := range 50 {
		now := core.At(time.Now())
		add(t, s, core.Job{Key: fmt.Sprint("k", i), Kind: "1", DueAt: now.Add(-time.Second)}, core.Job{Key: fmt.Sprint("k", i), Kind: "2", DueAt: now.Add(-time.Minute)})
	}
	start(t, jobs.Options{Store: s, Handlers: kinds(2, n.handle(nil))})
	eventually(t, "all have run", gone(t, s))
	for i := range 50 {
		if got := n.of(fmt.Sprint("k", i)); got != "[1 2]" {
			t.Errorf("key %d ran %s", i, got)
		}
	}
}

func TestARetriedHeadHoldsItsKeyAndNoOther(t *testing.T) {
	t.Parallel()
	on(t, func(t *testing.T, s *store.Store, l jobs.Lanes) {
		n, again := newJournal(), make(chan core.Time, 1)
		var tries, follower atomic.Int64
		h := n.handle(func(_ context.Context, j core.Job) error {
			if j.Key == "held" && j.Kind != "1" {
				follower.Store(int64(j.Attempts))
			}
			if j.Key != "held" || j.Kind != "1" || tries.Add(1) > 1 {
				return nil
			}
			at := core.At(time.Now().Add(400 * time.Millisecond))
			again <- at
			return &jobs.Again{At: at, Err: errors.New("not yet")}
		})
		add(t, s, numbered("held", 3)...)
		r := start(t, jobs.Options{Store: s, Lanes: l, Handlers: kinds(4, h)})
		at := <-again
		add(t, s, core.Job{Key: "held", Kind: "4"}, core.Job{Key: "free", Kind: "1"}) // one comes while the head waits
		r.Wake()
		eventually(t, "another key runs meanwhile", func() bool { return n.of("free") == "[1]" })
		if got := n.of("held"); got != "[1]" && core.At(time.Now()) < at {
			t.Errorf("while the head waited there ran %s", got)
		}
		eventually(t, "all have run", gone(t, s))
		if got := n.of("held"); got != "[1 1 2 3 4]" {
			t.Errorf("the key ran %s", got)
		}
		if follower.Load() != 1 {
			t.Errorf("waiting behind the head counted as an attempt: %d", follower.Load())
		}
	})
}

func TestADeadHeadLetsTheNextGo(t *testing.T) {
	t.Parallel()
	s, n := open(t, ""), newJournal()
	add(t, s, numbered("k", 3)...)
	start(t, jobs.Options{Store: s, Handlers: kinds(3, n.handle(func(_ context.Context, j core.Job) error {
		if j.Kind == "1" {
			return fmt.Errorf("%w: refused", jobs.ErrDead)
		}
		return nil
	}))})
	eventually(t, "the others have run", gone(t, s))
	if got := n.of("k"); got != "[1 2 3]" {
		t.Errorf("ran %s", got)
	}
	if dead := listed(t, s, core.JobDead); len(dead) != 1 || dead[0].Kind != "1" || dead[0].Error != jobs.ErrDead.Error()+": refused" {
		t.Errorf("dead: %+v", dead)
	}
}

func TestClassesDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	s, release, answered := open(t, ""), make(chan struct{}), make(chan struct{}, 1)
	defer close(release)
	var begun atomic.Int64
	r := start(t, jobs.Options{Store: s, Handlers: map[string]jobs.Handler{
		"mass":   func(context.Context, core.Job) error { begun.Add(1); <-release; return nil },
		"answer": func(context.Context, core.Job) error { answered <- struct{}{}; return nil },
	}})
	mass(t, s, 5000)
	r.Wake()
	eventually(t, "all workers of the bulk class are stuck", func() bool { return begun.Load() == 16 })
	add(t, s, core.Job{Key: "c", Kind: "answer"})
	r.Wake()
	select {
	case <-answered:
	case <-time.After(20 * time.Second):
		t.Error("the answer waits behind bulk jobs")
	}
}

func TestAPausedAccountDelaysNobodyElseAndIsResumed(t *testing.T) {
	t.Parallel()
	on(t, func(t *testing.T, s *store.Store, l jobs.Lanes) {
		n, quiet, other := newJournal(), core.NewID(), core.NewID()
		r := start(t, jobs.Options{Store: s, Lanes: l, Handlers: kinds(2, n.handle(nil))})
		until := core.At(time.Now().Add(time.Hour))
		r.Pause(quiet, until)
		r.Pause(quiet, until.Add(-time.Minute)) // a shorter pause does not end a longer one
		add(t, s, core.Job{Key: "q", Kind: "1", AccountID: quiet}, core.Job{Key: "q", Kind: "2", AccountID: quiet},
			core.Job{Key: "o", Kind: "1", AccountID: other}, core.Job{Key: "e", Kind: "1", AccountID: quiet, Class: core.ClassEvent})
		r.Wake()
		eventually(t, "the other account and the paused one's events have run", func() bool { return n.of("o") == "[1]" && n.of("e") == "[1]" })
		eventually(t, "the paused one's jobs are put off", func() bool {
			w := listed(t, s, core.JobWaiting)
			return len(w) == 2 && w[0].DueAt == until && w[1].DueAt == until
		})
		if got := n.of("q"); got != "[]" {
			t.Errorf("while paused there ran %s", got)
		}
		r.Resume(quiet)
		eventually(t, "it goes on where it was", func() bool { return n.of("q") == "[1 2]" })
	})
}
