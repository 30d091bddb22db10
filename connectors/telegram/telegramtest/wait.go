package telegramtest

import (
	"context"
	"sync"
	"sync/atomic"
)

// broadcast wakes everyone who waits for a change. With nobody waiting an
// announcement is one atomic load, so that benchmarks do not pay for it.
type broadcast struct {
	waiting atomic.Int32
	mu      sync.Mutex
	next    chan struct{}
}

func (b *broadcast) announce() {
	if b.waiting.Load() == 0 {
		return
	}
	b.mu.Lock()
	if b.next != nil {
		close(b.next)
		b.next = nil
	}
	b.mu.Unlock()
}

func (b *broadcast) channel() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == nil {
		b.next = make(chan struct{})
	}
	return b.next
}

// wait registers before it looks and takes the channel before it looks, so a
// change between the look and the sleep is never missed.
func (b *broadcast) wait(ctx context.Context, cond func() bool) error {
	b.waiting.Add(1)
	defer b.waiting.Add(-1)
	for {
		changed := b.channel()
		if cond() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
