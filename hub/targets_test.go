package hub_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/hub"
)

// TestARuleToWhoIsGoneIsSkipped: while its agent is disabled, or may answer nobody,
// a rule is skipped, the page says why, and it holds again with the agent.
func TestARuleToWhoIsGoneIsSkipped(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
	agent(t, c.Hub)
	own, err := c.AddRoutingRule(ctx, root(), routing.Rule{Name: "own", Enabled: true, Then: routing.Then{Agent: c.agents[0].AgentID}})
	must(t, err)
	rules, err := c.RoutingRules(ctx, root())
	must(t, err)
	list, err := c.OrderRoutingRules(ctx, root(), []core.ID{own.ID, rules[0].ID})
	must(t, err)
	if list[0].Problem != "" {
		t.Errorf("the agent is there: %s", list[0].Problem)
	}
	yes, no, viewer, seat := true, false, "viewer", "agent"
	for what, change := range map[string][2]core.AgentChange{"disabled": {{Disabled: &yes}, {Disabled: &no}}, "a viewer": {{Role: &viewer}, {Role: &seat}}} {
		_, err = c.UpdateAgent(ctx, root(), c.agents[0].AgentID, change[0])
		must(t, err)
		list, err = c.RoutingRules(ctx, root())
		must(t, err)
		if list[0].Problem != routing.AgentGone || list[1].Problem != "" {
			t.Errorf("%s: %+v", what, list)
		}
		e, err := c.TestRouting(ctx, root(), routing.Facts{Account: c.account.ID, Text: "hi"})
		must(t, err)
		if e.Trace[0].Failed != routing.FailedTarget || e.Decision.Team != c.team || !e.Decision.Agent.IsZero() {
			t.Errorf("%s: %+v", what, e)
		}
		id := c.arrives(what, "hello")
		eventually(t, "the next rule has sent it to the team", func() bool { return c.of(id).TeamID == c.team })
		_, err = c.UpdateAgent(ctx, root(), c.agents[0].AgentID, change[1])
		must(t, err)
	}
	id := c.arrives("back", "hello")
	eventually(t, "it waits for the agent", func() bool { return c.of(id).Need == routing.AgentNeed(c.agents[0].AgentID) })
}

// TestAnAccountHasATeamAndHours: without a rule its conversations wait for its own
// team, before the queue of no team; a rule comes first; its hours hold for who
// has none.
func TestAnAccountHasATeamAndHours(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, cfg := context.Background(), config(t, &fake{})
		cfg.Database = url
		h, _ := openWith(t, cfg, (*hub.Hub).NoLooks)
		a := link(t, h)
		team, err := h.CreateTeam(ctx, root(), core.Team{Name: "售后", Kind: "skill_group"})
		must(t, err)
		closed, err := h.AddSchedule(ctx, root(), hours.Named{Name: "never", Schedule: hours.Schedule{TimeZone: "UTC"}})
		must(t, err)
		c := &crew{Hub: h, t: t, account: a}
		_, err = h.RouteAccount(ctx, root(), a.ID, core.NewID(), core.ID{})
		refused(t, err, "team.not_found")
		_, err = h.RouteAccount(ctx, root(), a.ID, core.ID{}, core.NewID())
		refused(t, err, "schedule.not_found")
		a, err = h.RouteAccount(ctx, root(), a.ID, team.ID, closed.ID)
		must(t, err)
		if a.TeamID != team.ID || a.ScheduleID != closed.ID {
			t.Errorf("%+v", a)
		}
		refused(t, h.RemoveTeam(ctx, root(), team.ID), "team.in_use")
		refused(t, h.RemoveSchedule(ctx, root(), closed.ID), "schedule.in_use")
		closedFor := func(id core.ID, want bool) {
			t.Helper()
			eventually(t, "it waits for the account's team", func() bool { v := c.of(id); return v.TeamID == team.ID && !v.Unrouted })
			if w, err := h.Routing(ctx, root(), id); err != nil || w.Open == want {
				t.Errorf("open: %v, %v", w.Open, err)
			}
		}
		closedFor(c.arrives("u1", "no rules at all"), true)
		_, err = h.AddRoutingRule(ctx, root(), routing.Rule{Name: "tag", Enabled: true, Then: routing.Then{Tags: []string{"x"}}})
		must(t, err)
		closedFor(c.arrives("u2", "no rule that says where"), true)
		e, err := h.TestRouting(ctx, root(), routing.Facts{Account: a.ID, Text: "hi"})
		must(t, err)
		if e.Decision.Team != team.ID || !e.Default {
			t.Errorf("%+v", e)
		}
		always := hours.Schedule{TimeZone: "UTC", Weekly: map[hours.Day][]hours.Interval{}}
		for _, d := range hours.Days() {
			always.Weekly[d] = []hours.Interval{{From: 0, To: 1440}}
		}
		open, err := h.AddSchedule(ctx, root(), hours.Named{Name: "always", Schedule: always})
		must(t, err)
		_, err = h.SetQueue(ctx, root(), team.ID, routing.Settings{Policy: routing.LeastLoad, Schedule: open.ID})
		must(t, err)
		closedFor(c.arrives("u3", "the team has hours of its own"), false)
		other, err := h.CreateTeam(ctx, root(), core.Team{Name: "售前", Kind: "skill_group"})
		must(t, err)
		_, err = h.AddRoutingRule(ctx, root(), routing.Rule{Name: "all", Enabled: true, Then: routing.Then{Team: other.ID}})
		must(t, err)
		id := c.arrives("u4", "a rule says where")
		eventually(t, "it waits for the rule's team", func() bool { return c.of(id).TeamID == other.ID })
		_, err = h.UpdateAccount(ctx, root(), a.ID, nil, map[string]string{"place": "x"})
		must(t, err)
		if a, err = h.RouteAccount(ctx, root(), a.ID, core.ID{}, core.ID{}); err != nil || !a.TeamID.IsZero() || !a.ScheduleID.IsZero() {
			t.Errorf("%+v, %v", a, err)
		}
	})
}

// TestWhatAGoneAgentHeldGoesToOthers: in hand, asleep, or waiting for this agent
// alone by a rule; and what it gets after it is back stays with it.
func TestWhatAGoneAgentHeldGoesToOthers(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, cfg, yes, no := context.Background(), config(t, &fake{}), true, false
		cfg.Database = url
		h, _ := openWith(t, cfg, (*hub.Hub).NoLooks)
		c := &crew{Hub: h, t: t}
		c.staffed(2, routing.Settings{Policy: routing.LeastLoad})
		gone, stays := c.agents[0].AgentID, c.agents[1].AgentID
		agent(t, h) // another owner, who may disable
		own, err := c.AddRoutingRule(ctx, root(), routing.Rule{Name: "own", Enabled: true, Then: routing.Then{Agent: gone},
			When: routing.When{Keywords: &routing.Keywords{Words: []string{"own"}}}})
		must(t, err)
		rules, err := c.RoutingRules(ctx, root())
		must(t, err)
		_, err = c.OrderRoutingRules(ctx, root(), []core.ID{own.ID, rules[0].ID})
		must(t, err)
		c.ready(1, core.Away)
		c.ready(0, core.Ready)
		inHand, asleep := c.arrives("u1", "hello"), c.arrives("u2", "hello")
		c.held(inHand, 0)
		c.held(asleep, 0)
		_, err = c.Step(ctx, c.agents[0], asleep, core.Step{Kind: core.StepSnooze, Until: core.At(time.Now().Add(time.Hour))})
		must(t, err)
		c.ready(0, core.Away)
		waits := c.arrives("u3", "my own agent")
		eventually(t, "it waits for its agent", func() bool { return c.of(waits).Need == routing.AgentNeed(gone) })
		_, err = c.UpdateAgent(ctx, root(), gone, core.AgentChange{Disabled: &yes})
		must(t, err)
		for _, id := range []core.ID{inHand, asleep, waits} {
			eventually(t, "it is back in line for all", func() bool {
				v := c.of(id)
				return v.Status == core.StatusQueued && !v.Unrouted && v.Need == "" && v.AgentID.IsZero() && v.TeamID == c.team
			})
		}
		c.ready(1, core.Ready)
		for _, id := range []core.ID{inHand, asleep, waits} {
			c.held(id, 1)
		}
		_, err = c.UpdateAgent(ctx, root(), gone, core.AgentChange{Disabled: &no})
		must(t, err)
		c.ready(1, core.Away)
		c.ready(0, core.Ready)
		back := c.arrives("u4", "my own agent")
		c.held(back, 0) // although the queue of no team is given out by hand
		role := "viewer"
		_, err = c.UpdateAgent(ctx, root(), gone, core.AgentChange{Role: &role})
		must(t, err)
		c.ready(1, core.Ready)
		eventually(t, "who may answer nobody has nothing in hand", func() bool { return c.of(back).AgentID == stays })
	})
}

// TestRulesAskedAnewSayNothingAnew: a customer gets one automatic reply, although the
// rules are asked again when whom they named is gone, and would say another one.
func TestRulesAskedAnewSayNothingAnew(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, f, yes := context.Background(), &fake{}, true
		cfg := config(t, f)
		cfg.Database = url
		h, _ := openWith(t, cfg, (*hub.Hub).NoLooks)
		c := &crew{Hub: h, t: t, fake: f}
		c.staffed(1, routing.Settings{Policy: routing.LeastLoad})
		agent(t, h) // another owner, who may disable
		gone := c.agents[0].AgentID
		rules, err := c.RoutingRules(ctx, root())
		must(t, err)
		order := []core.ID{}
		for _, then := range []routing.Then{{Agent: gone, Reply: "one moment"}, {Reply: "good day", Tags: []string{"anew"}}} {
			r, err := c.AddRoutingRule(ctx, root(), routing.Rule{Name: "says", Enabled: true, Then: then})
			must(t, err)
			order = append(order, r.ID)
		}
		_, err = c.OrderRoutingRules(ctx, root(), append(order, rules[0].ID))
		must(t, err)
		sent := func() int {
			f.mu.Lock()
			defer f.mu.Unlock()
			return len(f.sent)
		}
		id := c.arrives("u1", "hello")
		eventually(t, "the reply is out", func() bool { return sent() == 1 })
		_, err = c.UpdateAgent(ctx, root(), gone, core.AgentChange{Disabled: &yes})
		must(t, err)
		eventually(t, "the rules were asked again, and are done", func() bool {
			for _, state := range []string{core.JobWaiting, core.JobRunning, core.JobDead} {
				list, err := h.Store().Jobs(ctx, state, core.Page{Limit: 100})
				must(t, err)
				if slices.ContainsFunc(list.Items, func(j core.Job) bool { return j.Kind == engine.JobRouted }) {
					return false
				}
			}
			v := c.of(id)
			return v.TeamID == c.team && slices.Equal(v.Tags, []string{"anew"})
		})
		if said := messages(t, h); len(said) != 2 || sent() != 1 {
			t.Errorf("%d messages, %d sent: the customer was greeted again", len(said), sent())
		}
	})
}

// TestNobodyWhoMayNotAnswerGetsIt: assigned, handed over, in bulk or into the room,
// and what is handed over or goes onward goes to a team that is there.
func TestNobodyWhoMayNotAnswerGetsIt(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, cfg := context.Background(), config(t, &fake{})
		cfg.Database = url
		h, _ := openWith(t, cfg, (*hub.Hub).NoLooks)
		c := &crew{Hub: h, t: t}
		c.staffed(1, routing.Settings{Policy: routing.LeastLoad})
		_, err := h.CreateRole(ctx, root(), core.Role{Name: "clerk", Scope: core.ScopeTeam, Permissions: []core.Permission{core.PermContactsRead}})
		must(t, err)
		viewer, err := h.CreateAgent(ctx, root(), "v@example.com", "viewer", "viewer", "")
		must(t, err)
		clerk, err := h.CreateAgent(ctx, root(), "c@example.com", "clerk", "clerk", "")
		must(t, err)
		id := c.arrives("u1", "hello")
		step := func(s core.Step) error {
			_, err := h.Step(ctx, root(), id, s)
			return err
		}
		for _, kind := range []core.StepKind{core.StepAssign, core.StepTakeOver, core.StepTransfer} {
			refused(t, step(core.Step{Kind: kind, AgentID: viewer.ID}), "agent.may_not_reply")
		}
		boss := agent(t, h)
		_, err = h.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkAssign, AgentID: viewer.ID}, []core.ID{id}, nil)
		refused(t, err, "agent.may_not_reply")
		must(t, h.Invite(ctx, root(), id, viewer.ID)) // to read along
		refused(t, h.Invite(ctx, root(), id, clerk.ID), "agent.may_not_read")
		must(t, h.Leave(ctx, root(), id, clerk.ID))

		must(t, step(core.Step{Kind: core.StepAssign, AgentID: c.agents[0].AgentID}))
		refused(t, step(core.Step{Kind: core.StepTransfer, TeamID: core.NewID()}), "request.reference")
		must(t, step(core.Step{Kind: core.StepTransfer, TeamID: c.team}))
		_, err = h.SetQueue(ctx, root(), c.team, routing.Settings{Policy: routing.LeastLoad, Onward: core.NewID()})
		refused(t, err, "queue.settings")
		other, err := h.CreateTeam(ctx, root(), core.Team{Name: "售前", Kind: "skill_group"})
		must(t, err)
		_, err = h.SetQueue(ctx, root(), c.team, routing.Settings{Policy: routing.LeastLoad, Onward: other.ID})
		must(t, err)
	})
}

// TestWhatComesBackWaitsForNobodyWhoIsGone: nobody had it, so the rules are asked
// again; or the agent whom a rule named had it, and the rule has been kept.
func TestWhatComesBackWaitsForNobodyWhoIsGone(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, cfg, yes := context.Background(), config(t, &fake{}), true
		cfg.Database = url
		h, _ := openWith(t, cfg, (*hub.Hub).NoLooks)
		c := &crew{Hub: h, t: t}
		c.staffed(2, routing.Settings{Policy: routing.LeastLoad})
		agent(t, h) // another owner, who may disable
		gone := c.agents[0].AgentID
		own, err := c.AddRoutingRule(ctx, root(), routing.Rule{Name: "own", Enabled: true, Then: routing.Then{Agent: gone, Team: c.team}})
		must(t, err)
		rules, err := c.RoutingRules(ctx, root())
		must(t, err)
		_, err = c.OrderRoutingRules(ctx, root(), []core.ID{own.ID, rules[0].ID})
		must(t, err)
		left := c.arrives("u1", "hello")
		eventually(t, "it waits for its agent", func() bool { return c.of(left).Need == routing.AgentNeed(gone) })
		_, err = c.Step(ctx, root(), left, core.Step{Kind: core.StepClose, Reason: "left", At: core.At(time.Now())})
		must(t, err)
		c.ready(0, core.Ready)
		served := c.arrives("u2", "hello")
		c.held(served, 0)
		_, err = c.Step(ctx, c.agents[0], served, core.Step{Kind: core.StepComplete, At: core.At(time.Now())})
		must(t, err)
		_, err = c.UpdateAgent(ctx, root(), gone, core.AgentChange{Disabled: &yes})
		must(t, err)
		c.ready(1, core.Ready)
		for _, id := range []core.ID{left, served} {
			_, err = c.Step(ctx, root(), id, core.Step{Kind: core.StepReopen, At: core.At(time.Now())})
			must(t, err)
			c.held(id, 1)
		}
	})
}

// TestABulkAsksForEachWhetherItsTargetAnswersThere: conversations of a team that the
// target is not in are refused, counted and named; those of no team are not.
func TestABulkAsksForEachWhetherItsTargetAnswersThere(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, cfg := context.Background(), config(t, &fake{})
		cfg.Database = url
		h, _ := open(t, cfg)
		c, boss, yes := &crew{Hub: h, t: t}, agent(t, h), true
		c.staffed(1, routing.Settings{Policy: routing.Manual})
		other, err := h.CreateTeam(ctx, root(), core.Team{Name: "售前", Kind: "skill_group"})
		must(t, err)
		var ids []core.ID
		for i := range 5 {
			id := c.arrives(fmt.Sprint("u", i), "hello")
			eventually(t, "it waits for the team", func() bool { return c.of(id).TeamID == c.team })
			if i < 2 {
				_, err = h.Step(ctx, root(), id, core.Step{Kind: core.StepQueue, TeamID: other.ID})
				must(t, err)
			}
			ids = append(ids, id)
		}
		b, err := h.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkAssign, AgentID: c.agents[0].AgentID}, ids, nil)
		must(t, err)
		b = ended(t, h, boss, b.ID, core.BulkDone)
		if b.Done != 3 || b.Failed != 2 || len(b.Reasons) != 1 || b.Reasons[0].Code != engine.ErrNotInTeam.Code || b.Reasons[0].Count != 2 {
			t.Errorf("%+v", b)
		}
		if c.of(ids[0]).Status != core.StatusQueued || c.of(ids[4]).AgentID != c.agents[0].AgentID {
			t.Errorf("%+v, %+v", c.of(ids[0]), c.of(ids[4]))
		}

		assign := core.Step{Kind: core.StepAssign, AgentID: c.agents[0].AgentID, TeamID: other.ID}
		_, err = h.Step(ctx, root(), ids[4], assign)
		refused(t, err, engine.ErrNotInTeam.Code)
		must(t, h.SetTeamMembers(ctx, root(), other.ID, []core.ID{c.agents[0].AgentID}))
		_, err = h.Step(ctx, root(), ids[4], assign)
		must(t, err)
		if got := c.of(ids[4]); got.TeamID != other.ID || got.AgentID != c.agents[0].AgentID {
			t.Errorf("%+v", got)
		}

		// What its agent cannot have back stays as the bulk has left it.
		b, err = h.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkComplete}, ids[3:], nil)
		must(t, err)
		ended(t, h, boss, b.ID, core.BulkDone)
		_, err = h.UpdateAgent(ctx, root(), c.agents[0].AgentID, core.AgentChange{Disabled: &yes})
		must(t, err)
		_, err = h.UndoBulk(ctx, boss, b.ID)
		must(t, err)
		if b = ended(t, h, boss, b.ID, core.BulkUndone); b.Kept != 2 || b.Reasons[0].Code != "bulk.holder_gone" {
			t.Errorf("%+v", b)
		}
	})
}

// TestTheNextOfAQueueIsForItsMembers: who sees it from the team above hears why there
// is none, and with no team named gets what may be had.
func TestTheNextOfAQueueIsForItsMembers(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, cfg := context.Background(), config(t, &fake{})
		cfg.Database = url
		h, _ := open(t, cfg)
		c := &crew{Hub: h, t: t}
		c.staffed(1, routing.Settings{Policy: routing.Manual})
		child, err := h.CreateTeam(ctx, root(), core.Team{Name: "退款", Kind: "skill_group", ParentID: c.team})
		must(t, err)
		stranger, err := h.CreateTeam(ctx, root(), core.Team{Name: "售前", Kind: "skill_group"})
		must(t, err)
		member, err := h.Store().Viewer(ctx, c.agents[0].AgentID)
		must(t, err)
		id := c.arrives("u1", "hello")
		eventually(t, "it waits for the team", func() bool { return c.of(id).TeamID == c.team })
		_, err = h.Step(ctx, root(), id, core.Step{Kind: core.StepQueue, TeamID: child.ID})
		must(t, err)
		for team, code := range map[core.ID]string{child.ID: "queue.not_a_member", stranger.ID: "team.not_yours", c.team: "queue.empty", {}: "queue.empty"} {
			_, err := h.TakeNext(ctx, member, team)
			refused(t, err, code)
		}
		must(t, h.SetTeamMembers(ctx, root(), child.ID, []core.ID{member.AgentID}))
		none := int64(50)
		_, err = h.SetSeat(ctx, root(), member.AgentID, &none, nil, nil)
		must(t, err)
		_, err = h.TakeNext(ctx, member, child.ID)
		refused(t, err, "agent.full") // there is some room, but not enough
		one := int64(routing.WholeSeat)
		_, err = h.SetSeat(ctx, root(), member.AgentID, &one, nil, nil)
		must(t, err)
		if got, err := h.TakeNext(ctx, member, child.ID); err != nil || got.ID != id {
			t.Errorf("%+v, %v", got.Conversation, err)
		}
	})
}
