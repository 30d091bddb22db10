package httpserver

import (
	"errors"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Stats counts what a listener did since it was made.
type Stats struct {
	Open      int64 // connections now, sockets that were taken over among them
	Full      int64 // refused because the listener had Connections
	Crowded   int64 // refused because their address had PerAddress
	Malformed int64 // ended because of what they sent
}

// bounded hands out connections while there is room. Each is one descriptor of
// the process until it is closed, whoever has it by then.
type bounded struct {
	net.Listener
	total, perAddress int
	exempt            func(netip.Addr) bool

	full, crowded atomic.Int64

	mu        sync.Mutex
	open      int
	byAddress map[netip.Addr]int
}

func newBounded(inner net.Listener, o Options) *bounded {
	return &bounded{Listener: inner, total: o.Connections, perAddress: o.PerAddress, exempt: o.Exempt, byAddress: map[netip.Addr]int{}}
}

// acceptPause is how long a listener waits where the process has no descriptor
// left: what comes meanwhile waits in the system's queue.
const acceptPause = 20 * time.Millisecond

// Accept implements net.Listener. Its only error is that the listener was closed.
func (b *bounded) Accept() (net.Conn, error) {
	for {
		c, err := b.Listener.Accept()
		switch {
		case err == nil:
		case passing(err):
			time.Sleep(acceptPause)
			continue
		default:
			return nil, err
		}
		from := sourceOf(c)
		if count := b.enter(from); count != nil {
			count.Add(1)
			turnAway(c)
			continue
		}
		return &slot{Conn: c, leave: sync.OnceFunc(func() { b.leave(from) })}, nil
	}
}

// passing reports whether a listener can go on after an error: the process or
// the machine lacks something for a while, or the client is gone already.
func passing(err error) bool {
	for _, e := range []error{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED, syscall.EINTR} {
		if errors.Is(err, e) {
			return true
		}
	}
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}

// sourceOf is whose connection it is: an IPv4 address, or an IPv6 /64, which
// one household has as a whole.
func sourceOf(c net.Conn) netip.Addr {
	ap, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	a := ap.Addr().WithZone("").Unmap()
	if a.Is4() {
		return a
	}
	p, err := a.Prefix(64)
	if err != nil {
		return a
	}
	return p.Addr()
}

// enter takes a place, or says what counts the refusal.
func (b *bounded) enter(from netip.Addr) *atomic.Int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open >= b.total {
		return &b.full
	}
	if b.byAddress[from] >= b.perAddress && (b.exempt == nil || !b.exempt(from)) {
		return &b.crowded
	}
	b.open++
	b.byAddress[from]++
	return nil
}

func (b *bounded) leave(from netip.Addr) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open--
	if b.byAddress[from]--; b.byAddress[from] == 0 {
		delete(b.byAddress, from)
	}
}

func (b *bounded) connections() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return int64(b.open)
}

// noRoom is written by hand: there is no request yet that could be answered.
const noRoom = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"

// turnAway says so to a client that there is no room for. A new connection has
// an empty buffer, so that this waits for nobody.
func turnAway(c net.Conn) {
	defer c.Close()
	if err := c.SetWriteDeadline(time.Now().Add(time.Second)); err == nil {
		_, _ = c.Write([]byte(noRoom)) // who does not listen is turned away as well
	}
}

// slot is a connection that gives its place back when it is closed.
type slot struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (s *slot) Close() error {
	defer s.leave()
	return s.Conn.Close()
}

// CloseWrite ends what is written, and goes on reading.
func (s *slot) CloseWrite() error {
	if half, ok := s.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errors.ErrUnsupported
}
