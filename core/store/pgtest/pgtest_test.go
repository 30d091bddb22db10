package pgtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// childEnv makes the test binary play the process that gets killed.
const childEnv = "PGTEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		child()
		return
	}
	os.Exit(Main(m))
}

func TestSharedGivesEachTestAnEmptyDatabaseOfItsOwn(t *testing.T) {
	a, b := Shared(t), Shared(t)
	if a == b {
		t.Fatalf("two calls gave the same database %s", a)
	}
	query(t, a, "CREATE TABLE mine (n int)")
	if got := query(t, b, "SELECT to_regclass('mine') IS NULL"); got != true {
		t.Errorf("a table of one database is seen in the other")
	}
}

func TestCopiedGivesEachTestWhatWasPreparedOnce(t *testing.T) {
	prepared := 0
	prepare := func(_ context.Context, u string) error {
		prepared++
		query(t, u, "CREATE TABLE model (n int)")
		return nil
	}
	a, b := Copied(t, prepare), Copied(t, prepare)
	query(t, a, "INSERT INTO model VALUES (1)")
	if got := query(t, b, "SELECT count(*) FROM model"); got != int64(0) || prepared != 1 {
		t.Errorf("prepared %d times, and the second copy has %v rows of the first", prepared, got)
	}
	if got := query(t, Shared(t), "SELECT to_regclass('model') IS NULL"); got != true {
		t.Error("what was prepared for copies is in an empty database too")
	}
}

func TestSharedDropsItsDatabasesEvenWhileConnected(t *testing.T) {
	var left string
	t.Run("inner", func(t *testing.T) {
		left = Shared(t)
		if _, err := pgx.Connect(t.Context(), left); err != nil {
			t.Fatal(err)
		}
	})
	for range endedAtMost - 1 {
		t.Run("another", func(t *testing.T) { Shared(t) })
	}
	if _, err := pgx.Connect(t.Context(), left); err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("connect after the test: %v, want the database to be gone", err)
	}
}

func TestClusterIsSetAsProductionWouldBe(t *testing.T) {
	u := Start(t, Options{}).URL()
	for setting, want := range map[string]string{
		"fsync": "on", "synchronous_commit": "on", "max_connections": "200", "server_encoding": "UTF8",
	} {
		if got := query(t, u, "SHOW "+setting); got != want {
			t.Errorf("%s = %v, want %s", setting, got, want)
		}
	}
}

func TestRestartKeepsThePortAndWhatWasCommitted(t *testing.T) {
	s := Start(t, Options{})
	query(t, s.URL(), "CREATE TABLE kept (n int)")
	for i, mode := range []Mode{Fast, Immediate} {
		query(t, s.URL(), fmt.Sprintf("INSERT INTO kept VALUES (%d)", i))
		before := query(t, s.URL(), "SELECT pg_postmaster_start_time()")
		if err := s.Restart(mode); err != nil {
			t.Fatalf("restart %s: %v", mode, err)
		}
		if got := query(t, s.URL(), "SELECT count(*) FROM kept"); got != int64(i+1) {
			t.Errorf("after a restart in mode %s: %v rows, want %d", mode, got, i+1)
		}
		if after := query(t, s.URL(), "SELECT pg_postmaster_start_time()"); after == before {
			t.Errorf("restart %s: the server was never down", mode)
		}
	}
}

func TestOptionsReachTheServerAndStopLeavesNothing(t *testing.T) {
	s := Start(t, Options{NoSync: true, Settings: map[string]string{"application_name": "it's ours", "max_connections": "20"}})
	for setting, want := range map[string]string{"fsync": "off", "application_name": "it's ours", "max_connections": "20"} {
		if got := query(t, s.URL(), "SELECT setting FROM pg_file_settings WHERE applied AND name = '"+setting+"'"); got != want {
			t.Errorf("%s = %v, want %s", setting, got, want)
		}
	}
	for range 2 { // a second Stop, and the cleanup's, do no harm
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
	}
	if !gone(s.dir, s.URL()) {
		t.Errorf("the server or its folder %s is still there", s.dir)
	}
}

func TestNothingIsLeftAfterTheProcessIsKilled(t *testing.T) {
	if _, err := find(); err != nil {
		check(t, err)
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), childEnv+"=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the child's cluster: %v", err)
	}
	var dir, u string
	if _, err := fmt.Sscan(line, &dir, &u); err != nil {
		t.Fatal(err)
	}
	if gone(dir, u) {
		t.Fatal("the child's server never ran")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
	eventually(t, "the orphaned server goes away", func() bool { return gone(dir, u) })
}

// child starts a cluster, tells where, and waits to be killed.
func child() {
	s, err := New("", Options{NoSync: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(s.dir, s.URL())
	select {}
}

func TestMissingPostgresSkipsUnlessRequired(t *testing.T) {
	for _, c := range []struct {
		name, require string
		err           error
		want          string
	}{
		{"there", "", nil, "ran"},
		{"missing", "", ErrMissing, "skipped"},
		{"missing but required", "1", ErrMissing, "failed"},
		{"there but broken", "", errors.New("initdb: exit status 1"), "failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv(RequireEnv, c.require)
			r := &recorder{TB: t, did: "ran"}
			check(r, c.err)
			if r.did != c.want {
				t.Errorf("the test %s, want %s", r.did, c.want)
			}
		})
	}
}

// recorder notes what check would have done to the test.
type recorder struct {
	testing.TB
	did string
}

func (r *recorder) Skipf(string, ...any)  { r.did = "skipped" }
func (r *recorder) Fatalf(string, ...any) { r.did = "failed" }

func TestNewestVersionWins(t *testing.T) {
	const at = "/usr/lib/postgresql/%s/bin/initdb"
	var paths []string
	for _, v := range []string{"15", "9.6", "17", "16"} {
		paths = append(paths, fmt.Sprintf(at, v))
	}
	if got, want := newest(paths), fmt.Sprintf(at, "17"); got != want {
		t.Errorf("newest = %s, want %s", got, want)
	}
	if got := newest(nil); got != "" {
		t.Errorf("newest of none = %q", got)
	}
}

// query returns the single value of a statement, or nil.
func query(t *testing.T, u, sql string) any {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context())) //nolint:errcheck // the answer is in hand
	rows, err := conn.Query(t.Context(), sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	values, err := pgx.CollectRows(rows, pgx.RowTo[any])
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	if len(values) == 0 {
		return nil
	}
	return values[0]
}

func gone(dir, rawURL string) bool {
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		return false
	}
	u, err := url.Parse(rawURL)
	if err != nil {
		return false
	}
	conn, err := net.DialTimeout("tcp", u.Host, time.Second)
	if err != nil {
		return true
	}
	return conn.Close() != nil
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("in vain waited until %s", what)
		}
	}
}
