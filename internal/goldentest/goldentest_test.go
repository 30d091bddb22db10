package goldentest_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/internal/goldentest"
)

const folderVariable = "GOLDENTEST_FOLDER"

// TestFolder is a suite as normalizers have it; it runs in a process of its own,
// where it may fail.
func TestFolder(t *testing.T) {
	folder := os.Getenv(folderVariable)
	if folder == "" {
		t.Skip("skipped: it is run by another test")
	}
	goldentest.Run(t, folder, false, func(_ string, body []byte) ([]core.Envelope, error) {
		switch text := string(body); text {
		case `"none"`:
			return nil, nil
		case `"bad"`:
			return nil, errors.New("it cannot be read")
		case `"old"`:
			return []core.Envelope{{Version: core.EnvelopeVersion - 1}}, nil
		default:
			return nil, nil
		}
	})
}

// What is not as it was, or not as it is to be, fails the suite.
func TestASuiteFails(t *testing.T) {
	t.Parallel()
	const none, refused = "[]\n", "{\n  \"error\": \"it cannot be read\"\n}\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  string // of the failure; empty: it passes
	}{
		"all is as it was":           {map[string]string{"a.json": `"none"`, "a.golden.json": none, "bad_b.json": `"bad"`, "bad_b.golden.json": refused}, ""},
		"an envelope more":           {map[string]string{"a.json": `"none"`, "a.golden.json": "[{}]\n"}, "a.golden.json differs"},
		"another error":              {map[string]string{"bad_b.json": `"bad"`, "bad_b.golden.json": none}, "bad_b.golden.json differs"},
		"what is bad is read":        {map[string]string{"bad_b.json": `"none"`, "bad_b.golden.json": none}, "error = <nil>"},
		"what is good is refused":    {map[string]string{"a.json": `"bad"`, "a.golden.json": refused}, "error = it cannot be read"},
		"no golden file":             {map[string]string{"a.xml": `"none"`}, "no such file"},
		"a golden file without that": {map[string]string{"a.eml": `"none"`, "a.golden.json": none, "b.golden.json": none}, "b.golden.json was left behind"},
		"an envelope of no version":  {map[string]string{"a.json": `"old"`, "a.golden.json": none}, "an envelope of version 0"},
		"nothing at all":             {nil, "no fixtures"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			for file, text := range c.files {
				if err := os.WriteFile(filepath.Join(folder, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestFolder$") //nolint:gosec // this program itself
			cmd.Env = append(os.Environ(), folderVariable+"="+folder)
			out, err := cmd.CombinedOutput()
			if (err != nil) != (c.want != "") || !strings.Contains(string(out), c.want) {
				t.Errorf("%v, want %q\n%s", err, c.want, out)
			}
		})
	}
}
