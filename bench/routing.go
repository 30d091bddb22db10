package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// RoutingResult is what "bench routing" prints.
type RoutingResult struct {
	Database  string  `json:"database"`
	Arrivals  int     `json:"arrivals"`
	Agents    int     `json:"agents"`
	Assigned  int     `json:"assigned"`
	Rounds    int     `json:"transactions"`
	OutOfTurn int     `json:"out_of_turn" doc:"within a team and need, one that came later before one that came first"`
	PerSecond float64 `json:"assignments_per_second" doc:"while the hub gives out"`
	WithEnds  float64 `json:"assigned_and_ended_per_second" doc:"with what agents end in between, and agents who come and go"`
	Round     Latency `json:"transaction"`
	Engine    float64 `json:"engine_per_second" doc:"the same rows in the same batches, with nothing read or decided"`
	Ratio     float64 `json:"ratio"`
}

const (
	routeArrivals = 10_000
	routeAgents   = 200
	routeTeams    = 10
	routeHands    = 64 // who end conversations at once
)

// floor is what is given out, and who gets it.
type floor struct {
	*store.Store
	config  *routing.Config
	teams   []core.ID
	agents  []core.ID
	waiting map[core.ID]core.Conversation
}

// Routing measures how fast waiting conversations are given to agents of mixed
// skills who come and go.
func Routing(ctx context.Context, o Options) (any, error) {
	s, err := newSpace(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	out := RoutingResult{Database: "sqlite", Arrivals: routeArrivals, Agents: routeAgents}
	if s.database != "" {
		out.Database = "postgres"
	}
	h, err := s.open(ctx, nil)
	if err != nil {
		return nil, err
	}
	f := &floor{Store: h.Store(), config: &routing.Config{Queues: map[core.ID]routing.Queue{}}, waiting: map[core.ID]core.Conversation{}}
	if err = f.staff(ctx); err == nil {
		s.say("%d people come", routeArrivals)
		err = f.arrive(ctx)
	}
	if err == nil {
		s.say("they are given to %d agents", routeAgents)
		err = f.giveOut(ctx, &out)
	}
	if cerr := h.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	s.say("the bare engine")
	if out.Engine, err = s.bareAssignments(ctx, f, max(1, out.Assigned/max(1, out.Rounds))); err != nil {
		return nil, err
	}
	out.Ratio = ratio(out.PerSecond, out.Engine)
	return out, nil
}

func (f *floor) staff(ctx context.Context) error {
	skills := []string{"refunds", "flights", "hotels"}
	for i := range routeTeams {
		team := core.Team{ID: core.NewID(), Name: fmt.Sprint("team ", i), Kind: "skill_group"}
		if err := f.AddTeam(ctx, team); err != nil {
			return err
		}
		f.teams = append(f.teams, team.ID)
		f.config.Queues[team.ID] = routing.Queue{Policy: routing.LeastLoad}
	}
	members := map[core.ID][]core.ID{}
	for i := range routeAgents {
		a := core.Agent{ID: core.NewID(), Email: fmt.Sprint(i, "@example.com"), Name: fmt.Sprint("agent ", i), Role: "agent"}
		capacity, knows := int64(500), []string{}
		for n, skill := range skills {
			if (i>>n)&1 == 0 {
				knows = append(knows, routing.SkillNeed(skill))
			}
		}
		slices.Sort(knows)
		if err := f.SaveAgent(ctx, a, ""); err != nil {
			return err
		}
		if err := f.SetSeat(ctx, a.ID, &capacity, &knows); err != nil {
			return err
		}
		f.agents = append(f.agents, a.ID)
		for n := range 3 {
			team := f.teams[(i+n)%routeTeams]
			members[team] = append(members[team], a.ID)
		}
	}
	for team, list := range members {
		if err := f.SetTeamMembers(ctx, team, list); err != nil {
			return err
		}
	}
	return nil
}

// each runs f for 0 to n-1, a few at once, and returns the first error.
func each(n int, f func(i int) error) error {
	var mu sync.Mutex
	var first error
	var wg sync.WaitGroup
	for w := range routeHands {
		wg.Go(func() {
			for i := w; i < n; i += routeHands {
				if err := f(i); err != nil {
					mu.Lock()
					first = err
					mu.Unlock()
					return
				}
			}
		})
	}
	wg.Wait()
	return first
}

func (f *floor) arrive(ctx context.Context) error {
	account := core.NewID()
	needs := []string{"", "", routing.Need(routing.SkillNeed("refunds")), routing.Need(routing.SkillNeed("flights"), routing.SkillNeed("hotels"))}
	var mu sync.Mutex
	return each(routeArrivals, func(i int) error {
		name := fmt.Sprint("u", i)
		c := &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account, Channel: "bench", Kind: "bench", Body: []byte(name), ReceivedAt: core.At(time.Now())},
			Policy: engine.Policy{Weight: routing.WholeSeat, Route: true},
			Envelopes: []core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: name, Name: name}, Direction: core.In, Key: name, ExternalID: name,
				Content: &core.Content{Kind: core.KindText, Text: "你好，我想问一下订单什么时候发货？"}}}}
		if err := f.Do(ctx, c); err != nil {
			return err
		}
		m, _, err := f.MessageByExternal(ctx, account, name)
		if err != nil {
			return err
		}
		st := &engine.Step{ConversationID: m.ConversationID, System: true, Step: core.Step{Kind: core.StepRoute, TeamID: f.teams[i%routeTeams],
			Need: needs[i/routeTeams%len(needs)], Priority: i % 3}}
		if err := f.Do(ctx, st); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		f.waiting[m.ConversationID] = st.Conversation
		return nil
	})
}

// giveOut gives out until nobody waits: agents come and go, and end what they got.
func (f *floor) giveOut(ctx context.Context, out *RoutingResult) error {
	var rounds []time.Duration
	var giving time.Duration
	started := time.Now()
	for len(f.waiting) > 0 {
		for _, a := range f.agents {
			if rand.IntN(10) == 0 || out.Rounds == 0 { //nolint:gosec // load, not secrets
				available := []core.Availability{core.Ready, core.Ready, core.Ready, core.Away}[rand.IntN(4)] //nolint:gosec // likewise
				if err := f.SetAvailability(ctx, a, available, ""); err != nil {
					return err
				}
			}
		}
		var given []engine.Given
		for d := (&engine.Dispatch{Max: 256, Config: f.config}); d != nil; d = d.Next() {
			begun := time.Now()
			if err := f.Do(ctx, d); err != nil {
				return err
			}
			rounds = append(rounds, time.Since(begun))
			giving += time.Since(begun)
			out.Rounds++
			given = append(given, d.Given...)
		}
		out.OutOfTurn += f.outOfTurn(given)
		out.Assigned += len(given)
		err := each(len(given), func(i int) error {
			return f.Do(ctx, &engine.Step{ConversationID: given[i].ConversationID, System: true, Step: core.Step{Kind: core.StepComplete}})
		})
		if err != nil {
			return err
		}
		if len(given) == 0 && time.Since(started) > 5*time.Minute {
			return fmt.Errorf("%d are left waiting", len(f.waiting))
		}
	}
	out.WithEnds = float64(out.Assigned) / time.Since(started).Seconds()
	out.PerSecond, out.Round = float64(out.Assigned)/giving.Seconds(), summary(rounds)
	return nil
}

// outOfTurn counts those who were given before somebody of the same team and
// need who came first, and takes all that were given off the list.
func (f *floor) outOfTurn(given []engine.Given) (n int) {
	last := map[engine.QueueKey]core.Conversation{}
	for _, g := range given {
		c := f.waiting[g.ConversationID]
		k := engine.QueueKey{Team: c.TeamID, Need: c.Need}
		if before, any := last[k]; any && routing.Compare(&c, &before) < 0 {
			n++
		}
		last[k] = c
		delete(f.waiting, g.ConversationID)
	}
	for _, c := range f.waiting {
		if worst, any := last[engine.QueueKey{Team: c.TeamID, Need: c.Need}]; any && routing.Compare(&c, &worst) < 0 {
			n++
		}
	}
	return n
}

var (
	bareConversation = db.Cols(`id uuid, status text, handler text, agent_id uuid, preferred_id uuid, queued_at bigint, rev bigint, updated_at bigint`)
	bareEvent        = db.Cols(`id uuid, type text, conversation_id uuid, rev bigint, account_id uuid, team_id uuid, agent_id uuid, contact_id uuid,
		actor_kind text, from_status text, to_status text, data text, at bigint`)
	bareAssignment = db.Cols(`id uuid, conversation_id uuid, agent_id uuid, team_id uuid, reason text, by_kind text, from_at bigint`)
	bareLoad       = db.Cols(`id uuid, load bigint, assigned_at bigint`)
)

// bareAssignments writes the rows of as many assignments in batches of the same
// size, and nothing else.
func (s *space) bareAssignments(ctx context.Context, f *floor, batch int) (float64, error) {
	var database db.DB
	var err error
	if s.database != "" {
		database, err = db.OpenPostgres(ctx, s.database)
	} else {
		database, err = db.OpenSQLite(ctx, filepath.Join(s.data(), "hub.db"))
	}
	if err != nil {
		return 0, err
	}
	defer database.Close()
	var threads []core.Conversation
	err = db.Each(ctx, database, `SELECT id, account_id, contact_id, team_id, rev FROM conversations`, nil, func(scan func(...any) error) error {
		var c core.Conversation
		err := scan(&c.ID, &c.AccountID, &c.ContactID, &c.TeamID, &c.Rev)
		threads = append(threads, c)
		return err
	})
	if err != nil {
		return 0, err
	}
	started := time.Now()
	for piece := range slices.Chunk(threads, batch) {
		if err := database.Update(ctx, func(tx db.Tx) error { return tx.Defer(ctx, f.rows(piece)) }); err != nil {
			return 0, err
		}
	}
	return float64(len(threads)) / time.Since(started).Seconds(), nil
}

func (f *floor) rows(piece []core.Conversation) []db.Stmt {
	var conversations, events, assignments, loads [][]any
	now := int64(core.At(time.Now()))
	for i, c := range piece {
		agent := f.agents[i%len(f.agents)]
		conversations = append(conversations, []any{c.ID, "active", "agent", agent, agent, nil, c.Rev + 1, now})
		events = append(events, []any{core.NewID(), "conversation.assigned", c.ID, c.Rev + 1, c.AccountID, c.TeamID, agent, c.ContactID, "system", "queued", "active",
			`{"agent_id":"` + agent.String() + `","reason":"least_load","why":{"by":"least_load","eligible":12,"load":100,"capacity":500,"waited_ms":1000}}`, now})
		assignments = append(assignments, []any{core.NewID(), c.ID, agent, c.TeamID, "least_load", "system", now})
		if i < len(f.agents) {
			loads = append(loads, []any{agent, int64(1), now})
		}
	}
	one := func(sql string, cols []db.Col, rows [][]any) db.Stmt {
		return db.Stmt{SQL: sql, Args: []any{db.Set{Cols: cols, Rows: rows}}}
	}
	return []db.Stmt{
		one(`WITH v(`+db.Names(bareConversation)+`) AS ({rows}) UPDATE conversations SET status = v.status, handler = v.handler, agent_id = v.agent_id,
			preferred_id = v.preferred_id, queued_at = v.queued_at, rev = v.rev, updated_at = v.updated_at FROM v WHERE conversations.id = v.id`, bareConversation, conversations),
		one(`INSERT INTO events (`+db.Names(bareEvent)+`) {rows}`, bareEvent, events),
		one(`INSERT INTO assignments (`+db.Names(bareAssignment)+`) {rows}`, bareAssignment, assignments),
		one(`WITH v(`+db.Names(bareLoad)+`) AS ({rows}) UPDATE agents SET load = agents.load + v.load, assigned_at = v.assigned_at FROM v WHERE agents.id = v.id`, bareLoad, loads),
	}
}
