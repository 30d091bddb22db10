package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestSomeOwnerAlwaysStays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, off, role := context.Background(), true, "agent"
		owners := []core.Profile{someone("owner"), someone("owner")}
		for _, p := range owners {
			must(t, s.SaveAgent(ctx, p.Agent, "hash"))
		}
		var wg sync.WaitGroup
		errs := make([]error, 2)
		wg.Go(func() { errs[0] = s.ChangeAgent(ctx, owners[0].ID, core.AgentChange{Disabled: &off}) })
		wg.Go(func() { errs[1] = s.ChangeAgent(ctx, owners[1].ID, core.AgentChange{Role: &role}) })
		wg.Wait()
		refused := slices.IndexFunc(errs, func(err error) bool { return errors.Is(err, store.ErrLastOwner) })
		if refused < 0 || errs[1-refused] != nil {
			t.Fatal(errs)
		}
		must(t, s.ChangeAgent(ctx, owners[1-refused].ID, core.AgentChange{})) // nothing
		if err := s.ChangeAgent(ctx, core.NewID(), core.AgentChange{Disabled: &off}); !errors.Is(err, store.ErrNoAgent) {
			t.Fatal(err)
		}
		nowhere := "nowhere"
		if err := s.ChangeAgent(ctx, owners[0].ID, core.AgentChange{Role: &nowhere}); err == nil {
			t.Fatal("a role that is not there")
		}
	})
}

func TestAProfileIsKept(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, p := context.Background(), someone("agent")
		must(t, s.SaveAgent(ctx, p.Agent, ""))
		p.Name, p.Preferences = "小李", map[string]any{"theme": "dark", "sound": true}
		must(t, s.SaveProfile(ctx, p))
		must(t, s.SetAvailability(ctx, p.ID, core.Away, "午饭"))
		got, err := s.Profile(ctx, p.ID)
		must(t, err)
		if got.Name != "小李" || got.Locale != "zh-CN" || got.TimeZone != "Asia/Shanghai" || fmt.Sprint(got.Preferences) != "map[sound:true theme:dark]" ||
			got.Availability != core.Away || got.Reason != "午饭" {
			t.Fatalf("%+v", got)
		}
		if _, err := s.Profile(ctx, core.NewID()); !errors.Is(err, store.ErrNoAgent) {
			t.Fatal(err)
		}
		roles, err := s.Roles(ctx)
		must(t, err)
		if len(roles) != 5 || roles[0].Name != "owner" || roles[4].Name != "viewer" || len(roles[4].Permissions) != 2 {
			t.Fatalf("%+v", roles)
		}
	})
}

func TestAnInvitationIsAcceptedOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, team := context.Background(), core.Team{ID: core.NewID(), Name: "售后", Kind: "skill_group"}
		must(t, s.AddTeam(ctx, team))
		invite := func(email, hash string, from time.Time) core.Invitation {
			i := core.Invitation{ID: core.NewID(), Email: email, Role: "agent", Teams: []core.ID{team.ID, core.NewID()}, CreatedBy: core.NewID(),
				CreatedAt: core.At(from), ExpiresAt: core.At(from.Add(core.InvitationFor))}
			must(t, s.AddInvitation(ctx, i, []byte(hash)))
			return i
		}
		now := time.Now()
		invite("a@example.com", "first", now)
		invite("late@example.com", "late", now.Add(-8*24*time.Hour))
		invite("A@example.com", "second", now) // takes the first one's place
		for _, hash := range []string{"first", "late", "none"} {
			if _, err := s.InvitationByHash(ctx, []byte(hash)); !errors.Is(err, store.ErrInvitation) {
				t.Errorf("%s: %v", hash, err)
			}
		}
		i, err := s.InvitationByHash(ctx, []byte("second"))
		must(t, err)
		open, err := s.Invitations(ctx)
		must(t, err)
		if len(open) != 1 || open[0].ID != i.ID || len(i.Teams) != 2 || i.Email != "a@example.com" {
			t.Fatalf("%+v", open)
		}
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for n := range errs {
			wg.Go(func() {
				p := someone("owner") // what the invitation says holds
				session := signIn(p.ID, 0)
				errs[n] = s.AcceptInvitation(ctx, i, p, "hash", session, hashOf(session))
			})
		}
		wg.Wait()
		agents, err := s.Agents(ctx)
		must(t, err)
		made := len(slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return errors.Is(err, store.ErrInvitation) }))
		if made != 1 || len(agents) != 1 || agents[0].Role != "agent" {
			t.Fatalf("%v, %+v", errs, agents)
		}
		teams, err := s.TeamsOf(ctx)
		must(t, err)
		if !slices.Equal(teams[agents[0].ID], []core.ID{team.ID}) {
			t.Errorf("teams %v", teams)
		}
		if err := s.AddInvitation(ctx, core.Invitation{ID: core.NewID(), Email: agents[0].Email, Role: "agent"}, []byte("x")); !errors.Is(err, store.ErrEmailTaken) {
			t.Errorf("somebody who works here is invited: %v", err)
		}
		i = invite("b@example.com", "b", now)
		must(t, s.WithdrawInvitation(ctx, i.ID))
		if _, err := s.InvitationByHash(ctx, []byte("b")); !errors.Is(err, store.ErrInvitation) {
			t.Error(err)
		}
		if err := s.WithdrawInvitation(ctx, i.ID); !errors.Is(err, store.ErrInvitation) {
			t.Error(err)
		}
	})
}
