package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// eraseFor is how long an erasure is tried for before its job is given up.
const eraseFor = 30 * 24 * time.Hour

// ErrNotErased says that nobody has asked for an erasure: 404.
var ErrNotErased = &core.Problem{Status: 404, Code: "contact.not_erased", Text: "this contact is not being erased"}

const erasureQuery = `SELECT id, contact_id, step, after, messages, files, records, by_kind, by_id, created_at, finished_at FROM erasures`

func scanErasure(e *core.Erasure) []any {
	return []any{&e.ID, &e.ContactID, db.S(&e.Step), &e.After, &e.Messages, &e.Files, &e.Records, db.S(&e.By.Kind), &e.By.ID,
		db.N(&e.CreatedAt), db.N(&e.FinishedAt)}
}

// Erasure tells how far the erasure of a contact is.
func (s *Store) Erasure(ctx context.Context, contact core.ID) (core.Erasure, error) {
	var e core.Erasure
	ok, err := db.One(ctx, s.db, erasureQuery+` WHERE contact_id = $1`, db.Args(contact), scanErasure(&e)...)
	if err == nil && !ok {
		err = ErrNotErased
	}
	return e, err
}

// BeginErasure makes a stub of a contact, and of all who were merged into it, ends
// its conversations and writes the job that erases the rest. From then on what the
// person writes is somebody new: their addresses have no identity any more, and
// no conversation is gone on in. All of it is one transaction, so that no message
// that comes in at this time is half theirs.
func (s *Store) BeginErasure(ctx context.Context, contact core.ID, by core.Actor) error {
	return s.change(ctx, contact.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		b := &eraseBegin{s: s, tx: tx, hints: hints, contact: contact, by: by, now: s.clock()}
		if err := b.identities(ctx); err != nil { // locked before any conversation, as every writer does
			return err
		}
		if err := b.people(ctx); err != nil {
			return err
		}
		if err := b.conversations(ctx); err != nil {
			return err
		}
		if err := b.stubs(ctx); err != nil {
			return err
		}
		return b.keep(ctx)
	})
}

// eraseBegin is one run of BeginErasure.
type eraseBegin struct {
	s       *Store
	tx      db.Tx
	hints   *Commit
	contact core.ID
	by      core.Actor
	now     core.Time

	own    []core.Identity
	merged []core.Contact // the contact itself and all who were merged into it
	seen   traces
}

func (b *eraseBegin) exec(ctx context.Context, q string, args ...any) error {
	_, err := b.tx.Exec(ctx, q, args...)
	return err
}

func (b *eraseBegin) identities(ctx context.Context) error {
	q := `SELECT ` + prefixed("i", identityCols) + ` FROM identities i WHERE i.contact_id = $1` + locking(b.tx, "i")
	return db.Each(ctx, b.tx, q, db.Args(b.contact), func(scan func(...any) error) error {
		var i core.Identity
		err := scan(scanIdentity(&i)...)
		b.own = append(b.own, i)
		b.seen.identity(i)
		return err
	})
}

// mergedInto lists a contact and all who were merged into it, as SQL.
const mergedInto = `WITH RECURSIVE home(id) AS (SELECT o.id FROM contacts o WHERE o.id = $1 UNION ALL SELECT c.id FROM home JOIN contacts c ON c.merged_into = home.id) `

func (b *eraseBegin) people(ctx context.Context) error {
	l, err := whole(ctx, b.tx, b.contact)
	if err != nil {
		return err
	}
	b.merged = append(b.merged, l.Contact)
	err = db.Each(ctx, b.tx, mergedInto+`SELECT `+prefixed("ct", contactCols)+` FROM home JOIN contacts ct ON ct.id = home.id WHERE ct.id <> $1`, db.Args(b.contact),
		func(scan func(...any) error) error {
			var c core.Contact
			err := scan(scanContact(&c)...)
			b.merged = append(b.merged, c)
			return err
		})
	for _, c := range b.merged {
		b.seen.contact(c)
	}
	if err != nil {
		return err
	}
	return db.Each(ctx, b.tx, `SELECT u.subject FROM visitor_users u JOIN identities i ON i.id = u.identity_id WHERE i.contact_id = $1`, db.Args(b.contact),
		func(scan func(...any) error) error {
			var subject string
			err := scan(&subject)
			b.seen.own(subject)
			return err
		})
}

// conversations ends those that are open, and takes what names the person from all.
func (b *eraseBegin) conversations(ctx context.Context) error {
	var open []engine.Command
	q := `SELECT c.id FROM conversations c WHERE c.contact_id = $1 AND c.ended_at IS NULL` + locking(b.tx, "c")
	err := db.Each(ctx, b.tx, q, db.Args(b.contact), func(scan func(...any) error) error {
		c := &engine.Erase{Actor: b.by}
		err := scan(&c.ConversationID)
		open = append(open, c)
		return err
	})
	if err != nil {
		return err
	}
	if len(open) > 0 {
		if err := b.s.within(ctx, b.tx, b.hints, open...); err != nil {
			return err
		}
	}
	thread := `'erased:' || lower(hex(id))`
	if b.tx.Dialect() == db.Postgres {
		thread = `'erased:' || CAST(id AS text)`
	}
	return b.exec(ctx, `UPDATE conversations SET thread = `+thread+`, subject = NULL, last_text = NULL, sla = NULL, sla_due = NULL, disposition = $2
		WHERE contact_id = $1`, b.contact, core.DispositionErased)
}

// stubs leaves rows that name nobody.
func (b *eraseBegin) stubs(ctx context.Context) error {
	for _, c := range b.merged {
		if err := b.exec(ctx, `UPDATE contacts SET name = '', language = NULL, fields = NULL, borrowed = NULL, agent_id = NULL, vip = $3, erased_at = $2, updated_at = $2
			WHERE id = $1`, c.ID, int64(b.now), false); err != nil {
			return err
		}
	}
	for _, i := range b.own {
		if err := b.exec(ctx, `UPDATE identities SET external_id = $2, name = '', username = NULL, union_id = NULL, windows = NULL, reachable = $3, updated_at = $4
			WHERE id = $1`, i.ID, core.ErasedName(i.ID), false, int64(b.now)); err != nil {
			return err
		}
		// Sessions end at once: who chats on begins anew.
		for _, q := range []string{
			`INSERT INTO loose_blobs (blob) SELECT u.blob FROM visitor_uploads u JOIN visitor_sessions v ON v.id = u.session_id WHERE v.identity_id = $1 ON CONFLICT DO NOTHING`,
			`DELETE FROM visitor_uploads WHERE session_id IN (SELECT v.id FROM visitor_sessions v WHERE v.identity_id = $1)`,
			`DELETE FROM visitor_proofs WHERE session_id IN (SELECT v.id FROM visitor_sessions v WHERE v.identity_id = $1)`,
			`DELETE FROM visitor_sessions WHERE identity_id = $1`,
			`DELETE FROM visitor_users WHERE identity_id = $1`,
		} {
			if err := b.exec(ctx, q, i.ID); err != nil {
				return err
			}
		}
		b.hints.Streams = append(b.hints.Streams, i.ID)
	}
	ids := make([]core.ID, len(b.merged))
	for i, c := range b.merged {
		ids[i] = c.ID
	}
	return contactsChanged(ctx, b.tx, ids...)
}

// keep writes the work that is left, and who asked for it.
func (b *eraseBegin) keep(ctx context.Context) error {
	seen, err := json.Marshal(b.seen)
	if err != nil {
		return err
	}
	e := core.Erasure{ID: core.NewID(), ContactID: b.contact, Step: core.EraseConversations, By: b.by, CreatedAt: b.now}
	if err := b.exec(ctx, `INSERT INTO erasures (id, contact_id, step, after, traces, messages, files, records, by_kind, by_id, created_at)
		VALUES ($1, $2, $3, '', $4, 0, 0, 0, $5, $6, $7)`, e.ID, e.ContactID, string(e.Step), string(seen), string(e.By.Kind), e.By.ID, int64(e.CreatedAt)); err != nil {
		return err
	}
	j := core.Job{Key: "x:" + b.contact.String(), Class: core.ClassBulk, Kind: engine.JobErase, Payload: []byte(mustJSON(engine.EraseWork{ContactID: b.contact})),
		State: core.JobWaiting, DueAt: b.now, CreatedAt: b.now, Deadline: b.now.Add(eraseFor)}
	if err := addJobs(ctx, b.tx, []core.Job{j}, b.hints); err != nil {
		return err
	}
	return b.s.audit(ctx, b.tx, b.by, "contact.erased", b.contact.String(), "")
}
