package connectortest

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// mode is how the fake platform behaves towards the call under test.
type mode struct {
	answer *Answer // nil: Case.Sent
	hang   bool    // takes the request and answers nothing
	cut    bool    // takes the request and closes the connection
}

// platform is the fake: a plain HTTP server that answers from the Case, or a
// listener whose connections the Case serves.
type platform struct {
	base string // what Case.Account is given
	c    Case
	mode mode

	arrived chan struct{} // one value for each request under test
	stop    chan struct{}

	mu      sync.Mutex
	calls   int
	fetches int // of tokens
	expired bool
}

func newPlatform(t *testing.T, c Case, m mode) *platform {
	p := &platform{c: c, mode: m, arrived: make(chan struct{}, 1000), stop: make(chan struct{})}
	if c.Speak != nil {
		p.listen(t)
		return p
	}
	server := httptest.NewServer(p)
	p.base = server.URL
	t.Cleanup(func() {
		close(p.stop)
		server.Close()
	})
	return p
}

// listen lets the Case serve connections.
func (p *platform) listen(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.base = l.Addr().String()
	t.Cleanup(func() {
		close(p.stop)
		l.Close()
	})
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				p.c.Speak(conn, p.take)
			}()
		}
	}()
}

// take says what is answered to a part that came over a connection.
func (p *platform) take() (string, bool) {
	p.mu.Lock()
	p.calls++
	p.mu.Unlock()
	p.arrived <- struct{}{}
	switch {
	case p.mode.hang:
		select {
		case <-p.stop:
		case <-time.After(2 * patience):
		}
		return "", false
	case p.mode.cut:
		return "", false
	case p.mode.answer != nil:
		return p.mode.answer.Body, true
	}
	return p.c.Sent.Body, true
}

func (p *platform) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls
}

// ServeHTTP implements http.Handler.
func (p *platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller went away
	}
	address := r.URL.String()
	for _, h := range p.c.Helpers {
		if strings.Contains(address, h.Match) {
			h.Answer.write(w)
			return
		}
	}
	if p.token(w, r, address, string(body)) {
		return
	}
	p.mu.Lock()
	p.calls++
	p.mu.Unlock()
	p.arrived <- struct{}{}
	switch {
	case p.mode.hang:
		select {
		case <-r.Context().Done():
		case <-p.stop:
		case <-time.After(2 * patience): // a caller that cannot be cancelled fails, and does not hang
		}
		panic(http.ErrAbortHandler)
	case p.mode.cut:
		panic(http.ErrAbortHandler) // net/http's way to cut a connection
	case p.mode.answer != nil:
		p.mode.answer.write(w)
	default:
		p.c.Sent.write(w)
	}
}

// token plays the part of a platform with access tokens.
func (p *platform) token(w http.ResponseWriter, r *http.Request, address, body string) bool {
	k := p.c.Token
	if k == nil {
		return false
	}
	if strings.Contains(address, k.Match) {
		p.mu.Lock()
		p.fetches++
		first := p.fetches == 1
		p.mu.Unlock()
		if first {
			k.First.write(w)
		} else {
			k.Refresh.write(w)
		}
		return true
	}
	var all strings.Builder
	all.WriteString(address + body)
	for _, values := range r.Header {
		all.WriteString(strings.Join(values, " "))
	}
	p.mu.Lock()
	expired := p.expired
	p.mu.Unlock()
	if expired && strings.Contains(all.String(), k.Old) {
		k.Expired.write(w)
		return true
	}
	return false
}

func (a Answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	for k, v := range a.Header {
		w.Header().Set(k, v)
	}
	if a.Status != 0 {
		w.WriteHeader(a.Status)
	}
	io.WriteString(w, a.Body) //nolint:errcheck // the caller may have gone
}
