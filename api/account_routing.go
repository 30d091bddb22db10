package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// AccountRouting is where an account's conversations wait.
type AccountRouting interface {
	// RouteAccount sets the team and the hours of an account; zero: none.
	RouteAccount(ctx context.Context, v core.Viewer, id, team, schedule core.ID) (core.Account, error)
}

type accountRoutingIn struct {
	IDIn
	Body struct {
		Team     core.ID `json:"team,omitzero" doc:"Whose queue its conversations wait in that no rule sends anywhere; left out: that of no team"`
		Schedule core.ID `json:"schedule,omitzero" doc:"Its own business hours, for the queue of no team and for teams that have none; left out: none"`
	}
}

func (a *API) accountRoutingRoutes() {
	add(a, endpoint{method: "PUT", path: "/accounts/{id}/routing", id: "route-account", tag: "accounts",
		summary: "Say where an account's conversations wait, and when somebody is there", needs: core.PermRouting},
		accountAnswer(a, func(ctx context.Context, v core.Viewer, in *accountRoutingIn) (core.Account, error) {
			return a.Backend.RouteAccount(ctx, v, in.ID, in.Body.Team, in.Body.Schedule)
		}))
}
