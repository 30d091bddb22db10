package telegram

import (
	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

var _ connectors.Discloser = (*Connector)(nil)

// Disclosed implements connectors.Discloser: the token is part of each call's address.
func (*Connector) Disclosed(a core.Account) []connectors.Disclosure {
	return []connectors.Disclosure{{Setting: keyToken, To: connectors.Origin(apiBase(a))}}
}
