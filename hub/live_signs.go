package hub

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// liveSign is something that passes: it is told at once, here and on the other
// nodes, and kept nowhere.
type liveSign struct {
	Node    string          `json:"node"`
	Kind    string          `json:"kind"`
	ID      core.ID         `json:"id,omitzero"`
	Agent   core.ID         `json:"agent,omitzero"`
	Session core.ID         `json:"session,omitzero"`
	Name    string          `json:"name,omitempty"`
	On      bool            `json:"on,omitempty"`
	IDs     []core.ID       `json:"ids,omitempty"`
	Data    json.RawMessage `json:"data,omitempty"`
}

// The kinds of sign.
const (
	signAgent        = "agent"        // Data into the stream of agent ID
	signStaff        = "staff"        // Data into the streams of all agents
	signVisitor      = "visitor"      // Data to visitor ID
	signConversation = "conversation" // Data to the agents who have conversation ID open
	signWriter       = "writer"       // the person of identity ID types, or stops
	signLook         = "look"         // Agent looks at conversation ID, or stops
	signOnline       = "online"       // the visitors IDs are there
	signEnded        = "ended"        // the Session of visitor ID has ended
)

// tell says something here and to the other nodes.
func (l *liveRoom) tell(s liveSign) {
	l.deliver(s)
	s.Node = l.h.owner
	l.h.bus.Publish(subjectSigns, pushOf(s))
}

func (l *liveRoom) heardSign(_ string, b []byte) {
	var s liveSign
	if json.Unmarshal(b, &s) == nil && s.Node != l.h.owner {
		l.deliver(s)
	}
}

func (l *liveRoom) deliver(s liveSign) {
	switch s.Kind {
	case signAgent:
		l.server.Publish(agentChannel(s.ID), s.Data)
	case signStaff:
		l.tellStaff(s.Data)
	case signVisitor:
		l.server.Message(visitorChannel(s.ID), s.Data)
	case signConversation:
		l.tellWatchers(s.ID, s.Data)
	case signWriter:
		l.writes(func(w *liveWatch) bool { return w.identity == s.ID }, s.On)
	case signLook:
		l.looks.set(s.ID, s.Agent, s.Name, s.On)
		l.tellWatchers(s.ID, lookMessage(s.ID, l.looks.at(s.ID)))
	case signEnded:
		l.closeVisitor(s.Session, s.ID)
	case signOnline:
		l.arrived(l.seen.mark(s.IDs))
	}
}

// writes tells who has a person's conversation open that the person types.
func (l *liveRoom) writes(match func(*liveWatch) bool, on bool) {
	for _, id := range l.opened(match) {
		l.tellWatchers(id, pushOf(map[string]any{"type": "typing", "conversation": id, "on": on, "who": core.ByContact}))
	}
}

// agentTyped shows the colleagues who have a conversation open that an agent
// types, however the hub heard of it.
func (l *liveRoom) agentTyped(ctx context.Context, v core.Viewer, conversation core.ID, on bool) {
	if l == nil { // a hub that is open for the command line
		return
	}
	agent, err := l.h.store.Profile(ctx, v.AgentID)
	if err != nil {
		l.h.log.Warn("colleagues see an agent type without a name", "agent", v.AgentID, "error", err)
	}
	l.tell(liveSign{Kind: signConversation, ID: conversation,
		Data: pushOf(map[string]any{"type": "typing", "conversation": conversation, "on": on, "who": core.ByAgent, "name": agent.Name})})
}

// heardTyping hears what a platform says of a person who types.
func (l *liveRoom) heardTyping(subject string, external []byte) {
	account, err := core.ParseID(strings.TrimPrefix(subject, subjectTyping))
	if err == nil {
		l.writes(func(w *liveWatch) bool { return w.account == account && w.external == string(external) }, true)
	}
}

// looks are who looks at which conversation.
type looks struct {
	now func() time.Time
	mu  sync.Mutex
	all map[core.ID]map[core.ID]look
}

type look struct {
	ID    core.ID   `json:"id"`
	Name  string    `json:"name"`
	until time.Time // unless it is said again
}

// lookFor is how long a look holds that nobody ended: its node may be gone.
const lookFor = 3 * beatEvery

func newLooks(now func() time.Time) *looks {
	return &looks{now: now, all: map[core.ID]map[core.ID]look{}}
}

func (k *looks) set(conversation, agent core.ID, name string, on bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	set := k.all[conversation]
	if !on {
		if delete(set, agent); len(set) == 0 {
			delete(k.all, conversation)
		}
		return
	}
	if set == nil {
		set = map[core.ID]look{}
		k.all[conversation] = set
	}
	set[agent] = look{ID: agent, Name: name, until: k.now().Add(lookFor)}
}

// at returns who looks at a conversation, always in the same order.
func (k *looks) at(conversation core.ID) []look {
	k.mu.Lock()
	defer k.mu.Unlock()
	out := []look{}
	for agent, one := range k.all[conversation] {
		if k.now().After(one.until) {
			delete(k.all[conversation], agent)
			continue
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b look) int { return strings.Compare(a.ID.String(), b.ID.String()) })
	return out
}

// stale returns conversations of which a look has ended by itself.
func (k *looks) stale() []core.ID {
	k.mu.Lock()
	defer k.mu.Unlock()
	var out []core.ID
	for id, set := range k.all {
		n := len(set)
		for agent, one := range set {
			if k.now().After(one.until) {
				delete(set, agent)
			}
		}
		if len(set) < n {
			out = append(out, id)
		}
		if len(set) == 0 {
			delete(k.all, id)
		}
	}
	return out
}

func lookMessage(conversation core.ID, agents []look) json.RawMessage {
	return pushOf(map[string]any{"type": "viewers", "conversation": conversation, "agents": agents})
}
