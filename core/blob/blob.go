// Package blob keeps attachments, mail parts and large raws: bytes under their
// own SHA-256, in a folder or in S3-compatible storage. A blob is durable when
// Put returns, so that the row that names it can be committed after it.
//
// Who may read a blob, and which blobs are still named by a row, is not known
// here. To clean up, list the blobs and delete those that no row names and that
// are older than a day: a Put makes its blob young again, even where it was
// stored before, so that a blob between its Put and its commit stays.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"time"
)

// The errors that callers tell apart.
var (
	ErrNotFound = errors.New("no such blob")
	ErrTooLarge = errors.New("larger than allowed")
	// ErrCorrupt is a blob whose bytes are no longer those it is named by.
	ErrCorrupt = errors.New("the blob's bytes do not match its hash")
	// ErrHash is a name that is not 64 lower-case hex digits.
	ErrHash = errors.New("not a blob's hash")
)

// Store keeps blobs. It may be used by many goroutines and, where it is shared,
// by many processes at once.
type Store interface {
	// Put stores what r gives, at most max bytes (ErrTooLarge), and returns its
	// SHA-256 in hex and its size. The blob is durable when Put returns. Errors
	// of r come back wrapped.
	Put(ctx context.Context, r io.Reader, max int64) (hash string, size int64, err error)
	// Open returns a blob and its size, or ErrNotFound. A reader that reaches
	// the end of changed bytes gets ErrCorrupt in place of io.EOF.
	Open(ctx context.Context, hash string) (io.ReadCloser, int64, error)
	// Stat describes a blob, or is ErrNotFound.
	Stat(ctx context.Context, hash string) (Info, error)
	// Delete removes a blob; one that is not there is no error.
	Delete(ctx context.Context, hash string) error
	// List calls each for every blob, in no certain order, until it returns an
	// error, which List returns.
	List(ctx context.Context, each func(Info) error) error
	// Check tells whether the store can be written to, for the start and for
	// health checks.
	Check(ctx context.Context) error
}

// Info describes one stored blob.
type Info struct {
	Hash     string
	Size     int64     // bytes
	StoredAt time.Time // of the last Put
}

// ValidHash reports whether s is 64 lower-case hex digits. Nothing else ever
// becomes a part of a path.
func ValidHash(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func checkHash(s string) error {
	if !ValidHash(s) {
		return fmt.Errorf("%w: %.80q", ErrHash, s)
	}
	return nil
}

// spool copies r to a new file in dir, so that the hash is known before the
// bytes get their name. The caller closes and removes the file.
func spool(ctx context.Context, dir string, r io.Reader, max int64) (f *os.File, hash string, size int64, err error) {
	f, err = os.CreateTemp(dir, "put-")
	if err != nil {
		return nil, "", 0, fmt.Errorf("store blob: %w", err)
	}
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(&steadyFile{File: f}, sum), io.LimitReader(contextReader{ctx, r}, max+1))
	switch {
	case err != nil:
		err = fmt.Errorf("store blob: %w", err)
	case size > max:
		err = fmt.Errorf("store blob: %w: more than %d bytes", ErrTooLarge, max)
	default:
		return f, hex.EncodeToString(sum.Sum(nil)), size, nil
	}
	discard(f)
	return nil, "", 0, err
}

// syncEvery is how many bytes may wait for the disk: what others sync meanwhile, the
// database's log before all, waits behind them.
const syncEvery = 4 << 20

// steadyFile is brought to the disk while it is written, not all of it at the end.
type steadyFile struct {
	*os.File
	waiting int
}

func (f *steadyFile) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	if f.waiting += n; err != nil || f.waiting < syncEvery {
		return n, err
	}
	f.waiting = 0
	return n, f.Sync()
}

// discard removes a spooled file that is not wanted any more.
func discard(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// contextReader stops between two reads once ctx has ended.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// verifier hashes what passes and compares at the end.
type verifier struct {
	io.ReadCloser
	want string
	sum  hash.Hash
}

func verify(r io.ReadCloser, hash string) io.ReadCloser {
	return &verifier{ReadCloser: r, want: hash, sum: sha256.New()}
}

func (v *verifier) Read(p []byte) (int, error) {
	n, err := v.ReadCloser.Read(p)
	v.sum.Write(p[:n])
	if errors.Is(err, io.EOF) && hex.EncodeToString(v.sum.Sum(nil)) != v.want {
		err = fmt.Errorf("read blob %s: %w", v.want, ErrCorrupt)
	}
	return n, err
}
