package store

import (
	"context"
	"errors"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// MoveVisitor gives all that an unknown visitor has said to the identity that
// they were proven to be: the stream goes on at the end of that one's, the
// running conversation becomes its own or joins the one it has open, and the
// contact is merged. It may be repeated.
func (s *Store) MoveVisitor(ctx context.Context, from, into core.ID) error {
	if from == into {
		return nil
	}
	return s.change(ctx, into.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		people, err := lockIdentities(ctx, tx, from, into)
		if err != nil || people[from].ID.IsZero() {
			return err // without a row there is nothing to move
		}
		if people[into].ID.IsZero() {
			return ErrNoContact
		}
		m := &visitorMove{s: s, tx: tx, hints: hints, from: people[from], into: people[into], now: s.clock()}
		hints.Streams = append(hints.Streams, into)
		theirs, own, err := m.conversations(ctx)
		if err := errors.Join(err, m.stream(ctx), m.contact(ctx)); err != nil || theirs.ID.IsZero() || own.ID.IsZero() {
			return err
		}
		return m.goOn(ctx, theirs, own)
	})
}

func lockIdentities(ctx context.Context, tx db.Tx, ids ...core.ID) (map[core.ID]core.Identity, error) {
	out := map[core.ID]core.Identity{}
	q := `SELECT ` + prefixed("i", identityCols) + ` FROM identities i WHERE i.id IN ($1, $2)` + locking(tx, "i")
	err := db.Each(ctx, tx, q, db.Args(ids[0], ids[1]), func(scan func(...any) error) error {
		var i core.Identity
		err := scan(scanIdentity(&i)...)
		out[i.ID] = i
		return err
	})
	return out, err
}

// visitorMove is one run of MoveVisitor.
type visitorMove struct {
	s          *Store
	tx         db.Tx
	hints      *Commit
	from, into core.Identity
	now        core.Time
}

func (m *visitorMove) exec(ctx context.Context, q string, args ...any) error {
	_, err := m.tx.Exec(ctx, q, args...)
	return err
}

// conversations moves them; of two open ones the messages go into the one of
// the proven person. It returns the two.
func (m *visitorMove) conversations(ctx context.Context) (theirs, own core.Conversation, err error) {
	q := `SELECT ` + prefixed("c", conversationCols) + ` FROM conversations c WHERE c.account_id = $1 AND c.thread IN ($2, $3) AND c.ended_at IS NULL` + locking(m.tx, "c")
	err = db.Each(ctx, m.tx, q, db.Args(m.from.AccountID, m.from.ExternalID, m.into.ExternalID), func(scan func(...any) error) error {
		var c core.Conversation
		if err := scan(scanConversation(&c)...); err != nil {
			return err
		}
		if c.Thread == m.into.ExternalID {
			own = c
		} else {
			theirs = c
		}
		return nil
	})
	if err == nil && !theirs.ID.IsZero() && !own.ID.IsZero() {
		err = m.join(ctx, theirs, own)
	}
	by := core.Actor{Kind: core.ByContact, ID: m.into.ContactID}
	if err == nil && !theirs.ID.IsZero() {
		err = m.s.logConversation(ctx, m.tx, m.hints, theirs.ID, core.EventContactUpdated, by, map[string]core.ID{"identity_id": m.into.ID})
	}
	if err != nil {
		return theirs, own, err
	}
	return theirs, own, m.exec(ctx, `UPDATE conversations SET identity_id = $2, thread = $3, contact_id = $4, updated_at = $5 WHERE identity_id = $1`,
		m.from.ID, m.into.ID, m.into.ExternalID, m.into.ContactID, int64(m.now))
}

// goOn lets the proven person's conversation go on where the other one was: with
// the agent they were talking to, unless its own is there, and with what they
// wait for.
func (m *visitorMove) goOn(ctx context.Context, theirs, own core.Conversation) error {
	var cmds []engine.Command
	step := func(st core.Step) {
		st.Actor = core.Actor{Kind: core.BySystem}
		cmds = append(cmds, &engine.Step{System: true, ConversationID: own.ID, Step: st})
	}
	var there int64
	if own.Handler == core.HandlerAgent && own.Status != core.StatusSnoozed {
		if _, err := db.One(ctx, m.tx, `SELECT count(*) FROM agents WHERE id = $1 AND availability = 'ready' AND NOT disabled`, db.Args(own.AgentID), &there); err != nil {
			return err
		}
	}
	if theirs.Status == core.StatusActive && there == 0 && own.Status != core.StatusTransferring {
		step(core.Step{Kind: core.StepAssign, AgentID: theirs.AgentID, TeamID: theirs.TeamID, Reason: "last"})
	}
	if theirs.WaitingSince > 0 {
		step(core.Step{Kind: core.StepCustomerMessage})
	}
	if len(cmds) == 0 {
		return nil
	}
	return m.s.within(ctx, m.tx, m.hints, cmds...)
}

// join moves the messages of one open conversation behind those of another, and
// ends the first.
func (m *visitorMove) join(ctx context.Context, theirs, own core.Conversation) error {
	r := &regroup{s: m.s, tx: m.tx, hints: m.hints, by: core.Actor{Kind: core.BySystem}}
	if err := r.merge(ctx, theirs, own, true); err != nil {
		return err
	}
	return m.s.logConversation(ctx, m.tx, m.hints, own.ID, core.EventContactMerged, r.by, map[string]core.ID{"conversation_id": theirs.ID})
}

// stream appends one stream to another. Offsets rise, so that no two meet.
func (m *visitorMove) stream(ctx context.Context) error {
	if m.from.StreamOffset == 0 {
		return nil
	}
	return errors.Join(
		m.exec(ctx, `UPDATE messages SET identity_id = $2, stream_offset = stream_offset + $3 WHERE identity_id = $1`, m.from.ID, m.into.ID, m.into.StreamOffset),
		m.exec(ctx, `UPDATE events SET identity_id = $2, stream_offset = stream_offset + $3 WHERE identity_id = $1 AND stream_offset IS NOT NULL`,
			m.from.ID, m.into.ID, m.into.StreamOffset),
		m.exec(ctx, `UPDATE identities SET stream_offset = stream_offset + $2, updated_at = $3 WHERE id = $1`, m.into.ID, m.from.StreamOffset, int64(m.now)),
		m.exec(ctx, `UPDATE identities SET stream_offset = 0, updated_at = $2 WHERE id = $1`, m.from.ID, int64(m.now)))
}

// contact merges the contact that came with the unknown visitor. One that has
// other identities too is somebody whom an agent knows: it stays, and only this
// visitor leaves it.
func (m *visitorMove) contact(ctx context.Context) error {
	if m.from.ContactID == m.into.ContactID {
		return nil
	}
	var others int64
	if _, err := db.One(ctx, m.tx, `SELECT count(*) FROM identities WHERE contact_id = $1 AND id <> $2`, db.Args(m.from.ContactID, m.from.ID), &others); err != nil {
		return err
	}
	by := core.Actor{Kind: core.BySystem}
	if others == 0 {
		return mergeContacts(ctx, m.tx, m.from.ContactID, m.into.ContactID, by, m.now)
	}
	return errors.Join(
		m.exec(ctx, `UPDATE identities SET contact_id = $2, updated_at = $3 WHERE id = $1`, m.from.ID, m.into.ContactID, int64(m.now)),
		contactsChanged(ctx, m.tx, m.from.ContactID, m.into.ContactID))
}

// TellContact changes a contact with what a person, or their page, says: change
// is given the contact as it is, and may run again.
func (s *Store) TellContact(ctx context.Context, identity core.ID, change func(*core.Contact) bool) error {
	return s.Update(ctx, identity.String(), func(ctx context.Context, tx db.Tx) error {
		lock := ""
		if tx.Dialect() == db.Postgres {
			lock = " FOR NO KEY UPDATE OF ct"
		}
		var c core.Contact
		ok, err := db.One(ctx, tx, `SELECT `+prefixed("ct", contactCols)+` FROM identities i JOIN contacts ct ON ct.id = i.contact_id WHERE i.id = $1`+lock,
			db.Args(identity), scanContact(&c)...)
		if err != nil || !ok || c.ErasedAt > 0 || !change(&c) {
			return err
		}
		now := s.clock()
		if _, err := tx.Exec(ctx, `UPDATE contacts SET kind = $2, name = $3, language = $4, fields = $5, updated_at = $6 WHERE id = $1`,
			c.ID, string(c.Kind), c.Name, db.NullText(c.Language), fieldsJSON(c.Fields), int64(now)); err != nil {
			return err
		}
		if err := contactsChanged(ctx, tx, c.ID); err != nil {
			return err
		}
		return contactEvent(ctx, tx, core.EventContactUpdated, c.ID, core.Actor{Kind: core.ByContact, ID: c.ID}, now, map[string]any{"name": c.Name})
	})
}
