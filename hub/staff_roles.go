package hub

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

// Roles implements api.Staff.
func (h *Hub) Roles(ctx context.Context, _ core.Viewer) ([]core.Role, error) {
	return h.store.Roles(ctx)
}

// owner is the role that only owners give and take.
const owner = "owner"

// mayGive refuses a role with more rights than its giver has.
func (h *Hub) mayGive(ctx context.Context, v core.Viewer, role string) error {
	r, err := h.store.Role(ctx, role)
	if hasCode(err, "role.not_found") {
		err = &core.Problem{Status: 422, Code: "agent.role", Text: "there is no such role"}
	}
	if err != nil {
		return err
	}
	if role == owner {
		return h.needOwner(ctx, v)
	}
	return covers(v, r)
}

// covers refuses what is of somebody with more rights, or a wider view, than
// the viewer has.
func covers(v core.Viewer, r core.Role) error {
	for _, p := range r.Permissions {
		if !v.Can(p) {
			return forbidden(p)
		}
	}
	if !r.Scope.Within(v.Scope) {
		return &core.Problem{Status: 403, Code: "auth.scope", Text: "the role sees more conversations than you do"}
	}
	return nil
}

// mayManage asks that an agent has no more rights than who would change it, be
// it with a key that is for little else.
func (h *Hub) mayManage(ctx context.Context, v core.Viewer, agent core.ID) (core.Profile, error) {
	p, err := h.store.Profile(ctx, agent)
	if err != nil || v.AgentID.IsZero() {
		return p, err
	}
	whole, err := h.store.Viewer(ctx, v.AgentID)
	if err != nil {
		return p, err
	}
	return p, h.mayGive(ctx, whole, p.Role)
}

// needOwner asks that the viewer is an owner. Who owns the data folder is one.
func (h *Hub) needOwner(ctx context.Context, v core.Viewer) error {
	if v.AgentID.IsZero() {
		return nil
	}
	p, err := h.store.Profile(ctx, v.AgentID)
	if err == nil && p.Role != owner {
		err = &core.Problem{Status: 403, Code: "auth.owner_needed", Text: "only an owner can make, change or disable an owner"}
	}
	return err
}

// roleNameMax bounds a role's name, in characters.
const roleNameMax = 50

// CreateRole implements api.Rights.
func (h *Hub) CreateRole(ctx context.Context, v core.Viewer, r core.Role) (core.Role, error) {
	if err := need(v, core.PermRoles); err != nil {
		return r, err
	}
	r.Name = strings.TrimSpace(r.Name)
	// The name stands in addresses, where dots alone lead elsewhere.
	if n := utf8.RuneCountInString(r.Name); n > roleNameMax || strings.Trim(r.Name, ".") == "" || strings.ContainsFunc(r.Name, func(c rune) bool { return c == '/' || unicode.IsControl(c) }) {
		return r, &core.Problem{Status: 422, Code: "role.name", Text: "a role's name has 1 to 50 characters and no slash"}
	}
	if core.Builtin(strings.ToLower(r.Name)) { // nor what looks like one
		return r, errBuiltin
	}
	r, err := checkedRole(v, r)
	if err != nil {
		return r, err
	}
	if err := h.store.AddRole(ctx, r); err != nil {
		return r, err
	}
	return r, h.audit(ctx, v, "role.created", r.Name, described(r))
}

var errBuiltin = &core.Problem{Status: 409, Code: "role.builtin", Text: "the built-in roles cannot be changed or removed; make a role of your own"}

// checkedRole returns a role with each permission once, in the order of the
// list, if its giver has as much.
func checkedRole(v core.Viewer, r core.Role) (core.Role, error) {
	asked := r.Permissions
	r.Permissions = slices.DeleteFunc(core.Permissions(), func(p core.Permission) bool { return !slices.Contains(asked, p) })
	for _, p := range asked {
		if !slices.Contains(r.Permissions, p) {
			return r, &core.Problem{Status: 422, Code: "role.permission", Text: "there is no permission " + string(p)}
		}
	}
	if !slices.Contains(core.Scopes(), r.Scope) {
		return r, &core.Problem{Status: 422, Code: "role.scope", Text: "the scope is own, team or all"}
	}
	return r, covers(v, r)
}

// described names a role's rights, for the audit log.
func described(r core.Role) string {
	out := []string{string(r.Scope)}
	for _, p := range r.Permissions {
		out = append(out, string(p))
	}
	return strings.Join(out, " ")
}

// UpdateRole implements api.Rights: it holds at once for all who have the role.
func (h *Hub) UpdateRole(ctx context.Context, v core.Viewer, name string, ch core.RoleChange) (core.Role, error) {
	r, err := h.ownRole(ctx, v, name)
	if err != nil {
		return r, err
	}
	if ch.Scope != nil {
		r.Scope = *ch.Scope
	}
	if ch.Permissions != nil {
		r.Permissions = *ch.Permissions
	}
	if r, err = checkedRole(v, r); err != nil {
		return r, err
	}
	agents, err := h.store.SaveRole(ctx, r)
	if err != nil {
		return r, err
	}
	for _, agent := range agents {
		h.accessChanged(core.AccessChange{Agent: agent})
	}
	h.routingChanged() // who has it may take conversations now, or no more
	return r, h.audit(ctx, v, "role.updated", r.Name, described(r))
}

// RemoveRole implements api.Rights.
func (h *Hub) RemoveRole(ctx context.Context, v core.Viewer, name string) error {
	if _, err := h.ownRole(ctx, v, name); err != nil {
		return err
	}
	if err := h.store.RemoveRole(ctx, name); err != nil {
		return err
	}
	return h.audit(ctx, v, "role.removed", name, "")
}

// ownRole returns a role of the workspace's own that the viewer may change.
func (h *Hub) ownRole(ctx context.Context, v core.Viewer, name string) (core.Role, error) {
	if err := need(v, core.PermRoles); err != nil {
		return core.Role{}, err
	}
	if core.Builtin(name) {
		return core.Role{}, errBuiltin
	}
	r, err := h.store.Role(ctx, name)
	if err == nil {
		err = covers(v, r)
	}
	return r, err
}
