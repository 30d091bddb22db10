package routing_test

import (
	"reflect"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// TestARuleToNobodyIsSkipped: the conversation takes the next rule, and the trace
// says why; with everybody there the first one holds.
func TestARuleToNobodyIsSkipped(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rule    string
		there   routing.Targets
		problem routing.Problem
	}{
		"a team":   {`{"then":{"team":` + one + `,"tags":["x"]}}`, routing.Targets{Teams: map[core.ID]bool{id(1): true}}, routing.TeamGone},
		"an agent": {`{"then":{"agent":` + one + `}}`, routing.Targets{Agents: map[core.ID]bool{id(1): true}}, routing.AgentGone},
		"a bot":    {`{"then":{"bot":"greeter"}}`, routing.Targets{Bots: map[string]bool{"greeter": true}}, routing.BotGone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rules := compiled(t, c.rule, `{"then":{"priority":7}}`)
			gone := rules.Only(routing.Targets{})
			e := gone.Explain(routing.Facts{Text: "hi"})
			if want := (routing.Trace{Rule: id(1), Name: "rule", Failed: routing.FailedTarget}); e.Trace[0] != want || !e.Trace[1].Matched {
				t.Errorf("%+v", e.Trace)
			}
			if d := gone.Decide(routing.Facts{Text: "hi"}); !reflect.DeepEqual(d.Matched, []core.ID{id(2)}) || *d.Priority != 7 || len(d.Tags) > 0 {
				t.Errorf("%+v", d)
			}
			if d := rules.Only(c.there).Decide(routing.Facts{Text: "hi"}); !reflect.DeepEqual(d.Matched, []core.ID{id(1)}) {
				t.Errorf("with its target there: %+v", d)
			}
		})
	}
	rule := routing.Rule{Then: routing.Then{Team: id(1), Bot: "greeter"}}
	if got := (routing.Targets{Teams: map[core.ID]bool{id(1): true}}).Problem(rule); got != routing.BotGone {
		t.Errorf("%q", got)
	}
	var none *routing.Rules
	if none.Only(routing.Targets{}) != nil {
		t.Error("no rules are some")
	}
}
