package engine_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// streamOf is what a visitor's stream tells of how things stand, without gaps.
func (w *world) streamOf(t *testing.T) (out []string) {
	t.Helper()
	last := int64(0)
	for _, m := range w.messages {
		last = max(last, m.StreamOffset)
	}
	for _, e := range w.events {
		if e.StreamOffset == 0 {
			continue
		}
		last = max(last, e.StreamOffset)
		what := string(e.To)
		if e.Type == core.EventQueuePosition {
			what = string(e.Data)
		}
		out = append(out, fmt.Sprint(e.StreamOffset, " ", what))
	}
	for _, i := range w.identities {
		if i.StreamOffset != last {
			t.Errorf("the stream is at %d, its last entry at %d", i.StreamOffset, last)
		}
	}
	return out
}

func TestAVisitorsStreamTellsHowThingsStand(t *testing.T) {
	t.Parallel()
	w := newWorld()
	in := w.ingest(envelope("u", 1, "hello"))
	in.Policy.Stream = true
	ok(t, w.try(in))
	id := w.only(t).ID
	step := func(st core.Step) {
		t.Helper()
		ok(t, w.try(&engine.Step{Viewer: everybody(), ConversationID: id, Step: st}))
	}
	tell := func(ahead int64) {
		t.Helper()
		ok(t, w.try(&engine.TellPlaces{Places: []engine.Place{
			{ConversationID: id, QueuedAt: w.only(t).QueuedAt, QueuePlace: core.QueuePlace{Ahead: ahead}},
			{ConversationID: id, QueuedAt: 1, QueuePlace: core.QueuePlace{Ahead: 99}}, // of another wait
			{ConversationID: core.NewID()},
		}}))
	}
	step(core.Step{Kind: core.StepBotStart, BotID: "b"})
	tell(5) // it waits in no queue
	step(core.Step{Kind: core.StepBotHandoff})
	tell(2)
	tell(1)
	step(core.Step{Kind: core.StepAssign, AgentID: core.NewID()})
	tell(0)
	step(core.Step{Kind: core.StepSnooze, Until: core.Time(1 << 50)}) // no news for the visitor
	step(core.Step{Kind: core.StepComplete})
	want := `[1 queued 3 bot 4 queued 5 {"ahead":2} 6 {"ahead":1} 7 active 8 completed]`
	if got := fmt.Sprint(w.streamOf(t)); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestWhoReadsNoStreamHasNoPlaceInIt(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.say(t, envelope("u", 1, "hello"))
	c := w.only(t)
	ok(t, w.try(&engine.TellPlaces{Places: []engine.Place{{ConversationID: c.ID, QueuedAt: c.QueuedAt}}}))
	if got := w.streamOf(t); len(got) != 0 || w.only(t).Rev != c.Rev {
		t.Errorf("%v, rev %d after %d", got, w.only(t).Rev, c.Rev)
	}
}

func TestWhoWaitsOnIsToldAgain(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.say(t, envelope("u", 1, "hello"))
	c := w.only(t)
	ok(t, w.try(&engine.TellLater{ConversationID: c.ID, QueuedAt: c.QueuedAt}))
	if j := w.jobs[len(w.jobs)-1]; j.Kind != engine.JobTimer || j.DueAt.Sub(w.now) != 5*time.Minute {
		t.Errorf("%+v", j)
	}
	n := len(w.jobs)
	ok(t, w.try(&engine.TellLater{ConversationID: c.ID, QueuedAt: 1}))
	ok(t, w.try(&engine.TellLater{ConversationID: core.NewID()}))
	ok(t, w.try(&engine.Step{Viewer: everybody(), ConversationID: c.ID, Step: core.Step{Kind: core.StepAssign, AgentID: core.NewID()}}))
	ok(t, w.try(&engine.TellLater{ConversationID: c.ID, QueuedAt: c.QueuedAt}))
	if len(w.jobs) != n {
		t.Errorf("%d jobs, want %d", len(w.jobs), n)
	}
}
