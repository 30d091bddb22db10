package core

import "slices"

// Agent is a member of the staff.
type Agent struct {
	ID           ID
	Email        string
	Name         string
	Role         string
	Availability Availability
	Reason       string
	Disabled     bool
	CreatedAt    Time
}

// Availability says whether an agent takes conversations; it is separate from
// whether a socket is open.
type Availability string

// The availabilities.
const (
	Ready   Availability = "ready"
	Busy    Availability = "busy"
	Away    Availability = "away"
	WrapUp  Availability = "wrap_up"
	Offline Availability = "offline"
)

// ReasonLeft is the reason of who was set to away because no page of theirs was
// connected for too long.
const ReasonLeft = "left"

// SeatView is an agent as a supervisor sees it: what it has in hand, and could.
type SeatView struct {
	AgentID       ID
	Name          string
	Availability  Availability
	Reason        string
	Since         Time // of the availability
	Until         Time // when a pause after a conversation ends, for the agent's own seat
	MayReply      bool
	Capacity      int64 // in hundredths of a seat
	Load          int64 // likewise
	Conversations int64
	OldestWaiting Time // since when the first of its customers waits for an answer
	Knows         []string
	AssignedAt    Time
	Teams         []ID
}

// QueueLength is how many wait in a queue, and since when the first.
type QueueLength struct {
	Waiting int64
	Oldest  Time
}

// Team is a group of agents: a skill group, or a department with a parent.
type Team struct {
	ID       ID
	ParentID ID
	Name     string
	Kind     string // skill_group or department
}

// Scope limits which conversations a viewer sees.
type Scope string

// The scopes.
const (
	ScopeOwn  Scope = "own"  // assigned to or joined by the viewer
	ScopeTeam Scope = "team" // own, those of the viewer's teams and the teams within them, and those of no team
	ScopeAll  Scope = "all"
)

// Viewer is on whose behalf something is read or done. Every list query takes
// one and returns only what it may see.
type Viewer struct {
	AgentID     ID
	Scope       Scope
	Teams       []ID // whose conversations it sees: its own, and all that are within them
	Permissions []Permission
}

// Can reports whether the viewer has a permission.
func (v Viewer) Can(p Permission) bool { return slices.Contains(v.Permissions, p) }

// Actor returns the viewer as the one who acts.
func (v Viewer) Actor() Actor { return Actor{Kind: ByAgent, ID: v.AgentID} }

// Sees reports whether the viewer may see a conversation with this place; the
// queries say the same in SQL.
func (v Viewer) Sees(c Conversation, participants []ID) bool {
	is := func(id ID) bool { return id == v.AgentID && !id.IsZero() }
	if v.Scope == ScopeAll || is(c.AgentID) || is(c.Offered.AgentID) || slices.Contains(participants, v.AgentID) || slices.Contains(v.Teams, c.Offered.TeamID) {
		return true
	}
	return v.Scope == ScopeTeam && (c.TeamID.IsZero() || slices.Contains(v.Teams, c.TeamID))
}
