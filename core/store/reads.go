package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// MarkRead keeps how far an agent has read, and returns it. A mark never goes
// back, and not beyond the newest message: two pages of one agent may race.
func (s *Store) MarkRead(ctx context.Context, v core.Viewer, conversation core.ID, seq int64) (int64, error) {
	newest, _, err := s.sees(ctx, v, conversation)
	if err != nil {
		return 0, err
	}
	var old int64
	if _, err := db.One(ctx, s.db, `SELECT seq FROM reads WHERE agent_id = $1 AND conversation_id = $2`, db.Args(v.AgentID, conversation), &old); err != nil {
		return 0, err
	}
	if seq = min(max(seq, 0), newest); seq <= old {
		return old, nil
	}
	return seq, s.aside(ctx, "reads", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO reads (agent_id, conversation_id, seq) VALUES ($1, $2, $3)
			ON CONFLICT (agent_id, conversation_id) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > reads.seq`, v.AgentID, conversation, seq)
		return err
	})
}

// Draft returns what the viewer has begun to write; nothing is no error.
func (s *Store) Draft(ctx context.Context, v core.Viewer, conversation core.ID) (core.Composition, error) {
	if _, _, err := s.sees(ctx, v, conversation); err != nil {
		return core.Composition{}, err
	}
	var d core.Composition
	_, err := db.One(ctx, s.db, `SELECT mode, text, attachments, updated_at FROM drafts WHERE agent_id = $1 AND conversation_id = $2`,
		db.Args(v.AgentID, conversation), &d.Mode, &d.Text, jsonInto(&d.Attachments), db.N(&d.UpdatedAt))
	return d, err
}

// SaveDraft keeps what the viewer has begun to write; an empty one is deleted.
func (s *Store) SaveDraft(ctx context.Context, v core.Viewer, conversation core.ID, d core.Composition) (core.Composition, error) {
	if _, _, err := s.sees(ctx, v, conversation); err != nil {
		return d, err
	}
	if d.Text == "" && len(d.Attachments) == 0 {
		return core.Composition{}, s.aside(ctx, "drafts", func(ctx context.Context, tx db.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM drafts WHERE agent_id = $1 AND conversation_id = $2`, v.AgentID, conversation)
			return err
		})
	}
	d.UpdatedAt = s.clock()
	return d, s.aside(ctx, "drafts", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO drafts (agent_id, conversation_id, mode, text, attachments, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (agent_id, conversation_id) DO UPDATE SET mode = excluded.mode, text = excluded.text,
			attachments = excluded.attachments, updated_at = excluded.updated_at`,
			v.AgentID, conversation, d.Mode, d.Text, mustJSON(d.Attachments), int64(d.UpdatedAt))
		return err
	})
}
