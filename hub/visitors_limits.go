package hub

import (
	"net/netip"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"

	"github.com/switchboard-hub/switchboard/core"
)

// limitersMax bounds the counters in memory. Whose counter gives way begins anew.
const limitersMax = 20_000

// visitorLimits counts what visitors and addresses do. Each node counts by itself.
type visitorLimits struct {
	now func() time.Time

	mu   *sync.Mutex
	byID *simplelru.LRU[string, *rate.Limiter]
}

func newVisitorLimits(now func() time.Time) visitorLimits {
	lru, _ := simplelru.NewLRU[string, *rate.Limiter](limitersMax, nil) // fails for no size only
	return visitorLimits{now: now, mu: &sync.Mutex{}, byID: lru}
}

// take spends one of burst tokens that come back n every d. The problem says
// when to come again.
func (l visitorLimits) take(name string, n int, d time.Duration, burst int) error {
	now, limit := l.now(), rate.Limit(float64(n)/d.Seconds())
	l.mu.Lock()
	defer l.mu.Unlock()
	one, ok := l.byID.Get(name)
	if !ok {
		one = rate.NewLimiter(limit, burst)
		l.byID.Add(name, one)
	}
	if one.Limit() != limit || one.Burst() != burst { // the setting has changed
		one.SetLimitAt(now, limit)
		one.SetBurstAt(now, burst)
	}
	r := one.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	r.CancelAt(now)
	return &core.Problem{Status: 429, Code: "widget.rate", Text: "too much at once; try again shortly", RetryAfter: wait}
}

// addressKey is what one client's address is counted as: whoever has an IPv6
// address has a whole /64.
func addressKey(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if a = a.Unmap().WithZone(""); a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
