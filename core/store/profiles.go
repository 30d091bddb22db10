package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Profile returns an agent with what it chose for itself.
func (s *Store) Profile(ctx context.Context, agent core.ID) (core.Profile, error) {
	var p core.Profile
	dest := append(scanAgent(&p.Agent), db.S(&p.Locale), db.S(&p.TimeZone), jsonInto(&p.Preferences))
	ok, err := db.One(ctx, s.db, `SELECT id, email, name, role, availability, reason, disabled, created_at, locale, time_zone, preferences
		FROM agents WHERE id = $1`, db.Args(agent), dest...)
	if err == nil && !ok {
		err = ErrNoAgent
	}
	return p, err
}

// SaveProfile keeps what an agent may change of itself.
func (s *Store) SaveProfile(ctx context.Context, p core.Profile) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE agents SET name = $2, locale = $3, time_zone = $4, preferences = $5 WHERE id = $1`,
			p.ID, p.Name, db.NullText(p.Locale), db.NullText(p.TimeZone), nullJSON(p.Preferences, len(p.Preferences) == 0))
		return err
	})
}

// SetAvailability keeps whether an agent takes conversations, and its reason.
func (s *Store) SetAvailability(ctx context.Context, agent core.ID, a core.Availability, reason string) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE agents SET available_since = CASE WHEN availability = $2 THEN available_since ELSE $4 END,
			availability = $2, reason = $3 WHERE id = $1`, agent, string(a), db.NullText(reason), int64(s.clock()))
		return err
	})
}

// Availability returns an agent with how long its availability has been so.
func (s *Store) Availability(ctx context.Context, agent core.ID) (a core.Agent, since core.Time, err error) {
	ok, err := db.One(ctx, s.db, `SELECT id, name, role, availability, reason, disabled, available_since FROM agents WHERE id = $1`, db.Args(agent),
		&a.ID, &a.Name, &a.Role, db.S(&a.Availability), db.S(&a.Reason), &a.Disabled, db.N(&since))
	if err == nil && !ok {
		err = ErrNoAgent
	}
	return a, since, err
}

// EndWrapUp makes an agent ready again whose pause began at since.
func (s *Store) EndWrapUp(ctx context.Context, agent core.ID, since core.Time) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE agents SET availability = 'ready', available_since = $3 WHERE id = $1 AND availability = 'wrap_up' AND available_since = $2`,
			agent, int64(since), int64(s.clock()))
		return err
	})
}

// Absent sets an agent to away who gets conversations, or will after a pause, and
// of whom no page was seen again: no job waits for the next absence. It reports
// whether that changed anything; then the log of changes has it too.
func (s *Store) Absent(ctx context.Context, agent core.ID) (_ bool, err error) {
	away := false
	err = s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE agents SET availability = 'away', reason = $2, available_since = $3 WHERE id = $1 AND NOT disabled
			AND availability IN ('ready', 'wrap_up') AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = $4 AND j.state <> 'dead' AND j.state = 'waiting')`,
			agent, core.ReasonLeft, int64(s.clock()), engine.AbsentKey(agent))
		if away = n > 0; err != nil || !away {
			return err
		}
		return s.audit(ctx, tx, core.Actor{Kind: core.BySystem}, "agent.availability_changed", agent.String(), string(core.Away)+" "+core.ReasonLeft)
	})
	if err != nil {
		return false, err // it may be at work still
	}
	return away, nil
}

// WrapUpEnd returns when an agent's pause ends that began at since; zero for one
// that the agent has begun and ends as well.
func (s *Store) WrapUpEnd(ctx context.Context, agent core.ID, since core.Time) (core.Time, error) {
	var due core.Time
	_, err := db.One(ctx, s.db, `SELECT due_at FROM jobs WHERE key = $1 AND created_at = $2 AND state <> 'dead' ORDER BY id LIMIT 1`,
		db.Args(engine.WrapUpKey(agent, since), int64(since)), db.N(&due))
	return due, err
}

// TeamsOf returns the teams of every agent.
func (s *Store) TeamsOf(ctx context.Context) (map[core.ID][]core.ID, error) {
	out := map[core.ID][]core.ID{}
	err := db.Each(ctx, s.db, `SELECT agent_id, team_id FROM team_members ORDER BY team_id`, nil, func(scan func(...any) error) error {
		var agent, team core.ID
		err := scan(&agent, &team)
		out[agent] = append(out[agent], team)
		return err
	})
	return out, err
}

// ErrLastOwner is a change that would leave the workspace without an owner.
var ErrLastOwner = &core.Problem{Status: 409, Code: "agent.last_owner", Text: "this is the last owner: make somebody else an owner first"}

// ChangeAgent changes name, role, teams and whether an agent is disabled, all
// or nothing. A disabled one's sessions end. Some owner always stays.
func (s *Store) ChangeAgent(ctx context.Context, id core.ID, ch core.AgentChange) error {
	return s.change(ctx, "agents", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		if tx.Dialect() == db.Postgres { // two owners who lower each other at the same time
			lock := `SELECT id FROM agents WHERE role = 'owner' ORDER BY id FOR UPDATE`
			if err := db.Each(ctx, tx, lock, nil, func(func(...any) error) error { return nil }); err != nil {
				return err
			}
		}
		var a core.Agent
		if ok, err := db.One(ctx, tx, agentQuery+` WHERE id = $1`, db.Args(id), scanAgent(&a)...); err != nil || !ok {
			if err == nil {
				err = ErrNoAgent
			}
			return err
		}
		set(&a.Name, ch.Name)
		set(&a.Role, ch.Role)
		set(&a.Disabled, ch.Disabled)
		if _, err := tx.Exec(ctx, `UPDATE agents SET name = $2, role = $3, disabled = $4 WHERE id = $1`, id, a.Name, a.Role, a.Disabled); err != nil {
			return err
		}
		var one int64
		if ok, err := db.One(ctx, tx, `SELECT 1 FROM agents WHERE role = 'owner' AND NOT disabled LIMIT 1`, nil, &one); err != nil || !ok {
			if err == nil {
				err = ErrLastOwner
			}
			return err
		}
		if a.Disabled {
			if _, err := tx.Exec(ctx, `DELETE FROM sessions WHERE agent_id = $1`, id); err != nil {
				return err
			}
		}
		if ch.Disabled != nil || ch.Role != nil {
			if err := addJobs(ctx, tx, engine.GoneJobs(id, s.clock()), hints); err != nil {
				return err
			}
		}
		if ch.Teams == nil {
			return nil
		}
		return setTeams(ctx, tx, id, *ch.Teams)
	})
}

// heldMax is how many conversations HeldFor returns.
const heldMax = 200

// HeldFor returns conversations after an id, in its order, that an agent has in
// hand, asleep or not, or that wait for this agent and nobody else.
func (s *Store) HeldFor(ctx context.Context, agent, after core.ID) ([]core.ID, error) {
	if after.IsZero() {
		after = core.ID{15: 1} // to the databases, no id is NULL
	}
	var out []core.ID
	err := db.Each(ctx, s.db, `SELECT id FROM conversations WHERE agent_id = $1 AND status IN ('active', 'snoozed') AND id > $2
		UNION SELECT id FROM conversations WHERE status = 'queued' AND NOT unrouted AND need LIKE $3 AND id > $2 ORDER BY id LIMIT $4`,
		db.Args(agent, after, "%"+routing.AgentNeed(agent)+"%", heldMax), func(scan func(...any) error) error {
			var id core.ID
			err := scan(&id)
			out = append(out, id)
			return err
		})
	return out, err
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

func setTeams(ctx context.Context, tx db.Tx, agent core.ID, teams []core.ID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM team_members WHERE agent_id = $1`, agent); err != nil {
		return err
	}
	for _, t := range teams {
		if _, err := tx.Exec(ctx, `INSERT INTO team_members (team_id, agent_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, t, agent); err != nil {
			return err
		}
	}
	return nil
}
