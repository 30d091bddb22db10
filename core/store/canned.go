package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/search"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals about canned replies.
var (
	ErrNoCanned = &core.Problem{Status: 404, Code: "canned_reply.not_found", Text: "there is no such canned reply, or it is not for you"}
	ErrShortcut = &core.Problem{Status: 409, Code: "canned_reply.shortcut_taken", Text: "there is a canned reply with this shortcut already: choose another one"}
)

var cannedCols = db.Cols(`id uuid, scope text, owner_id uuid, shortcut text, title text, body text, attachments text,
	created_by uuid, created_at bigint, updated_at bigint`)

func scanCanned(c *core.CannedReply) []any {
	return []any{&c.ID, db.S(&c.Scope), &c.OwnerID, &c.Shortcut, &c.Title, &c.Text, jsonInto(&c.Attachments), &c.CreatedBy,
		db.N(&c.CreatedAt), db.N(&c.UpdatedAt)}
}

// cannedFor is the condition by which a viewer sees canned reply cr; its
// argument is $1. All: those of every team too.
func cannedFor(all bool) string {
	teams := `cr.owner_id IN (SELECT tm.team_id FROM team_members tm WHERE tm.agent_id = $1)`
	if all {
		teams = "1 = 1"
	}
	return `(cr.scope = 'shared' OR cr.scope = 'personal' AND cr.owner_id = $1 OR cr.scope = 'team' AND ` + teams + `)`
}

// folded is what a canned reply is found by, each on a line of its own.
func folded(c core.CannedReply) string {
	var b strings.Builder
	for _, text := range []string{c.Shortcut, c.Title, c.Text} {
		b.WriteString("\n" + strings.ReplaceAll(search.Fold(text), "\n", " "))
	}
	return b.String() + "\n"
}

var likeWords = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// cannedRank orders what was found: the shortcut itself, one that begins so, a
// title or text that begins so, and whatever holds it.
const cannedRank = `CASE WHEN cr.folded LIKE $2 ESCAPE '\' THEN 0 WHEN cr.folded LIKE $3 ESCAPE '\' THEN 1
	WHEN cr.folded LIKE $4 ESCAPE '\' THEN 2 WHEN cr.folded LIKE $5 ESCAPE '\' THEN 3 ELSE 9 END`

func cannedPatterns(q string) []any {
	q = likeWords.Replace(strings.TrimSpace(strings.ReplaceAll(search.Fold(q), "\n", " ")))
	return []any{"\n" + q + "\n%", "\n" + q + "%", "\n%\n" + q + "%", "%" + q + "%"}
}

// cannedPlace is where a canned reply stands in a list.
type cannedPlace struct {
	Rank     int64   `json:"r"`
	Shortcut string  `json:"s"`
	ID       core.ID `json:"i"`
}

func (p cannedPlace) cursor() string {
	return base64.RawURLEncoding.EncodeToString([]byte(mustJSON(p)))
}

func parseCannedPlace(s string) (p cannedPlace, err error) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || json.Unmarshal(b, &p) != nil || p.ID.IsZero() {
		return p, errCursor
	}
	return p, nil
}

// CannedReplies lists those that are for the viewer, the best found first and
// then by shortcut.
func (s *Store) CannedReplies(ctx context.Context, v core.Viewer, f core.CannedFilter, p core.Page) (core.List[core.CannedReply], error) {
	var out core.List[core.CannedReply]
	args := append(db.Args(v.AgentID), cannedPatterns(f.Q)...)
	where := cannedFor(f.All)
	narrowed := func(condition string, arg any) {
		args = append(args, arg)
		where += fmt.Sprintf(condition, len(args))
	}
	if f.Scope != "" {
		narrowed(" AND cr.scope = $%d", string(f.Scope))
	}
	if !f.Team.IsZero() {
		narrowed(" AND cr.owner_id = $%d", f.Team)
	}
	behind := ""
	if p.After != "" {
		after, err := parseCannedPlace(p.After)
		if err != nil {
			return out, err
		}
		args = append(args, after.Rank, after.Shortcut, after.ID)
		behind = fmt.Sprintf(" AND (rank, shortcut, id) > ($%d, $%d, $%d)", len(args)-2, len(args)-1, len(args))
	}
	limit := pageLimit(p)
	args = append(args, limit+1)
	q := fmt.Sprintf(`SELECT %s, rank FROM (SELECT cr.*, %s AS rank FROM canned_replies cr WHERE %s) AS r WHERE rank < 9%s
		ORDER BY rank, shortcut, id LIMIT $%d`, db.Names(cannedCols), cannedRank, where, behind, len(args))
	var last cannedPlace
	err := db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
		var c core.CannedReply
		var rank int64
		if err := scan(append(scanCanned(&c), &rank)...); err != nil {
			return err
		}
		if len(out.Items) == limit {
			out.Next = last.cursor()
			return nil
		}
		last = cannedPlace{rank, c.Shortcut, c.ID}
		out.Items = append(out.Items, c)
		return nil
	})
	return out, err
}

// CannedReply returns one that is for the viewer. All: one of any team too.
func (s *Store) CannedReply(ctx context.Context, v core.Viewer, id core.ID, all bool) (core.CannedReply, error) {
	var c core.CannedReply
	ok, err := db.One(ctx, s.db, `SELECT `+prefixed("cr", cannedCols)+` FROM canned_replies cr WHERE cr.id = $2 AND `+cannedFor(all),
		db.Args(v.AgentID, id), scanCanned(&c)...)
	if err == nil && !ok {
		err = ErrNoCanned
	}
	return c, err
}

// SaveCanned adds a canned reply, or changes the one with this id.
func (s *Store) SaveCanned(ctx context.Context, c core.CannedReply) (core.CannedReply, error) {
	c.UpdatedAt = s.clock()
	if c.CreatedAt == 0 {
		c.CreatedAt = c.UpdatedAt
	}
	return c, s.aside(ctx, "canned", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO canned_replies (id, scope, owner_id, shortcut, title, body, attachments, folded, created_by, created_at, updated_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, owner_id = excluded.owner_id,
			shortcut = excluded.shortcut, title = excluded.title, body = excluded.body, attachments = excluded.attachments,
			folded = excluded.folded, updated_at = excluded.updated_at`,
			c.ID, string(c.Scope), c.OwnerID, c.Shortcut, c.Title, c.Text, mustJSON(c.Attachments), folded(c), c.CreatedBy,
			int64(c.CreatedAt), int64(c.UpdatedAt))
		if db.IsUnique(err) {
			return ErrShortcut
		}
		return err
	})
}

// RemoveCanned takes a canned reply away.
func (s *Store) RemoveCanned(ctx context.Context, id core.ID) error {
	return s.aside(ctx, "canned", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM canned_replies WHERE id = $1`, id)
		return err
	})
}

// CannedCount is how many canned replies an owner has; the zero one: the shared ones.
func (s *Store) CannedCount(ctx context.Context, owner core.ID) (n int64, err error) {
	q, args := `SELECT COUNT(*) FROM canned_replies WHERE owner_id = $1`, db.Args(owner)
	if owner.IsZero() {
		q, args = `SELECT COUNT(*) FROM canned_replies WHERE owner_id IS NULL`, nil
	}
	_, err = db.One(ctx, s.db, q, args, &n)
	return n, err
}
