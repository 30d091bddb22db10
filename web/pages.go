package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/core"
)

// file is one of the widget's, kept in memory: there are few, and small.
type file struct {
	kind string
	body []byte
}

// readFiles reads them all, once.
func readFiles(from fs.FS) (map[string]file, error) {
	out := map[string]file{}
	if from == nil {
		return out, nil
	}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(from, name)
		kind := mime.TypeByExtension(path.Ext(name))
		switch path.Ext(name) { // whatever the machine's own table says
		case ".js", ".mjs":
			kind = "text/javascript; charset=utf-8"
		case ".css":
			kind = "text/css; charset=utf-8"
		case ".html":
			kind = "text/html; charset=utf-8"
		case ".svg":
			kind = "image/svg+xml"
		case ".woff2":
			kind = "font/woff2"
		case ".json", ".map":
			kind = "application/json"
		}
		if kind == "" {
			kind = "application/octet-stream"
		}
		out[name] = file{kind: kind, body: body}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the widget's files: %w", err)
	}
	return out, nil
}

var errNoFile = &core.Problem{Status: 404, Code: "widget.asset", Text: "there is no such file"}

// loader serves the script that a website embeds, from any page: it is public,
// and what it may do is decided at each call.
func (s *server) loader(ctx context.Context, rc *app.RequestContext) {
	s.public(ctx, rc, "loader.js", "public, max-age=300")
}

// asset serves what frame and loader fetch. Names hold a hash of the content.
func (s *server) asset(ctx context.Context, rc *app.RequestContext) {
	s.public(ctx, rc, "assets/"+strings.TrimPrefix(rc.Param("path"), "/"), "public, max-age=31536000, immutable")
}

func (s *server) public(ctx context.Context, rc *app.RequestContext, name, cache string) {
	f, ok := s.files[name]
	if !ok {
		rc.Header("Cache-Control", "no-store")
		s.refuse(ctx, rc, errNoFile)
		return
	}
	h := &rc.Response.Header
	h.Set("Cache-Control", cache)
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Access-Control-Allow-Origin", "*") // for integrity checks and fonts
	rc.Data(http.StatusOK, f.kind, f.body)
}

// frame serves the page in which the chat lives, to be shown by the account's
// own pages only.
func (s *server) frame(ctx context.Context, rc *app.RequestContext) {
	rc.Header("Cache-Control", "no-cache")
	site, _, err := s.site(ctx, rc)
	f, ok := s.files["frame.html"]
	if err == nil && !ok {
		err = errNoFile
	}
	if err != nil {
		s.refuse(ctx, rc, err)
		return
	}
	h := &rc.Response.Header
	h.Del("X-Frame-Options") // frame-ancestors says it, page by page
	h.Set("Content-Security-Policy", s.policy(site.Ancestors))
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	rc.Data(http.StatusOK, f.kind, f.body)
}

// policy allows the frame its own files, its own calls and nothing inline.
func (s *server) policy(ancestors []string) string {
	connect := "'self'"
	if u, err := url.Parse(s.PublicURL); err == nil && u.Host != "" {
		connect += " ws" + strings.TrimPrefix(u.Scheme, "http") + "://" + u.Host // what 'self' means for sockets differs by browser
	}
	return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data: https:; media-src 'self' blob:; connect-src " +
		connect + "; base-uri 'none'; form-action 'none'; frame-ancestors 'self' " + strings.Join(ancestors, " ")
}

// download serves a file of a message. A browser shows it in place only where
// nothing in it can run.
func (s *server) download(ctx context.Context, rc *app.RequestContext) {
	m, r, err := s.Backend.VisitorFile(ctx, rc.Param("id"), rc.Query("e"), rc.Query("s"))
	if err != nil {
		rc.Header("Cache-Control", "no-store")
		if errors.Is(err, fs.ErrNotExist) {
			err = errNoFile
		}
		s.refuse(ctx, rc, err)
		return
	}
	kind, disposition := "application/octet-stream", "attachment"
	if inline(m.MIME) {
		kind, disposition = m.MIME, "inline"
	}
	if d := mime.FormatMediaType(disposition, map[string]string{"filename": m.Name}); m.Name != "" && d != "" {
		disposition = d
	}
	h := &rc.Response.Header
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", disposition)
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; frame-ancestors 'none'")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Cache-Control", "private, max-age=3600, immutable")
	rc.SetStatusCode(http.StatusOK)
	rc.Response.SetBodyStream(r, int(m.Size)) // closed by the server once it is written
}

// inline reports whether a browser may show the type in place.
func inline(kind string) bool {
	switch kind {
	case "image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "application/pdf":
		return true
	}
	return false
}
