package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Probe is what a database says of itself.
type Probe struct {
	Engine  db.Dialect
	Took    time.Duration // a small query, there and back
	Schema  int64
	Known   int64     // the schema that this binary knows
	Size    int64     // bytes
	Free    int64     // bytes of SQLite's file that hold nothing
	Clock   core.Time // of PostgreSQL; SQLite has none of its own
	Setting map[string]string
}

// Probe asks the database. Nothing is written.
func (s *Store) Probe(ctx context.Context) (Probe, error) { return probe(ctx, s.db) }

// ProbeAt asks a database that no hub has opened. It is not migrated, and SQLite's
// file is not made; its folder must be locked for this process by the caller.
func ProbeAt(ctx context.Context, l Location) (_ Probe, err error) {
	if l.URL == "" {
		if _, err := os.Stat(l.Path); err != nil {
			return Probe{}, err
		}
	}
	open, where := db.OpenSQLite, l.Path
	if l.URL != "" {
		open, where = db.OpenPostgres, l.URL
	}
	d, err := open(ctx, where)
	if err != nil {
		return Probe{}, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return probe(ctx, d)
}

func probe(ctx context.Context, q db.DB) (Probe, error) {
	p := Probe{Engine: q.Dialect(), Setting: map[string]string{}}
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return p, err
	}
	p.Known = int64(len(files))
	begun := time.Now()
	if _, err := db.One(ctx, q, `SELECT MAX(version_id) FROM goose_db_version`, nil, db.N(&p.Schema)); err != nil {
		return p, fmt.Errorf("ask the database for its schema: %w", err)
	}
	p.Took = time.Since(begun)
	if p.Engine == db.Postgres {
		return p, p.postgres(ctx, q)
	}
	return p, p.sqlite(ctx, q)
}

func (p *Probe) postgres(ctx context.Context, q db.DB) error {
	if _, err := db.One(ctx, q, `SELECT `+pgNow+`, pg_database_size(current_database())`, nil, db.N(&p.Clock), &p.Size); err != nil {
		return fmt.Errorf("ask the database for its clock and size: %w", err)
	}
	err := db.Each(ctx, q, `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'jit')`, nil,
		func(scan func(...any) error) error {
			var name, value string
			err := scan(&name, &value)
			p.Setting[name] = value
			return err
		})
	if err != nil {
		return fmt.Errorf("ask the database for its settings: %w", err)
	}
	return nil
}

func (p *Probe) sqlite(ctx context.Context, q db.DB) error {
	var pages, free, page int64
	var journal string
	_, err := db.One(ctx, q, `SELECT c.page_count, f.freelist_count, s.page_size, j.journal_mode
		FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s, pragma_journal_mode j`, nil, &pages, &free, &page, &journal)
	if err != nil {
		return fmt.Errorf("ask the database for its size: %w", err)
	}
	p.Size, p.Free, p.Setting["journal_mode"] = pages*page, free*page, journal
	return nil
}
