package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// ErrNoTeam is a team that is not there.
var ErrNoTeam = &core.Problem{Status: 404, Code: "team.not_found", Text: "there is no such team"}

const teamQuery = `SELECT id, parent_id, name, kind FROM teams`

func scanTeam(t *core.Team) []any { return []any{&t.ID, &t.ParentID, &t.Name, &t.Kind} }

// Teams lists the teams by name.
func (s *Store) Teams(ctx context.Context) ([]core.Team, error) {
	var out []core.Team
	err := db.Each(ctx, s.db, teamQuery+` ORDER BY name, id`, nil, func(scan func(...any) error) error {
		var t core.Team
		err := scan(scanTeam(&t)...)
		out = append(out, t)
		return err
	})
	return out, err
}

// AddTeam adds a team.
func (s *Store) AddTeam(ctx context.Context, t core.Team) error {
	return s.Update(ctx, "teams", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO teams (id, parent_id, name, kind, created_at, queue) VALUES ($1, $2, $3, $4, $5, $6)`,
			t.ID, t.ParentID, t.Name, t.Kind, int64(s.clock()), mustJSON(routing.NewTeam()))
		return err
	})
}

// TeamSeenBy returns who sees a team's conversations by being in it, or in one above it.
func (s *Store) TeamSeenBy(ctx context.Context, team core.ID) ([]core.ID, error) {
	return s.ids(ctx, `WITH RECURSIVE up(id) AS (SELECT t.id FROM teams t WHERE t.id = $1
		UNION SELECT t.parent_id FROM up JOIN teams t ON t.id = up.id WHERE t.parent_id IS NOT NULL)
		SELECT DISTINCT tm.agent_id FROM team_members tm WHERE tm.team_id IN (SELECT id FROM up) ORDER BY tm.agent_id`, team)
}

// SetTeamMembers replaces a team's members.
func (s *Store) SetTeamMembers(ctx context.Context, team core.ID, agents []core.ID) error {
	return s.Update(ctx, "teams", func(ctx context.Context, tx db.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM team_members WHERE team_id = $1`, team); err != nil {
			return err
		}
		for _, a := range agents {
			if _, err := tx.Exec(ctx, `INSERT INTO team_members (team_id, agent_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, team, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// RenameTeam gives a team another name.
func (s *Store) RenameTeam(ctx context.Context, id core.ID, name string) (core.Team, error) {
	var t core.Team
	return t, s.aside(ctx, "teams", func(ctx context.Context, tx db.Tx) error {
		ok, err := db.One(ctx, tx, `UPDATE teams SET name = $2 WHERE id = $1 RETURNING id, parent_id, name, kind`, db.Args(id, name), scanTeam(&t)...)
		if err == nil && !ok {
			err = ErrNoTeam
		}
		return err
	})
}

// teamUses are what keeps a team from being removed, and what to do about it.
var teamUses = []struct{ sql, text string }{
	{`SELECT 1 FROM conversations WHERE status IN ('bot', 'queued', 'active', 'transferring', 'snoozed') AND team_id = $1 LIMIT 1`,
		"conversations of this team are open: complete them or give them to another team first"},
	{`SELECT 1 FROM conversations c JOIN transfers t ON t.id = c.transfer_id WHERE c.status = 'transferring' AND t.to_team_id = $1 LIMIT 1`,
		"a conversation is being handed over to this team: wait until that is decided"},
	{`SELECT 1 FROM team_members WHERE team_id = $1 LIMIT 1`, "this team has members: take them out first"},
	{`SELECT 1 FROM teams WHERE parent_id = $1 LIMIT 1`, "other teams are within this one: remove them first"},
	{`SELECT 1 FROM accounts WHERE team_id = $1 AND status <> 'removed' LIMIT 1`,
		"what comes in by an account waits for this team where no rule says otherwise: give the account another team first"},
	{`SELECT 1 FROM canned_replies WHERE owner_id = $1 LIMIT 1`, "canned replies are this team's: remove them, or give them to all, first"},
}

// invited is who may still join a team; an invitation's teams are a JSON array.
const invited = `SELECT 1 FROM invitations WHERE accepted_at IS NULL AND expires_at > $1 AND teams LIKE '%' || $2 || '%' LIMIT 1`

// sentTo is what sends conversations to a team, in JSON texts.
var sentTo = []struct{ sql, text string }{
	{`SELECT 1 FROM routing_rules WHERE body LIKE '%' || $1 || '%' LIMIT 1`, "a routing rule sends conversations to this team: change the rule first"},
	{`SELECT 1 FROM teams WHERE queue LIKE '%' || $1 || '%' LIMIT 1`, "what waits too long in a queue goes onward to this team: change the queue first"},
	{`SELECT 1 FROM settings WHERE value LIKE '%' || $1 || '%' LIMIT 1`, "what waits too long in the queue of no team goes onward to this one: change that queue first"},
}

// errTeamInUse says why a team stays.
func errTeamInUse(text string) error {
	return &core.Problem{Status: 409, Code: "team.in_use", Text: text}
}

// teamChunk is how many ended conversations leave a team in one transaction.
const teamChunk = 500

// RemoveTeam removes a team that nothing which goes on needs any more. Its ended
// conversations become those of the team above it, or of none; removing may be
// repeated where it was interrupted among them.
func (s *Store) RemoveTeam(ctx context.Context, id core.ID) (core.Team, error) {
	var t core.Team
	ok, err := db.One(ctx, s.db, teamQuery+` WHERE id = $1`, db.Args(id), scanTeam(&t)...)
	if err == nil && !ok {
		err = ErrNoTeam
	}
	if err == nil {
		err = s.teamUnused(ctx, s.db, id)
	}
	for _, status := range core.ViewEnded.Statuses() {
		for n := int64(teamChunk); err == nil && n == teamChunk; {
			n, err = s.leaveTeam(ctx, t, status)
		}
	}
	if err != nil {
		return t, err
	}
	return t, s.Update(ctx, "teams", func(ctx context.Context, tx db.Tx) error {
		if err := nextRouting(ctx, tx); err != nil { // no rule names it from here on
			return err
		}
		if err := s.teamUnused(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `DELETE FROM teams WHERE id = $1`, id)
		if db.IsForeign(err) {
			err = errTeamInUse("something was given to this team just now: look again")
		}
		return err
	})
}

func (s *Store) teamUnused(ctx context.Context, q db.Querier, id core.ID) error {
	used := func(sql, text string, args ...any) error {
		var one int64
		found, err := db.One(ctx, q, sql, args, &one)
		if err == nil && found {
			err = errTeamInUse(text)
		}
		return err
	}
	for _, use := range teamUses {
		if err := used(use.sql, use.text, id); err != nil {
			return err
		}
	}
	for _, use := range sentTo {
		if err := used(use.sql, use.text, id.String()); err != nil {
			return err
		}
	}
	return used(invited, "somebody is invited into this team: withdraw the invitation first", int64(s.clock()), id.String())
}

// leaveTeam moves some ended conversations of one status out of a team. One
// that is reopened at the same time stays, and so does the team.
func (s *Store) leaveTeam(ctx context.Context, t core.Team, status core.Status) (n int64, err error) {
	return n, s.Update(ctx, "teams", func(ctx context.Context, tx db.Tx) (err error) {
		n, err = tx.Exec(ctx, `UPDATE conversations SET team_id = $2 WHERE team_id = $1 AND ended_at IS NOT NULL AND id IN
			(SELECT c.id FROM conversations c WHERE c.status = $3 AND c.team_id = $1 LIMIT $4)`, t.ID, t.ParentID, string(status), teamChunk)
		return err
	})
}
