package routing

import (
	"bytes"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// Seat is an agent as a place where conversations can go.
type Seat struct {
	AgentID      core.ID
	Availability core.Availability
	MayReply     bool // enabled, and with a role that lets it answer
	Capacity     int64
	Load         int64    // of the conversations in its hands, in the unit of Capacity
	Knows        []string // skills and languages, each as in a Need; sorted
	AssignedAt   core.Time
	Teams        []core.ID
	Asks         bool // for the next one, ready or not
}

// NamesAgent reports whether a need is one agent.
func NamesAgent(need string) bool {
	return strings.HasPrefix(need, core.AgentWord) || strings.Contains(need, "\n"+core.AgentWord)
}

// Holders returns the agents without whom nobody could answer a conversation that
// stands so: who has it, and whom it waits for alone.
func Holders(s core.Standing) []core.ID {
	var out []core.ID
	if !s.AgentID.IsZero() {
		out = append(out, s.AgentID)
	}
	for word := range strings.SplitSeq(s.Need, "\n") {
		if name, named := strings.CutPrefix(word, core.AgentWord); named && s.Status == core.StatusQueued {
			if id, err := core.ParseID(name); err == nil {
				out = append(out, id)
			}
		}
	}
	return out
}

// NameAgents reports whether some rule sends conversations to one agent.
func (r *Rules) NameAgents() bool {
	return r != nil && slices.ContainsFunc(r.rules, func(c compiled) bool { return !c.Then.Agent.IsZero() })
}

// Need is what whoever gets a conversation must know: words of SkillNeed and
// LanguageNeed, sorted, one a line. Conversations of one need wait in one queue.
func Need(words ...string) string {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
	slices.Sort(words)
	return strings.Join(slices.Compact(words), "\n")
}

// SkillNeed and LanguageNeed are the words of a Need and of Seat.Knows.
func SkillNeed(skill string) string { return "skill:" + strings.ToLower(strings.TrimSpace(skill)) }

// AgentNeed is the need for one agent alone.
func AgentNeed(agent core.ID) string { return core.AgentWord + agent.String() }

// LanguageNeed is a BCP 47 language; only its first part counts.
func LanguageNeed(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	return "lang:" + tag
}

// Need is what whoever gets the conversation must know.
func (d *Decision) Need() string {
	words := []string{}
	for _, s := range d.Skills {
		words = append(words, SkillNeed(s))
	}
	if d.Language != "" {
		words = append(words, LanguageNeed(d.Language))
	}
	if !d.Agent.IsZero() {
		words = append(words, AgentNeed(d.Agent))
	}
	return Need(words...)
}

// Replace returns what an agent knows with the words of one kind exchanged.
func Replace(knows, names []string, word func(string) string) []string {
	kind, _, _ := strings.Cut(word(""), ":")
	out := slices.DeleteFunc(slices.Clone(knows), func(w string) bool { return strings.HasPrefix(w, kind+":") })
	for _, name := range names {
		if strings.TrimSpace(name) != "" {
			out = append(out, word(name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Words returns the names of one kind among what an agent knows, or a
// conversation needs.
func Words(knows []string, word func(string) string) []string {
	kind, out := word(""), []string{}
	for _, w := range knows {
		if name, found := strings.CutPrefix(w, kind); found {
			out = append(out, name)
		}
	}
	return out
}

// Obstacle is why an agent does not get a conversation.
type Obstacle string

// The obstacles, in the order in which they are looked for.
const (
	NoObstacle Obstacle = ""
	NotAllowed Obstacle = "not_allowed" // disabled, or the role may not answer
	NotInTeam  Obstacle = "not_in_team"
	NotReady   Obstacle = "not_ready"
	Lacks      Obstacle = "lacks_skill" // or a language
	Full       Obstacle = "full"
)

// Obstacle returns what keeps the agent from getting a conversation.
func (s *Seat) Obstacle(c *core.Conversation) Obstacle {
	switch {
	case !s.MayReply:
		return NotAllowed
	case !c.TeamID.IsZero() && !slices.Contains(s.Teams, c.TeamID):
		return NotInTeam
	case s.Availability != core.Ready && !s.Asks:
		return NotReady
	case !s.Fits(c.Need):
		return Lacks
	case s.Load+c.Weight > s.Capacity:
		return Full
	}
	return NoObstacle
}

// Fits reports whether the agent knows what is needed.
func (s *Seat) Fits(need string) bool {
	for need != "" {
		var word string
		word, need, _ = strings.Cut(need, "\n")
		if _, found := slices.BinarySearch(s.Knows, word); !found {
			return false
		}
	}
	return true
}

// Candidate is an agent, and what keeps it from getting a conversation.
type Candidate struct {
	AgentID  core.ID  `json:"agent"`
	Obstacle Obstacle `json:"obstacle" enum:",not_allowed,not_ready,lacks_skill,full" doc:"Empty: it could get it"`
}

// Waiting says how a conversation waits.
type Waiting struct {
	Ahead   int64       `json:"ahead" doc:"How many come before it"`
	Policy  Policy      `json:"policy" enum:"manual,least_load,round_robin" doc:"manual: nobody gets it unless an agent picks it"`
	Open    bool        `json:"open" doc:"Whether these are business hours"`
	OpensAt core.Time   `json:"opens_at,omitzero" doc:"When they begin, if they are not"`
	Agents  []Candidate `json:"agents" nullable:"false" doc:"Of its team; without a team, everybody"`
}

// Why says how an agent was found.
type Why struct {
	By       string `json:"by" enum:"dedicated,last,least_load,round_robin,picked,rule" doc:"What decided"`
	Eligible int    `json:"eligible" doc:"How many agents could have got it"`
	Load     int64  `json:"load" doc:"What the agent had in hand before, in hundredths of a seat"`
	Capacity int64  `json:"capacity" doc:"In hundredths of a seat"`
	Waited   int64  `json:"waited_ms" doc:"How long the conversation was in the queue"`
}

// Choose returns who gets a conversation, among all who might; nil when nobody
// is eligible. dedicated is the contact's own agent, if there is one.
func Choose(l Queue, seats []*Seat, c *core.Conversation, dedicated core.ID) (*Seat, Why) {
	var best, last, own, avoid *Seat
	eligible := 0
	for _, s := range seats {
		if s.Obstacle(c) != NoObstacle {
			continue
		}
		eligible++
		if s.AgentID == c.AvoidID {
			avoid = s
			continue
		}
		switch {
		case l.Dedicated && s.AgentID == dedicated && !dedicated.IsZero():
			own = s
		case l.Last && s.AgentID == c.PreferredID && !c.PreferredID.IsZero():
			last = s
		}
		if best == nil || before(l.Policy, s, best) {
			best = s
		}
	}
	by := string(l.Policy)
	switch {
	case own != nil:
		best, by = own, "dedicated"
	case last != nil:
		best, by = last, "last"
	}
	if best == nil && avoid == nil {
		return nil, Why{}
	}
	if best == nil {
		best = avoid
	}
	return best, Why{By: by, Eligible: eligible, Load: best.Load, Capacity: best.Capacity}
}

// before orders the eligible. Shares of capacities are compared by their
// products, which are exact.
func before(p Policy, a, b *Seat) bool {
	if p != RoundRobin {
		if x, y := a.Load*b.Capacity, b.Load*a.Capacity; x != y {
			return x < y
		}
	}
	if a.AssignedAt != b.AssignedAt {
		return a.AssignedAt < b.AssignedAt
	}
	return bytes.Compare(a.AgentID[:], b.AgentID[:]) < 0
}

// Ahead reports whether a conversation comes before another one of its queue.
func Ahead(a, b *core.Conversation) bool { return Compare(a, b) < 0 }

// Compare orders conversations in the queue: the more urgent first, then who has
// waited longer.
func Compare(a, b *core.Conversation) int {
	switch {
	case a.Priority != b.Priority:
		return b.Priority - a.Priority
	case a.QueuedAt != b.QueuedAt:
		return int(max(-1, min(1, a.QueuedAt-b.QueuedAt)))
	}
	return bytes.Compare(a.ID[:], b.ID[:])
}
