package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// hall is a hub whose conversations are given to agents who work, dawdle, come
// and go, while it is killed.
type hall struct {
	*node
	srv    *telegramtest.Server
	bot    string
	users  []*telegramtest.User
	clerks []*clerk
	client *http.Client
	team   string

	mu    sync.Mutex
	said  int
	open  bool // customers write
	shut  bool // clerks go home
	doing sync.WaitGroup
}

// clerk is an agent with a key of its own. One in ten never answers.
type clerk struct {
	h     *hall
	id    string
	key   string
	lazy  bool
	given map[string]int // answers so far, by conversation
	dice  *rand.Rand
}

// TestSoakQueue: whatever is killed, no conversation is lost from its queue, none
// is in two hands, and no timer is forgotten: those whom a lazy agent leaves
// without an answer come to another one.
func TestSoakQueue(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			agents, users := 20, 40
			if full() {
				agents, users = 100, 200
			}
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			h := openHall(t, database(t), agents, users, seed)
			dice := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // when to kill
			for round := range soakRounds(5, 50) {
				h.set(true, false)
				h.pause(time.Duration(700+dice.IntN(900)) * time.Millisecond)
				h.kill()
				h.start()
				if t.Failed() {
					t.Fatalf("round %d\n%s", round+1, tail(h.log.String(), 4000))
				}
			}
			h.set(false, false)
			h.settle()
			h.set(false, true)
			h.doing.Wait()
			h.audit()
			h.stop()
		})
	}
}

func openHall(t *testing.T, database string, agents, users int, seed uint64) *hall {
	t.Helper()
	h := &hall{node: newNode(t, database), srv: telegramtest.New(telegramtest.Options{CallLog: -1, WebhookTimeout: 2 * time.Second}),
		bot: "800:AA-the_token_of_a_hall_bot", client: &http.Client{Timeout: 5 * time.Second}}
	t.Cleanup(h.srv.Close)
	h.srv.AddBot(h.bot, "hall_bot")
	h.node.start()
	h.must(http.MethodPost, "/accounts", map[string]any{"channel": "telegram", "name": "Hall",
		"settings": map[string]string{"token": h.bot, "api_base": h.srv.URL, "receive": "webhook"}}, nil)
	var team struct{ ID string }
	h.must(http.MethodPost, "/teams", map[string]any{"name": "hall", "kind": "skill_group"}, &team)
	h.team = team.ID
	h.must(http.MethodPut, "/teams/"+team.ID+"/queue", map[string]any{"policy": "least_load", "dedicated": false, "last": true, "agent_silent_seconds": 2}, nil)
	h.must(http.MethodPost, "/routing/rules", map[string]any{"name": "all", "enabled": true, "when": map[string]any{}, "then": map[string]any{"team": team.ID}}, nil)
	var ids []string
	for i := range agents {
		c := &clerk{h: h, lazy: i%10 == 1, given: map[string]int{}, dice: rand.New(rand.NewPCG(seed, uint64(i)))} //nolint:gosec // load
		var out struct {
			APIKey string `json:"api_key"`
		}
		h.command(&out, "setup", "--email", fmt.Sprintf("clerk%d@example.com", i), "--password", "correct horse battery", "--name", fmt.Sprint("Clerk ", i))
		c.key = out.APIKey
		var me struct{ Agent string }
		if _, err := c.ask(http.MethodGet, "/me", nil, &me); err != nil {
			t.Fatal(err)
		}
		c.id = me.Agent
		ids = append(ids, me.Agent)
		h.must(http.MethodPatch, "/agents/"+me.Agent+"/seat", map[string]any{"capacity": 3}, nil)
		h.clerks = append(h.clerks, c)
	}
	h.must(http.MethodPut, "/teams/"+team.ID+"/members", map[string]any{"agents": ids}, nil)
	for i := range users {
		h.users = append(h.users, h.srv.User(int64(30_000+i), fmt.Sprint("u", i), "", "", "zh"))
	}
	for _, c := range h.clerks {
		h.doing.Go(c.work)
	}
	h.doing.Go(h.write)
	t.Cleanup(func() { h.set(false, true); h.doing.Wait() })
	return h
}

func (h *hall) set(open, shut bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open, h.shut = open, h.shut || shut
}

func (h *hall) state() (open, shut bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.open, h.shut
}

// pause lets a while go by.
func (h *hall) pause(d time.Duration) {
	select {
	case <-time.After(d):
	case <-h.t.Context().Done():
	}
}

// write lets customers say something, one every few milliseconds.
func (h *hall) write() {
	for {
		h.pause(12 * time.Millisecond)
		open, shut := h.state()
		if shut || h.t.Context().Err() != nil {
			return
		}
		if !open {
			continue
		}
		h.mu.Lock()
		h.said++
		n := h.said
		h.mu.Unlock()
		h.users[n%len(h.users)].Send(h.bot, fmt.Sprint("message ", n))
	}
}

type seatView struct {
	Agent         string  `json:"agent"`
	Load          float64 `json:"load"`
	Conversations int     `json:"conversations"`
}

type queued struct {
	conversation
	Agent        string `json:"agent"`
	WaitingSince string `json:"waiting_since"`
}

// ask calls the API as the clerk; a hub that is down gives an error.
func (c *clerk) ask(method, path string, body, into any) (int, error) {
	var b bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&b).Encode(body); err != nil {
			return 0, err
		}
	}
	req, err := http.NewRequest(method, "http://"+c.h.agents+"/api/v1"+path, &b)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+c.key)
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.h.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 || into == nil {
		return resp.StatusCode, nil
	}
	return resp.StatusCode, json.NewDecoder(resp.Body).Decode(into)
}

// work answers what the clerk has in hand, ends half of it, and is away at times.
func (c *clerk) work() {
	for {
		c.h.pause(time.Duration(200+c.dice.IntN(200)) * time.Millisecond)
		open, shut := c.h.state()
		if shut || c.h.t.Context().Err() != nil {
			return
		}
		available := "ready"
		if open && c.dice.IntN(8) == 0 {
			available = "away"
		}
		if !open && c.lazy {
			available = "offline" // who never answers is not there for the last ones
		}
		if status, err := c.ask(http.MethodPut, "/me/availability", map[string]any{"availability": available}, nil); err != nil || status >= 300 {
			continue
		}
		var mine list[queued]
		if _, err := c.ask(http.MethodGet, "/conversations?view=mine&limit=50", nil, &mine); err != nil || c.lazy {
			continue
		}
		for _, conversation := range mine.Items {
			c.serve(conversation)
		}
	}
}

func (c *clerk) serve(q queued) {
	path := "/conversations/" + q.ID
	if q.WaitingSince != "" {
		body := map[string]any{"client_message_id": fmt.Sprintf("%s:%d", c.id, c.given[q.ID]), "text": "您好"}
		if status, err := c.ask(http.MethodPost, path+"/messages", body, nil); err != nil || status >= 300 {
			return // the same again, the next time
		}
		c.given[q.ID]++
	}
	if c.dice.IntN(2) == 0 {
		_, _ = c.ask(http.MethodPost, path+"/steps", map[string]any{"kind": "complete"}, nil) // or the next time
	}
}

// settle waits until nobody waits any more.
func (h *hall) settle() {
	h.t.Helper()
	h.until("everybody has an answer", func() bool {
		for _, c := range h.queued() {
			if c.Status == "queued" || c.WaitingSince != "" {
				return false
			}
		}
		return true
	})
}

func (h *hall) queued() (all []queued) {
	h.t.Helper()
	for after := ""; ; {
		var page list[queued]
		h.get("/conversations?view=all&limit=200&after="+after, &page)
		all = append(all, page.Items...)
		var next string
		if json.Unmarshal(page.Next, &next) != nil || next == "" {
			return all
		}
		after = next
	}
}

// audit goes through every conversation's log: who had it, one after the other.
func (h *hall) audit() {
	h.t.Helper()
	messages, assigned, silent := 0, 0, 0
	for _, c := range h.conversations() {
		holder := ""
		for after := int64(0); ; {
			var page list[struct {
				Rev     int64
				Type    string
				Message *struct{ Direction string }
				Event   *struct {
					AgentID string `json:"agent_id"`
					From    string
					Data    struct{ Reason string }
				}
			}]
			h.get(fmt.Sprintf("/conversations/%s/changes?limit=200&after=%d", c.ID, after), &page)
			for _, ch := range page.Items {
				if ch.Rev != after+1 {
					h.t.Errorf("%s: revision %d after %d", c.ID, ch.Rev, after)
				}
				after = ch.Rev
				switch {
				case ch.Message != nil && ch.Message.Direction == "in":
					messages++
				case ch.Type == "conversation.assigned":
					if assigned++; holder != "" || ch.Event.From != "queued" {
						h.t.Errorf("%s is given to %s while %s has it", c.ID, ch.Event.AgentID, holder)
					}
					holder = ch.Event.AgentID
				case ch.Type == "conversation.unassigned":
					if ch.Event.Data.Reason == "agent_silent" {
						silent++
					}
					holder = ""
				case ch.Type == "conversation.completed", ch.Type == "conversation.closed", ch.Type == "conversation.reopened":
					holder = ""
				}
			}
			if len(page.Items) == 0 {
				break
			}
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if messages != h.said {
		h.t.Errorf("%d messages are stored, %d were said", messages, h.said)
	}
	if silent == 0 {
		h.t.Error("nobody was taken from an agent who did not answer")
	}
	h.loads()
	h.t.Logf("%d messages, given out %d times, %d times after an agent's silence", messages, assigned, silent)
	if log := h.log.String(); strings.Contains(log, "level=ERROR") {
		h.t.Errorf("the hub met errors:\n%s", tail(log, 3000))
	}
}

// loads: what agents have in hand is what is counted.
func (h *hall) loads() {
	h.t.Helper()
	var board struct{ Seats []seatView }
	h.get("/board", &board)
	for _, s := range board.Seats {
		if int(s.Load) != s.Conversations {
			h.t.Errorf("agent %s has %d conversations and a load of %v", s.Agent, s.Conversations, s.Load)
		}
	}
}
