package hub

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/route"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/live"
)

// liveRoom is the hub's side of live updates: who may connect, what they may
// see, and what is new.
type liveRoom struct {
	h       *Hub
	server  *live.Server
	epoch   string // of every stream: the database's generation
	feed    *liveFeed
	looks   *looks
	seen    *presence
	places  *placeTeller
	pages   *pages
	origins liveOrigins

	mu      sync.Mutex
	agents  map[*liveAgent]struct{}
	guests  map[core.ID]*guest     // visitors' sessions
	watches map[core.ID]*liveWatch // conversations that agents have open
	recheck map[core.ID]struct{}   // agents whose rights are to be asked for again; the zero id: all
	wake    chan struct{}
	sites   chan core.ID // accounts whose visitors are to be looked at
}

// liveWatch is a conversation that agents of this node have open.
type liveWatch struct {
	account  core.ID
	identity core.ID
	external string // the person's name at the platform
	stream   bool   // the person reads from a stream of ours: it is known whether they are there
	agents   map[*liveAgent]struct{}
}

// liveAgent is one connection of an agent.
type liveAgent struct {
	name string

	mu     sync.Mutex
	grant  LiveGrant
	viewed core.ID                // the conversation it says it is looking at
	asked  map[core.ID]*liveWatch // conversations it was let into
}

func (a *liveAgent) viewer() core.Viewer {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.grant.Viewer
}

// LiveOptions tunes live updates.
type LiveOptions struct {
	PerUser, PerAddress int // connections; 0: the defaults
}

func openLive(ctx context.Context, h *Hub) (*liveRoom, error) {
	epoch, err := h.store.Generation(ctx)
	if err != nil {
		return nil, err
	}
	l := &liveRoom{h: h, epoch: epoch, agents: map[*liveAgent]struct{}{}, guests: map[core.ID]*guest{}, watches: map[core.ID]*liveWatch{},
		recheck: map[core.ID]struct{}{}, wake: make(chan struct{}, 1), sites: make(chan core.ID, sitesMax), pages: newPages()}
	l.feed, l.looks, l.seen, l.places = newLiveFeed(l), newLooks(h.cfg.Now), newPresence(h.cfg.Now), newPlaceTeller(l)
	l.server, err = live.New(live.Options{Backend: l, Log: h.log, PerUser: h.cfg.Live.PerUser, PerAddress: h.cfg.Live.PerAddress})
	if err != nil {
		return nil, err
	}
	h.OnAccess(l.accessChanged)
	h.visitors.ended = l.endVisitor
	return l, h.metrics.registry.Register(l.server)
}

// Live returns the server of live updates, to be mounted; nil for a hub that is
// open for the command line.
func (h *Hub) Live() *live.Server {
	if h.live == nil {
		return nil
	}
	return h.live.server
}

// MountLive serves live updates on a listener.
func (h *Hub) MountLive(r route.IRoutes, clientAddr func(*app.RequestContext) string) {
	h.live.server.Mount(r, live.Mount{ClientAddr: clientAddr, Allowed: h.live.originAllowed,
		Own: []string{live.Origin(h.cfg.PublicURL), live.Origin(h.cfg.AgentsURL)}})
}

// close ends what serve has not ended yet.
func (l *liveRoom) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), liveCloseLimit)
	defer cancel()
	return l.server.Shutdown(ctx)
}

const liveCloseLimit = 5 * time.Second

// run hears the other nodes and tells connected agents what is new.
func (l *liveRoom) run(ctx context.Context) {
	l.listen()
	var wg sync.WaitGroup
	wg.Go(func() { l.feed.run(ctx) })
	wg.Go(func() { l.watch(ctx) })
	wg.Go(func() { l.watchGuests(ctx) })
	wg.Go(func() { l.places.run(ctx) })
	wg.Go(func() { l.keepPages(ctx) })
	wg.Wait()
}

// Connect implements live.Backend.
func (l *liveRoom) Connect(ctx context.Context, token string, from live.Peer) (live.Session, error) {
	if isVisitorToken(token) {
		return l.connectVisitor(ctx, token, from)
	}
	if !from.Own { // agents work in the hub's own pages only
		return live.Session{}, live.ErrInvalidToken
	}
	g, err := l.h.LiveAccess(ctx, token)
	if err != nil {
		return live.Session{}, liveRefusal(err)
	}
	if !g.Viewer.Can(core.PermRead) {
		return live.Session{}, live.ErrDenied
	}
	agent, err := l.h.store.Profile(ctx, g.Viewer.AgentID)
	if err != nil {
		return live.Session{}, liveRefusal(err)
	}
	a := &liveAgent{name: agent.Name, grant: g, asked: map[core.ID]*liveWatch{}}
	l.mu.Lock()
	l.agents[a] = struct{}{}
	l.mu.Unlock()
	l.pages.came(agent.ID)
	s := live.Session{User: agentChannel(agent.ID), Channels: []string{agentChannel(agent.ID)}, Value: a}
	if !g.ExpiresAt.IsZero() {
		s.ExpiresAt = g.ExpiresAt.Std()
	}
	return s, nil
}

// errVisitorCall is the code of a call that visitors do not have.
const errVisitorCall = "widget.method"

// liveRefusal says a problem in the protocol's words.
func liveRefusal(err error) error {
	var p *core.Problem
	if err == nil || !errors.As(err, &p) {
		return err
	}
	switch {
	case p.Code == errLiveExpired.Code:
		return live.ErrTokenExpired
	case p.Code == errVisitorCall:
		return live.ErrUnknownCall
	case p.Status == 401:
		return live.ErrInvalidToken
	case p.Status == 403 || p.Status == 404:
		return &live.Refused{Code: live.CodeDenied, Reason: p.Code}
	case p.Status == 429 || p.Status == 503: // too much at once, or switched off for now
		return &live.Refused{Code: live.CodeTooMany, Reason: p.Code}
	case p.Status < 500:
		return &live.Refused{Code: live.CodeBadRequest, Reason: p.Code}
	}
	return err
}

// Refresh implements live.Backend: the new token must be of the same person.
func (l *liveRoom) Refresh(ctx context.Context, s live.Session, token string) (time.Time, error) {
	a, ok := s.Value.(*liveAgent)
	if !ok { // visitors' tokens last as long as their sessions
		return time.Time{}, live.ErrInvalidToken
	}
	g, err := l.h.LiveAccess(ctx, token)
	if err != nil {
		return time.Time{}, liveRefusal(err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if g.Viewer.AgentID != a.grant.Viewer.AgentID {
		return time.Time{}, live.ErrInvalidToken
	}
	a.grant = g
	if g.ExpiresAt.IsZero() {
		return l.h.cfg.Now().Add(liveFor), nil
	}
	return g.ExpiresAt.Std(), nil
}

// Subscribe implements live.Backend: an agent may have the streams of
// conversations that it may see. Everything else is had without being asked for.
func (l *liveRoom) Subscribe(ctx context.Context, s live.Session, channel string) error {
	a, ok := s.Value.(*liveAgent)
	kind, id := parseChannel(channel)
	if !ok || kind != conversationStream {
		return live.ErrDenied
	}
	view, err := l.h.store.Conversation(ctx, a.viewer(), id)
	if err != nil {
		return liveRefusal(err)
	}
	w, err := l.watchOf(ctx, view)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked[id] = w
	return nil
}

// agentCall is the data of an agent's call.
type agentCall struct {
	Conversation core.ID `json:"conversation"`
	On           bool    `json:"on"`
}

func parseCall(data json.RawMessage) (in agentCall, err error) {
	if len(data) > 0 && json.Unmarshal(data, &in) != nil {
		return agentCall{}, live.ErrBadRequest
	}
	return in, nil
}

// Call implements live.Backend.
func (l *liveRoom) Call(ctx context.Context, s live.Session, method string, data json.RawMessage) (json.RawMessage, error) {
	a, ok := s.Value.(*liveAgent)
	if !ok {
		return l.callVisitor(ctx, s, method, data)
	}
	in, err := parseCall(data)
	if err != nil {
		return nil, err
	}
	switch method {
	case "typing":
		return nothing, liveRefusal(l.h.Typing(ctx, a.viewer(), in.Conversation, in.On))
	case "viewing":
		return nothing, l.viewing(ctx, a, in.Conversation)
	}
	return nil, live.ErrUnknownCall
}

var nothing = json.RawMessage(`{}`)

// Gone implements live.Backend.
func (l *liveRoom) Gone(s live.Session) {
	a, ok := s.Value.(*liveAgent)
	if !ok {
		l.guestLeft(s)
		return
	}
	a.mu.Lock()
	viewed := a.viewed
	a.viewed = core.ID{}
	a.mu.Unlock()
	l.mu.Lock()
	delete(l.agents, a)
	for id, w := range l.watches {
		if delete(w.agents, a); len(w.agents) == 0 {
			delete(l.watches, id)
		}
	}
	l.mu.Unlock()
	if !viewed.IsZero() {
		l.tellLook(a, viewed, false)
	}
}

// connected returns the connections of agents.
func (l *liveRoom) connected() []*liveAgent {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]*liveAgent, 0, len(l.agents))
	for a := range l.agents {
		out = append(out, a)
	}
	return out
}
