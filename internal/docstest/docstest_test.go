package docstest_test

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/internal/docstest"
)

const page = "# A page, of `code`\n\n[a](b.md#c) ![p](x/y.png) `[no](link)`\n\n" +
	"```sh\n# not run by the tests: it wants a phone\ndial 110  # now\n```\n\n" +
	"1. In a list:\n\n   ```sh\n   one \\\n     two\n\n   # said\n   echo '#3'\n   ```\n\n```\n# no heading [x](y)\n```\n\n## 一 (二)：三_4\n## A page, of code\n"

func TestAPageIsReadAsItIsShown(t *testing.T) {
	t.Parallel()
	blocks := docstest.Blocks(page)
	if len(blocks) != 3 || blocks[0].NotRun != "it wants a phone" || blocks[1].NotRun != "" || blocks[1].Line != 12 || blocks[2].Lang != "" {
		t.Fatalf("%+v", blocks)
	}
	if got := docstest.Of("sh", blocks); len(got) != 2 || got[0].Commands() != "dial 110" || got[1].Commands() != "one \\\n  two\necho '#3'" {
		t.Errorf("%+v", got)
	}
	if got := docstest.Links(page); !slices.Equal(got, []string{"b.md#c", "x/y.png"}) {
		t.Errorf("links %q", got)
	}
	if got := docstest.Anchors(page); !slices.Equal(got, []string{"a-page-of-code", "一-二三_4", "a-page-of-code-1"}) {
		t.Errorf("anchors %q", got)
	}
	if got, ok := docstest.Replace("a\n<!-- t -->\nold\n<!-- /t -->\nb", "t", "new\n"); !ok || got != "a\n<!-- t -->\nnew\n<!-- /t -->\nb" {
		t.Errorf("%q", got)
	}
	if _, ok := docstest.Replace("a\n<!-- t -->\n", "t", "new\n"); ok {
		t.Error("a place without an end was found")
	}
}

// read reads a file of the repository.
func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func pages(t *testing.T) []string {
	t.Helper()
	all, err := docstest.Pages(filepath.Join("..", ".."))
	if err != nil || len(all) < 20 {
		t.Fatalf("%d pages, %v", len(all), err)
	}
	return all
}

// Whatever a page links to inside the repository is there, the place in it too.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	followed := 0
	for _, name := range pages(t) {
		for _, link := range docstest.Links(read(t, name)) {
			target, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %s: %v", name, link, err)
				continue
			}
			if target.Scheme != "" {
				continue
			}
			followed++
			to := name
			if target.Path != "" {
				to = path.Join(path.Dir(name), target.Path)
			}
			if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(to))); err != nil {
				t.Errorf("%s links to %s, which is not there", name, link)
				continue
			}
			if target.Fragment != "" && !slices.Contains(docstest.Anchors(read(t, to)), target.Fragment) {
				t.Errorf("%s links to %s: there is no such heading", name, link)
			}
		}
	}
	if followed < 100 {
		t.Errorf("only %d links were followed", followed)
	}
}

// twin is a page's place in Chinese.
func twin(name string) string {
	if dir, base := path.Split(name); dir == "" {
		return strings.TrimSuffix(base, ".md") + ".zh.md"
	}
	return "docs/zh/" + strings.TrimPrefix(name, "docs/")
}

// A page for users is there in Chinese too, with the same commands, or says that it is
// not; each page of docs is in the index.
func TestEveryPageHasItsTwinOrSaysThatItHasNone(t *testing.T) {
	t.Parallel()
	all := pages(t)
	index := docstest.Links(read(t, "docs/README.md"))
	for _, name := range all {
		ours := strings.HasPrefix(name, "docs/") && name != "docs/README.md"
		if ours && !slices.Contains(index, strings.TrimPrefix(name, "docs/")) {
			t.Errorf("docs/README.md does not list %s", name)
		}
		if name != "README.md" && (!ours || strings.HasPrefix(name, "docs/zh/")) {
			continue
		}
		english := read(t, name)
		if !slices.Contains(all, twin(name)) {
			if !strings.Contains(english, "本页没有中文版") {
				t.Errorf("%s has no page in Chinese at %s, and does not say so (本页没有中文版)", name, twin(name))
			}
			continue
		}
		chinese := read(t, twin(name))
		if !linksTo(name, twin(name), english) || !linksTo(twin(name), name, chinese) {
			t.Errorf("%s and %s do not link to each other", name, twin(name))
		}
		if en, zh := commands(english), commands(chinese); !slices.Equal(en, zh) {
			t.Errorf("%s has other commands in Chinese:\n%s\n\n%s", name, strings.Join(en, "\n--\n"), strings.Join(zh, "\n--\n"))
		}
	}
}

func linksTo(from, to, text string) bool {
	return slices.ContainsFunc(docstest.Links(text), func(link string) bool { return path.Join(path.Dir(from), link) == to })
}

func commands(page string) (out []string) {
	for _, b := range docstest.Of("sh", docstest.Blocks(page)) {
		out = append(out, b.Commands())
	}
	return out
}

// A clone is small: pictures are of few colours, and each is shown by a page.
func TestPicturesAreSmallAndShown(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	for _, name := range pages(t) {
		for _, link := range docstest.Links(read(t, name)) {
			shown[path.Join(path.Dir(name), link)] = true
		}
	}
	files, err := os.ReadDir(filepath.Join("..", "..", "docs", "images"))
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range files {
		size := len(read(t, "docs/images/"+f.Name()))
		total += size
		if size > 150_000 || !shown["docs/images/"+f.Name()] {
			t.Errorf("%s has %d bytes, shown by a page: %v", f.Name(), size, shown["docs/images/"+f.Name()])
		}
	}
	if total > 3_000_000 {
		t.Errorf("the pictures have %d bytes in all", total)
	}
}
