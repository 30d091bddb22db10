package doctor

import (
	"context"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // RFC 6455 asks for it, and it guards nothing
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// ProbeHeader goes with a request of the doctor to the hub's own address, with
// a name that is used once, and comes back with a sealed Witness.
const ProbeHeader = "X-Switchboard-Probe"

// Witness is what the hub saw of a request that the doctor sent to it.
type Witness struct {
	Probe     string // the name used once
	Peer      string // address that the request came from
	Forwarded string // X-Forwarded-For
	Trusted   bool   // the peer is one of the trusted proxies
}

// Site is an address of the hub as the world sees it.
type Site struct {
	Name string // CheckPublic or CheckAgents
	URL  string
	Now  func() time.Time
	// Open reads a sealed Witness; false: it is not of this hub.
	Open func(sealed string) (Witness, bool)
	// Roots are believed in place of the system's, where they are not nil.
	Roots *x509.CertPool
	// PlainPort is where the same host answers without TLS; empty: 80.
	PlainPort string
}

// What a certificate has left: those that renew by themselves do at 30 days.
const certificateLow = 14

// Check looks at the address from here, as a visitor's browser would.
func (s Site) Check() Check {
	return Check{Name: s.Name, Run: func(ctx context.Context) []core.Finding {
		limited, cancel := context.WithTimeout(ctx, Limit*4/5) // so that what is known is told
		defer cancel()
		list := s.look(limited)
		for i := range list {
			list[i].About = s.URL
			list[i].ID = s.Name + "." + list[i].ID
		}
		return list
	}}
}

func (s Site) look(ctx context.Context) []core.Finding {
	base, err := url.Parse(s.URL)
	if err != nil || base.Host == "" {
		return listOf(failed("reach", "url.wrong").because(err))
	}
	client := s.client()
	begun := s.Now()
	got, err := s.ask(ctx, client, base)
	took := s.Now().Sub(begun)
	if err != nil {
		return listOf(unreachable(err), s.refusedTLS(base, err), skipped("redirect", "skipped.url"), skipped("socket", "skipped.url"), skipped("proxy", "skipped.url"))
	}
	reach := got.reached().millis(took)
	if got.witness == nil {
		return listOf(reach, s.certificate(base, got.tls), skipped("redirect", "skipped.url"), skipped("socket", "skipped.url"), skipped("proxy", "skipped.url"))
	}
	return listOf(reach, s.certificate(base, got.tls), s.redirect(ctx, client, base), s.socket(ctx, client, base), proxy(base, *got.witness))
}

// client follows no redirects, and keeps no connections.
func (s Site) client() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: s.Roots, MinVersion: tls.VersionTLS12}}}
}

// answer is what came back from the address.
type answer struct {
	code     int
	status   string
	location string
	tls      *tls.ConnectionState
	witness  *Witness // nil: it is not of this hub
}

// ask asks for the health, with a probe.
func (s Site) ask(ctx context.Context, client *http.Client, base *url.URL) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base.JoinPath("healthz").String(), nil)
	if err != nil {
		return answer{}, err
	}
	probe := rand.Text()
	req.Header.Set(ProbeHeader, probe)
	resp, err := client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	a := answer{code: resp.StatusCode, status: resp.Status, location: resp.Header.Get("Location"), tls: resp.TLS}
	if w, good := s.Open(resp.Header.Get(ProbeHeader)); good && w.Probe == probe {
		a.witness = &w
	}
	return a, nil
}

// unreachable tells the ways of not being there apart.
func unreachable(err error) finding {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var op *net.OpError
	code := "url.unreachable"
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		code = "url.timeout"
	case errors.As(err, &dns):
		code = "url.dns"
	case errors.As(err, &cert):
		code = "url.tls"
	case errors.As(err, &op) && op.Op == "dial":
		code = "url.refused"
	}
	f := failed("reach", code)
	f.Detail = err.Error()
	return f
}

func (a answer) reached() finding {
	switch {
	case a.witness != nil:
		return ok("reach")
	case a.code >= 300 && a.code < 400:
		f := failed("reach", "url.redirects")
		f.Detail = a.location
		return f
	}
	f := failed("reach", "url.other")
	f.Detail = a.status
	return f
}

// refusedTLS says what is wrong with a certificate that was not believed.
func (s Site) refusedTLS(base *url.URL, err error) finding {
	var verify *tls.CertificateVerificationError
	if base.Scheme != "https" || !errors.As(err, &verify) {
		return s.certificate(base, nil)
	}
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	code := "tls.chain"
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		code = "tls.expired"
	case errors.As(err, &host):
		code = "tls.name"
	}
	f := failed("tls", code)
	f.Detail = verify.Err.Error()
	if len(verify.UnverifiedCertificates) > 0 {
		f = f.measured(s.daysLeft(verify.UnverifiedCertificates[0]), core.UnitDays)
	}
	return f
}

func (s Site) daysLeft(c *x509.Certificate) float64 { return c.NotAfter.Sub(s.Now()).Hours() / 24 }

// certificate judges one that was believed; without TLS, whether it is missed.
func (s Site) certificate(base *url.URL, state *tls.ConnectionState) finding {
	switch {
	case base.Scheme != "https" && isLocal(base):
		return skipped("tls", "skipped.local")
	case base.Scheme != "https":
		return warning("tls", "tls.none")
	case state == nil || len(state.PeerCertificates) == 0:
		return skipped("tls", "skipped.url")
	}
	days := s.daysLeft(state.PeerCertificates[0])
	f := ok("tls")
	if days < certificateLow {
		f = warning("tls", "tls.expires")
	}
	return f.measured(days, core.UnitDays)
}

// isLocal reports whether the address is this machine's alone.
func isLocal(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// redirect looks at whether who comes without TLS is sent to it. Nobody there is
// as good.
func (s Site) redirect(ctx context.Context, client *http.Client, base *url.URL) finding {
	port := s.PlainPort
	if port == "" {
		port = "80"
	}
	if base.Scheme != "https" || s.PlainPort == "" && base.Port() != "" && base.Port() != "443" {
		return skipped("redirect", "skipped.plain")
	}
	plain := *base
	plain.Scheme, plain.Host = "http", net.JoinHostPort(base.Hostname(), port)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, plain.JoinPath("healthz").String(), nil)
	if err != nil {
		return skipped("redirect", "skipped.plain")
	}
	resp, err := client.Do(req)
	if err != nil {
		return ok("redirect")
	}
	defer resp.Body.Close()
	if to, err := resp.Location(); err == nil && to.Scheme == "https" {
		return ok("redirect")
	}
	if resp.StatusCode >= 400 {
		return ok("redirect")
	}
	f := warning("redirect", "redirect.none")
	f.Detail = resp.Status
	return f
}

// socketGUID is what RFC 6455 appends to a key.
const socketGUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

// SocketPath is where live updates are served.
const SocketPath = "connection/websocket"

// socket opens a WebSocket: pages that get none ask by long polls.
func (s Site) socket(ctx context.Context, client *http.Client, base *url.URL) finding {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base.JoinPath(SocketPath).String(), nil)
	if err != nil {
		return failed("socket", "url.wrong").because(err)
	}
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce) // it never fails
	key := base64.StdEncoding.EncodeToString(nonce)
	for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key} {
		req.Header.Set(name, value)
	}
	begun := s.Now()
	resp, err := client.Do(req)
	if err != nil {
		f := warning("socket", "socket.refused")
		f.Detail = err.Error()
		return f
	}
	defer resp.Body.Close()
	want := sha1.Sum([]byte(key + socketGUID)) //nolint:gosec // RFC 6455 asks for it
	if resp.StatusCode != http.StatusSwitchingProtocols || resp.Header.Get("Sec-WebSocket-Accept") != base64.StdEncoding.EncodeToString(want[:]) {
		f := warning("socket", "socket.refused")
		f.Detail = strconv.Itoa(resp.StatusCode) + " " + http.StatusText(resp.StatusCode)
		return f
	}
	return ok("socket").millis(s.Now().Sub(begun))
}

// proxy looks at whom the hub took for the client. The hub has no TLS of its own,
// so that there is a proxy wherever there is TLS.
func proxy(base *url.URL, w Witness) finding {
	switch {
	case w.Forwarded != "" && !w.Trusted:
		f := warning("proxy", "proxy.untrusted")
		f.Detail = w.Peer
		return f
	case w.Forwarded == "" && base.Scheme == "https":
		f := warning("proxy", "proxy.silent")
		f.Detail = w.Peer
		return f
	case w.Forwarded == "":
		return skipped("proxy", "skipped.proxy")
	}
	f := ok("proxy")
	f.Detail = w.Peer
	return f
}
