package hub

import (
	"fmt"
	"strings"
)

// Roles are what a node does of its hub's work. The zero value is all of it.
type Roles uint8

// The roles. A node of several has them all in one process.
const (
	RoleVisitors Roles = 1 << iota // webhooks, the widget, the visitors' API and sockets
	RoleAgents                     // the agents' API, page and sockets
	RoleWork                       // jobs, pulling accounts, giving out, and what one node of all does

	AllRoles = RoleVisitors | RoleAgents | RoleWork
)

// roleNames are the roles as operators write them, in the order of their bits.
var roleNames = [...]string{"visitors", "agents", "work"}

// ParseRoles reads the names of roles. One at least has to be there.
func ParseRoles(names []string) (Roles, error) {
	var r Roles
	for _, name := range names {
		one := roleOf(strings.TrimSpace(name))
		if one == 0 {
			return 0, fmt.Errorf("there is no role %q: give one or more of %s", name, AllRoles)
		}
		r |= one
	}
	if r == 0 {
		return 0, fmt.Errorf("a node needs a role: give one or more of %s", AllRoles)
	}
	return r, nil
}

func roleOf(name string) Roles {
	for i, known := range roleNames {
		if name == known {
			return 1 << i
		}
	}
	return 0
}

// Has reports whether a role is among them.
func (r Roles) Has(one Roles) bool { return r == 0 || r&one != 0 }

// String returns the names with commas, as ParseRoles reads them.
func (r Roles) String() string {
	var names []string
	for i, name := range roleNames {
		if r.Has(1 << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}
