package store_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
)

func wantProblem(t *testing.T, err error, want *core.Problem) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("%v, want %s", err, want.Code)
	}
}

// aRule names a list and hours.
func aRule(name string, list, schedule core.ID) routing.Rule {
	stop, five := false, 5
	return routing.Rule{ID: core.NewID(), Name: name, Enabled: true, Stop: &stop, Then: routing.Then{Priority: &five, Tags: []string{"急"}},
		When: routing.When{Keywords: &routing.Keywords{Words: []string{"投诉"}, Lists: []core.ID{list}}, Hours: &routing.HoursAre{Schedule: schedule}}}
}

func office(name string) hours.Named {
	return hours.Named{ID: core.NewID(), Name: name, Schedule: hours.Schedule{TimeZone: "Asia/Shanghai",
		Weekly:   map[hours.Day][]hours.Interval{"monday": {{From: 540, To: 1080}}},
		Holidays: []hours.Holiday{{Date: "2026-10-01", Name: "国庆节"}}}}
}

func TestRulesAreKeptInTheirOrder(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		list, day := routing.WordList{ID: core.NewID(), Name: "辱骂", Words: []string{"笨蛋", "free money"}}, office("总部")
		must(t, s.AddWordList(ctx, list))
		must(t, s.AddSchedule(ctx, day))
		before, err := s.RoutingRevision(ctx)
		must(t, err)
		a, b, c := aRule("a", list.ID, day.ID), aRule("b", list.ID, day.ID), aRule("c", list.ID, day.ID)
		for _, r := range []routing.Rule{a, b, c} {
			must(t, s.AddRoutingRule(ctx, r))
		}
		must(t, s.OrderRoutingRules(ctx, []core.ID{c.ID, a.ID, b.ID}))
		a.Enabled, a.Name, a.Stop = false, "改", nil
		must(t, s.SaveRoutingRule(ctx, a))
		must(t, s.RemoveRoutingRule(ctx, b.ID))
		got, err := s.RoutingRules(ctx)
		must(t, err)
		if !reflect.DeepEqual(got, []routing.Rule{c, a}) {
			t.Errorf("%+v", got)
		}
		if after, err := s.RoutingRevision(ctx); err != nil || after == before {
			t.Errorf("revision %s after %s, %v", after, before, err)
		}
		d := aRule("d", list.ID, day.ID)
		must(t, s.AddRoutingRule(ctx, d))
		if got, err = s.RoutingRules(ctx); err != nil || got[2].ID != d.ID {
			t.Errorf("a new rule is not the last: %+v, %v", got, err)
		}
		for _, wrong := range [][]core.ID{{c.ID, a.ID}, {c.ID, a.ID, d.ID, b.ID}, {c.ID, a.ID, a.ID}, {c.ID, a.ID, b.ID}} {
			wantProblem(t, s.OrderRoutingRules(ctx, wrong), store.ErrRuleOrder)
		}
		wantProblem(t, s.SaveRoutingRule(ctx, b), store.ErrNoRule)
		wantProblem(t, s.RemoveRoutingRule(ctx, b.ID), store.ErrNoRule)
		wantProblem(t, s.AddRoutingRule(ctx, aRule("e", core.NewID(), day.ID)), &core.Problem{Code: routing.CodeRule})
		wantProblem(t, s.SaveRoutingRule(ctx, aRule("e", list.ID, core.NewID())), &core.Problem{Code: routing.CodeRule})
	})
}

func TestListsAndSchedulesInUseStay(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		list, day := routing.WordList{ID: core.NewID(), Name: "b", Words: []string{"一", "two"}}, office("b")
		must(t, s.AddWordList(ctx, list))
		must(t, s.AddSchedule(ctx, day))
		rule := aRule("r", list.ID, day.ID)
		must(t, s.AddRoutingRule(ctx, rule))
		wantProblem(t, s.RemoveWordList(ctx, list.ID), store.ErrListInUse)
		wantProblem(t, s.RemoveSchedule(ctx, day.ID), store.ErrScheduleInUse)
		must(t, s.RemoveRoutingRule(ctx, rule.ID))
		must(t, s.SetSetting(ctx, "test", `{"schedule":"`+day.ID.String()+`"}`))
		wantProblem(t, s.RemoveSchedule(ctx, day.ID), store.ErrScheduleInUse)
		must(t, s.SetSetting(ctx, "test", `{}`))

		other := routing.WordList{ID: core.NewID(), Name: "a", Words: []string{"三"}}
		must(t, s.AddWordList(ctx, other))
		other.Name = "b"
		wantProblem(t, s.SaveWordList(ctx, other), store.ErrListTaken)
		other.ID = core.NewID()
		wantProblem(t, s.AddWordList(ctx, other), store.ErrListTaken)
		list.Name, list.Words = "c", []string{"四"}
		must(t, s.SaveWordList(ctx, list))
		if got, err := s.WordList(ctx, list.ID); err != nil || !reflect.DeepEqual(got, list) {
			t.Errorf("%+v, %v", got, err)
		}
		lists, err := s.WordLists(ctx)
		if err != nil || len(lists) != 2 || lists[0].Name != "a" || !reflect.DeepEqual(lists[1], list) {
			t.Errorf("%+v, %v", lists, err)
		}

		night := office("a")
		must(t, s.AddSchedule(ctx, night))
		night.Name = "b"
		wantProblem(t, s.SaveSchedule(ctx, night), store.ErrScheduleTaken)
		night.Name, night.Schedule.TimeZone = "a", "UTC"
		must(t, s.SaveSchedule(ctx, night))
		schedules, err := s.Schedules(ctx)
		if err != nil || !reflect.DeepEqual(schedules, []hours.Named{night, day}) {
			t.Errorf("%+v, %v", schedules, err)
		}
		must(t, s.RemoveSchedule(ctx, day.ID))
		must(t, s.RemoveWordList(ctx, list.ID))
		wantProblem(t, s.RemoveSchedule(ctx, day.ID), store.ErrNoSchedule)
		wantProblem(t, s.SaveSchedule(ctx, day), store.ErrNoSchedule)
		wantProblem(t, s.RemoveWordList(ctx, list.ID), store.ErrNoWordList)
		wantProblem(t, s.SaveWordList(ctx, list), store.ErrNoWordList)
		if _, err := s.WordList(ctx, list.ID); !errors.Is(err, store.ErrNoWordList) {
			t.Error(err)
		}
		if _, err := s.Schedule(ctx, day.ID); !errors.Is(err, store.ErrNoSchedule) {
			t.Error(err)
		}
	})
}

// TestARuleAndItsListAtTheSameTime: either the rule finds the list, and the list
// stays, or the list goes, and the rule is refused.
func TestARuleAndItsListAtTheSameTime(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, day := context.Background(), office("a")
		must(t, s.AddSchedule(ctx, day))
		for range 20 {
			list := routing.WordList{ID: core.NewID(), Name: core.NewID().String(), Words: []string{"a"}}
			must(t, s.AddWordList(ctx, list))
			var wg sync.WaitGroup
			var added, removed error
			wg.Go(func() { added = s.AddRoutingRule(ctx, aRule("r", list.ID, day.ID)) })
			wg.Go(func() { removed = s.RemoveWordList(ctx, list.ID) })
			wg.Wait()
			if (added == nil) == (removed == nil) {
				t.Fatalf("the rule: %v; its list: %v", added, removed)
			}
		}
	})
}

// TestTheRulesAreToldWhatIsKnown has one rule that asks for all of it.
func TestTheRulesAreToldWhatIsKnown(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		team := core.Team{ID: core.NewID(), Name: "售后", Kind: "skill_group"}
		must(t, s.AddTeam(ctx, team))
		account := core.Account{ID: core.NewID(), Channel: "web", Name: "shop", Status: core.AccountActive}
		must(t, s.SaveAccount(ctx, account))
		arrival := incoming(account.ID, "u1", 1, "我要退 款")
		arrival.Policy.Route, arrival.Policy.Weight = true, 100
		arrival.Envelopes[0].User.Language = "zh-CN"
		must(t, s.Do(ctx, arrival))
		m, _, err := s.MessageByExternal(ctx, account.ID, arrival.Envelopes[0].ExternalID)
		must(t, err)
		c, err := s.Conversation(ctx, all(), m.ConversationID)
		must(t, err)
		must(t, s.Tag(ctx, core.TagContact, c.ContactID, "gold", true, all().Actor()))
		must(t, s.AddVisitor(ctx, store.Visitor{VisitorSession: core.VisitorSession{ID: core.NewID(), AccountID: account.ID, IdentityID: c.IdentityID,
			Page: core.VisitorPage{URL: "https://shop.example/cart", Title: "购物车"}, CreatedAt: 1, SeenAt: 1, ExpiresAt: 1}}, []byte("h"), store.Proof{}))
		yes, no, seven := true, false, 7
		rules, err := routing.Compile([]routing.Rule{{ID: core.NewID(), Name: "all", Enabled: true, Then: routing.Then{Team: team.ID, Priority: &seven},
			When: routing.When{Accounts: []core.ID{account.ID}, Channels: []string{"web"}, Kinds: []string{"text"}, New: &yes, VIP: &no, Languages: []string{"zh"},
				Tags: &routing.TagsAre{All: []string{"gold"}}, Page: &routing.PageIs{Prefix: []string{"https://shop.example/"}},
				Keywords: &routing.Keywords{Words: []string{"退款"}}}}}, nil, nil)
		must(t, err)
		must(t, s.Do(ctx, &engine.Dispatch{Max: 10, Config: &routing.Config{Rules: rules}}))
		if c, err = s.Conversation(ctx, all(), c.ID); err != nil || c.TeamID != team.ID || c.Priority != seven || c.Unrouted {
			t.Errorf("%+v, %v", c.Conversation, err)
		}
	})
}
