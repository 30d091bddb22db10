package hub

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// RunBulk is runBulk.
func (h *Hub) RunBulk(ctx context.Context, j core.Job) error { return h.runBulk(ctx, j) }

// GiveUpBulk is giveUpBulk.
func (h *Hub) GiveUpBulk(ctx context.Context, j core.Job, why string) error {
	return h.giveUpBulk(ctx, j, why)
}

// AskRating is askRating.
func (h *Hub) AskRating(ctx context.Context, j core.Job) error { return h.askRating(ctx, j) }

// SendDue is sendScheduled.
func (h *Hub) SendDue(ctx context.Context, j core.Job) error { return h.sendScheduled(ctx, j) }

// GiveUpScheduled is giveUpScheduled.
func (h *Hub) GiveUpScheduled(ctx context.Context, j core.Job, why string) error {
	return h.giveUpScheduled(ctx, j, why)
}
