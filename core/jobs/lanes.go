package jobs

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// Alone holds every lane under one epoch: the data folder is locked for this
// process, and the epoch rises with every start.
type Alone struct{ hold store.Hold }

// NewAlone returns the lanes of the only process on a database.
func NewAlone(owner string, epoch int64) *Alone {
	h := store.Hold{Owner: owner, Epochs: map[int]int64{}}
	for lane := range store.Lanes {
		h.Epochs[lane] = epoch
	}
	return &Alone{hold: h}
}

// Hold implements Lanes.
func (a *Alone) Hold() store.Hold { return a.hold }

// Holds implements Lanes.
func (a *Alone) Holds(core.Job) bool { return true }

// Changed implements Lanes: never.
func (a *Alone) Changed() <-chan struct{} { return nil }

// Run implements Lanes.
func (a *Alone) Run(ctx context.Context) { <-ctx.Done() }

// Busy implements Lanes.
func (a *Alone) Busy(func(int) bool) {}

// LeaseStore is what Shared needs of the store.
type LeaseStore interface {
	Acquire(ctx context.Context, owner string, names []string) (map[string]int64, error)
	Release(ctx context.Context, owner string, names []string) error
	Nodes(ctx context.Context) ([]string, error)
}

// A lease is renewed every renewEvery. A holder trusts it for trust after it
// began to ask for it, which is less than what the database grants: a frozen
// node knows on waking, without asking anybody, that it may be too late.
const (
	renewEvery = 1200 * time.Millisecond
	trust      = store.LeaseFor - time.Second
)

// Shared holds lanes by leases in the database, a fair share of them.
type Shared struct {
	store LeaseStore
	owner string
	log   *slog.Logger
	now   func() time.Time // with a monotonic reading

	mu      sync.Mutex
	epochs  map[int]int64
	until   time.Time
	drain   map[int]bool // given up as soon as nothing of them is in memory
	busy    func(int) bool
	changed chan struct{}
}

// NewShared returns the lanes of one node among others. The owner must be new
// for every process.
func NewShared(s LeaseStore, owner string, log *slog.Logger) *Shared {
	return &Shared{store: s, owner: owner, log: log, now: time.Now, epochs: map[int]int64{}, drain: map[int]bool{}, changed: make(chan struct{}, 1)}
}

// Busy implements Lanes.
func (s *Shared) Busy(f func(int) bool) { s.busy = f }

// Changed implements Lanes.
func (s *Shared) Changed() <-chan struct{} { return s.changed }

// Hold implements Lanes.
func (s *Shared) Hold() store.Hold {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := store.Hold{Owner: s.owner, Epochs: map[int]int64{}}
	if s.now().Before(s.until) {
		for lane, epoch := range s.epochs {
			if !s.drain[lane] {
				h.Epochs[lane] = epoch
			}
		}
	}
	return h
}

// Holds implements Lanes.
func (s *Shared) Holds(j core.Job) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now().Before(s.until) && s.epochs[store.Lane(j.Key)] == j.Epoch
}

// Run implements Lanes.
func (s *Shared) Run(ctx context.Context) {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		s.renew(ctx)
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if err := s.store.Release(ctx, s.owner, append(s.names(), s.nodeName())); err != nil {
		s.log.Warn("leases were not given back; they run out by themselves", "error", err)
	}
}

func laneName(lane int) string     { return "lane:" + strconv.Itoa(lane) }
func (s *Shared) nodeName() string { return "node:" + s.owner }

func (s *Shared) names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for lane := range s.epochs {
		names = append(names, laneName(lane))
	}
	return names
}

// renew keeps what is held, and takes or gives up lanes until the share is fair.
func (s *Shared) renew(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, trust)
	defer cancel()
	asked := s.now()
	if _, err := s.store.Acquire(ctx, s.owner, []string{s.nodeName()}); err != nil {
		s.log.Warn("leases were not renewed", "error", err)
		return
	}
	nodes, err := s.store.Nodes(ctx)
	if err != nil {
		s.log.Warn("leases were not renewed", "error", err)
		return
	}
	share := s.share(nodes)
	want, give := s.plan(share)
	names := make([]string, len(want))
	for i, lane := range want {
		names[i] = laneName(lane)
	}
	got, err := s.store.Acquire(ctx, s.owner, names)
	if err != nil {
		s.log.Warn("leases were not renewed", "error", err)
		return
	}
	s.take(asked, want, got, share)
	if len(give) > 0 {
		if err := s.store.Release(ctx, s.owner, give); err != nil {
			s.log.Warn("leases were not given back; they run out by themselves", "error", err)
		}
	}
}

// share is how many lanes are this node's. The shares of all nodes add up to
// all lanes and differ by one at most: the first ones by name have one more.
func (s *Shared) share(nodes []string) int {
	slices.Sort(nodes)
	place, _ := slices.BinarySearch(nodes, s.nodeName())
	n := max(1, len(nodes))
	if place < store.Lanes%n {
		return store.Lanes/n + 1
	}
	return store.Lanes / n
}

// plan returns the lanes to ask for and the names to give back now.
func (s *Shared) plan(share int) (want []int, give []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	extra := len(s.epochs) - share
	for lane := range s.drain { // the share has grown: what is given back now must not be asked for again
		if len(s.drain) > max(extra, 0) {
			delete(s.drain, lane)
		}
	}
	for lane := range s.epochs {
		switch {
		case s.drain[lane] && !s.busy(lane):
			give = append(give, laneName(lane))
			delete(s.epochs, lane)
			delete(s.drain, lane)
			extra--
			continue
		case extra > len(s.drain):
			s.drain[lane] = true
		}
		want = append(want, lane)
	}
	if len(s.epochs) < share {
		for _, lane := range rand.Perm(store.Lanes) { //nolint:gosec // nodes only start at different places
			if _, mine := s.epochs[lane]; !mine {
				want = append(want, lane)
			}
		}
	}
	return want, give
}

// take remembers what was granted; lanes beyond the share are not kept.
func (s *Shared) take(asked time.Time, want []int, got map[string]int64, share int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	won := false
	next := map[int]int64{}
	for _, lane := range want {
		epoch, ok := got[laneName(lane)]
		if !ok {
			continue
		}
		_, mine := s.epochs[lane]
		if !mine && len(next) >= share {
			s.drain[lane] = true // granted beyond the share: given back at the next turn
		}
		if !mine || s.epochs[lane] != epoch {
			won = true
		}
		next[lane] = epoch
	}
	s.epochs, s.until = next, asked.Add(trust)
	for lane := range s.drain {
		if _, ok := next[lane]; !ok {
			delete(s.drain, lane)
		}
	}
	if won {
		signal(s.changed)
	}
}
