package hub

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/live"
)

const (
	feedEvery   = 50 * time.Millisecond // changes of one conversation within it are one push
	feedRest    = 3                     // times as long as a flush took: lists never take the machine from messages
	countsEvery = time.Second
	feedMax     = 20_000 // conversations that wait; beyond it agents read their lists anew
	feedLimit   = 5 * time.Second
)

// liveFeed tells connected agents of conversations that changed: read set-wise,
// rendered once, and pushed to those who may see them.
type liveFeed struct {
	l    *liveRoom
	wake chan struct{}

	mu       sync.Mutex
	due      map[core.ID][]store.Place // with where it was
	accounts bool                      // they changed
	lost     bool                      // more changed than was kept
	paused   []core.ID                 // agents whose pause may have begun with a commit of this node

	owed map[core.ID]struct{} // agents whose counts changed; of run alone
}

func newLiveFeed(l *liveRoom) *liveFeed {
	return &liveFeed{l: l, wake: make(chan struct{}, 1), due: map[core.ID][]store.Place{}, owed: map[core.ID]struct{}{}}
}

// changed notes a conversation; from is where it was, if it moved.
func (f *liveFeed) changed(id core.ID, from *store.Place) {
	f.mu.Lock()
	places, known := f.due[id]
	if from != nil {
		places = append(places, *from)
	}
	if known || len(f.due) < feedMax {
		f.due[id] = places
	} else {
		f.lost = true
	}
	f.mu.Unlock()
	f.ring()
}

func (f *liveFeed) pauses(agents []core.ID) {
	f.mu.Lock()
	f.paused = append(f.paused, agents...)
	f.mu.Unlock()
	f.ring()
}

func (f *liveFeed) accountsChanged() {
	f.mu.Lock()
	f.accounts = true
	f.mu.Unlock()
	f.ring()
}

func (f *liveFeed) ring() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// run pushes at once what comes alone, and then at most every 50 ms.
func (f *liveFeed) run(ctx context.Context) {
	counts := time.NewTicker(countsEvery)
	defer counts.Stop()
	rest := time.NewTimer(0)
	defer rest.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-counts.C:
			f.tellCounts()
			continue
		case <-f.wake:
		}
		began := time.Now()
		f.flush(ctx)
		rest.Reset(max(feedEvery, min(feedRest*time.Since(began), countsEvery)))
		select {
		case <-ctx.Done():
			return
		case <-rest.C:
		}
	}
}

// tellCounts goes out once a second at most, to those it concerns.
func (f *liveFeed) tellCounts() {
	for agent := range f.owed {
		f.l.server.Publish(agentChannel(agent), json.RawMessage(`{"type":"counts"}`))
	}
	clear(f.owed)
}

func (f *liveFeed) flush(ctx context.Context) {
	f.mu.Lock()
	due, accounts, lost, paused := f.due, f.accounts, f.lost, f.paused
	f.due, f.accounts, f.lost, f.paused = map[core.ID][]store.Place{}, false, false, nil
	f.mu.Unlock()
	for _, agent := range paused {
		f.l.h.availabilityChanged(ctx, agent)
	}
	viewers := map[core.ID]core.Viewer{}
	agents := f.l.connected()
	for _, a := range agents {
		v := a.viewer()
		if other, ok := viewers[v.AgentID]; ok && !other.Can(core.PermUnmask) {
			v = other // a session and a narrower key hear the same pushes
		}
		viewers[v.AgentID] = v
	}
	for id := range viewers {
		if accounts {
			f.l.server.Publish(agentChannel(id), json.RawMessage(`{"type":"accounts"}`))
		}
	}
	if lost {
		for _, a := range agents {
			f.l.end(a, live.CodeReconnect, "too much has changed")
		}
		return
	}
	if len(viewers) == 0 || len(due) == 0 {
		return
	}
	ids := make(map[core.ID]struct{}, len(due))
	for id := range due {
		ids[id] = struct{}{}
	}
	limited, cancel := context.WithTimeout(ctx, feedLimit)
	defer cancel()
	views, err := f.l.h.store.ConversationViews(limited, ids)
	if err != nil {
		if ctx.Err() == nil {
			f.l.h.log.Warn("agents were not told of changed conversations; they read their lists again", "error", err)
			for _, a := range agents {
				f.l.end(a, live.CodeReconnect, "changes were not read")
			}
		}
		return
	}
	for i := range views {
		if len(due[views[i].ID]) > 0 {
			f.closeSights(&views[i])
			f.l.server.Changed(conversationChannel(views[i].ID))
		}
	}
	// One agent after the other: a socket then gets all of it in one frame.
	shown := make([]shownViews, len(views))
	for _, v := range viewers {
		f.tell(v, views, due, shown)
	}
}

// shownViews is a conversation as it is pushed, rendered once for all agents: who
// may not see phone numbers and mail addresses gets another one.
type shownViews struct{ whole, masked json.RawMessage }

func (s *shownViews) of(v core.Viewer, c core.ConversationView) json.RawMessage {
	to, render := &s.whole, api.LiveConversation
	if !v.Can(core.PermUnmask) {
		to, render = &s.masked, api.LiveConversationMasked
	}
	if *to == nil {
		*to = pushOf(map[string]any{"type": "conversation", "conversation": render(c)})
	}
	return *to
}

// tell pushes to an agent the conversations that it sees, and that those are
// gone which it saw and does not any more.
func (f *liveFeed) tell(v core.Viewer, views []core.ConversationView, due map[core.ID][]store.Place, shown []shownViews) {
	channel := agentChannel(v.AgentID)
	for i := range views {
		c := &views[i]
		switch {
		case v.Sees(c.Conversation, c.Participants):
			f.l.server.Publish(channel, shown[i].of(v, *c))
		case saw(v, c.Conversation, due[c.ID]):
			f.l.server.Publish(channel, pushOf(map[string]any{"type": "conversation_gone", "id": c.ID}))
		default:
			continue
		}
		f.owed[v.AgentID] = struct{}{}
	}
}

// saw reports whether a viewer saw a conversation in a place that it has left.
func saw(v core.Viewer, c core.Conversation, from []store.Place) bool {
	for _, p := range from {
		if !p.Participant.IsZero() {
			if p.Participant == v.AgentID {
				return true
			}
			continue
		}
		if c.AgentID, c.TeamID, c.Offered = p.AgentID, p.TeamID, p.Offered; v.Sees(c, nil) {
			return true
		}
	}
	return false
}

// closeSights takes a conversation's stream from agents who may not see it any
// more.
func (f *liveFeed) closeSights(c *core.ConversationView) {
	for _, a := range f.l.watchers(c.ID) {
		if v := a.viewer(); !v.Sees(c.Conversation, c.Participants) {
			f.l.server.Unsubscribe(agentChannel(v.AgentID), conversationChannel(c.ID), func(s live.Session) bool { return s.Value == a })
		}
	}
}

// pushOf encodes what is pushed; our own values always encode.
func pushOf(v any) json.RawMessage {
	b, _ := json.Marshal(v)
	return b
}
