package jobs_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// node is one of several on a database.
type node struct {
	running
	lanes *jobs.Shared
}

func join(t *testing.T, s *store.Store, name string, h map[string]jobs.Handler) node {
	t.Helper()
	l := shared(s, name)
	return node{start(t, jobs.Options{Store: s, Lanes: l, Handlers: h}), l}
}

func (n node) count() int { return len(n.lanes.Hold().Epochs) }

func TestNodesShareTheLanesAndTakeThemOver(t *testing.T) {
	t.Parallel()
	s := open(t, pgtest.Shared(t))
	n := newJournal()
	h := kinds(3, n.handle(nil))
	a := join(t, s, "a", h)
	eventually(t, "the first holds all", func() bool { return a.count() == store.Lanes })
	b := join(t, s, "b", h)
	eventually(t, "two share evenly", func() bool { return a.count() == store.Lanes/2 && b.count() == store.Lanes/2 })
	c := join(t, s, "c", h)
	fair := func(n int) bool { return n == store.Lanes/3 || n == store.Lanes/3+1 }
	eventually(t, "a third takes its share", func() bool {
		return fair(a.count()) && fair(b.count()) && fair(c.count()) && a.count()+b.count()+c.count() == store.Lanes
	})
	for i := range 60 {
		add(t, s, numbered(fmt.Sprint("k", i), 3)...)
	}
	a.stop()
	eventually(t, "the others take over", func() bool { return b.count()+c.count() == store.Lanes })
	eventually(t, "all jobs have run", gone(t, s))
	for i := range 60 {
		if got := n.of(fmt.Sprint("k", i)); got != "[1 2 3]" {
			t.Errorf("key %d ran %s", i, got)
		}
	}
	if n.twin {
		t.Error("two jobs of one key ran at once")
	}
}

func TestANodeWhoseLanesWereTakenClaimsNothing(t *testing.T) {
	t.Parallel()
	s, ctx := open(t, pgtest.Shared(t)), context.Background()
	add(t, s, core.Job{Key: "k", Kind: "1"})
	lane := fmt.Sprint("lane:", store.Lane("k"))
	hold := func(owner string) store.Hold {
		got, err := s.Acquire(ctx, owner, []string{lane})
		must(t, err)
		return store.Hold{Owner: owner, Epochs: map[int]int64{store.Lane("k"): got[lane]}}
	}
	frozen := hold("frozen")
	must(t, s.Release(ctx, "frozen", []string{lane})) // as if it had run out
	heir := hold("heir")
	due := listed(t, s, core.JobWaiting)
	if got, err := s.Claim(ctx, frozen, due); err != nil || len(got) != 0 {
		t.Errorf("who lost the lane claimed %v, %v", got, err)
	}
	if got, err := s.Claim(ctx, heir, due); err != nil || len(got) != 1 {
		t.Errorf("who holds the lane claimed %v, %v", got, err)
	}
	must(t, s.Finish(ctx, []store.Outcome{{Job: core.Job{ID: due[0].ID, Epoch: frozen.Epochs[store.Lane("k")]}}}))
	if n := len(listed(t, s, core.JobRunning)); n != 1 {
		t.Errorf("who lost the lane finished the job: %d running", n)
	}
}
