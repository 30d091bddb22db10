package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

// TestWhoManagesAgentsSeesAllSeats: who may set a seat sees it, whatever its
// scope; who leads sees those of its teams.
func TestWhoManagesAgentsSeesAllSeats(t *testing.T) {
	t.Parallel()
	houses(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		leader, _ := h.member(t, "leader", "agent")
		mate, _ := h.member(t, "mate", "agent")
		stranger, _ := h.member(t, "stranger", "agent")
		h.team(t, "ours", core.ID{}, leader.AgentID, mate.AgentID)
		h.team(t, "theirs", core.ID{}, stranger.AgentID)
		leader, err := h.Store().Viewer(ctx, leader.AgentID)
		must(t, err)
		for _, c := range []struct {
			may          core.Permission
			other, board bool
		}{{core.PermSupervise, false, true}, {core.PermAgents, true, false}} {
			v := leader
			v.Permissions = []core.Permission{c.may}
			list, err := h.Seats(ctx, v)
			must(t, err)
			seen := map[core.ID]bool{}
			for _, s := range list {
				seen[s.AgentID] = true
			}
			if !seen[leader.AgentID] || !seen[mate.AgentID] || seen[stranger.AgentID] != c.other {
				t.Errorf("%s sees the seats %v", c.may, seen)
			}
			if _, _, err = h.Board(ctx, v); (err == nil) != c.board {
				t.Errorf("the board with %s: %v", c.may, err)
			}
		}
		leader.Permissions = []core.Permission{core.PermRead}
		_, err = h.Seats(ctx, leader)
		refused(t, err, "auth.forbidden")
	})
}
