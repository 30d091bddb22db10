package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api/hertzhuma"
	"github.com/switchboard-hub/switchboard/core"
)

// Privacy is what a person outside may ask for of what is kept about them.
type Privacy interface {
	// ExportContact opens a ZIP of all that is kept of a contact.
	ExportContact(ctx context.Context, v core.Viewer, contact core.ID) (io.ReadCloser, error)
	// EraseContact begins to erase all that is kept of a contact. Confirm is its
	// name, or its id.
	EraseContact(ctx context.Context, v core.Viewer, contact core.ID, confirm string) (core.Erasure, error)
	// Erasure tells how far it is.
	Erasure(ctx context.Context, v core.Viewer, contact core.ID) (core.Erasure, error)
}

// erasure is how far the data of a person is erased.
type erasure struct {
	Contact    core.ID        `json:"contact"`
	Step       core.EraseStep `json:"step" enum:"conversations,messages,events,elsewhere,profile,raws,traces,jobs,early_refs,event_keys,health,files,index,done" doc:"What is being erased now, in this order"`
	Messages   int64          `json:"messages" doc:"Messages whose contents are gone"`
	Files      int64          `json:"files" doc:"Files that were deleted"`
	Records    int64          `json:"records" doc:"Raws, traces, notes and the like that were deleted"`
	By         core.Actor     `json:"by"`
	CreatedAt  core.Time      `json:"created_at"`
	FinishedAt core.Time      `json:"finished_at,omitzero" doc:"Left out while something is left to do"`
}

func viewErasure(e core.Erasure) erasure {
	return erasure{Contact: e.ContactID, Step: e.Step, Messages: e.Messages, Files: e.Files, Records: e.Records, By: e.By,
		CreatedAt: e.CreatedAt, FinishedAt: e.FinishedAt}
}

type eraseIn struct {
	ContactIn
	Body struct {
		Confirm string `json:"confirm" minLength:"1" maxLength:"2000" doc:"The contact's name as the caller sees it, or its id"`
	}
}

func (a *API) privacyRoutes() {
	add(a, endpoint{method: "POST", path: "/contacts/{id}/erase", id: "erase-contact", tag: "contacts", status: http.StatusAccepted,
		summary: "Erase all that is kept of a person, for ever: it goes on by itself, and get-erasure tells how far it is", needs: core.PermErase},
		func(ctx context.Context, v core.Viewer, in *eraseIn) (*answer[erasure], error) {
			e, err := a.Backend.EraseContact(ctx, v, in.ID, in.Body.Confirm)
			return answerOf(viewErasure(e)), err
		})
	add(a, endpoint{method: "GET", path: "/contacts/{id}/erasure", id: "get-erasure", tag: "contacts",
		summary: "How far a person is erased", needs: core.PermErase},
		func(ctx context.Context, v core.Viewer, in *ContactIn) (*answer[erasure], error) {
			e, err := a.Backend.Erasure(ctx, v, in.ID)
			return answerOf(viewErasure(e)), err
		})
	a.stream(a.exportOperation(), a.export)
}

func (a *API) exportOperation() huma.Operation {
	op := a.operation(endpoint{method: "GET", path: "/contacts/{id}/export", id: "export-contact", tag: "contacts",
		summary: "Get all that is kept of a person, and of who was merged into them, as a ZIP; nothing in it is masked", needs: core.PermExport})
	op.Parameters = []*huma.Param{{Name: "id", In: "path", Required: true, Description: "Contact",
		Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"}}}
	op.Responses["200"] = &huma.Response{Description: "The archive", Content: map[string]*huma.MediaType{
		"application/zip": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	return op
}

func (a *API) export(ctx context.Context, v core.Viewer, hc *hertzhuma.Context) error {
	id, err := pathID(hc, "id")
	if err != nil {
		return err
	}
	// The bytes are written after this returns, when the request's own end has come.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), streamLimit)
	bytes, err := a.Backend.ExportContact(ctx, v, id)
	if err != nil {
		cancel()
		return err
	}
	hc.SetHeader("Content-Type", "application/zip")
	hc.SetHeader("Content-Disposition", contentDisposition("attachment", "contact-"+id.String()+".zip"))
	hc.SetHeader("X-Content-Type-Options", "nosniff")
	hc.SetHeader("Cache-Control", "no-store")
	hc.SetStatus(http.StatusOK)
	hc.Hertz.SetBodyStream(&file{bytes, cancel}, -1) // closed by the server once it is written
	return nil
}
