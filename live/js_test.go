package live_test

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/live"
)

// said is a line of testdata/client.mjs.
type said struct {
	Event     string
	Code      uint32
	Channel   string
	Offset    uint64
	Recovered bool
	Data      json.RawMessage
}

// script is the official JavaScript client in a process of its own.
type script struct {
	in io.Writer

	mu  sync.Mutex
	all []said
}

// tell gives the client a line to obey.
func (s *script) tell(t *testing.T, line string) {
	t.Helper()
	if _, err := io.WriteString(s.in, line+"\n"); err != nil {
		t.Fatal(err)
	}
}

// code reports whether an event has come with a code.
func (s *script) code(event string, code uint32) func() bool {
	return func() bool {
		return s.count(func(one said) bool { return one.Event == event && one.Code == code }) > 0
	}
}

func (s *script) count(f func(said) bool) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.all {
		if f(one) {
			n++
		}
	}
	return n
}

func (s *script) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, _ := json.Marshal(s.all)
	return string(b)
}

func (s *script) event(name string) int {
	return s.count(func(one said) bool { return one.Event == name })
}

// javascript runs the client as the page's build installs it.
func javascript(t *testing.T, url, token, channel string, env ...string) *script {
	t.Helper()
	module, err := filepath.Abs("../console/node_modules/centrifuge/build/index.js")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not there")
	}
	if _, err := os.Stat(module); err != nil {
		t.Skip("the page's modules are not installed: the JavaScript client is not there")
	}
	cmd := exec.CommandContext(t.Context(), "node", "--experimental-websocket", "--no-warnings", "testdata/client.mjs", "file://"+module, url, token)
	cmd.Env = append(append(os.Environ(), "LIVE_CHANNEL="+channel), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s, done := &script{in: in}, make(chan struct{})
	go func() {
		defer close(done)
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var one said
			if json.Unmarshal(lines.Bytes(), &one) == nil {
				s.mu.Lock()
				s.all = append(s.all, one)
				s.mu.Unlock()
			}
		}
	}()
	t.Cleanup(func() { _ = cmd.Process.Kill(); <-done; _ = cmd.Wait() })
	return s
}

func TestTheOfficialJavaScriptClient(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.ttl = 3 * time.Second
	m.add("mem:shared1", 5)
	n := start(t, m, "")
	js := javascript(t, n.url(), "good-ann", "mem:shared1")
	eventually(t, "its answer", func() bool {
		return js.count(func(s said) bool { return s.Event == "answer" && string(s.Data) == `{"data":{"x":"é"},"user":"ann"}` }) == 1
	}, js)
	of := func(channel string) func() int {
		return func() int {
			return js.count(func(s said) bool { return s.Event == "publication" && s.Channel == channel })
		}
	}
	eventually(t, "what it had not read yet", func() bool { return of("mem:shared1")() == 3 }, js)
	m.add("mem:ann", 3)
	n.Changed("mem:ann")
	n.Publish("now:ann", json.RawMessage(`{"now":true}`))
	n.Message("ann", json.RawMessage(`{"typing":true}`))
	eventually(t, "all kinds of push", func() bool { return of("mem:ann")() == 3 && of("now:ann")() == 1 && js.event("message") == 1 }, js)
	n.stop()
	eventually(t, "3001", func() bool {
		return js.count(func(s said) bool { return s.Event == "connecting" && s.Code == 3001 }) == 1
	}, js)
	m.add("mem:ann", 20)
	m.add("mem:shared1", 20)
	n = start(t, m, n.addr)
	eventually(t, "what it missed", func() bool { return of("mem:ann")() == 23 && of("mem:shared1")() == 23 }, js)
	for channel, from := range map[string]uint64{"mem:ann": 1, "mem:shared1": 3} {
		next := from
		js.count(func(s said) bool {
			if s.Event == "publication" && s.Channel == channel {
				if s.Offset != next {
					t.Errorf("%s: offset %d, want %d", channel, s.Offset, next)
				}
				next++
			}
			return false
		})
	}
	eventually(t, "a renewed token", func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		return m.renewed > 0
	}, js)
	n.Unsubscribe("ann", "mem:shared1", nil)
	eventually(t, "the loss of the stream", js.code("unsubscribed", 2000), js)
	m.add("mem:shared1", 2)
	js.tell(t, "subscribe")
	eventually(t, "what came meanwhile", func() bool { return of("mem:shared1")() == 25 }, js)
	n.Disconnect("ann", live.CodeSessionEnded, "session ended", nil)
	eventually(t, "the end", js.code("disconnected", live.CodeSessionEnded), js)
}

// How the official JavaScript client learns each kind of end.
func TestHowTheJavaScriptClientsConnectionsEnd(t *testing.T) {
	t.Parallel()
	for name, try := range map[string]func(t *testing.T){
		"bad token": func(t *testing.T) {
			n := start(t, newMemory(), "")
			js := javascript(t, n.url(), "forged", "")
			eventually(t, "the refusal", js.code("disconnected", live.CodeInvalidToken), js)
		},
		"expired token": func(t *testing.T) {
			n := start(t, newMemory(), "")
			js := javascript(t, n.url(), "expired", "")
			eventually(t, "it is told", js.code("error", live.CodeTokenExpired), js)
			js.tell(t, "token good-ann")
			eventually(t, "another token connects", func() bool { return js.event("connected") == 1 }, js)
		},
		"origin refused": func(t *testing.T) {
			n := start(t, newMemory(), "")
			js := javascript(t, n.url(), "good-ann", "", "LIVE_ORIGIN=https://evil.example.com")
			eventually(t, "the refusals", func() bool { return strings.Contains(metricsOf(n), "refused_total{origin} 2") }, js)
			if js.event("connected") > 0 {
				t.Error("it is connected")
			}
			page := javascript(t, n.url(), "good-ann", "", "LIVE_ORIGIN=https://shop.example.com")
			eventually(t, "a page that may", func() bool { return page.event("connected") == 1 }, page)
		},
		"slow consumer": func(t *testing.T) {
			n := start(t, newMemory(), "", func(o *live.Options) { o.Queue = 64 << 10 })
			js := javascript(t, n.url(), "good-ann", "")
			eventually(t, "the connection", func() bool { return js.event("answer") == 1 }, js)
			js.tell(t, "block")
			big := json.RawMessage(`"` + strings.Repeat("x", 60<<10) + `"`)
			eventually(t, "the end of the one that does not read", func() bool {
				n.Publish("now:ann", big)
				return strings.Contains(metricsOf(n), "closed_total{3008} 1")
			}, js)
			eventually(t, "the way back", func() bool { return js.event("connected") == 2 }, js)
			if js.event("disconnected") > 0 {
				t.Error("it stopped")
			}
		},
		"too many connections": func(t *testing.T) {
			m := newMemory()
			m.limit = 1
			n := start(t, m, "")
			first := javascript(t, n.url(), "good-ann", "")
			eventually(t, "the first", func() bool { return first.event("connected") == 1 }, first)
			second := javascript(t, n.url(), "good-ann", "")
			eventually(t, "the refusal", second.code("disconnected", 3504), second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			try(t)
		})
	}
}
