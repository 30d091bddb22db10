package engine_test

import (
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// TestWhatAColleagueHasInHand is moved by who supervises, and by itself. In one
// batch the second of two who want it finds it taken.
func TestWhatAColleagueHasInHand(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	colleague, v := everything(core.NewID()), everything(core.NewID())
	v.Permissions = slices.DeleteFunc(core.Permissions(), func(p core.Permission) bool { return p == core.PermSupervise })
	take := func(by core.Viewer, kind core.StepKind) *engine.Step {
		st := core.Step{Kind: kind, Actor: by.Actor(), At: w.now}
		switch kind {
		case core.StepAssign, core.StepTakeOver:
			st.AgentID = by.AgentID
		case core.StepTransfer:
			st.AgentID = core.NewID()
		case core.StepSnooze:
			st.Until = w.now.Add(time.Hour)
		case core.StepClose:
			st.Reason = "left"
		}
		return &engine.Step{Viewer: by, ConversationID: id, Step: st}
	}
	set := w.load(take(colleague, core.StepAssign), take(v, core.StepAssign))
	ok(t, take(colleague, core.StepAssign).Apply(set))
	refused(t, take(v, core.StepAssign).Apply(set), "auth.forbidden")

	ok(t, w.try(take(colleague, core.StepAssign)))
	for _, kind := range []core.StepKind{core.StepAssign, core.StepTakeOver, core.StepUnassign, core.StepQueue, core.StepTransfer,
		core.StepSnooze, core.StepClose, core.StepComplete} {
		refused(t, w.try(take(v, kind)), "auth.forbidden")
	}
	if c := w.only(t); c.AgentID != colleague.AgentID {
		t.Fatalf("%+v", c)
	}
	lead := everything(core.NewID())
	ok(t, w.try(take(lead, core.StepTakeOver)))
	ok(t, w.try(take(lead, core.StepUnassign)))
	ok(t, w.try(take(v, core.StepAssign)))
	w.wait(time.Second)
	ok(t, w.try(take(v, core.StepTransfer))) // its own
	if c := w.only(t); c.Status != core.StatusTransferring {
		t.Errorf("%+v", c)
	}
}

// TestWhoEndsWhat: what nobody has in hand anybody ends who may, and each their own.
func TestWhoEndsWhat(t *testing.T) {
	t.Parallel()
	v := everything(core.NewID())
	v.Permissions = slices.DeleteFunc(core.Permissions(), func(p core.Permission) bool { return p == core.PermSupervise })
	w, id := talk(t)
	end := &engine.Step{Viewer: v, ConversationID: id, Step: core.Step{Kind: core.StepComplete, Actor: v.Actor()}}
	ok(t, w.try(&engine.Step{Viewer: v, ConversationID: id, Step: core.Step{Kind: core.StepBotStart, BotID: "b"}}))
	ok(t, w.try(end))
	ok(t, w.try(&engine.Step{Viewer: v, ConversationID: id, Step: core.Step{Kind: core.StepReopen}}))
	ok(t, w.try(&engine.Step{Viewer: v, ConversationID: id, Step: core.Step{Kind: core.StepAssign, AgentID: v.AgentID}}))
	ok(t, w.try(end))
}

// TestToItsOwnerInAnotherTeam: it moves and stays with its owner, from then on for
// the other team; not where the owner could not answer.
func TestToItsOwnerInAnotherTeam(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	team, foreign, lead := core.NewID(), core.NewID(), everybody()
	owner := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeTeam, Teams: []core.ID{team}, Permissions: []core.Permission{core.PermReply}}
	assign := func(team core.ID) error {
		return w.try(&engine.Step{Viewer: lead, ConversationID: id, Target: &owner, Step: core.Step{Kind: core.StepAssign, AgentID: owner.AgentID, TeamID: team}})
	}
	ok(t, assign(core.ID{}))
	w.wait(time.Second)
	ok(t, assign(team))
	if c := w.only(t); c.TeamID != team || c.AgentID != owner.AgentID || w.events[len(w.events)-1].Type != core.EventConversationAssigned {
		t.Fatalf("%+v", c)
	}
	if list := w.assigned[id]; len(list) != 2 || list[0].To != w.now || list[1].TeamID != team {
		t.Errorf("%+v", list)
	}
	events := len(w.events)
	ok(t, assign(team))
	ok(t, assign(core.ID{})) // its team stays
	if len(w.events) != events {
		t.Error("what is so already is told again")
	}
	refused(t, assign(foreign), engine.ErrNotInTeam.Code)
	owner.Scope = core.ScopeOwn
	refused(t, assign(foreign), engine.ErrNotInTeam.Code)
	owner.Scope = core.ScopeAll
	ok(t, assign(foreign))
	owner.Permissions = nil
	refused(t, assign(team), engine.ErrMayNotReply.Code)
}
