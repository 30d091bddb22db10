package hub

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/web"
)

// speedOver is how far back the speed of a queue is looked at.
const speedOver = 30 * time.Minute

// speed is how long it takes a team to serve one of its queue; 0: not known.
func (h *Hub) speed(ctx context.Context, team core.ID) (time.Duration, error) {
	served, err := h.store.Served(ctx, team, core.At(h.cfg.Now().Add(-speedOver)))
	if err != nil || served == 0 {
		return 0, err
	}
	return speedOver / time.Duration(served), nil
}

// place is how long somebody has to wait behind so many.
func place(q routing.Queue, ahead int64, each time.Duration, now time.Time) core.QueuePlace {
	p := core.QueuePlace{Ahead: ahead}
	if at, ever := q.Hours.NextOpen(now); !q.Hours.Open(now) && ever {
		p.OpensAt = core.At(at)
	} else if each > 0 {
		p.Minutes = max(1, int64((time.Duration(ahead+1)*each+time.Minute-1)/time.Minute))
	}
	return p
}

// wait is how long somebody in a queue has to wait.
func (h *Hub) wait(ctx context.Context, c core.Conversation) (core.QueuePlace, routing.Queue, error) {
	q := h.dispatcher.config.Load().QueueOf(&c)
	ahead, err := h.store.QueuePlace(ctx, c)
	if err != nil {
		return core.QueuePlace{}, q, err
	}
	each, err := h.speed(ctx, c.TeamID)
	return place(q, ahead, each, h.cfg.Now()), q, err
}

// VisitorQueue implements web.Backend.
func (h *Hub) VisitorQueue(ctx context.Context, c web.Caller) (web.Queue, error) {
	v, err := h.caller(ctx, c)
	if err != nil {
		return web.Queue{}, err
	}
	st, err := h.visitorStatus(ctx, v)
	if err != nil || st == nil || st.Queue == nil {
		return web.Queue{}, err
	}
	return web.Queue{Waiting: true, QueuePlace: *st.Queue}, nil
}

// tellQueue tells a customer who reads no stream of ours how long it takes, and
// again after a while if somebody who came before is gone. No place is told of twice.
func (h *Hub) tellQueue(ctx context.Context, c core.Conversation) error {
	account, err := h.accounts.get(ctx, c.AccountID)
	if err != nil {
		return err
	}
	if channel, known := h.channels[account.Channel]; known && channel.Connector.Caps(account).Stream {
		return nil // its page shows the place, or the hours, as they are now
	}
	p, q, err := h.wait(ctx, c)
	if err != nil {
		return err
	}
	wait := strconv.FormatInt(int64(c.QueuedAt), 10)
	text, id := q.QueueText, "queue:"+wait+":"+strconv.FormatInt(p.Ahead, 10)
	if p.OpensAt > 0 {
		at := strconv.FormatInt(int64(p.OpensAt), 10)
		text, id = strings.ReplaceAll(q.ClosedText, "{{opens_at}}", p.OpensAt.Std().In(q.Hours.Location()).Format("2006-01-02 15:04")), "closed:"+wait+":"+at
	}
	minutes := "?"
	if p.Minutes > 0 {
		minutes = strconv.FormatInt(p.Minutes, 10)
	}
	text = strings.NewReplacer("{{ahead}}", strconv.FormatInt(p.Ahead, 10), "{{minutes}}", minutes).Replace(text)
	if strings.TrimSpace(text) != "" {
		if err := h.sayPlace(ctx, c, id, text); err != nil {
			return refusedForGood(err)
		}
	}
	if q.QueueText == "" && q.ClosedText == "" {
		return nil
	}
	return h.store.Do(ctx, &engine.TellLater{ConversationID: c.ID, QueuedAt: c.QueuedAt})
}

// sayPlace says where somebody waits, unless just that was said. The words of the
// same place may be others by now, with another estimate: they are no news.
func (h *Hub) sayPlace(ctx context.Context, c core.Conversation, id, text string) error {
	_, err := h.say(ctx, c, id, text)
	if hasCode(err, engine.ErrClientID.Code) {
		return nil
	}
	return err
}
