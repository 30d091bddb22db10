// Package hertzhuma lets huma serve its operations on a hertz router. It
// translates and nothing else: routes, rights and errors belong to its caller.
package hertzhuma

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/route"
	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/httpserver"
)

// Adapter implements huma.Adapter on a hertz router.
type Adapter struct{ routes route.IRoutes }

var _ huma.Adapter = (*Adapter)(nil)

// New returns an adapter that registers its operations with r.
func New(r route.IRoutes) *Adapter { return &Adapter{routes: r} }

// Handle implements huma.Adapter.
func (a *Adapter) Handle(op *huma.Operation, handler func(huma.Context)) {
	a.routes.Handle(op.Method, Pattern(op.Path), func(ctx context.Context, c *app.RequestContext) {
		handler(&Context{op: op, ctx: ctx, Hertz: c})
	})
}

// ServeHTTP implements huma.Adapter for callers of net/http, of which there
// are none: the router is served by its own listener.
func (a *Adapter) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "served by hertz only", http.StatusNotImplemented)
}

// Pattern turns a path such as /a/{b} into hertz's /a/:b.
func Pattern(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// Context is one request. It must not be kept after its handler returned.
type Context struct {
	op     *huma.Operation
	ctx    context.Context
	body   []byte
	status int
	// Hertz is the request as the server sees it, for what huma has no word
	// for: streams in and out.
	Hertz *app.RequestContext
}

var _ huma.Context = (*Context)(nil)

// From finds the Context below what huma's middleware wrapped around it.
func From(ctx huma.Context) *Context {
	for {
		if c, ok := ctx.(*Context); ok {
			return c
		}
		w, ok := ctx.(interface{ Unwrap() huma.Context })
		if !ok {
			panic("hertzhuma: a context of another adapter")
		}
		ctx = w.Unwrap()
	}
}

// ReadBody takes the body in, so that BodyReader cannot fail. Its error for a
// body over limit is httpserver.ErrBodyTooLarge.
func (c *Context) ReadBody(limit int64) (err error) {
	c.body, err = httpserver.ReadBody(c.Hertz, limit)
	return err
}

// Operation implements huma.Context.
func (c *Context) Operation() *huma.Operation { return c.op }

// Context implements huma.Context.
func (c *Context) Context() context.Context { return c.ctx }

// TLS implements huma.Context. TLS ends before the hub.
func (c *Context) TLS() *tls.ConnectionState { return nil }

// Version implements huma.Context.
func (c *Context) Version() huma.ProtoVersion {
	return huma.ProtoVersion{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
}

// Method implements huma.Context.
func (c *Context) Method() string { return string(c.Hertz.Method()) }

// Host implements huma.Context.
func (c *Context) Host() string { return string(c.Hertz.Host()) }

// RemoteAddr implements huma.Context.
func (c *Context) RemoteAddr() string { return c.Hertz.RemoteAddr().String() }

// URL implements huma.Context.
func (c *Context) URL() url.URL {
	u, err := url.ParseRequestURI(string(c.Hertz.Request.Header.RequestURI()))
	if err != nil {
		return url.URL{Path: string(c.Hertz.Path())}
	}
	return *u
}

// Param implements huma.Context.
func (c *Context) Param(name string) string { return c.Hertz.Param(name) }

// Query implements huma.Context.
func (c *Context) Query(name string) string { return c.Hertz.Query(name) }

// Header implements huma.Context.
func (c *Context) Header(name string) string { return string(c.Hertz.Request.Header.Peek(name)) }

// EachHeader implements huma.Context.
func (c *Context) EachHeader(cb func(name, value string)) {
	c.Hertz.Request.Header.VisitAll(func(k, v []byte) { cb(string(k), string(v)) })
}

// BodyReader implements huma.Context; ReadBody comes before it.
func (c *Context) BodyReader() io.Reader { return bytes.NewReader(c.body) }

// GetMultipartForm implements huma.Context. Forms are streamed by those who
// take them, never parsed into memory.
func (c *Context) GetMultipartForm() (*multipart.Form, error) {
	return nil, errors.New("hertzhuma: no parsed forms")
}

// SetReadDeadline implements huma.Context; the listener guards its reads.
func (c *Context) SetReadDeadline(time.Time) error { return nil }

// SetStatus implements huma.Context.
func (c *Context) SetStatus(code int) {
	c.status = code
	c.Hertz.SetStatusCode(code)
}

// Status implements huma.Context.
func (c *Context) Status() int { return c.status }

// SetHeader implements huma.Context.
func (c *Context) SetHeader(name, value string) { c.Hertz.Response.Header.Set(name, value) }

// AppendHeader implements huma.Context.
func (c *Context) AppendHeader(name, value string) { c.Hertz.Response.Header.Add(name, value) }

// BodyWriter implements huma.Context.
func (c *Context) BodyWriter() io.Writer { return c.Hertz.Response.BodyWriter() }

// NewContext wraps a request that belongs to no operation.
func NewContext(ctx context.Context, c *app.RequestContext) *Context {
	return &Context{op: &huma.Operation{}, ctx: ctx, Hertz: c}
}
