package web_test

import (
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/connectortest"
	"github.com/switchboard-hub/switchboard/connectors/web"
	"github.com/switchboard-hub/switchboard/core"
)

const testSecret = "a-secret-of-the-website-0123456789ab"

func TestConformance(t *testing.T) {
	t.Parallel()
	connectortest.Run(t, connectortest.Case{
		New:      func(env connectors.Env) connectors.Connector { return web.New(env) },
		Settings: web.Settings(),
		Account: func(string) core.Account {
			return core.Account{Channel: web.Name, Config: map[string]string{"origins": "https://shop.example.com"},
				Secrets: map[string]string{"identity_secret": testSecret}}
		},
		Part: core.Part{To: core.UserRef{ExternalID: "v"}, Content: core.Content{Kind: core.KindText, Text: "hello"}},
	})
}
