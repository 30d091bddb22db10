package hub_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
)

func nights() hours.Schedule {
	s := hours.Schedule{TimeZone: "Asia/Shanghai", Weekly: map[hours.Day][]hours.Interval{}}
	for _, d := range hours.Days() {
		s.Weekly[d] = []hours.Interval{{From: 22 * 60, To: 32 * 60}}
	}
	return s
}

func TestRulesAreMadeTriedAndTakenAway(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		team, err := o.CreateTeam(ctx, boss, core.Team{Name: "售后", Kind: "skill_group"})
		must(t, err)
		night, err := o.AddSchedule(ctx, boss, hours.Named{Name: " 夜班 ", Schedule: nights()})
		must(t, err)
		list, err := o.AddWordList(ctx, boss, routing.WordList{Name: "辱骂", Words: []string{"笨蛋"}})
		must(t, err)
		refund, err := o.AddRoutingRule(ctx, boss, routing.Rule{Name: "退款", Enabled: true, Then: routing.Then{Team: team.ID},
			When: routing.When{Accounts: []core.ID{account.ID}, Channels: []string{"fake"}, Keywords: &routing.Keywords{Words: []string{"退款"}}}})
		must(t, err)
		late, err := o.AddRoutingRule(ctx, boss, routing.Rule{Name: "夜里", Enabled: true, Then: routing.Then{Reply: "明早答复"},
			When: routing.When{Hours: &routing.HoursAre{Open: true, Schedule: night.ID}}})
		must(t, err)
		_, err = o.AddRoutingRule(ctx, boss, routing.Rule{Name: "礼貌", Enabled: true, Then: routing.Then{Screen: routing.ScreenMask},
			When: routing.When{Keywords: &routing.Keywords{Lists: []core.ID{list.ID}}}})
		must(t, err)
		at := time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC) // 2:00 in Shanghai
		facts := routing.Facts{Account: account.ID, Text: "我要退 款，笨蛋", At: at}
		e, err := o.TestRouting(ctx, boss, facts)
		must(t, err)
		if e.Verdict.Text != "我要退 款，**" || e.Decision.Team != team.ID || e.Decision.Reply != "" || len(e.Trace) != 3 || e.Trace[1].Failed != routing.FailedStopped {
			t.Errorf("%+v", e)
		}
		rules, err := o.OrderRoutingRules(ctx, boss, []core.ID{late.ID, refund.ID, e.Trace[2].Rule})
		must(t, err)
		if rules[0].ID != late.ID {
			t.Errorf("%+v", rules)
		}
		words := []string{"傻瓜"}
		_, err = o.ChangeWordList(ctx, boss, list.ID, nil, &words)
		must(t, err)
		if e, err = o.TestRouting(ctx, boss, facts); err != nil || e.Verdict.Masked || e.Decision.Reply != "明早答复" || e.Decision.Team != team.ID {
			t.Errorf("%+v, %v", e, err)
		}
		off := false
		_, err = o.ChangeRoutingRule(ctx, boss, refund.ID, routing.RuleChange{Enabled: &off})
		must(t, err)
		if e, err = o.TestRouting(ctx, boss, facts); err != nil || !e.Decision.Team.IsZero() || e.Trace[1].Failed != routing.FailedEnabled {
			t.Errorf("%+v, %v", e, err)
		}
		refused(t, o.RemoveSchedule(ctx, boss, night.ID), "schedule.in_use")
		refused(t, o.RemoveWordList(ctx, boss, list.ID), "routing.word_list_in_use")
		for _, r := range rules {
			must(t, o.RemoveRoutingRule(ctx, boss, r.ID))
		}
		must(t, o.RemoveSchedule(ctx, boss, night.ID))
		must(t, o.RemoveWordList(ctx, boss, list.ID))
		log, err := o.Store().AuditRows(ctx, core.AuditFilter{}, core.Page{Limit: 100})
		must(t, err)
		var actions []string
		for _, row := range log.Items {
			if strings.HasPrefix(row.Action, "routing.") || strings.HasPrefix(row.Action, "schedule.") {
				actions = append(actions, row.Action)
			}
		}
		slices.Sort(actions)
		if got := strings.Join(slices.Compact(actions), " "); got != "routing.rule_added routing.rule_changed routing.rule_removed routing.rules_ordered "+
			"routing.word_list_added routing.word_list_changed routing.word_list_removed schedule.added schedule.removed" {
			t.Errorf("the log has %s", got)
		}
	})
}

func TestRulesThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		tags := routing.Then{Tags: []string{"a"}}
		for name, c := range map[string]struct {
			rule routing.Rule
			says string
		}{
			"a team":    {routing.Rule{Then: routing.Then{Team: core.NewID()}}, "no such team"},
			"an agent":  {routing.Rule{Then: routing.Then{Agent: core.NewID()}}, "no such agent"},
			"a channel": {routing.Rule{When: routing.When{Channels: []string{"fax"}}, Then: tags}, "no such channel as fax"},
			"account":   {routing.Rule{When: routing.When{Accounts: []core.ID{core.NewID()}}, Then: tags}, "no such account"},
			"hours":     {routing.Rule{When: routing.When{Hours: &routing.HoursAre{Schedule: core.NewID()}}, Then: tags}, "no schedule"},
			"nothing":   {routing.Rule{}, "does nothing"},
		} {
			c.rule.Name = name
			_, err := o.AddRoutingRule(ctx, boss, c.rule)
			refused(t, err, routing.CodeRule)
			if err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", name, err)
			}
		}
		r, err := o.AddRoutingRule(ctx, boss, routing.Rule{Name: "a", Then: tags})
		must(t, err)
		blank := " "
		_, err = o.ChangeRoutingRule(ctx, boss, r.ID, routing.RuleChange{Name: &blank})
		refused(t, err, routing.CodeRule)
		_, err = o.ChangeRoutingRule(ctx, boss, core.NewID(), routing.RuleChange{})
		refused(t, err, "routing.rule_not_found")
		_, err = o.AddWordList(ctx, boss, routing.WordList{Name: "a", Words: []string{"\u200b"}})
		refused(t, err, routing.CodeWords)
		_, err = o.AddWordList(ctx, boss, routing.WordList{Name: " "})
		refused(t, err, routing.CodeWords)
		_, err = o.AddSchedule(ctx, boss, hours.Named{Name: "a", Schedule: hours.Schedule{TimeZone: "Mars"}})
		refused(t, err, "schedule.time_zone")
		_, err = o.AddSchedule(ctx, boss, hours.Named{Schedule: hours.Schedule{TimeZone: "UTC"}})
		refused(t, err, "schedule.name")
		_, err = o.TestRouting(ctx, boss, routing.Facts{Account: core.NewID()})
		refused(t, err, "account.not_found")

		few := core.Viewer{AgentID: boss.AgentID, Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead, core.PermAgents}}
		_, err = o.RoutingRules(ctx, few)
		refused(t, err, "auth.forbidden")
		_, err = o.TestRouting(ctx, few, routing.Facts{})
		refused(t, err, "auth.forbidden")
		refused(t, o.RemoveSchedule(ctx, few, core.NewID()), "auth.forbidden")
	})
}

// TestOneBadRuleStopsNoOther has a rule that an earlier version may have stored.
func TestOneBadRuleStopsNoOther(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		must(t, o.Store().AddRoutingRule(ctx, routing.Rule{ID: core.NewID(), Name: "bad", Enabled: true, When: routing.When{Keywords: &routing.Keywords{}}}))
		must(t, o.Store().AddRoutingRule(ctx, routing.Rule{ID: core.NewID(), Name: "good", Enabled: true, Then: routing.Then{Tags: []string{"a"}}}))
		e, err := o.TestRouting(ctx, boss, routing.Facts{Text: "a"})
		if err != nil || len(e.Trace) != 1 || e.Trace[0].Name != "good" || len(e.Decision.Tags) != 1 {
			t.Errorf("%+v, %v", e, err)
		}
	})
}

// TestRulesOverHTTP goes the whole way, with three thousand words.
func TestRulesOverHTTP(t *testing.T) {
	t.Parallel()
	houses(t, func(t *testing.T, h *house) {
		_, key := h.member(t, "leader", "supervisor")
		ask := func(id, name, body string, status int, into any) {
			t.Helper()
			a := h.ask(t, key, h.ops[id], map[string]string{"id": name}, body)
			if a.status != status {
				t.Fatalf("%s: %d %s", id, a.status, a.body)
			}
			if into != nil {
				must(t, json.Unmarshal([]byte(a.body), into))
			}
		}
		var made struct {
			ID    string
			Count int
		}
		words := []string{"加微信"}
		for i := range 3000 {
			words = append(words, string([]rune{'一' + rune(i), '丁' + rune(i*7%5000), '七'}))
		}
		body, err := json.Marshal(map[string]string{"name": "敏感词", "words": strings.Join(words, "\n")})
		must(t, err)
		ask("create-word-list", "", string(body), 201, &made)
		list := made.ID
		if made.Count != 3001 {
			t.Errorf("%d words", made.Count)
		}
		ask("create-schedule", "", `{"name":"总部","schedule":{"time_zone":"Asia/Shanghai","weekly":{"friday":[{"from":540,"to":1080}]}}}`, 201, &made)
		schedule := made.ID
		ask("create-rule", "", `{"name":"敏感词","when":{"keywords":{"lists":["`+list+`"]}},"then":{"screen":"mask"}}`, 201, nil)
		ask("create-rule", "", `{"name":"下班","when":{"hours":{"open":false,"schedule":"`+schedule+`"}},"then":{"reply":"明天见"}}`, 201, &made)
		var e routing.Explanation
		ask("test-routing", "", `{"account":"`+h.account.ID.String()+`","text":"加 微信吗","at":"2026-11-21T00:00:00Z"}`, 200, &e)
		if e.Verdict.Text != "****吗" || e.Decision.Reply != "明天见" || e.Language != "zh" || len(e.Trace) != 2 {
			t.Errorf("%+v", e)
		}
		ask("remove-word-list", list, "", 409, nil)
		ask("remove-schedule", schedule, "", 409, nil)
		ask("update-schedule", schedule, `{"schedule":{"time_zone":"UTC","weekly":{"saturday":[{"from":0,"to":1440}]}}}`, 200, nil)
		ask("test-routing", "", `{"text":"x","at":"2026-11-21T00:00:00Z"}`, 200, &e)
		if e.Trace[1].Failed != routing.FailedHours {
			t.Errorf("%+v", e)
		}
		ask("update-schedule", schedule, `{"schedule":{"time_zone":"UTC","weekly":{"saturday":[{"from":60,"to":30}]}}}`, 422, nil)
		ask("update-rule", made.ID, `{"when":{}}`, 200, nil)
		ask("remove-schedule", schedule, "", 204, nil)
		ask("update-word-list", list, `{"words":"a\nb"}`, 200, &made)
		if made.Count != 2 {
			t.Errorf("%d words", made.Count)
		}
	})
}
