package email

import (
	"context"
	"crypto/tls"
	"errors"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// startTLSNotices are the lines that a server may say before it begins TLS.
const startTLSNotices = 20

// secure asks for TLS (RFC 9051 6.2.1) and returns a guard of the connection within.
// Its errors are *fault.
//
// go-imap could do so itself, but the guard would then see nothing but TLS. What
// was said before TLS is forgotten; what stands behind the server's answer was put
// in by somebody on the way (CVE-2011-0411), and ends it.
func (g *guard) secure(ctx context.Context, s settings) (*guard, error) {
	at := s.IMAP
	if err := g.askTLS(); err != nil {
		g.end(err)
		if f := g.fault(imapLegs().tls, at); f != nil {
			return nil, f
		}
		if _, ok := errors.AsType[refusedTLS](err); ok {
			return nil, noStartTLS(at, err)
		}
		return nil, unreached(imapLegs(), at, err)
	}
	safe := tls.Client(g.Conn, s.tls(at.Host))
	if err := safe.HandshakeContext(ctx); err != nil {
		return nil, noStartTLS(at, err)
	}
	return newGuard(safe, "* OK in TLS\r\n"), nil
}

// refusedTLS is what a server says instead of beginning TLS.
type refusedTLS string

func (e refusedTLS) Error() string { return string(e) }

// askTLS says STARTTLS, and returns nil once TLS may begin.
func (g *guard) askTLS() error {
	const tag = "TLS"
	greeting, err := readResponse(g.in, 0)
	if err != nil {
		return err
	}
	if text := string(greeting.bytes); !strings.HasPrefix(text, "* OK") {
		return refusedTLS("it greets with " + oneLine(text))
	}
	if _, err := g.Conn.Write([]byte(tag + " STARTTLS\r\n")); err != nil {
		return err
	}
	for range startTLSNotices {
		r, err := readResponse(g.in, 0)
		if err != nil {
			return err
		}
		said, ok := strings.CutPrefix(string(r.bytes), tag+" ")
		switch {
		case !ok:
			continue
		case !strings.HasPrefix(said, "OK"):
			return refusedTLS("it says " + oneLine(said))
		case g.in.Buffered() > 0:
			return garbage("more behind its word that TLS begins: somebody on the way may have put it there")
		}
		return nil
	}
	return garbage("one line after the other instead of beginning TLS")
}

// noStartTLS says why a connection does not become safe. It is not gone on with.
func noStartTLS(at server, err error) *fault {
	if f := unreached(imapLegs(), at, err); f.leg == imapLegs().tls {
		return f
	}
	return &fault{leg: imapLegs().tls, class: core.Rejected, code: "no_starttls", err: said(err),
		text: at.addr() + " does not begin TLS when it is asked to (STARTTLS): use its port for TLS, with imaps:// or smtps://"}
}
