package telegram

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

func TestReachable(t *testing.T) {
	t.Parallel()
	for callback, want := range map[string]bool{
		"https://hub.example.com/x": true, "https://hub.example.com:8443/x": true, "https://8.8.8.8:88/x": true,
		"https://hub.example.com:80/": true, "http://hub.example.com/x": false, "https://hub.example.com:8080/x": false,
		"https://localhost/x": false, "https://hub/x": false, "https://10.0.0.1/x": false, "https://[::1]/x": false,
		"https://[2606:4700::1111]/x": false, "https://127.0.0.1:8443/x": false, "https://hub.local/": false, "https://a.localhost/": false, "": false, "::": false,
	} {
		if got := reachable(callback); got != want {
			t.Errorf("%q: %v", callback, got)
		}
	}
}

// The way to receive follows the callback at each Connect, unless it was chosen
// by hand. The cursor is of polls: it ends where they begin anew.
func TestConnect(t *testing.T) {
	t.Parallel()
	const public, inner = "https://hub.example.com/in/1", "http://127.0.0.1:8080/in/1"
	for _, test := range []struct{ name, receive, before, callback, want, cursor string }{
		{"a public address", "", "", public, receiveWebhook, "41"},
		{"an inner address", "", "", inner, receivePoll, ""},
		{"no address", "", "", "", receivePoll, ""},
		{"a public address at last", "", receivePoll, public, receiveWebhook, "41"},
		{"an inner address again", "", receiveWebhook, inner, receivePoll, ""},
		{"another inner address", "", receivePoll, inner, receivePoll, "41"},
		{"another public address", "", receiveWebhook, public, receiveWebhook, "41"},
		{"webhook by hand", receiveWebhook, receivePoll, inner, receiveWebhook, "41"},
		{"poll by hand", receivePoll, receivePoll, public, receivePoll, "41"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, `{"ok":true,"result":true}`)
			c, before := newConnector(nil), account(f.URL)
			before.Cursor = "41"
			for key, value := range map[string]string{keyReceive: test.receive, keyMode: test.before} {
				if value != "" {
					before.Config[key] = value
				}
			}
			a, err := c.Connect(t.Context(), before, test.callback)
			if err != nil {
				t.Fatal(err)
			}
			secret := a.Secrets[keySecret]
			if len(secret) < 32 || strings.Trim(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != "" {
				t.Errorf("secret %q", secret)
			}
			if before.Secrets[keySecret] != "" || before.Config[keyMode] != test.before {
				t.Error("the caller's account was changed")
			}
			if a.Config[keyReceive] != test.receive || c.Receives(a) != (test.want == receivePoll) || a.Cursor != test.cursor {
				t.Errorf("receive %q, polls: %v, cursor %q", a.Config[keyReceive], c.Receives(a), a.Cursor)
			}
			wantCall(t, f.seen()[0], test.want, test.callback, secret)
			again, err := c.Connect(t.Context(), a, test.callback)
			if err != nil || again.Secrets[keySecret] != secret || c.Receives(again) != c.Receives(a) || again.Cursor != a.Cursor {
				t.Errorf("repeated: %v, %+v", err, again)
			}
		})
	}
}

// wantCall checks what the platform is told of a way to receive.
func wantCall(t *testing.T, got seen, mode, callback, secret string) {
	t.Helper()
	method := "deleteWebhook"
	if mode == receiveWebhook {
		method = "setWebhook"
	}
	if _, drops := got.params["drop_pending_updates"]; drops || got.method != method {
		t.Errorf("got %+v", got)
	}
	if mode == receiveWebhook && (got.params["url"] != callback || got.params["secret_token"] != secret ||
		got.params["max_connections"] != "40" || !strings.Contains(got.params["allowed_updates"], `"message_reaction"`)) {
		t.Errorf("got %+v", got)
	}
}

// Until the platform has agreed, updates come the old way.
func TestARefusedConnectChangesNothing(t *testing.T) {
	t.Parallel()
	f := newFake(t, refusal(502, "Bad Gateway"))
	c := newConnector(nil)
	for mode, callback := range map[string]string{receivePoll: "https://hub.example.com/in/1", receiveWebhook: "http://127.0.0.1:8080/in/1"} {
		a := account(f.URL)
		a.Config[keyMode], a.Cursor = mode, "41"
		got, err := c.Connect(t.Context(), a, callback)
		if err == nil || got.Config[keyMode] != mode || got.Cursor != "41" || got.Secrets[keySecret] == "" {
			t.Errorf("from %s: %v, %+v", mode, err, got)
		}
	}
}

func TestVerifyAndItsProblems(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, answer, want, code, says string }{
		{"a bot", `{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Shop","username":"shop_bot"}}`, "@shop_bot", "", ""},
		{"refused", refusal(401, "Unauthorized"), "", "telegram.token_refused", "@BotFather"},
		{"unknown to the server", refusal(404, "Not Found"), "", "telegram.token_refused", "@BotFather"},
		{"no Bot API", "<html>hello</html>", "", "telegram.unreachable", "127.0.0.1:"},
		{"JSON of something else", `{"ok":true,"result":{}}`, "", "telegram.unreachable", "api_base"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, test.answer)
			got, err := newConnector(nil).Verify(t.Context(), account(f.URL))
			wantProblem(t, err, test.code, test.says)
			if got != test.want {
				t.Errorf("name %q", got)
			}
		})
	}
}

func wantProblem(t *testing.T, err error, code, says string) {
	t.Helper()
	var p *core.Problem
	switch {
	case code == "" && err != nil:
		t.Error(err)
	case code != "" && !errors.As(err, &p):
		t.Errorf("got %v, want a problem", err)
	case code != "" && (p.Code != code || !strings.Contains(p.Text, says) || strings.Contains(err.Error(), testToken)):
		t.Errorf("got %s: %v", p.Code, err)
	}
}

func TestLinkProblems(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	c := newConnector(nil)
	_, err := c.Verify(t.Context(), account(closed.URL))
	wantProblem(t, err, "telegram.unreachable", strings.TrimPrefix(closed.URL, "http://"))

	f := newFake(t, refusal(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook"))
	a := account(f.URL)
	a.Config[keyReceive] = receiveWebhook
	_, err = c.Connect(t.Context(), a, "http://x/")
	wantProblem(t, err, "telegram.webhook_refused", "receive=poll")
	_, err = c.Connect(t.Context(), a, "")
	wantProblem(t, err, "telegram.callback_missing", "--public-url")

	f = newFake(t, refusal(401, "Unauthorized"))
	if err := c.Disconnect(t.Context(), account(f.URL)); err != nil {
		t.Errorf("a revoked token leaves nothing to undo: %v", err)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ key, value, code string }{
		{keyToken, "", "telegram.token_missing"}, {keyToken, "abc", "telegram.token_malformed"},
		{keyToken, "1:a/../b", "telegram.token_malformed"}, {keyToken, testToken + "\n", "telegram.token_malformed"},
		{keyReceive, "push", "telegram.receive_unknown"}, {keyReceive, receivePoll, ""},
		{keyBase, "api.telegram.org", "telegram.api_base_malformed"}, {keyBase, "https://x/?a", "telegram.api_base_malformed"},
		{keyBase, "http://127.0.0.1:8081/", ""}, {keyBase, "", ""},
	} {
		a := account("https://api.telegram.org")
		if test.key == keyToken {
			a.Secrets[keyToken] = test.value
		} else {
			a.Config[test.key] = test.value
		}
		wantProblem(t, newConnector(nil).Check(a), test.code, "the setting "+test.key)
	}
}

func TestGate(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 2, 3, 4, 5, 0, time.UTC)
	for _, test := range []struct {
		name, secret, header string
		ok                   bool
	}{
		{"right", "s3cret-s3cret", "s3cret-s3cret", true},
		{"wrong", "s3cret-s3cret", "s3cret-s3creT", false},
		{"shorter", "s3cret-s3cret", "s3cret", false},
		{"missing", "s3cret-s3cret", "", false},
		{"an account without a secret", "", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := account("https://api.telegram.org")
			a.Secrets[keySecret] = test.secret
			r := connectors.Request{Header: http.Header{}, Body: []byte(`{"update_id":1, broken`), Now: now}
			if test.header != "" {
				r.Header.Set("X-Telegram-Bot-Api-Secret-Token", test.header)
			}
			v, err := Gate{}.Open(a, r)
			if !test.ok {
				if !errors.Is(err, connectors.ErrUnverified) || v.Raws != nil {
					t.Errorf("got %+v, %v", v, err)
				}
				return
			}
			if err != nil || len(v.Raws) != 1 || v.Ack.Status != 200 {
				t.Fatalf("got %+v, %v", v, err)
			}
			raw := v.Raws[0]
			if raw.Kind != normtelegram.Kind || string(raw.Body) != string(r.Body) || raw.ReceivedAt != core.At(now) || raw.AccountID != a.ID || raw.Cursor != "" {
				t.Errorf("got %+v", raw)
			}
		})
	}
}
