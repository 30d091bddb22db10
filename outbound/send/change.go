package send

import (
	"context"
	"errors"
	"fmt"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

// edit changes on the platform what was sent. It may be repeated: the second
// time nothing changes.
func (s *Sender) edit(ctx context.Context, j core.Job) error {
	return s.change(ctx, j, func(ctx context.Context, t *task, p core.PartRow) error {
		ed, ok := t.channel.Connector.(connectors.Editor)
		if !ok || t.message.DeletedAt != 0 {
			return nil
		}
		return ed.Edit(ctx, t.account, p.ExternalID, p.Part)
	})
}

// remove takes back on the platform what was sent.
func (s *Sender) remove(ctx context.Context, j core.Job) error {
	return s.change(ctx, j, func(ctx context.Context, t *task, p core.PartRow) error {
		del, ok := t.channel.Connector.(connectors.Deleter)
		if !ok {
			return nil
		}
		return del.Delete(ctx, t.account, p.To, p.ExternalID)
	})
}

func (s *Sender) change(ctx context.Context, j core.Job, f func(context.Context, *task, core.PartRow) error) error {
	t, err := s.open(ctx, j)
	if err != nil {
		return err
	}
	for _, p := range t.parts {
		if p.ExternalID == "" {
			continue
		}
		trace := httpx.NewTrace(t.account, p.Part)
		err := f(httpx.WithTrace(ctx, trace), t, p)
		s.keep(trace, err)
		if err == nil {
			continue
		}
		failed := core.AsSendError(err)
		s.o.Store.NoteFailure(t.account.ID, failed.Class, failed.Text)
		switch failed.Class {
		case core.Retry, core.Uncertain:
			return &jobs.Again{Err: failed}
		case core.Throttled, core.Auth:
			wait := max(failed.RetryAfter, throttlePad)
			s.o.Runner().Pause(t.account.ID, s.now().Add(wait))
			return &jobs.Again{At: s.now().Add(wait), Free: true, Err: failed}
		}
		return fmt.Errorf("%w: %w", jobs.ErrDead, failed)
	}
	return nil
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
