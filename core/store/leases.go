package store

import (
	"context"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core/store/db"
)

// LeaseFor is how long a lease holds without being renewed. The database's
// clock decides; a holder stops by its own monotonic clock before that.
const LeaseFor = 5 * time.Second

func laneName(lane int) string { return "lane:" + strconv.Itoa(lane) }

// Acquire takes or renews leases and returns the epoch of each one held. An
// epoch rises whenever a lease changes hands, and fences the former holder.
func (s *Store) Acquire(ctx context.Context, owner string, names []string) (map[string]int64, error) {
	got := map[string]int64{}
	if len(names) == 0 {
		return got, nil
	}
	now := "$1"
	if s.db.Dialect() == db.Postgres {
		now = pgNow
	}
	err := s.db.Update(ctx, func(tx db.Tx) error {
		clear(got)
		for _, name := range names {
			args := db.Args(int64(s.clock()), LeaseFor.Microseconds(), owner, name)
			if s.db.Dialect() == db.Postgres {
				args = args[1:]
			}
			ttl, own, nm := "$2", "$3", "$4"
			if s.db.Dialect() == db.Postgres {
				ttl, own, nm = "$1::bigint", "$2", "$3"
			}
			var epoch int64
			ok, err := db.One(ctx, tx, `INSERT INTO leases (name, owner, epoch, until) VALUES (`+nm+`, `+own+`, 1, `+now+` + `+ttl+`)
				ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until,
				epoch = leases.epoch + CASE WHEN leases.owner = excluded.owner AND leases.until > `+now+` THEN 0 ELSE 1 END
				WHERE leases.owner = excluded.owner OR leases.until <= `+now+` RETURNING epoch`, args, &epoch)
			if err != nil {
				return err
			}
			if ok {
				got[name] = epoch
			}
		}
		return nil
	})
	return got, err
}

// Release gives leases back at a graceful stop, so that others need not wait.
func (s *Store) Release(ctx context.Context, owner string, names []string) error {
	return s.db.Update(ctx, func(tx db.Tx) error {
		for _, name := range names {
			if _, err := tx.Exec(ctx, `UPDATE leases SET until = 0 WHERE name = $1 AND owner = $2`, name, owner); err != nil {
				return err
			}
		}
		return nil
	})
}

// Nodes counts the nodes that are alive.
func (s *Store) Nodes(ctx context.Context) (int, error) {
	n := 0
	q, args := `SELECT COUNT(*) FROM leases WHERE name LIKE 'node:%' AND until > $1`, db.Args(int64(s.clock()))
	if s.db.Dialect() == db.Postgres {
		q, args = `SELECT COUNT(*) FROM leases WHERE name LIKE 'node:%' AND until > `+pgNow, nil
	}
	_, err := db.One(ctx, s.db, q, args, &n)
	return n, err
}
