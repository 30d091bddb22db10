package db

import (
	"context"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// IsUnique reports a violated unique index.
func IsUnique(err error) bool {
	unique, _ := liteError(err)
	return unique || pgError(err) == "23505"
}

// IsConflict reports that the transaction lost against another one and may be
// run again as it is: serialization failures, deadlocks, and unique indexes
// that another writer filled in between. SQLite has no other writer.
func IsConflict(err error) bool {
	switch pgError(err) {
	case "40001", "40P01", "55P03", "23505":
		return true
	}
	return false
}

// IsForeign reports a reference to a row that is not there.
func IsForeign(err error) bool {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
	}
	return pgError(err) == "23503"
}

// ErrUncertain is a transaction whose COMMIT was sent and never answered: it may
// have been done. Only what does nothing the second time may be run again.
var ErrUncertain = errors.New("the connection was lost before the commit was answered")

// IsUnavailable reports a database that takes no writes now: a full disk, a
// server that is down or restarting. The caller answers 503.
func IsUnavailable(err error) bool {
	if _, full := liteError(err); full {
		return true
	}
	switch code := pgError(err); {
	case code == "53100", code == "53300", code == "57P01", code == "57P02", code == "57P03", code == "25P03", code == "25006":
		return true
	case len(code) == 5 && code[:2] == "08":
		return true
	}
	var ne net.Error
	var ce *pgconn.ConnectError
	return errors.Is(err, ErrUncertain) || errors.As(err, &ne) || errors.As(err, &ce) || errors.Is(err, net.ErrClosed) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || // the server died in the middle of an answer
		pgconn.SafeToRetry(err) // the pool handed out a connection that had been cut
}
