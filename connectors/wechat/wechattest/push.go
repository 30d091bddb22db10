package wechattest

import (
	"context"
	"slices"
	"strconv"
	"time"
)

// Push is one message or event on its way to a callback.
type Push struct {
	party  *party
	user   string // the person's lane; empty for what concerns none
	openid string // of the query
	fields []Field
	fate   Delivery // guarded by the server's lock
}

// Delivery is what became of a push.
type Delivery struct {
	ID       int64
	Account  string // the appid, or the corpid
	User     string // the openid; empty for what concerns nobody
	MsgID    string // of a message; events have none
	Type     string // MsgType
	Event    string
	Body     []byte // what the callback reads once it is decrypted
	Attempts []Attempt
	Accepted bool
	Done     bool // accepted, given up, or nowhere to go
}

// Attempt is one delivery and what it was answered.
type Attempt struct {
	At     time.Time
	Status int    // 0 without an answer
	Answer string // the body
	Result Result
}

// Result is how the platform takes an answer.
type Result string

// The results.
const (
	Success   Result = "success"   // the word
	Empty     Result = "empty"     // no body
	Replied   Result = "reply"     // a passive reply (被动回复)
	Malformed Result = "malformed" // HTTP 200 with anything else
	Refused   Result = "refused"   // another HTTP status
	TimedOut  Result = "timeout"   // nothing in five seconds
	Failed    Result = "failed"    // no connection, or cut
)

func (r Result) accepted() bool { return r == Success || r == Empty || r == Replied }

const (
	pushPatience = 5 * time.Second
	pushAttempts = 3
)

// Fate is what has become of the push so far.
func (x *Push) Fate() Delivery {
	x.party.s.mu.Lock()
	defer x.party.s.mu.Unlock()
	return x.fate.clone()
}

func (d *Delivery) clone() Delivery {
	c := *d
	c.Attempts = slices.Clone(d.Attempts)
	return c
}

// Wait waits until the push is accepted or given up.
func (x *Push) Wait(ctx context.Context) (Delivery, error) {
	err := x.party.s.Wait(ctx, func() bool { return x.Fate().Done })
	return x.Fate(), err
}

// Again pushes the same once more, as the platform does when an answer was
// lost: same MsgId, same CreateTime, new signature.
func (x *Push) Again() *Push {
	x.party.s.mu.Lock()
	defer x.party.s.mu.Unlock()
	again := &Push{party: x.party, user: x.user, openid: x.openid, fields: x.fields, fate: x.fate.clone()}
	again.fate.Attempts, again.fate.Accepted, again.fate.Done = nil, false, false
	return again.send()
}

// Pushes are all pushes so far, oldest first.
func (p *party) Pushes() []Delivery {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	list := make([]Delivery, len(p.pushes))
	for i, x := range p.pushes {
		list[i] = x.fate.clone()
	}
	return list
}

// WaitPushed waits until every push so far is accepted or given up.
func (p *party) WaitPushed(ctx context.Context) error {
	return p.s.Wait(ctx, func() bool {
		p.s.mu.Lock()
		defer p.s.mu.Unlock()
		return p.underway == 0
	})
}

// PushUnderPreviousKey lets the next n deliveries come under
// Callback.PreviousAESKey, as some do for a while after a key was changed.
func (p *party) PushUnderPreviousKey(n int) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.oldKey = n
}

// SetCallback replaces the callback, as its owner does on the platform's page.
func (p *party) SetCallback(c Callback) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.callback = c
}

// push sends what a person did. The caller holds s.mu.
func (f *Follower) push(kind string, fields ...Field) *Push {
	f.spoke = f.app.s.now()
	return f.app.push(f.openid, f.openid, kind, fields)
}

// push sends to the app's callback. The caller holds s.mu.
func (a *App) push(user, from, kind string, fields []Field) *Push {
	all := append([]Field{
		text("ToUserName", a.userName), text("FromUserName", from),
		number("CreateTime", strconv.FormatInt(a.s.now().Unix(), 10)), text("MsgType", kind),
	}, fields...)
	x := &Push{party: a.party, user: user, openid: from, fields: all}
	x.fate = Delivery{Account: a.id, User: user, Type: kind, Body: a.callback.render(all)}
	for i := range fields {
		switch fields[i].Name {
		case "MsgId":
			x.fate.MsgID = fields[i].Value
		case "Event":
			x.fate.Event = fields[i].Value
		}
	}
	return x.send()
}

// send queues the push behind what the same person did before: first attempts
// go in order, repeated ones in their own time. The caller holds s.mu.
func (x *Push) send() *Push {
	p := x.party
	x.fate.ID = p.s.next()
	p.pushes = append(p.pushes, x)
	if p.callback.URL == "" {
		x.fate.Done = true
		p.s.announce()
		return x
	}
	p.underway++
	p.lanes[x.user] = append(p.lanes[x.user], x)
	if len(p.lanes[x.user]) == 1 {
		p.s.work(func() { p.drain(x.user) })
	}
	return x
}

// drain makes the first attempts of a person's pushes.
func (p *party) drain(user string) {
	for more := true; more; {
		p.s.mu.Lock()
		x := p.lanes[user][0]
		p.s.mu.Unlock()
		finished := x.attempt()
		p.s.mu.Lock()
		if !finished {
			p.s.work(x.insist)
		}
		p.lanes[user] = p.lanes[user][1:]
		more = len(p.lanes[user]) > 0
		if !more {
			delete(p.lanes, user)
		}
		p.s.mu.Unlock()
	}
}

func (x *Push) insist() {
	for !x.attempt() {
		continue
	}
}

// settle books an attempt and says whether it was the last.
func (x *Push) settle(a Attempt, shown *Shown) bool {
	p := x.party
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	x.fate.Attempts = append(x.fate.Attempts, a)
	x.fate.Accepted = a.Result.accepted()
	x.fate.Done = x.fate.Accepted || len(x.fate.Attempts) == pushAttempts || p.s.life.Err() != nil
	if x.fate.Done {
		p.underway--
	}
	switch {
	case shown != nil:
		p.show(*shown)
	case p.corp == nil && x.user != "" && (a.Result == Malformed || x.fate.Done && !x.fate.Accepted):
		p.show(Shown{By: "notice", Account: p.id, User: x.user, Type: "text", Text: unavailable})
	}
	p.s.announce()
	return x.fate.Done
}

// unavailable is what a phone shows when the callback answers nothing, or what
// the platform does not understand.
const unavailable = "该公众号提供的服务出现故障，请稍后再试"
