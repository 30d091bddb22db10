package core

import "slices"

// Permission is the right to one kind of action.
type Permission string

// The permissions. API keys and roles are stored with their names.
const (
	PermRead     Permission = "conversations.read"
	PermReply    Permission = "conversations.reply"    // write to the customer, change and take back what was written, snooze
	PermNote     Permission = "conversations.note"     // write what only colleagues see
	PermStart    Permission = "conversations.start"    // write first, where the channel allows it
	PermAssign   Permission = "conversations.assign"   // take, give, put in line, invite
	PermTransfer Permission = "conversations.transfer" // hand over
	PermEnd      Permission = "conversations.end"      // close, complete, reopen
	PermTag      Permission = "conversations.tag"

	// PermSupervise is for who leads others: the board, monitoring unseen,
	// whispering, and taking from an agent what it has in hand: to others, to sleep
	// or to its end.
	PermSupervise Permission = "conversations.supervise"

	PermContactsRead Permission = "contacts.read"
	PermContacts     Permission = "contacts.write"
	PermMerge        Permission = "contacts.merge"
	PermBlock        Permission = "contacts.block"
	PermUnmask       Permission = "contacts.unmask" // see phone numbers and mail addresses whole
	PermExport       Permission = "contacts.export" // take all that is kept of a person away as a file, unmasked
	PermErase        Permission = "contacts.erase"  // erase all that is kept of a person, for ever

	PermAccounts Permission = "accounts.manage"
	PermRouting  Permission = "routing.manage" // rules, queues, hours
	PermDesk     Permission = "desk.manage"    // what all agents work with: shared replies, tags, fields
	PermAgents   Permission = "agents.manage"
	PermTeams    Permission = "teams.manage"
	PermRoles    Permission = "roles.manage"
	PermKeys     Permission = "api_keys.manage"
	PermAudit    Permission = "audit.read"
	PermRaws     Permission = "raws.manage"
	PermJobs     Permission = "jobs.manage"
)

// Permissions lists all permissions.
func Permissions() []Permission {
	return []Permission{PermRead, PermReply, PermNote, PermStart, PermAssign, PermTransfer, PermEnd, PermTag, PermSupervise,
		PermContactsRead, PermContacts, PermMerge, PermBlock, PermUnmask, PermExport, PermErase, PermAccounts, PermRouting, PermDesk,
		PermAgents, PermTeams, PermRoles, PermKeys, PermAudit, PermRaws, PermJobs}
}

// Role is a named set of permissions and a scope.
type Role struct {
	Name        string
	Scope       Scope
	Permissions []Permission
}

// BuiltinRoles are the roles that every workspace has. They are the same
// everywhere: what a workspace wants otherwise is a role of its own.
func BuiltinRoles() []Role {
	desk := []Permission{PermRead, PermReply, PermNote, PermStart, PermAssign, PermTransfer, PermEnd, PermTag,
		PermContactsRead, PermContacts, PermMerge, PermBlock}
	return []Role{
		{Name: "owner", Scope: ScopeAll, Permissions: Permissions()},
		{Name: "admin", Scope: ScopeAll, Permissions: Permissions()},
		{Name: "supervisor", Scope: ScopeAll, Permissions: slices.Concat(desk, []Permission{PermSupervise, PermUnmask, PermRouting, PermDesk, PermRaws, PermJobs})},
		{Name: "agent", Scope: ScopeTeam, Permissions: desk},
		{Name: "viewer", Scope: ScopeTeam, Permissions: []Permission{PermRead, PermContactsRead}},
	}
}

// Builtin reports whether a role is one of those that never change.
func Builtin(name string) bool {
	return slices.ContainsFunc(BuiltinRoles(), func(r Role) bool { return r.Name == name })
}

// Scopes lists the scopes, the narrowest first.
func Scopes() []Scope { return []Scope{ScopeOwn, ScopeTeam, ScopeAll} }

// Within reports whether whoever sees s sees no more than who sees other.
func (s Scope) Within(other Scope) bool {
	all := Scopes()
	i := slices.Index(all, s)
	return i >= 0 && i <= slices.Index(all, other)
}
