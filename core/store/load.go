package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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

// load reads what a batch needs, set-wise and in few round trips: identities
// and conversations are locked, always in this order, and only then messages and
// jobs are read. On PostgreSQL every statement sees what is committed by then, so
// that what is read under the lock is what the one who held it before has left.
func (s *Store) load(ctx context.Context, tx db.Tx, n *engine.Needs, set *engine.Set, seen bool) error {
	l := &loader{tx: tx, set: set, messages: map[core.ID]struct{}{}}
	if err := l.queues(ctx, n); err != nil {
		return err
	}
	if err := l.merged(ctx, n); err != nil {
		return err
	}
	conversations := l.people(n)
	if err := l.read(ctx); err != nil {
		return err
	}
	identities, threads := s.recent.fill(n, set)
	if seen {
		l.claim(n.EventKeys)
	} else if err := l.claimNew(ctx, n.EventKeys); err != nil {
		return err
	}
	l.identities(identities)
	l.conversations(threads, conversations)
	l.names(n)
	l.early(n.Early)
	l.around(n.Conversations)
	if err := l.read(ctx); err != nil {
		return err
	}
	l.latest(n.Threads)
	l.jobs(n.Jobs)
	l.seats(n)
	if err := l.read(ctx); err != nil || len(l.messages) == 0 {
		return err
	}
	if err := readMessages(ctx, tx, l.messages, set); err != nil {
		return err
	}
	if err := l.relock(ctx); err != nil || !n.Siblings {
		return err
	}
	return l.siblings(ctx)
}

// loader collects the look-ups of a batch.
type loader struct {
	tx       db.Tx
	set      *engine.Set
	lookups  []db.Lookup
	messages map[core.ID]struct{} // to be read with all that hangs on them
}

func (l *loader) add(sql string, set db.Set, row func(scan func(...any) error) error) {
	if len(set.Rows) > 0 {
		l.lookups = append(l.lookups, db.Lookup{SQL: sql, Args: db.Args(set), Row: row})
	}
}

// read runs what was collected.
func (l *loader) read(ctx context.Context) error {
	if len(l.lookups) == 0 {
		return nil
	}
	list := l.lookups
	l.lookups = nil
	return l.tx.Read(ctx, list)
}

// merged adds what the conversations that tokens name were merged into: what comes
// goes on there. The event that ended one tells.
func (l *loader) merged(ctx context.Context, n *engine.Needs) error {
	ids := n.Rivals
	for range engine.MergedMost {
		if !n.Siblings || len(ids) == 0 {
			return nil
		}
		next := map[core.ID]struct{}{}
		l.add(`WITH v(k) AS ({rows}) SELECT c.id, (SELECT e.data FROM events e WHERE e.conversation_id = c.id AND e.data LIKE '%"merged_into":%'
			ORDER BY e.rev DESC LIMIT 1) FROM v JOIN conversations c ON c.id = v.k WHERE c.disposition = '`+core.DispositionMerged+`'`, idSet(ids),
			func(scan func(...any) error) error {
				var id core.ID
				var d struct {
					Into core.ID `json:"merged_into"`
				}
				err := scan(&id, jsonInto(&d))
				if !d.Into.IsZero() {
					l.set.Merged[id] = d.Into
					next[d.Into], n.Conversations[d.Into], n.Rivals[d.Into] = struct{}{}, struct{}{}, struct{}{}
				}
				return err
			})
		if err := l.read(ctx); err != nil {
			return err
		}
		ids = next
	}
	return nil
}

// people adds the identities of the conversations and messages named, so that
// all are locked by one statement, and before any conversation: taken in two, two
// writers could wait for each other. It returns those conversations.
func (l *loader) people(n *engine.Needs) map[core.ID]struct{} {
	ids := map[core.ID]struct{}{}
	found := func(scan func(...any) error) error {
		var id core.ID
		var identity, thread engine.Key
		err := scan(&id, &identity.Of, &identity.Text, &thread.Of, &thread.Text)
		ids[id] = struct{}{}
		n.Identities[identity] = struct{}{}
		if _, rivals := n.Rivals[id]; rivals {
			n.Threads[thread] = struct{}{}
		}
		return err
	}
	q := `SELECT c.id, i.account_id, i.external_id, c.account_id, c.thread FROM v `
	l.add(`WITH v(k) AS ({rows}) `+q+`JOIN conversations c ON c.id = v.k JOIN identities i ON i.id = c.identity_id`, idSet(n.Conversations), found)
	l.add(`WITH v(k) AS ({rows}) `+q+`JOIN messages m ON m.id = v.k JOIN conversations c ON c.id = m.conversation_id
		JOIN identities i ON i.id = c.identity_id`, idSet(n.Messages), found)
	if n.Siblings { // a message in a conversation of another account has its name here, and so has what followed a visitor
		const whose = `JOIN conversations c ON c.id = m.conversation_id JOIN identities i ON i.id = c.identity_id`
		l.add(`WITH v(k, t) AS ({rows}) `+q+`JOIN parts p ON p.account_id = v.k AND p.external_id = v.t JOIN messages m ON m.id = p.message_id `+whose,
			keySet(n.External), found)
		l.add(`WITH v(k, t) AS ({rows}) `+q+`JOIN message_names a ON a.account_id = v.k AND a.external_id = v.t JOIN messages m ON m.id = a.message_id `+whose,
			keySet(n.External), found)
	}
	for id := range n.Messages {
		l.messages[id] = struct{}{}
	}
	return ids
}

const claimKeys = `INSERT INTO event_keys (account_id, event_key) {rows} ON CONFLICT DO NOTHING`

// eventKeys are the keys in their one order.
func eventKeys(keys map[engine.Key]struct{}) db.Set {
	set := keySet(keys)
	slices.SortFunc(set.Rows, func(a, b []any) int {
		x, y := a[0].(core.ID), b[0].(core.ID)
		return cmp.Or(bytes.Compare(x[:], y[:]), strings.Compare(a[1].(string), b[1].(string)))
	})
	return set
}

// errSeen: events of a batch have come before, and nothing of it is written. It is
// run again, and asks which.
var errSeen = errors.New("events of the batch have been seen")

// claimNew writes event keys that are thought to be new. Nearly all are, and to be
// told which were costs as much again; to do a batch twice takes a writer that is alone.
func (l *loader) claimNew(ctx context.Context, keys map[engine.Key]struct{}) error {
	if len(keys) == 0 {
		return nil
	}
	set := eventKeys(keys)
	for n := len(set.Rows); n < 64 && n&(n-1) != 0; n++ { // up to a power of two: one statement and not four
		set.Rows = append(set.Rows, set.Rows[n-1])
	}
	claimed, err := l.tx.Exec(ctx, claimKeys, set)
	if err == nil && int(claimed) < len(keys) {
		err = errSeen
	}
	return err
}

// claim writes the event keys; those that were there already have been seen. It
// comes first, and in one order on every node: two that bring the same events
// wait here, and not with anything locked that the other needs.
func (l *loader) claim(keys map[engine.Key]struct{}) {
	for k := range keys {
		l.set.Seen[k] = struct{}{}
	}
	l.add(claimKeys+` RETURNING account_id, event_key`, eventKeys(keys), func(scan func(...any) error) error {
		var k engine.Key
		err := scan(&k.Of, &k.Text)
		delete(l.set.Seen, k)
		return err
	})
}

func (l *loader) identities(keys map[engine.Key]struct{}) {
	q := `WITH v(k, t) AS ({rows}) SELECT ` + prefixed("i", identityCols) +
		`, COALESCE((SELECT ct.blocked FROM contacts ct WHERE ct.id = i.contact_id), false)` +
		` FROM v JOIN identities i ON i.account_id = v.k AND i.external_id = v.t` + locking(l.tx, "i")
	l.add(q, keySet(keys), func(scan func(...any) error) error {
		var i core.Identity
		err := scan(append(scanIdentity(&i), &i.Blocked)...)
		putIdentity(l.set, i)
		return err
	})
}

func putIdentity(s *engine.Set, i core.Identity) {
	if _, ok := s.IdentityByID[i.ID]; !ok {
		row := &engine.Row[core.Identity]{V: i, Was: i}
		s.Identities[engine.Key{Of: i.AccountID, Text: i.ExternalID}], s.IdentityByID[i.ID] = row, row
	}
}

// names finds messages by external id (of the message or of one of its parts),
// album and client id.
func (l *loader) names(n *engine.Needs) {
	for _, by := range []struct {
		keys map[engine.Key]struct{}
		to   map[engine.Key]core.ID
		sql  string
	}{
		{n.External, l.set.External, `SELECT m.account_id, m.external_id, m.id FROM v JOIN messages m ON m.account_id = v.k AND m.external_id = v.t
			UNION ALL SELECT p.account_id, p.external_id, p.message_id FROM v JOIN parts p ON p.account_id = v.k AND p.external_id = v.t
			UNION ALL SELECT a.account_id, a.external_id, a.message_id FROM v JOIN message_names a ON a.account_id = v.k AND a.external_id = v.t`},
		{n.Incoming, l.set.External, `SELECT m.account_id, m.external_id, m.id FROM v JOIN messages m ON m.account_id = v.k AND m.external_id = v.t`},
		{n.Groups, l.set.Groups, `SELECT m.account_id, m.group_key, m.id FROM v JOIN messages m ON m.account_id = v.k AND m.group_key = v.t`},
		{n.ClientIDs, l.set.ClientIDs, `SELECT m.conversation_id, m.client_message_id, m.id FROM v JOIN messages m ON m.conversation_id = v.k AND m.client_message_id = v.t`},
	} {
		l.add("WITH v(k, t) AS ({rows}) "+by.sql, keySet(by.keys), func(scan func(...any) error) error {
			var k engine.Key
			var id core.ID
			err := scan(&k.Of, &k.Text, &id)
			l.messages[id] = struct{}{}
			if old := by.to[k]; bytes.Compare(old[:], id[:]) < 0 {
				by.to[k] = id // the newest of one name: an album may have begun anew
			}
			return err
		})
	}
}

// early reads what came before an external id was known. Its writer locked the
// person too: it either saw that name, or is seen here.
func (l *loader) early(keys map[engine.Key]struct{}) {
	q := `WITH v(k, t) AS ({rows}) SELECT ` + prefixed("e", earlyCols) + ` FROM v JOIN early_refs e ON e.account_id = v.k AND e.external_id = v.t`
	l.add(q, keySet(keys), func(scan func(...any) error) error {
		var e engine.Early
		err := scan(scanEarly(&e)...)
		if !slices.ContainsFunc(l.set.Early[e.Key], func(x engine.Early) bool { return x.ID == e.ID }) {
			l.set.Early[e.Key] = append(l.set.Early[e.Key], e)
		}
		if !e.ReplyID.IsZero() {
			l.messages[e.ReplyID] = struct{}{}
		}
		return err
	})
}

// relock locks the conversations of messages that were found by a name, where
// their thread was not named, and reads those messages again under the lock.
func (l *loader) relock(ctx context.Context) error {
	conversations, messages := map[core.ID]struct{}{}, map[core.ID]struct{}{}
	for id, m := range l.set.Messages {
		if c := m.V.ConversationID; !c.IsZero() && l.set.Conversations[c] == nil {
			conversations[c], messages[id] = struct{}{}, struct{}{}
		}
	}
	l.conversations(nil, conversations)
	if err := l.read(ctx); err != nil || len(messages) == 0 || l.tx.Dialect() == db.SQLite { // where nobody else writes
		return err
	}
	for id := range messages {
		delete(l.set.Messages, id)
		delete(l.set.Parts, id)
	}
	return readMessages(ctx, l.tx, messages, l.set)
}

// siblings reads what goes on with the conversations of found messages that have
// ended: the open one of the same thread, or else the latest.
func (l *loader) siblings(ctx context.Context) error {
	threads := map[engine.Key]struct{}{}
	for _, m := range l.set.Messages {
		if c := l.set.Conversations[m.V.ConversationID]; c != nil && c.V.EndedAt != 0 {
			if _, known := l.set.Threads[threadKey(c.V)]; !known {
				threads[threadKey(c.V)] = struct{}{}
			}
		}
	}
	l.conversations(threads, nil)
	if err := l.read(ctx); err != nil {
		return err
	}
	l.latest(threads)
	return l.read(ctx)
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

// conversations locks, by one statement, the open conversations of threads and
// those given by their ids.
func (l *loader) conversations(threads map[engine.Key]struct{}, ids map[core.ID]struct{}) {
	set := keySet(threads)
	for id := range ids {
		if l.set.Conversations[id] == nil {
			set.Rows = append(set.Rows, []any{id, nil})
		}
	}
	from := `v JOIN conversations c ON c.account_id = v.k AND c.thread = v.t AND c.ended_at IS NULL`
	if len(set.Rows) > len(threads) {
		from = `conversations c WHERE c.id IN
			(SELECT o.id FROM v JOIN conversations o ON o.account_id = v.k AND o.thread = v.t AND o.ended_at IS NULL
			UNION ALL SELECT v.k FROM v WHERE v.t IS NULL)`
	}
	q := `WITH v(k, t) AS ({rows}) SELECT ` + prefixed("c", conversationCols) + ` FROM ` + from + locking(l.tx, "c")
	l.add(q, set, func(scan func(...any) error) error {
		c, err := l.conversation(scan)
		if _, asked := threads[threadKey(c)]; asked && c.EndedAt == 0 { // on PostgreSQL it may have ended while we waited
			l.set.Threads[threadKey(c)] = c.ID
		}
		return err
	})
}

// latest locks the newest conversation of the threads that have no open one.
func (l *loader) latest(threads map[engine.Key]struct{}) {
	rest := map[engine.Key]struct{}{}
	for k := range threads {
		if _, found := l.set.Threads[k]; !found {
			rest[k] = struct{}{}
		}
	}
	q := `WITH v(k, t) AS ({rows}) SELECT ` + prefixed("c", conversationCols) + ` FROM v JOIN conversations c
		ON c.id = ` + latestOf("v.k", "v.t") + locking(l.tx, "c")
	l.add(q, keySet(rest), func(scan func(...any) error) error {
		c, err := l.conversation(scan)
		l.set.Threads[threadKey(c)] = c.ID
		return err
	})
}

// latestOf is the id of a thread's open conversation, or else of the newest that
// has ended, as SQL: an index holds each kind. One that was merged into another
// has nothing to go on from, nor has an erased one.
func latestOf(account, thread string) string {
	one := `(SELECT l.id FROM conversations l WHERE l.account_id = ` + account + ` AND l.thread = ` + thread + ` AND l.ended_at `
	return `COALESCE(` + one + `IS NULL), ` + one + `IS NOT NULL AND COALESCE(l.disposition, '') NOT IN ('` + core.DispositionMerged + `', '` + core.DispositionErased + `') ORDER BY l.id DESC LIMIT 1))`
}

func (l *loader) conversation(scan func(...any) error) (c core.Conversation, err error) {
	if err = scan(scanConversation(&c)...); err == nil {
		putConversation(l.set, c)
	}
	return c, err
}

func putConversation(s *engine.Set, c core.Conversation) {
	if _, ok := s.Conversations[c.ID]; !ok {
		s.Conversations[c.ID] = &engine.Row[core.Conversation]{V: c, Was: c}
	}
}

func threadKey(c core.Conversation) engine.Key { return engine.Key{Of: c.AccountID, Text: c.Thread} }

// around reads what hangs on conversations that people act on.
func (l *loader) around(ids map[core.ID]struct{}) {
	set := idSet(ids)
	q := `WITH v(k) AS ({rows}) SELECT conversation_id, agent_id FROM participants WHERE conversation_id IN (SELECT k FROM v)`
	l.add(q, set, func(scan func(...any) error) error {
		var c, a core.ID
		err := scan(&c, &a)
		l.set.Participants[c] = append(l.set.Participants[c], a)
		return err
	})
	q = `WITH v(k) AS ({rows}) SELECT ` + prefixed("t", transferCols) + `, CASE WHEN a.disabled THEN 'offline' ELSE a.availability END, r.permissions
		FROM conversations c JOIN transfers t ON t.id = c.transfer_id LEFT JOIN agents a ON a.id = t.from_agent_id LEFT JOIN roles r ON r.name = a.role
		WHERE c.id IN (SELECT k FROM v)`
	l.add(q, set, func(scan func(...any) error) error {
		var row engine.Row[engine.Transfer]
		var rights []core.Permission
		var there core.Availability
		t := &row.V
		err := scan(&t.ID, &t.ConversationID, &t.FromAgentID, &t.ToAgentID, &t.ToTeamID, db.S(&t.Note), &t.State, db.N(&t.CreatedAt),
			db.N(&t.ExpiresAt), db.N(&t.ResolvedAt), &t.ResolvedBy, db.S(&there), jsonInto(&rights))
		t.FromGone = there == core.Offline || !slices.Contains(rights, core.PermReply)
		l.set.Transfers[t.ID] = &row
		return err
	})
}

// jobs reads the fences: which epoch runs the job, and whether its lane's lease
// holds by the database's own clock.
func (l *loader) jobs(ids map[int64]struct{}) {
	set := db.Set{Cols: countCols, Repeatable: true}
	for id := range ids {
		set.Rows = append(set.Rows, []any{id})
	}
	lease := "1"
	if l.tx.Dialect() == db.Postgres {
		lease = `(SELECT COUNT(*) FROM leases l WHERE l.name = 'lane:' || j.lane AND l.epoch = j.epoch AND l.until > ` + pgNow + `)`
	}
	q := `WITH v(k) AS ({rows}) SELECT j.id, j.epoch, ` + lease + ` FROM v JOIN jobs j ON j.id = v.k WHERE j.state = 'running'`
	l.add(q, set, func(scan func(...any) error) error {
		var h engine.JobHold
		var held int64
		err := scan(&h.ID, &h.Epoch, &held)
		h.Lease = held > 0
		l.set.Jobs[h.ID] = h
		return err
	})
}

// pgNow is the database's clock in microseconds: leases are judged by it alone.
var pgNow = fmt.Sprintf("(extract(epoch FROM clock_timestamp()) * %d)::bigint", 1_000_000)
