package engine_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// timed is a world with timers: they are set after every batch, and run when
// their time has come.
type timed struct {
	*world
	t      *testing.T
	config *routing.Config
	warned int
}

func newTimed(t *testing.T, q routing.Queue, others ...routing.Queue) *timed {
	t.Helper()
	w := &timed{world: newWorld(), t: t, config: &routing.Config{Queues: map[core.ID]routing.Queue{{}: q}}}
	for i, q := range others {
		w.config.Queues[core.ID{byte(i + 1)}] = q
	}
	return w
}

func (w *timed) do(c engine.Command) {
	w.t.Helper()
	s := w.load(c)
	for id, r := range s.Conversations {
		r.Was = w.conversations[id]
	}
	ok(w.t, c.Apply(s))
	engine.Clocks(s, w.config)
	ok(w.t, w.keep(s))
}

// pass lets time go by, and timers come due one after the other.
func (w *timed) pass(d time.Duration) {
	w.t.Helper()
	until := w.now.Add(d)
	for {
		next := slices.IndexFunc(w.jobs, func(j core.Job) bool { return j.Kind == engine.JobTimer && j.DueAt <= until })
		for i, j := range w.jobs {
			if next >= 0 && j.Kind == engine.JobTimer && j.DueAt < w.jobs[next].DueAt {
				next = i
			}
		}
		if next < 0 {
			w.now = until
			return
		}
		j := w.jobs[next]
		w.jobs = slices.Delete(w.jobs, next, next+1)
		w.now = max(w.now, j.DueAt)
		c := &engine.Timer{Config: w.config}
		ok(w.t, json.Unmarshal(j.Payload, &c.Work))
		w.do(c)
		if c.Warn {
			w.warned++
			w.do(&engine.AwaitCustomer{ConversationID: c.Work.ConversationID, Seq: c.Work.Seq, After: w.config.Queue(core.ID{}).CustomerClose})
		}
	}
}

func (w *timed) customer(n int) core.Conversation {
	w.t.Helper()
	w.do(w.ingest(envelope("u1", n, "text")))
	return w.only(w.t)
}

func (w *timed) answered(agent core.ID, n string) {
	w.t.Helper()
	p := w.post(w.only(w.t).ID, agent, n)
	w.do(p)
}

func (w *timed) step(st core.Step) {
	w.t.Helper()
	w.do(&engine.Step{Viewer: everything(core.ID{9}), ConversationID: w.only(w.t).ID, Step: st})
}

func (w *timed) is(status core.Status, what string) core.Conversation {
	w.t.Helper()
	c := w.only(w.t)
	if c.Status != status {
		w.t.Fatalf("%s: it is %s", what, c.Status)
	}
	return c
}

func TestASilentAgentLosesItsCustomer(t *testing.T) {
	t.Parallel()
	onward := core.ID{1}
	w := newTimed(t, routing.Queue{AgentSilent: time.Minute, Onward: onward}, routing.Queue{})
	ann := core.NewID()
	w.customer(1)
	w.step(core.Step{Kind: core.StepAssign, AgentID: ann})
	w.pass(50 * time.Second)
	w.answered(ann, "a")
	w.pass(10 * time.Minute)
	w.is(core.StatusActive, "it was answered in time")
	waiting := w.customer(2).WaitingSince
	w.pass(30 * time.Second)
	w.customer(3) // says more, and has waited since the first
	w.pass(31 * time.Second)
	c := w.is(core.StatusQueued, "nobody answered")
	if c.TeamID != onward || c.AvoidID != ann || !c.PreferredID.IsZero() || c.QueuedAt != waiting {
		t.Errorf("it waits as %+v", c)
	}
}

// TestASilentAgentIsNotWaitedFor: a rule that named one agent was kept when that one
// got the conversation. Who is silent, or gone when it comes back, keeps nobody waiting.
func TestASilentAgentIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	onward, ann, bob := core.ID{1}, core.NewID(), core.NewID()
	w := newTimed(t, routing.Queue{AgentSilent: time.Minute, Onward: onward}, routing.Queue{})
	id := w.customer(1).ID
	named := w.conversations[id]
	named.Need = routing.Need(routing.AgentNeed(ann), routing.SkillNeed("refunds"))
	w.conversations[id] = named
	w.step(core.Step{Kind: core.StepAssign, AgentID: ann})
	w.pass(2 * time.Minute)
	if c := w.is(core.StatusQueued, "nobody answered"); c.TeamID != onward || c.Need != routing.SkillNeed("refunds") {
		t.Errorf("it went onward for %q alone: %+v", c.Need, c)
	}
	named = w.conversations[id]
	named.Need = routing.AgentNeed(ann)
	w.conversations[id] = named
	w.step(core.Step{Kind: core.StepAssign, AgentID: bob})
	w.step(core.Step{Kind: core.StepComplete})
	if c := w.customer(2); c.Status != core.StatusQueued || c.Need != "" || c.Unrouted {
		t.Errorf("it came back as %+v", c)
	}
}

func TestWhoWaitsTooLongGoesOnward(t *testing.T) {
	t.Parallel()
	onward := core.ID{1}
	w := newTimed(t, routing.Queue{QueueFor: time.Minute, Onward: onward}, routing.Queue{QueueFor: time.Minute})
	came := w.customer(1).QueuedAt
	w.pass(61 * time.Second)
	c := w.is(core.StatusQueued, "it waits on")
	if c.TeamID != onward || c.QueuedAt != came {
		t.Errorf("it waits in %s since %s", c.TeamID, c.QueuedAt)
	}
	w.pass(time.Hour)
	if c = w.is(core.StatusQueued, "there is nowhere to go from there"); c.TeamID != onward {
		t.Errorf("it waits in %s", c.TeamID)
	}
}

func TestASilentCustomerIsWarnedAndThenLeft(t *testing.T) {
	t.Parallel()
	q := routing.Queue{CustomerWarn: time.Minute, CustomerClose: 30 * time.Second}
	w, ann := newTimed(t, q), core.NewID()
	w.customer(1)
	w.answered(ann, "a")
	w.pass(59 * time.Second)
	w.answered(ann, "b") // begins anew
	w.pass(61 * time.Second)
	w.is(core.StatusActive, "it was only warned")
	w.customer(2)
	w.pass(time.Hour)
	w.is(core.StatusActive, "the customer has spoken")
	w.answered(ann, "c")
	w.pass(time.Minute + 31*time.Second)
	if c := w.is(core.StatusCompleted, "nothing came"); c.Disposition != "customer_silent" || w.warned != 2 {
		t.Errorf("%q after %d warnings", c.Disposition, w.warned)
	}
}

// TestWhatIsDueLaterWaitsForNothingElse: a snooze or a pause may be followed by a
// shorter one; the world checks that their jobs do not share a key.
func TestWhatIsDueLaterWaitsForNothingElse(t *testing.T) {
	t.Parallel()
	w, ann := newTimed(t, routing.Queue{WrapUp: time.Minute}), core.ID{9}
	for n := range 3 {
		w.customer(n)
		w.step(core.Step{Kind: core.StepAssign, AgentID: ann})
		for _, wait := range []time.Duration{2 * time.Hour, time.Minute} {
			w.step(core.Step{Kind: core.StepSnooze, Until: w.now.Add(wait)})
			w.step(core.Step{Kind: core.StepWake})
			w.pass(time.Second)
		}
		w.answered(ann, fmt.Sprint(n))
		w.step(core.Step{Kind: core.StepComplete})
		w.pass(time.Second)
		w.do(&engine.Step{System: true, ConversationID: w.only(t).ID, Step: core.Step{Kind: core.StepReopen}})
	}
}

// TestNobodyAnswersToWhoIsBlocked: what an agent had in hand stays there, and no
// promise is broken.
func TestNobodyAnswersToWhoIsBlocked(t *testing.T) {
	t.Parallel()
	for _, blocked := range []bool{true, false} {
		w, ann := newTimed(t, routing.Queue{AgentSilent: time.Minute, SLA: routing.SLA{FirstReply: time.Minute}}), core.ID{9}
		c := w.customer(1)
		w.step(core.Step{Kind: core.StepAssign, AgentID: ann})
		i := w.identities[c.IdentityID]
		i.Blocked = blocked
		w.identities[c.IdentityID] = i
		w.pass(time.Hour)
		stays, broken := w.only(t).AgentID == ann, slices.Contains(w.eventTypes(), core.EventSLABreached)
		if stays != blocked || broken == blocked {
			t.Errorf("blocked %v: it stays %v, a promise is broken %v", blocked, stays, broken)
		}
	}
}

// TestASilentCustomerIsNotForgottenMeanwhile: neither a transfer nor a snooze that
// is under way when the customer should be asked ends the asking.
func TestASilentCustomerIsNotForgottenMeanwhile(t *testing.T) {
	t.Parallel()
	q := routing.Queue{CustomerWarn: time.Minute, CustomerClose: 30 * time.Second}
	for name, meanwhile := range map[string]func(w *timed){
		"a transfer": func(w *timed) {
			w.step(core.Step{Kind: core.StepTransfer, AgentID: core.ID{8}})
			w.pass(90 * time.Second)
			w.do(&engine.Step{Viewer: everything(core.ID{8}), ConversationID: w.only(w.t).ID, Step: core.Step{Kind: core.StepDecline}})
		},
		"a snooze": func(w *timed) {
			w.step(core.Step{Kind: core.StepSnooze, Until: w.now.Add(2 * time.Minute)})
			w.pass(2 * time.Minute)
			w.do(&engine.Step{System: true, ConversationID: w.only(w.t).ID, Until: w.now, Step: core.Step{Kind: core.StepWake}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTimed(t, q)
			w.customer(1)
			w.answered(core.ID{9}, "a")
			meanwhile(w)
			w.is(core.StatusActive, "afterwards")
			if w.warned != 0 {
				t.Error("the customer was asked meanwhile")
			}
			w.pass(3 * time.Minute)
			if w.is(core.StatusCompleted, "nothing came"); w.warned != 1 {
				t.Errorf("%d warnings", w.warned)
			}
		})
	}
}

// TestWhoComesBackIsPromisedAReply: the next one if somebody answered before, and
// else the first. What has ended unanswered breaks no promise any more.
func TestWhoComesBackIsPromisedAReply(t *testing.T) {
	t.Parallel()
	q := routing.Queue{SLA: routing.SLA{FirstReply: 10 * time.Minute, NextReply: 5 * time.Minute}}
	for _, answered := range []bool{true, false} {
		w, ann := newTimed(t, q), core.ID{9}
		w.customer(1)
		w.step(core.Step{Kind: core.StepAssign, AgentID: ann})
		end := core.Step{Kind: core.StepClose, Reason: "left"}
		if answered {
			w.answered(ann, "a")
			end = core.Step{Kind: core.StepComplete}
		}
		w.step(end)
		w.pass(time.Hour)
		if slices.Contains(w.eventTypes(), core.EventSLABreached) {
			t.Errorf("answered %v: broken after its end", answered)
		}
		c := w.customer(2)
		first, next := w.now.Add(10*time.Minute), w.now.Add(5*time.Minute)
		if answered && (c.SLA.Next.Due != next || c.SLA.First.Open()) || !answered && (c.SLA.First.Due != first || c.SLA.Next.Open()) {
			t.Errorf("answered %v: promised %+v", answered, c.SLA)
		}
	}
}

// TestWhoMovesUnansweredIsPromisedAReplyThere: also when an agent had it in hand, or
// had it before its end. Who was answered had the first reply, promised or not.
func TestWhoMovesUnansweredIsPromisedAReplyThere(t *testing.T) {
	t.Parallel()
	there, ann := core.ID{1}, core.ID{9}
	moved := core.Step{Kind: core.StepQueue, TeamID: there}
	for what, c := range map[string]struct {
		before func(w *timed)
		first  bool
	}{
		"assigned": {func(*timed) {}, true},
		"ended and come back": {func(w *timed) {
			w.step(core.Step{Kind: core.StepClose, Reason: "left"})
			w.pass(time.Minute)
			w.customer(2)
		}, true},
		"answered": {func(w *timed) {
			w.answered(ann, "a")
			w.customer(2)
		}, false},
		"answered before its end": {func(w *timed) {
			w.answered(ann, "a")
			w.step(core.Step{Kind: core.StepComplete})
			w.pass(time.Minute)
			w.customer(2)
		}, false},
	} {
		w := newTimed(t, routing.Queue{}, routing.Queue{SLA: routing.SLA{FirstReply: 10 * time.Minute}})
		w.customer(1)
		w.step(core.Step{Kind: core.StepAssign, AgentID: ann})
		w.pass(time.Minute)
		c.before(w)
		w.step(moved)
		got := w.only(t)
		if want := got.WaitingSince.Add(10 * time.Minute); got.TeamID != there || got.SLA.First.Open() != c.first || c.first && got.SLA.First.Due != want {
			t.Errorf("%s: promised %+v", what, got.SLA)
		}
	}
}

// TestOnePauseFollowsManyEnds: what one batch ends for an agent is one pause, the
// longest of those of its queues.
func TestOnePauseFollowsManyEnds(t *testing.T) {
	t.Parallel()
	w, ann := newTimed(t, routing.Queue{WrapUp: time.Minute}, routing.Queue{WrapUp: time.Hour}), core.ID{9}
	var ends []engine.Command
	for n, user := range []string{"u1", "u2", "u3"} {
		w.do(w.ingest(envelope(user, n, "text")))
	}
	for id := range w.conversations {
		st := core.Step{Kind: core.StepAssign, AgentID: ann}
		if len(ends) == 1 {
			st.TeamID = core.ID{1}
		}
		w.do(&engine.Step{Viewer: everything(ann), ConversationID: id, Step: st})
		ends = append(ends, &engine.Step{Viewer: everything(ann), ConversationID: id, Step: core.Step{Kind: core.StepComplete}})
	}
	s := w.load(ends...)
	for id, r := range s.Conversations {
		r.Was = w.conversations[id]
	}
	for _, c := range ends {
		ok(t, c.Apply(s))
	}
	engine.Clocks(s, w.config)
	ok(t, w.keep(s))
	if len(s.WrapUps) != 1 || s.WrapUps[ann] != w.now.Add(time.Hour) || len(s.NewJobs) != 1 || s.NewJobs[0].DueAt != w.now.Add(time.Hour) {
		t.Errorf("%+v, %+v", s.WrapUps, s.NewJobs)
	}
}

func TestPromisesAreKeptOrBroken(t *testing.T) {
	t.Parallel()
	q := routing.Queue{SLA: routing.SLA{FirstReply: 10 * time.Minute, NextReply: 5 * time.Minute, Resolution: time.Hour}}
	w, ann := newTimed(t, q), core.NewID()
	count := func(typ core.EventType) (n int) {
		for _, e := range w.events {
			if e.Type == typ {
				n++
			}
		}
		return n
	}
	start := w.now
	if c := w.customer(1); c.SLA.First.Due != start.Add(10*time.Minute) || c.SLA.Resolution.Due != start.Add(time.Hour) || c.SLA.Due() != c.SLA.First.Due {
		t.Fatalf("promised %+v", c.SLA)
	}
	w.pass(9 * time.Minute)
	if count(core.EventSLAWarned) != 1 {
		t.Error("no warning after eight of ten minutes")
	}
	w.answered(ann, "a")
	if c := w.only(t); c.SLA.First.Met != w.now || c.SLA.First.Breached {
		t.Errorf("the first reply is %+v", c.SLA.First)
	}
	w.pass(10 * time.Minute)
	if count(core.EventSLABreached) != 0 {
		t.Error("a promise that was kept is broken")
	}
	w.customer(2)
	w.pass(6 * time.Minute)
	w.customer(3)
	if c := w.only(t); !c.SLA.Next.Breached || !c.SLA.Next.Open() || count(core.EventSLABreached) != 1 {
		t.Errorf("the next reply is %+v", c.SLA.Next)
	}
	w.answered(ann, "b")
	w.step(core.Step{Kind: core.StepComplete})
	w.pass(24 * time.Hour)
	if c := w.only(t); c.SLA.Resolution.Met == 0 || c.SLA.Resolution.Breached || count(core.EventSLABreached) != 1 || c.SLA.Due() != 0 {
		t.Errorf("it was resolved in time: %+v", c.SLA)
	}
}
