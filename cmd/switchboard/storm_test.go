package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// storm is the load under which hubs are killed: users write to several bots
// over the emulator, and agents answer through the API as careful clients do.
// It remembers what was said, so that its ledger can hold the hub to it.
type storm struct {
	t     *testing.T
	srv   *telegramtest.Server
	bots  []string
	size  size
	chats []*stormChat
	dice  *rand.Rand

	gate    sync.Mutex              // held while somebody begins to write
	blowing bool                    // users and agents write now
	hubs    atomic.Pointer[[]*node] // those that agents ask, in turn
	end     chan struct{}
	work    sync.WaitGroup
	client  *http.Client

	mu      sync.Mutex
	reached map[string]telegramtest.Call // a part's text → the call that carried it
	status  map[int]int                  // of what agents asked; 0: no answer
	polls   map[int]int                  // status of every getUpdates
	turn    atomic.Int64
	posting atomic.Int64 // agents who wait for an acknowledgement
}

// size is how heavy a storm is.
type size struct {
	bots, polled, users     int // users a bot; the last bots are polled
	messages, answers       int // a second
	agents                  int
	slow                    time.Duration // what a send takes on the platform
	longOneIn, newUserOneIn int
}

// stormChat is one user's chat with one bot. Its texts are said by one
// goroutine and its answers posted by one.
type stormChat struct {
	bot  string
	user *telegramtest.User

	mu           sync.Mutex
	said         []string
	answers      []stormAnswer
	conversation string // once the API has shown it
}

// stormAnswer is one answer that the API has acknowledged.
type stormAnswer struct{ clientID, id string }

// newStorm makes the platform and the people; link connects the bots.
func newStorm(t *testing.T, seed uint64, z size) *storm {
	t.Helper()
	s := &storm{t: t, size: z, dice: rand.New(rand.NewPCG(seed, seed)), end: make(chan struct{}), reached: map[string]telegramtest.Call{},
		status: map[int]int{}, polls: map[int]int{}, client: &http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	s.srv = telegramtest.New(telegramtest.Options{OnCall: s.note, CallLog: -1, WebhookTimeout: 2 * time.Second})
	t.Cleanup(s.srv.Close)
	for i := range z.bots {
		token := fmt.Sprintf("%d:AA-the_token_of_a_storm_bot", 700+i)
		s.srv.AddBot(token, fmt.Sprintf("storm%d_bot", i))
		s.bots = append(s.bots, token)
		for range z.users {
			s.join(token)
		}
	}
	if z.slow > 0 {
		s.srv.Fail("sendmessage", -1, telegramtest.Slow(z.slow))
	}
	t.Cleanup(s.stop)
	return s
}

// join makes a new user of a bot.
func (s *storm) join(token string) *stormChat {
	id := int64(10_000 + len(s.chats))
	c := &stormChat{bot: token, user: s.srv.User(id, "u"+strconv.FormatInt(id, 10), "", "", "zh")}
	s.mu.Lock()
	s.chats = append(s.chats, c)
	s.mu.Unlock()
	return c
}

// note keeps every send that reached the platform, and how polls ended.
func (s *storm) note(c telegramtest.Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch strings.ToLower(c.Method) {
	case "sendmessage":
		s.reached[strings.TrimSpace(c.Params["text"])] = c
	case "getupdates":
		s.polls[c.Status]++
	}
}

// call returns the call that carried a text.
func (s *storm) call(text string) (telegramtest.Call, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.reached[text]
	return c, ok
}

// use says which hubs the agents ask from now on.
func (s *storm) use(hubs ...*node) { s.hubs.Store(&hubs) }

// front is the hub that the ledger reads.
func (s *storm) front() *node { return (*s.hubs.Load())[0] }

// link connects the bots with a hub.
func (s *storm) link(n *node) {
	s.t.Helper()
	s.use(n)
	for i, token := range s.bots {
		receive := "webhook"
		if i >= len(s.bots)-s.size.polled {
			receive = "poll"
		}
		n.must(http.MethodPost, "/accounts", map[string]any{"channel": "telegram", "name": token[:3],
			"settings": map[string]string{"token": token, "api_base": s.srv.URL, "receive": receive}}, nil)
	}
}

// start sets everybody to work; blow and calm begin and end their writing.
func (s *storm) start() {
	dice := rand.New(rand.NewPCG(s.dice.Uint64(), 1))
	s.work.Go(func() { s.pace(s.size.messages, func() { s.write(dice) }) })
	s.work.Go(s.discover)
	turns := make(chan struct{})
	s.work.Go(func() { s.pace(s.size.answers, func() { s.offer(turns) }) })
	for i := range s.size.agents {
		s.work.Go(func() { s.agent(i, turns) })
	}
}

func (s *storm) blow() { s.set(true) }
func (s *storm) calm() { s.set(false) }

func (s *storm) set(blowing bool) {
	s.gate.Lock()
	defer s.gate.Unlock()
	s.blowing = blowing
}

func (s *storm) stop() {
	select {
	case <-s.end:
	default:
		close(s.end)
	}
	s.work.Wait()
}

// pace calls f so many times a second, as well as the machine can.
func (s *storm) pace(perSecond int, f func()) {
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

// write lets a user write, now and then a new one.
func (s *storm) write(dice *rand.Rand) {
	s.gate.Lock()
	defer s.gate.Unlock()
	if !s.blowing {
		return
	}
	var c *stormChat
	if s.size.newUserOneIn > 0 && dice.IntN(s.size.newUserOneIn) == 0 {
		c = s.join(s.bots[dice.IntN(len(s.bots))])
	} else {
		c = s.chats[dice.IntN(len(s.chats))] // only this goroutine adds chats now
	}
	text := fmt.Sprintf("message %d of %d", len(c.said)+1, c.user.ID())
	c.mu.Lock()
	c.said = append(c.said, text)
	c.mu.Unlock()
	c.user.Send(c.bot, text)
}

// offer gives an agent the turn to answer, if one is free.
func (s *storm) offer(turns chan<- struct{}) {
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
func (s *storm) discover() {
	s.pace(4, func() {
		var page list[stormConversation]
		if s.ask(http.MethodGet, "/conversations?limit=200", nil, &page) != nil {
			return
		}
		for _, c := range page.Items {
			s.know(c)
		}
	})
}

func (s *storm) know(c stormConversation) *stormChat {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, err := strconv.Atoi(strings.TrimPrefix(c.Contact.Name, "u"))
	if err != nil || i < 10_000 || i >= 10_000+len(s.chats) {
		return nil
	}
	chat := s.chats[i-10_000]
	chat.mu.Lock()
	defer chat.mu.Unlock()
	if chat.conversation == "" {
		chat.conversation = c.ID
	}
	return chat
}

// agent answers in every so-many-th chat, one answer after the other.
func (s *storm) agent(i int, turns <-chan struct{}) {
	dice := rand.New(rand.NewPCG(uint64(i), 2))
	for {
		select {
		case <-s.end:
			return
		case <-turns:
		}
		if c := s.mine(i, dice); c != nil {
			s.answer(c, dice)
		}
		s.posting.Add(-1)
	}
}

func (s *storm) mine(i int, dice *rand.Rand) *stormChat {
	s.mu.Lock()
	defer s.mu.Unlock()
	own := (len(s.chats) - i + s.size.agents - 1) / s.size.agents
	for range 20 {
		c := s.chats[i+s.size.agents*dice.IntN(own)]
		c.mu.Lock()
		known := c.conversation != ""
		c.mu.Unlock()
		if known {
			return c
		}
	}
	return nil
}

// answer posts one answer, with the same client_message_id until the API has
// acknowledged it.
func (s *storm) answer(c *stormChat, dice *rand.Rand) {
	n := len(c.answers) + 1
	name := fmt.Sprintf("answer %d to %d", n, c.user.ID())
	text := name
	if s.size.longOneIn > 0 && dice.IntN(s.size.longOneIn) == 0 {
		text = longText(name)
	}
	body := map[string]any{"client_message_id": name, "text": text}
	for {
		var m message
		if s.ask(http.MethodPost, "/conversations/"+c.conversation+"/messages", body, &m) == nil {
			c.mu.Lock()
			c.answers = append(c.answers, stormAnswer{clientID: name, id: m.ID})
			c.mu.Unlock()
			return
		}
		select {
		case <-s.end:
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// longText leaves in three parts, which begin with different words.
func longText(name string) string {
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%s, part %d:%s\n\n", name, i+1, strings.Repeat(" 您好", 1000))
	}
	return strings.TrimSpace(b.String())
}

// ask calls the API of the hubs in turn.
func (s *storm) ask(method, path string, body, into any) error {
	var b bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&b).Encode(body); err != nil {
			return err
		}
	}
	hubs := *s.hubs.Load()
	n := hubs[int(s.turn.Add(1))%len(hubs)]
	req, err := http.NewRequest(method, "http://"+n.agents+"/api/v1"+path, &b)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+n.key)
	req.Header.Set("Content-Type", "application/json")
	resp, err := s.client.Do(req)
	if err != nil {
		s.count(0)
		return err
	}
	defer resp.Body.Close()
	s.count(resp.StatusCode)
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s", method, path, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func (s *storm) count(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status[status]++
}

// asked is how many calls of agents ended with one of the statuses.
func (s *storm) asked(statuses ...int) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, status := range statuses {
		n += s.status[status]
	}
	return n
}
