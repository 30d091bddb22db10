package doctor_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub/doctor"
	"github.com/switchboard-hub/switchboard/internal/porttest"
)

// open reads a Witness that a test's hub did not seal.
func open(sealed string) (w doctor.Witness, good bool) {
	return w, json.Unmarshal([]byte(sealed), &w) == nil
}

// face is a hub behind a proxy, as far as the doctor asks it.
func face(seen doctor.Witness, upgrade bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/healthz") {
			seen.Probe = r.Header.Get(doctor.ProbeHeader)
			b, _ := json.Marshal(seen)
			w.Header().Set(doctor.ProbeHeader, string(b))
			return
		}
		if !upgrade || r.URL.Path != "/connection/websocket" || r.Header.Get("Upgrade") != "websocket" {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		w.Header().Set("Connection", "Upgrade")
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Sec-WebSocket-Accept", base64.StdEncoding.EncodeToString(sum[:]))
		w.WriteHeader(http.StatusSwitchingProtocols)
	})
}

func plain(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func site(url string) doctor.Site {
	return doctor.Site{Name: core.CheckPublic, URL: url, Now: time.Now, Open: open}
}

// of joins what is told of the five things of an address.
func of(reach, tls, redirect, socket, proxy string) string {
	return fmt.Sprintf("public.reach %s; public.tls %s; public.redirect %s; public.socket %s; public.proxy %s", reach, tls, redirect, socket, proxy)
}

func TestAnAddressWithoutTLS(t *testing.T) {
	t.Parallel()
	const local, away = "skipped skipped.local", "skipped skipped.url"
	for name, c := range map[string]struct {
		h    http.Handler
		want string
	}{
		"as it should be": {face(doctor.Witness{Peer: "127.0.0.1"}, true), of("ok", local, "skipped skipped.plain", "ok", "skipped skipped.proxy")},
		"no upgrade":      {face(doctor.Witness{Peer: "127.0.0.1"}, false), of("ok", local, "skipped skipped.plain", "warning socket.refused", "skipped skipped.proxy")},
		"an upgrade by rote": {http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Upgrade") == "" {
				face(doctor.Witness{}, false).ServeHTTP(w, r)
				return
			}
			w.Header().Set("Connection", "Upgrade")
			w.Header().Set("Upgrade", "websocket")
			w.Header().Set("Sec-WebSocket-Accept", "as it was the last time")
			w.WriteHeader(http.StatusSwitchingProtocols)
		}), of("ok", local, "skipped skipped.plain", "warning socket.refused", "skipped skipped.proxy")},
		"a proxy that is not believed": {face(doctor.Witness{Peer: "10.0.0.9", Forwarded: "1.2.3.4"}, true),
			of("ok", local, "skipped skipped.plain", "ok", "warning proxy.untrusted")},
		"a proxy that is": {face(doctor.Witness{Peer: "10.0.0.9", Forwarded: "10.0.0.9", Trusted: true}, true), of("ok", local, "skipped skipped.plain", "ok", "ok")},
		"somebody else":   {http.NotFoundHandler(), of("failed url.other", local, away, away, away)},
		"an echo": {http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(doctor.ProbeHeader, `{"Probe":"an older one"}`)
		}), of("failed url.other", local, away, away, away)},
		"a redirect": {http.RedirectHandler("https://www.example.com/", http.StatusMovedPermanently), of("failed url.redirects", local, away, away, away)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expect(t, site(plain(t, c.h)).Check(), c.want)
		})
	}
	expect(t, site("hub.example.com").Check(), "public.reach failed url.wrong")
}

func TestNobodyAtTheAddress(t *testing.T) {
	t.Parallel()
	const local, away = "skipped skipped.local", "skipped skipped.url"
	port, err := porttest.Free()
	must(t, err)
	got := expect(t, site(fmt.Sprintf("http://127.0.0.1:%d", port)).Check(), of("failed url.refused", local, away, away, away))
	if got[0].About == "" || got[0].Detail == "" {
		t.Errorf("%+v", got[0])
	}
	expect(t, site("http://hub.invalid").Check(), of("failed url.dns", "warning tls.none", away, away, away))

	l, err := net.Listen("tcp", "127.0.0.1:0") // takes connections and says nothing
	must(t, err)
	t.Cleanup(func() { l.Close() })
	short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if got := told(site("http://" + l.Addr().String()).Check().Run(short)); !strings.HasPrefix(got, "public.reach failed url.timeout") {
		t.Error(got)
	}
}

// authority signs certificates.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-1000 * time.Hour),
		NotAfter: time.Now().Add(1000 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, key.Public(), key)
	must(t, err)
	cert, err := x509.ParseCertificate(der)
	must(t, err)
	return authority{cert, key}
}

// serve serves with a certificate for an address that ends after a while.
func (a authority) serve(t *testing.T, ip string, left time.Duration, h http.Handler) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(2), NotBefore: time.Now().Add(-500 * time.Hour), NotAfter: time.Now().Add(left),
		IPAddresses: []net.IP{net.ParseIP(ip)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, a.cert, key.Public(), a.key)
	must(t, err)
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = nil
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

func TestTheCertificateOfAnAddress(t *testing.T) {
	t.Parallel()
	a := newAuthority(t)
	roots := x509.NewCertPool()
	roots.AddCert(a.cert)
	behind := face(doctor.Witness{Peer: "127.0.0.1", Forwarded: "127.0.0.1", Trusted: true}, true)
	const day, away = 24 * time.Hour, "skipped skipped.url"
	good := func(tls string) string { return of("ok", tls, "skipped skipped.plain", "ok", "ok") }
	bad := func(tls string) string { return of("failed url.tls", tls, away, away, away) }
	for name, c := range map[string]struct {
		url  string
		want string
		days float64
	}{
		"good":         {a.serve(t, "127.0.0.1", 30*day+time.Hour, behind), good("ok"), 30},
		"soon over":    {a.serve(t, "127.0.0.1", 5*day+time.Hour, behind), good("warning tls.expires"), 5},
		"over":         {a.serve(t, "127.0.0.1", -2*day+time.Hour, behind), bad("failed tls.expired"), -2},
		"another name": {a.serve(t, "192.0.2.1", 30*day+time.Hour, behind), bad("failed tls.name"), 30},
		"unknown":      {newAuthority(t).serve(t, "127.0.0.1", 30*day+time.Hour, behind), bad("failed tls.chain"), 30},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := site(c.url)
			s.Roots = roots
			got := expect(t, s.Check(), c.want)
			if m := got[1].Measured; m == nil || m.Unit != core.UnitDays || m.Value < c.days || m.Value > c.days+1 {
				t.Errorf("%+v, want %v days", m, c.days)
			}
		})
	}
}

func TestFromHTTPToHTTPS(t *testing.T) {
	t.Parallel()
	a := newAuthority(t)
	roots := x509.NewCertPool()
	roots.AddCert(a.cert)
	silent := a.serve(t, "127.0.0.1", 1000*time.Hour, face(doctor.Witness{Peer: "127.0.0.1"}, true))
	nobody, err := porttest.Free()
	must(t, err)
	port := func(url string) string { return url[strings.LastIndexByte(url, ':')+1:] }
	for name, c := range map[string]struct{ port, want string }{
		"redirected":     {port(plain(t, http.RedirectHandler(silent, http.StatusPermanentRedirect))), "ok"},
		"nobody":         {fmt.Sprint(nobody), "ok"},
		"refused":        {port(plain(t, http.NotFoundHandler())), "ok"},
		"served":         {port(plain(t, face(doctor.Witness{}, false))), "warning redirect.none"},
		"http elsewhere": {port(plain(t, http.RedirectHandler("http://127.0.0.1/x", http.StatusFound))), "warning redirect.none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := site(silent)
			s.Roots, s.PlainPort = roots, c.port
			expect(t, s.Check(), of("ok", "ok", c.want, "ok", "warning proxy.silent"))
		})
	}
}
