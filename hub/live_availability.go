package hub

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// availabilityPush is what all agents are told of one whose seat has changed.
type availabilityPush struct {
	Type         string            `json:"type"` // availability
	Agent        core.ID           `json:"agent"`
	Availability core.Availability `json:"availability"`
	Reason       string            `json:"reason,omitempty"`
	Since        core.Time         `json:"since,omitzero"`
	Disabled     bool              `json:"disabled,omitempty"`
}

// availabilityChanged tells all connected agents, on all nodes, how an agent's seat
// is now. Who misses it reads the lists again after the next connect.
func (h *Hub) availabilityChanged(ctx context.Context, agent core.ID) {
	if h.live == nil { // a hub that is open for the command line
		return
	}
	a, since, err := h.store.Availability(ctx, agent)
	if err != nil {
		h.log.Warn("colleagues see an agent's availability as it was", "agent", agent, "error", err)
		return
	}
	h.live.tell(liveSign{Kind: signStaff, Data: pushOf(availabilityPush{Type: "availability", Agent: a.ID, Availability: a.Availability,
		Reason: a.Reason, Since: since, Disabled: a.Disabled})})
}
