// Package send takes queued messages to their platform: one part, one call,
// one written attempt. It obeys rates, pauses a throttled account, never
// repeats what may have arrived, and leaves a redacted trace of every call.
//
// It decides nothing about conversations: results are commands of core/engine.
package send

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

// Store is what the sender needs of the store.
type Store interface {
	Do(context.Context, engine.Command) error
	Outgoing(context.Context, core.ID) (core.Message, []core.PartRow, error)
	Refs(context.Context, core.Message) (refs []string, incoming string, err error)
	DoubtBefore(context.Context, core.Message) (core.Time, error)
	Identity(context.Context, core.ID) (core.Identity, error)
	SetReachable(ctx context.Context, identity core.ID, reachable bool) error
	NoteSent(account core.ID)
	NoteFailure(account core.ID, class core.Class, problem string)
	AddExchanges(context.Context, []core.Exchange) error
}

// Runner is what the sender needs of the job runner.
type Runner interface {
	Holds(core.Job) bool
	Pause(account core.ID, until core.Time)
}

// Options makes a Sender.
type Options struct {
	Store    Store
	Runner   func() Runner
	Account  func(context.Context, core.ID) (core.Account, error)
	Channels map[string]connectors.Channel
	Now      func() time.Time
	Log      *slog.Logger
	// Observe is told how every part ended, for the metrics: its class, "" when sent.
	Observe func(a core.Account, class core.Class, took time.Duration)
}

// Sender is the handler of the jobs that leave the house.
type Sender struct {
	o      Options
	rates  *rates
	traces chan core.Exchange
	done   chan struct{}
}

// The sender's bounds.
const (
	callLimit    = 45 * time.Second // one platform call
	longestCall  = 10 * time.Minute // one of a connector that says how long it takes
	sendLimit    = 12 * time.Minute // one run of a send: the longest call, and time to begin it
	resultLimit  = 60 * time.Second // for writing a result down
	pausedRetry  = 15 * time.Second // an account that is paused is looked at again
	authRetry    = 30 * time.Second // credentials are refused: wait for a new token
	throttlePad  = 5 * time.Second  // a 429 that does not say how long
	traceBacklog = 4096             // beyond it traces are dropped: they are for people
)

// New makes a sender. Close it to write the last traces.
func New(o Options) *Sender {
	s := &Sender{o: o, rates: newRates(o.Now), traces: make(chan core.Exchange, traceBacklog), done: make(chan struct{})}
	go s.writeTraces()
	return s
}

// Close writes the last traces.
func (s *Sender) Close() {
	close(s.traces)
	<-s.done
}

// Handlers returns the job handlers by kind.
func (s *Sender) Handlers() map[string]jobs.Handler {
	return map[string]jobs.Handler{engine.JobSend: s.send, engine.JobEdit: s.edit, engine.JobDelete: s.remove}
}

// Limits returns how long one run of a handler may take, where that is more than
// others may.
func (s *Sender) Limits() map[string]time.Duration {
	return map[string]time.Duration{engine.JobSend: sendLimit}
}

func (s *Sender) now() core.Time { return core.At(s.o.Now()) }

func work(j core.Job) (engine.SendWork, error) {
	var w engine.SendWork
	if err := json.Unmarshal(j.Payload, &w); err != nil {
		return w, fmt.Errorf("%w: read the job: %w", jobs.ErrDead, err)
	}
	return w, nil
}

// task is one message on its way.
type task struct {
	job     core.Job
	account core.Account
	channel connectors.Channel
	caps    core.Caps
	message core.Message
	parts   []core.PartRow
	// With threads, what the message refers to: the conversation's latest external
	// ids, the oldest first, and the last that came in.
	refs     []string
	incoming string
}

// errRemoved is returned by open with the task: no later attempt can help.
var errRemoved = fmt.Errorf("%w: the account was removed", jobs.ErrDead)

// open reads all a job needs, or says when to try again.
func (s *Sender) open(ctx context.Context, j core.Job) (*task, error) {
	w, err := work(j)
	if err != nil {
		return nil, err
	}
	t := &task{job: j}
	if t.message, t.parts, err = s.o.Store.Outgoing(ctx, w.MessageID); err != nil {
		if errors.Is(err, engine.ErrMessageNotFound) {
			return nil, fmt.Errorf("%w: %w", jobs.ErrDead, err)
		}
		return nil, err
	}
	if t.account, err = s.o.Account(ctx, j.AccountID); err != nil {
		return nil, err
	}
	ch, ok := s.o.Channels[t.account.Channel]
	switch {
	case t.account.Status == core.AccountPaused:
		return nil, &jobs.Again{At: s.now().Add(pausedRetry), Free: true, Err: errors.New("the account is paused")}
	case t.account.Status == core.AccountRemoved:
		return t, errRemoved
	case !ok:
		return nil, fmt.Errorf("%w: this binary has no channel %q", jobs.ErrDead, t.account.Channel)
	}
	t.channel, t.caps = ch, ch.Connector.Caps(t.account)
	return t, nil
}

// send takes the message's parts out, in order.
func (s *Sender) send(ctx context.Context, j core.Job) error {
	t, err := s.open(ctx, j)
	if errors.Is(err, errRemoved) {
		return s.giveUp(ctx, t.message, "account.removed", "the account was removed before this was sent")
	}
	if err != nil {
		return err
	}
	doubt, err := s.o.Store.DoubtBefore(ctx, t.message)
	if err != nil {
		return err
	}
	if until := doubt.Add(engine.HoldFor); doubt != 0 && until > s.now() {
		return &jobs.Again{At: until, Free: true, Err: errors.New("the message before it is in doubt; waiting for a decision")}
	}
	if t.caps.Threads {
		if t.refs, t.incoming, err = s.o.Store.Refs(ctx, t.message); err != nil {
			return err
		}
	}
	for _, p := range t.parts {
		switch p.State {
		case core.PartSending:
			if err := s.interrupted(ctx, t, p); err != nil {
				return err
			}
		case core.PartQueued:
			if err := s.part(ctx, t, p); err != nil {
				return err
			}
			if stop, err := s.stopped(ctx, t, p); stop || err != nil {
				return err
			}
		}
	}
	return nil
}

// stopped reports whether the message goes no further after a part.
func (s *Sender) stopped(ctx context.Context, t *task, p core.PartRow) (bool, error) {
	_, parts, err := s.o.Store.Outgoing(ctx, t.message.ID)
	if err != nil {
		return true, err
	}
	queued := false
	for _, q := range parts {
		if q.ID == p.ID && q.State == core.PartFailed {
			return true, nil
		}
		queued = queued || q.State == core.PartQueued
	}
	if !queued {
		return true, nil
	}
	for _, q := range parts {
		if q.ID == p.ID && q.State == core.PartInDoubt {
			return true, &jobs.Again{At: s.now().Add(engine.HoldFor), Free: true, Err: errors.New("a part is in doubt; the rest waits for a decision")}
		}
	}
	return false, nil
}

// interrupted finds a part that a stopped or frozen node left in "sending".
func (s *Sender) interrupted(ctx context.Context, t *task, p core.PartRow) error {
	c := &engine.Doubt{ConversationKey: t.message.ConversationID.String(), MessageID: t.message.ID, PartID: p.ID, JobID: t.job.ID,
		Epoch: t.job.Epoch, Again: t.caps.Idempotent}
	if err := s.o.Store.Do(ctx, c); err != nil {
		return again(err, s.now())
	}
	s.o.Log.Warn("a send was interrupted", "account", t.account.ID, "message", t.message.ID, "part", p.Index, "in_doubt", !t.caps.Idempotent)
	return &jobs.Again{At: s.now().Add(engine.HoldFor), Free: true, Err: errors.New("a part was interrupted")}
}

func again(err error, at core.Time) error { return &jobs.Again{At: at, Free: true, Err: err} }

// part sends one part: rate, intent, call, result.
func (s *Sender) part(ctx context.Context, t *task, p core.PartRow) error {
	if at := s.rates.take(t.account.ID, p.ID, p.To, t.caps.Rate); at > s.now() {
		return &jobs.Again{At: at, Free: true}
	}
	if end, ok := ctx.Deadline(); ok && time.Until(end) < t.limit(p.Part) { // a call that is cut short would be in doubt
		return &jobs.Again{At: s.now(), Free: true}
	}
	begun, err := s.begin(ctx, t, p)
	if err != nil {
		return err
	}
	if !s.o.Runner().Holds(t.job) { // the lease ran out while the intent was written: it must not leave
		return &jobs.Again{At: s.now().Add(engine.HoldFor), Free: true, Err: engine.ErrFenced}
	}
	started := s.o.Now()
	receipt, err := s.call(ctx, t, t.threaded(begun.Part))
	var failed *core.SendError
	if err != nil {
		failed = core.AsSendError(err)
	}
	if s.o.Observe != nil {
		var class core.Class
		if failed != nil {
			class = failed.Class
		}
		s.o.Observe(t.account, class, s.o.Now().Sub(started))
	}
	if receipt.At == 0 {
		receipt.At = s.now()
	}
	if receipt.ExternalID == "" && failed == nil {
		receipt.ExternalID = begun.ExternalID
	}
	end := &engine.End{ConversationKey: t.message.ConversationID.String(), AccountID: t.account.ID, MessageID: t.message.ID, PartID: p.ID,
		Attempt: begun.Attempts, Receipt: receipt, Err: failed}
	if failed != nil && t.caps.Idempotent && failed.Class == core.Uncertain {
		failed = &core.SendError{Class: core.Retry, Code: failed.Code, Text: failed.Text, Err: failed.Err} // a repeat is dropped there
		end.Err, end.Again = failed, true
	}
	if err := s.end(ctx, end); err != nil {
		return err
	}
	return s.after(ctx, t, end, failed)
}

// begin writes the intent. When the answer to that commit is lost, the row is
// asked: a part must not look as if it were sending when it never left. A commit
// that was done, lost and tried again says that the part is fenced.
func (s *Sender) begin(ctx context.Context, t *task, p core.PartRow) (core.PartRow, error) {
	c := &engine.Begin{ConversationKey: t.message.ConversationID.String(), MessageID: t.message.ID, PartID: p.ID, JobID: t.job.ID, Epoch: t.job.Epoch}
	if n, ok := t.channel.Connector.(connectors.Namer); ok {
		c.ExternalID = n.ExternalID(t.account, p.Part)
	}
	err := s.o.Store.Do(ctx, c)
	if err == nil {
		return c.Part, nil
	}
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		_, parts, rerr := s.o.Store.Outgoing(ctx, t.message.ID)
		if rerr == nil {
			for _, q := range parts {
				if q.ID == p.ID && q.State == core.PartSending && q.Attempts == p.Attempts+1 && s.o.Runner().Holds(t.job) {
					return q, nil
				}
			}
			return core.PartRow{}, again(err, s.now().Add(time.Second))
		}
		select {
		case <-ctx.Done():
			return core.PartRow{}, err
		case <-time.After(wait):
		}
	}
}

// threaded is a part with what a channel with threads wants to know: its
// conversation, what it refers to, and whether a person wrote it.
func (t *task) threaded(p core.Part) core.Part {
	if !t.caps.Threads {
		return p
	}
	by := t.message.Author.Kind
	p.Thread, p.ConversationID, p.Refs, p.Automatic = "", t.message.ConversationID, t.refs, by == core.BySystem || by == core.ByBot
	p.ReplyTo = cmp.Or(p.ReplyTo, t.incoming)
	return p
}

// limit is how long the call for a part may take.
func (t *task) limit(p core.Part) time.Duration {
	if c, ok := t.channel.Connector.(connectors.Lengthy); ok {
		return min(max(c.SendLimit(t.account, p), callLimit), longestCall)
	}
	return callLimit
}

// call makes the platform call under a trace.
func (s *Sender) call(ctx context.Context, t *task, p core.Part) (core.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, t.limit(p))
	defer cancel()
	trace := httpx.NewTrace(t.account, p)
	receipt, err := t.channel.Connector.Send(httpx.WithTrace(ctx, trace), t.account, p)
	s.keep(trace, err)
	return receipt, err
}

func (s *Sender) keep(trace *httpx.Trace, err error) {
	for _, x := range trace.Exchanges() {
		if err != nil {
			x.ErrorClass = core.AsSendError(err).Class
		}
		select {
		case s.traces <- x:
		default: // full: a trace is for people, a message is not lost with it
		}
	}
}

// end writes a result down, for as long as the database lets it wait: the
// platform has acted, and only this process knows.
func (s *Sender) end(ctx context.Context, c *engine.End) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), resultLimit)
	defer cancel()
	for wait := 20 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		err := s.o.Store.Do(ctx, c)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("write the result of a send: %w", err)
		case <-time.After(wait):
		}
	}
}

// after says what follows a result.
func (s *Sender) after(ctx context.Context, t *task, end *engine.End, failed *core.SendError) error {
	if failed == nil {
		s.o.Store.NoteSent(t.account.ID)
		return nil
	}
	s.o.Store.NoteFailure(t.account.ID, failed.Class, failed.Text)
	s.o.Log.Warn("a send failed", "account", t.account.ID, "message", t.message.ID, "class", failed.Class, "code", failed.Code, "attempt", end.Attempt)
	switch failed.Class {
	case core.Retry:
		if failed.RetryAfter > 0 {
			return &jobs.Again{At: s.now().Add(failed.RetryAfter), Err: failed}
		}
		return &jobs.Again{Err: failed}
	case core.Throttled:
		wait := failed.RetryAfter
		if wait <= 0 {
			wait = throttlePad
		}
		s.o.Runner().Pause(t.account.ID, s.now().Add(wait))
		return &jobs.Again{At: s.now().Add(wait), Free: true, Err: failed}
	case core.Auth:
		s.o.Runner().Pause(t.account.ID, s.now().Add(authRetry))
		return &jobs.Again{At: s.now().Add(authRetry), Free: true, Err: failed}
	case core.Gone:
		if t.message.AccountID != t.account.ID { // what followed somebody to another account of theirs
			break
		}
		if err := s.o.Store.SetReachable(ctx, t.message.IdentityID, false); err != nil {
			s.o.Log.Warn("an identity was not marked unreachable", "account", t.account.ID, "error", err)
		}
	}
	return nil
}

// Dead marks the message of a job that is given up.
func (s *Sender) Dead(ctx context.Context, j core.Job, why string) error {
	w, err := work(j)
	if err != nil {
		return nil //nolint:nilerr // it names no message
	}
	why = "given up: " + strings.TrimPrefix(why, jobs.ErrDead.Error()+": ")
	m, _, err := s.o.Store.Outgoing(ctx, w.MessageID)
	switch {
	case errors.Is(err, engine.ErrMessageNotFound):
		return nil
	case err != nil:
		return err
	case j.Kind == engine.JobSend:
		return s.giveUp(ctx, m, "expired", why)
	}
	failed := refused("expired", why)
	if j.Attempts > 1 { // connectors call "retry" what may be repeated, done or not
		failed.Class = core.Uncertain
	}
	return s.endChange(ctx, &task{job: j, message: m}, failed)
}

func (s *Sender) giveUp(ctx context.Context, m core.Message, code, text string) error {
	return s.o.Store.Do(ctx, &engine.GiveUp{ConversationKey: m.ConversationID.String(), MessageID: m.ID, Code: code, Text: text})
}
