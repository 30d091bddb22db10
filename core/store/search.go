package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core/search"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The index holds tokens that we cut ourselves, so that FTS5 and tsvector find
// the same rows. FTS5 would merge all tokens of a prefix before it finds the
// newest: those of one character and of three it keeps merged.
const (
	searchSQLite   = `CREATE VIRTUAL TABLE search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 3', tokenize='unicode61 remove_diacritics 0')`
	searchPostgres = `CREATE TABLE search (pos bigint PRIMARY KEY, tokens tsvector NOT NULL); CREATE INDEX search_tokens ON search USING gin(tokens)`
	searchAnew     = `TRUNCATE search; ALTER INDEX search_tokens SET (gin_pending_list_limit = 128); ` + indexForgotten
	indexForgotten = `DELETE FROM settings WHERE key = '` + indexMark + `'`
)

// Indexing runs in batches of indexBatch, every indexEvery when there is
// nothing to do.
const (
	indexBatch = 2000
	indexEvery = time.Second
	indexMark  = "search.indexed"
)

// On PostgreSQL positions commit out of order: a message is looked for again
// until indexWindow has passed, longer than any transaction lives. Most looks
// go back indexNear positions only; one in indexFull goes back all the way.
const (
	indexWindow = 45 * time.Second
	indexNear   = 20_000
	indexFull   = 10 * time.Second
)

// indexer is what one run of Index remembers.
type indexer struct {
	mark   int64     // everything up to here is indexed, for good
	newest int64     // the highest position indexed
	next   int64     // becomes the mark at due
	due    time.Time // zero: nothing is to become the mark
	looked time.Time // back to the mark
	batch  int       // messages at once

	asked time.Time // of rate
	items int64     // that had been written then, without its own
	own   int64     // transactions of its own
	rate  float64
}

// While commands come in, indexing runs in small batches, since they wait for the
// writer. While they come in fast, it takes a fiftieth of the writer's time too: it falls
// behind and catches up when it is quiet.
const (
	indexSmall = 100
	indexShare = 50
	quietRate  = 10   // commands a second
	busyRate   = 1000 // commands a second
)

// Index fills the search index until ctx ends. One node does it at a time.
func (s *Store) Index(ctx context.Context) {
	ix := &indexer{mark: -1, asked: s.now(), rate: quietRate, items: s.stats.Items.Load()}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		started, rate := s.now(), s.rate(ix)
		ix.batch = indexBatch
		if rate >= quietRate {
			ix.batch = indexSmall
		}
		n, err := s.indexOnce(ctx, ix)
		if err == nil {
			var stale int
			stale, err = s.reindex(ctx, ix)
			n = max(n, stale)
		}
		if err != nil && ctx.Err() == nil {
			s.log.Warn("the search index is behind", "error", err)
		}
		switch {
		case n < ix.batch || err != nil:
			timer.Reset(indexEvery)
		case rate >= busyRate:
			timer.Reset((indexShare - 1) * s.now().Sub(started))
		default:
			timer.Reset(0)
		}
	}
}

// rate returns how many commands a second of others came in of late.
func (s *Store) rate(ix *indexer) float64 {
	now, items := s.now(), s.stats.Items.Load()-ix.own
	if since := now.Sub(ix.asked); since > 200*time.Millisecond {
		ix.rate = float64(items-ix.items) / since.Seconds()
		ix.asked, ix.items = now, items
	}
	return ix.rate
}

type indexed struct {
	pos  int64
	text string
}

// indexOnce indexes one batch of new messages.
func (s *Store) indexOnce(ctx context.Context, ix *indexer) (int, error) {
	if ix.mark < 0 {
		text, err := s.Setting(ctx, indexMark)
		if err != nil {
			return 0, err
		}
		ix.mark, _ = strconv.ParseInt(text, 10, 64) // empty: from the start
		ix.newest = ix.mark
	}
	from, q := ix.mark, `SELECT m.pos, m.text FROM messages m WHERE m.pos > $1 ORDER BY m.pos LIMIT $2`
	if s.db.Dialect() == db.Postgres {
		q = `SELECT m.pos, m.text FROM messages m WHERE m.pos > $1 AND NOT EXISTS (SELECT 1 FROM search x WHERE x.pos = m.pos AND x.pos > $1) ORDER BY m.pos LIMIT $2`
		if now := s.now(); now.Sub(ix.looked) < indexFull {
			from = max(from, ix.newest-indexNear)
		} else {
			ix.looked = now
		}
	}
	var batch []indexed
	err := db.Each(ctx, s.db, q, db.Args(from, ix.batch), func(scan func(...any) error) error {
		var r indexed
		err := scan(&r.pos, &r.text)
		batch = append(batch, r)
		return err
	})
	if err != nil {
		return 0, err
	}
	return len(batch), s.writeIndex(ctx, ix, batch)
}

// writeIndex writes a batch, and moves the mark where that is safe.
func (s *Store) writeIndex(ctx context.Context, ix *indexer, batch []indexed) error {
	mark := ix.mark
	if n := len(batch); n > 0 {
		ix.newest = max(ix.newest, batch[n-1].pos)
	}
	now := s.now()
	switch {
	case s.db.Dialect() == db.SQLite:
		mark = ix.newest
	case !ix.due.IsZero() && now.After(ix.due):
		mark, ix.due = ix.next, time.Time{}
	case ix.due.IsZero() && ix.newest > mark:
		ix.next, ix.due = ix.newest, now.Add(indexWindow)
	}
	if len(batch) == 0 && mark == ix.mark {
		return nil
	}
	var stmts []db.Stmt
	for _, r := range batch {
		stmts = append(stmts, s.indexStmts(r)...)
	}
	stmts = append(stmts, db.Stmt{SQL: `INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
		Args: []any{indexMark, strconv.FormatInt(mark, 10)}})
	err := s.flushIndex(ctx, ix, stmts)
	if err == nil {
		ix.mark = mark
	}
	return err
}

func (s *Store) flushIndex(ctx context.Context, ix *indexer, stmts []db.Stmt) error {
	ix.own++
	return s.aside(ctx, "search", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Flush(ctx, stmts)
		return err
	})
}

// Unindexed counts messages that the search does not find yet.
func (s *Store) Unindexed(ctx context.Context) (n int64, err error) {
	const mark = `(SELECT COALESCE(MAX(CAST(value AS bigint)), 0) FROM settings WHERE key = '` + indexMark + `')`
	q := `SELECT COUNT(*) FROM messages m WHERE m.pos > ` + mark
	if s.db.Dialect() == db.Postgres { // what is indexed behind the mark is a message there
		q = `SELECT (` + q + `) - (SELECT COUNT(*) FROM search x WHERE x.pos > ` + mark + `)`
	}
	_, err = db.One(ctx, s.db, q, nil, &n)
	return n, err
}

// indexStmts index one message, anew if it was.
func (s *Store) indexStmts(r indexed) []db.Stmt {
	tokens := search.Tokens(r.text)
	if s.db.Dialect() == db.Postgres {
		if tokens == nil {
			tokens = []string{}
		}
		return []db.Stmt{{SQL: `INSERT INTO search (pos, tokens) VALUES ($1, array_to_tsvector($2::text[])) ON CONFLICT (pos) DO UPDATE SET tokens = excluded.tokens`,
			Args: []any{r.pos, inBlock(blockOf(r.pos), tokens)}}}
	}
	if len(tokens) == 0 {
		return []db.Stmt{{SQL: `DELETE FROM search WHERE rowid = $1`, Args: []any{r.pos}}}
	}
	return []db.Stmt{{SQL: `INSERT OR REPLACE INTO search (rowid, tokens) VALUES ($1, $2)`, Args: []any{r.pos, strings.Join(tokens, " ")}}}
}

// reindex indexes a batch of messages again whose text was changed, and returns how many.
func (s *Store) reindex(ctx context.Context, ix *indexer) (int, error) {
	var batch []indexed
	err := db.Each(ctx, s.db, `SELECT m.pos, m.text FROM messages m WHERE m.id IN (SELECT x.message_id FROM search_stale x LIMIT $1)`, db.Args(ix.batch),
		func(scan func(...any) error) error {
			var r indexed
			err := scan(&r.pos, &r.text)
			batch = append(batch, r)
			return err
		})
	if err != nil || len(batch) == 0 {
		return 0, err
	}
	var stmts []db.Stmt
	for _, r := range batch {
		stmts = append(stmts, s.indexStmts(r)...)
		// Only if it still reads as it was read: a later change stays stale.
		stmts = append(stmts, db.Stmt{SQL: `DELETE FROM search_stale WHERE message_id IN (SELECT m.id FROM messages m WHERE m.pos = $1 AND m.text = $2)`,
			Args: []any{r.pos, r.text}})
	}
	return len(batch), s.flushIndex(ctx, ix, stmts)
}
