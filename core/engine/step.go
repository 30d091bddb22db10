package engine

import (
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// transferFor is how long a transfer waits for its answer, unless its queue says otherwise.
const transferFor = 2 * time.Minute

// Step takes a conversation through its state function on somebody's behalf.
type Step struct {
	Viewer         core.Viewer
	ConversationID core.ID
	Step           core.Step
	Config         *routing.Config // of transfers: how long they wait; nil: two minutes
	// Target is who gets it by an assignment, and must be able to answer in its
	// team; nil: that is not asked.
	Target *core.Viewer
	// System steps come from timers: nobody's rights are asked, and a step that
	// no longer fits is done.
	System     bool
	TransferID core.ID   // expire: only this transfer
	Until      core.Time // wake: only this snooze

	Conversation core.Conversation // result
}

// Key implements Command.
func (c *Step) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Step) Needs(n *Needs) {
	n.Conversations[c.ConversationID] = struct{}{}
	if reopens(c.Step.Kind) {
		n.Rivals[c.ConversationID] = struct{}{}
	}
}

// ErrNewer refuses to reopen what the person has gone on from.
var ErrNewer = &core.Problem{Status: 409, Code: "conversation.newer_open", Text: "the person has a newer open conversation in this thread; go on in that one"}

// The refusals of who is to get a conversation.
var (
	ErrMayNotReply = &core.Problem{Status: 422, Code: "agent.may_not_reply", Text: "the role of this agent may not answer customers: choose somebody else"}
	ErrNotInTeam   = &core.Problem{Status: 422, Code: "agent.not_in_team", Text: "this agent does not answer for the conversation's team: choose a member of it"}
)

// Apply implements Command.
func (c *Step) Apply(s *Set) error {
	conv := s.Conversations[c.ConversationID]
	if c.System {
		if conv == nil || !c.timely(conv.V) {
			return nil
		}
	} else if _, err := s.visible(c.Viewer, c.ConversationID); err != nil {
		return err
	} else if err := c.takes(conv.V); err != nil {
		return err
	} else if err := c.answers(conv.V); err != nil {
		return err
	}
	st := c.Step
	t := s.Transfers[conv.V.TransferID]
	if err := c.transferRights(t, &st); err != nil {
		return err
	}
	if st.Kind == core.StepTransfer {
		st.TransferID = core.NewID()
	}
	c.backInLine(conv, t, &st)
	thread := Key{conv.V.AccountID, conv.V.Thread}
	if conv.V.Status.Ended() && reopens(st.Kind) {
		if err := c.onlyOpen(s, thread); err != nil {
			return err
		}
	}
	before := conv.V
	if err := s.step(conv, st, c.data(st)); err != nil {
		return err
	}
	if before.Status.Ended() && !conv.V.Status.Ended() {
		s.Threads[thread] = conv.V.ID
	}
	c.follow(s, before, conv.V, st, t)
	c.Conversation = conv.V
	return nil
}

func reopens(k core.StepKind) bool { return k == core.StepReopen || k == core.StepCustomerMessage }

// onlyOpen refuses a second open conversation in one thread.
func (c *Step) onlyOpen(s *Set, thread Key) error {
	id := s.Threads[thread]
	if id.IsZero() || id == c.ConversationID {
		return nil
	}
	if other := s.Conversations[id]; other != nil && other.V.Status.Ended() {
		return nil
	}
	return ErrNewer
}

// timely reports whether a timer still concerns the conversation.
func (c *Step) timely(conv core.Conversation) bool {
	switch c.Step.Kind {
	case core.StepExpire:
		return conv.Status == core.StatusTransferring && conv.TransferID == c.TransferID
	case core.StepWake:
		return conv.Status == core.StatusSnoozed && conv.SnoozeUntil == c.Until
	}
	return true
}

// takes asks for the right to supervise where a step takes away what a
// colleague has in hand: now, not when it was looked at.
func (c *Step) takes(conv core.Conversation) error {
	switch c.Step.Kind {
	case core.StepAssign, core.StepUnassign, core.StepQueue, core.StepTakeOver, core.StepTransfer, core.StepSnooze, core.StepClose, core.StepComplete:
	default:
		return nil
	}
	if conv.Handler != core.HandlerAgent || conv.AgentID == c.Viewer.AgentID || c.Viewer.Can(core.PermSupervise) {
		return nil
	}
	return &core.Problem{Status: 403, Code: "auth.forbidden", Text: "a colleague has this conversation in hand: to move, snooze or end it needs the permission " + string(core.PermSupervise)}
}

// answers refuses a target that could not answer where the conversation will be.
// Who has it there already keeps it.
func (c *Step) answers(conv core.Conversation) error {
	t, team := c.Target, c.Step.TeamID
	if team.IsZero() {
		team = conv.TeamID
	}
	switch {
	case t == nil || is(conv.AgentID, c.Step.AgentID) && conv.TeamID == team:
	case !t.Can(core.PermReply):
		return ErrMayNotReply
	case t.Scope != core.ScopeAll && !team.IsZero() && !slices.Contains(t.Teams, team):
		return ErrNotInTeam
	}
	return nil
}

// transferRights: a transfer is accepted by the agent it names or by a member
// of the team it names, and declined by them or taken back by its owner.
func (c *Step) transferRights(t *Row[Transfer], st *core.Step) error {
	if c.System || t == nil || st.Kind != core.StepAccept && st.Kind != core.StepDecline {
		return nil
	}
	mine := is(t.V.ToAgentID, c.Viewer.AgentID) || !t.V.ToTeamID.IsZero() && slices.Contains(c.Viewer.Teams, t.V.ToTeamID)
	if st.Kind == core.StepDecline && is(t.V.FromAgentID, c.Viewer.AgentID) {
		mine = true
	}
	if !mine {
		return &core.Problem{Status: 403, Code: "transfer.not_yours", Text: "the transfer was offered to somebody else"}
	}
	if st.Kind == core.StepAccept {
		st.AgentID, st.TeamID = c.Viewer.AgentID, t.V.ToTeamID
	}
	return nil
}

// backInLine: what nobody took over does not go back to who is not there to have
// it. Others come before who was asked and did not take it.
func (c *Step) backInLine(conv *Row[core.Conversation], t *Row[Transfer], st *core.Step) {
	if t == nil || !t.V.FromGone || is(t.V.FromAgentID, c.Viewer.AgentID) || st.Kind != core.StepDecline && st.Kind != core.StepExpire {
		return
	}
	st.Gone, conv.V.AvoidID = true, t.V.ToAgentID
	if st.Reason == "" {
		st.Reason = reasonGone
	}
}

// is compares ids; nobody is not the same as nobody.
func is(a, b core.ID) bool { return a == b && !a.IsZero() }

func (c *Step) data(st core.Step) any {
	d := map[string]any{}
	for k, v := range map[string]string{"reason": st.Reason, "disposition": st.Disposition, "note": st.Note, "bot": st.BotID} {
		if v != "" {
			d[k] = v
		}
	}
	for k, v := range map[string]core.ID{"agent_id": st.AgentID, "team_id": st.TeamID, "transfer_id": st.TransferID} {
		if !v.IsZero() {
			d[k] = v
		}
	}
	if st.Until != 0 {
		d["until"] = st.Until
	}
	if st.Kind == core.StepPrioritize {
		d["priority"] = st.Priority
	}
	if len(d) == 0 {
		return nil
	}
	return d
}

// follow writes what hangs on a step: the transfer's row and the timers.
func (c *Step) follow(s *Set, before, after core.Conversation, st core.Step, t *Row[Transfer]) {
	if st.Kind == core.StepTransfer {
		wait := c.Config.Queue(before.TeamID).TransferFor
		if wait <= 0 {
			wait = transferFor
		}
		row := Transfer{ID: st.TransferID, ConversationID: after.ID, FromAgentID: after.AgentID, ToAgentID: st.AgentID, ToTeamID: st.TeamID,
			Note: st.Note, State: "pending", CreatedAt: s.Now, ExpiresAt: s.Now.Add(wait)}
		s.Transfers[row.ID] = &Row[Transfer]{V: row, New: true}
		s.job(core.Job{Key: "t:" + row.ID.String(), Class: core.ClassEvent, Kind: JobTransfer, DueAt: row.ExpiresAt,
			Deadline: row.ExpiresAt.Add(replyFor)}, TransferWork{ConversationID: after.ID, TransferID: row.ID})
	}
	if before.Status == core.StatusTransferring && after.Status != core.StatusTransferring && t != nil {
		states := map[core.StepKind]string{core.StepAccept: "accepted", core.StepDecline: "declined", core.StepExpire: "expired"}
		t.V.State = states[st.Kind]
		if t.V.State == "" {
			t.V.State = "cancelled"
		}
		t.V.ResolvedAt, t.V.ResolvedBy, t.Dirty = s.Now, st.Actor.ID, true
	}
	if after.Status == core.StatusSnoozed && before.Status != core.StatusSnoozed {
		s.job(core.Job{Key: "s:" + after.ID.String() + ":" + after.SnoozeUntil.String(), Class: core.ClassEvent, Kind: JobWake, DueAt: after.SnoozeUntil,
			Deadline: after.SnoozeUntil.Add(replyFor)}, ConversationWork{ConversationID: after.ID, Until: after.SnoozeUntil})
	}
}
