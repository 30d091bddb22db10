package routing

import (
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
)

// What the rules may be at most.
const (
	rulesMax    = 512
	wordsMax    = 100_000 // of all lists and rules together, a word of two rules being two
	nameMax     = 200     // characters
	priorityMax = 100
	replyMax    = 2000
)

// Rules are compiled rules, for any number of readers. Nil means that there are
// none.
type Rules struct {
	rules   []compiled
	route   *words // keywords of the rules that Decide asks
	screens *words // and of those that Check does
}

// compiled is a rule as it is asked.
type compiled struct {
	Rule
	hours            *hours.Schedule
	languages        []string
	prefix, contains []string // of pages, folded
	stop             bool
	gone             bool // whom it names is not there: see Targets
}

// Compile checks rules and makes them ready. The word lists and schedules are
// those that the rules may name. An error names the rule and what is wrong.
func Compile(rules []Rule, lists []WordList, schedules map[core.ID]*hours.Schedule) (*Rules, error) {
	if len(rules) > rulesMax {
		return nil, &core.Problem{Status: 422, Code: CodeRule, Text: fmt.Sprintf("there are more than %d rules", rulesMax)}
	}
	c := compiler{lists: map[core.ID][]folded{}, schedules: schedules, folding: foldings(), route: newBuilder(), screens: newBuilder()}
	for _, l := range lists {
		words, err := c.fold(l.Words)
		if err != nil {
			return nil, &core.Problem{Status: 422, Code: CodeWords, Text: fmt.Sprintf("word list %q: %s", l.Name, err)}
		}
		c.lists[l.ID] = words
	}
	out := &Rules{}
	for i := range rules {
		r, err := c.rule(i, rules[i])
		if err != nil {
			return nil, &core.Problem{Status: 422, Code: CodeRule, Text: fmt.Sprintf("rule %q: %s", rules[i].Name, err)}
		}
		out.rules = append(out.rules, r)
	}
	out.route, out.screens = c.route.done(), c.screens.done()
	return out, nil
}

// The codes of the problems that Compile and CheckWords find.
const (
	CodeRule  = "routing.rule"
	CodeWords = "routing.words"
)

// CheckWords returns a problem for words that cannot be looked for.
func CheckWords(l WordList) error {
	c := compiler{folding: foldings()}
	if _, err := c.fold(l.Words); err != nil {
		return &core.Problem{Status: 422, Code: CodeWords, Text: fmt.Sprintf("word list %q: %s", l.Name, err)}
	}
	return nil
}

// folded is a word as it was written and as it is looked for.
type folded struct {
	text  string
	runes []rune
}

type compiler struct {
	lists          map[core.ID][]folded
	schedules      map[core.ID]*hours.Schedule
	folding        *folding
	route, screens *builder
	words          int
}

func (c *compiler) fold(list []string) ([]folded, error) {
	if len(list) > wordsMax {
		return nil, fmt.Errorf("there are more than %d words", wordsMax)
	}
	out := make([]folded, 0, len(list))
	for _, text := range list {
		w := folded{text, c.folding.word(text)}
		switch {
		case len(w.runes) == 0:
			return nil, fmt.Errorf("%q is no word: it shows nothing", text)
		case len(w.runes) > wordMax:
			return nil, fmt.Errorf("%q is longer than %d characters", text, wordMax)
		}
		out = append(out, w)
	}
	return out, nil
}
