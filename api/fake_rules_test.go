package api_test

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
)

func (b *backend) RoutingRules(context.Context, core.Viewer) ([]routing.Rule, error) {
	return []routing.Rule{{ID: core.NewID(), Name: "退款", Enabled: true, When: routing.When{Keywords: &routing.Keywords{Words: []string{"退款"}}},
		Then: routing.Then{Team: core.NewID()}}}, b.call("RoutingRules")
}

func (b *backend) Bots(context.Context, core.Viewer) ([]string, error) {
	return []string{"faq"}, b.call("Bots")
}

func (b *backend) AddRoutingRule(_ context.Context, _ core.Viewer, r routing.Rule) (routing.Rule, error) {
	r.ID = core.NewID()
	return r, b.call("AddRoutingRule", r.Name, r.Enabled, r.When.Keywords.Match, r.When.Hours.Open, *r.Then.Priority, r.Stop == nil)
}

func (b *backend) ChangeRoutingRule(_ context.Context, _ core.Viewer, id core.ID, ch routing.RuleChange) (routing.Rule, error) {
	return routing.Rule{ID: id, Name: "退款"}.Changed(ch), b.call("ChangeRoutingRule", id, *ch.Enabled, ch.Name == nil, ch.When == nil)
}

func (b *backend) RemoveRoutingRule(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("RemoveRoutingRule", id)
}

func (b *backend) OrderRoutingRules(_ context.Context, _ core.Viewer, order []core.ID) ([]routing.Rule, error) {
	return nil, b.call("OrderRoutingRules", order)
}

func (b *backend) TestRouting(_ context.Context, _ core.Viewer, f routing.Facts) (routing.Explanation, error) {
	return routing.Explanation{Verdict: routing.Verdict{Text: f.Text}}, b.call("TestRouting", f.Account, f.Text, f.Tags, f.VIP, f.At.Unix())
}

func (b *backend) WordLists(context.Context, core.Viewer) ([]routing.WordList, error) {
	return []routing.WordList{{ID: core.NewID(), Name: "辱骂", Words: []string{"a", "b"}}}, b.call("WordLists")
}

func (b *backend) WordList(_ context.Context, _ core.Viewer, id core.ID) (routing.WordList, error) {
	return routing.WordList{ID: id, Name: "辱骂", Words: []string{"a", "b"}}, b.call("WordList", id)
}

func (b *backend) AddWordList(_ context.Context, _ core.Viewer, l routing.WordList) (routing.WordList, error) {
	l.ID = core.NewID()
	return l, b.call("AddWordList", l.Name, l.Words)
}

func (b *backend) ChangeWordList(_ context.Context, _ core.Viewer, id core.ID, name *string, words *[]string) (routing.WordList, error) {
	return routing.WordList{ID: id, Name: "辱骂", Words: *words}, b.call("ChangeWordList", id, name == nil, *words)
}

func (b *backend) RemoveWordList(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("RemoveWordList", id)
}

func (b *backend) Schedules(context.Context, core.Viewer) ([]hours.Named, error) {
	return []hours.Named{{ID: core.NewID(), Name: "总部", Schedule: hours.Schedule{TimeZone: "Asia/Shanghai"}}}, b.call("Schedules")
}

func (b *backend) AddSchedule(_ context.Context, _ core.Viewer, n hours.Named) (hours.Named, error) {
	n.ID = core.NewID()
	return n, b.call("AddSchedule", n.Name, n.Schedule.TimeZone, n.Schedule.Weekly, len(n.Schedule.Holidays))
}

func (b *backend) ChangeSchedule(_ context.Context, _ core.Viewer, id core.ID, name *string, s *hours.Schedule) (hours.Named, error) {
	return hours.Named{ID: id, Name: *name}, b.call("ChangeSchedule", id, *name, s == nil)
}

func (b *backend) RemoveSchedule(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("RemoveSchedule", id)
}
