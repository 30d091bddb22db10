package live

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/httpserver"
)

// Bounds of a poll.
const (
	pollBody     = 16 << 10 // bytes of a request
	pollChannels = 16
	pollKept     = 256 // pushes without memory that one poll collects
)

// pollRequest is what a client asks.
type pollRequest struct {
	Token    string              `json:"token"`
	Channels map[string]Position `json:"channels"`
	Wait     *int                `json:"wait"` // seconds
}

// pollChannel is what a stream has since the client's position.
type pollChannel struct {
	Publications []Publication `json:"publications"`
	Position
	Recovered bool `json:"recovered"` // false: read the API instead
}

type pollAnswer struct {
	Channels map[string]*pollChannel `json:"channels"`
	Messages []json.RawMessage       `json:"messages"`
}

var (
	errPollBody     = errors.New("the body is no JSON object with token, channels and wait")
	errPollChannels = errors.New("at most 16 channels, each with a name")
)

func parsePoll(body []byte, most time.Duration) (pollRequest, time.Duration, error) {
	var in pollRequest
	if err := json.Unmarshal(body, &in); err != nil {
		return in, 0, errPollBody
	}
	if len(in.Channels) > pollChannels {
		return in, 0, errPollChannels
	}
	for channel := range in.Channels {
		if channel == "" || len(channel) > 255 {
			return in, 0, errPollChannels
		}
	}
	wait := most
	if in.Wait != nil {
		wait = max(0, min(most, time.Duration(min(*in.Wait, 3600))*time.Second))
	}
	return in, wait, nil
}

func (s *Server) preflight(ctx context.Context, c *app.RequestContext, m Mount) {
	if from, ok := m.peer(ctx, c); ok {
		cors(c, from)
	}
	c.Status(http.StatusNoContent)
}

// cors lets a page read the answer. No credentials: the token is in the body.
func cors(c *app.RequestContext, from Peer) {
	h := &c.Response.Header
	h.Set("Vary", "Origin")
	if from.Origin != "" {
		h.Set("Access-Control-Allow-Origin", from.Origin)
		h.Set("Access-Control-Allow-Methods", "POST")
		h.Set("Access-Control-Allow-Headers", "Content-Type")
		h.Set("Access-Control-Max-Age", "600")
	}
}

// poll answers as soon as there is something, or when the wait is over.
func (s *Server) poll(ctx context.Context, c *app.RequestContext, m Mount) {
	from, ok := m.peer(ctx, c)
	if !ok {
		s.metrics.refuse("origin")
		refuse(c, http.StatusForbidden, "live.origin", "Pages of this origin may not connect.")
		return
	}
	cors(c, from)
	body, err := httpserver.ReadBody(c, pollBody)
	if err != nil {
		refuse(c, http.StatusRequestEntityTooLarge, "live.too_large", "The body is too large or did not arrive whole.")
		return
	}
	in, wait, err := parsePoll(body, s.opts.PollWait)
	if err != nil {
		refuse(c, http.StatusUnprocessableEntity, "live.request", "Send "+err.Error()+".")
		return
	}
	p := &peer{Peer: from}
	if !s.peers.enter(p) {
		s.metrics.refuse("address")
		refuse(c, http.StatusTooManyRequests, "live.connections", "Too many connections come from this address.")
		return
	}
	defer s.peers.leave(p)
	limited, cancel := context.WithTimeout(s.ctx, callLimit)
	defer cancel()
	session, err := s.opts.Backend.Connect(limited, in.Token, from)
	if err != nil {
		pollRefused(c, s.refusal(err), err)
		return
	}
	defer s.opts.Backend.Gone(session)
	if err := s.peers.admit(p, session, s.opts.PerUser); err != nil {
		pollRefused(c, s.refusal(err), err)
		return
	}
	if err := s.allowed(limited, session, in.Channels); err != nil {
		pollRefused(c, s.refusal(err), err)
		return
	}
	out, err := s.await(session, in.Channels, wait)
	if err != nil {
		pollRefused(c, s.refusal(err), err)
		return
	}
	s.metrics.polls.Add(1)
	c.Response.Header.Set("Cache-Control", "no-store")
	c.JSON(http.StatusOK, out)
}

// pollRefused says a refusal in HTTP's words; live_code is what a socket would
// have been told.
func pollRefused(c *app.RequestContext, _, err error) {
	var r *Refused
	if !errors.As(err, &r) {
		refuse(c, http.StatusServiceUnavailable, "live.unavailable", "The hub could not read; try again.")
		return
	}
	switch {
	case r.Code == CodeInvalidToken || r.Code == CodeTokenExpired || r.Code == CodeSessionEnded:
		refuse(c, http.StatusUnauthorized, "live.token", "The token is unknown, expired or revoked.")
	case r.Code == ErrConnections.Code || r.Code == CodeTooMany:
		refuse(c, http.StatusTooManyRequests, "live.connections", "Too many connections are open.")
	default:
		refuse(c, http.StatusForbidden, "live.denied", "This is not for the token's owner.")
	}
}

func (s *Server) allowed(ctx context.Context, session Session, channels map[string]Position) error {
	own := map[string]bool{}
	for _, channel := range session.Channels {
		own[channel] = true
	}
	for channel := range channels {
		if own[channel] {
			continue
		}
		if err := s.opts.Backend.Subscribe(ctx, session, channel); err != nil {
			return err
		}
	}
	return nil
}

// await reads all streams, and waits while none has anything.
func (s *Server) await(session Session, channels map[string]Position, wait time.Duration) (pollAnswer, error) {
	w := s.polls.enter(session.User, channels)
	defer s.polls.leave(w)
	over := time.NewTimer(wait)
	defer over.Stop()
	look := time.NewTicker(s.opts.Look)
	defer look.Stop()
	for {
		out, some, err := s.collect(w, channels)
		if some || err != nil {
			return out, err
		}
		select {
		case <-w.wake:
		case <-look.C: // a hint may be lost
		case <-over.C:
			return out, nil
		case <-s.ctx.Done():
			return out, nil
		}
		// What was allowed when the wait began may not be any more.
		if err := s.allowed(s.ctx, session, channels); err != nil {
			return out, err
		}
	}
}

// collect reads what the streams have, and takes what was pushed meanwhile.
func (s *Server) collect(w *waiter, channels map[string]Position) (pollAnswer, bool, error) {
	ctx, cancel := context.WithTimeout(s.ctx, readLimit)
	defer cancel()
	out := pollAnswer{Channels: map[string]*pollChannel{}, Messages: []json.RawMessage{}}
	some := false
	for channel, at := range channels {
		answer := &pollChannel{Publications: []Publication{}, Recovered: true}
		out.Channels[channel] = answer
		if !s.opts.Backend.Recoverable(channel) {
			answer.Recovered = false // what came between two polls is gone
			continue
		}
		list, top, err := s.streams.collect(ctx, channel, at.Offset, s.opts.Recover, at.Epoch)
		if err != nil {
			return out, false, err
		}
		answer.Position = top
		if len(list) > 0 {
			answer.Publications = list
		}
		answer.Recovered = len(list) > 0 || at.Epoch == top.Epoch && at.Offset == top.Offset
		some = some || len(list) > 0 || !answer.Recovered
	}
	pushed, messages := w.take()
	out.Messages = append(out.Messages, messages...)
	for channel, list := range pushed {
		if answer := out.Channels[channel]; answer != nil {
			answer.Publications = append(answer.Publications, list...)
		}
	}
	return out, some || len(messages) > 0 || len(pushed) > 0, nil
}
