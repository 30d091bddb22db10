package store_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// watched is a database that remembers every statement, so that its plan can
// be asked for.
type watched struct {
	db.DB
	mu   sync.Mutex
	seen map[string]db.Stmt
}

func (w *watched) note(text string, args []any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[text] = db.Stmt{SQL: text, Args: args}
}

func (w *watched) Query(ctx context.Context, text string, args ...any) (db.Rows, error) {
	w.note(text, args)
	return w.DB.Query(ctx, text, args...)
}

func (w *watched) Update(ctx context.Context, f func(db.Tx) error) error {
	return w.DB.Update(ctx, func(tx db.Tx) error { return f(watchedTx{tx, w}) })
}

type watchedTx struct {
	db.Tx
	w *watched
}

func (t watchedTx) Query(ctx context.Context, text string, args ...any) (db.Rows, error) {
	t.w.note(text, args)
	return t.Tx.Query(ctx, text, args...)
}

func (t watchedTx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	t.w.note(text, args)
	return t.Tx.Exec(ctx, text, args...)
}

func (t watchedTx) Flush(ctx context.Context, stmts []db.Stmt) ([]int64, error) {
	for _, s := range stmts {
		t.w.note(s.SQL, s.Args)
	}
	return t.Tx.Flush(ctx, stmts)
}

// TestNoStatementReadsAWholeTable runs every path of the store once and asks
// the database how it would find the rows.
func TestNoStatementReadsAWholeTable(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": pgtest.Shared} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			d, err := store.OpenDB(ctx, store.Location{URL: url(t), Path: filepath.Join(t.TempDir(), "hub.db")})
			must(t, err)
			defer d.Close()
			w := &watched{DB: d, seen: map[string]db.Stmt{}}
			s := store.Open(store.Options{DB: w, Log: slog.New(slog.DiscardHandler), Consumers: []string{"hook"}})
			must(t, s.Seed(ctx))
			exercise(t, s)
			crowd(t, s)
			must(t, s.Close())
			for text, st := range w.seen {
				if scan := wholeScan(t, d, st); scan != "" {
					t.Errorf("%s\nin\n%s", scan, text)
				}
			}
		})
	}
}

// exercise calls what runs often, or over tables that grow.
func exercise(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := context.Background()
	d := newDesk(t, s, 2, 4)
	for _, v := range d.viewers(t) {
		for _, f := range d.filters() {
			d.list(t, v, f)
		}
		for _, view := range append(slices.Clone(views), core.ViewMentions) {
			d.list(t, v, core.ConversationFilter{View: view})
			d.list(t, v, core.ConversationFilter{View: view, Sort: core.SortWaiting})
			d.list(t, v, core.ConversationFilter{View: view, AccountID: d.views[0].AccountID})
		}
		_, _ = s.Counts(ctx, v)
	}
	c := d.views[0]
	if c.Status.Ended() {
		c = d.views[1]
	}
	p := answer(all(), c.ID, "answer")
	_ = s.Do(ctx, p)
	_, _ = s.Changes(ctx, all(), c.ID, 1, 10)
	_, _ = s.Messages(ctx, all(), c.ID, 1, 10)
	_, _ = s.Stream(ctx, c.IdentityID, -1, 10)
	_, _ = s.Parts(ctx, all(), c.ID, c.LastMessageID)
	_, _ = s.Exchanges(ctx, all(), c.ID, c.LastMessageID)
	_, _, _ = s.Outgoing(ctx, c.LastMessageID)
	_, _ = s.DoubtBefore(ctx, core.Message{ConversationID: c.ID, Seq: 5})
	_, _, _, _ = s.Contact(ctx, all(), c.ContactID)
	_, _ = s.MarkRead(ctx, all(), c.ID, 1)
	_, _ = s.SaveDraft(ctx, all(), c.ID, core.Composition{Text: "x"})
	end := sending(t, s, talk(t, s), "another")
	must(t, s.Do(ctx, about(end.AccountID, "u1", end.Receipt.ExternalID, core.TypeMessage, nil)))
	must(t, s.Do(ctx, end))
	_ = s.Do(ctx, &engine.Change{Viewer: all(), ConversationID: c.ID, MessageID: p.Message.ID, Text: "x"})
	_ = s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: c.ID, Step: core.Step{Kind: core.StepReopen}})
	must(t, s.Tag(ctx, core.TagConversation, c.ID, "vip", true, all().Actor()))
	must(t, s.Merge(ctx, d.views[0].ContactID, d.views[1].ContactID, all().Actor()))
	must(t, s.Unmerge(ctx, d.views[0].ContactID, all().Actor()))
	work(t, s)
	_, _ = s.Raws(ctx, core.ID{}, "", core.Page{})
	_, _ = s.Raws(ctx, c.AccountID, "", core.Page{})
	_, _ = s.Raws(ctx, core.ID{}, core.RawDone, core.Page{})
	old := store.PruneBefore{Raws: 1, Failed: 1, Exchanges: 1}
	_, _, _ = s.Prune(ctx, old, 10)
	_, _ = s.Prunable(ctx, old, 10)
	expired(t, s, c)
	exerciseDesk(t, s, c)
	for _, f := range []core.AuditFilter{{}, {Actor: core.NewID(), From: 1, To: 2}, {Target: "x", Action: "agent"}} {
		_, _ = s.AuditRows(ctx, f, core.Page{})
	}
}

// crowd makes the jobs many, so that PostgreSQL plans as it would then.
func crowd(t *testing.T, s *store.Store) {
	t.Helper()
	if s.DB().Dialect() == db.SQLite {
		return
	}
	sql(t, s, `INSERT INTO jobs (key, lane, class, kind, payload, state, due_at, deadline, attempts, epoch, created_at)
		SELECT 'k' || g, g % 64, 'bulk', 'x', '{}', 'waiting', g, g, 0, 0, g FROM generate_series(1, 5000) g`)
	sql(t, s, `ANALYZE jobs`)
}

// work takes a job through its life.
func work(t *testing.T, s *store.Store) {
	t.Helper()
	ctx, h := context.Background(), hold(t, s, "n1")
	for _, some := range []store.Hold{h, {Owner: h.Owner, Epochs: map[int]int64{1: 1, 2: 1}}} {
		_, err := s.Due(ctx, some, core.ClassEvent, 10)
		must(t, err)
		_, err = s.NextDue(ctx, some, core.ClassEvent)
		must(t, err)
	}
	jobs, err := s.Due(ctx, h, core.ClassEvent, 10)
	must(t, err)
	_, _ = s.Blocked(ctx, map[string]int64{jobs[0].Key: jobs[0].ID})
	must(t, s.Defer(ctx, map[string]core.Time{jobs[0].Key: 1}))
	got, err := s.Claim(ctx, h, jobs[:2])
	must(t, err)
	for i := range jobs {
		jobs[i].Epoch, jobs[i].Attempts = got[jobs[i].ID], 1
	}
	must(t, s.Finish(ctx, []store.Outcome{{Job: jobs[0]}, {Job: jobs[1], State: core.JobDead}}))
	_, err = s.Running(ctx, h, core.ClassEvent, 10)
	must(t, err)
	_, err = s.Recover(ctx, h)
	must(t, err)
	_, err = s.ReplayJob(ctx, jobs[1].ID)
	must(t, err)
	for _, state := range []string{core.JobDead, core.JobWaiting, core.JobRunning} {
		_, err = s.Jobs(ctx, state, core.Page{})
		must(t, err)
	}
}

var (
	growing   = `(conversations|messages|jobs|events|parts|attachments|raws|event_keys|contacts|identities|assignments|exchanges|early_refs|reads|drafts|bulk_items|ratings|scheduled_messages|conversation_fields|taggings)`
	liteScan  = regexp.MustCompile(`^SCAN (c|m|j|e|p|a|r|ct|i|o|g|` + growing[1:len(growing)-1] + `)\b`)
	pgScan    = regexp.MustCompile(`Seq Scan on ` + growing)
	fewRows   = regexp.MustCompile(`using (jobs_running|jobs_dead|parts_doubt|raws_failed) on`) // they hold what is out of the ordinary
	pgIndexed = regexp.MustCompile(`Index (Only )?Scan (Backward )?using \w+ on ` + growing)
)

// wholeScan returns the step of the plan that reads a growing table from end
// to end; "" when there is none.
func wholeScan(t *testing.T, d db.DB, st db.Stmt) string {
	t.Helper()
	if st.SQL == "ANALYZE jobs" {
		return ""
	}
	var plan []string
	if d.Dialect() == db.SQLite {
		rows, err := d.Query(context.Background(), "EXPLAIN QUERY PLAN "+st.SQL, st.Args...)
		must(t, err)
		defer rows.Close()
		for rows.Next() {
			var id, parent, unused int
			var detail string
			must(t, rows.Scan(&id, &parent, &unused, &detail))
			if liteScan.MatchString(detail) {
				plan = append(plan, detail)
			}
		}
		return strings.Join(plan, "\n")
	}
	must(t, d.Update(context.Background(), func(tx db.Tx) error {
		if _, err := tx.Exec(context.Background(), "SET LOCAL enable_seqscan = off"); err != nil { // small tables are read whole
			return err
		}
		return db.Each(context.Background(), tx, "EXPLAIN (COSTS OFF) "+st.SQL, st.Args, func(scan func(...any) error) error {
			var line string
			err := scan(&line)
			plan = append(plan, line)
			return err
		})
	}))
	for i, line := range plan {
		whole := pgIndexed.MatchString(line) && !fewRows.MatchString(line) && (i+1 == len(plan) || !strings.Contains(plan[i+1], "Index Cond"))
		if pgScan.MatchString(line) || whole {
			return strings.Join(plan, "\n")
		}
	}
	return ""
}
