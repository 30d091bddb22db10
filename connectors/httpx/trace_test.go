package httpx

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

const traceSecret = "99:very-secret"

func newTestTrace() *Trace {
	a := core.Account{ID: core.NewID(), Secrets: map[string]string{"token": traceSecret}}
	return NewTrace(a, core.Part{ID: core.NewID(), MessageID: core.NewID()})
}

func do(t *testing.T, client *http.Client, trace *Trace, url, kind string, body io.Reader) {
	t.Helper()
	req, err := http.NewRequestWithContext(WithTrace(t.Context(), trace), http.MethodPost, url, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	resp, err := client.Do(req)
	if err != nil {
		return
	}
	io.Copy(io.Discard, resp.Body) //nolint:errcheck // the trace is what is tested
	resp.Body.Close()
}

func TestTraceRecordsAndRedacts(t *testing.T) {
	t.Parallel()
	url, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) //nolint:errcheck // read to its end
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{"echo":"`+traceSecret+`","later":"fetched-token"}`) //nolint:errcheck // a test
	})
	trace := newTestTrace()
	trace.Hide("fetched-token")
	do(t, client, trace, url+"/bot"+traceSecret+"/send", "application/x-www-form-urlencoded", strings.NewReader("t=99%3Avery-secret&text=hi"))
	list := trace.Exchanges()
	if len(list) != 1 {
		t.Fatalf("%d exchanges", len(list))
	}
	x := list[0]
	if x.URL != url+"/bot***/send" || x.Method != "POST" || x.Status != 400 || x.Request != "t=***&text=hi" || x.Response != `{"echo":"***","later":"***"}` {
		t.Errorf("got %+v", x)
	}
	if x.AccountID.IsZero() || x.MessageID.IsZero() || x.PartID.IsZero() || x.ID.IsZero() || x.At == 0 || x.Duration <= 0 || x.Error != "" {
		t.Errorf("got %+v", x)
	}
}

func TestTraceCutsWithoutCuttingASecret(t *testing.T) {
	t.Parallel()
	for shift := range len(traceSecret) + 2 {
		text := strings.Repeat("x", maxShown-shift) + traceSecret + strings.Repeat("y", 9000)
		s := newShown(http.Header{"Content-Type": {"text/plain"}}, newRedactor([]string{traceSecret}))
		s.add([]byte(text[:100]))
		s.add([]byte(text[100:]))
		got := s.text(newRedactor([]string{traceSecret}))
		if strings.Contains(got, "99:") || len(got) > maxShown+10 {
			t.Errorf("shift %d: …%q", shift, got[maxShown-20:])
		}
	}
}

func TestTraceCountsFilesAndKeepsNone(t *testing.T) {
	t.Parallel()
	url, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) //nolint:errcheck // read to its end
		w.Header().Set("Content-Type", "image/png")
		w.Write(make([]byte, 5000)) //nolint:errcheck // a test
	})
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	part, _ := m.CreateFormFile("photo", "a.png") //nolint:errcheck // a buffer takes all
	part.Write(make([]byte, 1<<20))               //nolint:errcheck // a buffer takes all
	m.Close()
	trace := newTestTrace()
	do(t, client, trace, url, m.FormDataContentType(), &form)
	x := trace.Exchanges()[0]
	if !strings.HasSuffix(x.Request, " bytes of multipart/form-data]") || x.Response != "[5000 bytes of image/png]" {
		t.Errorf("request %.80q, response %.80q", x.Request, x.Response)
	}
}

func TestTraceOfAFailedCall(t *testing.T) {
	t.Parallel()
	trace := newTestTrace()
	do(t, New(Options{}), trace, "http://127.0.0.1:1/bot"+traceSecret, "text/plain", strings.NewReader(""))
	x := trace.Exchanges()[0]
	if x.Status != 0 || !strings.Contains(x.Error, "--allow-private") {
		t.Errorf("got %+v", x)
	}
}

func TestHideReachesWhatIsRecorded(t *testing.T) {
	t.Parallel()
	url, client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"token":"fetched-token"}`) //nolint:errcheck // a test
	})
	trace := newTestTrace()
	do(t, client, trace, url, "text/plain", nil)
	Hide(WithTrace(t.Context(), trace), "fetched-token")
	Hide(t.Context(), "nobody traces here")
	if got := trace.Exchanges()[0].Response; got != `{"token":"***"}` {
		t.Errorf("got %s", got)
	}
}

func TestWithoutTraceNothingIsKept(t *testing.T) {
	t.Parallel()
	url, client := serve(t, func(http.ResponseWriter, *http.Request) {})
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
}

func TestWhatIsNoHTTPIsRecordedWithoutSecrets(t *testing.T) {
	t.Parallel()
	a := core.Account{ID: core.NewID(), Secrets: map[string]string{"password": "s3cret-word"}}
	p := core.Part{ID: core.NewID(), MessageID: core.NewID()}
	trace := NewTrace(a, p)
	Record(t.Context(), core.Exchange{}) // nobody listens
	Record(WithTrace(t.Context(), trace), core.Exchange{Method: "SMTP", Request: "MAIL s3cret-word", Response: strings.Repeat("x", 10_000)})
	list := trace.Exchanges()
	if len(list) != 1 {
		t.Fatalf("%d exchanges", len(list))
	}
	x := list[0]
	if x.AccountID != a.ID || x.MessageID != p.MessageID || x.PartID != p.ID || x.ID.IsZero() || x.Method != "SMTP" {
		t.Errorf("%+v", x)
	}
	if x.Request != "MAIL ***" || len(x.Response) > 5_000 {
		t.Errorf("request %q, a response of %d bytes", x.Request, len(x.Response))
	}
}
