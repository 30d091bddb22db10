package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// AddVisitorUpload keeps that a visitor has a file.
func (s *Store) AddVisitorUpload(ctx context.Context, u core.VisitorUpload) error {
	return s.aside(ctx, "visitor:"+u.SessionID.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO visitor_uploads (id, session_id, blob, media, used, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			u.ID, u.SessionID, u.Media.Blob, mustJSON(u.Media), false, int64(s.clock()))
		return err
	})
}

// VisitorUpload returns a file of a visitor's own; ok is false when it is none.
func (s *Store) VisitorUpload(ctx context.Context, session, id core.ID) (u core.VisitorUpload, ok bool, err error) {
	ok, err = db.One(ctx, s.db, `SELECT id, session_id, media, created_at FROM visitor_uploads WHERE id = $1 AND session_id = $2`, db.Args(id, session),
		&u.ID, &u.SessionID, jsonInto(&u.Media), db.N(&u.CreatedAt))
	return u, ok, err
}

// UseVisitorUploads marks files as taken by a message that is about to be
// written: a file may outlive a message that never was, but never the reverse.
func (s *Store) UseVisitorUploads(ctx context.Context, session core.ID, ids []core.ID) error {
	return s.aside(ctx, "visitor:"+session.String(), func(ctx context.Context, tx db.Tx) error {
		for _, id := range ids {
			n, err := tx.Exec(ctx, `UPDATE visitor_uploads SET used = $3 WHERE id = $1 AND session_id = $2`, id, session, true)
			if err == nil && n == 0 {
				err = &core.Problem{Status: 422, Code: "widget.upload_unknown", Text: "an attachment names no file of yours; upload it again"}
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// DropVisitorUploads forgets files that no message took before a time, at most
// limit, and returns the blobs that nothing else names either.
func (s *Store) DropVisitorUploads(ctx context.Context, before core.Time, limit int) ([]string, error) {
	var blobs []string
	err := s.aside(ctx, "visitors", func(ctx context.Context, tx db.Tx) error {
		blobs = nil
		found := map[string]bool{}
		q := `DELETE FROM visitor_uploads WHERE id IN (SELECT id FROM visitor_uploads WHERE NOT used AND created_at < $1 ORDER BY created_at LIMIT $2) RETURNING blob`
		err := db.Each(ctx, tx, q, db.Args(int64(before), limit), func(scan func(...any) error) error {
			var blob string
			err := scan(&blob)
			found[blob] = true
			return err
		})
		if err != nil {
			return err
		}
		for blob := range found {
			named, err := named(ctx, tx, blob)
			if err != nil {
				return err
			}
			if !named {
				blobs = append(blobs, blob)
			}
		}
		return nil
	})
	if err != nil { // it may be at work still: what it found is not read
		return nil, err
	}
	return blobs, nil
}

// BlobNamed reports whether anything names a blob.
func (s *Store) BlobNamed(ctx context.Context, blob string) (bool, error) {
	return named(ctx, s.db, blob)
}

// VisitorAttachment returns an attachment that a visitor may be shown: of a
// public message that is still there.
func (s *Store) VisitorAttachment(ctx context.Context, id core.ID) (a core.Attachment, ok bool, err error) {
	ok, err = db.One(ctx, s.db, `SELECT `+prefixed("a", attachmentCols)+` FROM attachments a JOIN messages m ON m.id = a.message_id
		WHERE a.id = $1 AND a.state = 'ready' AND m.visibility = 'public' AND m.stream_offset IS NOT NULL AND m.deleted_at IS NULL`,
		db.Args(id), scanAttachment(&a)...)
	return a, ok, err
}

// named reports whether a blob is still wanted, or an agent has uploaded it.
func named(ctx context.Context, q db.Querier, blob string) (bool, error) {
	if ok, err := wanted(ctx, q, blob); err != nil || ok {
		return true, err
	}
	var one int64
	ok, err := db.One(ctx, q, `SELECT 1 FROM uploads WHERE blob = $1 LIMIT 1`, db.Args(blob), &one)
	return ok || err != nil, err
}
