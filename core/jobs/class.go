package jobs

import (
	"maps"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// class is what a node has claimed of one class of jobs, by key.
type class struct {
	name    core.JobClass
	workers int
	ready   chan string   // keys with a job to run; each key at most once
	room    chan struct{} // signalled when memory is free again
	doubt   time.Time     // until then a lost claim may still be committed; for the class's loop alone

	mu    sync.Mutex
	keys  map[string]*line
	left  map[string]bool // keys that were closed and are forgotten since the table was last looked at
	held  map[int64]int   // jobs claimed and not settled, by id: one that was lost and won again is there twice
	ended bool
}

// line is the claimed jobs of one key.
type line struct {
	jobs    []core.Job
	running bool
	closing bool // its head waits: nothing is added until that is written
	unset   int  // begun or given back, and the outcome not yet written
	lane    int
}

func newClass(name core.JobClass, workers int) *class {
	return &class{name: name, workers: workers, ready: make(chan string, 2*inMemory), room: make(chan struct{}, 1), keys: map[string]*line{}, held: map[int64]int{}, left: map[string]bool{}}
}

// look is called before the table is looked at for what is due.
func (c *class) look() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.left)
}

func (c *class) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.held)
}

// memory returns the jobs that are claimed and not settled.
func (c *class) memory() map[int64]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.held)
}

func (c *class) busyLane(lane int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.keys {
		if l.lane == lane {
			return true
		}
	}
	return false
}

// choose sorts due jobs into those that may be taken, the first of each key
// that is not in memory yet, and keys that wait for a paused account. A key that
// was closed is left alone: some of it may have come back to the table since.
func (c *class) choose(due []core.Job, pausedUntil func(core.Job) core.Time) (take []core.Job, first map[string]int64, late map[string]core.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first, late = map[string]int64{}, map[string]core.Time{}
	for _, j := range due {
		l := c.keys[j.Key]
		if l != nil && l.closing || c.left[j.Key] {
			continue
		}
		if until := pausedUntil(j); until != 0 {
			late[j.Key] = until
			continue
		}
		if id, seen := first[j.Key]; l == nil && (!seen || j.ID < id) {
			first[j.Key] = j.ID
		}
		take = append(take, j)
	}
	kept := take[:0]
	for _, j := range take { // a key may have become late by a later job of it
		if late[j.Key] == 0 {
			kept = append(kept, j)
		}
	}
	for key := range late {
		delete(first, key)
	}
	return kept, first, late
}

// add puts a claimed job into its key's line; head says that nothing of its key
// was in memory when it was chosen. It refuses one that was chosen to follow a
// head which has been put off since: it must not overtake it.
func (c *class) add(j core.Job, head bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.keys[j.Key]
	if l == nil && !head || l != nil && l.closing {
		return false
	}
	if l == nil {
		l = &line{lane: store.Lane(j.Key)}
		c.keys[j.Key] = l
	}
	c.held[j.ID]++
	at := len(l.jobs)
	for at > 0 && l.jobs[at-1].ID > j.ID {
		at--
	}
	l.jobs = append(l.jobs, core.Job{})
	copy(l.jobs[at+1:], l.jobs[at:])
	l.jobs[at] = j
	if !l.running && len(l.jobs) == 1 {
		c.ready <- j.Key // never blocks: a key is ready once, and memory is bounded
	}
	return true
}

// refuse counts a job that goes straight back; its key is closed until that is
// written.
func (c *class) refuse(j core.Job) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.keys[j.Key]
	if l == nil {
		l = &line{lane: store.Lane(j.Key)}
		c.keys[j.Key] = l
	}
	l.closing = true
	l.unset++
	c.held[j.ID]++
}

// next takes the first job of a key.
func (c *class) next(key string) (core.Job, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.keys[key]
	if l == nil || l.running || len(l.jobs) == 0 {
		return core.Job{}, false
	}
	j := l.jobs[0]
	l.jobs, l.running = l.jobs[1:], true
	l.unset++
	return j, true
}

// done lets the next job of a key run.
func (c *class) done(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.keys[key]
	if l == nil {
		return
	}
	l.running = false
	if len(l.jobs) > 0 && !c.ended {
		c.ready <- key
	}
	c.forget(key, l) // its outcome may be written by now
}

// close stops a key whose head must wait, and returns what follows the head.
func (c *class) close(key string) []core.Job {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.keys[key]
	rest := l.jobs
	l.jobs, l.running, l.closing = nil, false, true
	l.unset += len(rest)
	return rest
}

// settled hears that an outcome is written.
func (c *class) settled(o store.Outcome) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held[o.Job.ID]--; c.held[o.Job.ID] <= 0 {
		delete(c.held, o.Job.ID)
	}
	if l := c.keys[o.Job.Key]; l != nil {
		l.unset--
		c.forget(o.Job.Key, l)
	}
	select {
	case c.room <- struct{}{}:
	default:
	}
}

func (c *class) forget(key string, l *line) {
	if len(l.jobs) == 0 && !l.running && l.unset <= 0 {
		delete(c.keys, key)
		if l.closing {
			c.left[key] = true
		}
	}
}

// shut ends the class and returns what was not begun.
func (c *class) shut() []core.Job {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	var rest []core.Job
	for _, l := range c.keys {
		rest = append(rest, l.jobs...)
		l.unset += len(l.jobs)
		l.jobs = nil
	}
	close(c.ready)
	return rest
}
