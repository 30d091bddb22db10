package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// The credentials of the accounts that tests link.
const (
	wechatSecret = "the-app-secret-of-a-test-account"
	wechatToken  = "TheTokenOfTheCallback"
	wechatKey    = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	wechatKFKey  = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
)

// front stands before a hub as a load balancer does: what comes while the hub is
// away waits, as long as its sender does; what broke is a 502.
type front struct {
	*httptest.Server
	hub    atomic.Value // its public address
	client *http.Client
}

func newFront(t *testing.T) *front {
	t.Helper()
	f := &front{client: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}} // a connection of before a kill is none
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	for {
		resp, err := f.pass(r, body)
		var broken *net.OpError
		switch {
		case err == nil:
			w.WriteHeader(resp.StatusCode)
			_, _ = io.Copy(w, resp.Body) // the sender may have gone
			resp.Body.Close()
			return
		case !errors.As(err, &broken) || broken.Op != "dial":
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-r.Context().Done():
			return
		}
	}
}

func (f *front) pass(r *http.Request, body []byte) (*http.Response, error) {
	out, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+f.hub.Load().(string)+r.URL.RequestURI(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	out.Header = r.Header.Clone()
	return f.client.Do(out)
}

// wechatStorm is the load under which a hub is killed: people write to an
// Official Account and to WeChat KF, and agents answer as careful clients do.
type wechatStorm struct {
	t      *testing.T
	n      *node
	srv    *wechattest.Server
	app    *wechattest.App
	corp   *wechattest.Corp
	desk   *wechattest.Desk
	people []*wechatPerson
	client *http.Client

	gate    sync.Mutex // held while somebody begins to write
	blowing bool
	end     chan struct{}
	work    sync.WaitGroup
	posting atomic.Int64 // agents who wait for an acknowledgement
	refused atomic.Int64 // answers that the windows did not allow

	failed int
	doubts map[string]bool
}

// wechatPerson is one customer. Their texts are said by one goroutine and their
// answers posted by one.
type wechatPerson struct {
	id   string // openid or external_userid
	kf   bool
	says func(string) *wechattest.Push
	page *page

	mu           sync.Mutex
	said         []wechatWord
	answers      []stormAnswer
	conversation string
}

type wechatWord struct {
	text string
	push *wechattest.Push
}

// How heavy the storm is.
const (
	wechatPeople   = 30 // of each account
	wechatMessages = 60 // a second
	wechatAnswers  = 40
	wechatAgents   = 12
	wechatSlow     = 120 * time.Millisecond // what a send takes on the platform
)

func newWechatStorm(t *testing.T, database string) *wechatStorm {
	t.Helper()
	s := &wechatStorm{t: t, srv: wechattest.New(wechattest.Options{}), end: make(chan struct{}), doubts: map[string]bool{},
		client: &http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 32}}}
	t.Cleanup(s.srv.Close)
	f := newFront(t)
	s.n = newNode(t, database, "--public-url="+f.URL)
	f.hub.Store(s.n.public)
	s.n.start()
	s.app = s.srv.AddApp(wechattest.Config{AppID: "wxSTORM", Secret: wechatSecret})
	s.corp = s.srv.AddCorp(wechattest.CorpConfig{CorpID: "wwSTORM", Secret: wechatSecret})
	s.desk = s.corp.AddDesk("wkSTORM", "Storm")
	official := s.n.link(t, "wechat", map[string]string{"kind": "official", "appid": "wxSTORM", "secret": wechatSecret, "token": wechatToken,
		"encoding_aes_key": wechatKey, "api_base": s.srv.URL})
	kf := s.n.link(t, "wechat", map[string]string{"kind": "kf", "corpid": "wwSTORM", "open_kfid": "wkSTORM", "secret": wechatSecret, "token": wechatToken,
		"encoding_aes_key": wechatKFKey, "api_base": s.srv.URL})
	s.app.SetCallback(wechattest.Callback{URL: official.callback, Token: wechatToken, AESKey: wechatKey, Mode: wechattest.Safe})
	s.corp.SetCallback(wechattest.Callback{URL: kf.callback, Token: wechatToken, AESKey: wechatKFKey, Mode: wechattest.Safe})
	for i := range wechatPeople {
		fan := s.app.Follower(fmt.Sprint("fan", i))
		fan.Follow()
		customer := s.desk.Customer(fmt.Sprint("customer", i))
		s.people = append(s.people, &wechatPerson{id: fan.OpenID(), says: fan.Say, page: newPage()},
			&wechatPerson{id: customer.ID(), kf: true, says: customer.Say, page: newPage()})
	}
	s.srv.Fail("message/custom/send", -1, wechattest.Slow(wechatSlow))
	s.srv.Fail("kf/send_msg", -1, wechattest.Slow(wechatSlow))
	t.Cleanup(s.stop)
	return s
}

func (s *wechatStorm) start(seed uint64) {
	dice := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // load, not secrets
	s.work.Go(func() { s.pace(wechatMessages, func() { s.write(s.people[dice.IntN(len(s.people))]) }) })
	s.work.Go(func() { s.pace(4, s.discover) })
	turns := make(chan struct{})
	s.work.Go(func() { s.pace(wechatAnswers, func() { s.offer(turns) }) })
	for i := range wechatAgents {
		s.work.Go(func() { s.agent(i, turns) })
	}
}

func (s *wechatStorm) set(blowing bool) {
	s.gate.Lock()
	defer s.gate.Unlock()
	s.blowing = blowing
}

func (s *wechatStorm) stop() {
	select {
	case <-s.end:
	default:
		close(s.end)
	}
	s.work.Wait()
}

func (s *wechatStorm) pace(perSecond int, f func()) {
	tick := time.NewTicker(time.Second / time.Duration(perSecond))
	defer tick.Stop()
	for {
		select {
		case <-s.end:
			return
		case <-tick.C:
			f()
		}
	}
}

func (s *wechatStorm) write(p *wechatPerson) {
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.blowing {
		p.say()
	}
}

func (p *wechatPerson) say() {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := fmt.Sprintf("%s message %d", p.id, len(p.said)+1)
	p.said = append(p.said, wechatWord{text, p.says(text)})
}

// offer gives an agent the turn to answer, if one is free.
func (s *wechatStorm) offer(turns chan<- struct{}) {
	s.gate.Lock()
	defer s.gate.Unlock()
	if !s.blowing {
		return
	}
	s.posting.Add(1)
	select {
	case turns <- struct{}{}:
	default:
		s.posting.Add(-1)
	}
}

// discover finds out the conversations' ids, as a console would.
func (s *wechatStorm) discover() {
	var page list[conversation]
	if status, err := s.ask(http.MethodGet, "/conversations?limit=200", nil, &page); err != nil || status != http.StatusOK {
		return
	}
	for _, c := range page.Items {
		if p := s.whose(c.LastMessage.Text); p != nil {
			p.found(c.ID)
		}
	}
}

func (p *wechatPerson) found(conversation string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conversation == "" {
		p.conversation = conversation
	}
}

// whose finds a person by a text of theirs, or for them.
func (s *wechatStorm) whose(text string) *wechatPerson {
	id, _, _ := strings.Cut(text, " ")
	i := slices.IndexFunc(s.people, func(p *wechatPerson) bool { return p.id == id })
	if i < 0 {
		return nil
	}
	return s.people[i]
}

// agent answers every so-many-th person, one answer after the other.
func (s *wechatStorm) agent(i int, turns <-chan struct{}) {
	dice := rand.New(rand.NewPCG(uint64(i), 2)) //nolint:gosec // load, not secrets
	for {
		select {
		case <-s.end:
			return
		case <-turns:
		}
		p := s.people[i+wechatAgents*dice.IntN(len(s.people)/wechatAgents)]
		p.mu.Lock()
		to := p.conversation
		p.mu.Unlock()
		if to != "" {
			s.answer(p, to, dice.IntN(12) == 0)
		}
		s.posting.Add(-1)
	}
}

// answer posts one answer, with the same client_message_id until the API has
// acknowledged it, or refused it for the reply window.
func (s *wechatStorm) answer(p *wechatPerson, conversation string, long bool) {
	name := fmt.Sprintf("%s answer %d", p.id, len(p.answers)+1)
	text := name
	if long { // three parts
		text = fmt.Sprintf("%[1]s, part 1:%[2]s\n\n%[1]s, part 2:%[2]s\n\n%[1]s, part 3:%[2]s", name, strings.Repeat(" 您好", 250))
	}
	for {
		var m message
		status, err := s.ask(http.MethodPost, "/conversations/"+conversation+"/messages", map[string]any{"client_message_id": name, "text": text}, &m)
		if status == http.StatusConflict {
			s.refused.Add(1)
			return
		}
		if err == nil && status < 300 {
			p.mu.Lock()
			p.answers = append(p.answers, stormAnswer{clientID: name, id: m.ID})
			p.mu.Unlock()
			return
		}
		select {
		case <-s.end:
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// ask calls the API; an error is no answer.
func (s *wechatStorm) ask(method, path string, body, into any) (int, error) {
	b, err := json.Marshal(body)
	if err != nil {
		return 0, err
	}
	req, err := http.NewRequest(method, "http://"+s.n.agents+"/api/v1"+path, bytes.NewReader(b))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+s.n.key)
	req.Header.Set("Content-Type", "application/json")
	resp, err := s.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return resp.StatusCode, nil
	}
	return resp.StatusCode, json.NewDecoder(resp.Body).Decode(into)
}

// drain waits until nothing is on its way any more. A bell rings once more, as
// one that was lost in three attempts would leave what it announced for minutes.
func (s *wechatStorm) drain() {
	s.t.Helper()
	s.people[1].say()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	if err := errors.Join(s.app.WaitPushed(ctx), s.corp.WaitPushed(ctx)); err != nil {
		s.t.Fatalf("the platform has not delivered everything: %v\n%s", err, tail(s.n.log.String(), 4000))
	}
	s.n.until("every answer is acknowledged", func() bool { return s.posting.Load() == 0 })
	s.n.until("no job waits or runs", func() bool {
		m := s.n.metrics()
		return m.sum("switchboard_jobs", `state="waiting"`) == 0 && m.sum("switchboard_jobs", `state="running"`) == 0
	})
}

// check holds the hub to what was said and to what phones show. It returns the
// texts of the parts newly in doubt, and how many pushes the platform gave up.
func (s *wechatStorm) check() (doubts []string, lost int) {
	s.t.Helper()
	for _, state := range []string{"waiting", "running", "dead"} {
		var jobs list[struct{ Kind, Error string }]
		if s.n.get("/jobs?state="+state, &jobs); len(jobs.Items) > 0 {
			s.t.Errorf("%d jobs are %s after draining: %+v", len(jobs.Items), state, jobs.Items[0])
		}
	}
	if v := s.n.metrics().sum("switchboard_raws_failed"); v != 0 {
		s.t.Errorf("%v raws failed", v)
	}
	seen := map[*wechatPerson]bool{}
	for _, c := range s.n.stormConversations("wechat") {
		var first list[message]
		s.n.get("/conversations/"+c.ID+"/messages?limit=1", &first)
		p := s.whose(first.Items[0].Text)
		if p == nil || seen[p] {
			s.t.Fatalf("conversation %s is nobody's, or the second of somebody", c.ID)
		}
		seen[p] = true
		p.found(c.ID)
		p.page.read(s.n, c)
	}
	arrived := map[string][]string{}
	for _, m := range slices.Concat(s.app.Shown(), s.corp.Shown()) {
		if m.By != "notice" {
			arrived[m.User] = append(arrived[m.User], strings.TrimSpace(m.Text))
		}
	}
	for _, p := range s.people {
		lost += p.heard(s.t)
		doubts = append(doubts, s.judge(p)...)
		p.page.compare(s.t, p.id, arrived[p.id])
	}
	if v := s.n.metrics().sum("switchboard_parts_in_doubt"); int(v) != len(s.doubts) {
		s.t.Errorf("the metrics count %v parts in doubt, the conversations have %d", v, len(s.doubts))
	}
	return doubts, lost
}

// heard holds what is stored of a person against what they said. What WeChat KF
// keeps is all there, in order. Of an Official Account's pushes each is there once;
// the ones that were delivered at the first attempt are in order; one that the
// platform gave up may be there or not. It returns how many were given up.
func (p *wechatPerson) heard(t *testing.T) (lost int) {
	t.Helper()
	var all, smooth []string
	given := map[string]bool{}
	odd := map[string]bool{} // delivered more than once
	for _, w := range p.said {
		fate := w.push.Fate()
		switch {
		case p.kf:
		case !fate.Accepted:
			given[w.text], odd[w.text] = true, true
			lost++
			continue
		case len(fate.Attempts) > 1:
			odd[w.text] = true
		}
		all = append(all, w.text)
		if !odd[w.text] {
			smooth = append(smooth, w.text)
		}
	}
	count := map[string]int{}
	for _, text := range p.page.in {
		if count[text]++; count[text] > 1 {
			t.Errorf("%q is stored %d times", text, count[text])
		}
	}
	for _, text := range all {
		if count[text] != 1 {
			t.Errorf("%q was accepted, and is stored %d times", text, count[text])
		}
	}
	stored := slices.DeleteFunc(slices.Clone(p.page.in), func(text string) bool { return odd[text] })
	if !slices.Equal(stored, smooth) {
		t.Errorf("%s wrote\n%q\nthe API has\n%q", p.id, smooth, stored)
	}
	return lost
}

// judge books the answers to a person and returns those newly in doubt. WeChat KF
// takes a message once under a name of ours, so that none is left in doubt there.
func (s *wechatStorm) judge(p *wechatPerson) (doubts []string) {
	s.t.Helper()
	if len(p.page.out) != len(p.answers) {
		s.t.Errorf("%s: %d answers were acknowledged, the API has %d", p.id, len(p.answers), len(p.page.out))
		return nil
	}
	for i := p.page.settled; i < len(p.page.out); i++ {
		m, a := p.page.out[i], p.answers[i]
		if m.ID != a.id || m.ClientMessageID != a.clientID {
			s.t.Errorf("answer %s is %s in the API, where %s was acknowledged", a.clientID, m.ID, a.id)
		}
		in, failed := p.page.settle(s.n, p.conversation, m)
		for _, text := range in {
			s.doubts[text] = true
		}
		doubts, s.failed = append(doubts, in...), s.failed+failed
	}
	p.page.settled = len(p.page.out)
	if p.kf && len(doubts) > 0 {
		s.t.Errorf("%d parts for %s are in doubt, although WeChat KF drops repeats", len(doubts), p.id)
	}
	return doubts
}

// reached counts the texts that phones show.
func (s *wechatStorm) reached(texts []string) (n int) {
	for _, m := range s.app.Shown() {
		if slices.Contains(texts, strings.TrimSpace(m.Text)) {
			n++
		}
	}
	return n
}
