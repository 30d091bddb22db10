package live

import (
	"encoding/json"
	"sync"
)

// polls are the long polls that wait.
type polls struct {
	mu       sync.Mutex
	channels map[string]map[*waiter]struct{}
	users    map[string]map[*waiter]struct{}
	open     map[*waiter]struct{}
}

// waiter is one of them; its fields belong to polls.mu.
type waiter struct {
	polls    *polls
	user     string
	channels []string
	wake     chan struct{}
	pushed   map[string][]Publication
	messages []json.RawMessage
	kept     int
}

func newPolls() *polls {
	return &polls{channels: map[string]map[*waiter]struct{}{}, users: map[string]map[*waiter]struct{}{}, open: map[*waiter]struct{}{}}
}

func (p *polls) enter(user string, channels map[string]Position) *waiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	w := &waiter{polls: p, user: user, wake: make(chan struct{}, 1)}
	put(p.users, user, w)
	for channel := range channels {
		w.channels = append(w.channels, channel)
		put(p.channels, channel, w)
	}
	p.open[w] = struct{}{}
	return w
}

func (p *polls) leave(w *waiter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	drop(p.users, w.user, w)
	for _, channel := range w.channels {
		drop(p.channels, channel, w)
	}
	delete(p.open, w)
}

func put(m map[string]map[*waiter]struct{}, key string, w *waiter) {
	if m[key] == nil {
		m[key] = map[*waiter]struct{}{}
	}
	m[key][w] = struct{}{}
}

func drop(m map[string]map[*waiter]struct{}, key string, w *waiter) {
	delete(m[key], w)
	if len(m[key]) == 0 {
		delete(m, key)
	}
}

func (p *polls) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.open)
}

func (p *polls) changed(channel string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for w := range p.channels[channel] {
		w.ring()
	}
}

func (p *polls) publish(channel string, data json.RawMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for w := range p.channels[channel] {
		if w.kept++; w.kept > pollKept {
			continue
		}
		if w.pushed == nil {
			w.pushed = map[string][]Publication{}
		}
		w.pushed[channel] = append(w.pushed[channel], Publication{Data: data})
		w.ring()
	}
}

func (p *polls) message(user string, data json.RawMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for w := range p.users[user] {
		if w.kept++; w.kept > pollKept {
			continue
		}
		w.messages = append(w.messages, data)
		w.ring()
	}
}

func (w *waiter) ring() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *waiter) take() (map[string][]Publication, []json.RawMessage) {
	w.polls.mu.Lock()
	defer w.polls.mu.Unlock()
	pushed, messages := w.pushed, w.messages
	w.pushed, w.messages, w.kept = nil, nil, 0
	return pushed, messages
}
