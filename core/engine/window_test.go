package engine_test

import (
	"errors"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

func windows() []core.WindowRule {
	return []core.WindowRule{
		{Trigger: core.WindowMessage, For: 48 * time.Hour, Max: 5},
		{Trigger: core.EventScan, For: time.Minute, Max: 3},
	}
}

// take takes in envelopes of a channel with reply windows.
func (w *world) take(t *testing.T, begin bool, envs ...core.Envelope) *engine.Ingest {
	t.Helper()
	c := w.ingest(envs...)
	c.Policy.Windows, c.Policy.Route = windows(), true
	if begin {
		c.Begin = map[string]bool{envs[0].Key: true}
	}
	ok(t, w.try(c))
	return c
}

// parts is an answer of n parts to the only conversation.
func (w *world) answer(t *testing.T, n int, text string) *engine.Post {
	t.Helper()
	p := w.post(w.only(t).ID, core.NewID(), text)
	p.Windows = windows()
	for len(p.Parts) < n {
		p.Parts = append(p.Parts, p.Parts[0])
	}
	return p
}

func (w *world) left(t *testing.T) int {
	t.Helper()
	for _, i := range w.identities {
		return i.Windows.Allowance(windows(), "", w.now).Left
	}
	t.Fatal("nobody is there")
	return 0
}

func isProblem(t *testing.T, err error, code string) {
	t.Helper()
	if !errors.Is(err, &core.Problem{Code: code}) {
		t.Fatalf("%v, want %s", err, code)
	}
}

func TestAReplyWindowCountsPartsAndRefusesBeforeTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.take(t, false, envelope("u1", 1, "hi"))
	first := w.answer(t, 3, "three")
	ok(t, w.try(first))
	if w.left(t) != 2 {
		t.Fatalf("%d left of five after three", w.left(t))
	}
	seq := w.only(t).Seq
	isProblem(t, w.try(w.answer(t, 3, "three more")), "message.window_too_small")
	if w.only(t).Seq != seq || w.left(t) != 2 {
		t.Fatal("what was refused left a trace")
	}
	ok(t, w.try(first)) // the same request again is no further send
	if !first.Repeated || w.left(t) != 2 {
		t.Fatalf("%d left after a repeated request", w.left(t))
	}
	system := w.answer(t, 1, "you are third in line")
	system.System, system.Author = true, core.Actor{Kind: core.BySystem}
	isProblem(t, w.try(system), "message.window_used_up") // the last two are the agents'
	ok(t, w.try(w.answer(t, 2, "two")))
	isProblem(t, w.try(w.answer(t, 1, "one")), "message.window_used_up")
	note := w.answer(t, 1, "a note")
	note.Draft.Visibility, note.Parts = core.Note, nil
	ok(t, w.try(note)) // notes go nowhere
	w.wait(time.Second)
	w.take(t, false, envelope("u1", 2, "still there?"))
	ok(t, w.try(w.answer(t, 5, "five")))
	w.wait(49 * time.Hour)
	isProblem(t, w.try(w.answer(t, 1, "late")), "message.window_closed")
}

func TestWhatSurelyDidNotLeaveIsNotCounted(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.take(t, false, envelope("u1", 1, "hi"))
	p := w.answer(t, 4, "four")
	ok(t, w.try(p))
	m := p.Message.ID
	ok(t, w.begin(m, 0))
	ok(t, w.end(m, 0, nil))
	ok(t, w.begin(m, 1))
	ok(t, w.end(m, 1, fails(core.Rejected))) // and with it the two behind it
	if w.left(t) != 4 {
		t.Fatalf("%d left after one of four arrived", w.left(t))
	}
	again := &engine.Resolve{Viewer: everything(core.NewID()), ConversationID: w.only(t).ID, MessageID: m, Decision: "resend", Windows: windows()}
	ok(t, w.try(again))
	if w.left(t) != 1 {
		t.Fatalf("%d left after three are sent again", w.left(t))
	}
	ok(t, w.begin(m, 1))
	ok(t, w.end(m, 1, fails(core.Uncertain))) // it may have arrived: it counts
	if w.left(t) != 1 {
		t.Fatalf("%d left after one in doubt", w.left(t))
	}
}

func TestThePlatformsWordOnAWindowIsBelieved(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.take(t, false, envelope("u1", 1, "hi"))
	p := w.answer(t, 2, "two")
	ok(t, w.try(p))
	ok(t, w.begin(p.Message.ID, 0))
	ok(t, w.end(p.Message.ID, 0, fails(core.WindowClosed)))
	isProblem(t, w.try(w.answer(t, 1, "one")), "message.window_closed") // four of five are left by our count
	w.take(t, false, envelope("u1", 2, "back"))
	if w.left(t) != 5 {
		t.Fatalf("%d left after the customer wrote again", w.left(t))
	}
}

func scan(n int) core.Envelope {
	e := envelope("u1", n, "")
	e.Type, e.Event, e.ExternalID = core.TypeEvent, core.EventScan, ""
	e.Content = &core.Content{Lead: &core.Lead{Source: "scan", Payload: "shop-12"}}
	return e
}

func TestWhatACustomerDoesBeginsAConversationWhereARuleSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.take(t, false, scan(1))
	if len(w.conversations) != 0 || w.left(t) != 3 {
		t.Fatalf("%d conversations, %d left: a scan alone only opens its window", len(w.conversations), w.left(t))
	}
	c := w.take(t, true, scan(2))
	if len(c.Messages) != 1 {
		t.Fatalf("%d messages", len(c.Messages))
	}
	m, conv := w.messages[c.Messages[0]], w.only(t)
	if m.Kind != core.EventScan || m.Text != "shop-12" || m.Seq != 1 || !conv.Unrouted || conv.Status != core.StatusQueued {
		t.Fatalf("%+v in %+v", m, conv)
	}
	if conv.LastText != "[scan] shop-12" {
		t.Fatalf("a list shows %q", conv.LastText)
	}
	w.take(t, true, scan(3)) // the conversation is open: a line of its log
	if after := w.only(t); after.Seq != 1 || after.Rev == conv.Rev {
		t.Fatalf("seq %d, rev %d", after.Seq, after.Rev)
	}
	found := 0
	for _, e := range w.eventTypes() {
		if e == core.EventContactActed {
			found++
		}
	}
	if found != 1 {
		t.Fatalf("%d lines of what the customer did", found)
	}
}

func TestWindowsBearClocksThatDifferAndLateNews(t *testing.T) {
	t.Parallel()
	w := newWorld()
	e := scan(1)
	e.SentAt = w.now.Add(-61 * time.Second) // the platform tells within seconds: its clock is behind ours
	w.take(t, false, e)
	if w.left(t) != 3 {
		t.Fatalf("%d left of a minute", w.left(t))
	}
	w = newWorld()
	w.wait(100 * time.Hour)
	old := envelope("u1", 1, "hi")
	old.SentAt = w.now.Add(-47 * time.Hour)
	w.take(t, false, old)
	w.wait(2 * time.Hour)
	if w.left(t) != 0 {
		t.Fatalf("%d left after 49 hours", w.left(t))
	}
	// What was sent while a message was on its way counts in its window.
	w = newWorld()
	w.take(t, false, envelope("u1", 1, "hi"))
	late := envelope("u1", 2, "and")
	late.SentAt = w.now.Add(time.Second)
	w.wait(5 * time.Second)
	ok(t, w.try(w.answer(t, 3, "three")))
	w.wait(5 * time.Second)
	w.take(t, false, late)
	if w.left(t) != 2 {
		t.Fatalf("%d left, the platform has two", w.left(t))
	}
}

func TestWhatAPersonWroteElsewhereAsksNobodyToAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld()
	e := envelope("u1", 1, "再见")
	e.Direction = core.Out
	w.take(t, false, e)
	if c := w.only(t); !c.Status.Ended() || c.WaitingSince != 0 {
		t.Fatalf("%+v", c)
	}
	e = envelope("u1", 2, "还有")
	e.Direction = core.Out
	w.take(t, false, e)
	if c := w.only(t); !c.Status.Ended() || c.Seq != 2 {
		t.Fatalf("%+v", c)
	}
}

func TestAResentPartHasAKeyOfItsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 1)
	key := w.parts[m.ID][0].Key
	ok(t, w.begin(m.ID, 0))
	p := w.parts[m.ID][0]
	ok(t, w.try(&engine.End{AccountID: w.account, MessageID: m.ID, PartID: p.ID, Attempt: p.Attempts, Err: fails(core.Retry), Again: true}))
	if p := w.parts[m.ID][0]; !p.Again || p.Key != key {
		t.Fatalf("a try without an answer is repeated under its key: %+v", p)
	}
	ok(t, w.begin(m.ID, 0))
	ok(t, w.end(m.ID, 0, fails(core.Rejected)))
	ok(t, w.try(&engine.Resolve{Viewer: everything(core.NewID()), ConversationID: w.only(t).ID, MessageID: m.ID, Decision: "resend"}))
	if p := w.parts[m.ID][0]; p.Again || p.Key == key {
		t.Fatalf("what a person sends again is another message: %+v", p)
	}
}

func TestATemplateNeedsNoWindow(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.take(t, false, envelope("u1", 1, "hi"))
	template := func(text string) *engine.Post {
		p := w.answer(t, 1, text)
		p.Draft.Content = core.Content{Kind: core.KindTemplate, Template: &core.Template{ID: "t1"}}
		p.Parts = []core.Content{p.Draft.Content}
		return p
	}
	p := template("within")
	ok(t, w.try(p))
	ok(t, w.begin(p.Message.ID, 0))
	ok(t, w.end(p.Message.ID, 0, fails(core.Rejected)))
	if w.left(t) != 5 {
		t.Fatalf("%d left: a template counts", w.left(t))
	}
	w.wait(72 * time.Hour)
	ok(t, w.try(template("long after")))
}

func TestTheHubMayWelcomeInASmallWindowAndLeavesTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld()
	small := []core.WindowRule{{Trigger: core.EventEnter, For: time.Minute, Max: 2}}
	c := w.ingest(core.Envelope{Type: core.TypeEvent, Event: core.EventEnter, Key: "e1", Direction: core.In, User: core.UserRef{ExternalID: "u1"}})
	c.Policy.Windows, c.Policy.Route, c.Begin = small, true, map[string]bool{"e1": true}
	ok(t, w.try(c))
	say := func(text string) error {
		p := w.post(w.only(t).ID, core.NewID(), text)
		p.Windows, p.System, p.Author = small, true, core.Actor{Kind: core.BySystem}
		return w.try(p)
	}
	ok(t, say("welcome"))
	isProblem(t, say("and what is more"), "message.window_used_up")
	p := w.post(w.only(t).ID, core.NewID(), "how can I help?")
	p.Windows = small
	ok(t, w.try(p))
}

func TestAWelcomeShowsTheTicketThatCameWithEntering(t *testing.T) {
	t.Parallel()
	rules := []core.WindowRule{
		{Trigger: core.WindowMessage, For: 48 * time.Hour, Max: 5},
		{Trigger: core.EventEnter, For: 20 * time.Second, Max: 1, Kinds: []string{core.KindText}, Ticket: true},
	}
	w := newWorld()
	take := func(e core.Envelope) {
		c := w.ingest(e)
		c.Policy.Windows, c.Policy.Route, c.Begin = rules, true, map[string]bool{e.Key: true}
		ok(t, w.try(c))
	}
	post := func(author core.AuthorKind, text string) *engine.Post {
		p := w.post(w.only(t).ID, core.NewID(), text)
		p.Windows, p.System, p.Author.Kind = rules, author == core.BySystem, author
		return p
	}
	take(core.Envelope{Type: core.TypeEvent, Event: core.EventEnter, Key: "e1", Direction: core.In, User: core.UserRef{ExternalID: "u1"}, Ticket: "code"})
	long := post(core.ByAgent, "long")
	long.Parts = append(long.Parts, long.Parts[0])
	isProblem(t, w.try(long), "message.window_too_small")
	first := post(core.BySystem, "welcome")
	ok(t, w.try(first))
	if parts := w.parts[first.Message.ID]; len(parts) != 1 || parts[0].Ticket != "code" {
		t.Fatalf("the welcome leaves as %+v", parts)
	}
	isProblem(t, w.try(post(core.ByAgent, "once more")), "message.window_used_up")
	take(envelope("u1", 1, "hi"))
	answer := post(core.ByAgent, "yes?")
	ok(t, w.try(answer))
	if parts := w.parts[answer.Message.ID]; parts[0].Ticket != "" {
		t.Errorf("an answer leaves as %+v", parts)
	}
	for _, i := range w.identities {
		if a := i.Windows.Allowance(rules, "", w.now); a.Left != 4 {
			t.Errorf("%d of five are left after a welcome and an answer", a.Left)
		}
	}
	w.wait(49 * time.Hour)
	take(core.Envelope{Type: core.TypeEvent, Event: core.EventEnter, Key: "e2", Direction: core.In, User: core.UserRef{ExternalID: "u1"}, Ticket: "late",
		SentAt: w.now.Add(-21 * time.Second)})
	isProblem(t, w.try(post(core.BySystem, "welcome back")), "message.window_closed")
}
