package hub_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/hub"
)

const day = 24 * time.Hour

// ageing is a hub whose clock is turned on by hand.
func ageing(t *testing.T) (h *hub.Hub, turn func(time.Duration)) {
	t.Helper()
	var ahead atomic.Int64
	f := &fake{fetch: func(core.Media) (string, error) { return "a receipt", nil }}
	cfg := config(t, f)
	cfg.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	h, _ = open(t, cfg)
	return h, func(d time.Duration) { ahead.Add(int64(d)) }
}

// TestWhatIsKeptNoLongerIsRemoved once its time is over, and is counted before and
// after it.
func TestWhatIsKeptNoLongerIsRemoved(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, turn := ageing(t)
	whoWrote(t, h)
	list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	c := list.Items[0]
	file := messages(t, h)[0].Attachments[0]
	_, err = h.Step(ctx, root(), c.ID, core.Step{Kind: core.StepClose, Reason: "spam"})
	must(t, err)
	_, err = h.SetAccountStatus(ctx, root(), c.AccountID, core.AccountRemoved) // what was said there goes all the same
	must(t, err)
	r := core.Retention{Raws: 3, Messages: map[string]int64{"fake": 10}}
	must(t, h.SetRetention(ctx, root(), r))
	for _, step := range []struct {
		after time.Duration
		would core.Expiring
		did   core.Removed
		left  int
	}{
		{2 * day, core.Expiring{}, core.Removed{}, 2},
		{2 * day, core.Expiring{Removed: core.Removed{Raws: 2}}, core.Removed{Raws: 2}, 2},
		{7 * day, core.Expiring{Removed: core.Removed{Messages: 2, Conversations: 1}}, core.Removed{Messages: 2, Conversations: 1, Files: 1}, 0},
	} {
		turn(step.after)
		would, err := h.PreviewRetention(ctx, root(), r)
		must(t, err)
		must(t, h.Retain(ctx))
		_, run, err := h.Retention(ctx, root())
		must(t, err)
		step.would.OldestAt = would.OldestAt
		if would != step.would || (would.OldestAt > 0) != (would.Messages > 0) || run.Removed != step.did || run.RanAt == 0 || len(messages(t, h)) != step.left {
			t.Errorf("%+v would go, %+v went, %d messages are left", would, run, len(messages(t, h)))
		}
	}
	if _, _, err := h.Store().Attachment(ctx, root(), file.ID); err == nil {
		t.Error("the attachment is there")
	}
	if b, err := h.Blob(ctx, file.Media.Blob); !errors.Is(err, blob.ErrNotFound) {
		t.Errorf("the file is there: %v, %v", b, err)
	}
}

// TestHowLongThingsAreKeptIsChecked, and what was set before stays.
func TestHowLongThingsAreKeptIsChecked(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, _ := ageing(t)
	was, run, err := h.Retention(ctx, root())
	must(t, err)
	if was.Raws != 90 || was.Traces != 30 || was.Failed != 0 || len(was.Messages) > 0 || run.RemovedAt != 0 {
		t.Errorf("%+v, %+v", was, run)
	}
	for code, r := range map[string]core.Retention{
		"retention.days":    {Raws: -1},
		"retention.channel": {Messages: map[string]int64{"carrier pigeon": 1}},
	} {
		var p *core.Problem
		if err := h.SetRetention(ctx, root(), r); !errors.As(err, &p) || p.Code != code {
			t.Errorf("%+v: %v", r, err)
		}
		if _, err := h.PreviewRetention(ctx, root(), r); !errors.As(err, &p) || p.Code != code {
			t.Errorf("%+v: %v", r, err)
		}
	}
	some := root()
	some.Scope = core.ScopeTeam
	if err := h.SetRetention(ctx, some, core.Retention{}); err == nil {
		t.Error("who does not see all sets it")
	}
	if is, _, err := h.Retention(ctx, root()); err != nil || is.Raws != was.Raws {
		t.Errorf("%+v, %v", is, err)
	}
}
