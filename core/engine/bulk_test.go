package engine_test

import (
	"errors"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// bulkOf is a step of a bulk.
func bulkOf(conversation core.ID, mark core.ID, st core.Step) *engine.Marked {
	return &engine.Marked{Command: &engine.Step{Viewer: everybody(), ConversationID: conversation, Step: st}, ConversationID: conversation,
		Name: engine.MarkBulk, Mark: mark}
}

func everybody() core.Viewer { return everything(core.NewID()) }

// TestWhatABulkDidIsUndone takes conversations from every status through every
// step of a bulk and back.
func TestWhatABulkDidIsUndone(t *testing.T) {
	t.Parallel()
	me, other, team, otherTeam := core.NewID(), core.NewID(), core.NewID(), core.NewID()
	later := core.Time(1 << 50)
	named := func(c *core.Conversation) {
		c.Need, c.AvoidID = routing.Need(routing.AgentNeed(me), routing.SkillNeed("refunds")), other
	}
	set := map[string]func(*core.Conversation){"for one agent": named, "with an agent whom a rule named": named,
		"not routed": func(c *core.Conversation) { c.Unrouted = true }}
	before := map[string][]core.Step{
		"for one agent": nil, "not routed": nil,
		"with an agent whom a rule named": {{Kind: core.StepAssign, AgentID: me}},
		"queued":                          nil,
		"queued of team":                  {{Kind: core.StepQueue, TeamID: team}},
		"bot":                             {{Kind: core.StepBotStart, BotID: "b"}},
		"active":                          {{Kind: core.StepAssign, AgentID: me}},
		"active of team":                  {{Kind: core.StepQueue, TeamID: team}, {Kind: core.StepAssign, AgentID: me}},
		"snoozed":                         {{Kind: core.StepAssign, AgentID: me}, {Kind: core.StepSnooze, Until: later}},
		"transferring":                    {{Kind: core.StepAssign, AgentID: me}, {Kind: core.StepTransfer, AgentID: other}},
		"closed":                          {{Kind: core.StepClose, Reason: "spam"}},
	}
	bulks := map[string]core.BulkAction{
		"complete": {Kind: core.BulkComplete, Disposition: "done"}, "close": {Kind: core.BulkClose, Reason: "left"},
		"assign": {Kind: core.BulkAssign, AgentID: other}, "team": {Kind: core.BulkTeam, TeamID: otherTeam},
		"priority": {Kind: core.BulkPriority, Priority: 7}, "snooze": {Kind: core.BulkSnooze, Until: later + 1},
	}
	for from, steps := range before {
		for what, a := range bulks {
			w := newWorld()
			w.say(t, envelope("u", 1, "hello"))
			id := w.only(t).ID
			for _, st := range steps {
				ok(t, w.try(&engine.Step{Viewer: everybody(), ConversationID: id, Step: st}))
			}
			if f := set[from]; f != nil {
				c := w.conversations[id]
				f(&c)
				w.conversations[id] = c
			}
			w.wait(time.Second)
			st, _ := a.Step(everybody().Actor())
			was, mark := w.conversations[id], core.NewID()
			did := bulkOf(id, mark, st)
			if err := w.try(did); err != nil || !did.Changed {
				continue // impossible there, or so already
			}
			w.wait(time.Second)
			undo := &engine.Marked{Command: &engine.Restore{ConversationID: id, From: core.StandingOf(did.Now), To: core.StandingOf(did.Was)},
				ConversationID: id, Name: engine.MarkUndo, Mark: mark}
			if err := w.try(undo); err != nil {
				t.Errorf("%s, then %s: %v", from, what, err)
				continue
			}
			now := core.StandingOf(w.conversations[id])
			want := core.StandingOf(was)
			want.Rev = now.Rev
			if want.Status == core.StatusTransferring && what != "priority" {
				want.Status = core.StatusActive // what was on its way to somebody is with its owner again
			}
			if now != want {
				t.Errorf("%s, then %s: %+v, want %+v", from, what, now, want)
			}
			if err := w.try(undo); !errors.Is(err, engine.ErrMovedOn) && what != "priority" {
				t.Errorf("%s, then %s: undone twice: %v", from, what, err)
			}
		}
	}
}

// TestAnUndoGivesPromisesBack: what was promised is due when it was, and told of
// once, also where its moment came while nothing was promised.
func TestAnUndoGivesPromisesBack(t *testing.T) {
	t.Parallel()
	q := routing.Queue{SLA: routing.SLA{FirstReply: 10 * time.Minute, Resolution: time.Hour}}
	for what, st := range map[string]core.Step{
		"ended":   {Kind: core.StepClose, Reason: "left"},
		"moved":   {Kind: core.StepQueue, TeamID: core.ID{1}},
		"ordered": {Kind: core.StepPrioritize, Priority: 3},
	} {
		for _, meanwhile := range []time.Duration{time.Minute, 9 * time.Minute, 20 * time.Minute} {
			w := newTimed(t, q, routing.Queue{SLA: routing.SLA{FirstReply: time.Minute}})
			before := w.customer(1).SLA
			did := bulkOf(w.only(t).ID, core.NewID(), st)
			w.do(did)
			w.pass(meanwhile)
			w.do(&engine.Restore{ConversationID: w.only(t).ID, From: core.StandingOf(did.Now), To: core.StandingOf(did.Was)})
			c := w.only(t)
			if c.SLA.First.Due != before.First.Due || c.SLA.Resolution.Due != before.Resolution.Due || !c.SLA.First.Open() || !c.SLA.Resolution.Open() {
				t.Errorf("%s for %s: promised %+v, before %+v", what, meanwhile, c.SLA, before)
			}
			w.pass(2 * time.Hour)
			told := map[core.EventType]int{}
			for _, e := range w.events {
				told[e.Type]++
			}
			if told[core.EventSLAWarned] != 2 || told[core.EventSLABreached] != 2 {
				t.Errorf("%s for %s: told %v", what, meanwhile, told)
			}
		}
	}
}

func TestAMarkIsInTheEventsOfItsConversation(t *testing.T) {
	t.Parallel()
	w, mark := newWorld(), core.NewID()
	w.say(t, envelope("u", 1, "hello"))
	id := w.only(t).ID
	st := core.Step{Kind: core.StepAssign, AgentID: core.NewID()}
	did := bulkOf(id, mark, st)
	ok(t, w.try(did))
	e := w.events[len(w.events)-1]
	if want := `{"agent_id":"` + st.AgentID.String() + `","bulk":"` + mark.String() + `"}`; string(e.Data) != want || !did.Changed {
		t.Errorf("%s, want %s", e.Data, want)
	}
	again := bulkOf(id, mark, st)
	ok(t, w.try(again))
	if again.Changed {
		t.Error("what is so already counts as changed")
	}
}

func TestWhatHasChangedSinceStays(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.say(t, envelope("u", 1, "hello"))
	id := w.only(t).ID
	ok(t, w.try(&engine.Step{Viewer: everybody(), ConversationID: id, Step: core.Step{Kind: core.StepAssign, AgentID: core.NewID()}}))
	did := bulkOf(id, core.NewID(), core.Step{Kind: core.StepAssign, AgentID: core.NewID()})
	ok(t, w.try(did))
	w.say(t, envelope("u", 2, "hello"))
	undo := &engine.Restore{ConversationID: id, From: core.StandingOf(did.Now), To: core.StandingOf(did.Was)}
	if err := w.try(undo); !errors.Is(err, engine.ErrMovedOn) {
		t.Errorf("somebody has written since: %v", err)
	}
	ended := bulkOf(id, core.NewID(), core.Step{Kind: core.StepComplete})
	ok(t, w.try(ended))
	w.wait(48 * time.Hour)
	w.say(t, envelope("u", 3, "hello")) // begins anew
	undo = &engine.Restore{ConversationID: id, From: core.StandingOf(ended.Now), To: core.StandingOf(ended.Was)}
	if err := w.try(undo); !errors.Is(err, engine.ErrNewer) {
		t.Errorf("the person has gone on: %v", err)
	}
	if err := w.try(&engine.Restore{ConversationID: core.NewID()}); !errors.Is(err, engine.ErrNotFound) {
		t.Errorf("no conversation: %v", err)
	}
}
