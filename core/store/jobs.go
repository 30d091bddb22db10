package store

import (
	"context"
	"encoding/json"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

const jobQuery = `j.id, j.key, j.class, j.kind, j.account_id, j.payload, j.state, j.due_at, j.deadline, j.attempts, j.epoch, j.error, j.created_at`

func scanJob(j *core.Job) []any {
	return []any{&j.ID, &j.Key, db.S(&j.Class), &j.Kind, &j.AccountID, rawInto(&j.Payload), &j.State, db.N(&j.DueAt), db.N(&j.Deadline),
		db.N(&j.Attempts), &j.Epoch, db.S(&j.Error), db.N(&j.CreatedAt)}
}

// Hold is the lanes a node owns and the epoch it owns each under.
type Hold struct {
	Owner  string
	Epochs map[int]int64 // lane → epoch
}

// laneSet is the held lanes as rows of (lane, epoch).
func (h Hold) laneSet() db.Set {
	set := db.Set{Cols: db.Cols("lane bigint, epoch bigint"), Repeatable: true}
	for lane, epoch := range h.Epochs {
		set.Rows = append(set.Rows, []any{int64(lane), epoch})
	}
	return set
}

// waiting is a query of waiting jobs of a class in lanes that are held. Who
// holds every lane need not look at them. IS TRUE keeps PostgreSQL from joining
// every job with every lane: it looks lanes up by their hash.
func (h Hold) waiting(cols string, class core.JobClass, and string, args ...any) (string, []any) {
	q := `SELECT ` + cols + ` FROM jobs j WHERE j.state = 'waiting' AND j.class = $1 ` + and
	args = append(db.Args(string(class)), args...)
	if len(h.Epochs) == Lanes {
		return q, args
	}
	return `WITH v(lane, epoch) AS ({rows}) ` + q + ` AND (j.lane IN (SELECT lane FROM v)) IS TRUE`, append(db.Args(h.laneSet()), args...)
}

// Due returns at most n waiting jobs of a class that are due, oldest first,
// in lanes that are held.
func (s *Store) Due(ctx context.Context, h Hold, class core.JobClass, n int) ([]core.Job, error) {
	if len(h.Epochs) == 0 {
		return nil, nil
	}
	var out []core.Job
	q, args := h.waiting(jobQuery, class, `AND j.due_at <= $2`, int64(s.clock()), n)
	err := db.Each(ctx, s.db, q+` ORDER BY j.due_at, j.id LIMIT $3`, args, func(scan func(...any) error) error {
		var j core.Job
		err := scan(scanJob(&j)...)
		out = append(out, j)
		return err
	})
	return out, err
}

// NextDue returns when the next waiting job of a class is due in lanes that are
// held; zero when none waits.
func (s *Store) NextDue(ctx context.Context, h Hold, class core.JobClass) (core.Time, error) {
	if len(h.Epochs) == 0 {
		return 0, nil
	}
	var at core.Time
	q, args := h.waiting(`j.due_at`, class, ``)
	_, err := db.One(ctx, s.db, q+` ORDER BY j.due_at, j.id LIMIT 1`, args, db.N(&at))
	return at, err
}

// Running returns at most n running jobs of a class in lanes that are held,
// under the epoch they are held under or an older one, with what Finish needs.
func (s *Store) Running(ctx context.Context, h Hold, class core.JobClass, n int) ([]core.Job, error) {
	if len(h.Epochs) == 0 {
		return nil, nil
	}
	var out []core.Job
	err := db.Each(ctx, s.db, `WITH v(lane, epoch) AS ({rows}) SELECT DISTINCT j.id, j.key, j.epoch, j.attempts, j.due_at
		FROM v JOIN jobs j ON j.lane = v.lane AND j.epoch <= v.epoch AND j.state = 'running' WHERE j.class = $1 LIMIT $2`,
		db.Args(h.laneSet(), string(class), n), func(scan func(...any) error) error {
			j := core.Job{Class: class, State: core.JobRunning}
			err := scan(&j.ID, &j.Key, &j.Epoch, db.N(&j.Attempts), db.N(&j.DueAt))
			out = append(out, j)
			return err
		})
	return out, err
}

// Blocked returns, for keys given with their first candidate, those that have
// an earlier job that is not done, with the time that one is due.
func (s *Store) Blocked(ctx context.Context, first map[string]int64) (map[string]core.Time, error) {
	if len(first) == 0 {
		return nil, nil
	}
	set := db.Set{Cols: db.Cols("key text, id bigint"), Repeatable: true}
	for k, id := range first {
		set.Rows = append(set.Rows, []any{k, id})
	}
	out := map[string]core.Time{}
	q := `WITH v(key, id) AS ({rows}) SELECT v.key, (SELECT j.due_at FROM jobs j WHERE j.key = v.key AND j.id < v.id AND j.state <> 'dead'
		ORDER BY j.id LIMIT 1) FROM v`
	err := db.Each(ctx, s.db, q, db.Args(set), func(scan func(...any) error) error {
		var key string
		var at core.Time
		if err := scan(&key, db.N(&at)); err != nil {
			return err
		}
		if at != 0 {
			out[key] = at
		}
		return nil
	})
	return out, err
}

// Claim makes waiting jobs running under the epochs of their lanes, with one
// attempt more, and returns those that it got: the lease is judged by the
// database's clock in the same statement.
func (s *Store) Claim(ctx context.Context, h Hold, jobs []core.Job) (map[int64]int64, error) {
	set := db.Set{Cols: db.Cols("id bigint, epoch bigint, owner text, lane text"), Repeatable: true}
	for _, j := range jobs {
		lane := Lane(j.Key)
		epoch, ok := h.Epochs[lane]
		if !ok {
			continue
		}
		set.Rows = append(set.Rows, []any{j.ID, epoch, h.Owner, laneName(lane)})
	}
	got := map[int64]int64{}
	if len(set.Rows) == 0 {
		return got, nil
	}
	q := `WITH v(id, epoch, owner, lane) AS ({rows}) UPDATE jobs SET state = 'running', attempts = jobs.attempts + 1, epoch = v.epoch FROM v
		WHERE jobs.id = v.id AND jobs.state = 'waiting'`
	if s.db.Dialect() == db.Postgres {
		q += ` AND EXISTS (SELECT 1 FROM leases l WHERE l.name = v.lane AND l.owner = v.owner AND l.epoch = v.epoch AND l.until > ` + pgNow + `)`
	}
	err := s.aside(ctx, "jobs", func(ctx context.Context, tx db.Tx) error {
		clear(got)
		return db.Each(ctx, tx, q+` RETURNING jobs.id, jobs.epoch`, db.Args(set), func(scan func(...any) error) error {
			var id, epoch int64
			err := scan(&id, &epoch)
			got[id] = epoch
			return err
		})
	})
	if err != nil {
		return nil, err // it may still be at work on what it found
	}
	return got, nil
}

// Outcome is what became of a claimed job.
type Outcome struct {
	Job   core.Job
	State string    // "": done; else JobWaiting or JobDead
	DueAt core.Time // for JobWaiting
	Error string
	// Free gives back the attempt: the job was not tried.
	Free bool
}

// Finish writes outcomes. Only the epoch that claimed a job may; what another
// node took over is left alone. So is, by its attempts, what was claimed once
// more: an outcome may come late, after it was written by another try.
func (s *Store) Finish(ctx context.Context, list []Outcome) error {
	done := db.Set{Cols: db.Cols("id bigint, epoch bigint")}
	kept := db.Set{Cols: db.Cols("id bigint, epoch bigint, attempts bigint, state text, due bigint, error text, free bigint")}
	for _, o := range list {
		if o.State == "" {
			done.Rows = append(done.Rows, []any{o.Job.ID, o.Job.Epoch})
			continue
		}
		free := int64(0)
		if o.Free {
			free = 1
		}
		kept.Rows = append(kept.Rows, []any{o.Job.ID, o.Job.Epoch, int64(o.Job.Attempts), o.State, int64(o.DueAt), db.NullText(core.CleanText(o.Error)), free})
	}
	if len(list) == 0 {
		return nil
	}
	return s.aside(ctx, "jobs", func(ctx context.Context, tx db.Tx) error {
		if len(done.Rows) > 0 {
			if _, err := tx.Exec(ctx, `WITH v(id, epoch) AS ({rows}) DELETE FROM jobs WHERE state = 'running' AND (id, epoch) IN (SELECT id, epoch FROM v)`, done); err != nil {
				return err
			}
		}
		if len(kept.Rows) == 0 {
			return nil
		}
		_, err := tx.Exec(ctx, `WITH v(id, epoch, attempts, state, due, error, free) AS ({rows}) UPDATE jobs SET state = v.state, due_at = v.due,
			error = COALESCE(v.error, jobs.error), attempts = jobs.attempts - v.free FROM v
			WHERE jobs.id = v.id AND jobs.epoch = v.epoch AND jobs.attempts = v.attempts AND jobs.state = 'running'`, kept)
		return err
	})
}

// Defer moves waiting jobs of keys whose head must wait to the head's time, so
// that they do not stand in the way of others.
func (s *Store) Defer(ctx context.Context, until map[string]core.Time) error {
	if len(until) == 0 {
		return nil
	}
	set := db.Set{Cols: db.Cols("key text, due bigint")}
	for k, at := range until {
		set.Rows = append(set.Rows, []any{k, int64(at)})
	}
	return s.aside(ctx, "jobs", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `WITH v(key, due) AS ({rows}) UPDATE jobs SET due_at = v.due FROM v WHERE jobs.key = v.key
			AND jobs.state <> 'dead' AND jobs.state = 'waiting' AND jobs.due_at < v.due`, set)
		return err
	})
}

// Hasten makes due what waits for an account, but for timers and events: the
// account has been resumed.
func (s *Store) Hasten(ctx context.Context, account core.ID) error {
	return s.change(ctx, "jobs", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		hints.Jobs = true
		_, err := tx.Exec(ctx, `UPDATE jobs SET due_at = $2 WHERE state = 'waiting' AND class <> 'event' AND account_id = $1 AND due_at > $2`,
			account, int64(s.clock()))
		return err
	})
}

// Recover gives back to waiting what runs under an older epoch of the held
// lanes: its node is gone. The handlers find out how far it got.
func (s *Store) Recover(ctx context.Context, h Hold) (int64, error) {
	if len(h.Epochs) == 0 {
		return 0, nil
	}
	var n int64
	err := s.aside(ctx, "jobs", func(ctx context.Context, tx db.Tx) error {
		n = 0
		var err error
		n, err = tx.Exec(ctx, `WITH v(lane, epoch) AS ({rows}) UPDATE jobs SET state = 'waiting' FROM v
			WHERE jobs.state = 'running' AND jobs.lane = v.lane AND jobs.epoch < v.epoch`, h.laneSet())
		return err
	})
	if err != nil {
		return 0, err // it may still be at work
	}
	return n, nil
}

// AddJob adds work from outside the engine.
func (s *Store) AddJob(ctx context.Context, list ...core.Job) error {
	if len(list) == 0 {
		return nil
	}
	return s.change(ctx, "jobs", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		return addJobs(ctx, tx, list, hints)
	})
}

func addJobs(ctx context.Context, tx db.Tx, list []core.Job, hints *Commit) error {
	hints.Jobs = true
	_, err := tx.Exec(ctx, `INSERT INTO jobs (`+db.Names(jobCols)+`) {rows}`, db.Set{Cols: jobCols, Rows: rowsOf(list, jobRow)})
	return err
}

// SetJob makes a job the only one of its key that waits. One that waits for the
// same moment already stays as it is.
func (s *Store) SetJob(ctx context.Context, j core.Job) error {
	return s.change(ctx, "jobs", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		if _, err := tx.Exec(ctx, `DELETE FROM jobs WHERE key = $1 AND state = 'waiting' AND due_at <> $2`, j.Key, int64(j.DueAt)); err != nil {
			return err
		}
		var one int64
		if there, err := db.One(ctx, tx, `SELECT 1 FROM jobs WHERE key = $1 AND state = 'waiting' LIMIT 1`, db.Args(j.Key), &one); err != nil || there {
			return err
		}
		return addJobs(ctx, tx, []core.Job{j}, hints)
	})
}

// SetJobs makes each job the only one of its key that waits. Nobody is woken:
// they are for later.
func (s *Store) SetJobs(ctx context.Context, list []core.Job) error {
	if len(list) == 0 {
		return nil
	}
	keys := db.Set{Cols: db.Cols("key text"), Repeatable: true, Rows: rowsOf(list, func(j core.Job) []any { return []any{j.Key} })}
	return s.aside(ctx, "jobs", func(ctx context.Context, tx db.Tx) error {
		if _, err := tx.Exec(ctx, `WITH v(key) AS ({rows}) DELETE FROM jobs WHERE state <> 'dead' AND state = 'waiting' AND key IN (SELECT key FROM v)`, keys); err != nil {
			return err
		}
		return addJobs(ctx, tx, list, &Commit{})
	})
}

// Jobs lists jobs of a state, oldest first.
func (s *Store) Jobs(ctx context.Context, state string, p core.Page) (core.List[core.Job], error) {
	var out core.List[core.Job]
	switch state {
	case "":
		state = core.JobDead
	case core.JobDead, core.JobWaiting, core.JobRunning:
	default:
		return out, &core.Problem{Status: 422, Code: "job.state", Text: `state is one of "waiting", "running" and "dead"`}
	}
	var after int64
	if p.After != "" {
		if err := json.Unmarshal([]byte(p.After), &after); err != nil {
			return out, errCursor
		}
	}
	limit := pageLimit(p)
	// The state is written out, so that the partial index of dead jobs serves.
	err := db.Each(ctx, s.db, `SELECT `+jobQuery+` FROM jobs j WHERE j.state = '`+state+`' AND j.id > $1 ORDER BY j.id LIMIT $2`, db.Args(after, limit+1),
		func(scan func(...any) error) error {
			var j core.Job
			if err := scan(scanJob(&j)...); err != nil {
				return err
			}
			if len(out.Items) == limit {
				out.Next = mustJSON(out.Items[limit-1].ID)
				return nil
			}
			out.Items = append(out.Items, j)
			return nil
		})
	return out, err
}

// ReplayJob makes a dead job due now, with a new deadline.
func (s *Store) ReplayJob(ctx context.Context, id int64) (core.Job, error) {
	var j core.Job
	found := false
	now := s.clock()
	err := s.change(ctx, "jobs", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		var err error
		j, hints.Jobs = core.Job{}, true
		found, err = db.One(ctx, tx, `UPDATE jobs SET state = 'waiting', due_at = $2, deadline = $2 + (deadline - created_at), created_at = $2
			WHERE id = $1 AND state = 'dead' RETURNING key, class, kind, payload`, db.Args(id, int64(now)), &j.Key, db.S(&j.Class), &j.Kind, rawInto(&j.Payload))
		return err
	})
	if err != nil {
		return core.Job{}, err // it may still be at work
	}
	if !found {
		return core.Job{}, &core.Problem{Status: 404, Code: "job.not_found", Text: "there is no dead job with this id"}
	}
	j.ID = id
	return j, nil
}
