package hub

import (
	"context"

	"github.com/switchboard-hub/switchboard/live"
)

// CheckGuests is checkGuests of the live room.
func (h *Hub) CheckGuests(ctx context.Context) { h.live.checkGuests(ctx) }

// LiveSince is Since of the live room.
func (h *Hub) LiveSince(ctx context.Context, channel string, after uint64, limit int) ([]live.Publication, live.Position, error) {
	return h.live.Since(ctx, channel, after, limit)
}

// Pages is how many connections of agents the live room has.
func (h *Hub) Pages() int { return len(h.live.connected()) }

// TurnPages writes down anew whose page is connected.
func (h *Hub) TurnPages(ctx context.Context) {
	h.live.pages.turn()
	h.live.writePages(ctx)
}
