package hub

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/hours"
)

// openings are the moments at which hours begin that hold conversations back:
// each is a job, so that what waits for it is given out then, and not when
// somebody happens to look.
type openings struct {
	hub *Hub
	mu  sync.Mutex
	due map[core.ID]core.Time // by schedule, as it was last written
}

// openFor is how long an opening is tried for.
const openFor = 24 * time.Hour

func openingKey(schedule core.ID) string { return "o:" + schedule.String() }

// expect writes the next opening of each schedule that is kept, where it is
// another one than before. One that nobody keeps any more comes once, and gives
// out what there is.
func (o *openings) expect(ctx context.Context, kept map[core.ID]*hours.Schedule) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := o.hub.cfg.Now()
	due := map[core.ID]core.Time{}
	for id, s := range kept {
		begins, ever := s.Begins(now)
		if !ever {
			continue
		}
		if due[id] = core.At(begins); o.due[id] == due[id] {
			continue
		}
		j := core.Job{Key: openingKey(id), Class: core.ClassEvent, Kind: engine.JobOpening, State: core.JobWaiting, Payload: []byte("{}"),
			DueAt: due[id], Deadline: due[id].Add(openFor), CreatedAt: core.At(now)}
		if err := o.hub.store.SetJob(ctx, j); err != nil {
			return fmt.Errorf("write when hours begin: %w", err)
		}
	}
	o.due = due
	return nil
}

// opened gives out what waited for hours that have begun. The settings are read
// anew, which also expects the next time: another node may have changed them.
func (h *Hub) opened(ctx context.Context, _ core.Job) error {
	if err := h.dispatcher.reload(ctx); err != nil {
		return err
	}
	return h.dispatcher.giveOut(ctx)
}
