package store_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// TestSuggestionsHoldForTheNewestMessage: they are there while an agent has the
// conversation and nobody has answered, in place of older ones, and are pruned.
func TestSuggestionsHoldForTheNewestMessage(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		agent := core.Agent{ID: core.NewID(), Email: "a@example.com", Name: "a", Role: "agent"}
		must(t, s.SaveAgent(ctx, agent, ""))
		must(t, s.Do(ctx, incoming(account, "u", 1, "hi")))
		m, _, err := s.MessageByExternal(ctx, account, "1:u")
		must(t, err)
		id := m.ConversationID
		suggest := func(seq int64, at core.Time, texts ...string) {
			t.Helper()
			must(t, s.SetSuggestions(ctx, core.Suggestions{ConversationID: id, BotID: "faq", Seq: seq, Texts: texts, At: at}))
		}
		are := func(want ...string) {
			t.Helper()
			g, ok, err := s.Suggestions(ctx, id)
			must(t, err)
			if !reflect.DeepEqual(g.Texts, want) || ok != (want != nil) {
				t.Errorf("%+v, want %v", g, want)
			}
		}
		suggest(1, 10, "您好", "请稍等")
		are() // nobody has it
		must(t, s.Do(ctx, &engine.Step{System: true, ConversationID: id, Step: core.Step{Kind: core.StepAssign, AgentID: agent.ID, Actor: all().Actor()}}))
		are("您好", "请稍等")
		must(t, s.Do(ctx, incoming(account, "u", 2, "在吗")))
		are()
		suggest(2, 20, "在的")
		suggest(1, 30, "late")
		are("在的")
		must(t, s.PruneSuggestions(ctx, 20, 10))
		are("在的")
		must(t, s.PruneSuggestions(ctx, 21, 10))
		are()
	})
}
