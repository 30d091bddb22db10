package store

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Seed writes the built-in roles as this version has them; it runs at every start.
func (s *Store) Seed(ctx context.Context) error {
	return s.Update(ctx, "roles", func(ctx context.Context, tx db.Tx) error {
		for _, r := range core.BuiltinRoles() {
			if _, err := tx.Exec(ctx, `INSERT INTO roles (name, scope, permissions) VALUES ($1, $2, $3)
				ON CONFLICT (name) DO UPDATE SET scope = excluded.scope, permissions = excluded.permissions`,
				r.Name, string(r.Scope), mustJSON(r.Permissions)); err != nil {
				return err
			}
		}
		return nil
	})
}

const agentQuery = `SELECT id, email, name, role, availability, reason, disabled, created_at FROM agents`

func scanAgent(a *core.Agent) []any {
	return []any{&a.ID, &a.Email, &a.Name, &a.Role, db.S(&a.Availability), db.S(&a.Reason), &a.Disabled, db.N(&a.CreatedAt)}
}

// ErrNoAgent is an agent that is not there.
var ErrNoAgent = &core.Problem{Status: 404, Code: "agent.not_found", Text: "there is no such agent"}

// AgentByEmail finds an agent; addresses are compared without case.
func (s *Store) AgentByEmail(ctx context.Context, email string) (core.Agent, error) {
	var a core.Agent
	ok, err := db.One(ctx, s.db, agentQuery+` WHERE email = $1`, db.Args(strings.ToLower(email)), scanAgent(&a)...)
	if err == nil && !ok {
		err = ErrNoAgent
	}
	return a, err
}

// Agents lists the staff by name.
func (s *Store) Agents(ctx context.Context) ([]core.Agent, error) {
	var out []core.Agent
	err := db.Each(ctx, s.db, agentQuery+` ORDER BY name, id`, nil, func(scan func(...any) error) error {
		var a core.Agent
		err := scan(scanAgent(&a)...)
		out = append(out, a)
		return err
	})
	return out, err
}

// ErrEmailTaken is an address that somebody has already.
var ErrEmailTaken = &core.Problem{Status: 409, Code: "agent.email_taken", Text: "somebody with this e-mail address works here already"}

// SaveAgent adds an agent, or changes name, role and password of the one with
// this id.
func (s *Store) SaveAgent(ctx context.Context, a core.Agent, passwordHash string) error {
	return s.Update(ctx, "agents", func(ctx context.Context, tx db.Tx) error { return s.saveAgent(ctx, tx, a, passwordHash) })
}

func (s *Store) saveAgent(ctx context.Context, tx db.Tx, a core.Agent, passwordHash string) error {
	_, err := tx.Exec(ctx, `INSERT INTO agents (id, email, name, role, password_hash, availability, reason, disabled, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8) ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
		password_hash = COALESCE(excluded.password_hash, agents.password_hash), disabled = excluded.disabled`,
		a.ID, strings.ToLower(a.Email), a.Name, a.Role, db.NullText(passwordHash), string(core.Offline), a.Disabled, int64(s.clock()))
	if db.IsUnique(err) {
		return ErrEmailTaken
	}
	return err
}

// SaveOwner adds an owner, or resets one: its sessions end, and no set-up link
// holds any more.
func (s *Store) SaveOwner(ctx context.Context, a core.Agent, passwordHash string) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		if err := s.saveAgent(ctx, tx, a, passwordHash); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM settings WHERE key = $1`, setupToken); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `DELETE FROM sessions WHERE agent_id = $1`, a.ID)
		return err
	})
}

// Viewer returns on whose behalf an agent acts, with its role's rights and its teams.
func (s *Store) Viewer(ctx context.Context, agent core.ID) (core.Viewer, error) {
	v := core.Viewer{AgentID: agent}
	ok, err := db.One(ctx, s.db, `SELECT r.scope, r.permissions FROM agents a JOIN roles r ON r.name = a.role WHERE a.id = $1 AND NOT a.disabled`,
		db.Args(agent), db.S(&v.Scope), jsonInto(&v.Permissions))
	if err != nil {
		return v, err
	}
	if !ok {
		return v, ErrNoAgent
	}
	v.Teams, err = s.ids(ctx, teamsSeen+` ORDER BY id`, agent)
	return v, err
}

// AddKey keeps an API key's hash.
func (s *Store) AddKey(ctx context.Context, k core.APIKey, hash []byte) error {
	return s.Update(ctx, "keys", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO api_keys (id, agent_id, name, prefix, hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			k.ID, k.AgentID, k.Name, k.Prefix, hash, mustJSON(k.Scopes), int64(s.clock()))
		return err
	})
}

const keyQuery = `SELECT id, agent_id, name, prefix, scopes, created_at, last_used_at, revoked_at FROM api_keys`

func scanKey(k *core.APIKey) []any {
	return []any{&k.ID, &k.AgentID, &k.Name, &k.Prefix, jsonInto(&k.Scopes), db.N(&k.CreatedAt), db.N(&k.LastUsedAt), db.N(&k.RevokedAt)}
}

// KeyByHash finds a key that is not revoked; ok is false when there is none.
func (s *Store) KeyByHash(ctx context.Context, hash []byte) (k core.APIKey, ok bool, err error) {
	ok, err = db.One(ctx, s.db, keyQuery+` WHERE hash = $1 AND revoked_at IS NULL`, db.Args(hash), scanKey(&k)...)
	return k, ok, err
}

// KeyByID finds a key that is not revoked; ok is false when there is none.
func (s *Store) KeyByID(ctx context.Context, id core.ID) (k core.APIKey, ok bool, err error) {
	ok, err = db.One(ctx, s.db, keyQuery+` WHERE id = $1 AND revoked_at IS NULL`, db.Args(id), scanKey(&k)...)
	return k, ok, err
}

// Keys lists an agent's keys; all keys for the zero id.
func (s *Store) Keys(ctx context.Context, agent core.ID) ([]core.APIKey, error) {
	var out []core.APIKey
	err := db.Each(ctx, s.db, keyQuery+` ORDER BY id`, nil, func(scan func(...any) error) error {
		var k core.APIKey
		err := scan(scanKey(&k)...)
		if agent.IsZero() || k.AgentID == agent {
			out = append(out, k)
		}
		return err
	})
	return out, err
}

// RevokeKey ends a key. Agent limits it to that agent's own; zero: anybody's.
func (s *Store) RevokeKey(ctx context.Context, agent, id core.ID) error {
	found := false
	err := s.Update(ctx, "keys", func(ctx context.Context, tx db.Tx) error {
		q, args := `UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1`, db.Args(id, int64(s.clock()))
		if !agent.IsZero() {
			q, args = q+` AND agent_id = $3`, append(args, agent)
		}
		n, err := tx.Exec(ctx, q, args...)
		found = n > 0
		return err
	})
	if err == nil && !found {
		return &core.Problem{Status: 404, Code: "api_key.not_found", Text: "there is no such key"}
	}
	return err
}

// RevokeKeysNamed ends all keys of an agent with a name.
func (s *Store) RevokeKeysNamed(ctx context.Context, agent core.ID, name string) error {
	return s.Update(ctx, "keys", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE api_keys SET revoked_at = $3 WHERE agent_id = $1 AND name = $2 AND revoked_at IS NULL`, agent, name, int64(s.clock()))
		return err
	})
}

// TouchKey remembers when a key was used; the caller does it rarely.
func (s *Store) TouchKey(ctx context.Context, id core.ID) error {
	return s.aside(ctx, "keys", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE api_keys SET last_used_at = $2 WHERE id = $1`, id, int64(s.clock()))
		return err
	})
}

// AddUpload remembers a file that a draft may name.
func (s *Store) AddUpload(ctx context.Context, by core.ID, u core.Upload) error {
	return s.Update(ctx, "uploads", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO uploads (id, blob, name, mime, size, agent_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			core.NewID(), u.Blob, u.Name, u.MIME, u.Size, by, int64(s.clock()))
		return err
	})
}

// Upload returns the newest upload of a blob; ok is false when there is none.
func (s *Store) Upload(ctx context.Context, blob string) (u core.Upload, ok bool, err error) {
	ok, err = db.One(ctx, s.db, `SELECT blob, name, mime, size FROM uploads WHERE blob = $1 ORDER BY id DESC LIMIT 1`, db.Args(blob), &u.Blob, &u.Name, &u.MIME, &u.Size)
	return u, ok, err
}

// fieldsJSON is nil for no fields.
func fieldsJSON(m map[string]string) any {
	if len(m) == 0 {
		return nil
	}
	b, _ := json.Marshal(m) // a map of strings always encodes
	return string(b)
}
