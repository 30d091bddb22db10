package hub

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// Agents implements api.Operator.
func (h *Hub) Agents(ctx context.Context, _ core.Viewer) ([]core.Agent, error) {
	return h.store.Agents(ctx)
}

// CreateAgent implements api.Operator.
func (h *Hub) CreateAgent(ctx context.Context, v core.Viewer, email, name, role, password string) (core.Agent, error) {
	if err := need(v, core.PermAgents); err != nil {
		return core.Agent{}, err
	}
	if err := checkPerson(email, name); err != nil {
		return core.Agent{}, err
	}
	hash := ""
	if password != "" {
		if err := checkPassword(password); err != nil {
			return core.Agent{}, err
		}
		hash = secret.HashPassword(password)
	}
	if err := h.mayGive(ctx, v, role); err != nil {
		return core.Agent{}, err
	}
	a := core.Agent{ID: core.NewID(), Email: strings.ToLower(email), Name: name, Role: role, Availability: core.Offline, CreatedAt: core.At(h.cfg.Now())}
	if err := h.store.SaveAgent(ctx, a, hash); err != nil {
		return a, err
	}
	return a, h.audit(ctx, v, "agent.created", a.ID.String(), role)
}

// Teams implements api.Operator.
func (h *Hub) Teams(ctx context.Context, _ core.Viewer) ([]core.Team, error) {
	return h.store.Teams(ctx)
}

// CreateTeam implements api.Operator.
func (h *Hub) CreateTeam(ctx context.Context, v core.Viewer, t core.Team) (core.Team, error) {
	if err := need(v, core.PermTeams); err != nil {
		return t, err
	}
	t.ID = core.NewID()
	if err := h.store.AddTeam(ctx, t); err != nil {
		return t, err
	}
	if err := h.toldAbove(ctx, t.ParentID); err != nil {
		return t, err
	}
	h.routingChanged()
	return t, h.audit(ctx, v, "team.created", t.ID.String(), t.Name)
}

// toldAbove tells those who see a team that they see another one within it.
func (h *Hub) toldAbove(ctx context.Context, team core.ID) error {
	if team.IsZero() {
		return nil
	}
	agents, err := h.store.TeamSeenBy(ctx, team)
	for _, agent := range agents {
		h.accessChanged(core.AccessChange{Agent: agent})
	}
	return err
}

// RenameTeam implements api.Operator.
func (h *Hub) RenameTeam(ctx context.Context, v core.Viewer, id core.ID, name string) (core.Team, error) {
	if err := need(v, core.PermTeams); err != nil {
		return core.Team{}, err
	}
	if name = strings.TrimSpace(name); name == "" {
		return core.Team{}, &core.Problem{Status: 422, Code: "team.name", Text: "give a name"}
	}
	t, err := h.store.RenameTeam(ctx, id, name)
	if err != nil {
		return t, err
	}
	return t, h.audit(ctx, v, "team.renamed", id.String(), name)
}

// RemoveTeam implements api.Operator.
func (h *Hub) RemoveTeam(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermTeams); err != nil {
		return err
	}
	t, err := h.store.RemoveTeam(ctx, id)
	if err != nil {
		return err
	}
	return h.audit(ctx, v, "team.removed", id.String(), t.Name)
}

// SetTeamMembers implements api.Operator.
func (h *Hub) SetTeamMembers(ctx context.Context, v core.Viewer, team core.ID, agents []core.ID) error {
	if err := need(v, core.PermTeams); err != nil {
		return err
	}
	before, err := h.store.TeamsOf(ctx)
	if err != nil {
		return err
	}
	if err := h.store.SetTeamMembers(ctx, team, agents); err != nil {
		return err
	}
	for agent, teams := range before {
		if slices.Contains(teams, team) && !slices.Contains(agents, agent) {
			agents = append(agents, agent) // who has left sees less
		}
	}
	for _, agent := range agents {
		h.accessChanged(core.AccessChange{Agent: agent})
	}
	h.dispatcher.wake()
	return h.audit(ctx, v, "team.members_set", team.String(), fmt.Sprint(len(agents)))
}
