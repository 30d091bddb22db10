package hub

import (
	"context"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// unaskedEvery is how often somebody gets a message of one kind that nobody wrote,
// where two robots could answer each other for ever (RFC 3834 2).
const unaskedEvery = 24 * time.Hour

// mayWrite says whether the hub may write by itself into a conversation. With
// threads it does not answer what no person wrote, and writes to one address once
// a day what has the same kind: the id of the message up to a colon.
func (h *Hub) mayWrite(ctx context.Context, a core.Account, conversation core.ID, id string) (bool, error) {
	ch, known := h.channels[a.Channel]
	if !known || !ch.Connector.Caps(a).Threads {
		return true, nil
	}
	automatic, err := h.store.LastAutomatic(ctx, conversation)
	if err != nil || automatic {
		return false, err
	}
	kind, _, _ := strings.Cut(id, ":")
	written, err := h.store.Unasked(ctx, conversation, kind, core.At(h.cfg.Now().Add(-unaskedEvery)))
	return !written, err
}
