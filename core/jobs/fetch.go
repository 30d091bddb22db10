package jobs

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// loop fetches what is due of a class.
func (r *Runner) loop(ctx context.Context, c *class) {
	var known map[int]int64
	swept := time.Now()
	for ctx.Err() == nil {
		hold := r.o.Lanes.Hold()
		if c.name == core.ClassReply { // one of the loops is enough
			r.hasten(ctx)
			if !maps.Equal(hold.Epochs, known) && r.recover(ctx, hold) {
				known = hold.Epochs
			}
		}
		if time.Since(swept) >= r.o.SweepEvery {
			r.sweep(ctx, c, hold)
			swept = time.Now()
		}
		more, err := r.fetch(ctx, c, hold)
		if err != nil && ctx.Err() == nil {
			r.o.Log.Warn("due jobs were not fetched", "class", c.name, "error", err)
		}
		if more && err == nil {
			continue
		}
		r.sleep(ctx, c, hold)
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

// sweep gives back what runs in the table and in nobody's memory, such as a
// claim whose connection was cut and that was committed later. Memory is looked
// at before the table: only this loop adds to it, so that what runs and was not
// in it then is nobody's. A job leaves memory when its outcome is written.
func (r *Runner) sweep(ctx context.Context, c *class, hold store.Hold) (found bool) {
	held := c.memory()
	running, err := r.o.Store.Running(ctx, hold, c.name, len(held)+window)
	if err != nil {
		if ctx.Err() == nil {
			r.o.Log.Warn("jobs that nobody runs were not looked for", "class", c.name, "error", err)
		}
		return false
	}
	var back []store.Outcome
	for _, j := range running {
		if held[j.ID] == 0 {
			c.refuse(j)
			back = append(back, store.Outcome{Job: j, State: core.JobWaiting, DueAt: j.DueAt})
		}
	}
	if len(back) > 0 {
		r.Recovered.Add(int64(len(back)))
		r.o.Log.Warn("jobs that nobody ran are given back", "class", c.name, "jobs", len(back))
		r.results <- back
	}
	return len(back) > 0
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

func (r *Runner) sleep(ctx context.Context, c *class, hold store.Hold) {
	wait := pollEvery
	if c.size() >= inMemory {
		// What is due has no room: the end of a job says when it has.
	} else if at, err := r.o.Store.NextDue(ctx, hold, c.name); err == nil && at != 0 {
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
	c.look()
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
	slices.SortFunc(ready, func(a, b core.Job) int { return cmp.Compare(a.ID, b.ID) }) // a key's head comes first
	if err := r.o.Store.Defer(ctx, late); err != nil {
		return false, err
	}
	if len(ready) == 0 {
		return false, nil
	}
	if time.Now().Before(c.doubt) && r.sweep(ctx, c, hold) {
		return true, nil // what was not among the due must not be overtaken
	}
	return len(due) == room, r.claim(c, hold, ready, first)
}

// claim takes jobs into memory. It is not broken off by a stop: what was
// claimed and is in no memory would run nowhere. What was not got may be ours
// all the same, when the answer of a commit was lost: it is given back, and
// nothing of its key overtakes it meanwhile.
func (r *Runner) claim(c *class, hold store.Hold, ready []core.Job, first map[string]int64) error {
	ctx, cancel := context.WithTimeout(context.Background(), claimLimit)
	defer cancel()
	got, err := r.o.Store.Claim(ctx, hold, ready)
	var back []store.Outcome
	for _, j := range ready {
		_, ok := got[j.ID]
		if !ok {
			c.doubt = time.Now().Add(lostClaim)
		}
		j.Epoch, j.Attempts, j.State = hold.Epochs[store.Lane(j.Key)], j.Attempts+1, core.JobRunning
		if _, head := first[j.Key]; !ok || !c.add(j, head) {
			c.refuse(j)
			back = append(back, store.Outcome{Job: j, State: core.JobWaiting, DueAt: j.DueAt, Free: true})
		}
	}
	if len(back) > 0 {
		r.results <- back
	}
	return err
}
