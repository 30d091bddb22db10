package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
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

// TestSearchForgetsWhatAnAgentTookBack: by an edit, or whole.
func TestSearchForgetsWhatAnAgentTookBack(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.Do(ctx, incoming(account, "u1", 1, "你好")))
		list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
		must(t, err)
		id := list.Items[0].ID
		p := answer(all(), id, "苹果手机")
		must(t, s.Do(ctx, p))
		last := func() core.ConversationView {
			t.Helper()
			list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
			must(t, err)
			return list.Items[0]
		}
		index(t, s, func() bool { return len(found(t, s, all(), "苹果")) == 1 })
		must(t, s.Do(ctx, &engine.Change{Viewer: all(), ConversationID: id, MessageID: p.Message.ID, Text: "香蕉手机"}))
		if c := last(); c.LastText != "香蕉手机" || c.LastDeleted {
			t.Errorf("a list shows %q", c.LastText)
		}
		index(t, s, func() bool { return len(found(t, s, all(), "香蕉")) == 1 })
		if got := found(t, s, all(), "苹果"); len(got) != 0 {
			t.Errorf("the old words still find %v", got)
		}
		must(t, s.Do(ctx, &engine.Change{Viewer: all(), ConversationID: id, MessageID: p.Message.ID, Delete: true}))
		if got := found(t, s, all(), "香蕉"); len(got) != 0 {
			t.Errorf("taken back, and found: %v", got)
		}
		if c := last(); c.LastText != "" || !c.LastDeleted || c.LastMessageID != p.Message.ID {
			t.Errorf("a list shows %q, deleted %v", c.LastText, c.LastDeleted)
		}
		if c, err := s.Conversation(ctx, all(), id); err != nil || !c.LastDeleted {
			t.Errorf("by itself it is %+v, %v", c, err)
		}
	})
}

func TestSearchFindsWhatIsFarApartNewestFirst(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		jump := `UPDATE sqlite_sequence SET seq = seq + 400000 WHERE name = 'messages'`
		if s.DB().Dialect() == db.Postgres {
			jump = `SELECT setval(pg_get_serial_sequence('messages', 'pos'), (SELECT MAX(pos) + 400000 FROM messages))`
		}
		var want []string
		for i := range 40 {
			text := fmt.Sprintf("包裹丢失 %d", i)
			must(t, s.Do(ctx, incoming(account, "u", i, text)))
			must(t, s.DB().Update(ctx, func(tx db.Tx) error { _, err := tx.Exec(ctx, jump); return err }))
			want = append([]string{text}, want...)
		}
		index(t, s, func() bool { return len(found(t, s, all(), "丢失")) == len(want) })
		for _, q := range []string{"丢失", "包裹丢失", "包", "丢失 包裹"} {
			if got := found(t, s, all(), q); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s found %v", q, got)
			}
		}
		if got := found(t, s, all(), "包裹 7"); fmt.Sprint(got) != fmt.Sprint([]string{"包裹丢失 7"}) {
			t.Errorf("one of them: %v", got)
		}
	})
}

func TestASearchByWhoSeesLittleSaysHowFarItLooked(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.Do(ctx, incoming(account, "mine", 0, "你好，我的")))
		list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
		must(t, err)
		agent := core.Agent{ID: core.NewID(), Email: "a@example.com", Name: "A", Role: "agent"}
		must(t, s.SaveAgent(ctx, agent, ""))
		must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: list.Items[0].ID, Step: core.Step{Kind: core.StepAssign, AgentID: agent.ID}}))
		const others = 2200 // more than one page looks at
		var cmds []*engine.Ingest
		for i := range others {
			cmds = append(cmds, incoming(account, fmt.Sprint("u", i%50), i+1, "你好"))
		}
		for some := range slices.Chunk(cmds, 500) {
			must(t, s.DoAll(ctx, some))
		}
		index(t, s, func() bool { n, err := s.Unindexed(ctx); must(t, err); return n == 0 })
		own := core.Viewer{AgentID: agent.ID, Scope: core.ScopeOwn}
		first, err := s.Search(ctx, own, "你好", core.Page{Limit: 10})
		must(t, err)
		if len(first.Items) != 0 || first.Next == "" || first.LookedTo == 0 {
			t.Fatalf("the first page: %d items, next %q, looked to %d", len(first.Items), first.Next, first.LookedTo)
		}
		rest, err := s.Search(ctx, own, "你好", core.Page{Limit: 10, After: first.Next})
		must(t, err)
		if len(rest.Items) != 1 || rest.Items[0].Message.Text != "你好，我的" || rest.Next != "" || rest.LookedTo != 0 {
			t.Errorf("the rest: %+v", rest)
		}
	})
}
