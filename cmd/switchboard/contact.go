package main

import (
	"context"
	"path/filepath"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

type contactCmd struct {
	Export  contactExport  `cmd:"" help:"Write all that is kept of a person into a ZIP."`
	Erase   contactErase   `cmd:"" help:"Erase all that is kept of a person, for ever. It goes on while the hub runs."`
	Erasure contactErasure `cmd:"" help:"Show how far a person is erased."`
}

// person names a contact on the command line.
type person struct {
	place
	ID string `arg:"" help:"The contact's id."`
}

type contactExport struct {
	person
	Out string `required:"" help:"The archive: a file that is not there yet." placeholder:"FILE"`
}

// Run exports a person. The hub that serves the folder writes the file.
func (c *contactExport) Run(ctx context.Context) error {
	id, err := core.ParseID(c.ID)
	if err != nil {
		return err
	}
	out, err := filepath.Abs(c.Out)
	if err != nil {
		return err
	}
	return c.ask(ctx, "contact.export", hub.ExportArgs{ID: id, Out: out})
}

type contactErase struct {
	person
	Confirm string `required:"" help:"The contact's name, or its id again."`
}

// Run begins to erase a person.
func (c *contactErase) Run(ctx context.Context) error {
	id, err := core.ParseID(c.ID)
	if err != nil {
		return err
	}
	return c.ask(ctx, "contact.erase", hub.EraseArgs{ID: id, Confirm: c.Confirm})
}

type contactErasure struct{ person }

// Run tells how far a person is erased.
func (c *contactErasure) Run(ctx context.Context) error {
	id, err := core.ParseID(c.ID)
	if err != nil {
		return err
	}
	return c.ask(ctx, "contact.erasure", hub.IDArgs{ID: id})
}
