package httpserver

import (
	"net"
	"net/netip"
	"os"
	"syscall"
	"testing"
)

// poor is a listener of a process that has no descriptor left for a while.
type poor struct {
	net.Listener
	errs []error
}

func (p *poor) Accept() (net.Conn, error) {
	if len(p.errs) == 0 {
		return p.Listener.Accept()
	}
	err := p.errs[0]
	p.errs = p.errs[1:]
	return nil, err
}

// The server behind ends for good with the first error that it is told.
func TestAListenerOutlivesALackOfDescriptors(t *testing.T) {
	t.Parallel()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	lack := func(e syscall.Errno) error {
		return &net.OpError{Op: "accept", Net: "tcp", Addr: inner.Addr(), Err: os.NewSyscallError("accept4", e)}
	}
	l := newListener(newBounded(&poor{Listener: inner, errs: []error{lack(syscall.EMFILE), lack(syscall.ECONNABORTED), lack(syscall.ENFILE)}}, Options{}.withDefaults()), Options{}.withDefaults())
	client, err := net.Dial("tcp", inner.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	c, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
	_ = inner.Close()
	if _, err := l.Accept(); err == nil {
		t.Error("a closed listener goes on")
	}
}

func TestAnIPv6NetworkIsOneAddress(t *testing.T) {
	t.Parallel()
	from := func(text string) string {
		return sourceOf(remote{addr: text}).String()
	}
	for a, b := range map[string]string{"[2001:db8::1]:1": "[2001:db8::ffff:2]:2", "[::ffff:192.0.2.1]:1": "192.0.2.1:5", "[fe80::1%eth0]:1": "[fe80::2]:1"} {
		if from(a) != from(b) {
			t.Errorf("%s is %s, %s is %s", a, from(a), b, from(b))
		}
	}
	if from("192.0.2.1:1") == from("192.0.2.2:1") || from("[2001:db8::1]:1") == from("[2001:db8:0:1::1]:1") {
		t.Error("two networks are one")
	}
}

type remote struct {
	net.Conn
	addr string
}

func (r remote) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(r.addr))
}
