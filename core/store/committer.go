package store

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// A writer takes what queued up while its last commit ran, at most batchMax,
// and commits it as one transaction. There is no timer: an idle writer commits
// a single command at once. A queue holds queueSize; beyond it callers get
// ErrBusy.
const (
	queueSize = 4096
	batchMax  = 512
	attempts  = 8 // of one item against conflicts
	waitMax   = 30 * time.Second
)

// item is one command or one closure, and who waits for it.
type item struct {
	cmd  engine.Command
	fn   func(context.Context, db.Tx) error
	key  string
	done chan error
	err  error // of the last try
}

func (s *Store) submit(ctx context.Context, it *item) error {
	h := fnv.New32a()
	_, _ = h.Write([]byte(it.key)) // never fails
	q := s.queues[int(h.Sum32()%uint32(len(s.queues)))]
	select {
	case <-s.stop:
		return ErrClosed
	default:
	}
	select {
	case q <- it:
	default:
		s.stats.Busy.Add(1)
		return ErrBusy
	}
	select {
	case err := <-it.done:
		return err
	case <-ctx.Done():
		return ctx.Err() // it may still be committed
	}
}

func (s *Store) write(q chan *item) {
	defer s.wg.Done()
	batch := make([]*item, 0, batchMax)
	for {
		batch = batch[:0]
		select {
		case it := <-q:
			batch = append(batch, it)
		case <-s.stop:
			select {
			case it := <-q:
				batch = append(batch, it)
			default:
				return
			}
		}
		for more := true; more && len(batch) < batchMax; {
			select {
			case it := <-q:
				batch = append(batch, it)
			default:
				more = false
			}
		}
		s.commit(batch)
		clear(batch)
	}
}

// commit runs a batch; when it fails as a whole, each item runs alone, so that
// one item's error never fails its neighbours.
func (s *Store) commit(batch []*item) {
	ctx, cancel := context.WithTimeout(context.Background(), waitMax)
	defer cancel()
	s.stats.Batches.Add(1)
	s.stats.Items.Add(int64(len(batch)))
	slices.SortStableFunc(batch, func(a, b *item) int { return compareKeys(a.key, b.key) })
	err := s.try(ctx, batch)
	if err == nil {
		answer(batch)
		return
	}
	if len(batch) == 1 {
		s.alone(ctx, batch[0], err)
		return
	}
	for _, it := range batch {
		s.alone(ctx, it, nil)
	}
}

// compareKeys orders a batch, so that two writers lock in the same order.
func compareKeys(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func answer(batch []*item) {
	for _, it := range batch {
		it.done <- it.err
	}
}

// alone tries one item until it is committed, refused, or out of attempts.
func (s *Store) alone(ctx context.Context, it *item, err error) {
	one := []*item{it}
	for n := 0; n < attempts; n++ {
		if err != nil && !db.IsConflict(err) {
			break
		}
		if err != nil {
			s.stats.Conflicts.Add(1)
			select {
			case <-ctx.Done():
			case <-time.After(time.Duration(1<<n) * time.Millisecond):
			}
		}
		if err = s.try(ctx, one); err == nil {
			answer(one)
			return
		}
	}
	switch {
	case db.IsUnavailable(err):
		s.stats.Unavailable.Add(1)
		err = unavailable(err)
	case !asProblem(err):
		s.log.Error("a command failed", "key", it.key, "error", err)
	}
	it.done <- err
}

// try applies the batch in one transaction. A command's own refusal is its
// answer and fails nothing; an error of the database or of a closure fails all.
func (s *Store) try(ctx context.Context, batch []*item) error {
	var set *engine.Set
	err := s.db.Update(ctx, func(tx db.Tx) error {
		set = nil
		cmds := make([]*item, 0, len(batch))
		for _, it := range batch {
			it.err = nil
			if it.cmd != nil {
				cmds = append(cmds, it)
			}
		}
		if len(cmds) > 0 {
			var err error
			if set, err = s.apply(ctx, tx, cmds); err != nil {
				return err
			}
		}
		for _, it := range batch {
			if it.fn == nil {
				continue
			}
			if err := it.fn(ctx, tx); err != nil {
				return fmt.Errorf("update: %w", err)
			}
		}
		return nil
	})
	if err == nil && s.notes != nil {
		s.notify(set)
	}
	return err
}

func (s *Store) apply(ctx context.Context, tx db.Tx, cmds []*item) (*engine.Set, error) {
	needs := engine.NewNeeds()
	for _, it := range cmds {
		it.cmd.Needs(needs)
	}
	set := engine.NewSet(s.clock())
	if err := load(ctx, tx, needs, set); err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	for _, it := range cmds {
		it.err = recovered(fmt.Sprintf("%T", it.cmd), func() error { return it.cmd.Apply(set) })
		var p *core.Problem
		if it.err != nil && !errors.As(it.err, &p) && !errors.Is(it.err, engine.ErrFenced) {
			return nil, it.err // a defect: it may have changed the set, which is given up
		}
	}
	s.eventJobs(set)
	if err := flush(ctx, tx, set); err != nil {
		return nil, fmt.Errorf("flush: %w", err)
	}
	return set, nil
}

// eventJobs writes one job a consumer and changed conversation.
func (s *Store) eventJobs(set *engine.Set) {
	if len(s.consumers) == 0 {
		return
	}
	for id, from := range set.Touched() {
		for _, name := range s.consumers {
			set.EventJob(name, id, from)
		}
	}
}

func (s *Store) notify(set *engine.Set) {
	if set == nil {
		return
	}
	c := Commit{Conversations: set.Touched()}
	for _, j := range set.NewJobs {
		if j.DueAt <= set.Now {
			c.Jobs = true
			break
		}
	}
	s.notes.Committed(c)
}
