package db_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The folder may be one that others can read: the files in it are not.
func TestOnlyTheOwnerReadsTheDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o755)) //nolint:gosec // it is what is tested
	d, err := db.OpenSQLite(t.Context(), filepath.Join(dir, "hub.db"))
	must(t, err)
	defer d.Close()
	exec(t, d, `CREATE TABLE n (k bigint)`)
	files, err := filepath.Glob(filepath.Join(dir, "hub.db*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("the database is %v, %v", files, err)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", filepath.Base(file), info.Mode())
		}
	}
}
