package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core/store/pgtest"
	"github.com/switchboard-hub/switchboard/internal/porttest"
)

// binary is the program under test, built once.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "switchboard-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "switchboard")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := pgtest.Main(m)
	if path, err := binary(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// node is one serving process.
type node struct {
	t              *testing.T
	data, database string
	public, agents string
	flags          []string
	key            string
	cmd            *exec.Cmd
	log            *output
	exited         chan error
}

// output is what processes print. They write it to a file themselves: what one has
// written is there when it is next heard from.
type output struct {
	t    *testing.T
	file *os.File
}

func newOutput(t *testing.T) *output {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(t.TempDir(), "output"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	fatal(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return &output{t: t, file: f}
}

func (o *output) String() string {
	b, err := os.ReadFile(o.file.Name())
	if err != nil {
		o.t.Error(err)
	}
	return string(b)
}

// newNode prepares a hub with an owner, not yet started.
func newNode(t *testing.T, database string, flags ...string) *node {
	t.Helper()
	n := &node{t: t, data: filepath.Join(t.TempDir(), "data"), database: database, log: newOutput(t),
		public: freeAddr(t), agents: freeAddr(t), flags: append([]string{"--allow-private", "127.0.0.0/8"}, flags...)}
	var out struct {
		APIKey string `json:"api_key"`
	}
	n.command(&out, "setup", "--email", "owner@example.com", "--password", "correct horse battery", "--name", "Owner")
	n.key = out.APIKey
	return n
}

func freeAddr(t *testing.T) string {
	t.Helper()
	port, err := porttest.Free()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("127.0.0.1:%d", port)
}

func (n *node) place() []string {
	args := []string{"--data", n.data}
	if n.database != "" {
		args = append(args, "--database", n.database)
	}
	return args
}

// command runs the command line and decodes what it prints.
func (n *node) command(into any, args ...string) {
	n.t.Helper()
	if _, err := n.try(into, args...); err != nil {
		n.t.Fatalf("switchboard %s: %v", strings.Join(args, " "), err)
	}
}

func (n *node) try(into any, args ...string) (stderr string, err error) {
	n.t.Helper()
	path, err := binary()
	if err != nil {
		n.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute) // a large export
	defer cancel()
	cmd := exec.CommandContext(ctx, path, append(args, n.place()...)...)
	cmd.Env = append(os.Environ(), "SWITCHBOARD_ALLOW_PRIVATE=127.0.0.0/8")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return errs.String(), fmt.Errorf("%w: %s", err, errs.String())
	}
	if into != nil {
		if err := json.Unmarshal(out.Bytes(), into); err != nil {
			return errs.String(), fmt.Errorf("%w in %s", err, out.String())
		}
	}
	return errs.String(), nil
}

// start serves and waits until the hub is ready.
func (n *node) start() {
	n.t.Helper()
	n.launch()
	n.await()
}

// launch begins to serve.
func (n *node) launch() {
	n.t.Helper()
	path, err := binary()
	if err != nil {
		n.t.Fatal(err)
	}
	args := append([]string{"serve", "--public", n.public, "--agents", n.agents}, n.place()...)
	n.cmd = exec.Command(path, append(args, n.flags...)...)
	n.cmd.Stdout, n.cmd.Stderr = n.log.file, n.log.file
	if err := n.cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	cmd := n.cmd
	exited := make(chan error, 1)
	n.exited = exited
	go func() { exited <- cmd.Wait() }()
	n.t.Cleanup(func() { _ = cmd.Process.Kill() })
}

// await waits until the hub is ready.
func (n *node) await() {
	n.t.Helper()
	n.until("the hub is ready", func() bool {
		select {
		case err := <-n.exited:
			n.t.Fatalf("the hub ended: %v\n%s", err, n.log.String())
		default:
		}
		for _, addr := range []string{n.public, n.agents} {
			if addr == "" { // another node serves it
				continue
			}
			resp, err := http.Get("http://" + addr + "/healthz")
			if err != nil {
				return false
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return false
			}
		}
		return true
	})
}

// stop ends the hub gracefully.
func (n *node) stop() {
	n.t.Helper()
	_ = n.cmd.Process.Signal(os.Interrupt)
	select {
	case err := <-n.exited:
		if err != nil {
			n.t.Fatalf("the hub ended with %v\n%s", err, n.log.String())
		}
	case <-time.After(40 * time.Second):
		n.t.Fatalf("the hub did not stop\n%s", n.log.String())
	}
}

// kill ends the hub as a power cut would, but for the disk's own cache.
func (n *node) kill() {
	n.t.Helper()
	_ = n.cmd.Process.Kill()
	<-n.exited
}

// until waits for a condition with a deadline.
func (n *node) until(what string, cond func() bool) {
	n.t.Helper()
	n.poll(20*time.Millisecond, what, cond) // whoever asks more often slows down what is waited for
}

// poll is until, by so many looks.
func (n *node) poll(every time.Duration, what string, cond func() bool) {
	n.t.Helper()
	deadline := time.Now().Add(60 * time.Second)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for !cond() {
		if time.Now().After(deadline) {
			n.t.Fatalf("waited in vain until %s\n%s", what, n.log.String())
		}
		<-tick.C
	}
}

// call asks the API and decodes the answer; it returns the status.
func (n *node) call(method, path string, body, into any) (int, error) {
	var r io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return 0, err
		}
		r = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, "http://"+n.agents+"/api/v1"+path, r)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+n.key)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return resp.StatusCode, err
	}
	if resp.StatusCode >= 300 {
		return resp.StatusCode, fmt.Errorf("%s %s: %s: %s", method, path, resp.Status, raw)
	}
	if into == nil {
		return resp.StatusCode, nil
	}
	return resp.StatusCode, json.Unmarshal(raw, into)
}

// get asks the API and fails the test when it refuses.
func (n *node) get(path string, into any) {
	n.t.Helper()
	if _, err := n.call(http.MethodGet, path, nil, into); err != nil {
		n.t.Fatal(err)
	}
}

// The API's answers, as far as the tests look at them.
type (
	conversation struct {
		ID      string `json:"id"`
		Status  string `json:"status"`
		Seq     int64  `json:"seq"`
		Rev     int64  `json:"rev"`
		Contact struct {
			ID, Name string
		} `json:"contact"`
		LastMessage struct {
			ID, Direction, Text string
			Seq                 int64
		} `json:"last_message"`
	}
	message struct {
		ID              string `json:"id"`
		Seq             int64  `json:"seq"`
		Direction       string `json:"direction"`
		Kind            string `json:"kind"`
		Text            string `json:"text"`
		Delivery        string `json:"delivery"`
		ClientMessageID string `json:"client_message_id"`
		Attachments     []struct {
			ID, Kind, Name, MIME, State string
			Size                        int64
		} `json:"attachments"`
	}
	list[T any] struct {
		Items []T             `json:"items"`
		Next  json.RawMessage `json:"next"`
	}
)

// conversations reads the whole list.
func (n *node) conversations() []conversation {
	n.t.Helper()
	var all []conversation
	for after := ""; ; {
		var page list[conversation]
		n.get("/conversations?limit=200&after="+after, &page)
		all = append(all, page.Items...)
		var next string
		if json.Unmarshal(page.Next, &next) != nil || next == "" {
			return all
		}
		after = next
	}
}

// messages reads a whole conversation.
func (n *node) messages(id string) []message {
	n.t.Helper()
	var all []message
	for after := int64(0); ; {
		var page list[message]
		n.get(fmt.Sprintf("/conversations/%s/messages?limit=200&after=%d", id, after), &page)
		all = append(all, page.Items...)
		if len(page.Items) == 0 || string(page.Next) == "null" {
			return all
		}
		after = page.Items[len(page.Items)-1].Seq
	}
}
