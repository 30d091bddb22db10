package store_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

// floor is a call centre: teams with their agents, and what has come in.
type floor struct {
	*store.Store
	t       *testing.T
	r       *rand.Rand
	config  *routing.Config
	teams   []core.ID
	agents  []core.ID
	seats   map[core.ID]*routing.Seat // as they must be
	waiting map[core.ID]core.Conversation
	held    map[core.ID]core.ID // by whom
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
		seats: map[core.ID]*routing.Seat{}, waiting: map[core.ID]core.Conversation{}, held: map[core.ID]core.ID{}, config: &routing.Config{Queues: map[core.ID]routing.Queue{}}}
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
		f.seats[a.ID] = &routing.Seat{AgentID: a.ID, MayReply: true, Availability: core.Offline, Capacity: capacity, Knows: knows}
	}
	for _, team := range f.teams {
		var members []core.ID
		for _, a := range f.agents {
			if f.r.IntN(2) == 0 {
				members = append(members, a)
				f.seats[a].Teams = append(f.seats[a].Teams, team)
			}
		}
		must(t, s.SetTeamMembers(ctx, team, members))
	}
	return f
}

// arrive lets somebody come into a team's queue.
func (f *floor) arrive() core.Conversation {
	f.t.Helper()
	f.arrived++
	c := incoming(f.account, fmt.Sprint("u", f.arrived), 1, "hi")
	c.Policy.Weight, c.Policy.Route = 100, true
	st := core.Step{Kind: core.StepRoute, TeamID: f.teams[f.r.IntN(len(f.teams))], Priority: f.r.IntN(3)}
	if !f.plain {
		c.Policy.Weight = []int64{50, 100, 100}[f.r.IntN(3)]
		if f.r.IntN(3) == 0 {
			st.Need = routing.Need(routing.SkillNeed(f.skills[f.r.IntN(len(f.skills))]))
		}
	}
	must(f.t, f.Do(context.Background(), c))
	m, known, err := f.MessageByExternal(context.Background(), f.account, c.Envelopes[0].ExternalID)
	if err != nil || !known {
		f.t.Fatalf("the message is not there: %v", err)
	}
	return f.step(m.ConversationID, st)
}

// step takes a conversation on, and looks where it waits then.
func (f *floor) step(id core.ID, st core.Step) core.Conversation {
	f.t.Helper()
	st.Actor = all().Actor()
	c := &engine.Step{ConversationID: id, System: true, Step: st}
	must(f.t, f.Do(context.Background(), c))
	v, err := f.Conversation(context.Background(), all(), id)
	must(f.t, err)
	if agent, held := f.held[id]; held && (v.Status == core.StatusSnoozed || v.AgentID != agent) {
		f.seats[agent].Load -= v.Weight
		delete(f.held, id)
	}
	if v.Status == core.StatusActive && f.held[id] != v.AgentID {
		f.held[id] = v.AgentID
		f.seats[v.AgentID].Load += v.Weight
	}
	if v.Status == core.StatusQueued {
		f.waiting[id] = v.Conversation
	}
	return v.Conversation
}

// dispatch gives out all that can be, and checks each choice against what was
// true at its moment.
func (f *floor) dispatch(largest int) {
	f.t.Helper()
	for d := (&engine.Dispatch{Max: 1 + f.r.IntN(largest), Config: f.config}); d != nil; d = d.Next() {
		must(f.t, f.Do(context.Background(), d))
		f.given += len(d.Given)
		for _, g := range d.Given {
			f.judge(g)
		}
	}
	free := slices.DeleteFunc(slices.Collect(maps.Values(f.seats)), func(s *routing.Seat) bool {
		return s.Availability != core.Ready || s.Load >= s.Capacity
	})
	for id, c := range f.waiting {
		for _, s := range free {
			if f.config.Queues[c.TeamID].Policy != routing.Manual && obstacle(s, c) == "" {
				f.t.Fatalf("%s waits although %s is free", id, s.AgentID)
			}
		}
	}
}

// judge looks at one choice: it went to somebody ready, allowed and with room,
// past nobody who came first, and to the one with the least in hand for their
// capacity.
func (f *floor) judge(g engine.Given) {
	f.t.Helper()
	c, seat := f.waiting[g.ConversationID], f.seats[g.AgentID]
	if o := obstacle(seat, c); o != "" || c.ID.IsZero() {
		f.t.Fatalf("%s went to an agent who is %s", g.ConversationID, o)
	}
	delete(f.waiting, c.ID)
	for _, older := range f.waiting {
		if older.TeamID == c.TeamID && routing.Compare(&older, &c) < 0 && obstacle(seat, older) == "" {
			f.t.Fatalf("priority %d of %d was passed over for priority %d of %d", older.Priority, older.QueuedAt, c.Priority, c.QueuedAt)
		}
	}
	if q := f.config.Queues[c.TeamID]; q.Policy == routing.LeastLoad && !(q.Last && c.PreferredID == seat.AgentID) {
		for _, other := range f.seats {
			if obstacle(other, c) == "" && other.Load*seat.Capacity < seat.Load*other.Capacity {
				f.t.Fatalf("an agent with %d of %d got it, one with %d of %d could have", seat.Load, seat.Capacity, other.Load, other.Capacity)
			}
		}
	}
	seat.Load += c.Weight
	f.held[c.ID] = seat.AgentID
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

// counted: the database has in hand what the floor has.
func (f *floor) counted() {
	f.t.Helper()
	list, err := f.Seats(context.Background())
	must(f.t, err)
	for _, s := range list {
		if s.Load != f.seats[s.AgentID].Load {
			f.t.Errorf("the agent has %d in hand and %d are counted", f.seats[s.AgentID].Load, s.Load)
		}
	}
	lengths, err := f.QueueLengths(context.Background())
	must(f.t, err)
	waiting := int64(0)
	for _, q := range lengths {
		waiting += q.Waiting
	}
	if int(waiting) != len(f.waiting) {
		f.t.Errorf("%d wait, %d are counted", len(f.waiting), waiting)
	}
}

// TestSoakRouting: whatever comes, ends and goes, nobody is passed over, and every
// choice is right at its moment.
func TestSoakRouting(t *testing.T) {
	t.Parallel()
	teams, agents, arrivals, largest := 2, 14, 250, 24
	if os.Getenv("SWITCHBOARD_SOAK") == "full" {
		teams, agents, arrivals, largest = 10, 200, 10_000, 256
	}
	onBoth(t, func(t *testing.T, s *store.Store) {
		f := newFloor(t, s, teams, agents, routing.LeastLoad, routing.LeastLoad, routing.RoundRobin, routing.Manual)
		f.work(arrivals, largest)
		if f.counted(); f.given < 10 {
			t.Errorf("%d of %d were given out", f.given, f.arrived)
		}
		t.Logf("%d came, %d were given out, %d wait", f.arrived, f.given, len(f.waiting))
	})
}

// work lets people come, agents come and go, and conversations end, until so
// many have come; largest bounds how much of a queue is looked at.
func (f *floor) work(arrivals, largest int) {
	f.t.Helper()
	for _, a := range f.agents[len(f.agents)/3:] { // the others come later
		f.seats[a].Availability = core.Ready
		must(f.t, f.SetAvailability(context.Background(), a, core.Ready, ""))
	}
	for f.arrived < arrivals {
		switch f.r.IntN(6) {
		case 0, 1, 2:
			for range 1 + f.r.IntN(4) {
				f.arrive()
			}
		case 3:
			available := []core.Availability{core.Ready, core.Ready, core.Away, core.Busy, core.Offline}
			seat := f.seats[f.agents[f.r.IntN(len(f.agents))]]
			seat.Availability = available[f.r.IntN(len(available))]
			must(f.t, f.SetAvailability(context.Background(), seat.AgentID, seat.Availability, ""))
		default:
			for range 1 + f.r.IntN(5) {
				f.end()
			}
		}
		f.dispatch(largest)
	}
}

// end lets an agent finish, put aside or give back something.
func (f *floor) end() {
	f.t.Helper()
	for id := range f.held { // any
		switch f.r.IntN(4) {
		case 0:
			f.step(id, core.Step{Kind: core.StepSnooze, Until: 1 << 60})
			f.step(id, core.Step{Kind: core.StepWake})
		case 1:
			f.step(id, core.Step{Kind: core.StepUnassign})
		default:
			f.step(id, core.Step{Kind: core.StepComplete})
		}
		return
	}
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
			if err != nil {
				return core.ID{}, err
			}
			return d.Given[0].ConversationID, nil
		}
		if _, err := next(); err != error(engine.ErrQueueEmpty) { //nolint:errorlint // it is the value
			t.Fatalf("an empty queue gave %v", err)
		}
		for range 6 {
			f.arrive()
		}
		queued := slices.SortedFunc(maps.Values(f.waiting), func(a, b core.Conversation) int { return routing.Compare(&a, &b) })
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

// TestTwoNodesGiveOutAtOnce: whatever two nodes give out at the same time, nobody
// gets more than fits, and nothing is given twice.
func TestTwoNodesGiveOutAtOnce(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	f := newFloor(t, open(t, url), 3, 8, routing.LeastLoad)
	nodes := []*store.Store{f.Store, open(t, url)}
	for _, a := range f.agents {
		must(t, f.SetAvailability(ctx, a, core.Ready, ""))
	}
	var mu sync.Mutex
	given := map[core.ID]core.ID{}
	for range 12 {
		for range 30 {
			f.arrive()
		}
		var wg sync.WaitGroup
		for _, s := range nodes {
			wg.Go(func() {
				for d := (&engine.Dispatch{Max: 8, Config: f.config}); d != nil; d = d.Next() {
					if err := s.Do(ctx, d); err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					for _, g := range d.Given {
						if _, twice := given[g.ConversationID]; twice {
							t.Errorf("%s was given twice", g.ConversationID)
						}
						given[g.ConversationID] = g.AgentID
						f.given++
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		load := map[core.ID]int64{}
		for id, agent := range given {
			load[agent] += f.waiting[id].Weight
		}
		list, err := f.Seats(ctx)
		must(t, err)
		for _, s := range list {
			if s.Load > s.Capacity || s.Load != load[s.AgentID] {
				t.Errorf("an agent for %d has %d in hand, and %d were given", s.Capacity, s.Load, load[s.AgentID])
			}
		}
		for id := range given { // half of them end
			if f.r.IntN(2) == 0 {
				must(t, f.Do(ctx, &engine.Step{ConversationID: id, System: true, Step: core.Step{Kind: core.StepComplete}}))
				delete(given, id)
				delete(f.waiting, id)
			}
		}
	}
	if f.given == 0 {
		t.Error("nothing was given out")
	}
}
