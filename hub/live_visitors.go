package hub

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/live"
)

func isVisitorToken(token string) bool { return strings.HasPrefix(token, tokenHead) }

// connectVisitor lets a visitor in. The handshake has checked that some account
// takes pages of the origin; here it is the visitor's own.
func (l *liveRoom) connectVisitor(ctx context.Context, token string, from live.Peer) (live.Session, error) {
	v, err := l.h.visitorSession(ctx, token)
	if err != nil {
		return live.Session{}, liveRefusal(err)
	}
	if !from.Own {
		v.origin = from.Origin
	}
	if v.foreign() {
		return live.Session{}, live.ErrInvalidToken
	}
	l.guestCame(v)
	l.places.wake()
	l.visitorHere(v.identity.ID)
	return live.Session{User: v.channel(), Channels: []string{v.channel()}, Value: v,
		MaxConnections: v.site.Limits.SocketsPerVisitor, MaxFromAddress: v.site.Limits.SocketsPerAddress}, nil
}

func (l *liveRoom) callVisitor(ctx context.Context, s live.Session, method string, data json.RawMessage) (json.RawMessage, error) {
	v, ok := s.Value.(visitor)
	if !ok {
		return nil, live.ErrUnknownCall
	}
	out, err := l.h.visitorCall(ctx, v, method, data)
	return out, liveRefusal(err)
}

func visitorOf(s live.Session) (core.ID, bool) {
	v, ok := s.Value.(visitor)
	return v.identity.ID, ok
}

// endVisitor closes the connections of a visitor's session, on all nodes.
func (l *liveRoom) endVisitor(session, identity core.ID) {
	l.tell(liveSign{Kind: signEnded, ID: identity, Session: session})
}

func (l *liveRoom) closeVisitor(session, identity core.ID) {
	l.server.Disconnect(visitorChannel(identity), live.CodeSessionEnded, "session ended", func(s live.Session) bool {
		v, ok := s.Value.(visitor)
		return ok && v.session.ID == session
	})
}

// closeForeign closes the connections of a visitor from pages that a site, as it
// is now, does not take. Others of the same session stay.
func (l *liveRoom) closeForeign(site connectors.Site, identity core.ID) {
	l.server.Disconnect(visitorChannel(identity), live.CodeSessionEnded, "origin removed", func(s live.Session) bool {
		v, ok := s.Value.(visitor)
		v.site = site
		return ok && v.foreign()
	})
}

// originsFor is how long it is remembered which pages accounts take.
const originsFor = 5 * time.Second

// liveOrigins are the pages that accounts take visitors from.
type liveOrigins struct {
	mu    sync.Mutex
	lists []connectors.Origins
	until time.Time
}

// originAllowed reports whether any account takes visitors from pages of an
// origin.
func (l *liveRoom) originAllowed(ctx context.Context, origin string) bool {
	o := &l.origins
	o.mu.Lock()
	defer o.mu.Unlock()
	if now := l.h.cfg.Now(); now.After(o.until) {
		accounts, err := l.h.store.Accounts(ctx)
		if err != nil {
			l.h.log.Warn("the origins of accounts were not read", "error", err)
			return false
		}
		o.lists, o.until = nil, now.Add(originsFor)
		for _, a := range accounts {
			if host, ok := l.h.channels[a.Channel].Connector.(connectors.Host); ok && a.Status == core.AccountActive {
				o.lists = append(o.lists, host.Site(a).Origins)
			}
		}
	}
	for _, list := range o.lists {
		if list.Allows(origin) {
			return true
		}
	}
	return false
}
