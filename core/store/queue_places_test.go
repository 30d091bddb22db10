package store_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestWhoWaitsWhereAndWhatWasTold(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		account := core.Account{ID: core.NewID(), Channel: "test", Name: "A", Status: core.AccountActive}
		must(t, s.SaveAccount(ctx, account))
		identities, byUser, ids := map[core.ID]struct{}{}, map[core.ID]string{}, map[string]core.ID{}
		for i := range 4 {
			in := incoming(account.ID, fmt.Sprint("u", i), 1, "hello")
			in.Policy.Stream = true
			must(t, s.Do(ctx, in))
			c, _, err := s.VisitorConversation(ctx, account.ID, fmt.Sprint("u", i))
			must(t, err)
			ids[c.Thread], byUser[c.ID] = c.ID, c.Thread
			if i > 0 { // the first one is not connected, and counts all the same
				identities[c.IdentityID] = struct{}{}
			}
		}
		step := func(user string, st core.Step) {
			t.Helper()
			must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: ids[user], Step: st}))
		}
		waiters := func() (out []store.Waiter, text string) {
			t.Helper()
			out, err := s.Waiters(ctx, identities)
			must(t, err)
			for _, w := range out {
				text += fmt.Sprint(byUser[w.ConversationID], ":", w.Ahead)
				if w.Told != nil {
					text += fmt.Sprint("/", w.Told.Ahead)
				}
				text += " "
			}
			return out, text
		}
		want := func(want string) {
			t.Helper()
			if _, got := waiters(); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		team, agent := core.NewID(), core.NewID()
		must(t, s.AddTeam(ctx, core.Team{ID: team, Name: "north", Kind: "skill_group"}))
		step("u3", core.Step{Kind: core.StepQueue, TeamID: team})
		want("u1:1 u2:2 u3:0 ")
		list, _ := waiters()
		var told engine.TellPlaces
		for _, w := range list {
			told.Places = append(told.Places, engine.Place{ConversationID: w.ConversationID, QueuedAt: w.QueuedAt, QueuePlace: core.QueuePlace{Ahead: w.Ahead}})
		}
		must(t, s.Do(ctx, &told))
		want("u1:1/1 u2:2/2 u3:0/0 ")
		step("u2", core.Step{Kind: core.StepPrioritize, Priority: 5})
		want("u1:2/1 u2:0/2 u3:0/0 ")
		step("u0", core.Step{Kind: core.StepAssign, AgentID: agent})
		step("u1", core.Step{Kind: core.StepAssign, AgentID: agent})
		want("u2:0/2 u3:0/0 ")
		step("u1", core.Step{Kind: core.StepUnassign}) // the page has heard of an agent since
		want("u1:1 u2:0/2 u3:0/0 ")
		if none, err := s.Waiters(ctx, nil); err != nil || len(none) != 0 {
			t.Errorf("%v, %v", none, err)
		}
	})
}

// TestAVisitorIsToldOfTheConversationThatIsOpen: it need not be the newest.
func TestAVisitorIsToldOfTheConversationThatIsOpen(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.SaveAccount(ctx, core.Account{ID: account, Channel: "test", Name: "A", Status: core.AccountActive}))
		var ids []core.ID
		for n := range 2 {
			must(t, s.Do(ctx, incoming(account, "u1", n, "hello")))
			c, _, err := s.VisitorConversation(ctx, account, "u1")
			must(t, err)
			ids = append(ids, c.ID)
			must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: c.ID, Step: core.Step{Kind: core.StepClose, Reason: "spam"}}))
		}
		if ids[0] == ids[1] {
			t.Fatal("the second message began no conversation")
		}
		must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: ids[0], Step: core.Step{Kind: core.StepReopen}}))
		if c, _, err := s.VisitorConversation(ctx, account, "u1"); err != nil || c.ID != ids[0] {
			t.Errorf("told of %s, %v", c.Status, err)
		}
	})
}
