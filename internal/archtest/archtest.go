// Package archtest holds the rules that keep the house a house: which folder
// may import which, that every package says what it is for, and that every
// dependency has a reason in writing. The rules are data and pure functions;
// the tests beside them apply them to the tree as `go list` sees it.
package archtest

import (
	"fmt"
	"slices"
	"strings"
)

// Module is the path that everything of ours begins with.
const Module = "github.com/switchboard-hub/switchboard"

// Package is what `go list -deps -json` says of one package.
type Package struct {
	ImportPath string
	Doc        string   // the first sentence of the package comment
	GoFiles    []string // without the tests
	Imports    []string // direct
	Deps       []string // direct and indirect
}

// Rule bounds what the packages below a folder may import.
type Rule struct {
	Folder string
	// Ours lists the folders of ours it may import besides itself; nil means
	// any but cmd.
	Ours []string
	// NoDeps are paths it may not depend on, be it through others.
	NoDeps []string
	// NoImports are paths it may not import itself: a platform's types may come
	// from a library that has a client beside them.
	NoImports []string
}

// Rules is the import direction. A folder that is not named may import
// anything but cmd, and may be imported by no folder that is named, unless
// listed.
func Rules() []Rule {
	frameworks := []string{
		"github.com/cloudwego/hertz", "github.com/danielgtaylor/huma", "github.com/lesismal/nbio", "github.com/alecthomas/kong",
	}
	platforms := []string{
		"github.com/go-telegram-bot-api", "github.com/silenceper/wechat", "github.com/emersion", "github.com/wneessen/go-mail",
		"github.com/linxGnu/gosmpp", "github.com/sideshow/apns2", "github.com/tencentcloud", "github.com/alibabacloud-go",
	}
	impure := []string{"net", "net/http", "os", "os/exec", "database/sql", "math/rand", "math/rand/v2", "crypto/rand"}
	return []Rule{
		{Folder: "core", Ours: []string{}, NoDeps: slices.Concat(frameworks, platforms)},
		{Folder: "normalize", Ours: []string{"core"}, NoDeps: frameworks, NoImports: impure},
		{Folder: "connectors", Ours: []string{"core", "normalize"}, NoDeps: frameworks, NoImports: []string{"database/sql"}},
		{Folder: "httpserver", Ours: []string{"core"}, NoDeps: platforms, NoImports: []string{"database/sql"}},
		{Folder: "live", Ours: []string{"core", "httpserver"}, NoDeps: append([]string{Module + "/core/store"}, platforms...), NoImports: []string{"database/sql"}},
		{Folder: "web", Ours: []string{"core", "connectors", "httpserver"}, NoDeps: platforms, NoImports: []string{"database/sql"}},
		{Folder: "webhooks", Ours: []string{"core", "connectors", "httpserver"}, NoDeps: platforms, NoImports: []string{"database/sql"}},
		{Folder: "outbound", Ours: []string{"core", "connectors"}, NoDeps: slices.Concat(frameworks, platforms)},
		{Folder: "api", Ours: []string{"core", "connectors", "httpserver"}, NoDeps: platforms, NoImports: []string{"database/sql"}},
		{Folder: "console", Ours: []string{}},
		{Folder: "widget", Ours: []string{}},
		{Folder: "cmd", Ours: nil},
	}
}

// Violations lists what the packages do against the rules, one sentence each.
func Violations(packages []Package, rules []Rule) []string {
	var out []string
	for _, p := range packages {
		folder, ours := inside(p.ImportPath)
		if !ours {
			continue
		}
		if p.Doc == "" && len(p.GoFiles) > 0 {
			out = append(out, fmt.Sprintf("%s has no package comment", p.ImportPath))
		}
		rule := ruleFor(folder, rules)
		for _, imported := range p.Imports {
			if why := rule.forbids(folder, imported); why != "" {
				out = append(out, fmt.Sprintf("%s imports %s: %s", p.ImportPath, imported, why))
			}
		}
		for _, barred := range rule.NoDeps {
			if slices.ContainsFunc(p.Deps, func(dep string) bool { return within(dep, barred) }) {
				out = append(out, fmt.Sprintf("%s depends on %s, which %s may not", p.ImportPath, barred, rule.Folder))
			}
		}
	}
	return out
}

func (r Rule) forbids(folder, imported string) string {
	if slices.Contains(r.NoImports, imported) {
		return "not for " + r.Folder
	}
	other, ours := inside(imported)
	switch {
	case !ours:
		return ""
	case testOnly(other) && !testOnly(folder) && !slices.Contains([]string{"cmd", "bench", "demo"}, top(folder)):
		return "it is for tests, benchmarks, the demo and the command only"
	case testOnly(other) && testOnly(folder):
		return ""
	case top(other) == "cmd" && top(folder) != "cmd":
		return "nothing imports the command"
	case r.Ours != nil && top(other) != r.Folder && !slices.Contains(r.Ours, top(other)):
		return fmt.Sprintf("%s may import %s", r.Folder, list(r.Ours))
	}
	return ""
}

func list(folders []string) string {
	if len(folders) == 0 {
		return "nothing of ours outside itself"
	}
	return "only " + strings.Join(folders, ", ") + " and itself"
}

// inside returns a package's folder in our module.
func inside(path string) (string, bool) {
	if path == Module {
		return "", true
	}
	return strings.CutPrefix(path, Module+"/")
}

func top(folder string) string {
	first, _, _ := strings.Cut(folder, "/")
	return first
}

// testOnly tells the fakes and harnesses by their names, as in net/http/httptest,
// with what lies in their folders.
func testOnly(folder string) bool {
	return slices.ContainsFunc(strings.Split(folder, "/"), func(name string) bool {
		return strings.HasSuffix(name, "test") && name != "test"
	})
}

func within(path, prefix string) bool {
	return path == prefix || strings.HasPrefix(path, prefix+"/")
}

func ruleFor(folder string, rules []Rule) Rule {
	i := slices.IndexFunc(rules, func(r Rule) bool { return top(folder) == r.Folder })
	if i < 0 {
		return Rule{Folder: folder}
	}
	return rules[i]
}
