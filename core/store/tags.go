package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals about tags.
var (
	ErrNoTag    = &core.Problem{Status: 404, Code: "tag.not_found", Text: "there is no such tag"}
	ErrTagTaken = &core.Problem{Status: 409, Code: "tag.name_taken", Text: "there is a tag with this name already: merge the two instead"}
)

// tagChunk is how many targets lose a tag in one transaction.
const tagChunk = 1000

const tagQuery = `SELECT t.id, t.scope, t.name, t.color FROM tags t`

func scanTag(t *core.Tag) []any { return []any{&t.ID, db.S(&t.Scope), &t.Name, db.S(&t.Color)} }

// Tags lists the tags of a scope, or of all for none, by name.
func (s *Store) Tags(ctx context.Context, scope core.TagScope) ([]core.Tag, error) {
	var out []core.Tag
	err := db.Each(ctx, s.db, tagQuery+` WHERE $1 = '' OR t.scope = $1 ORDER BY t.scope, t.name`, db.Args(string(scope)), func(scan func(...any) error) error {
		var t core.Tag
		err := scan(scanTag(&t)...)
		out = append(out, t)
		return err
	})
	return out, err
}

// TagByID returns a tag.
func (s *Store) TagByID(ctx context.Context, id core.ID) (core.Tag, error) {
	var t core.Tag
	ok, err := db.One(ctx, s.db, tagQuery+` WHERE t.id = $1`, db.Args(id), scanTag(&t)...)
	if err == nil && !ok {
		err = ErrNoTag
	}
	return t, err
}

// AddTag adds a tag that nothing bears yet.
func (s *Store) AddTag(ctx context.Context, t core.Tag) error {
	return s.aside(ctx, "tags", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO tags (id, scope, name, color, created_at) VALUES ($1, $2, $3, $4, $5)`,
			t.ID, string(t.Scope), t.Name, db.NullText(t.Color), int64(s.clock()))
		if db.IsUnique(err) {
			return ErrTagTaken
		}
		return err
	})
}

// ChangeTag keeps another name and colour.
func (s *Store) ChangeTag(ctx context.Context, t core.Tag) error {
	return s.aside(ctx, "tags", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE tags SET name = $2, color = $3 WHERE id = $1`, t.ID, t.Name, db.NullText(t.Color))
		switch {
		case db.IsUnique(err):
			return ErrTagTaken
		case err == nil && n == 0:
			return ErrNoTag
		}
		return err
	})
}

// RemoveTag takes a tag from all that bear it, and away; with into, they bear
// that one instead. It may be repeated where it was interrupted.
func (s *Store) RemoveTag(ctx context.Context, id, into core.ID) error {
	for n := int64(tagChunk); n == tagChunk; {
		var err error
		if n, err = s.untagSome(ctx, id, into); err != nil {
			return err
		}
	}
	return s.aside(ctx, "tags", func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `DELETE FROM tags WHERE id = $1`, id)
		switch {
		case db.IsForeign(err):
			return &core.Problem{Status: 409, Code: "tag.in_use", Text: "something was given this tag just now: try again"}
		case err == nil && n == 0:
			return ErrNoTag
		}
		return err
	})
}

func (s *Store) untagSome(ctx context.Context, id, into core.ID) (n int64, err error) {
	return n, s.aside(ctx, "tags", func(ctx context.Context, tx db.Tx) (err error) {
		if !into.IsZero() {
			if _, err := tx.Exec(ctx, `INSERT INTO taggings (tag_id, target_id, at) SELECT $2, g.target_id, g.at FROM taggings g WHERE g.tag_id = $1
				ORDER BY g.target_id LIMIT $3 ON CONFLICT DO NOTHING`, id, into, tagChunk); err != nil {
				return err
			}
		}
		n, err = tx.Exec(ctx, `DELETE FROM taggings WHERE tag_id = $1 AND target_id IN
			(SELECT g.target_id FROM taggings g WHERE g.tag_id = $1 ORDER BY g.target_id LIMIT $2)`, id, tagChunk)
		return err
	})
}
