package hub_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

func TestALiveTokenLivesNoLongerThanWhatItIsOf(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		sessions, err := o.Sessions(ctx, boss)
		must(t, err)
		s := sessions[0]
		token, until, err := o.LiveToken(ctx, s.ID, core.ID{})
		must(t, err)
		g, err := o.LiveAccess(ctx, token)
		must(t, err)
		if g.Viewer.AgentID != boss.AgentID || g.Session != s.ID || g.ExpiresAt != until || len(g.Viewer.Permissions) != len(boss.Permissions) {
			t.Errorf("%+v", g)
		}
		for _, bad := range []string{"", "sbl_", "sbl_AAAA", token[:len(token)-4] + "AAAA", "x" + token} {
			_, err := o.LiveAccess(ctx, bad)
			refused(t, err, "auth.invalid")
		}
		key, k, err := o.CreateKey(ctx, boss, "reader", []core.Permission{core.PermRead})
		must(t, err)
		ofKey, _, err := o.LiveToken(ctx, core.ID{}, k.ID)
		must(t, err)
		for _, of := range []string{ofKey, key} {
			if g, err = o.LiveAccess(ctx, of); err != nil || g.Key != k.ID || len(g.Viewer.Permissions) != 1 {
				t.Errorf("%+v, %v", g, err)
			}
		}
		must(t, o.RevokeKey(ctx, boss, k.ID))
		_, err = o.LiveAccess(ctx, ofKey)
		refused(t, err, "auth.invalid")
		_, err = o.LiveStill(ctx, g)
		refused(t, err, "auth.invalid")
		late, _, err := o.LiveToken(ctx, s.ID, core.ID{})
		must(t, err)
		must(t, o.EndSession(ctx, boss, s.ID))
		_, err = o.LiveAccess(ctx, late)
		refused(t, err, "auth.invalid")
		o.pass(11 * time.Minute)
		if _, err = o.LiveAccess(ctx, token); err == nil {
			t.Error("an old token is good")
		}
	})
}

func TestNobodyGivesMoreRightsThanItHas(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx, owner := context.Background(), "owner"
		boss, _ := o.own(t)
		if p, err := o.Profile(ctx, boss); err != nil || p.Availability != core.Ready {
			t.Errorf("who has set the hub up, and tries it, is %s, %v", p.Availability, err)
		}
		invite := func(v core.Viewer, email, role string) (string, error) {
			url, _, err := o.InviteAgent(ctx, v, email, role, nil)
			return url, err
		}
		url, err := invite(boss, "wang@example.com", "admin")
		must(t, err)
		if !strings.HasPrefix(url, "https://desk.example/invitation#token=sbi_") {
			t.Fatal(url)
		}
		i, err := o.Invitation(ctx, tokenIn(t, url))
		must(t, err)
		if i.Role != "admin" || i.ExpiresAt.Sub(i.CreatedAt) != 7*24*time.Hour {
			t.Errorf("%+v", i)
		}
		wang := core.NewPerson{Name: "王", Email: "other@example.com", Password: "a long password"}
		_, _, err = o.AcceptInvitation(ctx, tokenIn(t, url), wang, office1)
		refused(t, err, "invitation.email")
		wang.Email = ""
		token, _, err := o.AcceptInvitation(ctx, tokenIn(t, url), wang, office1)
		must(t, err)
		_, _, err = o.AcceptInvitation(ctx, tokenIn(t, url), wang, office1)
		refused(t, err, "invitation.not_found")
		admin := o.viewer(t, token)
		if p, err := o.Profile(ctx, admin); err != nil || p.Availability != core.Offline {
			t.Errorf("who has just come takes conversations: %s, %v", p.Availability, err)
		}
		url, err = invite(boss, "", "agent")
		must(t, err)
		token, _, err = o.AcceptInvitation(ctx, tokenIn(t, url), core.NewPerson{Name: "赵", Email: "zhao@example.com", Password: "a long password", Ready: true}, office1)
		must(t, err)
		if p, err := o.Profile(ctx, o.viewer(t, token)); err != nil || p.Availability != core.Ready {
			t.Errorf("who wants to begin at once is %s, %v", p.Availability, err)
		}
		_, err = invite(admin, "", owner)
		refused(t, err, "auth.owner_needed")
		_, err = o.UpdateAgent(ctx, admin, admin.AgentID, core.AgentChange{Role: &owner})
		refused(t, err, "auth.owner_needed")
		_, err = o.UpdateAgent(ctx, admin, boss.AgentID, core.AgentChange{Name: &owner})
		refused(t, err, "auth.owner_needed")
		_, err = o.CreateAgent(ctx, admin, "x@example.com", "X", owner, "")
		refused(t, err, "auth.owner_needed")
		_, err = invite(admin, "", "nobody")
		refused(t, err, "agent.role")
		narrow := admin // as by a key with few scopes
		narrow.Permissions = []core.Permission{core.PermAgents, core.PermRead, core.PermContactsRead}
		_, err = invite(narrow, "", "agent")
		refused(t, err, "auth.forbidden")
		_, err = invite(narrow, "", "viewer")
		must(t, err)
		if list, err := o.Invitations(ctx, boss); err != nil || len(list) != 1 || o.WithdrawInvitation(ctx, boss, list[0].ID) != nil {
			t.Errorf("%+v, %v", list, err)
		}
		_, err = invite(core.Viewer{AgentID: admin.AgentID}, "", "viewer")
		refused(t, err, "auth.forbidden")
	})
}

func TestOneKeepsOnesOwnWays(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		name, zone := " 小李 ", "Europe/Berlin"
		_, err := o.UpdateProfile(ctx, boss, core.ProfileChange{Name: &name, TimeZone: &zone, Preferences: map[string]any{"theme": "dark", "sound": true}})
		must(t, err)
		_, err = o.UpdateProfile(ctx, boss, core.ProfileChange{Preferences: map[string]any{"theme": nil, "send_key": "enter"}})
		must(t, err)
		p, err := o.Profile(ctx, boss)
		must(t, err)
		if p.Name != "小李" || p.TimeZone != zone || p.Locale != "zh-CN" || fmt.Sprint(p.Preferences) != "map[send_key:enter sound:true]" {
			t.Errorf("%+v", p)
		}
		_, err = o.UpdateProfile(ctx, boss, core.ProfileChange{Preferences: map[string]any{"x": strings.Repeat("x", 20_000)}})
		refused(t, err, "agent.preferences")
		p, err = o.SetAvailability(ctx, boss, core.Busy, "电话")
		must(t, err)
		if p.Availability != core.Busy || p.Reason != "电话" {
			t.Errorf("%+v", p)
		}
		_, err = o.SetAvailability(ctx, boss, "asleep", "")
		refused(t, err, "agent.availability")
	})
}
