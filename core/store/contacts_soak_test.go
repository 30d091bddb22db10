package store

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// Names as they are common, so that some words are very many people's.
var (
	surnames = []rune("王王王李李李张张张刘刘陈陈杨黄赵吴周徐孙马朱胡郭何林高罗")
	given    = []rune("伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂志远文晨思宇浩然子轩雨涵")
	latin    = []string{"Anna", "John", "Maria", "Wei", "David", "Elena", "Max", "Sofia", "Ivan", "Li"}
)

// TestSoakContacts measures how long it takes to find somebody among very many.
func TestSoakContacts(t *testing.T) {
	n := 3_000 // some batches of the index
	switch os.Getenv("SWITCHBOARD_SOAK") {
	case "full":
		n = 1_000_000
	case "":
		t.Skip("set SWITCHBOARD_SOAK to short or full")
	}
	for name, url := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": pgtest.Shared} {
		t.Run(name, func(t *testing.T) { contactsSoak(t, url(t), n) })
	}
}

func contactsSoak(t *testing.T, url string, n int) {
	ctx, dir := t.Context(), t.TempDir()
	d, err := OpenDB(ctx, Location{URL: url, Path: filepath.Join(dir, "hub.db"), Backup: dir})
	check(t, err)
	defer d.Close()
	s := Open(Options{DB: d, Log: slog.New(slog.DiscardHandler)})
	defer s.Close()
	check(t, s.Seed(ctx))
	agent := core.NewID()
	r := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same people in every run
	started := time.Now()
	for done := 0; done < n; done += 2000 {
		check(t, s.crowd(ctx, r, agent, min(2000, n-done)))
	}
	filled := time.Since(started)
	started = time.Now()
	for more := 1; more > 0; {
		more, err = s.indexContacts(ctx)
		check(t, err)
	}
	t.Logf("%d contacts: %v to fill, %v to index", n, filled.Round(time.Second), time.Since(started).Round(time.Second))
	s.analyze(ctx, t)
	all := core.Viewer{AgentID: agent, Scope: core.ScopeAll, Permissions: core.Permissions()}
	own := core.Viewer{AgentID: agent, Scope: core.ScopeOwn}
	for _, v := range []core.Viewer{all, own} {
		for _, q := range []string{"王", "志远", "王志远", "a", "anna", "john ma", "138", "13812", "13812345678", "5678", "example", "anna example", "user", "user42", "不在"} {
			s.lookUps(ctx, t, v, q)
		}
	}
}

// crowd adds people, each with an address, and a conversation for every tenth.
func (s *Store) crowd(ctx context.Context, r *rand.Rand, agent core.ID, n int) error {
	var contacts, identities, stale, conversations [][]any
	for range n {
		id, identity := core.NewID(), core.NewID()
		c := core.Contact{ID: id, Kind: core.ContactKnown, CreatedAt: 1, UpdatedAt: 1}
		c.Name = string([]rune{surnames[r.IntN(len(surnames))], given[r.IntN(len(given))], given[r.IntN(len(given))]})
		if r.IntN(4) == 0 {
			c.Name = latin[r.IntN(len(latin))] + " " + latin[r.IntN(len(latin))] + fmt.Sprint(r.IntN(500))
		}
		c.Fields = map[string]string{"phone": fmt.Sprintf("1%d%09d", 30+r.IntN(70), r.IntN(1e9)), "email": fmt.Sprintf("u%d@example.com", r.IntN(1e6))}
		contacts = append(contacts, contactRow(c))
		identities = append(identities, identityRow(core.Identity{ID: identity, AccountID: agent, ExternalID: fmt.Sprintf("oX%013x%013x", r.Uint64()>>12, r.Uint64()>>12), ContactID: id,
			Name: c.Name, Username: fmt.Sprintf("user%d", r.IntN(1e7)), Kind: "person"}))
		stale = append(stale, []any{id})
		if r.IntN(10) == 0 {
			conversations = append(conversations, conversationRow(core.Conversation{ID: core.NewID(), AccountID: agent, IdentityID: identity, ContactID: id,
				Thread: id.String(), Status: core.StatusCompleted, AgentID: agent, EndedAt: 1, Need: ""}))
		}
	}
	return s.db.(reader).DB.Update(ctx, func(tx db.Tx) error {
		w := &writer{}
		w.insert("contacts", contactCols, contacts)
		w.insert("identities", identityCols, identities)
		w.insert("conversations", conversationCols, conversations)
		w.set("INSERT INTO contact_stale (contact_id) {rows}", db.Cols("contact_id uuid"), stale)
		return tx.Defer(ctx, w.stmts)
	})
}

func (s *Store) analyze(ctx context.Context, t *testing.T) {
	t.Helper()
	if s.db.Dialect() == db.Postgres {
		check(t, s.db.(reader).DB.Update(ctx, func(tx db.Tx) error {
			_, err := tx.Exec(ctx, `ANALYZE`)
			return err
		}))
		return
	}
	var pages, size, terms int64
	_, err := db.One(ctx, s.db, `SELECT page_count, page_size, (SELECT COUNT(*) FROM contact_terms) FROM pragma_page_count(), pragma_page_size()`, nil, &pages, &size, &terms)
	check(t, err)
	t.Logf("%d words, a file of %d MB", terms, pages*size>>20)
}

// lookUps asks some times and prints how long it took.
func (s *Store) lookUps(ctx context.Context, t *testing.T, v core.Viewer, q string) {
	t.Helper()
	const times = 20
	var took []time.Duration
	found := 0
	for range times {
		started := time.Now()
		list, err := s.FindContacts(ctx, v, q, core.Page{Limit: 50})
		check(t, err)
		took, found = append(took, time.Since(started)), len(list.Items)
	}
	slices.Sort(took)
	t.Logf("%-12s %-4s %2d found: p50 %7v, p95 %7v", q, v.Scope, found, took[times/2].Round(10*time.Microsecond), took[times*95/100].Round(10*time.Microsecond))
}
