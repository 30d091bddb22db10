package jobs_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("in vain waited until %s", what)
		}
	}
}

func open(t *testing.T, url string) *store.Store {
	t.Helper()
	dir := t.TempDir()
	d, err := store.OpenDB(context.Background(), store.Location{URL: url, Path: filepath.Join(dir, "hub.db"), Backup: dir})
	must(t, err)
	box, err := secret.OpenKeyFile(filepath.Join(dir, "key"), true)
	must(t, err)
	s := store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Box: box})
	t.Cleanup(func() {
		must(t, s.Close())
		must(t, d.Close())
	})
	return s
}

// on runs a behaviour on both databases, with the lanes that go with each.
func on(t *testing.T, f func(t *testing.T, s *store.Store, l jobs.Lanes)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, open(t, ""), jobs.NewAlone("n1", 1)) })
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		s := open(t, pgtest.Shared(t))
		f(t, s, shared(s, "n1"))
	})
}

// shared is the lanes of a node among others.
func shared(s *store.Store, name string) *jobs.Shared {
	return jobs.NewShared(s, name, slog.New(slog.DiscardHandler))
}

// running is a runner at work.
type running struct {
	*jobs.Runner
	stop func() // asks it to stop and waits until it has
}

// start runs jobs until the test ends; unless said otherwise it sweeps as often
// as it can.
func start(t *testing.T, o jobs.Options) running {
	t.Helper()
	o.Log = slog.New(slog.DiscardHandler)
	if o.SweepEvery == 0 {
		o.SweepEvery = 1
	}
	if o.Lanes == nil {
		o.Lanes = jobs.NewAlone("n1", 1)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r, done := jobs.New(o), make(chan struct{})
	go func() { defer close(done); r.Run(ctx) }()
	stop := sync.OnceFunc(func() { cancel(); <-done })
	t.Cleanup(stop)
	return running{r, stop}
}

// add stores due jobs; what is not said about them is the usual.
func add(t *testing.T, s *store.Store, list ...core.Job) {
	t.Helper()
	now := core.At(time.Now())
	for i := range list {
		j := &list[i]
		j.State, j.Payload, j.CreatedAt = core.JobWaiting, []byte("{}"), now
		if j.Class == "" {
			j.Class = core.ClassReply
		}
		if j.DueAt == 0 {
			j.DueAt = now
		}
		if j.Deadline == 0 {
			j.Deadline = now.Add(time.Hour)
		}
	}
	must(t, s.AddJob(context.Background(), list...))
}

// mass stores n due jobs of the bulk class, of kind "mass", each of its own
// key; all are of one lane, which only who holds every lane may not mind.
func mass(t *testing.T, s *store.Store, n int) {
	t.Helper()
	now := int64(core.At(time.Now()))
	must(t, s.Update(context.Background(), "mass", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
			INSERT INTO jobs (key, lane, class, kind, payload, state, due_at, deadline, attempts, epoch, created_at)
			SELECT 'b' || i, 0, 'bulk', 'mass', '{}', 'waiting', $2, $3, 0, 0, $2 FROM n`, n, now, now+int64(time.Hour/time.Microsecond))
		return err
	}))
}

// numbered is n jobs of a key, whose kinds count from one.
func numbered(key string, n int) (list []core.Job) {
	for i := range n {
		list = append(list, core.Job{Key: key, Kind: fmt.Sprint(i + 1)})
	}
	return list
}

// listed returns the jobs of a state.
func listed(t *testing.T, s *store.Store, state string) []core.Job {
	t.Helper()
	l, err := s.Jobs(context.Background(), state, core.Page{Limit: 200})
	must(t, err)
	return l.Items
}

// gone reports whether no job is left but dead ones.
func gone(t *testing.T, s *store.Store) func() bool {
	return func() bool {
		g, err := s.Gauges(context.Background())
		must(t, err)
		left := int64(0)
		for _, states := range g.Jobs {
			left += states[core.JobWaiting] + states[core.JobRunning]
		}
		return left == 0
	}
}

// journal is what ran, by key.
type journal struct {
	mu   sync.Mutex
	ran  map[string][]string
	busy map[string]bool
	twin bool // two of one key ran at once
}

func newJournal() *journal { return &journal{ran: map[string][]string{}, busy: map[string]bool{}} }

// handle returns a handler that writes down what runs, then does f.
func (n *journal) handle(f jobs.Handler) jobs.Handler {
	return func(ctx context.Context, j core.Job) error {
		n.mu.Lock()
		n.twin = n.twin || n.busy[j.Key]
		n.busy[j.Key], n.ran[j.Key] = true, append(n.ran[j.Key], j.Kind)
		n.mu.Unlock()
		defer func() {
			n.mu.Lock()
			defer n.mu.Unlock()
			n.busy[j.Key] = false
		}()
		if f == nil {
			return nil
		}
		return f(ctx, j)
	}
}

// kinds handles the kinds from one to n.
func kinds(n int, h jobs.Handler) map[string]jobs.Handler {
	m := map[string]jobs.Handler{}
	for i := range n {
		m[fmt.Sprint(i+1)] = h
	}
	return m
}

func (n *journal) of(key string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return fmt.Sprint(n.ran[key])
}
