// Package goldentest compares what a normalizer makes of kept payloads with
// the golden files beside them. It knows no channel.
package goldentest

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

const golden = ".golden.json"

// Update is the flag -update of a test program: it writes the golden files anew.
// Call it once, as the value of a variable of the test's package.
func Update() *bool { return flag.Bool("update", false, "write the golden files anew") }

// Payloads lists the fixtures of a folder that are payloads, JSON, XML or mails,
// and not golden files; a folder without any fails the test.
func Payloads(t testing.TB, folder string) []string {
	t.Helper()
	files := append(list(t, folder, "*.xml"), list(t, folder, "*.eml")...)
	for _, f := range list(t, folder, "*.json") {
		if !strings.HasSuffix(f, golden) {
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		t.Fatal("no fixtures in " + folder)
	}
	return files
}

func list(t testing.TB, folder, pattern string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Run reads every payload of a folder and compares the envelopes with the
// golden file beside it. A payload whose name begins with bad_ must fail; its
// golden file is the error's text. A golden file without a payload fails too.
func Run(t *testing.T, folder string, update bool, normalize func(file string, body []byte) ([]core.Envelope, error)) {
	t.Helper()
	for _, file := range Payloads(t, folder) {
		name := named(filepath.Base(file))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			envs, err := normalize(file, body)
			if bad := strings.HasPrefix(name, "bad_"); bad != (err != nil) {
				t.Fatalf("error = %v", err)
			}
			for _, e := range envs {
				if e.Version != core.EnvelopeVersion {
					t.Errorf("an envelope of version %d, want %d", e.Version, core.EnvelopeVersion)
				}
			}
			compare(t, named(file)+golden, readable(t, envs, err), update)
		})
	}
	for _, g := range list(t, folder, "*"+golden) {
		if !slices.ContainsFunc(Payloads(t, folder), func(file string) bool { return named(file)+golden == g }) {
			t.Errorf("%s was left behind", filepath.Base(g))
		}
	}
}

// named is a payload's file without what comes after its name.
func named(file string) string { return strings.TrimSuffix(file, filepath.Ext(file)) }

// readable is the form of a result that people compare.
func readable(t *testing.T, envs []core.Envelope, err error) []byte {
	t.Helper()
	var v any = envs
	if err != nil {
		v = map[string]string{"error": err.Error()}
	} else if envs == nil {
		v = []core.Envelope{}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func compare(t *testing.T, file string, got []byte, update bool) {
	t.Helper()
	if update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; -update writes it anew\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}
