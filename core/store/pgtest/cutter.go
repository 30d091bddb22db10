package pgtest

import (
	"bytes"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// Cutter is a way to a database on which the answer to a COMMIT can be lost.
type Cutter struct {
	URL string // of the database, by this way

	server string
	next   atomic.Int64 // which answer from now on is lost; 0: none
	wg     sync.WaitGroup
}

// NewCutter opens a way to the database of a URL, for as long as the test runs.
func NewCutter(t *testing.T, database string) *Cutter {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &Cutter{server: u.Host}
	u.Host = l.Addr().String()
	c.URL = u.String()
	c.wg.Go(func() { c.accept(l) })
	t.Cleanup(func() {
		_ = l.Close() // accept ends by it
		c.wg.Wait()
	})
	return c
}

// Lose lets the nth COMMIT from now on go unanswered: the server has done it, and
// the connection breaks.
func (c *Cutter) Lose(n int64) { c.next.Store(n) }

func (c *Cutter) accept(l net.Listener) {
	for {
		client, err := l.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", c.server) //nolint:noctx // it ends with the test's server
		if err != nil {
			_ = client.Close()
			continue
		}
		hangUp := func() { _ = client.Close(); _ = server.Close() }
		c.wg.Go(func() { defer hangUp(); _, _ = io.Copy(server, client) })
		c.wg.Go(func() { defer hangUp(); c.answers(client, server) })
	}
}

// answers hands on what the server says, up to the answer that is lost.
func (c *Cutter) answers(client io.Writer, server io.Reader) {
	tag := []byte("COMMIT\x00") // of a CommandComplete; it may come in two pieces
	var seen []byte
	buf := make([]byte, 64<<10)
	for {
		n, err := server.Read(buf)
		seen = append(seen, buf[:n]...)
		if bytes.Contains(seen, tag) {
			seen = nil
			if c.next.Load() > 0 && c.next.Add(-1) == 0 {
				return
			}
		}
		seen = seen[max(0, len(seen)-len(tag)+1):]
		if _, werr := client.Write(buf[:n]); err != nil || werr != nil {
			return
		}
	}
}
