package web

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
)

// formExtra is what a form may have around its file.
const formExtra = 64 << 10

// upload takes the file of a form; the first one counts. Its size is counted as
// it comes in, whatever its headers say.
func (s *server) upload(ctx context.Context, rc *app.RequestContext) {
	c, ok := s.admit(ctx, rc)
	if !ok {
		return
	}
	site, _, err := s.site(ctx, rc)
	if err != nil {
		s.refuse(ctx, rc, err)
		return
	}
	watched := &watch{r: httpserver.Body(rc, site.Limits.UploadBytes+formExtra)}
	name, file, err := formFile(watched, string(rc.GetHeader("Content-Type")))
	var out Upload
	if err == nil {
		out, err = s.Backend.VisitorUpload(ctx, c, name, file)
	}
	switch {
	case errors.Is(watched.err, httpserver.ErrBodyTooLarge):
		err = &core.Problem{Status: http.StatusRequestEntityTooLarge, Code: "widget.upload_too_large", Text: "the file is larger than is taken here"}
	case watched.err != nil: // whatever the Backend made of it
		err = errNoForm
	case errors.Is(err, io.ErrUnexpectedEOF) && !errors.As(err, new(*core.Problem)):
		err = errNoForm // the form has no end
	}
	if err != nil {
		rc.SetConnectionClose() // the rest of the body is not wanted
		s.refuse(ctx, rc, err)
		return
	}
	answer(rc, http.StatusCreated, out)
}

var errNoForm = &core.Problem{Status: 400, Code: "widget.form", Text: "the body is no form with a file, or did not arrive whole"}

func formFile(body io.Reader, contentType string) (string, io.Reader, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return "", nil, errNoForm
	}
	form := multipart.NewReader(body, params["boundary"])
	for range 20 {
		p, err := form.NextPart()
		if err != nil {
			return "", nil, errNoForm
		}
		if p.FormName() == "file" {
			return p.FileName(), p, nil
		}
	}
	return "", nil, errNoForm
}

// watch remembers how reading failed, so that a broken request is not taken for
// a broken store.
type watch struct {
	r   io.Reader
	err error
}

// Read implements io.Reader.
func (w *watch) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}
