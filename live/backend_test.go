package live_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/internal/porttest"
	"github.com/switchboard-hub/switchboard/live"
)

// memory is a Backend whose streams outlive the servers that show them.
type memory struct {
	mu      sync.Mutex
	epoch   string
	streams map[string][]json.RawMessage
	denied  map[string]bool
	gone    map[string]int
	ttl     time.Duration
	renewed int
	limit   int
	fail    error // of Since
	reads   int
	late    atomic.Int32
	hold    chan struct{} // calls of "wait" and the sign-in of "late" end with it
}

func newMemory() *memory {
	return &memory{epoch: "first", streams: map[string][]json.RawMessage{}, denied: map[string]bool{}, gone: map[string]int{}, hold: make(chan struct{})}
}

func (m *memory) add(channel string, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for range n {
		m.streams[channel] = append(m.streams[channel], fmt.Appendf(nil, `{"n":%d}`, len(m.streams[channel])+1))
	}
}

func (m *memory) Connect(_ context.Context, token string, _ live.Peer) (live.Session, error) {
	if token == "expired" {
		return live.Session{}, live.ErrTokenExpired
	}
	user, ok := strings.CutPrefix(token, "good-")
	if !ok {
		return live.Session{}, live.ErrInvalidToken
	}
	if user == "late" {
		m.late.Add(1)
		<-m.hold
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s := live.Session{User: user, Channels: []string{"mem:" + user, "now:" + user}, MaxConnections: m.limit, Value: user}
	if m.ttl > 0 {
		s.ExpiresAt = time.Now().Add(m.ttl)
	}
	return s, nil
}

func (m *memory) Refresh(_ context.Context, s live.Session, token string) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if token != "good-"+s.User {
		return time.Time{}, live.ErrInvalidToken
	}
	m.renewed++
	return time.Now().Add(m.ttl), nil
}

func (m *memory) Subscribe(_ context.Context, _ live.Session, channel string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !strings.HasPrefix(channel, "mem:shared") || m.denied[channel] {
		return live.ErrDenied
	}
	return nil
}

func (m *memory) Recoverable(channel string) bool { return strings.HasPrefix(channel, "mem:") }

func (m *memory) Since(_ context.Context, channel string, after uint64, limit int) ([]live.Publication, live.Position, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail != nil {
		return nil, live.Position{}, m.fail
	}
	all := m.streams[channel]
	var out []live.Publication
	for i := int(after); i < len(all) && len(out) < limit; i++ {
		out = append(out, live.Publication{Offset: uint64(i + 1), Data: all[i]})
	}
	m.reads++
	return out, live.Position{Offset: uint64(len(all)), Epoch: m.epoch}, nil
}

func (m *memory) Tops(_ context.Context, channels []string) (map[string]uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string]uint64{}
	for _, c := range channels {
		out[c] = uint64(len(m.streams[c]))
	}
	return out, nil
}

func (m *memory) Call(ctx context.Context, s live.Session, method string, data json.RawMessage) (json.RawMessage, error) {
	switch method {
	case "echo":
		return json.Marshal(map[string]any{"user": s.User, "data": data})
	case "wait":
		select {
		case <-m.hold:
		case <-ctx.Done():
		}
		return json.RawMessage(`{}`), ctx.Err()
	}
	return nil, live.ErrUnknownCall
}

func (m *memory) Subscribed(live.Session, string)   {}
func (m *memory) Unsubscribed(live.Session, string) {}
func (m *memory) Alive(live.Session)                {}

func (m *memory) Gone(s live.Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.gone[s.User]++
}

// node is one server on a listener of its own.
type node struct {
	*live.Server
	http *httpserver.Server
	addr string
	stop func()
}

func start(t *testing.T, m *memory, addr string, change ...func(*live.Options)) *node {
	t.Helper()
	o := live.Options{Backend: m, Log: slog.New(slog.DiscardHandler), HandshakeWait: 30 * time.Second}
	for _, f := range change {
		f(&o)
	}
	s, err := live.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if addr == "" {
		port, err := porttest.Free()
		if err != nil {
			t.Fatal(err)
		}
		addr = fmt.Sprintf("127.0.0.1:%d", port)
	}
	h, err := httpserver.New(addr, httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Mount(h, live.Mount{Own: []string{"https://hub.example.com"}, Allowed: func(_ context.Context, origin string) bool { return origin == "https://shop.example.com" }})
	ended := make(chan error, 1)
	go func() { ended <- h.Run() }()
	n := &node{Server: s, http: h, addr: h.Addr().String()}
	n.stop = sync.OnceFunc(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := s.Shutdown(ctx); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		if err := h.Shutdown(ctx); err != nil {
			t.Errorf("listener: %v", err)
		}
		<-ended
	})
	t.Cleanup(n.stop)
	return n
}

func (n *node) url() string { return "ws://" + n.addr + live.PathSocket }

// watcher is an official client that keeps what it was told.
type watcher struct {
	*centrifuge.Client

	mu         sync.Mutex
	offsets    map[string][]uint64
	loose      []string // publications of streams without memory
	messages   []string
	connects   int
	recovered  map[string]bool
	connecting []uint32
	closed     uint32
	reason     string
	unsub      uint32
}

func watch(t *testing.T, url, token string, change ...func(*centrifuge.Config)) *watcher {
	t.Helper()
	w := &watcher{offsets: map[string][]uint64{}, recovered: map[string]bool{}}
	cfg := centrifuge.Config{Token: token, HandshakeTimeout: 10 * time.Second, MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 200 * time.Millisecond}
	for _, f := range change {
		f(&cfg)
	}
	w.Client = centrifuge.NewJsonClient(url, cfg)
	with := func(f func()) {
		w.mu.Lock()
		defer w.mu.Unlock()
		f()
	}
	w.OnConnected(func(centrifuge.ConnectedEvent) { with(func() { w.connects++ }) })
	w.OnConnecting(func(e centrifuge.ConnectingEvent) { with(func() { w.connecting = append(w.connecting, e.Code) }) })
	w.OnDisconnected(func(e centrifuge.DisconnectedEvent) { with(func() { w.closed, w.reason = e.Code, e.Reason }) })
	w.OnMessage(func(e centrifuge.MessageEvent) { with(func() { w.messages = append(w.messages, string(e.Data)) }) })
	w.OnSubscribed(func(e centrifuge.ServerSubscribedEvent) { with(func() { w.recovered[e.Channel] = e.Recovered }) })
	w.OnPublication(func(e centrifuge.ServerPublicationEvent) {
		with(func() {
			if e.Offset == 0 {
				w.loose = append(w.loose, string(e.Data))
				return
			}
			w.offsets[e.Channel] = append(w.offsets[e.Channel], e.Offset)
		})
	})
	t.Cleanup(w.Close)
	if err := w.Connect(); err != nil {
		t.Fatal(err)
	}
	return w
}

// has reports whether exactly the offsets from..to came, in order, each once.
func (w *watcher) has(channel string, from, to uint64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	got := w.offsets[channel]
	if len(got) != int(to-from+1) {
		return false
	}
	for i, o := range got {
		if o != from+uint64(i) {
			return false
		}
	}
	return true
}

// look lets f see what came so far.
func (w *watcher) look(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f()
}

func (w *watcher) is(f func() bool) func() bool {
	return func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return f()
	}
}

func (w *watcher) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return fmt.Sprintf("offsets %v, loose %v, messages %v, %d connects, recovered %v, connecting %v, closed %d %s, unsubscribed %d",
		w.offsets, w.loose, w.messages, w.connects, w.recovered, w.connecting, w.closed, w.reason, w.unsub)
}

func eventually(t *testing.T, what string, ok func() bool, say ...fmt.Stringer) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(time.Minute); !ok(); {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("%s did not happen: %v", what, say)
		}
	}
}
