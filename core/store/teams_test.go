package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestATeamIsRenamed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, team := context.Background(), core.Team{ID: core.NewID(), Name: "a", Kind: "department"}
		must(t, s.AddTeam(ctx, team))
		got, err := s.RenameTeam(ctx, team.ID, "售后")
		must(t, err)
		if team.Name = "售后"; got != team {
			t.Fatalf("%+v", got)
		}
		if _, err := s.RenameTeam(ctx, core.NewID(), "b"); !errors.Is(err, store.ErrNoTeam) {
			t.Fatal(err)
		}
	})
}

// TestATeamInUseStays takes a team's uses away one by one.
func TestATeamInUseStays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 2, 1)
		id, team, above := openOne(t, s, d), core.Team{ID: core.NewID(), Name: "a", Kind: "skill_group", ParentID: d.teams[0]}, d.teams[0]
		within := core.Team{ID: core.NewID(), Name: "b", Kind: "skill_group", ParentID: team.ID}
		invitation := core.Invitation{ID: core.NewID(), Role: "agent", Teams: []core.ID{team.ID}, ExpiresAt: core.At(time.Now().Add(time.Hour))}
		var rule core.ID
		step := func(st core.Step) {
			t.Helper()
			st.Actor = all().Actor()
			must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: id, Step: st}))
		}
		must(t, s.AddTeam(ctx, team))
		must(t, s.SetAvailability(ctx, d.agents[0], core.Ready, ""))
		step(core.Step{Kind: core.StepQueue, TeamID: above})
		step(core.Step{Kind: core.StepAssign, AgentID: d.agents[0]})
		step(core.Step{Kind: core.StepTransfer, TeamID: team.ID})
		for _, use := range []struct {
			what    string
			of, end func()
		}{
			{"a transfer", func() {}, func() { step(core.Step{Kind: core.StepExpire}) }},
			{"members", func() { must(t, s.SetTeamMembers(ctx, team.ID, d.agents[:1])) }, func() { must(t, s.SetTeamMembers(ctx, team.ID, nil)) }},
			{"a team within", func() { must(t, s.AddTeam(ctx, within)) }, func() { _, err := s.RemoveTeam(ctx, within.ID); must(t, err) }},
			{"an invitation", func() { must(t, s.AddInvitation(ctx, invitation, []byte("h"))) },
				func() { must(t, s.WithdrawInvitation(ctx, invitation.ID)) }},
			{"a rule", func() { rule = sendTo(t, s, team.ID) }, func() { must(t, s.RemoveRoutingRule(ctx, rule)) }},
			{"a queue", func() { must(t, s.SetQueue(ctx, above, routing.Settings{Policy: routing.Manual, Onward: team.ID})) },
				func() { must(t, s.SetQueue(ctx, above, routing.Settings{Policy: routing.Manual})) }},
			{"the queue of no team", func() { must(t, s.SetQueue(ctx, core.ID{}, routing.Settings{Policy: routing.Manual, Onward: team.ID})) },
				func() { must(t, s.SetQueue(ctx, core.ID{}, routing.Settings{Policy: routing.Manual})) }},
			{"an open conversation", func() { step(core.Step{Kind: core.StepUnassign, TeamID: team.ID}) },
				func() { step(core.Step{Kind: core.StepClose, Reason: "left"}) }},
		} {
			use.of()
			if _, err := s.RemoveTeam(ctx, team.ID); !errors.Is(err, &core.Problem{Code: "team.in_use"}) {
				t.Fatalf("with %s: %v", use.what, err)
			}
			use.end()
		}
		if got, err := s.RemoveTeam(ctx, team.ID); err != nil || got.Name != team.Name {
			t.Fatalf("%+v, %v", got, err)
		}
		if c := d.get(t, all(), id); c.TeamID != above {
			t.Errorf("the ended conversation is in team %s", c.TeamID)
		}
		if _, err := s.RemoveTeam(ctx, team.ID); !errors.Is(err, store.ErrNoTeam) {
			t.Error(err)
		}
	})
}

// sendTo adds a rule that sends conversations to a team.
func sendTo(t *testing.T, s *store.Store, team core.ID) core.ID {
	t.Helper()
	r := routing.Rule{ID: core.NewID(), Name: "r", Enabled: true, Then: routing.Then{Team: team}}
	must(t, s.AddRoutingRule(context.Background(), r))
	return r.ID
}
