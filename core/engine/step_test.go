package engine_test

import (
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

func (w *world) step(viewer core.Viewer, id core.ID, st core.Step) error {
	if st.Actor.Kind == "" {
		st.Actor = viewer.Actor()
	}
	return w.try(&engine.Step{Viewer: viewer, ConversationID: id, Step: st})
}

// held is a world whose one conversation is the agent's.
func held(t *testing.T) (*world, core.ID, core.Viewer) {
	t.Helper()
	w, id := talk(t)
	owner := everything(core.NewID())
	ok(t, w.step(owner, id, core.Step{Kind: core.StepAssign, AgentID: owner.AgentID}))
	return w, id, owner
}

// pending offers the conversation and returns the transfer.
func (w *world) pending(t *testing.T, owner core.Viewer, id core.ID, st core.Step) engine.Transfer {
	t.Helper()
	st.Kind = core.StepTransfer
	ok(t, w.step(owner, id, st))
	return w.transfers[w.conversations[id].TransferID]
}

func TestATransferIsAcceptedOnlyByWhomItWasOfferedTo(t *testing.T) {
	t.Parallel()
	w, id, owner := held(t)
	to, other := everything(core.NewID()), everything(core.NewID())
	tr := w.pending(t, owner, id, core.Step{AgentID: to.AgentID})
	if tr.FromAgentID != owner.AgentID || tr.State != "pending" || tr.ExpiresAt != w.now.Add(2*time.Minute) {
		t.Fatalf("%+v", tr)
	}
	for _, v := range []core.Viewer{other, owner, everything(core.ID{})} {
		refused(t, w.step(v, id, core.Step{Kind: core.StepAccept, AgentID: v.AgentID}), "transfer.not_yours")
	}
	refused(t, w.step(other, id, core.Step{Kind: core.StepDecline}), "transfer.not_yours")
	ok(t, w.step(to, id, core.Step{Kind: core.StepAccept, AgentID: other.AgentID})) // whoever the request names, the viewer gets it
	if c := w.only(t); c.AgentID != to.AgentID || w.transfers[tr.ID].State != "accepted" || w.transfers[tr.ID].ResolvedBy != to.AgentID {
		t.Fatalf("%+v", w.transfers[tr.ID])
	}
}

func TestATransferToATeamIsAcceptedByAMember(t *testing.T) {
	t.Parallel()
	w, id, owner := held(t)
	team, member, nobody := core.NewID(), everything(core.NewID()), everything(core.ID{})
	member.Teams = []core.ID{team}
	w.pending(t, owner, id, core.Step{TeamID: team})
	refused(t, w.step(nobody, id, core.Step{Kind: core.StepAccept}), "transfer.not_yours")
	ok(t, w.step(member, id, core.Step{Kind: core.StepAccept}))
	if c := w.only(t); c.AgentID != member.AgentID || c.TeamID != team {
		t.Fatalf("%+v", c)
	}
}

func TestATransferStaysWithItsOwnerUnlessItIsAccepted(t *testing.T) {
	t.Parallel()
	for state, end := range map[string]func(w *world, id core.ID, owner core.Viewer, tr engine.Transfer) error{
		"declined": func(w *world, id core.ID, owner core.Viewer, _ engine.Transfer) error {
			return w.step(owner, id, core.Step{Kind: core.StepDecline})
		},
		"expired": func(w *world, id core.ID, _ core.Viewer, tr engine.Transfer) error {
			return w.try(&engine.Step{System: true, ConversationID: id, TransferID: tr.ID, Step: core.Step{Kind: core.StepExpire}})
		},
		"cancelled": func(w *world, id core.ID, owner core.Viewer, _ engine.Transfer) error {
			return w.step(owner, id, core.Step{Kind: core.StepTakeOver, AgentID: owner.AgentID})
		},
	} {
		w, id, owner := held(t)
		tr := w.pending(t, owner, id, core.Step{AgentID: core.NewID()})
		if last := w.jobs[len(w.jobs)-1]; last.Kind != engine.JobTransfer || last.DueAt != tr.ExpiresAt {
			t.Fatalf("%+v", last)
		}
		ok(t, end(w, id, owner, tr))
		if c := w.only(t); c.AgentID != owner.AgentID || c.Status != core.StatusActive || w.transfers[tr.ID].State != state {
			t.Errorf("%s: %+v", state, w.transfers[tr.ID])
		}
		rev := w.only(t).Rev
		ok(t, w.try(&engine.Step{System: true, ConversationID: id, TransferID: tr.ID, Step: core.Step{Kind: core.StepExpire}}))
		if w.only(t).Rev != rev {
			t.Errorf("%s: a late timer changed something", state)
		}
	}
}

// TestATransferDoesNotComeBackToNobody: to an owner who is gone meanwhile nothing
// comes back, unless it takes it back itself.
func TestATransferDoesNotComeBackToNobody(t *testing.T) {
	t.Parallel()
	to := everything(core.NewID())
	for state, end := range map[string]func(w *world, id core.ID, tr engine.Transfer) error{
		"declined": func(w *world, id core.ID, _ engine.Transfer) error {
			return w.step(to, id, core.Step{Kind: core.StepDecline})
		},
		"expired": func(w *world, id core.ID, tr engine.Transfer) error {
			return w.try(&engine.Step{System: true, ConversationID: id, TransferID: tr.ID, Step: core.Step{Kind: core.StepExpire}})
		},
	} {
		w, id, owner := held(t)
		tr := w.pending(t, owner, id, core.Step{AgentID: to.AgentID})
		since := w.only(t).WaitingSince
		tr.FromGone = true
		w.transfers[tr.ID] = tr
		ok(t, end(w, id, tr))
		c := w.only(t)
		if c.Status != core.StatusQueued || c.QueuedAt != since || since.IsZero() || c.AvoidID != to.AgentID || w.transfers[tr.ID].State != state {
			t.Errorf("%s: %+v", state, c)
		}
	}
	w, id, owner := held(t)
	tr := w.pending(t, owner, id, core.Step{AgentID: to.AgentID})
	tr.FromGone = true
	w.transfers[tr.ID] = tr
	ok(t, w.step(owner, id, core.Step{Kind: core.StepDecline}))
	if c := w.only(t); c.AgentID != owner.AgentID {
		t.Errorf("its owner took it back: %+v", c)
	}
}

func TestASnoozeEndsAtItsOwnTimeOnly(t *testing.T) {
	t.Parallel()
	w, id, owner := held(t)
	until := w.now.Add(time.Hour)
	refused(t, w.step(owner, id, core.Step{Kind: core.StepSnooze, Until: w.now}), "conversation.snooze_until")
	ok(t, w.step(owner, id, core.Step{Kind: core.StepSnooze, Until: until}))
	if last := w.jobs[len(w.jobs)-1]; last.Kind != engine.JobWake || last.DueAt != until {
		t.Fatalf("%+v", last)
	}
	wake := func(at core.Time) {
		ok(t, w.try(&engine.Step{System: true, ConversationID: id, Until: at, Step: core.Step{Kind: core.StepWake}}))
	}
	wake(until - 1) // the timer of an older snooze
	if w.only(t).Status != core.StatusSnoozed {
		t.Fatal("woken by another snooze's timer")
	}
	wake(until)
	wake(until)
	if c := w.only(t); c.Status != core.StatusActive || c.AgentID != owner.AgentID {
		t.Fatalf("%+v", c)
	}
	ok(t, w.try(&engine.Step{System: true, ConversationID: core.NewID(), Step: core.Step{Kind: core.StepWake}}))
}

func TestAnEndedConversationIsNotReopenedBesideANewerOne(t *testing.T) {
	t.Parallel()
	w, old, owner := held(t)
	ok(t, w.step(owner, old, core.Step{Kind: core.StepComplete, Disposition: "solved"}))
	w.wait(2 * time.Hour)
	m := w.say(t, envelope("u1", 2, "something new"))
	reopen := core.Step{Kind: core.StepReopen}
	refused(t, w.step(owner, old, reopen), engine.ErrNewer.Code)
	ok(t, w.step(owner, m.ConversationID, core.Step{Kind: core.StepClose, Reason: "left"}))
	// In one batch: the older one comes back, and what the person writes lands there.
	say := w.ingest(envelope("u1", 3, "more"))
	w.batch(t, &engine.Step{Viewer: owner, ConversationID: old, Step: reopen}, say)
	if got := w.messages[say.Messages[0]].ConversationID; got != old || w.conversations[old].PreferredID != owner.AgentID {
		t.Fatalf("the message landed in %s", got)
	}
}

func TestOwnershipChangesTwiceInABatch(t *testing.T) {
	t.Parallel()
	w, id, owner := held(t)
	a, b := core.NewID(), core.NewID()
	assign := func(agent core.ID) engine.Command {
		return &engine.Step{Viewer: owner, ConversationID: id, Step: core.Step{Kind: core.StepAssign, AgentID: agent, Actor: owner.Actor()}}
	}
	w.batch(t, assign(a), assign(b))
	if len(w.last.Released) != 1 || len(w.last.Assigned) != 2 || w.last.Assigned[0].To != w.now || w.last.Assigned[1].AgentID != b {
		t.Fatalf("%+v, released %v", w.last.Assigned, w.last.Released)
	}
}

func TestNobodyStepsWhatTheyMayNotSee(t *testing.T) {
	t.Parallel()
	w, id, _ := held(t)
	stranger := everything(core.NewID())
	stranger.Scope = core.ScopeOwn
	refused(t, w.step(stranger, id, core.Step{Kind: core.StepUnassign}), engine.ErrNotFound.Code)
}
