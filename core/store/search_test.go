package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// found returns the texts a query finds.
func found(t *testing.T, s *store.Store, v core.Viewer, q string) []string {
	t.Helper()
	var out []string
	for p := (core.Page{Limit: 2}); ; {
		list, err := s.Search(context.Background(), v, q, p)
		must(t, err)
		for _, h := range list.Items {
			out = append(out, h.Message.Text)
		}
		if list.Next == "" {
			return out
		}
		p.After = list.Next
	}
}

func index(t *testing.T, s *store.Store, ready func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	done := make(chan struct{})
	go func() { s.Index(ctx); close(done) }()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !ready() {
		select {
		case <-ctx.Done():
			t.Fatal("the index did not follow")
		case <-tick.C:
		}
	}
	cancel()
	<-done
}

func TestSearchFindsChineseWordsOfTwoCharactersNewestFirst(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		texts := []string{"我的訂單還沒有發貨", "订单已经收到了", "Hello ORDER１２３", "没有关系", "谢谢你"}
		for i, text := range texts {
			must(t, s.Do(ctx, incoming(account, fmt.Sprint("u", i), i, text)))
		}
		index(t, s, func() bool { return len(found(t, s, all(), "谢谢")) == 1 })
		for q, want := range map[string][]string{
			"订单":       {texts[1], texts[0]}, // traditional and simplified are one
			"没有":       {texts[3], texts[0]},
			"order123": {texts[2]},
			"hello":    {texts[2]},
			"单":        {texts[1], texts[0]}, // one character, wherever it stands
			"貨":        {texts[0]},
			"发货 订单":    {texts[0]},
			"退款":       nil,
		} {
			if got := found(t, s, all(), q); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s found %v, want %v", q, got, want)
			}
		}
		if _, err := s.Search(ctx, all(), "!?", core.Page{}); err == nil {
			t.Error("a query without a letter was taken")
		}
	})
}

func TestSearchFollowsAnEditAndKeepsToWhatTheViewerMaySee(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.Do(ctx, incoming(account, "u1", 1, "苹果手机")))
		edit := incoming(account, "u1", 1, "香蕉手机")
		edit.Envelopes[0].Type, edit.Envelopes[0].Key = core.TypeEdit, "u:2"
		edit.Envelopes[0].Refs, edit.Envelopes[0].ExternalID = []string{"1:u1"}, ""
		index(t, s, func() bool { return len(found(t, s, all(), "苹果")) == 1 })
		must(t, s.Do(ctx, edit))
		index(t, s, func() bool { return len(found(t, s, all(), "香蕉")) == 1 })
		if got := found(t, s, all(), "苹果"); len(got) != 0 {
			t.Errorf("the old words still find %v", got)
		}
		list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
		must(t, err)
		agent := core.Agent{ID: core.NewID(), Email: "a@example.com", Name: "A", Role: "agent"}
		must(t, s.SaveAgent(ctx, agent, ""))
		must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: list.Items[0].ID, Step: core.Step{Kind: core.StepAssign, AgentID: agent.ID}}))
		own := core.Viewer{AgentID: agent.ID, Scope: core.ScopeOwn}
		if got := found(t, s, own, "香蕉"); len(got) != 1 {
			t.Errorf("its owner finds %v", got)
		}
		own.AgentID = core.NewID()
		if got := found(t, s, own, "香蕉"); len(got) != 0 {
			t.Errorf("a stranger finds %v", got)
		}
	})
}
