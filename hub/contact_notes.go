package hub

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

// contactNoteMax is how many characters a note of a contact has at most.
const contactNoteMax = 10_000

// ContactNotes implements api.Reader.
func (h *Hub) ContactNotes(ctx context.Context, v core.Viewer, contact core.ID, p core.Page) (core.List[core.ContactNote], error) {
	return h.store.ContactNotes(ctx, v, contact, p)
}

// AddContactNote implements api.Desk.
func (h *Hub) AddContactNote(ctx context.Context, v core.Viewer, contact core.ID, text string) (core.ContactNote, error) {
	n := core.ContactNote{ID: core.NewID(), ContactID: contact, AuthorID: v.AgentID}
	err := need(v, core.PermContacts)
	if err == nil {
		_, _, _, err = h.store.Contact(ctx, v, contact)
	}
	if err == nil {
		n.Text, err = noteText(text)
	}
	if err != nil {
		return n, err
	}
	if n, err = h.store.AddContactNote(ctx, n, v.Actor()); err != nil {
		return n, err
	}
	return n, h.audit(ctx, v, "contact.note_added", contact.String(), "")
}

// EditContactNote implements api.Desk. The words of a note are its author's.
func (h *Hub) EditContactNote(ctx context.Context, v core.Viewer, contact, note core.ID, text string) (core.ContactNote, error) {
	n, err := h.contactNote(ctx, v, contact, note)
	if err == nil && n.AuthorID != v.AgentID {
		err = &core.Problem{Status: 403, Code: "contact_note.not_yours", Text: "only its author changes a note: write one of your own"}
	}
	if err == nil {
		n.Text, err = noteText(text)
	}
	if err != nil {
		return n, err
	}
	if n, err = h.store.EditContactNote(ctx, n, v.Actor()); err != nil {
		return n, err
	}
	return n, h.audit(ctx, v, "contact.note_edited", contact.String(), "")
}

// RemoveContactNote implements api.Desk. A colleague's is for who supervises.
func (h *Hub) RemoveContactNote(ctx context.Context, v core.Viewer, contact, note core.ID) error {
	n, err := h.contactNote(ctx, v, contact, note)
	if err == nil && n.AuthorID != v.AgentID {
		err = need(v, core.PermSupervise)
	}
	if err != nil {
		return err
	}
	if err := h.store.RemoveContactNote(ctx, n, v.Actor()); err != nil {
		return err
	}
	return h.audit(ctx, v, "contact.note_removed", contact.String(), n.AuthorID.String())
}

func (h *Hub) contactNote(ctx context.Context, v core.Viewer, contact, note core.ID) (core.ContactNote, error) {
	if err := need(v, core.PermContacts); err != nil {
		return core.ContactNote{}, err
	}
	return h.store.ContactNote(ctx, v, contact, note)
}

func noteText(text string) (string, error) {
	text = strings.TrimSpace(core.CleanText(text))
	if text == "" || utf8.RuneCountInString(text) > contactNoteMax {
		return text, &core.Problem{Status: 422, Code: "contact_note.text", Text: fmt.Sprintf("a note has 1 to %d characters", contactNoteMax)}
	}
	return text, nil
}
