package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/dump"
)

// DumpDB writes all rows of one moment into an archive. A hub may be running on
// the database, of any version. It returns how many attachments name a blob.
func DumpDB(ctx context.Context, l Location, w *dump.Writer) (attached int64, err error) {
	var s dump.Source
	if l.Dialect() == db.Postgres {
		s, err = dump.OpenPostgres(ctx, l.URL)
	} else {
		s, err = dump.OpenSQLite(ctx, l.Path)
	}
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	text, err := s.Value(ctx, `SELECT CAST(COUNT(*) AS text) FROM attachments WHERE state = '`+string(core.AttachmentReady)+`'`)
	if err == nil {
		attached, err = strconv.ParseInt(text, 10, 64)
	}
	if err != nil {
		return 0, fmt.Errorf("count the attachments: %w", err)
	}
	key, err := s.Value(ctx, `SELECT value FROM settings WHERE key = 'key.fingerprint'`)
	if err != nil {
		return 0, fmt.Errorf("read the key's fingerprint: %w", err)
	}
	w.Key(key)
	return attached, w.Tables(ctx, s)
}

// PrepareRestore gives a new database the schema of an archive. It refuses one that
// is not empty.
func PrepareRestore(ctx context.Context, l Location, m dump.Manifest) error {
	if err := l.makeEmpty(ctx, m.Schema); err != nil {
		return err
	}
	t, err := l.target(ctx)
	if err != nil {
		return err
	}
	return t.Close()
}

func (l Location) target(ctx context.Context) (dump.Target, error) {
	if l.Dialect() == db.Postgres {
		return dump.LoadPostgres(ctx, l.URL)
	}
	return dump.LoadSQLite(ctx, l.Path)
}

// RestoreDB fills a database that PrepareRestore has made, under the schema that
// the archive was made of: the first start upgrades it. What a process held is given
// back, as after a crash, and what is made from the rows is made anew.
func RestoreDB(ctx context.Context, l Location, a *dump.Archive) (err error) {
	t, err := l.target(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	if err := a.Load(ctx, t); err != nil {
		return err
	}
	for _, q := range resume(a.Manifest) {
		if err := t.Exec(ctx, q); err != nil {
			return fmt.Errorf("%w in %s", err, q)
		}
	}
	return t.Commit(ctx)
}

// contactTermsSince is the schema that has the words of contacts.
const contactTermsSince = 12

// resume is what has to be done to rows that lived elsewhere until now. Streams
// are another generation: what clients remember of them may be ahead.
func resume(m dump.Manifest) []string {
	list := []string{
		`UPDATE jobs SET state = 'waiting' WHERE state = 'running'`,
		`DELETE FROM settings WHERE key IN ('` + indexMark + `', '` + generationKey + `', '` + setupToken + `')`,
	}
	if m.Schema >= contactTermsSince {
		list = append(list, `INSERT INTO contact_stale (contact_id) SELECT id FROM contacts ORDER BY id DESC`)
	}
	return list
}
