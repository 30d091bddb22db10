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
)

// liveWithin is how long anybody may wait for what was written while a node was killed.
const liveWithin = 5 * time.Second

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
	l := newLedger(newStorm(t, seed, size{bots: 2, polled: 1, users: 10, messages: 40, answers: 20, agents: 8, slow: 100 * time.Millisecond, newUserOneIn: 50}))
	l.link(s.front)
	l.storm.start()
	p := s.openParlour(5)
	for round := range soakRounds(1, 30) {
		for tier, nodes := range [][]*node{s.visitors, s.agents, s.work} {
			l.blow()
			p.set(true)
			l.pass(time.Duration(300+l.dice.IntN(700)) * time.Millisecond)
			victim := nodes[round%2]
			victim.kill()
			killed := time.Now()
			p.goesOn()
			l.progressed(s.front, 10)
			over := time.Since(killed)
			start(victim)
			l.calm()
			p.set(false)
			worst := p.settle()
			l.drain()
			doubts := l.check()
			p.check()
			c := l.count()
			t.Logf("round %d, one of %s killed: all go on after %v; the agents' sockets were late by %v at most, the visitors' by %v; %d visitors' messages, %d of Telegram, %d answers, %d in doubt",
				round+1, [...]string{"visitors", "agents", "work"}[tier], over.Round(time.Millisecond), worst.desk.Round(time.Millisecond),
				worst.visitor.Round(time.Millisecond), p.said(), c.said, c.answered, len(doubts))
			if full() && max(worst.desk, worst.visitor) > liveWithin {
				t.Errorf("live updates went on later than %v", liveWithin)
			}
			if t.Failed() {
				t.Fatalf("the killed node:\n%s\nthe other:\n%s", tail(victim.log.String(), 3000), tail(nodes[1-round%2].log.String(), 3000))
			}
		}
	}
	for _, n := range slices.Concat(s.work, s.agents, s.visitors) {
		n.stop()
	}
}

// progressed waits until the platform has n more answers.
func (l *ledger) progressed(n *node, more int) {
	count := func() (sum int) {
		for _, token := range l.bots {
			sum += l.srv.SentCount(token)
		}
		return sum
	}
	want := count() + more
	n.until("answers go on", func() bool { return count() >= want })
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
	said     map[string]time.Time // when it was written first, until it is answered
	written  int
	heard    []string // by the agent
	answered []string // as the visitor hears it
	offset   uint64   // of the visitor's stream
	rev      uint64   // of the conversation
	worst    gaps
}

// gaps are the longest times from a message to the agent's socket, and to the
// answer at the visitor's.
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

func (p *parlour) set(open bool) { p.open.Store(open) }

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

// write writes one message after the other, each until it is taken.
func (g *caller) write() {
	client := &http.Client{Timeout: 5 * time.Second}
	for g.p.until(g.p.open.Load) {
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
			body := map[string]any{"client_message_id": "re-" + text, "text": "re:" + text}
			g.p.until(func() bool {
				_, err := post(client, url, g.p.front.key, "", body, nil)
				return err == nil
			})
		}
	}
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
		p.front.until("every answer is heard", func() bool { g.mu.Lock(); defer g.mu.Unlock(); return len(g.said) == 0 && g.written == len(g.answered) })
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
