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
	ScopeTeam Scope = "team" // own, those of the viewer's teams, and those of no team
	ScopeAll  Scope = "all"
)

// Permission is the right to one kind of action.
type Permission string

// The permissions.
const (
	PermRead     Permission = "conversations.read"
	PermReply    Permission = "conversations.reply"
	PermAssign   Permission = "conversations.assign"
	PermContacts Permission = "contacts.write"
	PermAccounts Permission = "accounts.manage"
	PermAgents   Permission = "agents.manage"
	PermKeys     Permission = "api_keys.manage"
	PermRaws     Permission = "raws.manage"
	PermJobs     Permission = "jobs.manage"
)

// Permissions lists all permissions.
func Permissions() []Permission {
	return []Permission{PermRead, PermReply, PermAssign, PermContacts, PermAccounts, PermAgents, PermKeys, PermRaws, PermJobs}
}

// Role is a named set of permissions and a scope.
type Role struct {
	Name        string
	Scope       Scope
	Permissions []Permission
}

// BuiltinRoles are the roles that every workspace starts with.
func BuiltinRoles() []Role {
	desk := []Permission{PermRead, PermReply, PermAssign, PermContacts}
	return []Role{
		{Name: "owner", Scope: ScopeAll, Permissions: Permissions()},
		{Name: "admin", Scope: ScopeAll, Permissions: Permissions()},
		{Name: "supervisor", Scope: ScopeAll, Permissions: append(slices.Clone(desk), PermRaws, PermJobs)},
		{Name: "agent", Scope: ScopeTeam, Permissions: desk},
		{Name: "viewer", Scope: ScopeTeam, Permissions: []Permission{PermRead}},
	}
}

// Viewer is on whose behalf something is read or done. Every list query takes
// one and returns only what it may see.
type Viewer struct {
	AgentID     ID
	Scope       Scope
	Teams       []ID
	Permissions []Permission
}

// Can reports whether the viewer has a permission.
func (v Viewer) Can(p Permission) bool { return slices.Contains(v.Permissions, p) }

// Actor returns the viewer as the one who acts.
func (v Viewer) Actor() Actor { return Actor{Kind: ByAgent, ID: v.AgentID} }

// Sees reports whether the viewer may see a conversation with this place; the
// queries say the same in SQL.
func (v Viewer) Sees(c Conversation, participants []ID) bool {
	if v.Scope == ScopeAll || c.AgentID == v.AgentID && !v.AgentID.IsZero() || slices.Contains(participants, v.AgentID) {
		return true
	}
	return v.Scope == ScopeTeam && (c.TeamID.IsZero() || slices.Contains(v.Teams, c.TeamID))
}
