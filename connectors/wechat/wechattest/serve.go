package wechattest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// call is one request, read whole.
type call struct {
	s      *Server
	http   *http.Request
	name   string // "message/custom/send"
	query  url.Values
	body   []byte
	method method
	party  *party // whose credentials it carries
	app    *App   // one of the two, when there is a token
	corp   *Corp
}

// maxBody is above every limit of the API, so that the limits are what refuses.
const maxBody = 32 << 20

// ServeHTTP answers /cgi-bin/<method>, and the addresses of files.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, known := strings.CutPrefix(r.URL.Path, "/cgi-bin/")
	if !known {
		s.serveFile(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return
	}
	q := &call{s: s, http: r, name: name, query: r.URL.Query(), body: body}
	s.mu.Lock()
	denied := s.admit(q)
	fault := s.takeFault(q)
	entry := q.entry()
	if fault != nil {
		entry.Fault = true
		s.mu.Unlock()
		s.performFaulty(w, q, fault, denied, entry)
		return
	}
	answer, denied := s.perform(q, denied)
	s.finish(w, q, entry, answer, denied)
}

// perform is the call itself. The caller holds s.mu.
func (s *Server) perform(q *call, denied *refusal) (any, *refusal) {
	if denied != nil {
		return nil, denied
	}
	if denied := q.spend(); denied != nil {
		return nil, denied
	}
	return q.method.handle(q)
}

// finish logs, unlocks and answers, in this order: a client that has its answer
// must find the call in the log.
func (s *Server) finish(w http.ResponseWriter, q *call, entry Call, answer any, denied *refusal) {
	entry.Status = http.StatusOK
	if denied != nil {
		entry.Errcode = denied.code
		answer = denied.body(q.corp != nil)
	}
	q.log(entry)
	s.mu.Unlock()
	write(w, answer)
}

// admit finds the method and whose call it is. The caller holds s.mu.
func (s *Server) admit(q *call) *refusal {
	var known bool
	if q.method, known = s.methods[q.name]; !known {
		return refuse(40066)
	}
	if q.method.open {
		return q.verbFits()
	}
	value := q.query.Get("access_token")
	if value == "" {
		return refuse(41001)
	}
	t := s.tokens[value]
	if t == nil {
		return refuse(40014)
	}
	q.party, q.app, q.corp = t.party, t.party.app, t.party.corp
	if denied := t.valid(s.now()); denied != nil {
		return denied
	}
	if q.app != nil && !q.method.app || q.corp != nil && !q.method.corp {
		return refuse(40014)
	}
	if q.corp != nil && !q.party.admits(q.http.RemoteAddr) {
		return refuse(60020)
	}
	return q.verbFits()
}

func (q *call) verbFits() *refusal {
	switch {
	case q.method.verb == "" || q.method.verb == q.http.Method:
		return nil
	case q.method.verb == http.MethodPost:
		return refuse(43002)
	}
	return refuse(43001)
}

// read decodes the JSON body into v.
func (q *call) read(v any) *refusal {
	if len(bytes.TrimSpace(q.body)) == 0 {
		return refuse(44002)
	}
	if json.Unmarshal(q.body, v) != nil {
		return refuse(47001)
	}
	return nil
}

// readText is read for what people see: there the platform refuses \uXXXX
// (40033, "不能包含\uxxxx格式的字符").
func (q *call) readText(v any) *refusal {
	if denied := q.read(v); denied != nil {
		return denied
	}
	rest := bytes.ReplaceAll(q.body, []byte(`\\`), nil)
	if bytes.Contains(rest, []byte(`\u`)) {
		return refuse(40033)
	}
	return nil
}

func (q *call) now() time.Time { return q.s.now() }
