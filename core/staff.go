package core

import (
	"net/netip"
	"time"
)

// Client is where a request of a person comes from.
type Client struct {
	Address   string // of the browser, as far as it is known
	UserAgent string
}

// Network is what an address is counted as: one customer of a provider has a
// whole /64 of IPv6.
func Network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil || a.Unmap().Is4() {
		return address
	}
	p, err := a.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return p.String()
}

// Session is a sign-in of an agent in one browser.
type Session struct {
	ID         ID
	AgentID    ID
	Address    string
	UserAgent  string
	CreatedAt  Time
	LastUsedAt Time
	ExpiresAt  Time // moves while the session is used, up to its absolute end
}

// How long a session lasts without use, and at most.
const (
	SessionIdle = 14 * 24 * time.Hour
	SessionMax  = 90 * 24 * time.Hour
)

// SessionEnd is when a session that was made and last used at these times ends.
func SessionEnd(created, used Time) Time { return min(used.Add(SessionIdle), created.Add(SessionMax)) }

// Profile is an agent as it sees itself.
type Profile struct {
	Agent
	Locale      string         // BCP 47; empty: not chosen
	TimeZone    string         // IANA; empty: not chosen
	Preferences map[string]any // of the page
}

// ProfileChange names what changes; nil stays. A preference that is nil is
// taken away, others that are not named stay.
type ProfileChange struct {
	Name, Locale, TimeZone *string
	Preferences            map[string]any
}

// NewPerson is somebody who joins: the owner at the set-up, or who accepts an
// invitation.
type NewPerson struct {
	Name, Email, Password string
	Locale, TimeZone      string
	Ready                 bool // of an invitation: takes conversations from the start
}

// AgentChange names what changes of an agent; nil stays.
type AgentChange struct {
	Name     *string
	Role     *string
	Disabled *bool
	Teams    *[]ID
}

// RoleChange names what changes of a role; nil stays.
type RoleChange struct {
	Scope       *Scope
	Permissions *[]Permission
}

// Invitation is an open or accepted link into the staff.
type Invitation struct {
	ID         ID
	Email      string // empty: whoever has the link
	Role       string
	Teams      []ID
	CreatedBy  ID
	CreatedAt  Time
	ExpiresAt  Time
	AcceptedAt Time
	AcceptedBy ID
}

// InvitationFor is how long an invitation can be accepted.
const InvitationFor = 7 * 24 * time.Hour

// AccessChange tells who lost or changed access. Session or Key alone is meant
// where it is set, and everything of the agent where neither is.
type AccessChange struct {
	Agent   ID   `json:"agent"`
	Session ID   `json:"session,omitzero"`
	Key     ID   `json:"key,omitzero"`
	Ended   bool `json:"ended"` // false: rights have changed, sign-ins stay
}

// Concerns reports whether the change is about a session or a key of an agent.
func (c AccessChange) Concerns(agent, session, key ID) bool {
	if !c.Session.IsZero() || !c.Key.IsZero() {
		return c.Session == session && c.Key == key
	}
	return c.Agent == agent
}
