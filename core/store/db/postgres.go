package db

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/switchboard-hub/switchboard/core"
)

// pgWriters is how many committing transactions run at once on one node, at most:
// a few hide the round trips, more than there are cores make batches small.
const pgWriters = 4

// A connection is given up after connectLimit, a statement after stmtLimit. A
// transaction that waits for its node is ended after idleLimit, less than a
// lease: a frozen node must not hold its locks while others take its work over.
const (
	connectLimit = 5 * time.Second
	stmtLimit    = 30 * time.Second
	idleLimit    = 4 * time.Second
)

// OpenPostgres opens a pool. The URL is PostgreSQL's own form.
func OpenPostgres(ctx context.Context, url string) (DB, error) {
	cfg, err := parsePostgres(url)
	if err != nil {
		return nil, errors.New("open database: the --database URL cannot be read; it should look like postgres://user:password@host:5432/name")
	}
	if cfg.MaxConns < 16 {
		cfg.MaxConns = 16
	}
	if cfg.ConnConfig.ConnectTimeout == 0 {
		cfg.ConnConfig.ConnectTimeout = connectLimit
	}
	rp := cfg.ConnConfig.RuntimeParams
	rp["application_name"] = "switchboard"
	if _, set := rp["jit"]; !set {
		rp["jit"] = "off" // to compile a statement takes longer than any of ours should run
	}
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

// parsePostgres reads the URL. Within one machine TLS protects nothing and costs a
// tenth of the messages a second: where the URL leaves open whether to use it,
// it is used there only if the server insists.
func parsePostgres(url string) (*pgxpool.Config, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil || cfg.ConnConfig.TLSConfig == nil {
		return cfg, err
	}
	fallbacks := cfg.ConnConfig.Fallbacks // of "prefer", the default, the same host without TLS
	ip := net.ParseIP(cfg.ConnConfig.Host)
	local := cfg.ConnConfig.Host == "localhost" || ip != nil && ip.IsLoopback()
	if local && len(fallbacks) > 0 && fallbacks[0].TLSConfig == nil && fallbacks[0].Host == cfg.ConnConfig.Host {
		cfg.ConnConfig.TLSConfig, fallbacks[0].TLSConfig = nil, cfg.ConnConfig.TLSConfig
	}
	return cfg, nil
}

type pgDB struct{ pool *pgxpool.Pool }

func (d *pgDB) Dialect() Dialect { return Postgres }
func (d *pgDB) Writers() int     { return min(pgWriters, max(2, runtime.GOMAXPROCS(0))) }
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

// Update begins with the first statement and commits with the last ones, so
// that a transaction costs few round trips. A connection that was lost at COMMIT
// is ErrUncertain: the caller must not assume either outcome.
func (d *pgDB) Update(ctx context.Context, f func(Tx) error) error {
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer conn.Release() // a connection still within a transaction is closed
	tx := &pgTx{conn: conn}
	err = f(tx)
	if err == nil {
		err = tx.commit(ctx)
	}
	if err != nil && conn.Conn().PgConn().TxStatus() != 'I' {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), idleLimit)
		defer cancel()
		_, _ = conn.Exec(ctx, "ROLLBACK") // where it fails, Release closes the connection
	}
	return err
}

// pgTx pipelines: what begin and Defer left waiting goes out before the next
// statement, in the same round trip.
type pgTx struct {
	conn  *pgxpool.Conn
	begun bool
	late  []Stmt
}

func (t *pgTx) Dialect() Dialect { return Postgres }

// Query sends what waits first: its rows are read while the connection is used.
func (t *pgTx) Query(ctx context.Context, text string, args ...any) (Rows, error) {
	if !t.begun || len(t.late) > 0 {
		if err := t.send(ctx, nil); err != nil {
			return nil, err
		}
	}
	return pgQuery(ctx, t.conn, text, args)
}

func (t *pgTx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	n, err := t.Flush(ctx, []Stmt{{SQL: text, Args: args}})
	if err != nil {
		return 0, err
	}
	return n[0], nil
}

func (t *pgTx) Flush(ctx context.Context, stmts []Stmt) ([]int64, error) {
	changed := make([]int64, len(stmts))
	calls := make([]pgCall, len(stmts))
	for i, s := range stmts {
		calls[i] = pgCall{s.SQL, s.Args, func(res pgx.BatchResults) error {
			tag, err := res.Exec()
			changed[i] = tag.RowsAffected()
			return err
		}}
	}
	return changed, t.send(ctx, calls)
}

func (t *pgTx) Read(ctx context.Context, list []Lookup) error {
	calls := make([]pgCall, len(list))
	for i, l := range list {
		calls[i] = pgCall{l.SQL, l.Args, func(res pgx.BatchResults) error {
			rows, err := res.Query()
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				if err := l.Row(pgRows{rows}.Scan); err != nil {
					return err
				}
			}
			return rows.Err()
		}}
	}
	return t.send(ctx, calls)
}

func (t *pgTx) Defer(_ context.Context, stmts []Stmt) error {
	t.late = append(t.late, stmts...)
	return nil
}

func (t *pgTx) commit(ctx context.Context) error {
	if !t.begun && len(t.late) == 0 {
		return nil
	}
	done := false
	err := t.send(ctx, []pgCall{{"COMMIT", nil, func(res pgx.BatchResults) error {
		tag, err := res.Exec()
		if done = err == nil && tag.String() == "COMMIT"; err == nil && !done {
			err = pgx.ErrTxCommitRollback
		}
		return err
	}}})
	switch {
	case err == nil || done: // a connection that breaks after the answer undoes nothing
		return nil
	case t.conn.Conn().IsClosed() && !pgconn.SafeToRetry(err):
		return fmt.Errorf("commit: %w: %w", ErrUncertain, err)
	}
	return fmt.Errorf("commit: %w", err)
}

// pgCall is a statement of a pipeline and the reader of its result.
type pgCall struct {
	text string
	args []any
	read func(pgx.BatchResults) error
}

// send runs what waits and then the calls in one round trip. The first error
// ends it; the server skips the rest.
func (t *pgTx) send(ctx context.Context, calls []pgCall) error {
	exec := func(res pgx.BatchResults) error { _, err := res.Exec(); return err }
	var all []pgCall
	if !t.begun {
		all = append(all, pgCall{"BEGIN", nil, exec})
	}
	for _, s := range t.late {
		all = append(all, pgCall{s.SQL, s.Args, exec})
	}
	all = append(all, calls...)
	t.begun, t.late = true, nil
	var b pgx.Batch
	for i := range all {
		text, args, err := expandPG(all[i].text, all[i].args)
		if err != nil {
			return err
		}
		all[i].text = text
		b.Queue(text, args...)
	}
	res := t.conn.SendBatch(ctx, &b)
	for _, c := range all {
		if err := c.read(res); err != nil {
			_ = res.Close() // it repeats the error
			return fmt.Errorf("%w in %s", err, c.text)
		}
	}
	return res.Close()
}

type pgRows struct{ pgx.Rows }

// Scan takes ids as the 16 bytes that they are; pgx would write them as text to
// be read again.
func (r pgRows) Scan(dest ...any) error {
	for i, d := range dest {
		if id, ok := d.(*core.ID); ok {
			dest[i] = (*pgID)(id)
		}
	}
	return r.Rows.Scan(dest...)
}

type pgID core.ID

func (id *pgID) ScanUUID(v pgtype.UUID) error {
	*id = v.Bytes
	return nil
}

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

// pgArray turns one column of the rows into an array of a kind that pgx encodes
// without reflection.
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

func column[T any](rows [][]any, i int, f func(any) T) pgtype.FlatArray[T] {
	out := make(pgtype.FlatArray[T], len(rows))
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
