package email

import (
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
	imap, smtp := s.IMAP.origin("imap"), s.SMTP.origin("smtp")
	if s.OAuth != (oauth{}) {
		tokens := connectors.Origin(s.OAuth.TokenURL)
		return []connectors.Disclosure{{Setting: keyOAuthRefresh, To: tokens}, {Setting: keyOAuthSecret, To: tokens},
			{Setting: keyOAuthRefresh, To: imap}, {Setting: keyOAuthRefresh, To: smtp}}
	}
	return []connectors.Disclosure{{Setting: holder(a, keyIMAP, keyPassword), To: imap},
		{Setting: holder(a, keySMTP, keyPassword, keyIMAP), To: smtp}}
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
