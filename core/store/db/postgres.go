package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/switchboard-hub/switchboard/core"
)

// pgWriters is how many committing transactions run at once on one node: a few
// hide the round trips, many only fight for locks.
const pgWriters = 4

// A statement is bounded by stmtLimit. A transaction that waits for its node is
// ended after idleLimit, less than a lease: a frozen node must not hold its
// locks while others take its work over.
const (
	stmtLimit = 30 * time.Second
	idleLimit = 4 * time.Second
)

// OpenPostgres opens a pool. The URL is PostgreSQL's own form.
func OpenPostgres(ctx context.Context, url string) (DB, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errors.New("open database: the --database URL cannot be read; it should look like postgres://user:password@host:5432/name")
	}
	if cfg.MaxConns < 16 {
		cfg.MaxConns = 16
	}
	rp := cfg.ConnConfig.RuntimeParams
	rp["application_name"] = "switchboard"
	rp["statement_timeout"] = fmt.Sprint(stmtLimit.Milliseconds())
	rp["idle_in_transaction_session_timeout"] = fmt.Sprint(idleLimit.Milliseconds())
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	return &pgDB{pool: pool}, nil
}

type pgDB struct{ pool *pgxpool.Pool }

func (d *pgDB) Dialect() Dialect { return Postgres }
func (d *pgDB) Writers() int     { return pgWriters }
func (d *pgDB) Close() error     { d.pool.Close(); return nil }

type pgQuerier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func pgQuery(ctx context.Context, q pgQuerier, text string, args []any) (Rows, error) {
	text, args, err := expandPG(text, args)
	if err != nil {
		return nil, err
	}
	rows, err := q.Query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, text)
	}
	return pgRows{rows}, nil
}

func (d *pgDB) Query(ctx context.Context, text string, args ...any) (Rows, error) {
	return pgQuery(ctx, d.pool, text, args)
}

// Update begins with the first statement. A lost connection at COMMIT is
// returned as it is: the caller must not assume either outcome.
func (d *pgDB) Update(ctx context.Context, f func(Tx) error) error {
	tx, err := d.pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }() // after a commit: no effect
	if err := f(&pgTx{tx: tx}); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

type pgTx struct{ tx pgx.Tx }

func (t *pgTx) Dialect() Dialect { return Postgres }

func (t *pgTx) Query(ctx context.Context, text string, args ...any) (Rows, error) {
	return pgQuery(ctx, t.tx, text, args)
}

func (t *pgTx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	n, err := t.Flush(ctx, []Stmt{{SQL: text, Args: args}})
	if err != nil {
		return 0, err
	}
	return n[0], nil
}

func (t *pgTx) Flush(ctx context.Context, stmts []Stmt) ([]int64, error) {
	var b pgx.Batch
	texts := make([]string, len(stmts))
	for i, s := range stmts {
		text, args, err := expandPG(s.SQL, s.Args)
		if err != nil {
			return nil, err
		}
		texts[i] = text
		b.Queue(text, args...)
	}
	res := t.tx.SendBatch(ctx, &b)
	changed := make([]int64, len(stmts))
	for i := range stmts {
		tag, err := res.Exec()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%w in %s", err, texts[i]), ignoreClosed(res.Close()))
		}
		changed[i] = tag.RowsAffected()
	}
	return changed, res.Close()
}

// ignoreClosed drops the error that Close repeats from the failed statement.
func ignoreClosed(error) error { return nil }

type pgRows struct{ pgx.Rows }

func (r pgRows) Close() error {
	r.Rows.Close()
	return r.Err()
}

// expandPG fills {rows} with unnest over one array a column. As on SQLite the
// set's parameters come after the others.
func expandPG(text string, args []any) (string, []any, error) {
	if len(args) == 0 {
		return text, args, nil
	}
	set, ok := args[0].(Set)
	if !ok {
		return text, pgArgs(args), nil
	}
	if len(set.Rows) == 0 {
		return "", nil, ErrEmptySet
	}
	out := pgArgs(args[1:])
	var b strings.Builder
	b.WriteString("SELECT * FROM unnest(")
	for i, c := range set.Cols {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d::%s[]", len(out)+1, c.Type)
		out = append(out, pgArray(c.Type, set.Rows, i))
	}
	b.WriteString(")")
	return strings.Replace(text, "{rows}", b.String(), 1), out, nil
}

func pgArgs(args []any) []any {
	out := make([]any, len(args), len(args)+8)
	for i, a := range args {
		switch v := a.(type) {
		case core.ID:
			a = pgtype.UUID{Bytes: v, Valid: !v.IsZero()}
		case string:
			a = core.CleanText(v)
		}
		out[i] = a
	}
	return out
}

// pgArray turns one column of the rows into an array that pgx encodes without
// reflection.
func pgArray(typ string, rows [][]any, i int) any {
	switch typ {
	case "uuid":
		return column(rows, i, func(v any) pgtype.UUID {
			id, _ := v.(core.ID)
			return pgtype.UUID{Bytes: id, Valid: !id.IsZero()}
		})
	case "bigint":
		return column(rows, i, func(v any) pgtype.Int8 {
			n, ok := asInt(v)
			return pgtype.Int8{Int64: n, Valid: ok}
		})
	case "text":
		return column(rows, i, func(v any) pgtype.Text {
			s, ok := asText(v)
			return pgtype.Text{String: s, Valid: ok}
		})
	case "boolean":
		return column(rows, i, func(v any) pgtype.Bool {
			b, ok := v.(bool)
			return pgtype.Bool{Bool: b, Valid: ok}
		})
	}
	return column(rows, i, func(v any) []byte {
		b, _ := v.([]byte)
		return b
	})
}

func column[T any](rows [][]any, i int, f func(any) T) []T {
	out := make([]T, len(rows))
	for r, row := range rows {
		out[r] = f(row[i])
	}
	return out
}

func pgError(err error) (code string) {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
