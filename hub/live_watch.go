package hub

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/live"
)

func (l *liveRoom) watchOf(ctx context.Context, c core.ConversationView) (*liveWatch, error) {
	w := &liveWatch{account: c.AccountID, identity: c.IdentityID, agents: map[*liveAgent]struct{}{}}
	account, err := l.h.accounts.get(ctx, c.AccountID)
	if err != nil {
		return nil, err
	}
	if ch, ok := l.h.channels[account.Channel]; ok {
		w.stream = ch.Connector.Caps(account).Stream
	}
	identity, err := l.h.store.Identity(ctx, c.IdentityID)
	w.external = identity.ExternalID
	return w, err
}

// Subscribed implements live.Backend: the agent is told how things stand in the
// conversation that it opened.
func (l *liveRoom) Subscribed(s live.Session, channel string) {
	a, ok := s.Value.(*liveAgent)
	kind, id := parseChannel(channel)
	if !ok || kind != conversationStream {
		return
	}
	a.mu.Lock()
	w := a.asked[id]
	delete(a.asked, id)
	a.mu.Unlock()
	if w == nil {
		return
	}
	l.mu.Lock()
	if _, connected := l.agents[a]; connected {
		if known := l.watches[id]; known != nil {
			w = known
		}
		w.agents[a] = struct{}{}
		l.watches[id] = w
	}
	l.mu.Unlock()
	if w.stream {
		l.server.Message(s.User, presenceMessage(id, l.seen.online(w.identity)))
	}
	l.server.Message(s.User, lookMessage(id, l.looks.at(id)))
}

// Unsubscribed implements live.Backend.
func (l *liveRoom) Unsubscribed(s live.Session, channel string) {
	a, ok := s.Value.(*liveAgent)
	kind, id := parseChannel(channel)
	if !ok || kind != conversationStream {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if w := l.watches[id]; w != nil {
		if delete(w.agents, a); len(w.agents) == 0 {
			delete(l.watches, id)
		}
	}
}

// watchers returns who has a conversation open here.
func (l *liveRoom) watchers(conversation core.ID) []*liveAgent {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := l.watches[conversation]
	if w == nil {
		return nil
	}
	out := make([]*liveAgent, 0, len(w.agents))
	for a := range w.agents {
		out = append(out, a)
	}
	return out
}

// opened returns the conversations open here that match.
func (l *liveRoom) opened(match func(*liveWatch) bool) []core.ID {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []core.ID
	for id, w := range l.watches {
		if match(w) {
			out = append(out, id)
		}
	}
	return out
}

// tellWatchers pushes something ephemeral to the agents who have a conversation
// open.
func (l *liveRoom) tellWatchers(conversation core.ID, data json.RawMessage) {
	told := map[core.ID]bool{}
	for _, a := range l.watchers(conversation) {
		if id := a.viewer().AgentID; !told[id] {
			told[id] = true
			l.server.Message(agentChannel(id), data)
		}
	}
}

// How often what hints may have missed is looked at.
const (
	beatEvery  = 15 * time.Second
	rightsLook = 2 // beats between two looks at everybody's rights
)

// watch keeps up with rights, presence and who looks at what, until ctx ends.
func (l *liveRoom) watch(ctx context.Context) {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for beat := 1; ; {
		select {
		case <-ctx.Done():
			return
		case <-l.wake:
		case <-tick.C:
			beat++
			if beat%rightsLook == 0 {
				l.lookAgain(core.ID{})
			}
			l.beat()
		}
		l.checkRights(ctx)
	}
}

// accessChanged hears of sign-ins that end and rights that change.
func (l *liveRoom) accessChanged(c core.AccessChange) {
	if c.Ended {
		l.endSessions(c)
		return
	}
	l.lookAgain(c.Agent)
}

func (l *liveRoom) lookAgain(agent core.ID) {
	l.mu.Lock()
	l.recheck[agent] = struct{}{}
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *liveRoom) endSessions(c core.AccessChange) {
	for _, a := range l.connected() {
		a.mu.Lock()
		g := a.grant
		a.mu.Unlock()
		if c.Concerns(g.Viewer.AgentID, g.Session, g.Key) {
			l.end(a, live.CodeSessionEnded, "session ended")
		}
	}
}

func (l *liveRoom) end(a *liveAgent, code uint32, reason string) {
	l.server.Disconnect(agentChannel(a.viewer().AgentID), code, reason, func(s live.Session) bool { return s.Value == a })
}

// checkRights asks again what connected agents may do. Whose rights have
// changed connects anew, so that the page reads its lists again.
func (l *liveRoom) checkRights(ctx context.Context) {
	l.mu.Lock()
	due := l.recheck
	l.recheck = map[core.ID]struct{}{}
	l.mu.Unlock()
	if len(due) == 0 {
		return
	}
	_, all := due[core.ID{}]
	for _, a := range l.connected() {
		a.mu.Lock()
		was := a.grant
		a.mu.Unlock()
		if _, named := due[was.Viewer.AgentID]; !named && !all {
			continue
		}
		limited, cancel := context.WithTimeout(ctx, rightsLimit)
		now, err := l.h.LiveStill(limited, was)
		cancel()
		switch {
		case hasCode(err, errLive.Code):
			l.end(a, live.CodeSessionEnded, "session ended")
		case err != nil:
			if ctx.Err() == nil {
				l.h.log.Warn("the rights of a connected agent were not read", "error", err)
			}
		case !sameRights(was.Viewer, now.Viewer):
			l.end(a, live.CodeReconnect, "rights changed")
		}
	}
}

const rightsLimit = 5 * time.Second

func sameRights(a, b core.Viewer) bool {
	return a.Scope == b.Scope && slices.Equal(a.Teams, b.Teams) && slices.Equal(a.Permissions, b.Permissions)
}
