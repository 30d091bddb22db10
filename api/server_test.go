package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
)

// hub is the API over a backend in memory, served on a free port.
type hub struct {
	t   testing.TB
	url string
	api *api.API
	b   *backend
	log *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func start(t testing.TB, change ...func(*api.Options)) *hub {
	t.Helper()
	s, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := &hub{t: t, url: s.URL(), b: newBackend(), log: &lockedBuffer{}}
	o := api.Options{Backend: h.b, Log: slog.New(slog.NewTextHandler(h.log, nil)), MaxUpload: 1000,
		Settings: map[string]connectors.Settings{"test": {{Key: "token", Secret: true, Required: true, Help: "from the platform"}, {Key: "mode"}}}}
	for _, f := range change {
		f(&o)
	}
	if h.api, err = api.Register(s, o); err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Run() }()
	t.Cleanup(func() { _ = s.Shutdown(context.Background()) })
	return h
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) json(t testing.TB) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(a.body), &v); err != nil {
		t.Fatalf("not JSON: %q", a.body)
	}
	return v
}

// as sends a request with a key; path is below /api/v1.
func (h *hub) as(key, method, path, body string) answer {
	h.t.Helper()
	return h.send(key, method, path, "application/json", strings.NewReader(body))
}

func (h *hub) send(key, method, path, contentType string, body io.Reader) answer {
	h.t.Helper()
	req, err := http.NewRequest(method, h.url+api.Prefix+path, body)
	if err != nil {
		h.t.Fatal(err)
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(b)}
}

func (h *hub) do(method, path, body string) answer {
	h.t.Helper()
	return h.as("owner", method, path, body)
}

// wantProblem checks an answer against RFC 9457 and our rules for problems.
func (h *hub) wantProblem(a answer, status int, code string) map[string]any {
	h.t.Helper()
	p := a.json(h.t)
	if a.status != status || p["code"] != code {
		h.t.Errorf("status %d, want %d; body %s, want code %s", a.status, status, a.body, code)
	}
	if ct := a.header.Get("Content-Type"); ct != "application/problem+json" {
		h.t.Errorf("Content-Type %q", ct)
	}
	if p["type"] != "about:blank" || p["title"] != http.StatusText(a.status) || p["detail"] == "" || p["status"] != float64(a.status) {
		h.t.Errorf("problem %s", a.body)
	}
	return p
}

// wantDocumented checks an answer against the OpenAPI document.
func (h *hub) wantDocumented(op *huma.Operation, a answer) {
	h.t.Helper()
	r, ok := op.Responses[fmt.Sprint(a.status)]
	if !ok {
		h.t.Errorf("%s: status %d is not documented", op.OperationID, a.status)
		return
	}
	media := r.Content["application/json"]
	if media == nil {
		return
	}
	var v any
	if err := json.Unmarshal([]byte(a.body), &v); err != nil {
		h.t.Errorf("%s: %v in %q", op.OperationID, err, a.body)
		return
	}
	res := &huma.ValidateResult{}
	huma.Validate(h.api.Huma().OpenAPI().Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, res)
	for _, err := range res.Errors {
		h.t.Errorf("%s: the answer is not what the document says: %v", op.OperationID, err)
	}
}

// threads are n conversations with a last message each.
func threads(n int) []core.ConversationView {
	var out []core.ConversationView
	for i := range n {
		out = append(out, core.ConversationView{ContactName: "王小明", Tags: []string{"vip"}, Conversation: core.Conversation{
			ID: core.NewID(), AccountID: core.NewID(), ContactID: core.NewID(), Status: core.StatusActive, Handler: core.HandlerAgent,
			AgentID: core.NewID(), Seq: int64(i + 3), Rev: int64(i + 9), LastMessageID: core.NewID(), LastSeq: int64(i + 3),
			LastDirection: core.In, LastText: "什么时候发货？", WaitingSince: 1767312000000000, CreatedAt: 1767312000000000, UpdatedAt: 1767312000000000}})
	}
	return out
}

// said are n messages, numbered from 1, every third with a picture.
func said(n int) []core.Message {
	var out []core.Message
	for i := range n {
		m := core.Message{ID: core.NewID(), ConversationID: core.NewID(), Seq: int64(i + 1), Rev: int64(i + 1), Direction: core.In,
			Visibility: core.Public, Kind: core.KindText, Text: "什么时候发货？我等了三天了。", Author: core.Actor{Kind: core.ByContact, ID: core.NewID()},
			SentAt: 1767312000000000, ReceivedAt: 1767312000000001}
		if i%3 == 0 {
			m.Kind = core.KindImage
			m.Content = &core.Content{Kind: core.KindImage, Entities: []core.Entity{{Type: "bold", Length: 2}}, Media: []core.Media{{Ref: "platform-ref"}}}
			m.Attachments = []core.Attachment{{ID: core.NewID(), Media: core.Media{Kind: "image", MIME: "image/png", Size: 9, Ref: "platform-ref"}, State: core.AttachmentReady}}
		}
		out = append(out, m)
	}
	return out
}
