package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// dispatcher gives out what waits whenever a commit brings somebody into a queue
// or frees an agent. Any node that works may: whoever commits the change looks at
// the queues afterwards, or asks those that work to look, and rows locked in order
// keep two nodes from giving the same.
type dispatcher struct {
	hub    *Hub
	wakeUp chan struct{}
	config atomic.Pointer[routing.Config]
	stale  atomic.Bool // the settings have changed since they were read
	opens  openings
	look   time.Duration

	reloading sync.Mutex // who read last stores last
}

// How many conversations are looked at in one transaction, and after how long the
// queues are looked at although nobody said so. Nothing waits for that look in an
// hour without faults: it is for what a node has committed that was killed before
// it gave out, for a try that the database refused, and for a hint of new settings
// that was lost on the bus.
const (
	dispatchMax  = 256
	dispatchHeal = 5 * time.Second
	reloadEvery  = 6 // of these looks: the settings are read again, for a hint that was lost
)

func newDispatcher(h *Hub) *dispatcher {
	d := &dispatcher{hub: h, wakeUp: make(chan struct{}, 1), opens: openings{hub: h}, look: dispatchHeal}
	d.config.Store(&routing.Config{})
	return d
}

// wake never blocks: one wake-up stands for any number.
func (d *dispatcher) wake() {
	select {
	case d.wakeUp <- struct{}{}:
	default:
	}
}

// run gives out until ctx ends.
func (d *dispatcher) run(ctx context.Context) {
	heal := time.NewTicker(d.look)
	defer heal.Stop()
	for looks := 1; ; {
		if d.stale.Swap(false) {
			if err := d.reload(ctx); err != nil {
				d.stale.Store(true)
				d.hub.log.Warn("the routing settings could not be read; it is tried again shortly", "error", err)
			}
		}
		if err := d.giveOut(ctx); err != nil && ctx.Err() == nil {
			d.hub.log.Warn("conversations could not be given out; it is tried again shortly", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-d.wakeUp:
		case <-heal.C:
			if looks++; looks%reloadEvery == 0 {
				d.stale.Store(true)
			}
		}
	}
}

// giveOut goes on until nothing is left that somebody could get. A node that does
// not work asks the others to.
func (d *dispatcher) giveOut(ctx context.Context) error {
	config := d.config.Load()
	if !config.Gives() {
		return nil
	}
	if !d.hub.works() {
		d.hub.bus.Publish(subjectWaiting, nil)
		return nil
	}
	for c := (&engine.Dispatch{Max: dispatchMax, Config: config}); c != nil; c = c.Next() {
		if err := d.hub.store.Do(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// reload reads what is set about routing, here and on a hint of another node.
func (d *dispatcher) reload(ctx context.Context) error {
	d.reloading.Lock()
	defer d.reloading.Unlock()
	h := d.hub
	queues, err := h.store.Queues(ctx)
	if err != nil {
		return fmt.Errorf("read the queues' settings: %w", err)
	}
	rules, schedules, err := h.loadRules(ctx)
	if err != nil {
		return fmt.Errorf("read the routing rules: %w", err)
	}
	accounts, err := h.store.AccountRoutes(ctx)
	if err != nil {
		return fmt.Errorf("read the accounts' teams and hours: %w", err)
	}
	config := &routing.Config{Queues: map[core.ID]routing.Queue{}, Rules: rules, Accounts: map[core.ID]routing.Account{}}
	kept := map[core.ID]*hours.Schedule{} // that hold conversations back
	for team, q := range queues {
		config.Queues[team] = q.Queue(schedules)
		if s := schedules[q.Schedule]; s != nil && q.Policy != routing.Manual {
			kept[q.Schedule] = s
		}
	}
	for _, a := range accounts {
		own := routing.Account{Hours: schedules[a.ScheduleID]}
		if _, there := queues[a.TeamID]; there {
			own.Team = a.TeamID
		}
		if config.Accounts[a.ID] = own; own.Hours != nil {
			kept[a.ScheduleID] = own.Hours
		}
	}
	if config.Weights, err = d.weights(ctx); err != nil {
		return err
	}
	if config.Absence, err = d.absence(ctx); err != nil {
		return err
	}
	d.config.Store(config)
	d.wake()
	if d.hub.cfg.Offline {
		return nil
	}
	return d.opens.expect(ctx, kept)
}

// weightsSetting keeps what conversations of channels take of a capacity.
const weightsSetting = "routing.weights"

func (d *dispatcher) weights(ctx context.Context) (map[string]int64, error) {
	text, err := d.hub.store.Setting(ctx, weightsSetting)
	if err != nil || text == "" {
		return nil, err
	}
	var w map[string]int64
	if err := json.Unmarshal([]byte(text), &w); err != nil {
		return nil, fmt.Errorf("read the weights of channels: %w", err)
	}
	return w, nil
}

// routingChanged reads the settings anew, here and on the other nodes.
func (h *Hub) routingChanged() {
	ctx, cancel := context.WithTimeout(context.Background(), gaugesLimit)
	defer cancel()
	if err := h.dispatcher.reload(ctx); err != nil {
		h.log.Error("the new routing settings are not in force on this node yet; they are read again shortly", "error", err)
		h.dispatcher.stale.Store(true)
	}
	if h.bus != nil {
		h.bus.Publish(subjectRouting, []byte(h.owner))
	}
}

// routingHeard hears of new settings from another node.
func (h *Hub) routingHeard(_ string, from []byte) {
	if string(from) != h.owner {
		h.dispatcher.stale.Store(true)
		h.dispatcher.wake()
	}
}
