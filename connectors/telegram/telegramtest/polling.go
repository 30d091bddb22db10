package telegramtest

import (
	"encoding/json"
	"slices"
	"time"
)

// maxPoll is the longest the public Bot API server lets a poll wait.
const maxPoll = 50 * time.Second

// poll is the one getUpdates that may wait.
type poll struct {
	wake chan struct{}
	kill chan *apiError
}

func (p *poll) nudge() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// endPoll terminates a waiting poll; it is no longer the bot's.
func (b *bot) endPoll(why *apiError) {
	if b.poll != nil {
		b.poll.kill <- why // never blocks: one place, one sender
		b.poll = nil
	}
}

// Polls is how many long polls have begun to wait so far; a test that needs an
// open poll waits for the number to rise.
func (s *Server) Polls(token string) int {
	b := s.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.polls
}

func getUpdates(s *Server, q *request) (any, *apiError) {
	offset := q.number("offset", 0)
	limit := int(q.clamped("limit", 100, 1, 100))
	timeout := min(max(time.Duration(q.number("timeout", 0))*time.Second, 0), maxPoll)

	b := q.bot
	b.mu.Lock()
	if b.hook != nil {
		b.mu.Unlock()
		return nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	b.allow(q)
	b.endPoll(conflict("terminated by other getUpdates request; make sure that only one bot instance is running"))
	b.acknowledge(offset)
	batch := b.batch(offset, limit)
	if len(batch) > 0 || timeout == 0 {
		b.mu.Unlock()
		return batch, nil
	}
	p := &poll{wake: make(chan struct{}, 1), kill: make(chan *apiError, 1)}
	b.poll = p
	b.polls++
	b.mu.Unlock()
	s.changes.announce()
	return b.wait(q, p, offset, limit, timeout)
}

func (b *bot) wait(q *request, p *poll, offset int64, limit int, timeout time.Duration) (any, *apiError) {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for {
		over := false
		select {
		case <-p.wake:
		case why := <-p.kill:
			return nil, why
		case <-timer.C:
			over = true
		case <-q.http.Context().Done():
			over = true
		case <-b.server.life.Done():
			over = true
		}
		b.mu.Lock()
		if b.poll != p { // terminated in between
			b.mu.Unlock()
			return nil, <-p.kill
		}
		batch := []json.RawMessage{}
		if q.http.Context().Err() == nil { // what nobody reads is no attempt
			batch = b.batch(offset, limit)
		}
		if len(batch) > 0 || over {
			b.poll = nil
			b.mu.Unlock()
			return batch, nil
		}
		b.mu.Unlock()
	}
}

// acknowledge: "an update is considered confirmed as soon as getUpdates is
// called with an offset higher than its update_id"; a negative offset keeps
// that many of the newest and forgets the others (Bot API documentation).
func (b *bot) acknowledge(offset int64) {
	if offset < 0 {
		b.drop(int(-offset))
		return
	}
	now := b.now()
	for len(b.pending) > 0 && b.pending[0].fate.UpdateID < offset {
		b.accept(b.pending[0], now)
	}
	b.server.changes.announce()
}

// batch lists updates from offset on. The caller holds b.mu.
func (b *bot) batch(offset int64, limit int) []json.RawMessage {
	list := []json.RawMessage{}
	for _, u := range b.pending {
		if u.body == nil || u.fate.UpdateID < offset {
			continue
		}
		if len(list) == limit {
			break
		}
		u.fate.Attempts++
		list = append(list, u.body)
	}
	return list
}

// allow sets allowed_updates, which lasts until it is given again; an empty
// list is the default. What is queued already is not filtered. (Bot API
// documentation, getUpdates.)
func (b *bot) allow(q *request) {
	var kinds []string
	if json.Unmarshal([]byte(q.text("allowed_updates")), &kinds) != nil {
		return // absent, or not a list, which the platform ignores
	}
	if len(kinds) == 0 {
		b.allowed = nil
		return
	}
	b.allowed = make(map[string]bool, len(kinds))
	for _, kind := range kinds {
		b.allowed[kind] = true
	}
}

// allowedList is allowed_updates for getWebhookInfo, nil for the default.
func (b *bot) allowedList() []string {
	var kinds []string
	for kind := range b.allowed {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}
