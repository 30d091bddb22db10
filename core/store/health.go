package store

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// healthEvery is how often what was seen of the accounts is written down: a
// row a message would make every account a bottleneck.
const healthEvery = time.Second

// healthBook collects what happened since the last write.
type healthBook struct {
	writing sync.Mutex // held until what was taken is written: who flushes after that reads it
	mu      sync.Mutex
	notes   map[core.ID]*healthNote
}

type healthNote struct {
	received, sent core.Time
	failures       map[string]int64
	checked        core.Time
	called         core.Time
	refusedAt      core.Time
	refused        string

	state, code, problem string
}

// stands notes how the account stands now.
func (n *healthNote) stands(state, code, problem string) {
	n.state, n.code, n.problem = state, code, problem
}

func (b *healthBook) init() { b.notes = map[core.ID]*healthNote{} }

func (b *healthBook) note(id core.ID, f func(*healthNote)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := b.notes[id]
	if n == nil {
		n = &healthNote{failures: map[string]int64{}}
		b.notes[id] = n
	}
	f(n)
}

// NoteReceived remembers that an account received something.
func (s *Store) NoteReceived(account core.ID) {
	s.health.note(account, func(n *healthNote) { n.received = s.clock() })
}

// NoteCall remembers that a platform called an account's address: err is why it
// was not believed; nil: it was.
func (s *Store) NoteCall(account core.ID, err error) {
	s.health.note(account, func(n *healthNote) {
		if err == nil {
			n.called = s.clock()
			return
		}
		n.refusedAt, n.refused = s.clock(), err.Error()
	})
}

// NoteSent remembers that a send succeeded: the account is healthy.
func (s *Store) NoteSent(account core.ID) {
	s.health.note(account, func(n *healthNote) {
		n.sent = s.clock()
		n.stands(core.HealthHealthy, "", "")
	})
}

// NoteFailure counts a failure. A failure of the account itself, rather than
// of one message, makes it failing with a problem that says what to do.
func (s *Store) NoteFailure(account core.ID, class core.Class, problem string) {
	s.health.note(account, func(n *healthNote) {
		n.failures[string(class)]++
		if class == core.Auth {
			n.stands(core.HealthFailing, core.ProblemAuth, problem)
		}
	})
}

// NoteCheck remembers the result of a check. One that fails beside credentials
// that were just refused says nothing new.
func (s *Store) NoteCheck(account core.ID, state, problem string) {
	s.health.note(account, func(n *healthNote) {
		code := core.ProblemOf(state)
		if state == core.HealthFailing && n.state == state && n.code == core.ProblemAuth {
			code = core.ProblemAuth
		}
		if problem == "" {
			code = ""
		}
		n.checked = s.clock()
		n.stands(state, code, problem)
	})
}

func (s *Store) flushHealth() {
	defer s.wg.Done()
	tick := time.NewTicker(healthEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.stop:
			_ = s.FlushHealth(context.Background()) // the last second's counters may be lost; no message is
			return
		case <-tick.C:
			if err := s.FlushHealth(context.Background()); err != nil {
				s.log.Warn("the accounts' health was not written", "error", err)
			}
		}
	}
}

// FlushHealth writes down what was noted; what another call is writing is
// written too when it returns, and in the order of the notes.
func (s *Store) FlushHealth(ctx context.Context) error {
	s.health.writing.Lock()
	defer s.health.writing.Unlock()
	s.health.mu.Lock()
	notes := s.health.notes
	s.health.notes = map[core.ID]*healthNote{}
	s.health.mu.Unlock()
	if len(notes) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, waitMax)
	defer cancel()
	var changed bool
	err := s.db.Update(ctx, func(tx db.Tx) error {
		changed = false
		for _, id := range sortedIDs(notes) {
			one, err := s.writeHealth(ctx, tx, id, notes[id])
			if err != nil {
				return err
			}
			changed = changed || one
		}
		return nil
	})
	if err == nil && changed && s.notes != nil {
		s.notes.Committed(Commit{Accounts: true})
	}
	return err
}

// writeHealth reports whether the account stands otherwise than before.
func (s *Store) writeHealth(ctx context.Context, tx db.Tx, id core.ID, n *healthNote) (changed bool, err error) {
	if tx.Dialect() == db.Postgres { // other nodes count the same account's failures
		if _, err := tx.Exec(ctx, `SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE`, id); err != nil {
			return false, err
		}
	}
	h, err := readHealth(ctx, tx, id)
	if err != nil {
		return false, err
	}
	if h.Failures == nil {
		h.Failures = map[string]int64{}
	}
	for class, count := range n.failures {
		h.Failures[class] += count
	}
	h.LastReceivedAt, h.LastSentAt = max(h.LastReceivedAt, n.received), max(h.LastSentAt, n.sent)
	h.CheckedAt = max(h.CheckedAt, n.checked)
	n.calls(&h)
	if n.state != "" {
		changed = n.state != h.State || n.code != h.Code || n.problem != h.Problem
		if n.state == core.HealthFailing && h.State != core.HealthFailing {
			h.FailingSince = s.clock()
		}
		if n.state != core.HealthFailing {
			h.FailingSince = 0
		}
		h.State, h.Code, h.Problem = n.state, n.code, n.problem
	}
	_, err = tx.Exec(ctx, `INSERT INTO account_health (account_id, state, problem, checked_at, last_received_at, last_sent_at, failing_since, failures, code,
		called_at, refused_at, refused) SELECT a.id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM accounts a WHERE a.id = $1
		ON CONFLICT (account_id) DO UPDATE SET state = excluded.state, problem = excluded.problem, checked_at = excluded.checked_at,
		last_received_at = excluded.last_received_at, last_sent_at = excluded.last_sent_at, failing_since = excluded.failing_since,
		failures = excluded.failures, code = excluded.code, called_at = excluded.called_at, refused_at = excluded.refused_at, refused = excluded.refused`,
		id, h.State, db.NullText(h.Problem), db.NullInt(h.CheckedAt), db.NullInt(h.LastReceivedAt), db.NullInt(h.LastSentAt),
		db.NullInt(h.FailingSince), mustJSON(h.Failures), db.NullText(h.Code), db.NullInt(h.CalledAt), db.NullInt(h.RefusedAt), db.NullText(h.Refused))
	return changed, err
}

// calls adds what came of the platform's calls.
func (n *healthNote) calls(h *core.Health) {
	h.CalledAt = max(h.CalledAt, n.called)
	if n.refusedAt > h.RefusedAt {
		h.RefusedAt, h.Refused = n.refusedAt, n.refused
	}
}

func readHealth(ctx context.Context, q db.Querier, id core.ID) (core.Health, error) {
	h := core.Health{State: core.HealthUnchecked}
	_, err := db.One(ctx, q, `SELECT state, problem, checked_at, last_received_at, last_sent_at, failing_since, failures, code,
		called_at, refused_at, refused FROM account_health WHERE account_id = $1`, db.Args(id), healthScan(&h)...)
	return h, err
}

func healthScan(h *core.Health) []any {
	return []any{db.S(&h.State), db.S(&h.Problem), db.N(&h.CheckedAt), db.N(&h.LastReceivedAt), db.N(&h.LastSentAt), db.N(&h.FailingSince),
		jsonInto(&h.Failures), db.S(&h.Code), db.N(&h.CalledAt), db.N(&h.RefusedAt), db.S(&h.Refused)}
}

// withNotes adds what is noted but not yet written.
func (s *Store) withNotes(id core.ID, h core.Health) core.Health {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	n := s.health.notes[id]
	if n == nil {
		return h
	}
	h.Failures = maps.Clone(h.Failures)
	if h.Failures == nil {
		h.Failures = map[string]int64{}
	}
	for class, count := range n.failures {
		h.Failures[class] += count
	}
	h.LastReceivedAt, h.LastSentAt, h.CheckedAt = max(h.LastReceivedAt, n.received), max(h.LastSentAt, n.sent), max(h.CheckedAt, n.checked)
	n.calls(&h)
	if n.state != "" {
		h.State, h.Code, h.Problem = n.state, n.code, n.problem
	}
	return h
}
