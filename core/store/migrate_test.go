package store_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// history is this binary's migrations, and as many made-up ones after them.
func history(t *testing.T, extra ...string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	names, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	for _, name := range names {
		text, err := os.ReadFile(name)
		must(t, err)
		out[filepath.Base(name)] = &fstest.MapFile{Data: text}
	}
	for i, text := range extra {
		out["0900"+string(rune('1'+i))+"_more.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text + "\n-- +goose Down\n")}
	}
	return out
}

func TestAnUpgradeBacksUpFirstAndANewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": pgtest.Shared} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, dir := context.Background(), t.TempDir()
			l := store.Location{URL: url(t), Path: filepath.Join(dir, "hub.db"), Backup: filepath.Join(dir, "backups")}
			must(t, store.Migrate(ctx, l, history(t)))
			must(t, store.Migrate(ctx, l, history(t))) // nothing to do
			if backups(l) != 0 {
				t.Fatal("an empty database was backed up")
			}
			if err := store.Migrate(ctx, l, history(t, "CREATE TABLE broken (;")); err == nil || !strings.Contains(err.Error(), "upgrade the schema") {
				t.Fatalf("a broken migration: %v", err)
			}
			must(t, os.RemoveAll(l.Backup))
			must(t, store.Migrate(ctx, l, history(t, "CREATE TABLE later (id bigint);")))
			if backups(l) != 1 {
				t.Fatalf("%d backups", backups(l))
			}
			if _, err := store.OpenDB(ctx, l); err == nil || !strings.Contains(err.Error(), "start the newer binary") {
				t.Fatalf("a newer schema was opened: %v", err)
			}
		})
	}
}

func backups(l store.Location) int {
	list, _ := os.ReadDir(l.Backup) // no folder: no backup
	return len(list)
}

func TestTwoNodesMayMigrateAtOnce(t *testing.T) {
	t.Parallel()
	l := store.Location{URL: pgtest.Shared(t)}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := store.Migrate(context.Background(), l, history(t)); err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
}

func TestADatabaseURLThatIsNoneIsExplained(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"mysql://x", "hub.db", "postgres//x", "::"} {
		if _, err := store.OpenDB(context.Background(), store.Location{URL: url}); err == nil || !strings.Contains(err.Error(), "postgres://") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestSecretsAreSealedAndOpenOnlyWithTheirKey(t *testing.T) {
	t.Parallel()
	ctx, dir := context.Background(), t.TempDir()
	l := store.Location{Path: filepath.Join(dir, "hub.db")}
	a := core.Account{ID: core.NewID(), Channel: "test", Name: "Test", Status: core.AccountActive,
		Config: map[string]string{"region": "cn"}, Secrets: map[string]string{"token": "s3cr3t-value"}}
	withKey := func(key string, f func(s *store.Store)) {
		t.Helper()
		d, err := store.OpenDB(ctx, l)
		must(t, err)
		s := openOn(t, d, filepath.Join(dir, key))
		f(s)
		must(t, s.Close())
		must(t, d.Close())
	}
	withKey("key", func(s *store.Store) {
		must(t, s.SaveAccount(ctx, a))
		got, err := s.Account(ctx, a.ID)
		must(t, err)
		if got.Setting("token") != "s3cr3t-value" || got.Setting("region") != "cn" || got.Health.State != core.HealthUnchecked {
			t.Fatalf("%+v", got)
		}
	})
	file, err := os.ReadFile(l.Path)
	must(t, err)
	if strings.Contains(string(file), "s3cr3t") {
		t.Fatal("a secret lies in the file in the clear")
	}
	withKey("another key", func(s *store.Store) {
		if _, err := s.Account(ctx, a.ID); err == nil {
			t.Fatal("opened with another key")
		}
	})
}
