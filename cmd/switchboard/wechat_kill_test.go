package main_test

import (
	"math/rand/v2"
	"testing"
	"time"
)

// TestSoakWechat: a hub is killed at random moments under encrypted pushes of an
// Official Account, bells of WeChat KF and answers to both, over and over on the
// same data. The platform's record is the oracle: what it delivered is there once
// and in order, what the hub calls sent was shown once and in order, and what
// nobody can know is named as in doubt.
func TestSoakWechat(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			s := newWechatStorm(t, database(t))
			s.start(seed)
			s.rounds(rand.New(rand.NewPCG(seed, seed)), soakRounds(5, 50)) //nolint:gosec // when to kill
			s.n.stop()
		})
	}
}

func (s *wechatStorm) rounds(dice *rand.Rand, rounds int) {
	s.t.Helper()
	kills, doubts := 0, 0
	for round := range rounds {
		s.set(true)
		for again := true; again; again = dice.IntN(4) == 0 {
			s.pass(time.Duration(dice.IntN(1500)) * time.Millisecond)
			s.n.kill()
			s.n.launch()
			kills++
		}
		s.n.await()
		s.pass(time.Duration(dice.IntN(800)) * time.Millisecond)
		s.set(false)
		started := time.Now()
		s.drain()
		in, lost := s.check()
		doubts += len(in)
		s.t.Logf("round %d: %d kills so far; %d parts in doubt, of which %d had arrived; %d pushes given up by the platform so far; drained in %v",
			round+1, kills, len(in), s.reached(in), lost, time.Since(started).Round(time.Millisecond))
		if s.t.Failed() {
			s.t.Fatal(tail(s.n.log.String(), 4000))
		}
	}
	// In doubt at a kill is what was on its way, and what was between two steps of
	// the hub: the sends of two fifths of a second at most.
	if full() && doubts > kills*wechatAnswers*2/5 {
		s.t.Errorf("%d parts were in doubt after %d kills", doubts, kills)
	}
	said, answered := 0, 0
	for _, p := range s.people {
		said, answered = said+len(p.said), answered+len(p.answers)
	}
	s.t.Logf("all: %d kills, %d parts in doubt; %d messages, %d answers, %d answers refused for the window, %d parts failed",
		kills, doubts, said, answered, s.refused.Load(), s.failed)
	if said < rounds*20 || answered < rounds*5 {
		s.t.Errorf("the storm was a breeze")
	}
}

// pass lets the storm blow for a while.
func (s *wechatStorm) pass(d time.Duration) {
	select {
	case <-time.After(d):
	case <-s.t.Context().Done():
	}
}
