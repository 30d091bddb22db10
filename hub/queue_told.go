package hub

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/web"
)

// speedOver is how far back the speed of a queue is looked at.
const speedOver = 30 * time.Minute

// wait is how long somebody in a queue has to wait.
func (h *Hub) wait(ctx context.Context, c core.Conversation) (w web.Queue, q routing.Queue, err error) {
	q = h.dispatcher.config.Load().Queue(c.TeamID)
	w.Waiting = true
	now := h.cfg.Now()
	if at, ever := q.Hours.NextOpen(now); !q.Hours.Open(now) && ever {
		w.OpensAt = core.At(at)
	}
	if w.Ahead, err = h.store.QueuePlace(ctx, c); err != nil {
		return w, q, err
	}
	served, err := h.store.Served(ctx, c.TeamID, core.At(now.Add(-speedOver)))
	if err == nil && served > 0 && w.OpensAt == 0 {
		each := speedOver / time.Duration(served)
		w.Minutes = max(1, int64((time.Duration(w.Ahead+1)*each+time.Minute-1)/time.Minute))
	}
	return w, q, err
}

// VisitorQueue implements web.Backend.
func (h *Hub) VisitorQueue(ctx context.Context, c web.Caller) (web.Queue, error) {
	v, err := h.caller(ctx, c)
	if err != nil {
		return web.Queue{}, err
	}
	conversation, ok, err := h.store.VisitorConversation(ctx, v.account.ID, v.identity.ExternalID)
	if err != nil || !ok || conversation.Status != core.StatusQueued {
		return web.Queue{}, err
	}
	w, _, err := h.wait(ctx, conversation)
	return w, err
}

// tellQueue tells a customer who reads no stream of ours how long it takes; each
// wait is told of once.
func (h *Hub) tellQueue(ctx context.Context, c core.Conversation) error {
	account, err := h.accounts.get(ctx, c.AccountID)
	if err != nil {
		return err
	}
	w, q, err := h.wait(ctx, c)
	if err != nil {
		return err
	}
	if channel, known := h.channels[account.Channel]; known && channel.Connector.Caps(account).Stream {
		return nil // its page shows the place, or the hours, as they are now
	}
	text, id := q.QueueText, "queue:"
	if w.OpensAt > 0 {
		text, id = strings.ReplaceAll(q.ClosedText, "{{opens_at}}", w.OpensAt.Std().In(q.Hours.Location()).Format("2006-01-02 15:04")), "closed:"
	}
	minutes := "?"
	if w.Minutes > 0 {
		minutes = strconv.FormatInt(w.Minutes, 10)
	}
	text = strings.NewReplacer("{{ahead}}", strconv.FormatInt(w.Ahead, 10), "{{minutes}}", minutes).Replace(text)
	if strings.TrimSpace(text) == "" {
		return nil
	}
	_, err = h.say(ctx, c, id+strconv.FormatInt(int64(c.QueuedAt), 10), text)
	return refusedForGood(err)
}
