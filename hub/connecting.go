package hub

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// connecting remembers accounts that are being connected in the background.
type connecting struct {
	wg    sync.WaitGroup // awaited by receive
	mu    sync.Mutex
	tries map[core.ID]attempts
}

// attempts are those to connect an account as it was set at a time.
type attempts struct {
	version core.Time
	refused int
	next    time.Time
}

// How often an account that could not be connected is tried. One that is refused
// is tried less and less: providers lock accounts that sign in wrongly.
const (
	connectEvery  = 15 * time.Second
	connectSeldom = 30 * time.Minute
	connectLimit  = 2 * linkLimit
)

// begin reports whether an account is to be tried now. One that was changed is
// tried at once.
func (c *connecting) begin(a core.Account, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.tries[a.ID]
	if t.version != a.UpdatedAt {
		t = attempts{version: a.UpdatedAt}
	}
	if now.Before(t.next) {
		return false
	}
	t.next = now.Add(connectLimit)
	if c.tries == nil {
		c.tries = map[core.ID]attempts{}
	}
	c.tries[a.ID] = t
	return true
}

// failed sets when an account is tried again.
func (c *connecting) failed(a core.Account, err error, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.tries[a.ID]
	if t.version != a.UpdatedAt {
		return
	}
	t.next = now.Add(connectEvery)
	if !temporary(err) {
		t.next = now.Add(min(connectEvery<<min(t.refused, 20), connectSeldom))
		t.refused++
	}
	c.tries[a.ID] = t
}

func (c *connecting) forget(id core.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.tries, id)
}

// unconnected reports an account whose platform does not know our present
// address: linked while the hub was down, or the public URL has changed.
func (h *Hub) unconnected(a core.Account) bool {
	_, links := h.channels[a.Channel].Connector.(connectors.Linker)
	return links && a.Config[connected] != h.connection(a)
}

// connectLater connects an account in the background.
func (h *Hub) connectLater(ctx context.Context, a core.Account) {
	if !h.connects.begin(a, h.cfg.Now()) {
		return
	}
	h.connects.wg.Go(func() {
		limited, cancel := context.WithTimeout(ctx, connectLimit)
		defer cancel()
		err := h.connect(limited, a)
		if err != nil && ctx.Err() == nil { // a hub that stops connects it when it starts again
			h.connects.failed(a, err, h.cfg.Now())
			h.log.Warn("an account could not be connected and is tried again", "account", a.ID, "error", err)
			h.store.NoteCheck(a.ID, core.HealthFailing, problemText(err))
		}
	})
}

// connect connects an account as it was read. One that was changed meanwhile
// stays as it is now, and is connected next.
func (h *Hub) connect(ctx context.Context, a core.Account) error {
	linked, err := h.reach(ctx, a)
	if now, nerr := h.store.Account(ctx, a.ID); nerr == nil && now.UpdatedAt != a.UpdatedAt {
		h.connects.forget(a.ID)
		h.accountsChanged()
		return nil
	}
	if err != nil {
		return err
	}
	if err := h.save(ctx, linked, a.Cursor); errors.Is(err, store.ErrAccountChanged) {
		h.connects.forget(a.ID)
		h.accountsChanged()
		return nil
	} else if err != nil {
		return err
	}
	h.connects.forget(a.ID)
	h.store.NoteCheck(a.ID, core.HealthHealthy, "")
	h.announce(ctx, a.ID)
	return nil
}
