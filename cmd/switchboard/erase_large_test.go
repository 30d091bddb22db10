package main_test

import (
	"archive/zip"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// The bounds that hold on any machine. The hub has just started: SQLite's caches fill,
// words are indexed beside, and the collector lets 64 MB lie.
const (
	exportMost = 192 << 20       // bytes that the process's memory may rise by during an export
	holdMost   = 5 * time.Second // what somebody else's write may wait for an erasure
)

// A large person is exported in little memory and erased while others write on. In
// the short form both are small, and the bounds are held to all the same.
func TestSoakLargePerson(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the peak of the memory is read from /proc")
	}
	messages, files := soakRounds(2000, 200_000), soakRounds(100, 10_000)
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) { measurePerson(t, database(t), messages, files) })
	}
}

func measurePerson(t *testing.T, database string, messages, files int) {
	n := newNode(t, database)
	a := openHouse(n)
	contact := a.person(erasedUser, erasedName, erasedWord, erasedBytes+strings.Repeat(" is a bottle that keeps tea warm", 1000), messages, files)
	other := a.person(otherUser, "Neighbour", otherWord, "tent", 10, 1)
	a.close()
	n.start()
	idle := n.slowestWrite(other, func() bool { return true })
	rest, began, out := n.peak(), time.Now(), filepath.Join(t.TempDir(), "person.zip")
	n.command(nil, "contact", "export", contact.String(), "--out", out)
	took, grown := time.Since(began), n.peak()-rest
	z, err := zip.OpenReader(out)
	fatal(t, err)
	defer z.Close()
	size, err := os.Stat(out)
	fatal(t, err)
	t.Logf("%d messages, %d files: exported in %.1f s, %d entries, %.1f MB; the peak of memory rose by %.1f MB, from %.1f",
		messages, files, took.Seconds(), len(z.File), float64(size.Size())/1e6, float64(grown)/1e6, float64(rest)/1e6)
	if len(z.File) < files+4 || grown > exportMost {
		t.Errorf("%d entries for %d files, %d bytes more of memory", len(z.File), files, grown)
	}
	began = time.Now()
	if !n.erase(contact) {
		t.Fatal("it is not erased")
	}
	var e erasure
	held := n.slowestWrite(other, func() bool { e, _ = n.far(contact); return e.FinishedAt > 0 })
	t.Logf("erased in %.1f s; somebody else's write took %v at most, %v without an erasure", time.Since(began).Seconds(), held, idle)
	if e.Messages != int64(messages) || held > holdMost {
		t.Errorf("%+v, with writes of %v", e, held)
	}
}

// slowestWrite changes a contact over and over until done, a hundred times at least,
// and returns the longest that one change took.
func (n *node) slowestWrite(contact core.ID, done func() bool) (slowest time.Duration) {
	n.t.Helper()
	deadline := time.Now().Add(30 * time.Minute)
	for i := 0; i < 100 || !done(); i++ {
		began := time.Now()
		_, err := n.call(http.MethodPatch, "/contacts/"+contact.String(), map[string]string{"name": fmt.Sprintf("Neighbour %d", i)}, nil)
		fatal(n.t, err)
		slowest = max(slowest, time.Since(began))
		if time.Now().After(deadline) {
			n.t.Fatal("it never ends")
		}
	}
	return slowest
}

// peak is the most memory that the process has had, in bytes.
func (n *node) peak() int64 {
	n.t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", n.cmd.Process.Pid))
	fatal(n.t, err)
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kB, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")), 10, 64)
			fatal(n.t, err)
			return kB << 10
		}
	}
	n.t.Fatal("the system does not tell the peak of the memory")
	return 0
}
