package store

import (
	"context"
	"encoding/base64"
	"fmt"
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

// teamsSeen are the teams whose conversations an agent sees: its own, and all
// that are within them. UNION ends where teams are within one another in a ring.
const teamsSeen = `WITH RECURSIVE seen(id) AS (SELECT tm.team_id FROM team_members tm WHERE tm.agent_id = $1
	UNION SELECT t.id FROM seen JOIN teams t ON t.parent_id = seen.id) SELECT id FROM seen`

// visible is the condition by which a viewer sees conversation c;
// its arguments are numbered from n. It says what core.Viewer.Sees says.
func visible(v core.Viewer, n int) (string, []any) {
	if v.Scope == core.ScopeAll {
		return "1 = 1", nil
	}
	args := db.Args(v.AgentID)
	teams := make([]string, len(v.Teams))
	for i, t := range v.Teams {
		args, teams[i] = append(args, t), "$"+strconv.Itoa(n+1+i)
	}
	own := fmt.Sprintf(`(c.agent_id = $%[1]d OR c.offered_id = $%[1]d OR EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = c.id AND p.agent_id = $%[1]d)
		OR `+oneOf("c.offered_team_id", teams), n)
	if v.Scope != core.ScopeTeam {
		return own + ")", args
	}
	return own + ` OR c.team_id IS NULL OR ` + oneOf("c.team_id", teams) + `)`, args
}

// oneOf is the condition that a column is one of some parameters.
func oneOf(column string, parameters []string) string {
	if len(parameters) == 0 {
		return "1 = 0"
	}
	return column + " IN (" + strings.Join(parameters, ", ") + ")"
}

// Conversation returns one that the viewer may see.
func (s *Store) Conversation(ctx context.Context, v core.Viewer, id core.ID) (core.ConversationView, error) {
	scope, args := visible(v, 2)
	var out core.ConversationView
	ok, err := db.One(ctx, s.db, viewed+` WHERE c.id = $1 AND `+scope, append(db.Args(id), args...), scanViewed(&out)...)
	if err != nil {
		return out, err
	}
	if !ok {
		return out, engine.ErrNotFound
	}
	views := []core.ConversationView{out}
	if err := s.around(ctx, v, views); err != nil {
		return out, err
	}
	out = views[0]
	out.CustomerReadSeq, err = s.customerRead(ctx, out.Conversation)
	return out, err
}

// Conversations lists, in the order asked for. The page is found first, by ids
// alone, then its rows are read.
func (s *Store) Conversations(ctx context.Context, v core.Viewer, f core.ConversationFilter, p core.Page) (core.List[core.ConversationView], error) {
	var out core.List[core.ConversationView]
	o := orderOf(f)
	after, err := o.parse(p.After)
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	branches, err := s.branches(ctx, v, f, o)
	if err != nil || len(branches) == 0 {
		return out, err
	}
	places, err := s.places(ctx, branches, f, o, after, limit+1)
	if err != nil || len(places) == 0 {
		return out, err
	}
	if len(places) > limit {
		places = places[:limit]
		out.Next = o.cursor(places[limit-1])
	}
	if out.Items, err = s.viewsAt(ctx, places); err != nil {
		return out, err
	}
	return out, s.around(ctx, v, out.Items)
}
