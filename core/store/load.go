package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

var (
	keyCols   = db.Cols("k uuid, t text")
	idCols    = db.Cols("k uuid")
	countCols = db.Cols("k bigint")
)

// locking is appended to reads of rows that the batch may change. PostgreSQL
// locks them in the order of their keys; SQLite has one writer.
func locking(q db.Querier, of string) string {
	if q.Dialect() == db.Postgres {
		return " ORDER BY " + of + ".id FOR NO KEY UPDATE OF " + of
	}
	return ""
}

func keySet(m map[engine.Key]struct{}) db.Set {
	s := db.Set{Cols: keyCols, Repeatable: true}
	for k := range m {
		s.Rows = append(s.Rows, []any{k.Of, k.Text})
	}
	return s
}

func idSet(m map[core.ID]struct{}) db.Set {
	s := db.Set{Cols: idCols, Repeatable: true}
	for k := range m {
		s.Rows = append(s.Rows, []any{k})
	}
	return s
}

// load reads what a batch needs, set-wise: identities and conversations are
// locked, always in this order, and only then the messages and jobs are read.
// On PostgreSQL every statement sees what is committed by then, so that what is
// read under the lock is what the one who held it before has left.
func load(ctx context.Context, tx db.Tx, n *engine.Needs, s *engine.Set) error {
	for _, f := range []func(context.Context, db.Tx, *engine.Needs, *engine.Set) error{
		loadSeen, loadIdentities, loadConversations, loadMessages, loadAround, loadJobs,
	} {
		if err := f(ctx, tx, n, s); err != nil {
			return err
		}
	}
	return nil
}

func loadSeen(ctx context.Context, tx db.Tx, n *engine.Needs, s *engine.Set) error {
	if len(n.EventKeys) == 0 {
		return nil
	}
	q := `WITH v(k, t) AS ({rows}) SELECT e.account_id, e.event_key FROM v JOIN event_keys e ON e.account_id = v.k AND e.event_key = v.t`
	return db.Each(ctx, tx, q, db.Args(keySet(n.EventKeys)), func(scan func(...any) error) error {
		var k engine.Key
		if err := scan(&k.Of, &k.Text); err != nil {
			return err
		}
		s.Seen[k] = struct{}{}
		return nil
	})
}

func putIdentity(s *engine.Set, scan func(...any) error) error {
	var row engine.Row[core.Identity]
	if err := scan(scanIdentity(&row.V)...); err != nil {
		return err
	}
	if _, ok := s.IdentityByID[row.V.ID]; !ok {
		s.Identities[engine.Key{Of: row.V.AccountID, Text: row.V.ExternalID}], s.IdentityByID[row.V.ID] = &row, &row
	}
	return nil
}

// loadIdentities locks those named and those of the conversations named, in
// one statement: taken in two, two writers could wait for each other.
func loadIdentities(ctx context.Context, tx db.Tx, n *engine.Needs, s *engine.Set) error {
	if len(n.Conversations) > 0 {
		q := `WITH v(k) AS ({rows}) SELECT i.account_id, i.external_id FROM v JOIN conversations c ON c.id = v.k JOIN identities i ON i.id = c.identity_id`
		err := db.Each(ctx, tx, q, db.Args(idSet(n.Conversations)), func(scan func(...any) error) error {
			var k engine.Key
			err := scan(&k.Of, &k.Text)
			n.Identities[k] = struct{}{}
			return err
		})
		if err != nil {
			return err
		}
	}
	if len(n.Identities) == 0 {
		return nil
	}
	q := `WITH v(k, t) AS ({rows}) SELECT ` + prefixed("i", identityCols) +
		` FROM v JOIN identities i ON i.account_id = v.k AND i.external_id = v.t` + locking(tx, "i")
	return db.Each(ctx, tx, q, db.Args(keySet(n.Identities)), func(scan func(...any) error) error { return putIdentity(s, scan) })
}

// loadMessages finds messages by id, external id (of the message or of one of
// its parts), album and client id; with the parts of those that went out.
func loadMessages(ctx context.Context, tx db.Tx, n *engine.Needs, s *engine.Set) error {
	ids := map[core.ID]struct{}{}
	for id := range n.Messages {
		ids[id] = struct{}{}
	}
	for _, by := range []struct {
		keys map[engine.Key]struct{}
		to   map[engine.Key]core.ID
		sql  string
	}{
		{n.External, s.External, `SELECT m.account_id, m.external_id, m.id FROM v JOIN messages m ON m.account_id = v.k AND m.external_id = v.t
			UNION ALL SELECT p.account_id, p.external_id, p.message_id FROM v JOIN parts p ON p.account_id = v.k AND p.external_id = v.t
			UNION ALL SELECT a.account_id, a.external_id, a.message_id FROM v JOIN message_names a ON a.account_id = v.k AND a.external_id = v.t`},
		{n.Groups, s.Groups, `SELECT m.account_id, m.group_key, m.id FROM v JOIN messages m ON m.account_id = v.k AND m.group_key = v.t`},
		{n.ClientIDs, s.ClientIDs, `SELECT m.conversation_id, m.client_message_id, m.id FROM v JOIN messages m ON m.conversation_id = v.k AND m.client_message_id = v.t`},
	} {
		if len(by.keys) == 0 {
			continue
		}
		err := db.Each(ctx, tx, "WITH v(k, t) AS ({rows}) "+by.sql, db.Args(keySet(by.keys)), func(scan func(...any) error) error {
			var k engine.Key
			var id core.ID
			if err := scan(&k.Of, &k.Text, &id); err != nil {
				return err
			}
			ids[id] = struct{}{}
			if old := by.to[k]; bytes.Compare(old[:], id[:]) < 0 {
				by.to[k] = id // the newest of one name: an album may have begun anew
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if err := readMessages(ctx, tx, ids, s); err != nil {
		return err
	}
	return relock(ctx, tx, s)
}

// relock locks the conversations of messages that were found by a name, where
// their thread was not named, and reads those messages again under the lock.
func relock(ctx context.Context, tx db.Tx, s *engine.Set) error {
	conversations, messages := map[core.ID]struct{}{}, map[core.ID]struct{}{}
	for id, m := range s.Messages {
		if c := m.V.ConversationID; !c.IsZero() && s.Conversations[c] == nil {
			conversations[c], messages[id] = struct{}{}, struct{}{}
		}
	}
	if len(messages) == 0 {
		return nil
	}
	if err := lockConversations(ctx, tx, conversations, s); err != nil {
		return err
	}
	if tx.Dialect() == db.SQLite { // nobody else writes
		return nil
	}
	for id := range messages {
		delete(s.Messages, id)
		delete(s.Parts, id)
	}
	return readMessages(ctx, tx, messages, s)
}

func readMessages(ctx context.Context, tx db.Tx, ids map[core.ID]struct{}, s *engine.Set) error {
	withAttachments, out := map[core.ID]struct{}{}, map[core.ID]struct{}{}
	q := `WITH v(k) AS ({rows}) SELECT ` + prefixed("m", messageCols) + ` FROM v JOIN messages m ON m.id = v.k`
	err := db.Each(ctx, tx, q, db.Args(idSet(ids)), func(scan func(...any) error) error {
		var row engine.Row[core.Message]
		var n int64
		if err := scan(scanMessage(&row.V, &n)...); err != nil {
			return err
		}
		s.Messages[row.V.ID] = &row
		if n > 0 {
			withAttachments[row.V.ID] = struct{}{}
		}
		if row.V.Direction == core.Out {
			out[row.V.ID] = struct{}{}
		}
		return nil
	})
	if err != nil {
		return err
	}
	attachments, err := readAttachments(ctx, tx, withAttachments)
	if err != nil {
		return err
	}
	for id, list := range attachments {
		s.Messages[id].V.Attachments = list
	}
	parts, err := readParts(ctx, tx, out)
	if err != nil {
		return err
	}
	for id, list := range parts {
		for _, p := range list {
			s.Parts[id] = append(s.Parts[id], &engine.Row[core.PartRow]{V: p})
		}
	}
	return nil
}

func readAttachments(ctx context.Context, q db.Querier, ids map[core.ID]struct{}) (map[core.ID][]core.Attachment, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	out := map[core.ID][]core.Attachment{}
	sql := `WITH v(k) AS ({rows}) SELECT ` + prefixed("a", attachmentCols) +
		` FROM attachments a WHERE a.message_id IN (SELECT k FROM v) ORDER BY a.message_id, a.idx`
	err := db.Each(ctx, q, sql, db.Args(idSet(ids)), func(scan func(...any) error) error {
		var a core.Attachment
		if err := scan(scanAttachment(&a)...); err != nil {
			return err
		}
		out[a.MessageID] = append(out[a.MessageID], a)
		return nil
	})
	return out, err
}

func readParts(ctx context.Context, q db.Querier, ids map[core.ID]struct{}) (map[core.ID][]core.PartRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	out := map[core.ID][]core.PartRow{}
	sql := `WITH v(k) AS ({rows}) SELECT ` + prefixed("p", partCols) +
		` FROM parts p WHERE p.message_id IN (SELECT k FROM v) ORDER BY p.message_id, p.idx`
	err := db.Each(ctx, q, sql, db.Args(idSet(ids)), func(scan func(...any) error) error {
		var p core.PartRow
		if err := scan(scanPart(&p)...); err != nil {
			return err
		}
		out[p.MessageID] = append(out[p.MessageID], p)
		return nil
	})
	return out, err
}

// loadConversations locks those that are named, by their ids, their threads or
// the ids of their messages.
func loadConversations(ctx context.Context, tx db.Tx, n *engine.Needs, s *engine.Set) error {
	ids := map[core.ID]struct{}{}
	for id := range n.Conversations {
		ids[id] = struct{}{}
	}
	if len(n.Messages) > 0 {
		q := `WITH v(k) AS ({rows}) SELECT m.conversation_id FROM v JOIN messages m ON m.id = v.k WHERE m.conversation_id IS NOT NULL`
		err := db.Each(ctx, tx, q, db.Args(idSet(n.Messages)), func(scan func(...any) error) error {
			var id core.ID
			err := scan(&id)
			ids[id] = struct{}{}
			return err
		})
		if err != nil {
			return err
		}
	}
	if len(n.Threads) > 0 {
		if err := loadThreads(ctx, tx, n.Threads, ids, s); err != nil {
			return err
		}
	}
	if len(n.Rivals) > 0 {
		q := `WITH v(k) AS ({rows}) SELECT o.account_id, o.thread, o.id FROM v
			JOIN conversations c ON c.id = v.k JOIN conversations o ON o.account_id = c.account_id AND o.thread = c.thread AND o.ended_at IS NULL`
		if err := readThreads(ctx, tx, q, idSet(n.Rivals), ids, s); err != nil {
			return err
		}
	}
	return lockConversations(ctx, tx, ids, s)
}

// theLatest is the newest conversation of a thread, open or ended.
const theLatest = `(SELECT l.id FROM conversations l WHERE l.account_id = v.k AND l.thread = v.t ORDER BY l.id DESC LIMIT 1)`

// loadThreads finds the open conversation of each thread, or else its latest.
// Where nobody else writes they are read at once; else their ids, to be locked
// in order.
func loadThreads(ctx context.Context, tx db.Tx, keys map[engine.Key]struct{}, ids map[core.ID]struct{}, s *engine.Set) error {
	if tx.Dialect() == db.Postgres {
		return readThreads(ctx, tx, `WITH v(k, t) AS ({rows}) SELECT v.k, v.t, COALESCE((SELECT o.id FROM conversations o
			WHERE o.account_id = v.k AND o.thread = v.t AND o.ended_at IS NULL), `+theLatest+`) FROM v`, keySet(keys), ids, s)
	}
	read := func(keys map[engine.Key]struct{}, on string) error {
		q := `WITH v(k, t) AS ({rows}) SELECT ` + prefixed("c", conversationCols) + ` FROM v JOIN conversations c ON ` + on
		return db.Each(ctx, tx, q, db.Args(keySet(keys)), func(scan func(...any) error) error {
			c, err := putConversation(s, scan)
			s.Threads[engine.Key{Of: c.AccountID, Text: c.Thread}] = c.ID
			return err
		})
	}
	if err := read(keys, `c.account_id = v.k AND c.thread = v.t AND c.ended_at IS NULL`); err != nil {
		return err
	}
	rest := map[engine.Key]struct{}{}
	for k := range keys {
		if _, found := s.Threads[k]; !found {
			rest[k] = struct{}{}
		}
	}
	if len(rest) == 0 {
		return nil
	}
	return read(rest, `c.id = `+theLatest)
}

func readThreads(ctx context.Context, tx db.Tx, sql string, set db.Set, ids map[core.ID]struct{}, s *engine.Set) error {
	return db.Each(ctx, tx, sql, db.Args(set), func(scan func(...any) error) error {
		var k engine.Key
		var id core.ID
		if err := scan(&k.Of, &k.Text, &id); err != nil {
			return err
		}
		if !id.IsZero() {
			s.Threads[k] = id
			ids[id] = struct{}{}
		}
		return nil
	})
}

func putConversation(s *engine.Set, scan func(...any) error) (core.Conversation, error) {
	var row engine.Row[core.Conversation]
	if err := scan(scanConversation(&row.V)...); err != nil {
		return row.V, err
	}
	row.Was = row.V
	if _, ok := s.Conversations[row.V.ID]; !ok {
		s.Conversations[row.V.ID] = &row
	}
	return row.V, nil
}

func lockConversations(ctx context.Context, tx db.Tx, ids map[core.ID]struct{}, s *engine.Set) error {
	for id := range s.Conversations { // read and, on PostgreSQL, locked already
		delete(ids, id)
	}
	if len(ids) == 0 {
		return nil
	}
	q := `WITH v(k) AS ({rows}) SELECT ` + prefixed("c", conversationCols) + ` FROM v JOIN conversations c ON c.id = v.k` + locking(tx, "c")
	return db.Each(ctx, tx, q, db.Args(idSet(ids)), func(scan func(...any) error) error {
		_, err := putConversation(s, scan)
		return err
	})
}

// loadAround reads what hangs on conversations that people act on.
func loadAround(ctx context.Context, tx db.Tx, n *engine.Needs, s *engine.Set) error {
	if len(n.Conversations) == 0 {
		return nil
	}
	set := idSet(n.Conversations)
	q := `WITH v(k) AS ({rows}) SELECT conversation_id, agent_id FROM participants WHERE conversation_id IN (SELECT k FROM v)`
	err := db.Each(ctx, tx, q, db.Args(set), func(scan func(...any) error) error {
		var c, a core.ID
		if err := scan(&c, &a); err != nil {
			return err
		}
		s.Participants[c] = append(s.Participants[c], a)
		return nil
	})
	if err != nil {
		return err
	}
	q = `WITH v(k) AS ({rows}) SELECT ` + prefixed("t", transferCols) +
		` FROM conversations c JOIN transfers t ON t.id = c.transfer_id WHERE c.id IN (SELECT k FROM v)`
	return db.Each(ctx, tx, q, db.Args(set), func(scan func(...any) error) error {
		var row engine.Row[engine.Transfer]
		t := &row.V
		if err := scan(&t.ID, &t.ConversationID, &t.FromAgentID, &t.ToAgentID, &t.ToTeamID, db.S(&t.Note), &t.State, db.N(&t.CreatedAt),
			db.N(&t.ExpiresAt), db.N(&t.ResolvedAt), &t.ResolvedBy); err != nil {
			return err
		}
		s.Transfers[t.ID] = &row
		return nil
	})
}

// loadJobs reads the fences: which epoch runs the job, and whether its lane's
// lease holds by the database's own clock.
func loadJobs(ctx context.Context, tx db.Tx, n *engine.Needs, s *engine.Set) error {
	if len(n.Jobs) == 0 {
		return nil
	}
	set := db.Set{Cols: countCols, Repeatable: true}
	for id := range n.Jobs {
		set.Rows = append(set.Rows, []any{id})
	}
	lease := "1"
	if tx.Dialect() == db.Postgres {
		lease = `(SELECT COUNT(*) FROM leases l WHERE l.name = 'lane:' || j.lane AND l.epoch = j.epoch AND l.until > ` + pgNow + `)`
	}
	q := `WITH v(k) AS ({rows}) SELECT j.id, j.epoch, ` + lease + ` FROM v JOIN jobs j ON j.id = v.k WHERE j.state = 'running'`
	return db.Each(ctx, tx, q, db.Args(set), func(scan func(...any) error) error {
		var h engine.JobHold
		var held int64
		if err := scan(&h.ID, &h.Epoch, &held); err != nil {
			return err
		}
		h.Lease = held > 0
		s.Jobs[h.ID] = h
		return nil
	})
}

// pgNow is the database's clock in microseconds: leases are judged by it alone.
var pgNow = fmt.Sprintf("(extract(epoch FROM clock_timestamp()) * %d)::bigint", 1_000_000)
