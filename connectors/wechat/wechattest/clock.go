package wechattest

import (
	"context"
	"time"
)

// Now is the platform's time.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now()
}

// now is the platform's time. The caller holds s.mu.
func (s *Server) now() time.Time {
	if s.opts.Start.IsZero() {
		return time.Now().Add(s.ahead)
	}
	return s.opts.Start.Add(s.ahead)
}

// Advance moves the platform's clock and lets what has become due happen.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
	now := s.now()
	for a := range s.alarms {
		if !now.Before(a.due) {
			a.ring()
		}
	}
	s.announce()
}

type alarm struct {
	due  time.Time
	ring context.CancelFunc
}

// deadline returns a context that ends when the platform's clock has moved by
// d, or with the server.
func (s *Server) deadline(d time.Duration) (context.Context, context.CancelFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ctx, cancel := context.WithCancel(s.life)
	a := &alarm{due: s.now().Add(d), ring: cancel}
	s.alarms[a] = struct{}{}
	stop := func() bool { return true }
	if s.opts.Start.IsZero() {
		stop = time.AfterFunc(d, cancel).Stop
	}
	return ctx, func() {
		stop()
		cancel()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.alarms, a)
	}
}
