package hub

import (
	"strconv"
	"sync/atomic"

	"github.com/switchboard-hub/switchboard/core/store"
)

// The subjects of hints. A hint only says that something changed: who hears it
// reads the database, and who misses it polls.
const (
	subjectJobs         = "switchboard.jobs"
	subjectAccounts     = "switchboard.accounts"      // data is the account's id
	subjectAccess       = "switchboard.access"        // data is a core.AccessChange
	subjectConversation = "switchboard.conversation." // + id; data is the first new revision
	subjectTyping       = "switchboard.typing."       // + account id; data is the person's external id
)

// Committed implements store.Notifier.
func (h *Hub) Committed(c store.Commit) {
	if h.bus == nil {
		return
	}
	if c.Jobs {
		if h.runner != nil {
			h.runner.Wake()
		}
		h.bus.Publish(subjectJobs, nil)
	}
	for id, rev := range c.Conversations {
		h.bus.Publish(subjectConversation+id.String(), strconv.AppendInt(nil, rev, 10))
	}
}

// readiness says whether the hub takes work.
type readiness struct{ on atomic.Bool }

func (r *readiness) set(on bool) { r.on.Store(on) }

// Ready reports whether the hub takes work.
func (h *Hub) Ready() bool { return h.ready.on.Load() }
