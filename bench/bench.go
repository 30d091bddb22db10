// Package bench measures the hub on this machine: each suite prints the hub's
// figure, the figure of the bare engine in the same run, and their ratio. All
// traffic goes to loopback, bounded in time and count, and everything is kept
// in a temporary folder.
//
// It measures; it is no part of the hub.
package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/normalize"
)

// Options tunes a run.
type Options struct {
	Database    string // a PostgreSQL server; a database of its own is made there and dropped again
	Dir         string // for the temporary folder; empty: the system's
	Stored      int    // messages stored before the measuring begins
	Connections int
	Seconds     int
	Attack      string // this process is the attackers of "slow": which attack
	Public      string // of the hub under attack
	Agents      string
	Key         string
	Channel     string // whose webhooks "inbound" measures: telegram or wechat
	Channels    func(connectors.Env) []connectors.Channel
	Normalizers normalize.Table
	Progress    io.Writer // a person may watch
}

// Latency sums up how long something took, in milliseconds.
type Latency struct {
	P50 float64 `json:"p50_ms"`
	P90 float64 `json:"p90_ms"`
	P95 float64 `json:"p95_ms"`
	P99 float64 `json:"p99_ms"`
	Max float64 `json:"max_ms"`
}

func summary(times []time.Duration) Latency {
	if len(times) == 0 {
		return Latency{}
	}
	slices.Sort(times)
	at := func(q float64) float64 {
		return float64(times[min(len(times)-1, int(q*float64(len(times))))].Microseconds()) / 1000
	}
	return Latency{P50: at(0.50), P90: at(0.90), P95: at(0.95), P99: at(0.99), Max: float64(times[len(times)-1].Microseconds()) / 1000}
}

// space is the temporary home of one run.
type space struct {
	Options
	dir      string
	database string
	closers  []func()
}

func newSpace(ctx context.Context, o Options) (*space, error) {
	dir, err := os.MkdirTemp(o.Dir, "switchboard-bench-")
	if err != nil {
		return nil, err
	}
	s := &space{Options: o, dir: dir}
	s.closers = append(s.closers, func() { _ = os.RemoveAll(dir) })
	if o.Database != "" {
		if err := s.makeDatabase(ctx); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

func (s *space) close() {
	for i := len(s.closers) - 1; i >= 0; i-- {
		s.closers[i]()
	}
}

// makeDatabase makes a database of this run's own on the given server.
func (s *space) makeDatabase(ctx context.Context) error {
	u, err := url.Parse(s.Database)
	if err != nil {
		return fmt.Errorf("read --database: %w", err)
	}
	conn, err := pgx.Connect(ctx, s.Database)
	if err != nil {
		return fmt.Errorf("reach --database: %w", err)
	}
	name := fmt.Sprintf("switchboard_bench_%d", time.Now().UnixNano())
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		_ = conn.Close(ctx) // the first error is the one to tell
		return fmt.Errorf("make a database for the run: %w", err)
	}
	u.Path = "/" + name
	s.database = u.String()
	s.closers = append(s.closers, func() {
		_, _ = conn.Exec(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)") // a left-over is named for what it is
		_ = conn.Close(context.Background())
	})
	return nil
}

func (s *space) data() string { return filepath.Join(s.dir, "data") }

// open opens the run's hub in this process. Offline: nothing runs in it.
func (s *space) open(ctx context.Context, change func(*hub.Config)) (*hub.Hub, error) {
	cfg := hub.Config{Data: s.data(), Database: s.database, Channels: s.Channels, Normalizers: s.Normalizers, Offline: true}
	if change != nil {
		change(&cfg)
	}
	return hub.Open(ctx, cfg)
}

func (s *space) say(format string, args ...any) {
	if s.Progress != nil {
		_, _ = fmt.Fprintf(s.Progress, format+"\n", args...) // watching is optional
	}
}

// served is the hub as a process of its own, from this very binary.
type served struct {
	cmd            *exec.Cmd
	public, agents string
	ready          time.Duration
}

func (s *space) serve(ctx context.Context, flags ...string) (*served, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	sv := &served{}
	if sv.public, err = freeAddr(); err != nil {
		return nil, err
	}
	if sv.agents, err = freeAddr(); err != nil {
		return nil, err
	}
	args := []string{"serve", "--data", s.data(), "--public", sv.public, "--agents", sv.agents, "--allow-private", "127.0.0.0/8",
		"--log-level", "warn", "--api-rate", "100000"}
	if s.database != "" {
		args = append(args, "--database", s.database)
	}
	sv.cmd = exec.CommandContext(ctx, self, append(args, flags...)...) //nolint:gosec // this very binary
	sv.cmd.Stderr = os.Stderr
	started := time.Now()
	if err := sv.cmd.Start(); err != nil {
		return nil, err
	}
	if err := waitHealthy(ctx, sv.public, sv.agents); err != nil {
		sv.stop()
		return nil, err
	}
	sv.ready = time.Since(started)
	return sv, nil
}

func (sv *served) stop() {
	_ = sv.cmd.Process.Signal(os.Interrupt)
	_ = sv.cmd.Wait() // its log has said why, if it failed
}

// owner is on whose behalf a run prepares its data.
func owner() core.Viewer {
	return core.Viewer{Scope: core.ScopeAll, Permissions: core.Permissions()}
}

// Print writes a result as JSON.
func Print(w io.Writer, result any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(result)
}

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(int(part/whole*1000)) / 1000
}
