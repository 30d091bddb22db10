package store

import (
	"context"
	"slices"
	"strings"

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

// ChangeTag keeps another name and colour. The rules that name the tag name it
// anew; ruled says whether there are any.
func (s *Store) ChangeTag(ctx context.Context, t core.Tag) (ruled bool, err error) {
	err = s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		ruled = false
		var was string
		found, err := db.One(ctx, tx, `SELECT t.name FROM tags t WHERE t.id = $1`, db.Args(t.ID), &was)
		if err == nil && !found {
			err = ErrNoTag
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE tags SET name = $2, color = $3 WHERE id = $1`, t.ID, t.Name, db.NullText(t.Color)); err != nil {
			return orTaken(err, ErrTagTaken)
		}
		if was != t.Name {
			ruled, err = renameInRules(ctx, tx, t.Scope, was, t.Name)
		}
		return err
	})
	return ruled, err
}

// RemoveTag takes a tag that no rule names from all that bear it, and away. It
// may be repeated where it was interrupted.
func (s *Store) RemoveTag(ctx context.Context, id core.ID) error {
	unruled := func(ctx context.Context, tx db.Tx) error {
		t, err := tagIn(ctx, tx, id)
		if err != nil {
			return err
		}
		rules, err := rulesNaming(ctx, tx)
		if err == nil && len(rules[tagKey(t)]) > 0 {
			err = tagRuled(t, rules[tagKey(t)])
		}
		return err
	}
	if err := s.changeRouting(ctx, unruled); err != nil {
		return err
	}
	if err := s.untagAll(ctx, id, core.ID{}); err != nil {
		return err
	}
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := unruled(ctx, tx); err != nil {
			return err
		}
		return dropTag(ctx, tx, id)
	})
}

// MergeTag gives what bears a tag, and the rules that name it, another one; ruled
// says whether there are such rules. It may be repeated where it was interrupted.
func (s *Store) MergeTag(ctx context.Context, id, into core.ID) (ruled bool, err error) {
	if err := s.untagAll(ctx, id, into); err != nil {
		return false, err
	}
	err = s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		from, err := tagIn(ctx, tx, id)
		if err != nil {
			return err
		}
		to, err := tagIn(ctx, tx, into)
		if err != nil {
			return err
		}
		if ruled, err = renameInRules(ctx, tx, from.Scope, from.Name, to.Name); err != nil {
			return err
		}
		return dropTag(ctx, tx, id)
	})
	return ruled, err
}

func tagIn(ctx context.Context, tx db.Tx, id core.ID) (t core.Tag, err error) {
	found, err := db.One(ctx, tx, tagQuery+` WHERE t.id = $1`, db.Args(id), scanTag(&t)...)
	if err == nil && !found {
		err = ErrNoTag
	}
	return t, err
}

func dropTag(ctx context.Context, tx db.Tx, id core.ID) error {
	n, err := tx.Exec(ctx, `DELETE FROM tags WHERE id = $1`, id)
	switch {
	case db.IsForeign(err):
		return &core.Problem{Status: 409, Code: "tag.in_use", Text: "something was given this tag just now: try again"}
	case err == nil && n == 0:
		return ErrNoTag
	}
	return err
}

func (s *Store) untagAll(ctx context.Context, id, into core.ID) error {
	for n := int64(tagChunk); n == tagChunk; {
		var err error
		if n, err = s.untagSome(ctx, id, into); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) untagSome(ctx context.Context, id, into core.ID) (n int64, err error) {
	return n, s.aside(ctx, "tags", func(ctx context.Context, tx db.Tx) (err error) {
		if !into.IsZero() {
			if _, err := tx.Exec(ctx, `INSERT INTO taggings (tag_id, target_id, at, borrowed) SELECT $2, g.target_id, g.at, g.borrowed FROM taggings g WHERE g.tag_id = $1
				ORDER BY g.target_id LIMIT $3 ON CONFLICT (target_id, tag_id) DO UPDATE SET borrowed = taggings.borrowed AND excluded.borrowed`, id, into, tagChunk); err != nil {
				return err
			}
		}
		n, err = tx.Exec(ctx, `DELETE FROM taggings WHERE tag_id = $1 AND target_id IN
			(SELECT g.target_id FROM taggings g WHERE g.tag_id = $1 ORDER BY g.target_id LIMIT $2)`, id, tagChunk)
		return err
	})
}

// tagBorne is how many bearers of a tag are looked at, the latest ones; tagBearers
// are these, before $1, and one more. They are a range of pairs, and no equal tag:
// whatever PostgreSQL believes of how many bear it, it then reads the index in its
// order and no further, not all of them.
const (
	tagBorne   = 1000
	tagBearers = `SELECT g.target_id FROM taggings g WHERE g.tag_id >= t.id AND (g.tag_id, g.target_id) <= (t.id, $1)
		ORDER BY g.tag_id DESC, g.target_id DESC LIMIT 1001`
)

// TagUses lists the tags with how many of what the viewer sees bear each, and
// with the rules that name them. Who is merged into another bears a tag with
// that one, which is counted.
func (s *Store) TagUses(ctx context.Context, v core.Viewer) ([]core.TagUse, error) {
	rules, err := rulesNaming(ctx, s.db)
	if err != nil {
		return nil, err
	}
	var out []core.TagUse
	last, err := parseIDCursor("")
	if err != nil {
		return nil, err
	}
	args := db.Args(last)
	contacts, one := contactVisible(v, len(args)+1)
	args = append(args, one...)
	conversations, two := visible(v, len(args)+1)
	args = append(args, two...)
	q := `SELECT t.id, t.scope, t.name, t.color, (SELECT COUNT(*) FROM (` + tagBearers + `) n), (SELECT COUNT(*) FROM (` + tagBearers + `) b WHERE CASE t.scope
			WHEN 'contact' THEN 1 = (SELECT 1 FROM contacts ct WHERE ct.id = b.target_id AND ct.merged_into IS NULL AND ` + contacts + `)
			ELSE 1 = (SELECT 1 FROM conversations c WHERE c.id = b.target_id AND ` + conversations + `) END)
		FROM tags t ORDER BY t.scope, t.name`
	err = db.Each(ctx, s.db, q, args, func(scan func(...any) error) error {
		var u core.TagUse
		var borne int64
		err := scan(append(scanTag(&u.Tag), &borne, &u.Count)...)
		u.Count, u.More = min(u.Count, tagBorne), borne > tagBorne
		u.Rules = rules[tagKey(u.Tag)]
		out = append(out, u)
		return err
	})
	return out, err
}

// Rules name tags by their names: what they put on need not be there yet.
func tagKey(t core.Tag) string { return string(t.Scope) + " " + t.Name }

// tagsOf returns the lists of a rule that name tags of a scope: it asks for those
// of contacts, and puts on those of conversations.
func (b *ruleBody) tagsOf(scope core.TagScope) [][]string {
	switch {
	case scope == core.TagConversation:
		return [][]string{b.Then.Tags}
	case scope == core.TagContact && b.When.Tags != nil:
		return [][]string{b.When.Tags.Any, b.When.Tags.All, b.When.Tags.None}
	}
	return nil
}

// rulesNaming returns the rules by the tags that they name.
func rulesNaming(ctx context.Context, q db.Querier) (map[string][]core.TagRule, error) {
	out := map[string][]core.TagRule{}
	err := db.Each(ctx, q, `SELECT id, name, body FROM routing_rules ORDER BY position, id`, nil, func(scan func(...any) error) error {
		var r core.TagRule
		var body ruleBody
		err := scan(&r.ID, &r.Name, jsonInto(&body))
		for _, scope := range []core.TagScope{core.TagContact, core.TagConversation} {
			for _, name := range slices.Concat(body.tagsOf(scope)...) {
				key := tagKey(core.Tag{Scope: scope, Name: name})
				if !slices.Contains(out[key], r) {
					out[key] = append(out[key], r)
				}
			}
		}
		return err
	})
	return out, err
}

// renameInRules gives a tag another name in all rules.
func renameInRules(ctx context.Context, tx db.Tx, scope core.TagScope, from, to string) (ruled bool, err error) {
	changed := map[core.ID]ruleBody{}
	err = db.Each(ctx, tx, `SELECT id, body FROM routing_rules`, nil, func(scan func(...any) error) error {
		var id core.ID
		var body ruleBody
		err := scan(&id, jsonInto(&body))
		for _, list := range body.tagsOf(scope) {
			for i := range list {
				if list[i] == from {
					list[i], changed[id] = to, body
				}
			}
		}
		return err
	})
	for _, id := range sortedIDs(changed) {
		if err == nil {
			_, err = tx.Exec(ctx, `UPDATE routing_rules SET body = $2 WHERE id = $1`, id, mustJSON(changed[id]))
		}
	}
	return len(changed) > 0, err
}

func tagRuled(t core.Tag, rules []core.TagRule) error {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = `"` + r.Name + `"`
	}
	return &core.Problem{Status: 409, Code: "tag.ruled", Text: "routing rules name the tag " + t.Name + ": " + strings.Join(names, ", ") + "; change them first, or merge the tag with another"}
}
