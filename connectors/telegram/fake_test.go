package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

const testToken = "123456789:AAH-secret_of_this_bot"

// fake is a plain server that answers each call with the next prepared body,
// the last one again and again. The bodies are those of the documentation.
type fake struct {
	*httptest.Server
	mu      sync.Mutex
	answers []string
	calls   []seen
}

type seen struct {
	method string
	params map[string]string
	file   string // "field/name: content"
}

const sentOK = `{"ok":true,"result":{"message_id":7,"date":1700000000,"chat":{"id":42}}}`

func newFake(t *testing.T, answers ...string) *fake {
	t.Helper()
	f := &fake{answers: answers}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

// ServeHTTP answers a refusal with the status that its error_code names.
func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s := seen{method: path.Base(r.URL.Path), params: map[string]string{}}
	r.ParseMultipartForm(1 << 20) //nolint:errcheck // most calls are plain forms
	for k, v := range r.Form {
		s.params[k] = v[0]
	}
	if r.MultipartForm != nil {
		for field, headers := range r.MultipartForm.File {
			s.file = field + "/" + headers[0].Filename + ": " + content(headers[0])
		}
	}
	f.mu.Lock()
	f.calls = append(f.calls, s)
	body := f.answers[0]
	if len(f.answers) > 1 {
		f.answers = f.answers[1:]
	}
	f.mu.Unlock()
	var refusal struct {
		Code int `json:"error_code"`
	}
	if json.Unmarshal([]byte(body), &refusal) == nil && refusal.Code != 0 {
		w.WriteHeader(refusal.Code)
	}
	io.WriteString(w, body) //nolint:errcheck // the caller may have gone
}

func content(h *multipart.FileHeader) string {
	file, err := h.Open()
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	b, _ := io.ReadAll(file) //nolint:errcheck // what was read is compared
	return string(b)
}

func (f *fake) seen() []seen {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]seen(nil), f.calls...)
}

func refusal(code int, text string) string {
	return fmt.Sprintf(`{"ok":false,"error_code":%d,"description":%q}`, code, text)
}

func account(base string) core.Account {
	return core.Account{ID: core.NewID(), Channel: Name, Config: map[string]string{keyBase: base},
		Secrets: map[string]string{keyToken: testToken}}
}

// newConnector has no waits; open gives the content of blobs.
func newConnector(open func(string) (io.ReadCloser, error)) *Connector {
	c := New(connectors.Env{HTTP: http.DefaultClient, Log: slog.New(slog.DiscardHandler), OpenBlob: func(_ context.Context, hash string) (io.ReadCloser, error) {
		return open(hash)
	}})
	c.pollFor = 0
	c.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return c
}

func blob(text string) func(string) (io.ReadCloser, error) {
	return func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

func text(s string) core.Part {
	return core.Part{To: core.UserRef{ExternalID: "42"}, Content: core.Content{Kind: core.KindText, Text: s}}
}
