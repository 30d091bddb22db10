package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

// LiveResult is what "bench live" prints.
type LiveResult struct {
	Database  string  `json:"database"`
	Stored    int     `json:"messages_stored_before"`
	PerSecond int     `json:"messages_per_second"`
	Agents    int     `json:"agents_connected"`
	Open      int     `json:"conversations_open"`
	Sent      int     `json:"sent"`
	Arrived   int     `json:"arrived"`
	Doubled   int     `json:"doubled"`
	Feed      int     `json:"list_pushes"` // all agents together
	Webhook   Latency `json:"webhook"`     // due until answered: durable
	Hub       Latency `json:"hub"`         // due until the open conversation shows it
	List      Latency `json:"list"`        // until an agent's list does
	Cores     float64 `json:"hub_cores"`   // processor time of the hub a second
	Commit    Latency `json:"engine_commit"`
	Push      Latency `json:"bare_push"`
	Ratio     float64 `json:"ratio"` // of the medians: commit and push alone, to the hub
}

// What "bench live" does: every agent sees all, and has some conversations open.
const (
	liveRate    = 500
	liveAgents  = 50
	liveOpen    = 20 // each
	liveWorkers = 16
	liveStored  = 100_000 // at most: more make no difference to what is pushed
)

// Live measures from a webhook to the page of an agent, with official clients.
func Live(ctx context.Context, o Options) (any, error) {
	o.Stored = max(people, min(o.Stored, liveStored))
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	account, err := s.prepareInbound(ctx)
	if err != nil {
		return nil, err
	}
	keys, threads, err := s.prepareLive(ctx)
	if err != nil {
		return nil, err
	}
	out := LiveResult{Database: "sqlite", Stored: o.Stored, PerSecond: liveRate, Agents: len(keys), Open: len(threads)}
	if s.database != "" {
		out.Database = "postgres"
	}
	third := time.Duration(o.Seconds) * time.Second / 3
	bare, err := s.engine(ctx, account, 1, third/2, sets)
	if err != nil {
		return nil, err
	}
	out.Commit = bare.Latency
	if out.Push, err = s.barePush(ctx, third/2); err != nil {
		return nil, err
	}
	if err := s.pages(ctx, account, keys, threads, 2*third, &out); err != nil {
		return nil, err
	}
	out.Ratio = ratio(out.Commit.P50+out.Push.P50, out.Hub.P50)
	return out, nil
}

// liveThread is a conversation with the user who writes in it.
type liveThread struct {
	id   core.ID
	user int64
}

// prepareLive adds agents who see everything, and picks conversations.
func (s *space) prepareLive(ctx context.Context) (keys []string, threads []liveThread, err error) {
	h, err := s.open(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	defer h.Close()
	for i := range liveAgents {
		key, err := addAgent(ctx, h, i)
		if err != nil {
			return nil, nil, err
		}
		keys = append(keys, key)
	}
	for page := (core.Page{Limit: 200}); len(threads) < liveAgents*liveOpen; {
		list, err := h.Conversations(ctx, owner(), core.ConversationFilter{}, page)
		if err != nil {
			return nil, nil, err
		}
		for _, c := range list.Items {
			identity, err := h.Store().Identity(ctx, c.IdentityID)
			if err != nil {
				return nil, nil, err
			}
			user, err := strconv.ParseInt(identity.ExternalID, 10, 64)
			if err != nil {
				return nil, nil, err
			}
			if len(threads) < liveAgents*liveOpen {
				threads = append(threads, liveThread{c.ID, user})
			}
		}
		if page.After = list.Next; page.After == "" {
			break
		}
	}
	return keys, threads, nil
}

func addAgent(ctx context.Context, h *hub.Hub, i int) (string, error) {
	a, err := h.CreateAgent(ctx, owner(), fmt.Sprintf("agent%d@bench.invalid", i), fmt.Sprintf("Agent %d", i), "supervisor", "")
	if err != nil {
		return "", err
	}
	v, err := h.Store().Viewer(ctx, a.ID)
	if err != nil {
		return "", err
	}
	key, _, err := h.CreateKey(ctx, v, "bench", nil)
	return key, err
}

// sightings are what the pages saw of what was sent.
type sightings struct {
	mu      sync.Mutex
	sent    map[int64]time.Time
	shown   map[int64]time.Duration
	listed  map[int64]time.Duration
	posted  []time.Duration
	doubled int
	feed    int
}

// orderNumber is in every text that update writes.
var orderNumber = regexp.MustCompile(`订单 (\d+) `)

func (a *sightings) note(data []byte, into map[int64]time.Duration, count bool) {
	now := time.Now()
	m := orderNumber.FindSubmatch(data)
	if m == nil {
		return
	}
	id, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err != nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	at, ours := a.sent[id]
	if !ours {
		return
	}
	if _, again := into[id]; again && count {
		a.doubled++
		return
	} else if again {
		return
	}
	into[id] = now.Sub(at)
}

// pages connects the agents to the hub, sends, and waits until all has arrived.
func (s *space) pages(ctx context.Context, a core.Account, keys []string, threads []liveThread, d time.Duration, out *LiveResult) error {
	sv, err := s.serve(ctx, "--public-url", benchURL)
	if err != nil {
		return err
	}
	stop := sync.OnceFunc(sv.stop)
	defer stop()
	got := &sightings{sent: map[int64]time.Time{}, shown: map[int64]time.Duration{}, listed: map[int64]time.Duration{}}
	var clients []*centrifuge.Client
	defer func() { closeAll(clients) }()
	for i, key := range keys {
		c, err := s.page(sv.agents, key, threads[i*liveOpen:(i+1)*liveOpen], got, i == 0)
		clients = append(clients, c)
		if err != nil {
			return err
		}
	}
	began := time.Now()
	s.say("%d agents are connected; %d messages a second for %s", len(keys), liveRate, d)
	if err := s.write(ctx, sv, a, threads, d, got); err != nil {
		return err
	}
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		got.mu.Lock()
		all := len(got.shown) == len(got.sent)
		got.mu.Unlock()
		if all {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	took := time.Since(began)
	stop()
	if p := sv.cmd.ProcessState; p != nil {
		out.Cores = ratio((p.UserTime() + p.SystemTime()).Seconds(), took.Seconds())
	}
	got.mu.Lock()
	defer got.mu.Unlock()
	out.Sent, out.Arrived, out.Doubled, out.Feed = len(got.sent), len(got.shown), got.doubled, got.feed
	out.Webhook = summary(got.posted)
	out.Hub, out.List = summary(values(got.shown)), summary(values(got.listed))
	return nil
}

func closeAll(clients []*centrifuge.Client) {
	for _, c := range clients {
		c.Close()
	}
}

func values(m map[int64]time.Duration) []time.Duration {
	out := make([]time.Duration, 0, len(m))
	for _, d := range m {
		out = append(out, d)
	}
	return out
}

// page is an agent's page: connected, with conversations open.
func (s *space) page(addr, key string, threads []liveThread, got *sightings, lists bool) (*centrifuge.Client, error) {
	c := centrifuge.NewJsonClient("ws://"+addr+"/connection/websocket", centrifuge.Config{Token: key})
	c.OnPublication(func(e centrifuge.ServerPublicationEvent) {
		got.mu.Lock()
		got.feed++
		got.mu.Unlock()
		if lists {
			got.note(e.Data, got.listed, false)
		}
	})
	ready := make(chan struct{}, len(threads))
	for _, t := range threads {
		sub, err := c.NewSubscription("conversation:" + t.id.String())
		if err != nil {
			return c, err
		}
		sub.OnSubscribed(func(centrifuge.SubscribedEvent) { ready <- struct{}{} })
		sub.OnPublication(func(e centrifuge.PublicationEvent) {
			var change struct{ Message json.RawMessage }
			if json.Unmarshal(e.Data, &change) == nil && change.Message != nil {
				got.note(change.Message, got.shown, true)
			}
		})
		if err := sub.Subscribe(); err != nil {
			return c, err
		}
	}
	if err := c.Connect(); err != nil {
		return c, err
	}
	for range threads {
		select {
		case <-ready:
		case <-time.After(20 * time.Second):
			return c, fmt.Errorf("an agent's page did not connect")
		}
	}
	return c, nil
}

// write posts at a steady rate, whether or not the hub keeps up.
func (s *space) write(ctx context.Context, sv *served, a core.Account, threads []liveThread, d time.Duration, got *sightings) error {
	path := "/hooks/telegram/" + a.ID.String()
	header := "X-Telegram-Bot-Api-Secret-Token: " + benchSecret + "\r\n"
	base := time.Now().UnixMicro()
	began := time.Now()
	var failed error
	var wg sync.WaitGroup
	for w := range liveWorkers {
		wg.Go(func() {
			var mine []time.Duration
			defer func() {
				got.mu.Lock()
				defer got.mu.Unlock()
				got.posted = append(got.posted, mine...)
			}()
			c, err := dial(sv.public)
			for i := w; err == nil && ctx.Err() == nil; i += liveWorkers {
				at := began.Add(time.Duration(i) * time.Second / liveRate)
				if at.Sub(began) > d {
					return
				}
				time.Sleep(time.Until(at))
				id := base + int64(i)
				got.mu.Lock()
				got.sent[id] = at // as it was due: a hub that falls behind shows it
				got.mu.Unlock()
				var status int
				var body []byte
				if status, body, err = c.do(request("POST", path, sv.public, header, update(id, threads[i%len(threads)].user))); err == nil && status >= 300 {
					err = fmt.Errorf("answered %d: %s", status, body)
				}
				mine = append(mine, time.Since(at))
			}
			got.mu.Lock()
			defer got.mu.Unlock()
			if err != nil {
				failed = err
			}
		})
	}
	wg.Wait()
	return failed
}
