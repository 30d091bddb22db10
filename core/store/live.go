package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// ConversationSince returns what Changes returns, for no viewer in particular,
// and the newest revision. Whoever hands it out has checked who may see it.
func (s *Store) ConversationSince(ctx context.Context, conversation core.ID, after int64, limit int) ([]core.Change, int64, error) {
	var seq, rev int64
	ok, err := db.One(ctx, s.db, `SELECT seq, rev FROM conversations WHERE id = $1`, db.Args(conversation), &seq, &rev)
	if err == nil && !ok {
		err = engine.ErrNotFound
	}
	if err != nil || limit == 0 || rev <= after {
		return nil, rev, err
	}
	list, err := s.changes(ctx, conversation, seq, rev, after, pageLimit(core.Page{Limit: limit}))
	return list, rev, err
}

// StreamSince returns what Stream returns, and the newest offset; a visitor who
// has not written yet has an empty stream.
func (s *Store) StreamSince(ctx context.Context, identity core.ID, after int64, limit int) ([]core.Change, int64, error) {
	var newest int64
	_, err := db.One(ctx, s.db, `SELECT stream_offset FROM identities WHERE id = $1`, db.Args(identity), &newest)
	if err != nil || limit == 0 || newest <= after {
		return nil, newest, err
	}
	list, err := s.streamChanges(ctx, identity, newest, after, pageLimit(core.Page{Limit: limit}))
	return list, newest, err
}

// Tops returns the newest revisions of conversations and the newest offsets of
// visitors' streams.
func (s *Store) Tops(ctx context.Context, ids []core.ID) (map[core.ID]int64, error) {
	set := map[core.ID]struct{}{}
	for _, id := range ids {
		set[id] = struct{}{}
	}
	out := make(map[core.ID]int64, len(ids))
	for _, q := range []string{`SELECT id, rev FROM conversations`, `SELECT id, stream_offset FROM identities`} {
		err := db.Each(ctx, s.db, `WITH v(k) AS ({rows}) `+q+` WHERE id IN (SELECT k FROM v)`, db.Args(idSet(set)), func(scan func(...any) error) error {
			var id core.ID
			var top int64
			err := scan(&id, &top)
			out[id] = top
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ConversationViews returns conversations by id, for no viewer in particular.
// Whoever hands them out asks Viewer.Sees.
func (s *Store) ConversationViews(ctx context.Context, ids map[core.ID]struct{}) ([]core.ConversationView, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	out, err := s.viewsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	return out, s.around(ctx, core.Viewer{}, out)
}

// generationKey is the setting that holds it.
const generationKey = "streams.epoch"

// Generation names this database: positions of another one mean nothing here.
func (s *Store) Generation(ctx context.Context) (string, error) {
	have, err := s.Setting(ctx, generationKey)
	if err != nil || have != "" {
		return have, err
	}
	err = s.aside(ctx, "settings", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`, generationKey, core.NewID().String()[24:])
		return err
	})
	if err != nil {
		return "", err
	}
	return s.Setting(ctx, generationKey)
}
