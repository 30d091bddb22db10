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
		now.SLA = core.SLA{}
	}
	if now.Unrouted {
		return
	}
	answered := was.WaitingSince > 0 && now.WaitingSince == 0
	switch {
	case answered && now.SLA.First.Open():
		s.keep(&now.SLA.First)
	case answered:
		s.keep(&now.SLA.Next)
	}
	arrived := opened || was.Unrouted || was.TeamID != now.TeamID
	since := now.WaitingSince
	if since == 0 {
		since = s.Now
	}
	begun := now.WaitingSince > 0 && (was.WaitingSince == 0 || opened)
	unheard := now.PreferredID.IsZero() || opened && was.SLA.First.Met == 0 // who comes back and was never answered
	if arrived && now.SLA.First.Due == 0 && now.WaitingSince > 0 && unheard {
		s.promised(q, now, core.PromiseFirst, since, q.SLA.FirstReply)
	}
	if arrived && now.SLA.Resolution.Due == 0 {
		s.promised(q, now, core.PromiseResolution, since, q.SLA.Resolution)
	}
	if begun && !r.New && !now.SLA.First.Open() {
		s.promised(q, now, core.PromiseNext, since, q.SLA.NextReply)
	}
}

// keep notes that a promise was kept, in time or not.
func (s *Set) keep(p *core.Promise) {
	if p.Open() {
		p.Met = s.Now
	}
}

// promised begins one, with its warning and its breach.
func (s *Set) promised(q routing.Queue, c *core.Conversation, name string, since core.Time, within time.Duration) {
	if within <= 0 {
		return
	}
	start := time.UnixMicro(int64(since))
	due, ever := q.Hours.Add(start, within)
	if !ever {
		return
	}
	p := c.SLA.Promise(name)
	*p = core.Promise{Due: core.At(due)}
	share := q.SLA.Warn
	if share == 0 {
		share = slaWarn
	}
	if warn, ever := q.Hours.Add(start, within*time.Duration(share)/100); ever {
		s.timer(*c, core.At(warn).Sub(s.Now), TimerWork{Timer: TimerSLAWarn, Promise: name, Since: p.Due})
	}
	s.timer(*c, p.Due.Sub(s.Now), TimerWork{Timer: TimerSLABreach, Promise: name, Since: p.Due})
}

// promise tells that one is about to be broken, or is.
func (s *Set) promise(conv *Row[core.Conversation], w TimerWork) {
	p := conv.V.SLA.Promise(w.Promise)
	if p == nil || !p.Open() || p.Due != w.Since {
		return
	}
	typ := core.EventSLAWarned
	if p.Warned = true; w.Timer == TimerSLABreach {
		p.Breached, typ = true, core.EventSLABreached
	}
	s.event(conv, core.Event{Type: typ, Actor: core.Actor{Kind: core.BySystem}}, map[string]any{"promise": w.Promise, "due": p.Due})
}
