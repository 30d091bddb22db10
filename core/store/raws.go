package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

const rawQuery = `r.id, r.account_id, r.channel, r.kind, r.header, r.body, r.blob, r.state, r.error, r.attempts, r.received_at`

func scanRaw(r *core.RawRow) []any {
	return []any{&r.ID, &r.AccountID, &r.Channel, &r.Kind, jsonInto(&r.Header), &r.Body, db.S(&r.Blob), db.S(&r.State), db.S(&r.Error),
		db.N(&r.Attempts), db.N(&r.ReceivedAt)}
}

// ErrRawsOfAccount is a list of one account's raws that no index serves: there
// may be millions of other accounts' between two of its own.
var ErrRawsOfAccount = &core.Problem{Status: 422, Code: "raw.account_filter", Text: "of one account, only the failed raws can be listed"}

// Raws lists raws of a state, newest first; failed ones by default, and of those
// all accounts' or one's.
func (s *Store) Raws(ctx context.Context, account core.ID, state core.RawState, p core.Page) (core.List[core.RawRow], error) {
	var out core.List[core.RawRow]
	if state == "" {
		state = core.RawFailed
	}
	before, err := parseIDCursor(p.After)
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	// The state is written out, so that the partial index of failed raws serves.
	where, args := "r.state = 'failed'", db.Args(before, limit+1)
	if state != core.RawFailed {
		where = "r.state <> 'failed'"
	}
	if !account.IsZero() {
		if state != core.RawFailed {
			return out, ErrRawsOfAccount
		}
		where, args = where+" AND r.account_id = $3", append(args, account)
	}
	err = db.Each(ctx, s.db, `SELECT `+rawQuery+` FROM raws r WHERE `+where+` AND r.id < $1 ORDER BY r.id DESC LIMIT $2`, args,
		func(scan func(...any) error) error {
			var r core.RawRow
			err := scan(scanRaw(&r)...)
			appendPage(&out, r, limit, func(r core.RawRow) core.ID { return r.ID })
			return err
		})
	return out, err
}

// Raw returns one raw.
func (s *Store) Raw(ctx context.Context, id core.ID) (core.RawRow, error) {
	var r core.RawRow
	ok, err := db.One(ctx, s.db, `SELECT `+rawQuery+` FROM raws r WHERE r.id = $1`, db.Args(id), scanRaw(&r)...)
	if err == nil && !ok {
		err = &core.Problem{Status: 404, Code: "raw.not_found", Text: "there is no such raw"}
	}
	return r, err
}

// Prune deletes what the retention settings no longer keep, a bounded number
// of rows a call, and returns how many it deleted. Failed raws stay. What came
// early and found no message of ours goes after its own time, and so do sessions.
func (s *Store) Prune(ctx context.Context, rawsBefore, exchangesBefore core.Time, n int) (int64, error) {
	var total int64
	now := s.clock()
	for _, q := range []struct {
		sql    string
		before core.Time
		mark   any // of before
	}{
		{`DELETE FROM raws WHERE id IN (SELECT id FROM raws WHERE id < $1 AND state <> 'failed' ORDER BY id LIMIT $2)`, rawsBefore, idAt(rawsBefore)},
		{`DELETE FROM exchanges WHERE id IN (SELECT id FROM exchanges WHERE id < $1 ORDER BY id LIMIT $2)`, exchangesBefore, idAt(exchangesBefore)},
		{`DELETE FROM early_refs WHERE id IN (SELECT id FROM early_refs WHERE id < $1 ORDER BY id LIMIT $2)`, now, idAt(now.Add(-engine.EarlyFor))},
		{`DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < $1 LIMIT $2)`, now, int64(now)},
	} {
		if q.before <= 0 {
			continue
		}
		var changed int64
		err := s.aside(ctx, "prune", func(ctx context.Context, tx db.Tx) (err error) {
			changed, err = tx.Exec(ctx, q.sql, q.mark, n)
			return err
		})
		if err != nil {
			return total, err // it may still be at work
		}
		total += changed
	}
	return total, nil
}

// idAt is the smallest UUIDv7 of a time: ids rise with it.
func idAt(t core.Time) core.ID {
	ms := uint64(t / 1000)
	var id core.ID
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	return id
}
