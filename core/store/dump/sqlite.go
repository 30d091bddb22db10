package dump

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// lite is a SQLite file, open on one connection within one transaction.
type lite struct {
	db   *sql.DB
	conn *sql.Conn
	path string
	load *sql.Stmt // of the table that is being loaded
	of   string
}

// OpenSQLite begins to read a database that a hub may be writing to: what it
// commits meanwhile waits in the write-ahead log and is not seen.
func OpenSQLite(ctx context.Context, path string) (Source, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return openLite(ctx, path, "BEGIN", "busy_timeout(10000)", "query_only(1)")
}

// LoadSQLite opens a migrated file that nobody else uses. Until Commit it is
// not safe from a power cut.
func LoadSQLite(ctx context.Context, path string) (Target, error) {
	return openLite(ctx, path, "BEGIN IMMEDIATE", "foreign_keys(0)", "journal_mode(OFF)", "synchronous(OFF)", "cache_size(-131072)")
}

func openLite(ctx context.Context, path, begin string, pragmas ...string) (*lite, error) {
	q := url.Values{"_pragma": pragmas}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), db.Close())
	}
	l := &lite{db: db, conn: conn, path: path}
	if _, err = conn.ExecContext(ctx, begin); err == nil {
		_, err = l.Value(ctx, `SELECT COUNT(*) FROM sqlite_master`) // the moment that is read begins with the first look
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), l.Close())
	}
	return l, nil
}

func (l *lite) Engine() string { return "sqlite" }

func (l *lite) Close() error {
	if l.load != nil {
		_ = l.load.Close()
	}
	_, _ = l.conn.ExecContext(context.Background(), "ROLLBACK") // nothing is open where it was committed
	return errors.Join(l.conn.Close(), l.db.Close())
}

func (l *lite) Value(ctx context.Context, query string) (string, error) {
	var v sql.NullString
	err := l.conn.QueryRowContext(ctx, query).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return v.String, err
}

func (l *lite) Schema(ctx context.Context) (int64, error) {
	var v int64
	err := l.conn.QueryRowContext(ctx, schemaQuery).Scan(&v)
	return v, err
}

// schemaQuery asks for the newest migration, as goose keeps it.
const schemaQuery = `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`

// column reads a query's rows of one text.
func (l *lite) column(ctx context.Context, query string, args ...any) (out []string, err error) {
	rows, err := l.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

func (l *lite) Tables(ctx context.Context) ([]Table, error) {
	all, err := l.column(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name`)
	if err != nil {
		return nil, err
	}
	var out []Table
	refs := map[string][]string{}
	for _, name := range slices.DeleteFunc(all, func(name string) bool { return !kept(name) }) {
		t := Table{Name: name}
		if err := l.columns(ctx, &t); err != nil {
			return nil, err
		}
		if refs[name], err = l.column(ctx, `SELECT "table" FROM pragma_foreign_key_list(?)`, name); err != nil {
			return nil, err
		}
		if err := l.conn.QueryRowContext(ctx, `SELECT COUNT(*) FROM `+quoted(name)).Scan(&t.Rows); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return ordered(out, refs), nil
}

func (l *lite) columns(ctx context.Context, t *Table) error {
	rows, err := l.conn.QueryContext(ctx, `SELECT name, lower(type) FROM pragma_table_info(?)`, t.Name)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c Column
		if err := rows.Scan(&c.Name, &c.Type); err != nil {
			return err
		}
		if c.Type == "integer" { // only what SQLite counts is called so
			c.Type, t.Counter = "bigint", c.Name
		}
		t.Columns = append(t.Columns, c)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || t.Counter == "" {
		return err
	}
	err = l.conn.QueryRowContext(ctx, `SELECT seq FROM sqlite_sequence WHERE name = ?`, t.Name).Scan(&t.Counted)
	if errors.Is(err, sql.ErrNoRows) { // nothing was ever counted
		return nil
	}
	return err
}

func (l *lite) Copy(ctx context.Context, t Table, to io.Writer) error {
	rows, err := l.conn.QueryContext(ctx, `SELECT `+names(t.Columns)+` FROM `+quoted(t.Name)) //nolint:gosec // names of the schema, quoted
	if err != nil {
		return err
	}
	defer rows.Close()
	values, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		into[i] = &values[i]
	}
	var line []byte
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		line = line[:0]
		for i, c := range t.Columns {
			if line, err = appendField(line, c.Type, values[i]); err != nil {
				return fmt.Errorf("column %s: %w", c.Name, err)
			}
			line = append(line, '\t')
		}
		line[len(line)-1] = '\n'
		if _, err := to.Write(line); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (l *lite) Exec(ctx context.Context, statement string) error {
	_, err := l.conn.ExecContext(ctx, statement)
	return err
}

func (l *lite) Load(ctx context.Context, t Table, lines io.Reader) (n int64, err error) {
	if l.of != t.Name {
		if l.load != nil {
			_ = l.load.Close() // all rows are in
		}
		marks := strings.Repeat(", ?", len(t.Columns))[2:]
		if l.load, err = l.conn.PrepareContext(ctx, `INSERT INTO `+quoted(t.Name)+` (`+names(t.Columns)+`) VALUES (`+marks+`)`); err != nil { //nolint:gosec // names of the schema, quoted
			return 0, err
		}
		l.of = t.Name
	}
	values := make([]any, len(t.Columns))
	err = eachLine(lines, func(line []byte) error {
		have, err := fields(line, func(i int, field []byte, null bool) (err error) {
			if i >= len(values) {
				return errText
			}
			if values[i] = nil; !null {
				values[i], err = parseField(t.Columns[i].Type, field)
			}
			return err
		})
		if err == nil && have != len(values) {
			err = errText
		}
		if err == nil {
			_, err = l.load.ExecContext(ctx, values...)
		}
		n++
		return err
	})
	return n, err
}

// Count raises what SQLite took from the rows to what it had counted.
func (l *lite) Count(ctx context.Context, t Table) error {
	if err := l.Exec(ctx, `DELETE FROM sqlite_sequence WHERE name = '`+t.Name+`'`); err != nil {
		return err
	}
	_, err := l.conn.ExecContext(ctx, `INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)`, t.Name, t.Counted)
	return err
}

func (l *lite) Commit(ctx context.Context) error {
	torn, err := l.column(ctx, `SELECT DISTINCT "table" FROM pragma_foreign_key_check`)
	if err != nil {
		return err
	}
	if len(torn) > 0 {
		return fmt.Errorf("rows of %s refer to rows that are not there", strings.Join(torn, ", "))
	}
	if _, err := l.conn.ExecContext(ctx, "COMMIT"); err != nil {
		return err
	}
	f, err := os.OpenFile(l.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
