package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// sessionsMax bounds the sessions of one agent; the oldest give way.
const sessionsMax = 50

const sessionQuery = `SELECT s.id, s.agent_id, s.address, s.user_agent, s.created_at, s.last_used_at, s.expires_at FROM sessions s`

func scanSession(s *core.Session) []any {
	return []any{&s.ID, &s.AgentID, &s.Address, &s.UserAgent, db.N(&s.CreatedAt), db.N(&s.LastUsedAt), db.N(&s.ExpiresAt)}
}

// AddSession keeps a session's hash.
func (s *Store) AddSession(ctx context.Context, n core.Session, hash []byte) error {
	return s.aside(ctx, "sessions", func(ctx context.Context, tx db.Tx) error {
		return addSession(ctx, tx, n, hash)
	})
}

func addSession(ctx context.Context, tx db.Tx, n core.Session, hash []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO sessions (id, agent_id, hash, address, user_agent, created_at, last_used_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		n.ID, n.AgentID, hash, n.Address, n.UserAgent, int64(n.CreatedAt), int64(n.LastUsedAt), int64(n.ExpiresAt))
	if err != nil {
		return err
	}
	// Ids rise with time: what is left out are the newest.
	_, err = tx.Exec(ctx, `DELETE FROM sessions WHERE agent_id = $1 AND id NOT IN (SELECT id FROM sessions WHERE agent_id = $1 ORDER BY id DESC LIMIT $2)`,
		n.AgentID, sessionsMax)
	return err
}

// SessionByHash finds a session that has not ended; ok is false when there is none.
func (s *Store) SessionByHash(ctx context.Context, hash []byte) (out core.Session, ok bool, err error) {
	ok, err = db.One(ctx, s.db, sessionQuery+` WHERE s.hash = $1 AND s.expires_at > $2`, db.Args(hash, int64(s.clock())), scanSession(&out)...)
	return out, ok, err
}

// SessionByID finds a session that has not ended; ok is false when there is none.
func (s *Store) SessionByID(ctx context.Context, id core.ID) (out core.Session, ok bool, err error) {
	ok, err = db.One(ctx, s.db, sessionQuery+` WHERE s.id = $1 AND s.expires_at > $2`, db.Args(id, int64(s.clock())), scanSession(&out)...)
	return out, ok, err
}

// Sessions lists an agent's sessions, the newest first.
func (s *Store) Sessions(ctx context.Context, agent core.ID) ([]core.Session, error) {
	var out []core.Session
	q := sessionQuery + ` WHERE s.agent_id = $1 AND s.expires_at > $2 ORDER BY s.id DESC`
	err := db.Each(ctx, s.db, q, db.Args(agent, int64(s.clock())), func(scan func(...any) error) error {
		var one core.Session
		err := scan(scanSession(&one)...)
		out = append(out, one)
		return err
	})
	return out, err
}

// TouchSession remembers that a session was used, which moves its end; the
// caller does it rarely.
func (s *Store) TouchSession(ctx context.Context, n core.Session) error {
	now := s.clock()
	return s.aside(ctx, "sessions", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE sessions SET last_used_at = $2, expires_at = $3 WHERE id = $1`,
			n.ID, int64(now), int64(core.SessionEnd(n.CreatedAt, now)))
		return err
	})
}

// ErrNoSession is a session that is not there or is somebody else's.
var ErrNoSession = &core.Problem{Status: 404, Code: "session.not_found", Text: "there is no such session"}

// EndSession ends one of an agent's sessions.
func (s *Store) EndSession(ctx context.Context, agent, id core.ID) error {
	found := false
	err := s.aside(ctx, "sessions", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `DELETE FROM sessions WHERE id = $1 AND agent_id = $2`, id, agent)
		found = n > 0
		return err
	})
	if err == nil && !found {
		err = ErrNoSession
	}
	return err
}

// EndSessions ends all sessions of an agent and returns them.
func (s *Store) EndSessions(ctx context.Context, agent core.ID) ([]core.Session, error) {
	var out []core.Session
	return out, s.aside(ctx, "sessions", func(ctx context.Context, tx db.Tx) error {
		out = nil
		q := `DELETE FROM sessions WHERE agent_id = $1 RETURNING id, agent_id, address, user_agent, created_at, last_used_at, expires_at`
		return db.Each(ctx, tx, q, db.Args(agent), func(scan func(...any) error) error {
			var one core.Session
			err := scan(scanSession(&one)...)
			out = append(out, one)
			return err
		})
	})
}

// PasswordOf returns an agent who may sign in and the hash of its password;
// ok is false where there is no such agent.
func (s *Store) PasswordOf(ctx context.Context, email string) (agent core.ID, hash string, ok bool, err error) {
	ok, err = db.One(ctx, s.db, `SELECT id, password_hash FROM agents WHERE email = $1 AND NOT disabled`, db.Args(lower(email)), &agent, db.S(&hash))
	return agent, hash, ok, err
}

// SetPassword keeps a new hash and ends the agent's sessions.
func (s *Store) SetPassword(ctx context.Context, agent core.ID, hash string) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE agents SET password_hash = $2 WHERE id = $1`, agent, hash); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `DELETE FROM sessions WHERE agent_id = $1`, agent)
		return err
	})
}

// Rehash keeps the same password under another hash; sessions go on.
func (s *Store) Rehash(ctx context.Context, agent core.ID, old, hash string) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE agents SET password_hash = $3 WHERE id = $1 AND password_hash = $2`, agent, old, hash)
		return err
	})
}
