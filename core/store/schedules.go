package store

import (
	"cmp"
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals about schedules.
var (
	ErrNoSchedule    = &core.Problem{Status: 404, Code: "schedule.not_found", Text: "there is no such schedule"}
	ErrScheduleTaken = &core.Problem{Status: 409, Code: "schedule.name_taken", Text: "there is a schedule with this name already"}
	ErrScheduleInUse = &core.Problem{Status: 409, Code: "schedule.in_use", Text: "a team, an account or a rule keeps these hours: give it others first"}
)

// scheduleUses find a schedule's id where settings are JSON.
var scheduleUses = []string{
	`SELECT 1 FROM routing_rules WHERE body LIKE $1 LIMIT 1`,
	`SELECT 1 FROM teams WHERE queue LIKE $1 LIMIT 1`,
	`SELECT 1 FROM accounts WHERE config LIKE $1 AND status <> 'removed' LIMIT 1`,
	`SELECT 1 FROM settings WHERE value LIKE $1 LIMIT 1`,
}

// Schedules returns the business hours by name.
func (s *Store) Schedules(ctx context.Context) ([]hours.Named, error) {
	var out []hours.Named
	err := db.Each(ctx, s.db, `SELECT id, name, body FROM schedules ORDER BY name, id`, nil, func(scan func(...any) error) error {
		var n hours.Named
		err := scan(&n.ID, &n.Name, jsonInto(&n.Schedule))
		out = append(out, n)
		return err
	})
	return out, err
}

// Schedule returns business hours.
func (s *Store) Schedule(ctx context.Context, id core.ID) (hours.Named, error) {
	n := hours.Named{ID: id}
	ok, err := db.One(ctx, s.db, `SELECT name, body FROM schedules WHERE id = $1`, db.Args(id), &n.Name, jsonInto(&n.Schedule))
	if err == nil && !ok {
		err = ErrNoSchedule
	}
	return n, err
}

// AddSchedule adds business hours.
func (s *Store) AddSchedule(ctx context.Context, n hours.Named) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO schedules (id, name, body, updated_at) VALUES ($1, $2, $3, $4)`,
			n.ID, n.Name, mustJSON(n.Schedule), int64(s.clock()))
		return orTaken(err, ErrScheduleTaken)
	})
}

// SaveSchedule changes business hours.
func (s *Store) SaveSchedule(ctx context.Context, n hours.Named) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		changed, err := tx.Exec(ctx, `UPDATE schedules SET name = $2, body = $3, updated_at = $4 WHERE id = $1`,
			n.ID, n.Name, mustJSON(n.Schedule), int64(s.clock()))
		return orMissing(changed, orTaken(err, ErrScheduleTaken), ErrNoSchedule)
	})
}

// RemoveSchedule removes business hours that nothing keeps.
func (s *Store) RemoveSchedule(ctx context.Context, id core.ID) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := unused(ctx, tx, id, ErrScheduleInUse, scheduleUses...); err != nil {
			return err
		}
		var one int64
		if kept, err := db.One(ctx, tx, `SELECT 1 FROM accounts WHERE schedule_id = $1 AND status <> 'removed' LIMIT 1`, db.Args(id), &one); err != nil || kept {
			return cmp.Or(err, error(ErrScheduleInUse))
		}
		n, err := tx.Exec(ctx, `DELETE FROM schedules WHERE id = $1`, id)
		return orMissing(n, err, ErrNoSchedule)
	})
}
