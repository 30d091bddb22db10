package hub

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// lookEvery is how often the accounts are looked through, besides when a hint
// says that they changed.
const lookEvery = 1200 * time.Millisecond

// puller is one account being pulled by this node.
type puller struct {
	version core.Time // of the account it was started with
	stop    context.CancelFunc
	done    chan struct{}
}

// receive keeps pulling the accounts that want it, each under its lease, and
// connects accounts whose platform does not know our address yet.
func (h *Hub) receive(ctx context.Context) {
	pullers := map[core.ID]*puller{}
	defer h.connects.wg.Wait()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		h.look(ctx, pullers)
		select {
		case <-ctx.Done():
		case <-tick.C:
		case <-h.relink:
		}
	}
	for _, p := range pullers {
		p.stop()
	}
	names := make([]string, 0, len(pullers))
	for id, p := range pullers {
		<-p.done
		names = append(names, accountLease(id))
	}
	if h.db.Dialect() == db.Postgres && len(names) > 0 {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer cancel()
		if err := h.store.Release(ctx, h.owner, names); err != nil {
			h.log.Warn("account leases were not given back; they run out by themselves", "error", err)
		}
	}
}

func accountLease(id core.ID) string { return "account:" + id.String() }

func (h *Hub) look(running context.Context, pullers map[core.ID]*puller) {
	ctx, cancel := context.WithTimeout(running, 4*time.Second)
	defer cancel()
	accounts, err := h.store.Accounts(ctx)
	if err != nil {
		if ctx.Err() == nil {
			h.log.Warn("the accounts were not read", "error", err)
		}
		h.stopLost(pullers, nil) // leases cannot be renewed either
		return
	}
	want := map[core.ID]core.Account{}
	var late []core.Account
	var names []string
	for _, a := range accounts {
		if a.Status != core.AccountActive {
			continue
		}
		if h.unconnected(a) {
			late = append(late, a)
			names = append(names, accountLease(a.ID))
		}
		if _, links := h.channels[a.Channel].Connector.(connectors.Linker); links && a.Config[connected] == "" {
			continue // pulled once the platform knows how it is to deliver
		}
		if r, ok := h.channels[a.Channel].Connector.(connectors.Receiver); ok && r.Receives(a) {
			want[a.ID] = a
			names = append(names, accountLease(a.ID))
		}
	}
	held, err := h.holdAccounts(ctx, names)
	if err != nil {
		h.log.Warn("account leases were not renewed", "error", err)
		h.stopLost(pullers, nil)
		return
	}
	for _, a := range late {
		if held[accountLease(a.ID)] { // one node alone: wrong passwords lock accounts
			h.connectLater(running, a)
		}
	}
	for id := range want {
		if !held[accountLease(id)] {
			delete(want, id)
		}
	}
	h.stopLost(pullers, want)
	for id, a := range want {
		if pullers[id] == nil {
			pullers[id] = h.pull(a)
		}
	}
}

// holdAccounts takes or renews leases. On SQLite the folder's lock holds all.
func (h *Hub) holdAccounts(ctx context.Context, names []string) (map[string]bool, error) {
	held := map[string]bool{}
	if h.db.Dialect() == db.SQLite {
		for _, n := range names {
			held[n] = true
		}
		return held, nil
	}
	got, err := h.store.Acquire(ctx, h.owner, names)
	for n := range got {
		held[n] = true
	}
	return held, err
}

// stopLost stops pulling what is not wanted, not held or was changed.
func (h *Hub) stopLost(pullers map[core.ID]*puller, want map[core.ID]core.Account) {
	if h.db.Dialect() == db.SQLite && want == nil {
		return
	}
	for id, p := range pullers {
		if a, ok := want[id]; ok && a.UpdatedAt == p.version {
			continue
		}
		p.stop()
		<-p.done
		delete(pullers, id)
	}
}

// pull runs an account's receiver, again and again, until it is stopped.
func (h *Hub) pull(a core.Account) *puller {
	ctx, stop := context.WithCancel(context.Background())
	p := &puller{version: a.UpdatedAt, stop: stop, done: make(chan struct{})}
	receiver := h.channels[a.Channel].Connector.(connectors.Receiver) //nolint:forcetypeassert // look has asked
	go func() {
		defer close(p.done)
		for wait := time.Second; ctx.Err() == nil; wait = min(2*wait, time.Minute) {
			if fresh, err := h.store.Account(ctx, a.ID); err == nil {
				a = fresh // with the newest cursor
			}
			started := time.Now()
			err := receiver.Receive(ctx, a, sinkFor{h, a.ID})
			if ctx.Err() != nil {
				return
			}
			h.deaf(a, err)
			if time.Since(started) > time.Minute {
				wait = time.Second
			}
			select {
			case <-ctx.Done():
			case <-time.After(wait):
			}
		}
	}()
	return p
}

// deaf notes why an account receives nothing.
func (h *Hub) deaf(a core.Account, err error) {
	if err == nil {
		return
	}
	h.log.Warn("receiving stopped and is tried again", "account", a.ID, "error", err)
	h.store.NoteFailure(a.ID, core.AsSendError(err).Class, err.Error())
	h.store.NoteCheck(a.ID, core.HealthFailing, problemText(err))
}

func problemText(err error) string {
	var se *core.SendError
	var p *core.Problem
	switch {
	case errors.As(err, &p):
		return p.Text
	case errors.As(err, &se):
		return se.Text
	}
	return err.Error()
}

// sinkFor hears from one account; a good reception clears its problem.
type sinkFor struct {
	h  *Hub
	id core.ID
}

func (s sinkFor) Accept(ctx context.Context, raws ...core.Raw) error {
	for i := range raws {
		raws[i].AccountID = s.id
	}
	return s.h.Accept(ctx, raws...)
}

// Listening implements connectors.Listener.
func (s sinkFor) Listening(err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	a, gone := s.h.accounts.get(ctx, s.id)
	switch {
	case gone != nil:
	case err != nil:
		s.h.deaf(a, err)
	default:
		s.h.store.NoteCheck(a.ID, core.HealthHealthy, s.h.advice(a))
	}
}

// accountsChanged makes a change of accounts known to this node.
func (h *Hub) accountsChanged() {
	h.accounts.forget()
	select {
	case h.relink <- struct{}{}:
	default:
	}
}

// singletons does what one node of all does: the search indexes and pruning.
func (h *Hub) singletons(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	var wg sync.WaitGroup
	defer wg.Wait()
	var cancel context.CancelFunc
	for {
		held, err := h.holdAccounts(ctx, []string{"singleton"})
		mine := err == nil && held["singleton"]
		if mine && cancel == nil {
			var work context.Context
			work, cancel = context.WithCancel(ctx) //nolint:gosec // cancelled below or with ctx
			wg.Go(func() { h.store.Index(work) })
			wg.Go(func() { h.store.IndexContacts(work) })
			wg.Go(func() { h.prune(work) })
			wg.Go(func() { h.retain(work) })
		}
		if !mine && cancel != nil {
			cancel()
			cancel = nil
		}
		select {
		case <-ctx.Done():
			if cancel != nil {
				cancel()
			}
			return
		case <-tick.C:
		}
	}
}

const (
	pruneEvery = 10 * time.Minute
	pruneRows  = 5000
)

func (h *Hub) prune(ctx context.Context) {
	tick := time.NewTicker(pruneEvery)
	defer tick.Stop()
	for {
		now := core.At(h.cfg.Now())
		h.pruneVisitors(ctx)
		if err := h.store.PruneBulks(ctx, now.Add(-keepBulks), pruneRows); err != nil && ctx.Err() == nil {
			h.log.Warn("old bulk actions were not pruned", "error", err)
		}
		if err := h.store.PruneSuggestions(ctx, now.Add(-keepSuggestions), pruneRows); err != nil && ctx.Err() == nil {
			h.log.Warn("old suggestions were not pruned", "error", err)
		}
		if err := h.store.PruneKept(ctx, pruneRows); err != nil && ctx.Err() == nil {
			h.log.Warn("what platforms had handed out was not pruned", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
