package hub_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

func TestAMaskedNumberIsNotFoundByItsHiddenPart(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "")
	h.spot(t, hisNumber, core.ID{})
	_, part := h.member(t, "zhao", "agent")
	_, whole := h.member(t, "leader", "supervisor")
	ask := func(key, q string) string {
		return h.send(t, key, http.MethodGet, "/api/v1/contacts?q="+q, nil, "").body
	}
	eventually(t, "the number is found by who sees it", func() bool { return strings.Contains(ask(whole, hisNumber), hisNumber) })
	for q, found := range map[string]bool{"138": true, "1234": true, "1381": false, "13812": false, hisNumber: false, "2341": false} {
		a := ask(part, q)
		if strings.Contains(a, "138****1234") != found || strings.Contains(a, hisNumber) {
			t.Errorf("%s: %s", q, a)
		}
	}
}

func TestWhoIsBlockedLeavesTheLine(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
	id := c.arrives("u1", "你好")
	view, err := c.Conversation(ctx, root(), id)
	must(t, err)
	if view.Status != core.StatusQueued {
		t.Fatal(view.Status)
	}
	must(t, c.BlockContact(ctx, root(), view.ContactID, true))
	after := func() core.ConversationView {
		t.Helper()
		got, err := c.Conversation(ctx, root(), id)
		must(t, err)
		return got
	}
	if got := after(); got.Status != core.StatusClosed || got.EndReason != core.EndBlocked {
		t.Fatalf("%+v", got.Conversation)
	}
	c.ready(0, core.Ready)
	must(t, c.Accept(ctx, c.raw("u1", "在吗")))
	if got := after(); got.Status != core.StatusClosed || got.LastText != "在吗" {
		t.Errorf("what was written is not kept, or waits: %+v", got.Conversation)
	}
	must(t, c.BlockContact(ctx, root(), view.ContactID, false))
	if next := c.arrives("u1", "又来了"); next == id {
		t.Error("heard again in what the block ended")
	}
}

func TestWhatAnAgentHasStaysWhenItsContactIsBlocked(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
	c.ready(0, core.Ready)
	id := c.arrives("u1", "你好")
	held := func() core.ConversationView {
		view, err := c.Conversation(ctx, root(), id)
		must(t, err)
		return view
	}
	eventually(t, "the agent has it", func() bool { return held().Status == core.StatusActive })
	must(t, c.BlockContact(ctx, root(), held().ContactID, true))
	since := held().WaitingSince
	must(t, c.Accept(ctx, c.raw("u1", "在吗")))
	if got := held(); got.Status != core.StatusActive || got.LastText != "在吗" || got.WaitingSince != since {
		t.Errorf("%+v", got.Conversation)
	}
}
