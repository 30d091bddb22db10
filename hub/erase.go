package hub

import (
	"context"
	"errors"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
)

// An erasure works for eraseSlice at a time, and after each piece it rests as long
// as the piece took: it never has more than half of the writer.
const eraseSlice = 20 * time.Second

// errEraseConfirm refuses an erasure that was not confirmed by the contact's name.
var errEraseConfirm = &core.Problem{Status: 422, Code: "contact.erase_confirm",
	Text: "confirm must be the contact's name, or its id where it has none: what is erased never comes back"}

// EraseContact implements api.Privacy. Confirm is the contact's name as it is kept,
// or its id.
func (h *Hub) EraseContact(ctx context.Context, v core.Viewer, contact core.ID, confirm string) (core.Erasure, error) {
	if err := whole(v, core.PermErase); err != nil {
		return core.Erasure{}, err
	}
	c, _, _, err := h.store.Contact(ctx, v, contact)
	switch {
	case err != nil:
		return core.Erasure{}, err
	case c.ErasedAt > 0:
		return core.Erasure{}, core.ErrErased
	case !c.MergedInto.IsZero():
		return core.Erasure{}, store.ErrMerged
	case confirm != contact.String() && (confirm == "" || confirm != c.Name && confirm != core.MaskedName(c.Name)):
		return core.Erasure{}, errEraseConfirm
	}
	if err := h.store.BeginErasure(ctx, contact, v.Actor()); err != nil {
		return core.Erasure{}, err
	}
	if h.runner != nil {
		h.runner.Wake()
	}
	return h.store.Erasure(ctx, contact)
}

// Erasure implements api.Privacy.
func (h *Hub) Erasure(ctx context.Context, v core.Viewer, contact core.ID) (core.Erasure, error) {
	if err := whole(v, core.PermErase); err != nil {
		return core.Erasure{}, err
	}
	if _, _, _, err := h.store.Contact(ctx, v, contact); err != nil {
		return core.Erasure{}, err
	}
	return h.store.Erasure(ctx, contact)
}

// erase is the job of an erasure.
func (h *Hub) erase(ctx context.Context, j core.Job) error {
	w, err := decode[engine.EraseWork](j)
	if err != nil {
		return err
	}
	for end := h.cfg.Now().Add(eraseSlice); h.cfg.Now().Before(end); {
		began := time.Now()
		e, err := h.store.Erase(ctx, w.ContactID, h.blobs)
		if errors.Is(err, store.ErrNotErased) {
			return nil
		}
		if err != nil || e.FinishedAt > 0 {
			return err
		}
		if err := rest(ctx, began); err != nil {
			return err
		}
	}
	return &jobs.Again{At: core.At(h.cfg.Now()), Free: true}
}

// rest waits as long as what began then took, so that no clean-up has more than half
// of the writer.
func rest(ctx context.Context, began time.Time) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(min(time.Since(began), time.Second)):
		return nil
	}
}
