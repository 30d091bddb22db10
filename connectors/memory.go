package connectors

import (
	"context"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// Memory is a Keeper for one process, where no hub keeps for all: tests, and
// commands that make a call or two. The zero value is not ready; use NewMemory.
type Memory struct {
	now func() time.Time

	mu   sync.Mutex
	kept map[string]*remembered
}

// remembered is held while its value is made, so that one caller makes it and
// the others wait.
type remembered struct {
	turn  chan struct{} // holds one token
	value string
	until time.Time
}

// NewMemory returns an empty Memory.
func NewMemory(now func() time.Time) *Memory {
	return &Memory{now: now, kept: map[string]*remembered{}}
}

// Get implements Keeper.
func (m *Memory) Get(ctx context.Context, name string, make func(context.Context) (core.Kept, error)) (string, error) {
	r, done, err := m.take(ctx, name)
	if err != nil {
		return "", err
	}
	defer done()
	if r.value != "" && m.now().Before(r.until) {
		return r.value, nil
	}
	k, err := make(ctx)
	if err != nil {
		return "", err
	}
	r.value, r.until = k.Value, m.now().Add(k.Life/5*4)
	return r.value, nil
}

// Put implements Keeper.
func (m *Memory) Put(ctx context.Context, name string, v core.Kept) error {
	r, done, err := m.take(ctx, name)
	if err != nil {
		return err
	}
	defer done()
	r.value, r.until = v.Value, m.now().Add(v.Life/5*4)
	return nil
}

// Look implements Keeper.
func (m *Memory) Look(ctx context.Context, name string) (string, error) {
	r, done, err := m.take(ctx, name)
	if err != nil {
		return "", err
	}
	defer done()
	if !m.now().Before(r.until) {
		return "", nil
	}
	return r.value, nil
}

// Drop implements Keeper; it takes the platform's word for it at once.
func (m *Memory) Drop(ctx context.Context, name, value string) error {
	r, done, err := m.take(ctx, name)
	if err != nil {
		return err
	}
	defer done()
	if r.value == value {
		r.value = ""
	}
	return nil
}

// take waits for the turn of a name.
func (m *Memory) take(ctx context.Context, name string) (*remembered, func(), error) {
	m.mu.Lock()
	r := m.kept[name]
	if r == nil {
		r = &remembered{turn: make(chan struct{}, 1)}
		m.kept[name] = r
	}
	m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	select {
	case r.turn <- struct{}{}:
		return r, func() { <-r.turn }, nil
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
}
