package store

import (
	"context"
	"encoding/hex"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

func lower(email string) string { return strings.ToLower(email) }

// setupToken is the setting that holds the hash of the set-up token. The row
// is the right to make the first owner: who deletes it has it.
const setupToken = "setup.token"

// HasOwner reports whether the workspace has an owner.
func (s *Store) HasOwner(ctx context.Context) (bool, error) { return hasOwner(ctx, s.db) }

func hasOwner(ctx context.Context, q db.Querier) (bool, error) {
	var one int64
	return db.One(ctx, q, `SELECT 1 FROM agents WHERE role = 'owner' LIMIT 1`, nil, &one)
}

// OfferSetup keeps the hash of a new set-up token, unless there is an owner.
func (s *Store) OfferSetup(ctx context.Context, hash []byte) (_ bool, err error) {
	offered := false
	err = s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		owned, err := hasOwner(ctx, tx)
		if offered = !owned; err != nil || owned {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
			setupToken, hex.EncodeToString(hash))
		return err
	})
	if err != nil {
		return false, err // it may be at work still
	}
	return offered, nil
}

// SetupOffered reports whether a set-up token is the one that holds now.
func (s *Store) SetupOffered(ctx context.Context, hash []byte) (bool, error) {
	value, err := s.Setting(ctx, setupToken)
	return err == nil && value != "" && value == hex.EncodeToString(hash), err
}

// The refusals of a set-up.
var (
	ErrSetupDone  = &core.Problem{Status: 409, Code: "setup.done", Text: "this hub has an owner already; sign in, or ask the owner for an invitation"}
	ErrSetupToken = &core.Problem{Status: 401, Code: "setup.token", Text: "this set-up link is not valid any more; start the hub anew and open the link that it prints"}
)

// FirstOwner makes the owner and its first session for who brings the set-up
// token. Of two at the same time one finds the token gone.
func (s *Store) FirstOwner(ctx context.Context, token []byte, p core.Profile, passwordHash string, n core.Session, session []byte) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		taken, err := tx.Exec(ctx, `DELETE FROM settings WHERE key = $1 AND value = $2`, setupToken, hex.EncodeToString(token))
		if err != nil {
			return err
		}
		owned, err := hasOwner(ctx, tx)
		switch {
		case err != nil:
			return err
		case owned:
			return ErrSetupDone
		case taken == 0:
			return ErrSetupToken
		}
		p.Availability = core.Ready // whoever sets a hub up wants to see it work, and is at the page at this moment
		if err := s.addAgent(ctx, tx, p, passwordHash); err != nil {
			return err
		}
		return addSession(ctx, tx, n, session)
	})
}

// addAgent inserts somebody new.
func (s *Store) addAgent(ctx context.Context, tx db.Tx, p core.Profile, passwordHash string) error {
	_, err := tx.Exec(ctx, `INSERT INTO agents (id, email, name, role, password_hash, availability, disabled, created_at, locale, time_zone)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		p.ID, lower(p.Email), p.Name, p.Role, db.NullText(passwordHash), string(p.Availability), false, int64(s.clock()),
		db.NullText(p.Locale), db.NullText(p.TimeZone))
	if db.IsUnique(err) {
		return ErrEmailTaken
	}
	return err
}
