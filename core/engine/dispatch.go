package engine

import (
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// Dispatch gives out what waits in the queue: it asks the rules where those wait that
// came since, and then gives each conversation, in the order of its queue, to the
// agent whom the queue's policy chooses. Queues, agents and their loads are read
// and locked in its own transaction.
type Dispatch struct {
	// Max bounds how many conversations are looked at, shared by the queues and
	// needs that anybody waits in.
	Max    int
	Config *routing.Config
	// For is an agent who asks for the next of these teams' queues, whatever the
	// policy: only one is given, to this agent, who need not be ready.
	For   core.ID
	Teams []core.ID

	// Results.
	Routed int
	Given  []Given
	more   bool // conversations were left that could be given out
	deeper bool // of those that were read none fits who has some room; a smaller one may
}

// Given is a conversation that an agent got, in the order in which they were.
type Given struct{ ConversationID, AgentID core.ID }

// deepest bounds how far a queue is searched for a smaller conversation.
const deepest = 10_000

// Next returns what is to be done after this one; nil: nothing is left.
func (c *Dispatch) Next() *Dispatch {
	switch {
	case c.more || c.Routed == c.Max:
		return &Dispatch{Max: c.Max, Config: c.Config}
	case c.deeper && c.Max < deepest:
		return &Dispatch{Max: 8 * c.Max, Config: c.Config}
	}
	return nil
}

// Key implements Command.
func (c *Dispatch) Key() string { return "dispatch" }

// Lone implements Lone: who is asked depends on who asks.
func (c *Dispatch) Lone() {}

// Needs implements Command.
func (c *Dispatch) Needs(n *Needs) {
	n.Queues, n.Named, n.Unrouted, n.SeatOf = nil, nil, c.Max, c.For
	if !c.For.IsZero() {
		n.Queues = c.Teams
		return
	}
	named := c.Config.Rules.NameAgents()
	for team, queue := range c.Config.Queues {
		if queue.Policy != routing.Manual {
			n.Queues = append(n.Queues, team)
		} else if named {
			n.Named = append(n.Named, team)
		}
	}
	if none := (core.ID{}); named && c.Config.Queue(none).Policy == routing.Manual && !slices.Contains(n.Named, none) {
		n.Named = append(n.Named, none)
	}
}

// Queues is what is known of the queues beside the conversations themselves.
type Queues struct {
	Seats []*routing.Seat // of those who are ready, locked
	// Last are the last conversations that were read of queues that go on.
	Last map[QueueKey]core.Conversation
	// Of contacts: their own agents. Of conversations without a route: what the
	// rules want to know.
	Dedicated map[core.ID]core.ID
	Facts     map[core.ID]routing.Facts
}

// QueueKey names the conversations of one team that need the same.
type QueueKey struct {
	Team core.ID
	Need string
}

func queueKey(c core.Conversation) QueueKey { return QueueKey{c.TeamID, c.Need} }

// Apply implements Command.
func (c *Dispatch) Apply(s *Set) error {
	c.Routed, c.more, c.deeper, c.Given = 0, false, false, nil
	d := dispatch{Dispatch: c, set: s, open: map[*hours.Schedule]bool{}, stuck: map[stuckKey]bool{}, passed: map[QueueKey]bool{}}
	d.reload()
	waiting := d.waiting()
	for _, conv := range waiting {
		if conv.V.Unrouted {
			if err := d.route(conv); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(waiting, func(a, b *Row[core.Conversation]) int { return routing.Compare(&a.V, &b.V) })
	for _, conv := range waiting {
		if err := d.assign(conv); err != nil {
			return err
		}
		if !c.For.IsZero() && len(c.Given) > 0 {
			break
		}
	}
	return d.refusal(waiting)
}

// The refusals of who asks for the next conversation.
var (
	ErrQueueEmpty = &core.Problem{Status: 409, Code: "queue.empty", Text: "nobody waits whom you could take"}
	ErrSeatFull   = &core.Problem{Status: 409, Code: "agent.full", Text: "you have as many conversations as you can take: end or transfer one first"}
)

// refusal tells an agent why there is no next one, of what waits.
func (d *dispatch) refusal(waiting []*Row[core.Conversation]) error {
	if d.For.IsZero() || len(d.Given) > 0 {
		return nil
	}
	for _, s := range d.set.Queues.Seats {
		if slices.ContainsFunc(waiting, func(r *Row[core.Conversation]) bool { return s.Obstacle(&r.V) == routing.Full }) {
			return ErrSeatFull
		}
	}
	return ErrQueueEmpty
}

// dispatch is one Apply.
type dispatch struct {
	*Dispatch
	set   *Set
	open  map[*hours.Schedule]bool // once it was asked
	stuck map[stuckKey]bool
	// passed are the queues and needs of which one was left waiting that somebody
	// could take: those behind it do not go to who could.
	passed map[QueueKey]bool
}

// stuckKey: when one conversation finds nobody, those that ask for the same find
// nobody either.
type stuckKey struct {
	QueueKey
	weight int64
}

// waiting returns what is in the queues that are asked for, in an order that is the
// same at every run.
func (d *dispatch) waiting() []*Row[core.Conversation] {
	var out []*Row[core.Conversation]
	for _, conv := range d.set.Conversations {
		asked := d.For.IsZero() || !conv.V.Unrouted && slices.Contains(d.Teams, conv.V.TeamID)
		if conv.V.Status == core.StatusQueued && asked {
			out = append(out, conv)
		}
	}
	slices.SortFunc(out, func(a, b *Row[core.Conversation]) int { return routing.Compare(&a.V, &b.V) })
	return out
}

// reload adds to the loads what this batch has changed before.
func (d *dispatch) reload() {
	moved := Loads(d.set)
	for _, seat := range d.set.Queues.Seats {
		seat.Load += moved[seat.AgentID]
	}
}

// Loads returns by how much a batch changes what agents have in hand.
func Loads(s *Set) map[core.ID]int64 {
	moved := map[core.ID]int64{}
	for _, r := range s.Conversations {
		if !r.New && !r.Dirty {
			continue
		}
		if agent, weight := r.Was.Takes(); weight > 0 {
			moved[agent] -= weight
		}
		if agent, weight := r.V.Takes(); weight > 0 {
			moved[agent] += weight
		}
	}
	return moved
}

func (d *dispatch) assign(conv *Row[core.Conversation]) error {
	queue, s := d.Config.QueueOf(&conv.V), d.set
	key := stuckKey{queueKey(conv.V), conv.V.Weight}
	if queue.Policy == routing.Manual && routing.NamesAgent(conv.V.Need) {
		queue.Policy = routing.Ruled
	}
	switch {
	case d.stuck[key] || conv.V.Unrouted:
		return nil
	case !d.For.IsZero():
		queue.Policy = routing.Picked
	case queue.Policy == routing.Manual:
		return nil
	case !d.isOpen(queue.Hours):
		d.pastClosed(conv, queue)
		return nil
	}
	seat, why := routing.Choose(queue, s.Queues.Seats, &conv.V, s.Queues.Dedicated[conv.V.ContactID])
	if seat == nil {
		d.stuck[key] = true
		_, more := s.Queues.Last[key.QueueKey]
		d.deeper = d.deeper || more && d.roomFor(&conv.V)
		return nil
	}
	if d.behind(&conv.V, seat) {
		return nil
	}
	why.Waited = s.Now.Sub(conv.V.QueuedAt).Milliseconds()
	st := core.Step{Kind: core.StepAssign, AgentID: seat.AgentID, Reason: why.By, Actor: core.Actor{Kind: core.BySystem}}
	if err := s.step(conv, st, AssignedData{AgentID: seat.AgentID, Reason: why.By, Why: &why}); err != nil {
		return err
	}
	seat.Load += conv.V.Weight
	seat.AssignedAt = s.Now + core.Time(len(d.Given)) // in one batch too there is an order
	s.LastAssigned[seat.AgentID] = seat.AssignedAt
	d.Given = append(d.Given, Given{conv.V.ID, seat.AgentID})
	if last, more := s.Queues.Last[key.QueueKey]; more && last.ID == conv.V.ID {
		d.more = true
	}
	return nil
}

// behind reports whether others of the queue that were not read may come before
// a conversation, and the agent could take one of them.
func (d *dispatch) behind(c *core.Conversation, seat *routing.Seat) bool {
	before := func(k QueueKey) bool { return k.Team == c.TeamID && seat.Fits(k.Need) }
	for k, last := range d.set.Queues.Last {
		if before(k) && routing.Compare(&last, c) < 0 {
			d.passed[queueKey(*c)] = true
		}
	}
	for k := range d.passed {
		if before(k) {
			d.passed[queueKey(*c)] = true
			d.more = d.more || len(d.Given) > 0
			d.deeper = true
			return true
		}
	}
	return false
}

// roomFor reports whether somebody could take a conversation if it were smaller.
func (d *dispatch) roomFor(c *core.Conversation) bool {
	small := *c
	small.Weight = 0
	return slices.ContainsFunc(d.set.Queues.Seats, func(s *routing.Seat) bool {
		return s.Load < s.Capacity && s.Obstacle(&small) == routing.NoObstacle
	})
}

// AssignedData is the data of a core.EventConversationAssigned by routing.
type AssignedData struct {
	AgentID core.ID      `json:"agent_id"`
	Reason  string       `json:"reason"`
	Why     *routing.Why `json:"why,omitempty"`
}

func (d *dispatch) isOpen(s *hours.Schedule) bool {
	open, known := d.open[s]
	if !known {
		open = s.Open(time.UnixMicro(int64(d.set.Now)))
		d.open[s] = open
	}
	return open
}

// pastClosed looks deeper into a queue of which only some conversations are out
// of hours, those of an account with hours of its own: others may be behind them.
func (d *dispatch) pastClosed(conv *Row[core.Conversation], queue routing.Queue) {
	if team := d.Config.Queue(conv.V.TeamID).Hours; team == queue.Hours {
		return
	}
	if _, more := d.set.Queues.Last[queueKey(conv.V)]; more && d.roomFor(&conv.V) {
		d.deeper = true
	}
}

// route asks the rules where a conversation waits.
func (d *dispatch) route(conv *Row[core.Conversation]) error {
	s := d.set
	facts, known := s.Queues.Facts[conv.V.ID]
	if !known {
		return nil // it came within this batch: the next one knows more of it
	}
	decision := d.Config.Rules.Decide(facts)
	byDefault := decision.Team.IsZero() && decision.Agent.IsZero()
	if byDefault {
		decision.Team = d.Config.Default(conv.V.AccountID)
	}
	st := core.Step{Kind: core.StepRoute, TeamID: decision.Team, Need: decision.Need(), Priority: conv.V.Priority, Actor: core.Actor{Kind: core.BySystem}}
	if decision.Priority != nil {
		st.Priority = *decision.Priority
	}
	if err := s.step(conv, st, RoutedData{Rules: decision.Matched, TeamID: decision.Team, Default: byDefault && !decision.Team.IsZero(), Priority: st.Priority}); err != nil {
		return err
	}
	d.Routed++
	if len(decision.Tags) > 0 || decision.Reply != "" {
		s.job(core.Job{Key: "r:" + conv.V.ID.String(), Class: core.ClassReply, Kind: JobRouted, AccountID: conv.V.AccountID, Deadline: s.Now.Add(replyFor)},
			RoutedWork{ConversationID: conv.V.ID, Tags: decision.Tags, Reply: decision.Reply})
	}
	if decision.Bot != "" {
		return s.step(conv, core.Step{Kind: core.StepBotStart, BotID: decision.Bot, Actor: st.Actor}, map[string]string{"bot": decision.Bot})
	}
	return nil
}

// RoutedData is the data of a core.EventRouted.
type RoutedData struct {
	Rules    []core.ID `json:"rules"`
	TeamID   core.ID   `json:"team_id,omitzero"`
	Default  bool      `json:"default,omitempty"` // the team is the account's own
	Priority int       `json:"priority,omitempty"`
}
