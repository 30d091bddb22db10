package api_test

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

func TestAnUploadIsRawOrAForm(t *testing.T) {
	t.Parallel()
	h := start(t)
	a := h.send("owner", "POST", "/uploads?name=%E5%9B%BE.png", "image/png", strings.NewReader("raw bytes"))
	if v := a.json(t); a.status != 201 || v["blob"] != "abc" || v["name"] != "图.png" || v["size"] != 9.0 || string(h.b.uploaded) != "raw bytes" {
		t.Errorf("raw: %d %s", a.status, a.body)
	}
	body, kind := form(t, "files", `C:\dir\a.txt`, "form bytes")
	a = h.send("owner", "POST", "/uploads", kind, body)
	if v := a.json(t); a.status != 201 || v["name"] != "a.txt" || string(h.b.uploaded) != "form bytes" {
		t.Errorf("form: %d %s", a.status, a.body)
	}
}

func form(t *testing.T, field, name, content string) (io.Reader, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("comment", "ignored"); err != nil {
		t.Fatal(err)
	}
	p, err := w.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = p.Write([]byte(content))
	_ = w.Close()
	return &b, w.FormDataContentType()
}

func TestUploadsAreBounded(t *testing.T) {
	t.Parallel()
	h := start(t) // 1000 bytes
	if a := h.send("owner", "POST", "/uploads", "", strings.NewReader(strings.Repeat("x", 1000))); a.status != 201 {
		t.Errorf("exactly the limit: %d", a.status)
	}
	h.wantProblem(h.send("owner", "POST", "/uploads", "", strings.NewReader(strings.Repeat("x", 1001))), 413, "attachment.too_large")
	h.wantProblem(h.send("owner", "POST", "/uploads", "", io.MultiReader(strings.NewReader(strings.Repeat("x", 1001)))), 413, "attachment.too_large")
}

// The limit is the file's: a form has bytes of its own beside it.
func TestAFormHasRoomBesideItsFile(t *testing.T) {
	t.Parallel()
	h := start(t) // 1000 bytes
	for size, want := range map[int]int{999: 201, 1000: 201, 1001: 413, 60_000: 413, 100_000: 413} {
		for _, chunked := range []bool{false, true} {
			body, kind := form(t, "file", "a", strings.Repeat("x", size))
			if chunked {
				body = io.MultiReader(body) // hides the length
			}
			a := h.send("owner", "POST", "/uploads", kind, body)
			if a.status != want {
				t.Errorf("%d bytes (chunked %v): %d %s", size, chunked, a.status, a.body)
			}
			if want == 413 {
				h.wantProblem(a, 413, "attachment.too_large")
			} else if len(h.b.uploaded) != size {
				t.Errorf("%d bytes (chunked %v): %d arrived", size, chunked, len(h.b.uploaded))
			}
		}
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := errors.Join(w.WriteField("comment", strings.Repeat("x", 70_000)), w.Close()); err != nil {
		t.Fatal(err)
	}
	h.wantProblem(h.send("owner", "POST", "/uploads", w.FormDataContentType(), &b), 413, "attachment.too_large")
}

func TestAFormWithoutAFileIsRefused(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.wantProblem(h.send("owner", "POST", "/uploads", "multipart/form-data; boundary=x", strings.NewReader("--x--")), 400, api.CodeMalformed)
	h.wantProblem(h.send("owner", "POST", "/uploads", "multipart/form-data", strings.NewReader("?")), 400, api.CodeMalformed)
}

func TestAttachmentsCannotRunScript(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]struct{ served, disposition string }{
		"image/png":          {"image/png", "inline"},
		"audio/ogg":          {"audio/ogg", "inline"},
		"application/pdf":    {"application/pdf", "inline"},
		"text/html":          {"application/octet-stream", "attachment"},
		"image/svg+xml":      {"application/octet-stream", "attachment"},
		"":                   {"application/octet-stream", "attachment"},
		"audio/x\r\nX-Evil:": {"application/octet-stream", "attachment"},
	} {
		h := start(t)
		h.b.media = core.Media{MIME: kind, Name: "图\"\r\n.png"}
		a := h.do("GET", "/attachments/"+anID, "")
		if a.status != 200 || a.body != "the bytes" {
			t.Errorf("%q: %d %q", kind, a.status, a.body)
		}
		if got := a.header.Get("Content-Type"); got != want.served {
			t.Errorf("%q is served as %q", kind, got)
		}
		d := a.header.Get("Content-Disposition")
		if !strings.HasPrefix(d, want.disposition+";") || !strings.Contains(d, "filename") {
			t.Errorf("%q: Content-Disposition %q", kind, d)
		}
		if a.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(a.header.Get("Content-Security-Policy"), "sandbox") || a.header.Get("X-Evil") != "" {
			t.Errorf("%q: headers %v", kind, a.header)
		}
	}
}
