package hub

import (
	"context"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// placeTeller writes where visitors stand in their queues into their streams, for
// those who are connected to this node. Others hear it when they are back.
type placeTeller struct {
	room   *liveRoom
	wakeUp chan struct{}
}

// How often the queues are looked at: at most every placesRest, however much is
// going on, and every placesLook for estimates, which change by time alone. A look
// that takes long rests longer, by placesShare of its own time.
const (
	placesRest  = time.Second
	placesLook  = 15 * time.Second
	placesShare = 10
	placesSet   = 500 // places written at once
)

func newPlaceTeller(l *liveRoom) *placeTeller {
	return &placeTeller{room: l, wakeUp: make(chan struct{}, 1)}
}

// wake never blocks: one wake-up stands for any number.
func (p *placeTeller) wake() {
	select {
	case p.wakeUp <- struct{}{}:
	default:
	}
}

func (p *placeTeller) run(ctx context.Context) {
	look := time.NewTicker(placesLook)
	defer look.Stop()
	rest := time.NewTimer(0)
	defer rest.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.wakeUp:
		case <-look.C:
		}
		select {
		case <-ctx.Done():
			return
		case <-rest.C:
		}
		began := time.Now()
		if err := p.tell(ctx); err != nil && ctx.Err() == nil {
			p.room.h.log.Warn("visitors hear their places in the queue late", "error", err)
		}
		rest.Reset(max(placesRest, placesShare*time.Since(began)))
	}
}

// tell writes the places that are news.
func (p *placeTeller) tell(ctx context.Context) error {
	h := p.room.h
	waiters, err := h.store.Waiters(ctx, p.room.guestIdentities())
	if err != nil {
		return err
	}
	config, speeds := h.dispatcher.config.Load(), map[core.ID]time.Duration{}
	var news []engine.Place
	for _, w := range waiters {
		each, known := speeds[w.TeamID]
		if !known {
			if each, err = h.speed(ctx, w.TeamID); err != nil {
				return err
			}
			speeds[w.TeamID] = each
		}
		at := place(config.QueueOf(&core.Conversation{AccountID: w.AccountID, TeamID: w.TeamID}), w.Ahead, each, h.cfg.Now())
		if w.Told == nil || at.News(*w.Told) {
			news = append(news, engine.Place{ConversationID: w.ConversationID, QueuedAt: w.QueuedAt, QueuePlace: at})
		}
	}
	for set := range slices.Chunk(news, placesSet) {
		if err := h.store.Do(ctx, &engine.TellPlaces{Places: set}); err != nil {
			return err
		}
	}
	return nil
}

// guestIdentities are the visitors who are connected.
func (l *liveRoom) guestIdentities() map[core.ID]struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make(map[core.ID]struct{}, len(l.guests))
	for _, g := range l.guests {
		out[g.identity.ID] = struct{}{}
	}
	return out
}
