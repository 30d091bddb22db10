package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

const invitationQuery = `SELECT id, email, role, teams, created_by, created_at, expires_at, accepted_at, accepted_by FROM invitations`

func scanInvitation(i *core.Invitation) []any {
	return []any{&i.ID, db.S(&i.Email), &i.Role, jsonInto(&i.Teams), &i.CreatedBy, db.N(&i.CreatedAt), db.N(&i.ExpiresAt), db.N(&i.AcceptedAt), &i.AcceptedBy}
}

// ErrInvitation is an invitation that cannot be accepted.
var ErrInvitation = &core.Problem{Status: 404, Code: "invitation.not_found", Text: "this invitation was used, withdrawn or is too old; ask for a new one"}

// AddInvitation keeps an invitation's hash. One for the same address takes the
// place of an open one.
func (s *Store) AddInvitation(ctx context.Context, i core.Invitation, hash []byte) error {
	i.Email = lower(i.Email)
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		if i.Email != "" {
			var one int64
			if ok, err := db.One(ctx, tx, `SELECT 1 FROM agents WHERE email = $1`, db.Args(i.Email), &one); err != nil || ok {
				if err == nil {
					err = ErrEmailTaken
				}
				return err
			}
			if _, err := tx.Exec(ctx, `DELETE FROM invitations WHERE email = $1 AND accepted_at IS NULL`, i.Email); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `INSERT INTO invitations (id, email, role, teams, hash, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			i.ID, db.NullText(i.Email), i.Role, mustJSON(ids(i.Teams)), hash, i.CreatedBy, int64(i.CreatedAt), int64(i.ExpiresAt))
		return err
	})
}

// ids is never nil: an empty list is [] in JSON.
func ids(list []core.ID) []core.ID {
	if list == nil {
		return []core.ID{}
	}
	return list
}

// Invitations lists the open invitations, the newest first.
func (s *Store) Invitations(ctx context.Context) ([]core.Invitation, error) {
	var out []core.Invitation
	err := db.Each(ctx, s.db, invitationQuery+` WHERE accepted_at IS NULL AND expires_at > $1 ORDER BY id DESC`, db.Args(int64(s.clock())),
		func(scan func(...any) error) error {
			var i core.Invitation
			err := scan(scanInvitation(&i)...)
			out = append(out, i)
			return err
		})
	return out, err
}

// InvitationByHash returns an invitation that can be accepted.
func (s *Store) InvitationByHash(ctx context.Context, hash []byte) (core.Invitation, error) {
	var i core.Invitation
	ok, err := db.One(ctx, s.db, invitationQuery+` WHERE hash = $1 AND accepted_at IS NULL AND expires_at > $2`, db.Args(hash, int64(s.clock())), scanInvitation(&i)...)
	if err == nil && !ok {
		err = ErrInvitation
	}
	return i, err
}

// WithdrawInvitation deletes an open invitation.
func (s *Store) WithdrawInvitation(ctx context.Context, id core.ID) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `DELETE FROM invitations WHERE id = $1 AND accepted_at IS NULL`, id)
		if err == nil && n == 0 {
			err = ErrInvitation
		}
		return err
	})
}

// AcceptInvitation makes the agent and its first session. Of two at the same
// time one finds the invitation used. The role is the invitation's; teams that
// are gone by now are left out.
func (s *Store) AcceptInvitation(ctx context.Context, i core.Invitation, p core.Profile, passwordHash string, n core.Session, session []byte) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		taken, err := tx.Exec(ctx, `UPDATE invitations SET accepted_at = $2, accepted_by = $3 WHERE id = $1 AND accepted_at IS NULL AND expires_at > $2`,
			i.ID, int64(s.clock()), p.ID)
		if err != nil {
			return err
		}
		if taken == 0 {
			return ErrInvitation
		}
		p.Role = i.Role
		if err := s.addAgent(ctx, tx, p, passwordHash); err != nil {
			return err
		}
		for _, t := range i.Teams {
			if _, err := tx.Exec(ctx, `INSERT INTO team_members (team_id, agent_id) SELECT id, $2 FROM teams WHERE id = $1`, t, p.ID); err != nil {
				return err
			}
		}
		return addSession(ctx, tx, n, session)
	})
}
