package routing

import (
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
)

// Rule is one line of the rules: when a message is such and such, then this. The
// rules are asked in order.
type Rule struct {
	ID      core.ID `json:"id"`
	Name    string  `json:"name"`
	Enabled bool    `json:"enabled"`
	When    When    `json:"when"`
	Then    Then    `json:"then"`
	// Stop ends the asking after this rule; nil: where the rule routes.
	Stop *bool `json:"stop,omitempty"`
	// Problem is why it is skipped; nobody writes it down.
	Problem Problem `json:"problem,omitempty" enum:"team_gone,agent_gone,bot_gone" doc:"Why it is skipped: whom it names is not there any more, or takes no conversations"`
}

// When is what must hold; all that is said must, and nothing said holds always.
// Of a list, one is enough.
type When struct {
	Accounts  []core.ID      `json:"accounts,omitempty" maxItems:"200" nullable:"false"`
	Channels  []string       `json:"channels,omitempty" maxItems:"50" nullable:"false" doc:"Such as telegram or web"`
	Kinds     []string       `json:"kinds,omitempty" maxItems:"50" nullable:"false" doc:"Kinds of message, such as text or image"`
	New       *bool          `json:"new,omitempty" doc:"true: the person's first conversation; false: not the first"`
	VIP       *bool          `json:"vip,omitempty"`
	Tags      *TagsAre       `json:"tags,omitempty" doc:"Tags of the contact"`
	Hours     *HoursAre      `json:"hours,omitempty"`
	Languages []string       `json:"languages,omitempty" maxItems:"50" nullable:"false" doc:"BCP 47; zh is every Chinese"`
	Page      *PageIs        `json:"page,omitempty" doc:"Where the visitor of a website is"`
	Keywords  *Keywords      `json:"keywords,omitempty"`
	Direction core.Direction `json:"direction,omitempty" enum:"in,out" doc:"Only with screen; left out: both"`
}

// TagsAre is a condition on tags. All that is said must hold.
type TagsAre struct {
	Any  []string `json:"any,omitempty" maxItems:"100" nullable:"false" doc:"One of these is there"`
	All  []string `json:"all,omitempty" maxItems:"100" nullable:"false" doc:"All of these are there"`
	None []string `json:"none,omitempty" maxItems:"100" nullable:"false" doc:"None of these is there"`
}

// HoursAre is a condition on the time: within some hours, or out of them. The
// hours are a schedule's, or this rule's own.
type HoursAre struct {
	Open     bool            `json:"open" doc:"true: within the hours; false: out of them"`
	Schedule core.ID         `json:"schedule,omitzero" doc:"A schedule"`
	Window   *hours.Schedule `json:"window,omitempty" doc:"Hours of this rule alone"`
}

// PageIs is a condition on a page's address, without regard to case. One of all
// is enough; an address may be given without https://.
type PageIs struct {
	Prefix   []string `json:"prefix,omitempty" maxItems:"100" nullable:"false"`
	Contains []string `json:"contains,omitempty" maxItems:"100" nullable:"false"`
}

// Match is how a keyword must stand in a text.
type Match string

// The ways to match.
const (
	MatchContains Match = "contains"
	MatchExact    Match = "exact"  // the whole text
	MatchPrefix   Match = "prefix" // the text begins with it
)

// Keywords is a condition on the text: one of the words, given here or in word
// lists. Case, width, traditional characters, invisible characters, and blanks
// between Chinese characters make no difference.
type Keywords struct {
	Words []string  `json:"words,omitempty" maxItems:"1000" nullable:"false"`
	Lists []core.ID `json:"lists,omitempty" maxItems:"100" nullable:"false" doc:"Word lists"`
	Match Match     `json:"match,omitempty" enum:"contains,exact,prefix" default:"contains" doc:"exact: the whole text; prefix: its beginning"`
}

// Screen is what becomes of a message with a sensitive word.
type Screen string

// The ways to treat a message with a sensitive word.
const (
	ScreenBlock Screen = "block" // it is not taken, or not sent
	ScreenMask  Screen = "mask"  // the words are replaced by *
	ScreenFlag  Screen = "flag"  // it is marked for a look
)

// Then is what a rule does. The first rule that routes says where to; the first
// that says a language, a priority or a reply is heard; skills and tags add up.
type Then struct {
	Team     core.ID  `json:"team,omitzero"`
	Agent    core.ID  `json:"agent,omitzero"`
	Bot      string   `json:"bot,omitempty" maxLength:"100"`
	Skills   []string `json:"skills,omitempty" maxItems:"20" nullable:"false" doc:"What the agent must know"`
	Language string   `json:"language,omitempty" maxLength:"35" doc:"What the agent must speak, BCP 47"`
	Priority *int     `json:"priority,omitempty" minimum:"-100" maximum:"100" doc:"0 is usual; more is more urgent"`
	Tags     []string `json:"tags,omitempty" maxItems:"20" nullable:"false" doc:"Put on the conversation"`
	Reply    string   `json:"reply,omitempty" maxLength:"2000" doc:"Sent to the person at once"`
	// Screen makes it a rule that is tested on every message, in and out, by
	// its keywords alone.
	Screen Screen `json:"screen,omitempty" enum:"block,mask,flag" doc:"Tested on every message by its keywords alone: block: not taken or sent; mask: the words become *; flag: marked for a look"`
}

// routes reports whether it says where a conversation goes.
func (t *Then) routes() bool { return !t.Team.IsZero() || !t.Agent.IsZero() || t.Bot != "" }

// WordList is a list of words under a name, for keywords of many rules.
type WordList struct {
	ID    core.ID
	Name  string
	Words []string
}

// ParseWords reads words of which each stands on a line of its own. Empty lines
// and repeated words are dropped.
func ParseWords(text string) []string {
	var out []string
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		if w := strings.TrimSpace(line); w != "" && !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// RuleChange names what changes of a rule; nil stays.
type RuleChange struct {
	Name    *string
	Enabled *bool
	When    *When
	Then    *Then
	Stop    *bool
}

// Changed returns the rule with a change.
func (r Rule) Changed(ch RuleChange) Rule {
	if ch.Name != nil {
		r.Name = *ch.Name
	}
	if ch.Enabled != nil {
		r.Enabled = *ch.Enabled
	}
	if ch.When != nil {
		r.When = *ch.When
	}
	if ch.Then != nil {
		r.Then = *ch.Then
	}
	if ch.Stop != nil {
		r.Stop = ch.Stop
	}
	return r
}
