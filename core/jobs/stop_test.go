package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestAGracefulStopFinishesWhatRunsAndGivesBackTheRest(t *testing.T) {
	t.Parallel()
	on(t, func(t *testing.T, s *store.Store, l jobs.Lanes) {
		begun, release := make(chan string, 1), make(chan struct{})
		for i := range 10 {
			add(t, s, numbered(fmt.Sprint("k", i), 2)...)
		}
		r := start(t, jobs.Options{Store: s, Lanes: l, Workers: map[core.JobClass]int{core.ClassReply: 1},
			Handlers: kinds(2, func(_ context.Context, j core.Job) error { begun <- j.Key; <-release; return nil })})
		key := <-begun
		eventually(t, "all are claimed", func() bool { return len(listed(t, s, core.JobRunning)) == 20 })
		stopped := make(chan struct{})
		go func() { defer close(stopped); r.stop() }()
		eventually(t, "the rest is given back while one still runs", func() bool { return len(listed(t, s, core.JobWaiting)) == 19 })
		select {
		case <-stopped:
			t.Error("it did not wait for what runs")
		default:
		}
		close(release)
		<-stopped
		if n := len(listed(t, s, core.JobRunning)); n != 0 {
			t.Errorf("%d are left running", n)
		}
		for _, j := range listed(t, s, core.JobWaiting) {
			if j.Attempts != 0 || j.Key == key && j.Kind == "1" {
				t.Errorf("given back: %s %s with %d attempts", j.Key, j.Kind, j.Attempts)
			}
		}
	})
}

func TestJobsOfAFormerHolderRunAgain(t *testing.T) {
	t.Parallel()
	s, n := open(t, ""), newJournal()
	add(t, s, numbered("k", 2)...)
	old := jobs.NewAlone("n0", 1).Hold()
	if got, err := s.Claim(context.Background(), old, listed(t, s, core.JobWaiting)[:1]); err != nil || len(got) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	var attempts atomic.Int64
	r := start(t, jobs.Options{Store: s, Lanes: jobs.NewAlone("n1", 2), Handlers: kinds(2, n.handle(func(_ context.Context, j core.Job) error {
		if j.Kind == "1" {
			attempts.Store(int64(j.Attempts))
		}
		return nil
	}))})
	eventually(t, "both have run", gone(t, s))
	if n.of("k") != "[1 2]" || attempts.Load() != 2 || r.Recovered.Load() != 1 {
		t.Errorf("ran %s, at attempt %d, recovered %d", n.of("k"), attempts.Load(), r.Recovered.Load())
	}
}

func TestALostWakeUpIsHealedByThePoll(t *testing.T) {
	t.Parallel()
	s, n := open(t, ""), newJournal()
	start(t, jobs.Options{Store: s, Handlers: kinds(1, n.handle(nil))})
	add(t, s, core.Job{Key: "first", Kind: "1"})
	eventually(t, "the runner is idle", gone(t, s))
	add(t, s, core.Job{Key: "k", Kind: "1"})
	eventually(t, "it runs all the same", func() bool { return n.of("k") == "[1]" })
}

// counted is a store that counts what is claimed and not settled.
type counted struct {
	*store.Store
	now, most atomic.Int64
}

func (c *counted) Claim(ctx context.Context, h store.Hold, list []core.Job) (map[int64]int64, error) {
	got, err := c.Store.Claim(ctx, h, list)
	c.most.Store(max(c.most.Load(), c.now.Add(int64(len(got))))) // one loop claims
	return got, err
}

func (c *counted) Finish(ctx context.Context, list []store.Outcome) error {
	err := c.Store.Finish(ctx, list)
	if err == nil {
		c.now.Add(-int64(len(list)))
	}
	return err
}

func TestAMillionDueJobsDoNotFillTheMemory(t *testing.T) {
	t.Parallel()
	const room = 3000
	s, release := &counted{Store: open(t, "")}, make(chan struct{})
	mass(t, s.Store, 20_000)
	r := start(t, jobs.Options{Store: s, Handlers: map[string]jobs.Handler{
		"mass": func(context.Context, core.Job) error { <-release; return nil }}})
	eventually(t, "the window is full", func() bool { return s.now.Load() == room })
	close(release)
	eventually(t, "it moves on", func() bool { return r.Ran.Load() > room/2 })
	r.stop()
	if most := s.most.Load(); most > room {
		t.Errorf("%d were claimed at once", most)
	}
	if n := len(listed(t, s.Store, core.JobRunning)); n != 0 {
		t.Errorf("%d are left running", n)
	}
}

// lossy is a store whose answers get lost.
type lossy struct {
	*store.Store
	claims, finishes atomic.Int64 // how many answers are still to be lost
}

var errLost = &core.Problem{Status: 503, Code: "store.unavailable", Text: "the connection was lost", Err: errors.New("reset by peer")}

func (l *lossy) Claim(ctx context.Context, h store.Hold, list []core.Job) (map[int64]int64, error) {
	got, err := l.Store.Claim(ctx, h, list)
	if err == nil && l.claims.Add(-1) >= 0 {
		return nil, errLost
	}
	return got, err
}

func (l *lossy) Finish(ctx context.Context, list []store.Outcome) error {
	if l.finishes.Add(-1) >= 0 {
		return errLost
	}
	return l.Store.Finish(ctx, list)
}

func TestAClaimWhoseAnswerIsLostIsGivenBack(t *testing.T) {
	t.Parallel()
	s, n := &lossy{Store: open(t, "")}, newJournal()
	s.claims.Store(1)
	add(t, s.Store, numbered("k", 3)...)
	var attempts atomic.Int64
	r := start(t, jobs.Options{Store: s, Handlers: kinds(3, n.handle(func(_ context.Context, j core.Job) error {
		attempts.Add(int64(j.Attempts))
		return nil
	}))})
	r.Wake()
	eventually(t, "all have run", gone(t, s.Store))
	if n.of("k") != "[1 2 3]" || attempts.Load() != 3 {
		t.Errorf("ran %s with %d attempts", n.of("k"), attempts.Load())
	}
}

func TestAnOutcomeIsWrittenWhenTheDatabaseIsBack(t *testing.T) {
	t.Parallel()
	s, n := &lossy{Store: open(t, "")}, newJournal()
	s.finishes.Store(3)
	add(t, s.Store, numbered("k", 2)...)
	start(t, jobs.Options{Store: s, Handlers: kinds(2, n.handle(nil))})
	eventually(t, "all are done", gone(t, s.Store))
	if n.of("k") != "[1 2]" {
		t.Errorf("ran %s", n.of("k"))
	}
}
