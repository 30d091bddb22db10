package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

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
	set := idSet(keys)
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
	return s.aroundAgents(ctx, v, views, at, set)
}

// aroundAgents reads in one statement what agents have to do with the page, and
// whether the customers have read the newest messages, or they were taken back.
func (s *Store) aroundAgents(ctx context.Context, v core.Viewer, views []core.ConversationView, at map[core.ID]int, set db.Set) error {
	const (
		joined = iota
		read
		begun
		seen
		takenBack
	)
	type joining struct {
		id, agent core.ID
		at        int64
	}
	var rooms []joining
	q := `WITH v(k) AS ({rows}) SELECT 0, p.conversation_id, p.agent_id, p.joined_at FROM v JOIN participants p ON p.conversation_id = v.k
		UNION ALL SELECT 1, r.conversation_id, r.agent_id, r.seq FROM v JOIN reads r ON r.conversation_id = v.k AND r.agent_id = $1
		UNION ALL SELECT 2, d.conversation_id, d.agent_id, d.updated_at FROM v JOIN drafts d ON d.conversation_id = v.k AND d.agent_id = $1
		UNION ALL SELECT 3, c.id, c.id, m.seq FROM v JOIN conversations c ON c.id = v.k JOIN messages m ON m.id = c.last_message_id AND m.delivery = 'read'
		UNION ALL SELECT 4, c.id, c.id, m.seq FROM v JOIN conversations c ON c.id = v.k JOIN messages m ON m.id = c.last_message_id AND m.deleted_at IS NOT NULL`
	err := db.Each(ctx, s.db, q, db.Args(set, v.AgentID), func(scan func(...any) error) error {
		var kind, n int64
		var id, agent core.ID
		if err := scan(&kind, &id, &agent, &n); err != nil {
			return err
		}
		switch view := &views[at[id]]; kind {
		case joined:
			rooms = append(rooms, joining{id, agent, n})
		case read:
			view.ReadSeq = n
		case begun:
			view.HasDraft = true
		case seen:
			view.CustomerReadSeq = n
		case takenBack:
			view.LastDeleted = true
		}
		return nil
	})
	slices.SortStableFunc(rooms, func(a, b joining) int { return cmp.Compare(a.at, b.at) })
	for _, r := range rooms {
		views[at[r.id]].Participants = append(views[at[r.id]].Participants, r.agent)
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
