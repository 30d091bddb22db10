// Package jobs runs what is due: answers, retries, media, timers, events for
// their consumers. Jobs of one key run one at a time, in order; classes do not
// wait for each other; a paused account delays nobody else. A node runs only
// jobs of lanes whose lease it holds.
//
// It knows no kind of job: handlers are given to it.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// Handler does one job. nil means done; an *Again asks for another run; any
// other error is retried with growing pauses until the job's deadline.
type Handler func(context.Context, core.Job) error

// Again asks for another run at a given time.
type Again struct {
	At   core.Time
	Free bool  // the job was not tried: no attempt is counted
	Err  error // why, if something went wrong
}

func (a *Again) Error() string {
	if a.Err != nil {
		return a.Err.Error()
	}
	return "again at " + a.At.String()
}

func (a *Again) Unwrap() error { return a.Err }

// ErrDead ends a job at once: trying again cannot help.
var ErrDead = errors.New("trying again cannot help")

// Store is what the runner needs of the store.
type Store interface {
	Due(context.Context, store.Hold, core.JobClass, int) ([]core.Job, error)
	NextDue(context.Context, core.JobClass) (core.Time, error)
	Blocked(context.Context, map[string]int64) (map[string]core.Time, error)
	Claim(context.Context, store.Hold, []core.Job) (map[int64]int64, error)
	Finish(context.Context, []store.Outcome) error
	Defer(context.Context, map[string]core.Time) error
	Recover(context.Context, store.Hold) (int64, error)
}

// Options makes a Runner.
type Options struct {
	Store    Store
	Lanes    Lanes
	Log      *slog.Logger
	Now      func() time.Time
	Handlers map[string]Handler
	// OnDead is told of jobs that died, before the row says so.
	OnDead func(context.Context, core.Job, string)
	// Workers by class; 0: the default.
	Workers map[core.JobClass]int
}

// Lanes says which lanes this node holds. See Alone and Shared.
type Lanes interface {
	// Hold returns the lanes that are surely held now.
	Hold() store.Hold
	// Holds reports whether the lane of a job is still held under its epoch;
	// asked right before something leaves the house.
	Holds(core.Job) bool
	// Changed is signalled when lanes were won.
	Changed() <-chan struct{}
	// Run keeps the leases until ctx ends, then gives them back.
	Run(ctx context.Context)
	// Busy is asked which lanes have work in memory before they are given up.
	Busy(func(lane int) bool)
}

const (
	window       = 1000             // jobs claimed at once
	inMemory     = 3000             // claimed jobs a class, at most
	pollEvery    = time.Second      // heals a lost hint
	handlerLimit = 2 * time.Minute  // one run of a handler
	firstRetry   = time.Second      // doubles
	lastRetry    = 10 * time.Minute // at most
	stopWait     = 25 * time.Second // for what runs when the hub stops
)

func defaultWorkers(c core.JobClass) int {
	return map[core.JobClass]int{core.ClassReply: 64, core.ClassEvent: 16, core.ClassMedia: 8, core.ClassBulk: 16}[c]
}

// Runner runs jobs. Make it with New, start it with Run.
type Runner struct {
	o       Options
	classes map[core.JobClass]*class
	results chan []store.Outcome
	wake    map[core.JobClass]chan struct{}

	mu     sync.Mutex
	paused map[core.ID]core.Time

	Ran, Failed, Died, Recovered atomic.Int64
}

// New makes a runner.
func New(o Options) *Runner {
	if o.Now == nil {
		o.Now = time.Now
	}
	r := &Runner{o: o, classes: map[core.JobClass]*class{}, results: make(chan []store.Outcome, 4*inMemory), wake: map[core.JobClass]chan struct{}{},
		paused: map[core.ID]core.Time{}}
	for _, c := range core.Classes() {
		n := o.Workers[c]
		if n == 0 {
			n = defaultWorkers(c)
		}
		r.classes[c] = newClass(c, n)
		r.wake[c] = make(chan struct{}, 1)
	}
	o.Lanes.Busy(r.busyLane)
	return r
}

// Wake says that work may be due.
func (r *Runner) Wake() {
	for _, w := range r.wake {
		signal(w)
	}
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Pause keeps an account's jobs back until a time; events go on.
func (r *Runner) Pause(account core.ID, until core.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if until > r.paused[account] {
		r.paused[account] = until
	}
}

// Resume ends an account's pause.
func (r *Runner) Resume(account core.ID) {
	r.mu.Lock()
	delete(r.paused, account)
	r.mu.Unlock()
	r.Wake()
}

func (r *Runner) pausedUntil(j core.Job) core.Time {
	if j.Class == core.ClassEvent || j.AccountID.IsZero() {
		return 0
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	until := r.paused[j.AccountID]
	if until != 0 && until <= core.At(r.o.Now()) {
		delete(r.paused, j.AccountID)
		return 0
	}
	return until
}

// Holds reports whether this node still holds the job's lane: asked right
// before a request leaves.
func (r *Runner) Holds(j core.Job) bool { return r.o.Lanes.Holds(j) }

func (r *Runner) busyLane(lane int) bool {
	for _, c := range r.classes {
		if c.busyLane(lane) {
			return true
		}
	}
	return false
}

// Run runs jobs until ctx ends, then lets what runs finish, gives back what
// was not begun, and returns.
func (r *Runner) Run(ctx context.Context) {
	work, cancelWork := context.WithCancel(context.WithoutCancel(ctx))
	defer cancelWork()
	lanes, stopLanes := context.WithCancel(context.WithoutCancel(ctx))
	defer stopLanes()
	var leases, loops, workers, finisher sync.WaitGroup
	leases.Go(func() { r.o.Lanes.Run(lanes) })
	finisher.Go(r.finish)
	for _, c := range r.classes {
		loops.Go(func() { r.loop(ctx, c) })
		for range c.workers {
			workers.Go(func() { r.worker(work, c) })
		}
	}
	loops.Wait()
	for _, c := range r.classes {
		r.giveBack(c)
	}
	timer := time.AfterFunc(stopWait, cancelWork)
	workers.Wait()
	timer.Stop()
	close(r.results)
	finisher.Wait()
	stopLanes()
	leases.Wait()
}

// loop fetches what is due of a class.
func (r *Runner) loop(ctx context.Context, c *class) {
	var holdMark int64
	for ctx.Err() == nil {
		hold := r.o.Lanes.Hold()
		if mark := fingerprint(hold); mark != holdMark {
			if c.name == core.ClassReply { // one of the loops is enough
				if n, err := r.o.Store.Recover(ctx, hold); err != nil {
					r.o.Log.Warn("jobs of a former holder were not taken over", "error", err)
				} else {
					holdMark = mark
					r.Recovered.Add(n)
					if n > 0 {
						r.Wake()
					}
				}
			} else {
				holdMark = mark
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

// fingerprint changes whenever a lane is won.
func fingerprint(h store.Hold) int64 {
	var sum int64
	for lane, epoch := range h.Epochs {
		sum += epoch * int64(lane+1) * 1_000_003
	}
	return sum
}

func (r *Runner) sleep(ctx context.Context, c *class) {
	wait := pollEvery
	if at, err := r.o.Store.NextDue(ctx, c.name); err == nil && at != 0 {
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
	got, err := r.o.Store.Claim(ctx, hold, ready)
	if err != nil {
		return false, err
	}
	for _, j := range ready {
		if epoch, ok := got[j.ID]; ok {
			j.Epoch, j.Attempts, j.State = epoch, j.Attempts+1, core.JobRunning
			c.add(j)
		}
	}
	return len(due) == room, nil
}

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
	ctx, cancel := context.WithTimeout(ctx, handlerLimit)
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
		o.State = core.JobDead
		r.Died.Add(1)
		r.o.Log.Warn("a job is dead", "job", j.ID, "kind", j.Kind, "account", j.AccountID, "attempt", j.Attempts, "error", err)
		if r.o.OnDead != nil {
			r.o.OnDead(ctx, j, o.Error)
		}
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

// finish writes outcomes in batches. It keeps trying while the database is
// away: an outcome that is lost would only be found again by the next holder.
func (r *Runner) finish() {
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
		for try := 0; ; try++ {
			ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			err := r.o.Store.Finish(ctx, list)
			cancel()
			if err == nil || try == 10 {
				if err != nil {
					r.o.Log.Error("the outcome of jobs was not written; they will run again", "jobs", len(list), "error", err)
				}
				break
			}
			time.Sleep(backoff(try) / 4)
		}
		for _, o := range list {
			r.classes[o.Job.Class].settled(o)
		}
	}
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
