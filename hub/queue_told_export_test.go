package hub

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// RunTimer is timer.
func (h *Hub) RunTimer(ctx context.Context, j core.Job) error { return h.timer(ctx, j) }
