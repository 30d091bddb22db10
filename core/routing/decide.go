package routing

import (
	"slices"
	"strings"
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
	Failed  Condition `json:"failed,omitempty" enum:"enabled,stopped,account,channel,kind,new,vip,tags,hours,language,page,keywords,direction" doc:"The first condition that does not hold"`
}

// Explanation is what would happen to a message that comes in.
type Explanation struct {
	Verdict  Verdict  `json:"verdict"`
	Decision Decision `json:"decision" doc:"Where it would go; for the text that the verdict leaves"`
	Language string   `json:"language,omitempty" doc:"What it was taken for"`
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

// ask goes through the rules in order and tells of each what failed.
func (r *Rules) ask(a asking, tell func(*compiled, Condition)) {
	if r == nil {
		return
	}
	a.rules = r
	stopped := a.blocked
	for i := range r.rules {
		rule := &r.rules[i]
		failed := FailedEnabled
		switch {
		case !rule.Enabled:
		case rule.Then.Screen != "":
			failed = a.screened(rule)
		case stopped:
			failed = FailedStopped
		default:
			failed = a.failed(i, rule)
		}
		tell(rule, failed)
		stopped = stopped || failed == "" && rule.stop
	}
}

// asking remembers what takes work to find out.
type asking struct {
	rules    *Rules
	facts    *Facts
	found    []core.ID // rules whose sensitive words Check found
	blocked  bool      // the message goes nowhere
	language string
	read     bool
	hits     [rulesMax / 64]uint64 // by rule: one of its keywords is in the text
}

// screened: such rules are asked by Check, wherever they stand.
func (a *asking) screened(r *compiled) Condition {
	switch {
	case slices.Contains(a.found, r.ID):
		return ""
	case r.When.Direction == core.Out:
		return FailedDirection
	}
	return FailedKeywords
}

func (a *asking) failed(i int, r *compiled) Condition {
	f, w := a.facts, &r.When
	switch {
	case len(w.Accounts) > 0 && !slices.Contains(w.Accounts, f.Account):
		return FailedAccount
	case len(w.Channels) > 0 && !slices.Contains(w.Channels, f.Channel):
		return FailedChannel
	case len(w.Kinds) > 0 && !slices.Contains(w.Kinds, f.kind()):
		return FailedKind
	case w.New != nil && *w.New != f.New:
		return FailedNew
	case w.VIP != nil && *w.VIP != f.VIP:
		return FailedVIP
	case w.Tags != nil && !w.Tags.hold(f.Tags):
		return FailedTags
	case w.Hours != nil && w.Hours.Open != r.hours.Open(f.At):
		return FailedHours
	case len(r.languages) > 0 && !a.speaks(r.languages):
		return FailedLanguage
	case w.Page != nil && !r.onPage(f.Page):
		return FailedPage
	case w.Keywords != nil && !a.hit(i):
		return FailedKeywords
	}
	return ""
}

func (f *Facts) kind() string {
	if f.Kind == "" {
		return core.KindText
	}
	return f.Kind
}

func (f *Facts) language() string {
	if f.Language != "" {
		return languageTag(f.Language)
	}
	return Language(f.Text)
}

func (t *TagsAre) hold(tags []string) bool {
	has := func(s string) bool { return slices.Contains(tags, s) }
	for _, s := range t.All {
		if !has(s) {
			return false
		}
	}
	return !slices.ContainsFunc(t.None, has) && (len(t.Any) == 0 || slices.ContainsFunc(t.Any, has))
}

// speaks compares BCP 47 tags: zh holds for zh-TW, zh-TW not for zh.
func (a *asking) speaks(wanted []string) bool {
	if a.language == "" {
		if a.language = a.facts.language(); a.language == "" {
			a.language = unknownLanguage
		}
	}
	return slices.ContainsFunc(wanted, func(w string) bool {
		rest, ok := strings.CutPrefix(a.language, w)
		return ok && (rest == "" || rest[0] == '-')
	})
}

func (r *compiled) onPage(page string) bool {
	if page == "" {
		return false
	}
	page = address(page)
	return slices.ContainsFunc(r.prefix, func(s string) bool { return strings.HasPrefix(page, s) }) ||
		slices.ContainsFunc(r.contains, func(s string) bool { return strings.Contains(page, s) })
}

// address is how pages are compared.
func address(url string) string {
	url = strings.ToLower(strings.TrimSpace(url))
	for _, scheme := range []string{"https://", "http://"} {
		if rest, ok := strings.CutPrefix(url, scheme); ok {
			return rest
		}
	}
	return url
}

// hit reports whether the text has a keyword of a rule. The text is read once,
// for all rules.
func (a *asking) hit(rule int) bool {
	if !a.read {
		a.read = true
		a.rules.route.find(a.facts.Text, func(w *keyword, _, _ int, at place) {
			for _, u := range w.uses {
				if u.match.fits(at) {
					a.hits[u.rule/64] |= 1 << (u.rule % 64)
				}
			}
		})
	}
	return a.hits[rule/64]&(1<<(rule%64)) != 0
}
