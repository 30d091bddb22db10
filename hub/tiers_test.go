package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"
	natsserver "github.com/nats-io/nats-server/v2/server"

	"github.com/switchboard-hub/switchboard/connectors"
	connweb "github.com/switchboard-hub/switchboard/connectors/web"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/live"
	normweb "github.com/switchboard-hub/switchboard/normalize/web"
	"github.com/switchboard-hub/switchboard/web"
)

// tiered is one hub of three nodes: what an agent does on the first holds for
// visitors on the second and for agents on the third.
type tiered struct {
	t                  *testing.T
	desk, front, other *hub.Hub
	frontAddr, address string // of the sockets of front and of other
}

func newTiered(t *testing.T) *tiered {
	t.Helper()
	server, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: -1, NoLog: true, NoSigs: true})
	must(t, err)
	go server.Start()
	t.Cleanup(func() { server.Shutdown(); server.WaitForShutdown() })
	if !server.ReadyForConnections(20 * time.Second) {
		t.Fatal("the bus does not start")
	}
	cfg := hub.Config{Database: storetest.Postgres(t), NATS: server.ClientURL(), KeyFile: filepath.Join(t.TempDir(), "key"),
		PublicURL: "http://127.0.0.1:8", AgentsURL: "http://127.0.0.1:9", Normalizers: normweb.Table(),
		Channels: func(env connectors.Env) []connectors.Channel { return []connectors.Channel{connweb.Channel(env)} }}
	node := func(r hub.Roles) (*hub.Hub, string) {
		cfg.Data, cfg.Roles = t.TempDir(), r
		h, addr, _ := serveLive(t, cfg, "")
		return h, addr
	}
	s := &tiered{t: t}
	s.desk, _ = node(hub.RoleAgents)
	s.front, s.frontAddr = node(hub.RoleVisitors)
	s.other, s.address = node(hub.RoleAgents)
	return s
}

// caller is a visitor with a socket.
type caller struct {
	*desk
	site    core.Account
	session web.Session
	said    int
}

// guest opens a website of its own, and a visitor of it who says hello.
func (s *tiered) guest() *caller {
	s.t.Helper()
	a, err := s.desk.AddAccount(context.Background(), root(), "web", "shop", generous())
	must(s.t, err)
	session, err := s.front.OpenVisitor(context.Background(), web.Caller{Account: a.ID, Address: "192.0.2.1"}, web.SessionRequest{})
	must(s.t, err)
	g := &caller{desk: sit(s.t, s.frontAddr, session.Token), site: a, session: session}
	if code := s.says(g); code != 0 {
		s.t.Fatalf("a visitor's word is refused with %d", code)
	}
	if s.heard(g) == 0 {
		s.t.Fatal("a visitor's word is not heard")
	}
	return g
}

// from opens another socket of a visitor, on a page of an origin.
func (s *tiered) from(g *caller, origin string) *desk {
	s.t.Helper()
	d := sitAt(s.t, s.frontAddr, g.session.Token, origin)
	eventually(s.t, "the socket of "+origin+" is open", d.is(func() bool { return d.connects == 1 }))
	return d
}

// says sends a text over the socket and returns the code of the refusal.
func (s *tiered) says(g *caller) (code uint32) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	g.said++
	in, err := json.Marshal(web.SendRequest{ClientMessageID: fmt.Sprint(g.said), Text: "hello"})
	must(s.t, err)
	_, err = g.RPC(ctx, "send", in)
	var refused *centrifuge.Error
	if err != nil && !errors.As(err, &refused) {
		return live.CodeSessionEnded // the socket is closed
	}
	if err != nil {
		return refused.Code
	}
	return 0
}

// heard is how many messages the agents have of the visitor.
func (s *tiered) heard(g *caller) int {
	s.t.Helper()
	list, err := s.desk.Store().Conversations(context.Background(), root(), core.ConversationFilter{AccountID: g.site.ID}, core.Page{Limit: 10})
	must(s.t, err)
	n := 0
	for _, c := range list.Items {
		n += int(c.Seq)
	}
	return n
}

// agent adds an agent who has a page open on the third node, signed in there.
func (s *tiered) agent(name string) (v core.Viewer, session core.Session, page *desk) {
	s.t.Helper()
	ctx := context.Background()
	v, _, _ = member(s.t, s.desk, name, "agent")
	_, session, err := s.other.SignIn(ctx, name+"@example.com", "a long password", office1)
	must(s.t, err)
	token, _, err := s.other.LiveToken(ctx, session.ID, core.ID{})
	must(s.t, err)
	page = sit(s.t, s.address, token)
	eventually(s.t, "the page is open", page.is(func() bool { return page.connects == 1 }))
	return v, session, page
}

func (d *desk) ended() bool { return d.is(func() bool { return d.closed == live.CodeSessionEnded })() }

// What is done on a node of agents ends or mutes who is connected to other nodes.
func TestWhatAgentsDoHoldsOnOtherTiers(t *testing.T) {
	t.Parallel()
	s, ctx := newTiered(t), context.Background()
	member(t, s.desk, "boss", "owner")
	status := func(g *caller, to core.AccountStatus) {
		_, err := s.desk.SetAccountStatus(ctx, root(), g.site.ID, to)
		must(t, err)
	}
	set := func(g *caller, name, value string) {
		_, err := s.desk.UpdateAccount(ctx, root(), g.site.ID, nil, map[string]string{name: value})
		must(t, err)
	}
	for _, c := range []struct {
		what string
		act  func(g *caller) (done func() bool)
	}{
		{"a contact is blocked", func(g *caller) func() bool {
			list, err := s.desk.Store().Conversations(ctx, root(), core.ConversationFilter{AccountID: g.site.ID}, core.Page{Limit: 1})
			must(t, err)
			must(t, s.desk.BlockContact(ctx, root(), list.Items[0].ContactID, true))
			return func() bool { before := s.heard(g); return s.says(g) == 0 && s.heard(g) == before }
		}},
		{"an account is paused", func(g *caller) func() bool {
			status(g, core.AccountPaused)
			return func() bool { return s.says(g) == live.CodeTooMany }
		}},
		{"an account is paused and goes on", func(g *caller) func() bool {
			status(g, core.AccountPaused)
			status(g, core.AccountActive)
			return func() bool { return s.says(g) == 0 }
		}},
		{"an account is removed", func(g *caller) func() bool {
			status(g, core.AccountRemoved)
			return g.ended
		}},
		{"a website asks for proven visitors", func(g *caller) func() bool {
			set(g, "require_identity", "true")
			return g.ended
		}},
		{"a website takes an origin off its list", func(g *caller) func() bool {
			set(g, "origins", "https://shop.example.com, https://new.example.com")
			removed := s.from(g, "https://shop.example.com")
			kept, own := s.from(g, "https://new.example.com"), s.from(g, "http://127.0.0.1:8")
			set(g, "origins", "https://new.example.com")
			return func() bool {
				open := func(d *desk) bool { return s.says(&caller{desk: d, said: 100 + g.said}) == 0 }
				if !removed.ended() || !open(kept) || !open(own) {
					return false
				}
				set(g, "origins", "") // set-up mode: pages of this machine, and the hub's own
				eventually(t, "the last origin is taken off", kept.ended)
				return open(own) && open(g.desk)
			}
		}},
		{"a greeting is changed", func(g *caller) func() bool {
			set(g, "greeting", "您好")
			return func() bool {
				look, err := s.front.VisitorConfig(ctx, g.site.ID)
				must(t, err)
				return look.Greeting == "您好"
			}
		}},
		{"an agent is disabled", func(*caller) func() bool {
			v, _, page := s.agent("disabled")
			disabled := true
			_, err := s.desk.UpdateAgent(ctx, root(), v.AgentID, core.AgentChange{Disabled: &disabled})
			must(t, err)
			return page.ended
		}},
		{"a password is changed", func(*caller) func() bool {
			v, _, page := s.agent("changed")
			_, _, err := s.desk.ChangePassword(ctx, v, "a long password", "another long password", office1)
			must(t, err)
			return page.ended
		}},
		{"a session is ended", func(*caller) func() bool {
			v, session, page := s.agent("ended")
			must(t, s.desk.EndSession(ctx, v, session.ID))
			return page.ended
		}},
	} {
		g := s.guest()
		eventually(t, "the visitor's socket is open", g.is(func() bool { return g.connects == 1 }))
		done, began := c.act(g), time.Now()
		eventually(t, c.what, done)
		t.Logf("%s: it holds after %v", c.what, time.Since(began).Round(time.Millisecond))
	}
}
