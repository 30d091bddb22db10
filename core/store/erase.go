package store

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// How much one transaction of an erasure takes: a few milliseconds of the writer.
const (
	eraseMessages = 100
	eraseRows     = 500    // deleted by a condition
	eraseLook     = 500    // rows looked through for traces of the person
	eraseFar      = 20_000 // positions looked through for messages elsewhere
	eraseBlobMax  = 64 << 20
)

// Blobs are the bytes that rows name.
type Blobs interface {
	Open(ctx context.Context, hash string) (io.ReadCloser, int64, error)
	Delete(ctx context.Context, hash string) error
	Stat(ctx context.Context, hash string) (blob.Info, error)
}

// Erase does the next piece of an erasure, one short transaction, and returns how
// far it is then. It may be stopped at any time and goes on where it was.
func (s *Store) Erase(ctx context.Context, contact core.ID, blobs Blobs) (core.Erasure, error) {
	e, err := s.Erasure(ctx, contact)
	if err != nil || e.FinishedAt > 0 {
		return e, err
	}
	w := &eraser{s: s, blobs: blobs, e: e}
	var text string
	if _, err := db.One(ctx, s.db, `SELECT traces FROM erasures WHERE id = $1`, db.Args(e.ID), &text); err != nil {
		return e, err
	}
	if err := json.Unmarshal([]byte(text), &w.seen); err != nil {
		return e, fmt.Errorf("read the traces: %w", err)
	}
	step, known := w.steps()[e.Step]
	if !known {
		return e, fmt.Errorf("the erasure is at an unknown step %q", e.Step)
	}
	if err := step(ctx); err != nil {
		return e, fmt.Errorf("erase %s: %w", e.Step, err)
	}
	return w.e, nil
}

// eraser is one piece of an erasure.
type eraser struct {
	s     *Store
	blobs Blobs
	e     core.Erasure
	seen  traces
}

func (w *eraser) steps() map[core.EraseStep]func(context.Context) error {
	return map[core.EraseStep]func(context.Context) error{
		core.EraseConversations: w.conversations, core.EraseMessages: w.messages, core.EraseEvents: w.events, core.EraseElsewhere: w.elsewhere,
		core.EraseProfile: w.profile, core.EraseRaws: w.raws, core.EraseTraces: w.exchanges, core.EraseJobs: w.jobs, core.EraseEarly: w.early,
		core.EraseKeys: w.keys, core.EraseHealth: w.health, core.EraseFiles: w.files, core.EraseIndex: w.index, core.EraseDone: w.done,
	}
}

// commit runs f in a transaction that keeps how far the erasure is then: at after,
// or at the next step where after is empty.
func (w *eraser) commit(ctx context.Context, after string, f func(context.Context, db.Tx, *Commit) error) error {
	was := w.e
	err := w.s.change(ctx, w.e.ContactID.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		w.e = was
		if err := f(ctx, tx, hints); err != nil {
			return err
		}
		if w.e.After = after; after == "" {
			w.next()
		}
		_, err := tx.Exec(ctx, `UPDATE erasures SET step = $2, after = $3, messages = $4, files = $5, records = $6 WHERE id = $1`,
			w.e.ID, string(w.e.Step), w.e.After, w.e.Messages, w.e.Files, w.e.Records)
		return err
	})
	if err != nil {
		w.e = was
	}
	return err
}

func (w *eraser) next() {
	steps := core.EraseSteps()
	for i, step := range steps {
		if step == w.e.Step && i+1 < len(steps) {
			w.e.Step = steps[i+1]
			return
		}
	}
}

// skip goes on with the next step.
func (w *eraser) skip(ctx context.Context) error {
	return w.commit(ctx, "", func(context.Context, db.Tx, *Commit) error { return nil })
}

// counted runs a statement that deletes, and counts what it deleted.
func (w *eraser) counted(ctx context.Context, tx db.Tx, q string, args ...any) (int64, error) {
	n, err := tx.Exec(ctx, q, args...)
	w.e.Records += n
	return n, err
}

// conversation returns the next conversation of the person after one; zero: there
// is none.
func (w *eraser) conversation(ctx context.Context, after core.ID) (core.ID, error) {
	var id core.ID
	_, err := db.One(ctx, w.s.db, `SELECT c.id FROM conversations c WHERE c.contact_id = $1 AND c.id > $2 ORDER BY c.id LIMIT 1`,
		db.Args(w.e.ContactID, after), &id)
	return id, err
}

// idAfter reads where a step is; empty is before the first row. The zero id is
// NULL in the database.
func idAfter(name string) core.ID {
	id, err := core.ParseID(name)
	if err != nil {
		return core.ID{15: 1}
	}
	return id
}

// place is a conversation and how far in it a step is.
func (w *eraser) place() (id core.ID, far string) {
	name, far, _ := strings.Cut(w.e.After, ":")
	return idAfter(name), far
}

// conversations deletes what hangs on each conversation, and cancels what waits to
// be sent in it.
func (w *eraser) conversations(ctx context.Context) error {
	after, _ := w.place()
	id, err := w.conversation(ctx, after)
	if err != nil {
		return err
	}
	if id.IsZero() {
		return w.skip(ctx)
	}
	return w.commit(ctx, id.String(), func(ctx context.Context, tx db.Tx, _ *Commit) error {
		name := id.String()
		for _, key := range []string{"c:", "f:", "r:", "b:", "g:"} {
			if _, err := w.counted(ctx, tx, `DELETE FROM jobs WHERE key = $1`, key+name); err != nil {
				return err
			}
		}
		for _, table := range []string{"drafts", "scheduled_messages", "suggestions", "conversation_fields"} {
			if _, err := w.counted(ctx, tx, `DELETE FROM `+table+` WHERE conversation_id = $1`, id); err != nil {
				return err
			}
		}
		for _, q := range []string{
			`UPDATE ratings SET comment = NULL WHERE conversation_id = $1`,
			`UPDATE transfers SET note = NULL WHERE conversation_id = $1`,
			`UPDATE conversations SET last_text = NULL, subject = NULL WHERE id = $1`,
		} {
			if _, err := tx.Exec(ctx, q, id); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `UPDATE audit SET detail = NULL WHERE target = $1`, name)
		return err
	})
}

// messages empties messages. Their rows stay, with who wrote when on which channel,
// so that numbers of a conversation have no gaps and reports count what was done.
func (w *eraser) messages(ctx context.Context) error {
	id, far := w.place()
	var seq int64
	if _, err := fmt.Sscan(far, &seq); err != nil {
		var next core.ID
		if next, err = w.conversation(ctx, id); err != nil {
			return err
		}
		if next.IsZero() {
			return w.skip(ctx)
		}
		id, seq = next, 0
	}
	found, err := w.found(ctx, `m.conversation_id = $1 AND m.seq > $2 ORDER BY m.seq LIMIT $3`, id, seq, eraseMessages)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return w.commit(ctx, id.String(), func(context.Context, db.Tx, *Commit) error { return nil })
	}
	return w.commit(ctx, fmt.Sprintf("%s:%d", id, found[len(found)-1].seq), func(ctx context.Context, tx db.Tx, _ *Commit) error {
		return w.empty(ctx, tx, found)
	})
}

// elsewhere empties what the person wrote in conversations of others, as in a mail
// to several.
func (w *eraser) elsewhere(ctx context.Context) error {
	var pos, newest int64
	if w.e.After != "" {
		if _, err := fmt.Sscan(w.e.After, &pos); err != nil {
			return err
		}
	}
	if _, err := db.One(ctx, w.s.db, `SELECT COALESCE(MAX(pos), 0) FROM messages`, nil, &newest); err != nil {
		return err
	}
	if pos >= newest {
		return w.skip(ctx)
	}
	found, err := w.found(ctx, `m.pos > $1 AND m.pos <= $2 AND m.identity_id IN (SELECT i.id FROM identities i WHERE i.contact_id = $3)
		AND (m.text <> '' OR m.content IS NOT NULL OR m.external_id IS NOT NULL) ORDER BY m.pos LIMIT $4`, pos, pos+eraseFar, w.e.ContactID, eraseMessages)
	if err != nil {
		return err
	}
	to := pos + eraseFar
	if len(found) == eraseMessages {
		to = found[len(found)-1].pos
	}
	return w.commit(ctx, fmt.Sprint(to), func(ctx context.Context, tx db.Tx, _ *Commit) error { return w.empty(ctx, tx, found) })
}

// toEmpty is a message to be emptied.
type toEmpty struct {
	id, raw  core.ID
	pos, seq int64
}

func (w *eraser) found(ctx context.Context, where string, args ...any) ([]toEmpty, error) {
	return foundMessages(ctx, w.s.db, where, args...)
}

func foundMessages(ctx context.Context, q db.Querier, where string, args ...any) ([]toEmpty, error) {
	var out []toEmpty
	err := db.Each(ctx, q, `SELECT m.id, m.raw_id, m.pos, m.seq FROM messages m WHERE `+where, args, func(scan func(...any) error) error {
		var m toEmpty
		err := scan(&m.id, &m.raw, &m.pos, &m.seq)
		out = append(out, m)
		return err
	})
	return out, err
}

// keysOf returns the ids of messages, and of the raws that they came of.
func keysOf(list []toEmpty) (ids, raws map[core.ID]struct{}) {
	ids, raws = map[core.ID]struct{}{}, map[core.ID]struct{}{}
	for _, m := range list {
		ids[m.id] = struct{}{}
		if !m.raw.IsZero() {
			raws[m.raw] = struct{}{}
		}
	}
	return ids, raws
}

// empty takes the contents of messages, with the raws that they came of, and all
// that hangs on them.
func (w *eraser) empty(ctx context.Context, tx db.Tx, list []toEmpty) error {
	if len(list) == 0 {
		return nil
	}
	ids, raws := keysOf(list)
	set := idSet(ids)
	if err := w.loose(ctx, tx, `WITH v(k) AS ({rows}) DELETE FROM attachments WHERE message_id IN (SELECT k FROM v) RETURNING `+blobOfMedia(tx.Dialect()), set); err != nil {
		return err
	}
	if len(raws) > 0 {
		if err := w.loose(ctx, tx, `WITH v(k) AS ({rows}) DELETE FROM raws WHERE id IN (SELECT k FROM v) RETURNING blob`, idSet(raws)); err != nil {
			return err
		}
	}
	for _, table := range []string{"parts", "exchanges", "message_names"} {
		if _, err := w.counted(ctx, tx, `WITH v(k) AS ({rows}) DELETE FROM `+table+` WHERE message_id IN (SELECT k FROM v)`, set); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `WITH v(k) AS ({rows}) UPDATE messages SET text = '', content = NULL, attachments = 0, client_message_id = NULL, body_hash = NULL,
		external_id = NULL, group_key = NULL, delivery = CASE WHEN delivery IN ('queued', 'sending') THEN 'failed' ELSE delivery END, error_code = NULL,
		error_text = NULL, raw_id = NULL, change = NULL, edited_at = NULL, deleted_at = COALESCE(deleted_at, $1) WHERE id IN (SELECT k FROM v)`,
		set, int64(w.s.clock())); err != nil {
		return err
	}
	w.e.Messages += int64(len(list))
	return w.unsearch(ctx, tx, list, set)
}

// unsearch takes messages from the index of words, and lets it be looked at again:
// the indexer may be about to write what it has read.
func (w *eraser) unsearch(ctx context.Context, tx db.Tx, list []toEmpty, set db.Set) error {
	var stmts []db.Stmt
	for _, m := range list {
		stmts = append(stmts, w.s.indexStmts(indexed{pos: m.pos})...)
	}
	if _, err := tx.Flush(ctx, stmts); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO search_stale (message_id) {rows} ON CONFLICT DO NOTHING`, db.Set{Cols: db.Cols("message_id uuid"), Rows: set.Rows})
	return err
}

// loose deletes rows, and notes the blobs that they named.
func (w *eraser) loose(ctx context.Context, tx db.Tx, q string, args ...any) error {
	n, err := loosen(ctx, tx, q, args...)
	w.e.Records += n
	return err
}

// events takes the data of what happened; that it happened stays.
func (w *eraser) events(ctx context.Context) error {
	id, far := w.place()
	var rev int64
	if _, err := fmt.Sscan(far, &rev); err != nil {
		var next core.ID
		if next, err = w.conversation(ctx, id); err != nil {
			return err
		}
		if next.IsZero() {
			return w.skip(ctx)
		}
		id, rev = next, 0
	}
	var to int64
	if _, err := db.One(ctx, w.s.db, `SELECT COALESCE(MAX(rev), 0) FROM (SELECT e.rev FROM events e WHERE e.conversation_id = $1 AND e.rev > $2 ORDER BY e.rev LIMIT $3) x`,
		db.Args(id, rev, eraseRows), &to); err != nil {
		return err
	}
	if to == 0 {
		return w.commit(ctx, id.String(), func(context.Context, db.Tx, *Commit) error { return nil })
	}
	return w.commit(ctx, fmt.Sprintf("%s:%d", id, to), func(ctx context.Context, tx db.Tx, _ *Commit) error {
		_, err := tx.Exec(ctx, `UPDATE events SET data = NULL WHERE conversation_id = $1 AND rev > $2 AND rev <= $3 AND data IS NOT NULL`, id, rev, to)
		return err
	})
}

// profile deletes what hangs on the contacts themselves, some of it a time.
func (w *eraser) profile(ctx context.Context) error {
	var n int64
	err := w.commit(ctx, "again", func(ctx context.Context, tx db.Tx, _ *Commit) error {
		n = 0
		for _, q := range []string{
			`DELETE FROM contact_notes WHERE id IN (SELECT x.id FROM contact_notes x WHERE x.contact_id IN (SELECT id FROM home) LIMIT $2)`,
			`DELETE FROM events WHERE id IN (SELECT x.id FROM events x WHERE x.contact_id IN (SELECT id FROM home) AND x.conversation_id IS NULL LIMIT $2)`,
			`DELETE FROM taggings WHERE (target_id, tag_id) IN (SELECT x.target_id, x.tag_id FROM taggings x WHERE x.target_id IN (SELECT id FROM home) LIMIT $2)`,
			`DELETE FROM contact_terms WHERE (term, contact_id) IN (SELECT x.term, x.contact_id FROM contact_terms x WHERE x.contact_id IN (SELECT id FROM home) LIMIT $2)`,
		} {
			gone, err := w.counted(ctx, tx, mergedInto+q, w.e.ContactID, eraseRows)
			if err != nil {
				return err
			}
			n += gone
		}
		return w.unaudited(ctx, tx)
	})
	if err != nil || n > 0 {
		return err
	}
	return w.skip(ctx)
}

// unaudited takes the details of changes of the contacts. Who changed them stays.
func (w *eraser) unaudited(ctx context.Context, tx db.Tx) error {
	var targets [][]any
	err := db.Each(ctx, tx, mergedInto+`SELECT id FROM home`, db.Args(w.e.ContactID), func(scan func(...any) error) error {
		var id core.ID
		err := scan(&id)
		targets = append(targets, []any{id.String()})
		return err
	})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `WITH v(t) AS ({rows}) UPDATE audit SET detail = NULL WHERE detail IS NOT NULL AND target IN (SELECT t FROM v)`,
		db.Set{Cols: db.Cols("t text"), Rows: targets})
	return err
}
