package main_test

import (
	"context"
	"database/sql"
	"path/filepath"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// open opens the database behind the hub's back.
func (n *node) open() *sql.DB {
	n.t.Helper()
	driver, place := "pgx", n.database
	if place == "" {
		driver, place = "sqlite", "file:"+filepath.Join(n.data, "hub.db")+"?_pragma=busy_timeout(10000)"
	}
	db, err := sql.Open(driver, place)
	if err != nil {
		n.t.Fatal(err)
	}
	return db
}

// exec changes the database of a hub that does not run.
func (n *node) exec(text string, args ...any) {
	n.t.Helper()
	db := n.open()
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), text, args...); err != nil {
		n.t.Fatal(err)
	}
}

// query asks the database behind the hub's back.
func (n *node) query(text string, args ...any) (all [][]any) {
	n.t.Helper()
	db := n.open()
	defer db.Close()
	rows, err := db.QueryContext(context.Background(), text, args...)
	if err != nil {
		n.t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		n.t.Fatal(err)
	}
	for rows.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			n.t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		n.t.Fatal(err)
	}
	return all
}
