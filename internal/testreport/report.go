// Command testreport reads `go test -json` and prints what a person wants to
// know: one line a package, all that a failed test said, and at the end what
// was skipped and why, and what the race detector found: it speaks in whichever
// test runs just then, also in one that passes. It decides nothing: go test's
// own exit code counts.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	if err := report(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(1)
	}
}

// event is one line of `go test -json`.
type event struct {
	Action     string
	Package    string
	ImportPath string // instead of Package in the output of a build
	Test       string
	Elapsed    float64
	Output     string
}

// key is a package ("path ") or a test of it ("path Test").
func (e event) key() string { return e.Package + " " + e.Test }

func report(in io.Reader, out io.Writer) error {
	said := map[string][]string{} // by key, until the test ends
	var skipped []string
	var races raceLog
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil {
				e = event{Action: "build-output", Output: string(line)} // the go command's own words
			}
			races.read(e)
			if s := e.tell(said, out); s != "" {
				skipped = append(skipped, s)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("read the test log: %w", err)
		}
	}
	// A test that was running when its process died has no end of its own.
	for _, key := range slices.Sorted(maps.Keys(said)) {
		if !strings.HasSuffix(key, " ") {
			fmt.Fprintf(out, "--- UNFINISHED %s\n%s", key, strings.Join(said[key], ""))
		}
	}
	if len(skipped) > 0 {
		fmt.Fprintf(out, "\nskipped tests:\n  %s\n", strings.Join(skipped, "\n  "))
	}
	if len(races.found) > 0 {
		fmt.Fprintf(out, "\ndata races:\n%s", strings.Join(races.found, ""))
	}
	return nil
}

// tell prints what the event adds, and returns a line for the list of skipped
// tests.
func (e event) tell(said map[string][]string, out io.Writer) (skipped string) {
	switch e.Action {
	case "build-output":
		fmt.Fprint(out, e.Output)
	case "output":
		if !framing(e.Output) {
			said[e.key()] = append(said[e.key()], e.Output)
		}
	case "pass", "fail", "skip":
		text := said[e.key()]
		delete(said, e.key())
		switch {
		case e.Test == "" && e.Action == "fail":
			fmt.Fprintf(out, "FAIL %s %.1fs\n%s", e.Package, e.Elapsed, strings.Join(text, ""))
		case e.Test == "" && e.Action == "pass":
			fmt.Fprintf(out, "ok   %s %.1fs\n", e.Package, e.Elapsed)
		case e.Test != "" && e.Action == "fail":
			fmt.Fprintf(out, "--- FAIL %s\n%s", e.key(), strings.Join(text, ""))
		case e.Test != "" && e.Action == "skip":
			return e.key() + ": " + strings.TrimSpace(strings.Join(text, ""))
		}
	}
	return ""
}

// raceLog collects the race detector's reports, line by line: each stands
// between two lines of "=".
type raceLog struct {
	found []string
	open  map[string]bool // by package, in a report
}

func (r *raceLog) read(e event) {
	if e.Action != "output" {
		return
	}
	if strings.HasPrefix(e.Output, "WARNING: DATA RACE") {
		if r.open == nil {
			r.open = map[string]bool{}
		}
		r.open[e.Package] = true
	}
	if r.open[e.Package] {
		r.found = append(r.found, e.Output)
	}
	if strings.HasPrefix(e.Output, "==================") {
		delete(r.open, e.Package)
	}
}

// framing tells go test's own lines from what a test says.
func framing(line string) bool {
	line = strings.TrimSpace(line)
	for _, prefix := range []string{"=== ", "--- ", "ok  \t", "FAIL\t", "?   \t"} {
		if strings.HasPrefix(line, prefix) {
			return true
		}
	}
	return line == "PASS" || line == "FAIL" || line == ""
}
