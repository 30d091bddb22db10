package store

import (
	"context"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// WordLists returns the word lists by name.
func (s *Store) WordLists(ctx context.Context) ([]routing.WordList, error) {
	var out []routing.WordList
	err := db.Each(ctx, s.db, `SELECT id, name, words FROM word_lists ORDER BY name, id`, nil, func(scan func(...any) error) error {
		var l routing.WordList
		var words string
		err := scan(&l.ID, &l.Name, &words)
		l.Words = routing.ParseWords(words)
		out = append(out, l)
		return err
	})
	return out, err
}

// WordList returns one word list.
func (s *Store) WordList(ctx context.Context, id core.ID) (routing.WordList, error) {
	l := routing.WordList{ID: id}
	var words string
	ok, err := db.One(ctx, s.db, `SELECT name, words FROM word_lists WHERE id = $1`, db.Args(id), &l.Name, &words)
	if err == nil && !ok {
		err = ErrNoWordList
	}
	l.Words = routing.ParseWords(words)
	return l, err
}

// AddWordList adds a word list.
func (s *Store) AddWordList(ctx context.Context, l routing.WordList) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO word_lists (id, name, words, updated_at) VALUES ($1, $2, $3, $4)`,
			l.ID, l.Name, strings.Join(l.Words, "\n"), int64(s.clock()))
		return orTaken(err, ErrListTaken)
	})
}

// SaveWordList changes a word list.
func (s *Store) SaveWordList(ctx context.Context, l routing.WordList) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE word_lists SET name = $2, words = $3, updated_at = $4 WHERE id = $1`,
			l.ID, l.Name, strings.Join(l.Words, "\n"), int64(s.clock()))
		return orMissing(n, orTaken(err, ErrListTaken), ErrNoWordList)
	})
}

// RemoveWordList removes a word list that no rule names.
func (s *Store) RemoveWordList(ctx context.Context, id core.ID) error {
	return s.changeRouting(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := unused(ctx, tx, id, ErrListInUse, `SELECT 1 FROM routing_rules WHERE body LIKE $1 LIMIT 1`); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `DELETE FROM word_lists WHERE id = $1`, id)
		return orMissing(n, err, ErrNoWordList)
	})
}
