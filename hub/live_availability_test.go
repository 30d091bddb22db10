package hub_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/centrifugal/centrifuge-go"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// seatsSeen are the changes of availability that a page hears, in words.
type seatsSeen struct {
	mu   sync.Mutex
	list []string
}

func (s *seatsSeen) heard(b []byte) {
	var p struct {
		Type, Agent, Availability, Reason string
		Since                             core.Time
		Disabled                          bool
	}
	if json.Unmarshal(b, &p) == nil && p.Type == "availability" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.list = append(s.list, fmt.Sprint(p.Agent, " ", p.Availability, " ", p.Reason, " ", p.Disabled, " ", p.Since > 0))
	}
}

func (s *seatsSeen) has(a core.ID, is string) func() bool {
	return func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return slices.Contains(s.list, a.String()+" "+is)
	}
}

// TestColleaguesHearWhoIsThere: what an agent says of itself, a pause that begins
// and ends, and an account that is disabled reach the pages of all others.
func TestColleaguesHearWhoIsThere(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx, cfg := context.Background(), config(t, &fake{})
		cfg.Database = url
		h, addr, _ := serveLive(t, cfg, "")
		agent(t, h)
		me, key, _ := member(t, h, "wang", "agent")
		other, _, _ := member(t, h, "zhao", "agent")
		d, seen := sit(t, addr, key), &seatsSeen{}
		d.OnPublication(func(e centrifuge.ServerPublicationEvent) { seen.heard(e.Data) })
		eventually(t, "the page is connected", d.is(func() bool { return d.connects == 1 }))
		_, err := h.SetAvailability(ctx, other, core.Busy, "a call")
		must(t, err)
		eventually(t, "the colleague is busy", seen.has(other.AgentID, "busy a call false true"))
		_, err = h.SetAvailability(ctx, other, core.Ready, "")
		must(t, err)
		_, err = h.SetQueue(ctx, root(), core.ID{}, routing.Settings{Policy: routing.LeastLoad, WrapUp: 1})
		must(t, err)
		must(t, h.Accept(ctx, says(link(t, h), "1", text("hello"))))
		eventually(t, "it has a conversation", func() bool { return theOne(t, h).AgentID == other.AgentID })
		_, err = h.Step(ctx, other, theOne(t, h).ID, core.Step{Kind: core.StepComplete})
		must(t, err)
		eventually(t, "its pause begins", seen.has(other.AgentID, "wrap_up  false true"))
		eventually(t, "its pause ends", seen.has(other.AgentID, "ready  false true"))
		off := true
		_, err = h.UpdateAgent(ctx, root(), other.AgentID, core.AgentChange{Disabled: &off})
		must(t, err)
		eventually(t, "it is gone", seen.has(other.AgentID, "ready  true true"))
		if seen.has(me.AgentID, "offline  false true")() {
			t.Error("something is said of who has not changed")
		}
	})
}
