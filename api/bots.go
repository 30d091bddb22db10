package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// bot is a bot's seat: conversations go to it by its name.
type bot struct {
	Name string `json:"name"`
}

func (a *API) botRoutes() {
	add(a, endpoint{method: "GET", path: "/bots", id: "list-bots", tag: "routing", needs: core.PermRouting, or: core.PermTransfer,
		summary: "List the bots that can be given conversations, by name"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[bot]], error) {
			l, err := a.Backend.Bots(ctx, v)
			return wholeOf(l, func(name string) bot { return bot{Name: name} }), err
		})
}
