package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// ErrNoAccount is an account that is not there.
var ErrNoAccount = &core.Problem{Status: 404, Code: "account.not_found", Text: "there is no such account"}

func accountAAD(id core.ID) string { return "account:" + id.String() }

// ErrAccountChanged is an account that is not any more as it was read.
var ErrAccountChanged = errors.New("the account was changed meanwhile")

// SaveAccount adds or replaces an account; its secrets are sealed first.
func (s *Store) SaveAccount(ctx context.Context, a core.Account) error {
	return s.putAccount(ctx, a, anyVersion)
}

// ReplaceAccount is SaveAccount for an account that was read: one that somebody
// has changed since stays as it is, and it returns ErrAccountChanged.
func (s *Store) ReplaceAccount(ctx context.Context, a core.Account) error {
	return s.putAccount(ctx, a, a.UpdatedAt)
}

// anyVersion is the version of an account that is replaced whatever it is.
const anyVersion core.Time = -1

// putAccount writes an account over that version of it. updated_at rises with every change, whatever the
// clock says: it is what a change is known by.
func (s *Store) putAccount(ctx context.Context, a core.Account, was core.Time) error {
	plain, err := json.Marshal(a.Secrets)
	if err != nil {
		return err
	}
	sealed, err := s.box.Seal(accountAAD(a.ID), plain)
	if err != nil {
		return fmt.Errorf("seal the account's secrets: %w", err)
	}
	now := int64(s.clock())
	return s.Update(ctx, a.ID.String(), func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `INSERT INTO accounts (id, channel, name, config, secrets, status, created_at, updated_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (id) DO UPDATE SET name = excluded.name, config = excluded.config,
			secrets = excluded.secrets, status = excluded.status,
			updated_at = CASE WHEN excluded.updated_at > accounts.updated_at THEN excluded.updated_at ELSE accounts.updated_at + 1 END
			WHERE accounts.updated_at = $8 OR $8 < 0`,
			a.ID, a.Channel, a.Name, mustJSON(a.Config), sealed, string(a.Status), now, int64(was))
		return orMissing(n, err, ErrAccountChanged)
	})
}

const accountQuery = `SELECT a.id, a.channel, a.name, a.config, a.secrets, a.status, a.created_at, a.updated_at, a.team_id, a.schedule_id, c.value,
	h.state, h.problem, h.checked_at, h.last_received_at, h.last_sent_at, h.failing_since, h.failures, h.code,
	h.called_at, h.refused_at, h.refused
	FROM accounts a LEFT JOIN account_cursors c ON c.account_id = a.id LEFT JOIN account_health h ON h.account_id = a.id`

func (s *Store) scanAccount(scan func(...any) error) (core.Account, error) {
	var a core.Account
	var sealed []byte
	dest := []any{&a.ID, &a.Channel, &a.Name, jsonInto(&a.Config), &sealed, db.S(&a.Status), db.N(&a.CreatedAt), db.N(&a.UpdatedAt), &a.TeamID, &a.ScheduleID,
		db.S(&a.Cursor)}
	if err := scan(append(dest, healthScan(&a.Health)...)...); err != nil {
		return a, err
	}
	if a.Health.State == "" {
		a.Health.State = core.HealthUnchecked
	}
	a.Health = s.withNotes(a.ID, a.Health)
	plain, err := s.box.Open(accountAAD(a.ID), sealed)
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(plain, &a.Secrets)
}

// Account returns one account with its secrets in the clear.
func (s *Store) Account(ctx context.Context, id core.ID) (core.Account, error) {
	rows, err := s.db.Query(ctx, accountQuery+` WHERE a.id = $1`, id)
	if err != nil {
		return core.Account{}, err
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return core.Account{}, err
		}
		return core.Account{}, ErrNoAccount
	}
	return s.scanAccount(rows.Scan)
}

// Accounts returns all accounts that are not removed, oldest first.
func (s *Store) Accounts(ctx context.Context) ([]core.Account, error) {
	var out []core.Account
	err := db.Each(ctx, s.db, accountQuery+` WHERE a.status <> 'removed' ORDER BY a.id`, nil, func(scan func(...any) error) error {
		a, err := s.scanAccount(scan)
		out = append(out, a)
		return err
	})
	return out, err
}

// RouteAccount keeps where an account's conversations wait that no rule sends
// anywhere, and its own hours; zero: none.
func (s *Store) RouteAccount(ctx context.Context, id, team, schedule core.ID) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		var one int64
		for _, ref := range []struct {
			id      core.ID
			query   string
			missing error
		}{{team, `SELECT 1 FROM teams WHERE id = $1`, ErrNoTeam}, {schedule, `SELECT 1 FROM schedules WHERE id = $1`, ErrNoSchedule}} {
			if ref.id.IsZero() {
				continue
			}
			if there, err := db.One(ctx, tx, ref.query, db.Args(ref.id), &one); err != nil || !there {
				return cmp.Or(err, ref.missing)
			}
		}
		n, err := tx.Exec(ctx, `UPDATE accounts SET team_id = $2, schedule_id = $3 WHERE id = $1 AND status <> 'removed'`, id, team, schedule)
		return orMissing(n, err, ErrNoAccount)
	})
}

// AccountRoutes returns the accounts of which a team or hours are set, without
// anything else of them.
func (s *Store) AccountRoutes(ctx context.Context) ([]core.Account, error) {
	var out []core.Account
	err := db.Each(ctx, s.db, `SELECT id, team_id, schedule_id FROM accounts WHERE status <> 'removed' AND (team_id IS NOT NULL OR schedule_id IS NOT NULL)`,
		nil, func(scan func(...any) error) error {
			var a core.Account
			err := scan(&a.ID, &a.TeamID, &a.ScheduleID)
			out = append(out, a)
			return err
		})
	return out, err
}

// Setting reads a value kept by SetSetting; "" when there is none.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var v string
	_, err := db.One(ctx, s.db, `SELECT value FROM settings WHERE key = $1`, db.Args(key), &v)
	return v, err
}

// SetSetting keeps a value of the workspace.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.Update(ctx, "settings", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}

// parseIDCursor reads the cursor of a list ordered by id, newest first.
func parseIDCursor(s string) (core.ID, error) {
	if s == "" {
		_, last, err := parseCursor("")
		return last, err
	}
	id, err := core.ParseID(s)
	if err != nil {
		return id, errCursor
	}
	return id, nil
}

// appendPage adds an item, or sets Next when the page is full.
func appendPage[T any](l *core.List[T], item T, limit int, id func(T) core.ID) {
	if len(l.Items) == limit {
		l.Next = id(l.Items[limit-1]).String()
		return
	}
	l.Items = append(l.Items, item)
}
