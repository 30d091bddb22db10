package routing

import (
	"slices"

	"github.com/switchboard-hub/switchboard/core"
)

// Targets are those whom rules can send conversations to, as things are now.
type Targets struct {
	Teams, Agents map[core.ID]bool
	Bots          map[string]bool
}

// Problem names why a rule is skipped.
type Problem string

// The problems of rules: whom a rule names is not there any more, or takes no
// conversations.
const (
	TeamGone  Problem = "team_gone"
	AgentGone Problem = "agent_gone"
	BotGone   Problem = "bot_gone"
)

// Problem returns why a rule cannot send conversations where it says; "" when
// it can, or says nothing of that.
func (t Targets) Problem(r Rule) Problem {
	switch then := r.Then; {
	case !then.Team.IsZero() && !t.Teams[then.Team]:
		return TeamGone
	case !then.Agent.IsZero() && !t.Agents[then.Agent]:
		return AgentGone
	case then.Bot != "" && !t.Bots[then.Bot]:
		return BotGone
	}
	return ""
}

// Only returns the rules as they are asked while there are these targets: one to
// somebody else is skipped, so that the conversation takes the next one.
func (r *Rules) Only(t Targets) *Rules {
	if r == nil {
		return nil
	}
	out := *r
	out.rules = slices.Clone(r.rules)
	for i := range out.rules {
		out.rules[i].gone = t.Problem(out.rules[i].Rule) != ""
	}
	return &out
}
