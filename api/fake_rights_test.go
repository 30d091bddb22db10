package api_test

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

func (b *backend) CreateRole(_ context.Context, _ core.Viewer, r core.Role) (core.Role, error) {
	return r, b.call("CreateRole", r.Name, r.Scope, r.Permissions)
}
func (b *backend) UpdateRole(_ context.Context, _ core.Viewer, name string, ch core.RoleChange) (core.Role, error) {
	return core.Role{Name: name, Scope: core.ScopeTeam}, b.call("UpdateRole", name, ch.Scope == nil, *ch.Permissions)
}
func (b *backend) RemoveRole(_ context.Context, _ core.Viewer, name string) error {
	return b.call("RemoveRole", name)
}

func (b *backend) AgentSessions(_ context.Context, _ core.Viewer, agent core.ID) ([]core.Session, error) {
	return []core.Session{{ID: core.NewID(), AgentID: agent, Address: "192.0.2.1"}}, b.call("AgentSessions", agent)
}
func (b *backend) EndAgentSession(_ context.Context, _ core.Viewer, agent, id core.ID) error {
	return b.call("EndAgentSession", agent, id)
}
func (b *backend) EndAgentSessions(_ context.Context, _ core.Viewer, agent core.ID) error {
	return b.call("EndAgentSessions", agent)
}

func (b *backend) Audit(_ context.Context, _ core.Viewer, f core.AuditFilter, p core.Page) (core.List[core.AuditRow], error) {
	return core.List[core.AuditRow]{Items: []core.AuditRow{{ID: core.NewID(), At: 5, Action: "key.created"}}, Next: "more"},
		b.call("Audit", f.Actor, f.Action, f.Target, f.From, f.To, p.After)
}
