// Package dump writes all rows of a database into one archive and reads them
// back, on SQLite or PostgreSQL, from either into either: rows are the text that
// PostgreSQL's COPY reads and writes. Tables and columns are what the database
// says they are, so that an archive of any schema can be made and read.
//
// What a row means is not known here, nor what has to be done after a restore.
package dump

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"
)

// Format is the version of the archive's own form.
const Format = 1

// Manifest is what an archive says of itself. It is its last entry, so that one
// that was cut has none.
type Manifest struct {
	Format  int       `json:"format"`
	Version string    `json:"version"` // of the binary that made it
	Schema  int64     `json:"schema"`
	Engine  string    `json:"engine"` // sqlite or postgres
	MadeAt  time.Time `json:"made_at"`
	Key     string    `json:"key,omitempty"` // the fingerprint of the key file that opens its secrets
	Tables  []Table   `json:"tables"`
	Blobs   Blobs     `json:"blobs"`
}

// Table is a table, its columns and the parts of the archive that hold its rows.
type Table struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
	Rows    int64    `json:"rows"`
	// Counter is the column that the database counts by itself, Counted the
	// highest number that it has given.
	Counter string `json:"counter,omitempty"`
	Counted int64  `json:"counted,omitempty"`
	Parts   []Part `json:"parts,omitempty"`
}

// Column is a column; its type is uuid, bigint, text, bytea or boolean.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Part is an entry of the archive with rows: gzipped lines of COPY text.
type Part struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	Size   int64  `json:"size"` // bytes, as they lie in the archive
	SHA256 string `json:"sha256"`
}

// Blobs are the files beside the rows. Each is named by its own SHA-256.
type Blobs struct {
	Count   int64    `json:"count"`
	Size    int64    `json:"size"`              // bytes
	SHA256  string   `json:"sha256"`            // of their names, in their order
	Damaged []string `json:"damaged,omitempty"` // those whose bytes were not what they are named by
}

// Rows is how many rows all tables have.
func (m Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// Progress is how far a long work is.
type Progress struct {
	Rows, AllRows   int64
	Blobs, AllBlobs int64
	Bytes           int64 // written or read
	AllBytes        int64 // zero: not known
}

// Source gives the rows of one moment, however long the reading takes.
type Source interface {
	// Engine is sqlite or postgres.
	Engine() string
	Schema(ctx context.Context) (int64, error)
	// Value reads one text; "" where there is none.
	Value(ctx context.Context, query string) (string, error)
	// Tables come in an order in which a row follows what it refers to.
	Tables(ctx context.Context) ([]Table, error)
	// Copy writes a table's rows as COPY text, a line each.
	Copy(ctx context.Context, t Table, to io.Writer) error
	Close() error
}

// Target takes the rows of an archive, all of them or, unless Commit is called,
// none.
type Target interface {
	Tables(ctx context.Context) ([]Table, error)
	// Load adds rows and returns how many they were.
	Load(ctx context.Context, t Table, lines io.Reader) (int64, error)
	// Count sets what the database counts by itself.
	Count(ctx context.Context, t Table) error
	Exec(ctx context.Context, statement string) error
	// Commit makes it durable, after it has seen that no row refers to one that
	// is not there.
	Commit(ctx context.Context) error
	Close() error
}

// left are the tables that an archive does not hold: what is made anew from the
// others, what only lives as long as a process, and who is signed in.
var left = []string{"goose_db_version", "leases", "sessions", "contact_terms", "contact_stale",
	"search", "search_config", "search_content", "search_data", "search_docsize", "search_idx", "search_stale"}

func kept(table string) bool { return !slices.Contains(left, table) }

// ordered puts tables behind those that they refer to.
func ordered(tables []Table, refs map[string][]string) []Table {
	var out []Table
	placed := map[string]bool{}
	var place func(t Table)
	place = func(t Table) {
		if placed[t.Name] {
			return
		}
		placed[t.Name] = true
		for _, name := range refs[t.Name] {
			if i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == name }); i >= 0 {
				place(tables[i])
			}
		}
		out = append(out, t)
	}
	for _, t := range tables {
		place(t)
	}
	return out
}

// match reports what of a table the target does not have.
func match(t Table, there []Table) error {
	i := slices.IndexFunc(there, func(o Table) bool { return o.Name == t.Name })
	if i < 0 {
		return fmt.Errorf("its table %q is not one of this schema's", t.Name)
	}
	for _, c := range t.Columns {
		if !slices.Contains(there[i].Columns, c) {
			return fmt.Errorf("its column %q of %q (%s) is not one of this schema's", c.Name, t.Name, c.Type)
		}
	}
	if t.Counter != there[i].Counter {
		return fmt.Errorf("its table %q counts by %q, this schema's by %q", t.Name, t.Counter, there[i].Counter)
	}
	return nil
}

func names(columns []Column) string {
	var b []byte
	for i, c := range columns {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, quoted(c.Name)...)
	}
	return string(b)
}

func quoted(name string) string { return `"` + name + `"` }
