// Package email links mailboxes: it receives by IMAP, where it waits with IDLE,
// and sends by SMTP, with a password or OAuth2. It says of a mail only where it
// was fetched from and which of our tokens came back with it; reading mails is
// normalize/email's work, and queueing, pacing and repeating are outbound's.
//
// What a mailbox was read up to is the account's cursor: the folder's
// UIDVALIDITY and the next UID (RFC 9051 2.3.1.1). It moves in the transaction
// that stores the mails, so that days without us, a killed connection or a
// killed process lose nothing. Seen or not says nothing here: people read the
// mailbox too.
package email

import (
	"log/slog"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// Name is the channel's name.
const Name = "email"

// Connector talks to mail servers.
type Connector struct {
	env      connectors.Env
	sessions *pool
}

// New returns the connector.
func New(env connectors.Env) *Connector {
	if env.HTTP == nil {
		env.HTTP = httpx.New(httpx.Options{})
	}
	if env.Dial == nil {
		env.Dial = httpx.Dialer(nil).DialContext
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.Log == nil {
		env.Log = slog.New(slog.DiscardHandler)
	}
	if env.Keep == nil {
		env.Keep = connectors.NewMemory(env.Now)
	}
	return &Connector{env: env, sessions: newPool()}
}

// Settings lists what linking a mailbox takes.
func Settings() connectors.Settings { return settingsList() }

// Channel implements connectors.Connector.
func (c *Connector) Channel() string { return Name }

// Check implements connectors.Connector.
func (c *Connector) Check(a core.Account) error {
	_, err := read(a)
	return err
}
