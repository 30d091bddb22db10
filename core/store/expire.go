package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// How much one transaction of Expire takes: a few milliseconds of the writer.
const (
	expireMessages = 100
	expireEvents   = 500
	expireLook     = 500 // ended conversations looked at, at once: they are only read
)

// endedStatuses are those of conversations that have ended, in the order in which
// Expired goes through them.
var endedStatuses = [...]core.Status{core.StatusClosed, core.StatusCompleted}

// AccountsAndRemoved returns the channel of each account, also of those that were
// removed: what was said there is kept no longer than elsewhere.
func (s *Store) AccountsAndRemoved(ctx context.Context) (map[core.ID]string, error) {
	out := map[core.ID]string{}
	err := db.Each(ctx, s.db, `SELECT id, channel FROM accounts`, nil, func(scan func(...any) error) error {
		var id core.ID
		var channel string
		err := scan(&id, &channel)
		out[id] = channel
		return err
	})
	return out, err
}

// ExpirePlace is how far a pass through an account's conversations is; the zero one
// is its beginning.
type ExpirePlace struct {
	status int
	lastAt core.Time
	id     core.ID
}

// Expired returns some of an account's conversations that ended before a time, in
// which nothing was said since, and that have messages still; and from where to go on.
// More is false behind the last.
func (s *Store) Expired(ctx context.Context, account core.ID, before core.Time, at ExpirePlace) (ids []core.ID, next ExpirePlace, more bool, err error) {
	if at.id.IsZero() {
		at.id, at.lastAt = core.ID{15: 1}, -1
	}
	seen := 0
	next = at
	err = db.Each(ctx, s.db, `SELECT c.id, c.last_at, CASE WHEN c.ended_at < $5 AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id) THEN 1 ELSE 0 END
		FROM conversations c WHERE c.account_id = $1 AND c.status = $2 AND (c.last_at, c.id) > ($3, $4) AND c.last_at < $5 ORDER BY c.last_at, c.id LIMIT $6`,
		db.Args(account, string(endedStatuses[at.status]), int64(at.lastAt), at.id, int64(before), expireLook), func(scan func(...any) error) error {
			var due int64
			err := scan(&next.id, db.N(&next.lastAt), &due)
			if seen++; due > 0 {
				ids = append(ids, next.id)
			}
			return err
		})
	switch {
	case err != nil || seen == expireLook:
		return ids, next, true, err
	case at.status+1 < len(endedStatuses):
		return ids, ExpirePlace{status: at.status + 1}, true, nil
	}
	return ids, next, false, nil
}

// Expiring counts the messages that Expire would remove of an account now, up to
// most, with their conversations; where it counts no further, the oldest is that of
// those counted.
func (s *Store) Expiring(ctx context.Context, account core.ID, before core.Time, most int) (sum core.Expiring, err error) {
	for _, status := range endedStatuses {
		var e core.Expiring
		if _, err := db.One(ctx, s.db, `SELECT COUNT(*), COUNT(DISTINCT x.id), COALESCE(MIN(x.received_at), 0) FROM (SELECT c.id, m.received_at
			FROM conversations c JOIN messages m ON m.conversation_id = c.id
			WHERE c.account_id = $1 AND c.status = $2 AND c.last_at < $3 AND c.ended_at < $3 ORDER BY c.last_at, c.id LIMIT $4) x`,
			db.Args(account, string(status), int64(before), most-int(sum.Messages)), &e.Messages, &e.Conversations, db.N(&e.OldestAt)); err != nil {
			return sum, err
		}
		sum.Add(e)
	}
	return sum, nil
}

// Expire does the next piece of removing what was said in a conversation that ended
// before a time, one short transaction, and reports whether something is left. It
// removes nothing of one that was gone on in meanwhile, or has something on its way: a
// part that waits, a change, a scheduled message, a file that is being fetched. Parts
// in doubt do not hold it back: they wait for a person, and of what ended so long ago
// nobody decides any more. The way a platform tells that one arrived after all finds
// nothing then.
//
// The conversation stays, with who had it and for how long, its rating and its
// marks: reports and the record of its person count it. The keys of its events stay
// too: a platform may deliver again.
func (s *Store) Expire(ctx context.Context, conversation core.ID, before core.Time) (core.Removed, bool, error) {
	var x *expiry
	err := s.change(ctx, conversation.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		x = &expiry{s: s, tx: tx, hints: hints, id: conversation}
		if over, err := x.lock(ctx, before); err != nil || !over {
			return err
		}
		return x.piece(ctx)
	})
	if err != nil {
		return core.Removed{}, false, err
	}
	return x.removed, x.more, nil
}

// ForgetWords does a piece of letting SQLite's index forget the words of messages that
// were removed: it keeps those until it merges what it has written. Begun is false the
// first time. More is false at its end. PostgreSQL's vacuum does it by itself.
func (s *Store) ForgetWords(ctx context.Context, begun bool) (more bool, err error) {
	if s.db.Dialect() == db.Postgres {
		return false, nil
	}
	var was, is int64
	err = s.aside(ctx, "search", func(ctx context.Context, tx db.Tx) error {
		pages := mergePages
		if !begun {
			pages = -mergePages
		}
		if _, err := db.One(ctx, tx, `SELECT total_changes()`, nil, &was); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO search (search, rank) VALUES ('merge', $1)`, pages); err != nil {
			return err
		}
		_, err := db.One(ctx, tx, `SELECT total_changes()`, nil, &is)
		return err
	})
	if err != nil {
		return false, err // it may be at work still
	}
	return !begun || is-was >= 2, nil
}

// expiry is one transaction of Expire.
type expiry struct {
	s     *Store
	tx    db.Tx
	hints *Commit
	id    core.ID

	removed core.Removed
	more    bool
}

// lock locks the conversation, with its person first, as every writer does, and
// reports whether it is over and nothing in it is under way. What the index of words
// is about to read again waits until it has.
func (x *expiry) lock(ctx context.Context, before core.Time) (over bool, err error) {
	none := func(scan func(...any) error) error { var id core.ID; return scan(&id) }
	for _, q := range []string{
		`SELECT i.id FROM identities i WHERE i.id IN (SELECT o.identity_id FROM conversations o WHERE o.id = $1)` + locking(x.tx, "i"),
		`SELECT c.id FROM conversations c WHERE c.id = $1` + locking(x.tx, "c"),
	} {
		if err := db.Each(ctx, x.tx, q, db.Args(x.id), none); err != nil {
			return false, err
		}
	}
	var one int64
	return db.One(ctx, x.tx, `SELECT 1 FROM conversations c WHERE c.id = $1 AND c.ended_at < $2 AND c.last_at < $2
		AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = $3 AND j.state <> 'dead')
		AND NOT EXISTS (SELECT 1 FROM scheduled_messages d WHERE d.conversation_id = $1 AND d.state IN ('scheduled', 'sending'))
		AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = $1 AND (m.delivery IN ('queued', 'sending') OR m.change LIKE '%"state":"pending"%'
			OR EXISTS (SELECT 1 FROM attachments a WHERE a.message_id = m.id AND a.state = 'pending')
			OR EXISTS (SELECT 1 FROM search_stale w WHERE w.message_id = m.id)))`, db.Args(x.id, int64(before), "c:"+x.id.String()), &one)
}

// piece takes what events tell of what was said, then messages, the oldest first,
// and at last what hangs on the conversation. Where messages went stays: a late mail
// is led there.
func (x *expiry) piece(ctx context.Context) error {
	n, err := x.tx.Exec(ctx, `UPDATE events SET data = NULL WHERE id IN (SELECT e.id FROM events e WHERE e.conversation_id = $1 AND e.data IS NOT NULL
		AND e.type <> $2 AND e.data NOT LIKE '%"merged_into":%' LIMIT $3)`, x.id, string(core.EventMessagesMoved), expireEvents)
	if x.more = n >= expireEvents; err != nil || x.more {
		return err
	}
	list, err := x.oldest(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	if err := x.remove(ctx, list); err != nil {
		return err
	}
	x.removed.Messages = int64(len(list))
	if x.more = len(list) == expireMessages; x.more {
		return nil
	}
	return x.empty(ctx)
}

func (x *expiry) oldest(ctx context.Context) ([]toEmpty, error) {
	return foundMessages(ctx, x.tx, `m.conversation_id = $1 ORDER BY m.seq LIMIT $2`, x.id, expireMessages)
}

// remove deletes messages with all that hangs on them.
func (x *expiry) remove(ctx context.Context, list []toEmpty) error {
	ids, raws := keysOf(list)
	set := idSet(ids)
	// A visitor's upload names its file for as long as the message is there.
	if _, err := x.tx.Exec(ctx, `WITH v(k) AS ({rows}) DELETE FROM visitor_uploads WHERE used AND blob IN (SELECT `+blobOfMedia(x.tx.Dialect())+
		` FROM attachments WHERE message_id IN (SELECT k FROM v))`, set); err != nil {
		return err
	}
	if _, err := loosen(ctx, x.tx, `WITH v(k) AS ({rows}) DELETE FROM attachments WHERE message_id IN (SELECT k FROM v) RETURNING `+blobOfMedia(x.tx.Dialect()), set); err != nil {
		return err
	}
	if len(raws) > 0 {
		n, err := loosen(ctx, x.tx, `WITH v(k) AS ({rows}) DELETE FROM raws WHERE id IN (SELECT k FROM v) RETURNING blob`, idSet(raws))
		if x.removed.Raws += n; err != nil {
			return err
		}
	}
	for _, table := range []string{"parts", "exchanges", "message_names"} {
		n, err := x.tx.Exec(ctx, `WITH v(k) AS ({rows}) DELETE FROM `+table+` WHERE message_id IN (SELECT k FROM v)`, set)
		if err != nil {
			return err
		}
		if table == "exchanges" {
			x.removed.Traces += n
		}
	}
	search := `DELETE FROM search WHERE rowid = $1`
	if x.tx.Dialect() == db.Postgres {
		search = `DELETE FROM search WHERE pos = $1`
	}
	var stmts []db.Stmt
	for _, m := range list {
		stmts = append(stmts, db.Stmt{SQL: search, Args: []any{m.pos}})
	}
	if _, err := x.tx.Flush(ctx, stmts); err != nil {
		return err
	}
	_, err := x.tx.Exec(ctx, `WITH v(k) AS ({rows}) DELETE FROM messages WHERE id IN (SELECT k FROM v)`, set)
	return err
}

// empty tells that nothing is left of what was said.
func (x *expiry) empty(ctx context.Context) error {
	for _, q := range []string{
		`DELETE FROM drafts WHERE conversation_id = $1 AND agent_id IN (SELECT who.id FROM agents who)`,
		`DELETE FROM suggestions WHERE conversation_id = $1`,
		`DELETE FROM scheduled_messages WHERE conversation_id = $1`,
		`UPDATE ratings SET comment = NULL WHERE conversation_id = $1`,
		`UPDATE transfers SET note = NULL WHERE conversation_id = $1`,
	} {
		if _, err := x.tx.Exec(ctx, q, x.id); err != nil {
			return err
		}
	}
	x.removed.Conversations = 1
	return x.s.within(ctx, x.tx, x.hints, &engine.Expire{ConversationID: x.id})
}
