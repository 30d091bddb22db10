package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

func laneNames() (names []string) {
	for lane := range store.Lanes {
		names = append(names, fmt.Sprint("lane:", lane))
	}
	return names
}

// hold takes all lanes for an owner.
func hold(t *testing.T, s *store.Store, owner string) store.Hold {
	t.Helper()
	got, err := s.Acquire(context.Background(), owner, laneNames())
	must(t, err)
	h := store.Hold{Owner: owner, Epochs: map[int]int64{}}
	for lane := range store.Lanes {
		if epoch, ok := got[fmt.Sprint("lane:", lane)]; ok {
			h.Epochs[lane] = epoch
		}
	}
	return h
}

// lapse lets every lease run out without waiting for it.
func lapse(t *testing.T, s *store.Store) {
	t.Helper()
	sql(t, s, `UPDATE leases SET until = 1`)
}

func sql(t *testing.T, s *store.Store, text string, args ...any) {
	t.Helper()
	must(t, s.Update(context.Background(), "sql", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, text, args...)
		return err
	}))
}

func add(t *testing.T, s *store.Store, jobs ...core.Job) []core.Job {
	t.Helper()
	for i := range jobs {
		j := &jobs[i]
		j.State, j.Payload = core.JobWaiting, []byte("{}")
		if j.Class == "" {
			j.Class = core.ClassReply
		}
		if j.Deadline == 0 {
			j.Deadline = core.At(time.Now()) + 1000
		}
	}
	must(t, s.AddJob(context.Background(), jobs...))
	list, err := s.Jobs(context.Background(), core.JobWaiting, core.Page{Limit: 200})
	must(t, err)
	return list.Items
}

func TestDueJobsComeOldestFirstByClassAndLane(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, far := context.Background(), core.At(time.Now().Add(time.Hour))
		add(t, s, core.Job{Key: "b", Kind: "2", DueAt: 2}, core.Job{Key: "a", Kind: "1", DueAt: 1}, core.Job{Key: "c", Kind: "later", DueAt: far},
			core.Job{Key: "d", Kind: "media", Class: core.ClassMedia, DueAt: 1}, core.Job{Key: "e", Kind: "3", DueAt: 2})
		h := hold(t, s, "n1")
		due, err := s.Due(ctx, h, core.ClassReply, 10)
		must(t, err)
		if len(due) != 3 || due[0].Kind != "1" || due[1].Kind != "2" || due[2].Kind != "3" {
			t.Fatalf("%+v", due)
		}
		delete(h.Epochs, store.Lane("a"))
		if due, err = s.Due(ctx, h, core.ClassReply, 10); err != nil || len(due) != 2 {
			t.Fatalf("%+v, %v", due, err)
		}
		if due, err = s.Due(ctx, store.Hold{}, core.ClassReply, 10); err != nil || len(due) != 0 {
			t.Fatalf("who holds nothing gets %+v, %v", due, err)
		}
	})
}

func TestTheNextJobIsLookedForInHeldLanes(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		add(t, s, core.Job{Key: "a", DueAt: 1}, core.Job{Key: "b", DueAt: 2}, core.Job{Key: "a", Class: core.ClassMedia, DueAt: 3})
		all := hold(t, s, "n1")
		one := store.Hold{Owner: "n1", Epochs: map[int]int64{store.Lane("b"): 1}}
		for _, c := range []struct {
			h     store.Hold
			class core.JobClass
			at    core.Time
		}{
			{all, core.ClassReply, 1}, {all, core.ClassMedia, 3}, {all, core.ClassBulk, 0},
			{one, core.ClassReply, 2}, {one, core.ClassMedia, 0}, {store.Hold{}, core.ClassReply, 0},
		} {
			if at, err := s.NextDue(context.Background(), c.h, c.class); err != nil || at != c.at {
				t.Errorf("who holds %d lanes hears of %s at %d, %v; want %d", len(c.h.Epochs), c.class, at, err, c.at)
			}
		}
	})
}

func TestWhatRunsUnderAHeldEpochIsFoundOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		jobs := add(t, s, core.Job{Key: "a", DueAt: 7}, core.Job{Key: "b"}, core.Job{Key: "c"}, core.Job{Key: "a", Class: core.ClassMedia}, core.Job{Key: "a"})
		h := hold(t, s, "n1")
		_, err := s.Claim(ctx, h, jobs[:4])
		must(t, err)
		found := func(class core.JobClass, n int, shift int64, keys ...string) []core.Job {
			t.Helper()
			of := store.Hold{Owner: "n1", Epochs: map[int]int64{}}
			for _, k := range keys {
				of.Epochs[store.Lane(k)] = h.Epochs[store.Lane(k)] + shift
			}
			list, err := s.Running(ctx, of, class, n)
			must(t, err)
			return list
		}
		want := core.Job{ID: jobs[0].ID, Key: "a", Class: core.ClassReply, State: core.JobRunning, DueAt: 7, Attempts: 1, Epoch: h.Epochs[store.Lane("a")]}
		if got := found(core.ClassReply, 10, 0, "a"); len(got) != 1 || fmt.Sprint(got[0]) != fmt.Sprint(want) {
			t.Errorf("%+v, want %+v", got, want)
		}
		for _, c := range []struct {
			class core.JobClass
			n     int
			shift int64
			keys  []string
			found int
		}{
			{core.ClassReply, 10, 0, []string{"a", "b", "c"}, 3},
			{core.ClassReply, 2, 0, []string{"a", "b", "c"}, 2},
			{core.ClassMedia, 10, 0, []string{"a", "b", "c"}, 1},
			{core.ClassReply, 10, 1, []string{"b"}, 1},  // of a former holder
			{core.ClassReply, 10, -1, []string{"b"}, 0}, // another node's by now
			{core.ClassReply, 10, 0, nil, 0},
		} {
			if got := found(c.class, c.n, c.shift, c.keys...); len(got) != c.found {
				t.Errorf("%+v: %+v", c, got)
			}
		}
	})
}

// An outcome that is written by a second try may be committed by the first one
// when the job has been claimed again.
func TestALateOutcomeFreesNoLaterClaim(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		jobs := add(t, s, core.Job{Key: "k"})
		h := hold(t, s, "n1")
		_, err := s.Claim(ctx, h, jobs)
		must(t, err)
		running, err := s.Running(ctx, h, core.ClassReply, 10)
		must(t, err)
		retry := []store.Outcome{{Job: running[0], State: core.JobWaiting}}
		must(t, s.Finish(ctx, retry))
		if got, err := s.Claim(ctx, h, jobs); err != nil || len(got) != 1 {
			t.Fatalf("%v, %v", got, err)
		}
		must(t, s.Finish(ctx, retry))
		if running, err = s.Running(ctx, h, core.ClassReply, 10); err != nil || len(running) != 1 || running[0].Attempts != 2 {
			t.Errorf("%+v, %v", running, err)
		}
	})
}

func TestAJobIsClaimedOnceAndItsKeyWaits(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		jobs := add(t, s, core.Job{Key: "k", Kind: "head", DueAt: 5}, core.Job{Key: "k", Kind: "next", DueAt: 5})
		h := hold(t, s, "n1")
		got, err := s.Claim(ctx, h, jobs[:1])
		must(t, err)
		if got[jobs[0].ID] != h.Epochs[store.Lane("k")] {
			t.Fatalf("%v", got)
		}
		if got, err = s.Claim(ctx, h, jobs[:1]); err != nil || len(got) != 0 {
			t.Fatalf("claimed twice: %v, %v", got, err)
		}
		blocked, err := s.Blocked(ctx, map[string]int64{"k": jobs[1].ID, "other": jobs[1].ID})
		must(t, err)
		if len(blocked) != 1 || blocked["k"] != 5 {
			t.Fatalf("%v", blocked)
		}
		must(t, s.Defer(ctx, map[string]core.Time{"k": 9}))
		running, err := s.Jobs(ctx, core.JobRunning, core.Page{})
		must(t, err)
		if len(running.Items) != 1 || running.Items[0].Attempts != 1 || running.Items[0].DueAt != 5 {
			t.Fatalf("%+v", running.Items)
		}
		must(t, s.Finish(ctx, []store.Outcome{{Job: running.Items[0]}}))
		if blocked, err = s.Blocked(ctx, map[string]int64{"k": jobs[1].ID}); err != nil || len(blocked) != 0 {
			t.Fatalf("%v, %v", blocked, err)
		}
		waiting, err := s.Jobs(ctx, core.JobWaiting, core.Page{})
		must(t, err)
		if len(waiting.Items) != 1 || waiting.Items[0].DueAt != 9 {
			t.Fatalf("%+v", waiting.Items)
		}
		if got, err = s.Claim(ctx, h, jobs[:1]); err != nil || len(got) != 0 {
			t.Fatalf("a job that is done was claimed: %v, %v", got, err)
		}
		must(t, s.Finish(ctx, nil))
	})
}

func TestOutcomesAreKeptAndDeadJobsReplayed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		jobs := add(t, s, core.Job{Key: "a", Kind: "retry"}, core.Job{Key: "b", Kind: "dead"}, core.Job{Key: "c", Kind: "free"})
		h := hold(t, s, "n1")
		got, err := s.Claim(ctx, h, jobs)
		must(t, err)
		for i := range jobs {
			jobs[i].Epoch, jobs[i].Attempts = got[jobs[i].ID], 1
		}
		must(t, s.Finish(ctx, []store.Outcome{{Job: jobs[0], State: core.JobWaiting, DueAt: 77, Error: "try again"},
			{Job: jobs[1], State: core.JobDead, Error: "no more"}, {Job: jobs[2], State: core.JobWaiting, Free: true}}))
		waiting, err := s.Jobs(ctx, core.JobWaiting, core.Page{})
		must(t, err)
		if w := waiting.Items; len(w) != 2 || w[0].DueAt != 77 || w[0].Error != "try again" || w[0].Attempts != 1 || w[1].Attempts != 0 {
			t.Fatalf("%+v", w)
		}
		dead, err := s.Jobs(ctx, "", core.Page{})
		must(t, err)
		if len(dead.Items) != 1 || dead.Items[0].Error != "no more" {
			t.Fatalf("%+v", dead.Items)
		}
		j, err := s.ReplayJob(ctx, jobs[1].ID)
		must(t, err)
		if j.Kind != "dead" || j.Key != "b" {
			t.Fatalf("%+v", j)
		}
		var p *core.Problem
		if _, err := s.ReplayJob(ctx, jobs[1].ID); !errors.As(err, &p) || p.Code != "job.not_found" {
			t.Fatal(err)
		}
		if _, err := s.Jobs(ctx, "x' OR '1'='1", core.Page{}); !errors.As(err, &p) || p.Code != "job.state" {
			t.Fatal(err)
		}
	})
}

func TestWhatAGoneNodeRanIsRecoveredAndItsResultFenced(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		jobs := add(t, s, core.Job{Key: "k", Kind: "x"})
		old := hold(t, s, "n1")
		got, err := s.Claim(ctx, old, jobs)
		must(t, err)
		jobs[0].Epoch = got[jobs[0].ID]
		if n, err := s.Recover(ctx, old); err != nil || n != 0 {
			t.Fatalf("recovered %d of its own, %v", n, err)
		}
		lapse(t, s)
		now := hold(t, s, "n2")
		if n, err := s.Recover(ctx, now); err != nil || n != 1 {
			t.Fatalf("recovered %d, %v", n, err)
		}
		again, err := s.Claim(ctx, now, jobs)
		must(t, err)
		if len(again) != 1 || again[jobs[0].ID] <= jobs[0].Epoch {
			t.Fatalf("%v after %d", again, jobs[0].Epoch)
		}
		must(t, s.Finish(ctx, []store.Outcome{{Job: jobs[0]}})) // the late result of the first node
		running, err := s.Jobs(ctx, core.JobRunning, core.Page{})
		must(t, err)
		if len(running.Items) != 1 {
			t.Fatal("a node that lost its lane finished the job")
		}
		if s.DB().Dialect() == db.Postgres {
			must(t, s.Finish(ctx, []store.Outcome{{Job: running.Items[0], State: core.JobWaiting}}))
			if got, err := s.Claim(ctx, old, jobs); err != nil || len(got) != 0 {
				t.Fatalf("a node that lost its lane claimed: %v, %v", got, err)
			}
			lapse(t, s)
			if got, err := s.Claim(ctx, now, jobs); err != nil || len(got) != 0 {
				t.Fatalf("claimed under a lease that ran out: %v, %v", got, err)
			}
		}
	})
}

func TestASendIsBegunOnlyUnderTheLaneOfItsJob(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		must(t, s.Do(ctx, incoming(core.NewID(), "u1", 1, "hi")))
		p := answer(all(), firstConversation(t, s).ID, "answer")
		must(t, s.Do(ctx, p))
		h := hold(t, s, "n1")
		due, err := s.Due(ctx, h, core.ClassReply, 10)
		must(t, err)
		_, parts, err := s.Outgoing(ctx, p.Message.ID)
		must(t, err)
		begin := &engine.Begin{MessageID: p.Message.ID, PartID: parts[0].ID, JobID: due[0].ID, Epoch: h.Epochs[store.Lane(due[0].Key)]}
		if err := s.Do(ctx, begin); !errors.Is(err, engine.ErrFenced) {
			t.Fatalf("begun without a claim: %v", err)
		}
		_, err = s.Claim(ctx, h, due)
		must(t, err)
		if s.DB().Dialect() == db.Postgres {
			lapse(t, s)
			if err := s.Do(ctx, begin); !errors.Is(err, engine.ErrFenced) {
				t.Fatalf("begun under a lease that ran out: %v", err)
			}
			sql(t, s, `UPDATE leases SET until = $1`, int64(core.At(time.Now().Add(time.Minute))))
		}
		must(t, s.Do(ctx, begin))
		if err := s.Do(ctx, begin); !errors.Is(err, engine.ErrFenced) {
			t.Fatalf("begun twice: %v", err)
		}
		must(t, s.Do(ctx, &engine.End{MessageID: p.Message.ID, PartID: parts[0].ID, Attempt: 1, Receipt: core.Receipt{ExternalID: "x", At: 1}}))
		m, parts, err := s.Outgoing(ctx, p.Message.ID)
		must(t, err)
		if m.Delivery != core.DeliverySent || parts[0].ExternalID != "x" || parts[0].Content.Text != "answer" {
			t.Fatalf("%+v %+v", m, parts)
		}
	})
}

func TestAnEpochRisesWhenALeaseChangesHands(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, names := context.Background(), []string{"a", "b", "a"}
		take := func(owner string) map[string]int64 {
			t.Helper()
			got, err := s.Acquire(ctx, owner, names)
			must(t, err)
			return got
		}
		if got := take("n1"); len(got) != 2 || got["a"] != 1 {
			t.Fatalf("%v", got)
		}
		if got := take("n1"); got["a"] != 1 || got["b"] != 1 {
			t.Fatalf("renewing raised the epoch: %v", got)
		}
		if got := take("n2"); len(got) != 0 {
			t.Fatalf("taken from a holder: %v", got)
		}
		must(t, s.Release(ctx, "n2", names)) // not its own
		must(t, s.Release(ctx, "n1", []string{"a"}))
		must(t, s.Release(ctx, "n1", nil))
		if got := take("n2"); len(got) != 1 || got["a"] != 2 {
			t.Fatalf("%v", got)
		}
		lapse(t, s)
		if got := take("n2"); got["a"] != 3 || got["b"] != 2 { // whoever let it lapse may have lost work to others
			t.Fatalf("%v", got)
		}
		if got, err := s.Acquire(ctx, "n1", nil); err != nil || len(got) != 0 {
			t.Fatalf("%v, %v", got, err)
		}
		_, err := s.Acquire(ctx, "n1", []string{"node:n1"})
		must(t, err)
		if nodes, err := s.Nodes(ctx); err != nil || len(nodes) != 1 || nodes[0] != "node:n1" {
			t.Fatalf("nodes %v, %v", nodes, err)
		}
	})
}

func TestForHowLongNobodyWorks(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		is := func(what string, ever bool, least, most time.Duration) {
			t.Helper()
			if d, got, err := s.Workless(ctx); err != nil || got != ever || d < least || d > most {
				t.Errorf("%s: %v, %v, %v", what, d, got, err)
			}
		}
		is("before there was a node", false, 0, 1<<62)
		_, err := s.Acquire(ctx, "n1", []string{"node:n1", "lane:1"})
		must(t, err)
		is("a node works", true, 0, 0)
		must(t, s.Release(ctx, "n1", []string{"node:n1", "lane:1"}))
		is("it has stopped", true, 0, time.Minute)
		if nodes, err := s.Nodes(ctx); err != nil || len(nodes) > 0 {
			t.Errorf("there are %v, %v", nodes, err)
		}
		sql(t, s, `UPDATE leases SET until = until - $1`, (10 * time.Minute).Microseconds())
		must(t, s.Release(ctx, "n1", []string{"node:n1"})) // what has run out is not had for longer
		is("for some minutes", true, 10*time.Minute, 11*time.Minute)
		_, err = s.Acquire(ctx, "n2", []string{"node:n2"})
		must(t, err)
		is("another works", true, 0, 0)
	})
}
