package engine

import (
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// slaWarn is after which share of a time a warning is given, unless it is set.
const slaWarn = 80

// promises begins and ends what is promised to the customer of a conversation.
func (s *Set) promises(q routing.Queue, r *Row[core.Conversation]) {
	was, now := r.Was, &r.V
	restored, again := s.restored[now.ID]
	if again { // what came before the undo is undone
		was = restored
	}
	if now.Status.Ended() {
		s.keep(&now.SLA.Resolution)
		now.SLA.Next.Due = 0
		if now.SLA.First.Open() { // nobody will keep it, and nobody broke it
			now.SLA.First.Due = 0
		}
		return
	}
	opened := r.New || was.Status.Ended()
	if opened {
		now.SLA = core.SLA{First: core.Promise{Met: was.SLA.First.Met}}
	}
	if now.Unrouted {
		return
	}
	answered := was.WaitingSince > 0 && now.WaitingSince == 0
	if answered {
		s.keep(&now.SLA.First)
		s.keep(&now.SLA.Next)
	}
	if now.SLA.First == (core.Promise{}) && (answered || r.New) && s.byAgent(now.LastMessageID) {
		now.SLA.First.Met = s.Now
	}
	arrived := opened || was.Unrouted || was.TeamID != now.TeamID
	since := now.WaitingSince
	if since == 0 {
		since = s.Now
	}
	begun := now.WaitingSince > 0 && (was.WaitingSince == 0 || opened)
	if arrived && now.SLA.First.Due == 0 && now.SLA.First.Met == 0 && now.WaitingSince > 0 {
		s.promised(q, now, core.PromiseFirst, since)
	}
	if arrived && now.SLA.Resolution.Due == 0 {
		s.promised(q, now, core.PromiseResolution, since)
	}
	if begun && !r.New && !now.SLA.First.Open() {
		s.promised(q, now, core.PromiseNext, since)
	}
	if again {
		s.remind(q, now)
	}
}

// remind sets the timers of promises that were given back: theirs may have come
// due while nothing was promised.
func (s *Set) remind(q routing.Queue, c *core.Conversation) {
	for _, name := range core.Promises() {
		if !c.SLA.Promise(name).Open() {
			continue
		}
		since := c.WaitingSince
		if name == core.PromiseResolution {
			since = c.CreatedAt
		}
		s.watch(q, c, name, since)
	}
}

// keep notes that a promise was kept, in time or not.
func (s *Set) keep(p *core.Promise) {
	if p.Open() {
		p.Met = s.Now
	}
}

// promised begins one, with its warning and its breach.
func (s *Set) promised(q routing.Queue, c *core.Conversation, name string, since core.Time) {
	within := q.SLA.Within(name)
	if within <= 0 {
		return
	}
	if due, ever := q.Hours.Add(time.UnixMicro(int64(since)), within); ever {
		*c.SLA.Promise(name) = core.Promise{Due: core.At(due)}
		s.watch(q, c, name, since)
	}
}

// watch sets the timers of a promise that was given at a time. Set again, they
// tell nothing twice.
func (s *Set) watch(q routing.Queue, c *core.Conversation, name string, since core.Time) {
	p, within, share := *c.SLA.Promise(name), q.SLA.Within(name), q.SLA.Warn
	if share == 0 {
		share = slaWarn
	}
	if warn, ever := q.Hours.Add(time.UnixMicro(int64(since)), within*time.Duration(share)/100); ever && within > 0 {
		s.timer(*c, core.At(warn).Sub(s.Now), TimerWork{Timer: TimerSLAWarn, Promise: name, Since: p.Due})
	}
	s.timer(*c, p.Due.Sub(s.Now), TimerWork{Timer: TimerSLABreach, Promise: name, Since: p.Due})
}

// promise tells that one is about to be broken, or is.
func (s *Set) promise(conv *Row[core.Conversation], w TimerWork) {
	p := conv.V.SLA.Promise(w.Promise)
	if p == nil || !p.Open() || p.Due != w.Since || p.Breached || p.Warned && w.Timer == TimerSLAWarn {
		return
	}
	typ := core.EventSLAWarned
	if p.Warned = true; w.Timer == TimerSLABreach {
		p.Breached, typ = true, core.EventSLABreached
	}
	s.event(conv, core.Event{Type: typ, Actor: core.Actor{Kind: core.BySystem}}, map[string]any{"promise": w.Promise, "due": p.Due})
}
