package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Waiter is somebody who waits in a queue and reads from a stream of ours.
type Waiter struct {
	ConversationID core.ID
	AccountID      core.ID
	TeamID         core.ID
	QueuedAt       core.Time
	Ahead          int64            // how many come first
	Told           *core.QueuePlace // the place that the stream ends with; nil: none yet
}

// Waiters returns those of some identities who wait in a queue.
func (s *Store) Waiters(ctx context.Context, identities map[core.ID]struct{}) ([]Waiter, error) {
	if len(identities) == 0 {
		return nil, nil
	}
	// A place counts until the stream says that things stand otherwise.
	told := func(column string) string {
		return `(SELECT e.` + column + ` FROM events e WHERE e.identity_id = q.identity_id AND e.stream_offset IS NOT NULL AND (e.type = $1 OR e.to_status IS NOT NULL)
			ORDER BY e.stream_offset DESC LIMIT 1)`
	}
	q := `WITH v(k) AS ({rows}), q AS (SELECT id, identity_id, account_id, team_id, queued_at,
			row_number() OVER (PARTITION BY team_id ORDER BY priority DESC, queued_at, id) - 1 AS ahead FROM conversations WHERE status = 'queued' AND NOT unrouted)
		SELECT q.id, q.account_id, q.team_id, q.queued_at, q.ahead, ` + told("type") + `, ` + told("data") + ` FROM q WHERE q.identity_id IN (SELECT k FROM v) ORDER BY q.id`
	var out []Waiter
	err := db.Each(ctx, s.db, q, db.Args(idSet(identities), string(core.EventQueuePosition)), func(scan func(...any) error) error {
		var w Waiter
		var typ string
		var data json.RawMessage
		if err := scan(&w.ConversationID, &w.AccountID, &w.TeamID, db.N(&w.QueuedAt), &w.Ahead, db.S(&typ), rawInto(&data)); err != nil {
			return err
		}
		if typ == string(core.EventQueuePosition) {
			w.Told = &core.QueuePlace{}
			if err := json.Unmarshal(data, w.Told); err != nil {
				return fmt.Errorf("read a place that was told: %w", err)
			}
		}
		out = append(out, w)
		return nil
	})
	return out, err
}
