package hub

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
)

// What the tests of package hub_test see besides.

// VisitorItems is visitorItems.
func (h *Hub) VisitorItems(ctx context.Context, identity core.ID, list []core.Change) ([]json.RawMessage, error) {
	return h.visitorItems(ctx, identity, list)
}

// VisitorCall is visitorCall, for whom a token stands.
func (h *Hub) VisitorCall(ctx context.Context, token, method string, data json.RawMessage) (json.RawMessage, error) {
	v, err := h.visitorSession(ctx, token)
	if err != nil {
		return nil, err
	}
	return h.visitorCall(ctx, v, method, data)
}

// VisitorReadBy is visitorReadBy.
func (h *Hub) VisitorReadBy(ctx context.Context, v core.Viewer, conversation core.ID, seq int64) error {
	return h.visitorReadBy(ctx, v, conversation, seq)
}

// PruneVisitors is pruneVisitors.
func (h *Hub) PruneVisitors(ctx context.Context) { h.pruneVisitors(ctx) }

// Retain is one run of the clean-up on a node that has just started.
func (h *Hub) Retain(ctx context.Context) error { return h.Retainer()(ctx) }

// Retainer is the clean-up as a hub that goes on running does it, a round a call.
func (h *Hub) Retainer() func(context.Context) error { return (&retainer{h: h}).run }

// Blob opens the bytes of a file.
func (h *Hub) Blob(ctx context.Context, hash string) (io.ReadCloser, error) {
	r, _, err := h.blobs.Open(ctx, hash)
	return r, err
}

// NoLooks lets the dispatcher of a hub that does not run yet look at the queues
// only when something has happened.
func (h *Hub) NoLooks() { h.dispatcher.look = 24 * time.Hour }

// LooksEvery lets the dispatcher of a hub that does not run yet look at the
// queues this often.
func (h *Hub) LooksEvery(d time.Duration) { h.dispatcher.look = d }

// RoutingRead tells one reading of the routing settings from another.
func (h *Hub) RoutingRead() any { return h.dispatcher.config.Load() }

// ReloadEvery is after how many looks the settings are read again.
const ReloadEvery = reloadEvery

// ServeControl serves the command line's socket, with another patience.
func (h *Hub) ServeControl(ctx context.Context, limit time.Duration) error {
	return h.control(ctx, limit)
}

// AskWithin is Ask with another patience.
func AskWithin(ctx context.Context, data, name string, args any, limit time.Duration) (json.RawMessage, error) {
	return ask(ctx, data, name, args, limit)
}

// BlobsThrough lets f read what is in the blobs.
func (h *Hub) BlobsThrough(f func(context.Context) io.ReadCloser) { h.blobs = through{h.blobs, f} }

type through struct {
	blob.Store
	read func(context.Context) io.ReadCloser
}

func (t through) Open(ctx context.Context, hash string) (io.ReadCloser, int64, error) {
	r, n, err := t.Store.Open(ctx, hash)
	if err == nil {
		err = r.Close()
	}
	return t.read(ctx), n, err
}
