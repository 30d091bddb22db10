package engine

import (
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// reasonGone is why a conversation leaves an owner who may not answer any more.
const reasonGone = "owner_gone"

// Gone takes a conversation from an agent who may not answer any more: out of
// its hands, asleep or not, or out of the line that leads to nobody else.
type Gone struct {
	ConversationID core.ID
	AgentID        core.ID
}

// GoneJobs look for what an agent has in hand now, and once more when every
// node has read the rules anew.
func GoneJobs(agent core.ID, now core.Time) []core.Job {
	j := core.Job{Key: "g:" + agent.String(), Class: core.ClassEvent, Kind: JobGone, State: core.JobWaiting, DueAt: now, CreatedAt: now,
		Deadline: now.Add(eventFor), Payload: mustJSON(GoneWork{AgentID: agent})}
	again := j
	again.Key, again.DueAt = "g:again:"+agent.String(), now.Add(2*time.Minute) // nothing of the first key waits behind it
	return []core.Job{j, again}
}

// Key implements Command.
func (c *Gone) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *Gone) Needs(n *Needs) { n.Conversations[c.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *Gone) Apply(s *Set) error {
	conv := s.Conversations[c.ConversationID]
	if conv == nil {
		return nil
	}
	take := func(kind core.StepKind) error {
		st := core.Step{Kind: kind, Actor: core.Actor{Kind: core.BySystem}, Reason: reasonGone}
		return s.step(conv, st, map[string]any{"reason": reasonGone, "agent_id": c.AgentID})
	}
	v := conv.V
	named := slices.Contains(strings.Split(v.Need, "\n"), routing.AgentNeed(c.AgentID))
	if v.AgentID == c.AgentID && (v.Status == core.StatusActive || v.Status == core.StatusSnoozed) {
		conv.V.PreferredID = core.ID{}
		if err := take(core.StepUnassign); err != nil {
			return err
		}
	}
	if named && conv.V.Status == core.StatusQueued {
		return take(core.StepReroute)
	}
	return nil
}
