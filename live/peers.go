package live

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/switchboard-hub/switchboard/core"
)

// A client may make this many calls and subscriptions a second, and at once.
const (
	callRate  = 20
	callBurst = 60
)

func newRate() *rate.Limiter { return rate.NewLimiter(callRate, callBurst) }

// ErrConnections is one connection more than a user may have.
var ErrConnections = &Refused{Code: 3504, Reason: "connection limit"}

var errLeft = &Refused{Code: 3000, Reason: "connection closed"}

// peer is one connection, from its handshake to its end.
type peer struct {
	Peer
	session  Session
	admitted bool   // session is set
	left     bool   // the connection has ended
	close    func() // nil: no socket yet
	late     *time.Timer
	all      *peers
}

// opened notes how to close the socket, which ends with wait unless it speaks.
// It is closed without a code: of all who are late, a phone in a tunnel and a
// machine that stood still among them, none is told to stay away.
func (p *peer) opened(f func(), wait time.Duration) {
	p.all.mu.Lock()
	defer p.all.mu.Unlock()
	p.close, p.late = f, time.AfterFunc(wait, f)
}

// spoke is what a token ends the wait with.
func (p *peer) spoke() {
	p.all.mu.Lock()
	defer p.all.mu.Unlock()
	if p.late != nil {
		p.late.Stop()
	}
}

type peerKey struct{}

func withPeer(ctx context.Context, p *peer) context.Context {
	return context.WithValue(ctx, peerKey{}, p)
}

func peerOf(ctx context.Context) (*peer, bool) {
	p, ok := ctx.Value(peerKey{}).(*peer)
	return p, ok
}

// peers counts connections by address and by user.
type peers struct {
	perAddress int

	mu      sync.Mutex
	open    map[*peer]struct{}
	address map[string]int
	users   map[string]int
	// limited counts the connections from an address whose sessions bound them.
	limited map[string]int
}

func newPeers(perAddress int) *peers {
	return &peers{perAddress: perAddress, open: map[*peer]struct{}{}, address: map[string]int{}, users: map[string]int{}, limited: map[string]int{}}
}

// enter counts a connection that begins; false: its address has too many.
func (ps *peers) enter(p *peer) bool {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	from := core.Network(p.Addr)
	if ps.address[from] >= ps.perAddress {
		return false
	}
	ps.address[from]++
	ps.open[p], p.all = struct{}{}, ps
	return true
}

// admit gives a connection its session.
func (ps *peers) admit(p *peer, s Session, perUser int) error {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if s.MaxConnections > 0 {
		perUser = s.MaxConnections
	}
	if p.left { // it ended while its token was looked at; nobody would count it out again
		return errLeft
	}
	from := core.Network(p.Addr)
	if ps.users[s.User] >= perUser || s.MaxFromAddress > 0 && ps.limited[from] >= s.MaxFromAddress {
		return ErrConnections
	}
	ps.users[s.User]++
	if s.MaxFromAddress > 0 {
		ps.limited[from]++
	}
	p.session, p.admitted = s, true
	return nil
}

// leave forgets a connection; true: it had a session.
func (ps *peers) leave(p *peer) bool {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	from := core.Network(p.Addr)
	p.left = true
	if p.late != nil {
		p.late.Stop()
	}
	delete(ps.open, p)
	less(ps.address, from)
	if p.admitted {
		less(ps.users, p.session.User)
		if p.session.MaxFromAddress > 0 {
			less(ps.limited, from)
		}
	}
	return p.admitted
}

func less(m map[string]int, key string) {
	if m[key]--; m[key] <= 0 {
		delete(m, key)
	}
}

func (ps *peers) count() (all, admitted int) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	for p := range ps.open {
		if p.admitted {
			admitted++
		}
	}
	return len(ps.open), admitted
}

// closeWaiting closes connections that have not said who they are: the node
// knows nothing of them.
func (ps *peers) closeWaiting() {
	ps.mu.Lock()
	var waiting []func()
	for p := range ps.open {
		if !p.admitted && p.close != nil {
			waiting = append(waiting, p.close)
		}
	}
	ps.mu.Unlock()
	for _, f := range waiting {
		f()
	}
}
