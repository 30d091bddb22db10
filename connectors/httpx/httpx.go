// Package httpx is the one way out to a platform over HTTP: clients that
// refuse inner networks, take no proxy from the environment, bound what they
// read, and leave a redacted trace of every exchange in the Trace that the
// context carries. Nothing here knows a channel.
package httpx

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// Options shape a client. The zero value is the strictest and fits most calls.
type Options struct {
	// AllowPrivate opens inner networks that are refused otherwise.
	AllowPrivate []netip.Prefix
	// Timeout bounds a whole exchange, its body included; 0: 5 minutes, enough
	// for a 50 MB upload over 2 Mbit/s. Single calls set a shorter deadline in
	// their context.
	Timeout time.Duration
	// MaxResponse bounds a body in bytes, after decompression; 0: 64 MB.
	MaxResponse int64
	// MaxConnsPerHost bounds the connections to one host; 0: 64.
	MaxConnsPerHost int
}

// ErrResponseTooLarge is what reading a body ends with beyond MaxResponse.
var ErrResponseTooLarge = errors.New("the answer is larger than allowed")

const (
	defaultTimeout     = 5 * time.Minute
	defaultMaxResponse = 64 << 20
	defaultMaxConns    = 64
	maxRedirects       = 5
)

// New returns a client. It speaks HTTP/1.1 only: whether a request left is then
// a plain question about one connection, and nothing repeats it behind our back.
func New(o Options) *http.Client {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.MaxResponse == 0 {
		o.MaxResponse = defaultMaxResponse
	}
	if o.MaxConnsPerHost == 0 {
		o.MaxConnsPerHost = defaultMaxConns
	}
	base := &http.Transport{
		Proxy:                  nil, // a proxy would resolve names behind the guard
		DialContext:            Dialer(o.AllowPrivate).DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        90 * time.Second,
		MaxIdleConnsPerHost:    16,
		MaxConnsPerHost:        o.MaxConnsPerHost,
		MaxResponseHeaderBytes: 256 << 10,
	}
	return &http.Client{
		Transport:     &tracer{next: &bounded{next: base, max: o.MaxResponse}},
		CheckRedirect: checkRedirect,
		Timeout:       o.Timeout,
	}
}

// Dialer opens connections to public addresses, and to those allowed.
func Dialer(allowPrivate []netip.Prefix) *net.Dialer {
	return &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second, ControlContext: newGuard(allowPrivate).control}
}

// checkRedirect follows reads only: a redirected write could act twice. Every
// hop dials through the guard, so a redirect to an inner network fails there.
func checkRedirect(req *http.Request, via []*http.Request) error {
	if m := via[0].Method; m != http.MethodGet && m != http.MethodHead {
		return http.ErrUseLastResponse
	}
	if len(via) >= maxRedirects {
		return errors.New("too many redirects")
	}
	if via[len(via)-1].URL.Scheme == "https" && req.URL.Scheme != "https" {
		return errors.New("refused a redirect from https to " + req.URL.Scheme)
	}
	req.Header.Del("Referer") // Go puts the last URL there, and URLs can hold tokens
	return nil
}

// bounded ends bodies that are longer than max.
type bounded struct {
	next http.RoundTripper
	max  int64
}

func (b *bounded) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := b.next.RoundTrip(req)
	if err == nil {
		resp.Body = &boundedBody{body: resp.Body, left: b.max}
	}
	return resp, err
}

func (b *bounded) CloseIdleConnections() { closeIdle(b.next) }

func closeIdle(rt http.RoundTripper) {
	if c, ok := rt.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

type boundedBody struct {
	body io.ReadCloser
	left int64
}

func (b *boundedBody) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, ErrResponseTooLarge
	}
	if int64(len(p)) > b.left+1 { // one byte more tells "exactly full" from "too long"
		p = p[:b.left+1]
	}
	n, err := b.body.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n - 1, ErrResponseTooLarge
	}
	return n, err
}

func (b *boundedBody) Close() error { return b.body.Close() }
