package store

import (
	"context"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// dropEvery is how often a value can be dropped: where each new one is refused,
// as another system keeps fetching its own, a day's quota (2,000 tokens of a
// WeChat account) must last.
const dropEvery = time.Minute

// KeptValue is a short-lived value as it is stored. Value is empty where it is
// over, was dropped, or was never made; MadeAt tells one from the next.
type KeptValue struct {
	Value     string
	MadeAt    core.Time
	RefreshAt core.Time // from then on somebody should make a new one
	ExpiresAt core.Time
}

func keptAAD(name string) string { return "kept:" + name }

// sharedClock returns the clock that all nodes go by, as SQL, with the arguments
// that it needs behind those given.
func (s *Store) sharedClock(args []any) (string, []any) {
	if s.db.Dialect() == db.Postgres {
		return pgNow, args
	}
	args = append(args, int64(s.clock()))
	return "$" + strconv.Itoa(len(args)), args
}

// Kept returns a value and the clock's time at which it was read.
func (s *Store) Kept(ctx context.Context, name string) (v KeptValue, now core.Time, err error) {
	clock, args := s.sharedClock(db.Args(name))
	var sealed []byte
	_, err = db.One(ctx, s.db, `SELECT value, made_at, refresh_at, expires_at, `+clock+` FROM kept WHERE name = $1`, args,
		&sealed, db.N(&v.MadeAt), db.N(&v.RefreshAt), db.N(&v.ExpiresAt), db.N(&now))
	if err != nil || sealed == nil || v.ExpiresAt <= now {
		return v, now, err
	}
	plain, err := s.box.Open(keptAAD(name), sealed)
	v.Value = string(plain)
	return v, now, err
}

// ClaimKept makes the caller the one who makes the value that follows seen, for
// at most d; false where somebody else is at it, or has done it.
func (s *Store) ClaimKept(ctx context.Context, name, owner string, seen core.Time, d time.Duration) (_ bool, err error) {
	won := false
	clock, args := s.sharedClock(db.Args(name, owner, int64(seen), d.Microseconds()))
	err = s.aside(ctx, keptAAD(name), func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `INSERT INTO kept (name, made_at, refresh_at, expires_at, dropped_at, holder, holder_until)
			VALUES ($1, $3, 0, 0, 0, $2, `+clock+` + CAST($4 AS bigint)) ON CONFLICT (name) DO UPDATE
			SET holder = excluded.holder, holder_until = excluded.holder_until
			WHERE kept.made_at = excluded.made_at AND kept.holder_until <= `+clock, args...)
		won = n > 0
		return err
	})
	if err != nil {
		return false, err // it may be at work still
	}
	return won, nil
}

// Keep stores the value that a claim was for, for life, and ends the claim;
// false where the claim had run out and somebody else has taken it.
func (s *Store) Keep(ctx context.Context, name, owner, value string, life time.Duration) (_ bool, err error) {
	sealed, err := s.box.Seal(keptAAD(name), []byte(value))
	if err != nil {
		return false, err
	}
	clock, args := s.sharedClock(db.Args(name, owner, sealed, life.Microseconds()))
	done := false
	err = s.aside(ctx, keptAAD(name), func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE kept SET value = $3, made_at = `+clock+`, refresh_at = `+clock+` + CAST($4 AS bigint) / 5 * 4,
			expires_at = `+clock+` + CAST($4 AS bigint), holder = NULL, holder_until = 0 WHERE name = $1 AND holder = $2`, args...)
		done = n > 0
		return err
	})
	if err != nil {
		return false, err // it may be at work still
	}
	return done, nil
}

// PutKept stores a value for life, whoever was to make one.
func (s *Store) PutKept(ctx context.Context, name, value string, life time.Duration) error {
	sealed, err := s.box.Seal(keptAAD(name), []byte(value))
	if err != nil {
		return err
	}
	clock, args := s.sharedClock(db.Args(name, sealed, life.Microseconds()))
	return s.aside(ctx, keptAAD(name), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO kept (name, value, made_at, refresh_at, expires_at, dropped_at, holder, holder_until)
			VALUES ($1, $2, `+clock+`, `+clock+` + CAST($3 AS bigint) / 5 * 4, `+clock+` + CAST($3 AS bigint), 0, NULL, 0)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value, made_at = excluded.made_at, refresh_at = excluded.refresh_at,
			expires_at = excluded.expires_at, holder = NULL, holder_until = 0`, args...)
		return err
	})
}

// UnclaimKept gives a claim back: the value could not be made.
func (s *Store) UnclaimKept(ctx context.Context, name, owner string) error {
	return s.aside(ctx, keptAAD(name), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE kept SET holder = NULL, holder_until = 0 WHERE name = $1 AND holder = $2`, name, owner)
		return err
	})
}

// DropKept forgets the value made at a time, unless the one before it was
// dropped a moment ago.
func (s *Store) DropKept(ctx context.Context, name string, madeAt core.Time) error {
	clock, args := s.sharedClock(db.Args(name, int64(madeAt), dropEvery.Microseconds()))
	return s.aside(ctx, keptAAD(name), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE kept SET value = NULL, refresh_at = 0, expires_at = 0, dropped_at = `+clock+`
			WHERE name = $1 AND made_at = $2 AND dropped_at <= `+clock+` - CAST($3 AS bigint)`, args...)
		return err
	})
}

// PruneKept deletes up to n values that are over.
func (s *Store) PruneKept(ctx context.Context, n int) error {
	return s.aside(ctx, "kept", func(ctx context.Context, tx db.Tx) error {
		now := int64(s.clock())
		_, err := tx.Exec(ctx, `DELETE FROM kept WHERE name IN (SELECT name FROM kept WHERE expires_at < $1 AND holder_until < $2 LIMIT $3)`,
			now-(24*time.Hour).Microseconds(), now, n)
		return err
	})
}
