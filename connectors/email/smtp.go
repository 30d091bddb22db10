package email

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/switchboard-hub/switchboard/core"
)

// Bounds of a session; the context of a send bounds all of it.
const (
	dialLimit    = 15 * time.Second
	commandLimit = 20 * time.Second
	aliveLimit   = 5 * time.Second
	quitLimit    = 5 * time.Second
)

// route is where a session leads: one with another password is another.
type route struct {
	server
	oauth
	ca string
}

// submission is a session with a server that has let us in (RFC 6409).
type submission struct {
	to     route
	conn   net.Conn // below TLS
	client *smtp.Client
	token  string // that was signed in with
	sent   int
	// onlyOwn says that the server has refused an envelope sender that names a part.
	onlyOwn bool
	expiry  *time.Timer
}

// talk is what was said in a transaction, for people: commands and the answer.
type talk struct {
	commands []string
	code     int
	answer   string
}

func (t *talk) say(format string, args ...any) {
	t.commands = append(t.commands, fmt.Sprintf(format, args...))
}

// heard keeps the server's last word.
func (t *talk) heard(err error) {
	var spoken *smtp.SMTPError
	if errors.As(err, &spoken) {
		t.code, t.answer = spoken.Code, spoken.Message
	}
}

// connect opens a session: TLS, a greeting, the sign-in.
func (c *Connector) connect(ctx context.Context, a core.Account, s settings) (*submission, *failure) {
	token, f := c.submissionToken(ctx, a, s)
	if f != nil {
		return nil, f
	}
	ctx, cancel := context.WithTimeout(ctx, dialLimit)
	defer cancel()
	conn, err := c.env.Dial(ctx, "tcp", s.SMTP.addr())
	if err != nil {
		return nil, s.explain(atConnect, err, token)
	}
	n := &submission{to: s.route(), conn: conn, token: token}
	defer n.until(ctx)()
	if at, err := n.greet(ctx, s); err != nil {
		conn.Close()
		if ctx.Err() != nil {
			err = errors.Join(context.Cause(ctx), err)
		}
		f = s.explain(at, err, token)
		c.dropToken(ctx, a, s, token, f)
		return nil, f
	}
	return n, nil
}

// submissionToken is the access token to sign in with, where there is one.
func (c *Connector) submissionToken(ctx context.Context, a core.Account, s settings) (string, *failure) {
	if s.OAuth == (oauth{}) {
		return "", nil
	}
	token, err := c.accessToken(ctx, a, s)
	if err != nil {
		return "", &failure{send: asFault(err, legOAuth, s.SMTP).send()}
	}
	return token, nil
}

// dropToken forgets a token that was refused before its time: the next try gets
// another.
func (c *Connector) dropToken(ctx context.Context, a core.Account, s settings, token string, f *failure) {
	if token == "" || f.send.Class != core.Auth {
		return
	}
	if err := c.env.Keep.Drop(ctx, accessName(a, s), token); err != nil {
		c.env.Log.WarnContext(ctx, "a refused access token was not dropped", "account", a.ID, "error", err)
	}
}

func (s settings) route() route { return route{s.SMTP, s.OAuth, s.CA} }

// until ends the connection with the context; the function returned lets go.
func (n *submission) until(ctx context.Context) func() {
	stop := context.AfterFunc(ctx, func() { n.conn.Close() })
	return func() { stop() }
}

// greet makes the connection safe and signs in.
func (n *submission) greet(ctx context.Context, s settings) (stage, error) {
	switch s.SMTP.Security {
	case implicitTLS:
		secure := tls.Client(n.conn, s.tls(s.SMTP.Host))
		if err := secure.HandshakeContext(ctx); err != nil {
			return atConnect, err
		}
		n.client = smtp.NewClient(secure)
	case startTLS:
		client, err := smtp.NewClientStartTLS(n.conn, s.tls(s.SMTP.Host))
		if err != nil {
			return atConnect, err
		}
		n.client = client
	default:
		n.client = smtp.NewClient(n.conn)
	}
	n.client.CommandTimeout, n.client.SubmissionTimeout = commandLimit, submissionLimit
	if err := n.client.Hello(asciiDomain(s.domain())); err != nil {
		return atConnect, err
	}
	return atSignIn, n.signIn(s.SMTP)
}

// signIn tells who we are. A relay that knows us by our address asks for nothing.
func (n *submission) signIn(s server) error {
	asks, ways := n.client.Extension("AUTH")
	switch {
	case !asks:
		return nil
	case n.token != "":
		return n.client.Auth(xoauth2{user: s.User, token: n.token})
	case n.client.SupportsAuth(sasl.Plain):
		return n.client.Auth(sasl.NewPlainClient("", s.User, s.Password))
	case n.client.SupportsAuth(sasl.Login):
		return n.client.Auth(sasl.NewLoginClient(s.User, s.Password))
	}
	return &smtp.SMTPError{Code: 534, Message: "no way to sign in that we know: " + ways}
}

// alive reports whether the server is still there.
func (n *submission) alive() bool {
	n.client.CommandTimeout = aliveLimit
	defer func() { n.client.CommandTimeout = commandLimit }()
	return n.client.Noop() == nil
}

// quit ends the session politely. It must not be called within a mail: the
// library would end the mail first, and the server take the half of it.
func (n *submission) quit() {
	n.client.CommandTimeout = quitLimit
	if n.client.Quit() != nil {
		n.conn.Close()
	}
}

// refusal is a recipient that the server does not take.
type refusal struct {
	address string
	err     error
}

// deliver hands a mail over. Nobody gets it unless all recipients are taken: who
// wrote it can then correct the address, and nobody gets it twice.
func (n *submission) deliver(ctx context.Context, s settings, l *letter, mail *spool, t *talk) *failure {
	defer n.until(ctx)()
	if largest, ok := n.client.MaxMessageSize(); ok && largest > 0 && mail.size > int64(largest) {
		return rejected("too_large", fmt.Sprintf("the mail has %s with its attachments, and the server takes %s: send fewer or smaller ones", megabytes(mail.size), megabytes(int64(largest))))
	}
	if ok, _ := n.client.Extension("SMTPUTF8"); l.utf8() && !ok {
		return rejected("address_letters", "the server takes no addresses with letters other than a to z: use an address without them")
	}
	if l.Bounces == "" || l.Bounces == l.From.Address || n.onlyOwn {
		return n.deliverFrom(ctx, s, l, l.From.Address, mail, t)
	}
	f := n.deliverFrom(ctx, s, l, l.Bounces, mail, t)
	if f == nil || !f.sender || n.client.Reset() != nil {
		return f
	}
	f = n.deliverFrom(ctx, s, l, l.From.Address, mail, t)
	n.onlyOwn = f == nil
	return f
}

// deliverFrom hands a mail over with an envelope sender. Many servers let nobody
// send but from their own address, and refuse the one that names the part: at
// once, with the recipients (Postfix, smtpd_delay_reject) or after the mail
// (Exchange, SendAsDenied). Reports then say by the Message-ID what they are about.
func (n *submission) deliverFrom(ctx context.Context, s settings, l *letter, from string, mail *spool, t *talk) *failure {
	t.say("MAIL FROM:<%s> SIZE=%d", from, mail.size)
	if err := n.client.Mail(from, &smtp.MailOptions{Size: mail.size, UTF8: l.utf8()}); err != nil {
		t.heard(err)
		return s.explain(atSender, err, n.token)
	}
	var refused []refusal
	for _, to := range l.recipients() {
		t.say("RCPT TO:<%s>", to)
		if err := n.client.Rcpt(to, nil); err != nil {
			t.heard(err)
			refused = append(refused, refusal{to, err})
		}
	}
	if len(refused) > 0 {
		return s.refusals(l, refused, n.token)
	}
	return n.data(ctx, s, mail, t)
}

// refusals says who got no mail, and why nobody did.
func (s settings) refusals(l *letter, refused []refusal, token string) *failure {
	final := func(r refusal) bool {
		var spoken *smtp.SMTPError
		return errors.As(r.err, &spoken) && spoken.Code >= 500
	}
	worst := refused[max(0, slices.IndexFunc(refused, final))]
	f := s.explain(atRecipient, worst.err, token)
	if len(l.recipients()) == 1 {
		return f
	}
	var names []string
	for _, r := range refused {
		names = append(names, r.address)
	}
	f.send.Text = "nobody got the mail, since the server does not take it for " + strings.Join(names, ", ") + ": " + f.send.Text
	if f.send.Class == core.Gone && worst.address != l.person {
		f.send.Class = core.Rejected
	}
	return f
}

// data writes the mail. Until its end has been handed over the server has
// nothing that it could deliver (RFC 5321 4.1.1.4).
func (n *submission) data(ctx context.Context, s settings, mail *spool, t *talk) *failure {
	t.say("DATA, %d bytes", mail.size)
	w, err := n.client.Data()
	if err == nil {
		err = n.upload(ctx, w, mail)
	}
	if err != nil {
		t.heard(err)
		return s.explain(atData, err, n.token)
	}
	answer, err := w.CloseWithResponse()
	var spoken *smtp.SMTPError
	switch {
	case errors.As(err, &spoken):
		t.heard(err)
		return s.explain(atData, err, n.token)
	case err != nil:
		return s.inDoubt(err, n.token)
	}
	n.sent++
	t.code, t.answer = 250, answer.StatusText
	return nil
}

// upload writes all of a mail but its end.
func (n *submission) upload(ctx context.Context, w io.Writer, mail *spool) error {
	ctx, cancel := uploading(ctx)
	defer cancel()
	defer n.until(ctx)()
	_, err := io.Copy(w, mail.reader())
	return err
}

// megabytes writes bytes for a person.
func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/(1<<20)) }
