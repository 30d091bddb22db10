package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"
)

// shopOrigin is the page that the widgets of the test stand on.
const shopOrigin = "https://shop.example"

// TestSoakWidgets: a thousand visitors (100 in the short form) with sockets of the
// official client, each from an address of its own, write to fifty agents who
// answer all. Nothing is lost or doubled on any socket, and the hub's memory does
// not grow.
func TestSoakWidgets(t *testing.T) {
	t.Parallel()
	widgets, agents, length, every := 1000, 50, 10*time.Minute, 10*time.Second
	if soakRounds(0, 1) == 0 {
		widgets, agents, length, every = 100, 10, 30*time.Second, 3*time.Second
	}
	n := newNode(t, "")
	n.start()
	var site struct{ ID string }
	n.command(&site, "account", "add", "web", "--name", "shop", "--set", "origins="+shopOrigin)
	s := &crowd{n: n, site: site.ID}
	for i := range agents {
		s.desks = append(s.desks, s.hire(t, i))
	}
	ctx, cancel := context.WithTimeout(t.Context(), length)
	defer cancel()
	var wg sync.WaitGroup
	visitors := make([]*visitor, widgets)
	for i := range visitors {
		wg.Go(func() { visitors[i] = s.visit(t, i) })
		if i%100 == 99 {
			wg.Wait()
		}
	}
	wg.Wait()
	if t.Failed() {
		t.FailNow()
	}
	for i, c := range n.conversations() {
		wg.Go(func() { s.desks[i%agents].watch(t, c.ID) })
		if i%100 == 99 {
			wg.Wait()
		}
	}
	wg.Wait()
	before := n.residentMemory()
	for _, v := range visitors {
		wg.Go(func() { v.chat(ctx, t, every) })
	}
	half := time.AfterFunc(length/2, func() { before = n.residentMemory() })
	defer half.Stop()
	wg.Wait()
	sent := 0
	for _, v := range visitors {
		n.until("every answer has arrived", v.settled)
		sent += v.verify(t)
		v.close()
	}
	after := n.residentMemory()
	t.Logf("%d visitors, %d agents, %v: %d messages and as many answers; memory %d MB at half time, %d MB at the end",
		widgets, agents, length, sent, before>>20, after>>20)
	if length > 5*time.Minute && after > before+before/4 {
		t.Errorf("the hub's memory grew from %d to %d MB", before>>20, after>>20)
	}
	for _, d := range s.desks {
		d.verify(t)
		d.client.Close()
	}
	n.stop()
}

// crowd is the hub under load.
type crowd struct {
	n     *node
	site  string
	desks []*desk
}

// desk is one agent who answers whatever comes into its conversations.
type desk struct {
	s      *crowd
	key    string
	client *centrifuge.Client

	mu    sync.Mutex
	revs  map[string]uint64 // conversation → last revision seen
	wrong []string
}

func (s *crowd) hire(t *testing.T, i int) *desk {
	d := &desk{s: s, revs: map[string]uint64{}}
	var out struct {
		APIKey string `json:"api_key"`
	}
	s.n.command(&out, "setup", "--email", fmt.Sprintf("agent%d@example.com", i), "--password", "correct horse battery", "--name", fmt.Sprintf("Agent %d", i))
	d.key = out.APIKey
	d.client = centrifuge.NewJsonClient("ws://"+s.n.agents+"/connection/websocket", centrifuge.Config{Token: d.key, HandshakeTimeout: 30 * time.Second, ReadTimeout: 30 * time.Second})
	connected(t, d.client)
	return d
}

// watch subscribes to a conversation and answers each of its visitor's messages.
func (d *desk) watch(t *testing.T, conversation string) {
	sub, err := d.client.NewSubscription("conversation:"+conversation, centrifuge.SubscriptionConfig{Recoverable: true, Positioned: true})
	if err != nil {
		t.Error(err)
		return
	}
	ready := make(chan struct{})
	var once sync.Once
	sub.OnSubscribed(func(e centrifuge.SubscribedEvent) {
		d.mu.Lock()
		if e.StreamPosition != nil {
			d.revs[conversation] = e.StreamPosition.Offset
		}
		d.mu.Unlock()
		once.Do(func() { close(ready) })
	})
	sub.OnPublication(func(e centrifuge.PublicationEvent) {
		var change struct{ Message *message }
		_ = json.Unmarshal(e.Data, &change)
		d.mu.Lock()
		if last := d.revs[conversation]; e.Offset != last+1 {
			d.wrong = append(d.wrong, fmt.Sprintf("%s: revision %d after %d", conversation, e.Offset, last))
		}
		d.revs[conversation] = e.Offset
		d.mu.Unlock()
		if m := change.Message; m != nil && m.Direction == "in" && m.Text != "" {
			go d.answer(t, conversation, m)
		}
	})
	if err := sub.Subscribe(); err != nil {
		t.Error(err)
		return
	}
	select {
	case <-ready:
	case <-time.After(30 * time.Second):
		t.Errorf("the subscription to %s did not begin", conversation)
	}
}

func (d *desk) answer(t *testing.T, conversation string, m *message) {
	body := map[string]any{"client_message_id": "re-" + m.ID, "text": "re:" + m.Text}
	if status, err := again(http.DefaultClient, "http://"+d.s.n.agents+"/api/v1/conversations/"+conversation+"/messages", d.key, "", body); err != nil {
		t.Errorf("answer: %d %v", status, err)
	}
}

func (d *desk) verify(t *testing.T) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, w := range d.wrong {
		t.Error(w)
	}
}

// visitor is one widget with an address of its own.
type visitor struct {
	s      *crowd
	name   string
	http   *http.Client
	token  string
	client *centrifuge.Client

	mu      sync.Mutex
	offset  uint64
	sent    map[string]bool
	answers map[string]int
	wrong   []string
}

func (s *crowd) visit(t *testing.T, i int) *visitor {
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 10, byte(i/250), byte(i%250+1))}, Timeout: 20 * time.Second}
	v := &visitor{s: s, name: fmt.Sprintf("v%d", i), sent: map[string]bool{}, answers: map[string]int{},
		http: &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}, Timeout: 30 * time.Second}}
	var session struct {
		Token  string
		Stream struct{ Offset uint64 }
	}
	if _, err := post(v.http, v.url("session"), "", shopOrigin, map[string]any{"locale": "zh-CN"}, &session); err != nil {
		t.Error(err)
		return v
	}
	v.token, v.offset = session.Token, session.Stream.Offset
	v.client = centrifuge.NewJsonClient("ws://"+s.n.public+"/connection/websocket", centrifuge.Config{Token: v.token,
		Header: http.Header{"Origin": {shopOrigin}}, NetDialContext: dialer.DialContext, HandshakeTimeout: 30 * time.Second, ReadTimeout: 30 * time.Second})
	v.client.OnPublication(func(e centrifuge.ServerPublicationEvent) { v.heard(e.Offset, e.Data) })
	connected(t, v.client)
	v.send(t, "hello")
	return v
}

func (v *visitor) url(what string) string {
	return "http://" + v.s.n.public + "/widget/v1/" + v.s.site + "/" + what
}

// heard takes a publication of the visitor's stream.
func (v *visitor) heard(offset uint64, data []byte) {
	var item struct {
		Message struct{ From, Text string }
		Type    string
	}
	_ = json.Unmarshal(data, &item)
	v.mu.Lock()
	defer v.mu.Unlock()
	if offset != v.offset+1 {
		v.wrong = append(v.wrong, fmt.Sprintf("%s: offset %d after %d", v.name, offset, v.offset))
	}
	v.offset = offset
	if item.Type == "message" && item.Message.From == "agent" {
		v.answers[strings.TrimPrefix(item.Message.Text, "re:")]++
	}
}

// chat writes again and again until ctx ends.
func (v *visitor) chat(ctx context.Context, t *testing.T, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for i := 1; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			v.say(t, i)
		}
	}
}

func (v *visitor) say(t *testing.T, i int) {
	text := fmt.Sprintf("%s-%d", v.name, i)
	v.mu.Lock()
	v.sent[text] = true
	v.mu.Unlock()
	v.send(t, text)
}

func (v *visitor) send(t *testing.T, text string) {
	if status, err := again(v.http, v.url("messages"), v.token, shopOrigin, map[string]any{"client_message_id": v.name + text, "text": text}); err != nil {
		t.Errorf("send: %d %v", status, err)
	}
}

// settled reports whether every message has been answered.
func (v *visitor) settled() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	for text := range v.sent {
		if v.answers[text] == 0 {
			return false
		}
	}
	return true
}

// verify returns how many messages were sent.
func (v *visitor) verify(t *testing.T) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, w := range v.wrong {
		t.Error(w)
	}
	for text, n := range v.answers {
		if n != 1 || !v.sent[text] {
			t.Errorf("%s was answered %d times", text, n)
		}
	}
	return len(v.sent)
}

func (v *visitor) close() {
	v.client.Close()
	v.http.CloseIdleConnections()
}

func connected(t *testing.T, c *centrifuge.Client) {
	ready := make(chan struct{})
	var once sync.Once
	c.OnConnected(func(centrifuge.ConnectedEvent) { once.Do(func() { close(ready) }) })
	c.OnDisconnected(func(e centrifuge.DisconnectedEvent) {
		if e.Code >= 3000 {
			t.Errorf("disconnected for good: %d %s", e.Code, e.Reason)
		}
	})
	if err := c.Connect(); err != nil {
		t.Error(err)
		return
	}
	select {
	case <-ready:
	case <-time.After(30 * time.Second):
		t.Error("no connection within 30 s")
	}
}

// again posts a message as clients do: again where the connection broke, since
// its client_message_id makes one of both.
func again(client *http.Client, url, token, origin string, body any) (status int, err error) {
	for range 3 {
		if status, err = post(client, url, token, origin, body, nil); status != 0 {
			return status, err
		}
	}
	return status, err
}

// post sends JSON and decodes the answer.
func post(client *http.Client, url, token, origin string, body, into any) (int, error) {
	b, err := json.Marshal(body)
	if err != nil {
		return 0, err
	}
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(b))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	if origin != "" {
		req.Header.Set("Origin", origin)
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		return resp.StatusCode, fmt.Errorf("%s: %s %s %w", url, resp.Status, raw, err)
	}
	if into == nil {
		return resp.StatusCode, nil
	}
	return resp.StatusCode, json.Unmarshal(raw, into)
}

// residentMemory is what the hub's process holds, in bytes.
func (n *node) residentMemory() int {
	n.t.Helper()
	resp, err := http.Get("http://" + n.agents + "/metrics")
	if err != nil {
		n.t.Error(err)
		return 0
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		n.t.Error(err)
	}
	for line := range strings.Lines(string(body)) {
		var bytes float64
		if _, err := fmt.Sscanf(line, "process_resident_memory_bytes %g", &bytes); err == nil {
			return int(bytes)
		}
	}
	n.t.Error("the metrics do not tell the process's memory")
	return 0
}
