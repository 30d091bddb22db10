package demo

import (
	"context"
	"net"
	"net/http"
	"net/netip"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// errOutside is what a call to a real platform ends with.
var errOutside = &core.Problem{Status: 422, Code: "demo.outside",
	Text: "this is a demo, which reaches nothing outside this machine: link real accounts to a hub started with switchboard serve"}

// Inside is an Env whose calls stay on this machine, whatever account is linked.
func Inside(env connectors.Env) connectors.Env {
	client := *env.HTTP
	client.Transport = inside{client.Transport}
	env.HTTP = &client
	dial := env.Dial
	env.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if !loopback(addr) {
			return nil, errOutside
		}
		return dial(ctx, network, addr)
	}
	return env
}

// inside passes on what goes to loopback addresses. Names are none: they may lead
// anywhere.
type inside struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (i inside) RoundTrip(q *http.Request) (*http.Response, error) {
	if !loopback(q.URL.Host) {
		return nil, errOutside
	}
	return i.next.RoundTrip(q)
}

// loopback reports whether host:port is an address of this machine alone.
func loopback(addr string) bool {
	ap, err := netip.ParseAddrPort(addr)
	return err == nil && ap.Addr().Unmap().IsLoopback()
}
