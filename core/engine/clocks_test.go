package engine_test

import (
	"encoding/json"
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
