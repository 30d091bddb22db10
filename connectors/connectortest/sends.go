package connectortest

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// send sends the part and returns its error as a SendError, which it must be.
func (b *bench) send(ctx context.Context) (core.Receipt, *core.SendError) {
	b.t.Helper()
	receipt, err := b.connector.Send(httpx.WithTrace(ctx, b.trace), b.account, b.part)
	if err == nil {
		return receipt, nil
	}
	b.said.add(err.Error())
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		b.said.add(inner.Error())
	}
	var se *core.SendError
	if !errors.As(err, &se) {
		b.t.Fatalf("got %T, want a *core.SendError: %v", err, err)
	}
	if se.Code == "" || se.Text == "" {
		b.t.Errorf("an agent cannot use this: code %q, text %q", se.Code, se.Text)
	}
	return receipt, se
}

// wantClass sends and checks the class.
func (b *bench) wantClass(ctx context.Context, want core.Class) *core.SendError {
	b.t.Helper()
	_, se := b.send(ctx)
	if se == nil {
		b.t.Fatalf("the part counts as sent, want %s", want)
	}
	if se.Class != want {
		b.t.Fatalf("got %v, want %s", se, want)
	}
	return se
}

func testSent(t *testing.T, c Case) {
	b := newBench(t, c, mode{})
	receipt, se := b.send(t.Context())
	if se != nil {
		t.Fatal(se)
	}
	if receipt.ExternalID != c.ExternalID {
		t.Errorf("external id %q, want %q", receipt.ExternalID, c.ExternalID)
	}
	if n := b.platform.count(); n != 1 {
		t.Errorf("one part made %d calls", n)
	}
	if len(b.trace.Exchanges()) == 0 {
		t.Error("the call left no trace: it did not go through Env.HTTP with its context")
	}
}

func testThrottled(t *testing.T, c Case) {
	for _, x := range []struct {
		name   string
		answer Answer
		want   time.Duration
	}{{"without a time", c.Throttled, c.Pause}, {"with a time", c.ThrottledFor, c.RetryAfter}} {
		if x.answer.Body == "" && c.Speak != nil {
			continue // a protocol that knows no time
		}
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, c, mode{answer: &x.answer})
			if se := b.wantClass(t.Context(), core.Throttled); se.RetryAfter != x.want {
				t.Errorf("retry after %v, want %v", se.RetryAfter, x.want)
			}
			if n := b.platform.count(); n != 1 {
				t.Errorf("%d calls; repeating is outbound's work", n)
			}
		})
	}
}

func testErrors(t *testing.T, c Case) {
	for _, x := range c.Errors {
		t.Run(x.Name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, c, mode{answer: &x.Answer})
			if se := b.wantClass(t.Context(), x.Class); x.Code != "" && se.Code != x.Code {
				t.Errorf("code %s, want %s", se.Code, x.Code)
			}
		})
	}
}

func testHang(t *testing.T, c Case) {
	b := newBench(t, c, mode{hang: true})
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	b.wantClass(ctx, core.Uncertain)
	if d := time.Since(start); d > patience {
		t.Errorf("the deadline was 200ms, the send took %v", d)
	}
}

func testCut(t *testing.T, c Case) {
	b := newBench(t, c, mode{cut: true})
	b.wantClass(t.Context(), core.Uncertain)
	if n := b.platform.count(); n != 1 {
		t.Errorf("%d calls: something repeated a part that may have arrived", n)
	}
}

func testRefused(t *testing.T, c Case) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t, c, mode{})
	base := l.Addr().String()
	if c.Speak == nil {
		base = "http://" + base
	}
	b.account = c.Account(base)
	l.Close() // nobody listens there any more
	b.wantClass(t.Context(), core.Retry)
}

func testCancel(t *testing.T, c Case) {
	b := newBench(t, c, mode{hang: true})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-b.platform.arrived
		cancel()
	}()
	done := time.AfterFunc(patience, func() { t.Error("cancelling does not end the send") })
	defer done.Stop()
	b.wantClass(ctx, core.Uncertain)
}

func testCancelledBefore(t *testing.T, c Case) {
	b := newBench(t, c, mode{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b.wantClass(ctx, core.Retry)
	if n := b.platform.count(); n != 0 {
		t.Errorf("%d calls of a cancelled send", n)
	}
}

// testGuarded gives the connector a client that opens no inner network: a
// connector with a client of its own would get through.
func testGuarded(t *testing.T, c Case) {
	b := newBench(t, c, mode{})
	b.connector = c.New(b.env(httpx.New(httpx.Options{AllowPrivate: []netip.Prefix{}})))
	se := b.wantClass(t.Context(), core.Retry)
	if !strings.Contains(se.Error(), "--allow-private") {
		t.Errorf("the text does not say what to do: %v", se)
	}
	if n := b.platform.count(); n != 0 {
		t.Errorf("%d calls left past the guard", n)
	}
}

func testToken(t *testing.T, c Case) {
	if c.Token == nil {
		t.Skip("this channel's credentials do not expire")
	}
	b := newBench(t, c, mode{})
	if _, se := b.send(t.Context()); se != nil { // learns the old token
		t.Fatal(se)
	}
	b.platform.mu.Lock()
	b.platform.expired = true
	b.platform.mu.Unlock()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, se := b.send(t.Context()); se != nil {
				t.Errorf("with the new token: %v", se)
			}
		})
	}
	all.Wait()
	b.platform.mu.Lock()
	defer b.platform.mu.Unlock()
	if b.platform.fetches != 2 {
		t.Errorf("%d tokens were fetched, want the first and one refresh", b.platform.fetches)
	}
}
