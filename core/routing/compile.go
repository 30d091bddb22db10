package routing

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

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

func (c *compiler) rule(index int, r Rule) (compiled, error) {
	out := compiled{Rule: r, stop: r.Then.routes()}
	if r.Stop != nil {
		out.stop = *r.Stop
	}
	if strings.TrimSpace(r.Name) == "" || utf8.RuneCountInString(r.Name) > nameMax {
		return out, fmt.Errorf("give a name of at most %d characters", nameMax)
	}
	for _, step := range []func(*compiled) error{c.then, c.screen, c.when, c.hours, c.page} {
		if err := step(&out); err != nil {
			return out, err
		}
	}
	return out, c.keywords(index, &out)
}

func (c *compiler) then(r *compiled) error {
	t := &r.Then
	nothing := !t.routes() && len(t.Skills) == 0 && t.Language == "" && t.Priority == nil && len(t.Tags) == 0 && t.Reply == "" && t.Screen == ""
	switch {
	case nothing && !r.stop:
		return fmt.Errorf("it does nothing: say what is to be done, or stop")
	case !t.Agent.IsZero() && t.Bot != "":
		return fmt.Errorf("a conversation goes to an agent or to a bot, not to both")
	case t.Priority != nil && (*t.Priority < -priorityMax || *t.Priority > priorityMax):
		return fmt.Errorf("the priority is between %d and %d", -priorityMax, priorityMax)
	case utf8.RuneCountInString(t.Reply) > replyMax:
		return fmt.Errorf("the reply is longer than %d characters", replyMax)
	case emptyIn(t.Skills) || emptyIn(t.Tags):
		return fmt.Errorf("a skill or tag is empty")
	}
	return nil
}

// screen holds rules that are tested on every message to what can be tested on
// every message: nothing but its text and direction is known there.
func (c *compiler) screen(r *compiled) error {
	w, t := &r.When, &r.Then
	if t.Screen == "" {
		if w.Direction != "" {
			return fmt.Errorf("only a rule that blocks, masks or flags asks for the direction: others are for what comes in")
		}
		return nil
	}
	switch {
	case !slices.Contains([]Screen{ScreenBlock, ScreenMask, ScreenFlag}, t.Screen):
		return fmt.Errorf("screen is block, mask or flag, not %q", t.Screen)
	case w.Keywords == nil:
		return fmt.Errorf("what blocks, masks or flags needs keywords")
	case w.Direction != "" && w.Direction != core.In && w.Direction != core.Out:
		return fmt.Errorf("the direction is in or out, not %q", w.Direction)
	case len(w.Accounts)+len(w.Channels)+len(w.Kinds)+len(w.Languages) > 0 || w.New != nil || w.VIP != nil || w.Tags != nil || w.Hours != nil || w.Page != nil:
		return fmt.Errorf("what blocks, masks or flags is tested on every message, by keywords and direction alone: take the other conditions away")
	case t.routes() || len(t.Skills) > 0 || t.Language != "" || t.Priority != nil || len(t.Tags) > 0 || t.Reply != "" || r.stop:
		return fmt.Errorf("what blocks, masks or flags does nothing else and does not stop: make a second rule for that")
	}
	return nil
}

func (c *compiler) when(r *compiled) error {
	w := &r.When
	if emptyIn(w.Channels) || emptyIn(w.Kinds) || emptyIn(w.Languages) || slices.ContainsFunc(w.Accounts, core.ID.IsZero) {
		return fmt.Errorf("an account, channel, kind or language is empty")
	}
	if t := w.Tags; t != nil && (len(t.Any)+len(t.All)+len(t.None) == 0 || emptyIn(t.Any) || emptyIn(t.All) || emptyIn(t.None)) {
		return fmt.Errorf("name the tags")
	}
	for _, l := range w.Languages {
		r.languages = append(r.languages, languageTag(l))
	}
	return nil
}

func (c *compiler) hours(r *compiled) error {
	h := r.When.Hours
	switch {
	case h == nil:
		return nil
	case h.Schedule.IsZero() == (h.Window == nil):
		return fmt.Errorf("name the hours: either a schedule or a window")
	case h.Window == nil:
		if r.hours = c.schedules[h.Schedule]; r.hours == nil {
			return fmt.Errorf("there is no schedule %s", h.Schedule)
		}
		return nil
	}
	ready, err := hours.New(*h.Window)
	if err != nil {
		return fmt.Errorf("window: %w", err)
	}
	r.hours = ready
	return nil
}

func (c *compiler) page(r *compiled) error {
	p := r.When.Page
	if p == nil {
		return nil
	}
	if len(p.Prefix)+len(p.Contains) == 0 || emptyIn(p.Prefix) || emptyIn(p.Contains) {
		return fmt.Errorf("name the page")
	}
	for _, s := range p.Prefix {
		r.prefix = append(r.prefix, address(s))
	}
	for _, s := range p.Contains {
		r.contains = append(r.contains, strings.ToLower(strings.TrimSpace(s)))
	}
	return nil
}

func (c *compiler) keywords(index int, r *compiled) error {
	k := r.When.Keywords
	if k == nil {
		return nil
	}
	if !slices.Contains([]Match{"", MatchContains, MatchExact, MatchPrefix}, k.Match) {
		return fmt.Errorf("a keyword matches by contains, exact or prefix, not by %q", k.Match)
	}
	list, err := c.fold(k.Words)
	if err != nil {
		return err
	}
	for _, id := range k.Lists {
		words, ok := c.lists[id]
		if !ok {
			return fmt.Errorf("there is no word list %s", id)
		}
		list = append(list, words...)
	}
	if len(list) == 0 {
		return fmt.Errorf("name the keywords")
	}
	if c.words += len(list); c.words > wordsMax {
		return fmt.Errorf("with it the rules have more than %d words", wordsMax)
	}
	into := c.route
	if r.Then.Screen != "" {
		into = c.screens
	}
	for _, w := range list {
		if r.Enabled {
			into.add(w.runes, use{index, w.text, k.Match})
		}
	}
	return nil
}

func emptyIn(list []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.TrimSpace(s) == "" })
}
