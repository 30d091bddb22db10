package wechat

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// upload is a file on its way to the platform.
type upload struct {
	name, mime string
	size       int64
	open       func(context.Context) (io.ReadCloser, error)
}

// build writes the request with its length: the platform takes no chunks.
func (u *upload) build(ctx context.Context, a core.Account, q request, address string) (*http.Request, *failure) {
	var frame bytes.Buffer
	form := multipart.NewWriter(&frame)
	if _, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition("media", u.name)},
		"Content-Type":        {cmp.Or(u.mime, "application/octet-stream")},
	}); err != nil {
		return nil, rejected("malformed", "the file cannot be framed").because(a, q, err)
	}
	head := frame.Len()
	if err := form.Close(); err != nil {
		return nil, rejected("malformed", "the file cannot be framed").because(a, q, err)
	}
	file, err := u.open(ctx)
	if err != nil {
		return nil, fail(core.Retry, "file_unavailable", "the stored file cannot be opened").because(a, q, err)
	}
	body := struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(frame.Bytes()[:head]), file, bytes.NewReader(frame.Bytes()[head:])), file}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		file.Close()
		return nil, fail(core.Retry, "unreachable", "the account's api_base cannot be called").because(a, q, err)
	}
	req.ContentLength = int64(frame.Len()) + u.size
	req.Header.Set("Content-Type", form.FormDataContentType())
	return req, nil
}

// material is a file by the id that the platform gave it.
type material struct {
	id   string
	name string // in the Keeper; empty where the id is not from there
}

// material returns the id of a medium, uploaded as image, voice, video or file.
// The platform keeps it for three days, so that one upload serves many.
func (c *Connector) material(ctx context.Context, a core.Account, m core.Media, as string) (material, *failure) {
	switch {
	case m.Ref != "":
		return material{id: m.Ref}, nil
	case m.Blob != "":
		u, f := c.stored(ctx, m)
		if f != nil {
			return material{}, f
		}
		return c.keptMaterial(ctx, a, u, m.Blob, as)
	case m.URL != "":
		u, sum, f := c.linked(ctx, a, m)
		if f != nil {
			return material{}, f
		}
		return c.keptMaterial(ctx, a, u, sum, as)
	}
	return material{}, rejected("no_file", "the file has no content")
}

// errAbsent is what asking for a kept value ends with where there is none.
var errAbsent = errors.New("nothing is kept")

// keptMaterial uploads outside the Keeper, which gives the making of a value no
// time for a large file: that two processes upload the same does no harm.
func (c *Connector) keptMaterial(ctx context.Context, a core.Account, u *upload, sum, as string) (material, *failure) {
	name := "wechat.media:" + owner(a) + ":" + sum + ":" + as
	id, err := c.env.Keep.Get(ctx, name, func(context.Context) (core.Kept, error) { return core.Kept{}, errAbsent })
	if errors.Is(err, errAbsent) {
		var f *failure
		if id, f = c.upload(ctx, a, u, as); f != nil {
			return material{}, f
		}
		err = c.env.Keep.Put(ctx, name, core.Kept{Value: id, Life: mediaLife})
	}
	if err != nil {
		return material{}, unkept(a, err)
	}
	return material{id: id, name: name}, nil
}

func (c *Connector) upload(ctx context.Context, a core.Account, u *upload, as string) (string, *failure) {
	var answer struct {
		ID string `json:"media_id"`
	}
	q := request{path: "/cgi-bin/media/upload", query: url.Values{"type": {as}}, file: u, repeatable: true}
	if f := c.do(ctx, a, q, &answer); f != nil {
		return "", f
	}
	if answer.ID == "" {
		return "", q.inDoubt("unreadable", "the answer to an upload names no file")
	}
	return answer.ID, nil
}

// stored opens a blob once to learn its length, which has to be said before it
// is sent.
func (c *Connector) stored(ctx context.Context, m core.Media) (*upload, *failure) {
	if c.env.OpenBlob == nil {
		return nil, rejected("no_file", "this hub has no store of files")
	}
	open := func(ctx context.Context) (io.ReadCloser, error) { return c.env.OpenBlob(ctx, m.Blob) }
	blob, err := open(ctx)
	if err == nil {
		defer blob.Close()
		var size int64
		if size, err = io.Copy(io.Discard, blob); err == nil {
			return &upload{name: fileName(m), mime: m.MIME, size: size, open: open}, nil
		}
	}
	f := fail(core.Retry, "file_unavailable", "the stored file cannot be opened")
	f.send.Err = err
	return nil, f
}

// linked fetches what stands behind an address, the picture of a card.
func (c *Connector) linked(ctx context.Context, a core.Account, m core.Media) (*upload, string, *failure) {
	q := request{path: "picture", repeatable: true}
	unreadable := func(err error) *failure {
		return rejected("picture", "the picture of the card or link cannot be fetched from its address").because(a, q, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.URL, http.NoBody)
	if err != nil {
		return nil, "", unreadable(err)
	}
	resp, err := c.env.HTTP.Do(req)
	if err != nil {
		return nil, "", unreadable(err)
	}
	defer resp.Body.Close()
	can := rules().Media[kindOf(a)][core.KindImage]
	data, err := io.ReadAll(io.LimitReader(resp.Body, can.MaxBytes+1))
	switch {
	case err != nil:
		return nil, "", unreadable(err)
	case resp.StatusCode != http.StatusOK || len(data) == 0 || int64(len(data)) > can.MaxBytes:
		return nil, "", unreadable(fmt.Errorf("%s, %d bytes", resp.Status, len(data)))
	}
	m.MIME = http.DetectContentType(data)
	if !slices.Contains(can.MIME, m.MIME) { // whatever else is behind the address stays there
		return nil, "", unreadable(fmt.Errorf("it is %s", m.MIME))
	}
	sum := sha256.Sum256(data)
	return &upload{name: fileName(m), mime: m.MIME, size: int64(len(data)), open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}, hex.EncodeToString(sum[:]), nil
}

// fileName makes sure of an ending that fits: the platform goes by it.
func fileName(m core.Media) string {
	endings := map[string][]string{
		"image/jpeg": {".jpg", ".jpeg"}, "image/png": {".png"}, "image/gif": {".gif"}, "audio/amr": {".amr"},
		"audio/mpeg": {".mp3"}, "audio/mp3": {".mp3"}, "video/mp4": {".mp4"},
	}[m.MIME]
	name := cmp.Or(m.Name, "file")
	if endings == nil || slices.Contains(endings, strings.ToLower(path.Ext(name))) {
		return name
	}
	return name + endings[0]
}
