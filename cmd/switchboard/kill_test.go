package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"
)

// Hubs are killed at random moments under load, over and over, on the same
// data. Nothing that was accepted or acknowledged is lost or doubled, and what
// nobody can know is named as in doubt.
//
// How the doubts are bounded. An intent is on disk before its request leaves,
// so that a kill leaves in doubt at most what was in one of four states, which
// the platform's record tells apart, for it has every request that ever reached
// it with the times of arrival and answer:
//
//   - in flight: arrived before the kill and answered after it. These are never
//     more than srv.InFlight, asked at the kill.
//   - arriving: it left the hub just before the kill took effect, and reached
//     the platform after InFlight was asked.
//   - answered: but the hub had not yet written it down.
//   - unsent: the intent was written, the request never left.
//
// The last three are the few milliseconds between two steps of the hub; they
// are counted, shown, and bounded by what it sends in a fifth of a second; the
// bound is held to by the full form alone, which has the machine to itself.

func TestSoakKill(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			killRounds(t, database(t), soakRounds(5, 100))
		})
	}
}

// soakRounds is how many rounds a soak test makes.
func soakRounds(short, long int) int {
	if full() {
		return long
	}
	return short
}

// full reports whether the soak tests run their full form.
func full() bool { return os.Getenv("SWITCHBOARD_SOAK") == "full" }

func killRounds(t *testing.T, database string, rounds int) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s := newStorm(t, seed, size{bots: 4, polled: 1, users: 30, messages: 200, answers: 50, agents: 20,
		slow: 120 * time.Millisecond, longOneIn: 15, newUserOneIn: 100})
	n := newNode(t, database)
	n.start()
	s.link(n)
	s.start()
	l := newLedger(s)
	total := tally{}
	for round := range rounds {
		got := l.round(n)
		total = total.plus(got)
		t.Logf("round %d: %s", round+1, got)
		if t.Failed() {
			t.Fatalf("seed %d\n%s", seed, tail(n.log.String(), 4000))
		}
	}
	n.stop()
	if between := total.late + total.answered + total.unsent; full() && between > 3*total.kills+5 {
		t.Errorf("%d parts were in doubt between two steps of the hub, after %d kills", between, total.kills)
	}
	t.Logf("all: %s; %d messages, %d answers, %d calls refused, %d parts failed", total, l.count().said, l.count().answered, s.asked(0, 503), l.failed)
}

// tally is what a round, or all of them, came to.
type tally struct {
	kills, inFlight                int
	doubt                          int
	flying, late, answered, unsent int // of doubt: see the comment at the top
	said, posted                   int
	back, drained                  time.Duration // the longest
}

func (a tally) plus(b tally) tally {
	return tally{a.kills + b.kills, a.inFlight + b.inFlight, a.doubt + b.doubt, a.flying + b.flying, a.late + b.late, a.answered + b.answered,
		a.unsent + b.unsent, a.said + b.said, a.posted + b.posted, max(a.back, b.back), max(a.drained, b.drained)}
}

func (a tally) String() string {
	return fmt.Sprintf("%d kills with %d sends in flight: %d parts in doubt (%d in flight, %d arriving, %d answered, %d unsent); back in %v, drained in %v; +%d messages +%d answers",
		a.kills, a.inFlight, a.doubt, a.flying, a.late, a.answered, a.unsent, a.back.Round(time.Millisecond), a.drained.Round(time.Millisecond), a.said, a.posted)
}

// round lets the storm blow, kills the hub once or twice, and checks all.
func (l *ledger) round(n *node) tally {
	l.t.Helper()
	before := l.count()
	got := tally{}
	l.blow()
	var cuts []cut
	for kill := true; kill; kill = l.dice.IntN(4) == 0 {
		l.pass(time.Duration(l.dice.IntN(1500)) * time.Millisecond)
		c := cut{from: time.Now()}
		got.inFlight += l.srv.InFlight()
		c.to = time.Now()
		cuts = append(cuts, c)
		n.kill()
		got.kills++
		n.launch()
	}
	started := time.Now()
	n.await()
	got.back = time.Since(started)
	l.pass(time.Duration(l.dice.IntN(800)) * time.Millisecond)
	l.calm()
	started = time.Now()
	l.drain()
	got.drained = time.Since(started)
	for _, text := range l.check() {
		got.doubt++
		l.explain(&got, text, cuts)
	}
	if got.flying > got.inFlight {
		l.t.Errorf("%d parts were in flight at the kills, but the platform had only %d requests", got.flying, got.inFlight)
	}
	if between := got.late + got.answered + got.unsent; full() && between > got.kills*l.size.answers/5 {
		l.t.Errorf("%d parts were in doubt between two steps of the hub, after %d kills", between, got.kills)
	}
	after := l.count()
	got.said, got.posted = after.said-before.said, after.answered-before.answered
	return got
}

// cut is a kill: InFlight was asked between the two times.
type cut struct{ from, to time.Time }

// lag is how long what left before a kill may take to be seen by the platform.
const lag = 250 * time.Millisecond

// explain finds out from the platform's record where a part in doubt was.
func (l *ledger) explain(got *tally, text string, cuts []cut) {
	call, reached := l.call(text)
	if !reached {
		got.unsent++
		return
	}
	for _, c := range cuts {
		switch {
		case call.At.Before(c.from) && call.At.Add(call.Took).After(c.to):
			got.flying++
			return
		case call.At.After(c.from) && call.At.Sub(c.from) < lag:
			got.late++
			return
		}
	}
	got.answered++
}

// pass lets the storm blow for a while.
func (l *ledger) pass(d time.Duration) {
	select {
	case <-time.After(d):
	case <-l.t.Context().Done():
	}
}

type counted struct{ said, answered int }

func (l *ledger) count() (c counted) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, chat := range l.chats {
		chat.mu.Lock()
		c.said, c.answered = c.said+len(chat.said), c.answered+len(chat.answers)
		chat.mu.Unlock()
	}
	return c
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }
