package db_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// onBoth runs a behaviour on both databases, with a table of numbers.
func onBoth(t *testing.T, f func(t *testing.T, d db.DB)) {
	t.Helper()
	ctx := context.Background()
	for name, open := range map[string]func() (db.DB, error){
		"sqlite":   func() (db.DB, error) { return db.OpenSQLite(ctx, filepath.Join(t.TempDir(), "x.db")) },
		"postgres": func() (db.DB, error) { return db.OpenPostgres(ctx, pgtest.Shared(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := open()
			must(t, err)
			defer d.Close()
			exec(t, d, `CREATE TABLE n (id uuid, k bigint NOT NULL PRIMARY KEY, s text, b bytea, y boolean)`)
			f(t, d)
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func exec(t *testing.T, d db.DB, text string, args ...any) (changed int64) {
	t.Helper()
	must(t, d.Update(context.Background(), func(tx db.Tx) (err error) {
		changed, err = tx.Exec(context.Background(), text, args...)
		return err
	}))
	return changed
}

var cols = db.Cols("id uuid, k bigint, s text, b bytea, y boolean")

// TestSetsOfAnySizeAreWrittenAndFound: sizes around the powers of two into
// which they are cut and padded, and beyond what one statement of SQLite takes.
func TestSetsOfAnySizeAreWrittenAndFound(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, d db.DB) {
		ctx, next := context.Background(), 0
		for _, n := range []int{1, 2, 3, 63, 64, 65, 127, 200, 5000, 40_000} {
			set := db.Set{Cols: cols}
			find := db.Set{Cols: db.Cols("k bigint, again text"), Repeatable: true}
			for range n {
				next++
				set.Rows = append(set.Rows, []any{core.NewID(), int64(next), db.NullText(fmt.Sprint(next % 2)), []byte{1}, next%2 == 0})
				find.Rows = append(find.Rows, []any{next, "x"})
			}
			if got := exec(t, d, `INSERT INTO n (id, k, s, b, y) {rows}`, set); got != int64(n) {
				t.Fatalf("%d of %d rows written", got, n)
			}
			var got []int64
			must(t, db.Each(ctx, d, `WITH v(k, again) AS ({rows}) SELECT n.k FROM n WHERE n.k IN (SELECT k FROM v) AND n.k > $1`, db.Args(find, -1), func(scan func(...any) error) error {
				var k int64
				err := scan(&k)
				got = append(got, k)
				return err
			}))
			slices.Sort(got)
			if len(got) != n || got[0] != int64(next-n+1) || len(slices.Compact(got)) != n {
				t.Fatalf("%d of %d rows found", len(got), n)
			}
			if len(find.Rows) != n {
				t.Fatal("padding changed the caller's rows")
			}
		}
		empty := db.Set{Cols: cols}
		err := db.Each(ctx, d, `WITH v(k) AS ({rows}) SELECT 1`, db.Args(empty), nil)
		if !errors.Is(err, db.ErrEmptySet) {
			t.Fatal(err)
		}
	})
}

func TestATransactionIsAllOrNothing(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, d db.DB) {
		ctx, insert := context.Background(), `INSERT INTO n (k) VALUES ($1)`
		exec(t, d, insert, 1)
		err := d.Update(ctx, func(tx db.Tx) error {
			_, err := tx.Flush(ctx, []db.Stmt{{SQL: insert, Args: db.Args(2)}, {SQL: insert, Args: db.Args(1)}, {SQL: insert, Args: db.Args(3)}})
			return err
		})
		if !db.IsUnique(err) || db.IsConflict(err) != (d.Dialect() == db.Postgres) || db.IsUnavailable(err) || db.IsForeign(err) {
			t.Fatalf("%v", err)
		}
		refusal := errors.New("no")
		if err := d.Update(ctx, func(tx db.Tx) error {
			_, err := tx.Exec(ctx, insert, 4)
			return errors.Join(err, refusal)
		}); !errors.Is(err, refusal) {
			t.Fatal(err)
		}
		n := 0
		_, err = db.One(ctx, d, `SELECT COUNT(*) FROM n`, nil, &n)
		must(t, err)
		if n != 1 {
			t.Fatalf("%d rows", n)
		}
		if ok, err := db.One(ctx, d, `SELECT k FROM n WHERE k = $1`, db.Args(9), &n); ok || err != nil {
			t.Fatal(ok, err)
		}
	})
}

func TestAServerThatIsGoneIsUnavailable(t *testing.T) {
	t.Parallel()
	for _, err := range []error{io.ErrUnexpectedEOF, fmt.Errorf("receive: %w", io.EOF), context.DeadlineExceeded} {
		if !db.IsUnavailable(err) || db.IsConflict(err) {
			t.Errorf("%v", err)
		}
	}
	if db.IsUnavailable(errors.New("a defect")) || db.IsUnavailable(nil) || db.IsUnique(nil) {
		t.Error("not every error is the server's")
	}
	d, err := db.OpenPostgres(context.Background(), pgtest.Shared(t))
	must(t, err)
	defer d.Close()
	err = d.Update(context.Background(), func(tx db.Tx) error {
		_, err := tx.Exec(context.Background(), `SELECT pg_terminate_backend(pg_backend_pid())`)
		return err
	})
	if !db.IsUnavailable(err) {
		t.Fatalf("%v", err)
	}
	exec(t, d, `CREATE TABLE after (k bigint)`) // the pool heals itself
}

// TestTheLogBesideTheFileStaysBounded: under writes that never pause, with a
// reader that comes and goes, the WAL starts over instead of growing.
func TestTheLogBesideTheFileStaysBounded(t *testing.T) {
	t.Parallel()
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "x.db")
	d, err := db.OpenSQLite(ctx, path)
	must(t, err)
	defer d.Close()
	exec(t, d, `CREATE TABLE n (id uuid, k bigint NOT NULL PRIMARY KEY, s text, b bytea, y boolean)`)
	body, written, largest, k := []byte(nil), int64(0), int64(0), int64(0)
	for written < 320<<20 {
		set := db.Set{Cols: cols}
		for range 16 {
			k++
			body = bytes.Repeat([]byte{byte(k)}, 64<<10) // the same bytes would not be written again
			set.Rows = append(set.Rows, []any{core.NewID(), k % 64, "s", body, true})
			written += int64(len(body))
		}
		exec(t, d, `INSERT INTO n (id, k, s, b, y) {rows} ON CONFLICT (k) DO UPDATE SET b = excluded.b`, set)
		n := 0
		_, err := db.One(ctx, d, `SELECT COUNT(*) FROM n`, nil, &n)
		must(t, err)
		st, err := os.Stat(path + "-wal")
		must(t, err)
		largest = max(largest, st.Size())
	}
	t.Logf("the log grew to %d MB", largest>>20)
	if largest > 160<<20 {
		t.Fatalf("%d MB written, and the log grew to %d MB", written>>20, largest>>20)
	}
}
