package main_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// pair is two hubs on one PostgreSQL behind one address, with a storm on them.
type pair struct {
	*ledger
	a, b *node
	lanes
}

func openPair(t *testing.T, z size) *pair {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	database := pgtest.Shared(t)
	front := &balancer{client: &http.Client{Timeout: time.Second}}
	server := httptest.NewServer(front)
	t.Cleanup(server.Close)
	p := &pair{ledger: newLedger(newStorm(t, seed, z)), a: newNode(t, database, "--public-url="+server.URL)}
	p.b = p.a.sibling()
	front.hubs = []string{p.a.public, p.b.public}
	p.lanes = watchLanes(p.b)
	p.a.start()
	p.b.start()
	p.link(p.a)
	p.storm.start()
	return p
}

// sibling is another node of the same hub, with a data folder of its own.
func (n *node) sibling() *node {
	n.t.Helper()
	return &node{t: n.t, data: filepath.Join(n.t.TempDir(), "data"), database: n.database, log: newOutput(n.t), public: freeAddr(n.t),
		agents: freeAddr(n.t), flags: append([]string{"--key-file", filepath.Join(n.data, "key")}, n.flags...), key: n.key}
}

// balancer passes a request to one hub, and to the other when that gives no
// answer.
type balancer struct {
	hubs   []string
	turn   atomic.Int64
	client *http.Client
}

func (b *balancer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	first := int(b.turn.Add(1))
	for i := range b.hubs {
		out, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+b.hubs[(first+i)%len(b.hubs)]+r.URL.Path, bytes.NewReader(body))
		if err != nil {
			break
		}
		out.Header = r.Header.Clone()
		resp, err := b.client.Do(out)
		if err != nil {
			continue
		}
		w.WriteHeader(resp.StatusCode)
		_, _ = io.Copy(w, resp.Body) // the caller may have gone
		resp.Body.Close()
		return
	}
	w.WriteHeader(http.StatusBadGateway)
}

// lanes looks at which node holds how many lanes.
type lanes struct {
	node *node // shows its log when it waits in vain
	db   *pgx.Conn
}

func watchLanes(n *node) lanes {
	n.t.Helper()
	db, err := pgx.Connect(n.t.Context(), n.database)
	fatal(n.t, err)
	n.t.Cleanup(func() { _ = db.Close(context.Background()) })
	return lanes{n, db}
}

// shares is how many lanes each living node holds, the database's clock judging.
func (l lanes) shares() (shares []int) {
	l.node.t.Helper()
	rows, err := l.db.Query(context.Background(), `SELECT COUNT(*) FROM leases WHERE name LIKE 'lane:%'
		AND until > (extract(epoch FROM clock_timestamp()) * 1000000)::bigint GROUP BY owner ORDER BY 1`)
	fatal(l.node.t, err)
	shares, err = pgx.CollectRows(rows, pgx.RowTo[int])
	fatal(l.node.t, err)
	return shares
}

// within waits until the lanes are shared as wanted and returns how long it took.
// The limit is held to by the full form alone, which has the machine to itself.
func (l lanes) within(limit time.Duration, want ...int) time.Duration {
	l.node.t.Helper()
	started := time.Now()
	l.node.until(fmt.Sprintf("the lanes are shared %v", want), func() bool { return fmt.Sprint(l.shares()) == fmt.Sprint(want) })
	took := time.Since(started)
	if full() && took > limit {
		l.node.t.Errorf("the lanes were shared %v after %v, want at most %v\n%s", want, took, limit, tail(l.node.log.String(), 2000))
	}
	return took.Round(10 * time.Millisecond)
}

func (n *node) signal(sig syscall.Signal) {
	n.t.Helper()
	if err := n.cmd.Process.Signal(sig); err != nil {
		n.t.Fatal(err)
	}
}

var pairSize = size{bots: 3, polled: 1, users: 30, messages: 100, answers: 30, agents: 12, slow: 150 * time.Millisecond, newUserOneIn: 100}

// A node frozen past its leases wakes to find its work taken over: no answer
// leaves twice, whatever it held in its hands.
func TestSoakFrozenNode(t *testing.T) {
	t.Parallel()
	p := openPair(t, pairSize)
	p.within(6*time.Second, 32, 32)
	for round := range soakRounds(2, 30) {
		p.blow()
		p.progress(20)
		p.pass(time.Duration(p.dice.IntN(1200)) * time.Millisecond)
		flying := p.srv.InFlight()
		p.a.signal(syscall.SIGSTOP)
		p.use(p.b)
		taken := p.within(7500*time.Millisecond, 64)
		p.progress(20)
		p.a.signal(syscall.SIGCONT)
		shared := p.within(10*time.Second, 32, 32)
		p.use(p.b, p.a)
		p.progress(20)
		p.calm()
		p.drain()
		doubts := p.check()
		c := p.count()
		t.Logf("round %d: frozen with %d sends in flight on both; taken over in %v, shared again %v after waking; %d parts in doubt; %d messages, %d answers, polls %v",
			round+1, flying, taken, shared, len(doubts), c.said, c.answered, p.pollsEnded())
		if n := p.pollsEnded()[http.StatusConflict]; n > 3*(round+1) {
			t.Errorf("%d polls met another", n)
		}
		if t.Failed() {
			t.Fatalf("the frozen node:\n%s\nthe other:\n%s", tail(p.a.log.String(), 3000), tail(p.b.log.String(), 3000))
		}
	}
	p.a.stop()
	p.b.stop()
}

// Lanes of a killed node are taken over when its leases run out, those of a
// stopped one at once; a poll account is polled by one node at a time.
func TestTwoNodesShareAndTakeOver(t *testing.T) {
	t.Parallel()
	p := openPair(t, pairSize)
	p.within(6*time.Second, 32, 32)
	p.blow()
	p.progress(20)
	p.a.kill()
	p.use(p.b)
	killed := p.within(7500*time.Millisecond, 64)
	p.progress(20)
	p.a.start()
	back := p.within(5*time.Second, 32, 32)
	p.progress(20)
	p.use(p.a)
	p.b.stop()
	stopped := p.within(2500*time.Millisecond, 64)
	p.progress(20)
	p.calm()
	p.drain()
	doubts := p.check()
	polls := p.pollsEnded()
	t.Logf("taken over in %v after a kill and %v after a stop; shared again in %v; %d parts in doubt; polls by status %v", killed, stopped, back, len(doubts), polls)
	if polls[http.StatusConflict] > 4 {
		t.Errorf("%d polls met another", polls[http.StatusConflict])
	}
	if strings.Contains(p.b.log.String(), "ERROR") {
		t.Errorf("the node that was never killed met errors:\n%s", tail(p.b.log.String(), 3000))
	}
	p.a.stop()
}

func (s *storm) pollsEnded() map[int]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[int]int{}
	for status, n := range s.polls {
		out[status] = n
	}
	return out
}
