package jobs_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// stray stores a job that runs under a lane's epoch, less older, and in
// nobody's memory. It is due in an hour: the runner does not claim it itself.
func stray(t *testing.T, s *store.Store, h store.Hold, key string, older int64) {
	t.Helper()
	add(t, s, core.Job{Key: key, Kind: "1", DueAt: core.At(time.Now().Add(time.Hour))})
	must(t, s.Update(context.Background(), "stray", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE jobs SET state = 'running', attempts = 1, epoch = $2 WHERE key = $1`, key, h.Epochs[store.Lane(key)]-older)
		return err
	}))
}

func TestWhatRunsInNobodysMemoryIsGivenBack(t *testing.T) {
	t.Parallel()
	on(t, func(t *testing.T, s *store.Store, l jobs.Lanes) {
		r := start(t, jobs.Options{Store: s, Lanes: l})
		eventually(t, "it holds all lanes", func() bool { return len(l.Hold().Epochs) == store.Lanes })
		due := core.At(time.Now().Add(59 * time.Minute))
		stray(t, s, l.Hold(), "own", 0)
		stray(t, s, l.Hold(), "former", 1) // committed when its lane had been taken over already
		stray(t, s, l.Hold(), "foreign", -1)
		eventually(t, "both are given back", func() bool { return r.Recovered.Load() == 2 && len(listed(t, s, core.JobWaiting)) == 2 })
		for _, j := range listed(t, s, core.JobWaiting) {
			if j.Attempts != 1 || j.DueAt < due {
				t.Errorf("%s has %d attempts and is due at %v", j.Key, j.Attempts, j.DueAt)
			}
		}
		if left := listed(t, s, core.JobRunning); len(left) != 1 || left[0].Key != "foreign" {
			t.Errorf("of another's jobs there run %v", left)
		}
	})
}

// cut is a store whose n-th claim is cut off and committed after the runner has
// given it back.
type cut struct {
	*store.Store
	n     int
	mu    sync.Mutex
	hold  store.Hold
	claim []core.Job
	done  atomic.Bool
}

func (c *cut) Claim(ctx context.Context, h store.Hold, list []core.Job) (map[int64]int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n--; c.n == 0 {
		c.hold, c.claim = h, slices.Clone(list)
		return nil, errLost
	}
	return c.Store.Claim(ctx, h, list)
}

func (c *cut) Finish(ctx context.Context, list []store.Outcome) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.Store.Finish(ctx, list); err != nil || c.claim == nil || c.done.Load() {
		return err
	}
	defer c.done.Store(true)
	_, err := c.Store.Claim(ctx, c.hold, c.claim)
	return err
}

func TestAClaimThatIsCommittedLateRunsOnce(t *testing.T) {
	t.Parallel()
	on(t, func(t *testing.T, s *store.Store, l jobs.Lanes) {
		n := newJournal()
		add(t, s, numbered("k", 3)...)
		r := start(t, jobs.Options{Store: &cut{Store: s, n: 1}, Lanes: l, Handlers: kinds(3, n.handle(nil))})
		eventually(t, "all have run", gone(t, s))
		if n.of("k") != "[1 2 3]" || r.Recovered.Load() != 3 {
			t.Errorf("ran %s, given back %d", n.of("k"), r.Recovered.Load())
		}
	})
}

func TestNothingOvertakesWhatIsClaimedLate(t *testing.T) {
	t.Parallel()
	s, n, release := &cut{Store: open(t, ""), n: 2}, newJournal(), make(chan struct{})
	var tries atomic.Int64
	add(t, s.Store, core.Job{Key: "k", Kind: "1"})
	r := start(t, jobs.Options{Store: s, SweepEvery: time.Hour, Handlers: kinds(3, n.handle(func(context.Context, core.Job) error {
		if tries.Add(1) > 1 {
			return nil
		}
		<-release
		return &jobs.Again{At: core.At(time.Now()), Err: errors.New("not yet")}
	}))})
	free := sync.OnceFunc(func() { close(release) })
	defer free()
	eventually(t, "the first runs", func() bool { return n.of("k") == "[1]" })
	add(t, s.Store, core.Job{Key: "k", Kind: "2"})
	eventually(t, "the second is claimed late", func() bool { r.Wake(); return s.done.Load() })
	add(t, s.Store, core.Job{Key: "k", Kind: "3"})
	free()
	eventually(t, "all have run", gone(t, s.Store))
	if n.of("k") != "[1 1 2 3]" {
		t.Errorf("ran %s", n.of("k"))
	}
}

// forgetful is a store whose n-th claim does not say that it got the first job:
// its commit was done, its answer lost, and the second try finds nothing to claim.
type forgetful struct {
	*store.Store
	n, claims, looks atomic.Int64
}

func (f *forgetful) Due(ctx context.Context, h store.Hold, c core.JobClass, n int) ([]core.Job, error) {
	if c == core.ClassReply {
		f.looks.Add(1)
	}
	return f.Store.Due(ctx, h, c, n)
}

func (f *forgetful) Claim(ctx context.Context, h store.Hold, list []core.Job) (map[int64]int64, error) {
	got, err := f.Store.Claim(ctx, h, list)
	if f.claims.Add(1) == f.n.Load() {
		delete(got, list[0].ID)
	}
	return got, err
}

func TestNothingOvertakesAJobWhoseClaimIsNotKnown(t *testing.T) {
	t.Parallel()
	t.Run("the first of a key", func(t *testing.T) {
		t.Parallel()
		s, n := &forgetful{Store: open(t, "")}, newJournal()
		s.n.Store(1)
		add(t, s.Store, numbered("k", 3)...)
		start(t, jobs.Options{Store: s, SweepEvery: time.Hour, Handlers: kinds(3, n.handle(nil))})
		eventually(t, "all have run", gone(t, s.Store))
		if n.of("k") != "[1 2 3]" {
			t.Errorf("ran %s", n.of("k"))
		}
	})
	t.Run("one behind another", func(t *testing.T) {
		t.Parallel()
		s, n, release := &forgetful{Store: open(t, "")}, newJournal(), make(chan struct{})
		s.n.Store(2)
		r := start(t, jobs.Options{Store: s, SweepEvery: time.Hour, Handlers: kinds(3, n.handle(func(context.Context, core.Job) error { <-release; return nil }))})
		free := sync.OnceFunc(func() { close(release) })
		defer free()
		for i, j := range numbered("k", 3) {
			add(t, s.Store, j)
			before := s.looks.Load()
			eventually(t, "it is claimed or left", func() bool { r.Wake(); return s.looks.Load() > before+2 && s.claims.Load() >= min(int64(i+1), 2) })
		}
		free()
		eventually(t, "all have run", gone(t, s.Store))
		if n.of("k") != "[1 2 3]" {
			t.Errorf("ran %s", n.of("k"))
		}
	})
}

// slow is a store whose outcomes, and whose claims of the media class, are
// committed but not answered until it is told.
type slow struct {
	*store.Store
	answer          chan struct{}
	claims, written atomic.Int64
	mu              sync.Mutex
	swept           map[core.JobClass]int
}

func (s *slow) Running(ctx context.Context, h store.Hold, c core.JobClass, n int) ([]core.Job, error) {
	list, err := s.Store.Running(ctx, h, c, n)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.swept[c]++
	return list, err
}

func (s *slow) Claim(ctx context.Context, h store.Hold, list []core.Job) (map[int64]int64, error) {
	got, err := s.Store.Claim(ctx, h, list)
	if list[0].Class == core.ClassMedia {
		s.claims.Add(1)
		<-s.answer
	}
	return got, err
}

func (s *slow) Finish(ctx context.Context, list []store.Outcome) error {
	s.written.Add(1)
	<-s.answer
	return s.Store.Finish(ctx, list)
}

// sweeps waits until the classes that can have swept a few times more.
func (s *slow) sweeps(t *testing.T, r running, classes ...core.JobClass) {
	t.Helper()
	s.mu.Lock()
	clear(s.swept)
	s.mu.Unlock()
	eventually(t, "it has swept", func() bool {
		r.Wake()
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, c := range classes {
			if s.swept[c] < 3 {
				return false
			}
		}
		return true
	})
}

func TestWhatIsClaimedRunsOrIsWrittenIsNotGivenBack(t *testing.T) {
	t.Parallel()
	on(t, func(t *testing.T, plain *store.Store, l jobs.Lanes) {
		s := &slow{Store: plain, answer: make(chan struct{}), swept: map[core.JobClass]int{}}
		n, release := newJournal(), make(chan struct{})
		add(t, plain, core.Job{Key: "reply", Kind: "1"}, core.Job{Key: "reply", Kind: "2"}, core.Job{Key: "media", Kind: "1", Class: core.ClassMedia})
		r := start(t, jobs.Options{Store: s, Lanes: l, Handlers: kinds(2, n.handle(func(_ context.Context, j core.Job) error {
			<-release
			return nil
		}))})
		free, answer := sync.OnceFunc(func() { close(release) }), sync.OnceFunc(func() { close(s.answer) })
		defer answer()
		defer free()
		same := func(when string) {
			t.Helper()
			s.sweeps(t, r, core.ClassReply, core.ClassBulk, core.ClassEvent)
			if left := listed(t, plain, core.JobRunning); len(left) != 3 || r.Recovered.Load() != 0 {
				t.Errorf("%s %d run and %d were given back", when, len(left), r.Recovered.Load())
			}
		}
		eventually(t, "all are claimed, and one runs", func() bool { return s.claims.Load() == 1 && n.of("reply") == "[1]" })
		same("while they run and are claimed,")
		free()
		eventually(t, "an outcome is being written, and the next has run", func() bool { return s.written.Load() == 1 && n.of("reply") == "[1 2]" })
		same("while outcomes are written,")
		answer()
		eventually(t, "all are done", gone(t, plain))
		if n.of("reply") != "[1 2]" || n.of("media") != "[1]" || n.twin || r.Recovered.Load() != 0 {
			t.Errorf("ran %s and %s, twice at once: %v, given back %d", n.of("reply"), n.of("media"), n.twin, r.Recovered.Load())
		}
	})
}
