package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

const (
	pageDefault = 50
	pageMax     = 200
)

func pageLimit(p core.Page) int {
	switch {
	case p.Limit <= 0:
		return pageDefault
	case p.Limit > pageMax:
		return pageMax
	}
	return p.Limit
}

var errCursor = &core.Problem{Status: 422, Code: "request.cursor", Text: "after is not a value that a list of this kind returned as next"}

// cursor is the place of a row in a list ordered by (time, id), newest first.
func cursor(at core.Time, id core.ID) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(int64(at), 36) + "." + id.String()))
}

func parseCursor(s string) (core.Time, core.ID, error) {
	if s == "" {
		return 1 << 62, core.ID{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return 0, core.ID{}, errCursor
	}
	at, idText, ok := strings.Cut(string(b), ".")
	n, err := strconv.ParseInt(at, 36, 64)
	id, idErr := core.ParseID(idText)
	if !ok || err != nil || idErr != nil {
		return 0, core.ID{}, errCursor
	}
	return core.Time(n), id, nil
}

// visible is the condition by which a viewer sees conversation c;
// its arguments are numbered from n. It says what core.Viewer.Sees says.
func visible(v core.Viewer, n int) (string, []any) {
	if v.Scope == core.ScopeAll {
		return "1 = 1", nil
	}
	own := fmt.Sprintf(`(c.agent_id = $%[1]d OR EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = c.id AND p.agent_id = $%[1]d)`, n)
	if v.Scope != core.ScopeTeam {
		return own + ")", []any{v.AgentID}
	}
	return own + fmt.Sprintf(` OR c.team_id IS NULL OR c.team_id IN (SELECT tm.team_id FROM team_members tm WHERE tm.agent_id = $%[1]d))`, n), []any{v.AgentID}
}

// Conversation returns one that the viewer may see.
func (s *Store) Conversation(ctx context.Context, v core.Viewer, id core.ID) (core.ConversationView, error) {
	scope, args := visible(v, 2)
	var out core.ConversationView
	q := `SELECT ` + prefixed("c", conversationCols) + `, ct.name FROM conversations c JOIN contacts ct ON ct.id = c.contact_id WHERE c.id = $1 AND ` + scope
	ok, err := db.One(ctx, s.db, q, append(db.Args(id), args...), append(scanConversation(&out.Conversation), &out.ContactName)...)
	if err != nil {
		return out, err
	}
	if !ok {
		return out, engine.ErrNotFound
	}
	views := []core.ConversationView{out}
	err = s.around(ctx, views)
	return views[0], err
}

// Conversations lists, newest change of place first. The page is found first,
// by ids alone, then its rows are read.
func (s *Store) Conversations(ctx context.Context, v core.Viewer, f core.ConversationFilter, p core.Page) (core.List[core.ConversationView], error) {
	var out core.List[core.ConversationView]
	at, id, err := parseCursor(p.After)
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	branches, err := s.branches(ctx, v, f)
	if err != nil {
		return out, err
	}
	places, err := s.places(ctx, branches, f, place{at, id}, limit+1)
	if err != nil || len(places) == 0 {
		return out, err
	}
	if len(places) > limit {
		places = places[:limit]
		last := places[limit-1]
		out.Next = cursor(last.at, last.id)
	}
	ids, order := map[core.ID]struct{}{}, map[core.ID]int{}
	for i, p := range places {
		ids[p.id], order[p.id] = struct{}{}, i
	}
	q := `WITH v(k) AS ({rows}) SELECT ` + prefixed("c", conversationCols) + `, ct.name FROM conversations c JOIN contacts ct ON ct.id = c.contact_id
		WHERE c.id IN (SELECT k FROM v)`
	err = db.Each(ctx, s.db, q, db.Args(idSet(ids)), func(scan func(...any) error) error {
		var view core.ConversationView
		err := scan(append(scanConversation(&view.Conversation), &view.ContactName)...)
		out.Items = append(out.Items, view)
		return err
	})
	if err != nil {
		return out, err
	}
	slices.SortFunc(out.Items, func(a, b core.ConversationView) int { return order[a.ID] - order[b.ID] })
	return out, s.around(ctx, out.Items)
}

// place is where a conversation stands in the list.
type place struct {
	at core.Time
	id core.ID
}

// branchMax is how many stretches go into one statement: SQLite joins 500, and
// a workspace may have more teams than that.
const branchMax = 200

// places returns the first n places behind one. Every branch is one stretch of
// an index and gives n at most, so that a page costs the same in a million.
func (s *Store) places(ctx context.Context, branches []branch, f core.ConversationFilter, after place, n int) ([]place, error) {
	var out []place
	for piece := range slices.Chunk(branches, branchMax) {
		args := db.Args(int64(after.at), after.id, n)
		extra := narrow(f, &args)
		var parts []string
		for _, b := range piece {
			where := b.where
			for _, a := range b.args {
				args = append(args, a)
				where = strings.Replace(where, "@", "$"+strconv.Itoa(len(args)), 1)
			}
			parts = append(parts, fmt.Sprintf(`SELECT * FROM (SELECT c.id, c.last_at FROM conversations c WHERE %s AND (c.last_at, c.id) < ($1, $2)%s
				ORDER BY c.last_at DESC, c.id DESC LIMIT $3) AS b%d`, where, extra, len(parts)))
		}
		q := `SELECT id, last_at FROM (` + strings.Join(parts, " UNION ") + `) AS u ORDER BY last_at DESC, id DESC LIMIT $3`
		err := db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
			var p place
			err := scan(&p.id, db.N(&p.at))
			out = append(out, p)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b place) int {
		return cmp.Or(cmp.Compare(b.at, a.at), bytes.Compare(b.id[:], a.id[:]))
	})
	out = slices.Compact(out) // two pieces may hold the same one: its own and its team's
	return out[:min(n, len(out))], nil
}

// narrow adds the filter's conditions and their arguments.
func narrow(f core.ConversationFilter, args *[]any) string {
	extra := ""
	add := func(column string, v any) {
		*args = append(*args, v)
		extra += fmt.Sprintf(" AND c.%s = $%d", column, len(*args))
	}
	for _, by := range []struct {
		column string
		id     core.ID
	}{{"account_id", f.AccountID}, {"contact_id", f.ContactID}, {"team_id", f.TeamID}, {"agent_id", f.AgentID}} {
		if !by.id.IsZero() {
			add(by.column, by.id)
		}
	}
	if f.Status != "" {
		add("status", string(f.Status))
	}
	return extra
}

// branch is one stretch of an index; @ stands for its arguments.
type branch struct {
	where string
	args  []any
}

// branches names the stretches that together hold all a viewer may see.
func (s *Store) branches(ctx context.Context, v core.Viewer, f core.ConversationFilter) ([]branch, error) {
	statuses := core.Statuses()
	if f.Status != "" {
		if !slices.Contains(statuses, f.Status) {
			return nil, &core.Problem{Status: 422, Code: "conversation.status", Text: fmt.Sprintf("status is one of %v", statuses)}
		}
		statuses = []core.Status{f.Status}
	}
	own := []branch{{"c.agent_id = @", []any{v.AgentID}},
		{"c.id IN (SELECT p.conversation_id FROM participants p WHERE p.agent_id = @)", []any{v.AgentID}}}
	if !f.ContactID.IsZero() { // one person's conversations are few
		where, args := visible(v, 1)
		return []branch{{strings.ReplaceAll(where, "$1", "@"), repeat(args, strings.Count(where, "$1"))}}, nil
	}
	if !f.AgentID.IsZero() && v.Scope == core.ScopeAll {
		return []branch{{"c.agent_id = @", []any{f.AgentID}}}, nil
	}
	if v.Scope == core.ScopeOwn {
		return own, nil
	}
	teams := v.Teams
	switch {
	case v.Scope != core.ScopeAll:
	case !f.TeamID.IsZero():
		teams, own = []core.ID{f.TeamID}, nil
	default:
		var err error
		if teams, err = s.teamIDs(ctx); err != nil {
			return nil, err
		}
		own = nil
	}
	out := own
	for _, st := range statuses {
		if f.TeamID.IsZero() {
			out = append(out, branch{"c.status = '" + string(st) + "' AND c.team_id IS NULL", nil})
		}
		for _, t := range teams {
			out = append(out, branch{"c.status = '" + string(st) + "' AND c.team_id = @", []any{t}})
		}
	}
	return out, nil
}

func repeat(args []any, n int) []any {
	if len(args) == 0 {
		return nil
	}
	out := make([]any, n)
	for i := range out {
		out[i] = args[0]
	}
	return out
}

func (s *Store) teamIDs(ctx context.Context) ([]core.ID, error) {
	var ids []core.ID
	err := db.Each(ctx, s.db, `SELECT id FROM teams`, nil, func(scan func(...any) error) error {
		var id core.ID
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// around adds tags and participants to a page of conversations.
func (s *Store) around(ctx context.Context, views []core.ConversationView) error {
	if len(views) == 0 {
		return nil
	}
	at := make(map[core.ID]int, len(views))
	ids := make(map[core.ID]struct{}, len(views))
	for i, v := range views {
		at[v.ID], ids[v.ID] = i, struct{}{}
	}
	set := idSet(ids)
	q := `WITH v(k) AS ({rows}) SELECT g.target_id, t.name FROM taggings g JOIN tags t ON t.id = g.tag_id WHERE g.target_id IN (SELECT k FROM v) ORDER BY t.name`
	err := db.Each(ctx, s.db, q, db.Args(set), func(scan func(...any) error) error {
		var id core.ID
		var name string
		if err := scan(&id, &name); err != nil {
			return err
		}
		views[at[id]].Tags = append(views[at[id]].Tags, name)
		return nil
	})
	if err != nil {
		return err
	}
	q = `WITH v(k) AS ({rows}) SELECT conversation_id, agent_id FROM participants WHERE conversation_id IN (SELECT k FROM v) ORDER BY joined_at`
	return db.Each(ctx, s.db, q, db.Args(set), func(scan func(...any) error) error {
		var id, agent core.ID
		if err := scan(&id, &agent); err != nil {
			return err
		}
		views[at[id]].Participants = append(views[at[id]].Participants, agent)
		return nil
	})
}
