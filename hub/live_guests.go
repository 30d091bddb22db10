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
		g.origin = "" // each connection has its own
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

// A visitor's session that ended elsewhere is told by a sign, and a change of its
// account by a hint; both may be lost: all sessions are looked at this often, a few
// at a time.
const (
	guestsLook = 30 * time.Second
	guestsRest = 50 * time.Millisecond // after each set
	guestsSet  = 50
	sitesMax   = 64 // changed accounts that wait for their look; the others' comes with all
)

func (l *liveRoom) watchGuests(ctx context.Context) {
	tick := time.NewTicker(guestsLook)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-l.sites:
			l.checkSite(ctx, id)
		case <-tick.C:
			l.checkGuests(ctx)
		}
	}
}

// lookAtGuests has the visitors of a changed account looked at soon.
func (l *liveRoom) lookAtGuests(account core.ID) {
	select {
	case l.sites <- account:
	default:
	}
}

// guestsOf returns the connected sessions of an account; of all for the zero id.
func (l *liveRoom) guestsOf(account core.ID) []visitor {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]visitor, 0, len(l.guests))
	for _, g := range l.guests {
		if account.IsZero() || g.account.ID == account {
			all = append(all, g.visitor)
		}
	}
	return all
}

// checkSite closes the sessions that an account does not take any more, and what is
// connected from pages that it took before. It reads
// the account alone, so that very many visitors hear of it at once.
func (l *liveRoom) checkSite(ctx context.Context, account core.ID) {
	guests := l.guestsOf(account)
	if len(guests) == 0 {
		return
	}
	limited, cancel := context.WithTimeout(ctx, rightsLimit)
	defer cancel()
	_, site, err := l.h.siteOf(limited, account)
	for _, v := range guests {
		now := err
		if v.site = site; err == nil {
			now = v.admitted()
		}
		switch {
		case ended(now):
			l.closeVisitor(v.session.ID, v.identity.ID)
		case now == nil:
			l.closeForeign(site, v.identity.ID)
		}
	}
}

// ended reports whether an error says that a visitor's session is none any more:
// it ended, its account was removed, or the account takes proven visitors only.
func ended(err error) bool {
	var p *core.Problem
	return errors.As(err, &p) && (p.Status == 401 || p.Status == 404)
}

func (l *liveRoom) checkGuests(ctx context.Context) {
	rest := time.NewTimer(0)
	defer rest.Stop()
	for i, v := range l.guestsOf(core.ID{}) {
		if i%guestsSet == 0 {
			select {
			case <-ctx.Done():
				return
			case <-rest.C:
				rest.Reset(guestsRest)
			}
		}
		limited, cancel := context.WithTimeout(ctx, rightsLimit)
		again, err := l.h.visitorAgain(limited, v)
		cancel()
		var p *core.Problem
		switch {
		case ctx.Err() != nil:
		case err == nil:
			l.closeForeign(again.site, v.identity.ID)
		case ended(err):
			l.closeVisitor(v.session.ID, v.identity.ID)
		case !errors.As(err, &p):
			l.h.log.Warn("the session of a connected visitor was not read", "account", v.account.ID, "error", err)
			return // the next look tries all again
		}
	}
}
