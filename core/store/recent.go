package store

import (
	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// recentMax bounds how many identities and how many open conversations are
// kept; one takes about a kilobyte.
const recentMax = 32 << 10

// recent keeps the identities and open conversations that were written last, so
// that the next message of a person reads nothing of them. It serves where all
// writes go through one writer of one process, as on SQLite, and only that
// writer uses it. It holds what is committed; a write that it does not understand
// empties it. A nil recent keeps nothing.
type recent struct {
	identities *simplelru.LRU[engine.Key, core.Identity]
	open       *simplelru.LRU[engine.Key, core.Conversation] // by thread
}

func newRecent() *recent {
	r := &recent{}
	r.identities, _ = simplelru.NewLRU[engine.Key, core.Identity](recentMax, nil) // fails for no size only
	r.open, _ = simplelru.NewLRU[engine.Key, core.Conversation](recentMax, nil)
	return r
}

// fill puts what is known into the set and returns the rest, to be read.
func (r *recent) fill(n *engine.Needs, s *engine.Set) (identities, threads map[engine.Key]struct{}) {
	if r == nil {
		return n.Identities, n.Threads
	}
	identities, threads = map[engine.Key]struct{}{}, map[engine.Key]struct{}{}
	for k := range n.Identities {
		if i, ok := r.identities.Get(k); ok {
			putIdentity(s, i)
		} else {
			identities[k] = struct{}{}
		}
	}
	for k := range n.Threads {
		if c, ok := r.open.Get(k); ok {
			putConversation(s, c)
			s.Threads[k] = c.ID
		} else {
			threads[k] = struct{}{}
		}
	}
	return identities, threads
}

// keep takes what a committed batch has left.
func (r *recent) keep(s *engine.Set) {
	if r == nil || s == nil {
		return
	}
	for k, i := range s.Identities {
		if i.New || i.Dirty || !r.identities.Contains(k) {
			r.identities.Add(k, i.V)
		}
	}
	for _, c := range s.Conversations {
		k := threadKey(c.V)
		if c.V.EndedAt == 0 {
			r.open.Add(k, c.V)
		} else if old, ok := r.open.Peek(k); ok && old.ID == c.V.ID {
			r.open.Remove(k)
		}
	}
}

// forget empties it.
func (r *recent) forget() {
	if r != nil {
		r.identities.Purge()
		r.open.Purge()
	}
}
