package email

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// fault is why a mailbox cannot be used: in words for whoever links it, for the
// self-test and for the health of the account. It holds nothing that is secret.
type fault struct {
	leg   string // of the self-test
	class core.Class
	code  string // without the channel's name
	text  string // what is wrong and what to do
	err   error
}

func (f *fault) Error() string {
	if f.err != nil {
		return f.text + ": " + f.err.Error()
	}
	return f.text
}

func (f *fault) Unwrap() error { return f.err }

// As makes a fault a *core.SendError to whoever asks for one.
func (f *fault) As(target any) bool {
	se, ok := target.(**core.SendError)
	if ok {
		*se = f.send()
	}
	return ok
}

// send is the fault as the account's health and its answers see it.
func (f *fault) send() *core.SendError {
	return &core.SendError{Class: f.class, Code: Name + "." + f.code, Text: f.text, Err: f.err}
}

// problem is the fault as whoever links the account sees it.
func (f *fault) problem() *core.Problem {
	p := problem(http.StatusUnprocessableEntity, f.code, f.text)
	switch {
	case errors.Is(f.err, &core.Problem{Code: httpx.CodePrivate}): // no waiting helps: a setting has to change
		p.Code = httpx.CodePrivate
	case f.class == core.Retry:
		p.Status = http.StatusBadGateway
	}
	p.Err = f.err
	return p
}

// asFault finds the fault in an error; anything else is one of the connection.
func asFault(err error, leg string, at server) *fault {
	var f *fault
	if errors.As(err, &f) {
		return f
	}
	var p *core.Problem
	if errors.As(err, &p) {
		return &fault{leg: leg, class: core.Rejected, code: strings.TrimPrefix(p.Code, Name+"."), text: p.Text, err: p.Err}
	}
	return &fault{leg: leg, class: core.Retry, code: "disconnected", text: "the connection with " + at.addr() + " broke", err: httpx.RedactError(err, at.Password)}
}

// unreached says why there is no connection, or none that is safe.
func unreached(legs legNames, at server, err error) *fault {
	f := &fault{leg: legs.connect, class: core.Retry, code: "unreachable", err: err,
		text: "there is no connection with " + at.addr() + ": check host and port, and that no firewall is in between"}
	var (
		dns    *net.DNSError
		record tls.RecordHeaderError
		cert   *tls.CertificateVerificationError
		p      *core.Problem
	)
	switch {
	case errors.As(err, &p):
		f.text = p.Text
	case errors.As(err, &dns):
		f.code, f.text = "host_unknown", "the name "+at.Host+" is not known: check the server's name"
	case errors.As(err, &cert):
		f.leg, f.class, f.code, f.text = legs.tls, core.Rejected, "certificate", "the certificate of "+at.addr()+" is not trusted: "+certificateFault(cert)
	case errors.As(err, &record):
		f.leg, f.class, f.code, f.text = legs.tls, core.Rejected, "no_tls", at.addr()+" does not begin with TLS: write "+
			"imap:// or smtp:// with ?starttls=1 for it, or its port for TLS (993, 465)"
	case errors.Is(err, context.DeadlineExceeded):
		f.text = at.addr() + " does not answer: check host and port, and that no firewall is in between"
	}
	return f
}

// certificateFault says what is to be done about a certificate.
func certificateFault(err *tls.CertificateVerificationError) string {
	var (
		host    x509.HostnameError
		invalid x509.CertificateInvalidError
	)
	switch {
	case errors.As(err, &host):
		return "it is for another name; enter the name that stands in it"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "it has expired, or the clock of this machine is wrong"
	}
	return "who signed it is not known; where the server has an authority of its own, set tls_ca to its certificate (PEM)"
}

// said is a server's own words, on one line and without a password.
func said(err error, secrets ...string) error {
	text := oneLine(err.Error())
	for _, s := range secrets {
		if s != "" {
			text = strings.ReplaceAll(text, s, "…")
		}
	}
	return errors.New(text[:min(len(text), 300)])
}
