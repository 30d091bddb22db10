// Package db is the small seam between SQLite and PostgreSQL: one SQL text for
// both wherever it can be. Statements use $1 placeholders; {rows} stands for a
// set of rows, which becomes VALUES on SQLite and unnest on PostgreSQL, so that
// reads and writes are set-wise on both.
//
// Nothing here knows a table of the hub.
package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Dialect tells the two databases apart where a statement has to differ.
type Dialect string

// The dialects.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// Rows is a result being read; Close it.
type Rows interface {
	Next() bool
	Scan(...any) error
	Err() error
	Close() error
}

// Querier reads.
type Querier interface {
	Dialect() Dialect
	// Query runs one statement. A Set argument fills {rows}.
	Query(ctx context.Context, sql string, args ...any) (Rows, error)
}

// Tx is one transaction on the writing side.
type Tx interface {
	Querier
	// Exec returns the number of rows changed.
	Exec(ctx context.Context, sql string, args ...any) (int64, error)
	// Read runs look-ups in order, in as few round trips as the database allows;
	// each sees what was committed when its turn came.
	Read(ctx context.Context, list []Lookup) error
	// Flush runs statements in order, in as few round trips as the database
	// allows, and returns the rows changed by each.
	Flush(ctx context.Context, stmts []Stmt) ([]int64, error)
	// Defer runs statements before the transaction's next one, at the latest
	// with the commit, whose error is then theirs.
	Defer(ctx context.Context, stmts []Stmt) error
}

// Lookup is a query and what is done with each of its rows.
type Lookup struct {
	SQL  string
	Args []any
	Row  func(scan func(...any) error) error
}

// Stmt is a statement with its arguments.
type Stmt struct {
	SQL  string
	Args []any
}

// DB is an open database.
type DB interface {
	Querier
	// Update runs f in one transaction on the writing side. On SQLite there is
	// one at a time. After ErrUncertain it may have been committed.
	Update(ctx context.Context, f func(Tx) error) error
	// Writers is how many transactions can usefully run at once.
	Writers() int
	Close() error
}

// Col is a column of a Set.
type Col struct{ Name, Type string }

// Cols builds columns from "name type" words: "id uuid, seq bigint". It is for
// constant texts, hence the panic.
func Cols(spec string) []Col {
	var cols []Col
	for _, f := range strings.Split(spec, ",") {
		w := strings.Fields(f)
		if len(w) != 2 {
			panic(fmt.Sprintf("column %q: want a name and a type", f))
		}
		switch w[1] {
		case "uuid", "bigint", "text", "bytea", "boolean":
		default:
			panic(fmt.Sprintf("column %q: unknown type", f))
		}
		cols = append(cols, Col{w[0], w[1]})
	}
	return cols
}

// Names joins the columns' names.
func Names(cols []Col) string {
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// Set is a set of rows given as one argument. There may be one in a statement,
// it must be the first argument, and it fills {rows}. An empty set is the
// caller's to avoid.
type Set struct {
	Cols []Col
	Rows [][]any
	// Repeatable: a row may be given twice without harm, as in a look-up.
	// SQLite then needs fewer different statements. What is joined to the set comes
	// twice as well: ask for what is IN it where that matters.
	Repeatable bool
}

// ErrEmptySet is a set without rows.
var ErrEmptySet = errors.New("db: an empty set")

// One runs a query for at most one row; ok is false when there is none.
func One(ctx context.Context, q Querier, sql string, args []any, dest ...any) (ok bool, err error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	if err := rows.Scan(dest...); err != nil {
		return false, err
	}
	return true, rows.Close()
}

// Each runs a query and calls f for every row.
func Each(ctx context.Context, q Querier, sql string, args []any, f func(scan func(...any) error) error) error {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Args lets a call to One or Each read as a list.
func Args(args ...any) []any { return args }
