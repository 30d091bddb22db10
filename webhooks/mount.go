// Package webhooks mounts the channels' gates on the public listener: it finds
// the account a platform calls for, lets the channel's gate check the call,
// makes what it carried durable and only then acknowledges. What a payload
// means is the gates' and the normalizers' matter; nothing of a channel is
// known here.
package webhooks

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/route"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// Options is what the gates work with.
type Options struct {
	// Accounts finds an account; it is asked for every call. A *core.Problem
	// with status 404 says that there is none.
	Accounts func(context.Context, core.ID) (core.Account, error)
	Channels map[string]connectors.Channel
	Sink     core.Sink
	// Called hears of calls that were believed, with nil, and of those that were not
	// or were not understood, with the reason. It must not block; nil: nobody hears.
	Called   func(account core.ID, err error)
	MaxBody  int64            // bytes; default 1 MiB
	Deadline time.Duration    // for the Sink; default 10 s
	Now      func() time.Time // default time.Now
	Log      *slog.Logger     // nil: nowhere
}

// Path returns the path of an account's callback.
func Path(channel string, account core.ID) string {
	return "/hooks/" + url.PathEscape(channel) + "/" + account.String()
}

// Mount serves /hooks/{channel}/{account} and returns the counters of what
// became of the calls.
//
// The answers: the gate's acknowledgement once everything is durable; 401 when
// the gate does not trust the call; 404 for what is unknown; 410 for a removed
// account; 413 over MaxBody; 503 with Retry-After when nothing can be stored
// now, also for a paused account, so that the platform keeps the message and
// delivers it again. A call whose client has gone is stored all the same: the
// platform repeats it and the store drops the repeat.
func Mount(r route.IRoutes, o Options) *Stats {
	if o.MaxBody <= 0 {
		o.MaxBody = 1 << 20
	}
	if o.Deadline <= 0 {
		o.Deadline = 10 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	g := &gates{Options: o, stats: &Stats{}, warnings: newWarnings(o.Log, o.Now)}
	r.Any("/hooks/:channel/:account", g.serve)
	return g.stats
}

type gates struct {
	Options
	stats    *Stats
	warnings *warnings
}

// serve translates between the HTTP framework and call; nothing below it
// knows the framework.
func (g *gates) serve(ctx context.Context, c *app.RequestContext) {
	req := connectors.Request{Method: string(c.Method()), Path: string(c.Path()), Header: http.Header{},
		AccountID: c.Param("account"), Now: g.Now()}
	req.Query, _ = url.ParseQuery(string(c.URI().QueryString())) // what is readable of it
	c.Request.Header.VisitAll(func(k, v []byte) { req.Header.Add(string(k), string(v)) })
	channel := c.Param("channel")
	a := g.account(ctx, channel, req.AccountID)
	if a.outcome == "" {
		body, err := readBody(c, g.MaxBody)
		req.Body = body
		switch {
		case errors.Is(err, errTooLarge):
			a.answer = refuse(TooLarge, http.StatusRequestEntityTooLarge, err)
		case err != nil:
			a.answer = refuse(Unreadable, http.StatusBadRequest, err)
		default:
			a.answer = g.call(ctx, a.account, channel, req)
		}
	}
	g.stats.add(a.outcome)
	g.called(a)
	if a.err != nil {
		g.warnings.warn(ctx, a.outcome, channel, req.AccountID, a.err)
	}
	write(c, a.answer)
}

// called tells who wants to know how the platform's calls fare.
func (g *gates) called(a found) {
	if g.Called == nil || a.account.ID.IsZero() {
		return
	}
	switch a.outcome {
	case Handshake, Accepted, Unverified, Unreadable:
		g.Called(a.account.ID, a.err)
	}
}

func write(c *app.RequestContext, a answer) {
	if a.retryAfter > 0 {
		c.Response.Header.Set("Retry-After", strconv.Itoa(int(a.retryAfter.Seconds())))
	}
	if a.reply.ContentType == "" {
		a.reply.ContentType = "text/plain; charset=utf-8"
	}
	c.Data(a.reply.Status, a.reply.ContentType, a.reply.Body)
}

var errTooLarge = errors.New("the body is larger than allowed")

// readBody reads a body of at most limit bytes, from a listener that streams
// bodies or one that has read it.
func readBody(c *app.RequestContext, limit int64) ([]byte, error) {
	length := int64(c.Request.Header.ContentLength())
	var r io.Reader
	switch {
	case length > limit:
		c.SetConnectionClose()
		return nil, errTooLarge
	case !c.Request.IsBodyStream():
		r = bytes.NewReader(c.Request.Body())
	case length >= 0:
		// Never ask the stream for more than this body: it may read on into
		// the connection's next request.
		r = io.LimitReader(c.Request.BodyStream(), length)
	default:
		r = c.Request.BodyStream()
	}
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && length >= 0 && int64(len(b)) < length {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && int64(len(b)) > limit {
		c.SetConnectionClose()
		err = errTooLarge
	}
	return b, err
}
