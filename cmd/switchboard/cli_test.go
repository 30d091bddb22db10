package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/nats-io/nats-server/v2/server"
)

// statusOf asks without a key.
func statusOf(t *testing.T, url string) int {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

func TestEachListenerShowsItsOwnFace(t *testing.T) {
	t.Parallel()
	n := newNode(t, "")
	n.start()
	for path, want := range map[string][2]int{ // public, agents
		"/healthz": {200, 200}, "/readyz": {404, 200}, "/metrics": {404, 200}, "/api/v1/conversations": {404, 401},
		"/hooks/telegram/" + nowhere: {404, 404}, "/api/v1/openapi.json": {404, 200},
	} {
		if got := [2]int{statusOf(t, "http://"+n.public+path), statusOf(t, "http://"+n.agents+path)}; got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
	old := n.key
	n.setUp() // of a running hub
	if n.key == old {
		t.Error("the key is the same")
	}
	n.get("/me", nil)
	n.key = old
	n.until("the old key is refused", func() bool {
		status, _ := n.call(http.MethodGet, "/me", nil, nil)
		return status == http.StatusUnauthorized
	})
	n.stop()
}

// A setting may come from the command line, the environment or a file, in this
// order of weight.
func TestSettingsComeFromFlagsEnvironmentAndFile(t *testing.T) {
	t.Parallel()
	n := newNode(t, "")
	ignored := freeAddr(t)
	file := filepath.Join(t.TempDir(), "switchboard.yaml")
	text := fmt.Sprintf("data: %s\npublic: %s\nagents: %s\npublic-url: https://hub.example.com\nallow-private: [127.0.0.0/8, '::1/128']\napi-rate: 50\n", n.data, ignored, n.agents)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	n.serveWith([]string{"serve", "--config", file}, "SWITCHBOARD_PUBLIC="+n.public)
	n.await()
	if _, err := http.Get("http://" + ignored + "/healthz"); err == nil {
		t.Error("the file went before the environment")
	}
	n.stop()
	n.serveWith([]string{"serve", "--agents", n.agents}, "SWITCHBOARD_CONFIG="+file, "SWITCHBOARD_PUBLIC="+n.public, "SWITCHBOARD_AGENTS="+ignored)
	n.await()
	n.stop()
	if err := os.WriteFile(file, []byte("publik: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	fails(t, []string{"serve", "--config", file}, `"publik"`, "public")
	fails(t, []string{"serve", "--config", file + "x"}, "no such file")
	fails(t, []string{"serve", "--public-url", "hub.example.com", "--data", n.data}, "--public-url", "https://hub.example.com")
	fails(t, []string{"serve", "--allow-private", "home", "--data", n.data}, "--allow-private", "no network such as")
	own := []string{"serve", "--public", n.public, "--agents", n.agents, "--data", n.data}
	fails(t, append(own, "--nats", "http://x"), "nats://HOST:4222")
	fails(t, append(own, "--blobs", "ftp://x"), "s3://ACCESS:SECRET@HOST")
	fails(t, []string{"account", "list", "--database", "mysql://x", "--data", n.data}, "postgres://")
	fails(t, []string{"account", "add"}, "switchboard account add", "--help")
	fails(t, []string{"fly"}, "unexpected argument fly")
}

// serveWith starts exactly this command.
func (n *node) serveWith(args []string, env ...string) {
	n.t.Helper()
	path, err := binary()
	if err != nil {
		n.t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = n.log.file, n.log.file
	if err := cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	exited := make(chan error, 1)
	n.cmd, n.exited = cmd, exited
	go func() { exited <- cmd.Wait() }()
	n.t.Cleanup(func() { _ = cmd.Process.Kill() })
}

func TestNormalizePrintsEnvelopesAndTouchesNothing(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	run := func(input string, args ...string) (string, string, int) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, path, append([]string{"normalize"}, args...)...)
		var out, errs bytes.Buffer
		cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = t.TempDir(), strings.NewReader(input), &out, &errs
		_ = cmd.Run() // its status is looked at
		left, err := os.ReadDir(cmd.Dir)
		if err != nil || len(left) != 0 {
			t.Errorf("it left %v: %v", left, err)
		}
		return out.String(), errs.String(), cmd.ProcessState.ExitCode()
	}
	var envelopes []struct {
		Type, Key string
		Content   struct{ Text string }
	}
	for _, args := range [][]string{{"telegram"}, {"telegram", "--kind", "update"}, {"--kind", "telegram.update", "telegram"}} {
		out, errs, code := run(string(update(5, 6, "你好 <b>")), args...)
		if err := json.Unmarshal([]byte(out), &envelopes); err != nil || code != 0 || len(envelopes) != 1 || envelopes[0].Content.Text != "你好 <b>" {
			t.Errorf("%v: %d %s%s", args, code, out, errs)
		}
	}
	mail := "Omitted_Size: 7\nFrom: li@b.cn\n\nyes\n\n-----Original Message-----\nFrom: a\nhi"
	for size, args := range map[string][]string{"": {"email"}, `"whole_size": 60000000`: {"email", "--header", "omitted_size=60000000", "--header", "own=a@b.cn"}} {
		out, errs, code := run(mail, args...)
		if code != 0 || !strings.Contains(out, `"reply_text": "yes"`) || !strings.Contains(out, size) || strings.Contains(out, "whole_size") != (size != "") {
			t.Errorf("%v: %d %s%s", args, code, out, errs)
		}
	}
	if out, _, code := run(`{"update_id":1,"poll":{}}`, "telegram"); code != 0 || strings.TrimSpace(out) != "[]" {
		t.Errorf("nothing to say: %d %s", code, out)
	}
	for input, args := range map[string][]string{"{": {"telegram"}, "": {"telegram"}, "{}": {"pigeon"}, "[]": {"telegram", "--kind", "letter"}} {
		if out, errs, code := run(input, args...); code != 1 || out != "" || !strings.HasPrefix(errs, "switchboard: ") {
			t.Errorf("%q %v: %d %s%s", input, args, code, out, errs)
		}
	}
}

// A hub whose hints go over a NATS server and whose files lie in a bucket.
func TestAHubWithABusAndABucketOfOthers(t *testing.T) {
	t.Parallel()
	bus, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: -1, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	bus.Start()
	t.Cleanup(bus.Shutdown)
	if !bus.ReadyForConnections(20 * time.Second) {
		t.Fatal("no bus")
	}
	backend := s3mem.New()
	if err := backend.CreateBucket("blobs"); err != nil {
		t.Fatal(err)
	}
	bucket := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(bucket.Close)
	s := openShop(t, "--nats", bus.ClientURL(), "--blobs", "s3://access:secret@"+strings.TrimPrefix(bucket.URL, "http://")+"/blobs/hub?tls=0")
	b := s.bot(t)
	b.user.SendPhoto(b.token, jpegBytes, "")
	id, _ := b.incoming(1)
	m := b.ready(id, 1, "ready")
	if got, _ := b.bytesOf(m.Attachments[0].ID); !bytes.Equal(got, jpegBytes) {
		t.Errorf("%d bytes of %d", len(got), len(jpegBytes))
	}
	doc := b.upload("a.pdf", pdfBytes, false)
	b.delivered(id, b.answer(id, map[string]any{"attachments": []map[string]string{{"blob": doc}}}), "sent")
	list, err := backend.ListBucket("blobs", nil, gofakes3.ListBucketPage{})
	if err != nil || len(list.Contents) < 2 {
		t.Errorf("%d objects in the bucket: %v", len(list.Contents), err)
	}
	if bus.NumClients() == 0 {
		t.Error("the hub is not on the bus")
	}
	if statusOf(t, "http://"+s.agents+"/readyz") != http.StatusOK {
		t.Error("not ready")
	}
}
