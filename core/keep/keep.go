// Package keep remembers what platforms hand out for a while, for all processes
// of a hub: access tokens, ids of uploaded media. Where a value is missing or
// four fifths of its life are over, one caller among all processes makes a new
// one. It knows no platform.
package keep

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

const (
	inMemory  = 10_000           // names remembered by one process
	makeFor   = 15 * time.Second // making one value; then another process may try
	lookAgain = 50 * time.Millisecond
	trustFor  = time.Second      // an old value, while somebody makes the next
	failFor   = 15 * time.Second // at most, an error is the answer to all who ask; one second at first
)

// errElsewhere is a wait for another process that ended with nothing.
var errElsewhere = errors.New("another process was to get the value, and did not in time")

// Keeper implements connectors.Keeper over the database. One goroutine a name
// asks; the others of the process wait for it or take what it had.
type Keeper struct {
	store *store.Store
	owner string

	mu      sync.Mutex
	entries map[string]*entry
}

type entry struct {
	turn  chan struct{} // holds one token: whose turn it is to ask the database
	mu    sync.Mutex
	value store.KeptValue
	until time.Time // this process need not ask before
	err   error     // of the last try, until then
	tries int       // that failed, one after the other
}

// New returns the keeper of one process, whose name among all is owner.
func New(s *store.Store, owner string) *Keeper {
	return &Keeper{store: s, owner: owner, entries: map[string]*entry{}}
}

func (k *Keeper) of(name string) *entry {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.entries[name]
	if e == nil {
		if len(k.entries) >= inMemory {
			clear(k.entries) // the database has them still
		}
		e = &entry{turn: make(chan struct{}, 1)}
		k.entries[name] = e
	}
	return e
}

// known is what is known without asking: a value, or why there is none.
func (e *entry) known() (value string, err error, known bool) { //nolint:revive // the error is what is known
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.value.Value, e.err, (e.value.Value != "" || e.err != nil) && time.Now().Before(e.until)
}

// set notes what is good until then.
func (e *entry) set(v store.KeptValue, until time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.value, e.until, e.err = v, until, nil
}

// made notes that a new value was had.
func (e *entry) made() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.tries = 0
}

// failed notes why no new value can be had, and returns for how long nobody of
// this process tries: what a platform refuses costs quota, too.
func (e *entry) failed(v store.KeptValue, err error) time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	pause := min(time.Second<<min(e.tries, 10), failFor)
	e.tries++
	if v.Value == "" {
		e.value, e.err, e.until = v, err, time.Now().Add(pause)
	}
	return pause
}

// Get implements connectors.Keeper.
func (k *Keeper) Get(ctx context.Context, name string, mk func(context.Context) (core.Kept, error)) (string, error) {
	e := k.of(name)
	if v, err, ok := e.known(); ok {
		return v, err
	}
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if v, err, ok := e.known(); ok {
		return v, err
	}
	for wait := lookAgain; ; wait = min(2*wait, time.Second) {
		v, now, err := k.store.Kept(ctx, name)
		if err != nil {
			return "", err
		}
		if v.Value != "" && now < v.RefreshAt {
			e.set(v, time.Now().Add(v.RefreshAt.Sub(now)))
			return v.Value, nil
		}
		mine, err := k.store.ClaimKept(ctx, name, k.owner, v.MadeAt, makeFor)
		if err != nil {
			return "", err
		}
		trust := trustFor
		if mine {
			made, err := k.make(ctx, name, mk)
			switch {
			case made != "":
				e.made()
				return made, nil
			case err == nil:
				continue // it took too long, and another process has it now
			}
			if trust = e.failed(v, err); v.Value == "" {
				return "", err
			}
		}
		if v.Value != "" { // good for a while still: others are at it, or will be
			e.set(v, time.Now().Add(min(trust, v.ExpiresAt.Sub(now))))
			return v.Value, nil
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return "", errors.Join(errElsewhere, ctx.Err())
		}
	}
}

// make gets a new value under the claim. It is not cut short with the caller,
// who is one of many that wait for it; "" and no error: the claim was lost.
func (k *Keeper) make(ctx context.Context, name string, mk func(context.Context) (core.Kept, error)) (string, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), makeFor)
	defer cancel()
	v, err := mk(ctx)
	if err != nil {
		if undo := k.store.UnclaimKept(context.WithoutCancel(ctx), name, k.owner); undo != nil {
			err = errors.Join(err, undo)
		}
		return "", err
	}
	kept, err := k.store.Keep(context.WithoutCancel(ctx), name, k.owner, v.Value, v.Life)
	if err != nil || !kept {
		return "", err
	}
	return v.Value, nil
}

// Put implements connectors.Keeper.
func (k *Keeper) Put(ctx context.Context, name string, v core.Kept) error {
	if err := k.store.PutKept(ctx, name, v.Value, v.Life); err != nil {
		return err
	}
	k.of(name).set(store.KeptValue{}, time.Time{})
	return nil
}

// Look implements connectors.Keeper.
func (k *Keeper) Look(ctx context.Context, name string) (string, error) {
	v, _, err := k.store.Kept(ctx, name)
	return v.Value, err
}

// Drop implements connectors.Keeper.
func (k *Keeper) Drop(ctx context.Context, name, value string) error {
	v, _, err := k.store.Kept(ctx, name)
	if err != nil {
		return err
	}
	if v.Value == value && value != "" {
		if err := k.store.DropKept(ctx, name, v.MadeAt); err != nil {
			return err
		}
	}
	k.of(name).set(store.KeptValue{}, time.Time{})
	return nil
}
