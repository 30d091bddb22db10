package httpserver

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"golang.org/x/time/rate"
)

// listener hands out guarded connections and remembers them for the shutdown.
type listener struct {
	net.Listener
	opts Options

	malformed atomic.Int64
	skimming  atomic.Int64  // connections whose unwanted rest is read
	skimPace  *rate.Limiter // in bytes, for all of them

	mu    sync.Mutex
	conns map[*conn]struct{}
}

func newListener(inner net.Listener, o Options) *listener {
	return &listener{Listener: inner, opts: o, skimPace: rate.NewLimiter(skimRate, skimPiece), conns: map[*conn]struct{}{}}
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	for {
		inner, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		c := &conn{Conn: inner, listener: l}
		// The server sets no deadline of its own before the first request. A
		// client that keeps a connection in reserve expects of it what it expects
		// of one that was used: a call on it that meets its end is not tried again.
		if err := inner.SetReadDeadline(time.Now().Add(l.opts.IdleTimeout)); err != nil {
			_ = inner.Close()
			continue
		}
		l.mu.Lock()
		l.conns[c] = struct{}{}
		l.mu.Unlock()
		return newStrict(c), nil
	}
}

// closeIdle closes connections without a request, and those whose last answer is
// out, until done is closed. It looks repeatedly: a connection can become idle
// after the first look.
func (l *listener) closeIdle(done <-chan struct{}) {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		l.mu.Lock()
		idle := make([]*conn, 0, len(l.conns))
		for c := range l.conns {
			if p := c.phase.Load(); p == phaseIdle || p == phaseLingering {
				idle = append(idle, c)
			}
		}
		l.mu.Unlock()
		for _, c := range idle {
			_ = c.Close()
		}
		select {
		case <-done:
			return
		case <-tick.C:
		}
	}
}

// The phases of a connection.
const (
	phaseIdle      int32 = iota // no byte of a request has arrived
	phaseReading                // a request arrives
	phaseHandling               // a handler runs, or its answer is written
	phaseTaken                  // a handler took the connection over (a socket)
	phaseLingering              // the last answer is out, and the rest is read
)

// conn bounds how long a request may take to arrive as a whole: deadlines for
// single reads let a client send one byte at a time for ever.
type conn struct {
	net.Conn
	listener *listener
	phase    atomic.Int32
	taken    atomic.Bool // Take gave it away
	skims    atomic.Bool // it is one of skimming
	// The rest belongs to the goroutine that reads.
	started time.Time
	read    int64
	end     int64 // where reading ends once the request was answered; 0: not answered
	piece   int   // bytes that may be read before the next wait
	last    bool  // the answer ends the connection
	// And these to the one that writes.
	answered time.Time // when the answer began
	wrote    int64     // bytes of it
}

// Read implements net.Conn.
func (c *conn) Read(p []byte) (int, error) {
	phase := c.phase.Load()
	if phase == phaseReading || phase == phaseHandling && !c.started.IsZero() {
		o := c.listener.opts
		allowed := o.Grace + time.Duration(c.read)*time.Second/time.Duration(o.MinRate)
		if err := c.Conn.SetReadDeadline(c.started.Add(allowed)); err != nil {
			return 0, err
		}
	}
	if phase == phaseHandling && c.end > 0 {
		if c.last {
			return 0, ErrBodyTooLarge // linger reads it, and nobody parses it
		}
		return c.skim(p)
	}
	n, err := c.Conn.Read(p)
	if n == 0 && phase == phaseIdle && errors.Is(err, os.ErrDeadlineExceeded) {
		// Closed without a word: a 408 could cross the first request of a
		// client that kept the connection in reserve, and be taken for its answer.
		return 0, io.EOF
	}
	if n > 0 && phase != phaseTaken {
		if c.phase.CompareAndSwap(phaseIdle, phaseReading) {
			c.started, c.read, c.end = time.Now(), 0, 0
		}
		c.read += int64(n)
	}
	return n, err
}

// Write implements net.Conn. An answer as a whole is read at MinRate at least:
// one byte a minute would do for each write by itself.
func (c *conn) Write(p []byte) (int, error) {
	if c.phase.Load() != phaseTaken {
		now, o := time.Now(), c.listener.opts
		if c.wrote == 0 {
			c.answered = now
		}
		end, each := c.answered.Add(o.WriteTimeout+time.Duration(c.wrote)*time.Second/time.Duration(o.MinRate)), now.Add(o.WriteTimeout)
		if each.Before(end) {
			end = each
		}
		if err := c.SetWriteDeadline(end); err != nil {
			return 0, err
		}
	}
	n, err := c.Conn.Write(p)
	c.wrote += int64(n)
	return n, err
}

// SetReadDeadline is what the server calls between two requests; without a
// time, it hands the connection to a handler that keeps its own.
func (c *conn) SetReadDeadline(t time.Time) error {
	if t.IsZero() {
		c.phase.Store(phaseTaken)
		if err := c.SetWriteDeadline(time.Time{}); err != nil {
			return err
		}
		return c.Conn.SetReadDeadline(t)
	}
	if c.phase.CompareAndSwap(phaseHandling, phaseIdle) {
		c.started, c.end = time.Time{}, 0
		c.skimmed()
	}
	return c.Conn.SetReadDeadline(t)
}

// Close implements net.Conn.
func (c *conn) Close() error {
	if c.taken.Load() {
		c.forget()
		return nil
	}
	if c.phase.Load() == phaseHandling {
		c.linger()
	}
	c.forget()
	return c.Conn.Close()
}

func (c *conn) forget() {
	c.skimmed()
	c.listener.mu.Lock()
	defer c.listener.mu.Unlock()
	delete(c.listener.conns, c)
}

type connKey struct{}

// withConn lets the first middleware find the connection it serves.
func withConn(nc net.Conn) context.Context {
	return context.WithValue(context.Background(), connKey{}, nc)
}

// Take gives the connection of a request to its handler, which closes it, and
// may keep it when it has returned: the server forgets it then, with a goroutine
// and 20 kB of buffers. The handler answers on the connection, and nowhere else.
func Take(ctx context.Context) (net.Conn, bool) {
	c, ok := ctx.Value(connKey{}).(*strict)
	if !ok || c.pending() || !c.taken.CompareAndSwap(false, true) {
		return nil, false
	}
	c.phase.Store(phaseTaken)
	return c.conn.Conn, c.SetDeadline(time.Time{}) == nil
}

// handling marks the connection of a request as busy.
func handling(ctx context.Context) {
	if c, ok := ctx.Value(connKey{}).(*strict); ok {
		c.wrote = 0
		if c.phase.Swap(phaseHandling) == phaseIdle {
			c.started, c.read, c.end = time.Now(), 0, 0 // pipelined: it was read with the one before
		}
	}
}

// handled bounds what is still read of a request that was answered.
func handled(ctx context.Context, rc *app.RequestContext) {
	if c, ok := ctx.Value(connKey{}).(*strict); ok {
		c.answer()
		c.last = rc.Response.ConnectionClose() || rc.Request.Header.ConnectionClose()
	}
}
