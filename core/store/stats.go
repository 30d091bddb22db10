package store

import (
	"context"
	"sync/atomic"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Stats counts what the committer did since the start.
type Stats struct {
	Batches, Items, Conflicts, Busy, Unavailable atomic.Int64
}

// Stats returns the live counters.
func (s *Store) Stats() *Stats { return &s.stats }

// Backlog is how much waits for a writer.
func (s *Store) Backlog() int {
	n := 0
	for _, q := range s.queues {
		n += len(q)
	}
	return n
}

// Gauges are read from the database when somebody asks for metrics.
type Gauges struct {
	Jobs         map[string]map[string]int64 // class → state → count
	OldestJob    core.Time                   // due and not yet done
	FailedRaws   int64
	OldestFailed core.Time // when the oldest raw that could not be read came
	InDoubt      int64
}

// Gauges counts work that waits. Its cost grows with what waits, not with what is stored.
func (s *Store) Gauges(ctx context.Context) (Gauges, error) {
	g := Gauges{Jobs: map[string]map[string]int64{}}
	now := int64(s.clock())
	err := db.Each(ctx, s.db, `SELECT class, state, COUNT(*), MIN(due_at) FROM jobs GROUP BY class, state`, nil, func(scan func(...any) error) error {
		var class, state string
		var n int64
		var oldest core.Time
		if err := scan(&class, &state, &n, db.N(&oldest)); err != nil {
			return err
		}
		if g.Jobs[class] == nil {
			g.Jobs[class] = map[string]int64{}
		}
		g.Jobs[class][state] = n
		if state != core.JobDead && int64(oldest) <= now && (g.OldestJob == 0 || oldest < g.OldestJob) {
			g.OldestJob = oldest
		}
		return nil
	})
	if err != nil {
		return g, err
	}
	if _, err := db.One(ctx, s.db, `SELECT COUNT(*), MIN(received_at) FROM raws WHERE state = 'failed'`, nil, &g.FailedRaws, db.N(&g.OldestFailed)); err != nil {
		return g, err
	}
	_, err = db.One(ctx, s.db, `SELECT COUNT(*) FROM parts WHERE state = 'in_doubt'`, nil, &g.InDoubt)
	return g, err
}
