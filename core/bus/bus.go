// Package bus carries hints: after a commit, a short message says that
// something changed, so that whoever waits looks at once. It is NATS core,
// embedded in the process by default, a cluster when outgrown.
//
// A lost hint costs latency, never data: every consumer also polls, and the
// database tells what changed. So nothing here blocks, retries or stores, and
// what cannot be delivered at once is dropped and counted. What must not be
// lost belongs into a job.
package bus

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// ErrClosed is returned by Subscribe on a closed bus.
var ErrClosed = errors.New("the bus is closed")

// Bus publishes and subscribes. It may be used by many goroutines at once.
type Bus struct {
	conn   *nats.Conn
	server *server.Server // nil: an external cluster
	log    *slog.Logger
	lim    limits

	queue chan hint
	done  chan struct{} // closed by Close
	idle  chan struct{} // closed when the sender has ended
	once  sync.Once

	mu   sync.Mutex
	subs map[*nats.Subscription]struct{}
	gone int64 // dropped by subscriptions that were cancelled

	sent, unsent, reconnects atomic.Int64
	// connected is kept by the connection's handlers: asking the connection
	// itself waits for the write under way.
	connected atomic.Bool
}

type hint struct {
	subject string
	data    []byte
}

// limits bound the memory that unsent and undelivered hints may take.
type limits struct {
	queue         int // hints that wait for the connection
	pending       int // hints that wait for one subscriber
	pendingBytes  int
	reconnectSize int // bytes kept while the cluster is away
}

func defaultLimits() limits {
	return limits{queue: 16 << 10, pending: 64 << 10, pendingBytes: 16 << 20, reconnectSize: 1 << 20}
}

// Stats counts since the start.
type Stats struct {
	Sent           int64 // hints handed to NATS
	Unsent         int64 // dropped before that: the queue was full, the cluster away, or the subject wrong
	Undelivered    int64 // dropped because a subscriber of this process was too slow
	Reconnects     int64
	Connected      bool
	Subscriptions  int
	EmbeddedServer bool
}

// Open starts the bus. An empty url runs a NATS server inside the process,
// without any port; otherwise url names one or more servers of a cluster,
// "nats://HOST:4222,nats://HOST2:4222", which may be down: the bus connects
// when they are up. A nil log is silence. The error is a *core.Problem,
// bus.url, for an url that cannot be read.
func Open(url string, log *slog.Logger) (*Bus, error) { return open(url, log, defaultLimits()) }

func open(url string, log *slog.Logger, lim limits) (*Bus, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	b := &Bus{
		log: log, lim: lim, queue: make(chan hint, lim.queue), subs: map[*nats.Subscription]struct{}{},
		done: make(chan struct{}), idle: make(chan struct{}),
	}
	if err := b.connect(url); err != nil {
		return nil, err
	}
	go b.send()
	return b, nil
}

// Publish sends a hint to the subject's subscribers, in this process and
// elsewhere. It never blocks: what cannot go out is dropped and counted. The
// data is copied.
func (b *Bus) Publish(subject string, data []byte) {
	select {
	case <-b.done:
		return
	default:
	}
	select {
	case b.queue <- hint{subject, bytes.Clone(data)}:
	default:
		b.unsent.Add(1)
	}
}

// send is the only one that writes to the connection, which may block for as
// long as a stalled peer's socket does.
func (b *Bus) send() {
	defer close(b.idle)
	for {
		select {
		case h := <-b.queue:
			b.write(h)
		case <-b.done:
			for { // what was published before Close still goes out
				select {
				case h := <-b.queue:
					b.write(h)
				default:
					return
				}
			}
		}
	}
}

func (b *Bus) write(h hint) {
	err := b.conn.Publish(h.subject, h.data)
	if err == nil {
		b.sent.Add(1)
		return
	}
	b.unsent.Add(1)
	if errors.Is(err, nats.ErrBadSubject) || errors.Is(err, nats.ErrMaxPayload) { // a mistake of ours
		b.log.Error("hint refused", "subject", h.subject, "bytes", len(h.data), "error", err)
	}
}

// Subscribe calls f for every hint whose subject matches: "*" stands for one
// token, a last ">" for one or more. The calls of one subscription come one
// after the other, each from another goroutine than the publisher's; f owns
// data. While f is slow, up to 65,536 hints or 16 MB wait, then new ones are
// dropped and counted. After cancel, one call may still be under way.
// Subscribe and cancel may wait, as long as a stalled cluster's socket does.
func (b *Bus) Subscribe(subject string, f func(subject string, data []byte)) (cancel func(), err error) {
	sub, err := b.conn.Subscribe(subject, func(m *nats.Msg) { f(m.Subject, m.Data) })
	if errors.Is(err, nats.ErrConnectionClosed) {
		return nil, ErrClosed
	}
	if err != nil {
		return nil, fmt.Errorf("subscribe to %q: %w", subject, err)
	}
	if err := sub.SetPendingLimits(b.lim.pending, b.lim.pendingBytes); err != nil {
		return nil, fmt.Errorf("subscribe to %q: %w", subject, errors.Join(err, sub.Unsubscribe()))
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		_ = sub.Unsubscribe() // the connection closes anyway
		return nil, ErrClosed
	}
	b.subs[sub] = struct{}{}
	return func() { b.unsubscribe(sub) }, nil
}

func (b *Bus) unsubscribe(sub *nats.Subscription) {
	b.mu.Lock()
	_, ok := b.subs[sub]
	if ok {
		delete(b.subs, sub)
		b.gone += dropped(sub)
	}
	b.mu.Unlock()
	if ok { // neither cancelled before nor closed with the bus
		_ = sub.Unsubscribe() // it fails on a closed connection only
	}
}

func dropped(sub *nats.Subscription) int64 {
	n, err := sub.Dropped()
	if err != nil { // the connection has closed it
		return 0
	}
	return int64(n)
}

// Stats returns the counters.
func (b *Bus) Stats() Stats {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := Stats{
		Sent: b.sent.Load(), Unsent: b.unsent.Load(), Undelivered: b.gone, Reconnects: b.reconnects.Load(),
		Connected: b.connected.Load(), Subscriptions: len(b.subs), EmbeddedServer: b.server != nil,
	}
	for sub := range b.subs {
		s.Undelivered += dropped(sub)
	}
	return s
}

// closeTimeout bounds how long Close waits for what is on its way out.
const closeTimeout = time.Second

// Close sends what was published before it, for a few seconds at most, ends the
// subscriptions and stops the embedded server. It may be called twice. A call
// of a subscriber may still be under way when it returns.
func (b *Bus) Close() {
	b.once.Do(func() {
		close(b.done)
		select {
		case <-b.idle:
			if b.connected.Load() {
				_ = b.conn.FlushTimeout(closeTimeout) // lost hints are no error
			}
		case <-time.After(closeTimeout):
		}
		b.mu.Lock()
		for sub := range b.subs {
			b.gone += dropped(sub)
		}
		b.subs = nil
		b.mu.Unlock()
		b.conn.Close()
		<-b.idle // a stalled write has failed by now
		if b.server != nil {
			b.server.Shutdown()
			b.server.WaitForShutdown()
		}
	})
}
