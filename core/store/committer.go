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
	uniques   = 2 // of a closure against a unique index: it may be its own fault
	waitMax   = 30 * time.Second
)

// closure is a write of the store's own; it notes in the commit what it changed.
type closure func(context.Context, db.Tx, *Commit) error

// item is one command or one closure, and who waits for it.
type item struct {
	cmd   engine.Command
	fn    closure
	key   string
	aside bool // fn touches no identity and no conversation
	done  chan error
	err   error // of the last try
	// prev is what DoAll was given before it under the same key. While the
	// database did not take that one, it must not take this one: it would come
	// first when both are given again.
	prev *item
	lost error // why the database did not take it
}

func (s *Store) submit(ctx context.Context, it *item) error {
	if err := s.enqueue(it); err != nil {
		return err
	}
	return s.wait(ctx, it)
}

func (s *Store) enqueue(it *item) error {
	h := fnv.New32a()
	_, _ = h.Write([]byte(it.key)) // never fails
	q := s.queues[uint64(h.Sum32())%uint64(len(s.queues))]
	select {
	case <-s.stop:
		return ErrClosed
	default:
	}
	select {
	case q <- it:
		return nil
	default:
		s.stats.Busy.Add(1)
		return ErrBusy
	}
}

func (s *Store) wait(ctx context.Context, it *item) error {
	select {
	case err := <-it.done:
		return err
	case <-ctx.Done():
		return ctx.Err() // it may still be committed
	case <-s.gone: // it slipped in behind the last batch
		select {
		case err := <-it.done:
			return err
		default:
			return ErrClosed
		}
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
		for now, later := part(batch); len(now) > 0; now, later = part(later) {
			s.commit(now)
		}
		clear(batch)
	}
}

// part leaves one engine.Lone in a batch; the others come later, in their order.
func part(batch []*item) (now, later []*item) {
	lone := false
	now = slices.DeleteFunc(batch, func(it *item) bool {
		_, is := it.cmd.(engine.Lone)
		if is && lone {
			later = append(later, it)
			return true
		}
		lone = lone || is
		return false
	})
	return now, later
}

// commit runs a batch; when it fails as a whole, each item runs alone, so that
// one item's error never fails its neighbours. A batch that may have been
// committed is not run again: what a command did once it would do twice.
func (s *Store) commit(batch []*item) {
	ctx, cancel := context.WithTimeout(context.Background(), waitMax)
	defer cancel()
	if batch = refuseFollowers(batch); len(batch) == 0 {
		return
	}
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
	if errors.Is(err, db.ErrUncertain) {
		for _, it := range batch {
			s.fail(it, err)
		}
		return
	}
	for _, it := range batch {
		if len(refuseFollowers([]*item{it})) > 0 {
			s.alone(ctx, it, nil)
		}
	}
}

// refuseFollowers answers those whose forerunner was not taken, and returns the
// rest.
func refuseFollowers(batch []*item) []*item {
	return slices.DeleteFunc(batch, func(it *item) bool {
		if it.prev == nil || it.prev.lost == nil {
			return false
		}
		it.lost = it.prev.lost
		it.done <- it.lost
		return true
	})
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
		if err != nil && (!db.IsConflict(err) || it.fn != nil && n >= uniques && db.IsUnique(err)) {
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
	s.fail(it, err)
}

// fail answers one item that the database did not take, or may not have.
func (s *Store) fail(it *item, err error) {
	switch {
	case db.IsUnavailable(err):
		s.stats.Unavailable.Add(1)
		err = unavailable(err)
	case db.IsForeign(err):
		err = &core.Problem{Status: 422, Code: ErrReference.Code, Text: ErrReference.Text, Err: err}
	case !asProblem(err):
		s.log.Error("a command failed", "key", it.key, "error", err)
	}
	if db.IsUnavailable(err) || db.IsConflict(err) {
		it.lost = err
	}
	it.done <- err
}

// try applies the batch in one transaction. A command's own refusal is its
// answer and fails nothing; an error of the database or of a closure fails all.
func (s *Store) try(ctx context.Context, batch []*item) error {
	var set *engine.Set
	var hints Commit
	seen := s.db.Dialect() == db.Postgres
	run := func(tx db.Tx) error {
		set, hints = nil, Commit{Conversations: map[core.ID]int64{}}
		cmds := make([]*item, 0, len(batch))
		for _, it := range batch {
			it.err = nil
			if it.cmd != nil {
				cmds = append(cmds, it)
			}
		}
		if len(cmds) > 0 {
			var err error
			if set, err = s.apply(ctx, tx, cmds, seen); err != nil {
				return err
			}
		}
		for _, it := range batch {
			if it.fn == nil {
				continue
			}
			if err := it.fn(ctx, tx, &hints); err != nil {
				return fmt.Errorf("update: %w", err)
			}
		}
		if set == nil {
			return nil
		}
		return tally(ctx, tx, set)
	}
	update := func() error {
		return s.db.Update(ctx, func(tx db.Tx) error { return recovered("a batch", func() error { return run(tx) }) })
	}
	err := update()
	if errors.Is(err, errSeen) {
		seen = true
		err = update()
	}
	if err != nil || slices.ContainsFunc(batch, func(it *item) bool { return it.fn != nil && !it.aside }) {
		s.recent.forget()
	} else {
		s.recent.keep(set)
	}
	if err == nil && s.notes != nil {
		s.notify(set, hints)
	}
	return err
}

// apply decides commands and writes what they change. Unless events that were
// seen before are looked for, one of them is errSeen.
func (s *Store) apply(ctx context.Context, tx db.Tx, cmds []*item, seen bool) (*engine.Set, error) {
	needs := engine.NewNeeds()
	for _, it := range cmds {
		it.cmd.Needs(needs)
	}
	set := engine.NewSet(s.clock())
	if err := s.load(ctx, tx, needs, set, seen); err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	for _, it := range cmds {
		it.err = recovered(fmt.Sprintf("%T", it.cmd), func() error { return it.cmd.Apply(set) })
		var p *core.Problem
		if it.err != nil && !errors.As(it.err, &p) && !errors.Is(it.err, engine.ErrFenced) {
			return nil, it.err // a defect: it may have changed the set, which is given up
		}
	}
	engine.Clocks(set, s.routing())
	if err := s.askRatings(ctx, tx, set); err != nil {
		return nil, fmt.Errorf("ask for ratings: %w", err)
	}
	s.eventJobs(set)
	if err := flush(ctx, tx, set); err != nil {
		return nil, fmt.Errorf("flush: %w", err)
	}
	if err := keepRatings(ctx, tx, set); err != nil {
		return nil, fmt.Errorf("keep ratings: %w", err)
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

// within applies commands in the transaction of a closure, which has locked the
// people of their conversations.
func (s *Store) within(ctx context.Context, tx db.Tx, c *Commit, cmds ...engine.Command) error {
	items := make([]*item, len(cmds))
	for i, cmd := range cmds {
		items[i] = &item{cmd: cmd}
	}
	s.recent.forget() // the closure has changed what is kept
	set, err := s.apply(ctx, tx, items, true)
	if err != nil {
		return err
	}
	c.note(set)
	return tally(ctx, tx, set)
}

// note takes down what a set changed.
func (c *Commit) note(set *engine.Set) {
	for id, rev := range set.Touched() {
		c.touched(id, rev)
		r := set.Conversations[id]
		c.Waiting = c.Waiting || r != nil && stirs(r)
		if r != nil && !r.New && placeOf(r.V) != placeOf(r.Was) {
			c.moved(id, placeOf(r.Was))
		}
	}
	for id, r := range set.IdentityByID {
		if (r.New || r.Dirty) && r.V.StreamOffset > 0 {
			c.Streams = append(c.Streams, id)
		}
	}
	c.Paused = append(c.Paused, sortedIDs(set.WrapUps)...)
	c.Jobs = c.Jobs || slices.ContainsFunc(set.NewJobs, func(j core.Job) bool { return j.DueAt <= set.Now })
}

// notify tells of a batch: of what its commands changed and its closures noted.
func (s *Store) notify(set *engine.Set, c Commit) {
	if set != nil {
		c.note(set)
	}
	if c.Jobs || len(c.Conversations) > 0 || set != nil {
		s.notes.Committed(c)
	}
}

// touched notes a new revision; the first one of the batch counts.
func (c *Commit) touched(id core.ID, rev int64) {
	if old, ok := c.Conversations[id]; !ok || rev < old {
		c.Conversations[id] = rev
	}
}

// moved notes where a conversation was.
func (c *Commit) moved(id core.ID, from Place) {
	if c.Moved == nil {
		c.Moved = map[core.ID]Place{}
	}
	c.Moved[id] = from
}

// DoAll commits commands in the order given, each with its own outcome, and
// returns the first error. Those of one key keep their order.
func (s *Store) DoAll(ctx context.Context, cmds []*engine.Ingest) error {
	if len(cmds) == 1 {
		return s.Do(ctx, cmds[0])
	}
	items, last := make([]*item, len(cmds)), map[string]*item{}
	for i, c := range cmds {
		items[i] = &item{cmd: c, key: c.Key(), done: make(chan error, 1), prev: last[c.Key()]}
		last[c.Key()] = items[i]
		if err := s.enqueue(items[i]); err != nil {
			items = items[:i]
			for _, it := range items {
				_ = s.wait(ctx, it) // the caller hears that not all was taken
			}
			return err
		}
	}
	var first error
	for _, it := range items {
		if err := s.wait(ctx, it); err != nil && first == nil {
			first = err
		}
	}
	return first
}
