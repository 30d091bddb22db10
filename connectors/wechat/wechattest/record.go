package wechattest

import (
	"encoding/json"
	"net/url"
	"time"
)

// Shown is one thing that a phone shows.
type Shown struct {
	// By is the method that sent it, "reply" for a passive one, and "notice" for
	// the platform's own words that the service is unavailable.
	By      string
	Account string // the appid, or the open_kfid
	User    string // the openid, or the external_userid
	Type    string // the msgtype
	// Text is the words of it: the content, or a menu's head, items and tail, one
	// a line.
	Text  string
	Media *Media          // what its media_id names; nil without one
	Body  json.RawMessage // the object that the msgtype names
	MsgID string          // the platform's, where it has one
	Agent string          // customservice.kf_account of a custom message
	At    time.Time
}

// Media is a file of a message.
type Media struct {
	Type    string // image, voice, video, thumb, file
	MediaID string
	Name    string
	MIME    string
	Len     int
	SHA256  string // hexadecimal
}

// Call is one request in an account's log.
type Call struct {
	Method  string // the path after /cgi-bin/
	Query   url.Values
	Body    string
	At      time.Time
	Status  int  // the HTTP status; 0 when no answer was given
	Errcode int  // of the answer
	Fault   bool // a fault was injected
}

func (q *call) entry() Call {
	return Call{Method: q.name, Query: q.query, Body: string(q.body), At: q.now()}
}

// log keeps the call with its account. The caller holds s.mu.
func (q *call) log(entry Call) {
	if p := q.party; p != nil {
		p.counts[q.name]++
		if len(p.calls) >= q.s.opts.CallLog {
			p.calls = p.calls[1:]
		}
		p.calls = append(p.calls, entry)
	}
	q.s.announce()
}

// show puts a message on a phone. The caller holds s.mu.
func (p *party) show(m Shown) {
	m.At = p.s.now()
	p.shown = append(p.shown, m)
	p.s.announce()
}
