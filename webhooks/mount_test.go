package webhooks_test

import (
	"bytes"
	"context"
	"crypto/subtle"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/webhooks"
)

// gate takes calls with the account's secret in X-Secret.
type gate struct{}

func (gate) Open(a core.Account, r connectors.Request) (connectors.Verdict, error) {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Secret")), []byte(a.Secrets["secret"])) != 1 {
		return connectors.Verdict{}, connectors.ErrUnverified
	}
	switch {
	case r.Method == http.MethodGet:
		return connectors.Verdict{Ack: connectors.Reply{Body: []byte(r.Query.Get("echo"))}}, nil
	case bytes.Equal(r.Body, []byte("panic")):
		panic("cannot read this")
	case bytes.Equal(r.Body, []byte("odd")):
		return connectors.Verdict{}, errors.New("not a payload of this channel")
	}
	return connectors.Verdict{
		Raws: []core.Raw{{Kind: "test.update", Body: r.Body}},
		Ack:  connectors.Reply{Status: 202, ContentType: "application/json", Body: []byte(`{"ok":true}`)},
	}, nil
}

// sink keeps what it accepts, until it is told to fail.
type sink struct {
	mu   sync.Mutex
	raws []core.Raw
	err  error
	hang bool
}

func (s *sink) Accept(ctx context.Context, raws ...core.Raw) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hang {
		<-ctx.Done()
		return ctx.Err()
	}
	if s.err == nil {
		s.raws = append(s.raws, raws...)
	}
	return s.err
}

func (s *sink) set(f func(*sink)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s)
}

func (s *sink) kept() []core.Raw {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]core.Raw(nil), s.raws...)
}

type fixture struct {
	url      string
	sink     *sink
	stats    *webhooks.Stats
	log      *lockedBuffer
	accounts map[core.ID]core.Account
	active   core.ID
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	f := &fixture{sink: &sink{}, log: &lockedBuffer{}, accounts: map[core.ID]core.Account{}}
	f.active = f.add("test", core.AccountActive)
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	f.stats = webhooks.Mount(s, webhooks.Options{
		Accounts: func(_ context.Context, id core.ID) (core.Account, error) {
			if a, ok := f.accounts[id]; ok {
				return a, nil
			}
			return core.Account{}, &core.Problem{Status: 404, Code: "account.not_found", Text: "no such account"}
		},
		Channels: map[string]connectors.Channel{"test": {Gate: gate{}, Patient: true}, "hasty": {Gate: gate{}}, "pulled": {}},
		Sink:     f.sink, MaxBody: 1000, Deadline: 50 * time.Millisecond,
		Now: func() time.Time { return now }, Log: slog.New(slog.NewTextHandler(f.log, nil)),
	})
	f.url = s.URL()
	go func() { _ = s.Run() }()
	t.Cleanup(func() { _ = s.Shutdown(context.Background()) })
	return f
}

func (f *fixture) add(channel string, st core.AccountStatus) core.ID {
	id := core.NewID()
	f.accounts[id] = core.Account{ID: id, Channel: channel, Status: st, Secrets: map[string]string{"secret": "s3"}}
	return id
}

func (f *fixture) do(t testing.TB, method, path, secret, body string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, f.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Secret", secret)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return resp, string(b)
}

func TestACallIsStoredAndThenAcknowledged(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	resp, body := f.do(t, "POST", webhooks.Path("test", f.active), "s3", "你好")
	if resp.StatusCode != 202 || body != `{"ok":true}` || resp.Header.Get("Content-Type") != "application/json" {
		t.Fatalf("answer %d %q %q", resp.StatusCode, body, resp.Header.Get("Content-Type"))
	}
	raws := f.sink.kept()
	if len(raws) != 1 {
		t.Fatalf("%d raws", len(raws))
	}
	r := raws[0]
	if string(r.Body) != "你好" || r.AccountID != f.active || r.Channel != "test" || r.ID.IsZero() || r.ReceivedAt.String() != "2026-01-02T03:04:05.000000Z" {
		t.Errorf("raw %+v", r)
	}
	if f.stats.Count(webhooks.Accepted) != 1 {
		t.Error("not counted")
	}
}

func TestAHandshakeIsAnsweredAndNotStored(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	resp, body := f.do(t, "GET", webhooks.Path("test", f.active)+"?echo=a%26b", "s3", "")
	if resp.StatusCode != 200 || body != "a&b" || len(f.sink.kept()) != 0 || f.stats.Count(webhooks.Handshake) != 1 {
		t.Errorf("answer %d %q, %d stored", resp.StatusCode, body, len(f.sink.kept()))
	}
}

// A platform that gives up within seconds must not lose what it brings to an
// account that is paused.
func TestAPausedAccountOfAHastyPlatformGoesOnReceiving(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	resp, _ := f.do(t, "POST", webhooks.Path("hasty", f.add("hasty", core.AccountPaused)), "s3", "x")
	if resp.StatusCode >= 300 || len(f.sink.kept()) != 1 {
		t.Errorf("answer %d, %d stored", resp.StatusCode, len(f.sink.kept()))
	}
}

func TestWhatIsNotTaken(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	paused, removed := f.add("test", core.AccountPaused), f.add("test", core.AccountRemoved)
	pulled := f.add("pulled", core.AccountActive)
	for name, c := range map[string]struct {
		path, secret, body string
		status             int
		outcome            webhooks.Outcome
		retry              bool
	}{
		"wrong secret":       {webhooks.Path("test", f.active), "guess", "x", 401, webhooks.Unverified, false},
		"no secret":          {webhooks.Path("test", f.active), "", "x", 401, webhooks.Unverified, false},
		"unknown channel":    {webhooks.Path("other", f.active), "s3", "x", 404, webhooks.Unknown, false},
		"unknown account":    {webhooks.Path("test", core.NewID()), "s3", "x", 404, webhooks.Unknown, false},
		"not an id":          {"/hooks/test/1", "s3", "x", 404, webhooks.Unknown, false},
		"another channel's":  {webhooks.Path("test", pulled), "s3", "x", 404, webhooks.Unknown, false},
		"a channel of polls": {webhooks.Path("pulled", pulled), "s3", "x", 404, webhooks.Unknown, false},
		"paused":             {webhooks.Path("test", paused), "s3", "x", 503, webhooks.Paused, true},
		"removed":            {webhooks.Path("test", removed), "s3", "x", 410, webhooks.Removed, false},
		"too large":          {webhooks.Path("test", f.active), "s3", strings.Repeat("x", 1001), 413, webhooks.TooLarge, false},
		"odd":                {webhooks.Path("test", f.active), "s3", "odd", 400, webhooks.Unreadable, false},
		"a gate that panics": {webhooks.Path("test", f.active), "s3", "panic", 500, webhooks.Failed, false},
	} {
		before := f.stats.Count(c.outcome)
		resp, body := f.do(t, "POST", c.path, c.secret, c.body)
		if resp.StatusCode != c.status || (resp.Header.Get("Retry-After") != "") != c.retry {
			t.Errorf("%s: status %d, Retry-After %q", name, resp.StatusCode, resp.Header.Get("Retry-After"))
		}
		if f.stats.Count(c.outcome) != before+1 {
			t.Errorf("%s: not counted as %s", name, c.outcome)
		}
		if strings.Contains(body, "s3") || strings.Contains(body, "cannot read") {
			t.Errorf("%s: the answer tells too much: %q", name, body)
		}
	}
	if n := len(f.sink.kept()); n != 0 {
		t.Errorf("%d raws stored", n)
	}
}

func TestABodyOfExactlyTheLimitIsTaken(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if resp, _ := f.do(t, "POST", webhooks.Path("test", f.active), "s3", strings.Repeat("x", 1000)); resp.StatusCode != 202 {
		t.Errorf("status %d", resp.StatusCode)
	}
}

func TestAStoreThatTakesNothingIsAskedAgainLater(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.sink.set(func(s *sink) { s.err = errors.New("queue full") })
	for range 20 {
		resp, _ := f.do(t, "POST", webhooks.Path("test", f.active), "s3", "x")
		if resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
			t.Fatalf("status %d, Retry-After %q", resp.StatusCode, resp.Header.Get("Retry-After"))
		}
	}
	if f.stats.Count(webhooks.Refused) != 20 {
		t.Errorf("%d refused", f.stats.Count(webhooks.Refused))
	}
	if lines := strings.Count(f.log.String(), "queue full"); lines != 1 {
		t.Errorf("%d lines in the log for one second of failures", lines)
	}
	f.sink.set(func(s *sink) { s.err, s.hang = nil, true })
	if resp, _ := f.do(t, "POST", webhooks.Path("test", f.active), "s3", "x"); resp.StatusCode != 503 || f.stats.Count(webhooks.TimedOut) != 1 {
		t.Errorf("a store that hangs: status %d", resp.StatusCode)
	}
	f.sink.set(func(s *sink) { s.hang = false })
	if resp, _ := f.do(t, "POST", webhooks.Path("test", f.active), "s3", "x"); resp.StatusCode != 202 {
		t.Errorf("after it recovered: status %d", resp.StatusCode)
	}
}

func TestAClientThatLeavesStoresNothing(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	nc, err := net.Dial("tcp", strings.TrimPrefix(f.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(nc, "POST "+webhooks.Path("test", f.active)+" HTTP/1.1\r\nHost: h\r\nX-Secret: s3\r\nContent-Length: 900\r\n\r\nhalf")
	_ = nc.Close()
	if resp, _ := f.do(t, "POST", webhooks.Path("test", f.active), "s3", "whole"); resp.StatusCode != 202 {
		t.Fatalf("status %d", resp.StatusCode)
	}
	if raws := f.sink.kept(); len(raws) != 1 || string(raws[0].Body) != "whole" {
		t.Errorf("stored %d raws", len(raws))
	}
}

func FuzzMount(f *testing.F) {
	fx := newFixture(f)
	f.Add("POST", "test", fx.active.String(), "s3", "x")
	f.Add("GET", "test", fx.active.String(), "s3", "")
	f.Add("PUT", "te%20st/../", "..", "", "panic")
	f.Fuzz(func(t *testing.T, method, channel, account, secret, body string) {
		req, err := http.NewRequest(method, fx.url+"/hooks/"+channel+"/"+account, strings.NewReader(body))
		if err != nil {
			t.Skip()
		}
		req.Header["X-Secret"] = []string{secret}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Skip() // the client itself refuses some methods and headers
		}
		_ = resp.Body.Close()
		if resp.StatusCode < 300 && secret != "s3" {
			t.Errorf("%s %q with %q was taken: %d", method, channel, secret, resp.StatusCode)
		}
	})
}
