package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// looked is what was found in some rows.
type looked struct {
	rows [][]any // keys of those that tell of the person
	last string  // key of the last that was looked at; empty: there was none
}

// scan looks through some rows, and deletes those that tell of the person: what is
// read holds up no writer.
func (w *eraser) scan(ctx context.Context, look func(context.Context) (looked, error), del func(context.Context, db.Tx, looked) error) error {
	l, err := look(ctx)
	if err != nil {
		return err
	}
	if l.last == "" {
		return w.skip(ctx)
	}
	return w.commit(ctx, l.last, func(ctx context.Context, tx db.Tx, _ *Commit) error {
		if len(l.rows) == 0 {
			return nil
		}
		return del(ctx, tx, l)
	})
}

// raws looks for those of no message: receipts, bounces, and what was not understood.
func (w *eraser) raws(ctx context.Context) error {
	return w.scan(ctx, w.lookRaws, func(ctx context.Context, tx db.Tx, l looked) error {
		return w.loose(ctx, tx, `WITH v(k) AS ({rows}) DELETE FROM raws WHERE id IN (SELECT k FROM v) RETURNING blob`, db.Set{Cols: idCols, Rows: l.rows})
	})
}

func (w *eraser) lookRaws(ctx context.Context) (l looked, err error) {
	stored := map[core.ID]core.RawRow{}
	err = db.Each(ctx, w.s.db, `SELECT `+rawQuery+` FROM raws r WHERE r.id > $1 ORDER BY r.id LIMIT $2`, db.Args(idAfter(w.e.After), eraseLook), func(scan func(...any) error) error {
		var r core.RawRow
		if err := scan(scanRaw(&r)...); err != nil {
			return err
		}
		header, err := json.Marshal(r.Header)
		if l.last = r.ID.String(); err != nil {
			return err
		}
		if w.seen.in(r.AccountID, header, r.Body, []byte(r.Error)) {
			l.rows = append(l.rows, []any{r.ID})
		} else if r.Blob != "" {
			stored[r.ID] = r
		}
		return nil
	})
	for id, r := range stored {
		body, berr := w.body(ctx, r.Blob)
		if err = errors.Join(err, berr); w.seen.in(r.AccountID, body) {
			l.rows = append(l.rows, []any{id})
		}
	}
	return l, err
}

// body reads a raw that is a file; one that is not there any more is empty.
func (w *eraser) body(ctx context.Context, hash string) ([]byte, error) {
	r, _, err := w.blobs.Open(ctx, hash)
	if errors.Is(err, blob.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, eraseBlobMax))
}

func (w *eraser) exchanges(ctx context.Context) error {
	look := func(ctx context.Context) (l looked, err error) {
		return l, db.Each(ctx, w.s.db, `SELECT x.id, x.account_id, x.data FROM exchanges x WHERE x.id > $1 ORDER BY x.id LIMIT $2`, db.Args(idAfter(w.e.After), eraseLook),
			func(scan func(...any) error) error {
				var id, account core.ID
				var data string
				err := scan(&id, &account, &data)
				if l.last = id.String(); w.seen.in(account, []byte(data)) {
					l.rows = append(l.rows, []any{id})
				}
				return err
			})
	}
	return w.scan(ctx, look, w.delete("exchanges"))
}

func (w *eraser) delete(table string) func(context.Context, db.Tx, looked) error {
	return func(ctx context.Context, tx db.Tx, l looked) error {
		_, err := w.counted(ctx, tx, `WITH v(k) AS ({rows}) DELETE FROM `+table+` WHERE id IN (SELECT k FROM v)`, db.Set{Cols: idCols, Rows: l.rows})
		return err
	}
}

// jobs deletes what waits, or was given up, with the person in it; the erasure's
// own job names nobody but the contact.
func (w *eraser) jobs(ctx context.Context) error {
	var after int64
	if w.e.After != "" {
		if _, err := fmt.Sscan(w.e.After, &after); err != nil {
			return err
		}
	}
	look := func(ctx context.Context) (l looked, err error) {
		return l, db.Each(ctx, w.s.db, `SELECT `+jobQuery+` FROM jobs j WHERE j.id > $1 ORDER BY j.id LIMIT $2`, db.Args(after, eraseLook), func(scan func(...any) error) error {
			var j core.Job
			err := scan(scanJob(&j)...)
			if l.last = fmt.Sprint(j.ID); w.seen.in(j.AccountID, []byte(j.Key), j.Payload, []byte(j.Error)) {
				l.rows = append(l.rows, []any{j.ID})
			}
			return err
		})
	}
	return w.scan(ctx, look, func(ctx context.Context, tx db.Tx, l looked) error {
		_, err := w.counted(ctx, tx, `WITH v(k) AS ({rows}) DELETE FROM jobs WHERE id IN (SELECT k FROM v)`, db.Set{Cols: countCols, Rows: l.rows})
		return err
	})
}

func (w *eraser) early(ctx context.Context) error {
	look := func(ctx context.Context) (l looked, err error) {
		return l, db.Each(ctx, w.s.db, `SELECT x.id, x.account_id, x.external_id, x.error FROM early_refs x WHERE x.id > $1 ORDER BY x.id LIMIT $2`,
			db.Args(idAfter(w.e.After), eraseLook), func(scan func(...any) error) error {
				var id, account core.ID
				var name, text string
				err := scan(&id, &account, &name, db.S(&text))
				if l.last = id.String(); w.seen.in(account, []byte(name), []byte(text)) {
					l.rows = append(l.rows, []any{id})
				}
				return err
			})
	}
	return w.scan(ctx, look, w.delete("early_refs"))
}

var eventKeyCols = db.Cols("account_id uuid, event_key text")

// keys deletes the guards against doubles that spell out who wrote.
func (w *eraser) keys(ctx context.Context) error {
	name, key, _ := strings.Cut(w.e.After, "\x1f")
	account := idAfter(name)
	look := func(ctx context.Context) (l looked, err error) {
		return l, db.Each(ctx, w.s.db, `SELECT k.account_id, k.event_key FROM event_keys k WHERE (k.account_id, k.event_key) > ($1, $2)
			ORDER BY k.account_id, k.event_key LIMIT $3`, db.Args(account, key, 10*eraseLook), func(scan func(...any) error) error {
			var a core.ID
			var k string
			err := scan(&a, &k)
			if l.last = a.String() + "\x1f" + k; w.seen.in(a, []byte(k)) {
				l.rows = append(l.rows, []any{a, k})
			}
			return err
		})
	}
	return w.scan(ctx, look, func(ctx context.Context, tx db.Tx, l looked) error {
		_, err := w.counted(ctx, tx, `WITH v(account_id, event_key) AS ({rows}) DELETE FROM event_keys WHERE (account_id, event_key) IN (SELECT account_id, event_key FROM v)`,
			db.Set{Cols: eventKeyCols, Rows: l.rows})
		return err
	})
}

// health forgets why an account failed last where that names the person.
func (w *eraser) health(ctx context.Context) error {
	var rows [][]any
	err := db.Each(ctx, w.s.db, `SELECT h.account_id, h.problem, h.refused FROM account_health h`, nil, func(scan func(...any) error) error {
		var account core.ID
		var problem, refused string
		err := scan(&account, db.S(&problem), db.S(&refused))
		if w.seen.in(account, []byte(problem), []byte(refused)) {
			rows = append(rows, []any{account})
		}
		return err
	})
	if err != nil {
		return err
	}
	return w.commit(ctx, "", func(ctx context.Context, tx db.Tx, _ *Commit) error {
		if len(rows) == 0 {
			return nil
		}
		_, err := tx.Exec(ctx, `WITH v(k) AS ({rows}) UPDATE account_health SET problem = NULL, code = NULL, refused = NULL WHERE account_id IN (SELECT k FROM v)`,
			db.Set{Cols: idCols, Rows: rows})
		return err
	})
}

// files deletes the blobs that nothing names any more.
func (w *eraser) files(ctx context.Context) error {
	n, after, err := w.s.DropLooseBlobs(ctx, w.blobs, 0, w.e.After)
	if err != nil {
		return err
	}
	return w.commit(ctx, after, func(context.Context, db.Tx, *Commit) error { w.e.Files += n; return nil })
}

// mergePages is how much of the index of words is written anew at once.
const mergePages = 64

// index lets SQLite's index forget the words: it keeps those of deleted rows until
// it merges what it has written. PostgreSQL's vacuum does it by itself.
func (w *eraser) index(ctx context.Context) error {
	if w.s.db.Dialect() == db.Postgres {
		return w.skip(ctx)
	}
	var was, is int64
	after := "again"
	if w.e.After == "" {
		err := w.commit(ctx, after, func(ctx context.Context, tx db.Tx, _ *Commit) error {
			_, err := tx.Exec(ctx, `INSERT INTO search (search, rank) VALUES ('merge', $1)`, -mergePages)
			return err
		})
		return err
	}
	err := w.commit(ctx, after, func(ctx context.Context, tx db.Tx, _ *Commit) error {
		if _, err := db.One(ctx, tx, `SELECT total_changes()`, nil, &was); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO search (search, rank) VALUES ('merge', $1)`, mergePages); err != nil {
			return err
		}
		_, err := db.One(ctx, tx, `SELECT total_changes()`, nil, &is)
		return err
	})
	if err != nil || is-was >= 2 {
		return err
	}
	return w.skip(ctx)
}

// done forgets whom it was about.
func (w *eraser) done(ctx context.Context) error {
	now := w.s.clock()
	err := w.s.aside(ctx, w.e.ContactID.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE erasures SET traces = NULL, finished_at = $2 WHERE id = $1`, w.e.ID, int64(now))
		return err
	})
	if err == nil {
		w.e.FinishedAt = now
	}
	return err
}
