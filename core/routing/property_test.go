package routing_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
)

func some[T any](t *rapid.T, label string, from ...T) []T {
	return rapid.SliceOfN(rapid.SampledFrom(from), 0, 2).Draw(t, label)
}

func maybe[T any](t *rapid.T, label string, g *rapid.Generator[T]) *T {
	if rapid.IntRange(0, 2).Draw(t, label+"?") > 0 {
		return nil
	}
	v := g.Draw(t, label)
	return &v
}

var mornings = &hours.Schedule{TimeZone: "UTC", Weekly: map[hours.Day][]hours.Interval{"monday": {{From: 0, To: 720}}, "tuesday": {{From: 0, To: 720}}}}

func drawRule(t *rapid.T, n byte) routing.Rule {
	r := routing.Rule{ID: id(n), Name: fmt.Sprint("rule ", n), Enabled: rapid.IntRange(0, 5).Draw(t, "enabled") > 0, Stop: maybe(t, "stop", rapid.Bool())}
	r.When = routing.When{Accounts: some(t, "accounts", id(1), id(2)), Channels: some(t, "channels", "web", "sms"), Kinds: some(t, "kinds", "text", "image"),
		New: maybe(t, "new", rapid.Bool()), VIP: maybe(t, "vip", rapid.Bool()), Languages: some(t, "languages", "zh", "en", "zh-TW", "und")}
	for _, list := range []*[]core.ID{&r.When.Accounts} {
		if rapid.Bool().Draw(t, "anywhere") {
			*list = nil
		}
	}
	for _, list := range []*[]string{&r.When.Channels, &r.When.Kinds, &r.When.Languages} {
		if rapid.Bool().Draw(t, "any") {
			*list = nil
		}
	}
	tags := routing.TagsAre{Any: some(t, "any", "a", "b"), All: some(t, "all", "a", "b"), None: some(t, "none", "b", "c")}
	if len(tags.Any)+len(tags.All)+len(tags.None) > 0 && rapid.Bool().Draw(t, "tags") {
		r.When.Tags = &tags
	}
	if rapid.IntRange(0, 3).Draw(t, "hours") == 0 {
		r.When.Hours = &routing.HoursAre{Open: rapid.Bool().Draw(t, "open"), Schedule: id(200)}
	}
	if rapid.IntRange(0, 3).Draw(t, "page") == 0 {
		r.When.Page = &routing.PageIs{Prefix: []string{"https://shop.example/cart"}, Contains: some(t, "contains", "pay")}
	}
	if rapid.Bool().Draw(t, "keywords") {
		r.When.Keywords = &routing.Keywords{Words: rapid.SliceOfN(rapid.SampledFrom([]string{"加微", "信號", "a", "A b", "微信"}), 1, 3).Draw(t, "words"),
			Match: rapid.SampledFrom([]routing.Match{"", routing.MatchContains, routing.MatchExact, routing.MatchPrefix}).Draw(t, "match")}
	}
	r.Then = routing.Then{Team: rapid.SampledFrom([]core.ID{{}, id(1), id(2)}).Draw(t, "team"), Bot: rapid.SampledFrom([]string{"", "", "faq"}).Draw(t, "bot"),
		Language: rapid.SampledFrom([]string{"", "zh"}).Draw(t, "speaks"), Priority: maybe(t, "priority", rapid.IntRange(-100, 100)),
		Tags: append(some(t, "adds", "x", "y"), "z"), Skills: some(t, "skills", "gold", "refunds"), Reply: rapid.SampledFrom([]string{"", "等一下"}).Draw(t, "reply")}
	return r
}

// holds says the same as the compiled rules, one condition after the other.
func holds(r routing.Rule, f routing.Facts) bool {
	w := r.When
	oneOf := func(list []string, s string) bool { return len(list) == 0 || slices.Contains(list, s) }
	ok := r.Enabled && (len(w.Accounts) == 0 || slices.Contains(w.Accounts, f.Account)) && oneOf(w.Channels, f.Channel) && oneOf(w.Kinds, f.Kind) &&
		(w.New == nil || *w.New == f.New) && (w.VIP == nil || *w.VIP == f.VIP)
	if w.Tags != nil {
		either := len(w.Tags.Any) == 0
		for _, tag := range f.Tags {
			either = either || slices.Contains(w.Tags.Any, tag)
			ok = ok && !slices.Contains(w.Tags.None, tag)
		}
		for _, tag := range w.Tags.All {
			ok = ok && slices.Contains(f.Tags, tag)
		}
		ok = ok && either
	}
	if w.Hours != nil {
		open := f.At.Hour() < 12 && (f.At.Weekday() == time.Monday || f.At.Weekday() == time.Tuesday)
		ok = ok && open == w.Hours.Open
	}
	if len(w.Languages) > 0 {
		spoken := f.Language
		if spoken == "" {
			spoken = "und"
		}
		ok = ok && slices.ContainsFunc(w.Languages, func(l string) bool { return strings.HasPrefix(strings.ToLower(spoken)+"-", strings.ToLower(l)+"-") })
	}
	if w.Page != nil {
		ok = ok && (strings.HasPrefix(f.Page, "https://shop.example/cart") || len(w.Page.Contains) > 0 && strings.Contains(f.Page, "pay"))
	}
	if w.Keywords != nil {
		ok = ok && slices.ContainsFunc(w.Keywords.Words, func(word string) bool {
			text, word := plain(f.Text), plain(word)
			switch w.Keywords.Match {
			case routing.MatchExact:
				return text == word
			case routing.MatchPrefix:
				return strings.HasPrefix(text, word)
			}
			return strings.Contains(text, word)
		})
	}
	return ok
}

// decide is the simplest way to say what rules come to.
func decide(rules []routing.Rule, f routing.Facts) routing.Decision {
	var d routing.Decision
	routed := false
	for _, r := range rules {
		if !holds(r, f) {
			continue
		}
		t := r.Then
		d.Matched = append(d.Matched, r.ID)
		routes := t.Team != core.ID{} || t.Bot != ""
		if routes && !routed {
			d.Team, d.Bot, routed = t.Team, t.Bot, true
		}
		if d.Language == "" {
			d.Language = t.Language
		}
		if d.Priority == nil {
			d.Priority = t.Priority
		}
		if d.Reply == "" {
			d.Reply = t.Reply
		}
		for _, s := range t.Skills {
			if !slices.Contains(d.Skills, s) {
				d.Skills = append(d.Skills, s)
			}
		}
		for _, s := range t.Tags {
			if !slices.Contains(d.Tags, s) {
				d.Tags = append(d.Tags, s)
			}
		}
		if r.Stop != nil && *r.Stop || r.Stop == nil && routes {
			break
		}
	}
	return d
}

func TestRulesDecideAsTheyRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var rules []routing.Rule
		for i := range rapid.IntRange(0, 8).Draw(t, "rules") {
			rules = append(rules, drawRule(t, byte(i+1)))
		}
		r, err := routing.Compile(rules, nil, map[core.ID]*hours.Schedule{id(200): mornings})
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			f := routing.Facts{Account: rapid.SampledFrom([]core.ID{id(1), id(2), id(3)}).Draw(t, "account"), Channel: rapid.SampledFrom([]string{"web", "sms", "x"}).Draw(t, "channel"),
				Kind: rapid.SampledFrom([]string{"text", "image", "x"}).Draw(t, "kind"), Text: drawText(10).Draw(t, "text"),
				Language: rapid.SampledFrom([]string{"zh", "zh-tw", "en", "fr"}).Draw(t, "language"), Tags: some(t, "tagged", "a", "b", "c"), VIP: rapid.Bool().Draw(t, "is vip"),
				New: rapid.Bool().Draw(t, "is new"), Page: rapid.SampledFrom([]string{"", "https://shop.example/cart/1", "https://shop.example/pay", "https://x.example"}).Draw(t, "on"),
				At: time.Unix(rapid.Int64Range(1_790_000_000, 1_791_000_000).Draw(t, "at"), 0).UTC()}
			got, want := r.Decide(f), decide(rules, f)
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%+v: %+v, want %+v", f, got, want)
			}
			e := r.Explain(f)
			if !reflect.DeepEqual(e.Decision, want) || len(e.Trace) != len(rules) {
				t.Fatalf("%+v: explained as %+v", f, e)
			}
			for i, line := range e.Trace {
				if line.Rule != rules[i].ID || line.Matched != slices.Contains(want.Matched, line.Rule) || line.Matched == (line.Failed != "") {
					t.Fatalf("line %d: %+v", i, line)
				}
			}
		}
	})
}
