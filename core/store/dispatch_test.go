package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
)

// floor is a call centre: teams with their agents, and what has come in.
type floor struct {
	*store.Store
	t       *testing.T
	r       *rand.Rand
	config  *routing.Config
	teams   []core.ID
	agents  []core.ID
	account core.ID
	skills  []string
	arrived int
	given   int
	plain   bool // whoever comes needs no skill and takes a whole seat
}

func newFloor(t *testing.T, s *store.Store, teams, agents int, policies ...routing.Policy) *floor {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	f := &floor{Store: s, t: t, r: rand.New(rand.NewPCG(seed, 7)), account: core.NewID(), skills: []string{"refunds", "flights", "hotels"}, //nolint:gosec // a test's dice
		config: &routing.Config{Queues: map[core.ID]routing.Queue{}}}
	ctx := context.Background()
	for i := range teams {
		team := core.Team{ID: core.NewID(), Name: fmt.Sprint("team ", i), Kind: "skill_group"}
		must(t, s.AddTeam(ctx, team))
		f.teams = append(f.teams, team.ID)
		f.config.Queues[team.ID] = routing.Queue{Policy: policies[i%len(policies)], Last: i%2 == 1}
	}
	for i := range agents {
		a := core.Agent{ID: core.NewID(), Email: fmt.Sprint(i, "@example.com"), Name: fmt.Sprint("agent ", i), Role: "agent"}
		must(t, s.SaveAgent(ctx, a, ""))
		f.agents = append(f.agents, a.ID)
		capacity, knows := int64(100*(1+f.r.IntN(5))), []string{}
		for _, skill := range f.skills {
			if f.r.IntN(2) == 0 {
				knows = append(knows, routing.SkillNeed(skill))
			}
		}
		slices.Sort(knows)
		must(t, s.SetSeat(ctx, a.ID, &capacity, &knows))
	}
	for _, team := range f.teams {
		var members []core.ID
		for _, a := range f.agents {
			if f.r.IntN(2) == 0 {
				members = append(members, a)
			}
		}
		must(t, s.SetTeamMembers(ctx, team, members))
	}
	return f
}

// arrive lets somebody come into a team's queue.
func (f *floor) arrive() {
	f.t.Helper()
	f.arrived++
	c := incoming(f.account, fmt.Sprint("u", f.arrived), 1, "hi")
	c.Policy.Weight, c.Policy.Route = 100, true
	if !f.plain {
		c.Policy.Weight = []int64{50, 100, 100}[f.r.IntN(3)]
	}
	must(f.t, f.Do(context.Background(), c))
	m, known, err := f.MessageByExternal(context.Background(), f.account, c.Envelopes[0].ExternalID)
	if err != nil || !known {
		f.t.Fatalf("the message is not there: %v", err)
	}
	need := ""
	if !f.plain && f.r.IntN(3) == 0 {
		need = routing.Need(routing.SkillNeed(f.skills[f.r.IntN(len(f.skills))]))
	}
	must(f.t, f.Do(context.Background(), &engine.Step{ConversationID: m.ConversationID, System: true,
		Step: core.Step{Kind: core.StepRoute, TeamID: f.teams[f.r.IntN(len(f.teams))], Need: need, Priority: f.r.IntN(3)}}))
}

func (f *floor) open() (queued, held []core.ConversationView) {
	f.t.Helper()
	var after string
	for {
		l, err := f.Conversations(context.Background(), all(), core.ConversationFilter{View: core.ViewAll}, core.Page{Limit: 200, After: after})
		must(f.t, err)
		for _, c := range l.Items {
			if c.Status == core.StatusQueued {
				queued = append(queued, c)
			} else if c.Handler == core.HandlerAgent {
				held = append(held, c)
			}
		}
		if after = l.Next; after == "" {
			return queued, held
		}
	}
}

// dispatch gives out all that can be, and checks each choice against what was
// true before it.
func (f *floor) dispatch() {
	f.t.Helper()
	ctx := context.Background()
	for d := (&engine.Dispatch{Max: 1 + f.r.IntN(6), Config: f.config}); d != nil; d = d.Next() {
		before, _ := f.open()
		seats := f.seats()
		must(f.t, f.Do(ctx, d))
		f.given += d.Assigned
		after, _ := f.open()
		f.judge(before, after, seats)
		if d.Next() == nil {
			f.settled(after)
		}
	}
}

func (f *floor) seats() map[core.ID]*routing.Seat {
	f.t.Helper()
	list, err := f.Seats(context.Background())
	must(f.t, err)
	out := map[core.ID]*routing.Seat{}
	for _, s := range list {
		out[s.AgentID] = &routing.Seat{AgentID: s.AgentID, Availability: s.Availability, MayReply: s.MayReply, Capacity: s.Capacity, Load: s.Load,
			Knows: s.Knows, Teams: s.Teams, AssignedAt: s.AssignedAt}
	}
	return out
}

// judge replays the choices in their order: each went to somebody ready, allowed
// and with room, past nobody who came first, and to the one with the least in
// hand for their capacity.
func (f *floor) judge(before, after []core.ConversationView, seats map[core.ID]*routing.Seat) {
	f.t.Helper()
	waits := map[core.ID]bool{}
	for _, c := range after {
		waits[c.ID] = true
	}
	slices.SortFunc(before, func(a, b core.ConversationView) int { return routing.Compare(&a.Conversation, &b.Conversation) })
	for i, c := range before {
		if waits[c.ID] {
			continue
		}
		now, err := f.Conversation(context.Background(), all(), c.ID)
		must(f.t, err)
		seat := seats[now.AgentID]
		if o := obstacle(seat, c.Conversation); o != "" {
			f.t.Fatalf("%s went to an agent who is %s", c.ID, o)
		}
		for _, older := range before[:i] {
			if waits[older.ID] && older.TeamID == c.TeamID && obstacle(seat, older.Conversation) == "" {
				f.t.Fatalf("priority %d of %d was passed over for priority %d of %d", older.Priority, older.QueuedAt, c.Priority, c.QueuedAt)
			}
		}
		q := f.config.Queues[c.TeamID]
		if q.Policy == routing.LeastLoad && !(q.Last && c.PreferredID == seat.AgentID) {
			for _, other := range seats {
				if obstacle(other, c.Conversation) == "" && other.Load*seat.Capacity < seat.Load*other.Capacity {
					f.t.Fatalf("an agent with %d of %d got it, one with %d of %d could have", seat.Load, seat.Capacity, other.Load, other.Capacity)
				}
			}
		}
		seat.Load += c.Weight
	}
}

// obstacle says in the test's own words what keeps an agent from a conversation.
func obstacle(s *routing.Seat, c core.Conversation) string {
	switch {
	case s == nil:
		return "nobody"
	case s.Availability != core.Ready:
		return "not ready"
	case !slices.Contains(s.Teams, c.TeamID):
		return "of another team"
	case s.Load+c.Weight > s.Capacity:
		return "full"
	}
	for word := range strings.SplitSeq(c.Need, "\n") {
		if word != "" && !slices.Contains(s.Knows, word) {
			return "without the skill"
		}
	}
	return ""
}

// settled: nobody waits whom somebody could take, and what agents have in hand
// is what is counted.
func (f *floor) settled(waiting []core.ConversationView) {
	f.t.Helper()
	seats := f.seats()
	for _, c := range waiting {
		for _, s := range seats {
			if f.config.Queues[c.TeamID].Policy != routing.Manual && obstacle(s, c.Conversation) == "" {
				f.t.Fatalf("%s waits although %s is free", c.ID, s.AgentID)
			}
		}
	}
	f.counted()
}

func (f *floor) counted() {
	f.t.Helper()
	_, held := f.open()
	load := map[core.ID]int64{}
	for _, c := range held {
		if c.Status != core.StatusSnoozed {
			load[c.AgentID] += c.Weight
		}
	}
	for id, s := range f.seats() {
		if s.Load != load[id] {
			f.t.Fatalf("the agent has %d in hand and %d are counted", load[id], s.Load)
		}
	}
}

// TestNobodyIsPassedOver: whatever comes, ends and goes, every choice is right at
// its moment.
func TestNobodyIsPassedOver(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx := newFloor(t, s, 4, 12, routing.LeastLoad, routing.LeastLoad, routing.RoundRobin, routing.Manual), context.Background()
		for range 120 {
			switch f.r.IntN(6) {
			case 0, 1, 2:
				for range 1 + f.r.IntN(4) {
					f.arrive()
				}
			case 3:
				available := []core.Availability{core.Ready, core.Ready, core.Away, core.Busy, core.Offline}
				must(t, s.SetAvailability(ctx, f.agents[f.r.IntN(len(f.agents))], available[f.r.IntN(len(available))], ""))
			default:
				f.end()
			}
			f.dispatch()
		}
		if f.given < 10 {
			t.Errorf("%d of %d were given out", f.given, f.arrived)
		}
	})
}

// end lets an agent finish, put aside or give back something.
func (f *floor) end() {
	f.t.Helper()
	_, held := f.open()
	if len(held) == 0 {
		return
	}
	c := held[f.r.IntN(len(held))]
	st := core.Step{Kind: core.StepComplete}
	switch {
	case c.Status == core.StatusSnoozed:
		st.Kind = core.StepWake
	case f.r.IntN(4) == 0:
		st.Kind, st.Until = core.StepSnooze, core.Time(1<<60)
	case f.r.IntN(4) == 0:
		st.Kind = core.StepUnassign
	}
	st.Actor = all().Actor()
	must(f.t, f.Do(context.Background(), &engine.Step{Viewer: all(), ConversationID: c.ID, Step: st}))
}

func TestWhoAsksGetsTheNext(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, f := context.Background(), newFloor(t, s, 1, 2, routing.Manual)
		f.plain = true
		agent, one, none := f.agents[0], int64(100), []string{}
		must(t, s.SetSeat(ctx, agent, &one, &none))
		must(t, s.SetTeamMembers(ctx, f.teams[0], f.agents))
		next := func() (core.ID, error) {
			d := &engine.Dispatch{Max: 8, Config: f.config, For: agent, Teams: f.teams}
			err := s.Do(ctx, d)
			return d.Given, err
		}
		if _, err := next(); err != error(engine.ErrQueueEmpty) { //nolint:errorlint // it is the value
			t.Fatalf("an empty queue gave %v", err)
		}
		for range 6 {
			f.arrive()
		}
		queued, _ := f.open()
		slices.SortFunc(queued, func(a, b core.ConversationView) int { return routing.Compare(&a.Conversation, &b.Conversation) })
		id, err := next()
		must(t, err)
		if id != queued[0].ID {
			t.Errorf("got %s, want %s", id, queued[0].ID)
		}
		if _, err := next(); err != error(engine.ErrSeatFull) { //nolint:errorlint // it is the value
			t.Errorf("a full agent asked for more and got %v", err)
		}
	})
}
