package wechat

import (
	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

var _ connectors.Discloser = (*Connector)(nil)

// Disclosed implements connectors.Discloser: access tokens are got with the secret.
func (*Connector) Disclosed(a core.Account) []connectors.Disclosure {
	return []connectors.Disclosure{{Setting: keySecret, To: connectors.Origin(apiBase(a))}}
}
