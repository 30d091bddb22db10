package hub

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/live"
)

// presenceFor is how long a visitor counts as there after the last sign of a
// socket or poll.
const presenceFor = 60 * time.Second

// presence knows which visitors are there, on any node.
type presence struct {
	now func() time.Time

	began time.Time // before that nobody was seen

	mu    sync.Mutex
	until map[core.ID]time.Time
	last  map[core.ID]time.Time // when somebody was seen, for as long as it is asked for
	beats map[core.ID]struct{}  // seen here since the last beat
}

func newPresence(now func() time.Time) *presence {
	return &presence{now: now, began: now(), until: map[core.ID]time.Time{}, last: map[core.ID]time.Time{}, beats: map[core.ID]struct{}{}}
}

// mark notes visitors who are there, and returns those who were not.
func (p *presence) mark(ids []core.ID) []core.ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	var fresh []core.ID
	now := p.now()
	for _, id := range ids {
		if !now.Before(p.until[id]) {
			fresh = append(fresh, id)
		}
		p.until[id], p.last[id] = now.Add(presenceFor), now
	}
	return fresh
}

// since returns when a visitor was seen for the last time, on any node; a node
// that has just begun cannot know, and says when it began.
func (p *presence) since(id core.ID) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, seen := p.last[id]; seen {
		return at
	}
	return p.began
}

// here notes a visitor of this node; true: the others should hear at once.
func (p *presence) here(id core.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.beats[id] = struct{}{}
	return !p.now().Before(p.until[id])
}

func (p *presence) online(id core.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now().Before(p.until[id])
}

// beat returns who was seen here since the last one, and who has left.
func (p *presence) beat() (here, left []core.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id := range p.beats {
		here = append(here, id)
	}
	clear(p.beats)
	for id, at := range p.last {
		if p.now().Sub(at) > routing.LeaveMax {
			delete(p.last, id)
		}
	}
	for id, until := range p.until {
		if !p.now().Before(until) && !slices.Contains(here, id) {
			left = append(left, id)
			delete(p.until, id)
		}
	}
	return here, left
}

// visitorHere notes that a visitor is connected, here.
func (l *liveRoom) visitorHere(identity core.ID) {
	if l.seen.here(identity) {
		l.tell(liveSign{Kind: signOnline, IDs: []core.ID{identity}})
	}
}

// onlineSet is how many visitors one sign names.
const onlineSet = 400

// beat tells the other nodes who is here, and agents who is not any more.
func (l *liveRoom) beat() {
	here, left := l.seen.beat()
	for set := range slices.Chunk(here, onlineSet) {
		l.tell(liveSign{Kind: signOnline, IDs: set})
	}
	l.presenceChanged(left, false)
	for _, a := range l.connected() {
		a.mu.Lock()
		viewed := a.viewed
		a.mu.Unlock()
		if !viewed.IsZero() {
			l.tellLook(a, viewed, true)
		}
	}
	for _, id := range l.looks.stale() {
		l.tellWatchers(id, lookMessage(id, l.looks.at(id)))
	}
}

func (l *liveRoom) arrived(ids []core.ID) { l.presenceChanged(ids, true) }

func (l *liveRoom) presenceChanged(ids []core.ID, online bool) {
	for _, identity := range ids {
		for _, id := range l.opened(func(w *liveWatch) bool { return w.identity == identity }) {
			l.tellWatchers(id, presenceMessage(id, online))
		}
	}
}

func presenceMessage(conversation core.ID, online bool) json.RawMessage {
	state := "offline"
	if online {
		state = "online"
	}
	return pushOf(map[string]any{"type": "presence", "conversation": conversation, "visitor": state})
}

// viewing notes which conversation an agent looks at; the zero id: none.
func (l *liveRoom) viewing(ctx context.Context, a *liveAgent, conversation core.ID) error {
	if !conversation.IsZero() {
		if _, err := l.h.store.Conversation(ctx, a.viewer(), conversation); err != nil {
			return liveRefusal(err)
		}
	}
	a.mu.Lock()
	was := a.viewed
	a.viewed = conversation
	a.mu.Unlock()
	if was != conversation && !was.IsZero() {
		l.tellLook(a, was, false)
	}
	if !conversation.IsZero() {
		l.tellLook(a, conversation, true)
	}
	return nil
}

// tellLook says that an agent looks at a conversation, or stops. It has not
// stopped while another of its pages here looks at it.
func (l *liveRoom) tellLook(a *liveAgent, conversation core.ID, on bool) {
	agent := a.viewer().AgentID
	if !on {
		for _, other := range l.connected() {
			other.mu.Lock()
			same := other != a && other.grant.Viewer.AgentID == agent && other.viewed == conversation
			other.mu.Unlock()
			if same {
				return
			}
		}
	}
	l.tell(liveSign{Kind: signLook, ID: conversation, Agent: agent, Name: a.name, On: on})
}

// Alive implements live.Backend.
func (l *liveRoom) Alive(s live.Session) {
	if id, ok := visitorOf(s); ok {
		l.visitorHere(id)
	}
}
