// Package mailtest runs real mail servers for tests: Dovecot, which keeps
// mailboxes, and Postfix, which takes, delivers and bounces mail. They live in a
// temporary folder and on free ports of the loopback, and are gone when the
// process is gone, however it went. Nothing leaves the machine.
//
// Of the mailboxes those of example.test are the agents' side, those of cust.test
// their customers'. An address of example.test that is not there is refused at
// once; one of cust.test is accepted and comes back as a bounce.
package mailtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/switchboard-hub/switchboard/internal/porttest"
)

// Password is that of every mailbox.
const Password = "secret" //nolint:gosec // of mailboxes that end with the test

// ErrMissing says what the servers lack here.
var ErrMissing = errors.New("mail servers need root, and the packages dovecot-imapd, dovecot-lmtpd, postfix")

// mailboxes is how many there are of each domain.
const mailboxes = 200

// Server is a running pair.
type Server struct {
	// Addresses of 127.0.0.1: IMAP and SMTP begin in the clear and know
	// STARTTLS, the other two are TLS from the first byte.
	IMAP, IMAPS, SMTP, SMTPS string
	CA                       string // PEM: what signed the servers' certificate

	dir        string
	lmtp, auth string // addresses
	oauth      net.Listener
	given      atomic.Int64
	filled     atomic.Int64

	mu     sync.Mutex
	tokens map[string]string // access token: whose mailbox it opens

	stop     sync.Once
	stopErr  error
	watchdog *exec.Cmd
	lifeline io.Closer
}

// New starts a pair in a new folder. It returns ErrMissing where they cannot run.
func New() (*Server, error) {
	if os.Getuid() != 0 {
		return nil, ErrMissing
	}
	for _, program := range []string{"dovecot", "doveadm", "postfix"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, fmt.Errorf("%w: %s is not there", ErrMissing, program)
		}
	}
	if _, err := os.Stat("/usr/lib/dovecot/lmtp"); err != nil {
		return nil, fmt.Errorf("%w: dovecot-lmtpd is not there", ErrMissing)
	}
	// Short: the paths of Unix sockets have 107 bytes at most.
	dir, err := os.MkdirTemp("/tmp", "mt")
	if err != nil {
		return nil, fmt.Errorf("make the servers' folder: %w", err)
	}
	s := &Server{dir: dir, tokens: map[string]string{}}
	if err := s.watch(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	for range 3 { // somebody else may take a port between finding and binding it
		if err = s.begin(); err == nil {
			return s, nil
		}
		_ = errors.Join(s.StopDovecot(), run("postfix", "-c", s.path("pf/conf"), "stop"))
	}
	return nil, errors.Join(err, s.Stop())
}

func (s *Server) begin() error {
	for _, into := range []*string{&s.IMAP, &s.IMAPS, &s.SMTP, &s.SMTPS, &s.lmtp, &s.auth} {
		port, err := porttest.Free()
		if err != nil {
			return err
		}
		*into = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	}
	if s.oauth == nil {
		if err := s.introspect(); err != nil {
			return err
		}
	}
	if err := s.configure(); err != nil {
		return err
	}
	return errors.Join(s.StartDovecot(), s.startPostfix())
}

// introspect answers Dovecot's question whose token one is.
func (s *Server) introspect() (err error) {
	if s.oauth, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return fmt.Errorf("answer about tokens: %w", err)
	}
	answer := func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		whose := s.tokens[r.URL.Query().Get("token")]
		s.mu.Unlock()
		out := map[string]string{"active": "false"}
		if whose != "" {
			out = map[string]string{"active": "true", "email": whose}
		}
		_ = json.NewEncoder(w).Encode(out)
	}
	server := &http.Server{Handler: http.HandlerFunc(answer), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(s.oauth) }()
	return nil
}

// Grant makes an access token open a mailbox.
func (s *Server) Grant(token, address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[token] = address
}

// Revoke takes a token's mailbox away.
func (s *Server) Revoke(token string) { s.Grant(token, "") }

// Mailbox returns an address of example.test that no other test has.
func (s *Server) Mailbox() string { return fmt.Sprintf("box%d@example.test", s.given.Add(1)%mailboxes) }

// Customer returns an address of cust.test that no other test has.
func (s *Server) Customer() string { return fmt.Sprintf("box%d@cust.test", s.given.Add(1)%mailboxes) }

// Maildir is where Dovecot keeps a mailbox's INBOX: files in new and cur.
func (s *Server) Maildir(address string) string {
	return filepath.Join(s.dir, "mail", address, "Maildir")
}

// Fill puts mails into a mailbox's INBOX without any server's help: quickly, and
// while Dovecot is away. Each says when it arrived, and ends its lines with CRLF.
func (s *Server) Fill(address string, mails iter.Seq2[time.Time, string]) error {
	owner, group, err := ids("nobody")
	if err != nil {
		return err
	}
	for _, dir := range []string{s.path("mail/" + address), s.Maildir(address), s.Maildir(address) + "/tmp", s.Maildir(address) + "/new", s.Maildir(address) + "/cur"} {
		if err := errors.Join(os.MkdirAll(dir, 0o700), os.Chown(dir, owner, group)); err != nil {
			return fmt.Errorf("make a mailbox: %w", err)
		}
	}
	for at, text := range mails {
		// Sizes stand in the name, as where Dovecot delivers.
		name := fmt.Sprintf("%d.F%d.mailtest,S=%d,W=%d", at.Unix(), s.filled.Add(1), len(text), len(text))
		path := filepath.Join(s.Maildir(address), "tmp", name)
		if err := errors.Join(os.WriteFile(path, []byte(text), 0o600), os.Chown(path, owner, group), os.Chtimes(path, at, at),
			os.Rename(path, filepath.Join(s.Maildir(address), "new", name))); err != nil {
			return fmt.Errorf("put a mail into a mailbox: %w", err)
		}
	}
	return nil
}

// Spoil makes the n-th mail that Fill has put into a mailbox one that Dovecot
// cannot read.
func (s *Server) Spoil(address string, n int) error {
	for _, dir := range []string{"new", "cur"} {
		files, err := filepath.Glob(filepath.Join(s.Maildir(address), dir, "*"))
		if err != nil {
			return err
		}
		if n < len(files) {
			return os.Chmod(files[n], 0)
		}
	}
	return fmt.Errorf("%s has no mail %d", address, n)
}

// Kick ends a mailbox's sessions, as an administrator does.
func (s *Server) Kick(address string) error { return s.doveadm("kick", address) }

// Renew deletes a folder and makes it anew: its UIDVALIDITY is another one.
func (s *Server) Renew(address, folder string) error {
	return errors.Join(s.doveadm("mailbox", "delete", "-u", address, "-s", folder), s.doveadm("mailbox", "create", "-u", address, "-s", folder))
}

// CreateFolder makes a folder of a mailbox.
func (s *Server) CreateFolder(address, folder string) error {
	return s.doveadm("mailbox", "create", "-u", address, "-s", folder)
}

func (s *Server) doveadm(args ...string) error {
	return run("doveadm", append([]string{"-c", s.path("dc/dovecot.conf")}, args...)...)
}

// StartDovecot starts Dovecot, and returns when it answers.
func (s *Server) StartDovecot() error {
	if err := run("dovecot", "-c", s.path("dc/dovecot.conf")); err != nil {
		return err
	}
	return await(s.IMAP, s.IMAPS, s.lmtp, s.auth)
}

// StopDovecot stops Dovecot. Its sessions would outlive it, so they end before.
func (s *Server) StopDovecot() error {
	return errors.Join(s.doveadm("kick", "*"), run("dovecot", "-c", s.path("dc/dovecot.conf"), "stop"))
}

func (s *Server) startPostfix() error {
	if err := run("postfix", "-c", s.path("pf/conf"), "start"); err != nil {
		return err
	}
	return await(s.SMTP, s.SMTPS)
}

// Log returns what the servers noted, for a test that failed.
func (s *Server) Log() string {
	var out strings.Builder
	for _, name := range []string{"dovecot.log", "postfix.log"} {
		text, err := os.ReadFile(s.path(name))
		if err == nil {
			out.Write(text[max(0, len(text)-8000):])
		}
	}
	return out.String()
}

func (s *Server) path(name string) string { return filepath.Join(s.dir, name) }

// Stop ends the servers and deletes their folder. It may be called more than once.
func (s *Server) Stop() error {
	s.stop.Do(func() {
		s.stopErr = errors.Join(s.lifeline.Close(), s.watchdog.Wait(), os.RemoveAll(s.dir))
		if s.oauth != nil {
			s.stopErr = errors.Join(s.stopErr, s.oauth.Close())
		}
	})
	return s.stopErr
}

// watchScript waits for the end of its input, which comes even when the test
// process is killed. Postfix must end before its folder does, or stays for ever.
const watchScript = `cat >/dev/null
[ -e "$1/pf/conf/main.cf" ] && postfix -c "$1/pf/conf" stop
[ -e "$1/dc/dovecot.conf" ] && dovecot -c "$1/dc/dovecot.conf" stop
rm -rf "$1"
exit 0`

func (s *Server) watch() error {
	cmd := exec.Command("/bin/sh", "-c", watchScript, "sh", s.dir)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	lifeline, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("open the watchdog's pipe: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the watchdog: %w", err)
	}
	s.watchdog, s.lifeline = cmd, lifeline
	return nil
}

func run(program string, args ...string) error {
	cmd := exec.Command(program, args...) //nolint:gosec // the servers' programs, with arguments of our own making
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.WaitDelay = 200 * time.Millisecond // a server that inherits the pipe must not hold us for ever
	out, err := cmd.CombinedOutput()
	if err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return fmt.Errorf("%s %s: %w: %s", program, strings.Join(args, " "), err, strings.TrimSpace(string(out)))
	}
	return nil
}

// await waits until each address is listened on.
func await(addrs ...string) error {
	deadline := time.Now().Add(15 * time.Second)
	for _, addr := range addrs {
		for {
			conn, err := net.DialTimeout("tcp", addr, time.Second)
			if err == nil {
				_ = conn.Close()
				break
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("the mail servers do not come up: %w", err)
			}
			time.Sleep(20 * time.Millisecond) //nolint:forbidigo // there is nothing else to wait on
		}
	}
	return nil
}

// certificate writes a certificate for the loopback, which is its own authority.
func (s *Server) certificate() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(48 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	s.CA = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return errors.Join(os.WriteFile(s.path("cert.pem"), []byte(s.CA), 0o644), //nolint:gosec // Postfix reads it as another user
		os.WriteFile(s.path("key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600))
}
