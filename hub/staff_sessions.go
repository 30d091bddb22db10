package hub

import (
	"context"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// errSession is a session that has ended.
var errSession = &core.Problem{Status: 401, Code: "session.ended", Text: "you are signed out; sign in again"}

// touchEvery is how often the use of a session is written down.
const touchEvery = 5 * time.Minute

// Session implements api.Staff.
func (h *Hub) Session(ctx context.Context, token string) (core.Viewer, core.Session, error) {
	if !secret.LooksLikeToken(sessionHead, token) {
		return core.Viewer{}, core.Session{}, errSession
	}
	s, ok, err := h.store.SessionByHash(ctx, secret.HashAPIKey(token))
	if err != nil {
		return core.Viewer{}, s, err
	}
	if !ok {
		return core.Viewer{}, s, errSession
	}
	v, err := h.store.Viewer(ctx, s.AgentID)
	if hasCode(err, "agent.not_found") {
		err = errSession
	}
	if err != nil {
		return v, s, err
	}
	if now := core.At(h.cfg.Now()); now.Sub(s.LastUsedAt) > touchEvery {
		if err := h.store.TouchSession(ctx, s); err != nil {
			h.log.Warn("the session's last use was not written", "error", err)
		}
		s.LastUsedAt, s.ExpiresAt = now, core.SessionEnd(s.CreatedAt, now)
	}
	return v, s, nil
}

// Sessions implements api.Staff: one's own.
func (h *Hub) Sessions(ctx context.Context, v core.Viewer) ([]core.Session, error) {
	return h.store.Sessions(ctx, v.AgentID)
}

// EndSession implements api.Staff: one of one's own.
func (h *Hub) EndSession(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := h.store.EndSession(ctx, v.AgentID, id); err != nil {
		return err
	}
	h.accessChanged(core.AccessChange{Agent: v.AgentID, Session: id, Ended: true})
	return h.audit(ctx, v, "session.ended", id.String(), "")
}

// AgentSessions implements api.Rights: those of somebody else.
func (h *Hub) AgentSessions(ctx context.Context, v core.Viewer, agent core.ID) ([]core.Session, error) {
	if err := need(v, core.PermAgents); err != nil {
		return nil, err
	}
	if _, err := h.store.Profile(ctx, agent); err != nil {
		return nil, err
	}
	return h.store.Sessions(ctx, agent)
}

// EndAgentSession implements api.Rights.
func (h *Hub) EndAgentSession(ctx context.Context, v core.Viewer, agent, id core.ID) error {
	if err := need(v, core.PermAgents); err != nil {
		return err
	}
	if _, err := h.mayManage(ctx, v, agent); err != nil {
		return err
	}
	if err := h.store.EndSession(ctx, agent, id); err != nil {
		return err
	}
	h.accessChanged(core.AccessChange{Agent: agent, Session: id, Ended: true})
	return h.audit(ctx, v, "session.ended", id.String(), agent.String())
}

// EndAgentSessions implements api.Rights: the agent's keys go on.
func (h *Hub) EndAgentSessions(ctx context.Context, v core.Viewer, agent core.ID) error {
	if err := need(v, core.PermAgents); err != nil {
		return err
	}
	if _, err := h.mayManage(ctx, v, agent); err != nil {
		return err
	}
	ended, err := h.store.EndSessions(ctx, agent)
	if err != nil {
		return err
	}
	h.sessionsEnded(ended)
	return h.audit(ctx, v, "session.all_ended", agent.String(), strconv.Itoa(len(ended)))
}

// access holds who wants to know of changes of access.
type access struct {
	mu        sync.RWMutex
	listeners []func(core.AccessChange)
}

// OnAccess calls f whenever a session or a key ends, or an agent's rights
// change, here or on another node. It is a hint: who must not miss one asks
// again now and then. f must not block.
func (h *Hub) OnAccess(f func(core.AccessChange)) {
	h.access.mu.Lock()
	defer h.access.mu.Unlock()
	h.access.listeners = append(h.access.listeners, f)
}

// accessChanged tells this node at once and the others by the bus.
func (h *Hub) accessChanged(c core.AccessChange) {
	h.tellAccess(c)
	if h.bus == nil {
		return
	}
	if b, err := json.Marshal(c); err == nil {
		h.bus.Publish(subjectAccess, b)
	}
}

func (h *Hub) tellAccess(c core.AccessChange) {
	h.access.mu.RLock()
	defer h.access.mu.RUnlock()
	for _, f := range h.access.listeners {
		f(c)
	}
}

// accessHeard hears of a change on any node.
func (h *Hub) accessHeard(_ string, b []byte) {
	var c core.AccessChange
	if json.Unmarshal(b, &c) == nil {
		h.tellAccess(c)
	}
}
