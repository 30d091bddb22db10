package store_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// TestWhoIsProvenGoesOnWhereTheyWere: with the agent they were talking to, unless
// their own is there; and what they wait for is seen.
func TestWhoIsProvenGoesOnWhereTheyWere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		own, theirs []core.StepKind // what happens to each conversation first
		ready       bool            // whether Bob, who has their own, is there
		with        string
		status      core.Status
		waits       bool
	}{
		{"their own is asleep", steps(core.StepAssign, core.StepAgentReply, core.StepSnooze), steps(core.StepAssign), false, "ann", core.StatusActive, true},
		{"their own is asleep, and nobody had the other", steps(core.StepAssign, core.StepAgentReply, core.StepSnooze), nil, false, "bob", core.StatusActive, true},
		{"their own is in line", nil, steps(core.StepAssign, core.StepAgentReply), false, "ann", core.StatusActive, true},
		{"their own agent is away", steps(core.StepAssign), steps(core.StepAssign), false, "ann", core.StatusActive, true},
		{"their own agent is there", steps(core.StepAssign, core.StepAgentReply), steps(core.StepAssign), true, "bob", core.StatusActive, true},
		{"nobody waits", steps(core.StepAssign, core.StepAgentReply), steps(core.StepAssign, core.StepAgentReply), true, "bob", core.StatusActive, false},
		{"both are in line", nil, nil, false, "", core.StatusQueued, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, s *store.Store) {
				ctx, account := context.Background(), core.NewID()
				must(t, s.SaveAccount(ctx, core.Account{ID: account, Channel: "test", Name: "A", Status: core.AccountActive}))
				agents := map[string]core.ID{}
				for _, name := range []string{"ann", "bob"} {
					agents[name] = core.NewID()
					must(t, s.SaveAgent(ctx, core.Agent{ID: agents[name], Email: name + "@example.com", Name: name, Role: "agent"}, ""))
				}
				if c.ready {
					must(t, s.SetAvailability(ctx, agents["bob"], core.Ready, ""))
				}
				begin := func(agent string, list []core.StepKind) (identity core.ID, conv core.Conversation) {
					identity = core.NewID()
					in := incoming(account, identity.String(), 1, "你好")
					in.Policy.Stream = true
					must(t, s.Do(ctx, in))
					conv, _, err := s.VisitorConversation(ctx, account, identity.String())
					must(t, err)
					for _, kind := range list {
						st := core.Step{Kind: kind, AgentID: agents[agent], Until: core.Time(1 << 60)}
						must(t, s.Do(ctx, &engine.Step{System: true, ConversationID: conv.ID, Step: st}))
					}
					return identity, conv
				}
				into, own := begin("bob", c.own)
				from, theirs := begin("ann", c.theirs)
				for range 2 { // it may be repeated
					must(t, s.MoveVisitor(ctx, from, into))
				}
				got, _, err := s.VisitorConversation(ctx, account, into.String())
				must(t, err)
				if got.ID != own.ID || got.Status != c.status || got.AgentID != agents[c.with] || got.WaitingSince > 0 != c.waits || got.Check() != nil {
					t.Errorf("%s with %s, waiting since %d, %v", got.Status, got.AgentID, got.WaitingSince, got.Check())
				}
				messages, err := s.Messages(ctx, all(), own.ID, 0, 10)
				must(t, err)
				identity, err := s.Identity(ctx, into)
				must(t, err)
				ended, err := s.Conversation(ctx, all(), theirs.ID)
				must(t, err)
				if len(messages) != 2 || messages[1].Seq != 2 || messages[1].StreamOffset > identity.StreamOffset || !ended.Status.Ended() {
					t.Errorf("%d messages, offset %d, the other one is %s", len(messages), identity.StreamOffset, ended.Status)
				}
			})
		})
	}
}

func steps(kinds ...core.StepKind) []core.StepKind { return kinds }
