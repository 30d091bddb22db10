package telegramtest

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// request is one call after its parameters were read, however they came. The
// Bot API documentation allows GET and POST with a query string,
// application/x-www-form-urlencoded, application/json or multipart/form-data.
type request struct {
	bot    *bot
	method string
	params map[string]string
	files  map[string]*upload
	http   *http.Request
}

// upload is a file that came in a multipart body.
type upload struct {
	name, mime string
	data       []byte
}

// maxForm bounds a body without files; real texts are far below.
const maxForm = 8 * megabyte

func (s *Server) readRequest(b *bot, method string, r *http.Request) (*request, *apiError) {
	q := &request{bot: b, method: method, params: make(map[string]string), http: r}
	if r.URL.RawQuery != "" {
		q.addForm(r.URL.Query())
	}
	if r.Body == nil || r.Body == http.NoBody {
		return q, nil
	}
	kind, attributes, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		return q, q.readMultipart(r.Body, attributes["boundary"], s.opts.MaxUpload)
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxForm))
	if err != nil {
		return nil, badRequest("can't read the request")
	}
	switch kind {
	case "application/json":
		return q, q.readJSON(body)
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, badRequest("can't parse the request")
		}
		q.addForm(form)
	}
	return q, nil
}

func (q *request) addForm(form url.Values) {
	for name, values := range form {
		q.params[name] = values[0]
	}
}

// readJSON keeps objects and arrays as their JSON text, which is how they
// would come in a form.
func (q *request) readJSON(body []byte) *apiError {
	if len(body) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return badRequest("can't parse JSON object")
	}
	for name, raw := range fields {
		switch {
		case string(raw) == "null":
		case raw[0] == '"':
			var text string
			if json.Unmarshal(raw, &text) != nil {
				return badRequest("can't parse JSON object")
			}
			q.params[name] = text
		default:
			q.params[name] = string(raw)
		}
	}
	return nil
}

func (q *request) readMultipart(body io.Reader, boundary string, limit int64) *apiError {
	q.files = make(map[string]*upload)
	parts := multipart.NewReader(body, boundary)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return badRequest("can't parse the request")
		}
		data, err := io.ReadAll(io.LimitReader(part, limit+1))
		if err != nil {
			return badRequest("can't read the request")
		}
		if int64(len(data)) > limit {
			return &apiError{Code: http.StatusRequestEntityTooLarge, Description: "Request Entity Too Large"}
		}
		if part.FileName() == "" {
			q.params[part.FormName()] = string(data)
			continue
		}
		q.files[part.FormName()] = &upload{name: part.FileName(), mime: part.Header.Get("Content-Type"), data: data}
	}
}

func (q *request) text(name string) string { return q.params[name] }

func (q *request) flag(name string) bool {
	switch strings.ToLower(q.params[name]) {
	case "true", "1", "yes":
		return true
	}
	return false
}

// number reads an integer, def when absent or unreadable.
func (q *request) number(name string, def int64) int64 {
	if n, err := strconv.ParseInt(q.params[name], 10, 64); err == nil {
		return n
	}
	return def
}

// clamped is number within bounds: the platform narrows limits silently.
func (q *request) clamped(name string, def, least, most int64) int64 {
	return min(max(q.number(name, def), least), most)
}

func (q *request) real(name string) (float64, bool) {
	f, err := strconv.ParseFloat(q.params[name], 64)
	return f, err == nil
}
