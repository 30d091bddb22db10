// Package connectortest is the one suite that every connector passes: abilities
// agree with capabilities, failures get the class that never doubles a message,
// cancelling works at once, and no secret shows anywhere. The suite runs a
// plain HTTP server of its own; what a platform's answers look like is data in
// Case. What is particular to one channel is tested beside that channel.
package connectortest

import (
	"bytes"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// Case describes a channel to the suite.
type Case struct {
	New      func(connectors.Env) connectors.Connector
	Settings connectors.Settings
	// Account returns a complete account whose calls go to base, with every
	// secret that the channel has set.
	Account func(base string) core.Account
	Part    core.Part // a text that the channel takes
	// Varies names abilities (edit, delete, typing) that this account lacks and
	// others of the channel have.
	Varies []string

	// Helpers answer the calls around a send, such as the one for a token.
	Helpers []Helper
	// Sent is the platform's answer to a sent part, ExternalID the receipt's.
	Sent       Answer
	ExternalID string

	Throttled    Answer        // without a time to come back
	ThrottledFor Answer        // with one
	RetryAfter   time.Duration // the one in ThrottledFor
	// Errors are further answers and what they mean: 5xx, an error inside a
	// 200, a recipient who is gone, refused credentials …
	Errors []ErrorCase
	Token  *Token // for channels whose access tokens expire

	// Speak serves one connection of a platform that does not speak HTTP, until it
	// ends or take says so. take is called when a part has come whole, and returns
	// the body of the answer; not ok is no answer and the end of the connection.
	Speak func(conn net.Conn, take func() (answer string, ok bool))
	// Pause is what the connector waits where a throttling platform of Speak does
	// not say for how long.
	Pause time.Duration
}

// Answer is an HTTP answer.
type Answer struct {
	Status int // 0: 200
	Header map[string]string
	Body   string
}

// Helper answers calls whose URL contains Match, whatever the test is about.
type Helper struct {
	Match  string
	Answer Answer
}

// ErrorCase is an answer and the failure that it means.
type ErrorCase struct {
	Name   string
	Answer Answer
	Class  core.Class
	Code   string // empty: any
}

// Token describes expiring access tokens. The connector learns Old from First
// and sends a part with it; then Old expires, several callers learn that at the
// same time from Expired, and only one of them may fetch New.
type Token struct {
	Match    string // in the URL of the call that fetches a token
	Old, New string // as they appear in the calls' URL, headers or body
	First    Answer // to the first fetch: hands out Old
	Refresh  Answer // to later ones: hands out New
	Expired  Answer
}

type test struct {
	name string
	run  func(*testing.T, Case)
}

// patience bounds what must happen at once; it is far above what it takes, so
// that a busy machine fails no test.
const patience = 5 * time.Second

// Run runs the suite. A channel whose people read from a stream of ours calls
// no platform: of its Case New, Settings, Account and Part are enough.
func Run(t *testing.T, c Case) {
	t.Helper()
	tests := []test{
		{"check names missing settings", testCheck},
		{"abilities agree with capabilities", testAbilities},
		{"a sent part has a receipt", testSent},
		{"throttling", testThrottled},
		{"errors have their class", testErrors},
		{"a hanging answer is uncertain", testHang},
		{"a cut connection is uncertain", testCut},
		{"a refused connection is retried", testRefused},
		{"cancelling works at once", testCancel},
		{"a cancelled call does not leave", testCancelledBefore},
		{"inner networks stay closed", testGuarded},
		{"an expired token is refreshed once", testToken},
	}
	if stream(t, c) {
		tests = append(tests[:1:1], test{"what the hub does in a stream, the connector does not", testStream})
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, c)
		})
	}
}

// bench is one connector on one fake platform, with all it says kept for the
// search for secrets.
type bench struct {
	t         *testing.T
	platform  *platform
	connector connectors.Connector
	account   core.Account
	part      core.Part
	trace     *httpx.Trace
	said      *journal
	secrets   []string
}

func newBench(t *testing.T, c Case, mode mode) *bench {
	t.Helper()
	p := newPlatform(t, c, mode)
	b := &bench{t: t, platform: p, account: c.Account(p.base), part: c.Part, said: &journal{}}
	if b.account.ID.IsZero() {
		b.account.ID = core.NewID()
	}
	for _, s := range b.account.Secrets {
		b.secrets = append(b.secrets, s)
	}
	if c.Token != nil {
		b.secrets = append(b.secrets, c.Token.Old, c.Token.New)
	}
	b.trace = httpx.NewTrace(b.account, b.part)
	loopback := netip.MustParsePrefix("127.0.0.0/8")
	client := httpx.New(httpx.Options{AllowPrivate: []netip.Prefix{loopback}})
	client.Transport = &loopbackOnly{t: t, next: client.Transport}
	t.Cleanup(client.CloseIdleConnections)
	b.connector = c.New(b.env(client, loopback))
	t.Cleanup(b.findSecrets)
	return b
}

func (b *bench) env(client *http.Client, allowed ...netip.Prefix) connectors.Env {
	log := slog.New(slog.NewJSONHandler(b.said, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return connectors.Env{HTTP: client, Dial: httpx.Dialer(allowed).DialContext, Now: time.Now, Log: log}
}

// findSecrets looks for the account's secrets, and for access tokens, in errors,
// logs and traces. A connector tells httpx.Hide of the tokens that it fetches.
func (b *bench) findSecrets() {
	for _, x := range b.trace.Exchanges() {
		for _, s := range []string{x.URL, x.Request, x.Response, x.Error} {
			b.said.add(s)
		}
	}
	for _, line := range b.said.lines() {
		if httpx.Redact(line, b.secrets...) != line {
			b.t.Errorf("a secret shows in: %s", line)
		}
	}
}

// journal keeps what was said.
type journal struct {
	mu  sync.Mutex
	all bytes.Buffer
}

// Write implements io.Writer for the log.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.Write(p)
}

func (j *journal) add(s string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.all.WriteString(s + "\n")
}

func (j *journal) lines() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Split(j.all.String(), "\n")
}

// loopbackOnly fails the test on a call to anywhere but this machine.
type loopbackOnly struct {
	t    *testing.T
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (l *loopbackOnly) RoundTrip(req *http.Request) (*http.Response, error) {
	if addr, err := netip.ParseAddr(req.URL.Hostname()); err != nil || !addr.IsLoopback() {
		l.t.Errorf("a call left this machine: %s", req.URL.Host)
	}
	return l.next.RoundTrip(req)
}

// CloseIdleConnections lets the client close its connections.
func (l *loopbackOnly) CloseIdleConnections() {
	if c, ok := l.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
