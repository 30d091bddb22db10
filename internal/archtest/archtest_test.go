package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

func TestTheTreeKeepsTheRules(t *testing.T) {
	seeSources(t)
	// Stated fields only: the rest would make go list compute build ids.
	out := goCommand(t, "list", "-deps", "-json=ImportPath,Doc,GoFiles,Imports,Deps", "./...")
	var packages []Package
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p Package
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if !slices.ContainsFunc(packages, func(p Package) bool { return p.ImportPath == Module+"/core" }) {
		t.Fatal("go list does not name core: the rules have seen nothing")
	}
	for _, v := range Violations(packages, Rules()) {
		t.Error(v)
	}
}

func TestEveryDependencyHasAReasonInWriting(t *testing.T) {
	var mod struct{ Require []Requirement }
	if err := json.Unmarshal(goCommand(t, "mod", "edit", "-json"), &mod); err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"", "zh"} {
		page, err := os.ReadFile(filepath.Join(root, "docs", language, "dependencies.md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range Undocumented(mod.Require, string(page)) {
			t.Errorf("%s: %s", language, v)
		}
	}
}

// The table of folders names each package by the first folder of its path; those
// of core, outbound and internal each by itself.
func TestTheArchitectureNamesEachPackage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	split := []string{"core", "outbound", "internal"} // whose packages are named one by one
	for _, path := range strings.Fields(string(goCommand(t, "list", "./..."))) {
		folder, _ := inside(path)
		if testOnly(folder) && top(folder) != "internal" {
			continue // beside what it fakes
		}
		if !slices.Contains(split, top(folder)) {
			folder = top(folder)
		}
		if !bytes.Contains(page, []byte("`"+folder+"/`")) && !bytes.Contains(page, []byte("`"+folder+"/switchboard/`")) {
			t.Errorf("ARCHITECTURE.md does not name %s/", folder)
		}
	}
}

// What CONTRIBUTING.md says that a folder may import is its rule.
func TestTheTableOfImportsIsTheRules(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(root, "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range Rules() {
		_, row, there := strings.Cut(string(page), "\n| `"+rule.Folder+"/` |")
		row, _, _ = strings.Cut(row, "\n")
		cells := strings.Split(row, " | ")
		may := strings.TrimSuffix(cells[len(cells)-1], " |")
		want := strings.Join(rule.Ours, ", ")
		if want == "" {
			want = "nothing"
		}
		if rule.Ours != nil && (!there || strings.TrimSuffix(may, " outside core") != want) {
			t.Errorf("CONTRIBUTING.md says that %s may import %q, the rule %q", rule.Folder, may, want)
		}
	}
}

func TestForbiddenEdges(t *testing.T) {
	const hertz = "github.com/cloudwego/hertz/pkg/app"
	for _, c := range []struct {
		from, to string
		want     bool // forbidden
	}{
		{"core", "core/store", false},
		{"core/store", "core", false},
		{"core", "normalize", true},
		{"core/store", "connectors", true},
		{"core/store", "httpserver", true},
		{"core/engine", "internal/anything", true},
		{"core", hertz, true},
		{"core/jobs", "github.com/danielgtaylor/huma/v2", true},
		{"core", "github.com/go-telegram-bot-api/telegram-bot-api/v5", true},
		{"core/store/db", "github.com/jackc/pgx/v5", false},
		{"core/store", "core/store/pgtest", true},
		{"core/store/pgtest", "testing", false},
		{"normalize/telegram", "core", false},
		{"normalize/telegram", "normalize", false},
		{"normalize/telegram", "github.com/go-telegram-bot-api/telegram-bot-api/v5", false},
		{"normalize/telegram", "connectors", true},
		{"normalize/telegram", "net/http", true},
		{"normalize/telegram", "os", true},
		{"normalize/telegram", "net/url", false},
		{"connectors/telegram", "normalize/telegram", false},
		{"connectors/telegram", "connectors/httpx", false},
		{"connectors/telegram", "webhooks", true},
		{"connectors/telegram", "database/sql", true},
		{"connectors/telegram", hertz, true},
		{"connectors/telegram", "connectors/telegram/telegramtest", true},
		{"connectors/telegram/telegramtest", "connectors/telegram", false},
		{"connectors/wechat/wechattest/emulator", "connectors/wechat/wechattest", false},
		{"connectors/wechat", "connectors/wechat/wechattest/emulator", true},
		{"httpserver", "core", false},
		{"httpserver", hertz, false},
		{"httpserver", "webhooks", true},
		{"webhooks", "connectors", false},
		{"webhooks", "httpserver", false},
		{"webhooks", "normalize", true},
		{"webhooks", "api", true},
		{"webhooks", "outbound", true},
		{"outbound", "connectors", false},
		{"outbound", "webhooks", true},
		{"outbound", hertz, true},
		{"live", "httpserver", false},
		{"live", "core", false},
		{"live", "core/store", true},
		{"console", "core", true},
		{"widget", "api", true},
		{"live", "api", true},
		{"hub", "live", false},
		{"api/hertzhuma", "httpserver", false},
		{"api", "webhooks", true},
		{"newfolder", "api", false},
		{"newfolder", "cmd/switchboard", true},
		{"newfolder", "core/store/pgtest", true},
		{"cmd/switchboard", "api", false},
		{"cmd/switchboard", "core/store/pgtest", false},
		{"cmd/switchboard", "cmd/switchboard/internal", false},
	} {
		got := Violations([]Package{edge(c.from, c.to)}, Rules())
		if (len(got) > 0) != c.want {
			t.Errorf("%s imports %s: %q, want forbidden = %v", c.from, c.to, got, c.want)
		}
	}
}

func TestForbiddenDependencyIsSeenThroughAnother(t *testing.T) {
	p := edge("core/store", "example.org/innocent")
	p.Deps = append(p.Deps, "github.com/cloudwego/hertz/pkg/app")
	if got := Violations([]Package{p}, Rules()); len(got) != 1 || !strings.Contains(got[0], "depends on") {
		t.Errorf("got %q, want one sentence", got)
	}
}

func TestPackageCommentIsWanted(t *testing.T) {
	silent := Package{ImportPath: Module + "/core", GoFiles: []string{"core.go"}}
	onlyTests := Package{ImportPath: Module + "/core"}
	foreign := Package{ImportPath: "example.org/other", GoFiles: []string{"other.go"}}
	got := Violations([]Package{silent, onlyTests, foreign}, Rules())
	if want := []string{silent.ImportPath + " has no package comment"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUndocumented(t *testing.T) {
	const page = "# Dependencies\n\n| module | version | why |\n|---|---|---|\n| `a/a` | v1.0.0 | reason |\n| `b/b` | v1.0.0 |  |\n" +
		"| `c/c` | v1.0.0 | reason |\n| `d/d` | v1.0.0 | reason |\n"
	got := Undocumented([]Requirement{
		{Path: "a/a", Version: "v1.0.0"},
		{Path: "b/b", Version: "v1.0.0"},
		{Path: "c/c", Version: "v1.1.0", Indirect: true},
		{Path: "e/e", Version: "v1.0.0", Indirect: true},
	}, page)
	want := []string{
		"b/b v1.0.0 has no row: write why it is there",
		"c/c is at v1.1.0, the page says v1.0.0",
		"d/d has a row and is not required by go.mod",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func edge(from, to string) Package {
	if top(to) != "github.com" && !strings.Contains(top(to), ".") && !slices.Contains([]string{"net", "os", "testing", "database"}, top(to)) {
		to = Module + "/" + to
	}
	return Package{ImportPath: Module + "/" + from, Doc: "Package x.", GoFiles: []string{"x.go"}, Imports: []string{to}, Deps: []string{to}}
}

func goCommand(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return out
}

// seeSources looks at every source file, so that a cached result of this test
// is not taken for the tree of today: what go list reads, go test does not see.
func seeSources(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone while we looked: somebody else's temporary file
		}
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules" || d.Name() == "data" || d.Name() == "bin") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			_, err = os.Stat(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
