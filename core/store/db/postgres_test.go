package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

func TestAConnectionThatWasCutIsUnavailable(t *testing.T) {
	t.Parallel()
	conn, err := pgx.Connect(t.Context(), pgtest.Shared(t))
	must(t, err)
	must(t, conn.Close(t.Context()))
	if _, err := conn.Begin(t.Context()); !db.IsUnavailable(err) {
		t.Errorf("%v", err)
	}
}

// A node that freezes in the middle of a transaction must not keep the others
// from what it has locked until it wakes, which may be never.
func TestAFrozenTransactionLosesItsLocks(t *testing.T) {
	t.Parallel()
	url := pgtest.Shared(t)
	frozen, err := db.OpenPostgres(t.Context(), url)
	must(t, err)
	defer frozen.Close()
	other, err := db.OpenPostgres(t.Context(), url)
	must(t, err)
	defer other.Close()
	exec(t, frozen, `CREATE TABLE leases (name text PRIMARY KEY, owner text)`)
	exec(t, frozen, `INSERT INTO leases VALUES ('a', 'nobody')`)
	take := func(d db.DB, owner string, then func()) error {
		return d.Update(context.Background(), func(tx db.Tx) error {
			_, err := tx.Exec(context.Background(), `UPDATE leases SET owner = $1`, owner)
			then()
			return err
		})
	}
	wake, locked, woken := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() { woken <- take(frozen, "frozen", func() { close(locked); <-wake }) }()
	<-locked
	must(t, take(other, "other", func() {}))
	close(wake)
	if err := <-woken; !db.IsUnavailable(err) {
		t.Errorf("the frozen node heard %v", err)
	}
	var owner string
	if _, err := db.One(t.Context(), other, `SELECT owner FROM leases`, nil, &owner); err != nil || owner != "other" {
		t.Errorf("owner %q, %v", owner, err)
	}
}

// TestACommitWithoutAnAnswerIsUncertain: it was done, and the caller cannot know. What
// the server has refused is no such thing.
func TestACommitWithoutAnAnswerIsUncertain(t *testing.T) {
	t.Parallel()
	way := pgtest.NewCutter(t, pgtest.Shared(t))
	d, err := db.OpenPostgres(t.Context(), way.URL)
	must(t, err)
	defer d.Close()
	exec(t, d, `CREATE TABLE n (k bigint PRIMARY KEY)`)
	insert := func(tx db.Tx) error {
		return tx.Defer(t.Context(), []db.Stmt{{SQL: `INSERT INTO n VALUES (1)`}})
	}
	way.Lose(1)
	if err := d.Update(t.Context(), insert); !errors.Is(err, db.ErrUncertain) || !db.IsUnavailable(err) || db.IsConflict(err) {
		t.Errorf("%v", err)
	}
	if err := d.Update(t.Context(), insert); errors.Is(err, db.ErrUncertain) || !db.IsUnique(err) {
		t.Errorf("it was done, or is taken for lost: %v", err)
	}
}
