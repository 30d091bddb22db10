package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// stmtKey names a prepared statement: its text, and how many rows fill {rows}.
type stmtKey struct {
	text string
	rows int
}

// expand writes the statement for SQLite. The set's parameters are nameless
// and come first, so {rows} stands before every $n of a statement; $1 is the
// first parameter after them.
func (k stmtKey) expand(cols []Col) string {
	head, tail, ok := strings.Cut(k.text, "{rows}")
	if !ok || k.rows == 0 {
		return limits.ReplaceAllString(strings.ReplaceAll(k.text, "$", "?"), "LIMIT ($1 + 0)")
	}
	row := "(" + strings.Repeat(",?", len(cols))[1:] + ")"
	values := "VALUES " + strings.Repeat(","+row, k.rows)[1:]
	from := k.rows * len(cols)
	tail = limits.ReplaceAllString(tail, "LIMIT ($1 + 0)")
	return head + values + numbered.ReplaceAllStringFunc(tail, func(p string) string {
		n, _ := strconv.Atoi(p[1:]) // the expression matches digits only
		return "?" + strconv.Itoa(from+n)
	})
}

var (
	numbered = regexp.MustCompile(`\$[0-9]+`)
	// A bare parameter as the limit is looked at by SQLite's planner, which then
	// parses the statement anew at every run; an expression is not.
	limits = regexp.MustCompile(`LIMIT ([$?][0-9]+)`)
)

// The driver looks for every parameter among all arguments, so that a
// statement's cost grows with the square of their number: pieces of pieceArgs
// are the fastest.
const (
	pieceArgs = 128
	pieceMax  = 64
)

// pieceRows is how many of so many rows go into one statement: a power of two,
// so that a few prepared statements serve every size.
func pieceRows(cols, rows int) int {
	n := pieceMax
	for n > 1 && (n > rows || n*cols > pieceArgs) {
		n /= 2
	}
	return n
}

func setArgs(rows [][]any, rest []any) []any {
	out := make([]any, 0, len(rows)*len(rows[0])+len(rest))
	for _, row := range rows {
		out = append(out, row...)
	}
	return liteArgs(append(out, rest...))
}

type prepare func(context.Context, stmtKey, []Col) (*sql.Stmt, error)

// liteQuery runs a query; a look-up of many rows becomes several, whose
// results follow each other. A statement over a Repeatable set therefore may
// order or count within a row of the set, not over all of them.
func liteQuery(ctx context.Context, prep prepare, text string, args []any) (Rows, error) {
	set, ok := Set{}, false
	if len(args) > 0 {
		set, ok = args[0].(Set)
	}
	if !ok {
		return liteQueryOnce(ctx, prep, stmtKey{text, 0}, nil, liteArgs(args))
	}
	if len(set.Rows) == 0 {
		return nil, ErrEmptySet
	}
	if !set.Repeatable {
		return liteQueryOnce(ctx, prep, stmtKey{text, len(set.Rows)}, set.Cols, setArgs(set.Rows, args[1:]))
	}
	size := pieceRows(len(set.Cols), pieceMax)
	if len(set.Rows) <= size {
		return lookUp(ctx, prep, text, set.Cols, set.Rows, args[1:])
	}
	chain := &chainRows{}
	for from := 0; from < len(set.Rows); from += size {
		piece := set.Rows[from:min(from+size, len(set.Rows))]
		chain.rest = append(chain.rest, func() (Rows, error) { return lookUp(ctx, prep, text, set.Cols, piece, args[1:]) })
	}
	return chain, nil
}

// lookUp fills a piece up to a power of two by repeating its last row.
func lookUp(ctx context.Context, prep prepare, text string, cols []Col, rows [][]any, rest []any) (Rows, error) {
	n := 1
	for n < len(rows) {
		n *= 2
	}
	for len(rows) < n {
		rows = append(rows[:len(rows):len(rows)], rows[len(rows)-1])
	}
	return liteQueryOnce(ctx, prep, stmtKey{text, n}, cols, setArgs(rows, rest))
}

func liteQueryOnce(ctx context.Context, prep prepare, key stmtKey, cols []Col, args []any) (Rows, error) {
	st, err := prep(ctx, key, cols)
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, key.text)
	}
	return rows, nil
}

// chainRows reads one result after the other.
type chainRows struct {
	now  Rows
	rest []func() (Rows, error)
	err  error
}

func (c *chainRows) Next() bool {
	for c.err == nil {
		if c.now != nil && c.now.Next() {
			return true
		}
		if c.err = c.Close(); c.err != nil || len(c.rest) == 0 {
			return false
		}
		c.now, c.err = c.rest[0]()
		c.rest = c.rest[1:]
	}
	return false
}

func (c *chainRows) Scan(dest ...any) error { return c.now.Scan(dest...) }

func (c *chainRows) Err() error { return c.err }

func (c *chainRows) Close() error {
	if c.now == nil {
		return nil
	}
	err := errors.Join(c.now.Err(), c.now.Close())
	c.now = nil
	return err
}

// liteArgs cleans texts as PostgreSQL needs them, so that both databases keep
// and find the same.
func liteArgs(args []any) []any {
	for i, a := range args {
		s, ok := a.(string)
		if !ok {
			continue
		}
		if clean := core.CleanText(s); clean != s {
			out := append([]any(nil), args...)
			for j := i; j < len(out); j++ {
				if s, ok := out[j].(string); ok {
					out[j] = core.CleanText(s)
				}
			}
			return out
		}
	}
	return args
}
