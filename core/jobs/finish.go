package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// finish writes outcomes in batches.
func (r *Runner) finish(ctx context.Context) {
	for list := range r.results {
		for more := true; more && len(list) < window; {
			select {
			case next, ok := <-r.results:
				more = ok
				list = append(list, next...)
			default:
				more = false
			}
		}
		r.write(ctx, list)
		for _, o := range list {
			r.classes[o.Job.Class].settled(o)
		}
	}
}

// write writes outcomes. It keeps trying for as long as the database is away:
// one that is lost leaves its key stuck until it is swept and run again.
func (r *Runner) write(ctx context.Context, list []store.Outcome) {
	for try, tries := 1, 0; ; try++ {
		err := r.tryWrite(list)
		if err == nil {
			return
		}
		if stopping := ctx.Err() != nil; stopping || !isAway(err) {
			tries++ // a stop does not wait for ever, nor does what the database refuses
		}
		if tries == writeTries {
			r.o.Log.Error("the outcome of jobs was not written; they run again", "jobs", len(list), "error", err)
			return
		}
		if try == writeTries {
			r.o.Log.Warn("the outcome of jobs cannot be written yet", "jobs", len(list), "error", err)
		}
		time.Sleep(min(backoff(try)/8, 2*time.Second))
	}
}

func (r *Runner) tryWrite(list []store.Outcome) error {
	ctx, cancel := context.WithTimeout(context.Background(), writeLimit)
	defer cancel()
	return r.o.Store.Finish(ctx, list)
}

// isAway tells a database that will be back from one that refuses.
func isAway(err error) bool {
	var p *core.Problem
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &p) && p.Status == 503
}

// giveBack returns what was claimed but not begun.
func (r *Runner) giveBack(c *class) {
	var list []store.Outcome
	for _, j := range c.shut() {
		list = append(list, store.Outcome{Job: j, State: core.JobWaiting, DueAt: j.DueAt, Free: true})
	}
	if len(list) > 0 {
		r.results <- list
	}
}
