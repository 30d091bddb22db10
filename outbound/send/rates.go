package send

import (
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/switchboard-hub/switchboard/core"
)

// rates are the token buckets of what this node sends. A part that must wait
// keeps its place: it comes back when its turn is, and does not ask again.
type rates struct {
	now func() time.Time

	mu      sync.Mutex
	buckets map[bucketKey]*bucket
	turns   map[core.ID]core.Time // part → when it may go
	swept   time.Time
}

type bucketKey struct {
	account core.ID
	scope   core.RateScope
	to      string
}

type bucket struct {
	limiter *rate.Limiter
	used    time.Time
}

// sweepEvery bounds what is remembered of quiet recipients.
const sweepEvery = 5 * time.Minute

func newRates(now func() time.Time) *rates {
	return &rates{now: now, buckets: map[bucketKey]*bucket{}, turns: map[core.ID]core.Time{}, swept: now()}
}

// take returns when the part may go; a time that is not in the future means now.
func (r *rates) take(account, part core.ID, to core.UserRef, rules []core.Rate) core.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if at, waited := r.turns[part]; waited {
		if at <= core.At(now) {
			delete(r.turns, part)
		}
		return at
	}
	r.sweep(now)
	var wait time.Duration
	for _, rule := range rules {
		key := bucketKey{account: account, scope: rule.Scope}
		switch rule.Scope {
		case core.PerUser:
			if to.Kind == "group" {
				continue
			}
			key.to = to.ExternalID
		case core.PerGroup:
			if to.Kind != "group" {
				continue
			}
			key.to = to.ExternalID
		case core.PerDomain:
			key.to = strings.ToLower(to.ExternalID[strings.LastIndexByte(to.ExternalID, '@')+1:])
		}
		b := r.buckets[key]
		if b == nil {
			b = &bucket{limiter: rate.NewLimiter(rate.Limit(float64(rule.N)/rule.Every.Seconds()), max(1, rule.Burst))}
			r.buckets[key] = b
		}
		delay := b.limiter.ReserveN(now, 1).DelayFrom(now)
		b.used = now.Add(delay) // its last turn is still to come
		wait = max(wait, delay)
	}
	if wait <= 0 {
		return 0
	}
	at := core.At(now.Add(wait))
	r.turns[part] = at
	return at
}

func (r *rates) sweep(now time.Time) {
	if now.Sub(r.swept) < sweepEvery {
		return
	}
	r.swept = now
	for k, b := range r.buckets {
		if now.Sub(b.used) > sweepEvery {
			delete(r.buckets, k)
		}
	}
	for part, at := range r.turns { // its job went to another node
		if now.Sub(at.Std()) > sweepEvery {
			delete(r.turns, part)
		}
	}
}
