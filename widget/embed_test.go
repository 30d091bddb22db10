package widget_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/widget"
)

// manifest is what the build says of itself.
type manifest struct {
	Sources string            `json:"sources"`
	Files   map[string]string `json:"files"`
}

func readManifest(t *testing.T) manifest {
	t.Helper()
	var m manifest
	if err := json.Unmarshal(read(t, "manifest.json"), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := fs.ReadFile(widget.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// The same sum as hashSources in build.mjs.
func TestDistIsBuiltFromTheSources(t *testing.T) {
	t.Parallel()
	var names []string
	for _, input := range []string{"src", "build.mjs", "package.json", "package-lock.json", "tsconfig.json"} {
		err := filepath.WalkDir(input, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names = append(names, filepath.ToSlash(name))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(names)
	var lines strings.Builder
	for _, name := range names {
		b, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&lines, "%s %s\n", name, sum(b))
	}
	if got, want := readManifest(t).Sources, sum([]byte(lines.String())); got != want {
		t.Errorf("dist was built from other sources (%.8s, now %.8s): npm --prefix widget run build", got, want)
	}
}

func TestDistIsAsItWasBuilt(t *testing.T) {
	t.Parallel()
	listed := readManifest(t).Files
	err := fs.WalkDir(widget.Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "manifest.json" {
			return err
		}
		if want := listed[name]; want != sum(read(t, name)) {
			t.Errorf("%s is not what the build has written", name)
		}
		delete(listed, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range listed {
		t.Errorf("%s is missing", name)
	}
}

func TestWidgetStaysSmall(t *testing.T) {
	t.Parallel()
	loader := packed(t, "loader.js")
	if loader > 10_000 {
		t.Errorf("the loader is %d bytes compressed, more than 10 kB", loader)
	}
	frame := packed(t, "frame.html")
	for name := range readManifest(t).Files {
		if path.Dir(name) == "assets" {
			frame += packed(t, name)
		}
	}
	if frame > 60_000 {
		t.Errorf("the frame is %d bytes compressed, more than 60 kB", frame)
	}
	t.Logf("loader %d, frame %d bytes", loader, frame)
}

func packed(t *testing.T, name string) int {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(read(t, name)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// A strict Content-Security-Policy forbids inline script and style, eval, and
// style attributes in markup; the browser tests run under it.
func TestFrameAsksForItsOwnAssetsOnly(t *testing.T) {
	t.Parallel()
	page := string(read(t, "frame.html"))
	for _, inline := range []string{"<script>", "<style", " style=", " onload=", "http:", "https:"} {
		if strings.Contains(page, inline) {
			t.Errorf("frame.html contains %q", inline)
		}
	}
	asked := regexp.MustCompile(`(?:src|href)="\.\./(assets/[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(asked) != 2 {
		t.Fatalf("frame.html asks for %d assets, want script and style", len(asked))
	}
	for _, a := range asked {
		if _, err := fs.Stat(widget.Files(), a[1]); err != nil {
			t.Error(err)
		}
	}
}
