package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that migrations use
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/dump"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Location says where the database is.
type Location struct {
	URL    string // postgres://…; empty: SQLite
	Path   string // of the SQLite file
	Backup string // folder for the backup that is made before an upgrade; nobody deletes it
}

// Dialect returns the database of the location.
func (l Location) Dialect() db.Dialect {
	if l.URL != "" {
		return db.Postgres
	}
	return db.SQLite
}

// OpenDB migrates the database to this binary's schema and opens it. A newer
// schema is refused; an older one with data is backed up first.
func OpenDB(ctx context.Context, l Location) (db.DB, error) {
	if l.URL != "" {
		if u, err := url.Parse(l.URL); err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
			return nil, errors.New("--database must be a URL such as postgres://user:password@host:5432/name; leave it out for the embedded SQLite")
		}
	}
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	if err := Migrate(ctx, l, sub); err != nil {
		return nil, err
	}
	if l.URL != "" {
		return db.OpenPostgres(ctx, l.URL)
	}
	return db.OpenSQLite(ctx, l.Path)
}

// Migrate brings the database to the newest schema of a migration history.
func Migrate(ctx context.Context, l Location, history fs.FS) error {
	conn, provider, err := l.provider(history)
	if err != nil {
		return err
	}
	defer conn.Close()
	done, err := l.alone(ctx, conn)
	if err != nil {
		return fmt.Errorf("wait for the other node's upgrade: %w", err)
	}
	defer done()
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	switch {
	case have > want:
		return fmt.Errorf("the database has schema %d, this binary knows %d: start the newer binary that wrote it, or restore the backup that was made before the upgrade", have, want)
	case have == want:
		return nil
	case have > 0:
		if err := l.backup(ctx, conn, have); err != nil {
			return fmt.Errorf("back up before the upgrade from schema %d to %d: %w", have, want, err)
		}
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("upgrade the schema from %d to %d: %w", have, want, err)
	}
	return nil
}

// ErrNotEmpty is returned where a backup is to be restored over something.
var ErrNotEmpty = errors.New("there is a database already: a backup is restored into a new one only")

// makeEmpty gives a database without tables the schema of a version.
func (l Location) makeEmpty(ctx context.Context, version int64) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	conn, provider, err := l.provider(sub)
	if err != nil {
		return err
	}
	defer conn.Close()
	done, err := l.alone(ctx, conn)
	if err != nil {
		return fmt.Errorf("wait for the other node's upgrade: %w", err)
	}
	defer done()
	have, want, err := provider.GetVersions(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("read the schema's version: %w", err)
	case version > want || version < 1:
		return fmt.Errorf("the backup has schema %d, this binary knows %d: use the newer binary that made it", version, want)
	case have == version:
		return nil
	case have != 0:
		return ErrNotEmpty
	}
	if _, err := provider.UpTo(ctx, version); err != nil {
		return fmt.Errorf("make schema %d: %w", version, err)
	}
	return nil
}

// upgradeLock is the advisory lock of who upgrades the schema.
const upgradeLock = 0x5377_6974

// alone waits until no other node upgrades: one in the middle of it would look
// like an old schema. SQLite's folder is one process's.
func (l Location) alone(ctx context.Context, pool *sql.DB) (done func(), err error) {
	if l.Dialect() == db.SQLite {
		return func() {}, nil
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", upgradeLock); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", upgradeLock) // or else it ends with the connection
		_ = conn.Close()
	}, nil
}

func (l Location) provider(history fs.FS) (*sql.DB, *goose.Provider, error) {
	driver, dsn, dialect := "pgx", l.URL, goose.DialectPostgres
	var opts []goose.ProviderOption
	if l.Dialect() == db.SQLite {
		if err := os.MkdirAll(filepath.Dir(l.Path), 0o700); err != nil {
			return nil, nil, err
		}
		driver, dsn, dialect = "sqlite", "file:"+(&url.URL{Path: l.Path}).EscapedPath()+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)", goose.DialectSQLite3
	} else {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, nil, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	conn, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, nil, fmt.Errorf("open database: %w", err)
	}
	conn.SetMaxOpenConns(3)
	p, err := goose.NewProvider(dialect, conn, dialectFS{history, l.Dialect()}, opts...)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("read migrations: %w", err), conn.Close())
	}
	return conn, p, nil
}

// backup keeps what the older binary can open: on SQLite a copy of the file, on
// PostgreSQL an archive of all rows.
func (l Location) backup(ctx context.Context, conn *sql.DB, version int64) error {
	name := filepath.Join(l.Backup, fmt.Sprintf("before-upgrade-schema-%d-%s", version, time.Now().UTC().Format("20060102T150405")))
	if err := os.MkdirAll(l.Backup, 0o700); err != nil {
		return err
	}
	if l.Dialect() == db.SQLite {
		if _, err := conn.ExecContext(ctx, "VACUUM INTO ?", name+".partial"); err != nil {
			return errors.Join(err, os.Remove(name+".partial"))
		}
		return os.Rename(name+".partial", name+".db")
	}
	if err := l.archive(ctx, name+".partial"); err != nil {
		return errors.Join(err, os.Remove(name+".partial"))
	}
	return os.Rename(name+".partial", name+".tar")
}

func (l Location) archive(ctx context.Context, name string) (err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := dump.NewWriter(f, "before an upgrade", time.Now(), func(dump.Progress) {})
	if _, err := DumpDB(ctx, l, w); err != nil {
		return err
	}
	if _, _, err := w.Close(); err != nil {
		return err
	}
	return f.Sync()
}

// dialectFS fills in the few words by which the two databases differ.
type dialectFS struct {
	fs.FS
	dialect db.Dialect
}

func (d dialectFS) Open(name string) (fs.File, error) {
	f, err := d.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return f, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(d.FS, name)
	if err != nil {
		return nil, err
	}
	words := strings.NewReplacer("{serial}", "integer PRIMARY KEY AUTOINCREMENT", "{clustered}", "WITHOUT ROWID", "{bytewise}", "", "{search}", searchSQLite, "{reindex}", "DROP TABLE search; "+searchSQLite+"; "+indexForgotten,
		"{blob}", blobOfMedia(db.SQLite))
	if d.dialect == db.Postgres {
		words = strings.NewReplacer("{serial}", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "{clustered}", "", "{bytewise}", ` COLLATE "C"`, "{search}", searchPostgres, "{reindex}", searchAnew,
			"{blob}", blobOfMedia(db.Postgres))
	}
	return &sqlFile{Reader: strings.NewReader(words.Replace(string(text))), info: info}, nil
}

type sqlFile struct {
	*strings.Reader
	info fs.FileInfo
}

func (f *sqlFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *sqlFile) Close() error               { return nil }
