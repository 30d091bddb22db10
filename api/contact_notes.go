package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// contactNote is what staff keep in mind of a contact.
type contactNote struct {
	ID        core.ID   `json:"id"`
	Author    core.ID   `json:"author,omitzero" doc:"The agent who wrote it"`
	Text      string    `json:"text"`
	CreatedAt core.Time `json:"created_at"`
	EditedAt  core.Time `json:"edited_at,omitzero"`
}

func viewContactNote(n core.ContactNote) contactNote {
	return contactNote{ID: n.ID, Author: n.AuthorID, Text: n.Text, CreatedAt: n.CreatedAt, EditedAt: n.EditedAt}
}

type (
	contactNotesIn struct {
		ContactIn
		PageIn
	}
	// ContactNoteIn names a note.
	ContactNoteIn struct {
		ContactIn
		Note core.ID `path:"note" doc:"Note"`
	}
	// ContactNoteText is what a note says.
	ContactNoteText struct {
		Text string `json:"text" minLength:"1" maxLength:"10000" doc:"Plain text; no customer ever sees it"`
	}
	newContactNoteIn struct {
		ContactIn
		Body ContactNoteText
	}
	contactNotePatchIn struct {
		ContactNoteIn
		Body ContactNoteText
	}
)

func (a *API) contactNoteRoutes() {
	one := func(method, path, id, summary string, needs core.Permission) endpoint {
		return endpoint{method: method, path: "/contacts/{id}/notes" + path, id: id, tag: "contacts", summary: summary, needs: needs}
	}
	add(a, one("GET", "", "list-contact-notes", "List what staff noted of a contact, newest first", core.PermContactsRead),
		func(ctx context.Context, v core.Viewer, in *contactNotesIn) (*answer[page[contactNote]], error) {
			l, err := a.Backend.ContactNotes(ctx, v, in.ID, in.core())
			return pageOf(l, viewContactNote), err
		})
	create := one("POST", "", "add-contact-note", "Note something of a contact", core.PermContacts)
	create.status = http.StatusCreated
	add(a, create, func(ctx context.Context, v core.Viewer, in *newContactNoteIn) (*answer[contactNote], error) {
		n, err := a.Backend.AddContactNote(ctx, v, in.ID, in.Body.Text)
		return answerOf(viewContactNote(n)), err
	})
	add(a, one("PATCH", "/{note}", "edit-contact-note", "Change the text of a note of one's own", core.PermContacts),
		func(ctx context.Context, v core.Viewer, in *contactNotePatchIn) (*answer[contactNote], error) {
			n, err := a.Backend.EditContactNote(ctx, v, in.ID, in.Note, in.Body.Text)
			return answerOf(viewContactNote(n)), err
		})
	remove := one("DELETE", "/{note}", "remove-contact-note", "Remove a note", core.PermContacts)
	remove.also = "for another agent's `conversations.supervise` too"
	do(a, remove, func(ctx context.Context, v core.Viewer, in *ContactNoteIn) error {
		return a.Backend.RemoveContactNote(ctx, v, in.ID, in.Note)
	})
}
