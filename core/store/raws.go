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

// PruneBefore says from when on things are kept; 0: for ever.
type PruneBefore struct{ Raws, Failed, Exchanges core.Time }

const (
	oldRaws   = `id < $1 AND state <> 'failed' ORDER BY id LIMIT $2`
	oldFailed = `id < $1 AND state = 'failed' ORDER BY id LIMIT $2`
	oldTraces = `id < $1 ORDER BY id LIMIT $2`
	// The blob of a mail goes with its raw, where no message has it as a file.
	pruneRaws = `DELETE FROM raws WHERE id IN (SELECT id FROM raws WHERE `
)

// Prune deletes what the retention settings no longer keep, at most n rows of each
// kind in one short transaction, and reports whether something may be left. What came
// early and found no message of ours goes after its own time, and so do sessions.
func (s *Store) Prune(ctx context.Context, b PruneBefore, n int) (r core.Removed, more bool, err error) {
	now := s.clock()
	var other int64
	for _, q := range []struct {
		sql    string
		before core.Time
		mark   any // of before
		count  *int64
	}{
		{pruneRaws + oldRaws + `) RETURNING blob`, b.Raws, idAt(b.Raws), &r.Raws},
		{pruneRaws + oldFailed + `) RETURNING blob`, b.Failed, idAt(b.Failed), &r.Failed},
		{`DELETE FROM exchanges WHERE id IN (SELECT id FROM exchanges WHERE ` + oldTraces + `) RETURNING NULL`, b.Exchanges, idAt(b.Exchanges), &r.Traces},
		{`DELETE FROM early_refs WHERE id IN (SELECT id FROM early_refs WHERE id < $1 ORDER BY id LIMIT $2) RETURNING NULL`, now, idAt(now.Add(-engine.EarlyFor)), &other},
		{`DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < $1 LIMIT $2) RETURNING NULL`, now, int64(now), &other},
	} {
		if q.before <= 0 {
			continue
		}
		var changed int64
		err := s.aside(ctx, "prune", func(ctx context.Context, tx db.Tx) (err error) {
			changed, err = loosen(ctx, tx, q.sql, q.mark, n)
			return err
		})
		if err != nil {
			return r, more, err // it may still be at work
		}
		*q.count += changed
		more = more || changed >= int64(n)
	}
	return r, more, nil
}

// Prunable counts what Prune would delete now, up to most of each kind.
func (s *Store) Prunable(ctx context.Context, b PruneBefore, most int) (r core.Removed, err error) {
	for _, q := range []struct {
		sql    string
		before core.Time
		count  *int64
	}{
		{`raws WHERE ` + oldRaws, b.Raws, &r.Raws}, {`raws WHERE ` + oldFailed, b.Failed, &r.Failed}, {`exchanges WHERE ` + oldTraces, b.Exchanges, &r.Traces},
	} {
		if q.before <= 0 {
			continue
		}
		if _, err := db.One(ctx, s.db, `SELECT COUNT(*) FROM (SELECT id FROM `+q.sql+`) x`, db.Args(idAt(q.before), most), q.count); err != nil {
			return r, err
		}
	}
	return r, nil
}

// idAt is the smallest UUIDv7 of a time: ids rise with it.
func idAt(t core.Time) core.ID {
	ms := uint64(t / 1000) //nolint:gosec // after 1970
	var id core.ID
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	return id
}
