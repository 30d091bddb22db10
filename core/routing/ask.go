package routing

import (
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

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
		case rule.gone:
			failed = FailedTarget
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

// Begins reports whether a rule names an event among its kinds of message, and
// may hold for what is known when it happens: a conversation begins with it, of
// which the rules are then asked as of any other.
func (r *Rules) Begins(f Facts) bool {
	if r == nil {
		return false
	}
	a := asking{rules: r, facts: &f}
	for i := range r.rules {
		rule, w := &r.rules[i], &r.rules[i].When
		if rule.Enabled && !rule.gone && rule.Then.Screen == "" && slices.Contains(w.Kinds, f.Kind) &&
			(len(w.Accounts) == 0 || slices.Contains(w.Accounts, f.Account)) && (len(w.Channels) == 0 || slices.Contains(w.Channels, f.Channel)) &&
			(w.Keywords == nil || a.hit(i)) {
			return true
		}
	}
	return false
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
			a.language = UnknownLanguage
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
