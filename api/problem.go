package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api/hertzhuma"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
)

// The codes that the API itself gives; the others come from the Backend.
const (
	CodeInvalid     = "request.invalid"
	CodeMalformed   = "request.malformed"
	CodeTooLarge    = "request.too_large"
	CodeMediaType   = "request.media_type"
	CodeAuthMissing = "auth.missing"
	CodeAuthInvalid = "auth.invalid"
	CodeForbidden   = "auth.forbidden"
	CodeCSRF        = "auth.csrf"
	CodeOrigin      = "auth.origin"
	CodeNeedsLogin  = "auth.session_needed"
	CodeThrottled   = "rate.limited"
	CodeNoRoute     = "route.not_found"
	CodeNoMethod    = "route.method_not_allowed"
	CodeTimeout     = "request.timeout"
	CodeInternal    = "internal"
)

// problem is an error as clients see it, RFC 9457.
type problem struct {
	Type   string  `json:"type" doc:"about:blank: the code says what happened"`
	Title  string  `json:"title" doc:"The meaning of the status"`
	Status int     `json:"status" doc:"HTTP status"`
	Detail string  `json:"detail" doc:"What happened and what to do, for a person"`
	Code   string  `json:"code" doc:"What happened, for a program: stable, dotted"`
	Errors []fault `json:"errors,omitempty" nullable:"false" doc:"For request.invalid: what is wrong where"`

	headers http.Header
}

// fault is one thing wrong with a request. It does not repeat the value, which
// may be a secret.
type fault struct {
	Location string `json:"location" doc:"Such as body.text or path.id"`
	Message  string `json:"message"`
}

func newProblem(status int, code, detail string) *problem {
	return &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: code, Detail: detail}
}

func (p *problem) with(header, value string) *problem {
	if p.headers == nil {
		p.headers = http.Header{}
	}
	p.headers.Set(header, value)
	return p
}

// Error implements error.
func (p *problem) Error() string { return p.Detail }

// GetStatus implements huma.StatusError.
func (p *problem) GetStatus() int { return p.Status }

// GetHeaders implements huma.HeadersError.
func (p *problem) GetHeaders() http.Header { return p.headers }

// ContentType implements huma.ContentTypeFilter.
func (p *problem) ContentType(string) string { return problemType }

const problemType = "application/problem+json"

// problemOf translates an error of the Backend. What is not meant for the
// caller is logged under the request's id and told as "internal".
func (a *API) problemOf(ctx context.Context, err error) *problem {
	var own *problem
	if errors.As(err, &own) {
		return own
	}
	var p *core.Problem
	if errors.As(err, &p) && p.Status >= 400 && p.Status <= 599 {
		if p.Status >= 500 {
			a.Log.ErrorContext(ctx, "request failed", "request", httpserver.RequestID(ctx), "code", p.Code, "error", err)
		}
		out := newProblem(p.Status, p.Code, p.Text)
		if p.RetryAfter > 0 {
			out = out.with("Retry-After", seconds(p.RetryAfter))
		}
		return out
	}
	if errors.Is(err, httpserver.ErrBodyTooLarge) {
		return newProblem(http.StatusRequestEntityTooLarge, CodeTooLarge, "The request is larger than the hub takes.")
	}
	if ctx.Err() != nil {
		return newProblem(http.StatusServiceUnavailable, CodeTimeout,
			"The hub's database did not answer in time. What was asked may still be done: ask again, a message with the same client_message_id.").with("Retry-After", "1")
	}
	a.Log.ErrorContext(ctx, "request failed", "request", httpserver.RequestID(ctx), "error", err)
	return newProblem(http.StatusInternalServerError, CodeInternal,
		"The hub met an error of its own; its log has more under this request's id.")
}

// write sends p where huma has no hand in the answer.
func (p *problem) write(hc huma.Context) {
	for name, values := range p.headers {
		hc.SetHeader(name, values[0])
	}
	hc.SetHeader("Content-Type", problemType)
	hc.SetHeader("Cache-Control", "no-store")
	hc.SetStatus(p.Status)
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and numbers only
	}
	from := hertzhuma.From(hc).Hertz
	from.Response.SetBody(b)
}

// asProblem gives huma's own errors the form of all others.
func asProblem(_ huma.Context, _ string, v any) (any, error) {
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	code, detail := CodeInvalid, "The request does not fit its description; errors says where."
	switch m.Status {
	case http.StatusBadRequest:
		code, detail = CodeMalformed, "The body is missing or is not JSON."
	case http.StatusRequestEntityTooLarge:
		code, detail = CodeTooLarge, "The request is larger than the hub takes."
	case http.StatusUnsupportedMediaType:
		code, detail = CodeMediaType, "The body must be application/json."
	case http.StatusInternalServerError:
		code, detail = CodeInternal, "The hub met an error of its own."
	}
	p := newProblem(m.Status, code, detail)
	for _, e := range m.Errors {
		if e != nil {
			p.Errors = append(p.Errors, fault{Location: e.Location, Message: e.Message})
		}
	}
	return p, nil
}
