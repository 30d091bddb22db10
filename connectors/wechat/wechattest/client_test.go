package wechattest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

const (
	appid  = "wx0123456789abcdef"
	secret = "app-secret"
	cbTok  = "tok"
	aesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	oldKey = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
)

// start is a Friday, noon in China.
var start = time.Date(2026, 1, 2, 4, 0, 0, 0, time.UTC)

// world is a server whose clock stands, with one app and one follower.
type world struct {
	*wechattest.Server
	t     *testing.T
	app   *wechattest.App
	ann   *wechattest.Follower
	token string
}

func newWorld(t *testing.T, c wechattest.Config) *world {
	t.Helper()
	srv := wechattest.New(wechattest.Options{Start: start})
	t.Cleanup(srv.Close)
	c.AppID, c.Secret = appid, secret
	w := &world{Server: srv, t: t, app: srv.AddApp(c)}
	w.ann = w.app.Follower("ann")
	if c.Kind != wechattest.MiniProgram {
		w.ann.Follow()
	}
	w.renew()
	return w
}

func (w *world) renew() {
	w.t.Helper()
	w.token = w.get("token?grant_type=client_credential&appid=" + appid + "&secret=" + secret).text("access_token")
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// answer is a call's JSON.
type answer struct {
	t    *testing.T
	body map[string]any
}

func (a answer) text(name string) string { s, _ := a.body[name].(string); return s }

func (a answer) number(name string) int { n, _ := a.body[name].(float64); return int(n) }

// wants fails unless the call ended with this errcode.
func (a answer) wants(code int) answer {
	a.t.Helper()
	if a.number("errcode") != code {
		a.t.Errorf("errcode %v, want %d", a.body, code)
	}
	return a
}

func (w *world) get(path string) answer {
	w.t.Helper()
	r, err := http.Get(w.URL + "/cgi-bin/" + path)
	if err != nil {
		w.t.Fatal(err)
	}
	return read(w.t, r)
}

// post calls a method with the token; v is JSON already when it is a string.
func (w *world) post(method string, v any) answer {
	w.t.Helper()
	body, isText := v.(string)
	if !isText {
		encoded, err := json.Marshal(v)
		if err != nil {
			w.t.Fatal(err)
		}
		body = string(encoded)
	}
	r, err := http.Post(w.URL+"/cgi-bin/"+method+"?access_token="+w.token, "application/json", strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	return read(w.t, r)
}

func read(t *testing.T, r *http.Response) answer {
	t.Helper()
	defer r.Body.Close()
	a := answer{t: t}
	if err := json.NewDecoder(r.Body).Decode(&a.body); err != nil {
		t.Fatalf("HTTP %d is not JSON: %v", r.StatusCode, err)
	}
	return a
}

type m map[string]any

// words sends a text to somebody.
func (w *world) words(openid, content string) answer {
	w.t.Helper()
	return w.post("message/custom/send", m{"touser": openid, "msgtype": "text", "text": m{"content": content}})
}

// hook is a callback's receiving end.
type hook struct {
	*httptest.Server
	mu       sync.Mutex
	requests []*http.Request
	bodies   [][]byte
}

// newHook answers what reply writes for the nth request, from 1.
func newHook(t *testing.T, reply func(n int, w http.ResponseWriter, r *http.Request)) *hook {
	t.Helper()
	h := &hook{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		h.mu.Lock()
		h.requests, h.bodies = append(h.requests, r), append(h.bodies, body)
		n := len(h.requests)
		h.mu.Unlock()
		reply(n, w, r)
	}))
	t.Cleanup(h.Close)
	return h
}

func success(_ int, w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "success") }

func (h *hook) list() ([]*http.Request, [][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]*http.Request(nil), h.requests...), append([][]byte(nil), h.bodies...)
}
