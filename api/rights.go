package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/core"
)

// Rights is who may do what, who did, and where they are signed in.
type Rights interface {
	CreateRole(ctx context.Context, v core.Viewer, r core.Role) (core.Role, error)
	// UpdateRole holds at once for all who have the role.
	UpdateRole(ctx context.Context, v core.Viewer, name string, ch core.RoleChange) (core.Role, error)
	RemoveRole(ctx context.Context, v core.Viewer, name string) error

	AgentSessions(ctx context.Context, v core.Viewer, agent core.ID) ([]core.Session, error)
	EndAgentSession(ctx context.Context, v core.Viewer, agent, id core.ID) error
	EndAgentSessions(ctx context.Context, v core.Viewer, agent core.ID) error

	Audit(ctx context.Context, v core.Viewer, f core.AuditFilter, p core.Page) (core.List[core.AuditRow], error)
}

// grant is a permission that somebody asks for: one of those that there are.
type grant core.Permission

// Schema implements huma.SchemaProvider.
func (grant) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, p := range core.Permissions() {
		s.Enum = append(s.Enum, string(p))
	}
	s.PrecomputeMessages()
	return s
}

func permissions(list []grant) []core.Permission {
	return each(list, func(g grant) core.Permission { return core.Permission(g) })
}

// role is a named set of rights.
type role struct {
	Name        string            `json:"name"`
	Builtin     bool              `json:"builtin" doc:"It can be neither changed nor removed"`
	Scope       core.Scope        `json:"scope" enum:"own,team,all" doc:"Whose conversations it sees"`
	Permissions []core.Permission `json:"permissions" nullable:"false"`
}

func viewRole(r core.Role) role {
	return role{Name: r.Name, Builtin: core.Builtin(r.Name), Scope: r.Scope, Permissions: filled(r.Permissions)}
}

type (
	newRoleIn struct {
		Body struct {
			Name        string     `json:"name" minLength:"1" maxLength:"50"`
			Scope       core.Scope `json:"scope" enum:"own,team,all" doc:"own: what its agents hold or have joined; team: those of their teams, of the teams within them, and of no team, too"`
			Permissions []grant    `json:"permissions" nullable:"false" doc:"At most those of the caller"`
		}
	}
	// RoleIn names a role.
	RoleIn struct {
		Name string `path:"name" maxLength:"50" doc:"Role"`
	}
	rolePatchIn struct {
		RoleIn
		Body struct {
			Scope       *core.Scope `json:"scope,omitempty" enum:"own,team,all"`
			Permissions *[]grant    `json:"permissions,omitempty" doc:"All of them: at most those of the caller"`
		}
	}
	agentSessionIn struct {
		IDIn
		Session core.ID `path:"session"`
	}
	auditIn struct {
		PageIn
		Actor  core.ID   `query:"actor" doc:"Who did it"`
		Action string    `query:"action" maxLength:"100" doc:"How the action begins: session finds session.ended and session.signed_in"`
		Target string    `query:"target" maxLength:"200" doc:"What it was done to: mostly an id"`
		From   time.Time `query:"from" doc:"From this time"`
		To     time.Time `query:"to" doc:"Before this time"`
	}
)

// atOrNever is a time that may be left out.
func atOrNever(t time.Time) core.Time {
	if t.IsZero() {
		return 0
	}
	return core.At(t)
}

func (a *API) rightsRoutes() {
	add(a, endpoint{method: "GET", path: "/roles", id: "list-roles", tag: "staff", summary: "List roles, those with most rights first"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[role]], error) {
			l, err := a.Backend.Roles(ctx, v)
			return wholeOf(l, viewRole), err
		})
	add(a, endpoint{method: "POST", path: "/roles", id: "create-role", tag: "staff", status: http.StatusCreated, summary: "Add a role", needs: core.PermRoles},
		func(ctx context.Context, v core.Viewer, in *newRoleIn) (*answer[role], error) {
			r, err := a.Backend.CreateRole(ctx, v, core.Role{Name: in.Body.Name, Scope: in.Body.Scope, Permissions: permissions(in.Body.Permissions)})
			return answerOf(viewRole(r)), err
		})
	add(a, endpoint{method: "PATCH", path: "/roles/{name}", id: "update-role", tag: "staff",
		summary: "Change what a role may: at once, for all who have it", needs: core.PermRoles},
		func(ctx context.Context, v core.Viewer, in *rolePatchIn) (*answer[role], error) {
			ch := core.RoleChange{Scope: in.Body.Scope}
			if in.Body.Permissions != nil {
				list := permissions(*in.Body.Permissions)
				ch.Permissions = &list
			}
			r, err := a.Backend.UpdateRole(ctx, v, in.Name, ch)
			return answerOf(viewRole(r)), err
		})
	do(a, endpoint{method: "DELETE", path: "/roles/{name}", id: "remove-role", tag: "staff",
		summary: "Remove a role: 409 role.in_use while somebody has it or is invited to it", needs: core.PermRoles},
		func(ctx context.Context, v core.Viewer, in *RoleIn) error {
			return a.Backend.RemoveRole(ctx, v, in.Name)
		})
	a.agentSessionRoutes()
	add(a, endpoint{method: "GET", path: "/audit", id: "list-audit", tag: "operations", summary: "List what people changed, the newest first", needs: core.PermAudit},
		func(ctx context.Context, v core.Viewer, in *auditIn) (*answer[page[core.AuditRow]], error) {
			f := core.AuditFilter{Actor: in.Actor, Action: in.Action, Target: in.Target, From: atOrNever(in.From), To: atOrNever(in.To)}
			l, err := a.Backend.Audit(ctx, v, f, in.core())
			return pageOf(l, same[core.AuditRow]), err
		})
}

func (a *API) agentSessionRoutes() {
	const path = "/agents/{id}/sessions"
	add(a, endpoint{method: "GET", path: path, id: "list-agent-sessions", tag: "staff", summary: "List where an agent is signed in, the newest first", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[whole[oneSession]], error) {
			l, err := a.Backend.AgentSessions(ctx, v, in.ID)
			return wholeOf(l, viewSession(ctx)), err
		})
	do(a, endpoint{method: "DELETE", path: path, id: "end-agent-sessions", tag: "staff", summary: "Sign an agent out everywhere, at once; its API keys go on", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *IDIn) error {
			return a.Backend.EndAgentSessions(ctx, v, in.ID)
		})
	do(a, endpoint{method: "DELETE", path: path + "/{session}", id: "end-agent-session", tag: "staff", summary: "Sign an agent out of one browser, at once", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *agentSessionIn) error {
			return a.Backend.EndAgentSession(ctx, v, in.ID, in.Session)
		})
}
