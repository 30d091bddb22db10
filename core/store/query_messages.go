package store

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// sees returns seq and rev of a conversation that the viewer may see.
func (s *Store) sees(ctx context.Context, v core.Viewer, id core.ID) (seq, rev int64, err error) {
	scope, args := visible(v, 2)
	ok, err := db.One(ctx, s.db, `SELECT c.seq, c.rev FROM conversations c WHERE c.id = $1 AND `+scope, append(db.Args(id), args...), &seq, &rev)
	if err == nil && !ok {
		err = engine.ErrNotFound
	}
	return seq, rev, err
}

// Messages returns those with seq > after, oldest first.
func (s *Store) Messages(ctx context.Context, v core.Viewer, conversation core.ID, after int64, limit int) ([]core.Message, error) {
	if _, _, err := s.sees(ctx, v, conversation); err != nil {
		return nil, err
	}
	return s.messages(ctx, `m.conversation_id = $1 AND m.seq > $2 ORDER BY m.seq LIMIT $3`, conversation, after, pageLimit(core.Page{Limit: limit}))
}

func (s *Store) messages(ctx context.Context, where string, args ...any) ([]core.Message, error) {
	var out []core.Message
	with := map[core.ID]struct{}{}
	err := db.Each(ctx, s.db, `SELECT `+prefixed("m", messageCols)+` FROM messages m WHERE `+where, args, func(scan func(...any) error) error {
		var m core.Message
		var n int64
		if err := scan(scanMessage(&m, &n)...); err != nil {
			return err
		}
		if n > 0 {
			with[m.ID] = struct{}{}
		}
		out = append(out, m)
		return nil
	})
	if err != nil || len(with) == 0 {
		return out, err
	}
	attachments, err := readAttachments(ctx, s.db, with)
	for i := range out {
		out[i].Attachments = attachments[out[i].ID]
	}
	return out, err
}

// Message returns one message of a conversation that the viewer may see.
func (s *Store) Message(ctx context.Context, v core.Viewer, conversation, message core.ID) (core.Message, error) {
	if _, _, err := s.sees(ctx, v, conversation); err != nil {
		return core.Message{}, err
	}
	list, err := s.messages(ctx, `m.id = $1 AND m.conversation_id = $2`, message, conversation)
	if err == nil && len(list) == 0 {
		err = engine.ErrMessageNotFound
	}
	if err != nil {
		return core.Message{}, err
	}
	return list[0], nil
}

// Changes returns new messages and events with rev > after, in order of rev.
// A message raises rev by one at least, so that those after a rev are among
// the last rev - after messages: the scan never starts at the beginning. What
// is committed while this reads is left for the next call: one of the two reads
// could see it without what came before it.
func (s *Store) Changes(ctx context.Context, v core.Viewer, conversation core.ID, after int64, limit int) ([]core.Change, error) {
	seq, rev, err := s.sees(ctx, v, conversation)
	if err != nil {
		return nil, err
	}
	return s.changes(ctx, conversation, seq, rev, after, pageLimit(core.Page{Limit: limit}))
}

func (s *Store) changes(ctx context.Context, conversation core.ID, seq, rev, after int64, limit int) ([]core.Change, error) {
	messages, err := s.messages(ctx, `m.conversation_id = $1 AND m.seq > $2 AND m.rev > $3 AND m.rev <= $4 ORDER BY m.seq LIMIT $5`,
		conversation, max(0, seq-(rev-after)), after, rev, limit)
	if err != nil {
		return nil, err
	}
	var out []core.Change
	for i := range messages {
		out = append(out, core.Change{Rev: messages[i].Rev, Message: &messages[i]})
	}
	q := `SELECT ` + prefixed("e", eventCols) + ` FROM events e WHERE e.conversation_id = $1 AND e.rev > $2 AND e.rev <= $3 ORDER BY e.rev LIMIT $4`
	err = db.Each(ctx, s.db, q, db.Args(conversation, after, rev, limit), func(scan func(...any) error) error {
		var e core.Event
		if err := scan(scanEvent(&e)...); err != nil {
			return err
		}
		out = append(out, core.Change{Rev: e.Rev, Event: &e})
		return nil
	})
	sort.Slice(out, func(i, j int) bool { return out[i].Rev < out[j].Rev })
	if len(out) > limit {
		out = out[:limit]
	}
	return out, err
}

// Stream returns what a visitor's stream holds after an offset, in order, as
// changes whose Rev is the offset.
func (s *Store) Stream(ctx context.Context, identity core.ID, after int64, limit int) ([]core.Change, error) {
	// As in Changes, what comes while this reads is left for the next call.
	list, _, err := s.StreamSince(ctx, identity, after, pageLimit(core.Page{Limit: limit}))
	return list, err
}

func (s *Store) streamChanges(ctx context.Context, identity core.ID, newest, after int64, limit int) ([]core.Change, error) {
	messages, err := s.messages(ctx, `m.identity_id = $1 AND m.stream_offset > $2 AND m.stream_offset <= $3 ORDER BY m.stream_offset LIMIT $4`,
		identity, after, newest, limit)
	if err != nil {
		return nil, err
	}
	var out []core.Change
	for i := range messages {
		out = append(out, core.Change{Rev: messages[i].StreamOffset, Message: &messages[i]})
	}
	q := `SELECT ` + prefixed("e", eventCols) + ` FROM events e WHERE e.identity_id = $1 AND e.stream_offset > $2 AND e.stream_offset <= $3
		ORDER BY e.stream_offset LIMIT $4`
	err = db.Each(ctx, s.db, q, db.Args(identity, after, newest, limit), func(scan func(...any) error) error {
		var e core.Event
		if err := scan(scanEvent(&e)...); err != nil {
			return err
		}
		out = append(out, core.Change{Rev: e.StreamOffset, Event: &e})
		return nil
	})
	sort.Slice(out, func(i, j int) bool { return out[i].Rev < out[j].Rev })
	if len(out) > limit {
		out = out[:limit]
	}
	return out, err
}

// Parts returns the parts of a message with their fate.
func (s *Store) Parts(ctx context.Context, v core.Viewer, conversation, message core.ID) ([]core.PartRow, error) {
	if _, err := s.Message(ctx, v, conversation, message); err != nil {
		return nil, err
	}
	parts, err := readParts(ctx, s.db, map[core.ID]struct{}{message: {}})
	return parts[message], err
}

// Exchanges returns the traces of a message's calls, oldest first.
func (s *Store) Exchanges(ctx context.Context, v core.Viewer, conversation, message core.ID) ([]core.Exchange, error) {
	if _, err := s.Message(ctx, v, conversation, message); err != nil {
		return nil, err
	}
	var out []core.Exchange
	err := db.Each(ctx, s.db, `SELECT data FROM exchanges WHERE message_id = $1 ORDER BY id LIMIT $2`, db.Args(message, pageMax), func(scan func(...any) error) error {
		var x core.Exchange
		err := scan(jsonInto(&x))
		out = append(out, x)
		return err
	})
	return out, err
}

// AddExchanges keeps traces. They are for people: losing one loses no message.
func (s *Store) AddExchanges(ctx context.Context, list []core.Exchange) error {
	if len(list) == 0 {
		return nil
	}
	cols := db.Cols("id uuid, account_id uuid, message_id uuid, part_id uuid, at bigint, data text")
	set := db.Set{Cols: cols, Rows: rowsOf(list, func(x core.Exchange) []any {
		return []any{x.ID, x.AccountID, x.MessageID, x.PartID, int64(x.At), mustJSON(x)}
	})}
	return s.aside(ctx, list[0].AccountID.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO exchanges (`+db.Names(cols)+`) {rows}`, set)
		return err
	})
}

// Attachment returns an attachment of a conversation that the viewer may see.
func (s *Store) Attachment(ctx context.Context, v core.Viewer, id core.ID) (core.Attachment, core.Message, error) {
	var a core.Attachment
	scope, args := visible(v, 2)
	q := fmt.Sprintf(`SELECT %s FROM attachments a JOIN messages m ON m.id = a.message_id JOIN conversations c ON c.id = m.conversation_id
		WHERE a.id = $1 AND %s`, prefixed("a", attachmentCols), scope)
	ok, err := db.One(ctx, s.db, q, append(db.Args(id), args...), scanAttachment(&a)...)
	if err == nil && !ok {
		err = &core.Problem{Status: 404, Code: "attachment.not_found", Text: "there is no such attachment, or you may not see it"}
	}
	if err != nil {
		return a, core.Message{}, err
	}
	list, err := s.messages(ctx, `m.id = $1`, a.MessageID)
	if err != nil || len(list) == 0 {
		return a, core.Message{}, err
	}
	return a, list[0], nil
}

// Outgoing returns a message with its parts, for the sender.
func (s *Store) Outgoing(ctx context.Context, id core.ID) (core.Message, []core.PartRow, error) {
	list, err := s.messages(ctx, `m.id = $1`, id)
	if err == nil && len(list) == 0 {
		err = engine.ErrMessageNotFound
	}
	if err != nil {
		return core.Message{}, nil, err
	}
	parts, err := readParts(ctx, s.db, map[core.ID]struct{}{id: {}})
	return list[0], parts[id], err
}

// doubtReach is how many messages back a doubt still holds up what follows.
const doubtReach = 50

// DoubtBefore returns when the newest part in doubt among the messages right
// before one was found so; zero when there is none.
func (s *Store) DoubtBefore(ctx context.Context, m core.Message) (core.Time, error) {
	var at core.Time
	_, err := db.One(ctx, s.db, `SELECT MAX(p.updated_at) FROM messages m JOIN parts p ON p.message_id = m.id
		WHERE m.conversation_id = $1 AND m.seq < $2 AND m.seq >= $3 AND m.delivery = 'in_doubt' AND p.state = 'in_doubt'`,
		db.Args(m.ConversationID, m.Seq, m.Seq-doubtReach), db.N(&at))
	return at, err
}

// refsMax is how many external ids of a conversation an answer refers to.
const refsMax = 20

// Refs returns the external ids of the public messages before one, the oldest
// first, and the last of those that came in. What never left has none. What follows
// by mail out of a stream refers to what followed before, and to the first of it above
// all, whatever was said in between.
func (s *Store) Refs(ctx context.Context, m core.Message) (refs []string, incoming string, err error) {
	if m.Visibility == core.SystemLine {
		if refs, err = s.followed(ctx, m); err != nil {
			return nil, "", err
		}
	}
	before := len(refs)
	q := `SELECT m.direction, COALESCE(m.external_id, p.external_id) FROM (SELECT id, seq, direction, external_id FROM messages
			WHERE conversation_id = $1 AND seq < $2 AND visibility = 'public' ORDER BY seq DESC LIMIT $3) m
		LEFT JOIN parts p ON p.message_id = m.id AND p.state <> 'queued'
		WHERE COALESCE(m.external_id, p.external_id) IS NOT NULL ORDER BY m.seq, p.idx`
	err = db.Each(ctx, s.db, q, db.Args(m.ConversationID, m.Seq, refsMax), func(scan func(...any) error) error {
		var direction, id string
		err := scan(&direction, &id)
		refs = append(refs, id)
		if core.Direction(direction) == core.In {
			incoming = id
		}
		return err
	})
	return slices.Delete(refs, before, max(before, len(refs)-(refsMax-before))), incoming, err
}

// followed returns the external ids of the first lines of a conversation that left by
// mail before one.
func (s *Store) followed(ctx context.Context, m core.Message) (refs []string, err error) {
	q := `SELECT p.external_id FROM messages m JOIN parts p ON p.message_id = m.id AND p.state <> 'queued'
		WHERE m.conversation_id = $1 AND m.seq < $2 AND m.visibility = 'system' AND p.external_id IS NOT NULL ORDER BY m.seq, p.idx LIMIT $3`
	err = db.Each(ctx, s.db, q, db.Args(m.ConversationID, m.Seq, refsMax/2), func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		refs = append(refs, id)
		return err
	})
	return refs, err
}
