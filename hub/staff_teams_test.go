package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestATeamIsRenamedAndRemovedByWhoManagesAgents(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		team, err := o.CreateTeam(ctx, boss, core.Team{Name: "a", Kind: "skill_group"})
		must(t, err)
		few := core.Viewer{AgentID: boss.AgentID, Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead, core.PermAssign}}
		_, err = o.RenameTeam(ctx, few, team.ID, "b")
		refused(t, err, "auth.forbidden")
		refused(t, o.RemoveTeam(ctx, few, team.ID), "auth.forbidden")
		_, err = o.RenameTeam(ctx, boss, team.ID, " ")
		refused(t, err, "team.name")
		renamed, err := o.RenameTeam(ctx, boss, team.ID, " 售后 ")
		must(t, err)
		must(t, o.SetTeamMembers(ctx, boss, team.ID, []core.ID{boss.AgentID}))
		refused(t, o.RemoveTeam(ctx, boss, team.ID), "team.in_use")
		must(t, o.SetTeamMembers(ctx, boss, team.ID, nil))
		must(t, o.RemoveTeam(ctx, boss, team.ID))
		if teams, err := o.Teams(ctx, boss); err != nil || len(teams) != 0 || renamed.Name != "售后" {
			t.Errorf("%v, %v, renamed to %q", teams, err, renamed.Name)
		}
		log, err := o.Audit(ctx, boss, core.AuditFilter{}, core.Page{Limit: 1})
		must(t, err)
		if l := log.Items[0]; l.Action != "team.removed" || l.Detail != "售后" {
			t.Errorf("%+v", l)
		}
	})
}

func TestTheFailedRawsOfAnAccountAreForWhoManagesThem(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		boss, _ := o.own(t)
		few := core.Viewer{AgentID: boss.AgentID, Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead}}
		_, err := o.AccountRaws(context.Background(), few, core.NewID(), core.Page{})
		refused(t, err, "auth.forbidden")
		_, err = o.AccountRaws(context.Background(), boss, core.NewID(), core.Page{})
		refused(t, err, "account.not_found")
	})
}
