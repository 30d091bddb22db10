package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// shop is a running hub beside an emulated Telegram. Its tests share it, each
// with a bot of its own.
type shop struct {
	*node
	srv  *telegramtest.Server
	bots atomic.Int64
}

func openShop(t *testing.T, flags ...string) *shop {
	t.Helper()
	return openShopOn(t, "", flags...)
}

// openShopOn is openShop with a data folder of the test's own.
func openShopOn(t *testing.T, data string, flags ...string) *shop {
	t.Helper()
	s := &shop{srv: telegramtest.New(telegramtest.Options{})}
	t.Cleanup(s.srv.Close)
	s.node = newNode(t, "", flags...)
	if data != "" {
		s.node.data = data
		s.node.setUp()
	}
	s.node.start()
	t.Cleanup(func() {
		if s.node.cmd.ProcessState == nil { // the test itself did not stop it
			s.node.stop()
		}
	})
	return s
}

// setUp makes the owner, or gives them a new key.
func (n *node) setUp() {
	n.t.Helper()
	var out struct {
		APIKey string `json:"api_key"`
	}
	n.command(&out, "setup", "--email", "owner@example.com", "--password", "correct horse battery", "--name", "Owner")
	n.key = out.APIKey
}

// own is an account of a hub that a test has for itself.
type own struct {
	*node
	account, callback string
}

// link links an account. A failure is the subtest's own.
func (n *node) link(t *testing.T, channel string, settings map[string]string) *own {
	t.Helper()
	mine := *n
	mine.t = t
	var a struct {
		ID          string `json:"id"`
		CallbackURL string `json:"callback_url"`
	}
	mine.must(http.MethodPost, "/accounts", map[string]any{"channel": channel, "name": "Shop", "settings": settings}, &a)
	return &own{node: &mine, account: a.ID, callback: a.CallbackURL}
}

// bot is one linked bot and a user of it.
type bot struct {
	*own
	srv   *telegramtest.Server
	token string
	user  *telegramtest.User
}

// bot links a new bot by webhook. A failure is the subtest's own.
func (s *shop) bot(t *testing.T) *bot {
	t.Helper()
	i := s.bots.Add(1)
	b := &bot{srv: s.srv, token: fmt.Sprintf("%d:AA-the_token_of_a_test_bot", 500+i),
		user: s.srv.User(1000+i, "小明", "王", fmt.Sprintf("xiaoming%d", i), "zh")}
	s.srv.AddBot(b.token, fmt.Sprintf("shop%d_bot", i))
	b.own = s.node.link(t, "telegram", map[string]string{"token": b.token, "api_base": s.srv.URL, "receive": "webhook"})
	return b
}

// must asks the API and fails the test when it refuses.
func (n *node) must(method, path string, body, into any) {
	n.t.Helper()
	if _, err := n.call(method, path, body, into); err != nil {
		n.t.Fatal(err)
	}
}

// letter is a message with all that these tests look at.
type letter struct {
	message
	Rev        int64           `json:"rev"`
	ReplyTo    string          `json:"reply_to"`
	ExternalID string          `json:"external_id"`
	EditedAt   string          `json:"edited_at"`
	DeletedAt  string          `json:"deleted_at"`
	Content    json.RawMessage `json:"content"`
	Error      struct{ Code, Text string }
	Author     struct{ Kind string }
}

// threads lists the account's conversations.
func (b *own) threads() []conversation {
	b.t.Helper()
	var page list[conversation]
	b.get("/conversations?account="+b.account, &page)
	return page.Items
}

func (b *own) letters(conversation string) []letter {
	b.t.Helper()
	var page list[letter]
	b.get("/conversations/"+conversation+"/messages?limit=200", &page)
	return page.Items
}

// incoming waits until the account's one conversation has n messages.
func (b *own) incoming(n int) (string, []letter) {
	b.t.Helper()
	var id string
	var all []letter
	b.until(fmt.Sprintf("%d messages are in the API", n), func() bool {
		if threads := b.threads(); len(threads) == 1 {
			id = threads[0].ID
			all = b.letters(id)
		}
		return len(all) >= n
	})
	if len(all) != n {
		b.t.Fatalf("%d messages, want %d", len(all), n)
	}
	return id, all
}

// greet opens a conversation.
func (b *bot) greet() (conversation string) {
	b.t.Helper()
	b.user.Send(b.token, "你好")
	id, _ := b.incoming(1)
	return id
}

// answer posts a message and returns its id.
func (b *own) answer(conversation string, body map[string]any) string {
	b.t.Helper()
	body["client_message_id"] = fmt.Sprintf("c%d", clientID.Add(1))
	var m letter
	b.must(http.MethodPost, "/conversations/"+conversation+"/messages", body, &m)
	return m.ID
}

var clientID atomic.Int64 // names only have to differ

func (b *own) letter(conversation, id string) letter {
	b.t.Helper()
	var m letter
	b.get("/conversations/"+conversation+"/messages/"+id, &m)
	return m
}

// delivered waits for a message's delivery state.
func (b *own) delivered(conversation, id, state string) letter {
	b.t.Helper()
	var m letter
	b.until("the message is "+state, func() bool {
		m = b.letter(conversation, id)
		return m.Delivery == state
	})
	return m
}

// sent waits until the platform has n messages of the bot.
func (b *bot) sent(n int) []telegramtest.Sent {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	list, err := b.srv.WaitSent(ctx, b.token, n)
	if err != nil || len(list) != n {
		b.t.Fatalf("the platform has %d messages, want %d: %v\n%s", len(list), n, err, b.log)
	}
	return list
}

// secret is what the hub told the platform to send with each update.
func (b *bot) secret() string {
	b.t.Helper()
	for _, c := range b.srv.Calls(b.token) {
		if strings.EqualFold(c.Method, "setWebhook") {
			return c.Params["secret_token"]
		}
	}
	b.t.Fatal("the webhook was never set")
	return ""
}

// deliver posts to the callback as the platform would.
func (b *bot) deliver(secret string, body []byte) int {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodPost, b.callback, bytes.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body) // only the status matters
	return resp.StatusCode
}

// bytesOf downloads an attachment.
func (n *node) bytesOf(attachment string) ([]byte, *http.Response) {
	n.t.Helper()
	return n.raw(http.MethodGet, "http://"+n.agents+"/api/v1/attachments/"+attachment, "", nil)
}

// raw makes a request with the key and returns the whole answer.
func (n *node) raw(method, url, contentType string, body io.Reader) ([]byte, *http.Response) {
	n.t.Helper()
	req, err := http.NewRequest(method, url, body)
	if err != nil {
		n.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+n.key)
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		n.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		n.t.Fatal(err)
	}
	return b, resp
}

// change is one entry of a conversation's log.
type change struct {
	Rev   int64  `json:"rev"`
	Type  string `json:"type"`
	Event *struct {
		MessageID string          `json:"message_id"`
		Data      json.RawMessage `json:"data"`
	} `json:"event"`
}

func (n *node) changes(conversation string) []change {
	n.t.Helper()
	var page list[change]
	n.get("/conversations/"+conversation+"/changes?limit=200", &page)
	return page.Items
}
