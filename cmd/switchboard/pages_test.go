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

	"github.com/switchboard-hub/switchboard/connectors/email/mailtest"
	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
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
	return []string{"README.md", "docs/quickstart.md", "docs/operating.md", "docs/envelope.md", "docs/widget.md", "docs/api.md", "CONTRIBUTING.md",
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

// What the pages that need a hub tell a reader to type, each on a hub of its own whose
// platforms are emulated.
func TestTheCommandsOfTheChannelsPagesWork(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]func(*testing.T) map[string]string{
		"docs/channels/web.md": nil,
		"docs/widget.md":       nil,
		"docs/channels/telegram.md": func(t *testing.T) map[string]string {
			srv := telegramtest.New(telegramtest.Options{})
			t.Cleanup(srv.Close)
			srv.AddBot(botToken, "shop_bot")
			return map[string]string{"token=123456:ABC…": "token=" + botToken + " --set api_base=" + srv.URL, "ID": newest}
		},
		"docs/channels/wechat.md": func(t *testing.T) map[string]string {
			srv := wechattest.New(wechattest.Options{})
			t.Cleanup(srv.Close)
			srv.AddApp(wechattest.Config{AppID: "wxSHOP", Secret: wechatSecret})
			srv.AddCorp(wechattest.CorpConfig{CorpID: "wwSHOP", Secret: wechatSecret}).AddDesk("wkSHOP", "售后")
			return map[string]string{"appid=wx…": "appid=wxSHOP --set api_base=" + srv.URL, "corpid=ww…": "corpid=wwSHOP --set api_base=" + srv.URL,
				"open_kfid=wk…": "open_kfid=wkSHOP", "secret=…": "secret=" + wechatSecret, "token=…": "token=" + wechatToken, "encoding_aes_key=…": "encoding_aes_key=" + wechatKey}
		},
		"docs/channels/email.md": func(t *testing.T) map[string]string {
			s := mailtest.Start(t)
			address := s.Mailbox()
			user := strings.ReplaceAll(address, "@", "%40") + ":" + mailtest.Password + "@"
			return map[string]string{"address=support@example.com": "address=" + address + " --set tls_ca='" + s.CA + "'",
				"support%40example.com:password@imap.example.com:993": user + s.IMAPS, "support%40example.com:password@smtp.example.com:465": user + s.SMTPS}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newReader(t)
			if words != nil {
				r.words = words(t)
			}
			r.sh("make build; switchboard setup --data data --email you@example.org --password 'a long one' --name 'Your Name'")
			r.serveHere("switchboard serve --data data")
			r.until("it serves", func() bool { return r.sh("curl -s http://"+r.agents+"/healthz || :") != "" })
			r.page(name, nil)
			list := r.sh("switchboard account list --data data")
			if !json.Valid([]byte(list)) || strings.Count(list, `"id"`) == 0 || strings.Contains(list, `"failing"`) {
				t.Errorf("the accounts are %s", list)
			}
			r.stop()
		})
	}
}

// What the pages that need no hub tell a reader to type.
func TestTheCommandsOfTheProgrammersPagesWork(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]map[string]string{
		"docs/envelope.md": nil,
		"CONTRIBUTING.md":  {"normalize example < testdata/example/text.json": "normalize telegram < testdata/telegram/text_chinese.json"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newReader(t)
			r.words = words
			r.page(name, nil)
			if r.serves > 0 {
				r.says(setupLink)
				r.stop()
			}
		})
	}
}

// The quick start, step by step: the link, the owner, a visitor's word and its answer,
// then the chat on a page of one's own and a bot of Telegram.
func TestTheQuickStartLeadsToAnAnsweredChat(t *testing.T) {
	t.Parallel()
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	srv.AddBot(botToken, "shop_bot")
	r := newReader(t)
	r.words["token=123456:ABC…"] = "token=" + botToken + " --set api_base=" + srv.URL
	r.words["127.0.0.1:8000"] = freeAddr(t)
	r.words["http.server 8000"] = "http.server " + strings.TrimPrefix(r.words["127.0.0.1:8000"], "127.0.0.1:")
	hub := ""
	r.page("docs/quickstart.md", func(_ int, commands string) {
		switch {
		case strings.HasPrefix(commands, "make run"):
			r.says(demoEntry)
			r.stop()
		case strings.HasPrefix(commands, "mkdir -p page"):
			r.words[`ID"`] = r.firstChat() + `"`
			hub = r.sh("printf %s $served")
		case strings.Contains(commands, "account add"):
			page := ""
			r.until("the page is there", func() bool {
				page = r.sh("curl -sf http://" + r.words["127.0.0.1:8000"] + "/ || :")
				return page != ""
			})
			line := regexp.MustCompile(`src="([^"]+)" data-account="([^"]+)"`).FindStringSubmatch(page)
			if len(line) == 0 || !strings.Contains(r.sh("curl -sf "+line[1]), "data-account") {
				t.Errorf("the page is %s", page)
			}
			r.stop()
			r.words["ID"] = newest
		}
	})
	r.sh("served=" + hub)
	r.stop()
}

// firstChat is what the page behind the printed link is for: it makes the owner, writes
// as a visitor and answers as an agent. It returns the web account.
func (r *reader) firstChat() string {
	r.t.Helper()
	link := r.says(setupLink)
	agents, public := "http://"+link[1]+"/api/v1", "http://"+r.public+"/widget/v1/"
	var session struct{ CSRF string }
	r.ask(&session, agents+"/setup", `{"token":"`+link[2]+`","name":"李","email":"li@example.com","password":"a long password"}`, "-c jar", "-H 'Origin: http://"+link[1]+"'")
	var made struct {
		Account string `json:"web_account"`
	}
	r.ask(&made, agents+"/setup", "")
	public += made.Account
	var visitor struct{ Token string }
	r.ask(&visitor, public+"/session", "{}")
	bearer := "-H 'Authorization: Bearer " + visitor.Token + "'"
	r.ask(nil, public+"/messages", `{"client_message_id":"1","text":"hello"}`, bearer)
	var inbox list[conversation]
	r.until("the visitor's word is in the inbox", func() bool {
		r.ask(&inbox, agents+"/conversations", "", "-b jar")
		return len(inbox.Items) == 1 && inbox.Items[0].LastMessage.Text == "hello"
	})
	r.ask(nil, agents+"/conversations/"+inbox.Items[0].ID+"/messages", `{"client_message_id":"1","text":"welcome"}`,
		"-b jar", "-H 'Origin: http://"+link[1]+"'", "-H 'X-CSRF-Token: "+session.CSRF+"'")
	r.until("the visitor reads the answer", func() bool {
		return strings.Contains(r.sh("curl -sS "+bearer+" "+public+"/messages"), "welcome")
	})
	return made.Account
}

// ask calls the hub from the reader's machine; a body makes it a POST.
func (r *reader) ask(into any, url, body string, flags ...string) {
	r.t.Helper()
	if body != "" {
		flags = append(flags, "-H 'Content-Type: application/json'", "-d '"+body+"'")
	}
	answer := r.sh("curl -sS --fail-with-body " + strings.Join(flags, " ") + " " + url)
	if into != nil {
		if err := json.Unmarshal([]byte(answer), into); err != nil {
			r.t.Fatalf("%s: %v in %s", url, err, answer)
		}
	}
}
