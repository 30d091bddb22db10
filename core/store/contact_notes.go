package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// ErrNoContactNote is the refusal of a note that is not there.
var ErrNoContactNote = &core.Problem{Status: 404, Code: "contact_note.not_found", Text: "this contact has no such note"}

const contactNoteQuery = `SELECT n.id, n.contact_id, n.author_id, n.text, n.created_at, n.edited_at FROM contact_notes n `

func scanContactNote(n *core.ContactNote) []any {
	return []any{&n.ID, &n.ContactID, &n.AuthorID, &n.Text, db.N(&n.CreatedAt), db.N(&n.EditedAt)}
}

// ContactNotes lists what staff noted of a contact that the viewer sees, newest
// first.
func (s *Store) ContactNotes(ctx context.Context, v core.Viewer, contact core.ID, p core.Page) (core.List[core.ContactNote], error) {
	var out core.List[core.ContactNote]
	before, err := parseIDCursor(p.After)
	if err == nil {
		_, err = s.seesContact(ctx, v, contact)
	}
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	err = db.Each(ctx, s.db, contactNoteQuery+`WHERE n.contact_id = $1 AND n.id < $2 ORDER BY n.id DESC LIMIT $3`, db.Args(contact, before, limit+1), func(scan func(...any) error) error {
		var n core.ContactNote
		err := scan(scanContactNote(&n)...)
		appendPage(&out, n, limit, func(n core.ContactNote) core.ID { return n.ID })
		return err
	})
	return out, err
}

// ContactNote returns a note of a contact that the viewer sees. Of one who was
// merged there is none any more, and ErrMerged says why.
func (s *Store) ContactNote(ctx context.Context, v core.Viewer, contact, note core.ID) (core.ContactNote, error) {
	var n core.ContactNote
	into, err := s.seesContact(ctx, v, contact)
	if err == nil && !into.IsZero() {
		err = ErrMerged
	}
	if err != nil {
		return n, err
	}
	ok, err := db.One(ctx, s.db, contactNoteQuery+`WHERE n.id = $1 AND n.contact_id = $2`, db.Args(note, contact), scanContactNote(&n)...)
	if err == nil && !ok {
		err = ErrNoContactNote
	}
	return n, err
}

// AddContactNote keeps a new note under its ID, and returns it with its time.
func (s *Store) AddContactNote(ctx context.Context, n core.ContactNote, by core.Actor) (core.ContactNote, error) {
	n.CreatedAt = s.clock()
	return n, s.noteContact(ctx, n, by, "added", `INSERT INTO contact_notes (id, contact_id, home_contact_id, author_id, text, created_at) VALUES ($1, $2, $2, $3, $4, $5)`,
		n.ID, n.ContactID, n.AuthorID, n.Text, int64(n.CreatedAt))
}

// EditContactNote keeps another text of a note, and returns it with its time.
func (s *Store) EditContactNote(ctx context.Context, n core.ContactNote, by core.Actor) (core.ContactNote, error) {
	n.EditedAt = s.clock()
	return n, s.noteContact(ctx, n, by, "edited", `UPDATE contact_notes SET text = $3, edited_at = $4 WHERE id = $1 AND contact_id = $2`,
		n.ID, n.ContactID, n.Text, int64(n.EditedAt))
}

// RemoveContactNote deletes a note.
func (s *Store) RemoveContactNote(ctx context.Context, n core.ContactNote, by core.Actor) error {
	return s.noteContact(ctx, n, by, "removed", `DELETE FROM contact_notes WHERE id = $1 AND contact_id = $2`, n.ID, n.ContactID)
}

// noteContact writes a note of a contact, which is not merged meanwhile, and logs
// what was done to it.
func (s *Store) noteContact(ctx context.Context, n core.ContactNote, by core.Actor, done, q string, args ...any) error {
	return s.aside(ctx, n.ContactID.String(), func(ctx context.Context, tx db.Tx) error {
		if _, err := whole(ctx, tx, n.ContactID); err != nil {
			return err
		}
		written, err := tx.Exec(ctx, q, args...)
		if err == nil && written == 0 {
			err = ErrNoContactNote
		}
		if err != nil {
			return err
		}
		return contactEvent(ctx, tx, core.EventContactUpdated, n.ContactID, by, s.clock(), map[string]any{"note": n.ID, "done": done})
	})
}
