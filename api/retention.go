package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// Retention is how long things are kept.
type Retention interface {
	Retention(ctx context.Context, v core.Viewer) (core.Retention, core.RetentionRun, error)
	SetRetention(ctx context.Context, v core.Viewer, r core.Retention) error
	// PreviewRetention counts what a setting would remove now, up to a bound.
	PreviewRetention(ctx context.Context, v core.Viewer, r core.Retention) (core.Expiring, error)
}

// Keeping is how long things are kept.
type Keeping struct {
	Raws     int64            `json:"raws_days" minimum:"0" maximum:"36500" doc:"Payloads as platforms delivered them; 0: for ever"`
	Failed   int64            `json:"failed_raws_days" minimum:"0" maximum:"36500" doc:"Payloads that could not be read; 0: for ever"`
	Traces   int64            `json:"traces_days" minimum:"0" maximum:"36500" doc:"Calls of platforms with their answers; 0: for ever"`
	Messages map[string]int64 `json:"messages_days" nullable:"false" doc:"How long after the end of their conversation messages are kept, by channel; 0, or a channel that is not named: for ever"`
}

func (k Keeping) retention() core.Retention {
	r := core.Retention{Raws: k.Raws, Failed: k.Failed, Traces: k.Traces, Messages: map[string]int64{}}
	for channel, days := range k.Messages {
		if days != 0 {
			r.Messages[channel] = days
		}
	}
	return r
}

// Removed counts what was, or would be, removed.
type Removed struct {
	Raws          int64 `json:"raws"`
	Failed        int64 `json:"failed_raws"`
	Traces        int64 `json:"traces"`
	Messages      int64 `json:"messages"`
	Conversations int64 `json:"conversations" doc:"Conversations in which nothing is left of what was said"`
	Files         int64 `json:"files" doc:"Files that nothing names any more; a preview does not count them"`
}

// expiring is what a setting would remove.
type expiring struct {
	Removed
	OldestAt core.Time `json:"oldest_at,omitzero" doc:"When the oldest of the messages counted was received"`
}

// kept is how long things are kept, and what the clean-up did.
type kept struct {
	Keeping
	RanAt     core.Time `json:"ran_at,omitzero" doc:"When the clean-up last ran"`
	RemovedAt core.Time `json:"removed_at,omitzero" doc:"When it last had something to remove"`
	Removed   Removed   `json:"removed" doc:"What it removed at that time"`
}

type keepingIn struct{ Body Keeping }

func (a *API) retentionRoutes() {
	add(a, endpoint{method: "GET", path: "/retention", id: "get-retention", tag: "operations", summary: "How long things are kept, and what was last removed", needs: core.PermErase},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[kept], error) {
			r, run, err := a.Backend.Retention(ctx, v)
			return answerOf(kept{Keeping: Keeping(r), RanAt: run.RanAt, RemovedAt: run.RemovedAt, Removed: Removed(run.Removed)}), err
		})
	add(a, endpoint{method: "PUT", path: "/retention", id: "set-retention", tag: "operations",
		summary: "Say how long things are kept: what is older is removed for ever, from the next clean-up on, within minutes", needs: core.PermErase},
		func(ctx context.Context, v core.Viewer, in *keepingIn) (*answer[Keeping], error) {
			r := in.Body.retention()
			return answerOf(Keeping(r)), a.Backend.SetRetention(ctx, v, r)
		})
	add(a, endpoint{method: "POST", path: "/retention/preview", id: "preview-retention", tag: "operations",
		summary: "Count what a setting would remove now. Of each kind, and of the messages of each account, it counts up to 10000", needs: core.PermErase},
		func(ctx context.Context, v core.Viewer, in *keepingIn) (*answer[expiring], error) {
			r, err := a.Backend.PreviewRetention(ctx, v, in.Body.retention())
			return answerOf(expiring{Removed(r.Removed), r.OldestAt}), err
		})
}
