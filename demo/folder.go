package demo

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// folderHead begins the names of the demos' folders.
const folderHead = "switchboard-demo-"

// settled is how old a folder must be before it can be taken for a dead demo's:
// a new one has no lock for a moment.
const settled = time.Minute

// NewFolder makes a folder for one demo. What demos left that were killed is
// removed; served reports whether a process works on a folder of data.
func NewFolder(served func(data string) bool) (string, error) {
	sweep(os.TempDir(), served, time.Now())
	dir, err := os.MkdirTemp("", folderHead)
	if err != nil {
		return "", fmt.Errorf("make a folder for the demo: %w", err)
	}
	return dir, nil
}

// sweep removes the folders of dead demos. Those of others on this machine stay:
// they cannot be removed.
func sweep(temp string, served func(data string) bool, now time.Time) {
	left, err := filepath.Glob(filepath.Join(temp, folderHead+"*"))
	if err != nil {
		return // the pattern is ours
	}
	for _, dir := range left {
		info, err := os.Lstat(dir)
		if err == nil && info.IsDir() && now.Sub(info.ModTime()) > settled && !served(Data(dir)) {
			_ = os.RemoveAll(dir) // the next demo tries again
		}
	}
}

// Data is the folder of the hub's data within a demo's.
func Data(dir string) string { return filepath.Join(dir, "data") }

// RemoveFolder removes a demo's folder with all that is in it.
func RemoveFolder(dir string) error {
	if err := os.RemoveAll(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove the demo's folder: %w", err)
	}
	return nil
}
