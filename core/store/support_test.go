package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// onBoth runs a behaviour on both databases.
func onBoth(t *testing.T, f func(t *testing.T, s *store.Store), consumers ...string) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, open(t, "", consumers...)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); f(t, open(t, storetest.Postgres(t), consumers...)) })
}

func open(t *testing.T, url string, consumers ...string) *store.Store {
	t.Helper()
	dir := t.TempDir()
	if url == "" {
		storetest.SQLite(t, filepath.Join(dir, "hub.db"))
	}
	d, err := store.OpenDB(context.Background(), store.Location{URL: url, Path: filepath.Join(dir, "hub.db"), Backup: dir})
	must(t, err)
	box, err := secret.OpenKeyFile(filepath.Join(dir, "key"), true)
	must(t, err)
	s := store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Box: box, Consumers: consumers})
	must(t, s.Seed(context.Background()))
	t.Cleanup(func() {
		must(t, s.Close())
		must(t, d.Close())
	})
	return s
}

// incoming is a text of a person, as a normalizer makes it.
func incoming(account core.ID, user string, n int, text string) *engine.Ingest {
	key := fmt.Sprintf("m:%d:%s", n, user)
	return &engine.Ingest{
		Raw: core.Raw{ID: core.NewID(), AccountID: account, Channel: "test", Kind: "test", Body: []byte(key), ReceivedAt: 1},
		Envelopes: []core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: user, Name: "王小明"}, Direction: core.In, Key: key,
			ExternalID: fmt.Sprintf("%d:%s", n, user), SentAt: 1, Content: &core.Content{Kind: core.KindText, Text: text}}},
	}
}

func all() core.Viewer {
	return core.Viewer{AgentID: core.NewID(), Scope: core.ScopeAll, Permissions: core.Permissions()}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// openOn opens a store on a database with a key file of its own.
func openOn(t *testing.T, d db.DB, key string) *store.Store {
	t.Helper()
	box, err := secret.OpenKeyFile(key, true)
	must(t, err)
	return store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Box: box})
}
