package hub

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// stillHere reports whether who waits in a queue keeps the place: everybody does but
// a website's visitor of whom nothing is known, who has left and stayed away for
// the time that the queue gives. Of who is there it is asked again.
func (h *Hub) stillHere(ctx context.Context, w engine.TimerWork, config *routing.Config) (bool, error) {
	all := core.Viewer{Scope: core.ScopeAll}
	view, err := h.store.Conversation(ctx, all, w.ConversationID)
	if err != nil {
		return true, err
	}
	grace := config.Queue(view.TeamID).LeaveFor
	if view.Status != core.StatusQueued || view.TeamID != w.TeamID || view.QueuedAt != w.Since || grace == 0 {
		return true, nil
	}
	account, err := h.accounts.get(ctx, view.AccountID)
	if err != nil {
		return true, err
	}
	channel, known := h.channels[account.Channel]
	if !known || !channel.Connector.Caps(account).Stream {
		return true, nil // an answer reaches them wherever they are
	}
	contact, _, _, err := h.store.Contact(ctx, all, view.ContactID)
	if err != nil || contact.Kind != core.ContactVisitor {
		return true, err // who is known comes back, or is reached in another way
	}
	seen := core.At(h.live.seen.since(view.IdentityID))
	if view.LastDirection == core.In {
		seen = max(seen, view.LastAt)
	}
	if due := seen.Add(grace); due > core.At(h.cfg.Now()) {
		return true, h.store.Do(ctx, &engine.Rearm{Work: w, At: due})
	}
	return false, nil
}
