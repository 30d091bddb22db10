package api

import (
	"math"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxBuckets bounds how many keys or addresses are counted at once.
const maxBuckets = 10_000

// buckets holds one token bucket a name.
type buckets struct {
	limit rate.Limit
	burst int
	now   func() time.Time

	mu     sync.Mutex
	byName map[string]*rate.Limiter
}

func newBuckets(limit rate.Limit, burst int, now func() time.Time) *buckets {
	return &buckets{limit: limit, burst: burst, now: now, byName: map[string]*rate.Limiter{}}
}

// take spends a token and returns 0, or how long to wait for one.
func (b *buckets) take(name string) time.Duration {
	now := b.now()
	r := b.bucket(name, now).ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// peek returns how long to wait for a token, spending none.
func (b *buckets) peek(name string) time.Duration {
	b.mu.Lock()
	l, ok := b.byName[name]
	b.mu.Unlock()
	if !ok {
		return 0
	}
	now := b.now()
	r := l.ReserveN(now, 1)
	defer r.CancelAt(now)
	return r.DelayFrom(now)
}

func (b *buckets) bucket(name string, now time.Time) *rate.Limiter {
	b.mu.Lock()
	defer b.mu.Unlock()
	l, ok := b.byName[name]
	if !ok {
		if len(b.byName) >= maxBuckets {
			b.evict(now)
		}
		l = rate.NewLimiter(b.limit, b.burst)
		b.byName[name] = l
	}
	return l
}

// evict drops the buckets that are full again, which forget nothing by it;
// where too few are, any: a few get a new burst, and memory stays bounded.
func (b *buckets) evict(now time.Time) {
	for name, l := range b.byName {
		if l.TokensAt(now) >= float64(b.burst) {
			delete(b.byName, name)
		}
	}
	for name := range b.byName {
		if len(b.byName) < maxBuckets*9/10 {
			return
		}
		delete(b.byName, name)
	}
}

// seconds renders a wait for Retry-After, rounded up.
func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int(math.Ceil(d.Seconds()))))
}
