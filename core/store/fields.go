package store

import (
	"context"
	"maps"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals about fields.
var (
	ErrNoField    = &core.Problem{Status: 404, Code: "field.not_found", Text: "there is no such field"}
	ErrFieldTaken = &core.Problem{Status: 409, Code: "field.key_taken", Text: "there is a field with this key already"}
)

// Fields lists the definitions by scope, in their order.
func (s *Store) Fields(ctx context.Context) ([]core.Field, error) {
	var out []core.Field
	q := `SELECT scope, key, name, kind, options, position, created_at, updated_at FROM field_definitions ORDER BY scope, position, key`
	err := db.Each(ctx, s.db, q, nil, func(scan func(...any) error) error {
		var f core.Field
		err := scan(db.S(&f.Scope), &f.Key, &f.Name, db.S(&f.Kind), jsonInto(&f.Options), &f.Position, db.N(&f.CreatedAt), db.N(&f.UpdatedAt))
		out = append(out, f)
		return err
	})
	return out, err
}

// AddField adds a definition behind the others.
func (s *Store) AddField(ctx context.Context, f core.Field) (core.Field, error) {
	f.CreatedAt = s.clock()
	f.UpdatedAt = f.CreatedAt
	return f, s.aside(ctx, "fields", func(ctx context.Context, tx db.Tx) error {
		if _, err := db.One(ctx, tx, `SELECT COALESCE(MAX(position), 0) + 1 FROM field_definitions WHERE scope = $1`, db.Args(string(f.Scope)), &f.Position); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO field_definitions (scope, key, name, kind, options, position, created_at, updated_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`, string(f.Scope), f.Key, f.Name, string(f.Kind), mustJSON(f.Options), f.Position, int64(f.CreatedAt))
		if db.IsUnique(err) {
			return ErrFieldTaken
		}
		return err
	})
}

// ChangeField keeps another name and other options.
func (s *Store) ChangeField(ctx context.Context, f core.Field) (core.Field, error) {
	f.UpdatedAt = s.clock()
	return f, s.aside(ctx, "fields", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE field_definitions SET name = $3, options = $4, updated_at = $5 WHERE scope = $1 AND key = $2`,
			string(f.Scope), f.Key, f.Name, mustJSON(f.Options), int64(f.UpdatedAt))
		if err == nil && n == 0 {
			err = ErrNoField
		}
		return err
	})
}

// RemoveField takes a definition away. The values stay where they are.
func (s *Store) RemoveField(ctx context.Context, scope core.FieldScope, key string) error {
	return s.aside(ctx, "fields", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `DELETE FROM field_definitions WHERE scope = $1 AND key = $2`, string(scope), key)
		if err == nil && n == 0 {
			err = ErrNoField
		}
		return err
	})
}

// OrderFields puts the definitions of a scope into an order.
func (s *Store) OrderFields(ctx context.Context, scope core.FieldScope, keys []string) error {
	return s.aside(ctx, "fields", func(ctx context.Context, tx db.Tx) error {
		for i, key := range keys {
			if _, err := tx.Exec(ctx, `UPDATE field_definitions SET position = $3 WHERE scope = $1 AND key = $2`, string(scope), key, i+1); err != nil {
				return err
			}
		}
		return nil
	})
}

// ConversationFields returns the values of a conversation that the viewer may see.
func (s *Store) ConversationFields(ctx context.Context, v core.Viewer, conversation core.ID) (map[string]string, error) {
	if _, _, err := s.sees(ctx, v, conversation); err != nil {
		return nil, err
	}
	return conversationFields(ctx, s.db, conversation)
}

func conversationFields(ctx context.Context, q db.Querier, conversation core.ID) (map[string]string, error) {
	out := map[string]string{}
	_, err := db.One(ctx, q, `SELECT fields FROM conversation_fields WHERE conversation_id = $1`, db.Args(conversation), jsonInto(&out))
	return out, err
}

// SetConversationFields changes the values that are named; an empty one is
// taken away. It returns all values.
func (s *Store) SetConversationFields(ctx context.Context, conversation core.ID, values map[string]string, by core.Actor) (_ map[string]string, err error) {
	var all map[string]string
	err = s.change(ctx, conversation.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		var id core.ID
		ok, err := db.One(ctx, tx, `SELECT c.id FROM conversations c WHERE c.id = $1`+locking(tx, "c"), db.Args(conversation), &id)
		if err == nil && !ok {
			err = engine.ErrNotFound
		}
		if err != nil {
			return err
		}
		before, err := conversationFields(ctx, tx, conversation)
		if err != nil {
			return err
		}
		now, previous, changed := maps.Clone(before), map[string]string{}, map[string]string{}
		for key, value := range values {
			if before[key] == value {
				continue
			}
			// The log is for everybody who sees the conversation.
			previous[key], changed[key] = core.MaskedField(key, before[key]), core.MaskedField(key, value)
			if now[key] = value; value == "" {
				delete(now, key)
			}
		}
		if all = now; len(changed) == 0 {
			return nil
		}
		if _, err := tx.Exec(ctx, `INSERT INTO conversation_fields (conversation_id, fields) VALUES ($1, $2)
			ON CONFLICT (conversation_id) DO UPDATE SET fields = excluded.fields`, conversation, mustJSON(now)); err != nil {
			return err
		}
		return s.logConversation(ctx, tx, hints, conversation, core.EventFieldsChanged, by, map[string]any{"fields": changed, "previous": map[string]any{"fields": previous}})
	})
	if err != nil {
		return nil, err // it may be at work still
	}
	return all, nil
}
