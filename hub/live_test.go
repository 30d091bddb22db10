package hub_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"
	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/internal/porttest"
	"github.com/switchboard-hub/switchboard/live"
)

// serveLive opens a hub that agents can connect to, on an address or on one that
// a test may take again.
func serveLive(t *testing.T, cfg hub.Config, addr string) (h *hub.Hub, url string, stop func()) {
	t.Helper()
	if addr == "" {
		port, err := porttest.Free()
		must(t, err)
		addr = fmt.Sprintf("127.0.0.1:%d", port)
	}
	h, stopHub := open(t, cfg)
	s, err := httpserver.New(addr, httpserver.Options{})
	must(t, err)
	h.MountLive(s, func(c *app.RequestContext) string { return c.RemoteAddr().String() })
	done := make(chan error, 1)
	go func() { done <- s.Run() }()
	stop = sync.OnceFunc(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		must(t, h.Live().Shutdown(ctx))
		must(t, s.Shutdown(ctx))
		<-done
		stopHub()
	})
	t.Cleanup(stop)
	eventually(t, "the hub hears its own hints", h.Ready)
	return h, s.Addr().String(), stop
}

// member adds an agent and returns its viewer and a key.
func member(t *testing.T, h *hub.Hub, name, role string) (core.Viewer, string, core.APIKey) {
	t.Helper()
	ctx := context.Background()
	a, err := h.CreateAgent(ctx, root(), name+"@example.com", name, role, "a long password")
	must(t, err)
	v, err := h.Store().Viewer(ctx, a.ID)
	must(t, err)
	key, k, err := h.CreateKey(ctx, v, "live", nil)
	must(t, err)
	return v, key, k
}

// desk is a connected agent's page.
type desk struct {
	*centrifuge.Client
	mu       sync.Mutex
	feed     []push
	messages []push
	changes  map[string][]uint64
	connects int
	closed   uint32
	unsub    uint32
	recover  bool
}

// push is what was pushed: the fields of all types.
type push struct {
	Type         string          `json:"type"`
	ID           string          `json:"id"`
	Conversation json.RawMessage `json:"conversation"`
	Visitor      string          `json:"visitor"`
	Who          string          `json:"who"`
	Name         string          `json:"name"`
	Agent        string          `json:"agent"`
	Availability string          `json:"availability"`
	Reason       string          `json:"reason"`
	Agents       []struct{ Name string }
}

func sit(t *testing.T, addr, token string) *desk {
	t.Helper()
	return sitAt(t, addr, token, "")
}

// sitAt is sit from a page of an origin, as a browser says it.
func sitAt(t *testing.T, addr, token, origin string) *desk {
	t.Helper()
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	d := &desk{changes: map[string][]uint64{}}
	d.Client = centrifuge.NewJsonClient("ws://"+addr+live.PathSocket, centrifuge.Config{Token: token, Header: header, HandshakeTimeout: 10 * time.Second,
		MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 200 * time.Millisecond})
	d.OnConnected(func(centrifuge.ConnectedEvent) { d.with(func() { d.connects++ }) })
	d.OnDisconnected(func(e centrifuge.DisconnectedEvent) { d.with(func() { d.closed = e.Code }) })
	d.OnPublication(func(e centrifuge.ServerPublicationEvent) {
		d.with(func() { d.feed = append(d.feed, parsePush(e.Data)) })
	})
	d.OnMessage(func(e centrifuge.MessageEvent) { d.with(func() { d.messages = append(d.messages, parsePush(e.Data)) }) })
	t.Cleanup(d.Close)
	must(t, d.Connect())
	return d
}

func parsePush(b []byte) (p push) {
	_ = json.Unmarshal(b, &p) // a push of another shape has no type
	return p
}

func (d *desk) with(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
}

// count returns how many pushes of a type came into the agent's own stream.
func (d *desk) count(typ string) (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.feed {
		if p.Type == typ {
			n++
		}
	}
	return n
}

func (d *desk) is(f func() bool) func() bool {
	return func() bool { d.mu.Lock(); defer d.mu.Unlock(); return f() }
}

// read subscribes to a conversation.
func (d *desk) read(t *testing.T, conversation core.ID) {
	t.Helper()
	name := "conversation:" + conversation.String()
	sub, err := d.NewSubscription(name, centrifuge.SubscriptionConfig{MinResubscribeDelay: 20 * time.Millisecond})
	must(t, err)
	done := make(chan uint32, 2)
	sub.OnSubscribed(func(e centrifuge.SubscribedEvent) {
		d.with(func() { d.recover = e.Recovered })
		select {
		case done <- 0:
		default:
		}
	})
	sub.OnUnsubscribed(func(e centrifuge.UnsubscribedEvent) {
		d.with(func() { d.unsub = e.Code })
		select {
		case done <- e.Code:
		default:
		}
	})
	sub.OnPublication(func(e centrifuge.PublicationEvent) {
		var c struct{ Rev uint64 }
		if json.Unmarshal(e.Data, &c) != nil || c.Rev != e.Offset {
			t.Errorf("the publication at %d says %s", e.Offset, e.Data)
		}
		d.with(func() { d.changes[name] = append(d.changes[name], e.Offset) })
	})
	must(t, sub.Subscribe())
	<-done
}

// upTo reports whether every change after from came once, in order, up to to.
func (d *desk) upTo(conversation core.ID, from, to int64) func() bool {
	return d.is(func() bool {
		got := d.changes["conversation:"+conversation.String()]
		for i, o := range got {
			if o != uint64(from)+uint64(i)+1 {
				panic(fmt.Sprintf("changes %v after %d", got, from))
			}
		}
		return len(got) == int(to-from)
	})
}

func only(t *testing.T, h *hub.Hub) core.ConversationView {
	t.Helper()
	list, err := h.Conversations(context.Background(), root(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	if len(list.Items) != 1 {
		t.Fatalf("%d conversations", len(list.Items))
	}
	return list.Items[0]
}

func TestAgentsHearOfWhatTheyMaySee(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	a := link(t, h)
	north := core.Team{Name: "north"}
	north, err := h.CreateTeam(ctx, root(), north)
	must(t, err)
	annV, annKey, _ := member(t, h, "ann", "agent")
	must(t, h.SetTeamMembers(ctx, root(), north.ID, []core.ID{annV.AgentID}))
	bobV, bobKey, _ := member(t, h, "bob", "agent")
	_, bossKey, _ := member(t, h, "boss", "supervisor")
	ann, bob, boss := sit(t, addr, annKey), sit(t, addr, bobKey), sit(t, addr, bossKey)
	for _, d := range []*desk{ann, bob, boss} {
		eventually(t, "all are there", d.is(func() bool { return d.connects == 1 }))
	}
	must(t, h.Accept(ctx, says(a, "m1", text("hello"))))
	for _, d := range []*desk{ann, bob, boss} {
		eventually(t, "a new conversation of no team is everybody's", func() bool { return d.count("conversation") > 0 && d.count("counts") > 0 })
	}
	c := only(t, h)
	bob.read(t, c.ID)
	must(t, h.Accept(ctx, says(a, "m2", text("again"))))
	now := only(t, h)
	eventually(t, "whoever has it open sees its changes", bob.upTo(c.ID, c.Rev, now.Rev))

	// It moves to ann, in a team that bob is not in.
	_, err = h.Step(ctx, root(), c.ID, core.Step{Kind: core.StepAssign, AgentID: annV.AgentID, TeamID: north.ID, At: core.At(time.Now())})
	must(t, err)
	eventually(t, "bob is told that it is gone", func() bool { return bob.count("conversation_gone") == 1 })
	eventually(t, "bob has lost its stream", bob.is(func() bool { return bob.unsub == 2000 }))
	if bob.count("conversation_gone") != 1 || ann.count("conversation_gone") != 0 {
		t.Error("ann, who has it, is told that it is gone")
	}
	seen := bob.count("conversation")
	must(t, h.Accept(ctx, says(a, "m3", text("for ann alone"))))
	last := func(d *desk) func() bool {
		return d.is(func() bool {
			for _, p := range d.feed {
				var view struct {
					LastMessage struct{ Text string } `json:"last_message"`
				}
				if json.Unmarshal(p.Conversation, &view) == nil && view.LastMessage.Text == "for ann alone" {
					return true
				}
			}
			return false
		})
	}
	eventually(t, "ann hears it", last(ann))
	eventually(t, "the boss hears it", last(boss))
	if bob.count("conversation") != seen {
		t.Error("bob still hears of it")
	}
	denied, err := bob.NewSubscription("conversation:" + core.NewID().String())
	must(t, err)
	code := make(chan uint32, 1)
	denied.OnUnsubscribed(func(e centrifuge.UnsubscribedEvent) { code <- e.Code })
	must(t, denied.Subscribe())
	if got := <-code; got != live.CodeDenied {
		t.Errorf("a conversation that is not there: %d", got)
	}

	// bob joins, and leaves again.
	must(t, h.Invite(ctx, root(), c.ID, bobV.AgentID))
	eventually(t, "who joined sees it", func() bool { return bob.count("conversation") > seen })
	must(t, h.Leave(ctx, root(), c.ID, bobV.AgentID))
	eventually(t, "who left does not", func() bool { return bob.count("conversation_gone") == 2 })
	if n := ann.count("conversation_gone") + boss.count("conversation_gone"); n > 0 {
		t.Errorf("%d others are told that it is gone", n)
	}
}

func TestAgentsHearOfAccounts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	_, key, _ := member(t, h, "ann", "agent")
	ann := sit(t, addr, key)
	eventually(t, "ann is there", ann.is(func() bool { return ann.connects == 1 }))
	a := link(t, h)
	eventually(t, "ann hears of the new account", func() bool { return ann.count("accounts") > 0 })
	must(t, h.Store().FlushHealth(ctx))
	before := ann.count("accounts")
	h.Store().NoteFailure(a.ID, core.Auth, "the token is not accepted any more")
	eventually(t, "ann hears that it fails", func() bool { return ann.count("accounts") > before })
}

func TestAnAgentRecoversOverARestart(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cfg := config(t, &fake{})
	h, addr, stop := serveLive(t, cfg, "")
	a := link(t, h)
	must(t, h.Accept(ctx, says(a, "m1", text("hello"))))
	_, key, _ := member(t, h, "ann", "agent")
	c := only(t, h)
	ann := sit(t, addr, key)
	ann.read(t, c.ID)
	stop()
	h, _, _ = serveLive(t, cfg, addr)
	for i := range 20 {
		must(t, h.Accept(ctx, says(a, fmt.Sprintf("n%d", i), text("while you were away"))))
	}
	now := only(t, h)
	if now.Rev-c.Rev < 20 {
		t.Fatalf("20 messages made %d changes", now.Rev-c.Rev)
	}
	eventually(t, "all that was missed", ann.upTo(c.ID, c.Rev, now.Rev))
	if !ann.is(func() bool { return ann.recover })() {
		t.Error("the page is not told that it recovered")
	}
}

func TestAccessThatEndsClosesTheConnection(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	v, key, k := member(t, h, "ann", "agent")
	_, otherKey, _ := member(t, h, "bob", "agent")
	token, _, err := h.LiveToken(ctx, core.ID{}, k.ID)
	must(t, err)
	byKey, byToken, other, bad := sit(t, addr, key), sit(t, addr, token), sit(t, addr, otherKey), sit(t, addr, "sbl_"+token[4:len(token)-4])
	eventually(t, "a forged token is refused", bad.is(func() bool { return bad.closed == live.CodeInvalidToken }))
	for _, d := range []*desk{byKey, byToken, other} {
		eventually(t, "the others are there", d.is(func() bool { return d.connects == 1 }))
	}
	must(t, h.RevokeKey(ctx, root(), k.ID))
	eventually(t, "the key's connection ends", byKey.is(func() bool { return byKey.closed == live.CodeSessionEnded }))
	eventually(t, "its token's connection ends", byToken.is(func() bool { return byToken.closed == live.CodeSessionEnded }))
	_ = v
	if other.State() != centrifuge.StateConnected {
		t.Error("another one's connection ended too")
	}
	team, err := h.CreateTeam(ctx, root(), core.Team{Name: "south"})
	must(t, err)
	bob, err := h.Agents(ctx, root())
	must(t, err)
	for _, agent := range bob {
		if agent.Name == "bob" {
			must(t, h.SetTeamMembers(ctx, root(), team.ID, []core.ID{agent.ID}))
		}
	}
	eventually(t, "other rights make it connect anew", other.is(func() bool { return other.connects == 2 }))
}

func TestAgentsSeeWhoLooksAndTypes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	a := link(t, h)
	must(t, h.Accept(ctx, says(a, "m1", text("hello"))))
	c := only(t, h)
	_, annKey, _ := member(t, h, "ann", "agent")
	bobV, bobKey, _ := member(t, h, "bob", "agent")
	ann, bob := sit(t, addr, annKey), sit(t, addr, bobKey)
	ann.read(t, c.ID)
	bob.read(t, c.ID)
	call := func(d *desk, method string, data any) error {
		b, err := json.Marshal(data)
		must(t, err)
		_, err = d.RPC(ctx, method, b)
		return err
	}
	lookers := func(n int) func() bool {
		return ann.is(func() bool {
			for i := len(ann.messages) - 1; i >= 0; i-- {
				if p := ann.messages[i]; p.Type == "viewers" {
					return len(p.Agents) == n
				}
			}
			return false
		})
	}
	must(t, call(bob, "viewing", map[string]any{"conversation": c.ID}))
	eventually(t, "ann sees that bob looks", lookers(1))
	must(t, call(bob, "viewing", map[string]any{"conversation": nil}))
	eventually(t, "ann sees that bob does not look any more", lookers(0))
	must(t, call(bob, "viewing", map[string]any{"conversation": c.ID}))
	eventually(t, "ann sees bob again", lookers(1))
	must(t, call(bob, "typing", map[string]any{"conversation": c.ID, "on": true}))
	eventually(t, "ann sees that bob types", ann.is(func() bool {
		for _, p := range ann.messages {
			if p.Type == "typing" && p.Who == "agent" && p.Name == "bob" {
				return true
			}
		}
		return false
	}))
	must(t, h.Typing(ctx, bobV, c.ID, false)) // as over plain HTTP
	eventually(t, "ann sees that bob does not type any more", ann.is(func() bool {
		n := 0
		for _, p := range ann.messages {
			if p.Type == "typing" && p.Who == "agent" && p.Name == "bob" {
				n++
			}
		}
		return n == 2
	}))
	bob.Close()
	eventually(t, "ann sees that bob has left", lookers(0))
	if call(ann, "viewing", map[string]any{"conversation": core.NewID()}) == nil {
		t.Error("ann may look at what is not there")
	}
	typing, err := json.Marshal([]core.Envelope{{Type: core.TypeTyping, User: core.UserRef{ExternalID: "u"}, Direction: core.In, Key: "t1", SentAt: 1}})
	must(t, err)
	must(t, h.Accept(ctx, core.Raw{AccountID: a.ID, Kind: "fake", Body: typing}))
	eventually(t, "ann sees that the person types", ann.is(func() bool {
		for _, p := range ann.messages {
			if p.Type == "typing" && p.Who == "contact" {
				return true
			}
		}
		return false
	}))
	for _, data := range []string{`[]`, `{"conversation":"x"}`, `{"on":3}`, `"`, `null`} {
		if _, err := ann.RPC(ctx, "typing", []byte(data)); err == nil {
			t.Errorf("typing takes %s", data)
		}
	}
}
