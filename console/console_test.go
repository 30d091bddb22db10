package console

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/common/config"
	"github.com/cloudwego/hertz/pkg/common/ut"
)

// sources hashes what build/stamp.mjs hashes, in the same way.
func sources(t *testing.T) string {
	t.Helper()
	var names []string
	root := os.DirFS(".")
	for _, start := range []string{"src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"} {
		err := fs.WalkDir(root, start, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !strings.HasSuffix(name, ".test.ts") && !strings.HasPrefix(name, "src/testing/") {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(names)
	all := sha256.New()
	for _, name := range names {
		b, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(all, "%x  %s\n", sha256.Sum256(b), name)
	}
	return hex.EncodeToString(all.Sum(nil))
}

func TestThePageIsBuiltFromItsSources(t *testing.T) {
	t.Parallel()
	stamp, err := dist.ReadFile("dist/sources.sha256")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(string(stamp)), sources(t); got != want {
		t.Errorf("dist was built from other sources (%.12s, now %.12s): run npm ci && npm run build in console and commit dist", got, want)
	}
}

// maxFirstLoad bounds what a browser fetches to show the inbox, in compressed bytes.
const maxFirstLoad = 300_000

// chunk is a file of the page in the bundler's manifest.
type chunk struct {
	File    string   `json:"file"`
	CSS     []string `json:"css"`
	Imports []string `json:"imports"`
}

func TestTheFirstLoadIsSmall(t *testing.T) {
	t.Parallel()
	files, err := load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	manifest := map[string]chunk{}
	if err := json.Unmarshal(b, &manifest); err != nil {
		t.Fatal(err)
	}
	needed := map[string]bool{"index.html": true, "favicon.svg": true}
	seen := map[string]bool{}
	var need func(string)
	need = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		c, ok := manifest[name]
		if !ok {
			t.Fatalf("the manifest has no %s", name)
		}
		needed[c.File] = true
		for _, css := range c.CSS {
			needed[css] = true
		}
		for _, other := range c.Imports {
			need(other)
		}
	}
	for _, first := range []string{"index.html", "src/app/Shell.vue", "src/features/inbox/InboxPage.vue", "src/locales/zh-CN/index.ts"} {
		need(first)
	}
	sum := 0
	for name := range needed {
		f, ok := files[name]
		if !ok {
			t.Fatalf("%s is not in dist", name)
		}
		if f.gzip == nil {
			f.gzip = f.plain
		}
		sum += len(f.gzip)
	}
	t.Logf("%d of %d files, %d bytes compressed", len(needed), len(files), sum)
	if sum > maxFirstLoad {
		t.Errorf("the first load has %d compressed bytes, more than %d", sum, maxFirstLoad)
	}
}

func mounted(t *testing.T) *server.Hertz {
	t.Helper()
	h := server.New(config.Option{F: func(o *config.Options) { o.DisablePrintRoute = true }})
	if err := Mount(h, Options{PublicURL: `https://hub.example.com/"x`}); err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h *server.Hertz, name, accept string) *ut.ResponseRecorder {
	return ut.PerformRequest(h.Engine, http.MethodGet, name, nil,
		ut.Header{Key: "Accept", Value: accept}, ut.Header{Key: "Accept-Encoding", Value: "gzip, br"})
}

func TestPlacesOfThePageGetTheDocumentAndProgramsA404(t *testing.T) {
	t.Parallel()
	h := mounted(t)
	for _, c := range []struct {
		path, accept string
		status       int
		kind         string
	}{
		{"/", "text/html", 200, "text/html; charset=utf-8"},
		{"/inbox/mine", "text/html,*/*", 200, "text/html; charset=utf-8"},
		{"/favicon.svg", "*/*", 200, "image/svg+xml"},
		{"/assets/gone.js", "*/*", 404, "text/plain; charset=utf-8"},
		{"/sources.sha256", "*/*", 404, "text/plain; charset=utf-8"},
		{"/manifest.json", "*/*", 404, "text/plain; charset=utf-8"},
	} {
		r := get(h, c.path, c.accept).Result()
		if r.StatusCode() != c.status || string(r.Header.ContentType()) != c.kind {
			t.Errorf("%s: %d %s, want %d %s", c.path, r.StatusCode(), r.Header.ContentType(), c.status, c.kind)
		}
	}
}

func TestTheDocumentIsBoundToItsOwnScripts(t *testing.T) {
	t.Parallel()
	h := mounted(t)
	r := ut.PerformRequest(h.Engine, http.MethodGet, "/", nil, ut.Header{Key: "Accept", Value: "text/html"}).Result()
	policy := r.Header.Get("Content-Security-Policy")
	if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "script-src 'self'") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("weak policy: %s", policy)
	}
	body := string(r.Body())
	if strings.Contains(body, "<style") || strings.Contains(body, "<script>") {
		t.Error("the document has inline styles or scripts, which its policy forbids")
	}
	if !strings.Contains(body, `content="https://hub.example.com/&#34;x"`) {
		t.Error("the public address is not in the document, or not escaped")
	}
}

func TestAssetsAreKeptForGoodAndSentCompressed(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(dist, "dist/assets/*.js")
	if err != nil || len(names) == 0 {
		t.Fatal("no assets", err)
	}
	h := mounted(t)
	for _, name := range names {
		r := get(h, "/assets/"+path.Base(name), "*/*").Result()
		if !strings.Contains(r.Header.Get("Cache-Control"), "immutable") || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %s", name, r.Header.Header())
		}
		if len(r.Body()) > 2000 && r.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s is sent as it is", name)
		}
	}
}
