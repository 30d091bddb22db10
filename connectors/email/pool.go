package email

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// The bounds of an account's sessions. Servers end those that are quiet, and
// most take a hundred mails in one.
const (
	maxSessions = 4
	maxMails    = 100
	maxIdle     = 30 * time.Second
)

// pool keeps sessions open between mails: signing in takes longer than sending.
type pool struct {
	mu    sync.Mutex
	lines map[core.ID]*line
}

// line is an account's sessions.
type line struct {
	turns chan struct{} // one for each session that may be in use
	idle  []*submission // the one that was used last is the last
}

func newPool() *pool { return &pool{lines: map[core.ID]*line{}} }

func (p *pool) of(account core.ID) *line {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.lines[account]
	if l == nil {
		l = &line{turns: make(chan struct{}, maxSessions)}
		p.lines[account] = l
	}
	return l
}

// take waits for a turn, and returns an idle session to the same server, signed
// in as the same, if there is one.
func (p *pool) take(ctx context.Context, account core.ID, to route) (*submission, error) {
	l := p.of(account)
	select {
	case l.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, n := range slices.Backward(l.idle) {
		if n.to == to {
			l.idle = slices.Delete(l.idle, i, i+1)
			n.expiry.Stop()
			return n, nil
		}
	}
	return nil, nil
}

// give ends a turn. A session that may be used again is kept for a while.
func (p *pool) give(account core.ID, n *submission) {
	l := p.of(account)
	defer func() { <-l.turns }()
	if n == nil {
		return
	}
	if n.sent >= maxMails {
		go n.quit()
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	l.idle = append(l.idle, n)
	n.expiry = time.AfterFunc(maxIdle, func() {
		if p.drop(l, n) {
			n.quit()
		}
	})
}

// drop takes an idle session out, unless somebody has taken it.
func (p *pool) drop(l *line, n *submission) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.Index(l.idle, n)
	if i >= 0 {
		l.idle = slices.Delete(l.idle, i, i+1)
	}
	return i >= 0
}
