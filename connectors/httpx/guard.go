package httpx

import (
	"context"
	"fmt"
	"net/netip"
	"syscall"

	"github.com/switchboard-hub/switchboard/core"
)

// CodePrivate is the code of the Problem that a refused address gives.
const CodePrivate = "http.private_address"

// guard decides on addresses after names were resolved, so that a name which
// points inward, or changes its mind between check and use, is refused as well.
type guard struct {
	allow, refuse []netip.Prefix
}

// refused lists what no platform on the internet lives in, after the IANA
// special-purpose address registries (RFC 6890 and its updates).
func refused() []netip.Prefix {
	texts := []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
		"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
		"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32",
		"fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
	}
	list := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		list[i] = netip.MustParsePrefix(t)
	}
	return list
}

func newGuard(allow []netip.Prefix) *guard {
	g := &guard{refuse: refused()}
	for _, p := range allow {
		if a := p.Addr(); a.Is4In6() && p.Bits() >= 96 {
			p = netip.PrefixFrom(a.Unmap(), p.Bits()-96)
		}
		g.allow = append(g.allow, p.Masked())
	}
	return g
}

// IsPrivate reports whether an address belongs to no platform on the internet:
// private, loopback, link-local, shared (CGNAT), multicast, unspecified or
// reserved, also when written as IPv6.
func IsPrivate(a netip.Addr) bool { return newGuard(nil).refuses(a) }

func (g *guard) refuses(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if !a.IsValid() {
		return true
	}
	if contains(g.allow, a) {
		return false
	}
	if v4, ok := embedded(a); ok {
		return g.refuses(v4)
	}
	return contains(g.refuse, a)
}

// embedded returns the IPv4 address that a NAT64 (RFC 6052) or 6to4 (RFC 3056)
// address leads to.
func embedded(a netip.Addr) (netip.Addr, bool) {
	if !a.Is6() {
		return a, false
	}
	b := a.As16()
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(a):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case netip.MustParsePrefix("2002::/16").Contains(a):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return a, false
}

func contains(list []netip.Prefix, a netip.Addr) bool {
	for _, p := range list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

func (g *guard) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %q: %w", address, err)
	}
	if !g.refuses(ap.Addr()) {
		return nil
	}
	a := ap.Addr().WithZone("").Unmap()
	return &core.Problem{Status: 422, Code: CodePrivate, Text: fmt.Sprintf(
		"calls to %s are refused because it is not a public address; if it is meant, start the hub with --allow-private %s/%d",
		a, a, a.BitLen())}
}
