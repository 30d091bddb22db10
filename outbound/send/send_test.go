package send_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

func TestPartsLeaveInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.start()
	c := w.conversation(w.account())
	first, second := w.post(c, "a", "b", "c"), w.post(c, "d")
	w.becomes(second, "sent: sent")
	w.becomes(first, "sent: sent sent sent")
	w.heard("[a b c d]")
}

func TestOnlyThePartThatFailedLeavesAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"c": {failed(core.Retry)}})
	w.start()
	m := w.post(w.conversation(w.account()), "a", "b", "c", "d")
	w.becomes(m, "sending: sent sent queued queued")
	w.leap(2 * time.Second)
	w.becomes(m, "sent: sent sent sent sent")
	w.heard("[a b c c d]")
}

func TestWhatMayHaveArrivedIsNotRepeated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"b": {failed(core.Uncertain)}, "d": {errors.New("an error of no class")}})
	w.start()
	c := w.conversation(w.account())
	m, next := w.post(c, "a", "b", "c"), w.post(c, "d")
	w.becomes(m, "in_doubt: sent in_doubt queued")
	if due := w.dueIn(); due > engine.HoldFor {
		t.Errorf("the rest waits for %v", due)
	}
	w.leap(engine.HoldFor)
	w.becomes(m, "in_doubt: sent in_doubt sent")
	w.leap(engine.HoldFor)
	w.becomes(next, "in_doubt: in_doubt")
	w.heard("[a b c d]")
}

// dueIn returns when the first waiting job is due.
func (w *world) dueIn() (d time.Duration) {
	eventually(w.t, "a job waits", func() bool {
		at, err := w.s.NextDue(context.Background(), jobs.NewAlone("n", w.epoch).Hold(), core.ClassReply)
		must(w.t, err)
		d = at.Sub(core.At(w.clock.now()))
		return at != 0 && d > 100*time.Millisecond
	})
	return d
}

func TestWhereThePlatformDropsRepeatsAnUncertainPartIsRepeated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"b": {failed(core.Uncertain)}})
	w.p.caps.Idempotent = true
	w.start()
	m := w.post(w.conversation(w.account()), "a", "b", "c")
	w.becomes(m, "sending: sent queued queued")
	w.leap(2 * time.Second)
	w.becomes(m, "sent: sent sent sent")
	w.heard("[a b b c]")
}

func TestAThrottledAccountWaitsAndNobodyElse(t *testing.T) {
	t.Parallel()
	throttled := failed(core.Throttled)
	throttled.RetryAfter = time.Minute
	w := newWorld(t, map[string][]error{"a": {throttled}})
	w.start()
	slow, fast := w.account(), w.account()
	c := w.conversation(fast)
	m := w.post(w.conversation(slow), "a")
	eventually(t, "the platform says to slow down", func() bool { return w.p.heard() == "[a]" })
	w.becomes(m, "queued: queued")
	w.becomes(w.post(c, "b"), "sent: sent")
	w.leap(50 * time.Second)
	w.becomes(w.post(c, "d"), "sent: sent")
	w.heard("[a b d]")
	if j := w.waiting(); j.Attempts != 0 {
		t.Errorf("being told to wait counted as %d attempts", j.Attempts)
	}
	w.leap(15 * time.Second)
	w.becomes(m, "sent: sent")
	w.heard("[a b d a]")
}

func TestAnAnswerWaitsForANewToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"a": {failed(core.Auth)}})
	w.start()
	account := w.account()
	m := w.post(w.conversation(account), "a")
	eventually(t, "the token is refused", func() bool { return w.p.heard() == "[a]" })
	w.becomes(m, "queued: queued")
	if due := w.dueIn(); due < 20*time.Second {
		t.Errorf("it is tried again in %v", due)
	}
	w.runner.Resume(account) // somebody has given a new one
	w.becomes(m, "sent: sent")
	w.heard("[a a]")
}

func TestAPersonWhoIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"b": {failed(core.Gone)}})
	w.start()
	m := w.post(w.conversation(w.account()), "a", "b", "c")
	w.becomes(m, "failed: sent failed failed")
	_, parts, err := w.s.Outgoing(context.Background(), m.ID)
	must(t, err)
	if parts[1].ErrorCode != "test.gone" || parts[2].ErrorCode != "earlier_part_failed" {
		t.Errorf("%q, %q", parts[1].ErrorCode, parts[2].ErrorCode)
	}
	eventually(t, "the identity is marked", func() bool {
		i, err := w.s.Identity(context.Background(), m.IdentityID)
		must(t, err)
		return !i.Reachable
	})
	w.heard("[a b]")
}

func TestACallTakesAsLongAsItsChannelSays(t *testing.T) {
	t.Parallel()
	for says, want := range map[time.Duration]time.Duration{0: 45 * time.Second, time.Second: 45 * time.Second, 5 * time.Minute: 5 * time.Minute, time.Hour: 10 * time.Minute} {
		t.Run(says.String(), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			w.takes = says
			w.start()
			w.becomes(w.post(w.conversation(w.account()), "hello"), "sent: sent")
			w.p.mu.Lock()
			defer w.p.mu.Unlock()
			if len(w.p.left) != 1 || w.p.left[0] > want || w.p.left[0] < want-20*time.Second {
				t.Errorf("it was given %v, want %v", w.p.left, want)
			}
		})
	}
}
