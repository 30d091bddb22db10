package hub_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/hub"
)

// crew is a hub with a team, an account of its own, and agents who are members.
type crew struct {
	*hub.Hub
	t       *testing.T
	account core.Account
	fake    *fake
	team    core.ID
	agents  []core.Viewer
}

func newCrew(t *testing.T, agents int, q routing.Settings) *crew {
	t.Helper()
	f := &fake{}
	h, _ := open(t, config(t, f))
	c := &crew{Hub: h, t: t, fake: f}
	c.staffed(agents, q)
	return c
}

// staffed makes the account, the team and its agents, and a rule to the team.
func (c *crew) staffed(agents int, q routing.Settings) {
	t, h, ctx := c.t, c.Hub, context.Background()
	t.Helper()
	c.account = link(t, h)
	team, err := h.CreateTeam(ctx, root(), core.Team{Name: "售后", Kind: "skill_group"})
	must(t, err)
	c.team = team.ID
	var ids []core.ID
	for i := range agents {
		a, err := h.CreateAgent(ctx, root(), fmt.Sprintf("a%d@example.com", i), fmt.Sprint("agent ", i), "agent", "")
		must(t, err)
		ids = append(ids, a.ID)
	}
	must(t, h.SetTeamMembers(ctx, root(), team.ID, ids))
	for _, id := range ids {
		v, err := h.Store().Viewer(ctx, id)
		must(t, err)
		c.agents = append(c.agents, v)
	}
	_, err = h.SetQueue(ctx, root(), team.ID, q)
	must(t, err)
	_, err = h.AddRoutingRule(ctx, root(), routing.Rule{Name: "all", Enabled: true, Then: routing.Then{Team: team.ID}})
	must(t, err)
}

// arrives lets somebody write for the first time and returns their conversation.
func (c *crew) arrives(user, words string) core.ID {
	c.t.Helper()
	ctx := context.Background()
	must(c.t, c.Accept(ctx, c.raw(user, words)))
	m, known, err := c.Store().MessageByExternal(ctx, c.account.ID, user+words)
	if err != nil || !known {
		c.t.Fatalf("the message is not there: %v", err)
	}
	return m.ConversationID
}

func (c *crew) raw(user, words string) core.Raw {
	body, err := json.Marshal([]core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: user, Name: user}, Direction: core.In,
		Key: user + words, ExternalID: user + words, SentAt: 1, Content: &core.Content{Kind: core.KindText, Text: words}}})
	must(c.t, err)
	return core.Raw{AccountID: c.account.ID, Kind: "fake", Body: body}
}

func (c *crew) ready(i int, a core.Availability) {
	c.t.Helper()
	_, err := c.SetAvailability(context.Background(), c.agents[i], a, "")
	must(c.t, err)
}

func (c *crew) of(id core.ID) core.ConversationView {
	c.t.Helper()
	v, err := c.Conversation(context.Background(), root(), id)
	must(c.t, err)
	return v
}

func (c *crew) held(id core.ID, by int) {
	c.t.Helper()
	eventually(c.t, "the agent has it", func() bool { return c.of(id).AgentID == c.agents[by].AgentID })
}

func TestWhoComesIsGivenToWhoIsReady(t *testing.T) {
	t.Parallel()
	c := newCrew(t, 2, routing.Settings{Policy: routing.LeastLoad})
	first := c.arrives("u1", "你好")
	eventually(t, "the rule has sent it to the team", func() bool { return c.of(first).TeamID == c.team })
	w, err := c.Routing(context.Background(), root(), first)
	must(t, err)
	if len(w.Agents) != 2 || w.Agents[0].Obstacle != routing.NotReady || w.Ahead != 0 || !w.Open || w.Policy != routing.LeastLoad {
		t.Errorf("nobody is ready: %+v", w)
	}
	second := c.arrives("u2", "在吗")
	c.ready(1, core.Ready)
	c.held(first, 1)
	c.held(second, 1)
	c.ready(0, core.Ready)
	third := c.arrives("u3", "有人吗")
	c.held(third, 0)
	must(t, c.Monitor(context.Background(), root(), third))
	changes, err := c.Changes(context.Background(), root(), third, 0, 100)
	must(t, err)
	if last := changes[len(changes)-1]; last.Event == nil || last.Event.Type != core.EventMonitored {
		t.Errorf("nobody sees who looks on: %+v", last)
	}
	var why engine.AssignedData
	for _, ch := range changes {
		if ch.Event != nil && ch.Event.Type == core.EventConversationAssigned {
			must(t, json.Unmarshal(ch.Event.Data, &why))
		}
	}
	if why.Why == nil || why.Reason != "least_load" || why.Why.Eligible != 2 || why.Why.Load != 0 || why.Why.Capacity != 1000 {
		t.Errorf("it does not say why: %+v", why)
	}
}

func TestRulesSaySomethingAtOnceAndSetWhatTheyKnow(t *testing.T) {
	t.Parallel()
	c, ctx, high := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background(), 5
	rule, err := c.AddRoutingRule(ctx, root(), routing.Rule{Name: "refunds", Enabled: true, When: routing.When{Keywords: &routing.Keywords{Words: []string{"退款"}}},
		Then: routing.Then{Team: c.team, Priority: &high, Tags: []string{"退款"}, Reply: "马上为您处理", Skills: []string{"Refunds"}}})
	must(t, err)
	rules, err := c.RoutingRules(ctx, root())
	must(t, err)
	_, err = c.OrderRoutingRules(ctx, root(), []core.ID{rule.ID, rules[0].ID})
	must(t, err)
	c.ready(0, core.Ready)
	id := c.arrives("u1", "我要退 款!")
	eventually(t, "the reply is out and the tag is on", func() bool {
		c.fake.mu.Lock()
		defer c.fake.mu.Unlock()
		return len(c.fake.sent) == 1 && c.fake.sent[0] == "马上为您处理" && len(c.of(id).Tags) == 1
	})
	v := c.of(id)
	if v.Status != core.StatusQueued || v.Priority != high || v.Need != routing.SkillNeed("refunds") || v.WaitingSince.IsZero() {
		t.Fatalf("it waits as %+v", v.Conversation)
	}
	skills := []string{"refunds"}
	_, err = c.SetSeat(ctx, root(), c.agents[0].AgentID, nil, &skills, nil)
	must(t, err)
	c.held(id, 0)
}

func TestWhatComesOutOfHoursWaits(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
	closed, err := c.AddSchedule(ctx, root(), hours.Named{Name: "never", Schedule: hours.Schedule{TimeZone: "Asia/Shanghai"}})
	must(t, err)
	_, err = c.SetQueue(ctx, root(), c.team, routing.Settings{Policy: routing.LeastLoad, Schedule: closed.ID})
	must(t, err)
	c.ready(0, core.Ready)
	id := c.arrives("u1", "你好")
	eventually(t, "it is in the team's queue", func() bool { return c.of(id).TeamID == c.team })
	w, err := c.Routing(ctx, root(), id)
	must(t, err)
	if w.Open || c.of(id).Status != core.StatusQueued {
		t.Errorf("out of hours: %+v", w)
	}
	_, err = c.SetQueue(ctx, root(), c.team, routing.Settings{Policy: routing.LeastLoad})
	must(t, err)
	c.held(id, 0)
}

func TestASilentAgentIsRelieved(t *testing.T) {
	t.Parallel()
	c := newCrew(t, 2, routing.Settings{Policy: routing.LeastLoad, Last: true, AgentSilent: 1, WrapUp: 1})
	c.ready(0, core.Ready)
	id := c.arrives("u1", "你好")
	c.held(id, 0)
	c.ready(1, core.Ready)
	c.held(id, 1)
	_, _, err := c.Post(context.Background(), c.agents[1], id, core.Draft{ClientMessageID: "a", Visibility: core.Public, Content: text("您好")})
	must(t, err)
	_, err = c.Step(context.Background(), c.agents[1], id, core.Step{Kind: core.StepComplete})
	must(t, err)
	p, err := c.Profile(context.Background(), c.agents[1])
	must(t, err)
	if p.Availability != core.WrapUp {
		t.Errorf("after a conversation the agent is %s", p.Availability)
	}
	if seat, err := c.Seat(context.Background(), c.agents[1]); err != nil || seat.Availability == core.WrapUp && seat.Until <= seat.Since {
		t.Errorf("the pause since %d ends at %d, %v", seat.Since, seat.Until, err)
	}
	eventually(t, "the pause is over", func() bool {
		p, err := c.Profile(context.Background(), c.agents[1])
		must(t, err)
		return p.Availability == core.Ready
	})
}

func TestSensitiveWordsAreBlockedMaskedAndFlagged(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
	rule := func(screen routing.Screen, words ...string) routing.Rule {
		r, err := c.AddRoutingRule(ctx, root(), routing.Rule{Name: string(screen), Enabled: true,
			When: routing.When{Keywords: &routing.Keywords{Words: words}}, Then: routing.Then{Screen: screen}})
		must(t, err)
		return r
	}
	block := rule(routing.ScreenBlock, "赌博")
	rule(routing.ScreenMask, "笨蛋")
	rule(routing.ScreenFlag, "投诉")
	c.ready(0, core.Ready)
	must(t, c.Accept(ctx, c.raw("u1", "来赌 博吧")))
	id := c.arrives("u1", "你这个笨 蛋，我要投诉")
	list, err := c.Messages(ctx, root(), id, 0, 10)
	must(t, err)
	if len(list) != 1 || list[0].Text != "你这个***，我要投诉" {
		t.Fatalf("%+v", list)
	}
	flagged := func() (n int) {
		changes, err := c.Changes(ctx, root(), id, 0, 100)
		must(t, err)
		for _, ch := range changes {
			if ch.Event != nil && ch.Event.Type == core.EventMessageFlagged {
				n++
			}
		}
		return n
	}
	if flagged() != 1 {
		t.Errorf("%d flags", flagged())
	}
	c.held(id, 0)
	_, _, err = c.Post(ctx, c.agents[0], id, core.Draft{ClientMessageID: "a", Visibility: core.Public, Content: text("一起赌博")})
	refused(t, err, "message.sensitive_word")
	m, _, err := c.Post(ctx, c.agents[0], id, core.Draft{ClientMessageID: "b", Visibility: core.Public, Content: text("您不是笨蛋")})
	must(t, err)
	if m.Text != "您不是**" || flagged() != 2 {
		t.Errorf("it was sent as %q", m.Text)
	}
	failed, err := c.Raws(ctx, root(), core.RawFailed, core.Page{})
	must(t, err)
	if len(failed.Items) != 1 {
		t.Fatalf("%d raws are kept for a look", len(failed.Items))
	}
	must(t, c.RemoveRoutingRule(ctx, root(), block.ID))
	_, err = c.ReplayRaw(ctx, root(), failed.Items[0].ID)
	must(t, err)
	if list, err = c.Messages(ctx, root(), id, 0, 10); err != nil || len(list) != 3 {
		t.Errorf("after the rule was taken away there are %d messages, %v", len(list), err)
	}
}

func TestWhoWaitsIsToldHowLong(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad, QueueText: "前面还有 {{ahead}} 位，约 {{minutes}} 分钟"}), context.Background()
	said := func() string {
		c.fake.mu.Lock()
		defer c.fake.mu.Unlock()
		return fmt.Sprint(c.fake.sent)
	}
	c.arrives("u1", "你好")
	second := c.arrives("u2", "你好")
	eventually(t, "both know their place", func() bool {
		s := said()
		return s == "[前面还有 0 位，约 ? 分钟 前面还有 1 位，约 ? 分钟]" || s == "[前面还有 1 位，约 ? 分钟 前面还有 0 位，约 ? 分钟]"
	})
	if v := c.of(second); v.Status != core.StatusQueued || v.WaitingSince.IsZero() {
		t.Errorf("who was told waits no more: %+v", v.Conversation)
	}
	closed, err := c.AddSchedule(ctx, root(), hours.Named{Name: "one minute a week", Schedule: hours.Schedule{TimeZone: "Asia/Shanghai",
		Weekly: map[hours.Day][]hours.Interval{hours.DayOf(time.Now().Add(72 * time.Hour).Weekday()): {{From: 600, To: 601}}}}})
	must(t, err)
	_, err = c.SetQueue(ctx, root(), c.team, routing.Settings{Policy: routing.LeastLoad, Schedule: closed.ID, ClosedText: "我们 {{opens_at}} 上班"})
	must(t, err)
	c.arrives("u3", "在吗")
	eventually(t, "it is told when somebody will be there", func() bool { return strings.Contains(said(), " 10:00 上班") })
}
