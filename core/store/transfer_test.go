package store_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// TestATransferKnowsWhetherItsOwnerIsThere: of each way to be gone, what nobody
// took over waits in the queue again; from who is there it does not go away.
func TestATransferKnowsWhetherItsOwnerIsThere(t *testing.T) {
	t.Parallel()
	off, viewer := true, "viewer"
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		must(t, s.SaveAgent(ctx, core.Agent{ID: core.NewID(), Email: "owner@example.com", Name: "owner", Role: "owner"}, ""))
		for what, c := range map[string]struct {
			is   func(core.ID) error
			gone bool
		}{
			"ready":    {func(a core.ID) error { return s.SetAvailability(ctx, a, core.Ready, "") }, false},
			"away":     {func(a core.ID) error { return s.SetAvailability(ctx, a, core.Away, "lunch") }, false},
			"offline":  {func(a core.ID) error { return s.SetAvailability(ctx, a, core.Offline, "") }, true},
			"disabled": {func(a core.ID) error { return s.ChangeAgent(ctx, a, core.AgentChange{Disabled: &off}) }, true},
			"no seat":  {func(a core.ID) error { return s.ChangeAgent(ctx, a, core.AgentChange{Role: &viewer}) }, true},
		} {
			t.Run(what, func(t *testing.T) {
				owner := core.Agent{ID: core.NewID(), Email: what + "@example.com", Name: what, Role: "agent"}
				must(t, s.SaveAgent(ctx, owner, ""))
				must(t, s.SetAvailability(ctx, owner.ID, core.Ready, ""))
				account := core.NewID()
				came := incoming(account, "u", 1, "hi")
				came.Policy.Weight = 100
				must(t, s.Do(ctx, came))
				m, _, err := s.MessageByExternal(ctx, account, "1:u")
				must(t, err)
				id := m.ConversationID
				get := func() core.ConversationView {
					v, err := s.Conversation(ctx, all(), id)
					must(t, err)
					return v
				}
				step := func(c *engine.Step) {
					t.Helper()
					c.ConversationID, c.Step.Actor = id, all().Actor()
					must(t, s.Do(ctx, c))
				}
				step(&engine.Step{System: true, Step: core.Step{Kind: core.StepAssign, AgentID: owner.ID}})
				step(&engine.Step{Viewer: all(), Step: core.Step{Kind: core.StepTransfer, AgentID: core.NewID()}})
				before := get()
				must(t, c.is(owner.ID))
				step(&engine.Step{System: true, TransferID: before.TransferID, Step: core.Step{Kind: core.StepExpire}})
				got := get()
				if c.gone != (got.Status == core.StatusQueued) || c.gone == (got.AgentID == owner.ID) || got.Check() != nil {
					t.Errorf("it is %s with %s", got.Status, got.AgentID)
				}
				if c.gone && (got.QueuedAt != before.WaitingSince || got.QueuedAt.IsZero()) {
					t.Errorf("it waits since %d, and the customer since %d", got.QueuedAt, before.WaitingSince)
				}
				seats, err := s.Seats(ctx)
				must(t, err)
				for _, seat := range seats {
					if seat.AgentID == owner.ID && (seat.Load != 0) == c.gone {
						t.Errorf("it has %d in hand", seat.Load)
					}
				}
			})
		}
	})
}
