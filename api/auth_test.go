package api_test

import (
	"errors"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

// clock is a time that only the test moves.
type clock struct{ now atomic.Int64 }

func (c *clock) time() time.Time         { return time.Unix(1767312000, c.now.Load()) }
func (c *clock) advance(d time.Duration) { c.now.Add(int64(d)) }

func TestAWrongKeyIsRefused(t *testing.T) {
	t.Parallel()
	h := start(t)
	a := h.as("guess", "GET", "/me", "")
	h.wantProblem(a, 401, api.CodeAuthInvalid)
	if got := a.header.Get("WWW-Authenticate"); got != `Bearer realm="switchboard", error="invalid_token"` {
		t.Errorf("WWW-Authenticate %q", got)
	}
	h.b.fail("Authenticate", errors.New("database is gone"))
	h.wantProblem(h.as("other", "GET", "/me", ""), 500, api.CodeInternal)
}

func TestAKeyIsNotAskedForWithEveryRequest(t *testing.T) {
	t.Parallel()
	c := &clock{}
	h := start(t, func(o *api.Options) { o.Now = c.time; o.AuthCache = 3 * time.Second })
	for range 5 {
		h.do("GET", "/me", "")
	}
	if h.b.asked != 1 {
		t.Errorf("asked %d times", h.b.asked)
	}
	c.advance(4 * time.Second)
	h.do("GET", "/me", "")
	if h.b.asked != 2 {
		t.Errorf("asked %d times after the cache's time", h.b.asked)
	}
}

func TestARevokedKeyEndsAtOnce(t *testing.T) {
	t.Parallel()
	h := start(t)
	if a := h.as("reader", "GET", "/me", ""); a.status != 200 {
		t.Fatal(a.status)
	}
	h.do("DELETE", "/keys/"+h.b.keys["reader"].key.ID.String(), "")
	h.wantProblem(h.as("reader", "GET", "/me", ""), 401, api.CodeAuthInvalid)
}

func TestAKeyRevokedElsewhereCanBeForgotten(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.as("reader", "GET", "/me", "")
	id := h.b.keys["reader"].key.ID
	if err := h.b.RevokeKey(t.Context(), core.Viewer{}, id); err != nil {
		t.Fatal(err)
	}
	h.api.Forget(core.AccessChange{Key: id})
	h.wantProblem(h.as("reader", "GET", "/me", ""), 401, api.CodeAuthInvalid)
}

func TestAKeyThatAsksTooOftenWaits(t *testing.T) {
	t.Parallel()
	c := &clock{}
	h := start(t, func(o *api.Options) { o.Now = c.time; o.RateLimit = api.Rate{PerSecond: 0.5, Burst: 3} })
	for range 3 {
		if a := h.do("GET", "/me", ""); a.status != 200 {
			t.Fatal(a.status)
		}
	}
	a := h.do("GET", "/me", "")
	h.wantProblem(a, 429, api.CodeThrottled)
	if a.header.Get("Retry-After") != "2" {
		t.Errorf("Retry-After %q", a.header.Get("Retry-After"))
	}
	if a := h.as("reader", "GET", "/me", ""); a.status != 200 {
		t.Errorf("another key waits too: %d", a.status)
	}
	wait, err := strconv.Atoi(a.header.Get("Retry-After"))
	if err != nil {
		t.Fatal(err)
	}
	c.advance(time.Duration(wait) * time.Second)
	if a := h.do("GET", "/me", ""); a.status != 200 {
		t.Errorf("after waiting as told: %d", a.status)
	}
}

func TestAnAddressThatGuessesKeysWaits(t *testing.T) {
	t.Parallel()
	c := &clock{}
	h := start(t, func(o *api.Options) { o.Now = c.time; o.AuthFailures = api.Rate{PerSecond: 1, Burst: 3} })
	h.do("GET", "/me", "")
	for i := range 3 {
		h.wantProblem(h.as("guess"+strconv.Itoa(i), "GET", "/me", ""), 401, api.CodeAuthInvalid)
	}
	asked := h.b.asked
	a := h.as("guess", "GET", "/me", "")
	h.wantProblem(a, 429, api.CodeThrottled)
	if a.header.Get("Retry-After") == "" || h.b.asked != asked {
		t.Errorf("Retry-After %q, the backend was asked %d times more", a.header.Get("Retry-After"), h.b.asked-asked)
	}
	if a := h.do("GET", "/me", ""); a.status != 200 {
		t.Errorf("a key that is in use is refused for its neighbour's guesses: %d", a.status)
	}
	c.advance(time.Second)
	h.wantProblem(h.as("guess", "GET", "/me", ""), 401, api.CodeAuthInvalid)
}
