package engine

import (
	"fmt"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// The refusals of a reply window. They come before the first part leaves.
var (
	ErrWindowClosed = &core.Problem{Status: 409, Code: "message.window_closed",
		Text: "the platform allows no reply now: the customer must write or click first"}
	ErrWindowUsedUp = &core.Problem{Status: 409, Code: "message.window_used_up",
		Text: "the platform allows no further reply until the customer writes again"}
)

// systemReserve is how many replies of a window are left to people and bots: what
// the hub says by itself, such as a place in the queue, does without. Of a window
// that is no larger the hub may have the first, or it could never welcome anybody.
const systemReserve = 2

// needAllowance refuses what the windows do not allow, before anything is changed.
func needAllowance(s *Set, identity core.ID, rules []core.WindowRule, parts []core.Content, reserve int) error {
	who := s.IdentityByID[identity]
	if len(rules) == 0 || counted(parts) == 0 || who == nil {
		return nil
	}
	a := who.V.Windows.Allowance(rules, parts[0].Kind, s.Now)
	n := counted(parts)
	if a.Max > 0 {
		reserve = min(reserve, a.Max-1)
	}
	switch {
	case a.Allows(n + reserve):
		return nil
	case a.Trigger == "", a.Shut:
		return ErrWindowClosed
	case !a.Open:
		return ErrWindowUsedUp
	case reserve > 0:
		return ErrWindowUsedUp
	}
	return &core.Problem{Status: 409, Code: "message.window_too_small",
		Text: fmt.Sprintf("the message needs %d parts, and the platform allows %d more until the customer writes again: shorten it", n, a.Left)}
}

// counted is how many of the parts a window counts: templates are made for the
// time when none is open.
func counted(parts []core.Content) (n int) {
	for _, p := range parts {
		if p.Kind != core.KindTemplate {
			n++
		}
	}
	return n
}

// spend counts the parts that are about to leave, and notes when.
func (s *Set) spend(identity core.ID, rules []core.WindowRule, parts []*Row[core.PartRow]) {
	who := s.IdentityByID[identity]
	if who == nil || len(rules) == 0 {
		return
	}
	for _, p := range parts {
		if p.V.Content.Kind != core.KindTemplate {
			p.V.Ticket = who.V.Windows.Ticket(rules, p.V.Content.Kind, s.Now)
			who.V.Windows, who.Dirty = who.V.Windows.Spent(rules, p.V.Ticket, 1, s.Now), true
			p.V.Counted, p.Dirty = s.Now, true
		}
	}
}

// giveBack takes back the count of a part that surely did not leave.
func (s *Set) giveBack(m *Row[core.Message], p *Row[core.PartRow]) {
	who := s.IdentityByID[m.V.IdentityID]
	if p.V.Counted == 0 || who == nil {
		return
	}
	who.V.Windows, who.Dirty = who.V.Windows.GivenBack(p.V.Counted), true
	p.V.Counted, p.Dirty = 0, true
}

// shut notes that the platform allows nothing more of what was open when the
// attempt began.
func (s *Set) shut(m *Row[core.Message], begun core.Time) {
	if who := s.IdentityByID[m.V.IdentityID]; who != nil && len(who.V.Windows) > 0 {
		who.V.Windows, who.Dirty = who.V.Windows.ShutBefore(begun), true
	}
}

// lateMax is how long after the fact a platform may tell what opens a window of
// minutes: three tries of five seconds, and some more. What seems older comes from
// clocks that differ.
const lateMax = 20 * time.Second

// opens opens the reply window of what the person did, as far as the channel has one.
func (c *Ingest) opens(s *Set, e core.Envelope, identity *Row[core.Identity]) {
	if e.Historical || e.Direction != core.In {
		return
	}
	trigger := e.Event
	if trigger == "" && (e.Type == core.TypeMessage || e.Type == core.TypeMenu) {
		trigger = core.WindowMessage
	}
	i := slices.IndexFunc(c.Policy.Windows, func(r core.WindowRule) bool { return r.Trigger == trigger })
	if i < 0 {
		return
	}
	at := s.Now
	if e.SentAt > 0 {
		at = min(at, e.SentAt)
	}
	if c.Policy.Windows[i].For < time.Hour {
		at = max(at, c.Raw.ReceivedAt.Add(-lateMax))
	}
	identity.V.Windows, identity.Dirty = identity.V.Windows.Opened(c.Policy.Windows, trigger, e.Ticket, at, s.Now), true
}
