package hub

import (
	"sync/atomic"

	"github.com/switchboard-hub/switchboard/core/store"
)

// The subjects of hints. A hint only says that something changed: who hears it
// reads the database, and who misses it polls.
const (
	subjectJobs     = "switchboard.jobs"
	subjectWaiting  = "switchboard.waiting"  // something may be given out, says a node that does not do so itself
	subjectAccounts = "switchboard.accounts" // data is the account's id; none: somebody's health
	subjectRouting  = "switchboard.routing"  // data is the node
	subjectAccess   = "switchboard.access"   // data is a core.AccessChange
	subjectCommit   = "switchboard.commit"   // data is a commitHint
	subjectSigns    = "switchboard.signs"    // data is a liveSign
	subjectTyping   = "switchboard.typing."  // + account id; data is the person's external id
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
	if c.Waiting {
		h.dispatcher.wake()
	}
	if c.Accounts {
		h.bus.Publish(subjectAccounts, nil)
	}
	if h.live != nil {
		h.live.committed(c)
		if len(c.Paused) > 0 {
			h.live.feed.pauses(c.Paused)
		}
	}
	if len(c.Conversations)+len(c.Streams) > 0 {
		h.bus.Publish(subjectCommit, commitHint(h.owner, c))
	}
}

// readiness says whether the hub takes work.
type readiness struct{ on atomic.Bool }

func (r *readiness) set(on bool) { r.on.Store(on) }

// Ready reports whether the hub takes work.
func (h *Hub) Ready() bool { return h.ready.on.Load() }
