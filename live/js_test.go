package live_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
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
	mu  sync.Mutex
	all []said
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
func javascript(t *testing.T, url, token, channel string) *script {
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
	cmd.Env = append(os.Environ(), "LIVE_CHANNEL="+channel)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s, done := &script{}, make(chan struct{})
	go func() {
		defer close(done)
		for lines := bufio.NewScanner(out); lines.Scan(); {
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
	eventually(t, "the loss of the stream", func() bool {
		return js.count(func(s said) bool { return s.Event == "unsubscribed" && s.Code == 2000 }) == 1
	}, js)
	n.Disconnect("ann", live.CodeSessionEnded, "session ended", nil)
	eventually(t, "the end", func() bool {
		return js.count(func(s said) bool { return s.Event == "disconnected" && s.Code == live.CodeSessionEnded }) == 1
	}, js)
	bad := javascript(t, n.url(), "forged", "")
	eventually(t, "the refusal", func() bool {
		return bad.count(func(s said) bool { return s.Event == "disconnected" && s.Code == live.CodeInvalidToken }) == 1
	}, bad)
}
