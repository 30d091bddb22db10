package email

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"net"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// guard stands between a connection and go-imap, which believes its server: a line
// of a hostile or broken one panics in its reader, and ends this whole process. It
// hands out whole responses only, each of which go-imap reads to its end, and:
//
//   - what go-imap cannot read is left out, as it would do itself, but the whole of
//     it: go-imap goes on in the midst of the line.
//   - behind the greeting, and behind the answer to a command, nothing is handed out
//     before the next command: go-imap and who uses it change its state then without
//     a lock that holds.
//   - a connection breaks for who reads, and never for who writes: go-imap closes the
//     channels of a command that could not be written while it still fills them.
type guard struct {
	net.Conn
	in       *bufio.Reader
	literals atomic.Int64 // bytes of the literals of one response, at most
	out      []byte       // of a response, not yet handed out
	dropped  int          // responses that were left out

	mu      sync.Mutex
	written *sync.Cond
	ended   error  // why the connection is over
	told    bool   // whoever reads knows of it
	hold    bool   // nothing is handed out until something is written
	tag     string // of the command that was written last
	owed    bool   // a literal was announced, and go-imap waits to be told to go on
	// A literal was refused. go-imap may miss that, and wait to go on for ever: it is
	// told to, writes into nothing, and its next command finds the connection ended.
	refused bool
	goOns   int // since something was written
}

const (
	literalSmall  = 64 << 10    // where no mails are asked for
	literalMails  = 2 * mailMax // some servers tell sizes that they have estimated
	mostDropped   = 100
	tagMost       = 64
	mostGoOns     = 3 // each that nobody waits for is kept in memory by go-imap
	codeIMAPFault = "imap_garbage"
)

// newGuard guards a connection. What is said first is handed out before all that
// the server says.
func newGuard(conn net.Conn, first string) *guard {
	g := &guard{Conn: conn, in: bufio.NewReader(conn), out: []byte(first), hold: first != ""}
	g.literals.Store(literalSmall)
	g.written = sync.NewCond(&g.mu)
	return g
}

// garbage is what a server says that no IMAP server may.
type garbage string

func (e garbage) Error() string { return "it sends " + string(e) }

// fault says of a connection that was ended here why. nil: it was not.
func (g *guard) fault(leg string, at server) *fault {
	g.mu.Lock()
	defer g.mu.Unlock()
	said, ok := g.ended.(garbage) //nolint:errorlint // it is wrapped by nobody
	if !ok {
		return nil
	}
	return &fault{leg: leg, class: core.Retry, code: codeIMAPFault, err: said,
		text: at.addr() + " does not keep to IMAP, and the connection was ended: it sends " + string(said) + "; it is tried again. Check host and port, or tell whoever runs the server"}
}

// Read implements net.Conn.
func (g *guard) Read(p []byte) (int, error) {
	for len(g.out) == 0 {
		if err := g.turn(); err != nil {
			return 0, err
		}
		r, err := readResponse(g.in, g.literals.Load())
		if err == nil {
			err = g.take(r)
		}
		if err != nil {
			g.end(err)
		}
	}
	n := copy(p, g.out)
	if g.out = g.out[n:]; len(g.out) == 0 {
		g.out = nil // it may be a mail
	}
	return n, nil
}

// turn waits until something may be handed out. Where the connection is over, and
// go-imap waits to be told to go on with a literal, it is told so: it would wait
// for ever.
func (g *guard) turn() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.hold && g.ended == nil {
		g.written.Wait()
	}
	if g.ended != nil && g.owed {
		g.out, g.owed = []byte("+ \r\n"), false
		return nil
	}
	g.told = g.ended != nil
	return g.ended
}

// take hands a response out, unless it is to be left out.
func (g *guard) take(r response) error {
	sort, tag, err := r.check()
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	switch sort {
	case unreadableResponse:
		if g.dropped++; g.dropped > mostDropped {
			return garbage("one line after the other that cannot be read")
		}
		return nil
	case goOn:
		if g.goOns++; g.goOns > mostGoOns {
			return garbage("requests to go on, though there is nothing to go on with")
		}
		g.owed = false
	case answer:
		if tag != g.tag { // of one before
			break
		}
		if g.hold = true; g.owed {
			g.owed, g.refused = false, true
			g.out = append([]byte("+ \r\n"), r.bytes...)
			return nil
		}
	case notice:
	}
	g.hold = g.hold || g.tag == "" // this is the greeting
	g.out = r.bytes
	return nil
}

// end ends the connection; the first reason is kept.
func (g *guard) end(why error) {
	g.mu.Lock()
	if g.ended == nil {
		g.ended = why
	}
	g.mu.Unlock()
	_ = g.Conn.Close()
	g.written.Broadcast()
}

// Close implements net.Conn.
func (g *guard) Close() error {
	g.end(net.ErrClosed)
	return nil
}

// announced is the end of what is written before a literal.
var announced = regexp.MustCompile(`\{[0-9]+\}\r\n$`)

// Write implements net.Conn. It has errors only once Read had them.
func (g *guard) Write(p []byte) (int, error) {
	g.mu.Lock()
	refused := g.refused
	g.mu.Unlock()
	if refused {
		return len(p), nil
	}
	n, err := g.Conn.Write(p)
	if err != nil || n < len(p) {
		g.end(cmp.Or(err, io.ErrShortWrite))
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.told {
		return 0, g.ended
	}
	if tag, _, ok := bytes.Cut(p, []byte(" ")); ok { // else it is no command, but goes on with one
		g.tag = string(tag[:min(len(tag), tagMost)])
	}
	g.hold, g.goOns = false, 0
	g.owed = announced.Match(p[max(0, len(p)-16):])
	g.written.Broadcast()
	return len(p), nil
}

// SetDeadline implements net.Conn. None is never taken: go-imap asks for the
// server's capabilities without one before it can be told of a limit.
func (g *guard) SetDeadline(t time.Time) error {
	g.mu.Lock()
	refused := g.refused
	g.mu.Unlock()
	switch {
	case refused: // this is the next command
		g.end(net.ErrClosed)
	case t.IsZero():
		return nil
	}
	return g.Conn.SetDeadline(t)
}

// asking allows literals of mails, until the function returned is called.
func (g *guard) asking() (done func()) {
	g.literals.Store(literalMails)
	return func() { g.literals.Store(literalSmall) }
}
