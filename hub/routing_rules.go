package hub

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
)

// loadRules reads the rules, ready to be asked, and the schedules by id. Rules
// are nil where there are none. What cannot be used (what is stored was checked,
// by this binary or by another one) is left out with a warning: one bad rule must
// not stop the others.
func (h *Hub) loadRules(ctx context.Context) (*routing.Rules, map[core.ID]*hours.Schedule, error) {
	s, err := h.ruleSet(ctx)
	if err != nil || len(s.rules) == 0 {
		return nil, s.schedules, err
	}
	there, err := h.targets(ctx)
	if err != nil {
		return nil, nil, err
	}
	rules, err := h.usable(s)
	return rules.Only(there), s.schedules, err
}

// usable compiles what can be compiled.
func (h *Hub) usable(s ruleSet) (*routing.Rules, error) {
	if rules, err := s.compile(); err == nil {
		return rules, nil
	}
	s.lists = slices.DeleteFunc(s.lists, func(l routing.WordList) bool { return h.unusable(routing.CheckWords(l)) })
	var good []routing.Rule
	for _, r := range s.rules {
		alone := s
		alone.rules = []routing.Rule{r}
		if _, err := alone.compile(); !h.unusable(err) {
			good = append(good, r)
		}
	}
	s.rules = good
	return s.compile()
}

// targets are those whom rules can send conversations to now.
func (h *Hub) targets(ctx context.Context) (routing.Targets, error) {
	t := routing.Targets{Teams: map[core.ID]bool{}, Agents: map[core.ID]bool{}, Bots: map[string]bool{}}
	teams, err := h.store.Teams(ctx)
	if err != nil {
		return t, err
	}
	for _, team := range teams {
		t.Teams[team.ID] = true
	}
	roles, err := h.store.Roles(ctx)
	if err != nil {
		return t, err
	}
	answers := map[string]bool{}
	for _, r := range roles {
		answers[r.Name] = slices.Contains(r.Permissions, core.PermReply)
	}
	agents, err := h.store.Agents(ctx)
	if err != nil {
		return t, err
	}
	for _, a := range agents {
		t.Agents[a.ID] = !a.Disabled && answers[a.Role]
	}
	for name := range h.cfg.Bots {
		t.Bots[name] = true
	}
	return t, nil
}

// judged notes of each rule why it is skipped.
func (h *Hub) judged(ctx context.Context, rules []routing.Rule) ([]routing.Rule, error) {
	there, err := h.targets(ctx)
	for i := range rules {
		rules[i].Problem = there.Problem(rules[i])
	}
	return rules, err
}

func (h *Hub) unusable(err error) bool {
	if err != nil {
		h.log.Error("a part of the routing rules is not in force", "error", err)
	}
	return err != nil
}

// ruleSet is all that rules are compiled from.
type ruleSet struct {
	rules     []routing.Rule
	lists     []routing.WordList
	schedules map[core.ID]*hours.Schedule
}

func (s ruleSet) compile() (*routing.Rules, error) {
	return routing.Compile(s.rules, s.lists, s.schedules)
}

func (h *Hub) ruleSet(ctx context.Context) (ruleSet, error) {
	s := ruleSet{schedules: map[core.ID]*hours.Schedule{}}
	rules, err := h.store.RoutingRules(ctx)
	if err != nil {
		return s, err
	}
	if s.lists, err = h.store.WordLists(ctx); err != nil {
		return s, err
	}
	list, err := h.store.Schedules(ctx)
	if err != nil {
		return s, err
	}
	for _, n := range list {
		ready, err := hours.New(n.Schedule)
		if !h.unusable(err) {
			s.schedules[n.ID] = ready
		}
	}
	s.rules = rules
	return s, nil
}

// RoutingRules implements api.Rules.
func (h *Hub) RoutingRules(ctx context.Context, v core.Viewer) ([]routing.Rule, error) {
	if err := need(v, core.PermRouting); err != nil {
		return nil, err
	}
	rules, err := h.store.RoutingRules(ctx)
	if err != nil {
		return nil, err
	}
	return h.judged(ctx, rules)
}

// AddRoutingRule implements api.Rules.
func (h *Hub) AddRoutingRule(ctx context.Context, v core.Viewer, r routing.Rule) (routing.Rule, error) {
	if err := need(v, core.PermRouting); err != nil {
		return r, err
	}
	s, err := h.ruleSet(ctx)
	if err != nil {
		return r, err
	}
	r.ID, r.Name = core.NewID(), strings.TrimSpace(r.Name)
	s.rules = append(s.rules, r)
	if err := h.checkRule(ctx, s, r); err != nil {
		return r, err
	}
	if err := h.store.AddRoutingRule(ctx, r); err != nil {
		return r, err
	}
	h.routingChanged()
	return r, h.audit(ctx, v, "routing.rule_added", r.ID.String(), r.Name)
}

// ChangeRoutingRule implements api.Rules.
func (h *Hub) ChangeRoutingRule(ctx context.Context, v core.Viewer, id core.ID, ch routing.RuleChange) (routing.Rule, error) {
	if err := need(v, core.PermRouting); err != nil {
		return routing.Rule{}, err
	}
	s, err := h.ruleSet(ctx)
	if err != nil {
		return routing.Rule{}, err
	}
	i := slices.IndexFunc(s.rules, func(r routing.Rule) bool { return r.ID == id })
	if i < 0 {
		return routing.Rule{}, store.ErrNoRule
	}
	r := s.rules[i].Changed(ch)
	r.Name = strings.TrimSpace(r.Name)
	s.rules[i] = r
	if err := h.checkRule(ctx, s, r); err != nil {
		return r, err
	}
	if err := h.store.SaveRoutingRule(ctx, r); err != nil {
		return r, err
	}
	h.routingChanged()
	return r, h.audit(ctx, v, "routing.rule_changed", id.String(), r.Name)
}

// RemoveRoutingRule implements api.Rules.
func (h *Hub) RemoveRoutingRule(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermRouting); err != nil {
		return err
	}
	if err := h.store.RemoveRoutingRule(ctx, id); err != nil {
		return err
	}
	h.routingChanged()
	return h.audit(ctx, v, "routing.rule_removed", id.String(), "")
}

// OrderRoutingRules implements api.Rules.
func (h *Hub) OrderRoutingRules(ctx context.Context, v core.Viewer, order []core.ID) ([]routing.Rule, error) {
	if err := need(v, core.PermRouting); err != nil {
		return nil, err
	}
	if err := h.store.OrderRoutingRules(ctx, order); err != nil {
		return nil, err
	}
	h.routingChanged()
	if err := h.audit(ctx, v, "routing.rules_ordered", "", fmt.Sprint(len(order))); err != nil {
		return nil, err
	}
	rules, err := h.store.RoutingRules(ctx)
	if err != nil {
		return nil, err
	}
	return h.judged(ctx, rules)
}

// checkRule asks that a rule can be compiled among the others, and that whom and
// what it names is there.
func (h *Hub) checkRule(ctx context.Context, s ruleSet, r routing.Rule) error {
	if _, err := s.compile(); err != nil {
		return err
	}
	wrong := func(what string) error {
		return &core.Problem{Status: 422, Code: routing.CodeRule, Text: fmt.Sprintf("rule %q: there is no such %s", r.Name, what)}
	}
	for _, channel := range r.When.Channels {
		if _, known := h.channels[channel]; !known {
			return wrong("channel as " + channel)
		}
	}
	for _, id := range r.When.Accounts {
		if _, err := h.present(ctx, id); hasCode(err, store.ErrNoAccount.Code) {
			return wrong("account")
		} else if err != nil {
			return err
		}
	}
	if !r.Then.Team.IsZero() {
		teams, err := h.store.Teams(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(teams, func(t core.Team) bool { return t.ID == r.Then.Team }) {
			return wrong("team")
		}
	}
	if !r.Then.Agent.IsZero() {
		agents, err := h.store.Agents(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(agents, func(a core.Agent) bool { return a.ID == r.Then.Agent && !a.Disabled }) {
			return wrong("agent")
		}
	}
	return nil
}

// TestRouting implements api.Rules: what would happen to a message.
func (h *Hub) TestRouting(ctx context.Context, v core.Viewer, f routing.Facts) (routing.Explanation, error) {
	if err := need(v, core.PermRouting); err != nil {
		return routing.Explanation{}, err
	}
	if !f.Account.IsZero() {
		a, err := h.present(ctx, f.Account)
		if err != nil {
			return routing.Explanation{}, err
		}
		f.Channel = a.Channel
	}
	if f.At.IsZero() {
		f.At = h.cfg.Now()
	}
	rules, _, err := h.loadRules(ctx)
	if err != nil {
		return routing.Explanation{}, err
	}
	e := rules.Explain(f)
	if team := h.dispatcher.config.Load().Default(f.Account); e.Decision.Team.IsZero() && e.Decision.Agent.IsZero() && !e.Verdict.Blocked && !team.IsZero() {
		e.Decision.Team, e.Default = team, true
	}
	return e, nil
}
