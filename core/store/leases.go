package store

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core/store/db"
)

// LeaseFor is how long a lease holds without being renewed. The database's
// clock decides; a holder stops by its own monotonic clock before that.
const LeaseFor = 5 * time.Second

func laneName(lane int) string { return "lane:" + strconv.Itoa(lane) }

// Acquire takes or renews leases and returns the epoch of each one held. An
// epoch rises whenever a lease changes hands, and fences the former holder. On
// PostgreSQL it is one statement and no transaction around it: a node frozen in
// the middle of one would keep the leases' rows locked for all others.
func (s *Store) Acquire(ctx context.Context, owner string, names []string) (map[string]int64, error) {
	got := map[string]int64{}
	if len(names) == 0 {
		return got, nil
	}
	args := db.Args(leaseSet(names), owner, LeaseFor.Microseconds())
	now := pgNow
	if s.db.Dialect() == db.SQLite {
		now, args = "$3", append(args, int64(s.clock()))
	}
	q := `WITH v(name) AS ({rows}) INSERT INTO leases (name, owner, epoch, until)
		SELECT v.name, CAST($1 AS text), 1, ` + now + ` + CAST($2 AS bigint) FROM v WHERE 1 = 1
		ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until,
		epoch = leases.epoch + CASE WHEN leases.owner = excluded.owner AND leases.until > ` + now + ` THEN 0 ELSE 1 END
		WHERE leases.owner = excluded.owner OR leases.until <= ` + now + ` RETURNING name, epoch`
	take := func(on db.Querier) error {
		clear(got)
		return db.Each(ctx, on, q, args, func(scan func(...any) error) error {
			var name string
			var epoch int64
			err := scan(&name, &epoch)
			got[name] = epoch
			return err
		})
	}
	if s.db.Dialect() == db.Postgres {
		return got, take(s.db)
	}
	return got, s.db.Update(ctx, func(tx db.Tx) error { return take(tx) })
}

// leaseSet is the names in order, each once: two nodes that ask for the same
// leases must not wait for each other.
func leaseSet(names []string) db.Set {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	return db.Set{Cols: db.Cols("name text"), Repeatable: true, Rows: rowsOf(names, func(n string) []any { return []any{n} })}
}

// Release gives leases back at a graceful stop, so that others need not wait. What
// is left says until when they were held.
func (s *Store) Release(ctx context.Context, owner string, names []string) error {
	if len(names) == 0 {
		return nil
	}
	now, args := pgNow, db.Args(leaseSet(names), owner)
	if s.db.Dialect() == db.SQLite {
		now, args = "$2", append(args, int64(s.clock()))
	}
	return s.db.Update(ctx, func(tx db.Tx) error {
		_, err := tx.Exec(ctx, `WITH v(name) AS ({rows}) UPDATE leases SET until = `+now+` FROM v WHERE leases.name = v.name AND leases.owner = $1 AND leases.until > `+now, args...)
		return err
	})
}

// Workless is for how long no node has had a node's lease, by the database's clock:
// zero while one has. It says false where there never was one.
func (s *Store) Workless(ctx context.Context) (time.Duration, bool, error) {
	now, args := pgNow, db.Args()
	if s.db.Dialect() == db.SQLite {
		now, args = "$1", db.Args(int64(s.clock()))
	}
	var last, micros int64
	_, err := db.One(ctx, s.db, `SELECT COALESCE(MAX(until), 0), `+now+` - COALESCE(MAX(until), 0) FROM leases WHERE name LIKE 'node:%'`, args, &last, &micros)
	return max(0, time.Duration(micros)*time.Microsecond), last > 0, err
}

// Nodes returns the names of the leases of the nodes that are alive.
func (s *Store) Nodes(ctx context.Context) ([]string, error) {
	q, args := `SELECT name FROM leases WHERE name LIKE 'node:%' AND until > `, db.Args()
	if s.db.Dialect() == db.Postgres {
		q += pgNow
	} else {
		q, args = q+`$1`, db.Args(int64(s.clock()))
	}
	var names []string
	err := db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	})
	return names, err
}
