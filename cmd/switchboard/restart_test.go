package main_test

import (
	"maps"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// PostgreSQL is restarted, politely and by a crash, under load. The hub goes
// on by itself: callers get 503 meanwhile, the platform delivers again, and
// nothing is lost or doubled.
func TestSoakPostgresRestart(t *testing.T) {
	t.Parallel()
	cluster := pgtest.Start(t, pgtest.Options{})
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s := newStorm(t, seed, size{bots: 4, polled: 1, users: 30, messages: 150, answers: 40, agents: 16,
		slow: 100 * time.Millisecond, longOneIn: 15, newUserOneIn: 100})
	// Longer than the hub keeps anybody waiting, whatever the database does:
	// whoever gets no answer within it got none at all.
	s.client.Timeout = 20 * time.Second
	n := newNode(t, cluster.URL())
	n.start()
	s.link(n)
	s.start()
	l := newLedger(s)
	for round := range soakRounds(2, 40) {
		mode := []pgtest.Mode{pgtest.Fast, pgtest.Immediate}[round%2]
		before := l.count()
		l.blow()
		l.pass(time.Duration(500+l.dice.IntN(1000)) * time.Millisecond)
		flying := l.srv.InFlight()
		down := time.Now()
		if err := cluster.Restart(mode); err != nil {
			t.Fatal(err)
		}
		away := time.Since(down)
		started := time.Now()
		sent := l.sentSoFar()
		n.until("answers go on", func() bool { return l.sentSoFar() > sent })
		again := time.Since(started)
		l.pass(time.Duration(l.dice.IntN(800)) * time.Millisecond)
		l.calm()
		started = time.Now()
		l.drain()
		drained := time.Since(started)
		doubts := l.check()
		after := l.count()
		t.Logf("round %d: %s, away for %v with %d sends in flight; answers again after %v, drained in %v; %d parts in doubt; +%d messages +%d answers",
			round+1, mode, away.Round(time.Millisecond), flying, again.Round(time.Millisecond), drained.Round(time.Millisecond), len(doubts),
			after.said-before.said, after.answered-before.answered)
		if len(doubts) > 0 {
			t.Errorf("%d parts in doubt, though the hub never stopped: %.60q", len(doubts), doubts)
		}
		if t.Failed() {
			t.Fatalf("seed %d\n%s", seed, tail(n.log.String(), 6000))
		}
	}
	callers, platform := s.statuses(), s.deliveries()
	t.Logf("callers got %v, the platform's deliveries %v", callers, platform)
	for status := range callers {
		if status != 0 && status >= 400 && status != http.StatusServiceUnavailable {
			t.Errorf("callers got %d\n%s", status, n.log.String())
		}
	}
	if callers[http.StatusServiceUnavailable] == 0 || callers[0] > 0 {
		t.Errorf("callers got %v, want 503 and no call without an answer", callers)
	}
	for result := range platform {
		if result != "200" && result != "503" && result != "timeout" {
			t.Errorf("the platform got %s", result)
		}
	}
	n.stop()
}

func (s *storm) statuses() map[int]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.status)
}

// deliveries is how the attempts of the platform ended.
func (s *storm) deliveries() map[string]int {
	out := map[string]int{}
	for _, u := range s.srv.Updates() {
		for _, r := range u.Results {
			out[r]++
		}
	}
	return out
}

func (s *storm) sentSoFar() (sum int) {
	for _, token := range s.bots {
		sum += s.srv.SentCount(token)
	}
	return sum
}

// A hub that is told to stop finishes what is under way: nothing is left half
// sent, and nothing is in doubt.
func TestAGracefulStopLeavesNothingHalfDone(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStorm(t, rand.Uint64(), size{bots: 3, polled: 1, users: 30, messages: 150, answers: 40, agents: 16,
				slow: 400 * time.Millisecond, longOneIn: 10})
			n := newNode(t, database(t))
			n.start()
			s.link(n)
			s.start()
			l := newLedger(s)
			for range soakRounds(2, 10) {
				l.blow()
				sent := s.sentSoFar()
				n.until("answers leave", func() bool { return s.sentSoFar() > sent+10 })
				flying := s.srv.InFlight()
				started := time.Now()
				n.stop() // it fails the test unless the exit status is 0
				took := time.Since(started)
				states := n.partStates()
				t.Logf("stopped in %v with %d sends in flight; parts %v", took.Round(time.Millisecond), flying, states)
				if states["sending"]+states["in_doubt"] > 0 {
					t.Errorf("parts %v after a graceful stop\n%s", states, tail(n.log.String(), 3000))
				}
				n.start()
			}
			l.calm()
			l.drain()
			if doubts := l.check(); len(doubts) > 0 {
				t.Errorf("%d parts in doubt", len(doubts))
			}
			if log := n.log.String(); strings.Contains(log, "level=ERROR") {
				t.Errorf("errors in the log:\n%s", tail(log, 3000))
			}
			n.stop()
		})
	}
}

// databases are those that a test runs on, by name.
func databases() map[string]func(*testing.T) string {
	return map[string]func(*testing.T) string{
		"sqlite":   func(*testing.T) string { return "" },
		"postgres": func(t *testing.T) string { return pgtest.Shared(t) },
	}
}

// partStates counts the parts of a stopped hub by state.
func (n *node) partStates() map[string]int {
	n.t.Helper()
	out := map[string]int{}
	for _, row := range n.query(`SELECT state, COUNT(*) FROM parts GROUP BY state`) {
		out[row[0].(string)] = int(row[1].(int64))
	}
	return out
}
