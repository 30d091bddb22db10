package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// place is where a conversation stands in a list.
type place struct {
	at  core.Time
	id  core.ID
	row int64 // where SQLite has it
}

// order is the order of a list: by a number and the id.
type order struct {
	by      string // the number
	desc    bool
	waiting bool
}

// waitingKey is one number by which who waits comes first, the longest waiting
// first of all, and then the others, the latest first.
const (
	waitingKey  = "COALESCE(c.waiting_since, " + answeredKey + ")"
	answeredKey = "8000000000000000 - c.last_at"
)

// orderOf returns the order of a list. Nobody waits in an ended conversation.
func orderOf(f core.ConversationFilter) order {
	if f.Sort == core.SortWaiting && f.View != core.ViewEnded && !f.Status.Ended() {
		return order{by: waitingKey, waiting: true}
	}
	return order{by: "c.last_at", desc: true}
}

func (o order) direction() (compare, sort string) {
	if o.desc {
		return "<", "DESC"
	}
	return ">", "ASC"
}

func (o order) compare(a, b place) int {
	n := cmp.Or(cmp.Compare(a.at, b.at), bytes.Compare(a.id[:], b.id[:]))
	if o.desc {
		return -n
	}
	return n
}

// waitingCursor tells the cursors of the two orders apart.
const waitingCursor = "w"

func (o order) cursor(p place) string {
	if o.waiting {
		return waitingCursor + cursor(p.at, p.id)
	}
	return cursor(p.at, p.id)
}

// parse reads a cursor; an empty one is before the first place.
func (o order) parse(s string) (place, error) {
	if !o.waiting {
		at, id, err := parseCursor(s)
		return place{at: at, id: id}, err
	}
	if s == "" {
		return place{at: -1}, nil
	}
	s, ok := strings.CutPrefix(s, waitingCursor)
	if !ok || s == "" {
		return place{}, errCursor
	}
	at, id, err := parseCursor(s)
	return place{at: at, id: id}, err
}

// stretch is a branch as one index holds it, in the order asked for.
type stretch struct {
	branch
	by   string // the number
	from string // where the index begins: SQLite finds its place by a number, not by a row of two
	sort string // what the index is sorted by, before the id
}

// stretches returns how the branches are read. In the order of waiting each team
// has two: an index of who waits and an index of who was answered.
func (o order) stretches(branches []branch) []stretch {
	var out []stretch
	_, sort := o.direction()
	for _, b := range branches {
		switch {
		case !b.ofTeam:
			out = append(out, stretch{b, o.by, "", o.by + " " + sort})
		case o.waiting:
			out = append(out,
				stretch{b, "c.waiting_since", " AND c.ended_at IS NULL AND c.waiting_since IS NOT NULL AND c.waiting_since >= $1", "c.team_id, c.waiting_since"},
				stretch{b, answeredKey, " AND c.ended_at IS NULL AND c.waiting_since IS NULL AND c.last_at <= 8000000000000000 - $1", "c.team_id, c.last_at DESC"})
		default: // PostgreSQL knows no order behind IS NULL unless it is told
			out = append(out, stretch{b, o.by, "", "c.team_id " + sort + ", " + o.by + " " + sort})
		}
	}
	return out
}

// branchMax is how many stretches go into one statement: SQLite joins 500, and
// a workspace may have more teams than that.
const branchMax = 200

// places returns the first n places behind one. No stretch is read for more
// than n, so that a page costs the same in a million.
func (s *Store) places(ctx context.Context, branches []branch, f core.ConversationFilter, o order, after place, n int) ([]place, error) {
	var out []place
	compare, sort := o.direction()
	// SQLite reads stretches that are sorted alike beside each other and stops at the last place of the page. PostgreSQL
	// does not see that they are, and in the order of waiting not all are.
	merged, row := false, "0"
	if s.db.Dialect() == db.SQLite {
		merged, row = !o.waiting, "c.rowid"
	}
	for piece := range slices.Chunk(o.stretches(branches), branchMax) {
		args := db.Args(int64(after.at), after.id, n)
		extra := narrow(f, &args)
		at := map[any]int{}
		var parts []string
		for _, b := range piece {
			where := b.where
			for _, a := range b.args { // many name the same: it is given once
				if at[a] == 0 {
					args = append(args, a)
					at[a] = len(args)
				}
				where = strings.Replace(where, "@", "$"+strconv.Itoa(at[a]), 1)
			}
			part := fmt.Sprintf(`SELECT c.id, %[1]s AS at, %[6]s AS r FROM conversations c WHERE %[2]s%[3]s AND (%[1]s, c.id) %[4]s ($1, $2)%[5]s`, b.by, where, b.from, compare, extra, row)
			if !merged {
				part = fmt.Sprintf(`SELECT * FROM (%s ORDER BY %s, c.id %s LIMIT $3) AS b%d`, part, b.sort, sort, len(parts))
			}
			parts = append(parts, part)
		}
		q := strings.Join(parts, " UNION ")
		if !merged {
			q = `SELECT id, at, r FROM (` + q + `) AS u`
		}
		// By all three, or SQLite sorts each stretch by the last one itself.
		q += ` ORDER BY at ` + sort + `, id ` + sort + `, r ` + sort + ` LIMIT $3`
		err := db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
			var p place
			err := scan(&p.id, db.N(&p.at), &p.row)
			out = append(out, p)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, o.compare)
	out = slices.Compact(out) // two pieces may hold the same one: its own and its team's
	return out[:min(n, len(out))], nil
}

// narrow adds the filter's conditions and their arguments.
func narrow(f core.ConversationFilter, args *[]any) string {
	extra := ""
	add := func(condition string, v any) {
		*args = append(*args, v)
		extra += fmt.Sprintf(" AND "+condition, len(*args))
	}
	for _, by := range []struct {
		column string
		id     core.ID
	}{{"account_id", f.AccountID}, {"contact_id", f.ContactID}, {"team_id", f.TeamID}, {"agent_id", f.AgentID}} {
		if !by.id.IsZero() {
			add("c."+by.column+" = $%d", by.id)
		}
	}
	if f.Status != "" {
		add("c.status = $%d", string(f.Status))
	}
	if f.Channel != "" {
		add("c.account_id IN (SELECT a.id FROM accounts a WHERE a.channel = $%d)", f.Channel)
	}
	return extra
}
