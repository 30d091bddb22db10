package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func (r *Runner) worker(ctx context.Context, c *class) {
	for key := range c.ready {
		j, ok := c.next(key)
		if !ok {
			continue
		}
		outcome := r.runOne(ctx, j)
		if outcome.State != core.JobWaiting {
			r.results <- []store.Outcome{outcome}
			c.done(key)
			continue
		}
		// What follows waits as long as its head.
		list := []store.Outcome{outcome}
		for _, follower := range c.close(key) {
			list = append(list, store.Outcome{Job: follower, State: core.JobWaiting, DueAt: max(outcome.DueAt, follower.DueAt), Free: true})
		}
		r.results <- list
	}
}

func (r *Runner) runOne(ctx context.Context, j core.Job) store.Outcome {
	now := core.At(r.o.Now())
	if !r.o.Lanes.Holds(j) { // too late: written back only where nobody took it over, by its epoch
		return store.Outcome{Job: j, State: core.JobWaiting, DueAt: now, Free: true}
	}
	if until := r.pausedUntil(j); until != 0 && j.Deadline > now {
		return store.Outcome{Job: j, State: core.JobWaiting, DueAt: until, Free: true}
	}
	var err error
	if j.Deadline <= now {
		err = fmt.Errorf("%w: its deadline has passed", ErrDead)
	} else {
		err = r.call(ctx, j)
	}
	return r.outcome(ctx, j, err)
}

func (r *Runner) call(ctx context.Context, j core.Job) (err error) {
	h := r.o.Handlers[j.Kind]
	if h == nil {
		return fmt.Errorf("%w: nobody handles jobs of kind %q", ErrDead, j.Kind)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the handler panicked: %v", p)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(r.o.Limits[j.Kind], handlerLimit))
	defer cancel()
	return h(ctx, j)
}

func (r *Runner) outcome(ctx context.Context, j core.Job, err error) store.Outcome {
	if err == nil {
		r.Ran.Add(1)
		return store.Outcome{Job: j}
	}
	o := store.Outcome{Job: j, State: core.JobWaiting, Error: err.Error(), DueAt: core.At(r.o.Now()).Add(backoff(j.Attempts))}
	var again *Again
	if errors.As(err, &again) {
		o.Free = again.Free
		if again.At != 0 {
			o.DueAt = again.At
		}
		if again.Err == nil {
			o.Error = ""
		}
	}
	if !o.Free {
		r.Failed.Add(1)
	}
	if errors.Is(err, ErrDead) || o.DueAt >= j.Deadline && !o.Free {
		if r.o.OnDead != nil {
			if err := r.o.OnDead(ctx, j, o.Error); err != nil {
				o.Free, o.DueAt = true, core.At(r.o.Now()).Add(deathRetry)
				r.o.Log.Warn("a job cannot be given up now", "job", j.ID, "kind", j.Kind, "account", j.AccountID, "error", err)
				return o
			}
		}
		o.State = core.JobDead
		r.Died.Add(1)
		r.o.Log.Warn("a job is dead", "job", j.ID, "kind", j.Kind, "account", j.AccountID, "attempt", j.Attempts, "error", err)
	}
	return o
}

// backoff doubles with each attempt and varies by a fifth, so that what failed
// together does not come back together.
func backoff(attempt int) time.Duration {
	d := lastRetry
	if attempt < 12 {
		d = min(lastRetry, firstRetry<<max(0, attempt-1))
	}
	return d - d/10 + time.Duration(rand.Int64N(int64(d/5)+1)) //nolint:gosec // jitter needs no secrecy
}
