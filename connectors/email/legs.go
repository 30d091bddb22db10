package email

import (
	"context"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// The legs of the self-test beside those of legNames.
const (
	legSettings = "settings"
	legOAuth    = "oauth"
	legFolder   = "folder"
	legIdle     = "idle"
)

func smtpLegs() legNames { return legNames{"smtp_connect", "smtp_tls", "smtp_login"} }

// Test implements connectors.Tester. Both servers are asked at once; nothing is
// sent, and nothing in the mailbox is changed.
func (c *Connector) Test(ctx context.Context, a core.Account) []core.Leg {
	s, err := read(a)
	if err != nil {
		return report([]string{legSettings}, asFault(err, legSettings, s.IMAP), 0)
	}
	now := core.At(c.env.Now())
	sends := make(chan []core.Leg, 1)
	go func() { sends <- report(legsOf(s, smtpLegs(), s.SMTP), c.trySMTP(ctx, a, s), now) }()

	idles, err := c.look(ctx, a, s, nil)
	var f *fault
	if err != nil {
		f = asFault(err, legFolder, s.IMAP)
	}
	legs := report(append(legsOf(s, imapLegs(), s.IMAP), legFolder, legIdle), f, now)
	if f == nil && !idles {
		legs[len(legs)-1] = core.Leg{Name: legIdle, State: core.LegOK, Code: Name + ".polled", At: now,
			Text: "the server does not tell of new mails by itself (IDLE): it is asked once a minute"}
	}
	return append(legs, <-sends...)
}

// legsOf lists what a connection goes through, in order.
func legsOf(s settings, n legNames, at server) []string {
	legs := []string{n.connect}
	if at.Security != plaintext {
		legs = append(legs, n.tls)
	}
	if s.OAuth != (oauth{}) {
		legs = append(legs, legOAuth)
	}
	return append(legs, n.login)
}

// report says how each leg fared, where f ended at one of them; nil: nowhere.
func report(names []string, f *fault, now core.Time) []core.Leg {
	legs, failed := make([]core.Leg, len(names)), false
	for i, name := range names {
		switch {
		case failed:
			legs[i] = core.Leg{Name: name, State: core.LegWaiting, Text: "it is tried once what is before it works"}
		case f != nil && (name == f.leg || i == len(names)-1):
			failed = true
			legs[i] = core.Leg{Name: name, State: core.LegFailed, Code: Name + "." + f.code, Text: f.text}
		default:
			legs[i] = core.Leg{Name: name, State: core.LegOK, At: now}
		}
	}
	return legs
}

// trySMTP signs in where mail is sent, and sends none.
func (c *Connector) trySMTP(ctx context.Context, a core.Account, s settings) *fault {
	n, failed := c.connect(ctx, a, s)
	if failed == nil {
		n.quit()
		return nil
	}
	legs, se := smtpLegs(), failed.send
	f := &fault{leg: legs.connect, class: se.Class, code: strings.TrimPrefix(se.Code, Name+"."), text: se.Text, err: se.Err}
	switch {
	case f.code == "certificate" || f.code == "no_tls" || f.code == "no_starttls":
		f.leg = legs.tls
	case strings.HasPrefix(f.code, "oauth") || f.code == "token_unavailable":
		f.leg = legOAuth
	case se.Class == core.Auth:
		f.leg = legs.login
	}
	return f
}
