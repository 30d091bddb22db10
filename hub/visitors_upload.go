package hub

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/picture"
	"github.com/switchboard-hub/switchboard/web"
)

// fileTypes are the types that visitors may send, by content, with the endings
// that a name of each may have; the first is given where there is none.
var fileTypes = []struct {
	mime    string
	endings string
}{
	{"image/jpeg", ".jpg .jpeg .jpe .jfif"}, {"image/png", ".png"}, {"image/gif", ".gif"}, {"image/webp", ".webp"},
	{"video/mp4", ".mp4 .m4v .mov"}, {"video/quicktime", ".mov .qt"}, {"video/webm", ".webm .weba"}, {"video/3gpp", ".3gp"},
	{"audio/mpeg", ".mp3"}, {"audio/mp4", ".m4a .mp4"}, {"audio/ogg", ".ogg .oga .opus"}, {"audio/wav", ".wav"}, {"audio/aac", ".aac"},
	{"audio/amr", ".amr"}, {"application/pdf", ".pdf"}, {"text/plain", ".txt .log .md"}, {"text/csv", ".csv"},
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
	{"application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"},
	{"application/zip", ".zip"},
}

func visitorMIMEs() []string {
	out := make([]string, len(fileTypes))
	for i, t := range fileTypes {
		out[i] = t.mime
	}
	return out
}

// fileName checks that a name and a content agree, so that nobody is shown a
// page by the name of a picture. A name without an ending gets one.
func fileName(name, mime string) (string, error) {
	for _, t := range fileTypes {
		if t.mime != mime {
			continue
		}
		endings := strings.Fields(t.endings)
		dot := strings.LastIndexByte(name, '.')
		if dot <= 0 {
			return name + endings[0], nil
		}
		for _, e := range endings {
			if strings.EqualFold(name[dot:], e) {
				return name, nil
			}
		}
		return "", &core.Problem{Status: 415, Code: "widget.upload_name", Text: "the file's name does not fit its content (" + mime + ")"}
	}
	return "", &core.Problem{Status: 415, Code: "widget.upload_type", Text: "files of this type (" + mime + ") are not taken"}
}

// VisitorUpload implements web.Backend. The type is found by content, the size
// by counting; pictures are decoded, and leave what a camera wrote into them.
func (h *Hub) VisitorUpload(ctx context.Context, c web.Caller, name string, r io.Reader) (web.Upload, error) {
	v, err := h.caller(ctx, c)
	if err != nil {
		return web.Upload{}, err
	}
	limits := v.site.Limits
	if err := h.visitors.limits.take("upload "+v.identity.ID.String(), limits.UploadsPerMinute, time.Minute, limits.UploadsPerMinute); err != nil {
		return web.Upload{}, err
	}
	counted := bufio.NewReaderSize(io.LimitReader(r, limits.UploadBytes+1), blob.SniffLen)
	head, err := counted.Peek(blob.SniffLen)
	if err != nil && !errors.Is(err, io.EOF) {
		return web.Upload{}, err
	}
	if len(head) == 0 {
		return web.Upload{}, badRequest("upload_empty", "the file is empty")
	}
	m := core.Media{MIME: blob.Sniff(head, name)}
	if m.Name, err = fileName(cleanName(name), m.MIME); err != nil {
		return web.Upload{}, err
	}
	m.Kind = mediaKind(m)
	var body io.Reader = counted
	most := limits.UploadBytes
	if m.Kind == core.KindImage {
		if body, err = h.cleanPicture(ctx, counted, most, &m); err != nil {
			return web.Upload{}, err
		}
		most = picturesMax
	}
	m.Blob, m.Size, err = h.blobs.Put(ctx, body, most)
	if errors.Is(err, blob.ErrTooLarge) {
		err = tooLarge(limits.UploadBytes)
	}
	if err != nil {
		return web.Upload{}, err
	}
	u := core.VisitorUpload{ID: core.NewID(), SessionID: v.session.ID, Media: m}
	return web.Upload{ID: u.ID, Name: m.Name, MIME: m.MIME, Size: m.Size}, h.store.AddVisitorUpload(ctx, u)
}

// picturesMax bounds a picture that was written anew: it may grow a little.
const picturesMax = 64 << 20

func tooLarge(limit int64) error {
	return &core.Problem{Status: 413, Code: "widget.upload_too_large", Text: fmt.Sprintf("a file may have at most %d bytes", limit)}
}

// cleanPicture reads a picture whole; a few at a time are decoded.
func (h *Hub) cleanPicture(ctx context.Context, r io.Reader, limit int64, m *core.Media) (io.Reader, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > limit {
		return nil, tooLarge(limit)
	}
	select {
	case h.visitors.images <- struct{}{}:
		defer func() { <-h.visitors.images }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	clean, err := picture.Clean(m.MIME, raw)
	if err == nil {
		clean.Bytes, err = wholePicture(m.MIME, clean.Bytes)
	}
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return nil, &core.Problem{Status: 413, Code: "widget.picture_too_large", Text: "the picture has too many pixels"}
	case err != nil:
		return nil, &core.Problem{Status: 415, Code: "widget.picture_damaged", Text: "the picture cannot be read", Err: err}
	}
	m.Width, m.Height = clean.Width, clean.Height
	return bytes.NewReader(clean.Bytes), nil
}

// dropBlob deletes what was just written and nobody else has.
func (h *Hub) dropBlob(ctx context.Context, hash string) error {
	named, err := h.store.BlobNamed(ctx, hash)
	if err != nil || named {
		return err
	}
	return h.blobs.Delete(ctx, hash)
}

// useUploads keeps the bytes of files that a message is about to name.
func (h *Hub) useUploads(ctx context.Context, v visitor, refs []web.UploadRef) error {
	if len(refs) == 0 {
		return nil
	}
	ids := make([]core.ID, len(refs))
	for i, r := range refs {
		ids[i] = r.Upload
	}
	return h.store.UseVisitorUploads(ctx, v.session.ID, ids)
}

// How long a file waits for its message, and how many are deleted at once.
// A proof is remembered for longer than any node's clock might be late.
const (
	proofsFor    = time.Hour
	orphansAfter = 24 * time.Hour
	orphansRows  = 100
)

// pruneVisitors deletes sessions that have expired, and files that were never sent.
func (h *Hub) pruneVisitors(ctx context.Context) {
	now := core.At(h.cfg.Now())
	err := h.store.PruneVisitors(ctx, now.Add(-proofsFor), pruneRows)
	blobs, uerr := h.store.DropVisitorUploads(ctx, now.Add(-orphansAfter), orphansRows)
	for _, hash := range blobs {
		uerr = errors.Join(uerr, h.dropBlob(ctx, hash))
	}
	if err = errors.Join(err, uerr); err != nil && ctx.Err() == nil {
		h.log.Warn("what visitors left behind was not deleted", "error", err)
	}
}

// VisitorFile implements web.Backend.
func (h *Hub) VisitorFile(ctx context.Context, id, expires, signature string) (core.Media, io.ReadCloser, error) {
	gone := &core.Problem{Status: 404, Code: "widget.file", Text: "the address of this file is wrong or has expired"}
	attachment, err := core.ParseID(id)
	if err != nil || !h.goodFile(id, expires, signature) {
		return core.Media{}, nil, gone
	}
	a, ok, err := h.store.VisitorAttachment(ctx, attachment)
	if err == nil && !ok {
		err = gone
	}
	if err != nil {
		return core.Media{}, nil, err
	}
	r, size, err := h.blobs.Open(ctx, a.Media.Blob)
	a.Media.Size = size
	return a.Media, r, err
}
