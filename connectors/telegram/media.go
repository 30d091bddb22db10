package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// justReader hides that a reader can be closed.
type justReader struct{ io.Reader }

// open opens a stored blob. Nothing has left yet, so a failure is sure.
func (c *Connector) open(ctx context.Context, m core.Media) (io.ReadCloser, *failure) {
	if c.env.OpenBlob == nil {
		return nil, rejected("no_file", "this hub has no store of files")
	}
	blob, err := c.env.OpenBlob(ctx, m.Blob)
	if err != nil {
		return nil, &failure{send: &core.SendError{Class: core.Retry, Code: "telegram.file_unavailable", Text: "the stored file cannot be opened", Err: err}}
	}
	return blob, nil
}

// mediaMethod returns the call and its field for a kind. A GIF sent as a photo
// would stand still, and sendPhoto takes no drawings such as SVG: both go as
// documents, of which the platform shows a GIF as an animation.
func mediaMethod(kind, mime string) (method, field string) {
	switch kind {
	case core.KindImage:
		switch mime {
		case "", "image/jpeg", "image/png", "image/webp":
			return "sendPhoto", "photo"
		}
	case core.KindVoice:
		return "sendVoice", "voice"
	case core.KindAudio:
		return "sendAudio", "audio"
	case core.KindVideo:
		return "sendVideo", "video"
	}
	return "sendDocument", "document"
}

// fileName makes sure of an ending: the library sends every file as
// application/octet-stream, and the platform goes by the name.
func fileName(m core.Media) string {
	if m.Name != "" {
		return m.Name
	}
	endings := map[string]string{
		"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif",
		"audio/ogg": ".ogg", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "video/mp4": ".mp4",
		"application/pdf": ".pdf", "text/plain": ".txt",
	}
	kind := m.Kind
	if kind == "" {
		kind = core.KindFile
	}
	return kind + endings[m.MIME]
}

// Fetch implements connectors.Fetcher: getFile, then the file itself from the
// account's own address (the library's link always names the public one).
func (c *Connector) Fetch(ctx context.Context, a core.Account, m core.Media) (io.ReadCloser, error) {
	public := apiBase(a) == publicBase // an own server hands out files of any size
	if m.TooBig || public && m.Size > maxDownload {
		return nil, connectors.ErrTooBig
	}
	result, f := c.call(ctx, a, request{method: "getFile", params: map[string]string{"file_id": m.Ref}, repeatable: true})
	if f != nil {
		if f.says("file is too big") {
			return nil, connectors.ErrTooBig
		}
		return nil, f.send
	}
	var file struct {
		Size int64  `json:"file_size"`
		Path string `json:"file_path"`
	}
	if err := json.Unmarshal(result, &file); err != nil {
		return nil, request{repeatable: true}.inDoubt("unreadable", "the answer of getFile cannot be read")
	}
	switch {
	case public && file.Size > maxDownload:
		return nil, connectors.ErrTooBig
	case file.Path == "": // the documentation calls it optional; without it there is no link
		return nil, rejected("file_unavailable", "Telegram gives no link to this file").send
	case strings.HasPrefix(file.Path, "/"):
		return nil, rejected("file_local", "the own Bot API server runs with --local and keeps files on its disk; start it without --local").send
	}
	return c.download(ctx, a, file.Path)
}

func (c *Connector) download(ctx context.Context, a core.Account, path string) (io.ReadCloser, error) {
	q := request{method: "file", repeatable: true}
	x := &exchange{ctx: ctx, client: c.env.HTTP}
	address := apiBase(a) + "/file/bot" + a.Setting(keyToken) + "/" + (&url.URL{Path: path}).EscapedPath()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, explain(q, x, err, c.env.Now()).withCause(a, q.method, err).send
	}
	resp, err := x.Do(req)
	if err != nil {
		return nil, explain(q, x, err, c.env.Now()).withCause(a, q.method, err).send
	}
	if resp.StatusCode == http.StatusOK {
		return &fileBody{ReadCloser: resp.Body, secrets: secrets(a)}, nil
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, rejected("file_gone", "Telegram no longer has this file under its link").send
	}
	err = errors.New(resp.Status)
	return nil, explain(q, x, err, c.env.Now()).withCause(a, q.method, err).send
}

// fileBody keeps secrets out of errors while reading, and names the one that a
// job must not repeat.
type fileBody struct {
	io.ReadCloser
	secrets []string
}

func (b *fileBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	switch {
	case errors.Is(err, httpx.ErrResponseTooLarge):
		err = connectors.ErrTooBig
	case err != nil && !errors.Is(err, io.EOF):
		err = httpx.RedactError(err, b.secrets...)
	}
	return n, err
}
