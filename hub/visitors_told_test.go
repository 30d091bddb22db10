package hub_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"
	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/live"
	"github.com/switchboard-hub/switchboard/web"
)

// listenLive serves live updates of a site, and returns the address.
func (s *site) listenLive() string {
	s.t.Helper()
	server, err := httpserver.New("127.0.0.1:0", httpserver.Options{})
	must(s.t, err)
	s.h.MountLive(server, func(c *app.RequestContext) string { return c.RemoteAddr().String() })
	done := make(chan error, 1)
	go func() { done <- server.Run() }()
	s.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		must(s.t, s.h.Live().Shutdown(ctx))
		must(s.t, server.Shutdown(ctx))
		<-done
	})
	eventually(s.t, "the hub works", s.h.Ready)
	return server.Addr().String()
}

// page is a visitor's page: it keeps what its stream said, in the order of the
// offsets, of which none may be missing and none come twice.
type page struct {
	*centrifuge.Client
	mu    sync.Mutex
	next  uint64
	said  []string
	wrong string
}

func openPage(t *testing.T, addr string, v web.Session) *page {
	t.Helper()
	p := &page{next: uint64(v.Stream.Offset) + 1}
	p.Client = centrifuge.NewJsonClient("ws://"+addr+live.PathSocket, centrifuge.Config{Token: v.Token, HandshakeTimeout: 10 * time.Second,
		MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 200 * time.Millisecond})
	p.OnPublication(func(e centrifuge.ServerPublicationEvent) { p.hear(e.Offset, e.Data) })
	t.Cleanup(p.Close)
	p.join(t)
	return p
}

// join connects, and waits until the page is there.
func (p *page) join(t *testing.T) {
	t.Helper()
	must(t, p.Connect())
	eventually(t, "the page is there", func() bool { return p.State() == centrifuge.StateConnected })
}

func (p *page) hear(offset uint64, data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var i web.Item
	if err := json.Unmarshal(data, &i); err != nil || offset != p.next {
		p.wrong = fmt.Sprintf("offset %d, want %d: %s, %v", offset, p.next, data, err)
	}
	p.next = offset + 1
	switch {
	case i.Type == "queue":
		p.said = append(p.said, fmt.Sprint("ahead ", i.Queue.Ahead))
	case i.Agent != nil:
		p.said = append(p.said, i.Status+" "+i.Agent.Name)
	case i.Type == "status":
		p.said = append(p.said, i.Status)
	case i.Type == "message":
		p.said = append(p.said, i.Message.Text)
	default:
		p.said = append(p.said, i.Type)
	}
}

// hears waits until the page has heard just this. An estimate may come in between:
// the same place, said anew.
func (p *page) hears(t *testing.T, want string) {
	t.Helper()
	var got string
	defer func() {
		if t.Failed() {
			t.Logf("the page has heard %q, want %q", got, want)
		}
	}()
	eventually(t, "the page hears "+want, func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.wrong != "" {
			t.Error(p.wrong)
		}
		got = strings.Join(slices.Compact(slices.Clone(p.said)), ", ")
		return got == want
	})
}

func TestAPageHearsHowThingsStandWithoutAskingAndOverALostConnection(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx, addr := context.Background(), s.listenLive()
		ids := map[string]core.ID{}
		arrive := func(token, name string) {
			t.Helper()
			s.say(token, name, name)
			list, err := s.h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{Limit: 1})
			must(t, err)
			ids[name] = list.Items[0].ID
		}
		step := func(name string, st core.Step) {
			t.Helper()
			must(t, s.h.Store().Do(ctx, &engine.Step{Viewer: root(), ConversationID: ids[name], Step: st}))
		}
		take := core.Step{Kind: core.StepAssign, AgentID: s.agent.AgentID}
		arrive(s.visit(nil).Token, "first")
		arrive(s.visit(nil).Token, "second")
		v := s.visit(nil)
		p := openPage(t, addr, v)
		arrive(v.Token, "hello")
		p.hears(t, "queued, hello, ahead 2")
		step("first", take)
		p.hears(t, "queued, hello, ahead 2, ahead 1")
		leave := func() {
			t.Helper()
			must(t, p.Disconnect())
			eventually(t, "the hub has seen it go", func() bool { return s.h.Guests() == 0 })
		}
		leave()
		step("second", take)
		p.join(t)
		p.hears(t, "queued, hello, ahead 2, ahead 1, ahead 0")
		if again := s.visit(object{"token": v.Token}).Status; again.Status != "queued" || again.Queue == nil || again.Queue.Ahead != 0 || again.Queue.Minutes == 0 {
			t.Errorf("a page that opens now is told %+v", again)
		}
		leave()
		step("hello", core.Step{Kind: core.StepBotStart, BotID: "b"})
		eventually(t, "the hub finds that there is no such bot", func() bool {
			c, err := s.h.Conversation(ctx, root(), ids["hello"])
			must(t, err)
			return c.Status == core.StatusQueued
		})
		step("hello", take)
		p.join(t)
		p.hears(t, "queued, hello, ahead 2, ahead 1, ahead 0, bot, queued, active Owner")
		leave()
		step("hello", core.Step{Kind: core.StepComplete})
		p.join(t)
		p.hears(t, "queued, hello, ahead 2, ahead 1, ahead 0, bot, queued, active Owner, ended")
	})
}
