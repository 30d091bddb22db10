package web_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/web"
)

var update = flag.Bool("update", false, "write the golden files anew")

const fixtures = "../../testdata/web"

// payloads lists the fixtures that are events, not golden files.
func payloads(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(fixtures, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range all {
		if !strings.HasSuffix(f, ".golden.json") {
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		t.Fatal("no fixtures in " + fixtures)
	}
	return files
}

// kindOf reads the kind from a fixture's name.
func kindOf(file string) string {
	first, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".json"), "_")
	switch first {
	case "read", "contact", "identify":
		return "web." + first
	}
	return web.KindMessage
}

// TestGolden reads every event under testdata and compares the envelopes with
// the golden file beside it. A payload whose name begins with bad_ must fail;
// its golden file is the error's text.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, file := range payloads(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			envs, err := web.Normalize(core.Raw{Kind: kindOf(file), Body: body})
			if bad := strings.HasPrefix(filepath.Base(file), "bad_"); bad != (err != nil) {
				t.Fatalf("error = %v", err)
			}
			compare(t, strings.TrimSuffix(file, ".json")+".golden.json", golden(t, envs, err))
		})
	}
}

// golden is the readable form of a result.
func golden(t *testing.T, envs []core.Envelope, err error) []byte {
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

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
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

// TestGoldenFilesHaveAPayload finds golden files that were left behind.
func TestGoldenFilesHaveAPayload(t *testing.T) {
	t.Parallel()
	all, err := filepath.Glob(filepath.Join(fixtures, "*.golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range all {
		if _, err := os.Stat(strings.TrimSuffix(g, ".golden.json") + ".json"); err != nil {
			t.Errorf("%s: %v", filepath.Base(g), err)
		}
	}
}
