// Package storetest gives tests a database that has the schema already: a copy of
// one that was migrated once a process, which is quicker than all migrations. The
// tests of the migrations themselves begin with an empty database of pgtest.
package storetest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// Postgres returns the URL of a migrated database, which goes with the test.
func Postgres(t testing.TB) string {
	t.Helper()
	return pgtest.Copied(t, func(ctx context.Context, url string) error {
		return migrate(ctx, store.Location{URL: url})
	})
}

// SQLite writes a migrated database to a file that is not there yet.
func SQLite(t testing.TB, path string) {
	t.Helper()
	file, err := model()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		err = os.WriteFile(path, file, 0o600)
	}
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
}

// model is the file that SQLite copies. Only the process is there to own it.
var model = sync.OnceValues(func() (file []byte, err error) {
	dir, err := os.MkdirTemp("", "storetest-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "hub.db")
	if err := migrate(context.Background(), store.Location{Path: path, Backup: dir}); err != nil {
		return nil, err
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil, errors.New("a closed database left its write-ahead log: a copy of the file alone is not whole")
	}
	return os.ReadFile(path) //nolint:gosec // a path of our own making
})

func migrate(ctx context.Context, l store.Location) error {
	d, err := store.OpenDB(ctx, l)
	if err != nil {
		return err
	}
	return d.Close()
}
