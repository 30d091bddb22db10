package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// LastAutomatic reports whether no person wrote the last message that came into a
// conversation.
func (s *Store) LastAutomatic(ctx context.Context, conversation core.ID) (bool, error) {
	var c core.Content
	_, err := db.One(ctx, s.db, `SELECT content FROM messages WHERE conversation_id = $1 AND direction = 'in' AND visibility = 'public'
		ORDER BY seq DESC LIMIT 1`, db.Args(conversation), jsonInto(&c))
	return c.Automatic, err
}

// Unasked reports whether the hub has written a message of a kind to the person of
// a conversation by itself since then, in whichever conversation: one whose client
// id is the kind, or begins with it and a colon.
func (s *Store) Unasked(ctx context.Context, conversation core.ID, kind string, since core.Time) (bool, error) {
	var one int64
	return db.One(ctx, s.db, `SELECT 1 FROM conversations o
		JOIN conversations c ON c.contact_id = o.contact_id AND c.identity_id = o.identity_id AND c.updated_at > $2
		JOIN messages m ON m.conversation_id = c.id AND m.author_kind IN ('system', 'bot') AND m.received_at > $2
		WHERE o.id = $1 AND (m.client_message_id = $3 OR m.client_message_id LIKE $4) LIMIT 1`,
		db.Args(conversation, int64(since), kind, kind+":%"), &one)
}
