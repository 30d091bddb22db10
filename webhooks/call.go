package webhooks

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// answer is what a call gets, how it is counted, and what is logged of it.
type answer struct {
	outcome    Outcome
	reply      connectors.Reply
	retryAfter time.Duration
	err        error // logged, never sent: it may tell an attacker what to mend
}

func refuse(o Outcome, status int, err error) answer {
	return answer{outcome: o, err: err, reply: connectors.Reply{Status: status, Body: []byte(http.StatusText(status) + "\n")}}
}

func (a answer) later(d time.Duration) answer {
	a.retryAfter = d
	return a
}

// found is an account, or the answer that says why there is none to call.
type found struct {
	account core.Account
	answer
}

// How long a platform is asked to wait. Most keep their own schedule.
const (
	retrySoon   = 5 * time.Second
	retryPaused = time.Minute
)

// account finds who is called; an outcome in its answer ends the call.
func (g *gates) account(ctx context.Context, channel, text string) found {
	id, err := core.ParseID(text)
	if ch, ok := g.Channels[channel]; !ok || ch.Gate == nil || err != nil {
		return found{answer: refuse(Unknown, http.StatusNotFound, nil)}
	}
	ctx, cancel := context.WithTimeout(ctx, g.Deadline)
	defer cancel()
	a, err := g.Accounts(ctx, id)
	var p *core.Problem
	switch {
	case errors.As(err, &p) && (p.Status == http.StatusNotFound || p.Status == http.StatusGone):
		return found{answer: refuse(Unknown, http.StatusNotFound, nil)}
	case err != nil:
		return found{answer: refuse(Refused, http.StatusServiceUnavailable, fmt.Errorf("find the account: %w", err)).later(retrySoon)}
	case a.Channel != channel:
		return found{answer: refuse(Unknown, http.StatusNotFound, nil)}
	case a.Status == core.AccountRemoved:
		return found{answer: refuse(Removed, http.StatusGone, nil)}
	case a.Status == core.AccountPaused && g.Channels[channel].Patient:
		return found{answer: refuse(Paused, http.StatusServiceUnavailable, nil).later(retryPaused)}
	}
	return found{account: a}
}

// call opens the gate and stores what came through.
func (g *gates) call(ctx context.Context, a core.Account, channel string, req connectors.Request) answer {
	v, err := open(g.Channels[channel].Gate, a, req)
	var p *core.Problem
	var crash *panicError
	switch {
	case errors.Is(err, connectors.ErrUnverified):
		return refuse(Unverified, http.StatusUnauthorized, err)
	case errors.As(err, &crash):
		return refuse(Failed, http.StatusInternalServerError, err)
	case errors.As(err, &p) && p.Status >= 400:
		return refuse(Unreadable, p.Status, err)
	case err != nil:
		return refuse(Unreadable, http.StatusBadRequest, err)
	}
	if v.Ack.Status == 0 {
		v.Ack.Status = http.StatusOK
	}
	if len(v.Raws) == 0 {
		return answer{outcome: Handshake, reply: v.Ack}
	}
	for i := range v.Raws {
		complete(&v.Raws[i], a, req.Now)
	}
	if err := g.accept(ctx, v.Raws); err != nil {
		outcome := Refused
		if errors.Is(err, context.DeadlineExceeded) {
			outcome = TimedOut
		}
		return refuse(outcome, http.StatusServiceUnavailable, fmt.Errorf("store the call: %w", err)).later(retrySoon)
	}
	return answer{outcome: Accepted, reply: v.Ack}
}

func (g *gates) accept(ctx context.Context, raws []core.Raw) (err error) {
	ctx, cancel := context.WithTimeout(ctx, g.Deadline)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = &panicError{p}
		}
	}()
	return g.Sink.Accept(ctx, raws...)
}

// complete fills in what a gate need not know.
func complete(r *core.Raw, a core.Account, now time.Time) {
	if r.ID.IsZero() {
		r.ID = core.NewID()
	}
	if r.ReceivedAt.IsZero() {
		r.ReceivedAt = core.At(now)
	}
	r.AccountID, r.Channel = a.ID, a.Channel
}

type panicError struct{ value any }

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// open turns a gate's panic into an error: no payload may end the process.
func open(gate connectors.Gate, a core.Account, req connectors.Request) (v connectors.Verdict, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicError{p}
		}
	}()
	return gate.Open(a, req)
}
