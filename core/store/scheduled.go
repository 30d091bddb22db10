package store

import (
	"context"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals about scheduled messages.
var (
	ErrNoScheduled   = &core.Problem{Status: 404, Code: "scheduled.not_found", Text: "there is no such scheduled message, or you may not see it"}
	ErrScheduledGone = &core.Problem{Status: 409, Code: "scheduled.gone", Text: "it has been sent or cancelled already"}
)

// scheduledFor is how long a message whose time has come is tried for.
const scheduledFor = 24 * time.Hour

const scheduledQuery = `SELECT m.id, m.conversation_id, m.agent_id, m.draft, m.files, m.body_hash, m.send_at, m.state, m.error_code, m.error_text,
	m.message_id, m.created_at FROM scheduled_messages m`

func scanScheduled(m *core.Scheduled) []any {
	return []any{&m.ID, &m.ConversationID, &m.AgentID, jsonInto(&m.Draft), jsonInto(&m.Files), &m.BodyHash, db.N(&m.SendAt), db.S(&m.State),
		db.S(&m.ErrorCode), db.S(&m.ErrorText), &m.MessageID, db.N(&m.CreatedAt)}
}

// AddScheduled keeps a message and the work to send it. One that was given
// before under its client id is returned with repeated true.
func (s *Store) AddScheduled(ctx context.Context, m core.Scheduled) (_ core.Scheduled, _ bool, err error) {
	var out core.Scheduled
	repeated := false
	m.CreatedAt, m.State = s.clock(), core.ScheduledWaiting
	err = s.change(ctx, m.ConversationID.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		out, repeated = m, false
		n, err := tx.Exec(ctx, `INSERT INTO scheduled_messages (id, conversation_id, agent_id, client_message_id, body_hash, draft, files, send_at, state, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (conversation_id, client_message_id) DO NOTHING`,
			m.ID, m.ConversationID, m.AgentID, m.Draft.ClientMessageID, m.BodyHash, mustJSON(m.Draft), mustJSON(m.Files), int64(m.SendAt),
			string(m.State), int64(m.CreatedAt))
		if err != nil {
			return err
		}
		if repeated = n == 0; repeated {
			_, err := db.One(ctx, tx, scheduledQuery+` WHERE m.conversation_id = $1 AND m.client_message_id = $2`,
				db.Args(m.ConversationID, m.Draft.ClientMessageID), scanScheduled(&out)...)
			if err == nil && out.BodyHash != m.BodyHash {
				err = engine.ErrClientID
			}
			return err
		}
		return s.scheduleAgain(ctx, tx, hints, m, core.Actor{Kind: core.ByAgent, ID: m.AgentID})
	})
	if err != nil {
		return core.Scheduled{}, false, err // it may be at work still
	}
	return out, repeated, nil
}

// scheduleAgain writes the work to send a message, and tells that it waits.
// Each time has a job of its own; one whose time is not the message's any more
// does nothing.
func (s *Store) scheduleAgain(ctx context.Context, tx db.Tx, hints *Commit, m core.Scheduled, by core.Actor) error {
	j := core.Job{Key: "p:" + m.ID.String() + ":" + m.SendAt.String(), Class: core.ClassReply, Kind: engine.JobScheduled, State: core.JobWaiting,
		Payload: []byte(mustJSON(engine.ScheduledWork{ID: m.ID, SendAt: m.SendAt})), DueAt: m.SendAt, CreatedAt: s.clock(), Deadline: m.SendAt.Add(scheduledFor)}
	if _, err := tx.Exec(ctx, `INSERT INTO jobs (`+db.Names(jobCols)+`) {rows}`, db.Set{Cols: jobCols, Rows: [][]any{jobRow(j)}}); err != nil {
		return err
	}
	return s.tellScheduled(ctx, tx, hints, m, by)
}

func (s *Store) tellScheduled(ctx context.Context, tx db.Tx, hints *Commit, m core.Scheduled, by core.Actor) error {
	data := map[string]any{"id": m.ID, "agent_id": m.AgentID, "state": m.State, "send_at": m.SendAt}
	if !m.MessageID.IsZero() {
		data["message_id"] = m.MessageID
	}
	if m.ErrorCode != "" {
		data["error"] = map[string]string{"code": m.ErrorCode, "text": m.ErrorText}
	}
	return s.logConversation(ctx, tx, hints, m.ConversationID, core.EventScheduleChanged, by, data)
}

// ScheduledByID returns a scheduled message for its job.
func (s *Store) ScheduledByID(ctx context.Context, id core.ID) (core.Scheduled, error) {
	var m core.Scheduled
	ok, err := db.One(ctx, s.db, scheduledQuery+` WHERE m.id = $1`, db.Args(id), scanScheduled(&m)...)
	if err == nil && !ok {
		err = ErrNoScheduled
	}
	return m, err
}

// Scheduled lists what waits or has failed in a conversation that the viewer
// may see, in the order of its time.
func (s *Store) Scheduled(ctx context.Context, v core.Viewer, conversation core.ID) ([]core.Scheduled, error) {
	if _, _, err := s.sees(ctx, v, conversation); err != nil {
		return nil, err
	}
	var out []core.Scheduled
	err := db.Each(ctx, s.db, scheduledQuery+` WHERE m.conversation_id = $1 AND m.state IN ('scheduled', 'sending', 'failed') ORDER BY m.send_at, m.id LIMIT $2`,
		db.Args(conversation, pageMax), func(scan func(...any) error) error {
			var m core.Scheduled
			err := scan(scanScheduled(&m)...)
			out = append(out, m)
			return err
		})
	return out, err
}

// ScheduledBy lists what waits or has failed of what an agent wrote, where the
// viewer sees the conversation, soonest first. The states are written out, so
// that the partial index serves.
func (s *Store) ScheduledBy(ctx context.Context, v core.Viewer, agent core.ID, p core.Page) (core.List[core.Scheduled], error) {
	var out core.List[core.Scheduled]
	at, id := core.Time(0), idsFrom(0)
	if p.After != "" {
		var err error
		if at, id, err = parseCursor(p.After); err != nil {
			return out, err
		}
	}
	limit := pageLimit(p)
	scope, seen := visible(v, 5)
	q := scheduledQuery + ` JOIN conversations c ON c.id = m.conversation_id WHERE m.agent_id = $1 AND m.state IN ('scheduled', 'sending', 'failed')
		AND (m.send_at, m.id) > ($2, $3) AND ` + scope + ` ORDER BY m.send_at, m.id LIMIT $4`
	err := db.Each(ctx, s.db, q, append(db.Args(agent, int64(at), id, limit+1), seen...), func(scan func(...any) error) error {
		var m core.Scheduled
		if err := scan(scanScheduled(&m)...); err != nil {
			return err
		}
		if len(out.Items) == limit {
			last := out.Items[limit-1]
			out.Next = cursor(last.SendAt, last.ID)
			return nil
		}
		out.Items = append(out.Items, m)
		return nil
	})
	return out, err
}

// ChangeScheduled keeps another draft, time or writer of a message that has not left.
func (s *Store) ChangeScheduled(ctx context.Context, m core.Scheduled, by core.Actor) error {
	m.State, m.ErrorCode, m.ErrorText = core.ScheduledWaiting, "", ""
	return s.change(ctx, m.ConversationID.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		n, err := tx.Exec(ctx, `UPDATE scheduled_messages SET draft = $2, send_at = $3, state = $4, agent_id = $5, error_code = NULL, error_text = NULL
			WHERE id = $1 AND state IN ('scheduled', 'failed')`, m.ID, mustJSON(m.Draft), int64(m.SendAt), string(m.State), m.AgentID)
		if err == nil && n == 0 {
			err = ErrScheduledGone
		}
		if err != nil {
			return err
		}
		return s.scheduleAgain(ctx, tx, hints, m, by)
	})
}

// ClaimScheduled takes a message to be sent; false when it is not to be sent,
// or not at this time. One that was claimed before is claimed again.
func (s *Store) ClaimScheduled(ctx context.Context, id core.ID, at core.Time) (claimed bool, err error) {
	return claimed, s.aside(ctx, id.String(), func(ctx context.Context, tx db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE scheduled_messages SET state = 'sending' WHERE id = $1 AND send_at = $2 AND state IN ('scheduled', 'sending')`, id, int64(at))
		claimed = n > 0
		return err
	})
}

// EndScheduled keeps what became of a message: its State, error and message. It
// is cancelled only while it has not been claimed.
func (s *Store) EndScheduled(ctx context.Context, m core.Scheduled, by core.Actor) error {
	from := `state = 'sending'`
	if m.State == core.ScheduledCancelled {
		from = `state IN ('scheduled', 'failed')`
	}
	return s.change(ctx, m.ConversationID.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		n, err := tx.Exec(ctx, `UPDATE scheduled_messages SET state = $2, error_code = $3, error_text = $4, message_id = $5 WHERE id = $1 AND `+from,
			m.ID, string(m.State), db.NullText(m.ErrorCode), db.NullText(m.ErrorText), m.MessageID)
		if err == nil && n == 0 {
			err = ErrScheduledGone
		}
		if err != nil {
			return err
		}
		return s.tellScheduled(ctx, tx, hints, m, by)
	})
}
