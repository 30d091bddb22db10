package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// Visitor is a session with who is behind it.
type Visitor struct {
	core.VisitorSession
	// Context is what the page says of what the visitor looks at: texts by name.
	Context map[string]string
	// Identity has no contact before its first word.
	Identity core.Identity
	// Blocked says that an agent wants to hear no more of the contact.
	Blocked bool
}

// Proof is a signed identity that may be used by one session only.
type Proof struct {
	ID    string // the token's jti; empty: it may be used by any
	Until core.Time
}

// ErrProofUsed says that another session has used a proof: 401.
var ErrProofUsed = &core.Problem{Status: 401, Code: "widget.identity_used",
	Text: "the visitor's identity is not proven: another session has used this token; sign a new one, with a jti of its own"}

const visitorQuery = `SELECT s.id, s.account_id, s.identity_id, s.subject, s.language, s.page, s.context, s.created_at, s.seen_at, s.expires_at,
	i.name, i.stream_offset, i.contact_id, COALESCE(c.blocked, $2) FROM visitor_sessions s LEFT JOIN identities i ON i.id = s.identity_id
	LEFT JOIN contacts c ON c.id = i.contact_id`

// VisitorByToken finds a session that has not ended, by the hash of its token.
func (s *Store) VisitorByToken(ctx context.Context, hash []byte) (v Visitor, ok bool, err error) {
	return s.visitor(ctx, `s.token_hash = $1`, hash)
}

// Visitor reads a session anew; ok is false once it has ended.
func (s *Store) Visitor(ctx context.Context, session core.ID) (v Visitor, ok bool, err error) {
	return s.visitor(ctx, `s.id = $1`, session)
}

func (s *Store) visitor(ctx context.Context, where string, key any) (v Visitor, ok bool, err error) {
	i := &v.Identity
	ok, err = db.One(ctx, s.db, visitorQuery+` WHERE `+where+` AND s.expires_at > $3`, db.Args(key, false, int64(s.clock())),
		&v.ID, &v.AccountID, &v.IdentityID, db.S(&v.Subject), db.S(&v.Language), jsonInto(&v.Page), jsonInto(&v.Context),
		db.N(&v.CreatedAt), db.N(&v.SeenAt), db.N(&v.ExpiresAt), db.S(&i.Name), db.N(&i.StreamOffset), &i.ContactID, &v.Blocked)
	i.ID, i.AccountID, i.ExternalID = v.IdentityID, v.AccountID, v.IdentityID.String()
	return v, ok, err
}

// AddVisitor keeps a new session. One that a proof begins has used it.
func (s *Store) AddVisitor(ctx context.Context, v Visitor, hash []byte, p Proof) error {
	return s.aside(ctx, "visitor:"+v.ID.String(), func(ctx context.Context, tx db.Tx) error {
		if err := useProof(ctx, tx, v.AccountID, v.ID, p); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO visitor_sessions (id, token_hash, account_id, identity_id, subject, language, page, context, created_at, seen_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, v.ID, hash, v.AccountID, v.IdentityID, db.NullText(v.Subject), db.NullText(v.Language),
			nullJSON(v.Page, v.Page == core.VisitorPage{}), nullJSON(v.Context, len(v.Context) == 0), int64(v.CreatedAt), int64(v.SeenAt), int64(v.ExpiresAt))
		return err
	})
}

// SaveVisit keeps where a visitor is and what they read. Like ProlongVisitor
// and ProveVisitor it writes its own columns only, so that none of them undoes
// what another has written meanwhile, and does nothing once the session has
// ended.
func (s *Store) SaveVisit(ctx context.Context, v Visitor) error {
	return s.saveVisitor(ctx, v.ID, `language = $2, page = $3, context = $4`,
		db.NullText(v.Language), nullJSON(v.Page, v.Page == core.VisitorPage{}), nullJSON(v.Context, len(v.Context) == 0))
}

// ProlongVisitor keeps when a visitor was last seen, and when the session ends.
func (s *Store) ProlongVisitor(ctx context.Context, v Visitor) error {
	return s.saveVisitor(ctx, v.ID, `seen_at = $2, expires_at = $3`, int64(v.SeenAt), int64(v.ExpiresAt))
}

// ProveVisitor keeps who a session was proven to be; hash is its new token's.
func (s *Store) ProveVisitor(ctx context.Context, v Visitor, hash []byte) error {
	return s.saveVisitor(ctx, v.ID, `identity_id = $2, subject = $3, seen_at = $4, expires_at = $5, token_hash = $6`,
		v.IdentityID, db.NullText(v.Subject), int64(v.SeenAt), int64(v.ExpiresAt), hash)
}

func (s *Store) saveVisitor(ctx context.Context, id core.ID, set string, values ...any) error {
	return s.aside(ctx, "visitor:"+id.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE visitor_sessions SET `+set+` WHERE id = $1`, append([]any{id}, values...)...)
		return err
	})
}

// UseProof keeps that a session has used a proof. The same session may use it
// again; another one's is ErrProofUsed.
func (s *Store) UseProof(ctx context.Context, account, session core.ID, p Proof) error {
	if p.ID == "" {
		return nil
	}
	return s.aside(ctx, "visitor:"+session.String(), func(ctx context.Context, tx db.Tx) error {
		return useProof(ctx, tx, account, session, p)
	})
}

// useProof writes where it could as well read, so that of two sessions at the
// same time the second waits for the first.
func useProof(ctx context.Context, tx db.Tx, account, session core.ID, p Proof) error {
	if p.ID == "" {
		return nil
	}
	n, err := tx.Exec(ctx, `INSERT INTO visitor_proofs (account_id, token_id, session_id, expires_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (account_id, token_id) DO UPDATE SET expires_at = $4 WHERE visitor_proofs.session_id = $3`, account, p.ID, session, int64(p.Until))
	if err == nil && n == 0 {
		err = ErrProofUsed
	}
	return err
}

// EndVisitor ends a session.
func (s *Store) EndVisitor(ctx context.Context, session core.ID) error {
	return s.aside(ctx, "visitor:"+session.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM visitor_sessions WHERE id = $1`, session)
		return err
	})
}

// PruneVisitors deletes sessions and proofs that have expired, at most limit of
// each. Before is when a proof must have expired: clocks differ.
func (s *Store) PruneVisitors(ctx context.Context, before core.Time, limit int) error {
	return s.aside(ctx, "visitors", func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM visitor_sessions WHERE id IN (SELECT id FROM visitor_sessions WHERE expires_at <= $1 LIMIT $2)`, int64(s.clock()), limit)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `DELETE FROM visitor_proofs WHERE (account_id, token_id) IN (SELECT account_id, token_id FROM visitor_proofs WHERE expires_at <= $1 LIMIT $2)`,
			int64(before), limit)
		return err
	})
}

// VisitorUser returns the identity of a proven user; zero when there is none yet.
func (s *Store) VisitorUser(ctx context.Context, account core.ID, subject string) (core.ID, error) {
	var id core.ID
	_, err := db.One(ctx, s.db, `SELECT identity_id FROM visitor_users WHERE account_id = $1 AND subject = $2`, db.Args(account, subject), &id)
	return id, err
}

// AddVisitorUser gives a proven user an identity, unless the user has one, and
// returns the one it has then.
func (s *Store) AddVisitorUser(ctx context.Context, account core.ID, subject string, identity core.ID) (core.ID, error) {
	err := s.aside(ctx, account.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO visitor_users (account_id, subject, identity_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			account, subject, identity, int64(s.clock()))
		return err
	})
	if err != nil {
		return core.ID{}, err
	}
	return s.VisitorUser(ctx, account, subject)
}

// MessageByExternal finds a message by its name in an account.
func (s *Store) MessageByExternal(ctx context.Context, account core.ID, externalID string) (core.Message, bool, error) {
	list, err := s.messages(ctx, `m.account_id = $1 AND m.external_id = $2 ORDER BY m.id LIMIT 1`, account, externalID)
	if err != nil || len(list) == 0 {
		return core.Message{}, false, err
	}
	return list[0], true, nil
}

// StreamMessages returns messages of a visitor's stream by their ids.
func (s *Store) StreamMessages(ctx context.Context, identity core.ID, ids []core.ID) (map[core.ID]core.Message, error) {
	out := map[core.ID]core.Message{}
	if len(ids) == 0 {
		return out, nil
	}
	size := 1
	for size < len(ids) {
		size *= 2 // few statements serve every number
	}
	args, marks := db.Args(identity), make([]string, size)
	for i := range size {
		args, marks[i] = append(args, ids[min(i, len(ids)-1)]), fmt.Sprintf("$%d", i+2)
	}
	list, err := s.messages(ctx, `m.identity_id = $1 AND m.id IN (`+strings.Join(marks, ", ")+`)`, args...)
	for _, m := range list {
		out[m.ID] = m
	}
	return out, err
}

// StreamBefore returns the newest messages of a stream before an offset, oldest
// first.
func (s *Store) StreamBefore(ctx context.Context, identity core.ID, before int64, limit int) ([]core.Message, error) {
	list, err := s.messages(ctx, `m.identity_id = $1 AND m.stream_offset < $2 ORDER BY m.stream_offset DESC LIMIT $3`, identity, before, limit)
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list, err
}

// unreadReach is how far back in a stream unread messages are looked for.
const unreadReach = 500

// Unread returns the names of the messages to a visitor up to an offset that
// they have not read, oldest first.
func (s *Store) Unread(ctx context.Context, identity core.ID, upto int64) ([]string, error) {
	var out []string
	q := `SELECT m.external_id FROM messages m JOIN identities i ON i.id = m.identity_id WHERE m.identity_id = $1 AND m.stream_offset <= $2
		AND m.stream_offset > i.stream_offset - $3 AND m.direction = 'out' AND m.delivery <> 'read' AND m.deleted_at IS NULL
		AND m.external_id IS NOT NULL ORDER BY m.stream_offset LIMIT $4`
	err := db.Each(ctx, s.db, q, db.Args(identity, upto, unreadReach, pageMax), func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		out = append(out, name)
		return err
	})
	return out, err
}

// AgentsRead returns how far the agents have told a visitor that they read.
func (s *Store) AgentsRead(ctx context.Context, identity core.ID) (int64, error) {
	var data struct {
		Upto int64 `json:"upto"`
	}
	_, err := db.One(ctx, s.db, `SELECT data FROM events WHERE identity_id = $1 AND stream_offset IS NOT NULL AND type = $2
		ORDER BY stream_offset DESC LIMIT 1`, db.Args(identity, string(core.EventConversationRead)), jsonInto(&data))
	return data.Upto, err
}

// VisitorWrote returns the offset of a visitor's last message up to a seq of the
// conversation; 0 when there is none.
func (s *Store) VisitorWrote(ctx context.Context, conversation core.ID, seq int64) (offset int64, err error) {
	_, err = db.One(ctx, s.db, `SELECT stream_offset FROM messages WHERE conversation_id = $1 AND seq <= $2 AND direction = 'in'
		AND stream_offset IS NOT NULL ORDER BY seq DESC LIMIT 1`, db.Args(conversation, seq), &offset)
	return offset, err
}

// VisitorConversation returns a visitor's open conversation, or else the newest,
// which need not be the one that was reopened; ok is false when there is none yet.
func (s *Store) VisitorConversation(ctx context.Context, account core.ID, thread string) (c core.Conversation, ok bool, err error) {
	q := `SELECT ` + prefixed("c", conversationCols) + ` FROM conversations c WHERE c.id = ` + latestOf("$1", "$2")
	ok, err = db.One(ctx, s.db, q, db.Args(account, thread), scanConversation(&c)...)
	return c, ok, err
}

// ContactOf returns the contact of an identity.
func (s *Store) ContactOf(ctx context.Context, identity core.ID) (core.Contact, error) {
	var c core.Contact
	ok, err := db.One(ctx, s.db, `SELECT `+prefixed("ct", contactCols)+` FROM identities i JOIN contacts ct ON ct.id = i.contact_id WHERE i.id = $1`,
		db.Args(identity), scanContact(&c)...)
	if err == nil && !ok {
		err = ErrNoContact
	}
	return c, err
}
