package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/hub"
)

// ReadsResult is what "bench reads" prints.
type ReadsResult struct {
	Database string     `json:"database"`
	Sizes    []ReadSize `json:"sizes"`
	Flat     float64    `json:"list_p50_largest_to_smallest"`
	Ratio    float64    `json:"ratio"`
}

// ReadSize is one size of the store.
type ReadSize struct {
	Conversations int     `json:"conversations"`
	Messages      int     `json:"messages"`
	List          Latency `json:"list_of_50"`
	Page          Latency `json:"page_of_50"`
	Waiting       Latency `json:"waiting_of_50"` // the queue, who waits the longest first
	OfAccount     Latency `json:"account_of_50"` // all that are open, of one account
	Counts        Latency `json:"counts"`
	EngineList    Latency `json:"engine_list_of_50"`
	EnginePage    Latency `json:"engine_page_of_50"`
}

const (
	readTeams  = 10
	readHeld   = 100 // conversations in the agent's hands
	readThread = 100 // messages of the conversations that are paged through
)

// Reads measures lists of conversations, pages of messages and the counts over
// HTTP, on behalf of an agent who sees the conversations of one team of ten.
func Reads(ctx context.Context, o Options) (any, error) {
	out := ReadsResult{Database: "sqlite"}
	if o.Database != "" {
		out.Database = "postgres"
	}
	for _, n := range []int{10_000, o.Stored} {
		size, err := readSize(ctx, o, n)
		if err != nil {
			return nil, err
		}
		out.Sizes = append(out.Sizes, size)
	}
	first, last := out.Sizes[0], out.Sizes[len(out.Sizes)-1]
	out.Flat = ratio(last.List.P50, first.List.P50)
	out.Ratio = ratio(last.EngineList.P50, last.List.P50)
	return out, nil
}

func readSize(ctx context.Context, o Options, n int) (ReadSize, error) {
	out := ReadSize{Conversations: n, Messages: 2*n - n/readThread}
	s, err := newSpace(ctx, o)
	if err != nil {
		return out, err
	}
	defer s.close()
	viewer, key, err := s.prepareReads(ctx, n)
	if err != nil {
		return out, err
	}
	sv, err := s.serve(ctx)
	if err != nil {
		return out, err
	}
	auth := "Authorization: Bearer " + key + "\r\n"
	get := func(path string) []byte { return request("GET", "/api/v1"+path, sv.agents, auth, "") }
	for _, one := range []struct {
		to   *Latency
		path func() string
	}{
		{&out.List, func() string { return "/conversations?limit=50" }},
		{&out.Page, func() string {
			return fmt.Sprintf("/conversations/%s/messages?limit=50&after=%d", viewer.thread(), rand.IntN(readThread/2)) //nolint:gosec // load
		}},
		{&out.Waiting, func() string { return "/conversations?limit=50&view=queue&sort=waiting" }},
		{&out.OfAccount, func() string { return "/conversations?limit=50&view=all&account=" + viewer.account.String() }},
		{&out.Counts, func() string { return "/inbox/counts" }},
	} {
		times, _, _, err := closedLoop(sv.agents, 1, time.Duration(o.Seconds)*time.Second/10, func(int, int) []byte { return get(one.path()) })
		if err != nil {
			sv.stop()
			return out, err
		}
		*one.to = summary(times)
	}
	sv.stop()
	out.EngineList, out.EnginePage, err = s.bareReads(ctx, viewer)
	return out, err
}

// reader is the agent who reads, and what there is to read.
type reader struct {
	agent, team, account core.ID
	threads              []core.ID
}

func (r reader) thread() core.ID { return r.threads[rand.IntN(len(r.threads))] } //nolint:gosec // load

// prepareReads makes an agent in one team of ten and fills the tables in bulk.
func (s *space) prepareReads(ctx context.Context, n int) (reader, string, error) {
	h, err := s.open(ctx, nil)
	if err != nil {
		return reader{}, "", err
	}
	defer h.Close()
	agent, err := h.CreateAgent(ctx, owner(), "agent@example.com", "Agent", "agent", "")
	if err != nil {
		return reader{}, "", err
	}
	teams := make([]core.ID, readTeams)
	for i := range teams {
		t, err := h.CreateTeam(ctx, owner(), core.Team{Name: fmt.Sprint("Team ", i), Kind: "skill_group"})
		if err != nil {
			return reader{}, "", err
		}
		teams[i] = t.ID
	}
	r := reader{agent: agent.ID, team: teams[0], account: core.NewID()}
	if err := h.SetTeamMembers(ctx, owner(), r.team, []core.ID{agent.ID}); err != nil {
		return r, "", err
	}
	v, err := h.Store().Viewer(ctx, agent.ID)
	if err != nil {
		return r, "", err
	}
	key, _, err := h.CreateKey(ctx, v, "bench", nil)
	if err != nil {
		return r, "", err
	}
	if r.threads, err = s.bulk(ctx, h, r, teams, n); err != nil {
		return r, "", err
	}
	return r, key, s.settle(ctx, h)
}

// settle waits until the searches have followed, so that its work in the
// background is not what is measured.
func (s *space) settle(ctx context.Context, h *hub.Hub) error {
	ctx, cancel := context.WithTimeout(ctx, time.Hour)
	defer cancel()
	s.say("indexing")
	go h.Store().Index(ctx)
	go h.Store().IndexContacts(ctx)
	for wait := 200 * time.Millisecond; ; wait = min(2*wait, 10*time.Second) { // to count is work too
		messages, err := h.Store().Unindexed(ctx)
		if err != nil {
			return err
		}
		contacts := int64(0)
		if _, err := db.One(ctx, h.Store().DB(), `SELECT COUNT(*) FROM contact_stale`, nil, &contacts); err != nil {
			return err
		}
		if messages+contacts == 0 {
			return s.vacuum(ctx)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// vacuum does now what PostgreSQL would do by itself a minute after so much was
// written, in the middle of the measuring.
func (s *space) vacuum(ctx context.Context) error {
	if s.database == "" {
		return nil
	}
	s.say("vacuum")
	conn, err := pgx.Connect(ctx, s.database)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "VACUUM (ANALYZE)")
	return errors.Join(err, conn.Close(ctx))
}

var (
	bulkContact      = db.Cols("id uuid, kind text, name text, blocked boolean, created_at bigint, updated_at bigint")
	bulkConversation = db.Cols(`id uuid, account_id uuid, identity_id uuid, contact_id uuid, thread text, status text, handler text, agent_id uuid, team_id uuid,
		priority bigint, seq bigint, rev bigint, last_message_id uuid, last_direction text, last_text text, last_seq bigint, last_at bigint,
		waiting_since bigint, created_at bigint, updated_at bigint`)
)

// bulk writes n conversations over all teams with a message each, and n messages in
// the threads of the first team that are paged through.
func (s *space) bulk(ctx context.Context, h *hub.Hub, r reader, teams []core.ID, n int) ([]core.ID, error) {
	const chunk = 5000
	account := r.account
	var threads []core.ID
	now := time.Now().UnixMicro()
	for from := 0; from < n; from += chunk {
		var contacts, conversations, messages [][]any
		for i := from; i < min(from+chunk, n); i++ {
			id, contact, identity := core.NewID(), core.NewID(), core.NewID()
			at := now - int64(rand.IntN(1_000_000_000))*1000 //nolint:gosec // load
			contacts = append(contacts, []any{contact, "known", fmt.Sprint("客户 ", i), false, at, at})
			seq, last := int64(1), core.ID{}
			if len(threads) < n/readThread && i%readTeams == 0 {
				threads, seq = append(threads, id), readThread
			}
			for m := range seq {
				last = core.NewID()
				messages = append(messages, []any{last, id, identity, account, m + 1, m + 2, "in", "public", "text",
					"你好，我想问一下订单什么时候发货？谢谢", int64(0), "contact", contact, fmt.Sprintf("%d:%d", i, m), core.NewID(), at, at})
			}
			status, handler, holder := "queued", "none", core.ID{}
			if i%(n/readHeld) == 3 {
				status, handler, holder = "active", "agent", r.agent
			}
			conversations = append(conversations, []any{id, account, identity, contact, fmt.Sprint("t", i), status, handler, holder, teams[i%readTeams],
				int64(0), seq, seq + 1, last, "in", "你好，我想问一下订单什么时候发货？", seq, at, at, at, at})
		}
		err := h.Store().DB().Update(ctx, func(tx db.Tx) error {
			stmts := []db.Stmt{
				{SQL: "INSERT INTO contacts (" + db.Names(bulkContact) + ") {rows}", Args: []any{db.Set{Cols: bulkContact, Rows: contacts}}},
				{SQL: "INSERT INTO conversations (" + db.Names(bulkConversation) + ") {rows}", Args: []any{db.Set{Cols: bulkConversation, Rows: conversations}}},
				{SQL: "INSERT INTO messages (" + db.Names(engineMessage) + ") {rows}", Args: []any{db.Set{Cols: engineMessage, Rows: messages}}},
			}
			_, err := tx.Flush(ctx, stmts)
			return err
		})
		if err != nil {
			return nil, err
		}
		if from%100_000 == 0 {
			s.say("wrote %d of %d conversations", from, n)
		}
	}
	return threads, h.Store().DB().Update(ctx, func(tx db.Tx) error { // what else is kept as they come and go
		_, err := tx.Exec(ctx, `INSERT INTO conversation_counts (status, team_id, account_id, slot, n)
			SELECT status, team_id, account_id, 0, COUNT(*) FROM conversations GROUP BY status, team_id, account_id`)
		return err
	})
}

// bareReads are the least statements that could answer: the newest of one team
// by its index, and a stretch of one conversation, read and encoded as JSON.
func (s *space) bareReads(ctx context.Context, r reader) (list, page Latency, err error) {
	database, err := db.OpenSQLite(ctx, filepath.Join(s.data(), "hub.db"))
	if s.database != "" {
		database, err = db.OpenPostgres(ctx, s.database)
	}
	if err != nil {
		return list, page, err
	}
	defer database.Close()
	measure := func(q string, args func() []any) (Latency, error) {
		var times []time.Duration
		for range 2000 {
			at := time.Now()
			var rows [][4]string
			err := db.Each(ctx, database, q, args(), func(scan func(...any) error) error {
				var id core.ID
				var a, b string
				var n int64
				err := scan(&id, &a, &b, &n)
				rows = append(rows, [4]string{id.String(), a, b, fmt.Sprint(n)})
				return err
			})
			if err != nil {
				return Latency{}, err
			}
			if _, err := json.Marshal(rows); err != nil {
				return Latency{}, err
			}
			times = append(times, time.Since(at))
		}
		return summary(times), nil
	}
	list, err = measure(`SELECT c.id, ct.name, c.last_text, c.last_at FROM conversations c JOIN contacts ct ON ct.id = c.contact_id
		WHERE c.status = 'queued' AND c.team_id = $1 ORDER BY c.last_at DESC, c.id DESC LIMIT 50`, func() []any { return db.Args(r.team) })
	if err != nil {
		return list, page, err
	}
	page, err = measure(`SELECT id, kind, text, seq FROM messages WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT 50`,
		func() []any { return db.Args(r.thread(), rand.IntN(readThread/2)) }) //nolint:gosec // load
	return list, page, err
}
