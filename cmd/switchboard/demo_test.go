package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// shownDemo is a running demo, as somebody in front of it sees it.
type shownDemo struct {
	t      *testing.T
	temp   string
	cmd    *exec.Cmd
	log    *output
	exited chan error
	link   string
	shop   string
	api    string
	client *http.Client
	csrf   string
}

var (
	demoLink = regexp.MustCompile(`http://\S+/demo/enter/\S+`)
	demoShop = regexp.MustCompile(`Shop\s+(http://\S+)`)
)

// demoCommand is the demo in a folder of its own, on ports that are free.
func demoCommand(t *testing.T, temp string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, append([]string{"demo", "--public", freeAddr(t), "--agents", freeAddr(t), "--shop", freeAddr(t)}, args...)...)
	cmd.Env = append(os.Environ(), "TMPDIR="+temp)
	return cmd
}

func startDemo(t *testing.T) *shownDemo {
	t.Helper()
	d := &shownDemo{t: t, temp: t.TempDir(), log: newOutput(t), exited: make(chan error, 1)}
	d.cmd = demoCommand(t, d.temp)
	d.cmd.Stdout, d.cmd.Stderr = d.log.file, d.log.file
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { d.exited <- d.cmd.Wait() }()
	t.Cleanup(func() { _ = d.cmd.Process.Kill() })
	d.until("it says where to look", func() bool { return strings.Contains(d.log.String(), "Ctrl-C).\n\n") })
	d.link, d.shop = demoLink.FindString(d.log.String()), demoShop.FindStringSubmatch(d.log.String())[1]
	d.api, _, _ = strings.Cut(d.link, "/demo/")
	d.enter()
	return d
}

// until waits for a condition, a minute at most: what a newcomer waits.
func (d *shownDemo) until(what string, cond func() bool) {
	d.t.Helper()
	deadline, tick := time.Now().Add(time.Minute), time.NewTicker(100*time.Millisecond)
	defer tick.Stop()
	for !cond() {
		select {
		case err := <-d.exited:
			d.t.Fatalf("the demo ended: %v\n%s", err, d.log.String())
		case <-tick.C:
		}
		if time.Now().After(deadline) {
			d.t.Fatalf("waited in vain until %s\n%s", what, d.log.String())
		}
	}
}

// enter opens the link, as a browser does.
func (d *shownDemo) enter() {
	d.t.Helper()
	d.client = d.browser()
	if status, body := d.fetch(http.MethodGet, d.link, nil); status != http.StatusOK || !strings.Contains(body, "/inbox/mine") {
		d.t.Fatalf("the link: %d %s", status, body)
	}
	var session struct{ CSRF, Demo string }
	d.get("/session", &session)
	if d.csrf = session.CSRF; session.Demo != d.shop {
		d.t.Errorf("the API says demo %q, want %q", session.Demo, d.shop)
	}
}

// browser is a new one, which nobody has signed in with.
func (d *shownDemo) browser() *http.Client {
	d.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return &http.Client{Jar: jar, Timeout: time.Minute}
}

func (d *shownDemo) fetch(method, url string, body io.Reader) (int, string) {
	d.t.Helper()
	q, err := http.NewRequestWithContext(d.t.Context(), method, url, body)
	if err != nil {
		d.t.Fatal(err)
	}
	q.Header.Set("Origin", d.api)
	q.Header.Set("X-CSRF-Token", d.csrf)
	q.Header.Set("Content-Type", "application/json")
	resp, err := d.client.Do(q)
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

func (d *shownDemo) get(path string, into any) {
	d.t.Helper()
	status, body := d.fetch(http.MethodGet, d.api+"/api/v1"+path, nil)
	if err := json.Unmarshal([]byte(body), into); err != nil || status != http.StatusOK {
		d.t.Fatalf("GET %s: %d %s %v", path, status, body, err)
	}
}

func (d *shownDemo) do(method, path string, body any) {
	d.t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		d.t.Fatal(err)
	}
	if status, answer := d.fetch(method, d.api+"/api/v1"+path, bytes.NewReader(b)); status >= http.StatusMultipleChoices {
		d.t.Fatalf("%s %s: %d %s", method, path, status, answer)
	}
}

type demoConversation struct {
	ID, Account string
	Agent       string
	Contact     struct{ Name string }
	Last        struct{ Direction, Text string } `json:"last_message"`
}

func (d *shownDemo) conversations(view string) []demoConversation {
	d.t.Helper()
	var l list[demoConversation]
	d.get("/conversations?limit=200"+view, &l)
	return l.Items
}

// TestDemo: within a minute somebody has written on every account, a colleague has
// answered, and a customer reacts to what the owner writes. Nothing is left.
func TestDemo(t *testing.T) {
	t.Parallel()
	d := startDemo(t)
	var accounts list[struct{ ID, Name string }]
	d.get("/accounts", &accounts)
	if len(accounts.Items) != 6 {
		t.Fatalf("there are %d accounts, want 6", len(accounts.Items))
	}
	d.until("somebody has a conversation of the owner's", func() bool { return len(d.conversations("&view=mine")) > 0 })
	c := d.conversations("&view=mine")[0]
	d.do(http.MethodPost, "/conversations/"+c.ID+"/messages", map[string]string{"client_message_id": "1", "text": "您好，我马上为您处理。"})
	d.until("the customer reacts", func() bool { return d.reacted(c.ID) })
	d.until("a colleague has answered somebody", func() bool {
		for _, x := range d.conversations("") {
			if x.Last.Direction == "out" && x.Agent != c.Agent {
				return true
			}
		}
		return false
	})
	d.until("somebody has written on every account", func() bool {
		seen := map[string]bool{}
		for _, x := range d.conversations("") {
			seen[x.Account] = true
		}
		return len(seen) == len(accounts.Items)
	})
	if status, page := d.fetch(http.MethodGet, d.shop, nil); status != http.StatusOK || !strings.Contains(page, "/widget/v1/loader.js") {
		t.Errorf("the shop's page: %d %s", status, page)
	}
	d.client = d.browser()
	d.fetch(http.MethodGet, d.link, nil)
	if status, _ := d.fetch(http.MethodGet, d.api+"/api/v1/session", nil); status != http.StatusUnauthorized {
		t.Errorf("the link signs in a second time: %d", status)
	}
	d.stop()
}

// reacted reports whether the customer has written after the owner.
func (d *shownDemo) reacted(conversation string) bool {
	d.t.Helper()
	var read list[struct{ Direction, Text string }]
	d.get("/conversations/"+conversation+"/messages", &read)
	answered := false
	for _, m := range read.Items {
		if answered && m.Direction == "in" {
			return true
		}
		answered = answered || m.Direction == "out"
	}
	return false
}

// stop interrupts the demo and looks for what it left.
func (d *shownDemo) stop() {
	d.t.Helper()
	if err := d.cmd.Process.Signal(os.Interrupt); err != nil {
		d.t.Fatal(err)
	}
	select {
	case err := <-d.exited:
		if err != nil {
			d.t.Errorf("the demo ended with %v\n%s", err, d.log.String())
		}
	case <-time.After(40 * time.Second):
		d.t.Fatalf("the demo did not stop\n%s", d.log.String())
	}
	left, err := os.ReadDir(d.temp)
	if err != nil || len(left) > 0 {
		d.t.Errorf("the demo left %v, %v", left, err)
	}
}

// TestDemoSweepsUp: what a demo left that was killed goes with the next one; what
// another one works on, and what is new, stays.
func TestDemoSweepsUp(t *testing.T) {
	t.Parallel()
	temp := t.TempDir()
	dead, young := filepath.Join(temp, "switchboard-demo-dead"), filepath.Join(temp, "switchboard-demo-young")
	for _, dir := range []string{dead, young} {
		if err := os.MkdirAll(filepath.Join(dir, "data"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(dead, long, long); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	out, err := demoCommand(t, temp, "--agents", taken.Addr().String()).CombinedOutput()
	if err == nil || !strings.Contains(string(out), fmt.Sprintf("--agents: listen on %s", taken.Addr())) {
		t.Errorf("a port in use: %v %s", err, out)
	}
	if _, err := os.Stat(dead); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the dead demo's folder: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(temp, "*")); err != nil || len(left) != 1 || left[0] != young {
		t.Errorf("left is %v, %v, want %s alone", left, err, young)
	}
}
