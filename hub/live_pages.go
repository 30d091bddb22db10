package hub

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// Whose page is connected is written down this often, and an absence is asked
// about for so long before it is believed: two turns, of which one may fail.
const (
	pagesEvery = 30 * time.Second
	absentAsk  = 2 * pagesEvery
)

// pages writes down whose page is connected to this node: the job of each one's
// absence, which comes due when no node has written it anew.
type pages struct {
	wake chan struct{}

	mu   sync.Mutex
	told map[core.ID]struct{} // since the last turn
}

func newPages() *pages {
	return &pages{wake: make(chan struct{}, 1), told: map[core.ID]struct{}{}}
}

// came is told of each connection. One poll after the other is no news.
func (p *pages) came(agent core.ID) {
	p.mu.Lock()
	_, told := p.told[agent]
	p.mu.Unlock()
	if told {
		return
	}
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// fresh returns who of the connected is not written down yet.
func (p *pages) fresh(connected map[core.ID]struct{}) []core.ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(connected, func(id core.ID, _ struct{}) bool { _, told := p.told[id]; return told })
	return slices.Collect(maps.Keys(connected))
}

func (p *pages) wrote(ids []core.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range ids {
		p.told[id] = struct{}{}
	}
}

func (p *pages) turn() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.told)
}

// keepPages writes down whose page is connected here, until ctx ends.
func (l *liveRoom) keepPages(ctx context.Context) {
	tick := time.NewTicker(pagesEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.pages.wake:
		case <-tick.C:
			l.pages.turn()
		}
		l.writePages(ctx)
	}
}

func (l *liveRoom) writePages(ctx context.Context) {
	after := l.h.dispatcher.config.Load().Absence
	if after == 0 {
		return
	}
	connected := map[core.ID]struct{}{}
	for _, a := range l.connected() {
		connected[a.viewer().AgentID] = struct{}{}
	}
	ids, now := l.pages.fresh(connected), core.At(l.h.cfg.Now())
	list := make([]core.Job, len(ids))
	for i, id := range ids {
		list[i] = engine.AbsentJob(id, now, after)
	}
	limited, cancel := context.WithTimeout(ctx, rightsLimit)
	defer cancel()
	if err := l.h.store.SetJobs(limited, list); err != nil {
		if ctx.Err() == nil {
			l.h.log.Warn("whose page is connected was not written down; it is tried again shortly", "error", err)
		}
		return
	}
	l.pages.wrote(ids)
}
