package send

import (
	"context"
	"errors"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

// edit changes on the platform what was sent. It may be repeated: the second
// time nothing changes.
func (s *Sender) edit(ctx context.Context, j core.Job) error {
	return s.change(ctx, j, func(ctx context.Context, t *task, p core.PartRow) error {
		ed, ok := t.channel.Connector.(connectors.Editor)
		switch {
		case t.message.DeletedAt != 0: // it is taken back by a job of its own
			return nil
		case !ok:
			return refused("change.unsupported", "this channel cannot change a message that was sent")
		}
		return ed.Edit(ctx, t.account, p.ExternalID, p.Part)
	})
}

// remove takes back on the platform what was sent.
func (s *Sender) remove(ctx context.Context, j core.Job) error {
	return s.change(ctx, j, func(ctx context.Context, t *task, p core.PartRow) error {
		del, ok := t.channel.Connector.(connectors.Deleter)
		if !ok {
			return refused("change.unsupported", "this channel cannot take back a message that was sent")
		}
		return del.Delete(ctx, t.account, p.To, p.ExternalID)
	})
}

func refused(code, text string) *core.SendError {
	return &core.SendError{Class: core.Rejected, Code: code, Text: text}
}

// change asks the platform for a change of every part and writes down what
// became of it. A part that is refused does not keep the others from being asked.
func (s *Sender) change(ctx context.Context, j core.Job, f func(context.Context, *task, core.PartRow) error) error {
	t, err := s.open(ctx, j)
	if errors.Is(err, errRemoved) {
		return s.endChange(ctx, t, refused("account.removed", "the account was removed before this was changed"))
	}
	if err != nil {
		return err
	}
	var first *core.SendError // that is final
	for _, p := range t.parts {
		if !p.MayBeThere() {
			continue
		}
		failed := unnamed(p)
		if failed == nil {
			if failed, err = s.ask(ctx, t, p, f); err != nil {
				return err
			}
		}
		if first == nil {
			first = failed
		}
	}
	return s.endChange(ctx, t, first)
}

// unnamed says what is to be said of a part whose name on the platform is not
// known; nil when it is. A late answer of the platform may still tell it.
func unnamed(p core.PartRow) *core.SendError {
	if p.ExternalID != "" {
		return nil
	}
	failed := refused("change.unnamed", "the platform's name of this message is not known, so the customer sees it as it was")
	if p.State != core.PartSent {
		failed.Class = core.Uncertain
		failed.Text = "it is not known whether this message arrived; if it did, the customer sees it as it was"
	}
	return failed
}

// ask changes one part. It returns why that is refused for good, or the error
// with which the job is to run again.
func (s *Sender) ask(ctx context.Context, t *task, p core.PartRow, f func(context.Context, *task, core.PartRow) error) (*core.SendError, error) {
	trace := httpx.NewTrace(t.account, p.Part)
	err := f(httpx.WithTrace(ctx, trace), t, p)
	s.keep(trace, err)
	if err == nil {
		return nil, nil
	}
	failed := core.AsSendError(err)
	s.o.Store.NoteFailure(t.account.ID, failed.Class, failed.Text)
	s.o.Log.Warn("a change failed", "account", t.account.ID, "message", t.message.ID, "kind", t.job.Kind, "class", failed.Class, "code", failed.Code,
		"attempt", t.job.Attempts)
	switch failed.Class {
	case core.Uncertain:
		if err := s.endChange(ctx, t, failed); err != nil {
			return nil, err
		}
		return nil, &jobs.Again{Err: failed}
	case core.Retry:
		return nil, &jobs.Again{Err: failed}
	case core.Throttled, core.Auth:
		wait := max(failed.RetryAfter, throttlePad)
		s.o.Runner().Pause(t.account.ID, s.now().Add(wait))
		return nil, &jobs.Again{At: s.now().Add(wait), Free: true, Err: failed}
	}
	return failed, nil
}

// endChange writes down what became of a change; nil: it is done.
func (s *Sender) endChange(ctx context.Context, t *task, failed *core.SendError) error {
	w, err := work(t.job)
	if err != nil {
		return err
	}
	return s.o.Store.Do(ctx, &engine.EndChange{ConversationKey: t.message.ConversationID.String(), MessageID: t.message.ID,
		Kind: core.ChangeKind(t.job.Kind), Rev: w.Rev, Err: failed})
}

// writeTraces keeps traces in batches, beside the messages' path.
func (s *Sender) writeTraces() {
	defer close(s.done)
	for x := range s.traces {
		list := []core.Exchange{x}
		for more := true; more && len(list) < 256; {
			select {
			case next, ok := <-s.traces:
				if more = ok; ok {
					list = append(list, next)
				}
			default:
				more = false
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), callLimit)
		if err := s.o.Store.AddExchanges(ctx, list); err != nil && !errors.Is(err, context.Canceled) {
			s.o.Log.Warn("traces were not written", "traces", len(list), "error", err)
		}
		cancel()
	}
}
