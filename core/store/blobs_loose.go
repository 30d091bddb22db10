package store

import (
	"context"
	"errors"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// looseBatch is how many blobs are looked at, and deleted, at once.
const looseBatch = 50

// blobOfMedia is the blob that the media of an attachment names, as an index has it.
func blobOfMedia(d db.Dialect) string {
	if d == db.Postgres {
		return `(substring(media from '"blob":"([0-9a-f]+)"'))`
	}
	return `(media ->> 'blob')`
}

// DropLooseBlobs deletes some of the blobs that lost a row which named them, where
// no other row does: those after a hash, the first of all after "". Ones stored again
// less than young ago stay for a later look: the row that will name them may not be
// there yet. It returns how many it deleted and after which to go on, "" at the end;
// with an error too, so that one that cannot be deleted does not hold up the others.
func (s *Store) DropLooseBlobs(ctx context.Context, blobs Blobs, young time.Duration, after string) (n int64, next string, err error) {
	var list []string
	err = db.Each(ctx, s.db, `SELECT l.blob FROM loose_blobs l WHERE l.blob > $1 ORDER BY l.blob LIMIT $2`, db.Args(after, looseBatch), func(scan func(...any) error) error {
		var blob string
		err := scan(&blob)
		list = append(list, blob)
		return err
	})
	if err != nil {
		return 0, after, err
	}
	for _, hash := range list {
		gone, err := s.dropLoose(ctx, blobs, hash, young)
		if err != nil {
			return n, hash, err
		}
		if gone {
			n++
		}
	}
	if len(list) == looseBatch {
		next = list[len(list)-1]
	}
	return n, next, nil
}

// dropLoose forgets what agents have of a file that was only ever sent, and deletes
// the bytes where nothing names them then. The row goes last: after a stop it is
// looked at again.
func (s *Store) dropLoose(ctx context.Context, blobs Blobs, hash string, young time.Duration) (gone bool, err error) {
	if young > 0 {
		info, err := blobs.Stat(ctx, hash)
		if err != nil && !errors.Is(err, blob.ErrNotFound) || err == nil && s.clock().Sub(core.At(info.StoredAt)) < young {
			return false, err
		}
	}
	wanted, err := wanted(ctx, s.db, hash)
	if err != nil {
		return false, err
	}
	if !wanted {
		if err := s.aside(ctx, "blobs", func(ctx context.Context, tx db.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM uploads WHERE blob = $1`, hash)
			return err
		}); err != nil {
			return false, err
		}
		if err := blobs.Delete(ctx, hash); err != nil {
			return false, err
		}
	}
	return !wanted, s.aside(ctx, "blobs", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM loose_blobs WHERE blob = $1`, hash)
		return err
	})
}

// wanted reports whether anything but an agent's upload names a blob. What agents
// prepare is looked through: it is little.
func wanted(ctx context.Context, q db.Querier, blob string) (bool, error) {
	for _, sql := range []string{
		`SELECT 1 FROM attachments WHERE ` + blobOfMedia(q.Dialect()) + ` = $1 LIMIT 1`,
		`SELECT 1 FROM visitor_uploads WHERE blob = $1 LIMIT 1`,
		`SELECT 1 FROM raws WHERE blob = $1 LIMIT 1`,
		`SELECT 1 FROM canned_replies WHERE attachments LIKE '%' || $1 || '%' LIMIT 1`,
		`SELECT 1 FROM drafts WHERE attachments LIKE '%' || $1 || '%' LIMIT 1`,
		`SELECT 1 FROM scheduled_messages WHERE state IN ('scheduled', 'sending', 'failed') AND draft LIKE '%' || $1 || '%' LIMIT 1`,
	} {
		var one int64
		if ok, err := db.One(ctx, q, sql, db.Args(blob), &one); err != nil || ok {
			return true, err
		}
	}
	return false, nil
}

// loosen runs a statement that deletes rows and returns the blob of each, and notes
// those blobs. It returns how many rows it deleted.
func loosen(ctx context.Context, tx db.Tx, q string, args ...any) (n int64, err error) {
	var rows [][]any
	seen := map[string]bool{}
	err = db.Each(ctx, tx, q, args, func(scan func(...any) error) error {
		var blob string
		err := scan(db.S(&blob))
		if n++; blob != "" && !seen[blob] {
			seen[blob] = true
			rows = append(rows, []any{blob})
		}
		return err
	})
	if err != nil || len(rows) == 0 {
		return n, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO loose_blobs (blob) {rows} ON CONFLICT DO NOTHING`, db.Set{Cols: db.Cols("blob text"), Rows: rows})
	return n, err
}
