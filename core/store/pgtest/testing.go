package pgtest

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
)

// RequireEnv turns a missing PostgreSQL from a skip into a failure, when
// it is set.
const RequireEnv = "SWITCHBOARD_REQUIRE_POSTGRES"

// shared is the one cluster of a test process. It is package-level state, which
// the house otherwise avoids, because only the process is there to own it.
var shared struct {
	sync.Mutex
	server *Server
	err    error

	model    sync.Once // the database that Copied copies
	modelErr error

	ended []string // databases of tests that are over
}

// endedAtMost is how many databases of tests that are over stay. The server
// writes down all that it holds before it drops one: dropped together they cost
// little more than one alone, and each alone would be a third of many a test.
const endedAtMost = 16

func sharedServer() (*Server, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil && shared.err == nil {
		shared.server, shared.err = New("", Options{NoSync: true})
	}
	return shared.server, shared.err
}

// Shared returns the URL of a fresh database on the test process's own cluster,
// which is dropped some time after the test's end. It skips the test where
// PostgreSQL is missing, unless RequireEnv is set.
func Shared(t testing.TB) string {
	t.Helper()
	server, err := sharedServer()
	check(t, err)
	return fresh(t, server, "template1")
}

// Copied is Shared with a database that is a copy of one which prepare has
// filled, once a process: a copy is quicker than a schema that is built anew.
// All tests of a process prepare the same; no connection of prepare may stay.
func Copied(t testing.TB, prepare func(ctx context.Context, url string) error) string {
	t.Helper()
	const model = "model"
	server, err := sharedServer()
	check(t, err)
	shared.model.Do(func() {
		ctx := context.Background() // it is for the other tests too
		if shared.modelErr = server.exec(ctx, "CREATE DATABASE "+model); shared.modelErr == nil {
			shared.modelErr = prepare(ctx, server.databaseURL(model))
		}
	})
	check(t, shared.modelErr)
	return fresh(t, server, model)
}

func fresh(t testing.TB, server *Server, model string) string {
	t.Helper()
	name, err := server.databaseLike(t.Context(), model)
	check(t, err)
	t.Cleanup(func() {
		// The test's own context has ended by now.
		if due := endedWith(name); len(due) > 0 {
			if err := server.drop(context.Background(), due...); err != nil {
				t.Errorf("drop the databases of tests that are over: %v", err)
			}
		}
	})
	return server.databaseURL(name)
}

// endedWith adds one whose test is over and returns those to drop now.
func endedWith(name string) []string {
	shared.Lock()
	defer shared.Unlock()
	shared.ended = append(shared.ended, name)
	if len(shared.ended) < endedAtMost {
		return nil
	}
	due := shared.ended
	shared.ended = nil
	return due
}

// Start gives a test a cluster of its own, stopped when the test ends.
func Start(t testing.TB, opts Options) *Server {
	t.Helper()
	server, err := New("", opts)
	check(t, err)
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Errorf("stop the test cluster: %v", err)
		}
	})
	return server
}

// Main runs a package's tests and then stops the shared cluster before the
// process ends. Without it the watchdog does the same a moment later:
//
//	func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
func Main(m *testing.M) int {
	code := m.Run()
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil {
		return code
	}
	if err := shared.server.Stop(); err != nil && code == 0 {
		println("pgtest:", err.Error())
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
		t.Fatalf("pgtest: %v", err)
	}
}
