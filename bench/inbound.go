package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/hub"
)

// InboundResult is what "bench inbound" prints.
type InboundResult struct {
	Database    string   `json:"database"`
	Stored      int      `json:"messages_stored_before"`
	Connections int      `json:"connections"`
	Rows        []string `json:"rows_a_message"`
	Hub         Rate     `json:"hub"`
	Engine      Rate     `json:"engine"`
	Engine512   Rate     `json:"engine_512_producers"`
	Ratio       float64  `json:"ratio"`
	// On PostgreSQL, the engine that writes each row by a statement of its own, all
	// of a commit in one pgx.Batch.
	EngineRows *Rate   `json:"engine_pgx_batch,omitempty"`
	RatioRows  float64 `json:"ratio_to_pgx_batch,omitempty"`
}

// Rate is a throughput with its latencies.
type Rate struct {
	PerSecond float64 `json:"per_second"`
	Messages  int     `json:"messages"`
	Batch     float64 `json:"messages_a_commit,omitempty"`
	Refused   int     `json:"refused,omitempty"`
	Latency   Latency `json:"latency"`
}

// people is how many customers write; each has a conversation already.
const people = 20_000

// Inbound measures webhooks: verified, durable, deduplicated, ordered. Those of
// another channel than Telegram are measured beside Telegram's.
func Inbound(ctx context.Context, o Options) (any, error) {
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if o.Channel == "wechat" {
		return s.inboundWechat(ctx)
	}
	account, err := s.prepareInbound(ctx)
	if err != nil {
		return nil, err
	}
	out := InboundResult{Database: s.kind(), Stored: o.Stored, Connections: o.Connections, Rows: rowsOfAMessage()}
	third := time.Duration(o.Seconds) * time.Second / 3
	var before, after Rate
	if before, err = s.engine(ctx, account, o.Connections, third, sets); err != nil {
		return nil, err
	}
	if out.Hub, err = s.webhooks(ctx, account, 2*third); err != nil {
		return nil, err
	}
	if after, err = s.engine(ctx, account, o.Connections, third, sets); err != nil {
		return nil, err
	}
	out.Engine = before
	out.Engine.PerSecond = (before.PerSecond + after.PerSecond) / 2
	out.Engine.Messages += after.Messages
	if out.Engine512, err = s.engine(ctx, account, 512, third, sets); err != nil {
		return nil, err
	}
	out.Ratio = ratio(out.Hub.PerSecond, out.Engine.PerSecond)
	if s.database != "" {
		single, err := s.engine(ctx, account, o.Connections, third, rows)
		if err != nil {
			return nil, err
		}
		out.EngineRows, out.RatioRows = &single, ratio(out.Hub.PerSecond, single.PerSecond)
	}
	return out, nil
}

// benchSecret is the secret header of the run's own account.
const benchSecret = "bench-secret-of-the-webhook"

// benchURL stands for the hub's public address: no platform is told of it.
const benchURL = "http://bench.invalid"

// linkBot links a bot without asking anybody.
func linkBot(ctx context.Context, h *hub.Hub) (core.Account, error) {
	a := core.Account{ID: core.NewID(), Channel: "telegram", Name: "bench", Status: core.AccountActive,
		Config:  map[string]string{"receive": "webhook", "api_base": "http://127.0.0.1:9"},
		Secrets: map[string]string{"token": "1:bench", "webhook_secret": benchSecret}}
	a.Config["_connected"] = benchURL + "/hooks/telegram/" + a.ID.String()
	return a, h.Store().SaveAccount(ctx, a)
}

// prepareInbound links a bot and stores messages by the hub's own committer.
func (s *space) prepareInbound(ctx context.Context) (core.Account, error) {
	h, err := s.open(ctx, nil)
	if err != nil {
		return core.Account{}, err
	}
	defer h.Close()
	a, err := linkBot(ctx, h)
	if err != nil {
		return a, err
	}
	if err := s.fill(ctx, h, s.Stored, telegramTraffic(a)); err != nil {
		return a, err
	}
	return a, s.settle(ctx, h)
}

// kind names the run's database.
func (s *space) kind() string {
	if s.database != "" {
		return "postgres"
	}
	return "sqlite"
}

// traffic is what the customers of an account write.
type traffic struct {
	account core.Account
	kind    string                         // of raw
	body    func(id, user int64) string    // as it is normalized
	request func(host, body string) []byte // as the platform posts it
}

func telegramTraffic(a core.Account) traffic {
	path := "/hooks/telegram/" + a.ID.String()
	header := "X-Telegram-Bot-Api-Secret-Token: " + benchSecret + "\r\n"
	return traffic{account: a, kind: "telegram.update", body: update,
		request: func(host, body string) []byte { return request("POST", path, host, header, body) }}
}

// fill stores messages, many at once.
func (s *space) fill(ctx context.Context, h *hub.Hub, n int, t traffic) error {
	const chunk = 2000
	started := time.Now()
	for done := 0; done < n; done += chunk {
		cmds := make([]*engine.Ingest, 0, chunk)
		for i := done; i < min(done+chunk, n); i++ {
			raw := core.Raw{ID: core.NewID(), AccountID: t.account.ID, Channel: t.account.Channel, Kind: t.kind,
				Body: []byte(t.body(int64(i+1), int64(i%people+1))), ReceivedAt: core.At(time.Now())}
			envs, err := s.Normalizers.Normalize(raw)
			if err != nil {
				return err
			}
			cmds = append(cmds, &engine.Ingest{Raw: raw, Envelopes: envs, Policy: engine.Policy{ReopenFor: time.Hour}})
		}
		if err := h.Store().DoAll(ctx, cmds); err != nil {
			return err
		}
		if done%100_000 == 0 {
			s.say("stored %d of %d messages (%.0f/s)", done, n, float64(done)/time.Since(started).Seconds())
		}
	}
	return nil
}

// update is a text message as the Bot API posts it.
func update(id, user int64) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"Customer","last_name":"%d","language_code":"zh"},`+
		`"chat":{"id":%d,"first_name":"Customer","last_name":"%d","type":"private"},"date":%d,"text":"你好，我想问一下订单 %d 什么时候发货？谢谢"}}`,
		id, id, user, user, user, user, time.Now().Unix(), id)
}

// webhooks drives the hub as a process of its own over HTTP.
func (s *space) webhooks(ctx context.Context, a core.Account, d time.Duration) (Rate, error) {
	sv, err := s.serve(ctx, "--public-url", benchURL)
	if err != nil {
		return Rate{}, err
	}
	defer sv.stop()
	s.say("driving webhooks with %d connections for %s", s.Connections, d)
	r, err := s.drive(sv, telegramTraffic(a), d)
	if err != nil {
		return r, err
	}
	r.Batch = sv.batch(ctx)
	return r, nil
}

// drive posts messages to a hub that serves.
func (s *space) drive(sv *served, t traffic, d time.Duration) (Rate, error) {
	var id atomic.Int64
	id.Store(time.Now().UnixMicro())
	next := func(int, int) []byte {
		return t.request(sv.public, t.body(id.Add(1), rand.Int64N(people)+1)) //nolint:gosec // load, not secrets
	}
	times, took, refused, err := closedLoop(sv.public, s.Connections, d, next)
	if err != nil && len(times) == 0 {
		return Rate{}, err
	}
	return Rate{PerSecond: float64(len(times)) / took.Seconds(), Messages: len(times), Refused: refused, Latency: summary(times)}, nil
}
