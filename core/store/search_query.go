package store

import (
	"context"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/search"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// searchReach is how many messages that hold the words one page looks at, for
// those that the viewer may see. Who sees few of them gets a short page, or an
// empty one, that says how far back it looked, and goes on from there.
const searchReach = 2000

// FTS5 reads what holds a word newest first and stops where it is told to. GIN
// reads all of it, and a common word is in a million messages. So on PostgreSQL
// a token carries the block of positions that its message is in: the newest
// block is asked first, then twice as many a time. New tokens are also neighbours
// in the index, however large it is.
const (
	blockBits  = 15
	blocksMost = 64  // asked for in one statement
	termsMost  = 256 // and their terms
)

func blockOf(pos int64) int64 { return pos >> blockBits }

func inBlock(block int64, tokens []string) []string {
	prefix, out := strconv.FormatInt(block, 36)+":", make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = prefix + t
	}
	return out
}

// Search returns messages that hold every term, newest first.
func (s *Store) Search(ctx context.Context, v core.Viewer, q string, p core.Page) (core.Found, error) {
	var out core.Found
	terms := search.Query(q)
	if len(terms) == 0 {
		return out, &core.Problem{Status: 422, Code: "search.empty", Text: "q holds no letter, digit or character to look for"}
	}
	before := int64(1) << 62
	if p.After != "" {
		n, err := strconv.ParseInt(p.After, 36, 64)
		if err != nil {
			return out, errCursor
		}
		before = n
	}
	limit := pageLimit(p)
	for looked, step := 0, limit+1; ; step *= 4 {
		step = min(step, searchReach-looked)
		found, err := s.matching(ctx, terms, before, step)
		if err != nil || len(found) == 0 {
			return out, err
		}
		more, err := s.readHits(ctx, v, found, limit, &out)
		if err != nil || more || len(found) < step {
			return out, err
		}
		before, looked = found[len(found)-1], looked+len(found)
		if looked >= searchReach {
			out.Next = strconv.FormatInt(before, 36)
			_, err := db.One(ctx, s.db, `SELECT m.received_at FROM messages m WHERE m.pos = $1`, db.Args(before), &out.LookedTo)
			return out, err
		}
	}
}

// matchingBlocks is MATERIALIZED, or the planner reads all positions from the
// newest on and compares each.
const matchingBlocks = `WITH x AS MATERIALIZED (SELECT s.pos FROM unnest($1::text[]) AS q(t) JOIN search s ON s.tokens @@ q.t::tsquery)
	SELECT x.pos FROM x WHERE x.pos < $2 ORDER BY x.pos DESC LIMIT $3`

// matching returns the positions of at most n messages that hold every term,
// newest first.
func (s *Store) matching(ctx context.Context, terms []search.Term, before int64, n int) ([]int64, error) {
	if s.db.Dialect() == db.SQLite {
		return s.positions(ctx, `SELECT x.rowid FROM search x WHERE x.search MATCH $1 AND x.rowid < $2 ORDER BY x.rowid DESC LIMIT $3`,
			matchSQLite(terms), before, n)
	}
	newest, err := s.positions(ctx, `SELECT x.pos FROM search x WHERE x.pos < $1 ORDER BY x.pos DESC LIMIT 1`, before)
	if err != nil || len(newest) == 0 {
		return nil, err
	}
	var found []int64
	for block, blocks := blockOf(newest[0]), 1; block >= 0 && len(found) < n; blocks *= 2 {
		blocks = max(1, min(blocks, blocksMost, termsMost/len(terms), int(block)+1))
		queries := make([]string, blocks)
		for i := range queries {
			queries[i] = matchPostgres(block-int64(i), terms)
		}
		some, err := s.positions(ctx, matchingBlocks, queries, before, n-len(found))
		if err != nil {
			return nil, err
		}
		found, block = append(found, some...), block-int64(blocks)
	}
	return found, nil
}

func (s *Store) positions(ctx context.Context, q string, args ...any) (out []int64, err error) {
	err = db.Each(ctx, s.db, q, db.Args(args...), func(scan func(...any) error) error {
		var pos int64
		err := scan(&pos)
		out = append(out, pos)
		return err
	})
	return out, err
}

var searchSet = db.Cols("k bigint")

// readHits adds those that the viewer may see to a page, and reports whether it
// is full and there are more.
func (s *Store) readHits(ctx context.Context, v core.Viewer, found []int64, limit int, out *core.Found) (more bool, err error) {
	rows := make([][]any, len(found))
	for i, pos := range found {
		rows[i] = []any{pos}
	}
	scope, args := visible(v, 2)
	q := `WITH v(k) AS ({rows}) SELECT m.pos, ` + prefixed("m", messageCols) + `, c.contact_id, ct.name FROM messages m
		JOIN conversations c ON c.id = m.conversation_id JOIN contacts ct ON ct.id = c.contact_id
		WHERE m.pos IN (SELECT v.k FROM v) AND m.deleted_at IS NULL AND ` + scope + ` ORDER BY m.pos DESC LIMIT $1`
	var last int64
	err = db.Each(ctx, s.db, q, append(db.Args(db.Set{Cols: searchSet, Rows: rows, Repeatable: true}, limit+1-len(out.Items)), args...), func(scan func(...any) error) error {
		if more = len(out.Items) == limit; more {
			out.Next = strconv.FormatInt(last, 36)
			return nil
		}
		var h core.SearchHit
		var n int64
		if err := scan(append(append([]any{&last}, scanMessage(&h.Message, &n)...), &h.ContactID, &h.ContactName)...); err != nil {
			return err
		}
		h.Conversation = h.Message.ConversationID
		out.Items = append(out.Items, h)
		return nil
	})
	return more, err
}

// matchSQLite writes the query in FTS5's language: every term must occur.
func matchSQLite(terms []search.Term) string {
	return joined(terms, " AND ", func(t search.Term) (string, string) { return `"` + t.Text + `"`, "*" })
}

// matchPostgres writes the query as a tsquery for the messages of a block.
func matchPostgres(block int64, terms []search.Term) string {
	prefix := "'" + strconv.FormatInt(block, 36) + ":"
	return joined(terms, " & ", func(t search.Term) (string, string) { return prefix + t.Text + "'", ":*" })
}

func joined(terms []search.Term, and string, write func(search.Term) (term, ifPrefix string)) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		term, prefix := write(t)
		if t.Prefix {
			term += prefix
		}
		parts[i] = term
	}
	return strings.Join(parts, and)
}
