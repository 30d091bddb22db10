package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The bare engine: producers hand rows to one writer that groups what has come
// in, writes the same rows as the hub with multi-row statements, commits, and
// answers. It reads nothing, decides nothing and speaks no HTTP.

var (
	engineRaw     = db.Cols("id uuid, account_id uuid, channel text, kind text, body bytea, state text, attempts bigint, received_at bigint")
	engineKey     = db.Cols("account_id uuid, event_key text")
	engineMessage = db.Cols(`id uuid, conversation_id uuid, identity_id uuid, account_id uuid, seq bigint, rev bigint, direction text,
		visibility text, kind text, text text, attachments bigint, author_kind text, author_id uuid, external_id text, raw_id uuid,
		sent_at bigint, received_at bigint`)
	engineConversation = db.Cols(`id uuid, seq bigint, rev bigint, last_message_id uuid, last_direction text, last_text text, last_seq bigint,
		last_at bigint, updated_at bigint`)
)

func rowsOfAMessage() []string {
	return []string{"raws: 1 inserted", "event_keys: 1 inserted", "messages: 1 inserted", "conversations: 1 updated (with its list indexes)"}
}

// place is a conversation that exists.
type thread struct {
	id, identity, contact core.ID
	seq, rev              int64
}

type engineItem struct {
	raw, key, message, conversation []any
	done                            chan error
}

// engine measures the bare engine on the run's own database, which nobody else
// has open.
func (s *space) engine(ctx context.Context, a core.Account, producers int, d time.Duration, write flush) (Rate, error) {
	s.say("the bare engine with %d producers for %s", producers, d)
	var database db.DB
	var err error
	if s.database != "" {
		database, err = db.OpenPostgres(ctx, s.database)
	} else {
		database, err = db.OpenSQLite(ctx, filepath.Join(s.data(), "hub.db"))
	}
	if err != nil {
		return Rate{}, err
	}
	defer database.Close()
	threads, err := readThreads(ctx, database, a.ID)
	if err != nil {
		return Rate{}, err
	}
	e := &bareEngine{db: database, flush: write, queues: make([]chan *engineItem, database.Writers())}
	var writers sync.WaitGroup
	for i := range e.queues {
		e.queues[i] = make(chan *engineItem, 4096)
		writers.Go(func() { e.write(ctx, e.queues[i]) })
	}
	times, took, err := e.produce(a, threads, producers, d)
	for _, q := range e.queues {
		close(q)
	}
	writers.Wait()
	if err != nil {
		return Rate{}, err
	}
	return Rate{PerSecond: float64(len(times)) / took.Seconds(), Messages: len(times), Batch: float64(len(times)) / float64(max(1, e.commits)), Latency: summary(times)}, nil
}

func readThreads(ctx context.Context, q db.Querier, account core.ID) ([]*thread, error) {
	var out []*thread
	err := db.Each(ctx, q, `SELECT id, identity_id, contact_id, seq, rev FROM conversations WHERE account_id = $1`, db.Args(account), func(scan func(...any) error) error {
		t := &thread{}
		err := scan(&t.id, &t.identity, &t.contact, &t.seq, &t.rev)
		out = append(out, t)
		return err
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("the run's database holds no conversation")
	}
	return out, err
}

// flush is how a batch becomes statements: sets, as the hub writes them, or rows.
type flush func([]*engineItem) []db.Stmt

type bareEngine struct {
	db     db.DB
	flush  flush
	queues []chan *engineItem

	mu      sync.Mutex
	commits int
}

// produce runs producers, each with conversations of its own.
func (e *bareEngine) produce(a core.Account, threads []*thread, producers int, d time.Duration) ([]time.Duration, time.Duration, error) {
	var mu sync.Mutex
	var all []time.Duration
	var failed error
	var wg sync.WaitGroup
	started := time.Now()
	deadline := started.Add(d)
	share := len(threads) / producers
	for p := range producers {
		wg.Go(func() {
			mine := threads[p*share : (p+1)*share]
			var times []time.Duration
			for time.Now().Before(deadline) {
				t := mine[rand.IntN(len(mine))] //nolint:gosec // load, not secrets
				it := rowsFor(a, t)
				at := time.Now()
				e.queues[p%len(e.queues)] <- it
				if err := <-it.done; err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				times = append(times, time.Since(at))
			}
			mu.Lock()
			all = append(all, times...)
			mu.Unlock()
		})
	}
	wg.Wait()
	return all, time.Since(started), failed
}

func rowsFor(a core.Account, t *thread) *engineItem {
	t.seq++
	t.rev++
	now := time.Now()
	at, raw, message := now.UnixMicro(), core.NewID(), core.NewID()
	body := update(now.UnixNano(), 1)
	text := fmt.Sprintf("你好，我想问一下订单 %d 什么时候发货？谢谢", now.UnixNano())
	key := fmt.Sprintf("m:%d:%s", now.UnixNano(), t.id)
	return &engineItem{done: make(chan error, 1),
		raw: []any{raw, a.ID, a.Channel, "telegram.update", []byte(body), "done", int64(1), at},
		key: []any{a.ID, key},
		message: []any{message, t.id, t.identity, a.ID, t.seq, t.rev, "in", "public", "text", text, int64(0), "contact", t.contact,
			key[2:], raw, at, at},
		conversation: []any{t.id, t.seq, t.rev, message, "in", text, t.seq, at, at}}
}

func (e *bareEngine) write(ctx context.Context, q chan *engineItem) {
	for it := range q {
		batch := []*engineItem{it}
		for more := true; more && len(batch) < 512; {
			select {
			case next, ok := <-q:
				if more = ok; ok {
					batch = append(batch, next)
				}
			default:
				more = false
			}
		}
		err := e.db.Update(ctx, func(tx db.Tx) error {
			_, err := tx.Flush(ctx, e.flush(batch))
			return err
		})
		e.mu.Lock()
		e.commits++
		e.mu.Unlock()
		for _, it := range batch {
			it.done <- err
		}
	}
}

// rows writes each row by a statement of its own, all in one pgx.Batch.
func rows(batch []*engineItem) []db.Stmt {
	values := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = fmt.Sprint("$", i+1)
		}
		return strings.Join(list, ", ")
	}
	insert := func(table string, cols []db.Col) string {
		return "INSERT INTO " + table + " (" + db.Names(cols) + ") VALUES (" + values(len(cols)) + ")"
	}
	keys, raws, messages := insert("event_keys", engineKey), insert("raws", engineRaw), insert("messages", engineMessage)
	var out []db.Stmt
	for _, it := range batch {
		out = append(out, db.Stmt{SQL: keys, Args: it.key}, db.Stmt{SQL: raws, Args: it.raw},
			db.Stmt{SQL: `UPDATE conversations SET seq = $2, rev = $3, last_message_id = $4, last_direction = $5, last_text = $6, last_seq = $7,
				last_at = $8, updated_at = $9 WHERE id = $1`, Args: it.conversation},
			db.Stmt{SQL: messages, Args: it.message})
	}
	return out
}

// sets writes each table's rows by one statement, as the hub does.
func sets(batch []*engineItem) []db.Stmt {
	set := func(cols []db.Col, row func(*engineItem) []any) db.Set {
		out := db.Set{Cols: cols}
		for _, it := range batch {
			out.Rows = append(out.Rows, row(it))
		}
		return out
	}
	return []db.Stmt{
		{SQL: "INSERT INTO event_keys (" + db.Names(engineKey) + ") {rows}", Args: []any{set(engineKey, func(i *engineItem) []any { return i.key })}},
		{SQL: "INSERT INTO raws (" + db.Names(engineRaw) + ") {rows}", Args: []any{set(engineRaw, func(i *engineItem) []any { return i.raw })}},
		{SQL: "WITH v(" + db.Names(engineConversation) + ") AS ({rows}) UPDATE conversations SET seq = v.seq, rev = v.rev, last_message_id = v.last_message_id, " +
			"last_direction = v.last_direction, last_text = v.last_text, last_seq = v.last_seq, last_at = v.last_at, " +
			"updated_at = v.updated_at FROM v WHERE conversations.id = v.id",
			Args: []any{set(engineConversation, func(i *engineItem) []any { return i.conversation })}},
		{SQL: "INSERT INTO messages (" + db.Names(engineMessage) + ") {rows}", Args: []any{set(engineMessage, func(i *engineItem) []any { return i.message })}},
	}
}
