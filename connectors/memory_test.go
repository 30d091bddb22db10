package connectors_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

func TestMemoryMakesAValueOnce(t *testing.T) {
	t.Parallel()
	var clock atomic.Int64
	m := connectors.NewMemory(func() time.Time { return time.Unix(clock.Load(), 0) })
	var made atomic.Int64
	get := func() string {
		v, err := m.Get(t.Context(), "token", func(context.Context) (core.Kept, error) {
			return core.Kept{Value: string(rune('a' + made.Add(1) - 1)), Life: 100 * time.Second}, nil
		})
		if err != nil {
			t.Error(err)
		}
		return v
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if v := get(); v != "a" {
				t.Errorf("got %q", v)
			}
		})
	}
	all.Wait()
	clock.Store(79)
	if v := get(); v != "a" {
		t.Errorf("it is still good, got %q", v)
	}
	clock.Store(80)
	if v := get(); v != "b" {
		t.Errorf("four fifths are over, got %q", v)
	}
	if err := m.Drop(t.Context(), "token", "a"); err != nil || get() != "b" {
		t.Errorf("another value was dropped: %v", err)
	}
	if err := m.Drop(t.Context(), "token", "b"); err != nil || get() != "c" {
		t.Errorf("it was not dropped: %v", err)
	}
}

func TestMemoryKeepsNoFailure(t *testing.T) {
	t.Parallel()
	m := connectors.NewMemory(time.Now)
	failed := errors.New("no")
	if _, err := m.Get(t.Context(), "x", func(context.Context) (core.Kept, error) { return core.Kept{}, failed }); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Get(ended, "x", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if err := m.Drop(ended, "x", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
