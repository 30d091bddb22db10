package dump

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"
)

// pg is a connection to PostgreSQL within one transaction.
type pg struct{ conn *pgx.Conn }

// OpenPostgres begins to read a database that hubs may be writing to, as it is
// at this moment.
func OpenPostgres(ctx context.Context, url string) (Source, error) {
	return openPG(ctx, url, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
}

// LoadPostgres opens a migrated database whose tables are empty; others wait.
func LoadPostgres(ctx context.Context, url string) (Target, error) {
	p, err := openPG(ctx, url, "BEGIN")
	if err != nil {
		return nil, err
	}
	tables, err := p.Tables(ctx)
	for _, t := range tables {
		if err == nil && t.Rows > 0 {
			err = fmt.Errorf("the database is not empty: its table %s has %d rows; restore into a new database", t.Name, t.Rows)
		}
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

func openPG(ctx context.Context, url, begin string) (*pg, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errors.New("open database: the --database URL cannot be read; it should look like postgres://user:password@host:5432/name")
	}
	for name, v := range map[string]string{"application_name": "switchboard backup", "client_encoding": "UTF8", "bytea_output": "hex",
		"statement_timeout": "0", "idle_in_transaction_session_timeout": "0", "lock_timeout": "60s"} {
		cfg.RuntimeParams[name] = v
	}
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	p := &pg{conn}
	if err := p.Exec(ctx, begin); err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), p.Close())
	}
	return p, nil
}

func (p *pg) Engine() string { return "postgres" }

// Close undoes what was not committed.
func (p *pg) Close() error { return p.conn.Close(context.Background()) }

func (p *pg) Value(ctx context.Context, query string) (string, error) {
	var v *string
	err := p.conn.QueryRow(ctx, query).Scan(&v)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	if v == nil {
		return "", err
	}
	return *v, err
}

func (p *pg) Schema(ctx context.Context) (v int64, err error) {
	err = p.conn.QueryRow(ctx, schemaQuery).Scan(&v)
	return v, err
}

func (p *pg) Tables(ctx context.Context) ([]Table, error) {
	rows, err := p.conn.Query(ctx, `SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attidentity <> '' FROM pg_class c
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, a.attnum`)
	if err != nil {
		return nil, err
	}
	var out []Table
	var name string
	var c Column
	var counts bool
	_, err = pgx.ForEachRow(rows, []any{&name, &c.Name, &c.Type, &counts}, func() error {
		if !kept(name) {
			return nil
		}
		if len(out) == 0 || out[len(out)-1].Name != name {
			out = append(out, Table{Name: name})
		}
		t := &out[len(out)-1]
		t.Columns = append(t.Columns, c)
		if counts {
			t.Counter = c.Name
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range out {
		if err := p.counts(ctx, &out[i]); err != nil {
			return nil, err
		}
	}
	refs, err := p.refs(ctx)
	return ordered(out, refs), err
}

// counts asks how many rows a table has and how far it has counted.
func (p *pg) counts(ctx context.Context, t *Table) error {
	if err := p.conn.QueryRow(ctx, `SELECT COUNT(*) FROM `+quoted(t.Name)).Scan(&t.Rows); err != nil || t.Counter == "" {
		return err
	}
	return p.conn.QueryRow(ctx, `SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass), 0)`, t.Name, t.Counter).Scan(&t.Counted)
}

func (p *pg) refs(ctx context.Context) (map[string][]string, error) {
	rows, err := p.conn.Query(ctx, `SELECT c.relname, f.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
		WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace`)
	if err != nil {
		return nil, err
	}
	refs := map[string][]string{}
	var from, to string
	_, err = pgx.ForEachRow(rows, []any{&from, &to}, func() error {
		refs[from] = append(refs[from], to)
		return nil
	})
	return refs, err
}

func (p *pg) Copy(ctx context.Context, t Table, to io.Writer) error {
	_, err := p.conn.PgConn().CopyTo(ctx, to, `COPY `+quoted(t.Name)+` (`+names(t.Columns)+`) TO STDOUT`)
	return err
}

func (p *pg) Exec(ctx context.Context, statement string) error {
	_, err := p.conn.Exec(ctx, statement)
	return err
}

// Load lets PostgreSQL read the lines itself; it takes the given numbers into
// columns that it counts.
func (p *pg) Load(ctx context.Context, t Table, lines io.Reader) (int64, error) {
	tag, err := p.conn.PgConn().CopyFrom(ctx, lines, `COPY `+quoted(t.Name)+` (`+names(t.Columns)+`) FROM STDIN`)
	return tag.RowsAffected(), err
}

// Count tells the sequence what it had counted.
func (p *pg) Count(ctx context.Context, t Table) error {
	if t.Counted == 0 {
		return nil
	}
	_, err := p.conn.Exec(ctx, `SELECT setval(pg_get_serial_sequence($1, $2)::regclass, $3)`, t.Name, t.Counter, t.Counted)
	return err
}

// Commit ends the transaction, and lets the planner look at what came: its
// references were checked row by row.
func (p *pg) Commit(ctx context.Context) error {
	if err := p.Exec(ctx, "COMMIT"); err != nil {
		return err
	}
	return p.Exec(ctx, "ANALYZE")
}
