package store

import (
	"context"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// ErrNoBulk is a bulk that is not there, or somebody else's.
var ErrNoBulk = &core.Problem{Status: 404, Code: "bulk.not_found", Text: "there is no such bulk action of yours"}

var (
	bulkItemNew  = db.Cols("bulk_id uuid, idx bigint, conversation_id uuid, state text")
	bulkItemCols = db.Cols("idx bigint, conversation_id uuid, state text, code text, error text, was text, became text")
	bulkItemSet  = db.Cols("idx bigint, state text, code text, error text, was text, became text")
)

// AddBulk keeps a bulk with its conversations, and the work to do it.
func (s *Store) AddBulk(ctx context.Context, b core.Bulk, conversations []core.ID) (core.Bulk, error) {
	b.CreatedAt, b.State, b.Total = s.clock(), core.BulkRunning, int64(len(conversations))
	rows := make([][]any, len(conversations))
	for i, id := range conversations {
		rows[i] = []any{b.ID, int64(i), id, string(core.ItemWaiting)}
	}
	return b, s.change(ctx, "bulk", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		if _, err := tx.Exec(ctx, `INSERT INTO bulks (id, agent_id, action, state, total, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			b.ID, b.AgentID, mustJSON(b.Action), string(b.State), b.Total, int64(b.CreatedAt)); err != nil {
			return err
		}
		if len(rows) > 0 {
			if _, err := tx.Exec(ctx, `INSERT INTO bulk_items (`+db.Names(bulkItemNew)+`) {rows}`, db.Set{Cols: bulkItemNew, Rows: rows}); err != nil {
				return err
			}
		}
		return addBulkJob(ctx, tx, b, s.clock(), hints)
	})
}

func addBulkJob(ctx context.Context, tx db.Tx, b core.Bulk, now core.Time, hints *Commit) error {
	j := core.Job{Key: engine.BulkKey(b.AgentID), Class: core.ClassBulk, Kind: engine.JobBulk, Payload: []byte(mustJSON(engine.BulkWork{ID: b.ID})),
		State: core.JobWaiting, DueAt: now, CreatedAt: now, Deadline: now.Add(engine.BulkFor)}
	return addJobs(ctx, tx, []core.Job{j}, hints)
}

const bulkQuery = `SELECT id, agent_id, action, state, total, created_at, finished_at FROM bulks`

func scanBulk(b *core.Bulk) []any {
	return []any{&b.ID, &b.AgentID, jsonInto(&b.Action), db.S(&b.State), &b.Total, db.N(&b.CreatedAt), db.N(&b.FinishedAt)}
}

// Bulk returns a bulk of an agent, and how far it is.
func (s *Store) Bulk(ctx context.Context, agent, id core.ID) (core.Bulk, error) {
	b, err := s.BulkByID(ctx, id)
	if err == nil && b.AgentID != agent {
		err = ErrNoBulk
	}
	return b, err
}

// BulkByID returns a bulk for its job.
func (s *Store) BulkByID(ctx context.Context, id core.ID) (core.Bulk, error) {
	var b core.Bulk
	ok, err := db.One(ctx, s.db, bulkQuery+` WHERE id = $1`, db.Args(id), scanBulk(&b)...)
	if err == nil && !ok {
		err = ErrNoBulk
	}
	if err != nil {
		return b, err
	}
	return b, s.countItems(ctx, &b)
}

// countItems counts by state and reason. The text of a reason is one of those that
// were given with its code.
func (s *Store) countItems(ctx context.Context, b *core.Bulk) error {
	q := `SELECT state, code, MIN(error), COUNT(*) FROM bulk_items WHERE bulk_id = $1 GROUP BY state, code ORDER BY COUNT(*) DESC, code`
	return db.Each(ctx, s.db, q, db.Args(b.ID), func(scan func(...any) error) error {
		var r core.BulkReason
		if err := scan(db.S(&r.State), db.S(&r.Code), db.S(&r.Text), &r.Count); err != nil {
			return err
		}
		switch r.State {
		case core.ItemUnchanged:
			b.Unchanged += r.Count
		case core.ItemFailed:
			b.Failed += r.Count
		case core.ItemUndone:
			b.Undone += r.Count
		case core.ItemKept:
			b.Kept += r.Count
		}
		switch r.State {
		case core.ItemDone, core.ItemUndoing, core.ItemUndone, core.ItemKept:
			b.Done += r.Count
		}
		if r.State == core.ItemFailed || r.State == core.ItemKept {
			b.Reasons = append(b.Reasons, r)
		}
		return nil
	})
}

// Bulks lists an agent's, the newest first.
func (s *Store) Bulks(ctx context.Context, agent core.ID, p core.Page) (core.List[core.Bulk], error) {
	var out core.List[core.Bulk]
	before, err := parseIDCursor(p.After)
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	err = db.Each(ctx, s.db, bulkQuery+` WHERE agent_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`, db.Args(agent, before, limit+1), func(scan func(...any) error) error {
		var b core.Bulk
		err := scan(scanBulk(&b)...)
		appendPage(&out, b, limit, func(b core.Bulk) core.ID { return b.ID })
		return err
	})
	for i := range out.Items {
		if err == nil {
			err = s.countItems(ctx, &out.Items[i])
		}
	}
	return out, err
}

// BulkItems returns the first n items behind an index that are in one of the
// states; of all for none.
func (s *Store) BulkItems(ctx context.Context, id core.ID, after int64, n int, states ...core.BulkItemState) ([]core.BulkItem, error) {
	in := ""
	if len(states) > 0 {
		quoted := make([]string, len(states))
		for i, st := range states {
			quoted[i] = "'" + string(st) + "'"
		}
		in = " AND state IN (" + strings.Join(quoted, ", ") + ")"
	}
	var out []core.BulkItem
	q := `SELECT ` + db.Names(bulkItemCols) + ` FROM bulk_items WHERE bulk_id = $1 AND idx > $2` + in + ` ORDER BY idx LIMIT $3`
	err := db.Each(ctx, s.db, q, db.Args(id, after, n), func(scan func(...any) error) error {
		var i core.BulkItem
		err := scan(&i.Index, &i.ConversationID, db.S(&i.State), db.S(&i.Code), db.S(&i.Text), jsonInto(&i.Was), jsonInto(&i.Became))
		out = append(out, i)
		return err
	})
	return out, err
}

// BulkPage is a page of the items in some states.
func (s *Store) BulkPage(ctx context.Context, id core.ID, p core.Page, states ...core.BulkItemState) (core.List[core.BulkItem], error) {
	var out core.List[core.BulkItem]
	after := int64(-1)
	if p.After != "" {
		n, err := strconv.ParseInt(p.After, 10, 64)
		if err != nil {
			return out, errCursor
		}
		after = n
	}
	limit := pageLimit(p)
	items, err := s.BulkItems(ctx, id, after, limit+1, states...)
	if len(items) > limit {
		items = items[:limit]
		out.Next = strconv.FormatInt(items[limit-1].Index, 10)
	}
	out.Items = items
	return out, err
}

// MarkBulkItems keeps what became of items.
func (s *Store) MarkBulkItems(ctx context.Context, id core.ID, items []core.BulkItem) error {
	if len(items) == 0 {
		return nil
	}
	set := db.Set{Cols: bulkItemSet, Rows: rowsOf(items, func(i core.BulkItem) []any {
		return []any{i.Index, string(i.State), db.NullText(i.Code), db.NullText(i.Text), nullJSON(i.Was, i.Was == nil), nullJSON(i.Became, i.Became == nil)}
	})}
	return s.aside(ctx, "bulk", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `WITH v(`+db.Names(bulkItemSet)+`) AS ({rows}) UPDATE bulk_items SET state = v.state, code = v.code, error = v.error,
			was = v.was, became = v.became FROM v WHERE bulk_items.bulk_id = $1 AND bulk_items.idx = v.idx`, set, id)
		return err
	})
}

// EndBulk says that a bulk is done, or undone.
func (s *Store) EndBulk(ctx context.Context, id core.ID, state core.BulkState) error {
	now := int64(s.clock())
	return s.aside(ctx, "bulk", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE bulks SET state = $2, finished_at = COALESCE(finished_at, $3) WHERE id = $1`, id, string(state), now)
		return err
	})
}

// UndoBulk begins to undo a bulk that is done; false when it is not, or not any
// more.
func (s *Store) UndoBulk(ctx context.Context, b core.Bulk) (_ bool, err error) {
	begun := false
	now := s.clock()
	err = s.change(ctx, "bulk", func(ctx context.Context, tx db.Tx, hints *Commit) error {
		n, err := tx.Exec(ctx, `UPDATE bulks SET state = $2 WHERE id = $1 AND state = $3 AND finished_at > $4`,
			b.ID, string(core.BulkUndoing), string(core.BulkDone), int64(now.Add(-core.BulkUndoFor)))
		if begun = n > 0; err != nil || !begun {
			return err
		}
		return addBulkJob(ctx, tx, b, now, hints)
	})
	if err != nil {
		return false, err // it may be at work still
	}
	return begun, nil
}

// MarkedEvent returns the revision of the newest event of a conversation after
// a revision that bears a mark.
func (s *Store) MarkedEvent(ctx context.Context, conversation core.ID, after int64, name string, mark core.ID) (rev int64, found bool, err error) {
	found, err = db.One(ctx, s.db, `SELECT e.rev FROM events e WHERE e.conversation_id = $1 AND e.rev > $2 AND e.data LIKE $3 ORDER BY e.rev DESC LIMIT 1`,
		db.Args(conversation, after, `%"`+name+`":"`+mark.String()+`"%`), &rev)
	return rev, found, err
}

// PruneBulks deletes what was done before a time, at most n of them.
func (s *Store) PruneBulks(ctx context.Context, before core.Time, n int) error {
	return s.aside(ctx, "bulk", func(ctx context.Context, tx db.Tx) error {
		for _, q := range []string{`DELETE FROM bulk_items WHERE bulk_id IN `, `DELETE FROM bulks WHERE id IN `} {
			if _, err := tx.Exec(ctx, q+`(SELECT b.id FROM bulks b WHERE b.id < $1 ORDER BY b.id LIMIT $2)`, idsFrom(before), n); err != nil {
				return err
			}
		}
		return nil
	})
}
