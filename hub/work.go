package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

func decode[T any](j core.Job) (T, error) {
	var w T
	if err := json.Unmarshal(j.Payload, &w); err != nil {
		return w, fmt.Errorf("%w: read the job: %w", jobs.ErrDead, err)
	}
	return w, nil
}

func eventHandler(f Consumer) jobs.Handler {
	return func(ctx context.Context, j core.Job) error {
		w, err := decode[engine.EventWork](j)
		if err != nil {
			return err
		}
		return f(ctx, w)
	}
}

// fetchMedia brings an attachment from its platform into the blob store.
func (h *Hub) fetchMedia(ctx context.Context, j core.Job) error {
	w, err := decode[engine.MediaWork](j)
	if err != nil {
		return err
	}
	a, ok, err := h.store.AttachmentByID(ctx, w.AttachmentID)
	if err != nil {
		return err
	}
	if !ok || a.State == core.AttachmentReady || a.State == core.AttachmentTooBig {
		return nil
	}
	account, err := h.accounts.get(ctx, j.AccountID)
	if err != nil {
		return err
	}
	fetcher, ok := h.channels[account.Channel].Connector.(connectors.Fetcher)
	if !ok {
		return fmt.Errorf("%w: the channel cannot fetch attachments", jobs.ErrDead)
	}
	trace := httpx.NewTrace(account, core.Part{MessageID: w.MessageID})
	err = h.bring(httpx.WithTrace(ctx, trace), fetcher, account, &a)
	if xerr := h.store.AddExchanges(ctx, trace.Exchanges()); xerr != nil {
		h.log.Warn("traces were not written", "error", xerr)
	}
	switch {
	case err == nil:
		a.State, a.Error = core.AttachmentReady, ""
	case errors.Is(err, connectors.ErrTooBig), errors.Is(err, blob.ErrTooLarge):
		a.State, a.Error = core.AttachmentTooBig, "the file is larger than the platform hands out or the hub keeps"
	default:
		return h.mediaError(j, err)
	}
	return h.store.SetAttachment(ctx, a)
}

// mediaError says when a failed fetch is tried again.
func (h *Hub) mediaError(j core.Job, err error) error {
	failed := core.AsSendError(err)
	switch failed.Class {
	case core.Throttled:
		at := core.At(h.cfg.Now()).Add(max(failed.RetryAfter, 5e9))
		h.runner.Pause(j.AccountID, at)
		return &jobs.Again{At: at, Free: true, Err: failed}
	case core.Rejected, core.Gone:
		return fmt.Errorf("%w: %w", jobs.ErrDead, failed)
	}
	return failed
}

func (h *Hub) bring(ctx context.Context, f connectors.Fetcher, account core.Account, a *core.Attachment) error {
	r, err := f.Fetch(ctx, account, a.Media)
	if err != nil {
		return err
	}
	defer r.Close()
	head := &headReader{r: r}
	hash, size, err := h.blobs.Put(ctx, head, core.MaxFile)
	if err != nil {
		return err
	}
	a.Media.Blob, a.Media.Size = hash, size
	if a.Media.MIME == "" {
		a.Media.MIME = blob.Sniff(head.head, a.Media.Name)
	}
	return nil
}

// headReader remembers the first bytes that pass, to find out their type.
type headReader struct {
	r    io.Reader
	head []byte
}

func (h *headReader) Read(p []byte) (int, error) {
	n, err := h.r.Read(p)
	if room := 512 - len(h.head); room > 0 {
		h.head = append(h.head, p[:min(n, room)]...)
	}
	return n, err
}

// acknowledge answers a pressed button on its platform.
func (h *Hub) acknowledge(ctx context.Context, j core.Job) error {
	w, err := decode[engine.AckWork](j)
	if err != nil {
		return err
	}
	account, err := h.accounts.get(ctx, j.AccountID)
	if err != nil {
		return err
	}
	if ack, ok := h.channels[account.Channel].Connector.(connectors.Acknowledger); ok {
		return ack.Acknowledge(ctx, account, w.Envelope)
	}
	return nil
}

// wake ends a snooze; expireTransfer ends a transfer that nobody answered.
func (h *Hub) wake(ctx context.Context, j core.Job) error {
	w, err := decode[engine.ConversationWork](j)
	if err != nil {
		return err
	}
	return h.store.Do(ctx, &engine.Step{ConversationID: w.ConversationID, System: true, Until: w.Until,
		Step: core.Step{Kind: core.StepWake, Actor: core.Actor{Kind: core.BySystem}}})
}

func (h *Hub) expireTransfer(ctx context.Context, j core.Job) error {
	w, err := decode[engine.TransferWork](j)
	if err != nil {
		return err
	}
	return h.store.Do(ctx, &engine.Step{ConversationID: w.ConversationID, System: true, TransferID: w.TransferID,
		Step: core.Step{Kind: core.StepExpire, Actor: core.Actor{Kind: core.BySystem}}})
}

// agentGone puts what a gone agent had in hand, or was to get, back in line.
func (h *Hub) agentGone(ctx context.Context, j core.Job) error {
	w, err := decode[engine.GoneWork](j)
	if err != nil {
		return err
	}
	there, err := h.targets(ctx)
	if err != nil || there.Agents[w.AgentID] {
		return err
	}
	if err := h.dispatcher.reload(ctx); err != nil { // or the rules would send to the same agent again
		return err
	}
	for after := (core.ID{}); ; {
		ids, err := h.store.HeldFor(ctx, w.AgentID, after)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := h.store.Do(ctx, &engine.Gone{ConversationID: id, AgentID: w.AgentID}); err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}

// dead hears of a job that is given up, and lets what waits for it go on. Only
// while the database is away it returns an error, and is asked again.
func (h *Hub) dead(ctx context.Context, j core.Job, why string) error {
	err := h.letGo(ctx, j, why)
	var p *core.Problem
	if err != nil && (ctx.Err() != nil || errors.As(err, &p) && p.Status == http.StatusServiceUnavailable) {
		return err
	}
	if err != nil {
		h.log.Error("what waited for a job that is given up does not know", "job", j.ID, "kind", j.Kind, "account", j.AccountID, "error", err)
	}
	h.metrics.dead.WithLabelValues(string(j.Class), j.Kind).Inc()
	return nil
}

func (h *Hub) letGo(ctx context.Context, j core.Job, why string) error {
	switch j.Kind {
	case engine.JobBot:
		return h.botFailed(ctx, j, why)
	case engine.JobScheduled:
		return h.giveUpScheduled(ctx, j, why)
	case engine.JobBulk:
		return h.giveUpBulk(ctx, j, why)
	case engine.JobSend, engine.JobEdit, engine.JobDelete:
		return h.sender.Dead(ctx, j, why)
	case engine.JobMedia:
		w, err := decode[engine.MediaWork](j)
		if err != nil {
			return err
		}
		a, ok, err := h.store.AttachmentByID(ctx, w.AttachmentID)
		if err != nil || !ok {
			return err
		}
		a.State, a.Error = core.AttachmentFailed, why
		return h.store.SetAttachment(ctx, a)
	}
	return nil
}
