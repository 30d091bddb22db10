package telegramtest

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Fault is one way a call goes wrong. The zero value does nothing; combine
// fields, or use the constructors below.
type Fault struct {
	// Bot narrows the fault to one token; empty means every bot.
	Bot string
	// Delay is latency before anything happens; the call then goes on.
	Delay time.Duration
	// Act performs the call first, so that the message arrives although its
	// sender sees the fault.
	Act bool
	// Hang holds the answer for this long, or until the client goes away when
	// negative. Then the connection is cut, unless Status is set.
	Hang time.Duration
	// Cut closes the connection without an answer.
	Cut bool
	// Status and Body are the answer instead of the real one. Without a
	// ContentType it is HTML when Body starts with '<', JSON otherwise.
	Status      int
	Body        string
	ContentType string
}

// Forever is a Hang that ends only when the client goes away.
const Forever time.Duration = -1

// HTMLError is a proxy's error page, as a front of the platform shows it.
func HTMLError(status int) Fault {
	text := http.StatusText(status)
	return Fault{Status: status, Body: "<html><head><title>" + text + "</title></head><body><center><h1>" + text + "</h1></center></body></html>"}
}

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

// BareTooMany is a 429 that does not say for how long.
func BareTooMany() Fault {
	return Fault{Status: http.StatusTooManyRequests, Body: `{"ok":false,"error_code":429,"description":"Too Many Requests"}`}
}

// NotOK is HTTP 200 with "ok": false and no more to go by.
func NotOK() Fault { return Fault{Status: http.StatusOK, Body: `{"ok":false}`} }

type armedFault struct {
	method string
	left   int // negative: no end
	fault  Fault
}

// faultList is consulted on every call, so an empty one costs one load.
type faultList struct {
	armed atomic.Int32
	mu    sync.Mutex
	list  []*armedFault
}

// Fail arms a fault for the next times calls of the method, for ever when
// times is negative. Method "" or "*" is every method, "file" a download.
func (s *Server) Fail(method string, times int, f Fault) {
	if times == 0 {
		return
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = append(s.faults.list, &armedFault{method: strings.ToLower(method), left: times, fault: f})
	s.faults.armed.Store(int32(len(s.faults.list)))
}

// Heal disarms every fault; calls that already hang go on hanging.
func (s *Server) Heal() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = nil
	s.faults.armed.Store(0)
}

func (l *faultList) take(token, method string) *Fault {
	if l.armed.Load() == 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, a := range l.list {
		if a.method != "" && a.method != "*" && a.method != method || a.fault.Bot != "" && a.fault.Bot != token {
			continue
		}
		if a.left--; a.left == 0 {
			l.list = append(l.list[:i:i], l.list[i+1:]...)
			l.armed.Store(int32(len(l.list)))
		}
		f := a.fault
		return &f
	}
	return nil
}

// performFaulty makes the call with its fault. It logs before it hangs, for a
// test waits for the log to know that the call has arrived.
func (s *Server) performFaulty(w http.ResponseWriter, q *request, f *Fault, entry Call, start time.Time) {
	s.hold(q.http, f.Delay)
	if f.Hang == 0 && !f.Cut && f.Status == 0 {
		result, refusal := s.perform(q)
		s.finish(w, q.bot, entry, start, result, refusal)
		return
	}
	if f.Act {
		if _, refusal := s.perform(q); refusal != nil {
			entry.Description = refusal.Description
		}
	}
	entry.Status = f.Status
	s.log(q.bot, entry, start)
	s.answerFaulty(w, q.http, f)
}

func (s *Server) answerFaulty(w http.ResponseWriter, r *http.Request, f *Fault) {
	s.hold(r, f.Hang)
	if f.Status == 0 || f.Cut {
		panic(http.ErrAbortHandler) // net/http's way to cut a connection
	}
	kind := f.ContentType
	if kind == "" {
		kind = "application/json"
		if strings.HasPrefix(f.Body, "<") {
			kind = "text/html"
		}
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
