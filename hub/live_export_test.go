package hub

import "context"

// CheckGuests is checkGuests of the live room.
func (h *Hub) CheckGuests(ctx context.Context) { h.live.checkGuests(ctx) }

// Pages is how many connections of agents the live room has.
func (h *Hub) Pages() int { return len(h.live.connected()) }

// TurnPages writes down anew whose page is connected.
func (h *Hub) TurnPages(ctx context.Context) {
	h.live.pages.turn()
	h.live.writePages(ctx)
}
