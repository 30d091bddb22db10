package hub

import "context"

// CheckGuests is checkGuests of the live room.
func (h *Hub) CheckGuests(ctx context.Context) { h.live.checkGuests(ctx) }
