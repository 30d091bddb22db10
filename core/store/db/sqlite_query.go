package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
)

// lookUpMax is how many rows of a look-up go into one statement: SQLite takes
// 32766 parameters.
const lookUpMax = 4096

type prepare func(context.Context, string) (*sql.Stmt, error)

// liteQuery runs a query; a look-up of very many rows becomes several, whose
// results follow each other. A statement over a Repeatable set therefore may
// order or count within a row of the set, not over all of them.
func liteQuery(ctx context.Context, prep prepare, text string, args []any) (Rows, error) {
	set, ok := Set{}, false
	if len(args) > 0 {
		set, ok = args[0].(Set)
	}
	if !ok || !set.Repeatable || len(set.Rows) <= lookUpMax {
		return liteQueryOnce(ctx, prep, text, args)
	}
	chain := &chainRows{}
	for from := 0; from < len(set.Rows); from += lookUpMax {
		piece := set
		piece.Rows = set.Rows[from:min(from+lookUpMax, len(set.Rows))]
		chain.rest = append(chain.rest, func() (Rows, error) {
			return liteQueryOnce(ctx, prep, text, append([]any{piece}, args[1:]...))
		})
	}
	return chain, nil
}

func liteQueryOnce(ctx context.Context, prep prepare, text string, args []any) (Rows, error) {
	expanded, args, err := expandLite(text, args)
	if err != nil {
		return nil, err
	}
	st, err := prep(ctx, expanded)
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, text)
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
