package httpserver

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/core"
)

type requestIDKey struct{}

// RequestID returns the id of the request that ctx belongs to, or "". It is in
// the answer's X-Request-Id and in the log, so that the two can be matched.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// begin is the first middleware: the request's id, the headers that every
// answer carries, and the net below every handler.
func begin(log *slog.Logger) app.HandlerFunc {
	return func(ctx context.Context, c *app.RequestContext) {
		handling(ctx)
		defer handled(ctx, c)
		id := core.NewID().String()
		secure(c, id)
		ctx = context.WithValue(ctx, requestIDKey{}, id)
		defer func() {
			if p := recover(); p != nil {
				log.ErrorContext(ctx, "panic in a handler", "request", id, "method", string(c.Method()),
					"path", string(c.Path()), "panic", p, "stack", string(debug.Stack()))
				c.Response.Reset()
				secure(c, id)
				problem(c, http.StatusInternalServerError, "internal", "The hub met an error of its own; its log has more under this request's id.")
			}
		}()
		c.Next(ctx)
	}
}

// secure sets what keeps a browser from running or framing what is served. A
// handler may replace these.
func secure(c *app.RequestContext, requestID string) {
	h := &c.Response.Header
	h.Set("X-Request-Id", requestID)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
}

func notFound(_ context.Context, c *app.RequestContext) {
	problem(c, http.StatusNotFound, "route.not_found", "There is nothing at this path.")
}

func methodNotAllowed(_ context.Context, c *app.RequestContext) {
	problem(c, http.StatusMethodNotAllowed, "route.method_not_allowed", "This path does not take this method.")
}

// problem answers with RFC 9457; the texts are constants and need no escaping.
func problem(c *app.RequestContext, status int, code, detail string) {
	c.Abort()
	c.Response.Header.Set("Cache-Control", "no-store")
	c.Data(status, "application/problem+json", []byte(`{"type":"about:blank","title":"`+http.StatusText(status)+
		`","status":`+strconv.Itoa(status)+`,"detail":"`+detail+`","code":"`+code+`"}`))
}
