package archtest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// No database of known flaws is asked here: that needs a network. What can be
// held is that every build has the same modules and tools.
func TestModulesAndToolsArePinned(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`(?m)^\s*(replace|exclude|tool)\b`).Match(mod) {
		t.Error("go.mod replaces or excludes a module, or names a tool")
	}
	modules := regexp.MustCompile(`(?m)^(?:require)?\s+([a-z0-9.-]+\.[a-z]+/\S+) (v\S+)`).FindAllStringSubmatch(string(mod), -1)
	if len(modules) < 50 {
		t.Fatalf("%d modules were found in go.mod", len(modules))
	}
	for _, m := range modules {
		if !strings.Contains(string(sum), m[1]+" "+m[2]+" h1:") && !strings.Contains(string(sum), m[1]+" "+m[2]+"/go.mod h1:") {
			t.Errorf("go.sum has no sum of %s %s", m[1], m[2])
		}
	}
	scripts, err := filepath.Glob(filepath.Join(root, "scripts", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(scripts, filepath.Join(root, "Makefile")) {
		text, err := os.ReadFile(path)
		if err == nil && regexp.MustCompile(`go (install|run) \S+@(latest|main|master)`).Match(text) {
			t.Errorf("%s takes a tool of no version", path)
		}
	}
}
