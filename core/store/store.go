// Package store keeps the hub's truth in SQL, on SQLite or PostgreSQL. The
// committer is its heart: commands from core/engine are applied in batches, one
// transaction a batch, and answered after the commit. Lists take a viewer and
// return only what it may see.
//
// No decision is made here: a transition belongs in core/engine.
package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Store is an open store. Close it.
type Store struct {
	db    db.DB
	log   *slog.Logger
	now   func() time.Time
	box   *secret.Box
	notes Notifier

	consumers []string // names of the consumers of events
	routing   func() *routing.Config

	recent *recent // nil where others write too
	queues []chan *item
	wg     sync.WaitGroup
	stop   chan struct{}
	gone   chan struct{} // closed when the last writer has ended

	health healthBook
	stats  Stats
}

// Notifier is told, after a commit, what changed. It must not block.
type Notifier interface {
	// Committed is called once a batch.
	Committed(Commit)
}

// Commit is what a batch changed.
type Commit struct {
	Conversations map[core.ID]int64 // first new rev of each
	Moved         map[core.ID]Place // of those that changed place, where they were
	Streams       []core.ID         // people with more in their stream
	Accounts      bool              // the health of some account
	Jobs          bool              // work is due now
	Waiting       bool              // somebody came into a queue or moved in it, or an agent has less in hand
	Paused        []core.ID         // agents whose pause after a conversation may have begun
}

// Place is who had a conversation: what decides who may see it.
type Place struct {
	AgentID, TeamID core.ID
	Offered         core.Offer
	Participant     core.ID // set: this one left it, and nothing else changed
}

func placeOf(c core.Conversation) Place {
	return Place{AgentID: c.AgentID, TeamID: c.TeamID, Offered: c.Offered}
}

// Options opens a store.
type Options struct {
	DB        db.DB
	Log       *slog.Logger
	Now       func() time.Time
	Box       *secret.Box
	Notifier  Notifier
	Routing   func() *routing.Config // what is set now; nil: nothing
	Consumers []string               // each hears of every changed conversation by a job "event:" + name
}

// Open takes over a migrated database.
func Open(o Options) *Store {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Routing == nil {
		o.Routing = func() *routing.Config { return nil }
	}
	s := &Store{db: reader{o.DB}, routing: o.Routing, log: o.Log, now: o.Now, box: o.Box, notes: o.Notifier, consumers: o.Consumers,
		stop: make(chan struct{}), gone: make(chan struct{})}
	if o.DB.Dialect() == db.SQLite {
		s.recent = newRecent()
	}
	s.health.init()
	for range o.DB.Writers() {
		q := make(chan *item, queueSize)
		s.queues = append(s.queues, q)
		s.wg.Add(1)
		go s.write(q)
	}
	s.wg.Add(1)
	go s.flushHealth()
	return s
}

// DB returns the database, for the rooms that keep tables of their own.
func (s *Store) DB() db.DB { return s.db }

// Close commits what is queued and stops. The database stays open.
func (s *Store) Close() error {
	close(s.stop)
	s.wg.Wait()
	close(s.gone)
	return nil
}

// clock returns the present in the database's unit.
func (s *Store) clock() core.Time { return core.At(s.now()) }

// ErrBusy is returned when a writer's queue is full: the caller answers 503,
// so that the platform delivers again.
var ErrBusy = &core.Problem{Status: 503, Code: "store.busy", Text: "too much is waiting to be written; try again shortly"}

// ErrUnavailable is returned while the database takes no writes.
var ErrUnavailable = &core.Problem{Status: 503, Code: "store.unavailable", Text: "the database takes no writes now (disk full or server down); try again shortly"}

// ErrReference is returned for a row that names another one which is not there.
var ErrReference = &core.Problem{Status: 422, Code: "request.reference", Text: "it names an account, team, agent or role that does not exist"}

// ErrClosed is returned after Close.
var ErrClosed = &core.Problem{Status: 503, Code: "store.closed", Text: "the hub is stopping"}

// Do commits one command and returns its error.
func (s *Store) Do(ctx context.Context, c engine.Command) error {
	return s.submit(ctx, &item{cmd: c, key: c.Key(), done: make(chan error, 1)})
}

// Update runs f in a transaction together with whatever else is due. f may run
// again when the transaction lost against another, and must only write.
func (s *Store) Update(ctx context.Context, key string, f func(context.Context, db.Tx) error) error {
	return s.change(ctx, key, func(ctx context.Context, tx db.Tx, _ *Commit) error { return f(ctx, tx) })
}

// aside is Update for what touches no identity and no conversation.
func (s *Store) aside(ctx context.Context, key string, f func(context.Context, db.Tx) error) error {
	fn := func(ctx context.Context, tx db.Tx, _ *Commit) error { return f(ctx, tx) }
	return s.submit(ctx, &item{fn: fn, key: key, aside: true, done: make(chan error, 1)})
}

// change is Update for closures that others wait to hear of.
func (s *Store) change(ctx context.Context, key string, f closure) error {
	return s.submit(ctx, &item{fn: f, key: key, done: make(chan error, 1)})
}

// unavailable names what an operator has to look at.
func unavailable(err error) error {
	return &core.Problem{Status: ErrUnavailable.Status, Code: ErrUnavailable.Code, Text: ErrUnavailable.Text, Err: err}
}

func asProblem(err error) bool {
	var p *core.Problem
	return errors.As(err, &p) || errors.Is(err, engine.ErrFenced)
}

// recovered turns a panic of a command into an error, so that one bad command
// does not take the hub down.
func recovered(what string, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s panicked: %v", what, p)
		}
	}()
	return f()
}
