package core_test

import (
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// The rules of a WeChat Official Account, as its documentation has them since
// June 2023: five in 48 hours after a message, three in a minute after the rest.
func wechatRules() []core.WindowRule {
	return []core.WindowRule{
		{Trigger: core.WindowMessage, For: 48 * time.Hour, Max: 5},
		{Trigger: core.EventFollow, For: time.Minute, Max: 3},
		{Trigger: core.EventClick, For: time.Minute, Max: 3},
	}
}

func at(d time.Duration) core.Time { return core.Time(1_000_000_000_000).Add(d) }

func TestWindowsAllowWhatThePlatformDoes(t *testing.T) {
	t.Parallel()
	rules := wechatRules()
	var none core.Windows
	if a := none.Allowance(rules, "", at(0)); !a.Limited || a.Open || a.Allows(1) {
		t.Errorf("nobody wrote: %+v", a)
	}
	if a := none.Allowance(nil, "", at(0)); a.Limited || !a.Allows(9) {
		t.Errorf("a channel without windows: %+v", a)
	}
	if w := none.Opened(rules, core.EventView, "", at(0), at(0)); len(w) != 0 {
		t.Errorf("a trigger without a rule opened %v", w)
	}
	w := none.Opened(rules, core.WindowMessage, "", at(0), at(0))
	a := w.Allowance(rules, "", at(time.Hour))
	if !a.Open || a.Left != 5 || a.Until != at(48*time.Hour) || !a.Allows(5) || a.Allows(6) {
		t.Errorf("after a message: %+v", a)
	}
	w = w.Spent(rules, "", 5, at(2*time.Hour))
	if a := w.Allowance(rules, "", at(2*time.Hour)); a.Open || a.Left != 0 || a.Trigger != core.WindowMessage {
		t.Errorf("after five answers: %+v", a)
	}
	// A menu click opens its own, and renews nothing.
	w = w.Opened(rules, core.EventClick, "", at(3*time.Hour), at(3*time.Hour))
	if a := w.Allowance(rules, "", at(3*time.Hour)); a.Left != 3 || a.Until != at(3*time.Hour+time.Minute) {
		t.Errorf("after a click: %+v", a)
	}
	if a := w.Allowance(rules, "", at(3*time.Hour+time.Minute)); a.Open {
		t.Errorf("a minute after the click: %+v", a)
	}
	// The next message begins anew.
	w = w.Opened(rules, core.WindowMessage, "", at(4*time.Hour), at(4*time.Hour))
	if a := w.Allowance(rules, "", at(4*time.Hour)); a.Left != 5 {
		t.Errorf("after another message: %+v", a)
	}
	if _, there := w[core.EventClick]; there {
		t.Errorf("what is over is kept: %v", w)
	}
	if a := w.Allowance(rules, "", at(52*time.Hour)); a.Open {
		t.Errorf("after 48 hours: %+v", a)
	}
}

func TestWindowsDoNotAddUp(t *testing.T) {
	t.Parallel()
	rules := wechatRules()
	w := core.Windows{}.Opened(rules, core.EventFollow, "", at(0), at(0)).Opened(rules, core.WindowMessage, "", at(time.Second), at(time.Second))
	a := w.Allowance(rules, "", at(time.Second))
	if a.Left != 5 || a.Trigger != core.WindowMessage {
		t.Errorf("the larger counts: %+v", a)
	}
	w = w.Spent(rules, "", 3, at(2*time.Second))
	if a := w.Allowance(rules, "", at(2*time.Second)); a.Left != 2 {
		t.Errorf("three of five: %+v", a)
	}
}

func TestWhatDidNotLeaveIsGivenBack(t *testing.T) {
	t.Parallel()
	rules := wechatRules()
	w := core.Windows{}.Opened(rules, core.WindowMessage, "", at(0), at(0)).Spent(rules, "", 3, at(time.Second))
	if a := w.GivenBack(at(time.Second)).GivenBack(at(time.Second)).Allowance(rules, "", at(time.Minute)); a.Left != 4 {
		t.Errorf("two of three came back: %+v", a)
	}
	later := w.Opened(rules, core.WindowMessage, "", at(time.Minute), at(time.Minute))
	if a := later.GivenBack(at(time.Second)).Allowance(rules, "", at(time.Minute)); a.Left != 5 {
		t.Errorf("a window that was opened since has nothing to get back: %+v", a)
	}
	if a := w.ShutBefore(at(time.Second)).Allowance(rules, "", at(2*time.Second)); a.Open || !a.Shut || a.Left != 0 {
		t.Errorf("the platform said it is closed: %+v", a)
	}
	if a := w.Spent(rules, "", 2, at(time.Second)).Allowance(rules, "", at(2*time.Second)); a.Open || a.Shut {
		t.Errorf("what is used up is not shut: %+v", a)
	}
	if a := later.ShutBefore(at(time.Second)).Allowance(rules, "", at(time.Minute)); !a.Open {
		t.Errorf("the platform's word is older than the window: %+v", a)
	}
}

func TestAWindowOfSomeKinds(t *testing.T) {
	t.Parallel()
	rules := []core.WindowRule{{Trigger: core.WindowMessage, For: time.Hour, Kinds: []string{core.KindText}}}
	w := core.Windows{}.Opened(rules, core.WindowMessage, "", at(0), at(0))
	if a := w.Allowance(rules, core.KindText, at(0)); !a.Allows(100) {
		t.Errorf("any number of texts: %+v", a)
	}
	if a := w.Allowance(rules, core.KindImage, at(0)); a.Allows(1) {
		t.Errorf("no picture: %+v", a)
	}
}

// The rules of WeChat KF: who enters may be welcomed once, by the code that came with it.
func TestAWindowWithATicketIsCountedAlone(t *testing.T) {
	t.Parallel()
	rules := []core.WindowRule{
		{Trigger: core.WindowMessage, For: 48 * time.Hour, Max: 5},
		{Trigger: core.EventEnter, For: 20 * time.Second, Max: 1, Kinds: []string{core.KindText}, Ticket: true},
	}
	var none core.Windows
	if w := none.Opened(rules, core.EventEnter, "", at(0), at(0)); len(w) != 0 {
		t.Errorf("entering without a ticket opened %v", w)
	}
	w := none.Opened(rules, core.EventEnter, "code", at(0), at(0))
	if a := w.Allowance(rules, core.KindText, at(time.Second)); !a.Open || a.Left != 1 || w.Ticket(rules, core.KindText, at(time.Second)) != "code" {
		t.Errorf("who entered may be welcomed: %+v", a)
	}
	if w.Allowance(rules, core.KindImage, at(time.Second)).Open || w.Ticket(rules, core.KindImage, at(time.Second)) != "" || w.Ticket(rules, core.KindText, at(20*time.Second)) != "" {
		t.Error("a picture, and what is late, has no ticket")
	}
	spent := w.Spent(rules, "code", 1, at(time.Second))
	if a := spent.Allowance(rules, core.KindText, at(time.Second)); a.Open || spent.Ticket(rules, core.KindText, at(time.Second)) != "" {
		t.Errorf("welcomed twice: %+v", a)
	}
	// What they write opens the window of messages, which is used before the ticket
	// and knows nothing of it.
	both := w.Opened(rules, core.WindowMessage, "", at(time.Second), at(time.Second))
	if ticket := both.Ticket(rules, core.KindText, at(2*time.Second)); ticket != "" {
		t.Errorf("an answer to a message shows %q", ticket)
	}
	if a := both.Spent(rules, "code", 1, at(2*time.Second)).Allowance(rules, core.KindText, at(2*time.Second)); a.Left != 5 {
		t.Errorf("the welcome was counted among the answers: %+v", a)
	}
	used := both.Spent(rules, "", 5, at(2*time.Second))
	if used.Ticket(rules, core.KindText, at(2*time.Second)) != "code" {
		t.Errorf("five answers used the ticket up: %+v", used)
	}
}
