package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/hub"
)

// AnswersResult is what "bench answers" prints.
type AnswersResult struct {
	Database  string  `json:"database"`
	PerSecond int     `json:"answers_per_second"`
	Answers   int     `json:"answers"`
	Arrived   int     `json:"arrived"`
	Doubled   int     `json:"doubled"`
	Hub       Latency `json:"post_to_platform"`
	API       Latency `json:"post_to_acknowledged"`
	Engine    Latency `json:"engine_write_and_call"`
	Ratio     float64 `json:"ratio_of_p99"`
}

// Answers leave at this rate, over bots and people enough that the platform's
// own limits (25 a second a bot, one a second a chat) are not what is measured.
const (
	answersASecond = 200
	answerBots     = 20
	answerPeople   = 1000
)

// arrivals remembers when the platform had each answer.
type arrivals struct {
	mu   sync.Mutex
	at   map[string]time.Time
	more int // arrived again
}

func (a *arrivals) note(text string) {
	now := time.Now()
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, ok := a.at[text]; ok {
		a.more++
		return
	}
	a.at[text] = now
}

// Answers measures POST of an answer until the platform has it.
func Answers(ctx context.Context, o Options) (any, error) {
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	arrived := &arrivals{at: map[string]time.Time{}}
	platform := telegramtest.New(telegramtest.Options{OnCall: func(c telegramtest.Call) {
		if strings.EqualFold(c.Method, "sendMessage") && c.Status == http.StatusOK {
			arrived.note(c.Params["text"])
		}
	}})
	defer platform.Close()
	key, err := s.prepareAnswers(ctx, platform)
	if err != nil {
		return nil, err
	}
	sv, err := s.serve(ctx)
	if err != nil {
		return nil, err
	}
	defer sv.stop()
	out := AnswersResult{Database: "sqlite", PerSecond: answersASecond}
	if s.database != "" {
		out.Database = "postgres"
	}
	ids, err := s.openConversations(ctx, platform, sv, key)
	if err != nil {
		return nil, err
	}
	posted, acked, err := s.post(ctx, sv, key, ids)
	if err != nil {
		return nil, err
	}
	out.Answers, out.API = len(posted), summary(acked)
	times := arrived.collect(ctx, posted)
	out.Arrived, out.Hub, out.Doubled = len(times), summary(times), arrived.more
	if out.Engine, err = s.bareAnswers(ctx, platform); err != nil {
		return nil, err
	}
	out.Ratio = ratio(out.Engine.P99, out.Hub.P99)
	return out, nil
}

func botToken(i int) string { return fmt.Sprintf("%d:bench-token-of-a-bot-%d", 1000+i, i) }

// prepareAnswers links the bots and makes an owner.
func (s *space) prepareAnswers(ctx context.Context, platform *telegramtest.Server) (key string, err error) {
	h, err := s.open(ctx, nil)
	if err != nil {
		return "", err
	}
	defer h.Close()
	for i := range answerBots {
		platform.AddBot(botToken(i), fmt.Sprintf("bench%d_bot", i))
		a := core.Account{ID: core.NewID(), Channel: "telegram", Name: fmt.Sprint("bot ", i), Status: core.AccountActive,
			Config: map[string]string{"receive": "poll", "api_base": platform.URL}, Secrets: map[string]string{"token": botToken(i)}}
		if err := h.Store().SaveAccount(ctx, a); err != nil {
			return "", err
		}
	}
	raw, err := h.Command(ctx, "setup", hub.SetupArgs{Email: "bench@example.com", Password: "bench-password", Name: "Bench"})
	if err != nil {
		return "", err
	}
	var out struct {
		APIKey string `json:"api_key"`
	}
	return out.APIKey, json.Unmarshal(raw, &out)
}

// openConversations lets everybody write once, and lists the conversations.
func (s *space) openConversations(ctx context.Context, platform *telegramtest.Server, sv *served, key string) ([]string, error) {
	for i := range answerPeople {
		platform.User(int64(i+1), "Customer", strconv.Itoa(i), "", "zh").Start(botToken(i%answerBots), "")
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		ids, err := listAll(sv, key)
		if err != nil || len(ids) == answerPeople {
			return ids, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("only %d of %d people have a conversation", len(ids), answerPeople)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func listAll(sv *served, key string) ([]string, error) {
	c, err := dial(sv.agents)
	if err != nil {
		return nil, err
	}
	defer c.c.Close()
	var ids []string
	for after := ""; ; {
		status, body, err := c.do(request("GET", "/api/v1/conversations?limit=200&after="+after, sv.agents, "Authorization: Bearer "+key+"\r\n", ""))
		if err != nil || status != http.StatusOK {
			return nil, fmt.Errorf("list conversations: %d %s: %w", status, body, err)
		}
		var page struct {
			Items []struct{ ID string }
			Next  *string
		}
		if err := json.Unmarshal(body, &page); err != nil {
			return nil, err
		}
		for _, i := range page.Items {
			ids = append(ids, i.ID)
		}
		if page.Next == nil {
			return ids, nil
		}
		after = *page.Next
	}
}

// post sends answers at an even rate and returns when each was sent.
func (s *space) post(ctx context.Context, sv *served, key string, ids []string) (map[string]time.Time, []time.Duration, error) {
	total := answersASecond * s.Seconds
	s.say("posting %d answers at %d/s", total, answersASecond)
	order := rand.Perm(len(ids))
	type slot struct{ i int }
	work := make(chan slot, total)
	var mu sync.Mutex
	posted := make(map[string]time.Time, total)
	var acked []time.Duration
	var failed error
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			c, err := dial(sv.agents)
			for w := range work {
				if err != nil {
					break
				}
				text := fmt.Sprintf("您好，第 %d 条回复", w.i)
				body := fmt.Sprintf(`{"client_message_id":"bench-%d","text":%q}`, w.i, text)
				id := ids[order[w.i%len(order)]]
				at := time.Now()
				var status int
				var answer []byte
				status, answer, err = c.do(request("POST", "/api/v1/conversations/"+id+"/messages", sv.agents, "Authorization: Bearer "+key+"\r\n", body))
				mu.Lock()
				posted[text] = at
				acked = append(acked, time.Since(at))
				if err == nil && status >= 300 {
					err = fmt.Errorf("answered %d: %s", status, answer)
				}
				if err != nil {
					failed = err
				}
				mu.Unlock()
			}
			if c != nil {
				_ = c.c.Close()
			}
		})
	}
	tick := time.NewTicker(time.Second / answersASecond)
	for i := range total {
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
		work <- slot{i}
	}
	tick.Stop()
	close(work)
	wg.Wait()
	return posted, acked, failed
}

// collect waits for the last arrivals and returns how long each took.
func (a *arrivals) collect(ctx context.Context, posted map[string]time.Time) []time.Duration {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	for {
		a.mu.Lock()
		n := len(a.at)
		a.mu.Unlock()
		if n >= len(posted) || ctx.Err() != nil {
			break
		}
		select {
		case <-ctx.Done():
		case <-time.After(50 * time.Millisecond):
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	var times []time.Duration
	for text, at := range posted {
		if got, ok := a.at[text]; ok {
			times = append(times, got.Sub(at))
		}
	}
	return times
}

// bareAnswers writes one durable row an answer and calls the platform, at the
// same rate: no API, no planning, no order, no record of the result.
func (s *space) bareAnswers(ctx context.Context, platform *telegramtest.Server) (Latency, error) {
	database, err := db.OpenSQLite(ctx, s.dir+"/bare.db")
	if s.database != "" {
		database, err = db.OpenPostgres(ctx, s.database)
	}
	if err != nil {
		return Latency{}, err
	}
	defer database.Close()
	if err := database.Update(ctx, func(tx db.Tx) error {
		_, err := tx.Exec(ctx, `CREATE TABLE bare (id text PRIMARY KEY, text text)`)
		return err
	}); err != nil {
		return Latency{}, err
	}
	var mu sync.Mutex
	var times []time.Duration
	var wg sync.WaitGroup
	tick := time.NewTicker(time.Second / answersASecond)
	defer tick.Stop()
	for i := range answersASecond * 5 {
		<-tick.C
		wg.Go(func() {
			at := time.Now()
			if err := database.Update(ctx, func(tx db.Tx) error {
				_, err := tx.Exec(ctx, `INSERT INTO bare (id, text) VALUES ($1, $2)`, core.NewID().String(), "您好")
				return err
			}); err != nil {
				return
			}
			resp, err := http.Post(platform.URL+"/bot"+botToken(i%answerBots)+"/sendMessage", "application/json",
				strings.NewReader(fmt.Sprintf(`{"chat_id":%d,"text":"bare %d"}`, i%answerPeople+1, i)))
			if err != nil {
				return
			}
			_ = resp.Body.Close()
			mu.Lock()
			times = append(times, time.Since(at))
			mu.Unlock()
		})
	}
	wg.Wait()
	return summary(times), nil
}
