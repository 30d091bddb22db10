package live

import (
	"bufio"
	"net"
	"net/http"
	"sync"
	"time"
)

// hijacker hands out a connection that ends cleanly. hertz takes a connection
// and its buffers back as soon as it is closed, and gives them to the next one;
// so it may be closed only when nobody reads or writes it any more.
type hijacker struct {
	http.ResponseWriter
	peer *peer
}

// Hijack implements http.Hijacker.
func (h hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	inner, _, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	c := &socketConn{Conn: inner}
	h.peer.opened(func() { _ = c.Close() })
	return c, bufio.NewReadWriter(bufio.NewReaderSize(c, 1024), bufio.NewWriterSize(c, 1024)), nil
}

// socketConn closes its connection once the last read and write have returned;
// Close makes them return.
type socketConn struct {
	net.Conn
	mu     sync.Mutex
	active int
	closed bool
}

func (c *socketConn) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	c.active++
	return true
}

func (c *socketConn) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.active--; c.closed && c.active == 0 {
		_ = c.Conn.Close()
	}
}

// Read implements net.Conn.
func (c *socketConn) Read(p []byte) (int, error) {
	if !c.begin() {
		return 0, net.ErrClosed
	}
	defer c.end()
	return c.Conn.Read(p)
}

// Write implements net.Conn.
func (c *socketConn) Write(p []byte) (int, error) {
	if !c.begin() {
		return 0, net.ErrClosed
	}
	defer c.end()
	return c.Conn.Write(p)
}

// Close implements net.Conn.
func (c *socketConn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	if c.active == 0 {
		return c.Conn.Close()
	}
	return c.Conn.SetDeadline(time.Unix(1, 0))
}

// The deadlines of a closed connection stay over.

// SetDeadline implements net.Conn.
func (c *socketConn) SetDeadline(t time.Time) error { return c.deadline(c.Conn.SetDeadline, t) }

// SetReadDeadline implements net.Conn.
func (c *socketConn) SetReadDeadline(t time.Time) error { return c.deadline(c.Conn.SetReadDeadline, t) }

// SetWriteDeadline implements net.Conn.
func (c *socketConn) SetWriteDeadline(t time.Time) error {
	return c.deadline(c.Conn.SetWriteDeadline, t)
}

func (c *socketConn) deadline(set func(time.Time) error, t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return net.ErrClosed
	}
	return set(t)
}
