package routing

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
)

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
		return errors.New("it does nothing: say what is to be done, or stop")
	case !t.Agent.IsZero() && t.Bot != "":
		return errors.New("a conversation goes to an agent or to a bot, not to both")
	case t.Priority != nil && (*t.Priority < -priorityMax || *t.Priority > priorityMax):
		return fmt.Errorf("the priority is between %d and %d", -priorityMax, priorityMax)
	case utf8.RuneCountInString(t.Reply) > replyMax:
		return fmt.Errorf("the reply is longer than %d characters", replyMax)
	case emptyIn(t.Skills) || emptyIn(t.Tags):
		return errors.New("a skill or tag is empty")
	}
	return nil
}

// screen holds rules that are tested on every message to what can be tested on
// every message: nothing but its text and direction is known there.
func (c *compiler) screen(r *compiled) error {
	w, t := &r.When, &r.Then
	if t.Screen == "" {
		if w.Direction != "" {
			return errors.New("only a rule that blocks, masks or flags asks for the direction: others are for what comes in")
		}
		return nil
	}
	switch {
	case !slices.Contains([]Screen{ScreenBlock, ScreenMask, ScreenFlag}, t.Screen):
		return fmt.Errorf("screen is block, mask or flag, not %q", t.Screen)
	case w.Keywords == nil:
		return errors.New("what blocks, masks or flags needs keywords")
	case w.Direction != "" && w.Direction != core.In && w.Direction != core.Out:
		return fmt.Errorf("the direction is in or out, not %q", w.Direction)
	case len(w.Accounts)+len(w.Channels)+len(w.Kinds)+len(w.Languages) > 0 || w.New != nil || w.VIP != nil || w.Tags != nil || w.Hours != nil || w.Page != nil:
		return errors.New("what blocks, masks or flags is tested on every message, by keywords and direction alone: take the other conditions away")
	case t.routes() || len(t.Skills) > 0 || t.Language != "" || t.Priority != nil || len(t.Tags) > 0 || t.Reply != "" || r.stop:
		return errors.New("what blocks, masks or flags does nothing else and does not stop: make a second rule for that")
	}
	return nil
}

func (c *compiler) when(r *compiled) error {
	w := &r.When
	if emptyIn(w.Channels) || emptyIn(w.Kinds) || emptyIn(w.Languages) || slices.ContainsFunc(w.Accounts, core.ID.IsZero) {
		return errors.New("an account, channel, kind or language is empty")
	}
	if t := w.Tags; t != nil && (len(t.Any)+len(t.All)+len(t.None) == 0 || emptyIn(t.Any) || emptyIn(t.All) || emptyIn(t.None)) {
		return errors.New("name the tags")
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
		return errors.New("name the hours: either a schedule or a window")
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
		return errors.New("name the page")
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
		return errors.New("name the keywords")
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
