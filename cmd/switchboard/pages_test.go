package main_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/internal/docstest"
)

// demoEntry and setupLink are what the demo and a hub without an owner print.
var (
	demoEntry = regexp.MustCompile(`http://\S+/demo/enter/\S+`)
	setupLink = regexp.MustCompile(`http://(\S+)/setup#token=(\S+)`)
)

// newest is the account that was linked last: what a reader reads off the answer.
const newest = `$(switchboard account list --data data | jq -r 'max_by(.created_at).id')`

// followed are the pages whose commands a test runs.
func followed() []string {
	return []string{"README.md", "docs/quickstart.md", "docs/operating.md", "docs/envelope.md", "docs/widget.md", "CONTRIBUTING.md",
		"docs/channels/web.md", "docs/channels/telegram.md", "docs/channels/wechat.md", "docs/channels/email.md"}
}

// A command on a page is run by a test, or its block says why not. Pages in Chinese
// have the commands of the English ones, which a test of docstest holds.
func TestEveryCommandOfThePagesIsRunOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	pages, err := docstest.Pages(root)
	fatal(t, err)
	for _, name := range pages {
		if strings.HasPrefix(name, "docs/zh/") || name == "README.zh.md" || slices.Contains(followed(), name) {
			continue
		}
		for _, b := range docstest.Of("sh", docstest.Blocks(readFile(t, filepath.Join(root, name)))) {
			if b.NotRun == "" {
				t.Errorf("%s:%d: no test runs this; run the page, or begin the block with # not run by the tests: and the reason", name, b.Line)
			}
		}
	}
}

// The first page, from the demo to an answer that reaches a user of Telegram.
func TestTheCommandsOfTheFirstPageWork(t *testing.T) {
	t.Parallel()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	srv.AddBot(botToken, "shop_bot")
	user := srv.User(42, "小明", "王", "xiaoming", "zh")
	r := newReader(t)
	r.words["token=123456:ABC…"] = "token=" + botToken + " --set api_base=" + srv.URL
	r.page("README.md", func(_ int, commands string) {
		switch {
		case strings.HasPrefix(commands, "make run"):
			r.says(demoEntry)
			r.stop()
		case strings.Contains(commands, "setup --data"):
			r.says(setupLink)
		case strings.Contains(commands, "add telegram"):
			r.words["ID"] = newest
		case strings.HasPrefix(commands, "curl"):
			user.Start(botToken, "")
			r.words["ID"] = r.firstConversation()
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := srv.WaitSent(ctx, botToken, 1); err != nil || srv.Sent(botToken)[0].Text != "您好，有什么可以帮您？" {
		t.Errorf("the answer: %v %+v", err, srv.Sent(botToken))
	}
	r.stop()
}

// firstConversation waits until somebody has written, and returns the id.
func (r *reader) firstConversation() (id string) {
	r.t.Helper()
	r.until("there is a conversation", func() bool {
		var page list[conversation]
		answer := r.sh(`curl -sS -H "Authorization: Bearer $KEY" http://` + r.agents + "/api/v1/conversations")
		if err := json.Unmarshal([]byte(answer), &page); err != nil {
			r.t.Fatalf("%s: %v", answer, err)
		}
		if len(page.Items) > 0 {
			id = page.Items[0].ID
		}
		return id != ""
	})
	return id
}
