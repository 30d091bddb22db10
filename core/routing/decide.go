package routing

import (
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// Facts are what is known of a message and of who sent it.
type Facts struct {
	Account  core.ID
	Channel  string
	Kind     string // of the message; empty: text
	Text     string
	Language string   // the contact's, as it is remembered; empty: that of the text
	Tags     []string // of the contact
	VIP      bool
	New      bool // the contact had no conversation before
	Page     string
	At       time.Time
}

// Decision is what the rules say of a message. The zero Decision says nothing.
type Decision struct {
	Team     core.ID   `json:"team,omitzero"`
	Agent    core.ID   `json:"agent,omitzero"`
	Bot      string    `json:"bot,omitempty"`
	Skills   []string  `json:"skills,omitempty" nullable:"false" doc:"What the agent must know"`
	Language string    `json:"language,omitempty" doc:"What the agent must speak"`
	Priority *int      `json:"priority,omitempty" doc:"Left out: as it is"`
	Tags     []string  `json:"tags,omitempty" nullable:"false"`
	Reply    string    `json:"reply,omitempty"`
	Matched  []core.ID `json:"matched,omitempty" nullable:"false" doc:"The rules that say so"`
}

func (d *Decision) take(r *Rule) {
	t := &r.Then
	d.Matched = append(d.Matched, r.ID)
	if d.Team.IsZero() && d.Agent.IsZero() && d.Bot == "" {
		d.Team, d.Agent, d.Bot = t.Team, t.Agent, t.Bot
	}
	if d.Language == "" {
		d.Language = t.Language
	}
	if d.Priority == nil && t.Priority != nil {
		p := *t.Priority
		d.Priority = &p
	}
	if d.Reply == "" {
		d.Reply = t.Reply
	}
	d.Skills, d.Tags = union(d.Skills, t.Skills), union(d.Tags, t.Tags)
}

func union(into, more []string) []string {
	for _, s := range more {
		if !slices.Contains(into, s) {
			into = append(into, s)
		}
	}
	return into
}

// Condition names one of the conditions of a rule.
type Condition string

// Why a rule did not match: the first condition that failed, in this order.
const (
	FailedEnabled   Condition = "enabled" // it is switched off
	FailedStopped   Condition = "stopped" // a rule before it ended the asking, or the message is blocked
	FailedTarget    Condition = "target"  // whom it names is gone, or takes no conversations
	FailedAccount   Condition = "account"
	FailedChannel   Condition = "channel"
	FailedKind      Condition = "kind"
	FailedNew       Condition = "new"
	FailedVIP       Condition = "vip"
	FailedTags      Condition = "tags"
	FailedHours     Condition = "hours"
	FailedLanguage  Condition = "language"
	FailedPage      Condition = "page"
	FailedKeywords  Condition = "keywords"
	FailedDirection Condition = "direction"
)

// Trace says of one rule what became of it.
type Trace struct {
	Rule    core.ID   `json:"rule"`
	Name    string    `json:"name"`
	Matched bool      `json:"matched"`
	Failed  Condition `json:"failed,omitempty" enum:"enabled,target,stopped,account,channel,kind,new,vip,tags,hours,language,page,keywords,direction" doc:"The first condition that does not hold"`
}

// Explanation is what would happen to a message that comes in.
type Explanation struct {
	Verdict  Verdict  `json:"verdict"`
	Decision Decision `json:"decision" doc:"Where it would go; for the text that the verdict leaves"`
	Language string   `json:"language,omitempty" doc:"What it was taken for"`
	Default  bool     `json:"default,omitempty" doc:"The team is the account's own: no rule says where to"`
	Trace    []Trace  `json:"trace" nullable:"false" doc:"Every rule, in order"`
}

// Decide asks the rules about a message. A rule that blocks, masks or flags is
// not asked here: see Check.
func (r *Rules) Decide(f Facts) Decision {
	var d Decision
	r.ask(asking{facts: &f}, func(rule *compiled, failed Condition) {
		if failed == "" {
			d.take(&rule.Rule)
		}
	})
	return d
}

// Explain tells what would happen to a message that comes in, and why.
func (r *Rules) Explain(f Facts) Explanation {
	e := Explanation{Verdict: r.Check(f.Text, core.In)}
	f.Text = e.Verdict.Text
	e.Language = f.language()
	r.ask(asking{facts: &f, found: e.Verdict.Rules, blocked: e.Verdict.Blocked}, func(rule *compiled, failed Condition) {
		if failed == "" && rule.Then.Screen == "" {
			e.Decision.take(&rule.Rule)
		}
		e.Trace = append(e.Trace, Trace{Rule: rule.ID, Name: rule.Name, Matched: failed == "", Failed: failed})
	})
	return e
}
