package core

import (
	"maps"
	"slices"
)

// Windows are the reply windows that a person has opened, by what opened them.
// A nil one has none open. They are kept with the identity and counted in the
// transactions that take in a message or write one.
type Windows map[string]Window

// Window is one that was opened.
type Window struct {
	At   Time   `json:"at"`             // when it was opened last, by the platform's clock
	Told Time   `json:"told"`           // when the hub heard of it
	Sent []Time `json:"sent,omitempty"` // when each send in it was counted
	Shut bool   `json:"shut,omitempty"` // the platform said that it allows nothing more
	// Ticket is what a send in it shows to the platform; such a send counts in no other.
	Ticket string `json:"ticket,omitempty"`
}

// Allowance is what may be sent to a person now.
type Allowance struct {
	// Limited says that the channel has reply windows at all; the rest means
	// something only then.
	Limited bool   `json:"-"`
	Open    bool   `json:"open" doc:"A reply can be sent now"`
	Shut    bool   `json:"shut,omitempty" doc:"The platform said that it allows nothing more, whatever the count says"`
	Trigger string `json:"trigger,omitempty" doc:"What opened it: message, follow, scan, click, enter"`
	Until   Time   `json:"until,omitzero" doc:"When it closes"`
	Max     int    `json:"max,omitempty" doc:"How many may be sent in it; 0: any number"`
	Left    int    `json:"left" doc:"How many of them are left"`
}

// Opened returns the windows after a trigger at a time, with what is over left
// out. What was sent since that time, while the news of it was on its way, counts
// in the new one. A trigger that no rule names opens nothing, nor does one without
// the ticket that its rule wants.
func (w Windows) Opened(rules []WindowRule, trigger, ticket string, at, now Time) Windows {
	next := w.current(rules, now)
	was, open := next[trigger]
	if open && was.At > at || !slices.ContainsFunc(rules, func(r WindowRule) bool { return r.Trigger == trigger && r.Ticket == (ticket != "") }) {
		return next // a later one was heard of before, or it opens nothing
	}
	fresh := Window{At: at, Told: now, Ticket: ticket}
	for _, sent := range was.Sent {
		if sent >= at {
			fresh.Sent = append(fresh.Sent, sent)
		}
	}
	next[trigger] = fresh
	return next
}

// current is a copy without what is over, and without what no rule names any more.
func (w Windows) current(rules []WindowRule, now Time) Windows {
	next := Windows{}
	for _, r := range rules {
		if open, ok := w[r.Trigger]; ok && now < open.At.Add(r.For) {
			next[r.Trigger] = open
		}
	}
	return next
}

// Allowance returns what may be sent of a kind of content now. Where several
// windows are open, the one with most left counts, and of those the one that
// closes last: they do not add up.
func (w Windows) Allowance(rules []WindowRule, kind string, now Time) Allowance {
	best := Allowance{Limited: len(rules) > 0}
	for _, r := range rules {
		open, ok := w[r.Trigger]
		until := open.At.Add(r.For)
		if !ok || now >= until || len(r.Kinds) > 0 && kind != "" && !slices.Contains(r.Kinds, kind) {
			continue
		}
		a := Allowance{Limited: true, Trigger: r.Trigger, Until: until, Max: r.Max, Left: max(0, r.Max-len(open.Sent)), Shut: open.Shut}
		if open.Shut {
			a.Left = 0
		}
		a.Open = !open.Shut && (r.Max == 0 || a.Left > 0)
		if a.better(best) {
			best = a
		}
	}
	return best
}

func (a Allowance) better(b Allowance) bool {
	switch {
	case a.Open != b.Open:
		return a.Open
	case a.Open && (a.Max == 0) != (b.Max == 0):
		return a.Max == 0
	case a.Left != b.Left:
		return a.Left > b.Left
	}
	return a.Until > b.Until
}

// Allows reports whether n sends fit.
func (a Allowance) Allows(n int) bool { return !a.Limited || a.Open && (a.Max == 0 || n <= a.Left) }

// Ticket is what a send of a kind of content must show to the platform; empty where
// a window without one allows it.
func (w Windows) Ticket(rules []WindowRule, kind string, now Time) string {
	a := w.Allowance(rules, kind, now)
	if !a.Open {
		return ""
	}
	return w[a.Trigger].Ticket
}

// Spent returns the windows after n sends, counted now. One with a ticket counts
// where that belongs. Any other counts in every window that is open: which of them
// a platform takes it from is not published.
func (w Windows) Spent(rules []WindowRule, ticket string, n int, now Time) Windows {
	next := w.current(rules, now)
	for _, r := range rules {
		open, ok := next[r.Trigger]
		if !ok || r.Max == 0 || open.Ticket != ticket {
			continue
		}
		open.Sent = slices.Clone(open.Sent)
		for range n {
			open.Sent = append(open.Sent, now)
		}
		open.Sent = open.Sent[max(0, len(open.Sent)-2*r.Max):] // a person's decisions may count more than fit
		next[r.Trigger] = open
	}
	return next
}

// GivenBack returns the windows after a send that was counted at a time did not
// take place.
func (w Windows) GivenBack(counted Time) Windows {
	next := maps.Clone(w)
	for trigger, open := range next {
		if i := slices.Index(open.Sent, counted); i >= 0 {
			open.Sent = slices.Delete(slices.Clone(open.Sent), i, i+1)
			next[trigger] = open
		}
	}
	return next
}

// ShutBefore returns the windows after the platform said that what was known when
// an attempt began allows nothing more. What was heard of since may be newer.
func (w Windows) ShutBefore(begun Time) Windows {
	next := maps.Clone(w)
	for trigger, open := range next {
		if open.Told <= begun {
			open.Shut = true
			next[trigger] = open
		}
	}
	return next
}
