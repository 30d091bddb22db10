package keep_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/keep"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// clock is the nodes' own on SQLite; PostgreSQL has its own, which no test moves.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// two opens two processes' stores: on PostgreSQL with a connection each, on
// SQLite, which one process holds, over the same database.
func two(t *testing.T, url string, c *clock) (a, b *store.Store, d db.DB) {
	t.Helper()
	dir := t.TempDir()
	key := filepath.Join(dir, "key")
	one := func(d db.DB, fresh bool) *store.Store {
		box, err := secret.OpenKeyFile(key, fresh)
		must(t, err)
		s := store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Now: c.now, Box: box})
		t.Cleanup(func() { must(t, s.Close()) })
		return s
	}
	open := func() db.DB {
		d, err := store.OpenDB(context.Background(), store.Location{URL: url, Path: filepath.Join(dir, "hub.db"), Backup: dir})
		must(t, err)
		t.Cleanup(func() { must(t, d.Close()) })
		return d
	}
	d = open()
	other := d
	if url != "" {
		other = open()
	}
	return one(d, true), one(other, false), d
}

func onBoth(t *testing.T, f func(t *testing.T, a, b *store.Store, d db.DB, c *clock)) {
	t.Helper()
	for name, url := range map[string]func() string{"sqlite": func() string { return "" }, "postgres": func() string { return pgtest.Shared(t) }} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &clock{}
			a, b, d := two(t, url(), c)
			f(t, a, b, d, c)
		})
	}
}

// maker makes values, each another, and counts them.
type maker struct {
	made atomic.Int64
	life time.Duration
	err  error
}

func (m *maker) make(context.Context) (core.Kept, error) {
	n := m.made.Add(1)
	return core.Kept{Value: fmt.Sprint("token-", n), Life: m.life}, m.err
}

func TestTwoProcessesMakeOneValue(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, a, b *store.Store, _ db.DB, _ *clock) {
		keepers := []*keep.Keeper{keep.New(a, "a"), keep.New(b, "b")}
		m := &maker{life: 2 * time.Hour}
		all := func() map[string]int {
			var mu sync.Mutex
			got := map[string]int{}
			var wg sync.WaitGroup
			for i := range 200 {
				wg.Go(func() {
					v, err := keepers[i%2].Get(t.Context(), "t", m.make)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					got[v]++
					mu.Unlock()
				})
			}
			wg.Wait()
			return got
		}
		if got := all(); m.made.Load() != 1 || got["token-1"] != 200 {
			t.Fatalf("%d made, got %v", m.made.Load(), got)
		}
		// All 200 hear that it is refused, and ask again.
		var wg sync.WaitGroup
		for i := range 200 {
			wg.Go(func() {
				if err := keepers[i%2].Drop(t.Context(), "t", "token-1"); err != nil {
					t.Error(err)
				}
				if v, err := keepers[i%2].Get(t.Context(), "t", m.make); err != nil || v != "token-2" {
					t.Errorf("%q, %v after the refusal", v, err)
				}
			})
		}
		wg.Wait()
		if m.made.Load() != 2 {
			t.Fatalf("%d made for one refusal", m.made.Load()-1)
		}
		// The next is refused at once: a third would fare no better.
		must(t, keepers[0].Drop(t.Context(), "t", "token-2"))
		if v, err := keepers[0].Get(t.Context(), "t", m.make); err != nil || v != "token-2" {
			t.Errorf("%q, %v within the minute", v, err)
		}
	})
}

func TestWhatIsPutIsThereForAll(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, a, b *store.Store, _ db.DB, _ *clock) {
		one, other := keep.New(a, "a"), keep.New(b, "b")
		if v, err := other.Look(t.Context(), "r"); v != "" || err != nil {
			t.Fatalf("%q, %v where nothing was put", v, err)
		}
		m := &maker{life: time.Hour}
		for _, want := range []string{"first", "second"} {
			must(t, one.Put(t.Context(), "r", core.Kept{Value: want, Life: time.Hour}))
			if v, err := other.Look(t.Context(), "r"); v != want || err != nil {
				t.Errorf("%q, %v for the other process, want %q", v, err, want)
			}
			if v, err := one.Get(t.Context(), "r", m.make); v != want || err != nil || m.made.Load() > 0 {
				t.Errorf("%q, %v for the one that put %q, %d made", v, err, want, m.made.Load())
			}
		}
	})
}

func TestAValueIsMadeAnewBeforeItEnds(t *testing.T) {
	t.Parallel()
	c := &clock{}
	a, b, _ := two(t, "", c)
	m := &maker{life: 100 * time.Minute}
	first := keep.New(a, "a")
	if v, err := first.Get(t.Context(), "t", m.make); err != nil || v != "token-1" {
		t.Fatal(v, err)
	}
	c.ahead.Store(int64(79 * time.Minute))
	if v, err := keep.New(b, "b").Get(t.Context(), "t", m.make); err != nil || v != "token-1" {
		t.Fatal("within four fifths of its life", v, err)
	}
	c.ahead.Store(int64(81 * time.Minute))
	down := &maker{err: errors.New("the platform is away")}
	if v, err := keep.New(b, "b").Get(t.Context(), "t", down.make); err != nil || v != "token-1" {
		t.Fatal("an old value serves while a new one cannot be had:", v, err)
	}
	if v, err := keep.New(b, "b").Get(t.Context(), "t", m.make); err != nil || v != "token-2" {
		t.Fatal("after four fifths of its life", v, err)
	}
	c.ahead.Store(int64(400 * time.Minute))
	k, before := keep.New(b, "b"), down.made.Load()
	for range 100 {
		if _, err := k.Get(t.Context(), "t", down.make); !errors.Is(err, down.err) {
			t.Fatal("when it is over, the maker's error is the answer:", err)
		}
	}
	if tried := down.made.Load() - before; tried > 3 {
		t.Errorf("%d tries for a hundred who asked at once", tried)
	}
}

func TestAWaitForAnotherProcessEndsWithItsContext(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, a, b *store.Store, _ db.DB, _ *clock) {
		begun, end := make(chan struct{}), make(chan struct{})
		done := make(chan error, 1)
		go func() {
			_, err := keep.New(a, "a").Get(t.Context(), "t", func(context.Context) (core.Kept, error) {
				close(begun)
				<-end
				return core.Kept{Value: "slow", Life: time.Hour}, nil
			})
			done <- err
		}()
		<-begun
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		m := &maker{life: time.Hour}
		if _, err := keep.New(b, "b").Get(ctx, "t", m.make); !errors.Is(err, context.DeadlineExceeded) || m.made.Load() != 0 {
			t.Errorf("%v, %d made beside the other process", err, m.made.Load())
		}
		close(end)
		must(t, <-done)
		if v, err := keep.New(b, "b").Get(t.Context(), "t", m.make); err != nil || v != "slow" {
			t.Error(v, err)
		}
	})
}

func TestKeptValuesAreSealed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, a, _ *store.Store, d db.DB, _ *clock) {
		m := &maker{life: time.Hour}
		_, err := keep.New(a, "a").Get(t.Context(), "t", m.make)
		must(t, err)
		var sealed []byte
		_, err = db.One(t.Context(), d, `SELECT value FROM kept WHERE name = $1`, db.Args("t"), &sealed)
		must(t, err)
		if len(sealed) == 0 || string(sealed) == "token-1" {
			t.Errorf("stored as %q", sealed)
		}
	})
}
