package hub_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// works adds an agent with a role and returns its viewer.
func (o *office) works(t *testing.T, name, role string) core.Viewer {
	t.Helper()
	a, err := o.CreateAgent(context.Background(), root(), name+"@example.com", name, role, "")
	must(t, err)
	return o.sees(t, a.ID)
}

// sees is what an agent may now.
func (o *office) sees(t *testing.T, agent core.ID) core.Viewer {
	t.Helper()
	v, err := o.Store().Viewer(context.Background(), agent)
	must(t, err)
	return v
}

func TestARoleOfTheWorkspacesOwn(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		r, err := o.CreateRole(ctx, boss, core.Role{Name: " 质检 ", Scope: core.ScopeAll, Permissions: []core.Permission{core.PermNote, core.PermRead, core.PermNote}})
		must(t, err)
		if r.Name != "质检" || !slices.Equal(r.Permissions, []core.Permission{core.PermRead, core.PermNote}) {
			t.Errorf("%+v", r)
		}
		v := o.works(t, "zhao", r.Name)
		if v.Scope != core.ScopeAll || !v.Can(core.PermNote) || v.Can(core.PermReply) {
			t.Errorf("%+v", v)
		}
		o.told()
		scope, fewer := core.ScopeTeam, []core.Permission{core.PermRead}
		if r, err = o.UpdateRole(ctx, boss, r.Name, core.RoleChange{Scope: &scope, Permissions: &fewer}); err != nil || r.Scope != scope {
			t.Errorf("%+v, %v", r, err)
		}
		if told := o.told(); len(told) != 1 || told[0] != (core.AccessChange{Agent: v.AgentID}) {
			t.Errorf("told %+v", told)
		}
		if v = o.sees(t, v.AgentID); v.Scope != scope || v.Can(core.PermNote) {
			t.Errorf("%+v", v)
		}
		refused(t, o.RemoveRole(ctx, boss, r.Name), "role.in_use")
		viewer := "viewer"
		_, err = o.UpdateAgent(ctx, boss, v.AgentID, core.AgentChange{Role: &viewer})
		must(t, err)
		must(t, o.RemoveRole(ctx, boss, r.Name))
		refused(t, o.RemoveRole(ctx, boss, r.Name), "role.not_found")
		log, err := o.Audit(ctx, boss, core.AuditFilter{Action: "role."}, core.Page{})
		must(t, err)
		var actions []string
		for _, row := range log.Items {
			actions = append(actions, row.Action+" "+row.Target+" "+row.Detail)
		}
		if want := []string{"role.removed 质检 ", "role.updated 质检 team conversations.read", "role.created 质检 all conversations.read conversations.note"}; !slices.Equal(actions, want) {
			t.Errorf("%q", actions)
		}
	})
}

func TestRolesThatCannotBe(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		some := []core.Permission{core.PermRead}
		for _, c := range []struct {
			r    core.Role
			code string
		}{
			{core.Role{Name: " ", Scope: core.ScopeAll, Permissions: some}, "role.name"},
			{core.Role{Name: "..", Scope: core.ScopeAll, Permissions: some}, "role.name"},
			{core.Role{Name: "a/b", Scope: core.ScopeAll, Permissions: some}, "role.name"},
			{core.Role{Name: strings.Repeat("长", 51), Scope: core.ScopeAll, Permissions: some}, "role.name"},
			{core.Role{Name: "Admin", Scope: core.ScopeAll, Permissions: some}, "role.builtin"},
			{core.Role{Name: "admin", Scope: core.ScopeAll, Permissions: some}, "role.builtin"},
			{core.Role{Name: "a", Scope: "world", Permissions: some}, "role.scope"},
			{core.Role{Name: "a", Scope: core.ScopeAll, Permissions: []core.Permission{"everything"}}, "role.permission"},
		} {
			_, err := o.CreateRole(ctx, boss, c.r)
			refused(t, err, c.code)
		}
		for _, r := range core.BuiltinRoles() {
			_, err := o.UpdateRole(ctx, boss, r.Name, core.RoleChange{Permissions: &some})
			refused(t, err, "role.builtin")
			refused(t, o.RemoveRole(ctx, boss, r.Name), "role.builtin")
		}
		_, err := o.UpdateRole(ctx, boss, "nobody's", core.RoleChange{})
		refused(t, err, "role.not_found")
		v := o.works(t, "zhao", "supervisor")
		_, err = o.CreateRole(ctx, v, core.Role{Name: "a", Scope: core.ScopeOwn, Permissions: some})
		refused(t, err, "auth.forbidden")
		_, err = o.UpdateRole(ctx, v, "a", core.RoleChange{})
		refused(t, err, "auth.forbidden")
		refused(t, o.RemoveRole(ctx, v, "a"), "auth.forbidden")
	})
}

// TestWhoManagesManagesNobodyWithMoreRights: a role may have the right to manage
// others without having what the others have.
func TestWhoManagesManagesNobodyWithMoreRights(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		_, err := o.CreateRole(ctx, boss, core.Role{Name: "staff office", Scope: core.ScopeTeam,
			Permissions: []core.Permission{core.PermRead, core.PermContactsRead, core.PermAgents, core.PermRoles}})
		must(t, err)
		_, err = o.CreateRole(ctx, boss, core.Role{Name: "writer", Scope: core.ScopeOwn, Permissions: []core.Permission{core.PermReply}})
		must(t, err)
		v, admin, viewer := o.works(t, "zhao", "staff office"), o.works(t, "wang", "admin"), o.works(t, "qian", "viewer")
		_, err = o.CreateRole(ctx, v, core.Role{Name: "a", Scope: core.ScopeTeam, Permissions: []core.Permission{core.PermReply}})
		refused(t, err, "auth.forbidden")
		_, err = o.CreateRole(ctx, v, core.Role{Name: "a", Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead}})
		refused(t, err, "auth.scope")
		more, none, all := []core.Permission{core.PermRead, core.PermUnmask}, []core.Permission{}, core.ScopeAll
		_, err = o.CreateRole(ctx, v, core.Role{Name: "a", Scope: core.ScopeOwn, Permissions: []core.Permission{core.PermRead}})
		must(t, err)
		_, err = o.UpdateRole(ctx, v, "a", core.RoleChange{Permissions: &more})
		refused(t, err, "auth.forbidden")
		_, err = o.UpdateRole(ctx, v, "a", core.RoleChange{Scope: &all})
		refused(t, err, "auth.scope")
		_, err = o.UpdateRole(ctx, v, "writer", core.RoleChange{Permissions: &none})
		refused(t, err, "auth.forbidden")
		refused(t, o.RemoveRole(ctx, v, "writer"), "auth.forbidden")

		disabled, role, admin2 := true, "viewer", "admin"
		for _, ch := range []core.AgentChange{{Disabled: &disabled}, {Role: &role}} {
			_, err = o.UpdateAgent(ctx, v, admin.AgentID, ch)
			refused(t, err, "auth.forbidden")
		}
		refused(t, o.EndAgentSessions(ctx, v, admin.AgentID), "auth.forbidden")
		refused(t, o.EndAgentSession(ctx, v, admin.AgentID, core.NewID()), "auth.forbidden")
		refused(t, o.EndAgentSessions(ctx, admin, boss.AgentID), "auth.owner_needed")
		_, err = o.UpdateAgent(ctx, v, viewer.AgentID, core.AgentChange{Disabled: &disabled})
		must(t, err)
		narrow := boss // by a key that is for managing people alone
		narrow.Permissions = []core.Permission{core.PermAgents}
		_, err = o.UpdateAgent(ctx, narrow, admin.AgentID, core.AgentChange{Disabled: &disabled})
		must(t, err)
		_, err = o.UpdateAgent(ctx, narrow, viewer.AgentID, core.AgentChange{Role: &admin2})
		refused(t, err, "auth.forbidden")
	})
}

func TestSomebodyElseIsSignedOut(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, own := o.own(t)
		a, err := o.CreateAgent(ctx, boss, "zhao@example.com", "赵", "agent", "a long password")
		must(t, err)
		var tokens []string
		for range 3 {
			token, _, err := o.SignIn(ctx, a.Email, "a long password", office1)
			must(t, err)
			tokens = append(tokens, token)
		}
		_, err = o.AgentSessions(ctx, o.viewer(t, tokens[0]), a.ID)
		refused(t, err, "auth.forbidden")
		_, err = o.AgentSessions(ctx, boss, core.NewID())
		refused(t, err, "agent.not_found")
		list, err := o.AgentSessions(ctx, boss, a.ID)
		must(t, err)
		if len(list) != 3 || list[0].Address != office1.Address {
			t.Fatalf("%+v", list)
		}
		o.told()
		must(t, o.EndAgentSession(ctx, boss, a.ID, list[0].ID))
		if told := o.told(); len(told) != 1 || told[0] != (core.AccessChange{Agent: a.ID, Session: list[0].ID, Ended: true}) {
			t.Errorf("told %+v", told)
		}
		refused(t, o.EndAgentSession(ctx, boss, a.ID, list[0].ID), "session.not_found")
		_, _, err = o.Session(ctx, tokens[2])
		refused(t, err, "session.ended")
		must(t, o.EndAgentSessions(ctx, boss, a.ID))
		if told := o.told(); len(told) != 2 || !told[0].Ended || told[0].Session.IsZero() {
			t.Errorf("told %+v", told)
		}
		for _, token := range tokens {
			_, _, err = o.Session(ctx, token)
			refused(t, err, "session.ended")
		}
		if v := o.viewer(t, own); v.AgentID != boss.AgentID {
			t.Error("the owner was signed out too")
		}
		o.pass(time.Minute)
		log, err := o.Audit(ctx, boss, core.AuditFilter{Action: "session.", Actor: boss.AgentID}, core.Page{Limit: 2})
		must(t, err)
		if log.Items[0].Action != "session.all_ended" || log.Items[0].Target != a.ID.String() || log.Items[0].Detail != "2" || log.Items[1].Detail != a.ID.String() {
			t.Errorf("%+v", log.Items)
		}
	})
}

// TestANewTeamIsSeenFromAbove: live connections ask again what may be seen.
func TestANewTeamIsSeenFromAbove(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		v := o.works(t, "zhao", "agent")
		top, err := o.CreateTeam(ctx, boss, core.Team{Name: "top", Kind: "department"})
		must(t, err)
		must(t, o.SetTeamMembers(ctx, boss, top.ID, []core.ID{v.AgentID}))
		o.told()
		within, err := o.CreateTeam(ctx, boss, core.Team{Name: "within", Kind: "skill_group", ParentID: top.ID})
		must(t, err)
		if told := o.told(); len(told) != 1 || told[0].Agent != v.AgentID {
			t.Errorf("told %+v", told)
		}
		if v = o.sees(t, v.AgentID); !slices.Equal(v.Teams, []core.ID{top.ID, within.ID}) {
			t.Errorf("sees %v", v.Teams)
		}
	})
}

func TestWhatAColleagueHasInHandStaysThere(t *testing.T) {
	t.Parallel()
	h, _ := open(t, config(t, &fake{}))
	ctx, boss := context.Background(), agent(t, h)
	must(t, h.Accept(ctx, says(link(t, h), "1", text("hello"))))
	id := messages(t, h)[0].ConversationID
	colleague, _, _ := member(t, h, "colleague", "agent")
	v, _, _ := member(t, h, "v", "agent")
	step := func(by core.Viewer, s core.Step) error {
		s.At = core.At(time.Now())
		_, err := h.Step(ctx, by, id, s)
		return err
	}
	must(t, step(v, core.Step{Kind: core.StepAssign, AgentID: colleague.AgentID})) // nobody had it
	for _, s := range []core.Step{{Kind: core.StepAssign, AgentID: v.AgentID}, {Kind: core.StepTakeOver, AgentID: v.AgentID}, {Kind: core.StepUnassign},
		{Kind: core.StepQueue}, {Kind: core.StepTransfer, AgentID: v.AgentID, TransferID: core.NewID()}} {
		refused(t, step(v, s), "auth.forbidden")
	}
	must(t, step(boss, core.Step{Kind: core.StepTakeOver, AgentID: boss.AgentID}))
	must(t, step(boss, core.Step{Kind: core.StepAssign, AgentID: v.AgentID}))
	must(t, step(v, core.Step{Kind: core.StepUnassign})) // its own
}

func TestOnlyNotes(t *testing.T) {
	t.Parallel()
	h, _ := open(t, config(t, &fake{}))
	ctx, owner := context.Background(), agent(t, h)
	must(t, h.Accept(ctx, says(link(t, h), "1", text("hello"))))
	id := messages(t, h)[0].ConversationID
	v := owner
	v.Permissions = []core.Permission{core.PermRead, core.PermNote}
	_, _, err := h.Post(ctx, v, id, core.Draft{ClientMessageID: "1", Content: text("hi"), Visibility: core.Public})
	refused(t, err, "auth.forbidden")
	note, _, err := h.Post(ctx, v, id, core.Draft{ClientMessageID: "2", Content: text("hm"), Visibility: core.Note})
	must(t, err)
	_, err = h.Edit(ctx, v, id, note.ID, "well")
	must(t, err)
	_, err = h.SaveDraft(ctx, v, id, core.Composition{Mode: core.ModeReply, Text: "hi"})
	refused(t, err, "auth.forbidden")
	_, err = h.SaveDraft(ctx, v, id, core.Composition{Mode: core.ModeNote, Text: "hm"})
	must(t, err)
	answer, _, err := h.Post(ctx, owner, id, core.Draft{ClientMessageID: "3", Content: text("hi"), Visibility: core.Public})
	must(t, err)
	_, err = h.Delete(ctx, v, id, answer.ID)
	refused(t, err, "auth.forbidden")
	v.Permissions = []core.Permission{core.PermRead, core.PermReply}
	_, err = h.Edit(ctx, v, id, note.ID, "no")
	refused(t, err, "auth.forbidden")
}
