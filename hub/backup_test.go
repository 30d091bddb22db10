package hub_test

import (
	"context"
	"errors"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/store/dump"
	"github.com/switchboard-hub/switchboard/hub"
)

// Files in a bucket are in the backup, and are restored into a bucket or a
// folder. One that was damaged before is named and left out.
func TestABackupHasTheFilesOfABucket(t *testing.T) {
	t.Parallel()
	backend := s3mem.New()
	must(t, errors.Join(backend.CreateBucket("old"), backend.CreateBucket("new")))
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	bucket := func(name string) string {
		return "s3://access:secret@" + strings.TrimPrefix(server.URL, "http://") + "/" + name + "/hub?tls=0"
	}
	cfg := config(t, &fake{})
	cfg.Blobs = bucket("old")
	_, stop := open(t, cfg)
	t.Cleanup(stop)
	blobs, err := blob.OpenURL(cfg.Blobs, t.TempDir(), nil)
	must(t, err)
	good, _, err := blobs.Put(t.Context(), strings.NewReader("a file"), 100)
	must(t, err)
	bad := strings.Repeat("a", 64)
	_, err = backend.PutObject("old", "hub/"+bad, map[string]string{"Last-Modified": "Mon, 02 Jan 2006 15:04:05 GMT"}, strings.NewReader("not its bytes"), 13, nil)
	must(t, err)

	file := filepath.Join(t.TempDir(), "a.tar")
	var last dump.Progress
	info, err := hub.Backup(t.Context(), cfg, hub.BackupOptions{To: file, Progress: func(p dump.Progress) { last = p }})
	must(t, err)
	if info.Blobs != 2 || !slices.Equal(info.Damaged, []string{bad}) || last.Blobs != 2 || last.AllBlobs != 2 || last.Rows != info.Rows {
		t.Errorf("%+v, %+v", info, last)
	}
	for _, url := range []string{"", bucket("new")} {
		to := hub.Config{Data: filepath.Join(t.TempDir(), "data"), Blobs: url}
		_, err := hub.Restore(t.Context(), to, hub.RestoreOptions{From: file, Progress: func(dump.Progress) {}})
		must(t, err)
		restored, err := blob.OpenURL(url, filepath.Join(to.Data, "blobs"), nil)
		must(t, err)
		r, _, err := restored.Open(t.Context(), good)
		must(t, err)
		b, err := io.ReadAll(r)
		must(t, errors.Join(err, r.Close()))
		if _, err := restored.Stat(t.Context(), bad); string(b) != "a file" || !errors.Is(err, blob.ErrNotFound) {
			t.Errorf("%q: %q, the damaged one: %v", url, b, err)
		}
	}
}

// A backup or a restore that is cut off leaves nothing that could be taken for
// whole, and can be begun again.
func TestABackupThatIsCutOffLeavesNothing(t *testing.T) {
	t.Parallel()
	cfg := config(t, &fake{})
	_, stop := open(t, cfg)
	t.Cleanup(stop)
	dir := t.TempDir()
	file := filepath.Join(dir, "a.tar")
	ctx, cancel := context.WithCancel(t.Context())
	_, err := hub.Backup(ctx, cfg, hub.BackupOptions{To: file, Progress: func(dump.Progress) { cancel() }})
	if left, _ := os.ReadDir(dir); !errors.Is(err, context.Canceled) || len(left) > 0 {
		t.Fatalf("%v; %v is left", err, left)
	}
	_, err = hub.Backup(t.Context(), cfg, hub.BackupOptions{To: file, Progress: func(dump.Progress) {}})
	must(t, err)
	to := hub.Config{Data: filepath.Join(dir, "data")}
	ctx, cancel = context.WithCancel(t.Context())
	_, err = hub.Restore(ctx, to, hub.RestoreOptions{From: file, Progress: func(p dump.Progress) {
		if p.Rows > 0 {
			cancel()
		}
	}})
	if left, _ := filepath.Glob(filepath.Join(to.Data, "*")); !errors.Is(err, context.Canceled) || len(left) != 1 { // the lock
		t.Fatalf("%v; %v is left", err, left)
	}
	_, err = hub.Restore(t.Context(), to, hub.RestoreOptions{From: file, Progress: func(dump.Progress) {}})
	must(t, err)
}
