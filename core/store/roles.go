package store

import (
	"context"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals of a change of roles.
var (
	ErrNoRole    = &core.Problem{Status: 404, Code: "role.not_found", Text: "there is no such role"}
	ErrRoleTaken = &core.Problem{Status: 409, Code: "role.name_taken", Text: "there is a role with this name already"}
	ErrRoleInUse = &core.Problem{Status: 409, Code: "role.in_use", Text: "somebody has this role or is invited to it: give them another one first"}
)

const roleQuery = `SELECT name, scope, permissions FROM roles`

func scanRole(r *core.Role) []any { return []any{&r.Name, db.S(&r.Scope), jsonInto(&r.Permissions)} }

// Roles lists the roles, those with most rights first.
func (s *Store) Roles(ctx context.Context) ([]core.Role, error) {
	var out []core.Role
	err := db.Each(ctx, s.db, roleQuery+` ORDER BY LENGTH(permissions) DESC, name DESC`, nil, func(scan func(...any) error) error {
		var r core.Role
		err := scan(scanRole(&r)...)
		out = append(out, r)
		return err
	})
	return out, err
}

// Role returns a role by its name.
func (s *Store) Role(ctx context.Context, name string) (core.Role, error) {
	var r core.Role
	ok, err := db.One(ctx, s.db, roleQuery+` WHERE name = $1`, db.Args(name), scanRole(&r)...)
	if err == nil && !ok {
		err = ErrNoRole
	}
	return r, err
}

// AddRole adds a role.
func (s *Store) AddRole(ctx context.Context, r core.Role) error {
	return s.aside(ctx, "roles", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO roles (name, scope, permissions) VALUES ($1, $2, $3)`, r.Name, string(r.Scope), mustJSON(r.Permissions))
		if db.IsUnique(err) {
			err = ErrRoleTaken
		}
		return err
	})
}

// SaveRole changes a role and returns the agents who have it. Where it may answer
// nobody, what they had in hand goes back in line.
func (s *Store) SaveRole(ctx context.Context, r core.Role) (agents []core.ID, err error) {
	return agents, s.change(ctx, "roles", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		n, err := tx.Exec(ctx, `UPDATE roles SET scope = $2, permissions = $3 WHERE name = $1`, r.Name, string(r.Scope), mustJSON(r.Permissions))
		if err == nil && n == 0 {
			err = ErrNoRole
		}
		if err != nil {
			return err
		}
		agents = nil
		err = db.Each(ctx, tx, `SELECT id FROM agents WHERE role = $1 ORDER BY id`, db.Args(r.Name), func(scan func(...any) error) error {
			var id core.ID
			err := scan(&id)
			agents = append(agents, id)
			return err
		})
		if err != nil || len(agents) == 0 || slices.Contains(r.Permissions, core.PermReply) {
			return err
		}
		var gone []core.Job
		for _, id := range agents {
			gone = append(gone, engine.GoneJobs(id, s.clock())...)
		}
		return addJobs(ctx, tx, gone, hints)
	})
}

// RemoveRole removes a role that nobody has and nobody is invited to.
func (s *Store) RemoveRole(ctx context.Context, name string) error {
	return s.aside(ctx, "roles", func(ctx context.Context, tx db.Tx) error {
		var one int64
		q := `SELECT 1 FROM invitations WHERE role = $1 AND accepted_at IS NULL AND expires_at > $2 LIMIT 1`
		if invited, err := db.One(ctx, tx, q, db.Args(name, int64(s.clock())), &one); err != nil || invited {
			if err == nil {
				err = ErrRoleInUse
			}
			return err
		}
		n, err := tx.Exec(ctx, `DELETE FROM roles WHERE name = $1`, name)
		switch {
		case db.IsForeign(err): // an agent has it
			return ErrRoleInUse
		case err == nil && n == 0:
			return ErrNoRole
		}
		return err
	})
}
