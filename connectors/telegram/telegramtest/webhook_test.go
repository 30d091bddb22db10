package telegramtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// hook is a webhook's receiving end.
type hook struct {
	*httptest.Server
	mu      sync.Mutex
	texts   []string
	secrets []string
}

// newHook answers what decide says for the nth request, from 1.
func newHook(t *testing.T, decide func(n int, u gotUpdate) int) *hook {
	t.Helper()
	h := &hook{}
	var n atomic.Int64
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var u gotUpdate
		json.Unmarshal(body, &u)
		status := decide(int(n.Add(1)), u)
		h.mu.Lock()
		h.secrets = append(h.secrets, r.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
		if status/100 == 2 {
			h.texts = append(h.texts, u.Message.Text)
		}
		h.mu.Unlock()
		w.WriteHeader(status)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *hook) accepted() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.texts)
}

var quick = telegramtest.Options{RedeliverAfter: time.Millisecond, RedeliverMax: 4 * time.Millisecond}

func TestWebhookDelivers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	h := newHook(t, func(int, gotUpdate) int { return 204 })
	w.form("setWebhook", "url", h.URL, "secret_token", "s3cret_-A").succeeds(t)
	w.ann.Send(token, "hello")
	if err := w.WaitAccepted(deadline(t), token); err != nil {
		t.Fatal(err)
	}
	if got := h.accepted(); !slices.Equal(got, []string{"/start", "hello"}) {
		t.Errorf("delivered %q", got)
	}
	if h.secrets[0] != "s3cret_-A" {
		t.Errorf("secret %q", h.secrets[0])
	}
	fate := w.UpdatesOf(token)[1]
	if !fate.Accepted || fate.AcceptedAt.IsZero() || fate.Attempts != 1 || !slices.Equal(fate.Results, []string{"204"}) {
		t.Errorf("fate %+v", fate)
	}
}

func TestRefusedUpdatesComeAgainInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	h := newHook(t, func(n int, _ gotUpdate) int {
		if n <= 3 {
			return 503
		}
		return 200
	})
	w.ann.Send(token, "a")
	w.ann.Send(token, "b")
	w.form("setWebhook", "url", h.URL).succeeds(t)
	if err := w.WaitAccepted(deadline(t), token); err != nil {
		t.Fatal(err)
	}
	if got := h.accepted(); !slices.Equal(got, []string{"/start", "a", "b"}) {
		t.Errorf("delivered %q", got)
	}
	if fate := w.UpdatesOf(token)[0]; fate.Attempts != 4 || !slices.Equal(fate.Results, []string{"503", "503", "503", "200"}) {
		t.Errorf("fate %+v", fate)
	}
	var info struct {
		URL     string `json:"url"`
		Pending int    `json:"pending_update_count"`
		Date    int64  `json:"last_error_date"`
		Message string `json:"last_error_message"`
		Most    int    `json:"max_connections"`
	}
	json.Unmarshal(w.form("getWebhookInfo").succeeds(t).Result, &info)
	if info.URL != h.URL || info.Pending != 0 || info.Date == 0 || info.Most != 40 ||
		info.Message != "Wrong response from the webhook: 503 Service Unavailable" {
		t.Errorf("info %+v", info)
	}
}

func TestOneChatDoesNotHoldUpAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	release := make(chan struct{})
	h := newHook(t, func(_ int, u gotUpdate) int {
		if u.Message.Text == "/start" {
			<-release
		}
		return 200
	})
	w.form("setWebhook", "url", h.URL).succeeds(t)
	w.ann.Send(token, "behind")
	w.User(8, "Bob", "", "", "").Send(token, "beside")
	err := w.Wait(deadline(t), func(s *telegramtest.Server) bool { return s.Pending(token) == 2 })
	if got := h.accepted(); err != nil || !slices.Equal(got, []string{"beside"}) {
		t.Errorf("delivered %q, %v", got, err)
	}
	close(release)
	if err := w.WaitAccepted(deadline(t), token); err != nil {
		t.Fatal(err)
	}
	if got := h.accepted(); !slices.Equal(got, []string{"beside", "/start", "behind"}) {
		t.Errorf("delivered %q", got)
	}
}

func TestMaxConnections(t *testing.T) {
	t.Parallel()
	opts := quick
	opts.AnyChatOrder = true
	w := newWorld(t, opts)
	var now, most atomic.Int64
	h := newHook(t, func(int, gotUpdate) int {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		now.Add(-1)
		return 200
	})
	for range 50 {
		w.ann.Send(token, "x")
	}
	w.form("setWebhook", "url", h.URL, "max_connections", "1").succeeds(t)
	if err := w.WaitAccepted(deadline(t), token); err != nil {
		t.Fatal(err)
	}
	if most.Load() != 1 || len(h.accepted()) != 51 {
		t.Errorf("%d at a time, %d in all", most.Load(), len(h.accepted()))
	}
}

func TestWebhookComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	h := newHook(t, func(int, gotUpdate) int { return 200 })
	w.form("setWebhook", "url", "http://127.0.0.1:1/").succeeds(t)
	err := w.Wait(deadline(t), func(s *telegramtest.Server) bool { return s.UpdatesOf(token)[0].Attempts > 2 })
	if err != nil {
		t.Fatal(err)
	}
	w.form("setWebhook", "url", h.URL).succeeds(t)
	if err := w.WaitAccepted(deadline(t), token); err != nil {
		t.Fatal(err)
	}
	if results := w.UpdatesOf(token)[0].Results; results[0] != "connection refused" {
		t.Errorf("results %q", results)
	}
	w.form("deleteWebhook").succeeds(t)
	w.ann.Send(token, "kept")
	if w.Pending(token) != 1 {
		t.Error("without a webhook updates wait")
	}
	w.form("deleteWebhook", "drop_pending_updates", "true").succeeds(t)
	if w.Pending(token) != 0 || w.UpdatesOf(token)[1].Accepted {
		t.Errorf("dropped is not accepted: %+v", w.UpdatesOf(token)[1])
	}
}

func TestWebhookSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{StrictWebhookURL: true})
	for _, c := range []struct{ url, secret, text string }{
		{"://", "", "Bad Request: invalid webhook URL specified"},
		{"ftp://example.com/", "", "Bad Request: invalid webhook URL specified"},
		{"http://example.com/", "", "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{"https://example.com:8080/", "", "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"},
		{"https://example.com/", "no spaces", "Bad Request: secret token contains unallowed characters"},
		{"https://example.com/", strings.Repeat("x", 257), "Bad Request: secret token is too long"},
	} {
		w.form("setWebhook", "url", c.url, "secret_token", c.secret).wants(t, 400, c.text)
	}
}
