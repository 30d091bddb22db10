package bench

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/search"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/hub"
)

// SearchResult is what "bench search" prints.
type SearchResult struct {
	Database      string        `json:"database"`
	Messages      int           `json:"messages"`
	Conversations int           `json:"conversations"`
	IndexSeconds  float64       `json:"index_seconds"`
	Searches      []SearchFound `json:"searches"`       // by what and by whom
	Mixed         Latency       `json:"mixed_searches"` // each kind by each agent as often as any other
	Alone         Rate          `json:"inserts_alone"`
	Beside        Rate          `json:"inserts_beside_searches"`
	SearchedAt    float64       `json:"searches_per_second_beside"`
	AtLoad        Latency       `json:"searches_beside_inserts"`
	Ratio         float64       `json:"ratio"` // of inserts beside searches to inserts alone
}

// SearchFound is one kind of search by one kind of agent.
type SearchFound struct {
	What    string   `json:"what"`
	Scope   string   `json:"scope"`
	Words   []string `json:"words"` // some of them
	Share   float64  `json:"share"` // of the messages, that hold the first of the words
	Latency Latency  `json:"latency"`
}

const (
	searchThread   = 20  // messages a conversation
	searchHeld     = 100 // conversations of the agent who sees no others
	searchRare     = 200 // words in searchRareIn messages each
	searchRareIn   = 5
	searchVocab    = 30_000
	searchGreeting = 4  // one message in so many begins with the greeting
	searchPace     = 10 // searches a second beside inserts
)

// Search measures searches over HTTP in many messages, on behalf of who sees
// all, of one team of ten, and of a hundred conversations; then how fast
// messages come in alone and beside running searches, in turns.
func Search(ctx context.Context, o Options) (any, error) {
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	out := SearchResult{Database: "sqlite", Messages: o.Stored, Conversations: o.Stored / searchThread, SearchedAt: searchPace}
	if s.database != "" {
		out.Database = "postgres"
	}
	l := &library{counts: map[string]int{}}
	account, keys, err := s.prepareSearch(ctx, l, &out)
	if err != nil {
		return nil, err
	}
	sv, err := s.serve(ctx, "--public-url", benchURL)
	if err != nil {
		return nil, err
	}
	defer sv.stop()
	mix := l.mix()
	var next []func() []byte
	for _, scope := range slices.Sorted(maps.Keys(keys)) {
		auth := "Authorization: Bearer " + keys[scope] + "\r\n"
		for _, m := range mix {
			ask := func() []byte {
				words := m.words[rand.IntN(len(m.words))] //nolint:gosec // load
				return request("GET", "/api/v1/search?limit=30&q="+url.QueryEscape(words), sv.agents, auth, "")
			}
			next = append(next, ask)
			s.say("searching %s as %s", m.what, scope)
			times, _, _, err := closedLoop(sv.agents, 1, time.Duration(o.Seconds)*time.Second/10, func(int, int) []byte { return ask() })
			if err != nil {
				return nil, err
			}
			out.Searches = append(out.Searches, SearchFound{What: m.what, Scope: scope, Words: m.words[:min(3, len(m.words))], Share: m.share, Latency: summary(times)})
		}
	}
	any := func() []byte { return next[rand.IntN(len(next))]() } //nolint:gosec // load
	times, _, _, err := closedLoop(sv.agents, 1, time.Duration(o.Seconds)*time.Second, func(int, int) []byte { return any() })
	if err != nil {
		return nil, err
	}
	out.Mixed = summary(times)
	err = s.insertsBeside(ctx, sv, account, any, &out)
	return out, err
}

// insertsBeside measures inserts alone and beside searches, three times each in
// turns, as a machine's speed drifts.
func (s *space) insertsBeside(ctx context.Context, sv *served, account core.Account, next func() []byte, out *SearchResult) error {
	const turns = 3
	d := time.Duration(s.Seconds) * time.Second / turns
	var mu sync.Mutex
	var searched []time.Duration
	for range turns {
		s.say("inserting alone, then beside searches, %s each", d)
		alone, err := s.drive(sv, telegramTraffic(account), d)
		if err != nil {
			return err
		}
		searching, stop := context.WithCancel(ctx)
		var wg sync.WaitGroup
		wg.Go(func() {
			times := paced(searching, sv.agents, searchPace, next)
			mu.Lock()
			searched = append(searched, times...)
			mu.Unlock()
		})
		beside, err := s.drive(sv, telegramTraffic(account), d)
		stop()
		wg.Wait()
		if err != nil {
			return err
		}
		out.Alone, out.Beside = together(out.Alone, alone), together(out.Beside, beside)
	}
	out.Alone.PerSecond, out.Beside.PerSecond = out.Alone.PerSecond/turns, out.Beside.PerSecond/turns
	out.AtLoad, out.Ratio = summary(searched), ratio(out.Beside.PerSecond, out.Alone.PerSecond)
	return nil
}

func together(a, b Rate) Rate {
	b.PerSecond, b.Messages, b.Refused = a.PerSecond+b.PerSecond, a.Messages+b.Messages, a.Refused+b.Refused
	b.Latency.P99, b.Latency.Max = max(a.Latency.P99, b.Latency.P99), max(a.Latency.Max, b.Latency.Max)
	return b
}

// paced sends n requests a second, each on its own time, until ctx ends: a slow
// answer does not make the next question late.
func paced(ctx context.Context, addr string, n int, next func() []byte) (times []time.Duration) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	tick := time.NewTicker(time.Second / time.Duration(n))
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			wg.Wait()
			return times
		case at := <-tick.C:
			wg.Go(func() {
				c, err := dial(addr)
				if err != nil {
					return
				}
				defer c.c.Close()
				if status, _, err := c.do(next()); err == nil && status < 300 {
					mu.Lock()
					times = append(times, time.Since(at))
					mu.Unlock()
				}
			})
		}
	}
}

// library writes the messages: words of Chinese characters, the frequent ones
// far more often than the others, as in speech.
type library struct {
	words  []string
	counts map[string]int // of tokens, in one message of sampleEvery
	sample int
}

const sampleEvery = 50

func (l *library) open(rng *rand.Rand) func(i int) string {
	chars := rand.NewZipf(rng, 1.1, 20, 2500)
	for range searchVocab {
		var b strings.Builder
		for range 1 + rng.IntN(3) {
			b.WriteRune(rune(0x4e00 + chars.Uint64()*7))
		}
		l.words = append(l.words, b.String())
	}
	pick := rand.NewZipf(rng, 1.05, 5, searchVocab-1)
	return func(i int) string {
		var b strings.Builder
		if rng.IntN(searchGreeting) == 0 {
			b.WriteString("你好，")
		}
		for n := range 3 + rng.IntN(12) {
			if n > 0 && n%4 == 0 {
				b.WriteString("，")
			}
			b.WriteString(l.words[pick.Uint64()])
		}
		return b.String()
	}
}

// rareWord is in a few messages only, of characters that no other word has.
func rareWord(i int) string { return string([]rune{rune(0x3400 + i), rune(0x3800 + i)}) }

func (l *library) take(i int, text string) {
	if i%sampleEvery != 0 {
		return
	}
	l.sample++
	for _, t := range search.Tokens(text) {
		if len([]rune(t)) == 2 {
			l.counts[t]++
		}
	}
}

type kindOfSearch struct {
	what  string
	words []string
	share float64
}

// mix is what is searched for.
func (l *library) mix() []kindOfSearch {
	byCount := slices.SortedFunc(maps.Keys(l.counts), func(a, b string) int { return l.counts[b] - l.counts[a] })
	share := func(i int) float64 { return float64(l.counts[byCount[i]]) / float64(l.sample) }
	near := func(of float64) int {
		for i := range byCount {
			if share(i) <= of {
				return i
			}
		}
		return len(byCount) - 1
	}
	common := []string{byCount[0]}
	var pairs, rare []string
	for i := range 10 {
		pairs = append(pairs, byCount[2*i+1]+" "+byCount[2*i+2])
	}
	for i := range searchRare {
		rare = append(rare, rareWord(i))
	}
	frequent, middle, scarce := near(0.01), near(0.001), near(0.0001)
	around := func(i int) []string { return byCount[max(0, i-10):min(len(byCount), i+10)] }
	return []kindOfSearch{
		{"the most common bigram", common, share(0)},
		{"two of the most common", pairs, share(1)},
		{"one in a hundred", around(frequent), share(frequent)},
		{"one in a thousand", around(middle), share(middle)},
		{"one in ten thousand", around(scarce), share(scarce)},
		{fmt.Sprintf("in %d messages", searchRareIn), rare, 0},
		{"in none", []string{"㐀㘀㐀"}, 0},
		{"a single character", []string{"你"}, share(0)},
	}
}

// prepareSearch fills the tables in bulk and indexes them by the hub's own index.
func (s *space) prepareSearch(ctx context.Context, l *library, out *SearchResult) (core.Account, map[string]string, error) {
	h, err := s.open(ctx, nil)
	if err != nil {
		return core.Account{}, nil, err
	}
	defer h.Close()
	account, err := linkBot(ctx, h)
	if err != nil {
		return account, nil, err
	}
	teams := make([]core.ID, readTeams)
	for i := range teams {
		t, err := h.CreateTeam(ctx, owner(), core.Team{Name: fmt.Sprint("Team ", i), Kind: "skill_group"})
		if err != nil {
			return account, nil, err
		}
		teams[i] = t.ID
	}
	keys, agents := map[string]string{}, map[string]core.ID{}
	if _, err := h.CreateRole(ctx, owner(), core.Role{Name: "newcomer", Scope: core.ScopeOwn, Permissions: []core.Permission{core.PermRead}}); err != nil {
		return account, nil, err
	}
	for scope, role := range map[string]string{"all": "owner", "team": "agent", "own": "newcomer"} {
		agent, err := h.CreateAgent(ctx, owner(), scope+"@example.com", scope, role, "")
		if err != nil {
			return account, nil, err
		}
		agents[scope] = agent.ID
		if scope == "team" {
			if err := h.SetTeamMembers(ctx, owner(), teams[0], []core.ID{agent.ID}); err != nil {
				return account, nil, err
			}
		}
		v, err := h.Store().Viewer(ctx, agent.ID)
		if err != nil {
			return account, nil, err
		}
		if keys[scope], _, err = h.CreateKey(ctx, v, "bench", nil); err != nil {
			return account, nil, err
		}
	}
	if err := s.library(ctx, h, l, account.ID, teams, agents["own"]); err != nil {
		return account, nil, err
	}
	started := time.Now()
	if err := s.settle(ctx, h); err != nil {
		return account, nil, err
	}
	out.IndexSeconds = time.Since(started).Seconds()
	return account, keys, nil
}

// library writes conversations, and their messages in turns: those of one
// conversation are far apart.
func (s *space) library(ctx context.Context, h *hub.Hub, l *library, account core.ID, teams []core.ID, own core.ID) error {
	const chunk = 5000
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same library every time
	text := l.open(rng)
	n := s.Stored / searchThread
	ids, contacts := make([]core.ID, n), make([]core.ID, n)
	now := time.Now().UnixMicro()
	write := func(stmts ...db.Stmt) error {
		return h.Store().DB().Update(ctx, func(tx db.Tx) error {
			_, err := tx.Flush(ctx, stmts)
			return err
		})
	}
	for from := 0; from < n; from += chunk {
		var people, rows [][]any
		for i := from; i < min(from+chunk, n); i++ {
			ids[i], contacts[i] = core.NewID(), core.NewID()
			people = append(people, []any{contacts[i], "known", fmt.Sprint("客户 ", i), false, now, now})
			status, handler, holder := "queued", "none", core.ID{}
			if i%max(1, n/searchHeld) == 3 {
				status, handler, holder = "active", "agent", own
			}
			rows = append(rows, []any{ids[i], account, core.NewID(), contacts[i], fmt.Sprint("t", i), status, handler, holder, teams[i%readTeams],
				int64(0), int64(searchThread), int64(searchThread + 1), core.NewID(), "in", "你好", int64(searchThread), now, now, now, now})
		}
		err := write(db.Stmt{SQL: "INSERT INTO contacts (" + db.Names(bulkContact) + ") {rows}", Args: []any{db.Set{Cols: bulkContact, Rows: people}}},
			db.Stmt{SQL: "INSERT INTO conversations (" + db.Names(bulkConversation) + ") {rows}", Args: []any{db.Set{Cols: bulkConversation, Rows: rows}}})
		if err != nil {
			return err
		}
	}
	rareEvery := max(1, s.Stored/(searchRare*searchRareIn))
	for from := 0; from < n*searchThread; from += chunk {
		rows := make([][]any, 0, chunk)
		for i := from; i < min(from+chunk, n*searchThread); i++ {
			words := text(i)
			if i%rareEvery == 0 {
				words += "，" + rareWord(i/rareEvery%searchRare)
			}
			l.take(i, words)
			at := now - int64(n*searchThread-i)*1000
			rows = append(rows, []any{core.NewID(), ids[i%n], core.NewID(), account, int64(i/n + 1), int64(i/n + 2), "in", "public", "text",
				words, int64(0), "contact", contacts[i%n], fmt.Sprint("k", i), core.NewID(), at, at})
		}
		if err := write(db.Stmt{SQL: "INSERT INTO messages (" + db.Names(engineMessage) + ") {rows}", Args: []any{db.Set{Cols: engineMessage, Rows: rows}}}); err != nil {
			return err
		}
		if from%500_000 == 0 {
			s.say("wrote %d of %d messages", from, s.Stored)
		}
	}
	return nil
}
