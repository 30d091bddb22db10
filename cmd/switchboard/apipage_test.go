package main_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/internal/docstest"
)

// rewrite is the flag -update, which abilities_test.go declares.
func rewrite() bool { return flag.Lookup("update").Value.String() == "true" }

var (
	anyID   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)
	anyTime = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`)
	anyKey  = regexp.MustCompile(`sb_[A-Za-z0-9]{6,}`)
)

// mask gives what differs from hub to hub the same words each time.
type mask struct {
	ids   map[string]string // real → shown
	words *strings.Replacer
}

func (m *mask) on(text string) string {
	text = anyID.ReplaceAllStringFunc(m.words.Replace(text), func(id string) string {
		if m.ids[id] == "" {
			m.ids[id] = fmt.Sprintf("01990000-0000-7000-8000-%012d", len(m.ids)+1)
		}
		return m.ids[id]
	})
	return anyKey.ReplaceAllString(anyTime.ReplaceAllString(text, "2026-11-22T10:00:00.000000Z"), "sb_…")
}

// The examples of docs/api.md are what a hub answers, but for ids and times; the page
// in Chinese has the same. go test ./cmd/switchboard -run ExamplesOfTheAPI -update
// writes the answers anew.
func TestTheExamplesOfTheAPIAreWhatAHubAnswers(t *testing.T) {
	t.Parallel()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	srv.AddBot(botToken, "shop_bot")
	user := srv.User(42, "Mei", "Lin", "meilin", "en")
	r := newReader(t)
	r.words["123456:ABC…"], r.words["https://api.telegram.org"] = botToken, srv.URL
	m := &mask{ids: map[string]string{}, words: strings.NewReplacer(r.public, "127.0.0.1:8080", r.agents, "127.0.0.1:8081", srv.URL, "https://api.telegram.org")}
	blocks := docstest.Blocks(readFile(t, filepath.Join("..", "..", "docs", "api.md")))
	answers := map[int]string{} // by the number of their block
	r.sh("make build")
	r.serveHere("switchboard serve --data data")
	r.says(setupLink)
	for i, b := range blocks {
		if b.Lang != "sh" {
			continue
		}
		switch {
		case strings.Contains(b.Text, "view=queue"):
			user.Send(botToken, "Where is my parcel?")
			r.firstConversation()
		case strings.HasPrefix(b.Text, "MESSAGE="):
			r.until("it is sent", func() bool {
				return strings.Contains(r.sh(`api $HUB/conversations/$CONVERSATION/messages`), `"delivery":"sent"`)
			})
		case strings.Contains(b.Text, "/search"):
			r.until("it is indexed", func() bool { return strings.Contains(r.sh(`api "$HUB/search?q=parcel"`), "4711") })
		}
		for real, shown := range m.ids {
			r.words[shown] = real
		}
		answer := r.block(b)
		if i+1 == len(blocks) || blocks[i+1].Lang != "json" {
			continue
		}
		answers[i+1] = m.on(indented(t, answer))
	}
	r.stop()
	if len(answers) < 10 {
		t.Errorf("the page has %d answers", len(answers))
	}
	for _, name := range []string{"docs/api.md", "docs/zh/api.md"} {
		holds(t, name, answers)
	}
}

// holds compares the answers of a page with what a hub said, or writes them.
func holds(t *testing.T, name string, answers map[int]string) {
	t.Helper()
	file := filepath.Join("..", "..", filepath.FromSlash(name))
	page := readFile(t, file)
	lines := strings.SplitAfter(page, "\n")
	for i, b := range slices.Backward(docstest.Blocks(page)) {
		got, asked := answers[i]
		if !asked || got == b.Text {
			continue
		}
		if !rewrite() {
			t.Errorf("%s:%d says\n%s\nand a hub answers\n%s", name, b.Line, b.Text, got)
		}
		lines = slices.Replace(lines, b.Line, b.Line+strings.Count(b.Text, "\n"), got)
	}
	if rewrite() {
		fatal(t, os.WriteFile(file, []byte(strings.Join(lines, "")), 0o644)) //nolint:gosec // a page is for all
	}
}

// indented writes each value of an answer over several lines.
func indented(t *testing.T, answer string) string {
	t.Helper()
	var out bytes.Buffer
	d := json.NewDecoder(strings.NewReader(answer))
	for d.More() {
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%v in %s", err, answer)
		}
		var flat bytes.Buffer
		fatal(t, json.Compact(&flat, v))
		if flat.Len() < 120 {
			out.Write(flat.Bytes())
		} else {
			fatal(t, json.Indent(&out, v, "", "  "))
		}
		out.WriteByte('\n')
	}
	return out.String()
}
