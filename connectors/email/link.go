package email

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strings"
	"time"

	"github.com/emersion/go-imap"

	"github.com/switchboard-hub/switchboard/core"
)

// Verify implements connectors.Linker: the mailbox opens, and the server for what
// is sent lets us in. The name is the address.
func (c *Connector) Verify(ctx context.Context, a core.Account) (string, error) {
	s, err := read(a)
	if err != nil {
		return "", err
	}
	sends := make(chan *fault, 1)
	go func() { sends <- c.trySMTP(ctx, a, s) }()
	_, err = c.look(ctx, a, s, nil)
	if f := <-sends; err == nil && f != nil {
		err = f
	}
	if err != nil {
		return "", asFault(err, imapLegs().connect, s.IMAP).problem()
	}
	return s.Address, nil
}

// look opens the account's folder, and leaves it again after f, if there is one.
// It reports whether the server tells of new mails by itself.
func (c *Connector) look(ctx context.Context, a core.Account, s settings, f func(*session, *imap.MailboxStatus) error) (idles bool, err error) {
	x, err := c.open(ctx, a, s)
	if err != nil {
		return false, err
	}
	defer x.logout()
	box, err := x.folder()
	if err == nil && f != nil {
		err = f(x, box)
	}
	if err == nil {
		idles, err = x.Support("IDLE")
	}
	if err != nil {
		return false, x.explain(err, legFolder)
	}
	return idles, nil
}

// Connect implements connectors.Linker. It makes the key of reply tokens, and
// settles where reading begins: with what comes from now on, or with the history
// that is asked for. Connecting again goes on where reading was, unless the
// mailbox is another one, or more of its history is asked for.
func (c *Connector) Connect(ctx context.Context, a core.Account, _ string) (core.Account, error) {
	a.Config, a.Secrets = maps.Clone(a.Config), maps.Clone(a.Secrets)
	if a.Config == nil {
		a.Config = map[string]string{}
	}
	if a.Secrets == nil {
		a.Secrets = map[string]string{}
	}
	if a.Secrets[keyTokenKey] == "" {
		a.Secrets[keyTokenKey] = rand.Text() + rand.Text()
	}
	s, err := read(a)
	if err != nil {
		return a, err
	}
	if linked := noted(a, keyLinked); a.Config[keyMailbox] == s.mailbox() && !linked.IsZero() {
		if oldest := linked.Add(-s.History); oldest.Before(noted(a, keyOldest)) {
			a.Config[keyOldest] = oldest.Format(time.RFC3339) // Receive sees that its cursor is not of it
		}
		return a, nil
	}
	now := c.env.Now().UTC().Truncate(time.Second)
	oldest := now.Add(-s.History)
	var at cursor
	_, err = c.look(ctx, a, s, func(x *session, box *imap.MailboxStatus) (err error) {
		at, err = x.link(box, oldest, now)
		return err
	})
	if err != nil {
		return a, asFault(err, imapLegs().connect, s.IMAP).problem()
	}
	a.Cursor = at.String()
	a.Config[keyMailbox], a.Config[keyLinked], a.Config[keyOldest] = s.mailbox(), now.Format(time.RFC3339), oldest.Format(time.RFC3339)
	return a, nil
}

// mailbox names what a cursor is of. It has neither server nor user: with another
// way to it, it is the same mailbox, and what was not read before is still to be
// read. One that has moved has other UIDs.
func (s settings) mailbox() string {
	return strings.ToLower(s.Address) + " " + s.Folder
}

// box is the mailbox's name in cursors.
func (s settings) box() string {
	sum := sha256.Sum256([]byte(s.mailbox()))
	return hex.EncodeToString(sum[:8])
}

// Disconnect implements connectors.Linker: there is nothing to take back.
func (c *Connector) Disconnect(context.Context, core.Account) error { return nil }
