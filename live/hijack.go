package live

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	hertz "github.com/cloudwego/hertz/pkg/network"

	"github.com/switchboard-hub/switchboard/httpserver"
)

// hijacker takes a connection out of hertz, whose goroutine and buffers would
// cost more than the socket itself.
type hijacker struct {
	http.ResponseWriter
	ctx   context.Context
	c     *app.RequestContext
	peer  *peer
	wait  time.Duration // for the first word
	ended func()
	taken bool
}

var errNotTaken = errors.New("the connection cannot be taken over")

// Hijack implements http.Hijacker.
func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if h.c.GetConn().Len() > 0 { // a client waits for the answer to its handshake
		return nil, nil, errNotTaken
	}
	inner, ok := httpserver.Take(h.ctx)
	if !ok {
		return nil, nil, errNotTaken
	}
	h.taken = true
	h.c.SetConnectionClose()
	h.c.Response.HijackWriter(nowhere{})
	c := &socketConn{Conn: inner, ended: h.ended}
	h.peer.opened(func() { _ = c.Close() }, h.wait)
	return c, bufio.NewReadWriter(bufio.NewReaderSize(c, 512), bufio.NewWriterSize(c, 512)), nil
}

// socketConn tells when it is closed.
type socketConn struct {
	net.Conn
	ended func()
}

// Close implements net.Conn.
func (c *socketConn) Close() error {
	defer c.ended()
	return c.Conn.Close()
}

// nowhere is where hertz writes its own answer.
type nowhere struct{}

var _ hertz.ExtWriter = nowhere{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (nowhere) Flush() error                { return nil }
func (nowhere) Finalize() error             { return nil }
