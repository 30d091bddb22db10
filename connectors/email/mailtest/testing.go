package mailtest

import (
	"errors"
	"fmt"
	"net/smtp"
	"os"
	"sync"
	"testing"
)

// RequireEnv turns missing mail servers from a skip into a failure, when it is set.
const RequireEnv = "SWITCHBOARD_REQUIRE_MAIL"

// shared is the one pair of a test process, which alone is there to own it.
var shared struct {
	sync.Mutex
	server *Server
	err    error
}

// Shared returns the test process's own pair. It skips the test where they
// cannot run, unless RequireEnv is set.
func Shared(t testing.TB) *Server {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil && shared.err == nil {
		shared.server, shared.err = New()
	}
	check(t, shared.err)
	return shared.server
}

// Start gives a test a pair of its own, stopped when the test ends.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := New()
	check(t, err)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(s.Log())
		}
		if err := s.Stop(); err != nil {
			t.Errorf("stop the mail servers: %v", err)
		}
	})
	return s
}

// Main runs a package's tests and then stops the shared pair.
func Main(m *testing.M) int {
	code := m.Run()
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil {
		return code
	}
	if err := shared.server.Stop(); err != nil && code == 0 {
		println("mailtest:", err.Error())
		return 1
	}
	return code
}

func check(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case errors.Is(err, ErrMissing) && os.Getenv(RequireEnv) == "":
		t.Skipf("skipped: %v", err)
	default:
		t.Fatalf("mailtest: %v", err)
	}
}

// Deliver hands a mail to Postfix, as a server of the internet does: without
// signing in, for mailboxes of example.test and cust.test.
func (s *Server) Deliver(from, to, mail string) error {
	if err := s.deliver(from, to, mail); err != nil {
		return fmt.Errorf("deliver a mail to %s: %w", to, err)
	}
	return nil
}

func (s *Server) deliver(from, to, mail string) error {
	c, err := smtp.Dial(s.SMTP)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := errors.Join(c.Mail(from), c.Rcpt(to)); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	_, err = w.Write([]byte(mail))
	return errors.Join(err, w.Close(), c.Quit())
}
