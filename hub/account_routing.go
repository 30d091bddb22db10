package hub

import (
	"context"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// RouteAccount implements api.AccountRouting. Conversations that wait already stay
// where they are.
func (h *Hub) RouteAccount(ctx context.Context, v core.Viewer, id, team, schedule core.ID) (core.Account, error) {
	if err := need(v, core.PermRouting); err != nil {
		return core.Account{}, err
	}
	if err := h.store.RouteAccount(ctx, id, team, schedule); err != nil {
		return core.Account{}, err
	}
	h.routingChanged()
	h.announce(ctx, id)
	if err := h.audit(ctx, v, "account.routed", id.String(), strings.TrimSpace(team.String()+" "+schedule.String())); err != nil {
		return core.Account{}, err
	}
	return h.present(ctx, id)
}
