package api

import (
	"context"
	"net/http"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api/hertzhuma"
	"github.com/switchboard-hub/switchboard/core"
)

// endpoint describes one operation. Its path is below Prefix.
type endpoint struct {
	method, path string
	id           string // operationId
	summary      string
	tag          string
	status       int // of success; 0: 200, or 204 without a body
	// needs is the permission that is checked before the Backend is asked;
	// empty where the Backend decides alone.
	needs core.Permission
	// or is another permission, with which needs is not asked for.
	or core.Permission
	// also says what the Backend asks for besides, by what is asked of it.
	also string
	// open is for those who are nobody yet.
	open bool
	// slow is for what asks a platform.
	slow bool
}

const (
	needsKey = "needs"
	openKey  = "open"
	limitKey = "limit"
)

// slowLimit bounds an operation that asks a platform, streamLimit one that
// carries a file; Options.Deadline bounds all others.
const (
	slowLimit   = time.Minute
	streamLimit = time.Hour
)

// bounded gives every request an end: a database that hangs must not keep its
// callers waiting.
func (a *API) bounded(hc huma.Context, next func(huma.Context)) {
	limit, _ := hc.Operation().Metadata[limitKey].(time.Duration)
	ctx, cancel := context.WithTimeout(hc.Context(), limit)
	defer cancel()
	next(huma.WithContext(hc, ctx))
}

// enough lists the permissions one of which is needed; none where the Backend
// decides alone.
func (e endpoint) enough() []core.Permission {
	return slices.DeleteFunc([]core.Permission{e.needs, e.or}, func(p core.Permission) bool { return p == "" })
}

func joined(list []core.Permission, between string) string {
	return strings.Join(each(list, func(p core.Permission) string { return string(p) }), between)
}

func (a *API) operation(e endpoint) huma.Operation {
	limit := a.Deadline
	if e.slow {
		limit = slowLimit
	}
	op := huma.Operation{
		OperationID: e.id, Method: e.method, Path: Prefix + e.path, Summary: e.summary, Tags: []string{e.tag},
		DefaultStatus: e.status,
		// huma counts a body of exactly this size as too large; the real limit
		// is kept where the body is read.
		MaxBodyBytes: maxJSON + 2,
		Metadata:     map[string]any{needsKey: e.enough(), openKey: e.open, limitKey: limit},
		Responses:    map[string]*huma.Response{"default": a.problemResponse()},
	}
	if e.open {
		op.Security = []map[string][]string{}
	}
	if e.needs != "" {
		op.Description = "Needs the permission `" + joined(e.enough(), "` or `") + "`"
		if e.also != "" {
			op.Description += ", and " + e.also
		}
		op.Description += "."
	}
	return op
}

func (a *API) problemResponse() *huma.Response {
	return &huma.Response{Description: "A problem", Content: map[string]*huma.MediaType{
		problemType: {Schema: a.huma.OpenAPI().Components.Schemas.Schema(typeOf[problem](), true, "")}}}
}

// add registers an operation whose input and output huma reads and writes.
func add[I, O any](a *API, e endpoint, handle func(context.Context, core.Viewer, *I) (*O, error)) {
	huma.Register(a.huma, a.operation(e), func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, viewer(ctx), in)
		if err != nil {
			return nil, a.problemOf(ctx, err)
		}
		return out, nil
	})
}

// do registers an operation that answers 204.
func do[I any](a *API, e endpoint, handle func(context.Context, core.Viewer, *I) error) {
	add(a, e, func(ctx context.Context, v core.Viewer, in *I) (*struct{}, error) { return nil, handle(ctx, v, in) })
}

// stream registers an operation that reads or writes bytes itself.
func (a *API) stream(op huma.Operation, handle func(context.Context, core.Viewer, *hertzhuma.Context) error) {
	op.Metadata[limitKey] = streamLimit
	a.huma.OpenAPI().AddOperation(&op)
	a.huma.Adapter().Handle(&op, a.huma.Middlewares().Handler(func(hc huma.Context) {
		if err := handle(hc.Context(), viewer(hc.Context()), hertzhuma.From(hc)); err != nil {
			a.problemOf(hc.Context(), err).write(hc)
		}
	}))
}

// noRoute answers what no operation took: 405 where another method would be
// taken, else 404. It is a route of its own, so that what else the listener
// serves keeps its own.
func (a *API) noRoute(ctx context.Context, c *app.RequestContext) {
	hc := hertzhuma.NewContext(ctx, c)
	allowed := a.methods(strings.Split(string(c.URI().PathOriginal()), "/"))
	if len(allowed) == 0 {
		newProblem(http.StatusNotFound, CodeNoRoute, "The API has nothing at this path.").write(hc)
		return
	}
	newProblem(http.StatusMethodNotAllowed, CodeNoMethod, "This path takes "+strings.Join(allowed, ", ")+" only.").
		with("Allow", strings.Join(allowed, ", ")).write(hc)
}

func (a *API) methods(path []string) []string {
	var found []string
	for pattern, item := range a.huma.OpenAPI().Paths {
		if !matches(strings.Split(pattern, "/"), path) {
			continue
		}
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put,
			"PATCH": item.Patch, "DELETE": item.Delete} {
			if op != nil {
				found = append(found, method)
			}
		}
	}
	sort.Strings(found)
	return found
}

func matches(pattern, path []string) bool {
	if len(pattern) != len(path) {
		return false
	}
	for i, p := range pattern {
		if p != path[i] && !(strings.HasPrefix(p, "{") && path[i] != "") {
			return false
		}
	}
	return true
}

func static(contentType string, b []byte) app.HandlerFunc {
	return func(_ context.Context, c *app.RequestContext) {
		c.Response.Header.Set("Cache-Control", "public, max-age=300")
		c.Data(http.StatusOK, contentType, b)
	}
}
