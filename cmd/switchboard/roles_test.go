package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// A node that cannot do what it is told says what to do.
func TestRolesThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	n := &node{t: t, data: filepath.Join(t.TempDir(), "data")}
	part := []string{"--database=postgres://x@127.0.0.1:1/x", "--nats=nats://127.0.0.1:1", "--public-url=https://hub.example.org", "--agents-url=https://desk.example.org"}
	for _, c := range []struct{ roles, without, want string }{
		{"worker", "", `--roles: there is no role "worker": give one or more of visitors,agents,work`},
		{"", "", "--roles: a node needs a role: give one or more of visitors,agents,work"},
		{"visitors", "--database", "--roles visitors does a part of a hub: give --database, PostgreSQL"},
		{"agents,work", "--nats", "--roles agents,work does a part of a hub: give --nats, a NATS"},
		{"work", "--public-url", "--roles work does a part of a hub: give --public-url, where"},
		{"visitors,work", "--agents-url", "--roles visitors,work does a part of a hub: give --agents-url, where"},
	} {
		args := []string{"serve", "--roles=" + c.roles}
		for _, flag := range part {
			if name, _, _ := strings.Cut(flag, "="); name != c.without {
				args = append(args, flag)
			}
		}
		if stderr, err := n.try(nil, args...); err == nil || !strings.Contains(stderr, c.want) || strings.Count(stderr, "does a part") > 1 {
			t.Errorf("--roles %s without %q: %v", c.roles, c.without, err)
		}
	}
	if _, err := os.Stat(n.data); !os.IsNotExist(err) {
		t.Errorf("a refused node has made its folder: %v", err)
	}
}

// The link of the set-up is of a page that nodes of agents alone have.
func TestANodeOfAgentsOffersTheSetUp(t *testing.T) {
	t.Parallel()
	const offer = "This hub has no owner yet"
	n := &node{t: t, data: filepath.Join(t.TempDir(), "data"), database: pgtest.Shared(t), log: newOutput(t), agents: freeAddr(t)}
	shared := []string{"--nats", newBus(t).ClientURL(), "--public-url", "https://hub.example.org", "--agents-url", "https://desk.example.org"}
	n.flags = slices.Concat(shared, []string{"--roles", "work"})
	n.start()
	n.stop()
	if strings.Contains(n.log.String(), offer) {
		t.Errorf("a node that works offers the set-up:\n%s", n.log.String())
	}
	n.flags = slices.Concat(shared, []string{"--roles", "work,agents"})
	n.start()
	if !strings.Contains(n.log.String(), offer) || !strings.Contains(n.log.String(), "https://desk.example.org/setup#token=") {
		t.Errorf("a node of agents does not offer the set-up:\n%s", n.log.String())
	}
	n.stop()
}

// tiers are the nodes of one hub by what they do. The nodes of a tier stand behind
// one address, as behind a proxy.
type tiers struct {
	t                      *testing.T
	visitors, agents, work []*node
	front                  *node // no process: the addresses of visitors and agents, to be asked like a node
	site                   string
}

// newTiers prepares so many nodes of each tier, none started yet. They share the
// files of the first one.
func newTiers(t *testing.T, each int) *tiers {
	t.Helper()
	bus := newBus(t)
	public, agents := newSplitter(t), newSplitter(t)
	s := &tiers{t: t, front: newNode(t, pgtest.Shared(t), "--nats", bus.ClientURL(), "--public-url", "http://"+public.addr(), "--agents-url", "http://"+agents.addr())}
	for range each {
		v, a, w := s.node("visitors"), s.node("agents"), s.node("work")
		s.visitors, s.agents, s.work = append(s.visitors, v), append(s.agents, a), append(s.work, w)
		public.add(v.public)
		agents.add(a.agents)
	}
	var site struct{ ID string }
	s.front.command(&site, "account", "add", "web", "--name", "shop", "--set", "origins="+shopOrigin,
		"--set", "messages_per_minute=10000", "--set", "messages_burst=1000", "--set", "sessions_per_minute=1000")
	s.site, s.front.public, s.front.agents = site.ID, public.addr(), agents.addr()
	t.Cleanup(func() {
		for _, n := range slices.Concat(s.visitors, s.agents, s.work) {
			if t.Failed() {
				t.Logf("%v:\n%s", n.flags, tail(n.log.String(), 2000))
			}
		}
	})
	return s
}

// node prepares a node of one role.
func (s *tiers) node(role string) *node {
	s.t.Helper()
	n := s.front.sibling()
	n.flags = append(n.flags, "--roles", role)
	if role != "visitors" {
		n.public = ""
	}
	fatal(s.t, os.MkdirAll(n.data, 0o700))
	fatal(s.t, os.Symlink(filepath.Join(s.front.data, "blobs"), filepath.Join(n.data, "blobs")))
	return n
}

func start(nodes ...*node) {
	for _, n := range nodes {
		n.launch()
	}
	for _, n := range nodes {
		n.await()
	}
}

// splitter passes connections on to its nodes in turn, and to the next one where
// one does not answer.
type splitter struct {
	ln net.Listener

	mu   sync.Mutex
	to   []string
	turn int
}

func newSplitter(t *testing.T) *splitter {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	fatal(t, err)
	s := &splitter{ln: ln}
	t.Cleanup(func() { _ = ln.Close() })
	go func() {
		for {
			client, err := ln.Accept()
			if err != nil {
				return // the test is over
			}
			go s.pass(client)
		}
	}()
	return s
}

func (s *splitter) addr() string { return s.ln.Addr().String() }

func (s *splitter) add(addr string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.to = append(s.to, addr)
}

// next lists the nodes, another one first each time.
func (s *splitter) next() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn++
	first := s.turn % len(s.to)
	return slices.Concat(s.to[first:], s.to[:first])
}

func (s *splitter) pass(client net.Conn) {
	defer client.Close()
	for _, addr := range s.next() {
		node, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil {
			continue
		}
		go func() {
			_, _ = io.Copy(node, client) // ends with either of the two
			_ = node.Close()
		}()
		_, _ = io.Copy(client, node)
		_ = node.Close()
		return
	}
}

// status asks a node without a key; 0 is no answer.
func status(addr, path string) int {
	resp, err := (&http.Client{Timeout: 10 * time.Second}).Get("http://" + addr + path)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

// hears collects what a socket brings.
type hears struct {
	mu    sync.Mutex
	texts []string
}

func (h *hears) note(b []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.texts = append(h.texts, string(b))
}

// has reports whether one of what came has all the words.
func (h *hears) has(words ...string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
next:
	for _, text := range h.texts {
		for _, word := range words {
			if !strings.Contains(text, word) {
				continue next
			}
		}
		return true
	}
	return false
}

// socket is an official client that hears all of its streams.
func (s *tiers) socket(addr, token, origin string) (*centrifuge.Client, *hears) {
	s.t.Helper()
	h := &hears{}
	c := centrifuge.NewJsonClient("ws://"+addr+"/connection/websocket", centrifuge.Config{Token: token, Header: http.Header{"Origin": {origin}},
		MinReconnectDelay: 20 * time.Millisecond, MaxReconnectDelay: 500 * time.Millisecond})
	c.OnPublication(func(e centrifuge.ServerPublicationEvent) { h.note(e.Data) })
	c.OnMessage(func(e centrifuge.MessageEvent) { h.note(e.Data) })
	s.t.Cleanup(c.Close)
	fatal(s.t, c.Connect())
	s.front.until("the socket is open", func() bool { return c.State() == centrifuge.StateConnected })
	return c, h
}

func (s *tiers) url(what string) string {
	return "http://" + s.front.public + "/widget/v1/" + s.site + "/" + what
}

// visit opens a visitor's session.
func (s *tiers) visit() (token string) {
	s.t.Helper()
	var session struct{ Token string }
	_, err := post(http.DefaultClient, s.url("session"), "", shopOrigin, map[string]any{}, &session)
	fatal(s.t, err)
	return session.Token
}

// say writes as a visitor.
func (s *tiers) say(token string, body map[string]any) {
	s.t.Helper()
	_, err := post(http.DefaultClient, s.url("messages"), token, shopOrigin, body, nil)
	fatal(s.t, err)
}

// newest is the conversation that was written into last.
func (s *tiers) newest() string {
	s.t.Helper()
	return s.front.conversations()[0].ID
}

// Each tier does its part and nothing else, and what one does the others know.
func TestTheTiersOfAHubAreOne(t *testing.T) {
	t.Parallel()
	s := newTiers(t, 1)
	srv := telegramtest.New(telegramtest.Options{})
	t.Cleanup(srv.Close)
	start(s.visitors[0], s.agents[0])
	s.doors()
	b := (&shop{srv: srv, node: s.front}).bot(t)
	thread := b.greet()
	var answer message
	s.front.must(http.MethodPost, "/conversations/"+thread+"/messages", map[string]any{"client_message_id": "1", "text": "您好"}, &answer)

	token := s.visit()
	_, visitor := s.socket(s.front.public, token, shopOrigin)
	s.say(token, map[string]any{"client_message_id": "1", "text": "hello"})
	conversation := s.newest()
	desk, agent := s.socket(s.front.agents, s.front.key, "")
	sub, err := desk.NewSubscription("conversation:"+conversation, centrifuge.SubscriptionConfig{Recoverable: true, Positioned: true})
	fatal(t, err)
	sub.OnPublication(func(e centrifuge.PublicationEvent) { agent.note(e.Data) })
	fatal(t, sub.Subscribe())
	s.front.until("the agent sees that the visitor is there", func() bool { return agent.has("presence", conversation, "online") })
	s.signs(desk, token, conversation, agent, visitor)
	s.files(token, conversation, agent, visitor)
	s.settings(token)

	if srv.SentCount(b.token) != 0 || status(s.work[0].agents, "/healthz") != 0 {
		t.Error("an answer was sent although no node works")
	}
	start(s.work[0])
	s.workDoors()
	s.front.until("the answer is sent as soon as a node works", func() bool { return srv.SentCount(b.token) == 1 })
	s.queue()
	for _, n := range []*node{s.visitors[0], s.agents[0], s.work[0]} {
		n.stop()
		if strings.Contains(n.log.String(), "level=ERROR") {
			t.Errorf("a node met errors:\n%s", tail(n.log.String(), 3000))
		}
	}
}

// doors: who has which listener, and what is there.
func (s *tiers) doors() {
	s.t.Helper()
	v, a := s.visitors[0], s.agents[0]
	for _, c := range []struct {
		what, addr, path string
		want             int
	}{
		{"visitors", v.public, "/healthz", 200}, {"visitors", v.public, "/widget/v1/loader.js", 200}, {"visitors", v.agents, "/healthz", 200},
		{"visitors", v.agents, "/readyz", 200}, {"visitors", v.agents, "/metrics", 200}, {"visitors", v.agents, "/api/v1/me", 404},
		{"visitors", v.agents, "/", 404}, {"visitors", v.agents, "/connection/websocket", 404},
		{"agents", a.agents, "/healthz", 200}, {"agents", a.agents, "/readyz", 200}, {"agents", a.agents, "/metrics", 200},
		{"agents", a.agents, "/api/v1/me", 401}, {"agents", a.agents, "/", 200}, {"agents", a.agents, "/widget/v1/loader.js", 404},
	} {
		if got := status(c.addr, c.path); got != c.want {
			s.t.Errorf("a node of %s answers %s with %d, want %d", c.what, c.path, got, c.want)
		}
	}
	if log := a.log.String(); !strings.Contains(log, "roles=agents public=none") {
		s.t.Errorf("a node of agents does not say what it does:\n%s", log)
	}
}

func (s *tiers) workDoors() {
	s.t.Helper()
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/metrics": 200, "/api/v1/me": 404, "/": 404, "/widget/v1/loader.js": 404} {
		if got := status(s.work[0].agents, path); got != want {
			s.t.Errorf("a node that works answers %s with %d, want %d", path, got, want)
		}
	}
}

// signs: what passes goes from tier to tier.
func (s *tiers) signs(desk *centrifuge.Client, token, conversation string, agent, visitor *hears) {
	s.t.Helper()
	_, err := post(http.DefaultClient, s.url("typing"), token, shopOrigin, map[string]any{"on": true}, nil)
	if err != nil && !strings.Contains(err.Error(), "unexpected end") { // 204 has no body
		s.t.Fatal(err)
	}
	s.front.until("the agent sees the visitor type", func() bool { return agent.has(`"typing"`, conversation, `"contact"`) })
	s.front.until("the visitor sees the agent type", func() bool { // shown to who has the conversation
		ctx, cancel := context.WithTimeout(s.t.Context(), 10*time.Second)
		defer cancel()
		_, err := desk.RPC(ctx, "typing", fmt.Appendf(nil, `{"conversation":%q,"on":true}`, conversation))
		return err == nil && visitor.has(`"typing"`, "Owner")
	})
}

// files: what one tier has taken the other hands out.
func (s *tiers) files(token, conversation string, agent, visitor *hears) {
	s.t.Helper()
	var up struct{ ID string }
	form := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nof the visitor\r\n--b--\r\n"
	s.send(s.url("uploads"), token, "multipart/form-data; boundary=b", form, &up)
	s.say(token, map[string]any{"client_message_id": "2", "attachments": []any{map[string]any{"upload": up.ID}}})
	s.front.until("the agent hears of the file", func() bool { return agent.has("a.txt") })
	all := s.front.messages(conversation)
	if got := s.read("http://"+s.front.agents+"/api/v1/attachments/"+all[len(all)-1].Attachments[0].ID, s.front.key); got != "of the visitor" {
		s.t.Errorf("the agent reads %q", got)
	}
	var blob map[string]any
	s.send("http://"+s.front.agents+"/api/v1/uploads?name=b.txt", s.front.key, "text/plain", "of the agent", &blob)
	s.front.must(http.MethodPost, "/conversations/"+conversation+"/messages",
		map[string]any{"client_message_id": "3", "attachments": []any{map[string]any{"kind": "file", "blob": blob["blob"], "name": "b.txt"}}}, nil)
	s.front.until("the visitor hears of the file", func() bool { return visitor.has("b.txt", "/widget/v1/files/") })
	if got := s.read("http://"+s.front.public+visitor.link("b.txt"), ""); got != "of the agent" {
		s.t.Errorf("the visitor reads %q", got)
	}
}

// link returns the address of a file in a message that came.
func (h *hears) link(name string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, text := range h.texts {
		var item struct {
			Message struct{ Attachments []struct{ Name, URL string } }
		}
		if json.Unmarshal([]byte(text), &item) == nil && len(item.Message.Attachments) > 0 && item.Message.Attachments[0].Name == name {
			return item.Message.Attachments[0].URL
		}
	}
	return ""
}

func (s *tiers) send(url, token, kind, body string, into any) {
	s.t.Helper()
	req, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	fatal(s.t, err)
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", kind)
	if strings.Contains(url, "/widget/") {
		req.Header.Set("Origin", shopOrigin)
	}
	resp, err := http.DefaultClient.Do(req)
	fatal(s.t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	fatal(s.t, err)
	if resp.StatusCode != http.StatusCreated {
		s.t.Fatalf("%s: %s %s", url, resp.Status, b)
	}
	fatal(s.t, json.Unmarshal(b, into))
}

func (s *tiers) read(url, token string) string {
	s.t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	fatal(s.t, err)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	fatal(s.t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	fatal(s.t, err)
	return string(b)
}

// settings: what is set at a node of agents holds for visitors, at once.
func (s *tiers) settings(token string) {
	s.t.Helper()
	said := 0
	says := func(text string) (int, error) {
		said++
		return post(http.DefaultClient, s.url("messages"), token, shopOrigin, map[string]any{"client_message_id": fmt.Sprint("s", said), "text": text}, nil)
	}
	refused := func(text string) bool {
		_, err := says(text)
		return err != nil && strings.Contains(err.Error(), "widget.refused")
	}
	var words struct{ ID string }
	s.front.must(http.MethodPost, "/routing/word-lists", map[string]any{"name": "swear words", "words": "confound"}, &words)
	s.front.must(http.MethodPost, "/routing/rules", map[string]any{"name": "no swearing", "enabled": true,
		"when": map[string]any{"keywords": map[string]any{"lists": []string{words.ID}}}, "then": map[string]any{"screen": "block"}}, nil)
	began := time.Now()
	s.front.until("a sensitive word is refused", func() bool { return refused("confound it") })
	s.front.must(http.MethodPatch, "/routing/word-lists/"+words.ID, map[string]any{"words": "drat"}, nil)
	s.front.until("another one is refused", func() bool { return refused("drat it") })
	if code, err := says("confound this"); err != nil {
		s.t.Errorf("what is not sensitive any more is answered %d: %v", code, err)
	}
	config := func() int { return status(s.front.public, "/widget/v1/"+s.site+"/config") }
	s.front.must(http.MethodPost, "/accounts/"+s.site+"/pause", nil, nil)
	s.front.until("the widget of a paused account is gone", func() bool { return config() >= 400 })
	s.front.must(http.MethodPost, "/accounts/"+s.site+"/resume", nil, nil)
	s.front.until("the widget is back", func() bool { return config() == http.StatusOK })
	s.t.Logf("two word lists, a pause and its end were in force after %v", time.Since(began).Round(time.Millisecond))
}

// queue: who waits is told the place, and is given to who becomes ready.
func (s *tiers) queue() {
	s.t.Helper()
	var me struct{ Agent string }
	s.front.get("/me", &me)
	// Visitors are there until one of them comes after the rule: all have to find room.
	s.front.must(http.MethodPatch, "/agents/"+me.Agent+"/seat", map[string]any{"capacity": 1000}, nil)
	var team struct{ ID string }
	s.front.must(http.MethodPost, "/teams", map[string]any{"name": "hall", "kind": "skill_group"}, &team)
	s.front.must(http.MethodPut, "/teams/"+team.ID+"/members", map[string]any{"agents": []string{me.Agent}}, nil)
	s.front.must(http.MethodPut, "/teams/"+team.ID+"/queue", map[string]any{"policy": "least_load", "dedicated": false, "last": false}, nil)
	s.front.must(http.MethodPost, "/routing/rules", map[string]any{"name": "all", "enabled": true, "when": map[string]any{}, "then": map[string]any{"team": team.ID}}, nil)
	var visitor *hears
	s.front.until("the rule is in force where visitors write", func() bool {
		token := s.visit()
		_, visitor = s.socket(s.front.public, token, shopOrigin)
		s.say(token, map[string]any{"client_message_id": "1", "text": "anybody there?"})
		var c struct{ Team string }
		s.front.get("/conversations/"+s.newest(), &c)
		return c.Team == team.ID
	})
	s.front.until("the visitor is told the place", func() bool { return visitor.has(`"queue"`, `"ahead"`) })
	began := time.Now()
	s.front.must(http.MethodPut, "/me/availability", map[string]any{"availability": "ready"}, nil)
	s.front.until("the visitor is told who answers", func() bool { return visitor.has(`"status"`, `"active"`, "Owner") })
	s.t.Logf("an agent who became ready was given a visitor after %v", time.Since(began).Round(time.Millisecond))
}
