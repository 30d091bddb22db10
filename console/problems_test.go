package console

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the list of problem codes anew")

// codesFile is the list of the codes that the page may be answered with. The
// page's own tests want a text for each, in every language.
const codesFile = "src/api/problems.json"

// elsewhere are codes that no agent's page is told: those of visitors, and
// those that a hub does not start with.
var elsewhere = []string{"widget.", "secret.", "bus.", "blob.", "setup.not_owner"}

func TestTheListOfProblemsIsComplete(t *testing.T) {
	t.Parallel()
	codes := map[string]bool{}
	for _, root := range []string{"api", "core", "hub", "connectors", "outbound", "demo"} {
		err := filepath.WalkDir(filepath.Join("..", root), func(dir string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				maps.Copy(codes, problemsOf(t, dir))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	maps.DeleteFunc(codes, func(code string, _ bool) bool {
		return slices.ContainsFunc(elsewhere, func(p string) bool { return strings.HasPrefix(code, p) })
	})
	want, err := json.MarshalIndent(slices.Sorted(maps.Keys(codes)), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(codesFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(codesFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is not what the sources say: run go test ./console -run Problems -update, and give each new code a text in src/locales/*/problem.json", codesFile)
	}
}

// maker is a function that makes a problem of one of its parameters.
type maker struct {
	at     int    // which parameter
	prefix string // before it
}

// sourceDir is what a folder's sources say of problems.
type sourceDir struct {
	t      *testing.T
	consts map[string]string
	makers map[string]maker
	codes  map[string]bool
}

// problemsOf finds the codes of the problems that a folder's sources make.
func problemsOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	s := &sourceDir{t: t, consts: map[string]string{}, makers: map[string]maker{}, codes: map[string]bool{}}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Skipf("a source does not parse: %v", err)
		}
		files = append(files, f)
	}
	for _, f := range files {
		ast.Inspect(f, s.constant)
	}
	// A maker may call another one, wherever that stands.
	for known := -1; known != len(s.makers); {
		known = len(s.makers)
		for _, f := range files {
			s.functions(f)
		}
	}
	return s.codes
}

func (s *sourceDir) constant(n ast.Node) bool {
	if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == len(v.Values) {
		for i, name := range v.Names {
			if text, ok := literal(v.Values[i]); ok {
				s.consts[name.Name] = text
				// The API chooses among its own by the status.
				if strings.HasPrefix(name.Name, "Code") {
					s.codes[text] = true
				}
			}
		}
	}
	return true
}

// functions looks into each function, and into those that are made within.
func (s *sourceDir) functions(f *ast.File) {
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			if fn.Body != nil {
				s.body(fn.Name.Name, fn.Type, fn.Body)
			}
			continue
		}
		s.body("", &ast.FuncType{Params: &ast.FieldList{}}, d)
	}
}

func (s *sourceDir) body(name string, typ *ast.FuncType, body ast.Node) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 && len(n.Rhs) == 1 {
				id, named := n.Lhs[0].(*ast.Ident)
				if fn, ok := n.Rhs[0].(*ast.FuncLit); ok && named {
					s.body(id.Name, fn.Type, fn.Body)
					return false
				}
			}
		case *ast.CompositeLit:
			if !isProblem(n.Type) {
				break
			}
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && isNamed(kv.Key, "Code") {
					s.code(name, typ, "", kv.Value)
				}
			}
		case *ast.CallExpr:
			if m, ok := s.makers[called(n)]; ok && m.at < len(n.Args) {
				s.code(name, typ, m.prefix, n.Args[m.at])
			}
		}
		return true
	})
}

// code notes what is said to be a code: a text, or a parameter of the function
// around it, which so becomes a maker.
func (s *sourceDir) code(name string, typ *ast.FuncType, prefix string, e ast.Expr) {
	if text, ok := literal(e); ok {
		s.codes[prefix+text] = true
		return
	}
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.ADD {
		if text, ok := literal(b.X); ok {
			s.code(name, typ, prefix+text, b.Y)
		}
		return
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return
	}
	at := 0
	for _, field := range typ.Params.List {
		for _, p := range field.Names {
			if p.Name == id.Name {
				s.makers[name] = maker{at: at, prefix: prefix}
				return
			}
			at++
		}
	}
	if text, ok := s.consts[id.Name]; ok {
		s.codes[prefix+text] = true
	} else if name != "asProblem" { // which chooses among the constants above
		s.t.Errorf("%s makes a problem whose code cannot be told from the source: give it as a text, a constant or a parameter", name)
	}
}

func literal(e ast.Expr) (string, bool) {
	b, ok := e.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(b.Value)
	return text, err == nil
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func isProblem(e ast.Expr) bool {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		return sel.Sel.Name == "Problem"
	}
	return isNamed(e, "Problem") || isNamed(e, "problem")
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
