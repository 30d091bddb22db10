package api

import (
	"strconv"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

func TestBucketsStayBounded(t *testing.T) {
	t.Parallel()
	now := time.Unix(1767312000, 0)
	b := newBuckets(1, 1, func() time.Time { return now })
	for i := range 3 * maxBuckets {
		if b.take(strconv.Itoa(i)) != 0 {
			t.Fatalf("the first request of %d waits", i)
		}
	}
	if n := len(b.byName); n > maxBuckets {
		t.Errorf("%d buckets", n)
	}
	last := strconv.Itoa(3*maxBuckets - 1)
	if b.take(last) != time.Second || b.peek(last) != time.Second {
		t.Error("the newest bucket was forgotten")
	}
	now = now.Add(time.Second)
	if b.peek(last) != 0 || b.take(last) != 0 {
		t.Error("a bucket does not fill again")
	}
}

func TestSessionsStayBoundedAndARevocationWinsARace(t *testing.T) {
	t.Parallel()
	now := time.Unix(1767312000, 0)
	s := newSessions(time.Second, func() time.Time { return now })
	key := core.APIKey{ID: core.NewID()}
	_, generation, _ := s.get([32]byte{1})
	s.forget(core.AccessChange{Key: key.ID}) // while the key is being looked up
	s.put([32]byte{1}, generation, session{key: key})
	if _, _, ok := s.get([32]byte{1}); ok {
		t.Error("a key that was revoked during its look-up is remembered")
	}
	for i := range maxSessions + 10 {
		s.put([32]byte{byte(i), byte(i >> 8)}, 1, session{})
	}
	if len(s.byHash) > maxSessions {
		t.Errorf("%d sessions", len(s.byHash))
	}
}
