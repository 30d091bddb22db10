package httpserver

import (
	"io"
	"time"
)

// What is read of a body that nobody wants, so that a client that sends before it
// reads finds the answer, not a broken connection: most clients do, and a platform
// that never sees the 413 repeats its call. Who listens has gone by then, but what
// the system has taken of it comes all the same, 3 MB on one machine: all
// connections of a listener share a rate, and wait for their turns.
const (
	drain     = 8 << 20   // bytes of a request after its answer
	atOnce    = 64 << 10  // of these without a turn: most of it is here already
	skimPiece = 256 << 10 // a turn
	skimRate  = 32 << 20  // bytes a second of a listener: drain takes 0.25 s alone
	skimmers  = 100       // connections with turns, 0.8 s a round; the next is closed

	// After its last answer a connection is read from for so long, and so long
	// without a byte. nginx has the same times.
	lingering = 30 * time.Second
	silence   = 5 * time.Second
)

// answer bounds what is still read of a request that was answered.
func (c *conn) answer() { c.end, c.piece = c.read+drain, atOnce }

// skim reads some of what nobody wants, in its turn.
func (c *conn) skim(p []byte) (int, error) {
	if c.read > c.end || c.piece <= 0 && !c.turn() {
		return 0, ErrBodyTooLarge
	}
	n, err := c.Conn.Read(p[:min(len(p), c.piece)])
	c.piece -= n
	c.read += int64(n)
	return n, err
}

// turn waits for the next piece; false: too many connections have turns.
func (c *conn) turn() bool {
	l := c.listener
	if !c.skims.Load() {
		if l.skimming.Add(1) > skimmers {
			l.skimming.Add(-1)
			return false
		}
		c.skims.Store(true)
	}
	time.Sleep(l.skimPace.ReserveN(time.Now(), skimPiece).Delay())
	c.piece = skimPiece
	return true
}

// skimmed gives the place among those with turns back.
func (c *conn) skimmed() {
	if c.skims.CompareAndSwap(true, false) {
		c.listener.skimming.Add(-1)
	}
}

// linger reads what is still on its way after the last answer: closing with
// bytes unread resets the connection, and the answer may be lost with it.
func (c *conn) linger() {
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if !ok || half.CloseWrite() != nil {
		return
	}
	if c.end == 0 {
		c.answer()
	}
	c.phase.Store(phaseLingering)
	_, _ = io.Copy(io.Discard, &rest{c, time.Now().Add(lingering)})
}

// rest is what still comes on a connection that is about to be closed.
type rest struct {
	c     *conn
	until time.Time
}

// Read implements io.Reader.
func (r *rest) Read(p []byte) (int, error) {
	by := time.Now().Add(silence)
	if r.until.Before(by) {
		by = r.until
	}
	if err := r.c.Conn.SetReadDeadline(by); err != nil {
		return 0, err
	}
	return r.c.skim(p)
}
