package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// OpenSQLite opens the file, made when missing, for its owner alone: the folder
// may be one that others read. One connection writes, a pool reads. The folder must
// be locked for this process by the caller.
func OpenSQLite(ctx context.Context, path string) (DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) // what SQLite puts beside it is as readable
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	w, err := sql.Open("sqlite", dsn(path, writerCacheKiB, "immediate"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), f.Close())
	}
	w.SetMaxOpenConns(1)
	conn, err := w.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), w.Close(), f.Close())
	}
	r, err := sql.Open("sqlite", dsn(path, readerCacheKiB, "deferred"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), w.Close(), f.Close())
	}
	r.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	r.SetMaxIdleConns(max(4, 2*runtime.NumCPU()))
	d := &liteDB{path: path, file: f, w: w, conn: conn, r: r, wstmts: map[stmtKey]*sql.Stmt{}, done: make(chan struct{})}
	d.wg.Add(1)
	go d.checkpoints()
	return d, nil
}

// The writer's cache of pages holds what it writes again and again; the rest the
// system's own cache gives as fast. SQLite looks through all of it after a commit
// in which a page was split, while the file is smaller than 1 GB.
const (
	writerCacheKiB = 16 << 10
	readerCacheKiB = 8 << 10
)

// dsn sets the pragmas of every connection. busy_timeout comes first, so that
// the switch to WAL waits for others; checkpoints are ours (see checkpoints).
func dsn(path string, cacheKiB int, lock string) string {
	q := url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)",
		"wal_autocheckpoint(0)", "temp_store(MEMORY)", fmt.Sprintf("cache_size(-%d)", cacheKiB)}, "_txlock": {lock}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

type liteDB struct {
	path string
	file *os.File // to bring it to the disk; closed last, since closing it gives up SQLite's locks
	w, r *sql.DB

	mu     sync.Mutex // guards conn: one transaction at a time
	conn   *sql.Conn
	wstmts map[stmtKey]*sql.Stmt

	rstmts sync.Map // stmtKey → *sql.Stmt

	done chan struct{}
	wg   sync.WaitGroup
}

func (d *liteDB) Dialect() Dialect { return SQLite }
func (d *liteDB) Writers() int     { return 1 }

func (d *liteDB) Query(ctx context.Context, text string, args ...any) (Rows, error) {
	return liteQuery(ctx, d.readStmt, text, args)
}

func (d *liteDB) readStmt(ctx context.Context, key stmtKey, cols []Col) (*sql.Stmt, error) {
	if st, ok := d.rstmts.Load(key); ok {
		return st.(*sql.Stmt), nil
	}
	st, err := d.r.PrepareContext(ctx, key.expand(cols))
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, key.text)
	}
	if old, loaded := d.rstmts.LoadOrStore(key, st); loaded {
		_ = st.Close() // the other one serves
		return old.(*sql.Stmt), nil
	}
	return st, nil
}

// Update ignores ctx's end once the transaction has begun: an interrupt in the
// middle would cost a statement's state and win nothing.
func (d *liteDB) Update(ctx context.Context, f func(Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	tx := &liteTx{d: d}
	ctx = context.WithoutCancel(ctx)
	if _, err := tx.Exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	err := func() (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("panic in a transaction: %v", p)
			}
		}()
		return f(tx)
	}()
	if err == nil {
		if _, err = tx.Exec(ctx, "COMMIT"); err == nil {
			return nil
		}
	}
	if _, rerr := tx.Exec(ctx, "ROLLBACK"); rerr != nil && !strings.Contains(rerr.Error(), "no transaction is active") {
		err = errors.Join(err, fmt.Errorf("rollback: %w", rerr))
	}
	return err
}

func (d *liteDB) Close() error {
	close(d.done)
	d.wg.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rstmts.Range(func(_, st any) bool { st.(*sql.Stmt).Close(); return true })
	for _, st := range d.wstmts {
		st.Close()
	}
	err := d.r.Close()
	_, cerr := d.conn.ExecContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)")
	return errors.Join(err, cerr, d.conn.Close(), d.w.Close(), d.file.Close())
}

type liteTx struct{ d *liteDB }

func (t *liteTx) Dialect() Dialect { return SQLite }

func (t *liteTx) stmt(ctx context.Context, key stmtKey, cols []Col) (*sql.Stmt, error) {
	if st, ok := t.d.wstmts[key]; ok {
		return st, nil
	}
	st, err := t.d.conn.PrepareContext(ctx, key.expand(cols))
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, key.text)
	}
	t.d.wstmts[key] = st
	return st, nil
}

func (t *liteTx) Query(ctx context.Context, text string, args ...any) (Rows, error) {
	return liteQuery(ctx, t.stmt, text, args)
}

// Exec cuts a set into pieces of a power of two, so that a few prepared
// statements serve every size.
func (t *liteTx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	if len(args) > 0 {
		if set, ok := args[0].(Set); ok {
			return t.execSet(ctx, text, set, args[1:])
		}
	}
	return t.exec(ctx, text, args)
}

func (t *liteTx) execSet(ctx context.Context, text string, set Set, rest []any) (int64, error) {
	if len(set.Rows) == 0 {
		return 0, ErrEmptySet
	}
	var total int64
	for rows := set.Rows; len(rows) > 0; {
		n := pieceRows(len(set.Cols), len(rows))
		st, err := t.stmt(ctx, stmtKey{text, n}, set.Cols)
		if err != nil {
			return total, err
		}
		res, err := st.ExecContext(ctx, setArgs(rows[:n], rest)...)
		if err != nil {
			return total, fmt.Errorf("%w in %s", err, text)
		}
		changed, err := res.RowsAffected()
		if err != nil {
			return total, err
		}
		total += changed
		rows = rows[n:]
	}
	return total, nil
}

func (t *liteTx) exec(ctx context.Context, text string, args []any) (int64, error) {
	st, err := t.stmt(ctx, stmtKey{text, 0}, nil)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(ctx, liteArgs(args)...)
	if err != nil {
		return 0, fmt.Errorf("%w in %s", err, text)
	}
	return res.RowsAffected()
}

func (t *liteTx) Flush(ctx context.Context, stmts []Stmt) ([]int64, error) {
	changed := make([]int64, len(stmts))
	for i, s := range stmts {
		n, err := t.Exec(ctx, s.SQL, s.Args...)
		if err != nil {
			return nil, err
		}
		changed[i] = n
	}
	return changed, nil
}

func (t *liteTx) Read(ctx context.Context, list []Lookup) error {
	for _, l := range list {
		if err := Each(ctx, t, l.SQL, l.Args, l.Row); err != nil {
			return err
		}
	}
	return nil
}

func (t *liteTx) Defer(ctx context.Context, stmts []Stmt) error {
	_, err := t.Flush(ctx, stmts)
	return err
}

// The WAL grows to manyFrames (of a page, 4 kB) before it is copied back: the
// more it holds, the more often a page in it was written again and is copied once.
// Checkpoints then run beside the writer, each with what was written during the
// one before, until few frames remain; those the writer's own connection copies
// between two transactions, so that the file starts over. SQLite brings the file to
// the disk only with the last of them, while nobody writes; here that is done after
// each, beside the writer, so that the last one finds little to wait for. PASSIVE alone
// let the WAL grow without bound under load; autocheckpoint made single commits wait long.
const (
	manyFrames  = 16 << 10
	fewFrames   = 512
	checkRounds = 8 // then the rest is copied, however much it is
)

func (d *liteDB) checkpoints() {
	defer d.wg.Done()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-d.done:
			return
		case <-tick.C:
		}
		left, err := checkpoint(d.r, "NOOP")
		if err != nil || left < manyFrames {
			continue
		}
		for n := 0; n < checkRounds && left > fewFrames && err == nil; n++ {
			left, err = d.copyBack()
		}
		if err != nil {
			continue
		}
		d.mu.Lock()
		_, _ = checkpoint(d.conn, "PASSIVE")
		d.mu.Unlock()
	}
}

// copyBack copies what it can beside the writer, to the disk, and returns how many
// frames came meanwhile.
func (d *liteDB) copyBack() (left int, err error) {
	if _, err := checkpoint(d.r, "PASSIVE"); err != nil {
		return 0, err
	}
	if err := d.file.Sync(); err != nil {
		return 0, err
	}
	return checkpoint(d.r, "NOOP")
}

// checkpoint runs one, or with NOOP none, and returns how many frames of the WAL
// are not copied.
func checkpoint(q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, mode string) (left int, err error) {
	var busy, frames, done int
	err = q.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint("+mode+")").Scan(&busy, &frames, &done)
	return frames - done, err
}

// liteError looks at SQLite's result codes.
func liteError(err error) (unique, full bool) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false, false
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return true, false
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY:
		return false, true
	}
	return false, errors.Is(err, syscall.ENOSPC)
}
