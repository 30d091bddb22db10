// Package docstest reads the pages of the repository, so that tests can hold them
// to what is there: links and anchors lead somewhere, commands run, the pages of
// both languages have the same commands. It runs nothing itself.
package docstest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Block is what stands between two fences.
type Block struct {
	Lang string // the first word behind the fence: "sh", "json"; empty: none
	Line int    // of the fence, from 1
	Text string // without the indent of the fence
	// NotRun is the reason that its first line gives why no test runs it; empty:
	// a test has to.
	NotRun string
}

// fence is an opening one, also within a list.
var fence = regexp.MustCompile("^( *)```+([A-Za-z]*)")

// notRun is the one way in which a page says that a block is not run.
var notRun = regexp.MustCompile(`^# (?:not run by the tests: |测试不执行：)(.+)`)

// Blocks lists a page's blocks in their order.
func Blocks(page string) []Block {
	var all []Block
	inside := -1 // the fence's indent
	for i, line := range strings.Split(page, "\n") {
		indent, lang := fenceOf(line)
		switch {
		case inside < 0 && indent >= 0:
			inside = indent
			all = append(all, Block{Lang: lang, Line: i + 1})
		case inside < 0:
		case indent == inside:
			inside = -1
		default:
			b := &all[len(all)-1]
			text := line[min(inside, len(line)-len(strings.TrimLeft(line, " "))):]
			if reason := notRun.FindStringSubmatch(text); b.Text == "" && reason != nil {
				b.NotRun = reason[1]
			}
			b.Text += text + "\n"
		}
	}
	return all
}

// fenceOf returns a fence's indent and language; -1: the line is none.
func fenceOf(line string) (indent int, lang string) {
	m := fence.FindStringSubmatch(line)
	if len(m) < 3 {
		return -1, ""
	}
	return len(m[1]), m[2]
}

// Of returns the blocks of one language.
func Of(lang string, blocks []Block) []Block {
	return slices.DeleteFunc(slices.Clone(blocks), func(b Block) bool { return b.Lang != lang })
}

// comment is from a # to the end of a line, where a shell takes it for one.
var comment = regexp.MustCompile(`(?m)(^|[ \t]+)#.*$`)

// Commands is a block's text without its comments and empty lines: what pages of two
// languages have in common.
func (b Block) Commands() string {
	var out []string
	for line := range strings.Lines(comment.ReplaceAllString(b.Text, "")) {
		if strings.TrimSpace(line) != "" {
			out = append(out, strings.TrimRight(line, " \t\n"))
		}
	}
	return strings.Join(out, "\n")
}

// links are [text](target) and ![text](target); targets with a space are none.
var links = regexp.MustCompile(`\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)`)

// code is what is shown as it stands: no link is followed in it.
var code = regexp.MustCompile("(?s)(?:^|\n) *```.*?\n *```|``.*?``|`[^`\n]*`")

// Links lists the targets of a page's links, as they are written.
func Links(page string) []string {
	var out []string
	for _, m := range links.FindAllStringSubmatch(code.ReplaceAllString(page, "\n"), -1) {
		out = append(out, m[1])
	}
	return out
}

// heading is a line that gets an anchor.
var heading = regexp.MustCompile(`(?m)^#{1,6} +(.+?) *#*$`)

// blocks hide what only looks like a heading: comments of a shell.
var blocks = regexp.MustCompile("(?ms)^ *```.*?\n *```")

// Anchors lists the names under which a page's headings can be linked to, as GitHub
// makes them: in lower case, without punctuation, with hyphens for spaces; the second
// of a name gets -1.
func Anchors(page string) []string {
	var out []string
	seen := map[string]int{}
	for _, m := range heading.FindAllStringSubmatch(blocks.ReplaceAllString(page, ""), -1) {
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case unicode.IsLetter(r), unicode.IsNumber(r), r == '-', r == '_':
				return unicode.ToLower(r)
			}
			return -1
		}, m[1])
		n := seen[name]
		seen[name]++
		if n > 0 {
			name += "-" + string(rune('0'+n))
		}
		out = append(out, name)
	}
	return out
}

// Replace puts text between <!-- name --> and <!-- /name -->; false: the page has no
// such place.
func Replace(page, name, text string) (string, bool) {
	before, rest, begun := strings.Cut(page, "<!-- "+name+" -->\n")
	_, after, ended := strings.Cut(rest, "<!-- /"+name+" -->")
	if !begun || !ended {
		return page, false
	}
	return before + "<!-- " + name + " -->\n" + text + "<!-- /" + name + " -->" + after, true
}

// Pages lists the pages below a folder, relative to it: all files in Markdown but
// those that are fetched or made.
func Pages(root string) ([]string, error) {
	var pages []string
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", "node_modules", "data", "bin", "dist", "out"}, d.Name()) {
			return fs.SkipDir
		}
		if filepath.Ext(path) == ".md" {
			pages = append(pages, path)
		}
		return nil
	})
	return pages, err
}
