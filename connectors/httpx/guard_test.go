package httpx

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestIsPrivate(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"127.0.0.1": true, "127.255.0.9": true, "10.1.2.3": true, "172.16.0.1": true, "172.32.0.1": false,
		"192.168.1.1": true, "169.254.169.254": true, "100.64.0.1": true, "100.128.0.1": false,
		"0.0.0.0": true, "0.1.2.3": true, "224.0.0.1": true, "255.255.255.255": true, "198.18.0.1": true,
		"149.154.167.220": false, "8.8.8.8": false,
		"::": true, "::1": true, "fe80::1%eth0": true, "fc00::1": true, "fd12::1": true, "ff02::1": true,
		"::ffff:127.0.0.1": true, "::ffff:8.8.8.8": false, "::7f00:1": true,
		"64:ff9b::7f00:1": true, "64:ff9b::808:808": false, "2002:7f00:1::": true, "2002:808:808::": false,
		"2001:67c:4e8:f004::9": false, "2001:db8::1": true,
	} {
		if got := IsPrivate(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: private %v, want %v", address, got, want)
		}
	}
}

func prefixes(list ...string) (out []netip.Prefix) {
	for _, p := range list {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}

func TestAllowPrivate(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		allow, address string
		refused        bool
	}{
		{"127.0.0.0/8", "127.0.0.1", false},
		{"127.0.0.0/8", "::ffff:127.0.0.1", false},
		{"::ffff:10.0.0.0/104", "10.9.9.9", false},
		{"10.0.0.0/8", "192.168.0.1", true},
		{"fd00::/8", "fd00::1", false},
		{"127.0.0.0/8", "64:ff9b::7f00:1", false},
	} {
		if got := newGuard(prefixes(test.allow)).refuses(netip.MustParseAddr(test.address)); got != test.refused {
			t.Errorf("allow %s, %s: refused %v", test.allow, test.address, got)
		}
	}
}

func TestClientRefusesInnerAddresses(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the call came through") }))
	t.Cleanup(server.Close)
	for _, address := range []string{server.URL, strings.Replace(server.URL, "127.0.0.1", "localhost", 1), strings.Replace(server.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1)} {
		_, err := New(Options{}).Get(address)
		var p *core.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: got %v, want a *core.Problem", address, err)
			continue
		}
		if p.Code != CodePrivate || !strings.Contains(p.Text, "--allow-private 127.0.0.1/32") && !strings.Contains(p.Text, "--allow-private ::1/128") {
			t.Errorf("%s: %s %s", address, p.Code, p.Text)
		}
	}
}

// Resolvers read 127.0.0.1 out of many spellings; what they find is judged, not
// what was written.
func TestNoSpellingOfAnInnerAddressGetsThrough(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the call came through") }))
	t.Cleanup(server.Close)
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	for _, host := range []string{"2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0", "0.0.0.0", "[::]", "[::1]",
		"[::127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "localhost.", "LOCALHOST", "127.0.0.1.", "①②⑦.0.0.1"} {
		for _, user := range []string{"", "api.telegram.org@", "api.telegram.org:443@"} {
			if resp, err := New(Options{}).Get("http://" + user + host + ":" + port + "/"); err == nil {
				_ = resp.Body.Close()
				t.Errorf("%s%s was called", user, host)
			}
		}
	}
}
