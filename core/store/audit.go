package store

import (
	"context"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Audit keeps who changed what.
func (s *Store) Audit(ctx context.Context, by core.Actor, action, target, detail string) error {
	return s.Update(ctx, "audit", func(ctx context.Context, tx db.Tx) error { return s.audit(ctx, tx, by, action, target, detail) })
}

func (s *Store) audit(ctx context.Context, tx db.Tx, by core.Actor, action, target, detail string) error {
	_, err := tx.Exec(ctx, `INSERT INTO audit (id, at, actor_kind, actor_id, action, target, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		core.NewID(), int64(s.clock()), string(by.Kind), by.ID, action, target, db.NullText(detail))
	return err
}

// AuditRows lists the log of changes, newest first.
func (s *Store) AuditRows(ctx context.Context, f core.AuditFilter, p core.Page) (core.List[core.AuditRow], error) {
	var out core.List[core.AuditRow]
	before, err := parseIDCursor(p.After)
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	args := db.Args(before, limit+1)
	where := `id < $1`
	add := func(condition string, v any) {
		args = append(args, v)
		where += fmt.Sprintf(" AND "+condition, len(args))
	}
	if !f.Actor.IsZero() {
		add("actor_id = $%d", f.Actor)
	}
	if f.Target != "" {
		add("target = $%d", f.Target)
	}
	if f.Action != "" { // not LIKE, which means other things in the two databases
		add("SUBSTR(action, 1, LENGTH($%[1]d)) = $%[1]d", f.Action)
	}
	if f.From > 0 {
		add("at >= $%d", int64(f.From))
	}
	if f.To > 0 {
		add("at < $%d", int64(f.To))
	}
	err = db.Each(ctx, s.db, `SELECT id, at, actor_kind, actor_id, action, target, detail FROM audit WHERE `+where+` ORDER BY id DESC LIMIT $2`, args,
		func(scan func(...any) error) error {
			var r core.AuditRow
			err := scan(&r.ID, db.N(&r.At), db.S(&r.Actor.Kind), &r.Actor.ID, &r.Action, &r.Target, db.S(&r.Detail))
			appendPage(&out, r, limit, func(r core.AuditRow) core.ID { return r.ID })
			return err
		})
	return out, err
}
