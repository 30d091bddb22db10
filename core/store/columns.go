package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// One list of columns a table, used by the loader, the writer and the lists.
var (
	identityCols = db.Cols(`id uuid, account_id uuid, external_id text, contact_id uuid, name text, username text, kind text,
		reachable boolean, stream_offset bigint, home_contact_id uuid, created_at bigint, updated_at bigint, union_id text, windows text`)
	contactCols = db.Cols(`id uuid, kind text, name text, language text, fields text, blocked boolean, merged_into uuid,
		created_at bigint, updated_at bigint, vip boolean, agent_id uuid, erased_at bigint`)
	conversationCols = db.Cols(`id uuid, account_id uuid, identity_id uuid, contact_id uuid, thread text, subject text,
		status text, handler text, agent_id uuid, team_id uuid, preferred_id uuid, bot_id text, priority bigint, transfer_id uuid,
		snooze_until bigint, end_reason text, disposition text, seq bigint, rev bigint, last_message_id uuid, last_direction text,
		last_text text, last_seq bigint, last_at bigint, waiting_since bigint, created_at bigint, updated_at bigint, ended_at bigint,
		queued_at bigint, need text, unrouted boolean, weight bigint, avoid_id uuid, sla text, sla_due bigint, offered_id uuid, offered_team_id uuid`)
	messageCols = db.Cols(`id uuid, conversation_id uuid, identity_id uuid, account_id uuid, seq bigint, rev bigint,
		direction text, visibility text, kind text, text text, content text, attachments bigint, author_kind text, author_id uuid,
		client_message_id text, body_hash text, external_id text, group_key text, reply_to uuid, delivery text, error_code text,
		error_text text, raw_id uuid, stream_offset bigint, sent_at bigint, received_at bigint, edited_at bigint, deleted_at bigint,
		change text`)
	partCols = db.Cols(`id uuid, message_id uuid, idx bigint, account_id uuid, part text, state text, attempts bigint,
		external_id text, error_class text, error_code text, error_text text, sent_at bigint, updated_at bigint`)
	eventCols = db.Cols(`id uuid, type text, conversation_id uuid, rev bigint, account_id uuid, team_id uuid, agent_id uuid,
		contact_id uuid, identity_id uuid, message_id uuid, actor_kind text, actor_id uuid, from_status text, to_status text, data text,
		at bigint, stream_offset bigint`)
	attachmentCols = db.Cols(`id uuid, message_id uuid, idx bigint, media text, state text, error text`)
	rawCols        = db.Cols(`id uuid, account_id uuid, channel text, kind text, header text, body bytea, blob text, state text,
		error text, attempts bigint, received_at bigint`)
	jobCols = db.Cols(`key text, lane bigint, class text, kind text, account_id uuid, payload text, state text, due_at bigint,
		deadline bigint, attempts bigint, epoch bigint, error text, created_at bigint`)
	assignmentCols = db.Cols(`id uuid, conversation_id uuid, agent_id uuid, team_id uuid, reason text, by_kind text, by_id uuid, from_at bigint, to_at bigint`)
	transferCols   = db.Cols(`id uuid, conversation_id uuid, from_agent_id uuid, to_agent_id uuid, to_team_id uuid, note text, state text,
		created_at bigint, expires_at bigint, resolved_at bigint, resolved_by uuid`)
	earlyCols = db.Cols(`id uuid, account_id uuid, external_id text, reply_id uuid, status text, error text`)
)

// prefixed names columns of one table in a join.
func prefixed(alias string, cols []db.Col) string {
	var b strings.Builder
	b.Grow(24 * len(cols))
	for i, c := range cols {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(alias)
		b.WriteByte('.')
		b.WriteString(c.Name)
	}
	return b.String()
}

func scanIdentity(i *core.Identity) []any {
	var home core.ID
	return []any{&i.ID, &i.AccountID, &i.ExternalID, &i.ContactID, &i.Name, db.S(&i.Username), &i.Kind, &i.Reachable,
		&i.StreamOffset, &home, db.N(&i.CreatedAt), db.N(&i.UpdatedAt), db.S(&i.Union), jsonInto(&i.Windows)}
}

func identityRow(i core.Identity) []any {
	return []any{i.ID, i.AccountID, i.ExternalID, i.ContactID, i.Name, db.NullText(i.Username), i.Kind, i.Reachable, i.StreamOffset,
		i.ContactID, int64(i.CreatedAt), int64(i.UpdatedAt), db.NullText(i.Union), nullJSON(i.Windows, len(i.Windows) == 0)}
}

func scanContact(c *core.Contact) []any {
	return []any{&c.ID, db.S(&c.Kind), &c.Name, db.S(&c.Language), jsonInto(&c.Fields), &c.Blocked, &c.MergedInto, db.N(&c.CreatedAt), db.N(&c.UpdatedAt),
		&c.VIP, &c.AgentID, db.N(&c.ErasedAt)}
}

func contactRow(c core.Contact) []any {
	return []any{c.ID, string(c.Kind), c.Name, db.NullText(c.Language), nullJSON(c.Fields, len(c.Fields) == 0), c.Blocked, c.MergedInto,
		int64(c.CreatedAt), int64(c.UpdatedAt), c.VIP, c.AgentID, db.NullInt(c.ErasedAt)}
}

func scanConversation(c *core.Conversation) []any {
	var due core.Time // it is in SLA
	return []any{&c.ID, &c.AccountID, &c.IdentityID, &c.ContactID, &c.Thread, db.S(&c.Subject), db.S(&c.Status), db.S(&c.Handler),
		&c.AgentID, &c.TeamID, &c.PreferredID, db.S(&c.BotID), db.N(&c.Priority), &c.TransferID, db.N(&c.SnoozeUntil), db.S(&c.EndReason),
		db.S(&c.Disposition), &c.Seq, &c.Rev, &c.LastMessageID, db.S(&c.LastDirection), db.S(&c.LastText), &c.LastSeq, db.N(&c.LastAt),
		db.N(&c.WaitingSince), db.N(&c.CreatedAt), db.N(&c.UpdatedAt), db.N(&c.EndedAt), db.N(&c.QueuedAt), &c.Need, &c.Unrouted, &c.Weight, &c.AvoidID,
		jsonInto(&c.SLA), db.N(&due), &c.Offered.AgentID, &c.Offered.TeamID}
}

func conversationRow(c core.Conversation) []any {
	return []any{c.ID, c.AccountID, c.IdentityID, c.ContactID, c.Thread, db.NullText(c.Subject), string(c.Status), string(c.Handler),
		c.AgentID, c.TeamID, c.PreferredID, db.NullText(c.BotID), int64(c.Priority), c.TransferID, db.NullInt(c.SnoozeUntil),
		db.NullText(c.EndReason), db.NullText(c.Disposition), c.Seq, c.Rev, c.LastMessageID, db.NullText(c.LastDirection),
		db.NullText(c.LastText), c.LastSeq, int64(c.LastAt), db.NullInt(c.WaitingSince), int64(c.CreatedAt), int64(c.UpdatedAt), db.NullInt(c.EndedAt),
		db.NullInt(c.QueuedAt), c.Need, c.Unrouted, c.Weight, c.AvoidID, slaJSON(c.SLA), db.NullInt(c.SLA.Due()),
		c.Offered.AgentID, c.Offered.TeamID}
}

func scanMessage(m *core.Message, attachments *int64) []any {
	return []any{&m.ID, &m.ConversationID, &m.IdentityID, &m.AccountID, &m.Seq, &m.Rev, db.S(&m.Direction), db.S(&m.Visibility), &m.Kind,
		&m.Text, contentInto(&m.Content), attachments, db.S(&m.Author.Kind), &m.Author.ID, db.S(&m.ClientMessageID), db.S(&m.BodyHash),
		db.S(&m.ExternalID), db.S(&m.GroupKey), &m.ReplyTo, db.S(&m.Delivery), db.S(&m.ErrorCode), db.S(&m.ErrorText), &m.RawID,
		db.N(&m.StreamOffset), db.N(&m.SentAt), db.N(&m.ReceivedAt), db.N(&m.EditedAt), db.N(&m.DeletedAt),
		jsonInto(&m.Change)}
}

func messageRow(m core.Message) []any {
	return []any{m.ID, m.ConversationID, m.IdentityID, m.AccountID, m.Seq, m.Rev, string(m.Direction), string(m.Visibility), m.Kind,
		m.Text, nullJSON(m.Content, m.Content == nil), int64(len(m.Attachments)), string(m.Author.Kind), m.Author.ID,
		db.NullText(m.ClientMessageID), db.NullText(m.BodyHash), db.NullText(m.ExternalID), db.NullText(m.GroupKey), m.ReplyTo,
		db.NullText(m.Delivery), db.NullText(m.ErrorCode), db.NullText(m.ErrorText), m.RawID, db.NullInt(m.StreamOffset),
		int64(m.SentAt), int64(m.ReceivedAt), db.NullInt(m.EditedAt), db.NullInt(m.DeletedAt), changeJSON(m.Change)}
}

// slaJSON is NULL where nothing was promised.
func slaJSON(s core.SLA) any { return nullJSON(s, s == core.SLA{}) }

// changeJSON is NULL for a message that its platform was not asked to change.
func changeJSON(c core.MessageChange) any { return nullJSON(c, c.Kind == "") }

func scanPart(p *core.PartRow) []any {
	return []any{&p.ID, &p.MessageID, db.N(&p.Index), &p.AccountID, jsonInto(&p.Part), db.S(&p.State), db.N(&p.Attempts), db.S(&p.ExternalID),
		db.S(&p.ErrorClass), db.S(&p.ErrorCode), db.S(&p.ErrorText), db.N(&p.SentAt), db.N(&p.UpdatedAt)}
}

func partRow(p core.PartRow) []any {
	return []any{p.ID, p.MessageID, int64(p.Index), p.AccountID, mustJSON(p.Part), string(p.State), int64(p.Attempts), db.NullText(p.ExternalID),
		db.NullText(p.ErrorClass), db.NullText(p.ErrorCode), db.NullText(p.ErrorText), db.NullInt(p.SentAt), int64(p.UpdatedAt)}
}

func scanEvent(e *core.Event) []any {
	return []any{&e.ID, db.S(&e.Type), &e.ConversationID, db.N(&e.Rev), &e.AccountID, &e.TeamID, &e.AgentID, &e.ContactID, &e.IdentityID,
		&e.MessageID, db.S(&e.Actor.Kind), &e.Actor.ID, db.S(&e.From), db.S(&e.To), rawInto(&e.Data), db.N(&e.At), db.N(&e.StreamOffset)}
}

func eventRow(e core.Event) []any {
	return []any{e.ID, string(e.Type), e.ConversationID, db.NullInt(e.Rev), e.AccountID, e.TeamID, e.AgentID, e.ContactID, e.IdentityID,
		e.MessageID, string(e.Actor.Kind), e.Actor.ID, db.NullText(e.From), db.NullText(e.To), db.NullText(string(e.Data)), int64(e.At),
		db.NullInt(e.StreamOffset)}
}

func scanEarly(e *engine.Early) []any {
	return []any{&e.ID, &e.Key.Of, &e.Key.Text, &e.ReplyID, db.S(&e.Status), jsonInto(&e.Error)}
}

func earlyRow(e engine.Early) []any {
	return []any{e.ID, e.Key.Of, e.Key.Text, e.ReplyID, db.NullText(e.Status), nullJSON(e.Error, e.Error == nil)}
}

func scanAttachment(a *core.Attachment) []any {
	return []any{&a.ID, &a.MessageID, db.N(&a.Index), jsonInto(&a.Media), db.S(&a.State), db.S(&a.Error)}
}

func attachmentRow(a core.Attachment) []any {
	return []any{a.ID, a.MessageID, int64(a.Index), mustJSON(a.Media), string(a.State), db.NullText(a.Error)}
}

// mustJSON encodes values of ours, which cannot fail.
func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("encode %T: %v", v, err))
	}
	return string(b)
}

func nullJSON(v any, null bool) any {
	if null {
		return nil
	}
	return mustJSON(v)
}

// jsonScan decodes a JSON text, and leaves the target alone for NULL.
type jsonScan struct{ to any }

func jsonInto(to any) jsonScan { return jsonScan{to} }

func contentInto(to **core.Content) jsonScan { return jsonScan{to} }

func (j jsonScan) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), j.to)
	case []byte:
		return json.Unmarshal(v, j.to)
	}
	return fmt.Errorf("scan json: unexpected %T", src)
}

type rawScan struct{ to *json.RawMessage }

func rawInto(to *json.RawMessage) rawScan { return rawScan{to} }

func (r rawScan) Scan(src any) error {
	switch v := src.(type) {
	case nil:
	case string:
		*r.to = json.RawMessage(v)
	case []byte:
		*r.to = append(json.RawMessage(nil), v...)
	default:
		return fmt.Errorf("scan json: unexpected %T", src)
	}
	return nil
}
