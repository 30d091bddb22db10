package email

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"regexp"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// dnsName is a domain or a selector as it stands in the DNS.
var dnsName = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*$`)

func (s *settings) readDKIM(a core.Account) error {
	s.DKIM = dkim{Domain: strings.ToLower(a.Setting(keyDKIMDomain)), Selector: a.Setting(keyDKIMSelector), Key: a.Setting(keyDKIMKey)}
	if s.DKIM == (dkim{}) {
		return nil
	}
	if !dnsName.MatchString(s.DKIM.Domain) || !dnsName.MatchString(s.DKIM.Selector) || len(s.DKIM.Domain) > 253 || len(s.DKIM.Selector) > 63 {
		return problem(422, "dkim_malformed", "DKIM needs dkim_domain, such as example.com, and dkim_selector, the name under which the public key stands at selector._domainkey.example.com")
	}
	if _, err := s.DKIM.signer(); err != nil {
		return problem(422, "dkim_key_malformed", "the setting dkim_key must be a private key in PEM, RSA or Ed25519: -----BEGIN PRIVATE KEY-----…")
	}
	return nil
}

// signer reads the private key: PKCS #8, or PKCS #1 of an RSA key.
func (d dkim) signer() (crypto.Signer, error) {
	block, _ := pem.Decode([]byte(d.Key))
	if block == nil {
		return nil, errors.New("the DKIM key is no PEM")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errors.New("the DKIM key is no private key")
	}
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return key, nil
	case ed25519.PrivateKey:
		return key, nil
	}
	return nil, errors.New("the DKIM key is neither RSA nor Ed25519")
}
