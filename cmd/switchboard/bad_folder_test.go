package main_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite" // to damage a database as no hub would
)

// fails runs the command and wants exit status 1 and the words on standard
// error, and nothing that looks like a crash.
func fails(t *testing.T, args []string, words ...string) {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run() // its status is looked at
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("switchboard %s: exit status %d: %s", strings.Join(args, " "), code, errs.String())
	}
	for _, w := range words {
		if !strings.Contains(errs.String(), w) {
			t.Errorf("switchboard %s: %q is not said in %s", strings.Join(args, " "), w, errs.String())
		}
	}
	if out.Len() > 0 || strings.Contains(errs.String(), "goroutine ") {
		t.Errorf("switchboard %s: printed %s%s", strings.Join(args, " "), out.String(), errs.String())
	}
}

func (n *node) serveArgs() []string {
	return append([]string{"serve", "--public", "127.0.0.1:0", "--agents", "127.0.0.1:0"}, n.place()...)
}

func (n *node) sql(statement string) {
	n.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(n.data, "hub.db"))
	if err != nil {
		n.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		n.t.Fatal(err)
	}
}

func TestAFolderIsServedByOneProcess(t *testing.T) {
	t.Parallel()
	n := newNode(t, "")
	n.start()
	fails(t, n.serveArgs(), "another switchboard process works on this data folder")
	fails(t, append([]string{"serve", "--public", n.public, "--agents", n.agents}, n.place()...), "another switchboard process works on this data folder")
	n.get("/me", nil) // the first one did not suffer
	n.stop()
	n.start()
	n.stop()
}

func TestAHubRefusesWhatItWouldSpoil(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(n *node)
		words []string
	}{
		"a newer schema": {func(n *node) { n.sql(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`) },
			[]string{"the database has schema 9999", "start the newer binary"}},
		"a lost key file": {func(n *node) { _ = os.Remove(filepath.Join(n.data, "key")) },
			[]string{"is missing", "restore it from its copy"}},
		"a key file of another hub": {func(n *node) {
			other := newNode(n.t, "")
			key, err := os.ReadFile(filepath.Join(other.data, "key"))
			if err == nil {
				err = os.WriteFile(filepath.Join(n.data, "key"), key, 0o600)
			}
			if err != nil {
				n.t.Fatal(err)
			}
		}, []string{"encrypted with another key file"}},
		"a key file that others may read": {func(n *node) { _ = os.Chmod(filepath.Join(n.data, "key"), 0o644) },
			[]string{"open to other users", "chmod 600"}},
		"a damaged key file": {func(n *node) {
			_ = os.WriteFile(filepath.Join(n.data, "key"), []byte("switchboard-key-1 abc\n"), 0o600)
		},
			[]string{"cannot be read", "restore it from its copy"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNode(t, "")
			c.spoil(n)
			fails(t, n.serveArgs(), c.words...)
			fails(t, append([]string{"account", "list"}, n.place()...), c.words...)
		})
	}
}

// A full disk refuses updates with 503, so that the platform keeps them, and
// says so; once there is room, the hub goes on by itself.
func TestAFullDiskLosesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=12m"); err != nil {
		t.Skipf("a small file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	s := openShopOn(t, filepath.Join(dir, "data"))
	b := s.bot(t)
	id := b.greet()
	ballast := filepath.Join(dir, "ballast")
	fillDisk(t, ballast)
	secret, next := b.secret(), int64(100)
	b.until("an update is refused", func() bool {
		next++
		return b.deliver(secret, update(next, b.user.ID(), strings.Repeat("满", 300))) == http.StatusServiceUnavailable
	})
	b.until("the log says why", func() bool { return strings.Contains(b.log.String(), "disk full") })
	status, err := b.call(http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": "f", "text": strings.Repeat("满", 3000)}, nil)
	if status != http.StatusServiceUnavailable && status != http.StatusCreated { // a little room may be left
		t.Errorf("an answer: status %d: %v", status, err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	b.until("the same update is taken", func() bool {
		return b.deliver(secret, update(next, b.user.ID(), "有地方了")) == http.StatusOK
	})
	all := b.letters(id)
	if all[len(all)-1].Text != "有地方了" {
		t.Errorf("the last message is %q", all[len(all)-1].Text)
	}
	b.delivered(id, b.answer(id, map[string]any{"text": "好"}), "sent")
}

func fillDisk(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size >= 512; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}

// What was stored as unreadable comes to its conversation once it can be read.
// No later version of the normalizer is at hand, so the payload is mended.
func TestAReplayedPayloadTakesEffect(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	b := s.bot(t)
	for i := range 2 {
		if got := b.deliver(b.secret(), fmt.Appendf(nil, `{"update_id":%d,"message":"broken"}`, 70+i)); got != http.StatusOK {
			t.Fatalf("status %d", got)
		}
	}
	var raws list[struct{ ID, Error string }]
	b.get("/raws", &raws)
	if len(raws.Items) != 2 {
		t.Fatalf("%d failed raws", len(raws.Items))
	}
	s.node.stop()
	for i, r := range raws.Items {
		b.sql(fmt.Sprintf(`UPDATE raws SET body = CAST('%s' AS BLOB) WHERE lower(hex(id)) = '%s' OR id = '%s'`,
			update(int64(70+i), 99, fmt.Sprintf("迟到 %d", i)), strings.ReplaceAll(r.ID, "-", ""), r.ID))
	}
	s.node.start()
	t.Cleanup(s.node.stop)
	b.must(http.MethodPost, "/raws/"+raws.Items[0].ID+"/replay", nil, nil)
	var row struct{ State string }
	b.command(&row, "raw", "replay", raws.Items[1].ID)
	if row.State != "done" {
		t.Errorf("the command says %+v", row)
	}
	b.incoming(2)
	b.must(http.MethodPost, "/raws/"+raws.Items[0].ID+"/replay", nil, nil) // again: nothing new
	b.incoming(2)
	b.get("/raws", &raws)
	if len(raws.Items) != 0 {
		t.Errorf("%d raws still wait", len(raws.Items))
	}
}
