package hub

import (
	"encoding/json"

	"github.com/switchboard-hub/switchboard/core"
)

// deskChanged tells the pages of all agents that what they have at hand has
// changed: canned_replies, fields or tags. A page that misses it reads anew when
// it connects.
func (h *Hub) deskChanged(what string) {
	if h.live != nil {
		h.live.tell(liveSign{Kind: signStaff, Data: pushOf(map[string]string{"type": "desk", "what": what})})
	}
}

// tellStaff pushes something into the streams of all agents who are connected
// here.
func (l *liveRoom) tellStaff(data json.RawMessage) {
	told := map[core.ID]bool{}
	for _, a := range l.connected() {
		if id := a.viewer().AgentID; !told[id] {
			told[id] = true
			l.server.Publish(agentChannel(id), data)
		}
	}
}
