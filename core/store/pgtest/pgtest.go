// Package pgtest runs a real PostgreSQL for tests and benchmarks: a cluster of
// its own in a temporary folder, on a free port of the loopback, gone when the
// process is gone, however it went.
//
// Server needs no *testing.T, so that a benchmark command can use it; Shared,
// Start and Main are the testing helpers above it. Nothing here knows a table
// of ours, and nothing outside tests and benchmarks may import it.
package pgtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/switchboard-hub/switchboard/internal/porttest"
)

// Options shape a cluster; the zero value is what production would run.
type Options struct {
	// NoSync turns fsync off: quicker, and worthless as a proof of durability.
	NoSync bool
	// Settings are further lines of postgresql.conf, by name.
	Settings map[string]string
}

// Mode is how a server is brought down.
type Mode string

// The modes: Fast ends sessions and writes a checkpoint; Immediate is a crash,
// after which the next start recovers from the log.
const (
	Fast      Mode = "fast"
	Immediate Mode = "immediate"
)

// Server is one running cluster.
type Server struct {
	install  installation
	dir      string
	password string
	port     int

	databases atomic.Int64
	stop      sync.Once
	stopErr   error
	watchdog  *exec.Cmd
	lifeline  io.Closer // the watchdog acts when this is closed, by us or by our death
}

// New makes a cluster in a new folder under dir (the system's temporary folder
// when empty) and starts it. It returns ErrMissing where PostgreSQL is not
// installed. As root the cluster runs as the user postgres, who must be able to
// enter dir.
func New(dir string, opts Options) (*Server, error) {
	install, err := find()
	if err != nil {
		return nil, err
	}
	folder, err := install.owner.mkdirTemp(dir)
	if err != nil {
		return nil, err
	}
	s := &Server{install: install, dir: folder, password: rand.Text()}
	if err := s.watch(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	if err := s.create(opts); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	if err := s.startOnFreePort(); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// URL connects to the database "postgres" as the superuser.
func (s *Server) URL() string { return s.databaseURL("postgres") }

func (s *Server) databaseURL(name string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword("postgres", s.password),
		Host:     net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)),
		Path:     "/" + name,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// databaseLike makes a copy of a database to which nobody is connected.
func (s *Server) databaseLike(ctx context.Context, model string) (name string, err error) {
	name = fmt.Sprintf("test_%d", s.databases.Add(1))
	return name, s.exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+model)
}

func (s *Server) drop(ctx context.Context, names ...string) error {
	statements := make([]string, len(names))
	for i, name := range names {
		statements[i] = "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"
	}
	return s.exec(ctx, statements...)
}

// exec runs statements one after the other, each for itself.
func (s *Server) exec(ctx context.Context, statements ...string) error {
	conn, err := pgx.Connect(ctx, s.URL())
	if err != nil {
		return fmt.Errorf("connect to the test cluster: %w", err)
	}
	for _, sql := range statements {
		if _, err = conn.Exec(ctx, sql); err != nil {
			break
		}
	}
	return errors.Join(err, conn.Close(ctx))
}

// Restart brings the server down in a mode and up again on the same port.
func (s *Server) Restart(mode Mode) error {
	if err := s.run("pg_ctl", "-D", s.data(), "-m", string(mode), "-w", "-t", "60", "stop"); err != nil {
		return err
	}
	return s.start()
}

// Stop ends the server and deletes its folder. It may be called more than once.
func (s *Server) Stop() error {
	s.stop.Do(func() {
		s.stopErr = errors.Join(s.lifeline.Close(), s.watchdog.Wait())
		// The watchdog could not unlink the folder itself where only root may
		// write to the one above.
		s.stopErr = errors.Join(s.stopErr, os.RemoveAll(s.dir))
	})
	return s.stopErr
}

// watchScript waits for the end of its input, which comes even when the test
// process is killed, and then leaves nothing behind.
const watchScript = `cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate -w -t 60 stop
rm -rf "$2"
exit 0`

func (s *Server) watch() error {
	cmd := s.install.owner.command("/bin/sh", "-c", watchScript, "sh", s.install.bin, s.dir)
	lifeline, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("open the watchdog's pipe: %w", err)
	}
	// No output is shared with it: go test waits for whoever holds its own.
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the watchdog: %w", err)
	}
	s.watchdog, s.lifeline = cmd, lifeline
	return nil
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) create(opts Options) error {
	secret := filepath.Join(s.dir, "password")
	if err := s.install.owner.writeFile(secret, s.password); err != nil {
		return err
	}
	// Locale C orders text by bytes, as SQLite does.
	if err := s.run("initdb", "-D", s.data(), "-U", "postgres", "--pwfile", secret, "--auth", "scram-sha-256",
		"--encoding", "UTF8", "--locale", "C", "--no-sync"); err != nil {
		return err
	}
	conf, err := os.OpenFile(filepath.Join(s.data(), "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("configure the test cluster: %w", err)
	}
	_, err = conf.WriteString(opts.conf())
	if err = errors.Join(err, conf.Close()); err != nil {
		return fmt.Errorf("configure the test cluster: %w", err)
	}
	return nil
}

// conf renders the lines appended to postgresql.conf; the last of a name wins.
func (o Options) conf() string {
	var b strings.Builder
	set := func(name, value string) {
		fmt.Fprintf(&b, "%s = '%s'\n", name, strings.ReplaceAll(value, "'", "''"))
	}
	b.WriteByte('\n')
	set("listen_addresses", "127.0.0.1")
	// No socket file: its path may not be longer than 107 bytes, and temporary
	// folders easily are.
	set("unix_socket_directories", "")
	set("max_connections", "200")
	if o.NoSync {
		set("fsync", "off")
		set("synchronous_commit", "off")
		set("full_page_writes", "off")
	}
	for name, value := range o.Settings {
		set(name, value)
	}
	return b.String()
}

// startOnFreePort tries again when somebody else takes the port between our
// finding it free and PostgreSQL's binding it.
func (s *Server) startOnFreePort() error {
	var err error
	for range 5 {
		if s.port, err = porttest.Free(); err != nil {
			return err
		}
		if err = s.start(); err == nil {
			return nil
		}
	}
	return err
}

func (s *Server) start() error {
	log := filepath.Join(s.dir, "log")
	err := s.run("pg_ctl", "-D", s.data(), "-l", log, "-o", "-p "+strconv.Itoa(s.port), "-w", "-t", "60", "start")
	if err == nil {
		return nil
	}
	text, readErr := os.ReadFile(log) //nolint:gosec // a path of our own making
	if readErr != nil {
		return err
	}
	return fmt.Errorf("%w\n%s", err, text)
}

// run runs one of PostgreSQL's programs to its end.
func (s *Server) run(program string, args ...string) error {
	cmd := s.install.owner.command(filepath.Join(s.install.bin, program), args...)
	// A grandchild that inherits the pipe must not hold us for ever.
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", program, err, strings.TrimSpace(string(out)))
	}
	return nil
}
