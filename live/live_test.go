package live_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"
	"github.com/gorilla/websocket"

	"github.com/switchboard-hub/switchboard/live"
)

func TestWhatIsWrittenIsPushedInOrderAndOnce(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.add("mem:ann", 7)
	n := start(t, m, "")
	w := watch(t, n.url(), "good-ann")
	eventually(t, "the connection", w.is(func() bool { return w.connects == 1 }), w)
	for range 50 {
		m.add("mem:ann", 10)
		for range 5 { // hints come twice and late
			n.Changed("mem:ann")
		}
	}
	eventually(t, "500 publications", func() bool { return w.has("mem:ann", 8, 507) }, w)
	n.Publish("now:ann", json.RawMessage(`{"a":1}`))
	n.Message("ann", json.RawMessage(`{"b":2}`))
	n.Message("bob", json.RawMessage(`{"c":3}`))
	eventually(t, "what has no memory", w.is(func() bool { return len(w.loose) == 1 && len(w.messages) == 1 }), w)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.reads > 400 {
		t.Errorf("%d reads for 250 hints: they are not joined", m.reads)
	}
}

func TestAClientRecoversWhatItMissedWhileTheServerWasAway(t *testing.T) {
	t.Parallel()
	m := newMemory()
	n := start(t, m, "")
	w := watch(t, n.url(), "good-ann")
	eventually(t, "the connection", w.is(func() bool { return w.connects == 1 }), w)
	m.add("mem:ann", 3)
	n.Changed("mem:ann")
	eventually(t, "three", func() bool { return w.has("mem:ann", 1, 3) }, w)
	n.stop()
	eventually(t, "the loss", w.is(func() bool { return len(w.connecting) == 2 }), w)
	w.look(func() {
		if w.connecting[1] != 3001 {
			t.Errorf("a server that stops says %d, want 3001", w.connecting[1])
		}
	})
	m.add("mem:ann", 520) // more than one page of a read
	start(t, m, n.addr)
	eventually(t, "all that was missed", func() bool { return w.has("mem:ann", 1, 523) }, w)
	eventually(t, "it says that it recovered", w.is(func() bool { return w.recovered["mem:ann"] }), w)
}

func TestAClientThatMissedTooMuchOrAnotherDatabaseIsToldSo(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*memory){
		"too much":         func(m *memory) { m.add("mem:ann", 60) },
		"another database": func(m *memory) { m.epoch = "second"; m.add("mem:ann", 1) },
		"an older one":     func(m *memory) { m.streams["mem:ann"] = m.streams["mem:ann"][:1] },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMemory()
			m.add("mem:ann", 3)
			n := start(t, m, "")
			w := watch(t, n.url(), "good-ann")
			eventually(t, "the connection", w.is(func() bool { return w.connects == 1 }), w)
			n.stop()
			change(m)
			start(t, m, n.addr, func(o *live.Options) { o.Recover = 50 })
			eventually(t, "the way back", w.is(func() bool { return w.connects == 2 }), w)
			w.look(func() {
				if w.recovered["mem:ann"] || len(w.offsets) > 0 {
					t.Errorf("it believes to have recovered: %v %v", w.recovered, w.offsets)
				}
			})
		})
	}
}

func TestALostHintHeals(t *testing.T) {
	t.Parallel()
	m := newMemory()
	n := start(t, m, "", func(o *live.Options) { o.Look = 50 * time.Millisecond })
	w := watch(t, n.url(), "good-ann")
	eventually(t, "the connection", w.is(func() bool { return w.connects == 1 }), w)
	m.add("mem:ann", 4) // nobody says so
	eventually(t, "the four", func() bool { return w.has("mem:ann", 1, 4) }, w)
}

func TestAReadThatFailsIsTriedAgain(t *testing.T) {
	t.Parallel()
	m := newMemory()
	n := start(t, m, "", func(o *live.Options) { o.Look = time.Hour })
	w := watch(t, n.url(), "good-ann")
	eventually(t, "the connection", w.is(func() bool { return w.connects == 1 }), w)
	m.mu.Lock()
	m.fail = errors.New("the database is away")
	m.mu.Unlock()
	m.add("mem:ann", 2)
	n.Changed("mem:ann")
	m.mu.Lock()
	m.fail = nil
	m.mu.Unlock()
	eventually(t, "both", func() bool { return w.has("mem:ann", 1, 2) }, w)
}

func TestAStreamIsHadByThoseWhoMayAndLostWithTheRight(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.add("mem:shared1", 2)
	n := start(t, m, "")
	w := watch(t, n.url(), "good-ann")
	forged, err := w.NewSubscription("mem:bob")
	if err != nil {
		t.Fatal(err)
	}
	refused := make(chan uint32, 1)
	forged.OnUnsubscribed(func(e centrifuge.UnsubscribedEvent) { refused <- e.Code })
	if err := forged.Subscribe(); err != nil {
		t.Fatal(err)
	}
	if code := <-refused; code != live.CodeDenied {
		t.Errorf("another one's stream: %d", code)
	}
	sub, err := w.NewSubscription("mem:shared1", centrifuge.SubscriptionConfig{})
	if err != nil {
		t.Fatal(err)
	}
	got, lost := make(chan uint64, 10), make(chan uint32, 1)
	sub.OnPublication(func(e centrifuge.PublicationEvent) { got <- e.Offset })
	sub.OnUnsubscribed(func(e centrifuge.UnsubscribedEvent) { lost <- e.Code })
	subscribed := make(chan struct{}, 1)
	sub.OnSubscribed(func(centrifuge.SubscribedEvent) { subscribed <- struct{}{} })
	if err := sub.Subscribe(); err != nil {
		t.Fatal(err)
	}
	<-subscribed
	m.add("mem:shared1", 1)
	n.Changed("mem:shared1")
	if o := <-got; o != 3 {
		t.Errorf("offset %d", o)
	}
	n.Unsubscribe("ann", "mem:shared1", nil)
	if code := <-lost; code != 2000 {
		t.Errorf("unsubscribed with %d: the client would try again", code)
	}
	m.add("mem:shared1", 1)
	n.Changed("mem:shared1")
	n.Message("ann", json.RawMessage(`{}`)) // comes after what it must not see
	eventually(t, "the message", w.is(func() bool { return len(w.messages) == 1 }), w)
	if len(got) > 0 {
		t.Error("it still sees the stream")
	}
}

func TestCallsAreAnsweredAndRefused(t *testing.T) {
	t.Parallel()
	n := start(t, newMemory(), "")
	w := watch(t, n.url(), "good-ann")
	out, err := w.RPC(t.Context(), "echo", []byte(`{"x":"é"}`))
	if err != nil || string(out.Data) != `{"data":{"x":"é"},"user":"ann"}` {
		t.Errorf("%s %v", out.Data, err)
	}
	var e *centrifuge.Error
	if _, err := w.RPC(t.Context(), "nothing", nil); !errors.As(err, &e) || e.Code != live.CodeUnknownCall {
		t.Errorf("an unknown call: %v", err)
	}
	if _, err := w.Publish(t.Context(), "now:ann", []byte(`{}`)); err == nil {
		t.Error("a client may write a stream")
	}
	refused := make(chan error, 200)
	var calls sync.WaitGroup
	for range cap(refused) {
		calls.Go(func() {
			if _, err := w.RPC(t.Context(), "echo", []byte(`{}`)); err != nil {
				refused <- err
			}
		})
	}
	calls.Wait()
	close(refused)
	err = <-refused
	if !errors.As(err, &e) || e.Code != live.CodeTooMany {
		t.Errorf("200 calls at once: %v", err)
	}
}

func TestHowConnectionsEnd(t *testing.T) {
	t.Parallel()
	m := newMemory()
	n := start(t, m, "")
	bad := watch(t, n.url(), "forged")
	eventually(t, "the end of a bad token", bad.is(func() bool { return bad.closed == 3500 }), bad)

	w, other := watch(t, n.url(), "good-ann"), watch(t, n.url(), "good-bob")
	eventually(t, "the connections", func() bool { return w.State() == "connected" && other.State() == "connected" }, w)
	n.Disconnect("ann", live.CodeSessionEnded, "session ended", func(s live.Session) bool { return s.Value == "ann" })
	eventually(t, "the end of a session", w.is(func() bool { return w.closed == live.CodeSessionEnded }), w)
	n.Disconnect("bob", live.CodeReconnect, "rights changed", nil)
	eventually(t, "the way back", other.is(func() bool { return other.connects == 2 }), other)
	eventually(t, "the farewells", func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		return m.gone["ann"] == 1 && m.gone["bob"] == 1
	})
}

func TestATokenThatExpiresIsRenewed(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.ttl = 2 * time.Second
	n := start(t, m, "")
	w := watch(t, n.url(), "good-ann", func(c *centrifuge.Config) {
		c.GetToken = func(centrifuge.ConnectionTokenEvent) (string, error) { return "good-ann", nil }
	})
	eventually(t, "a renewal", func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		return m.renewed > 0
	}, w)
	w.look(func() {
		if w.connects != 1 {
			t.Error("it had to connect again")
		}
	})
}

func TestATokenThatHasExpiredIsReplaced(t *testing.T) {
	t.Parallel()
	n := start(t, newMemory(), "")
	w := watch(t, n.url(), "expired", func(c *centrifuge.Config) {
		c.GetToken = func(centrifuge.ConnectionTokenEvent) (string, error) { return "good-ann", nil }
	})
	eventually(t, "the connection with another", w.is(func() bool { return w.connects == 1 }), w)
}

func TestOriginsAndLimitsAtTheHandshake(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.limit = 2
	n := start(t, m, "", func(o *live.Options) { o.PerAddress = 4 })
	dial := func(origin string) int {
		h := http.Header{}
		if origin != "" {
			h.Set("Origin", origin)
		}
		c, resp, err := websocket.DefaultDialer.Dial(n.url(), h)
		if resp == nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if c != nil {
			t.Cleanup(func() { _ = c.Close() })
		}
		return resp.StatusCode
	}
	for origin, want := range map[string]int{
		"https://evil.example.com": 403, "null": 403, "https://hub.example.com.evil.com": 403, "http://hub.example.com": 403,
		"https://hub.example.com": 101, "http://" + n.addr: 101, "https://shop.example.com": 101, "": 101,
	} {
		if got := dial(origin); got != want {
			t.Errorf("origin %q: %d, want %d", origin, got, want)
		}
	}
	if got := dial(""); got != http.StatusTooManyRequests {
		t.Errorf("the fifth connection of an address: %d", got)
	}
}

func TestAUserHasSoManyConnections(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.limit = 2
	n := start(t, m, "")
	a, b := watch(t, n.url(), "good-ann"), watch(t, n.url(), "good-ann")
	eventually(t, "two connections", func() bool { return a.State() == "connected" && b.State() == "connected" }, a)
	c := watch(t, n.url(), "good-ann")
	eventually(t, "the refusal", c.is(func() bool { return c.closed == 3504 }), c)
	a.Close()
	eventually(t, "room for another", func() bool {
		d := watch(t, n.url(), "good-ann")
		defer d.Close()
		eventually(t, "an answer", d.is(func() bool { return d.closed != 0 || d.connects == 1 }), d)
		return d.connects == 1
	})
}

func TestWhoLeavesWhileItsTokenIsLookedAtIsNotCounted(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.limit = 1
	n := start(t, m, "")
	c, resp, err := websocket.DefaultDialer.Dial(n.url(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if err := c.WriteMessage(websocket.TextMessage, []byte(`{"id":1,"connect":{"token":"good-late"}}`)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "its token", func() bool { return m.late.Load() == 1 })
	n.CloseWaiting()
	eventually(t, "its end", func() bool { return strings.Contains(metricsOf(n), "connections 0") })
	close(m.hold)
	_ = c.Close()
	eventually(t, "its farewell", func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		return m.gone["late"] == 1
	})
	w := watch(t, n.url(), "good-late")
	eventually(t, "the only connection", w.is(func() bool { return w.connects == 1 }), w)
}

// They may come again: a code of the protocol would keep its clients away.
func TestWhoSaysNothingIsClosed(t *testing.T) {
	t.Parallel()
	n := start(t, newMemory(), "", func(o *live.Options) { o.HandshakeWait = 200 * time.Millisecond })
	c, resp, err := websocket.DefaultDialer.Dial(n.url(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	defer c.Close()
	_ = c.SetReadDeadline(time.Now().Add(time.Minute))
	_, _, err = c.ReadMessage()
	var ce *websocket.CloseError
	if !errors.As(err, &ce) || ce.Code != websocket.CloseAbnormalClosure {
		t.Errorf("%v, want an end without a code", err)
	}
}

func TestASlowConsumerIsClosedAndNobodyWaitsForIt(t *testing.T) {
	t.Parallel()
	m := newMemory()
	n := start(t, m, "", func(o *live.Options) { o.Queue = 64 << 10 })
	c, resp, err := websocket.DefaultDialer.Dial(n.url(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	defer c.Close()
	if err := c.WriteMessage(websocket.TextMessage, []byte(`{"id":1,"connect":{"token":"good-ann"}}`)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the subscription", func() bool { return n.Subscribers("now:ann") == 1 })
	fast := watch(t, n.url(), "good-ann") // it reads
	// A client takes no publication before it was told that it is connected.
	eventually(t, "the fast one", fast.is(func() bool { return fast.connects == 1 }), fast)
	eventually(t, "both", func() bool { return n.Subscribers("now:ann") == 2 })
	big := json.RawMessage(`"` + strings.Repeat("x", 60<<10) + `"`)
	began := time.Now()
	sent := 0
	for ; n.Subscribers("now:ann") == 2 && time.Since(began) < 20*time.Second; sent++ {
		n.Publish("now:ann", big)
		// One at a time, as fast as the one that reads goes.
		eventually(t, "the fast one's", fast.is(func() bool { return len(fast.loose) == sent+1 }), fast)
	}
	if n.Subscribers("now:ann") != 1 {
		t.Fatalf("the slow one is still there after %d", sent)
	}
	if fast.connects != 1 {
		t.Error("the fast one was closed too")
	}
	// What it finds when it reads again: the end, as 3008 or a broken pipe.
	for err = nil; err == nil; _, _, err = c.ReadMessage() {
		_ = c.SetReadDeadline(time.Now().Add(time.Minute))
	}
	var ce *websocket.CloseError
	if errors.As(err, &ce) && ce.Code != 3008 && ce.Code != 1006 {
		t.Errorf("closed with %v", err)
	}
}

func TestNothingIsLeftAfterShutdown(t *testing.T) {
	// Not parallel: it counts goroutines.
	m := newMemory()
	before := runtime.NumGoroutine()
	n := start(t, m, "", func(o *live.Options) { o.HandshakeWait = time.Minute })
	var all []*watcher
	for range 20 {
		all = append(all, watch(t, n.url(), "good-ann"))
	}
	eventually(t, "twenty", func() bool { return n.Subscribers("mem:ann") == 20 })
	go func() { _, _ = all[0].RPC(context.Background(), "wait", nil) }()
	c, resp, err := websocket.DefaultDialer.Dial(n.url(), nil) // never says who it is
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	defer c.Close()
	began := time.Now()
	n.stop()
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("the shutdown took %s", took)
	}
	for _, w := range all {
		w.Close()
	}
	_ = c.Close()
	eventually(t, "the end of its goroutines", func() bool { return runtime.NumGoroutine() <= before+3 }, stack{})
	for _, w := range all {
		// One that was quick to come back was cut off once more.
		w.look(func() {
			if !slices.Contains(w.connecting, 3001) {
				t.Errorf("closed with %v", w.connecting)
			}
		})
	}
}

type stack struct{}

func (stack) String() string {
	b := make([]byte, 1<<20)
	return string(bytes.TrimSpace(b[:runtime.Stack(b, true)]))
}
