package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Folder is a Store in a folder of the local or a shared file system. A blob
// abcd… is the file ab/cd/abcd…; unfinished ones are in tmp.
type Folder struct{ dir string }

var _ Store = (*Folder)(nil)

const (
	folderMode = 0o700
	tempName   = "tmp"
	// tempAge is when an unfinished file is surely a crash's, not an upload of
	// another process that shares the folder.
	tempAge = 24 * time.Hour
)

// OpenFolder uses a folder, made where it does not exist, and removes what
// crashes left in it.
func OpenFolder(dir string) (*Folder, error) {
	if _, err := prepareTemp(dir); err != nil {
		return nil, err
	}
	return &Folder{dir: dir}, nil
}

// prepareTemp makes the folder for unfinished files inside dir and removes the
// old ones.
func prepareTemp(dir string) (string, error) {
	temp := filepath.Join(dir, tempName)
	if err := os.MkdirAll(temp, folderMode); err != nil {
		return "", fmt.Errorf("open blob folder: %w", err)
	}
	left, err := os.ReadDir(temp)
	if err != nil {
		return "", fmt.Errorf("open blob folder: %w", err)
	}
	for _, e := range left {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > tempAge {
			_ = os.Remove(filepath.Join(temp, e.Name())) // tried again at the next start
		}
	}
	return temp, nil
}

func (s *Folder) path(hash string) string {
	return filepath.Join(s.dir, hash[:2], hash[2:4], hash)
}

// Put implements Store. It always writes the file anew: that heals one that was
// damaged, and makes it young for the cleanup.
func (s *Folder) Put(ctx context.Context, r io.Reader, max int64) (string, int64, error) {
	f, hash, size, err := spool(ctx, filepath.Join(s.dir, tempName), r, max)
	if err != nil {
		return "", 0, err
	}
	defer discard(f) // finds nothing to remove once the file has its name
	path := s.path(hash)
	if err := f.Sync(); err != nil {
		return "", 0, fmt.Errorf("store blob: %w", err)
	}
	if err := f.Close(); err != nil {
		return "", 0, fmt.Errorf("store blob: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
		return "", 0, fmt.Errorf("store blob: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return "", 0, fmt.Errorf("store blob: %w", err)
	}
	if err := s.syncFolders(path); err != nil {
		return "", 0, fmt.Errorf("store blob: %w", err)
	}
	return hash, size, nil
}

// syncFolders makes the names on the way to path durable. All three levels are
// synced each time, as another Put may have made one and not synced it yet; one
// without changes costs next to nothing.
func (s *Folder) syncFolders(path string) error {
	if runtime.GOOS == "windows" { // folders cannot be synced there
		return nil
	}
	low := filepath.Dir(path)
	for _, dir := range []string{low, filepath.Dir(low), s.dir} {
		d, err := os.Open(dir)
		if err != nil {
			return err
		}
		if err := errors.Join(d.Sync(), d.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Open implements Store.
func (s *Folder) Open(_ context.Context, hash string) (io.ReadCloser, int64, error) {
	if err := checkHash(hash); err != nil {
		return nil, 0, err
	}
	f, err := os.Open(s.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, fmt.Errorf("open blob %s: %w", hash, ErrNotFound)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("open blob: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("open blob: %w", err), f.Close())
	}
	return verify(f, hash), info.Size(), nil
}

// Stat implements Store.
func (s *Folder) Stat(_ context.Context, hash string) (Info, error) {
	if err := checkHash(hash); err != nil {
		return Info{}, err
	}
	info, err := os.Stat(s.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return Info{}, fmt.Errorf("look for blob %s: %w", hash, ErrNotFound)
	}
	if err != nil {
		return Info{}, fmt.Errorf("look for blob: %w", err)
	}
	return Info{Hash: hash, Size: info.Size(), StoredAt: info.ModTime()}, nil
}

// Delete implements Store. The folders stay: they are at most 65,792.
func (s *Folder) Delete(_ context.Context, hash string) error {
	if err := checkHash(hash); err != nil {
		return err
	}
	if err := os.Remove(s.path(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete blob: %w", err)
	}
	return nil
}

// List implements Store. Files that are no blobs are passed over.
func (s *Folder) List(ctx context.Context, each func(Info) error) error {
	return filepath.WalkDir(s.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) { // deleted meanwhile
				return nil
			}
			return fmt.Errorf("list blobs: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if !ValidHash(e.Name()) || !e.Type().IsRegular() || path != s.path(e.Name()) {
			return nil
		}
		info, err := e.Info()
		if err != nil { // deleted meanwhile
			return nil
		}
		return each(Info{Hash: e.Name(), Size: info.Size(), StoredAt: info.ModTime()})
	})
}

// Check implements Store.
func (s *Folder) Check(context.Context) error {
	f, err := os.CreateTemp(filepath.Join(s.dir, tempName), "check-")
	if err != nil {
		return fmt.Errorf("blob folder cannot be written to: %w", err)
	}
	discard(f)
	return nil
}
