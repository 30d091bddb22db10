package hub

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// ErrServed is returned for a data folder that another process works on.
var ErrServed = errors.New("another switchboard process works on this data folder; stop it first, or choose another --data")

// lockFolder locks the data folder for this process. The lock ends with the
// process, however it ends.
func lockFolder(data string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(data, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the data folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil { //nolint:gosec // a descriptor fits
		_ = f.Close() // nothing was written
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%s: %w", data, ErrServed)
		}
		return nil, fmt.Errorf("lock the data folder: %w", err)
	}
	return f, nil
}

// Served reports whether a process works on the data folder.
func Served(data string) bool {
	if _, err := os.Stat(data); err != nil {
		return false
	}
	f, err := lockFolder(data)
	if err != nil {
		return errors.Is(err, ErrServed)
	}
	_ = f.Close() // it was only tried
	return false
}
