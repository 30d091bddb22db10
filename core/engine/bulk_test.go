package engine_test

import (
	"errors"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
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
	before := map[string][]core.Step{
		"queued":         nil,
		"queued of team": {{Kind: core.StepQueue, TeamID: team}},
		"bot":            {{Kind: core.StepBotStart, BotID: "b"}},
		"active":         {{Kind: core.StepAssign, AgentID: me}},
		"active of team": {{Kind: core.StepQueue, TeamID: team}, {Kind: core.StepAssign, AgentID: me}},
		"snoozed":        {{Kind: core.StepAssign, AgentID: me}, {Kind: core.StepSnooze, Until: later}},
		"transferring":   {{Kind: core.StepAssign, AgentID: me}, {Kind: core.StepTransfer, AgentID: other}},
		"closed":         {{Kind: core.StepClose, Reason: "spam"}},
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
