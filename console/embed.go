// Package console serves the agents' page. Its sources are Vue and TypeScript
// in src; what is embedded is dist, which is committed, so that Go alone builds
// the whole binary. It serves files and nothing else: all that the page knows
// comes from the API.
package console

import (
	"bytes"
	"compress/gzip"
	"context"
	"embed"
	"fmt"
	"html"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/route"
)

//go:embed all:dist
var dist embed.FS

// Options is what the page is told by the hub that serves it.
type Options struct {
	// PublicURL is where customers reach the hub: the page shows the line that
	// puts the widget on a site, and tries the widget itself.
	PublicURL string
}

// file is one file of the page, ready to be sent.
type file struct {
	kind  string
	plain []byte
	gzip  []byte // nil where it saves nothing
}

// Router is the part of a listener that the page needs.
type Router interface {
	route.IRoutes
	NoRoute(handlers ...app.HandlerFunc)
}

// Mount serves the page below / of r. What is no file is a place within the
// page, for which a browser gets its document; a program gets its 404.
func Mount(r Router, o Options) error {
	files, err := load(o)
	if err != nil {
		return err
	}
	policy := contentPolicy(o.PublicURL)
	document := func(_ context.Context, c *app.RequestContext) {
		c.Header("Content-Security-Policy", policy)
		c.Header("Cache-Control", "no-cache")
		quietDNS(c)
		files["index.html"].send(c)
	}
	r.GET("/", document)
	mountFrames(r)
	for name, f := range files {
		cache := "public, max-age=3600"
		if strings.HasPrefix(name, "assets/") {
			cache = "public, max-age=31536000, immutable" // their names change with their content
		}
		if name == "index.html" {
			continue
		}
		r.GET("/"+name, func(_ context.Context, c *app.RequestContext) {
			c.Header("Cache-Control", cache)
			f.send(c)
		})
	}
	r.NoRoute(func(ctx context.Context, c *app.RequestContext) {
		if string(c.Method()) == http.MethodGet && strings.Contains(string(c.GetHeader("Accept")), "text/html") {
			document(ctx, c)
			return
		}
		c.Header("Content-Type", "text/plain; charset=utf-8")
		c.String(http.StatusNotFound, "not found\n")
	})
	return nil
}

// contentPolicy allows the page itself, the frames that it shows mails in and,
// from the public listener, the widget that it shows while a web channel is set up.
func contentPolicy(public string) string {
	public = strings.TrimSuffix(public, "/")
	return strings.Join([]string{
		"default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "manifest-src 'self'",
		"script-src 'self' " + public, "style-src 'self'", "font-src 'self'",
		"img-src 'self' blob: data: " + public, "media-src 'self' blob: " + public,
		"connect-src 'self' " + public, "frame-src 'self' " + public,
	}, "; ")
}

func (f file) send(c *app.RequestContext) {
	c.Header("Content-Type", f.kind)
	c.Header("X-Content-Type-Options", "nosniff")
	c.Header("Vary", "Accept-Encoding")
	if f.gzip != nil && strings.Contains(string(c.GetHeader("Accept-Encoding")), "gzip") {
		c.Header("Content-Encoding", "gzip")
		c.Data(http.StatusOK, f.kind, f.gzip)
		return
	}
	c.Data(http.StatusOK, f.kind, f.plain)
}

func load(o Options) (map[string]file, error) {
	files := map[string]file{}
	packer, err := gzip.NewWriterLevel(nil, gzip.BestCompression) // one for all: each takes a megabyte
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(dist, "dist", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "dist/sources.sha256" || name == "dist/manifest.json" {
			return err
		}
		b, err := dist.ReadFile(name)
		if err != nil {
			return err
		}
		name = strings.TrimPrefix(name, "dist/")
		if name == "index.html" {
			const empty = `name="switchboard-public-url" content=""`
			filled := `name="switchboard-public-url" content="` + html.EscapeString(o.PublicURL) + `"`
			b = bytes.Replace(b, []byte(empty), []byte(filled), 1)
		}
		f := file{kind: kind(name), plain: b}
		if packed, err := pack(packer, b); err != nil {
			return err
		} else if len(packed) < len(b)*9/10 {
			f.gzip = packed
		}
		files[name] = f
		return nil
	})
	if err == nil && files["index.html"].plain == nil {
		err = fmt.Errorf("console: dist has no index.html")
	}
	return files, err
}

func kind(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8" // whatever the machine's own table says
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

func pack(w *gzip.Writer, b []byte) ([]byte, error) {
	var out bytes.Buffer
	w.Reset(&out)
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}
