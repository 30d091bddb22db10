package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// stirs reports whether a changed conversation is one that queues are looked at
// for: it came into one or moved in it, or it left an agent's hands.
func stirs(r *engine.Row[core.Conversation]) bool {
	if r.V.Status == core.StatusQueued {
		return r.New || r.Was.Status != core.StatusQueued || r.Was.TeamID != r.V.TeamID || r.Was.Priority != r.V.Priority || r.Was.Unrouted != r.V.Unrouted
	}
	was, weight := r.Was.Takes()
	now, _ := r.V.Takes()
	return weight > 0 && was != now
}

// queues finds the conversations that a Dispatch looks at: those without a route,
// and the first of each queue and need. They are locked with all others.
func (l *loader) queues(ctx context.Context, n *engine.Needs) error {
	if n.Unrouted == 0 {
		return nil
	}
	l.set.Queues = engine.Queues{Last: map[engine.QueueKey]core.Conversation{}, Dedicated: map[core.ID]core.ID{}, Facts: map[core.ID]routing.Facts{}}
	if n.SeatOf.IsZero() {
		l.facts(n)
	}
	var keys []engine.QueueKey
	found := func(scan func(...any) error) error {
		var k engine.QueueKey
		err := scan(&k.Team, &k.Need)
		if routing.NamesAgent(k.Need) || slices.Contains(n.Queues, k.Team) {
			keys = append(keys, k)
		}
		return err
	}
	teams := db.Set{Cols: idCols}
	for _, team := range slices.Concat(n.Queues, n.Named) {
		if team.IsZero() {
			l.lookups = append(l.lookups, db.Lookup{SQL: needsIn("t.k IS NULL AND c.team_id IS NULL", `SELECT CAST(NULL AS {uuid})`, l.tx.Dialect()), Row: found})
		} else {
			teams.Rows = append(teams.Rows, []any{team})
		}
	}
	l.add(needsIn("c.team_id = t.k", `{rows}`, l.tx.Dialect()), teams, found)
	if err := l.read(ctx); err != nil {
		return err
	}
	return l.heads(ctx, n, keys)
}

// facts reads what the rules want to know of the conversations without a route,
// those who came first before others.
func (l *loader) facts(n *engine.Needs) {
	first := `SELECT id, account_id, identity_id, contact_id FROM conversations WHERE unrouted ORDER BY queued_at, id LIMIT $1`
	l.lookups = append(l.lookups,
		db.Lookup{SQL: `SELECT c.id, c.account_id, a.channel, m.kind, m.text, ct.language, ct.vip,
			(SELECT COUNT(*) FROM (SELECT 1 FROM conversations o WHERE o.contact_id = c.contact_id LIMIT 2) AS two),
			(SELECT s.page FROM visitor_sessions s WHERE s.identity_id = c.identity_id ORDER BY s.seen_at DESC LIMIT 1)
			FROM (` + first + `) AS c JOIN contacts ct ON ct.id = c.contact_id LEFT JOIN accounts a ON a.id = c.account_id
			LEFT JOIN messages m ON m.conversation_id = c.id AND m.seq = 1`, Args: db.Args(n.Unrouted),
			Row: func(scan func(...any) error) error {
				var id core.ID
				var f routing.Facts
				var count int64
				var page core.VisitorPage
				err := scan(&id, &f.Account, db.S(&f.Channel), db.S(&f.Kind), db.S(&f.Text), db.S(&f.Language), &f.VIP, &count, jsonInto(&page))
				f.Page, f.New, f.At = page.URL, count < 2, time.UnixMicro(int64(l.set.Now))
				n.Conversations[id] = struct{}{}
				l.set.Queues.Facts[id] = f
				return err
			}},
		db.Lookup{SQL: `SELECT c.id, t.name FROM (` + first + `) AS c JOIN taggings g ON g.target_id = c.contact_id JOIN tags t ON t.id = g.tag_id
			WHERE t.scope = 'contact'`, Args: db.Args(n.Unrouted), Row: func(scan func(...any) error) error {
			var id core.ID
			var tag string
			err := scan(&id, &tag)
			if f, known := l.set.Queues.Facts[id]; known {
				f.Tags = append(f.Tags, tag)
				l.set.Queues.Facts[id] = f
			}
			return err
		}})
}

// needsIn is a query of the needs in some queues. It goes from one need to the
// next in the index, however long the queues are.
func needsIn(queue, teams string, d db.Dialect) string {
	uuid := "blob"
	if d == db.Postgres {
		uuid = "uuid"
	}
	next := `SELECT MIN(c.need) FROM conversations c WHERE c.status = 'queued' AND NOT c.unrouted AND ` + queue
	return strings.ReplaceAll(`WITH RECURSIVE v(k) AS (`+teams+`), t(k, need) AS (
		SELECT t.k, (`+next+`) FROM v AS t
		UNION ALL SELECT t.k, (`+next+` AND c.need > t.need) FROM t WHERE t.need IS NOT NULL)
		SELECT k, need FROM t WHERE need IS NOT NULL`, "{uuid}", uuid)
}

// headsMax is how many queues and needs are read by one statement.
const headsMax = 50

// heads reads the first of every queue and need.
func (l *loader) heads(ctx context.Context, n *engine.Needs, keys []engine.QueueKey) error {
	limit := max(2, n.Unrouted/max(1, len(keys)))
	for piece := range slices.Chunk(keys, headsMax) {
		var parts []string
		var args []any
		for i, k := range piece {
			team := "c.team_id IS NULL"
			if !k.Team.IsZero() {
				args = append(args, k.Team)
				team = fmt.Sprintf("c.team_id = $%d", len(args))
			}
			args = append(args, k.Need)
			parts = append(parts, fmt.Sprintf(`SELECT * FROM (SELECT %d AS queue, c.id, c.priority, c.queued_at FROM conversations c
				WHERE c.status = 'queued' AND NOT c.unrouted AND %s AND c.need = $%d
				ORDER BY c.priority DESC, c.queued_at, c.id LIMIT %d) AS h%d`, i, team, len(args), limit, i))
		}
		count, last := make([]int, len(piece)), make([]core.Conversation, len(piece))
		err := db.Each(ctx, l.tx, strings.Join(parts, " UNION ALL "), args, func(scan func(...any) error) error {
			var i int64
			var c core.Conversation
			if err := scan(&i, &c.ID, db.N(&c.Priority), db.N(&c.QueuedAt)); err != nil {
				return err
			}
			n.Conversations[c.ID] = struct{}{}
			count[i]++
			if count[i] == 1 || routing.Compare(&last[i], &c) < 0 {
				last[i] = c
			}
			return nil
		})
		if err != nil {
			return err
		}
		for i, k := range piece {
			if count[i] >= limit {
				l.set.Queues.Last[k] = last[i]
			}
		}
	}
	return nil
}

// seats locks who is ready, after all conversations: the batch that makes or
// frees a place writes agents after conversations too.
func (l *loader) seats(n *engine.Needs) {
	if n.Unrouted == 0 || len(n.Conversations) == 0 {
		return
	}
	lock := ""
	if l.tx.Dialect() == db.Postgres {
		lock = " ORDER BY a.id FOR NO KEY UPDATE OF a"
	}
	who, args := `a.availability = 'ready' AND NOT a.disabled`, []any(nil)
	if !n.SeatOf.IsZero() {
		who, args = `a.id = $1`, db.Args(n.SeatOf)
	}
	byID := map[core.ID]*routing.Seat{}
	l.lookups = append(l.lookups,
		db.Lookup{SQL: seatQuery + ` WHERE ` + who + lock, Args: args, Row: func(scan func(...any) error) error {
			s := &routing.Seat{Asks: !n.SeatOf.IsZero()}
			err := scanSeat(scan, s)
			byID[s.AgentID] = s
			l.set.Queues.Seats = append(l.set.Queues.Seats, s)
			return err
		}},
		db.Lookup{SQL: `SELECT m.agent_id, m.team_id FROM team_members m JOIN agents a ON a.id = m.agent_id WHERE ` + who, Args: args,
			Row: func(scan func(...any) error) error {
				var agent, team core.ID
				err := scan(&agent, &team)
				if s := byID[agent]; s != nil {
					s.Teams = append(s.Teams, team)
				}
				return err
			}})
	l.add(`WITH v(k) AS ({rows}) SELECT ct.id, ct.agent_id FROM conversations c JOIN contacts ct ON ct.id = c.contact_id
		WHERE c.id IN (SELECT k FROM v) AND ct.agent_id IS NOT NULL`, idSet(n.Conversations), func(scan func(...any) error) error {
		var contact, agent core.ID
		err := scan(&contact, &agent)
		l.set.Queues.Dedicated[contact] = agent
		return err
	})
}

const seatQuery = `SELECT a.id, a.availability, a.disabled, r.permissions, a.capacity, a.load, a.knows, a.assigned_at FROM agents a JOIN roles r ON r.name = a.role`

func scanSeat(scan func(...any) error, s *routing.Seat) error {
	var disabled bool
	var rights []core.Permission
	var knows []string
	err := scan(&s.AgentID, db.S(&s.Availability), &disabled, jsonInto(&rights), &s.Capacity, &s.Load, jsonInto(&knows), db.N(&s.AssignedAt))
	s.MayReply = !disabled && slices.Contains(rights, core.PermReply)
	slices.Sort(knows)
	knows = append(knows, routing.AgentNeed(s.AgentID))
	slices.Sort(knows)
	s.Knows = knows
	return err
}

// queueSetting keeps how the queue of no team is given out.
const queueSetting = "queue"

// Queues returns how all queues are given out; under the zero id, that of no team.
func (s *Store) Queues(ctx context.Context) (map[core.ID]routing.Settings, error) {
	out := map[core.ID]routing.Settings{{}: {Policy: routing.Manual}}
	text, err := s.Setting(ctx, queueSetting)
	if err != nil {
		return nil, err
	}
	if text != "" {
		var q routing.Settings
		if err := json.Unmarshal([]byte(text), &q); err != nil {
			return nil, fmt.Errorf("read the settings of the queue of no team: %w", err)
		}
		out[core.ID{}] = q
	}
	return out, db.Each(ctx, s.db, `SELECT id, queue FROM teams`, nil, func(scan func(...any) error) error {
		var team core.ID
		var q routing.Settings
		err := scan(&team, jsonInto(&q))
		out[team] = q
		return err
	})
}

// SetQueue says how a queue is given out; that of no team for the zero id.
func (s *Store) SetQueue(ctx context.Context, team core.ID, q routing.Settings) error {
	if team.IsZero() {
		return s.SetSetting(ctx, queueSetting, mustJSON(q))
	}
	return s.aside(ctx, "teams", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE teams SET queue = $2 WHERE id = $1`, team, mustJSON(q))
		if err == nil && n == 0 {
			err = ErrNoTeam
		}
		return err
	})
}

// Seats lists all agents who are not disabled as places where conversations go.
func (s *Store) Seats(ctx context.Context) ([]core.SeatView, error) {
	var out []core.SeatView
	at := map[core.ID]int{}
	err := db.Each(ctx, s.db, `SELECT a.id, a.name, a.availability, a.reason, a.available_since, a.capacity, a.load, a.knows, a.assigned_at, r.permissions
		FROM agents a JOIN roles r ON r.name = a.role WHERE NOT a.disabled ORDER BY a.name, a.id`, nil, func(scan func(...any) error) error {
		var v core.SeatView
		var rights []core.Permission
		err := scan(&v.AgentID, &v.Name, db.S(&v.Availability), db.S(&v.Reason), db.N(&v.Since), &v.Capacity, &v.Load, jsonInto(&v.Knows),
			db.N(&v.AssignedAt), jsonInto(&rights))
		v.MayReply = slices.Contains(rights, core.PermReply)
		at[v.AgentID] = len(out)
		out = append(out, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	teams, err := s.TeamsOf(ctx)
	if err != nil {
		return nil, err
	}
	for agent, list := range teams {
		if i, ok := at[agent]; ok {
			out[i].Teams = list
		}
	}
	return out, db.Each(ctx, s.db, `SELECT agent_id, COUNT(*), MIN(waiting_since) FROM conversations WHERE agent_id IS NOT NULL
		AND status IN ('active', 'transferring') GROUP BY agent_id`, nil, func(scan func(...any) error) error {
		var agent core.ID
		var n int64
		var oldest core.Time
		err := scan(&agent, &n, db.N(&oldest))
		if i, ok := at[agent]; ok {
			out[i].Conversations, out[i].OldestWaiting = n, oldest
		}
		return err
	})
}

// SetSeat changes an agent's capacity, in hundredths of a seat, and what it
// knows; nil stays.
func (s *Store) SetSeat(ctx context.Context, agent core.ID, capacity *int64, knows *[]string) error {
	return s.aside(ctx, "agents", func(ctx context.Context, tx db.Tx) error {
		set, args := []string{}, db.Args(agent)
		if capacity != nil {
			args = append(args, *capacity)
			set = append(set, fmt.Sprintf("capacity = $%d", len(args)))
		}
		if knows != nil {
			args = append(args, mustJSON(*knows))
			set = append(set, fmt.Sprintf("knows = $%d", len(args)))
		}
		if len(set) == 0 {
			return nil
		}
		n, err := tx.Exec(ctx, `UPDATE agents SET `+strings.Join(set, ", ")+` WHERE id = $1`, args...)
		if err == nil && n == 0 {
			err = ErrNoAgent
		}
		return err
	})
}

// QueueLengths says how many wait in each queue and since when the first of all;
// under the zero id, in the queue of no team.
func (s *Store) QueueLengths(ctx context.Context) (map[core.ID]core.QueueLength, error) {
	out := map[core.ID]core.QueueLength{}
	return out, db.Each(ctx, s.db, `SELECT team_id, COUNT(*), MIN(queued_at) FROM conversations WHERE status = 'queued' AND NOT unrouted GROUP BY team_id`, nil,
		func(scan func(...any) error) error {
			var team core.ID
			var q core.QueueLength
			err := scan(&team, &q.Waiting, db.N(&q.Oldest))
			out[team] = q
			return err
		})
}

// QueuePlace returns how many are before a conversation in its queue.
func (s *Store) QueuePlace(ctx context.Context, c core.Conversation) (ahead int64, err error) {
	team, args := "team_id IS NULL", db.Args(c.Priority, int64(c.QueuedAt), c.ID)
	if !c.TeamID.IsZero() {
		team, args = "team_id = $4", append(args, c.TeamID)
	}
	_, err = db.One(ctx, s.db, `SELECT COUNT(*) FROM conversations WHERE status = 'queued' AND NOT unrouted AND `+team+`
		AND (priority > $1 OR priority = $1 AND (queued_at < $2 OR queued_at = $2 AND id < $3))`, args, &ahead)
	return ahead, err
}

// Served returns how many conversations of a team were given to an agent since.
func (s *Store) Served(ctx context.Context, team core.ID, since core.Time) (n int64, err error) {
	of, args := "team_id IS NULL", db.Args(int64(since))
	if !team.IsZero() {
		of, args = "team_id = $2", append(args, team)
	}
	_, err = db.One(ctx, s.db, `SELECT COUNT(*) FROM assignments WHERE from_at >= $1 AND `+of, args, &n)
	return n, err
}
