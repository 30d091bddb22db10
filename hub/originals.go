package hub

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// ErrNoOriginal is a message that has no original, or none any more.
var ErrNoOriginal = &core.Problem{Status: http.StatusNotFound, Code: "message.no_original",
	Text: "there is no original of this message: it did not come by mail, or is older than what is kept of it"}

// Original implements api.Reader. The raws whose parts are files are mails; what
// other platforms send is nothing for people. Nothing in an original is masked.
func (h *Hub) Original(ctx context.Context, v core.Viewer, conversation, message core.ID) (io.ReadCloser, error) {
	if err := need(v, core.PermUnmask); err != nil {
		return nil, err
	}
	m, err := h.store.Message(ctx, v, conversation, message)
	if err != nil {
		return nil, err
	}
	if m.RawID.IsZero() {
		return nil, ErrNoOriginal
	}
	row, err := h.store.Raw(ctx, m.RawID)
	if hasCode(err, "raw.not_found") || err == nil && h.channels[row.Channel].Parts == nil {
		return nil, ErrNoOriginal
	}
	if err != nil {
		return nil, err
	}
	if row.Blob == "" {
		return io.NopCloser(bytes.NewReader(row.Body)), nil
	}
	body, _, err := h.blobs.Open(ctx, row.Blob)
	return body, err
}

// unpack keeps the files that are inside a raw, so that a message arrives with
// them. The raw is opened once. What cannot be opened stays without its bytes and
// is shown as a file that failed; a blob store that takes no writes refuses the raw.
func (h *Hub) unpack(ctx context.Context, c *engine.Ingest) error {
	channel := h.channels[c.Raw.Channel]
	if channel.Parts == nil {
		return nil
	}
	var open func(string) (io.Reader, core.Media, error)
	c.Envelopes = slices.Clone(c.Envelopes)
	for i, e := range c.Envelopes {
		if e.Content == nil || len(e.Content.Media) == 0 {
			continue
		}
		if open == nil {
			open = channel.Parts(c.Raw)
		}
		content := *e.Content
		content.Media = slices.Clone(content.Media)
		for j := range content.Media {
			if err := h.keepPart(ctx, open, &content.Media[j]); err != nil {
				return err
			}
		}
		c.Envelopes[i].Content = &content
	}
	return nil
}

func (h *Hub) keepPart(ctx context.Context, open func(string) (io.Reader, core.Media, error), m *core.Media) error {
	if m.Part == "" || m.Blob != "" {
		return nil
	}
	r, is, err := open(m.Part)
	var data []byte
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(r, rawMax)) // a raw has no more
	}
	if err != nil {
		h.log.Warn("a part of a raw could not be opened", "part", m.Part, "error", err)
		return nil
	}
	if m.Blob, m.Size, err = h.blobs.Put(ctx, bytes.NewReader(data), rawMax); err != nil {
		return &core.Problem{Status: 503, Code: "blobs.unavailable", Text: "the blob store takes no writes now", Err: err}
	}
	if m.MIME == "" {
		m.MIME = is.MIME
	}
	if m.MIME == "" || m.MIME == "application/octet-stream" {
		m.MIME = blob.Sniff(data[:min(len(data), 512)], m.Name)
	}
	return nil
}
