package hub_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/connectors"
	connweb "github.com/switchboard-hub/switchboard/connectors/web"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/hub"
	normweb "github.com/switchboard-hub/switchboard/normalize/web"
	"github.com/switchboard-hub/switchboard/web"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const siteSecret = "a-secret-of-the-website-0123456789ab"

// site is a hub with a widget, reached over HTTP.
type site struct {
	t       *testing.T
	h       *hub.Hub
	url     string
	data    string
	account core.Account
	agent   core.Viewer
	ahead   *atomic.Int64 // how far the hub's clock is ahead
}

// generous are limits that no test meets by chance.
func generous() map[string]string {
	return map[string]string{"origins": "https://shop.example.com", "identity_secret": siteSecret, "sessions_per_minute": "1000",
		"sessions_per_hour": "1000", "messages_per_minute": "10000", "messages_burst": "1000", "uploads_per_minute": "100"}
}

// onSites runs a behaviour on both databases.
func onSites(t *testing.T, set map[string]string, f func(t *testing.T, s *site)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, newSite(t, "", set)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); f(t, newSite(t, storetest.Postgres(t), set)) })
}

// onSitesWith is onSites with another channel beside the website's.
func onSitesWith(t *testing.T, set map[string]string, also func(*testing.T) connectors.Channel, f func(t *testing.T, s *site)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, newSite(t, "", set, also(t))) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); f(t, newSite(t, storetest.Postgres(t), set, also(t))) })
}

func newSite(t *testing.T, database string, set map[string]string, also ...connectors.Channel) *site {
	t.Helper()
	server, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	must(t, err)
	ahead := &atomic.Int64{}
	cfg := hub.Config{Now: func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }, Data: t.TempDir(), Database: database, PublicURL: server.URL(), AgentsURL: "http://127.0.0.1:9", Normalizers: normweb.Table(),
		Channels: func(env connectors.Env) []connectors.Channel { return append(also, connweb.Channel(env)) }}
	h, _ := open(t, cfg)
	files := fstest.MapFS{"loader.js": {Data: []byte("loader")}, "frame.html": {Data: []byte("<!doctype html>")}, "assets/a-1.css": {Data: []byte("a{}")}}
	must(t, web.Mount(server, web.Options{Backend: h, Files: files, PublicURL: cfg.PublicURL,
		ClientAddr: func(rc *app.RequestContext) string { return string(rc.GetHeader("X-Client")) }}))
	ended := make(chan error, 1)
	go func() { ended <- server.Run() }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		must(t, server.Shutdown(ctx))
		must(t, <-ended)
	})
	s := &site{t: t, h: h, url: server.URL() + web.Prefix, data: cfg.Data, agent: agent(t, h), ahead: ahead}
	s.account, err = h.AddAccount(context.Background(), root(), "web", "网站", set)
	must(t, err)
	return s
}

// reply is an answer.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// code is the problem's.
func (r reply) code() string {
	var p struct{ Code string }
	_ = json.Unmarshal(r.body, &p) // no problem has no code
	return p.Code
}

// do asks a path of the account.
func (s *site) do(method, path, token string, body any, header ...string) reply {
	s.t.Helper()
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		r = bytes.NewReader(b)
	default:
		raw, err := json.Marshal(body)
		must(s.t, err)
		r = bytes.NewReader(raw)
	}
	return s.ask(method, s.url+"/"+s.account.ID.String()+path, token, r, header...)
}

func (s *site) ask(method, url, token string, body io.Reader, header ...string) reply {
	s.t.Helper()
	req, err := http.NewRequest(method, url, body)
	must(s.t, err)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	must(s.t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	must(s.t, err)
	return reply{resp.StatusCode, resp.Header, raw}
}

func into[T any](t *testing.T, r reply, status int) T {
	t.Helper()
	var v T
	if r.status != status {
		t.Fatalf("status %d, want %d: %s", r.status, status, r.body)
	}
	must(t, json.Unmarshal(r.body, &v))
	return v
}

// visit opens a session.
func (s *site) visit(in any) web.Session {
	s.t.Helper()
	return into[web.Session](s.t, s.do("POST", "/session", "", in), 200)
}

// say sends a text.
func (s *site) say(token, id, text string) web.Message {
	s.t.Helper()
	r := s.do("POST", "/messages", token, web.SendRequest{ClientMessageID: id, Text: text})
	if r.status != 200 && r.status != 201 {
		s.t.Fatalf("%d: %s", r.status, r.body)
	}
	return into[web.Message](s.t, r, r.status)
}

func (s *site) history(token, query string) web.History {
	s.t.Helper()
	return into[web.History](s.t, s.do("GET", "/messages"+query, token, nil), 200)
}

// texts are what a visitor reads in the history.
func (s *site) texts(token string) string {
	out := ""
	for _, i := range s.history(token, "").Items {
		if i.Message != nil {
			out += i.Message.Text + "|"
		}
	}
	return out
}

// upload sends a file.
func (s *site) upload(token, name string, body []byte) reply {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	w, err := form.CreateFormFile("file", name)
	must(s.t, err)
	_, err = w.Write(body)
	must(s.t, err)
	must(s.t, form.Close())
	return s.do("POST", "/uploads", token, b.Bytes(), "Content-Type", form.FormDataContentType())
}

// jwt proves a user.
func (s *site) jwt(subject string, change ...string) string {
	claims := map[string]any{"sub": subject, "name": "用户 " + subject, "email": subject + "@example.com", "aud": s.account.ID.String(),
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix()}
	secret := siteSecret
	if len(change) > 0 {
		secret = change[0]
	}
	b, _ := json.Marshal(claims) // always encodes
	text := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256"}`)) + "." + base64.RawURLEncoding.EncodeToString(b)
	return text + "." + base64.RawURLEncoding.EncodeToString(sign(secret, text))
}

func sign(secret, text string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

func hashOf(id string) string { return hex.EncodeToString(sign(siteSecret, id)) }

// conversations are what the agents see.
func (s *site) conversations() []core.ConversationView {
	s.t.Helper()
	list, err := s.h.Conversations(context.Background(), root(), core.ConversationFilter{}, core.Page{Limit: 200})
	must(s.t, err)
	return list.Items
}

func (s *site) contact(id core.ID) core.Contact {
	s.t.Helper()
	c, _, _, err := s.h.Contact(context.Background(), root(), id)
	must(s.t, err)
	return c
}

// answer writes to a visitor.
func (s *site) answer(conversation core.ID, text string) core.Message {
	s.t.Helper()
	m, _, err := s.h.Post(context.Background(), s.agent, conversation, core.Draft{ClientMessageID: core.NewID().String(), Visibility: core.Public,
		Content: core.Content{Kind: core.KindText, Text: text}})
	must(s.t, err)
	return m
}

// stream is the whole stream of a visitor, as its sockets are told.
func (s *site) stream(identity core.ID) []web.Item {
	s.t.Helper()
	changes, err := s.h.Store().Stream(context.Background(), identity, 0, 200)
	must(s.t, err)
	raw, err := s.h.VisitorItems(context.Background(), identity, changes)
	must(s.t, err)
	out := make([]web.Item, len(raw))
	for i := range raw {
		if changes[i].Rev != int64(i+1) {
			s.t.Fatalf("offset %d at place %d", changes[i].Rev, i+1)
		}
		must(s.t, json.Unmarshal(raw[i], &out[i]))
	}
	return out
}

func types(items []web.Item) string {
	out := ""
	for _, i := range items {
		out += i.Type + " "
		if i.Type == "status" {
			out += fmt.Sprintf("(%s) ", i.Status)
		}
	}
	return out
}
