package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// agent is a member of the staff.
type agent struct {
	ID           core.ID           `json:"id"`
	Email        string            `json:"email"`
	Name         string            `json:"name"`
	Role         string            `json:"role"`
	Availability core.Availability `json:"availability,omitempty" enum:"ready,busy,away,wrap_up,offline"`
	Reason       string            `json:"reason,omitempty" doc:"Of the availability"`
	Disabled     bool              `json:"disabled"`
	Teams        []core.ID         `json:"teams,omitempty" nullable:"false" doc:"In lists"`
	CreatedAt    core.Time         `json:"created_at,omitzero"`
}

func viewAgent(a core.Agent) agent {
	return agent{ID: a.ID, Email: a.Email, Name: a.Name, Role: a.Role, Availability: a.Availability, Reason: a.Reason,
		Disabled: a.Disabled, CreatedAt: a.CreatedAt}
}

// team is a group of agents.
type team struct {
	ID     core.ID `json:"id"`
	Parent core.ID `json:"parent,omitzero"`
	Name   string  `json:"name"`
	Kind   string  `json:"kind" doc:"skill_group or department"`
}

func viewTeam(t core.Team) team {
	return team{ID: t.ID, Parent: t.ParentID, Name: t.Name, Kind: t.Kind}
}

type (
	newAgentIn struct {
		Body struct {
			Email    string `json:"email" format:"email" maxLength:"254"`
			Name     string `json:"name" minLength:"1" maxLength:"200"`
			Role     string `json:"role" minLength:"1" maxLength:"100" doc:"Such as owner, admin, supervisor, agent or viewer"`
			Password string `json:"password,omitempty" maxLength:"200" doc:"Without one, the agent cannot sign in yet"`
		}
	}
	agentPatchIn struct {
		IDIn
		Body struct {
			Name     *string    `json:"name,omitempty" minLength:"1" maxLength:"200"`
			Role     *string    `json:"role,omitempty" minLength:"1" maxLength:"100"`
			Disabled *bool      `json:"disabled,omitempty"`
			Teams    *[]core.ID `json:"teams,omitempty" maxItems:"1000" doc:"All of its teams"`
		}
	}
	newTeamIn struct {
		Body struct {
			Name   string  `json:"name" minLength:"1" maxLength:"200"`
			Kind   string  `json:"kind,omitempty" enum:"skill_group,department" default:"skill_group"`
			Parent core.ID `json:"parent,omitzero"`
		}
	}
	teamNameIn struct {
		IDIn
		Body struct {
			Name string `json:"name" minLength:"1" maxLength:"200"`
		}
	}
	membersIn struct {
		IDIn
		Body struct {
			Agents []core.ID `json:"agents" nullable:"false" maxItems:"10000" doc:"All of its members"`
		}
	}
)

func (a *API) staffRoutes() {
	add(a, endpoint{method: "GET", path: "/agents", id: "list-agents", tag: "staff", summary: "List agents"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[agent]], error) {
			l, err := a.Backend.Agents(ctx, v)
			if err != nil {
				return nil, err
			}
			teams, err := a.Backend.TeamsOf(ctx, v)
			return wholeOf(l, func(g core.Agent) agent {
				out := viewAgent(g)
				out.Teams = filled(teams[g.ID])
				return out
			}), err
		})
	add(a, endpoint{method: "POST", path: "/agents", id: "create-agent", tag: "staff", status: http.StatusCreated,
		summary: "Add an agent", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *newAgentIn) (*answer[agent], error) {
			g, err := a.Backend.CreateAgent(ctx, v, in.Body.Email, in.Body.Name, in.Body.Role, in.Body.Password)
			return answerOf(viewAgent(g)), err
		})
	add(a, endpoint{method: "PATCH", path: "/agents/{id}", id: "update-agent", tag: "staff",
		summary: "Change an agent's name, role or teams, or disable it: its sessions end at once", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *agentPatchIn) (*answer[agent], error) {
			g, err := a.Backend.UpdateAgent(ctx, v, in.ID, core.AgentChange{Name: in.Body.Name, Role: in.Body.Role,
				Disabled: in.Body.Disabled, Teams: in.Body.Teams})
			a.Forget(core.AccessChange{Agent: in.ID})
			return answerOf(viewAgent(g)), err
		})
	a.teamRoutes()
}

func (a *API) teamRoutes() {
	add(a, endpoint{method: "GET", path: "/teams", id: "list-teams", tag: "staff", summary: "List teams"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[team]], error) {
			l, err := a.Backend.Teams(ctx, v)
			return wholeOf(l, viewTeam), err
		})
	add(a, endpoint{method: "POST", path: "/teams", id: "create-team", tag: "staff", status: http.StatusCreated,
		summary: "Add a team", needs: core.PermTeams},
		func(ctx context.Context, v core.Viewer, in *newTeamIn) (*answer[team], error) {
			t, err := a.Backend.CreateTeam(ctx, v, core.Team{Name: in.Body.Name, Kind: in.Body.Kind, ParentID: in.Body.Parent})
			return answerOf(viewTeam(t)), err
		})
	add(a, endpoint{method: "PATCH", path: "/teams/{id}", id: "rename-team", tag: "staff", summary: "Rename a team", needs: core.PermTeams},
		func(ctx context.Context, v core.Viewer, in *teamNameIn) (*answer[team], error) {
			t, err := a.Backend.RenameTeam(ctx, v, in.ID, in.Body.Name)
			return answerOf(viewTeam(t)), err
		})
	do(a, endpoint{method: "DELETE", path: "/teams/{id}", id: "remove-team", tag: "staff", slow: true,
		summary: "Remove a team that is not used: 409 team.in_use while it has open conversations, members, teams within or invitations. " +
			"Its ended conversations go to the team above it, or to none", needs: core.PermTeams},
		func(ctx context.Context, v core.Viewer, in *IDIn) error { return a.Backend.RemoveTeam(ctx, v, in.ID) })
	do(a, endpoint{method: "PUT", path: "/teams/{id}/members", id: "set-team-members", tag: "staff",
		summary: "Say who is in a team", needs: core.PermTeams},
		func(ctx context.Context, v core.Viewer, in *membersIn) error {
			return a.Backend.SetTeamMembers(ctx, v, in.ID, in.Body.Agents)
		})
}
