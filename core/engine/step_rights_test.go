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
		}
		return &engine.Step{Viewer: by, ConversationID: id, Step: st}
	}
	set := w.load(take(colleague, core.StepAssign), take(v, core.StepAssign))
	ok(t, take(colleague, core.StepAssign).Apply(set))
	refused(t, take(v, core.StepAssign).Apply(set), "auth.forbidden")

	ok(t, w.try(take(colleague, core.StepAssign)))
	for _, kind := range []core.StepKind{core.StepAssign, core.StepTakeOver, core.StepUnassign, core.StepQueue, core.StepTransfer} {
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
