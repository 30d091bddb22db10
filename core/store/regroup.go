package store

import (
	"context"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// SplitConversation gives messages of a conversation to a new one, which it returns: those
// that are named, or one and all that came after it. Lines of ours stay.
func (s *Store) SplitConversation(ctx context.Context, v core.Viewer, conversation core.ID, messages []core.ID, from core.ID) (core.ID, error) {
	into := core.NewID()
	err := s.change(ctx, conversation.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		r := &regroup{s: s, tx: tx, hints: hints, by: v.Actor()}
		found, err := r.lock(ctx, v, conversation)
		if err != nil {
			return err
		}
		old := found[conversation]
		chosen, err := r.chosen(ctx, conversation, messages, from)
		if err != nil {
			return err
		}
		return r.split(ctx, old, into, chosen)
	})
	return into, err
}

// MergeConversations puts the messages of a conversation behind those of another one and ends
// the first.
func (s *Store) MergeConversations(ctx context.Context, v core.Viewer, conversation, into core.ID) error {
	if conversation == into {
		return engine.ErrMergeSelf
	}
	return s.change(ctx, into.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		r := &regroup{s: s, tx: tx, hints: hints, by: v.Actor()}
		found, err := r.lock(ctx, v, conversation, into)
		if err != nil {
			return err
		}
		if err := engine.MayMerge(v, found[conversation], found[into]); err != nil {
			return err
		}
		return r.merge(ctx, found[conversation], found[into], false)
	})
}

// regroup moves messages from one conversation to another in a transaction.
type regroup struct {
	s     *Store
	tx    db.Tx
	hints *Commit
	by    core.Actor
}

// lock locks conversations that the viewer may see, with their people first, as
// every writer does.
func (r *regroup) lock(ctx context.Context, v core.Viewer, ids ...core.ID) (map[core.ID]core.Conversation, error) {
	a, b := ids[0], ids[len(ids)-1]
	q := `SELECT i.id FROM identities i WHERE i.id IN (SELECT o.identity_id FROM conversations o WHERE o.id IN ($1, $2))` + locking(r.tx, "i")
	if err := db.Each(ctx, r.tx, q, db.Args(a, b), func(scan func(...any) error) error { var id core.ID; return scan(&id) }); err != nil {
		return nil, err
	}
	scope, args := visible(v, 3)
	out := map[core.ID]core.Conversation{}
	q = `SELECT ` + prefixed("c", conversationCols) + ` FROM conversations c WHERE c.id IN ($1, $2) AND (` + scope + `)` + locking(r.tx, "c")
	err := db.Each(ctx, r.tx, q, append(db.Args(a, b), args...), func(scan func(...any) error) error {
		var c core.Conversation
		err := scan(scanConversation(&c)...)
		out[c.ID] = c
		return err
	})
	if err == nil && len(out) < len(ids) {
		err = engine.ErrNotFound
	}
	for _, c := range out {
		if err == nil && c.Disposition == core.DispositionErased {
			err = core.ErrErased
		}
	}
	return out, err
}

// picked is a message and where it stands.
type picked struct {
	id      core.ID
	seq     int64
	subject string
}

// chosen returns the messages that are to be split off, in their order.
func (r *regroup) chosen(ctx context.Context, conversation core.ID, messages []core.ID, from core.ID) ([]picked, error) {
	var out []picked
	wanted := map[core.ID]struct{}{}
	for _, id := range messages {
		wanted[id] = struct{}{}
	}
	q, args := `WITH v(k) AS ({rows}) SELECT m.id, m.seq, m.content FROM messages m
		WHERE m.id IN (SELECT k FROM v) AND m.conversation_id = $1 AND m.visibility <> 'system'`, db.Args(idSet(wanted), conversation)
	if !from.IsZero() {
		q, args = `SELECT m.id, m.seq, m.content FROM messages m WHERE m.conversation_id = $1 AND m.visibility <> 'system'
			AND m.seq >= (SELECT f.seq FROM messages f WHERE f.id = $2 AND f.conversation_id = $1) ORDER BY m.seq LIMIT $3`,
			db.Args(conversation, from, engine.SplitMax+1)
	} else if len(wanted) == 0 {
		return nil, engine.ErrSplitNothing
	}
	err := db.Each(ctx, r.tx, q, args, func(scan func(...any) error) error {
		var p picked
		var content *core.Content
		err := scan(&p.id, &p.seq, contentInto(&content))
		if content != nil {
			p.subject = content.Subject
		}
		out = append(out, p)
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case len(out) == 0 || from.IsZero() && len(out) < len(wanted):
		return nil, engine.ErrSplitNothing
	case len(out) > engine.SplitMax:
		return nil, engine.ErrSplitTooMany
	}
	slices.SortFunc(out, func(a, b picked) int { return int(a.seq - b.seq) })
	return out, nil
}

var placeCols = db.Cols("moved uuid, n bigint")

func (r *regroup) split(ctx context.Context, old core.Conversation, into core.ID, chosen []picked) error {
	c := &engine.Split{Actor: r.by, From: old.ID, Into: into, Subject: chosen[0].subject}
	set := db.Set{Cols: placeCols}
	for i, p := range chosen {
		c.Messages = append(c.Messages, p.id)
		set.Rows = append(set.Rows, []any{p.id, int64(i + 1)})
	}
	gone, err := r.places(ctx, old.ID, into, set)
	if err != nil {
		return err
	}
	err = r.exec(ctx, `WITH v(moved, n) AS ({rows}) UPDATE messages SET conversation_id = $1, seq = v.n, rev = v.n + 1 FROM v WHERE messages.id = v.moved`, set, into)
	if err != nil {
		return err
	}
	if err := r.decided(ctx, into); err != nil {
		return err
	}
	if err := r.hold(ctx, gone); err != nil {
		return err
	}
	if c.Moved, err = r.stretch(ctx, into); err != nil {
		return err
	}
	if c.Left, err = r.stretch(ctx, old.ID); err != nil {
		return err
	}
	if c.Left.Last.ID.IsZero() {
		return engine.ErrSplitAll
	}
	if err := r.splitMarks(ctx, c, old.Seq, chosen); err != nil {
		return err
	}
	if err := r.each(ctx, old.ID, into,
		`INSERT INTO participants (conversation_id, agent_id, joined_at, joined_by) SELECT $2, agent_id, joined_at, joined_by FROM participants WHERE conversation_id = $1`,
		`UPDATE ratings SET conversation_id = $2 WHERE conversation_id = $1 AND message_id IN (SELECT m.id FROM messages m WHERE m.conversation_id = $2)`,
		`DELETE FROM suggestions WHERE conversation_id IN ($1, $2)`,
	); err != nil {
		return err
	}
	return r.s.within(ctx, r.tx, r.hints, c)
}

// splitMarks: what was read is read in both.
func (r *regroup) splitMarks(ctx context.Context, c *engine.Split, newest int64, chosen []picked) error {
	marks, err := r.marks(ctx, c.From)
	if err != nil {
		return err
	}
	rest, theirs := map[core.ID]int64{}, map[core.ID]int64{}
	for agent, mark := range marks {
		read := int64(0)
		for _, p := range chosen {
			if p.seq <= mark {
				read++
			}
		}
		rest[agent], theirs[agent] = lined(mark, newest), lined(read, c.Moved.Count)
	}
	if err := r.mark(ctx, c.From, rest); err != nil {
		return err
	}
	return r.mark(ctx, c.Into, theirs)
}

// lined is a mark after the line that follows: who had read all has read it too.
func lined(mark, count int64) int64 {
	if mark >= count {
		return count + 1
	}
	return mark
}

// places are the rows that hold the places of messages that are about to go: what
// stays keeps its seq and rev, for whoever reads on from one, and none is missing.
func (r *regroup) places(ctx context.Context, conversation, into core.ID, moved db.Set) ([][]any, error) {
	var out [][]any
	content := engine.PlaceOfMoved(into)
	err := db.Each(ctx, r.tx, `WITH v(moved, n) AS ({rows}) SELECT m.seq, m.rev, m.identity_id, m.account_id, m.direction, m.sent_at, m.received_at
		FROM v JOIN messages m ON m.id = v.moved WHERE m.conversation_id = $1`, db.Args(moved, conversation), func(scan func(...any) error) error {
		m := core.Message{ID: core.NewID(), ConversationID: conversation, Visibility: core.SystemLine, Kind: core.KindText, Content: &content,
			Author: core.Actor{Kind: core.BySystem}}
		err := scan(&m.Seq, &m.Rev, &m.IdentityID, &m.AccountID, db.S(&m.Direction), db.N(&m.SentAt), db.N(&m.ReceivedAt))
		out = append(out, messageRow(m))
		return err
	})
	return out, err
}

// hold puts rows into the places of messages that have gone.
func (r *regroup) hold(ctx context.Context, rows [][]any) error {
	w := &writer{}
	w.insert("messages", messageCols, rows)
	_, err := r.tx.Flush(ctx, w.stmts)
	return err
}

// merge moves all messages of a conversation behind those of another. What would
// repeat a client id of that one has none any more.
func (r *regroup) merge(ctx context.Context, from, into core.Conversation, quiet bool) error {
	if !quiet {
		if err := r.decided(ctx, from.ID); err != nil {
			return err
		}
	}
	count, err := r.tx.Exec(ctx, `UPDATE messages SET conversation_id = $2, seq = v.n + $3, rev = v.n + $4, client_message_id = CASE WHEN EXISTS
			(SELECT 1 FROM messages o WHERE o.conversation_id = $2 AND o.client_message_id = messages.client_message_id) THEN NULL ELSE client_message_id END
		FROM (SELECT m.id AS moved, row_number() OVER (ORDER BY m.seq) AS n FROM messages m WHERE m.conversation_id = $1) v WHERE messages.id = v.moved`,
		from.ID, into.ID, into.Seq, into.Rev)
	if err != nil {
		return err
	}
	c := &engine.Merge{Actor: r.by, From: from.ID, Into: into.ID, Count: count, Quiet: quiet}
	if c.Last, err = r.lastOf(ctx, into.ID, into.Seq); err != nil {
		return err
	}
	if err := r.mergeMarks(ctx, from, into, count, quiet); err != nil {
		return err
	}
	if err := r.each(ctx, from.ID, into.ID,
		`UPDATE drafts SET conversation_id = $2 WHERE conversation_id = $1 AND NOT EXISTS
			(SELECT 1 FROM drafts o WHERE o.conversation_id = $2 AND o.agent_id = drafts.agent_id)`,
		`UPDATE scheduled_messages SET conversation_id = $2 WHERE conversation_id = $1 AND state IN ('scheduled', 'failed') AND NOT EXISTS
			(SELECT 1 FROM scheduled_messages o WHERE o.conversation_id = $2 AND o.client_message_id = scheduled_messages.client_message_id)`,
		`UPDATE ratings SET conversation_id = $2 WHERE conversation_id = $1 AND NOT EXISTS (SELECT 1 FROM ratings o WHERE o.conversation_id = $2)`,
		`DELETE FROM suggestions WHERE conversation_id IN ($1, $2)`,
	); err != nil {
		return err
	}
	return r.s.within(ctx, r.tx, r.hints, c)
}

// mergeMarks: who has read one conversation to its end goes on where they were in
// the other.
func (r *regroup) mergeMarks(ctx context.Context, from, into core.Conversation, count int64, quiet bool) error {
	theirs, err := r.marks(ctx, from.ID)
	if err != nil {
		return err
	}
	own, err := r.marks(ctx, into.ID)
	if err != nil {
		return err
	}
	left := map[core.ID]int64{}
	for agent, mark := range theirs {
		if left[agent] = 1; own[agent] >= into.Seq { // where nothing stood before, all was read
			own[agent] = into.Seq + min(mark, count)
		}
	}
	if !quiet {
		for agent, mark := range own {
			own[agent] = lined(mark, into.Seq+count)
		}
	}
	if err := r.mark(ctx, from.ID, left); err != nil {
		return err
	}
	return r.mark(ctx, into.ID, own)
}

// decided refuses to move what is on its way: its job keeps the order of the
// conversation that it was written in.
func (r *regroup) decided(ctx context.Context, conversation core.ID) error {
	var n int64
	_, err := db.One(ctx, r.tx, `SELECT COUNT(*) FROM messages m WHERE m.conversation_id = $1 AND (m.delivery IN ('queued', 'sending') OR m.change LIKE '%"state":"pending"%')`,
		db.Args(conversation), &n)
	if err == nil && n > 0 {
		err = engine.ErrMoveUndecided
	}
	return err
}

// stretch says what the messages of a conversation come to now.
func (r *regroup) stretch(ctx context.Context, conversation core.ID) (engine.Stretch, error) {
	var s engine.Stretch
	_, err := db.One(ctx, r.tx, `SELECT COUNT(*), MIN(CASE WHEN m.direction = 'in' AND m.visibility = 'public' AND m.seq > COALESCE((SELECT MAX(o.seq) FROM messages o
		WHERE o.conversation_id = $1 AND o.direction = 'out' AND o.visibility = 'public' AND o.author_kind <> 'system'), 0) THEN m.received_at END)
		FROM messages m WHERE m.conversation_id = $1`, db.Args(conversation), &s.Count, db.N(&s.Unanswered))
	if err != nil {
		return s, err
	}
	s.Last, err = r.lastOf(ctx, conversation, 0)
	return s, err
}

// lastOf returns the newest public message after a seq; a zero one where there is
// none.
func (r *regroup) lastOf(ctx context.Context, conversation core.ID, after int64) (core.Message, error) {
	var id core.ID
	ok, err := db.One(ctx, r.tx, `SELECT m.id FROM messages m WHERE m.conversation_id = $1 AND m.seq > $2 AND m.visibility = 'public' ORDER BY m.seq DESC LIMIT 1`,
		db.Args(conversation, after), &id)
	if err != nil || !ok {
		return core.Message{}, err
	}
	set := engine.NewSet(0)
	err = readMessages(ctx, r.tx, map[core.ID]struct{}{id: {}}, set)
	if err != nil {
		return core.Message{}, err
	}
	return set.Messages[id].V, nil
}

// marks returns how far agents have read.
func (r *regroup) marks(ctx context.Context, conversation core.ID) (map[core.ID]int64, error) {
	out := map[core.ID]int64{}
	err := db.Each(ctx, r.tx, `SELECT agent_id, seq FROM reads WHERE conversation_id = $1`, db.Args(conversation), func(scan func(...any) error) error {
		var agent core.ID
		var seq int64
		err := scan(&agent, &seq)
		out[agent] = seq
		return err
	})
	return out, err
}

var markCols = db.Cols("agent_id uuid, conversation_id uuid, seq bigint")

func (r *regroup) mark(ctx context.Context, conversation core.ID, marks map[core.ID]int64) error {
	if len(marks) == 0 {
		return nil
	}
	set := db.Set{Cols: markCols}
	for _, agent := range sortedIDs(marks) {
		set.Rows = append(set.Rows, []any{agent, conversation, marks[agent]})
	}
	return r.exec(ctx, `INSERT INTO reads (agent_id, conversation_id, seq) {rows} ON CONFLICT (agent_id, conversation_id) DO UPDATE SET seq = excluded.seq`, set)
}

// each runs statements about two conversations.
func (r *regroup) each(ctx context.Context, from, into core.ID, statements ...string) error {
	for _, q := range statements {
		if err := r.exec(ctx, q, from, into); err != nil {
			return err
		}
	}
	return nil
}

func (r *regroup) exec(ctx context.Context, q string, args ...any) error {
	_, err := r.tx.Exec(ctx, q, args...)
	return err
}
