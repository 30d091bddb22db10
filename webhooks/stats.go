package webhooks

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Outcome is what became of a call; metrics use it as a label.
type Outcome string

// The outcomes.
const (
	Accepted   Outcome = "accepted"   // stored and acknowledged
	Handshake  Outcome = "handshake"  // answered; there was nothing to store
	Unverified Outcome = "unverified" // wrong signature or secret: 401
	Unknown    Outcome = "unknown"    // no such channel or account: 404
	Removed    Outcome = "removed"    // the account is gone: 410
	Paused     Outcome = "paused"     // kept by the platform until the account resumes: 503
	TooLarge   Outcome = "too_large"  // 413
	Unreadable Outcome = "unreadable" // the body did not arrive, or is not what the channel sends: 400
	Refused    Outcome = "refused"    // the store takes nothing now: 503
	TimedOut   Outcome = "timed_out"  // the store took too long: 503
	Failed     Outcome = "failed"     // a gate crashed: 500
)

// Outcomes lists all outcomes.
func Outcomes() []Outcome {
	return []Outcome{Accepted, Handshake, Unverified, Unknown, Removed, Paused, TooLarge, Unreadable, Refused, TimedOut, Failed}
}

// Stats counts calls by outcome. Its zero value is ready; it may be read while
// calls come in.
type Stats struct {
	accepted, handshake, unverified, unknown, removed, paused,
	tooLarge, unreadable, refused, timedOut, failed atomic.Int64
}

// Count returns how many calls had an outcome since the start.
func (s *Stats) Count(o Outcome) int64 {
	if c := s.counter(o); c != nil {
		return c.Load()
	}
	return 0
}

func (s *Stats) add(o Outcome) {
	if c := s.counter(o); c != nil {
		c.Add(1)
	}
}

func (s *Stats) counter(o Outcome) *atomic.Int64 {
	switch o {
	case Accepted:
		return &s.accepted
	case Handshake:
		return &s.handshake
	case Unverified:
		return &s.unverified
	case Unknown:
		return &s.unknown
	case Removed:
		return &s.removed
	case Paused:
		return &s.paused
	case TooLarge:
		return &s.tooLarge
	case Unreadable:
		return &s.unreadable
	case Refused:
		return &s.refused
	case TimedOut:
		return &s.timedOut
	case Failed:
		return &s.failed
	}
	return nil
}

// warnings logs at most one line a second for each outcome: what fills the
// store's queue must not fill the log as well.
type warnings struct {
	log *slog.Logger
	now func() time.Time

	mu   sync.Mutex
	last map[Outcome]time.Time
	held map[Outcome]int
}

func newWarnings(log *slog.Logger, now func() time.Time) *warnings {
	return &warnings{log: log, now: now, last: map[Outcome]time.Time{}, held: map[Outcome]int{}}
}

func (w *warnings) warn(ctx context.Context, o Outcome, channel, account string, err error) {
	w.mu.Lock()
	now := w.now()
	if now.Sub(w.last[o]) < time.Second {
		w.held[o]++
		w.mu.Unlock()
		return
	}
	held := w.held[o]
	w.last[o], w.held[o] = now, 0
	w.mu.Unlock()
	w.log.WarnContext(ctx, "callback not taken", "outcome", string(o), "channel", channel, "account", account, "error", err, "held_back", held)
}
