package hub

import (
	"context"
	"errors"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/live"
)

// guest is a visitor's session with the connections that it has here.
type guest struct {
	visitor
	connections int
}

func (l *liveRoom) guestCame(v visitor) {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.guests[v.session.ID]
	if g == nil {
		g = &guest{visitor: v}
		l.guests[v.session.ID] = g
	}
	g.connections++
}

func (l *liveRoom) guestLeft(s live.Session) {
	v, ok := s.Value.(visitor)
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if g := l.guests[v.session.ID]; g != nil {
		if g.connections--; g.connections <= 0 {
			delete(l.guests, v.session.ID)
		}
	}
}

// A visitor's session that ended elsewhere is told by a sign, which may be lost:
// all sessions are looked at this often, a few at a time.
const (
	guestsLook = 30 * time.Second
	guestsRest = 50 * time.Millisecond // after each set
	guestsSet  = 50
)

func (l *liveRoom) watchGuests(ctx context.Context) {
	tick := time.NewTicker(guestsLook)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			l.checkGuests(ctx)
		}
	}
}

func (l *liveRoom) checkGuests(ctx context.Context) {
	l.mu.Lock()
	all := make([]visitor, 0, len(l.guests))
	for _, g := range l.guests {
		all = append(all, g.visitor)
	}
	l.mu.Unlock()
	rest := time.NewTimer(0)
	defer rest.Stop()
	for i, v := range all {
		if i%guestsSet == 0 {
			select {
			case <-ctx.Done():
				return
			case <-rest.C:
				rest.Reset(guestsRest)
			}
		}
		limited, cancel := context.WithTimeout(ctx, rightsLimit)
		_, err := l.h.visitorAgain(limited, v)
		cancel()
		var p *core.Problem
		switch {
		case err == nil || ctx.Err() != nil:
		case errors.As(err, &p) && (p.Status == 401 || p.Status == 404): // it ended, or its account was removed
			l.closeVisitor(v.session.ID, v.identity.ID)
		case !errors.As(err, &p):
			l.h.log.Warn("the session of a connected visitor was not read", "account", v.account.ID, "error", err)
			return // the next look tries all again
		}
	}
}
