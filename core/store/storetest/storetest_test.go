package storetest_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// Each copy has the schema without being migrated, and is nobody else's: a table
// that one test makes is not there for the next.
func TestACopyIsWholeAndOnesOwn(t *testing.T) {
	t.Parallel()
	for name, copied := range map[string]func(t *testing.T) (db.DB, error){
		"sqlite": func(t *testing.T) (db.DB, error) {
			path := filepath.Join(t.TempDir(), "new", "hub.db")
			storetest.SQLite(t, path)
			return db.OpenSQLite(t.Context(), path)
		},
		"postgres": func(t *testing.T) (db.DB, error) { return db.OpenPostgres(t.Context(), storetest.Postgres(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for range 2 {
				d, err := copied(t)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = d.Close() })
				err = d.Update(t.Context(), func(tx db.Tx) error {
					for _, sql := range []string{"DELETE FROM conversations", "CREATE TABLE left_behind (id BIGINT)"} {
						if _, err := tx.Exec(context.Background(), sql); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
}
