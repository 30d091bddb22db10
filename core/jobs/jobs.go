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
	"log/slog"
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
	NextDue(context.Context, store.Hold, core.JobClass) (core.Time, error)
	Running(context.Context, store.Hold, core.JobClass, int) ([]core.Job, error)
	Blocked(context.Context, map[string]int64) (map[string]core.Time, error)
	Claim(context.Context, store.Hold, []core.Job) (map[int64]int64, error)
	Finish(context.Context, []store.Outcome) error
	Defer(context.Context, map[string]core.Time) error
	Recover(context.Context, store.Hold) (int64, error)
	Hasten(context.Context, core.ID) error
}

// Options makes a Runner.
type Options struct {
	Store    Store
	Lanes    Lanes
	Log      *slog.Logger
	Now      func() time.Time
	Handlers map[string]Handler
	// Limits are how long one run of a handler may take, by kind; otherwise two
	// minutes.
	Limits map[string]time.Duration
	// OnDead is told of jobs that died, before the row says so. While it returns
	// an error, what hangs on the job would be left behind: the job lives on and
	// dies again a little later.
	OnDead func(context.Context, core.Job, string) error
	// Workers by class; 0: the default.
	Workers map[core.JobClass]int
	// SweepEvery is how often jobs are looked for that run in the table and in
	// nobody's memory; 0: the default.
	SweepEvery time.Duration
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
	sweepEvery   = 10 * time.Second // heals a lost claim
	handlerLimit = 2 * time.Minute  // one run of a handler, unless Limits says otherwise
	firstRetry   = time.Second      // doubles
	lastRetry    = 10 * time.Minute // at most
	deathRetry   = 5 * time.Second  // of what cannot be given up now
	stopWait     = 25 * time.Second // for what runs when the hub stops
	claimLimit   = 10 * time.Second // for claiming a window
	lostClaim    = time.Minute      // how long a lost claim may still be committed, and more
	writeLimit   = 10 * time.Second // for writing outcomes once
	writeTries   = 10               // of what the database refuses, or of a hub that stops
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

	mu      sync.Mutex
	paused  map[core.ID]core.Time
	resumed map[core.ID]bool // what waits in the database is still to be brought forward

	Ran, Failed, Died, Recovered atomic.Int64
}

// New makes a runner.
func New(o Options) *Runner {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.SweepEvery == 0 {
		o.SweepEvery = sweepEvery
	}
	r := &Runner{o: o, classes: map[core.JobClass]*class{}, results: make(chan []store.Outcome, 4*inMemory), wake: map[core.JobClass]chan struct{}{},
		paused: map[core.ID]core.Time{}, resumed: map[core.ID]bool{}}
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

// Resume ends an account's pause: what waits for it goes now.
func (r *Runner) Resume(account core.ID) {
	r.mu.Lock()
	delete(r.paused, account)
	r.resumed[account] = true
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
	finisher.Go(func() { r.finish(ctx) })
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
