// Package web is what a website's visitors reach: the widget's files, the page
// of its frame, and the visitors' HTTP API, all below /widget/v1 of the public
// listener. It looks at origins, headers and bodies; who a visitor is, what may
// be said and what is shown is the Backend's matter. No agent's route is here.
package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/route"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
)

// Prefix begins every path of the package.
const Prefix = "/widget/v1"

// Options is what the visitors' API works with.
type Options struct {
	Backend Backend
	// Files holds loader.js, frame.html and the folder assets; nil: they are
	// answered with 404.
	Files fs.FS
	// ClientAddr finds the client's address behind trusted proxies.
	ClientAddr func(*app.RequestContext) string
	PublicURL  string
	Deadline   time.Duration // of a call; default 20 s
	Log        *slog.Logger  // nil: nowhere
}

// bodyMax bounds a JSON body: a text of 4000 characters, and what is around it.
const bodyMax = 64 << 10

type server struct {
	Options
	files map[string]file
}

// Mount serves the visitors' routes.
func Mount(r route.IRoutes, o Options) error {
	if o.Deadline <= 0 {
		o.Deadline = 20 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &server{Options: o}
	var err error
	if s.files, err = readFiles(o.Files); err != nil {
		return err
	}
	r.GET(Prefix+"/loader.js", s.loader)
	r.GET(Prefix+"/assets/*path", s.asset)
	r.GET(Prefix+"/frame/:account", s.frame)
	r.GET(Prefix+"/files/:id", s.download)
	account := Prefix + "/:account"
	r.OPTIONS(account+"/:call", s.preflight)
	r.GET(account+"/config", s.config)
	r.POST(account+"/session", call(s, http.StatusOK, s.session))
	r.POST(account+"/identify", call(s, http.StatusOK, func(ctx context.Context, c Caller, in Identity) (any, int, error) {
		out, err := s.Backend.IdentifyVisitor(ctx, c, in)
		return out, 0, err
	}))
	r.GET(account+"/messages", s.history)
	r.GET(account+"/queue", s.queue)
	r.POST(account+"/messages", call(s, http.StatusCreated, s.send))
	r.POST(account+"/uploads", s.upload)
	r.POST(account+"/typing", call(s, http.StatusNoContent, func(ctx context.Context, c Caller, in struct{ On bool }) (any, int, error) {
		return nil, 0, s.Backend.VisitorTyping(ctx, c, in.On)
	}))
	r.POST(account+"/read", call(s, http.StatusNoContent, func(ctx context.Context, c Caller, in struct{ Upto int64 }) (any, int, error) {
		return nil, 0, s.Backend.VisitorRead(ctx, c, in.Upto)
	}))
	r.POST(account+"/contact", call(s, http.StatusNoContent, func(ctx context.Context, c Caller, in Contact) (any, int, error) {
		return nil, 0, s.Backend.VisitorContact(ctx, c, in)
	}))
	r.POST(account+"/logout", call(s, http.StatusNoContent, func(ctx context.Context, c Caller, _ struct{}) (any, int, error) {
		return nil, 0, s.Backend.EndVisitor(ctx, c)
	}))
	return nil
}

// config needs no session: it says nothing of any visitor.
func (s *server) config(ctx context.Context, rc *app.RequestContext) {
	c, ok := s.admit(ctx, rc)
	if !ok {
		return
	}
	limited, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	out, err := s.Backend.VisitorConfig(limited, c.Account)
	if err != nil {
		s.refuse(ctx, rc, err)
		return
	}
	answer(rc, http.StatusOK, out)
}

func (s *server) session(ctx context.Context, c Caller, in SessionRequest) (any, int, error) {
	out, err := s.Backend.OpenVisitor(ctx, c, in)
	return out, 0, err
}

func (s *server) send(ctx context.Context, c Caller, in SendRequest) (any, int, error) {
	m, repeated, err := s.Backend.VisitorSend(ctx, c, in)
	if repeated {
		return m, http.StatusOK, err
	}
	return m, 0, err
}

// call is a route that takes JSON. What is committed stays so, whether or not
// the visitor waits for it: its context ends by the deadline alone.
func call[In any](s *server, status int, f func(context.Context, Caller, In) (any, int, error)) app.HandlerFunc {
	return func(ctx context.Context, rc *app.RequestContext) {
		c, ok := s.admit(ctx, rc)
		if !ok {
			return
		}
		body, err := httpserver.ReadBody(rc, bodyMax)
		var in In
		if len(body) > 0 && err == nil {
			err = json.Unmarshal(body, &in)
		}
		if err != nil {
			s.refuse(ctx, rc, bodyProblem(err))
			return
		}
		limited, cancel := context.WithTimeout(ctx, s.Deadline)
		defer cancel()
		out, other, err := f(limited, c, in)
		switch {
		case err != nil:
			s.refuse(ctx, rc, err)
		case out == nil:
			rc.SetStatusCode(status)
		case other != 0:
			answer(rc, other, out)
		default:
			answer(rc, status, out)
		}
	}
}

func bodyProblem(err error) error {
	if errors.Is(err, httpserver.ErrBodyTooLarge) {
		return &core.Problem{Status: http.StatusRequestEntityTooLarge, Code: "widget.body_too_large", Text: "the request is too large"}
	}
	return &core.Problem{Status: http.StatusBadRequest, Code: "widget.body", Text: "the body is not the JSON that this address takes"}
}

func answer(rc *app.RequestContext, status int, v any) {
	rc.Data(status, "application/json", Encode(v))
}

func (s *server) history(ctx context.Context, rc *app.RequestContext) {
	c, ok := s.admit(ctx, rc)
	if !ok {
		return
	}
	before, err1 := number(rc.Query("before"))
	limit, err2 := number(rc.Query("limit"))
	if err := errors.Join(err1, err2); err != nil {
		s.refuse(ctx, rc, &core.Problem{Status: 422, Code: "widget.query", Text: "before and limit are numbers"})
		return
	}
	limited, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	out, err := s.Backend.VisitorHistory(limited, c, before, int(min(limit, math.MaxInt32)))
	if err != nil {
		s.refuse(ctx, rc, err)
		return
	}
	answer(rc, http.StatusOK, out)
}

func (s *server) queue(ctx context.Context, rc *app.RequestContext) {
	c, ok := s.admit(ctx, rc)
	if !ok {
		return
	}
	limited, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	out, err := s.Backend.VisitorQueue(limited, c)
	if err != nil {
		s.refuse(ctx, rc, err)
		return
	}
	answer(rc, http.StatusOK, out)
}

func number(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	return strconv.ParseInt(text, 10, 64)
}

// refuse answers with RFC 9457. What is no *core.Problem is our own trouble,
// and told to nobody outside.
func (s *server) refuse(ctx context.Context, rc *app.RequestContext, err error) {
	var p *core.Problem
	if !errors.As(err, &p) {
		p = &core.Problem{Status: http.StatusInternalServerError, Code: "internal", Text: "the hub met an error of its own"}
		if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, io.ErrUnexpectedEOF) {
			p = &core.Problem{Status: http.StatusServiceUnavailable, Code: "widget.busy", Text: "the hub is busy; try again shortly", RetryAfter: time.Second}
		}
	}
	if p.Status >= 500 {
		s.Log.WarnContext(ctx, "a visitor's call failed", "request", httpserver.RequestID(ctx), "path", string(rc.Path()), "error", err)
	}
	if p.RetryAfter > 0 {
		rc.Header("Retry-After", strconv.Itoa(int(math.Ceil(p.RetryAfter.Seconds()))))
	} else if p.Status == http.StatusServiceUnavailable {
		rc.Header("Retry-After", "1")
	}
	rc.Abort()
	rc.Data(p.Status, "application/problem+json", Encode(map[string]any{
		"type": "about:blank", "title": http.StatusText(p.Status), "status": p.Status, "code": p.Code, "detail": p.Text,
	}))
}

// bearer reads the visitor's token, which is in no address and no cookie.
func bearer(rc *app.RequestContext) string {
	scheme, token, _ := strings.Cut(string(rc.GetHeader("Authorization")), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
