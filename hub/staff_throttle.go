package hub

import (
	"sync"
	"time"
)

// guesses holds back whoever tries passwords: after a few free tries every
// further one costs a wait that doubles. What it knows is this process's, and
// its memory is bounded.
type guesses struct {
	free  int           // tries without a wait
	first time.Duration // the first wait
	most  time.Duration // the longest one

	mu     sync.Mutex
	byName map[string]*guess
}

type guess struct {
	tries int
	until time.Time // no try before
	last  time.Time
}

const (
	guessesMax   = 10_000
	guessesQuiet = time.Hour // without a try: all is forgotten
)

func newGuesses(free int, first, most time.Duration) *guesses {
	return &guesses{free: free, first: first, most: most, byName: map[string]*guess{}}
}

// wait returns how long a name has to wait; zero: it may try.
func (g *guesses) wait(name string, now time.Time) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if one := g.byName[name]; one != nil && now.Before(one.until) {
		return one.until.Sub(now)
	}
	return 0
}

// try counts a try before its outcome is known, so that many at once are not
// one. It reports whether the next one has to wait.
func (g *guesses) try(name string, now time.Time) (held bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	one := g.byName[name]
	if one == nil || now.Sub(one.last) > guessesQuiet {
		if one == nil && len(g.byName) >= guessesMax {
			g.evict(now)
		}
		one = &guess{}
		g.byName[name] = one
	}
	one.tries, one.last = one.tries+1, now
	if over := one.tries - g.free; over >= 0 {
		one.until = now.Add(g.pause(over))
		return true
	}
	return false
}

func (g *guesses) pause(over int) time.Duration {
	d := g.first
	for range over {
		if d *= 2; d >= g.most {
			return g.most
		}
	}
	return d
}

// forget takes all tries of a name back.
func (g *guesses) forget(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.byName, name)
}

// forgive takes one try back: it was right.
func (g *guesses) forgive(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if one := g.byName[name]; one != nil {
		if one.tries--; one.tries <= 0 {
			delete(g.byName, name)
		} else if one.tries < g.free {
			one.until = time.Time{}
		}
	}
}

// evict drops what is long quiet, then names with few tries: those under
// attack are kept the longest.
func (g *guesses) evict(now time.Time) {
	for _, drop := range []func(*guess) bool{
		func(one *guess) bool { return now.Sub(one.last) > guessesQuiet },
		func(one *guess) bool { return one.tries < g.free },
		func(*guess) bool { return true },
	} {
		for name, one := range g.byName {
			if len(g.byName) < guessesMax*9/10 {
				return
			}
			if drop(one) {
				delete(g.byName, name)
			}
		}
	}
}
