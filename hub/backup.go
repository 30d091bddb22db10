package hub

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/dump"
)

// The names of what lies in a data folder.
const (
	databaseName = "hub.db"
	backupsName  = "backups"
	blobsName    = "blobs"
	keyName      = "key"
	backedUpName = "backed-up" // written by every backup, so that its age is known
)

func (c Config) location() store.Location {
	return store.Location{URL: c.Database, Path: filepath.Join(c.Data, databaseName), Backup: filepath.Join(c.Data, backupsName)}
}

func (c Config) keyPath() string {
	if c.KeyFile != "" {
		return c.KeyFile
	}
	return filepath.Join(c.Data, keyName)
}

// BackupOptions say where a backup goes.
type BackupOptions struct {
	To       string // a file that is not there yet, or a folder, which gets one
	KeyTo    string // where a copy of the key file goes; empty: nowhere
	Version  string // of this binary
	Progress func(dump.Progress)
}

// BackupInfo is what a backup says of itself.
type BackupInfo struct {
	File    string    `json:"file"`
	Size    int64     `json:"size"` // bytes
	MadeAt  time.Time `json:"made_at"`
	Version string    `json:"version"`
	Engine  string    `json:"engine"`
	Schema  int64     `json:"schema"`
	Tables  int       `json:"tables"`
	Rows    int64     `json:"rows"`
	Blobs   int64     `json:"blobs"`
	Damaged []string  `json:"damaged_blobs,omitempty"` // they were damaged before
	Key     string    `json:"key_fingerprint,omitempty"`
	KeyFile string    `json:"key_file,omitempty"` // where the copy of the key file is
}

func backupInfo(m dump.Manifest, file string, size int64) BackupInfo {
	return BackupInfo{File: file, Size: size, MadeAt: m.MadeAt, Version: m.Version, Engine: m.Engine, Schema: m.Schema, Tables: len(m.Tables),
		Rows: m.Rows(), Blobs: m.Blobs.Count, Damaged: m.Blobs.Damaged, Key: m.Key}
}

// Backup writes everything but the key file into one archive. The hub may be
// running: its rows are those of one moment, and what they name was stored
// before them. A file that is not whole is never left under its name.
func Backup(ctx context.Context, cfg Config, o BackupOptions) (BackupInfo, error) {
	if cfg.Database == "" {
		if _, err := os.Stat(cfg.location().Path); err != nil {
			return BackupInfo{}, fmt.Errorf("there is no hub to back up in %s: name its folder with --data: %w", cfg.Data, err)
		}
	}
	file := o.To
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		file = filepath.Join(file, "switchboard-"+time.Now().UTC().Format("20060102T150405.000Z")+".tar")
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return BackupInfo{}, fmt.Errorf("%s is there already: choose another name", file)
	}
	if err := copyKey(cfg.keyPath(), o.KeyTo); err != nil {
		return BackupInfo{}, err
	}
	partial := file + ".partial"
	info, err := writeBackup(ctx, cfg, o, partial)
	if err == nil {
		err = settle(partial, file)
	}
	if err != nil {
		_ = os.Remove(partial) // its name says what it is
		return BackupInfo{}, fullDisk(err, file)
	}
	info.File, info.KeyFile = file, o.KeyTo
	_ = os.WriteFile(filepath.Join(cfg.Data, backedUpName), []byte(file+"\n"), 0o600) // a folder that is only read has no mark
	return info, nil
}

func fullDisk(err error, place string) error {
	if !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return fmt.Errorf("the disk of %s is full: make room, or choose another place: %w", place, err)
}

// settle gives a file that is on the disk its final name.
func settle(partial, file string) error {
	if err := os.Rename(partial, file); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(file))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func writeBackup(ctx context.Context, cfg Config, o BackupOptions, partial string) (info BackupInfo, err error) {
	f, err := os.OpenFile(partial, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return info, fmt.Errorf("write the backup: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	blobs, err := blob.OpenURL(cfg.Blobs, filepath.Join(cfg.Data, blobsName), nil)
	if err != nil {
		return info, err
	}
	w := dump.NewWriter(f, o.Version, time.Now(), o.Progress)
	before, err := listBlobs(ctx, blobs)
	if err != nil {
		return info, err
	}
	w.Expect(len(before))
	attached, err := store.DumpDB(ctx, cfg.location(), w)
	if err != nil {
		return info, err
	}
	if attached > 0 && len(before) == 0 {
		return info, fmt.Errorf("messages have %d files, and none is where this backup looks for them: name the --data and the --blobs of serve", attached)
	}
	if err := backUpBlobs(ctx, blobs, w); err != nil {
		return info, err
	}
	m, size, err := w.Close()
	if err == nil {
		err = f.Sync()
	}
	return backupInfo(m, partial, size), err
}

// backUpBlobs writes every blob that is there. One that goes meanwhile was named
// by no message: only files that visitors never sent are deleted.
func backUpBlobs(ctx context.Context, blobs blob.Store, w *dump.Writer) error {
	all, err := listBlobs(ctx, blobs)
	if err != nil {
		return err
	}
	w.Expect(len(all))
	for _, hash := range all {
		r, size, err := blobs.Open(ctx, hash)
		if errors.Is(err, blob.ErrNotFound) {
			continue
		}
		if err == nil {
			err = errors.Join(w.Blob(hash, size, r), r.Close())
		}
		if err != nil {
			return fmt.Errorf("back up blob %s: %w", hash, err)
		}
	}
	return nil
}

func listBlobs(ctx context.Context, blobs blob.Store) (all []string, err error) {
	err = blobs.List(ctx, func(i blob.Info) error {
		all = append(all, i.Hash)
		return nil
	})
	return all, err
}

// copyKey copies a key file that can be read to where nothing is yet.
func copyKey(from, to string) error {
	if to == "" {
		return nil
	}
	if _, err := secret.OpenKeyFile(from, false); err != nil {
		return err
	}
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		if have, rerr := os.ReadFile(to); rerr == nil && string(have) == string(text) {
			return nil // it was copied before
		}
		return fmt.Errorf("copy the key file: %w", err)
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}
