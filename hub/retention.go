package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// What is kept how long, and what the clean-up did last, are settings.
const (
	retentionSetting = "retention"
	retentionRun     = "retention.run"
)

const (
	retentionMax  = 36_500 // days
	retainRows    = 500    // deleted at once: a few milliseconds of the writer
	retainSweep   = 24 * time.Hour
	youngBlob     = time.Hour // how long after a file is stored its row is surely there
	previewedMost = 10_000    // rows of a kind that a preview counts, an account
)

func (h *Hub) retention(ctx context.Context) (core.Retention, error) {
	r := core.DefaultRetention()
	text, err := h.store.Setting(ctx, retentionSetting)
	if err != nil || text == "" {
		return r, err
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fmt.Errorf("read how long things are kept: %w", err)
	}
	if r.Messages == nil {
		r.Messages = map[string]int64{}
	}
	return r, nil
}

// Retention implements api.Retention.
func (h *Hub) Retention(ctx context.Context, v core.Viewer) (core.Retention, core.RetentionRun, error) {
	var run core.RetentionRun
	if err := whole(v, core.PermErase); err != nil {
		return core.Retention{}, run, err
	}
	r, err := h.retention(ctx)
	if err != nil {
		return r, run, err
	}
	run, err = h.retentionRan(ctx)
	return r, run, err
}

func (h *Hub) retentionRan(ctx context.Context) (run core.RetentionRun, err error) {
	text, err := h.store.Setting(ctx, retentionRun)
	if err != nil || text == "" {
		return run, err
	}
	return run, json.Unmarshal([]byte(text), &run)
}

// RetentionShown is what the command shows.
type RetentionShown struct {
	core.Retention
	Last core.RetentionRun `json:"last"`
}

func (h *Hub) retentionShown(ctx context.Context, v core.Viewer) (RetentionShown, error) {
	r, run, err := h.Retention(ctx, v)
	return RetentionShown{r, run}, err
}

// SetRetention implements api.Retention.
func (h *Hub) SetRetention(ctx context.Context, v core.Viewer, r core.Retention) error {
	if err := whole(v, core.PermErase); err != nil {
		return err
	}
	if err := h.checkRetention(r); err != nil {
		return err
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := h.store.SetSetting(ctx, retentionSetting, string(text)); err != nil {
		return err
	}
	return h.audit(ctx, v, "retention.set", "", string(text))
}

// RetentionArgs are what a command sets; nil, and a channel that is not named, stays.
type RetentionArgs struct {
	Raws, Failed, Traces *int64
	Messages             map[string]int64
}

// changed returns what holds with what a command sets.
func (a RetentionArgs) changed(r core.Retention) core.Retention {
	for _, f := range []struct{ to, from *int64 }{{&r.Raws, a.Raws}, {&r.Failed, a.Failed}, {&r.Traces, a.Traces}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	maps.Copy(r.Messages, a.Messages)
	return r
}

func (h *Hub) checkRetention(r core.Retention) error {
	days := []int64{r.Raws, r.Failed, r.Traces}
	for channel, n := range r.Messages {
		if _, known := h.channels[channel]; !known {
			return &core.Problem{Status: 422, Code: "retention.channel", Text: "this binary has no channel " + channel + ": name one that it has"}
		}
		days = append(days, n)
	}
	for _, n := range days {
		if n < 0 || n > retentionMax {
			return &core.Problem{Status: 422, Code: "retention.days", Text: fmt.Sprintf("give days between 1 and %d, or 0 for ever", retentionMax)}
		}
	}
	return nil
}

// PreviewRetention implements api.Retention.
func (h *Hub) PreviewRetention(ctx context.Context, v core.Viewer, r core.Retention) (core.Expiring, error) {
	var sum core.Expiring
	if err := whole(v, core.PermErase); err != nil {
		return sum, err
	}
	if err := h.checkRetention(r); err != nil {
		return sum, err
	}
	now := core.At(h.cfg.Now())
	pruned, err := h.store.Prunable(ctx, pruneBefore(r, now), previewedMost)
	if err != nil {
		return sum, err
	}
	sum.Removed = pruned
	err = h.expiring(ctx, r, now, func(account core.ID, before core.Time) error {
		e, err := h.store.Expiring(ctx, account, before, previewedMost)
		sum.Add(e)
		return err
	})
	return sum, err
}

func pruneBefore(r core.Retention, now core.Time) store.PruneBefore {
	return store.PruneBefore{Raws: core.KeptFrom(now, r.Raws), Failed: core.KeptFrom(now, r.Failed), Exchanges: core.KeptFrom(now, r.Traces)}
}

// expiring calls f for each account whose messages are not kept for ever.
func (h *Hub) expiring(ctx context.Context, r core.Retention, now core.Time, f func(account core.ID, before core.Time) error) error {
	accounts, err := h.store.AccountsAndRemoved(ctx)
	if err != nil {
		return err
	}
	for account, channel := range accounts {
		if before := core.KeptFrom(now, r.Messages[channel]); before > 0 {
			if err := f(account, before); err != nil {
				return err
			}
		}
	}
	return nil
}

// retain removes what is kept no longer, until ctx ends. One node does it at a time.
func (h *Hub) retain(ctx context.Context) {
	tick := time.NewTicker(pruneEvery)
	defer tick.Stop()
	w := &retainer{h: h}
	for {
		if err := w.run(ctx); err != nil && ctx.Err() == nil {
			h.log.Warn("what is kept no longer was not removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// retainer remembers when conversations were last looked through, and for what: once
// a day is enough for limits in days.
type retainer struct {
	h     *Hub
	swept time.Time
	kept  map[string]int64
	loose string       // up to where loose files were looked at, when one could not be deleted
	sum   core.Removed // of this run
}

// run removes what is due now. It may be stopped at any time, and the next one goes
// on with what is left.
func (w *retainer) run(ctx context.Context) error {
	w.sum = core.Removed{}
	r, err := w.h.retention(ctx)
	if err != nil {
		return err
	}
	now := core.At(w.h.cfg.Now())
	err = w.prune(ctx, pruneBefore(r, now))
	if err == nil && (w.h.cfg.Now().Sub(w.swept) >= retainSweep || !reflect.DeepEqual(w.kept, r.Messages)) {
		if err = w.sweep(ctx, r, now); err == nil {
			w.swept, w.kept = w.h.cfg.Now(), r.Messages
		}
	}
	return errors.Join(err, w.tidy(ctx), w.note(ctx, now))
}

func (w *retainer) prune(ctx context.Context, b store.PruneBefore) error {
	for {
		began := time.Now()
		did, more, err := w.h.store.Prune(ctx, b, retainRows)
		w.sum.Add(did)
		if err != nil || !more {
			return err
		}
		if err := rest(ctx, began); err != nil {
			return err
		}
	}
}

// sweep looks through the conversations that have ended.
func (w *retainer) sweep(ctx context.Context, r core.Retention, now core.Time) error {
	return w.h.expiring(ctx, r, now, func(account core.ID, before core.Time) error {
		var at store.ExpirePlace
		for {
			ids, next, more, err := w.h.store.Expired(ctx, account, before, at)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := w.expire(ctx, id, before); err != nil {
					return err
				}
			}
			if at = next; !more {
				return nil
			}
		}
	})
}

func (w *retainer) expire(ctx context.Context, conversation core.ID, before core.Time) error {
	for {
		began := time.Now()
		did, more, err := w.h.store.Expire(ctx, conversation, before)
		w.sum.Add(did)
		if err != nil {
			return err
		}
		if err := rest(ctx, began); err != nil || !more {
			return err
		}
	}
}

// tidy deletes files that nothing names any more, and lets the index of words forget.
func (w *retainer) tidy(ctx context.Context) error {
	for more := true; more; more = w.loose != "" {
		began := time.Now()
		n, next, err := w.h.store.DropLooseBlobs(ctx, w.h.blobs, youngBlob, w.loose)
		w.sum.Files += n
		w.loose = next
		if err := errors.Join(err, rest(ctx, began)); err != nil {
			return err
		}
	}
	for begun, more := false, w.sum.Messages > 0; more; begun = true {
		began := time.Now()
		left, err := w.h.store.ForgetWords(ctx, begun)
		if err != nil {
			return err
		}
		if err := rest(ctx, began); err != nil {
			return err
		}
		more = left
	}
	return nil
}

// note keeps what was done, for people.
func (w *retainer) note(ctx context.Context, at core.Time) error {
	run, err := w.h.retentionRan(ctx)
	if err != nil {
		return err
	}
	run.RanAt = at
	if w.sum != (core.Removed{}) {
		run.RemovedAt, run.Removed = at, w.sum
	}
	text, err := json.Marshal(run)
	if err != nil {
		return err
	}
	return w.h.store.SetSetting(ctx, retentionRun, string(text))
}
