package hub

import (
	"context"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
)

// Seats implements api.Queues. Who manages agents may set every seat, and so
// sees every seat, whatever conversations it sees.
func (h *Hub) Seats(ctx context.Context, v core.Viewer) ([]core.SeatView, error) {
	if err := needEither(v, core.PermAgents, core.PermSupervise); err != nil {
		return nil, err
	}
	if v.Can(core.PermAgents) {
		return h.store.Seats(ctx)
	}
	return h.ledSeats(ctx, v)
}

// ledSeats are the seats of the teams that a viewer sees, and its own.
func (h *Hub) ledSeats(ctx context.Context, v core.Viewer) ([]core.SeatView, error) {
	seats, err := h.store.Seats(ctx)
	if err != nil || v.Scope == core.ScopeAll {
		return seats, err
	}
	return slices.DeleteFunc(seats, func(s core.SeatView) bool {
		return s.AgentID != v.AgentID && !slices.ContainsFunc(s.Teams, func(team core.ID) bool { return slices.Contains(v.Teams, team) })
	}), nil
}
