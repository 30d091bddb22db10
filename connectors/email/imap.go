package email

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-imap"
	"github.com/emersion/go-imap/client"
	"github.com/emersion/go-imap/commands"
	"github.com/emersion/go-sasl"

	"github.com/switchboard-hub/switchboard/core"
)

// timing is how long is waited for what.
type timing struct {
	dial time.Duration // a connection, and each step until it is signed in
	// A command's answer, unless it brings mails. go-imap notices a link that is
	// dead by this alone.
	command time.Duration
	// An IDLE is ended and begun anew: boxes on the way forget links that are
	// silent for 5 to 10 minutes.
	idle, idleAnswer time.Duration
	poll             time.Duration // a NOOP, where the server knows no IDLE
	leastBackoff     time.Duration
	mostBackoff      time.Duration
	// How often a mail is asked for that is not handed out, and from when on less of
	// it will do. Providers shut a busy mailbox for hours.
	lateAgain, lateFor time.Duration
}

func defaultTiming() timing {
	return timing{dial: 15 * time.Second, command: time.Minute, idle: 4 * time.Minute, idleAnswer: 5 * time.Minute, poll: time.Minute,
		leastBackoff: time.Second, mostBackoff: 5 * time.Minute, lateAgain: 10 * time.Minute, lateFor: 6 * time.Hour}
}

// session is one connection with an IMAP server, signed in. One goroutine at a
// time uses it. It ends with the context that it was opened with.
type session struct {
	*client.Client
	guard  *guard
	s      settings
	timing timing
	news   chan struct{} // holds one: something has changed in the folder
	undo   func() bool
}

// legNames are the legs of the self-test that a connection goes through.
type legNames struct{ connect, tls, login string }

func imapLegs() legNames { return legNames{"imap_connect", "imap_tls", "imap_login"} }

// open connects with the account's IMAP server and signs in. Its errors are *fault.
func (c *Connector) open(ctx context.Context, a core.Account, s settings) (*session, error) {
	x, err := c.connectIMAP(ctx, s)
	if err != nil {
		return nil, err
	}
	if err = c.login(ctx, x, a); err == nil {
		err = x.identify()
	}
	if err != nil {
		x.close()
		return nil, x.explain(err, imapLegs().login)
	}
	return x, nil
}

// explain makes a fault of what ended a session.
func (x *session) explain(err error, leg string) error {
	if f := x.guard.fault(leg, x.s.IMAP); f != nil {
		return f
	}
	return asFault(err, leg, x.s.IMAP)
}

// connectIMAP opens a connection that is as safe as the settings say.
func (c *Connector) connectIMAP(ctx context.Context, s settings) (*session, error) {
	at := s.IMAP
	limited, cancel := context.WithTimeout(ctx, c.timing.dial)
	defer cancel()
	conn, err := c.dial(limited, at, s.tls(at.Host))
	if err != nil {
		return nil, unreached(imapLegs(), at, err)
	}
	_ = conn.SetDeadline(time.Now().Add(c.timing.dial))
	g := newGuard(conn, "")
	if at.Security == startTLS {
		letGo := context.AfterFunc(ctx, func() { _ = conn.Close() })
		g, err = g.secure(limited, s)
		letGo()
		if err != nil {
			_ = conn.Close()
			return nil, err
		}
	}
	undo := context.AfterFunc(ctx, func() { _ = g.Close() })
	cl, err := client.New(g)
	if err != nil {
		undo()
		_ = g.Close()
		if f := g.fault(imapLegs().connect, at); f != nil {
			return nil, f
		}
		return nil, unreached(imapLegs(), at, err)
	}
	cl.ErrorLog = log.New(io.Discard, "", 0) // it quotes mails
	cl.Timeout = c.timing.dial
	x := &session{Client: cl, guard: g, s: s, timing: c.timing, news: make(chan struct{}, 1), undo: undo}
	x.listen()
	return x, nil
}

// dial opens a connection, with TLS where that comes first.
func (c *Connector) dial(ctx context.Context, at server, config *tls.Config) (net.Conn, error) {
	conn, err := c.env.Dial(ctx, "tcp", at.addr())
	if err != nil || at.Security != implicitTLS {
		return conn, err
	}
	safe := tls.Client(conn, config)
	if err := safe.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return safe, nil
}

// listen takes the server's notices, always: a client whose notices nobody takes
// stands still. They are hints, and no more.
func (x *session) listen() {
	updates := make(chan client.Update, 64)
	x.Updates = updates
	go func() {
		for {
			select {
			case u := <-updates:
				if _, ok := u.(*client.MailboxUpdate); ok {
					select {
					case x.news <- struct{}{}:
					default:
					}
				}
			case <-x.LoggedOut():
				return
			}
		}
	}()
}

// close ends the connection.
func (x *session) close() {
	x.undo()
	_ = x.Terminate()
}

// logout says goodbye, where there is time for it.
func (x *session) logout() {
	x.Timeout = time.Second
	_ = x.Logout()
	x.close()
}

// broken reports whether an error is the connection's end, and not an answer.
func (x *session) broken() bool {
	if x.State() == imap.LogoutState {
		return true
	}
	select {
	case <-x.LoggedOut():
		return true
	default:
		return false
	}
}

// login signs in, by OAuth2 where the account has it. A token that is refused
// before its time is dropped, so that the next try gets another.
func (c *Connector) login(ctx context.Context, x *session, a core.Account) error {
	at := x.s.IMAP
	var (
		err   error
		token string
	)
	switch {
	case x.State() != imap.NotAuthenticatedState:
		return &fault{leg: imapLegs().login, class: core.Rejected, code: "preauth", text: at.addr() + " opens a mailbox without asking whose: it is no server to read mail from"}
	case x.s.OAuth != (oauth{}):
		if token, err = c.accessToken(ctx, a, x.s); err != nil {
			return err
		}
		err = x.Authenticate(xoauth2{user: at.User, token: token})
	default:
		err = x.password()
	}
	if err == nil {
		_, err = x.Capability() // it has changed
	}
	switch {
	case err == nil:
		return nil
	case x.broken():
		return asFault(err, imapLegs().login, at)
	}
	var busy *busyError
	if errors.As(err, &busy) {
		return &fault{leg: imapLegs().login, class: core.Retry, code: "server_busy", text: at.addr() + " lets nobody in now, and is tried again", err: said(err, at.Password, token)}
	}
	if token != "" {
		if err := c.env.Keep.Drop(ctx, accessName(a, x.s), token); err != nil {
			c.env.Log.WarnContext(ctx, "a refused access token was not dropped", "account", a.ID, "error", err)
		}
	}
	return refusedLogin(imapLegs().login, at, x.s, said(err, at.Password, token))
}

// refusedLogin says what to do about a sign-in that a server refuses.
func refusedLogin(leg string, at server, s settings, err error) *fault {
	f := &fault{leg: leg, class: core.Auth, code: "login_refused", err: err, text: at.addr() + " refuses the name or the password"}
	switch {
	case s.OAuth != (oauth{}):
		f.text = at.addr() + " refuses the access token: check that the mailbox " + at.User + " gave the refresh token, and that its scope covers IMAP and SMTP"
	case s.Provider.password != "":
		f.text += ": " + s.Provider.password
		if s.Provider.loginNeeds != "" {
			f.text += "; and " + s.Provider.loginNeeds
		}
	default:
		f.text += ": check user and password; many providers want a password made for programs"
	}
	return f
}

// busyError is a refusal that is none of the credentials (RFC 5530).
type busyError struct{ text string }

func (e *busyError) Error() string { return e.text }

// password signs in with name and password.
func (x *session) password() error {
	at := x.s.IMAP
	if disabled, err := x.Support("LOGINDISABLED"); err != nil {
		return err
	} else if disabled {
		return x.Authenticate(sasl.NewPlainClient("", at.User, at.Password))
	}
	status, err := x.Execute(&commands.Login{Username: at.User, Password: at.Password}, nil)
	if err != nil {
		return err
	}
	if err := status.Err(); err != nil {
		switch strings.ToUpper(string(status.Code)) {
		case "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN":
			return &busyError{err.Error()}
		}
		return err
	}
	x.SetState(imap.AuthenticatedState, nil)
	return nil
}

// identify says who we are (RFC 2971). NetEase opens no folder without it
// ("Unsafe Login"); go-imap does not know the command.
func (x *session) identify() error {
	if known, err := x.Support("ID"); err != nil || !known && !x.s.Provider.identifies {
		return err
	}
	status, err := x.Execute(idCommand{}, nil)
	if err != nil {
		return err
	}
	if status.Err() != nil {
		return nil //nolint:nilerr // a server that does not want to know
	}
	return nil
}

// idCommand is RFC 2971's ID.
type idCommand struct{}

// Command implements imap.Commander.
func (idCommand) Command() *imap.Command {
	return &imap.Command{Name: "ID", Arguments: []any{[]any{"name", "Switchboard", "vendor", "Switchboard", "version", "1"}}}
}

// folder opens the account's folder. Nothing is changed in it by looking.
func (x *session) folder() (*imap.MailboxStatus, error) {
	x.Timeout = x.timing.command
	box, err := x.Select(x.s.Folder, !x.s.MarkSeen)
	switch {
	case err == nil && box.UidValidity > 0:
		return box, nil
	case err == nil:
		return nil, &fault{leg: legFolder, class: core.Rejected, code: "no_uids", text: x.s.IMAP.addr() + " gives its mails no lasting numbers (UIDVALIDITY): it cannot be received from"}
	case x.broken():
		return nil, asFault(err, legFolder, x.s.IMAP)
	}
	f := &fault{leg: legFolder, class: core.Rejected, code: "folder_refused", err: said(err, x.s.IMAP.Password),
		text: x.s.IMAP.addr() + " does not open the folder " + x.s.Folder + ": check the setting folder"}
	if strings.Contains(strings.ToLower(err.Error()), "unsafe login") {
		f.text += "; it calls the sign-in unsafe: confirm it in the mailbox's web page, and use an authorization code (授权码)"
	}
	return nil, f
}

// wait returns when something has changed in the folder, or it is time to look
// again, or the context ends.
func (x *session) wait(ctx context.Context) error {
	x.Timeout = x.timing.idleAnswer
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- x.Idle(stop, &client.IdleOptions{LogoutTimeout: x.timing.idle, PollInterval: x.timing.poll})
	}()
	again := time.NewTimer(x.timing.idle)
	defer again.Stop()
	var err error
	select {
	case <-x.news:
	case <-again.C:
	case <-ctx.Done():
	case err = <-done:
		close(stop)
		return err
	}
	close(stop)
	if err = <-done; err == nil {
		err = ctx.Err()
	}
	return err
}
