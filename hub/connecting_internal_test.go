package hub

import (
	"context"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

func TestWhatIsRefusedIsTriedLessAndLess(t *testing.T) {
	t.Parallel()
	refused, down := &core.Problem{Status: 422, Code: "x.refused"}, &core.Problem{Status: 502, Code: "x.down"}
	c, a, now := &connecting{}, core.Account{ID: core.NewID(), UpdatedAt: 1}, time.Now()
	tried := func(err error, hours int) (n int) {
		for end := now.Add(time.Duration(hours) * time.Hour); now.Before(end); now = now.Add(lookEvery) {
			if c.begin(a, now) {
				c.failed(a, err, now)
				n++
			}
		}
		return n
	}
	if n := tried(refused, 24); n < 48 || n > 60 {
		t.Errorf("a wrong password is tried %d times a day", n)
	}
	a.UpdatedAt++
	if !c.begin(a, now) || c.begin(a, now.Add(2*linkLimit-1)) {
		t.Error("what was changed is tried at once, and not twice at a time")
	}
	c.failed(a, context.DeadlineExceeded, now)
	if n := tried(down, 1); n < 200 {
		t.Errorf("a platform that is down is tried %d times an hour", n)
	}
}
