package hub_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
)

// crowd opens a running hub on which n people wait.
func crowd(t *testing.T, url string, n int) (*hub.Hub, core.Viewer, []core.ID) {
	t.Helper()
	cfg := config(t, &fake{})
	cfg.Database = url
	h, _ := open(t, cfg)
	me := agent(t, h)
	account := link(t, h)
	for i := range n {
		must(t, h.Accept(context.Background(), saysAs(account, fmt.Sprint("u", i), fmt.Sprint("k", i), text("hello"))))
	}
	list, err := h.Conversations(context.Background(), me, core.ConversationFilter{}, core.Page{Limit: 200})
	must(t, err)
	var ids []core.ID
	for _, c := range list.Items {
		ids = append(ids, c.ID)
	}
	return h, me, ids
}

// saysAs is a raw by which one of several people says something.
func saysAs(a core.Account, user, key string, c core.Content) core.Raw {
	raw := says(a, key, c)
	raw.Body = bytes.Replace(raw.Body, []byte(`"external_id":"u"`), []byte(`"external_id":"`+user+`"`), 1)
	return raw
}

// crowds runs a behaviour on both databases.
func crowds(t *testing.T, n int, f func(t *testing.T, h *hub.Hub, me core.Viewer, ids []core.ID)) {
	t.Helper()
	run := func(t *testing.T, url string) { h, me, ids := crowd(t, url, n); f(t, h, me, ids) }
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); run(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); run(t, storetest.Postgres(t)) })
}

// ended waits for a bulk.
func ended(t *testing.T, h *hub.Hub, v core.Viewer, id core.ID, state core.BulkState) (b core.Bulk) {
	t.Helper()
	eventually(t, "the bulk is "+string(state), func() bool {
		var err error
		b, err = h.Bulk(context.Background(), v, id)
		must(t, err)
		return b.State == state
	})
	return b
}

func statuses(t *testing.T, h *hub.Hub, ids []core.ID) map[core.Status]int {
	t.Helper()
	out := map[core.Status]int{}
	for _, id := range ids {
		c, err := h.Conversation(context.Background(), root(), id)
		must(t, err)
		out[c.Status]++
	}
	return out
}

func TestABulkEndsManyAndIsUndone(t *testing.T) {
	t.Parallel()
	crowds(t, 130, func(t *testing.T, h *hub.Hub, me core.Viewer, ids []core.ID) {
		ctx := context.Background()
		_, err := h.Step(ctx, me, ids[0], core.Step{Kind: core.StepAssign, AgentID: me.AgentID})
		must(t, err)
		_, err = h.Step(ctx, me, ids[1], core.Step{Kind: core.StepClose, Reason: "spam"})
		must(t, err)
		unknown := core.NewID()
		b, err := h.CreateBulk(ctx, me, core.BulkAction{Kind: core.BulkClose, Reason: "left"}, append(slices.Clone(ids), ids[0], unknown), nil)
		must(t, err)
		if b.Total != 131 || b.State != core.BulkRunning || b.UndoUntil() != 0 {
			t.Errorf("begun: %+v", b)
		}
		b = ended(t, h, me, b.ID, core.BulkDone)
		if b.Done != 129 || b.Failed != 2 || b.UndoUntil() == 0 {
			t.Errorf("done: %+v", b)
		}
		failed, err := h.BulkItems(ctx, me, b.ID, core.ItemFailed, core.Page{})
		must(t, err)
		for _, i := range failed.Items {
			want := map[core.ID]string{ids[1]: core.ErrStep, unknown: "conversation.not_found"}[i.ConversationID]
			if i.Code != want || i.Text == "" {
				t.Errorf("%s failed with %s, want %s", i.ConversationID, i.Code, want)
			}
		}
		if got := statuses(t, h, ids); got[core.StatusClosed] != 130 {
			t.Errorf("%v", got)
		}
		_, err = h.Step(ctx, me, ids[2], core.Step{Kind: core.StepReopen}) // changes one of them
		must(t, err)
		_, err = h.UndoBulk(ctx, me, b.ID)
		must(t, err)
		b = ended(t, h, me, b.ID, core.BulkUndone)
		if b.Undone != 128 || b.Kept != 1 || b.Done != 129 {
			t.Errorf("undone: %+v", b)
		}
		kept, err := h.BulkItems(ctx, me, b.ID, core.ItemKept, core.Page{})
		must(t, err)
		if len(kept.Items) != 1 || kept.Items[0].ConversationID != ids[2] || kept.Items[0].Code != engine.ErrMovedOn.Code {
			t.Errorf("kept are %+v", kept.Items)
		}
		if got := statuses(t, h, ids); got[core.StatusQueued] != 128 || got[core.StatusActive] != 1 || got[core.StatusClosed] != 1 {
			t.Errorf("restored: %v", got)
		}
		c, err := h.Conversation(ctx, me, ids[0])
		must(t, err)
		if c.AgentID != me.AgentID || c.WaitingSince == 0 {
			t.Errorf("restored to %s, waiting since %s", c.AgentID, c.WaitingSince)
		}
		_, err = h.UndoBulk(ctx, me, b.ID)
		refused(t, err, "bulk.not_undoable")
		log := changesOf(t, h, ids[3])
		if last := log[len(log)-1]; last.Type != core.EventRestored || string(last.Data) != `{"undo":"`+b.ID.String()+`"}` {
			t.Errorf("the log ends with %+v", last)
		}
	})
}

// changesOf is the log of a conversation.
func changesOf(t *testing.T, h *hub.Hub, id core.ID) (out []core.Event) {
	t.Helper()
	list, err := h.Changes(context.Background(), root(), id, 0, 200)
	must(t, err)
	for _, c := range list {
		if c.Event != nil {
			out = append(out, *c.Event)
		}
	}
	return out
}

func TestEveryKindOfBulk(t *testing.T) {
	t.Parallel()
	crowds(t, 3, func(t *testing.T, h *hub.Hub, me core.Viewer, ids []core.ID) {
		ctx := context.Background()
		team, err := h.CreateTeam(ctx, me, core.Team{Name: "售后", Kind: "skill_group"})
		must(t, err)
		get := func() core.ConversationView {
			t.Helper()
			c, err := h.Conversation(ctx, me, ids[0])
			must(t, err)
			return c
		}
		later := core.At(time.Now().Add(time.Hour))
		for _, c := range []struct {
			a              core.BulkAction
			did, undone    func(core.ConversationView) bool
			kept, finished int64
		}{
			{core.BulkAction{Kind: core.BulkTeam, TeamID: team.ID}, func(c core.ConversationView) bool { return c.TeamID == team.ID },
				func(c core.ConversationView) bool { return c.TeamID.IsZero() && c.Status == core.StatusQueued }, 0, 3},
			{core.BulkAction{Kind: core.BulkPriority, Priority: 5}, func(c core.ConversationView) bool { return c.Priority == 5 },
				func(c core.ConversationView) bool { return c.Priority == 0 }, 0, 3},
			{core.BulkAction{Kind: core.BulkTag, Tag: " vip "}, func(c core.ConversationView) bool { return slices.Equal(c.Tags, []string{"vip"}) },
				func(c core.ConversationView) bool { return len(c.Tags) == 0 }, 0, 3},
			{core.BulkAction{Kind: core.BulkUntag, Tag: "vip"}, func(c core.ConversationView) bool { return len(c.Tags) == 0 }, nil, 0, 0},
			{core.BulkAction{Kind: core.BulkRead}, func(c core.ConversationView) bool { return c.Unread() == 0 },
				func(c core.ConversationView) bool { return c.Unread() == 0 }, 3, 3},
			{core.BulkAction{Kind: core.BulkAssign}, func(c core.ConversationView) bool { return c.AgentID == me.AgentID }, nil, 0, 3},
			{core.BulkAction{Kind: core.BulkSnooze, Until: later}, func(c core.ConversationView) bool { return c.SnoozeUntil == later },
				func(c core.ConversationView) bool { return c.Status == core.StatusActive }, 0, 3},
			{core.BulkAction{Kind: core.BulkComplete, Disposition: "solved"}, func(c core.ConversationView) bool { return c.Disposition == "solved" },
				func(c core.ConversationView) bool { return c.Status == core.StatusActive && c.Disposition == "" }, 0, 3},
		} {
			b, err := h.CreateBulk(ctx, me, c.a, nil, &core.ConversationFilter{View: core.ViewAll})
			must(t, err)
			b = ended(t, h, me, b.ID, core.BulkDone)
			if b.Done != c.finished || b.Done+b.Unchanged != 3 || !c.did(get()) {
				t.Errorf("%s: %+v, %+v", c.a.Kind, b, get())
			}
			if c.undone == nil {
				continue
			}
			_, err = h.UndoBulk(ctx, me, b.ID)
			must(t, err)
			if b = ended(t, h, me, b.ID, core.BulkUndone); b.Kept != c.kept || !c.undone(get()) {
				t.Errorf("%s undone: %+v, %+v", c.a.Kind, b, get())
			}
		}
	})
}

func TestABulkIsRefused(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		clerk := o.clerk(t, "Wang")
		one := []core.ID{core.NewID()}
		many := make([]core.ID, core.BulkMax+1)
		for i := range many {
			many[i] = core.NewID()
		}
		for _, c := range []struct {
			code string
			a    core.BulkAction
			ids  []core.ID
		}{
			{"bulk.reason", core.BulkAction{Kind: core.BulkClose, Reason: "bored"}, one}, {"bulk.until", core.BulkAction{Kind: core.BulkSnooze, Until: 1}, one},
			{"tag.name", core.BulkAction{Kind: core.BulkTag, Tag: " "}, one}, {"team.not_found", core.BulkAction{Kind: core.BulkTeam, TeamID: core.NewID()}, one},
			{"agent.not_found", core.BulkAction{Kind: core.BulkAssign, AgentID: core.NewID()}, one}, {"bulk.empty", core.BulkAction{Kind: core.BulkRead}, nil},
			{"bulk.too_many", core.BulkAction{Kind: core.BulkRead}, many}, {"bulk.kind", core.BulkAction{Kind: "burn"}, one},
		} {
			_, err := o.CreateBulk(ctx, boss, c.a, c.ids, &core.ConversationFilter{View: core.ViewQueue})
			refused(t, err, c.code)
		}
		reader := clerk
		reader.Permissions = []core.Permission{core.PermRead}
		_, err := o.CreateBulk(ctx, reader, core.BulkAction{Kind: core.BulkTag, Tag: "vip"}, one, nil)
		refused(t, err, "auth.forbidden")
		b, err := o.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkRead}, one, nil)
		must(t, err)
		_, err = o.Bulk(ctx, clerk, b.ID)
		refused(t, err, "bulk.not_found")
		_, err = o.BulkItems(ctx, clerk, b.ID, "", core.Page{})
		refused(t, err, "bulk.not_found")
		_, err = o.UndoBulk(ctx, boss, b.ID)
		refused(t, err, "bulk.not_undoable")
		for range 9 {
			_, err := o.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkRead}, one, nil)
			must(t, err)
		}
		_, err = o.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkRead}, one, nil)
		refused(t, err, "bulk.busy")
	})
}

// What was under way when the hub stopped is found by its mark, and neither
// done nor undone twice.
func TestABulkThatWasInterruptedGoesOn(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx, s := context.Background(), o.Store()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		var ids []core.ID
		for i := range 3 {
			must(t, o.Accept(ctx, saysAs(account, fmt.Sprint("u", i), fmt.Sprint("k", i), text("hello"))))
		}
		list, err := o.Conversations(ctx, boss, core.ConversationFilter{}, core.Page{})
		must(t, err)
		begun := make([]core.BulkItem, 3)
		for i, c := range list.Items {
			standing := core.StandingOf(c.Conversation)
			begun[i] = core.BulkItem{Index: int64(i), State: core.ItemBegun, Was: &standing}
			ids = append(ids, c.ID)
		}
		b, err := o.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkClose, Reason: "left"}, ids, nil)
		must(t, err)
		must(t, s.MarkBulkItems(ctx, b.ID, begun))
		st, _ := b.Action.Step(boss.Actor())
		for _, id := range ids[:2] { // done, and the hub stopped before it was written down
			must(t, s.Do(ctx, &engine.Marked{Command: &engine.Step{Viewer: boss, ConversationID: id, Step: st}, ConversationID: id, Name: engine.MarkBulk, Mark: b.ID}))
		}
		must(t, o.TagConversation(ctx, boss, ids[1], "later", true)) // somebody went on before it started again
		job := core.Job{Payload: []byte(`{"id":"` + b.ID.String() + `"}`)}
		must(t, o.RunBulk(ctx, job))
		if b, err = o.Bulk(ctx, boss, b.ID); err != nil || b.State != core.BulkDone || b.Done != 3 {
			t.Fatalf("%+v, %v", b, err)
		}
		_, err = o.UndoBulk(ctx, boss, b.ID)
		must(t, err)
		items, err := s.BulkItems(ctx, b.ID, -1, 3)
		must(t, err)
		items[0].State = core.ItemUndoing
		must(t, s.MarkBulkItems(ctx, b.ID, items[:1]))
		must(t, s.Do(ctx, &engine.Marked{Command: &engine.Restore{Actor: boss.Actor(), ConversationID: ids[0], From: *items[0].Became, To: *items[0].Was},
			ConversationID: ids[0], Name: engine.MarkUndo, Mark: b.ID}))
		must(t, o.RunBulk(ctx, job))
		must(t, o.RunBulk(ctx, job)) // once more does nothing
		if b, err = o.Bulk(ctx, boss, b.ID); err != nil || b.State != core.BulkUndone || b.Undone != 2 || b.Kept != 1 {
			t.Errorf("%+v, %v", b, err)
		}
		if got := statuses(t, o.Hub, ids); got[core.StatusQueued] != 2 || got[core.StatusClosed] != 1 {
			t.Errorf("%v", got)
		}
	})
}

func TestABulkThatIsGivenUpSaysSo(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		b, err := o.CreateBulk(ctx, boss, core.BulkAction{Kind: core.BulkRead}, []core.ID{core.NewID()}, nil)
		must(t, err)
		must(t, o.GiveUpBulk(ctx, core.Job{Payload: []byte(`{"id":"` + b.ID.String() + `"}`)}, "the database was away"))
		items, err := o.BulkItems(ctx, boss, b.ID, core.ItemFailed, core.Page{})
		must(t, err)
		if b, err = o.Bulk(ctx, boss, b.ID); err != nil || b.State != core.BulkDone || b.Failed != 1 || items.Items[0].Text != "the database was away" {
			t.Errorf("%+v, %v", b, err)
		}
	})
}
