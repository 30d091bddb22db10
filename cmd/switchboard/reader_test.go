package main_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/internal/docstest"
)

// reader does what a page says: it types the commands of one block after the other
// into one shell, in one folder. A command that fails fails the test.
type reader struct {
	t   *testing.T
	dir string // where the shell begins, seen from outside
	// public and agents are where the reader's hub is served.
	public, agents string
	// words stand in place of a page's: what a reader would put in themselves.
	words map[string]string
	// serve begins what goes on until it is stopped; nil: serveHere.
	serve func(line string)

	shell  *exec.Cmd
	in     io.Writer
	out    *bufio.Reader
	errs   *output
	serves int
}

// goesOn is a line whose command does not end by itself.
var goesOn = regexp.MustCompile(`(?m)^(make (run|demo)|(go run \./cmd/|bin/)?switchboard serve|python3 -m http\.server)\b.*$`)

// spoken ends what a block prints.
const spoken = "\x1e\n"

// newReader opens a shell in a folder that looks like a clone after make build. The
// compiler in its path puts the program under test in place.
func newReader(t *testing.T) *reader {
	t.Helper()
	path, err := binary()
	fatal(t, err)
	root, err := filepath.Abs(filepath.Join("..", ".."))
	fatal(t, err)
	dir := t.TempDir()
	for _, name := range []string{"Makefile", "testdata"} {
		fatal(t, os.Symlink(filepath.Join(root, name), filepath.Join(dir, name)))
	}
	for _, name := range []string{"bin", "tools"} {
		fatal(t, os.Mkdir(filepath.Join(dir, name), 0o755)) //nolint:gosec // as in a clone
	}
	compiler := fmt.Sprintf("#!/bin/sh\ncase $1 in build) ln -sf %[1]s bin/switchboard ;; run) shift 2; exec %[1]s \"$@\" ;; *) exit 2 ;; esac\n", path)
	fatal(t, os.WriteFile(filepath.Join(dir, "tools", "go"), []byte(compiler), 0o755)) //nolint:gosec // it is run
	r := &reader{t: t, dir: dir, public: freeAddr(t), agents: freeAddr(t), words: map[string]string{}}
	r.open(exec.Command("sh"), append(os.Environ(), "PATH="+filepath.Join(dir, "tools")+":"+filepath.Dir(path)+":"+os.Getenv("PATH"),
		"SWITCHBOARD_PUBLIC="+r.public, "SWITCHBOARD_AGENTS="+r.agents, "SWITCHBOARD_ALLOW_PRIVATE=127.0.0.0/8", "TMPDIR="+t.TempDir()))
	return r
}

// open starts the shell, which ends with the test and takes what it serves with it.
func (r *reader) open(shell *exec.Cmd, env []string) {
	r.t.Helper()
	r.errs = newOutput(r.t)
	shell.Dir, shell.Env, shell.Stderr = r.dir, env, r.errs.file
	in, err := shell.StdinPipe()
	fatal(r.t, err)
	out, err := shell.StdoutPipe()
	fatal(r.t, err)
	r.shell, r.in, r.out = shell, in, bufio.NewReader(out)
	fatal(r.t, shell.Start())
	r.t.Cleanup(func() {
		_ = in.Close()
		_ = shell.Wait()
	})
	r.sh("set -eu; served=; trap '[ -z \"$served\" ] || kill -KILL -$served' EXIT")
}

// page does all blocks of a page that are not marked, in their order; between is
// called before each with its number, from 0, and its commands.
func (r *reader) page(name string, between func(i int, commands string)) {
	r.t.Helper()
	for i, b := range docstest.Of("sh", docstest.Blocks(readFile(r.t, filepath.Join("..", "..", filepath.FromSlash(name))))) {
		if b.NotRun != "" {
			continue
		}
		if between != nil {
			between(i, b.Commands())
		}
		r.block(b)
	}
}

// block does one block, and returns what it printed.
func (r *reader) block(b docstest.Block) string {
	r.t.Helper()
	text := strings.NewReplacer("127.0.0.1:8080", r.public, "127.0.0.1:8081", r.agents).Replace(b.Text)
	for from, to := range r.words {
		text = regexp.MustCompile(`\b`+regexp.QuoteMeta(from)).ReplaceAllLiteralString(text, to)
	}
	at := goesOn.FindStringIndex(text)
	if at == nil {
		return r.sh(text)
	}
	out := r.sh(text[:at[0]])
	line := strings.TrimSpace(text[at[0]:])
	if r.serve != nil {
		r.serve(line)
	} else {
		r.serveHere(line)
	}
	return out
}

// sh types into the shell and returns what is printed.
func (r *reader) sh(text string) string {
	r.t.Helper()
	deadline := time.AfterFunc(10*time.Minute, func() { _ = r.shell.Process.Kill() })
	defer deadline.Stop()
	if _, err := fmt.Fprintf(r.in, "{ :\n%s\n} </dev/null\nprintf '\\036\\n'\n", text); err != nil {
		r.t.Fatalf("%s: the shell is gone: %v\n%s", text, err, r.errs.String())
	}
	var out bytes.Buffer
	for {
		line, err := r.out.ReadBytes('\n')
		out.Write(line)
		if before, ok := bytes.CutSuffix(out.Bytes(), []byte(spoken)); ok {
			return string(before)
		}
		if err != nil {
			r.t.Fatalf("%s: %v\n%s%s", text, err, out.String(), r.errs.String())
		}
	}
}

// serveHere begins a command that goes on; what it says is in log.
func (r *reader) serveHere(line string) {
	r.t.Helper()
	r.serves++
	r.sh(fmt.Sprintf(": >served-%[2]d.log; setsid sh -euc '%[1]s' >served-%[2]d.log 2>&1 & served=$!", strings.ReplaceAll(line, "'", `'\''`), r.serves))
}

// log is what the last command that goes on has said so far.
func (r *reader) log() string {
	r.t.Helper()
	return r.sh(fmt.Sprintf("cat served-%d.log", r.serves))
}

// says waits until the log has what is looked for, and returns it.
func (r *reader) says(what *regexp.Regexp) []string {
	r.t.Helper()
	var found []string
	r.until("it says "+what.String(), func() bool {
		found = what.FindStringSubmatch(r.log())
		return found != nil
	})
	return found
}

// until waits for a condition, a minute at most.
func (r *reader) until(what string, cond func() bool) {
	r.t.Helper()
	r.untilWithin(time.Minute, what, cond)
}

func (r *reader) untilWithin(limit time.Duration, what string, cond func() bool) {
	r.t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(limit); !cond(); <-tick.C {
		if time.Now().After(deadline) {
			r.t.Fatalf("waited in vain until %s\n%s\n%s", what, r.log(), r.errs.String())
		}
	}
}

// stop ends what goes on, as Ctrl-C does.
func (r *reader) stop() {
	r.t.Helper()
	r.sh("kill -TERM -$served; wait $served || :; served=")
}
