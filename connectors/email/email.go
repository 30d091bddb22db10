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
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	normemail "github.com/switchboard-hub/switchboard/normalize/email"
)

// Name is the channel's name.
const Name = "email"

// Connector talks to mail servers.
type Connector struct {
	env      connectors.Env
	sessions *pool
	copies   chan struct{} // one for each copy of a sent mail that is under way
	timing   timing
	sleep    func(context.Context, time.Duration) error
}

var (
	_ connectors.Connector = (*Connector)(nil)
	_ connectors.Namer     = (*Connector)(nil)
	_ connectors.Lengthy   = (*Connector)(nil)
	_ connectors.Receiver  = (*Connector)(nil)
	_ connectors.Linker    = (*Connector)(nil)
	_ connectors.Tester    = (*Connector)(nil)
)

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
	return &Connector{env: env, sessions: newPool(), copies: make(chan struct{}, maxCopies), timing: defaultTiming(), sleep: sleep}
}

// Channel returns all that the hub needs of mail. The mailbox keeps what is not
// fetched.
func Channel(env connectors.Env) connectors.Channel {
	return connectors.Channel{Connector: New(env), Settings: Settings(), Patient: true, Parts: parts}
}

// parts opens a mail's attachments.
func parts(raw core.Raw) func(string) (io.Reader, core.Media, error) {
	return normemail.Open(raw.Body).Part
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

// maxMail is what providers mostly take: 25 MB, a third of which the encoding is.
const maxMail = 18 << 20

// Caps implements connectors.Connector.
func (c *Connector) Caps(a core.Account) core.Caps {
	anything := core.MediaCap{MaxBytes: maxMail, Caption: true}
	caps := core.Caps{
		Text: core.Limit{Max: 500_000, Unit: core.Bytes}, MaxParts: 1, Caption: core.Limit{Max: 500_000, Unit: core.Bytes},
		Media:    map[string]core.MediaCap{"image": anything, "voice": anything, "audio": anything, "video": anything, "file": anything, "sticker": anything},
		Together: maxMail, Edit: core.LevelNone, Delete: core.LevelNone, Reply: core.LevelFull, Begin: core.BeginAnyone,
		Threads: true, Copies: true, HTML: true,
	}
	if s, err := read(a); err == nil {
		caps.Rate = s.rates()
	}
	return caps
}

// sleep waits, or returns the context's error at once when it ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
