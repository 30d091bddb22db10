package live_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/live"
)

type polled struct {
	Channels map[string]struct {
		Publications []live.Publication
		Offset       uint64
		Epoch        string
		Recovered    bool
	}
	Messages []json.RawMessage
	Code     string
}

func (n *node) poll(t *testing.T, origin string, body any) (int, polled, http.Header) {
	t.Helper()
	text, ok := body.(string)
	if !ok {
		b, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		text = string(b)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+n.addr+live.PathPoll, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if origin != "" {
		req.Header.Set("Origin", origin)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var out polled
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return resp.StatusCode, out, resp.Header
}

func at(channel string, offset uint64, epoch string) map[string]any {
	return map[string]any{channel: map[string]any{"offset": offset, "epoch": epoch}}
}

func TestAPollHasWhatASocketHas(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.add("mem:ann", 300)
	n := start(t, m, "")
	_, out, _ := n.poll(t, "", map[string]any{"token": "good-ann", "channels": at("mem:ann", 50, "first"), "wait": 0})
	got := out.Channels["mem:ann"]
	if !got.Recovered || len(got.Publications) != 250 || got.Publications[0].Offset != 51 || got.Offset != 300 || got.Epoch != "first" {
		t.Errorf("%d publications up to %d, recovered %v", len(got.Publications), got.Offset, got.Recovered)
	}
	began := time.Now()
	_, out, _ = n.poll(t, "", map[string]any{"token": "good-ann", "channels": at("mem:ann", 300, "first"), "wait": 0})
	if got := out.Channels["mem:ann"]; !got.Recovered || len(got.Publications) > 0 || time.Since(began) > 20*time.Second {
		t.Errorf("nothing new: %+v", got)
	}
	for name, channels := range map[string]any{"another database": at("mem:ann", 3, "second"), "ahead of it": at("mem:ann", 301, "first")} {
		_, out, _ := n.poll(t, "", map[string]any{"token": "good-ann", "channels": channels})
		if got := out.Channels["mem:ann"]; got.Recovered || len(got.Publications) > 0 || got.Offset != 300 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestAPollWaitsForWhatComes(t *testing.T) {
	t.Parallel()
	m := newMemory()
	n := start(t, m, "", func(o *live.Options) { o.Look = time.Hour })
	answers := make(chan polled, 1)
	poll := func(channel string, offset uint64) {
		go func() {
			_, out, _ := n.poll(t, "", map[string]any{"token": "good-ann", "channels": at(channel, offset, "first"), "wait": 20})
			answers <- out
		}()
		eventually(t, "the poll", func() bool { return strings.Contains(metricsOf(n), "polls 1") })
	}
	poll("mem:ann", 0)
	m.add("mem:ann", 1)
	n.Changed("mem:ann")
	if out := <-answers; len(out.Channels["mem:ann"].Publications) != 1 {
		t.Errorf("%+v", out)
	}
	poll("mem:ann", 1)
	n.Message("ann", json.RawMessage(`{"typing":true}`))
	if out := <-answers; len(out.Messages) != 1 {
		t.Errorf("%+v", out)
	}
	poll("now:ann", 0)
	n.Publish("now:ann", json.RawMessage(`{"a":1}`))
	if out := <-answers; len(out.Channels["now:ann"].Publications) != 1 || out.Channels["now:ann"].Recovered {
		t.Errorf("what has no memory says %+v", out)
	}
	poll("mem:shared1", 0)
	m.mu.Lock()
	m.denied["mem:shared1"] = true
	m.mu.Unlock()
	m.add("mem:shared1", 1)
	n.Changed("mem:shared1")
	if out := <-answers; out.Code != "live.denied" {
		t.Errorf("a right lost while it waits: %+v", out)
	}
}

func TestPollsThatAreRefused(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.add("mem:bob", 1)
	n := start(t, m, "")
	many := map[string]any{}
	for i := range 17 {
		many[fmt.Sprint("mem:shared", i)] = map[string]any{}
	}
	for name, c := range map[string]struct {
		origin string
		body   any
		status int
		code   string
	}{
		"another origin":    {"https://evil.example.com", map[string]any{"token": "good-ann"}, 403, "live.origin"},
		"no token":          {"", map[string]any{}, 401, "live.token"},
		"a bad token":       {"", map[string]any{"token": "x"}, 401, "live.token"},
		"another's channel": {"", map[string]any{"token": "good-ann", "channels": at("mem:bob", 0, "")}, 403, "live.denied"},
		"too many channels": {"", map[string]any{"token": "good-ann", "channels": many}, 422, "live.request"},
		"no JSON":           {"", "{", 422, "live.request"},
		"a negative offset": {"", `{"token":"good-ann","channels":{"mem:ann":{"offset":-1}}}`, 422, "live.request"},
		"too large":         {"", strings.Repeat(" ", 17<<10), 413, "live.too_large"},
	} {
		status, out, _ := n.poll(t, c.origin, c.body)
		if status != c.status || out.Code != c.code {
			t.Errorf("%s: %d %s, want %d %s", name, status, out.Code, c.status, c.code)
		}
	}
	status, _, header := n.poll(t, "https://shop.example.com", map[string]any{"token": "good-ann", "wait": 0})
	if status != 200 || header.Get("Access-Control-Allow-Origin") != "https://shop.example.com" {
		t.Errorf("%d %v", status, header)
	}
	if got := header.Get("Access-Control-Allow-Credentials"); got != "" {
		t.Errorf("credentials: %s", got)
	}
}

func FuzzPoll(f *testing.F) {
	for _, seed := range []string{`{"token":"t","channels":{"visitor:x":{"offset":1,"epoch":"e"}},"wait":3}`, `{"wait":-9223372036854775808}`,
		`{"wait":9223372036854775807}`, `{"channels":{"":{}}}`, `[]`, `null`, `{"channels":null,"wait":null}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		in, wait, err := live.ParsePoll(bytes.Clone(body), 25*time.Second)
		if err != nil {
			return
		}
		if wait < 0 || wait > 25*time.Second {
			t.Errorf("it would wait %s", wait)
		}
		if len(in.Channels) > 16 {
			t.Errorf("%d channels", len(in.Channels))
		}
		for channel := range in.Channels {
			if channel == "" || len(channel) > 255 {
				t.Errorf("channel %q", channel)
			}
		}
	})
}
