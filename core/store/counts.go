package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// corner is where an open conversation is counted. No team is written as the
// account, which is never a team.
type corner struct {
	status        core.Status
	team, account core.ID
}

// cornerOf returns where a conversation is counted; nowhere once it has ended.
func cornerOf(c core.Conversation) (corner, bool) {
	k := corner{c.Status, c.TeamID, c.AccountID}
	if k.team.IsZero() {
		k.team = k.account
	}
	return k, !c.Status.Ended() && c.Status != ""
}

// slots is how many rows of one corner add up on PostgreSQL, where several
// write at once. On SQLite there is one writer.
const slots = 8

var cornerCols = db.Cols("status text, team_id uuid, account_id uuid, slot bigint, n bigint")

// tally writes how a batch changes the counts. It comes last in a transaction,
// so that whoever waits for a row here holds up nobody else for long.
func tally(ctx context.Context, tx db.Tx, s *engine.Set) error {
	moved := map[corner]int64{}
	for _, r := range s.Conversations {
		if !r.New && !r.Dirty {
			continue
		}
		if k, ok := cornerOf(r.Was); ok && !r.New {
			moved[k]--
		}
		if k, ok := cornerOf(r.V); ok {
			moved[k]++
		}
	}
	slot := int64(0)
	if tx.Dialect() == db.Postgres {
		slot = rand.Int64N(slots) //nolint:gosec // any will do
	}
	var rows [][]any
	var stmts []db.Stmt
	if loads := loadRows(s); len(loads) > 0 {
		stmts = append(stmts, db.Stmt{SQL: `WITH v(id, load, assigned_at) AS ({rows}) UPDATE agents SET load = agents.load + v.load,
			assigned_at = CASE WHEN v.assigned_at > agents.assigned_at THEN v.assigned_at ELSE agents.assigned_at END FROM v WHERE agents.id = v.id`,
			Args: []any{db.Set{Cols: loadCols, Rows: loads}}})
	}
	if len(s.WrapUps) > 0 {
		stmts = append(stmts, pause(s))
	}
	for k, n := range moved {
		if n != 0 {
			rows = append(rows, []any{string(k.status), k.team, k.account, slot, n})
		}
	}
	slices.SortFunc(rows, func(a, b []any) int { // every writer in one order
		team, other := a[1].(core.ID), b[1].(core.ID)
		account, another := a[2].(core.ID), b[2].(core.ID)
		return cmp.Or(cmp.Compare(a[0].(string), b[0].(string)), bytes.Compare(team[:], other[:]), bytes.Compare(account[:], another[:]))
	})
	if len(rows) > 0 {
		stmts = append(stmts, db.Stmt{SQL: `INSERT INTO conversation_counts (` + db.Names(cornerCols) + `) {rows}
			ON CONFLICT (status, team_id, account_id, slot) DO UPDATE SET n = conversation_counts.n + excluded.n`,
			Args: []any{db.Set{Cols: cornerCols, Rows: rows}}})
	}
	return tx.Defer(ctx, stmts)
}

var pauseCols = db.Cols("id uuid, prefix text, until bigint")

// pause begins the pauses of a batch. One that is under way begins anew, unless
// it lasts longer, or the agent began it and ends it as well.
func pause(s *engine.Set) db.Stmt {
	var rows [][]any
	for _, agent := range sortedIDs(s.WrapUps) {
		rows = append(rows, []any{agent, engine.WrapUpPrefix(agent), int64(s.WrapUps[agent])})
	}
	return db.Stmt{SQL: `WITH v(id, prefix, until) AS ({rows}) UPDATE agents SET availability = 'wrap_up', reason = NULL, available_since = $1 FROM v
		WHERE agents.id = v.id AND (agents.availability = 'ready' OR agents.availability = 'wrap_up' AND EXISTS (SELECT 1 FROM jobs j
			WHERE j.key = v.prefix || CAST(agents.available_since AS text) AND j.state <> 'dead' AND j.due_at <= v.until))`,
		Args: []any{db.Set{Cols: pauseCols, Rows: rows}, int64(s.Now)}}
}

var loadCols = db.Cols("id uuid, load bigint, assigned_at bigint")

// loadRows is how a batch changes what agents have in hand.
func loadRows(s *engine.Set) [][]any {
	var rows [][]any
	loads := engine.Loads(s)
	for _, agent := range sortedIDs(loads) {
		if at := s.LastAssigned[agent]; loads[agent] != 0 || at > 0 {
			rows = append(rows, []any{agent, loads[agent], int64(at)})
		}
	}
	return rows
}

// Counts returns the numbers beside the views, of what a viewer may see.
func (s *Store) Counts(ctx context.Context, v core.Viewer) (core.Counts, error) {
	t := &tallier{v: v, Counts: core.Counts{Teams: map[core.ID]int64{}, Accounts: map[core.ID]int64{}}, own: map[core.ID]struct{}{}}
	if err := s.countOwn(ctx, t); err != nil {
		return t.Counts, err
	}
	if v.Scope == core.ScopeOwn {
		return t.Counts, nil
	}
	err := db.Each(ctx, s.db, `SELECT status, team_id, account_id, CAST(SUM(n) AS bigint) FROM conversation_counts GROUP BY status, team_id, account_id`, nil,
		func(scan func(...any) error) error {
			var k corner
			var n int64
			if err := scan(db.S(&k.status), &k.team, &k.account, db.N(&n)); err != nil {
				return err
			}
			if k.team == k.account {
				k.team = core.ID{}
			}
			if n <= 0 || !t.sees(k.team) {
				return nil
			}
			t.add(k, n)
			if k.status == core.StatusQueued && !slices.Contains(t.lines, k.team) {
				t.lines = append(t.lines, k.team)
			}
			return nil
		})
	if err != nil {
		return t.Counts, err
	}
	return t.Counts, s.oldestWaiting(ctx, t)
}

// tallier adds up.
type tallier struct {
	core.Counts
	v     core.Viewer
	own   map[core.ID]struct{} // counted one by one already
	lines []core.ID            // teams that the viewer sees with somebody in line; zero: of no team
}

// sees reports whether the viewer sees all conversations of a team; a zero one
// is those of no team.
func (t *tallier) sees(team core.ID) bool {
	return t.v.Scope == core.ScopeAll || t.v.Scope == core.ScopeTeam && (team.IsZero() || slices.Contains(t.v.Teams, team))
}

func (t *tallier) add(k corner, n int64) {
	switch k.status {
	case core.StatusQueued:
		t.Queue += n
		t.Unassigned += n
	case core.StatusBot:
		t.Unassigned += n
	case core.StatusSnoozed:
		t.Snoozed += n
	}
	t.All += n
	t.Accounts[k.account] += n
	if !k.team.IsZero() {
		t.Teams[k.team] += n
	}
}

// countOwn looks at the open conversations that the viewer holds, has joined or
// is asked to take over, which are few. Those of teams that it does not see otherwise add to all.
func (s *Store) countOwn(ctx context.Context, t *tallier) error {
	open := within(core.ViewAll.Statuses())
	q := `SELECT 0, c.id, c.status, c.team_id, c.account_id, c.seq, c.waiting_since, COALESCE(r.seq, 0)
		FROM conversations c LEFT JOIN reads r ON r.agent_id = $1 AND r.conversation_id = c.id WHERE c.agent_id = $1
		UNION ALL SELECT 1, c.id, c.status, c.team_id, c.account_id, c.seq, c.waiting_since, c.seq
		FROM participants p JOIN conversations c ON c.id = p.conversation_id WHERE p.agent_id = $1` + open
	for _, offered := range []string{"c.offered_id = $1", "c.offered_team_id IN (" + teamsSeen + ")"} {
		q += ` UNION ALL SELECT 2, c.id, c.status, c.team_id, c.account_id, c.seq, c.waiting_since, c.seq FROM conversations c WHERE ` + offered
	}
	return db.Each(ctx, s.db, q, db.Args(t.v.AgentID), func(scan func(...any) error) error {
		var how, seq, read int64
		var id core.ID
		var k corner
		var waiting core.Time
		if err := scan(&how, &id, db.S(&k.status), &k.team, &k.account, &seq, db.N(&waiting), &read); err != nil {
			return err
		}
		switch {
		case how == 1:
			t.Participating++
		case how == 0 && (k.status == core.StatusActive || k.status == core.StatusTransferring):
			t.Mine++
			if seq > read {
				t.MineUnread++
			}
		}
		if _, again := t.own[id]; !again && !t.sees(k.team) {
			t.own[id] = struct{}{}
			t.add(k, 1)
			if k.status == core.StatusQueued && waiting > 0 && (t.OldestWaiting == 0 || waiting < t.OldestWaiting) {
				t.OldestWaiting = waiting
			}
		}
		return nil
	})
}

// oldestWaiting looks at the head of every line that the viewer sees.
func (s *Store) oldestWaiting(ctx context.Context, t *tallier) error {
	for piece := range slices.Chunk(t.lines, branchMax) {
		var parts []string
		var args []any
		for _, team := range piece {
			of := "c.team_id IS NULL"
			if !team.IsZero() {
				args = append(args, team)
				of = "c.team_id = $" + strconv.Itoa(len(args))
			}
			parts = append(parts, fmt.Sprintf(`SELECT * FROM (SELECT c.waiting_since AS at FROM conversations c WHERE c.status = 'queued' AND %s AND c.ended_at IS NULL
				AND c.waiting_since IS NOT NULL ORDER BY c.team_id, c.waiting_since, c.id LIMIT 1) AS b%d`, of, len(parts)))
		}
		var at core.Time
		if _, err := db.One(ctx, s.db, `SELECT MIN(at) FROM (`+strings.Join(parts, " UNION ALL ")+`) AS u`, args, db.N(&at)); err != nil {
			return err
		}
		if at > 0 && (t.OldestWaiting == 0 || at < t.OldestWaiting) {
			t.OldestWaiting = at
		}
	}
	return nil
}
