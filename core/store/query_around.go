package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// viewed reads conversations with what is shown of their contact and of their
// last message. That one is looked up only where it may have been read, being
// ours, or taken back, having no text.
var viewed = `SELECT ` + prefixed("c", conversationCols) + `, ct.name, lm.deleted_at IS NOT NULL, CASE WHEN lm.delivery = 'read' THEN lm.seq ELSE 0 END
	FROM conversations c JOIN contacts ct ON ct.id = c.contact_id LEFT JOIN messages lm
	ON lm.id = CASE WHEN c.last_direction = 'out' OR c.last_text IS NULL THEN c.last_message_id END`

func scanViewed(to *core.ConversationView) []any {
	return append(scanConversation(&to.Conversation), &to.ContactName, &to.LastDeleted, &to.CustomerReadSeq)
}

// viewsOf reads conversations by id, in no order and with nothing around them.
func (s *Store) viewsOf(ctx context.Context, ids map[core.ID]struct{}) ([]core.ConversationView, error) {
	return s.viewsBy(ctx, "id", idSet(ids))
}

// viewsAt reads conversations at their places. SQLite finds them without a look
// at the index of ids, which is as scattered as they are.
func (s *Store) viewsAt(ctx context.Context, places []place) ([]core.ConversationView, error) {
	column, set, order := "id", db.Set{Cols: idCols, Repeatable: true}, make(map[core.ID]int, len(places))
	if s.db.Dialect() == db.SQLite {
		column, set.Cols = "rowid", countCols
	}
	for i, p := range places {
		order[p.id] = i
		if column == "id" {
			set.Rows = append(set.Rows, []any{p.id})
		} else {
			set.Rows = append(set.Rows, []any{p.row})
		}
	}
	out, err := s.viewsBy(ctx, column, set)
	// Where one was removed meanwhile, another may have its row.
	out = slices.DeleteFunc(out, func(v core.ConversationView) bool { _, asked := order[v.ID]; return !asked })
	slices.SortFunc(out, func(a, b core.ConversationView) int { return order[a.ID] - order[b.ID] })
	return out, err
}

func (s *Store) viewsBy(ctx context.Context, column string, set db.Set) ([]core.ConversationView, error) {
	var view core.ConversationView
	to, out := scanViewed(&view), make([]core.ConversationView, 0, len(set.Rows))
	err := db.Each(ctx, s.db, `WITH v(k) AS ({rows}) `+viewed+` WHERE c.`+column+` IN (SELECT k FROM v)`, db.Args(set), func(scan func(...any) error) error {
		view = core.ConversationView{}
		err := scan(to...)
		out = append(out, view)
		return err
	})
	return out, err
}

// around adds to a page of conversations their tags and participants, and what
// the viewer has read and begun to write.
func (s *Store) around(ctx context.Context, v core.Viewer, views []core.ConversationView) error {
	if len(views) == 0 {
		return nil
	}
	at := make(map[core.ID]int, len(views))
	keys := make(map[core.ID]struct{}, len(views))
	for i, view := range views {
		at[view.ID], keys[view.ID] = i, struct{}{}
	}
	const (
		tagged = iota
		joined
		read
		begun
	)
	type joining struct {
		id, agent core.ID
		at        int64
	}
	var rooms []joining
	q := `WITH v(k) AS ({rows}) SELECT 0, g.target_id, g.target_id, 0, t.name FROM v JOIN taggings g ON g.target_id = v.k JOIN tags t ON t.id = g.tag_id
		UNION ALL SELECT 1, p.conversation_id, p.agent_id, p.joined_at, '' FROM v JOIN participants p ON p.conversation_id = v.k
		UNION ALL SELECT 2, r.conversation_id, r.agent_id, r.seq, '' FROM v JOIN reads r ON r.conversation_id = v.k AND r.agent_id = $1
		UNION ALL SELECT 3, d.conversation_id, d.agent_id, d.updated_at, '' FROM v JOIN drafts d ON d.conversation_id = v.k AND d.agent_id = $1`
	err := db.Each(ctx, s.db, q, db.Args(idSet(keys), v.AgentID), func(scan func(...any) error) error {
		var kind, n int64
		var id, agent core.ID
		var tag string
		if err := scan(&kind, &id, &agent, &n, &tag); err != nil {
			return err
		}
		switch view := &views[at[id]]; kind {
		case tagged:
			view.Tags = append(view.Tags, tag)
		case joined:
			rooms = append(rooms, joining{id, agent, n})
		case read:
			view.ReadSeq = n
		case begun:
			view.HasDraft = true
		}
		return nil
	})
	slices.SortFunc(rooms, func(a, b joining) int { return cmp.Or(cmp.Compare(a.at, b.at), bytes.Compare(a.agent[:], b.agent[:])) })
	for _, r := range rooms {
		views[at[r.id]].Participants = append(views[at[r.id]].Participants, r.agent)
	}
	for i := range views { // the last row of a set may stand in it more than once
		slices.Sort(views[i].Tags)
		views[i].Tags, views[i].Participants = slices.Compact(views[i].Tags), slices.Compact(views[i].Participants)
	}
	return err
}

// customerReadReach is how many messages back it is looked for what the
// customer has read.
const customerReadReach = 100

// customerRead returns the newest of our messages that the customer has read.
func (s *Store) customerRead(ctx context.Context, c core.Conversation) (seq int64, err error) {
	_, err = db.One(ctx, s.db, `SELECT MAX(m.seq) FROM messages m WHERE m.conversation_id = $1 AND m.seq > $2 AND m.delivery = 'read'`,
		db.Args(c.ID, c.Seq-customerReadReach), db.N(&seq))
	return seq, err
}
