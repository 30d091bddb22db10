package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// book is a lease book in memory, granting whatever is asked for.
type book struct {
	mu       sync.Mutex
	nodes    int
	epoch    int64
	away     bool
	held     map[string]bool
	released []string
}

var errAway = errors.New("the database is away")

func (b *book) Acquire(_ context.Context, _ string, names []string) (map[string]int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.away {
		return nil, errAway
	}
	got := map[string]int64{}
	for _, n := range names {
		got[n], b.held[n] = b.epoch, true
	}
	return got, nil
}

func (b *book) Release(_ context.Context, _ string, names []string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range names {
		delete(b.held, n)
	}
	b.released = append(b.released, names...)
	return nil
}

func (b *book) Nodes(context.Context) ([]string, error) { return nodes(b.nodes), nil }

// nodes is the names of n nodes.
func nodes(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprint("node:n", i+1))
	}
	return names
}

// clock is a time that a test sets.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func shared(b *book) (*Shared, *clock) {
	b.held = map[string]bool{}
	c := &clock{at: time.Now()}
	s := NewShared(b, "n1", slog.New(slog.DiscardHandler))
	s.now = c.now
	s.Busy(func(int) bool { return false })
	return s, c
}

func TestALeaseIsTrustedForLessThanTheDatabaseGrants(t *testing.T) {
	t.Parallel()
	b := &book{nodes: 1, epoch: 7}
	s, c := shared(b)
	job := core.Job{Key: "k", Epoch: 7}
	if s.Holds(job) || len(s.Hold().Epochs) != 0 {
		t.Fatal("lanes are held before they were granted")
	}
	s.renew(t.Context())
	if !s.Holds(job) || len(s.Hold().Epochs) != store.Lanes {
		t.Fatal("granted lanes are not held")
	}
	if s.Holds(core.Job{Key: "k", Epoch: 6}) {
		t.Error("a job of an older epoch is held")
	}
	c.at = c.at.Add(trust - time.Millisecond)
	if !s.Holds(job) {
		t.Error("it is given up too early")
	}
	b.away = true
	c.at = c.at.Add(time.Millisecond)
	s.renew(t.Context())
	if s.Holds(job) || len(s.Hold().Epochs) != 0 {
		t.Error("a node that cannot renew trusts its lanes for ever")
	}
	b.away, b.epoch = false, 8 // meanwhile they had run out
	s.renew(t.Context())
	if s.Holds(job) || !s.Holds(core.Job{Key: "k", Epoch: 8}) {
		t.Error("the new epoch does not count")
	}
}

func TestALaneWithWorkIsGivenUpWhenItIsDone(t *testing.T) {
	t.Parallel()
	b := &book{nodes: 1, epoch: 1}
	s, _ := shared(b)
	busy := true
	s.Busy(func(int) bool { return busy })
	s.renew(t.Context())
	b.nodes = 2
	s.renew(t.Context())
	s.renew(t.Context())
	if len(s.Hold().Epochs) != store.Lanes/2 || len(b.released) != 0 {
		t.Fatalf("it claims of %d lanes and has given back %d", len(s.Hold().Epochs), len(b.released))
	}
	busy = false
	s.renew(t.Context())
	if len(s.Hold().Epochs) != store.Lanes/2 || len(b.released) != store.Lanes/2 {
		t.Fatalf("it claims of %d lanes and has given back %d", len(s.Hold().Epochs), len(b.released))
	}
}

// A share that grows while lanes are being given up must not leave a lane that
// we believe in and the database does not.
func TestWhatIsHeldIsWhatTheDatabaseSays(t *testing.T) {
	t.Parallel()
	for seed := range 40 {
		b := &book{nodes: 1, epoch: 1}
		s, _ := shared(b)
		busy := seed % 3
		s.Busy(func(lane int) bool { return busy > 0 && lane%3 < busy })
		for turn, nodes := range []int{1, 3, 1, 3, 2, 4, 1, 2, 64, 1} {
			b.nodes = nodes
			busy = (busy + turn + seed) % 3
			s.renew(t.Context())
			for lane := range s.Hold().Epochs {
				if !b.held[laneName(lane)] {
					t.Fatalf("seed %d, turn %d: lane %d is held here and given back there", seed, turn, lane)
				}
			}
			if share := (store.Lanes + nodes - 1) / nodes; len(s.Hold().Epochs) < share {
				t.Fatalf("seed %d, turn %d: %d of %d lanes", seed, turn, len(s.Hold().Epochs), share)
			}
		}
	}
}

func TestTheSharesAreAllLanesAndDifferByOneAtMost(t *testing.T) {
	t.Parallel()
	for n := 1; n <= store.Lanes+3; n++ {
		sum, least, most := 0, store.Lanes, 0
		for i := range n {
			s := NewShared(nil, fmt.Sprint("n", i+1), nil)
			names := nodes(n)
			rand.Shuffle(n, func(i, j int) { names[i], names[j] = names[j], names[i] })
			share := s.share(names)
			sum, least, most = sum+share, min(least, share), max(most, share)
		}
		if sum != store.Lanes || most-least > 1 {
			t.Errorf("%d nodes have between %d and %d lanes, %d in all", n, least, most, sum)
		}
	}
}

func TestWonLanesAreTold(t *testing.T) {
	t.Parallel()
	b := &book{nodes: 1, epoch: 1}
	s, _ := shared(b)
	told := func() bool {
		select {
		case <-s.Changed():
			return true
		default:
			return false
		}
	}
	for _, want := range []bool{true, false} {
		if s.renew(t.Context()); told() != want {
			t.Errorf("told: %v, want %v", !want, want)
		}
	}
	names := s.names()
	slices.Sort(names)
	if len(names) != store.Lanes || names[0] != "lane:0" {
		t.Error(fmt.Sprint(names))
	}
}
