package email

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// How long sending takes. Servers look through a mail before they answer: RFC 5321
// 4.5.3.2.6 would give them ten minutes.
const (
	beginLimit      = 45 * time.Second // for a session, and until the mail is asked for
	submissionLimit = 3 * time.Minute  // for the answer to a whole mail
	turnLimit       = 30 * time.Second // for a session that others use
	slowestUpload   = 64 << 10         // bytes a second
)

// SendLimit implements connectors.Lengthy.
func (c *Connector) SendLimit(_ core.Account, p core.Part) time.Duration {
	size := int64(len(p.Content.Text) + len(p.Content.HTML))
	for _, m := range p.Content.Media {
		size += m.Size
	}
	size += size / 2 // as base64, and more
	return beginLimit + time.Duration(size)*time.Second/slowestUpload + submissionLimit
}

// uploading is the time for a mail in that of a send: the server's answer has its
// own. What is cut off before the end was not sent, what is cut off after it is in
// doubt.
func uploading(ctx context.Context) (context.Context, context.CancelFunc) {
	end, ok := ctx.Deadline()
	if early := end.Add(-submissionLimit); ok && time.Until(early) > 0 {
		return context.WithDeadline(ctx, early)
	}
	return context.WithCancel(ctx)
}

// rates are how fast an account sends.
func (s settings) rates() []core.Rate {
	return []core.Rate{
		{Scope: core.PerAccount, N: s.Rate, Every: time.Minute, Burst: max(1, s.Rate/6)},
		{Scope: core.PerDomain, N: s.Domain, Every: time.Minute, Burst: max(1, s.Domain/6)},
	}
}

// ExternalID implements connectors.Namer: the Message-ID, without angles.
func (c *Connector) ExternalID(a core.Account, p core.Part) string {
	s, err := read(a)
	if err != nil {
		return ""
	}
	return s.tokens().messageID(p.ID)
}

// Send implements connectors.Connector: one mail, to all who get it.
func (c *Connector) Send(ctx context.Context, a core.Account, p core.Part) (core.Receipt, error) {
	s, err := read(a)
	if err != nil {
		return core.Receipt{}, fail(core.Auth, "settings", err.Error()).send
	}
	if ctx.Err() != nil {
		return core.Receipt{}, s.explain(atConnect, ctx.Err(), "").send
	}
	l, f := s.letterOf(a, p, c.env.Now())
	if f != nil {
		return core.Receipt{}, f.send
	}
	mail, f := c.spool(ctx, s, l)
	if f != nil {
		return core.Receipt{}, f.send
	}
	if f := c.submit(ctx, a, s, l, mail); f != nil {
		c.forget(a, mail)
		return core.Receipt{}, f.send
	}
	c.keepCopy(a, s, mail)
	return core.Receipt{ExternalID: l.MessageID, At: core.At(c.env.Now())}, nil
}

// spool writes a mail and signs it.
func (c *Connector) spool(ctx context.Context, s settings, l *letter) (*spool, *failure) {
	mail := &spool{}
	err := l.write(ctx, mail, asciiDomain(s.domain()), c.openFile)
	if err == nil {
		err = s.DKIM.seal(mail)
	}
	if err == nil {
		return mail, nil
	}
	if mail.close() != nil {
		c.env.Log.Warn("the file of a mail was not removed")
	}
	var told *core.SendError
	if errors.As(err, &told) {
		return nil, &failure{send: told}
	}
	return nil, fail(core.Retry, "not_written", "the mail cannot be written: an attachment cannot be read to its end, or the hub's disk is full").because(err)
}

func (c *Connector) forget(a core.Account, mail *spool) {
	if err := mail.close(); err != nil {
		c.env.Log.Warn("the file of a mail was not removed", "account", a.ID, "error", err)
	}
}

// openFile opens a stored file. Nothing has left yet, so a failure is sure.
func (c *Connector) openFile(ctx context.Context, m core.Media) (io.ReadCloser, *failure) {
	if c.env.OpenBlob == nil || m.Blob == "" {
		return nil, rejected("no_file", "“"+fileName(m)+"” is not among the hub's files: attach it anew")
	}
	blob, err := c.env.OpenBlob(ctx, m.Blob)
	if err != nil {
		return nil, fail(core.Retry, "file_unavailable", "the stored file “"+fileName(m)+"” cannot be opened").because(err)
	}
	return blob, nil
}

// submit hands a mail over in a session of the account, and leaves a trace.
func (c *Connector) submit(ctx context.Context, a core.Account, s settings, l *letter, mail *spool) *failure {
	started := c.env.Now()
	t := &talk{}
	f := c.transact(ctx, a, s, l, mail, t)
	x := core.Exchange{At: core.At(started), Duration: c.env.Now().Sub(started).Microseconds(), Method: "SMTP", URL: "smtp://" + s.SMTP.addr(),
		Request: strings.Join(t.commands, "\n"), Status: t.code, Response: t.answer}
	if f != nil && f.send.Err != nil {
		x.Error = f.send.Err.Error()
	}
	httpx.Record(ctx, x)
	return f
}

func (c *Connector) transact(ctx context.Context, a core.Account, s settings, l *letter, mail *spool, t *talk) *failure {
	turn, cancel := context.WithTimeout(ctx, turnLimit)
	defer cancel()
	n, err := c.sessions.take(turn, a.ID, s.route())
	if err != nil {
		return fail(core.Retry, "busy", "the account's sessions are all in use; the mail is sent when one is free").because(err)
	}
	n, f := c.ready(ctx, a, s, n)
	if f != nil {
		c.sessions.give(a.ID, nil)
		return f
	}
	f = n.deliver(ctx, s, l, mail, t)
	if f != nil { // whatever state it is in, it is not gone on with
		n.conn.Close()
		n = nil
	}
	c.sessions.give(a.ID, n)
	return f
}

// ready returns a session that the server has not ended in the meantime.
func (c *Connector) ready(ctx context.Context, a core.Account, s settings, n *submission) (*submission, *failure) {
	if n == nil {
		return c.connect(ctx, a, s)
	}
	letGo := n.until(ctx)
	defer letGo()
	if n.alive() {
		return n, nil
	}
	n.conn.Close()
	return c.connect(ctx, a, s)
}
