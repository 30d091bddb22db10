package hub

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/dump"
)

// RestoreOptions say what is restored.
type RestoreOptions struct {
	From     string
	KeyFrom  string // a copy of the key file; empty: the one in its place, if any
	Progress func(dump.Progress)
}

// restoring is the folder in which a restored database is built.
const restoring = "restore.partial"

// Restore fills an empty data folder, and an empty database where one is named,
// from an archive of either database. What was begun and failed is taken away.
func Restore(ctx context.Context, cfg Config, o RestoreOptions) (BackupInfo, error) {
	a, err := dump.Open(ctx, o.From, o.Progress)
	if err != nil {
		return BackupInfo{}, err
	}
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return BackupInfo{}, fmt.Errorf("make the data folder: %w", err)
	}
	lock, err := lockFolder(cfg.Data)
	if err != nil {
		return BackupInfo{}, err
	}
	defer lock.Close()
	if err := empty(cfg); err != nil {
		return BackupInfo{}, err
	}
	info := backupInfo(a.Manifest, o.From, a.Size())
	if info.KeyFile, err = restoreKey(cfg, o.KeyFrom, a.Manifest.Key); err != nil {
		return info, err
	}
	dir := filepath.Join(cfg.Data, restoring)
	if err := errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o700)); err != nil {
		return info, err
	}
	err = restoreInto(ctx, cfg, a, dir)
	return info, errors.Join(fullDisk(err, cfg.Data), os.RemoveAll(dir))
}

// empty refuses a folder with a database or files of a hub.
func empty(cfg Config) error {
	for _, name := range []string{databaseName, databaseName + "-wal", blobsName} {
		path := filepath.Join(cfg.Data, name)
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already: a backup is restored into an empty folder only; choose another --data, or move what is there away", path)
		}
	}
	return nil
}

// restoreKey puts the key file in its place, and returns where it is: nowhere,
// if there is none yet. One that does not open the backup is refused.
func restoreKey(cfg Config, from, fingerprint string) (string, error) {
	to := cfg.keyPath()
	if from != "" {
		box, err := secret.OpenKeyFile(from, false)
		if err == nil {
			err = box.Check(fingerprint)
		}
		if err == nil {
			err = copyKey(from, to)
		}
		return to, err
	}
	box, err := secret.OpenKeyFile(to, false)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err == nil {
		err = box.Check(fingerprint)
	}
	return to, err
}

// restoreInto builds all in a folder, and then moves it to where a hub looks for
// it: the database last, without which there is no hub.
func restoreInto(ctx context.Context, cfg Config, a *dump.Archive, dir string) error {
	l := cfg.location()
	l.Path = filepath.Join(dir, databaseName)
	if err := store.PrepareRestore(ctx, l, a.Manifest); err != nil {
		return err
	}
	if err := restoreBlobs(ctx, cfg, a, filepath.Join(dir, blobsName)); err != nil {
		return err
	}
	if cfg.Database == "" {
		if err := store.RestoreDB(ctx, l, a); err != nil {
			return err
		}
	}
	to := filepath.Join(cfg.Data, blobsName)
	if err := os.Rename(filepath.Join(dir, blobsName), to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if cfg.Database == "" {
		return settle(l.Path, filepath.Join(cfg.Data, databaseName))
	}
	err := store.RestoreDB(ctx, l, a)
	if err != nil {
		err = errors.Join(err, os.RemoveAll(to))
	}
	return err
}

func restoreBlobs(ctx context.Context, cfg Config, a *dump.Archive, dir string) error {
	blobs, err := blob.OpenURL(cfg.Blobs, dir, nil)
	if err != nil {
		return err
	}
	return a.Blobs(ctx, func(hash string, size int64, r io.Reader) error {
		if _, err := blobs.Stat(ctx, hash); !errors.Is(err, blob.ErrNotFound) {
			return err // nil: it is there
		}
		stored, _, err := blobs.Put(ctx, r, size)
		if err == nil && stored != hash {
			err = dump.ErrDamaged
		}
		return err
	})
}

// VerifyBackup reads an archive to its end and compares it with its manifest.
func VerifyBackup(ctx context.Context, file string, progress func(dump.Progress)) (BackupInfo, error) {
	a, err := dump.Open(ctx, file, progress)
	if err != nil {
		return BackupInfo{}, err
	}
	return backupInfo(a.Manifest, file, a.Size()), nil
}
