package jobs

import (
	"context"
	"maps"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// loop fetches what is due of a class.
func (r *Runner) loop(ctx context.Context, c *class) {
	var known map[int]int64
	for ctx.Err() == nil {
		hold := r.o.Lanes.Hold()
		if c.name == core.ClassReply { // one of the loops is enough
			r.hasten(ctx)
			if !maps.Equal(hold.Epochs, known) && r.recover(ctx, hold) {
				known = hold.Epochs
			}
		}
		more, err := r.fetch(ctx, c, hold)
		if err != nil && ctx.Err() == nil {
			r.o.Log.Warn("due jobs were not fetched", "class", c.name, "error", err)
		}
		if more && err == nil {
			continue
		}
		r.sleep(ctx, c)
	}
}

// recover takes over what runs under a former holder of lanes that were won.
func (r *Runner) recover(ctx context.Context, hold store.Hold) bool {
	n, err := r.o.Store.Recover(ctx, hold)
	if err != nil {
		r.o.Log.Warn("jobs of a former holder were not taken over", "error", err)
		return false
	}
	r.Recovered.Add(n)
	if n > 0 {
		r.Wake()
	}
	return true
}

// hasten brings forward what waits for accounts that were resumed: it may have
// been put off until the end of their pause.
func (r *Runner) hasten(ctx context.Context) {
	r.mu.Lock()
	accounts := r.resumed
	r.resumed = map[core.ID]bool{}
	r.mu.Unlock()
	for account := range accounts {
		if err := r.o.Store.Hasten(ctx, account); err != nil {
			r.o.Log.Warn("jobs of a resumed account were not brought forward; they are tried when they are due", "account", account, "error", err)
		}
	}
	if len(accounts) > 0 {
		r.Wake()
	}
}

func (r *Runner) sleep(ctx context.Context, c *class) {
	wait := pollEvery
	if c.size() >= inMemory {
		// What is due has no room: the end of a job says when it has.
	} else if at, err := r.o.Store.NextDue(ctx, c.name); err == nil && at != 0 {
		wait = min(wait, max(at.Sub(core.At(r.o.Now())), 5*time.Millisecond))
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	case <-r.wake[c.name]:
	case <-c.room:
	case <-r.o.Lanes.Changed():
	}
}

// fetch claims due jobs whose key has nothing before them; more is true when
// there may be others due already.
func (r *Runner) fetch(ctx context.Context, c *class, hold store.Hold) (more bool, err error) {
	room := min(window, inMemory-c.size())
	if room <= 0 || len(hold.Epochs) == 0 {
		return false, nil
	}
	due, err := r.o.Store.Due(ctx, hold, c.name, room)
	if err != nil || len(due) == 0 {
		return false, err
	}
	take, first, late := c.choose(due, r.pausedUntil)
	blocked, err := r.o.Store.Blocked(ctx, first)
	if err != nil {
		return false, err
	}
	now := core.At(r.o.Now())
	for key, at := range blocked {
		late[key] = max(late[key], max(at, now.Add(20*time.Millisecond)))
	}
	ready := take[:0]
	for _, j := range take {
		if _, ok := blocked[j.Key]; !ok {
			ready = append(ready, j)
		}
	}
	if err := r.o.Store.Defer(ctx, late); err != nil {
		return false, err
	}
	if len(ready) == 0 {
		return false, nil
	}
	return len(due) == room, r.claim(c, hold, ready, first)
}

// claim takes jobs into memory. It is not broken off by a stop: what was
// claimed and is in no memory would run nowhere.
func (r *Runner) claim(c *class, hold store.Hold, ready []core.Job, first map[string]int64) error {
	ctx, cancel := context.WithTimeout(context.Background(), claimLimit)
	defer cancel()
	got, err := r.o.Store.Claim(ctx, hold, ready)
	var back []store.Outcome
	for _, j := range ready {
		epoch, ok := got[j.ID]
		if err != nil { // the commit may have been done, and its answer lost
			epoch, ok = hold.Epochs[store.Lane(j.Key)]
		}
		if !ok {
			continue
		}
		j.Epoch, j.Attempts, j.State = epoch, j.Attempts+1, core.JobRunning
		if _, head := first[j.Key]; err != nil || !c.add(j, head) {
			c.refuse(j)
			back = append(back, store.Outcome{Job: j, State: core.JobWaiting, DueAt: j.DueAt, Free: true})
		}
	}
	if len(back) > 0 {
		r.results <- back
	}
	return err
}
