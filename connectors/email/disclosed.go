package email

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"net/url"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

var _ connectors.Discloser = (*Connector)(nil)

// Disclosed implements connectors.Discloser. With OAuth2 the servers get access
// tokens, which the refresh token and the app's secret stand for.
func (*Connector) Disclosed(a core.Account) []connectors.Disclosure {
	s, err := read(a)
	if err != nil {
		return nil
	}
	if s.OAuth != (oauth{}) {
		tokens := connectors.Origin(s.OAuth.TokenURL)
		out := []connectors.Disclosure{{Setting: keyOAuthRefresh, To: tokens}, {Setting: keyOAuthSecret, To: tokens}}
		return append(append(out, s.disclosed(keyOAuthRefresh, "imap", s.IMAP)...), s.disclosed(keyOAuthRefresh, "smtp", s.SMTP)...)
	}
	return append(s.disclosed(holder(a, keyIMAP, keyPassword), "imap", s.IMAP),
		s.disclosed(holder(a, keySMTP, keyPassword, keyIMAP), "smtp", s.SMTP)...)
}

// disclosed names a server, and the server again for each authority of the account:
// whoever has an authority's key and the way to the server is told what the server
// is. An authority that is taken away tells nobody.
func (s settings) disclosed(secret, scheme string, at server) []connectors.Disclosure {
	to := at.origin(scheme)
	out := []connectors.Disclosure{{Setting: secret, To: to}}
	if at.Security == plaintext {
		return out
	}
	for _, cert := range authorities(s.CA) {
		out = append(out, connectors.Disclosure{Setting: secret, To: to + " (tls_ca " + cert + ")"})
	}
	return out
}

// authorities are the SHA-256 of the certificates in a PEM text, in hex. None is left
// out that x509.CertPool would take.
func authorities(text string) (sums []string) {
	for block, rest := pem.Decode([]byte(text)); block != nil; block, rest = pem.Decode(rest) {
		if _, err := x509.ParseCertificate(block.Bytes); err == nil {
			sum := sha256.Sum256(block.Bytes)
			sums = append(sums, hex.EncodeToString(sum[:]))
		}
	}
	return sums
}

// origin names a server and how the way to it is made safe.
func (s server) origin(scheme string) string {
	return scheme + "+" + string(s.Security) + "://" + s.addr()
}

// holder is the first of the settings that holds a password, as readServers looks for it.
func holder(a core.Account, keys ...string) string {
	for _, key := range keys {
		text := a.Setting(key)
		if key == keyPassword && text != "" {
			return key
		}
		if u, err := url.Parse(text); err == nil && u.User != nil {
			if p, _ := u.User.Password(); p != "" {
				return key
			}
		}
	}
	return keyPassword
}
