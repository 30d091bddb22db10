package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// branch is one stretch of an index; @ stands for its arguments.
type branch struct {
	where  string
	args   []any
	ofTeam bool // of one status and one team, or none
}

// statusesOf returns the statuses that a filter leaves.
func statusesOf(f core.ConversationFilter, o order) ([]core.Status, error) {
	list := f.View.Statuses()
	if o.waiting {
		list = slices.DeleteFunc(list, core.Status.Ended)
	}
	if f.Status == "" {
		return list, nil
	}
	if all := core.Statuses(); !slices.Contains(all, f.Status) {
		return nil, &core.Problem{Status: 422, Code: "conversation.status", Text: fmt.Sprintf("status is one of %v", all)}
	}
	return slices.DeleteFunc(list, func(s core.Status) bool { return s != f.Status }), nil
}

// within is the condition that a conversation is in one of the statuses, which
// are constants of ours. It is written so that no index serves it: it goes with
// conditions that leave few rows, and a status alone leaves very many.
func within(statuses []core.Status) string {
	if len(statuses) == len(core.Statuses()) {
		return ""
	}
	quoted := make([]string, len(statuses))
	for i, s := range statuses {
		quoted[i] = "'" + string(s) + "'"
	}
	return " AND c.status || '' IN (" + strings.Join(quoted, ", ") + ")"
}

// branches names the stretches that together hold all that a viewer may see and
// a filter leaves. None: the list is empty.
func (s *Store) branches(ctx context.Context, v core.Viewer, f core.ConversationFilter, o order) ([]branch, error) {
	statuses, err := statusesOf(f, o)
	if err != nil || len(statuses) == 0 {
		return nil, err
	}
	some := within(statuses)
	held := branch{where: "c.agent_id = @" + some, args: []any{v.AgentID}}
	offered := branch{where: "c.offered_id = @" + some, args: []any{v.AgentID}}
	joined := branch{where: "c.id IN (SELECT p.conversation_id FROM participants p WHERE p.agent_id = @)" + some, args: []any{v.AgentID}}
	own := []branch{held, joined, offered}
	if n := len(v.Teams); n > 0 {
		asked := branch{where: oneOf("c.offered_team_id", slices.Repeat([]string{"@"}, n)) + some}
		for _, t := range v.Teams {
			asked.args = append(asked.args, t)
		}
		own = append(own, asked)
	}
	switch {
	case f.View == core.ViewMine:
		return []branch{held}, nil
	case f.View == core.ViewParticipating:
		return []branch{joined}, nil
	case f.View == core.ViewMentions:
		return []branch{s.mentioning(v, some)}, nil
	case !f.ContactID.IsZero(): // one person's conversations are few
		return []branch{seenBy(v, "1 = 1"+some)}, nil
	case !f.AgentID.IsZero() && v.Scope == core.ScopeAll:
		return []branch{{where: "c.agent_id = @" + some, args: []any{f.AgentID}}}, nil
	case v.Scope == core.ScopeOwn:
		return own, nil
	case (!f.AccountID.IsZero() || f.Channel != "") && !o.waiting:
		return s.accountBranches(ctx, v, f, statuses)
	}
	return s.teamBranches(ctx, v, f, statuses, own)
}

// seenBy is a condition together with what the viewer may see.
func seenBy(v core.Viewer, where string) branch {
	scope, args := visible(v, 1)
	b := branch{where: where + " AND " + numbered.ReplaceAllString(scope, "@")}
	for _, n := range numbered.FindAllString(scope, -1) {
		at, _ := strconv.Atoi(n[1:]) // the expression matches digits only
		b.args = append(b.args, args[at-1])
	}
	return b
}

var numbered = regexp.MustCompile(`\$[0-9]+`)

// accountBranches are the stretches of one account, or of those of a channel.
func (s *Store) accountBranches(ctx context.Context, v core.Viewer, f core.ConversationFilter, statuses []core.Status) ([]branch, error) {
	accounts := []core.ID{f.AccountID}
	if f.AccountID.IsZero() {
		var err error
		if accounts, err = s.ids(ctx, `SELECT id FROM accounts WHERE channel = $1`, f.Channel); err != nil {
			return nil, err
		}
	}
	var out []branch
	for _, a := range accounts {
		for _, st := range statuses {
			b := seenBy(v, "c.account_id = @ AND c.status = '"+string(st)+"'")
			out = append(out, branch{where: b.where, args: append([]any{a}, b.args...)})
		}
	}
	return out, nil
}

// teamBranches are the stretches of the teams whose conversations the viewer
// sees, and of no team; for those of some teams only, its own come first.
func (s *Store) teamBranches(ctx context.Context, v core.Viewer, f core.ConversationFilter, statuses []core.Status, own []branch) ([]branch, error) {
	teams, out := v.Teams, own
	if v.Scope == core.ScopeAll {
		out = nil
		if f.TeamID.IsZero() {
			var err error
			if teams, err = s.ids(ctx, `SELECT id FROM teams`); err != nil {
				return nil, err
			}
		}
	}
	if !f.TeamID.IsZero() {
		if v.Scope == core.ScopeAll || slices.Contains(teams, f.TeamID) {
			teams = []core.ID{f.TeamID}
		} else {
			teams = nil
		}
	}
	for _, st := range statuses {
		if f.TeamID.IsZero() {
			out = append(out, branch{where: "c.status = '" + string(st) + "' AND c.team_id IS NULL", ofTeam: true})
		}
		for _, t := range teams {
			out = append(out, branch{where: "c.status = '" + string(st) + "' AND c.team_id = @", args: []any{t}, ofTeam: true})
		}
	}
	return out, nil
}

// ids reads a column of ids.
func (s *Store) ids(ctx context.Context, q string, args ...any) ([]core.ID, error) {
	var out []core.ID
	err := db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
		var id core.ID
		err := scan(&id)
		out = append(out, id)
		return err
	})
	return out, err
}
