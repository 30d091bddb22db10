package store

import (
	"context"
	"hash/fnv"
	"slices"
	"sort"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Lanes is how many lanes the jobs are spread over.
const Lanes = 64

// Lane returns the lane of a job's key.
func Lane(key string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(key)) // never fails
	return int(h.Sum32() % Lanes)
}

// writer collects the statements of one flush.
type writer struct{ stmts []db.Stmt }

func (w *writer) set(sql string, cols []db.Col, rows [][]any) {
	if len(rows) > 0 {
		w.stmts = append(w.stmts, db.Stmt{SQL: sql, Args: []any{db.Set{Cols: cols, Rows: rows}}})
	}
}

// insert leaves out columns that are NULL in every row: most rows use few.
func (w *writer) insert(table string, cols []db.Col, rows [][]any) {
	cols, rows = used(cols, rows)
	w.set("INSERT INTO "+table+" ("+db.Names(cols)+") {rows}", cols, rows)
}

func used(cols []db.Col, rows [][]any) ([]db.Col, [][]any) {
	var keep []int
	for i := range cols {
		for _, row := range rows {
			if id, isID := row[i].(core.ID); row[i] != nil && (!isID || !id.IsZero()) {
				keep = append(keep, i)
				break
			}
		}
	}
	if len(keep) == len(cols) {
		return cols, rows
	}
	outCols, outRows := make([]db.Col, len(keep)), make([][]any, len(rows))
	for j, i := range keep {
		outCols[j] = cols[i]
	}
	for r, row := range rows {
		out := make([]any, len(keep))
		for j, i := range keep {
			out[j] = row[i]
		}
		outRows[r] = out
	}
	return outCols, outRows
}

// update sets all named columns of the rows with the first column's key.
func (w *writer) update(table string, cols []db.Col, rows [][]any) {
	assign := ""
	for i, c := range cols[1:] {
		if i > 0 {
			assign += ", "
		}
		assign += c.Name + " = v." + c.Name
	}
	key := cols[0].Name
	w.set("WITH v("+db.Names(cols)+") AS ({rows}) UPDATE "+table+" SET "+assign+" FROM v WHERE "+table+"."+key+" = v."+key, cols, rows)
}

// sorted returns the rows of a map in the order of their ids, new or changed
// ones as asked: every writer then touches rows in the same order.
func sorted[T any](m map[core.ID]*engine.Row[T], fresh bool, row func(T) []any) [][]any {
	ids := make([]core.ID, 0, len(m))
	for id, r := range m {
		if r.New == fresh && (r.New || r.Dirty) {
			ids = append(ids, id)
		}
	}
	sort.Slice(ids, func(i, j int) bool { return string(ids[i][:]) < string(ids[j][:]) })
	out := make([][]any, len(ids))
	for i, id := range ids {
		out[i] = row(m[id].V)
	}
	return out
}

func rowsOf[T any](list []T, row func(T) []any) [][]any {
	out := make([][]any, len(list))
	for i, v := range list {
		out[i] = row(v)
	}
	return out
}

// The columns that change after a row is made.
var (
	identityChange     = db.Cols("id uuid, name text, username text, reachable boolean, stream_offset bigint, windows text, updated_at bigint")
	conversationChange = db.Cols(`id uuid, subject text, status text, handler text, agent_id uuid, team_id uuid, preferred_id uuid,
		bot_id text, priority bigint, transfer_id uuid, snooze_until bigint, end_reason text, disposition text, seq bigint, rev bigint,
		last_message_id uuid, last_direction text, last_text text, last_seq bigint, last_at bigint, waiting_since bigint,
		updated_at bigint, ended_at bigint, queued_at bigint, need text, unrouted boolean, avoid_id uuid, sla text, sla_due bigint,
		offered_id uuid, offered_team_id uuid`)
	// What a message in an open conversation changes, where its customer waits
	// as before: far the most changes. An index of what is not named here is not
	// written. A turn is another's turn to say something.
	conversationMove = db.Cols(`id uuid, seq bigint, rev bigint, last_message_id uuid, last_direction text, last_text text, last_seq bigint,
		last_at bigint, updated_at bigint`)
	conversationTurn = append(slices.Clone(conversationMove), db.Cols("waiting_since bigint")...)
	messageChange    = db.Cols(`id uuid, text text, content text, attachments bigint, reply_to uuid, delivery text, error_code text,
		error_text text, edited_at bigint, deleted_at bigint, change text`)
	partChange = db.Cols(`id uuid, part text, state text, attempts bigint, external_id text, error_class text, error_code text,
		error_text text, sent_at bigint, updated_at bigint`)
	transferChange = db.Cols("id uuid, state text, resolved_at bigint, resolved_by uuid")
)

// flush writes the set: raws first, then people, conversations, messages and
// what hangs on them, jobs last.
func flush(ctx context.Context, tx db.Tx, s *engine.Set) error {
	w := &writer{}
	w.insert("raws", rawCols, rowsOf(s.Raws, rawRow))
	w.set(`WITH v(id, state, error) AS ({rows}) UPDATE raws SET state = v.state, error = v.error, attempts = raws.attempts + 1 FROM v WHERE raws.id = v.id`,
		db.Cols("id uuid, state text, error text"), rowsOf(s.RawStates, func(r core.RawRow) []any {
			return []any{r.ID, string(r.State), db.NullText(r.Error)}
		}))
	flushPeople(w, s)
	w.insert("conversations", conversationCols, sorted(s.Conversations, true, conversationRow))
	moved, turned, changed := conversationsMoved(s)
	w.update("conversations", conversationMove, sorted(moved, false, conversationMoveRow))
	w.update("conversations", conversationTurn, sorted(turned, false, conversationTurnRow))
	w.update("conversations", conversationChange, sorted(changed, false, conversationChangeRow))
	w.insert("messages", messageCols, sorted(s.Messages, true, messageRow))
	w.update("messages", messageChange, sorted(s.Messages, false, messageChangeRow))
	w.set(`INSERT INTO message_names (account_id, external_id, message_id) {rows} ON CONFLICT DO NOTHING`,
		db.Cols("account_id uuid, external_id text, message_id uuid"),
		rowsOf(s.Names, func(n engine.Name) []any { return []any{n.Key.Of, n.Key.Text, n.MessageID} }))
	w.insert("attachments", attachmentCols, rowsOf(s.Attachments, attachmentRow))
	w.set("INSERT INTO search_stale (message_id) {rows} ON CONFLICT DO NOTHING", db.Cols("message_id uuid"),
		rowsOf(s.Reworded, func(id core.ID) []any { return []any{id} }))
	flushParts(w, s)
	w.insert("early_refs", earlyCols, rowsOf(s.NewEarly, earlyRow))
	w.set("WITH v(k) AS ({rows}) DELETE FROM early_refs WHERE id IN (SELECT k FROM v)", idCols,
		rowsOf(s.TakenEarly, func(id core.ID) []any { return []any{id} }))
	w.insert("events", eventCols, rowsOf(s.Events, eventRow))
	flushOwnership(w, s)
	flushDrafts(w, s)
	w.insert("jobs", jobCols, rowsOf(s.NewJobs, jobRow))
	for _, account := range sortedIDs(s.Cursors) {
		w.stmts = append(w.stmts, db.Stmt{SQL: `INSERT INTO account_cursors (account_id, value, updated_at) VALUES ($1, $2, $3)
			ON CONFLICT (account_id) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
			Args: []any{account, s.Cursors[account], int64(s.Now)}})
	}
	return tx.Defer(ctx, w.stmts)
}

func flushPeople(w *writer, s *engine.Set) {
	w.insert("contacts", contactCols, sorted(s.Contacts, true, contactRow))
	w.insert("identities", identityCols, sorted(s.IdentityByID, true, identityRow))
	w.update("identities", identityChange, sorted(s.IdentityByID, false, func(i core.Identity) []any {
		return []any{i.ID, i.Name, db.NullText(i.Username), i.Reachable, i.StreamOffset, nullJSON(i.Windows, len(i.Windows) == 0), int64(i.UpdatedAt)}
	}))
	w.contactsChanged(namesChanged(s))
	for _, contact := range sortedIDs(s.Renamed) {
		names := s.Renamed[contact]
		// A name that an agent corrected stays: only the platform's own is replaced.
		w.stmts = append(w.stmts, db.Stmt{SQL: `UPDATE contacts SET name = $1, updated_at = $2 WHERE id = $3 AND name = $4`,
			Args: []any{names[1], int64(s.Now), contact, names[0]}})
	}
}

// namesChanged returns the contacts of people who are new or are called
// something else.
func namesChanged(s *engine.Set) (contacts []core.ID) {
	for _, id := range sortedIDs(s.IdentityByID) {
		r := s.IdentityByID[id]
		if r.New || r.Dirty && (r.V.Name != r.Was.Name || r.V.Username != r.Was.Username) {
			contacts = append(contacts, r.V.ContactID)
		}
	}
	return contacts
}

// flushDrafts deletes what agents had begun of the kind of message that they
// now have written.
func flushDrafts(w *writer, s *engine.Set) {
	var done [][]any
	for _, id := range sortedIDs(s.Messages) {
		m := s.Messages[id]
		if mode := core.DraftMode(m.V.Visibility); m.New && m.V.Author.Kind == core.ByAgent && mode != "" {
			done = append(done, []any{m.V.Author.ID, m.V.ConversationID, mode})
		}
	}
	w.set(`WITH v(a, c, m) AS ({rows}) DELETE FROM drafts WHERE (agent_id, conversation_id, mode) IN (SELECT a, c, m FROM v)`,
		db.Cols("a uuid, c uuid, m text"), done)
}

func flushParts(w *writer, s *engine.Set) {
	var fresh, changed [][]any
	for _, id := range sortedIDs(s.Parts) {
		for _, p := range s.Parts[id] {
			switch {
			case p.New:
				fresh = append(fresh, partRow(p.V))
			case p.Dirty:
				changed = append(changed, []any{p.V.ID, mustJSON(p.V.Part), string(p.V.State), int64(p.V.Attempts), db.NullText(p.V.ExternalID),
					db.NullText(p.V.ErrorClass), db.NullText(p.V.ErrorCode), db.NullText(p.V.ErrorText), db.NullInt(p.V.SentAt), int64(p.V.UpdatedAt)})
			}
		}
	}
	w.insert("parts", partCols, fresh)
	w.update("parts", partChange, changed)
}

func sortedIDs[T any](m map[core.ID]T) []core.ID {
	ids := make([]core.ID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return string(ids[i][:]) < string(ids[j][:]) })
	return ids
}

func flushOwnership(w *writer, s *engine.Set) {
	w.set(`WITH v(id, at) AS ({rows}) UPDATE assignments SET to_at = v.at FROM v WHERE assignments.conversation_id = v.id AND assignments.to_at IS NULL`,
		db.Cols("id uuid, at bigint"), rowsOf(s.Released, func(id core.ID) []any { return []any{id, int64(s.Now)} }))
	w.insert("assignments", assignmentCols, rowsOf(s.Assigned, func(a engine.Assignment) []any {
		return []any{a.ID, a.ConversationID, a.AgentID, a.TeamID, a.Reason, string(a.By.Kind), a.By.ID, int64(a.From), db.NullInt(a.To)}
	}))
	w.insert("transfers", transferCols, sorted(s.Transfers, true, func(t engine.Transfer) []any {
		return []any{t.ID, t.ConversationID, t.FromAgentID, t.ToAgentID, t.ToTeamID, db.NullText(t.Note), t.State, int64(t.CreatedAt),
			int64(t.ExpiresAt), db.NullInt(t.ResolvedAt), t.ResolvedBy}
	}))
	w.update("transfers", transferChange, sorted(s.Transfers, false, func(t engine.Transfer) []any {
		return []any{t.ID, t.State, int64(t.ResolvedAt), t.ResolvedBy}
	}))
}

func conversationChangeRow(c core.Conversation) []any {
	return []any{c.ID, db.NullText(c.Subject), string(c.Status), string(c.Handler), c.AgentID, c.TeamID, c.PreferredID, db.NullText(c.BotID),
		int64(c.Priority), c.TransferID, db.NullInt(c.SnoozeUntil), db.NullText(c.EndReason), db.NullText(c.Disposition), c.Seq, c.Rev,
		c.LastMessageID, db.NullText(c.LastDirection), db.NullText(c.LastText), c.LastSeq, int64(c.LastAt), db.NullInt(c.WaitingSince),
		int64(c.UpdatedAt), db.NullInt(c.EndedAt), db.NullInt(c.QueuedAt), c.Need, c.Unrouted, c.AvoidID,
		slaJSON(c.SLA), db.NullInt(c.SLA.Due()), c.Offered.AgentID, c.Offered.TeamID}
}

// conversationsMoved parts the conversations that only moved on, and those in
// which the turn changed, from those of which more has changed.
func conversationsMoved(s *engine.Set) (moved, turned, changed map[core.ID]*engine.Row[core.Conversation]) {
	type rows = map[core.ID]*engine.Row[core.Conversation]
	moved, turned, changed = rows{}, rows{}, rows{}
	for id, r := range s.Conversations {
		then := r.V
		then.Seq, then.Rev, then.UpdatedAt, then.WaitingSince = r.Was.Seq, r.Was.Rev, r.Was.UpdatedAt, r.Was.WaitingSince
		then.LastMessageID, then.LastDirection, then.LastText = r.Was.LastMessageID, r.Was.LastDirection, r.Was.LastText
		then.LastSeq, then.LastAt = r.Was.LastSeq, r.Was.LastAt
		switch {
		case then != r.Was:
			changed[id] = r
		case r.V.WaitingSince != r.Was.WaitingSince:
			turned[id] = r
		default:
			moved[id] = r
		}
	}
	return moved, turned, changed
}

func conversationMoveRow(c core.Conversation) []any {
	return []any{c.ID, c.Seq, c.Rev, c.LastMessageID, db.NullText(c.LastDirection), db.NullText(c.LastText), c.LastSeq, int64(c.LastAt),
		int64(c.UpdatedAt)}
}

func conversationTurnRow(c core.Conversation) []any {
	return append(conversationMoveRow(c), db.NullInt(c.WaitingSince))
}

func messageChangeRow(m core.Message) []any {
	return []any{m.ID, m.Text, nullJSON(m.Content, m.Content == nil), int64(len(m.Attachments)), m.ReplyTo, db.NullText(m.Delivery),
		db.NullText(m.ErrorCode), db.NullText(m.ErrorText), db.NullInt(m.EditedAt), db.NullInt(m.DeletedAt), changeJSON(m.Change)}
}

func rawRow(r core.RawRow) []any {
	return []any{r.ID, r.AccountID, r.Channel, r.Kind, nullJSON(r.Header, len(r.Header) == 0), r.Body, db.NullText(r.Blob), string(r.State),
		db.NullText(r.Error), int64(r.Attempts), int64(r.ReceivedAt)}
}

func jobRow(j core.Job) []any {
	return []any{j.Key, int64(Lane(j.Key)), string(j.Class), j.Kind, j.AccountID, string(j.Payload), j.State, int64(j.DueAt), int64(j.Deadline),
		int64(j.Attempts), j.Epoch, db.NullText(j.Error), int64(j.CreatedAt)}
}
