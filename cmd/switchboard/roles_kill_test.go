package main_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/core/store"
)

// liveWithin is how long anybody may wait for what was written while a node was
// killed; laneWithin how long the lanes of a node that worked may have no holder.
const (
	liveWithin = 5 * time.Second
	laneWithin = 7500 * time.Millisecond
)

// TestSoakRoles: two nodes that serve visitors, two that serve agents and two that
// work are killed in turn, while visitors of a website and users of Telegram write
// and agents answer. Nothing is lost, doubled or out of order, on any side, and
// sockets go on at the node that is left.
func TestSoakRoles(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s := newTiers(t, 2)
	start(slices.Concat(s.visitors, s.agents, s.work)...)
	s.front.must(http.MethodPut, "/routing/absence", map[string]any{"minutes": 0}, nil) // or each page leaves a job
	l := newLedger(newStorm(t, seed, size{bots: 2, polled: 1, users: 10, messages: 30, answers: 15, agents: 8, slow: 100 * time.Millisecond, newUserOneIn: 50}))
	l.link(s.front)
	l.storm.start()
	b := battle{ledger: l, parlour: s.openParlour(4), lanes: watchLanes(s.work[0])}
	for round := range soakRounds(1, 20) {
		for tier, nodes := range map[string][]*node{"visitors": s.visitors, "agents": s.agents, "work": s.work} {
			i := b.dice.IntN(2)
			t.Logf("round %d: %s", round+1, b.kill(tier, nodes[i]))
			if t.Failed() {
				t.Fatalf("the killed node:\n%s\nthe other:\n%s", tail(nodes[i].log.String(), 3000), tail(nodes[1-i].log.String(), 3000))
			}
		}
	}
	for _, n := range slices.Concat(s.work, s.agents, s.visitors) {
		n.stop()
	}
}

// battle is all who write and answer while nodes are killed.
type battle struct {
	*ledger
	parlour *parlour
	lanes   lanes
}

// kill kills a node of a tier while people write, starts it again, and checks all.
func (b battle) kill(tier string, victim *node) string {
	t, p := victim.t, b.parlour
	t.Helper()
	b.blow()
	p.open.Store(true)
	p.goesOn()
	b.pass(time.Duration(b.dice.IntN(700)) * time.Millisecond)
	victim.kill()
	killed := time.Now()
	if tier == "work" {
		t.Logf("its lanes were taken over in %v", b.lanes.within(laneWithin, store.Lanes))
	}
	p.goesOn()
	b.progress(10)
	over := time.Since(killed)
	start(victim)
	b.calm()
	p.open.Store(false)
	worst := p.settle()
	b.drain()
	doubts := b.check()
	p.check()
	if full() && max(worst.desk, worst.visitor) > liveWithin {
		t.Errorf("live updates went on later than %v", liveWithin)
	}
	ms, c := time.Millisecond, b.count()
	return fmt.Sprintf("one of %s killed: all go on after %v; what was written was late by %v at the agents' sockets and by %v at the visitors'; "+
		"in all %d messages of visitors and %d of Telegram, %d answers there, %d of them now in doubt",
		tier, over.Round(ms), worst.desk.Round(ms), worst.visitor.Round(ms), p.said(), c.said, c.answered, len(doubts))
}

// parlour is a website whose visitors write one message after the other, and whose
// agents answer each of them.
type parlour struct {
	*tiers
	guests []*caller
	open   atomic.Bool
	end    chan struct{}
	work   sync.WaitGroup
}

// caller is a visitor with a socket, and the agent who follows the conversation by
// another one.
type caller struct {
	p            *parlour
	name, token  string
	conversation string
	queue        chan string // what the agent has heard and is to answer

	mu       sync.Mutex
	said     map[string]time.Time // when it was written, and then answered, for the first time
	written  int
	heard    []string // by the agent
	answered []string // as the visitor hears it
	offset   uint64   // of the visitor's stream
	rev      uint64   // of the conversation
	worst    gaps
}

// gaps are the longest times from a message to the agent's socket, and from an
// answer to the visitor's.
type gaps struct{ desk, visitor time.Duration }

func (s *tiers) openParlour(guests int) *parlour {
	s.t.Helper()
	p := &parlour{tiers: s, end: make(chan struct{})}
	for i := range guests {
		p.guests = append(p.guests, p.invite(fmt.Sprintf("v%d", i)))
	}
	for _, g := range p.guests {
		p.work.Go(g.write)
		p.work.Go(g.serve)
	}
	s.t.Cleanup(func() { close(p.end); p.work.Wait() })
	return p
}

// invite opens a visitor's session, conversation and sockets.
func (p *parlour) invite(name string) *caller {
	p.t.Helper()
	g := &caller{p: p, name: name, token: p.visit(), queue: make(chan string, 10_000), said: map[string]time.Time{}}
	p.say(g.token, map[string]any{"client_message_id": name, "text": "hello"})
	g.conversation = p.newest()
	visitor := p.client(p.front.public, g.token, shopOrigin)
	visitor.OnSubscribed(func(e centrifuge.ServerSubscribedEvent) {
		g.mu.Lock()
		defer g.mu.Unlock()
		if e.StreamPosition != nil && g.offset == 0 {
			g.offset = e.StreamPosition.Offset
		}
	})
	visitor.OnPublication(func(e centrifuge.ServerPublicationEvent) { g.visitorHears(e.Offset, e.Data) })
	desk := p.client(p.front.agents, p.front.key, "")
	sub, err := desk.NewSubscription("conversation:"+g.conversation, centrifuge.SubscriptionConfig{Recoverable: true, Positioned: true})
	fatal(p.t, err)
	sub.OnSubscribed(func(e centrifuge.SubscribedEvent) {
		g.mu.Lock()
		defer g.mu.Unlock()
		if e.StreamPosition != nil && g.rev == 0 {
			g.rev = e.StreamPosition.Offset
		}
	})
	sub.OnPublication(func(e centrifuge.PublicationEvent) { g.agentHears(e.Offset, e.Data) })
	fatal(p.t, sub.Subscribe())
	fatal(p.t, visitor.Connect())
	fatal(p.t, desk.Connect())
	p.front.until("the sockets are open", func() bool {
		return visitor.State() == centrifuge.StateConnected && sub.State() == centrifuge.SubStateSubscribed
	})
	return g
}

func (p *parlour) client(addr, token, origin string) *centrifuge.Client {
	c := centrifuge.NewJsonClient("ws://"+addr+"/connection/websocket", centrifuge.Config{Token: token, Header: http.Header{"Origin": {origin}},
		MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 500 * time.Millisecond})
	p.t.Cleanup(c.Close)
	return c
}

// until tries again until f is done, or the test ends.
func (p *parlour) until(f func() bool) (done bool) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !f() {
		select {
		case <-p.end:
			return false
		case <-tick.C:
		}
	}
	return true
}

// write writes one message after the other, each until it is taken, and then no
// faster than answers come.
func (g *caller) write() {
	client := &http.Client{Timeout: 5 * time.Second}
	for g.p.until(func() bool { return g.p.open.Load() && g.waiting() < 3 }) {
		g.mu.Lock()
		g.written++
		text := fmt.Sprintf("%s-%d", g.name, g.written)
		g.said[text] = time.Now()
		g.mu.Unlock()
		body := map[string]any{"client_message_id": text, "text": text}
		g.p.until(func() bool {
			_, err := post(client, g.p.url("messages"), g.token, shopOrigin, body, nil)
			return err == nil
		})
	}
}

// serve answers what the agent hears, in its order, each until it is taken.
func (g *caller) serve() {
	client := &http.Client{Timeout: 5 * time.Second}
	url := "http://" + g.p.front.agents + "/api/v1/conversations/" + g.conversation + "/messages"
	for {
		select {
		case <-g.p.end:
			return
		case text := <-g.queue:
			g.mu.Lock()
			g.said[text] = time.Now()
			g.mu.Unlock()
			body := map[string]any{"client_message_id": "re-" + text, "text": "re:" + text}
			g.p.until(func() bool {
				_, err := post(client, url, g.p.front.key, "", body, nil)
				return err == nil
			})
		}
	}
}

// waiting is how many messages are not answered yet.
func (g *caller) waiting() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.said)
}

func (g *caller) agentHears(rev uint64, data []byte) {
	var change struct{ Message *message }
	_ = json.Unmarshal(data, &change) // a revision may have nothing to show
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.rev++; rev != g.rev {
		g.p.t.Errorf("%s: revision %d where %d is next", g.name, rev, g.rev)
		g.rev = rev
	}
	if m := change.Message; m != nil && m.Direction == "in" {
		g.heard = append(g.heard, m.Text)
		g.worst.desk = max(g.worst.desk, time.Since(g.said[m.Text]))
		g.queue <- m.Text
	}
}

func (g *caller) visitorHears(offset uint64, data []byte) {
	var item struct {
		Type    string
		Message struct{ From, Text string }
	}
	_ = json.Unmarshal(data, &item) // an offset may have nothing to show
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.offset++; offset != g.offset {
		g.p.t.Errorf("%s: offset %d where %d is next", g.name, offset, g.offset)
		g.offset = offset
	}
	if item.Type != "message" || item.Message.From != "agent" {
		return
	}
	text := strings.TrimPrefix(item.Message.Text, "re:")
	g.answered = append(g.answered, text)
	g.worst.visitor = max(g.worst.visitor, time.Since(g.said[text]))
	delete(g.said, text)
}

// goesOn waits until everybody was answered what they wrote after now.
func (p *parlour) goesOn() {
	p.t.Helper()
	for _, g := range p.guests {
		g.mu.Lock()
		now := g.written
		g.mu.Unlock()
		p.front.until("visitors are answered", func() bool { g.mu.Lock(); defer g.mu.Unlock(); return len(g.answered) > now })
	}
}

// settle waits until all is answered, and returns and forgets the longest gaps.
func (p *parlour) settle() (worst gaps) {
	p.t.Helper()
	for _, g := range p.guests {
		p.front.until("every answer is heard", func() bool { return g.waiting() == 0 })
		g.mu.Lock()
		worst.desk, worst.visitor = max(worst.desk, g.worst.desk), max(worst.visitor, g.worst.visitor)
		g.worst = gaps{}
		g.mu.Unlock()
	}
	return worst
}

// check compares what was written with both sockets, and with the API.
func (p *parlour) check() {
	p.t.Helper()
	for _, g := range p.guests {
		want := make([]string, g.written)
		for i := range want {
			want[i] = fmt.Sprintf("%s-%d", g.name, i+1)
		}
		got := map[string][]string{}
		for _, m := range p.front.messages(g.conversation) {
			if m.Text != "hello" {
				got[m.Direction] = append(got[m.Direction], strings.TrimPrefix(m.Text, "re:"))
			}
		}
		for what, list := range map[string][]string{"the agent heard": g.heard, "the visitor heard": g.answered, "the API has": got["in"], "the API answered": got["out"]} {
			if !slices.Equal(list, want) {
				p.t.Errorf("%s: %s\n%q\nwritten was\n%q", g.name, what, list, want)
			}
		}
	}
}

// said is how many messages the visitors have written.
func (p *parlour) said() (n int) {
	for _, g := range p.guests {
		n += g.written
	}
	return n
}
