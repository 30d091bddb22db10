package hub_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
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

func TestWhoIsMergedWithTheBlockedLeavesTheLine(t *testing.T) {
	t.Parallel()
	for _, blockedGoes := range []bool{true, false} {
		c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
		blocked, waits := c.of(c.arrives("u1", "你好")), c.of(c.arrives("u2", "你好"))
		must(t, c.BlockContact(ctx, root(), blocked.ContactID, true))
		goes, stays := waits.ContactID, blocked.ContactID
		if blockedGoes {
			goes, stays = stays, goes
		}
		must(t, c.MergeContacts(ctx, root(), goes, stays))
		if got := c.of(waits.ID); got.Status != core.StatusClosed || got.EndReason != core.EndBlocked {
			t.Errorf("%+v", got.Conversation)
		}
		for _, user := range []string{"u1", "u2"} { // whoever of the two writes is not heard
			must(t, c.Accept(ctx, c.raw(user, "在吗")))
			m, _, err := c.Store().MessageByExternal(ctx, c.account.ID, user+"在吗")
			must(t, err)
			if got := c.of(m.ConversationID); got.Status != core.StatusClosed {
				t.Errorf("%s is heard: %s", user, got.Status)
			}
		}
	}
}

// TestAChainOfMergesIsUndoneByWhoSeesItsEnd: who was merged into somebody who was
// merged, too, is found and separated by whoever sees the last one.
func TestAChainOfMergesIsUndoneByWhoSeesItsEnd(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
	c.ready(0, core.Ready)
	var contacts []core.ID
	for _, user := range []string{"u1", "u2", "u3"} {
		id := c.arrives(user, "你好")
		c.held(id, 0)
		contacts = append(contacts, c.of(id).ContactID)
	}
	v := c.agents[0]
	v.Scope, v.Permissions = core.ScopeOwn, core.Permissions()
	stranger := v
	stranger.AgentID = core.NewID()
	for i := range 2 {
		must(t, c.MergeContacts(ctx, v, contacts[i], contacts[i+1]))
	}
	list, err := c.MergedContacts(ctx, v, contacts[1])
	must(t, err)
	if len(list) != 1 || list[0].ID != contacts[0] {
		t.Errorf("%d are listed", len(list))
	}
	if _, err := c.MergedContacts(ctx, stranger, contacts[1]); !errors.Is(err, store.ErrNoContact) {
		t.Error(err)
	}
	if err := c.UnmergeContact(ctx, stranger, contacts[0]); !errors.Is(err, store.ErrNoContact) {
		t.Error(err)
	}
	must(t, c.UnmergeContact(ctx, v, contacts[0]))
	if _, _, _, err := c.Contact(ctx, v, contacts[0]); err != nil {
		t.Error(err)
	}
}

func TestARuleKnowsTheTagsOfWhoWasMerged(t *testing.T) {
	t.Parallel()
	c, ctx := newCrew(t, 1, routing.Settings{Policy: routing.LeastLoad}), context.Background()
	first := 5
	rules, err := c.RoutingRules(ctx, root())
	must(t, err)
	gold, err := c.AddRoutingRule(ctx, root(), routing.Rule{Name: "gold", Enabled: true, When: routing.When{Tags: &routing.TagsAre{Any: []string{"金卡"}}},
		Then: routing.Then{Team: c.team, Priority: &first}})
	must(t, err)
	_, err = c.OrderRoutingRules(ctx, root(), []core.ID{gold.ID, rules[0].ID})
	must(t, err)
	tagged, other := c.of(c.arrives("u1", "你好")), c.of(c.arrives("u2", "你好"))
	must(t, c.TagContact(ctx, root(), tagged.ContactID, "金卡", true))
	again := func(words string) int {
		t.Helper()
		eventually(t, "it is routed", func() bool { return c.of(other.ID).TeamID == c.team })
		_, err := c.Step(ctx, root(), other.ID, core.Step{Kind: core.StepClose, Reason: "spam"})
		must(t, err)
		other = c.of(c.arrives("u2", words))
		eventually(t, "it is routed", func() bool { return c.of(other.ID).TeamID == c.team })
		return c.of(other.ID).Priority
	}
	must(t, c.MergeContacts(ctx, root(), tagged.ContactID, other.ContactID))
	if got := again("merged"); got != first {
		t.Errorf("merged: %d", got)
	}
	must(t, c.UnmergeContact(ctx, root(), tagged.ContactID))
	if got := again("apart"); got != 0 {
		t.Errorf("apart: %d", got)
	}
}

func TestWhoWasMergedIsNotChangedBehindTheOther(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		contact := func(user string) core.ID {
			t.Helper()
			must(t, o.Accept(ctx, saysAs(account, user, user, text("hello"))))
			list, err := o.Contacts(ctx, boss, "", core.Page{})
			must(t, err)
			return list.Items[0].ID
		}
		goes, stays := contact("u1"), contact("u2")
		n, err := o.AddContactNote(ctx, boss, goes, "x")
		must(t, err)
		must(t, o.MergeContacts(ctx, boss, goes, stays))
		yes, name := true, "Zhao"
		_, updated := o.UpdateContact(ctx, boss, goes, &name, nil)
		_, cared := o.CareForContact(ctx, boss, goes, core.ContactCare{VIP: &yes})
		_, noted := o.AddContactNote(ctx, boss, goes, "x")
		_, edited := o.EditContactNote(ctx, boss, goes, n.ID, "y")
		for _, err := range []error{o.BlockContact(ctx, boss, goes, true), o.TagContact(ctx, boss, goes, "金卡", true), updated, cared, noted, edited, o.RemoveContactNote(ctx, boss, goes, n.ID)} {
			refused(t, err, "contact.merged")
		}
		must(t, o.BlockContact(ctx, boss, stays, true))
		must(t, o.RemoveContactNote(ctx, boss, stays, n.ID))
	})
}
