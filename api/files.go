package api

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api/hertzhuma"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
)

// upload is a stored file that a draft may name.
type upload struct {
	Blob string `json:"blob" doc:"Name it in a message's attachments"`
	Name string `json:"name"`
	MIME string `json:"mime" doc:"Found by content"`
	Size int64  `json:"size" doc:"Bytes"`
}

type attachmentIn struct {
	ID core.ID `path:"id" doc:"Attachment"`
}

func (a *API) fileRoutes() {
	a.stream(a.uploadOperation(), a.upload)
	a.stream(a.downloadOperation(), a.download)
	do(a, endpoint{method: "POST", path: "/attachments/{id}/retry", id: "retry-attachment", tag: "files", status: http.StatusAccepted,
		summary: "Fetch a failed attachment again", needs: core.PermReply},
		func(ctx context.Context, v core.Viewer, in *attachmentIn) error {
			return a.Backend.RetryAttachment(ctx, v, in.ID)
		})
}

func (a *API) uploadOperation() huma.Operation {
	op := a.operation(endpoint{method: "POST", path: "/uploads", id: "upload-file", tag: "files", status: http.StatusCreated,
		summary: "Upload a file for a message", also: "`conversations.reply` or `conversations.note`", needs: core.PermRead})
	binary := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	op.Parameters = []*huma.Param{{Name: "name", In: "query", Description: "File name, for a raw body", Schema: &huma.Schema{Type: huma.TypeString}}}
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: binary},
		"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"file"},
			Properties: map[string]*huma.Schema{"file": binary}}},
	}}
	schema := a.huma.OpenAPI().Components.Schemas.Schema(typeOf[upload](), true, "")
	op.Responses["201"] = &huma.Response{Description: "Stored", Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}
	return op
}

func (a *API) upload(ctx context.Context, v core.Viewer, hc *hertzhuma.Context) error {
	name, file, err := a.uploaded(hc)
	if err != nil {
		return a.bodyProblem(err)
	}
	watched := &watch{r: file}
	u, err := a.Backend.Upload(ctx, v, baseName(name), watched)
	if watched.err != nil {
		return a.bodyProblem(watched.err) // whatever the Backend made of it
	}
	if err != nil {
		return err
	}
	hc.SetHeader("Content-Type", "application/json")
	hc.SetStatus(http.StatusCreated)
	return huma.DefaultJSONFormat.Marshal(hc.BodyWriter(), upload{Blob: u.Blob, Name: u.Name, MIME: u.MIME, Size: u.Size})
}

// formExtra is how many bytes a form may have around its file.
const formExtra = 64 << 10

// uploaded finds the file of a request: its body, or the first file of a form. It
// ends with httpserver.ErrBodyTooLarge after MaxUpload bytes of the file itself.
func (a *API) uploaded(hc *hertzhuma.Context) (name string, file io.Reader, err error) {
	kind, params, _ := mime.ParseMediaType(hc.Header("Content-Type")) // whatever is no form is the file
	if kind != "multipart/form-data" {
		return hc.Query("name"), httpserver.Body(hc.Hertz, a.MaxUpload), nil
	}
	p, err := firstFile(multipart.NewReader(httpserver.Body(hc.Hertz, a.MaxUpload+formExtra), params["boundary"]))
	if err != nil {
		return "", nil, err
	}
	return p.FileName(), httpserver.Part(hc.Hertz, p, a.MaxUpload), nil
}

// watch remembers how reading failed, so that a broken request is not taken
// for a broken store.
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

func (a *API) bodyProblem(err error) error {
	if errors.Is(err, httpserver.ErrBodyTooLarge) {
		return core.FileTooLarge(a.MaxUpload)
	}
	return newProblem(http.StatusBadRequest, CodeMalformed, "The body is not a file, or did not arrive whole. Send the bytes, or a form with one file.")
}

func firstFile(r *multipart.Reader) (*multipart.Part, error) {
	for {
		p, err := r.NextPart()
		if err != nil {
			return nil, err
		}
		if p.FileName() != "" {
			return p, nil
		}
	}
}

// baseName keeps the last element of what some clients send as a path.
func baseName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	return name
}

func (a *API) downloadOperation() huma.Operation {
	op := a.operation(endpoint{method: "GET", path: "/attachments/{id}", id: "get-attachment", tag: "files",
		summary: "Get the bytes of an attachment", needs: core.PermRead})
	op.Parameters = []*huma.Param{{Name: "id", In: "path", Required: true, Description: "Attachment",
		Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"}}}
	op.Responses["200"] = &huma.Response{Description: "The bytes", Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	return op
}

func (a *API) download(ctx context.Context, v core.Viewer, hc *hertzhuma.Context) error {
	id, err := pathID(hc, "id")
	if err != nil {
		return err
	}
	// The bytes are written after this returns, when the request's own end has come.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), streamLimit)
	att, bytes, err := a.Backend.Attachment(ctx, v, id)
	if err != nil {
		cancel()
		return err
	}
	kind, disposition := "application/octet-stream", "attachment"
	if inline(att.Media.MIME) {
		kind, disposition = att.Media.MIME, "inline"
	}
	hc.SetHeader("Content-Type", kind)
	hc.SetHeader("Content-Disposition", contentDisposition(disposition, att.Media.Name))
	hc.SetHeader("Content-Security-Policy", "sandbox; default-src 'none'")
	hc.SetHeader("Cross-Origin-Resource-Policy", "same-origin")
	hc.SetHeader("X-Content-Type-Options", "nosniff")
	hc.SetHeader("Cache-Control", "private, max-age=3600")
	hc.SetStatus(http.StatusOK)
	hc.Hertz.SetBodyStream(&file{bytes, cancel}, -1) // closed by the server once it is written
	return nil
}

func pathID(hc *hertzhuma.Context, name string) (core.ID, error) {
	id, err := core.ParseID(hc.Param(name))
	if err != nil {
		p := newProblem(http.StatusUnprocessableEntity, CodeInvalid, "The request does not fit its description; errors says where.")
		p.Errors = []fault{{Location: "path." + name, Message: err.Error()}}
		return id, p
	}
	return id, nil
}

func (a *API) originalOperation(path string) huma.Operation {
	op := a.operation(endpoint{method: "GET", path: path, id: "get-original", tag: "messages",
		summary: "Get a mail as it came", needs: core.PermRead, also: "`contacts.unmask`: nothing in it is masked"})
	uuid := &huma.Schema{Type: huma.TypeString, Format: "uuid"}
	op.Parameters = []*huma.Param{{Name: "id", In: "path", Required: true, Description: "Conversation", Schema: uuid},
		{Name: "message", In: "path", Required: true, Description: "Message", Schema: uuid}}
	op.Responses["200"] = &huma.Response{Description: "The mail", Content: map[string]*huma.MediaType{
		"message/rfc822": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	return op
}

func (a *API) original(ctx context.Context, v core.Viewer, hc *hertzhuma.Context) error {
	conversation, err := pathID(hc, "id")
	if err != nil {
		return err
	}
	message, err := pathID(hc, "message")
	if err != nil {
		return err
	}
	// The bytes are written after this returns, when the request's own end has come.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), streamLimit)
	bytes, err := a.Backend.Original(ctx, v, conversation, message)
	if err != nil {
		cancel()
		return err
	}
	hc.SetHeader("Content-Type", "message/rfc822")
	hc.SetHeader("Content-Disposition", contentDisposition("attachment", "message.eml"))
	hc.SetHeader("Content-Security-Policy", "sandbox; default-src 'none'")
	hc.SetHeader("Cross-Origin-Resource-Policy", "same-origin")
	hc.SetHeader("X-Content-Type-Options", "nosniff")
	hc.SetHeader("Cache-Control", "private, max-age=3600")
	hc.SetStatus(http.StatusOK)
	hc.Hertz.SetBodyStream(&file{bytes, cancel}, -1) // closed by the server once it is written
	return nil
}

// file lets go of what it is read from.
type file struct {
	io.ReadCloser
	cancel context.CancelFunc
}

// Close implements io.Closer.
func (f *file) Close() error {
	defer f.cancel()
	return f.ReadCloser.Close()
}

// inline reports whether a browser may show the type in place: no type that
// can run script.
func inline(kind string) bool {
	switch kind {
	case "image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "application/pdf":
		return true
	}
	return strings.HasPrefix(kind, "audio/") && !strings.ContainsAny(kind, ";, \r\n")
}

func contentDisposition(disposition, name string) string {
	if name == "" {
		return disposition
	}
	if h := mime.FormatMediaType(disposition, map[string]string{"filename": name}); h != "" {
		return h
	}
	return disposition
}
