package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// fake is a plain server that answers each path with its prepared bodies in
// order, the last one again and again. The bodies are those of the published
// documentation and of the fact sheet's sources.
type fake struct {
	*httptest.Server
	t       *testing.T
	mu      sync.Mutex
	answers map[string][]string
	calls   []seen
	tokens  int
}

type seen struct {
	path, query string
	body        string
	file        string // "field/name/type: content", of a multipart body
	length      int64
}

// newFake takes pairs of a path behind /cgi-bin/ and an answer.
func newFake(t *testing.T, pairs ...string) *fake {
	t.Helper()
	f := &fake{t: t, answers: map[string][]string{}}
	for i := 0; i < len(pairs); i += 2 {
		f.answers[pairs[i]] = append(f.answers[pairs[i]], pairs[i+1])
	}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

const fine = `{"errcode":0,"errmsg":"ok"}`

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	path := strings.TrimPrefix(r.URL.Path, "/cgi-bin/")
	q := r.URL.Query()
	q.Del("access_token")
	s := seen{path: path, query: q.Encode(), body: string(body), file: fileOf(r.Header.Get("Content-Type"), body), length: r.ContentLength}
	f.mu.Lock()
	defer f.mu.Unlock()
	if path == "token" || path == "gettoken" || path == "stable_token" {
		if f.answers[path] == nil {
			f.tokens++
			io.WriteString(w, `{"access_token":"57_TOKEN_`+strings.Repeat("x", f.tokens)+`","expires_in":7200}`) //nolint:errcheck // the caller may have gone
			return
		}
	}
	f.calls = append(f.calls, s)
	list := f.answers[path]
	if list == nil {
		f.t.Errorf("nobody expected %s %s", path, body)
		http.NotFound(w, r)
		return
	}
	if len(list) > 1 {
		f.answers[path] = list[1:]
	}
	if head, rest, ok := strings.Cut(list[0], "\n\n"); ok && strings.HasPrefix(head, "Content-Type: ") {
		w.Header().Set("Content-Disposition", "attachment; filename=\"a\"")
		w.Header().Set("Content-Type", strings.TrimPrefix(head, "Content-Type: "))
		io.WriteString(w, rest) //nolint:errcheck // the caller may have gone
		return
	}
	w.Header().Set("Content-Type", "application/json; encoding=utf-8")
	io.WriteString(w, list[0]) //nolint:errcheck // the caller may have gone
}

func fileOf(contentType string, body []byte) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["boundary"] == "" {
		return ""
	}
	p, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).NextPart()
	if err != nil {
		return err.Error()
	}
	content, err := io.ReadAll(p)
	if err != nil {
		return err.Error()
	}
	return p.FormName() + "/" + p.FileName() + "/" + p.Header.Get("Content-Type") + ": " + string(content)
}

func (f *fake) seen() []seen {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]seen(nil), f.calls...)
}

// paths lists what was called, in order.
func (f *fake) paths() string {
	var list []string
	for _, s := range f.seen() {
		list = append(list, s.path)
	}
	return strings.Join(list, " ")
}

func (f *fake) account(kind string) core.Account {
	a := official("")
	switch kind {
	case kindKF:
		a = kf()
	case kindMiniProgram:
		a.Config[keyKind] = kindMiniProgram
	}
	a.Config[keyBase] = f.URL
	return a
}

// blobs are the stored files of tests, by hash.
type blobs map[string]string

func newConnector(b blobs) *Connector {
	client := httpx.New(httpx.Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	return New(connectors.Env{HTTP: client, Now: now, Log: slog.New(slog.DiscardHandler), OpenBlob: func(_ context.Context, hash string) (io.ReadCloser, error) {
		text, ok := b[hash]
		if !ok {
			return nil, io.ErrUnexpectedEOF
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}})
}

func part(t core.Content) core.Part {
	return core.Part{Key: "0193a3f0-0000-7000-8000-00000000abcd", To: core.UserRef{ExternalID: "oDEMO_u1"}, Content: t}
}

func plain(s string) core.Content { return core.Content{Kind: core.KindText, Text: s} }

// same compares JSON.
func same(t *testing.T, got, want string) {
	t.Helper()
	var a, b any
	if json.Unmarshal([]byte(got), &a) != nil || json.Unmarshal([]byte(want), &b) != nil {
		t.Errorf("no JSON: %s\nor %s", got, want)
		return
	}
	x, errx := json.Marshal(a)
	y, erry := json.Marshal(b)
	if errx != nil || erry != nil || string(x) != string(y) {
		t.Errorf("got  %s\nwant %s", x, y)
	}
}

// failed returns the failure of a call, which must be one.
func failed(t *testing.T, err error, class core.Class, code string) *core.SendError {
	t.Helper()
	se := core.AsSendError(err)
	if err == nil || se.Class != class || se.Code != code {
		t.Fatalf("got %v, want %s %s", err, class, code)
	}
	return se
}
