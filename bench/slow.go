package bench

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// SlowResult is what "bench slow" prints: normal requests while others do their
// worst, beside the same requests alone, in turns.
type SlowResult struct {
	Database string   `json:"database"`
	Load     string   `json:"load_of_the_machine"` // before, by the system's count
	Rounds   int      `json:"rounds"`
	Cases    []Beside `json:"cases"`
	Ratio    float64  `json:"ratio"` // the worst of all
	Bound    float64  `json:"bound"`
}

// Beside is one attack: what normal requests took beside it and without it.
type Beside struct {
	Attack   string     `json:"attack"`
	Sent     string     `json:"sent"` // what the attackers said
	Requests [2]Compare `json:"requests"`
}

// Compare is one kind of request.
type Compare struct {
	Request string  `json:"request"`
	Alone   Latency `json:"alone"`
	Beside  Latency `json:"beside"`
	Failed  int     `json:"failed"`
	Ratio   float64 `json:"p99_ratio"`
}

const (
	slowBound  = 2
	slowRounds = 4
	slowPace   = 10 * time.Millisecond // between two requests of a kind
)

// Slow measures an API list and a webhook, each a hundred times a second, alone
// and beside attackers, who are a process of their own.
func Slow(ctx context.Context, o Options) (any, error) {
	if o.Attack != "" {
		return nil, attack(ctx, o)
	}
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	_, key, err := s.prepareReads(ctx, o.Stored)
	if err != nil {
		return nil, err
	}
	account, err := s.prepareInbound(ctx)
	if err != nil {
		return nil, err
	}
	sv, err := s.serve(ctx, "--public-url", benchURL)
	if err != nil {
		return nil, err
	}
	defer sv.stop()
	load, _ := os.ReadFile("/proc/loadavg") // left out where the system has none
	out := SlowResult{Database: s.kind(), Load: strings.TrimSpace(string(load)), Rounds: slowRounds, Bound: slowBound}
	normal := &normal{sv: sv, list: request("GET", "/api/v1/conversations?limit=50", sv.agents, "Authorization: Bearer "+key+"\r\n", ""), posts: telegramTraffic(account)}
	normal.id.Store(time.Now().UnixMicro())
	if _, err := normal.run(ctx, time.Second); err != nil { // what is done only once
		return nil, err
	}
	for _, kind := range attacks() {
		b, err := s.beside(ctx, normal, kind, key)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		out.Cases = append(out.Cases, b)
		for _, r := range b.Requests {
			out.Ratio = max(out.Ratio, r.Ratio)
		}
	}
	return out, nil
}

// beside measures in turns: alone, and beside one kind of attack.
func (s *space) beside(ctx context.Context, n *normal, kind, key string) (Beside, error) {
	out := Beside{Attack: kind}
	var alone, with [2][]time.Duration
	var failed [2]int
	each := time.Duration(s.Seconds) * time.Second / slowRounds
	for round := range slowRounds {
		a, err := n.run(ctx, each)
		if err != nil {
			return out, err
		}
		stop, err := s.attackers(ctx, n.sv, kind, key)
		if err != nil {
			return out, err
		}
		b, berr := n.run(ctx, each)
		if out.Sent, err = stop(); err != nil {
			return out, err
		}
		if berr != nil {
			return out, berr
		}
		for i := range 2 {
			alone[i], with[i] = append(alone[i], a[i].times...), append(with[i], b[i].times...)
			failed[i] += b[i].failed
		}
		s.say("%s, round %d: list p99 %.1f and %.1f ms, webhook %.1f and %.1f ms", kind, round+1,
			summary(a[0].times).P99, summary(b[0].times).P99, summary(a[1].times).P99, summary(b[1].times).P99)
	}
	for i, name := range []string{"GET /conversations?limit=50", "POST of a webhook"} {
		c := Compare{Request: name, Alone: summary(alone[i]), Beside: summary(with[i]), Failed: failed[i]}
		c.Ratio = ratio(c.Beside.P99, c.Alone.P99)
		out.Requests[i] = c
	}
	return out, nil
}

// normal is the traffic whose latency counts.
type normal struct {
	sv    *served
	list  []byte
	posts traffic
	id    atomic.Int64
}

type measured struct {
	times  []time.Duration
	failed int
}

// run sends both kinds of requests for a time, each on a connection that is kept.
func (n *normal) run(ctx context.Context, d time.Duration) (out [2]measured, err error) {
	var wg sync.WaitGroup
	var errs [2]error
	for i, next := range []func() (string, []byte){
		func() (string, []byte) { return n.sv.agents, n.list },
		func() (string, []byte) {
			return n.sv.public, n.posts.request(n.sv.public, n.posts.body(n.id.Add(1), rand.Int64N(people)+1)) //nolint:gosec // load
		},
	} {
		wg.Go(func() { out[i], errs[i] = steady(ctx, d, next) })
	}
	wg.Wait()
	for _, e := range errs {
		if e != nil {
			err = e
		}
	}
	return out, err
}

// steady sends a request every slowPace, and counts from when it was due.
func steady(ctx context.Context, d time.Duration, next func() (string, []byte)) (out measured, err error) {
	addr, _ := next()
	c, err := dial(addr)
	if err != nil {
		return out, err
	}
	defer func() { _ = c.c.Close() }()
	tick := time.NewTicker(slowPace)
	defer tick.Stop()
	for due, end := time.Now(), time.Now().Add(d); due.Before(end) && ctx.Err() == nil; due = due.Add(slowPace) {
		for time.Now().Before(due) {
			<-tick.C
		}
		_, req := next()
		begun := time.Now()
		status, _, err := c.do(req)
		if err != nil {
			return out, err
		}
		if status >= 300 {
			out.failed++
			continue
		}
		out.times = append(out.times, time.Since(begun))
	}
	return out, ctx.Err()
}

// attackers starts this binary as the attackers, and returns when they are at it.
// They would have machines of their own, so that here they have what of the
// processor nobody else wants. stop ends them and returns what they say they did.
func (s *space) attackers(ctx context.Context, sv *served, kind, key string) (stop func() (string, error), err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "nice", "-n", "5", self, "bench", "slow", "--attack", kind, "--public", sv.public, "--agents", sv.agents, "--key", key) //nolint:gosec // this very binary
	cmd.Stderr = os.Stderr
	said, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(said)
	if !lines.Scan() {
		return nil, fmt.Errorf("the attackers did not begin: %w", cmd.Wait())
	}
	return func() (string, error) {
		_ = cmd.Process.Signal(os.Interrupt)
		last := ""
		for lines.Scan() {
			last = lines.Text()
		}
		return last, cmd.Wait()
	}, nil
}
