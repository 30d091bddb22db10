package hub

import (
	"context"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
)

// Upload implements api.Desk. The type is found by content, not by name.
func (h *Hub) Upload(ctx context.Context, v core.Viewer, name string, r io.Reader) (core.Upload, error) {
	if err := needWriter(v); err != nil {
		return core.Upload{}, err
	}
	head := &headReader{r: r}
	hash, size, err := h.blobs.Put(ctx, head, core.MaxFile)
	if errors.Is(err, blob.ErrTooLarge) {
		return core.Upload{}, core.FileTooLarge(core.MaxFile)
	}
	if err != nil {
		return core.Upload{}, err
	}
	if size == 0 {
		return core.Upload{}, &core.Problem{Status: 422, Code: "attachment.empty", Text: "the file is empty"}
	}
	u := core.Upload{Blob: hash, Name: cleanName(name), MIME: blob.Sniff(head.head, name), Size: size}
	return u, h.store.AddUpload(ctx, v.AgentID, u)
}

// cleanName keeps the last part of a file's name, without control characters,
// and without those that turn the direction of writing and so hide an ending.
func cleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, name)
	for len(name) > 200 {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	if name == "" || name == "." || name == ".." {
		return "file"
	}
	return name
}

// Attachment implements api.Reader.
func (h *Hub) Attachment(ctx context.Context, v core.Viewer, id core.ID) (core.Attachment, io.ReadCloser, error) {
	a, _, err := h.store.Attachment(ctx, v, id)
	if err != nil {
		return a, nil, err
	}
	if a.State != core.AttachmentReady || a.Media.Blob == "" {
		return a, nil, &core.Problem{Status: 409, Code: "attachment.not_ready", Text: "the file is not here: it is " + string(a.State)}
	}
	r, size, err := h.blobs.Open(ctx, a.Media.Blob)
	a.Media.Size = size
	return a, r, err
}

// RetryAttachment implements api.Desk.
func (h *Hub) RetryAttachment(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermReply); err != nil {
		return err
	}
	a, m, err := h.store.Attachment(ctx, v, id)
	if err != nil {
		return err
	}
	j, err := h.mediaJob(m, a)
	if err != nil {
		return err
	}
	done, err := h.store.RetryAttachment(ctx, a, j)
	switch {
	case err != nil:
		return err
	case !done:
		return &core.Problem{Status: 409, Code: "attachment.not_failed", Text: "only a file that could not be fetched is tried again"}
	}
	if h.runner != nil {
		h.runner.Wake()
	}
	return nil
}
