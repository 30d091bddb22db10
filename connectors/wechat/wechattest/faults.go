package wechattest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault is one way a call goes wrong. The zero value does nothing; combine
// fields, or use the constructors below. A request's body is always read whole
// before.
type Fault struct {
	// Delay is latency before anything happens, in real time; the call then goes on.
	Delay time.Duration
	// Act performs the call first, so that the message arrives although its
	// sender sees the fault.
	Act bool
	// Hang holds the answer for this long, or until the client goes away when
	// negative. Then the connection is cut, unless Status is set.
	Hang time.Duration
	// Cut closes the connection without an answer.
	Cut bool
	// Status and Body are the answer instead of the real one.
	Status      int
	Body        string
	ContentType string // application/json when empty
}

// Forever is a Hang that ends only when the client goes away.
const Forever time.Duration = -1

// Refuse is HTTP 200 with an errcode.
func Refuse(code int) Fault {
	return Fault{Status: http.StatusOK, Body: fmt.Sprintf(`{"errcode":%d,"errmsg":%q}`, code, messages()[code])}
}

// Busy is the platform's "please try again": -1.
func Busy() Fault { return Refuse(-1) }

// TooMany is the quota of a minute: 45011.
func TooMany() Fault { return Refuse(45011) }

// HTMLError is a proxy's error page, as a front of the platform shows it.
func HTMLError(status int) Fault {
	return Fault{Status: status, ContentType: "text/html", Body: "<html><h1>" + http.StatusText(status) + "</h1></html>"}
}

// Garbage is HTTP 200 with what is not JSON.
func Garbage() Fault { return Fault{Status: http.StatusOK, Body: `{"errcode":0,"err`} }

// HangBefore never acts and answers nothing for d.
func HangBefore(d time.Duration) Fault { return Fault{Hang: d} }

// HangAfter acts, and then answers nothing for d.
func HangAfter(d time.Duration) Fault { return Fault{Hang: d, Act: true} }

// CutBefore closes the connection without acting.
func CutBefore() Fault { return Fault{Cut: true} }

// CutAfter acts and closes the connection instead of answering.
func CutAfter() Fault { return Fault{Cut: true, Act: true} }

// Slow adds latency to an otherwise normal call.
func Slow(d time.Duration) Fault { return Fault{Delay: d} }

type armedFault struct {
	method string
	left   int // negative: no end
	fault  Fault
}

// Fail arms a fault for the next times calls of the method, for ever when
// times is negative. A method is named by its path after /cgi-bin/, "" is
// every one.
func (s *Server) Fail(method string, times int, f Fault) {
	if times == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &armedFault{method: strings.TrimPrefix(method, "/cgi-bin/"), left: times, fault: f})
}

// Heal disarms every fault; calls that already hang go on hanging.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) takeFault(q *call) *Fault {
	i := slices.IndexFunc(s.faults, func(a *armedFault) bool { return a.method == "" || a.method == q.name })
	if i < 0 {
		return nil
	}
	a := s.faults[i]
	if a.left--; a.left == 0 {
		s.faults = slices.Delete(s.faults, i, i+1)
	}
	return &a.fault
}

// performFaulty makes the call with its fault. It logs before it hangs, for a
// test waits for the log to know that the call has arrived.
func (s *Server) performFaulty(w http.ResponseWriter, q *call, f *Fault, denied *refusal, entry Call) {
	s.hold(q.http, f.Delay)
	s.mu.Lock()
	if f.Hang == 0 && !f.Cut && f.Status == 0 {
		answer, denied := s.perform(q, denied)
		s.finish(w, q, entry, answer, denied)
		return
	}
	if f.Act {
		if _, denied := s.perform(q, denied); denied != nil {
			entry.Errcode = denied.code
		}
	}
	entry.Status = f.Status
	q.log(entry)
	s.mu.Unlock()
	s.hold(q.http, f.Hang)
	if f.Status == 0 || f.Cut {
		panic(http.ErrAbortHandler) // net/http's way to cut a connection
	}
	kind := f.ContentType
	if kind == "" {
		kind = "application/json; encoding=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(f.Status)
	w.Write([]byte(f.Body)) //nolint:errcheck // the client may have gone
}

// hold waits for d, or for the client or the server to leave.
func (s *Server) hold(r *http.Request, d time.Duration) {
	if d == 0 {
		return
	}
	var over <-chan time.Time
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-over:
	case <-r.Context().Done():
	case <-s.life.Done():
	}
}
