package httpx

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// maxShown is how much of a body a trace keeps.
const maxShown = 4 << 10

// Trace collects the exchanges made under one context, redacted. It is safe
// for concurrent use.
type Trace struct {
	account core.ID
	message core.ID
	part    core.ID

	mu      sync.Mutex
	secrets []string
	red     *redactor
	list    []*core.Exchange
}

// NewTrace returns a Trace for calls of an account, about a part where there is
// one. The account's secrets are kept out of it.
func NewTrace(a core.Account, p core.Part) *Trace {
	t := &Trace{account: a.ID, message: p.MessageID, part: p.ID, red: newRedactor(nil)}
	for _, s := range a.Secrets {
		t.Hide(s)
	}
	return t
}

// Hide keeps more secrets out, also of what was recorded already: an access
// token is known only after the exchange that brought it.
func (t *Trace) Hide(secrets ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.secrets = append(t.secrets, secrets...)
	t.red = newRedactor(t.secrets)
	for _, x := range t.list {
		x.URL, x.Request, x.Response, x.Error = t.red.all(x.URL), t.red.all(x.Request), t.red.all(x.Response), t.red.all(x.Error)
	}
}

// Hide keeps secrets out of the Trace that ctx carries, if any; a connector
// calls it with each access token that it fetches.
func Hide(ctx context.Context, secrets ...string) {
	if t, ok := ctx.Value(traceKey{}).(*Trace); ok && t != nil {
		t.Hide(secrets...)
	}
}

// Record adds an exchange that is no HTTP, such as a mail's, to the Trace that
// ctx carries, if any.
func Record(ctx context.Context, x core.Exchange) {
	t, _ := ctx.Value(traceKey{}).(*Trace)
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	x.ID, x.AccountID, x.MessageID, x.PartID = core.NewID(), t.account, t.message, t.part
	x.URL, x.Request, x.Response, x.Error = t.red.cut(x.URL, maxShown), t.red.cut(x.Request, maxShown), t.red.cut(x.Response, maxShown), t.red.cut(x.Error, maxShown)
	t.list = append(t.list, &x)
}

// Exchanges returns what was recorded so far, oldest first.
func (t *Trace) Exchanges() []core.Exchange {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := make([]core.Exchange, len(t.list))
	for i, e := range t.list {
		list[i] = *e
	}
	return list
}

type traceKey struct{}

// WithTrace makes clients of this package record into t.
func WithTrace(ctx context.Context, t *Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// tracer records exchanges whose context carries a Trace.
type tracer struct{ next http.RoundTripper }

func (t *tracer) CloseIdleConnections() { closeIdle(t.next) }

func (t *tracer) RoundTrip(req *http.Request) (*http.Response, error) {
	trace, _ := req.Context().Value(traceKey{}).(*Trace)
	if trace == nil {
		return t.next.RoundTrip(req)
	}
	r := trace.begin(req)
	if req.Body != nil && req.Body != http.NoBody {
		req = r.watchRequest(req)
	}
	resp, err := t.next.RoundTrip(req)
	r.answered(resp, err)
	if err != nil {
		return nil, err
	}
	resp.Body = r.watch(resp.Body, r.response)
	return resp, nil
}

// recording is one exchange under way. Bodies pass through; only their first
// bytes are kept, and of binary ones only the count.
type recording struct {
	trace             *Trace
	start             time.Time
	exchange          *core.Exchange
	request, response *shown
}

func (t *Trace) begin(req *http.Request) *recording {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := &recording{trace: t, start: time.Now(), request: newShown(req.Header, t.red), response: &shown{}}
	r.exchange = &core.Exchange{
		ID: core.NewID(), AccountID: t.account, MessageID: t.message, PartID: t.part, At: core.At(r.start),
		Method: req.Method, URL: t.red.cut(req.URL.String(), maxShown),
	}
	t.list = append(t.list, r.exchange)
	return r
}

func (r *recording) watchRequest(req *http.Request) *http.Request {
	c := *req // a RoundTripper must leave the caller's request alone
	c.Body = r.watch(req.Body, r.request)
	if again := req.GetBody; again != nil { // a stale connection: sent anew, recorded anew
		c.GetBody = func() (io.ReadCloser, error) {
			body, err := again()
			if err != nil {
				return nil, err
			}
			r.trace.mu.Lock()
			r.request.reset()
			r.trace.mu.Unlock()
			return r.watch(body, r.request), nil
		}
	}
	return &c
}

func (r *recording) answered(resp *http.Response, err error) {
	t := r.trace
	t.mu.Lock()
	defer t.mu.Unlock()
	if err != nil {
		r.exchange.Error = t.red.cut(err.Error(), maxShown)
	} else {
		r.exchange.Status = resp.StatusCode
		*r.response = *newShown(resp.Header, t.red)
	}
	r.update()
}

// update writes the present state into the exchange; the lock is held.
func (r *recording) update() {
	r.exchange.Duration = time.Since(r.start).Microseconds()
	r.exchange.Request = r.request.text(r.trace.red)
	r.exchange.Response = r.response.text(r.trace.red)
}

func (r *recording) watch(body io.ReadCloser, s *shown) io.ReadCloser {
	return &watched{body: body, r: r, s: s}
}

type watched struct {
	body io.ReadCloser
	r    *recording
	s    *shown
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.body.Read(p)
	t := w.r.trace
	t.mu.Lock()
	defer t.mu.Unlock()
	w.s.add(p[:n])
	if err != nil {
		if err != io.EOF && w.r.exchange.Error == "" {
			w.r.exchange.Error = t.red.cut(err.Error(), maxShown)
		}
		w.r.update()
	}
	return n, err
}

func (w *watched) Close() error {
	err := w.body.Close()
	w.r.trace.mu.Lock()
	defer w.r.trace.mu.Unlock()
	w.r.update()
	return err
}

// shown is what a trace keeps of one body.
type shown struct {
	kind  string
	plain bool
	keep  int // bytes to hold: beyond maxShown, so that no secret is cut in half
	head  []byte
	count int64
}

func newShown(h http.Header, red *redactor) *shown {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "unknown type"
	}
	plain := strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "xml") ||
		kind == "application/x-www-form-urlencoded"
	return &shown{kind: kind, plain: plain && h.Get("Content-Encoding") == "", keep: maxShown + red.longest}
}

func (s *shown) add(p []byte) {
	s.count += int64(len(p))
	if room := s.keep - len(s.head); s.plain && room > 0 {
		s.head = append(s.head, p[:min(room, len(p))]...)
	}
}

func (s *shown) reset() { s.head, s.count = s.head[:0], 0 }

func (s *shown) text(red *redactor) string {
	switch {
	case s.count == 0:
		return ""
	case !s.plain:
		return fmt.Sprintf("[%d bytes of %s]", s.count, s.kind)
	}
	return red.cut(strings.ToValidUTF8(string(s.head), "\uFFFD"), maxShown)
}
