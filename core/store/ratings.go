package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// RatingSetting is the setting of an account that says whether customers are
// asked for a rating: "on".
const RatingSetting = "rating"

// askRatings writes the jobs that ask the customers of the conversations which
// a batch completes, where their accounts ask. Who is blocked is not asked:
// nobody would hear the answer.
func (s *Store) askRatings(ctx context.Context, tx db.Tx, set *engine.Set) error {
	completed, accounts := set.Completed(), map[core.ID]struct{}{}
	for _, c := range completed {
		accounts[c.AccountID] = struct{}{}
	}
	if len(completed) == 0 {
		return nil
	}
	asks := map[core.ID]bool{}
	// A quote within a value is escaped: the pattern finds the setting alone.
	q := `WITH v(k) AS ({rows}) SELECT a.id FROM v JOIN accounts a ON a.id = v.k WHERE a.config LIKE '%"` + RatingSetting + `":"on"%'`
	err := db.Each(ctx, tx, q, db.Args(idSet(accounts)), func(scan func(...any) error) error {
		var id core.ID
		err := scan(&id)
		asks[id] = true
		return err
	})
	for _, c := range completed {
		who := set.IdentityByID[c.IdentityID]
		if asks[c.AccountID] && (who == nil || !who.V.Blocked) {
			set.RatingJob(c)
		}
	}
	return err
}

// keepRatings keeps what the events of a batch say of ratings.
func keepRatings(ctx context.Context, tx db.Tx, set *engine.Set) error {
	var stmts []db.Stmt
	for _, e := range set.Events {
		switch e.Type {
		case core.EventRatingAsked:
			var data engine.RatingAsked
			if err := json.Unmarshal(e.Data, &data); err != nil {
				return err
			}
			stmts = append(stmts, db.Stmt{SQL: `INSERT INTO ratings (conversation_id, account_id, contact_id, agent_id, team_id, message_id, asked_at, expires_at)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (conversation_id) DO NOTHING`,
				Args: db.Args(e.ConversationID, e.AccountID, e.ContactID, e.AgentID, e.TeamID, e.MessageID, int64(e.At), int64(data.Until))})
		case core.EventRated:
			var data engine.Rated
			if err := json.Unmarshal(e.Data, &data); err != nil {
				return err
			}
			stmts = append(stmts, db.Stmt{SQL: `UPDATE ratings SET score = $2, comment = $3, rated_at = $4 WHERE conversation_id = $1`,
				Args: db.Args(e.ConversationID, int64(data.Score), db.NullText(data.Comment), int64(e.At))})
		}
	}
	if len(stmts) == 0 {
		return nil
	}
	return tx.Defer(ctx, stmts)
}

// AskedRating returns the completed conversation of a thread whose customer was
// asked for a rating and has not answered in time yet.
func (s *Store) AskedRating(ctx context.Context, account core.ID, thread string) (conversation core.ID, err error) {
	_, err = db.One(ctx, s.db, `SELECT r.conversation_id FROM conversations c JOIN ratings r ON r.conversation_id = c.id
		WHERE c.account_id = $1 AND c.thread = $2 AND c.status = 'completed' AND c.ended_at IS NOT NULL AND r.score IS NULL AND r.expires_at > $3 ORDER BY c.id DESC LIMIT 1`,
		db.Args(account, thread, int64(s.clock())), &conversation)
	return conversation, err
}

var ratingCols = db.Cols(`conversation_id uuid, account_id uuid, contact_id uuid, agent_id uuid, team_id uuid, message_id uuid,
	asked_at bigint, expires_at bigint, score bigint, comment text, rated_at bigint`)

func scanRating(r *core.Rating) []any {
	return []any{&r.ConversationID, &r.AccountID, &r.ContactID, &r.AgentID, &r.TeamID, &r.MessageID, db.N(&r.AskedAt), db.N(&r.ExpiresAt),
		db.N(&r.Score), db.S(&r.Comment), db.N(&r.RatedAt)}
}

// Rating returns what was asked and said of a conversation that the viewer may
// see; ok is false where nobody asked.
func (s *Store) Rating(ctx context.Context, v core.Viewer, conversation core.ID) (r core.Rating, ok bool, err error) {
	if _, _, err := s.sees(ctx, v, conversation); err != nil {
		return r, false, err
	}
	ok, err = db.One(ctx, s.db, `SELECT `+prefixed("r", ratingCols)+` FROM ratings r WHERE r.conversation_id = $1`, db.Args(conversation), scanRating(&r)...)
	return r, ok, err
}

// Ratings lists the answers that the viewer may see, the newest first.
func (s *Store) Ratings(ctx context.Context, v core.Viewer, f core.RatingFilter, p core.Page) (core.List[core.Rating], error) {
	var out core.List[core.Rating]
	at, id, err := parseCursor(p.After)
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	from, args := ratingsWithin(v, f, int64(at), id, limit+1)
	q := `SELECT ` + prefixed("r", ratingCols) + from + ` AND (r.rated_at, r.conversation_id) < ($1, $2) ORDER BY r.rated_at DESC, r.conversation_id DESC LIMIT $3`
	err = db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
		var r core.Rating
		if err := scan(scanRating(&r)...); err != nil {
			return err
		}
		if len(out.Items) == limit {
			last := out.Items[limit-1]
			out.Next = cursor(last.RatedAt, last.ConversationID)
			return nil
		}
		out.Items = append(out.Items, r)
		return nil
	})
	return out, err
}

// ratingsWithin is where the ratings are that a viewer sees and a filter finds,
// behind arguments that are there. They are found by their time. Everybody sees
// their own, though what is completed is no conversation of theirs any more; for
// who sees more than that, the conversation of each is looked up.
func ratingsWithin(v core.Viewer, f core.RatingFilter, args ...any) (string, []any) {
	q := ` FROM ratings r WHERE r.rated_at IS NOT NULL`
	switch v.Scope {
	case core.ScopeAll:
	case core.ScopeTeam:
		scope, seen := visible(v, len(args)+1)
		q += fmt.Sprintf(` AND (r.agent_id = $%d OR 1 = (SELECT 1 FROM conversations c WHERE c.id = r.conversation_id AND (%s)))`, len(args)+1, scope)
		args = append(args, seen...)
	default:
		args = append(args, v.AgentID)
		q += fmt.Sprintf(` AND r.agent_id = $%d`, len(args))
	}
	narrowed := func(condition string, asked bool, arg any) {
		if asked {
			args = append(args, arg)
			q += fmt.Sprintf(` AND r.%s $%d`, condition, len(args))
		}
	}
	narrowed("account_id =", !f.AccountID.IsZero(), f.AccountID)
	narrowed("agent_id =", !f.AgentID.IsZero(), f.AgentID)
	narrowed("team_id =", !f.TeamID.IsZero(), f.TeamID)
	narrowed("score =", f.Score > 0, int64(f.Score))
	narrowed("rated_at >=", f.From > 0, int64(f.From))
	narrowed("rated_at <", f.To > 0, int64(f.To))
	return q, args
}

// RatingCounts counts the ratings that the viewer may see, by score.
func (s *Store) RatingCounts(ctx context.Context, v core.Viewer, f core.RatingFilter) (n core.RatingCounts, err error) {
	from, args := ratingsWithin(v, f)
	q, into := `SELECT `, make([]any, len(n))
	for i := range n {
		if into[i] = &n[i]; i > 0 {
			q += `, `
		}
		q += fmt.Sprintf(`COUNT(CASE WHEN r.score = %d THEN 1 END)`, i+core.ScoreMin)
	}
	_, err = db.One(ctx, s.db, q+from, args, into...)
	return n, err
}
