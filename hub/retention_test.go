package hub_test

import (
	"context"
	"errors"
	"slices"
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

// TestConversationsAreLookedThroughOnceADay by a node that goes on running, and at
// once where they are to be kept for another time.
func TestConversationsAreLookedThroughOnceADay(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, turn := ageing(t)
	a, round := link(t, h), h.Retainer()
	ended := func(n string) {
		must(t, h.Accept(ctx, says(a, n, text("你好"))))
		list, err := h.Conversations(ctx, root(), core.ConversationFilter{Status: core.StatusQueued}, core.Page{})
		must(t, err)
		_, err = h.Step(ctx, root(), list.Items[0].ID, core.Step{Kind: core.StepClose, Reason: "spam"})
		must(t, err)
	}
	for _, step := range []struct {
		what  string
		ends  string
		after time.Duration
		keep  int64
		left  int
	}{
		{"the day's look finds it too young", "1", 10*day - 12*time.Hour, 10, 1},
		{"its time is over, and the next look is not due", "", 13 * time.Hour, 10, 1},
		{"the next look", "", 11 * time.Hour, 10, 0},
		{"the day's look finds another one too young", "2", 6 * day, 10, 1},
		{"it is to be kept for less", "", time.Hour, 5, 0},
	} {
		if step.ends != "" {
			ended(step.ends)
		}
		turn(step.after)
		must(t, h.SetRetention(ctx, root(), core.Retention{Messages: map[string]int64{"fake": step.keep}}))
		must(t, round(ctx))
		list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{})
		must(t, err)
		left := slices.DeleteFunc(list.Items, func(c core.ConversationView) bool { return c.LastMessageID.IsZero() })
		if len(left) != step.left {
			t.Errorf("%s: %d conversations have their messages, want %d", step.what, len(left), step.left)
		}
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
