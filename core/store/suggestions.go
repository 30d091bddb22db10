package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// SetSuggestions keeps what a bot suggests in place of what one did before, unless
// that was for a later message.
func (s *Store) SetSuggestions(ctx context.Context, g core.Suggestions) error {
	return s.aside(ctx, "suggestions:"+g.ConversationID.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO suggestions (conversation_id, bot_id, seq, texts, created_at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (conversation_id) DO UPDATE SET bot_id = excluded.bot_id, seq = excluded.seq, texts = excluded.texts,
			created_at = excluded.created_at WHERE suggestions.seq <= excluded.seq`, g.ConversationID, g.BotID, g.Seq, mustJSON(g.Texts), int64(g.At))
		return err
	})
}

// Suggestions returns what a bot suggests in answer to the newest public message of
// a conversation that an agent has; ok is false where there is nothing.
func (s *Store) Suggestions(ctx context.Context, conversation core.ID) (g core.Suggestions, ok bool, err error) {
	g.ConversationID = conversation
	ok, err = db.One(ctx, s.db, `SELECT g.bot_id, g.seq, g.texts, g.created_at FROM suggestions g JOIN conversations c ON c.id = g.conversation_id
		WHERE g.conversation_id = $1 AND c.status = 'active' AND c.last_seq = g.seq`, db.Args(conversation),
		&g.BotID, &g.Seq, jsonInto(&g.Texts), db.N(&g.At))
	return g, ok, err
}

// PruneSuggestions deletes what was suggested before a time, at most limit.
func (s *Store) PruneSuggestions(ctx context.Context, before core.Time, limit int) error {
	return s.aside(ctx, "suggestions", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM suggestions WHERE conversation_id IN
			(SELECT conversation_id FROM suggestions WHERE created_at < $1 ORDER BY created_at LIMIT $2)`, int64(before), limit)
		return err
	})
}
