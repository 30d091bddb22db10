// Package doctor looks at a hub and at what it stands on, and says what is wrong.
// A check takes small functions and gives findings: codes and numbers. The words
// for them are the console's, in every language of it. Nothing is mended here.
package doctor

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/switchboard-hub/switchboard/core"
)

// Limit is how long one check may take.
const Limit = 5 * time.Second

// Check is one thing to look at. Run gives up when its context ends, and is not
// waited for any longer.
type Check struct {
	Name string
	Run  func(context.Context) []core.Finding
}

// TimedOut is the code of a check that did not end.
const TimedOut = "timeout"

// Run runs the checks beside each other, each for at most the limit, and returns
// what they found in the order of the checks.
func Run(ctx context.Context, limit time.Duration, checks []Check) []core.Finding {
	found := make([][]core.Finding, len(checks))
	var all sync.WaitGroup
	for i, c := range checks {
		all.Go(func() { found[i] = c.within(ctx, limit) })
	}
	all.Wait()
	var out []core.Finding
	for _, list := range found {
		out = append(out, list...)
	}
	return out
}

// Flights run checks of which each is under way once: who asks for one meanwhile gets
// what it finds, and it goes on when one of them no longer listens. The zero value is
// ready.
type Flights struct{ group singleflight.Group }

// Run is as the function of this name.
func (f *Flights) Run(ctx context.Context, limit time.Duration, checks []Check) []core.Finding {
	shared := make([]Check, len(checks))
	for i, c := range checks {
		shared[i] = Check{Name: c.Name, Run: func(ctx context.Context) []core.Finding {
			all := f.group.DoChan(c.Name, func() (any, error) { return c.within(context.WithoutCancel(ctx), limit), nil })
			select {
			case r := <-all:
				found, _ := r.Val.([]core.Finding)
				return slices.Clone(found) // each marks its own
			case <-ctx.Done():
				return listOf(failed(c.Name, TimedOut).measured(limit.Seconds(), core.UnitSeconds))
			}
		}}
	}
	return Run(ctx, limit, shared)
}

func (c Check) within(ctx context.Context, limit time.Duration) []core.Finding {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan []core.Finding, 1)
	go func() { done <- c.Run(ctx) }()
	var list []core.Finding
	select {
	case list = <-done:
	case <-ctx.Done():
		list = []core.Finding{failed(c.Name, TimedOut).measured(limit.Seconds(), core.UnitSeconds).Finding}
	}
	for i := range list {
		list[i].Check = c.Name
	}
	return list
}

// finding is one that is being put together.
type finding struct{ core.Finding }

func ok(id string) finding { return finding{core.Finding{ID: id, Level: core.FindingOK}} }

func warning(id, code string) finding {
	return finding{core.Finding{ID: id, Level: core.FindingWarning, Code: code}}
}

func failed(id, code string) finding {
	return finding{core.Finding{ID: id, Level: core.FindingFailed, Code: code}}
}

func skipped(id, code string) finding {
	return finding{core.Finding{ID: id, Level: core.FindingSkipped, Code: code}}
}

func (f finding) measured(value float64, unit string) finding {
	f.Measured = &core.Measure{Value: value, Unit: unit}
	return f
}

func (f finding) millis(d time.Duration) finding {
	return f.measured(float64(d.Microseconds())/1000, core.UnitMillis)
}

func (f finding) about(what string) finding {
	f.About = what
	return f
}

// because adds what the system said, unless the check only ran out of time.
func (f finding) because(err error) finding {
	if errors.Is(err, context.DeadlineExceeded) {
		f.Code = TimedOut
		return f
	}
	if err != nil {
		f.Detail = err.Error()
	}
	return f
}

// graded is ok, a warning from warn on, and a failure from fail on.
func graded(id string, value, warn, fail float64, warnCode, failCode string) finding {
	switch {
	case value >= fail:
		return failed(id, failCode)
	case value >= warn:
		return warning(id, warnCode)
	}
	return ok(id)
}

func listOf(list ...finding) []core.Finding {
	out := make([]core.Finding, 0, len(list))
	for _, f := range list {
		out = append(out, f.Finding)
	}
	return out
}
