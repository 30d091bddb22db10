package core_test

import (
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestTheBuiltInRolesHaveWhatTheirNamesPromise(t *testing.T) {
	t.Parallel()
	for name, lacks := range map[string][]core.Permission{
		"owner": {}, "admin": {},
		"supervisor": {core.PermAccounts, core.PermAgents, core.PermTeams, core.PermRoles, core.PermKeys, core.PermAudit, core.PermExport, core.PermErase},
		"agent": {core.PermSupervise, core.PermUnmask, core.PermAccounts, core.PermRouting, core.PermDesk, core.PermAgents, core.PermTeams,
			core.PermRoles, core.PermKeys, core.PermAudit, core.PermRaws, core.PermJobs, core.PermExport, core.PermErase},
	} {
		i := slices.IndexFunc(core.BuiltinRoles(), func(r core.Role) bool { return r.Name == name })
		v := core.Viewer{Permissions: core.BuiltinRoles()[i].Permissions}
		for _, p := range core.Permissions() {
			if v.Can(p) == slices.Contains(lacks, p) {
				t.Errorf("%s and %s: %v", name, p, v.Can(p))
			}
		}
	}
	viewer := core.BuiltinRoles()[4]
	if !slices.Equal(viewer.Permissions, []core.Permission{core.PermRead, core.PermContactsRead}) || viewer.Scope != core.ScopeTeam {
		t.Errorf("%+v", viewer)
	}
	if !core.Builtin("admin") || core.Builtin("质检") {
		t.Error("the built-in roles are not known by their names")
	}
}

func TestScopesAreWithinOneAnother(t *testing.T) {
	t.Parallel()
	all := core.Scopes()
	for i, narrow := range all {
		for j, wide := range all {
			if got := narrow.Within(wide); got != (i <= j) {
				t.Errorf("%s within %s: %v", narrow, wide, got)
			}
		}
	}
	if core.Scope("world").Within(core.ScopeAll) || core.ScopeOwn.Within("world") {
		t.Error("an unknown scope is within a known one, or the other way round")
	}
}
