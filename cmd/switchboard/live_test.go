package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"
	"github.com/nats-io/nats-server/v2/server"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// follower is an official client that has a conversation open.
type follower struct {
	*centrifuge.Client
	mu        sync.Mutex
	revs      []uint64
	listed    int
	codes     []uint32
	recovered bool
}

func (n *node) follow(conversation string) *follower {
	n.t.Helper()
	f := &follower{}
	with := func(do func()) { f.mu.Lock(); defer f.mu.Unlock(); do() }
	f.Client = centrifuge.NewJsonClient("ws://"+n.agents+"/connection/websocket", centrifuge.Config{Token: n.key,
		MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 200 * time.Millisecond})
	f.OnConnecting(func(e centrifuge.ConnectingEvent) { with(func() { f.codes = append(f.codes, e.Code) }) })
	f.OnPublication(func(centrifuge.ServerPublicationEvent) { with(func() { f.listed++ }) })
	sub, err := f.NewSubscription("conversation:"+conversation, centrifuge.SubscriptionConfig{Recoverable: true, Positioned: true})
	if err != nil {
		n.t.Fatal(err)
	}
	sub.OnSubscribed(func(e centrifuge.SubscribedEvent) { with(func() { f.recovered = e.Recovered }) })
	sub.OnPublication(func(e centrifuge.PublicationEvent) { with(func() { f.revs = append(f.revs, e.Offset) }) })
	n.t.Cleanup(f.Close)
	if err := sub.Subscribe(); err != nil {
		n.t.Fatal(err)
	}
	if err := f.Connect(); err != nil {
		n.t.Fatal(err)
	}
	n.until("the client has the stream", func() bool { return sub.State() == centrifuge.SubStateSubscribed })
	return f
}

// complete reports whether every revision after from came once and in order.
func (f *follower) complete(from, to uint64) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, rev := range f.revs {
		if want := from + uint64(i) + 1; rev != want {
			return false, fmt.Errorf("rev %d where %d is next: %v", rev, want, f.revs)
		}
	}
	return uint64(len(f.revs)) == to-from, nil
}

func (n *node) rev(conversation string) uint64 {
	n.t.Helper()
	var c struct{ Rev uint64 }
	n.get("/conversations/"+conversation, &c)
	return c.Rev
}

// writes posts messages of the bot's user.
func (b *bot) writes(from, n int) {
	b.t.Helper()
	for i := range n {
		id := strconv.Itoa(from + i)
		body, err := json.Marshal(map[string]any{"update_id": 900000 + from + i, "message": map[string]any{"message_id": from + i,
			"from": map[string]any{"id": 7001, "first_name": "小明"}, "chat": map[string]any{"id": 7001, "type": "private"},
			"date": time.Now().Unix(), "text": "message " + id}})
		if err != nil {
			b.t.Fatal(err)
		}
		if status := b.deliver(b.secret(), body); status != http.StatusOK {
			b.t.Fatalf("the callback was answered %d", status)
		}
	}
}

func TestAClientThatWasAwayRecoversAfterAKill(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	b := s.bot(t)
	b.writes(1, 1)
	var id string
	s.until("the conversation is there", func() bool {
		if list := b.threads(); len(list) == 1 {
			id = list[0].ID
		}
		return id != ""
	})
	from := s.rev(id)
	f := s.follow(id)
	b.writes(2, 3)
	now := s.rev(id)
	s.until("what comes while it is there", func() bool { ok, err := f.complete(from, now); fatal(t, err); return ok })
	if err := f.Disconnect(); err != nil {
		t.Fatal(err)
	}
	b.writes(5, 20)
	s.kill()
	s.start()
	now = s.rev(id)
	if err := f.Connect(); err != nil {
		t.Fatal(err)
	}
	s.until("what it missed", func() bool { ok, err := f.complete(from, now); fatal(t, err); return ok })
	if now-from < 23 || !f.recovered {
		t.Errorf("%d changes, recovered %v", now-from, f.recovered)
	}
	s.stop()
	s.until("the client knows why", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.codes[len(f.codes)-1] == 3001
	})
}

// newBus is a NATS that nodes share.
func newBus(t *testing.T) *server.Server {
	t.Helper()
	bus, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: -1, NoLog: true, NoSigs: true})
	fatal(t, err)
	bus.Start()
	t.Cleanup(bus.Shutdown)
	if !bus.ReadyForConnections(10 * time.Second) {
		t.Fatal("the bus is not ready")
	}
	return bus
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Each client hears from its own node what was written by the other.
func TestTwoNodesOnOneBusTellTheirClients(t *testing.T) {
	t.Parallel()
	bus := newBus(t)
	database := pgtest.Shared(t)
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	s := &shop{srv: srv, node: newNode(t, database, "--nats", bus.ClientURL())}
	other := s.sibling()
	s.start()
	other.start()
	b := s.bot(t)
	b.writes(1, 1)
	var id string
	s.until("the conversation is there", func() bool {
		if list := b.threads(); len(list) == 1 {
			id = list[0].ID
		}
		return id != ""
	})
	from := s.rev(id)
	here, there := s.follow(id), other.follow(id)
	began := time.Now()
	b.writes(2, 40)
	now := s.rev(id)
	for name, f := range map[string]*follower{"the writing node": here, "the other node": there} {
		s.until(name+"'s client has all", func() bool { ok, err := f.complete(from, now); fatal(t, err); return ok })
		s.until(name+"'s list moves", func() bool { f.mu.Lock(); defer f.mu.Unlock(); return f.listed > 0 })
	}
	t.Logf("40 messages at two nodes' clients in %s", time.Since(began).Round(time.Millisecond))
	// Without the bus, what is new is found all the same.
	bus.Shutdown()
	b.writes(50, 5)
	now = s.rev(id)
	for _, f := range []*follower{here, there} {
		s.until("it heals without hints", func() bool { ok, err := f.complete(from, now); fatal(t, err); return ok })
	}
}
