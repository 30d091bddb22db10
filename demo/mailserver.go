package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/url"
	"slices"
	"sync"
	"time"

	imapserver "github.com/emersion/go-imap/server"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// mailUser and mailPassword are what the hub signs in with.
const (
	mailUser     = "shop"
	mailPassword = "demo"
	mailMost     = 30 << 20
)

// mailServer is an IMAP server with one mailbox, and an SMTP server that takes
// the hub's mails for the customers of the demo. Both are on loopback, in the
// clear.
type mailServer struct {
	inbox      *inbox
	imap       *imapserver.Server
	smtp       *smtp.Server
	imapAddr   string
	smtpAddr   string
	mu         sync.Mutex
	got        map[string][][]byte // by recipient, whole
	news       chan struct{}       // closed with every mail
	background sync.WaitGroup
}

// openMailServer listens on free ports.
func openMailServer() (*mailServer, error) {
	m := &mailServer{inbox: newInbox(), got: map[string][][]byte{}, news: make(chan struct{})}
	received, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for IMAP: %w", err)
	}
	sent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listen for SMTP: %w", err), received.Close())
	}
	m.imapAddr, m.smtpAddr = received.Addr().String(), sent.Addr().String()
	quiet := log.New(io.Discard, "", 0) // what breaks is seen by the hub
	m.imap = imapserver.New(m.inbox)
	m.imap.AllowInsecureAuth, m.imap.ErrorLog = true, quiet
	m.smtp = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &letter{server: m}, nil }))
	m.smtp.Domain, m.smtp.AllowInsecureAuth, m.smtp.ErrorLog, m.smtp.MaxMessageBytes = "localhost", true, quiet, mailMost
	m.smtp.ReadTimeout, m.smtp.WriteTimeout = 10*time.Minute, time.Minute
	m.background.Go(func() { _ = m.imap.Serve(received) }) // it ends with the listener
	m.background.Go(func() { _ = m.smtp.Serve(sent) })     // so does this
	return m, nil
}

// close ends both servers.
func (m *mailServer) close() {
	_ = m.imap.Close() // there is nothing to do about it
	_ = m.smtp.Close() // nor about this
	m.background.Wait()
}

// imapURL and smtpURL are as the account's settings have them.
func (m *mailServer) imapURL() string { return mailURL("imap", m.imapAddr) }
func (m *mailServer) smtpURL() string { return mailURL("smtp", m.smtpAddr) }

func mailURL(scheme, addr string) string {
	u := url.URL{Scheme: scheme, User: url.UserPassword(mailUser, mailPassword), Host: addr, RawQuery: "starttls=0"}
	return u.String()
}

// take keeps a mail for its recipients.
func (m *mailServer) take(to []string, mail []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, address := range to {
		m.got[address] = append(m.got[address], mail)
	}
	close(m.news)
	m.news = make(chan struct{})
}

// wait returns the mails for an address after the first seen of them, as soon as
// there is one.
func (m *mailServer) wait(ctx context.Context, address string, seen int) ([][]byte, error) {
	for {
		m.mu.Lock()
		fresh, news := slices.Clone(m.got[address][min(seen, len(m.got[address])):]), m.news
		m.mu.Unlock()
		if len(fresh) > 0 {
			return fresh, nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// letter is one SMTP session.
type letter struct {
	server *mailServer
	known  bool
	to     []string
}

// AuthMechanisms implements smtp.AuthSession.
func (l *letter) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth implements smtp.AuthSession.
func (l *letter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if l.known = user == mailUser && password == mailPassword; !l.known {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// Mail implements smtp.Session.
func (l *letter) Mail(string, *smtp.MailOptions) error {
	if !l.known {
		return smtp.ErrAuthRequired
	}
	return nil
}

// Rcpt implements smtp.Session.
func (l *letter) Rcpt(to string, _ *smtp.RcptOptions) error {
	l.to = append(l.to, to)
	return nil
}

// Data implements smtp.Session.
func (l *letter) Data(r io.Reader) error {
	mail, err := io.ReadAll(r)
	if err == nil {
		l.server.take(l.to, mail)
	}
	return err
}

// Reset implements smtp.Session.
func (l *letter) Reset() { l.to = nil }

// Logout implements smtp.Session.
func (l *letter) Logout() error { return nil }
