package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/common/config"
	"github.com/cloudwego/hertz/pkg/common/ut"
	"github.com/cloudwego/hertz/pkg/route"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/web"
)

// backend answers everything, or one error.
type backend struct {
	err  error
	sent []web.SendRequest
	file string
}

func (b *backend) VisitorSite(context.Context, core.ID) (web.Site, error) {
	site := web.Site{Allows: func(origin string) bool { return origin == "https://shop.example.com" }}
	site.Limits.UploadBytes = 1 << 10
	return site, nil
}

func (b *backend) VisitorConfig(context.Context, core.ID) (web.Config, error) {
	return web.Config{}, b.err
}

func (b *backend) OpenVisitor(context.Context, web.Caller, web.SessionRequest) (web.Session, error) {
	return web.Session{}, b.err
}

func (b *backend) IdentifyVisitor(context.Context, web.Caller, web.Identity) (web.Session, error) {
	return web.Session{}, b.err
}

func (b *backend) VisitorQueue(context.Context, web.Caller) (web.Queue, error) {
	return web.Queue{Waiting: true, QueuePlace: core.QueuePlace{Ahead: 2, Minutes: 3}}, nil
}

func (b *backend) VisitorHistory(context.Context, web.Caller, int64, int) (web.History, error) {
	return web.History{}, b.err
}

func (b *backend) VisitorSend(_ context.Context, _ web.Caller, in web.SendRequest) (web.Message, bool, error) {
	b.sent = append(b.sent, in)
	return web.Message{Text: in.Text}, false, b.err
}

func (b *backend) VisitorUpload(_ context.Context, _ web.Caller, name string, r io.Reader) (web.Upload, error) {
	body, err := io.ReadAll(r)
	b.file = string(body)
	return web.Upload{Name: name, Size: int64(len(body))}, errors.Join(err, b.err)
}

func (b *backend) VisitorTyping(context.Context, web.Caller, bool) error         { return b.err }
func (b *backend) VisitorRead(context.Context, web.Caller, int64) error          { return b.err }
func (b *backend) VisitorContact(context.Context, web.Caller, web.Contact) error { return b.err }
func (b *backend) EndVisitor(context.Context, web.Caller) error                  { return b.err }

func (b *backend) VisitorFile(context.Context, string, string, string) (core.Media, io.ReadCloser, error) {
	return core.Media{}, nil, &core.Problem{Status: 404, Code: "widget.file", Text: "no"}
}

func engine(t testing.TB, b *backend) *route.Engine {
	t.Helper()
	h := server.New(config.Option{F: func(o *config.Options) { o.DisablePrintRoute = true }})
	if err := web.Mount(h, web.Options{Backend: b}); err != nil {
		t.Fatal(err)
	}
	return h.Engine
}

func post(e *route.Engine, path, contentType string, body []byte) (int, string) {
	w := ut.PerformRequest(e, "POST", web.Prefix+"/018f3c5e-7b1a-7c3d-9e4f-0123456789ab"+path, &ut.Body{Body: bytes.NewReader(body), Len: len(body)},
		ut.Header{Key: "Content-Type", Value: contentType})
	return w.Result().StatusCode(), string(w.Result().Body())
}

func TestWhatWentWrongInsideIsNotToldOutside(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err    error
		status int
		retry  string
	}{
		{errors.New("password=hunter2 at db:5432"), 500, ""},
		{context.DeadlineExceeded, 503, "1"},
		{&core.Problem{Status: 503, Code: "store.busy", Text: "busy", Err: errors.New("hunter2")}, 503, "1"},
		{&core.Problem{Status: 429, Code: "widget.rate", Text: "later", RetryAfter: 2100 * time.Millisecond}, 429, "3"},
	} {
		e := engine(t, &backend{err: c.err})
		w := ut.PerformRequest(e, "POST", web.Prefix+"/018f3c5e-7b1a-7c3d-9e4f-0123456789ab/messages", &ut.Body{Body: strings.NewReader("{}"), Len: 2})
		got := w.Result()
		if got.StatusCode() != c.status || got.Header.Get("Retry-After") != c.retry || strings.Contains(string(got.Body()), "hunter2") {
			t.Errorf("%v: %d %q %s", c.err, got.StatusCode(), got.Header.Get("Retry-After"), got.Body())
		}
	}
}

// FuzzBodies: whatever the body, the answer is JSON, and what reaches the
// Backend is what the body said.
func FuzzBodies(f *testing.F) {
	paths := []string{"/session", "/identify", "/messages", "/typing", "/read", "/contact", "/logout"}
	for i := range paths {
		for _, body := range []string{`{}`, ``, `null`, `[]`, `{"client_message_id":"1","text":"x"}`, `{"token":"swv_x","page":{"url":1}}`, `{"upto":9223372036854775807}`,
			`{"choice":{"message":"no id"}}`, `{"text":"\ud800"}`, strings.Repeat("[", 20_000)} {
			f.Add(uint8(i), []byte(body))
		}
	}
	b := &backend{}
	e := engine(f, b)
	f.Fuzz(func(t *testing.T, path uint8, body []byte) {
		b.sent = nil
		name := paths[int(path)%len(paths)]
		status, answer := post(e, name, "application/json", body)
		if status != 200 && status != 201 && status != 204 && status != 400 && status != 413 {
			t.Errorf("%s: %d %s", name, status, answer)
		}
		if status != 204 && !json.Valid([]byte(answer)) {
			t.Errorf("%s: %q", name, answer)
		}
		if (name == "/messages" && status == 201) != (len(b.sent) == 1) {
			t.Errorf("%s: %d, %d messages", name, status, len(b.sent))
		}
	})
}

// FuzzForms: a form's file is what is between its boundaries, and never more
// than is allowed.
func FuzzForms(f *testing.F) {
	const kind = "multipart/form-data; boundary=b"
	form := func(name, file string) string {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"a.txt\"\r\n\r\n" + file + "\r\n--b--\r\n"
	}
	for _, body := range []string{form("file", "hello"), form("other", "x") + form("file", "x"), "", "--b--", form("file", strings.Repeat("x", 5000)), form("file", "")[:60]} {
		f.Add(kind, []byte(body))
	}
	f.Add("text/plain", []byte("x"))
	f.Add("multipart/form-data", []byte("x"))
	b := &backend{}
	e := engine(f, b)
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		b.file = ""
		status, answer := post(e, "/uploads", kind, body)
		if status != 201 && status != 400 && status != 413 || !json.Valid([]byte(answer)) {
			t.Errorf("%d %s", status, answer)
		}
		if status == 201 && !bytes.Contains(body, []byte(b.file)) || len(b.file) > 1<<10+64<<10 {
			t.Errorf("%d bytes of a file that is not in the body", len(b.file))
		}
	})
}
