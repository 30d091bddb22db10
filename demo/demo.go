// Package demo brings a hub to life for somebody who wants to see it at work:
// emulated platforms with customers who write, react and leave, a small shop with
// the widget, and colleagues who answer. All of it is on loopback and in one
// temporary folder, and goes when it stops.
//
// It is a program among others to the hub: customers come in by webhooks, polls,
// the visitors' API and mail, colleagues work by the agents' API. Nothing is
// written past those, and nothing outside this machine can be reached.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/cloudwego/hertz/pkg/route"
)

// Options is what a demo runs with.
type Options struct {
	PublicURL string // of the hub, for platforms and visitors
	AgentsURL string // of the hub, for agents
	Password  string // of the owner, and of everybody else
	Shop      *Shop
	Seed      uint64 // of the order in which things happen
	Log       *slog.Logger
	Out       io.Writer // a person reads it
}

// Demo is one demonstration: its platforms wait for a hub.
type Demo struct {
	Options
	script    *script
	platforms *platforms
	door      *Door
}

// New starts the emulated platforms.
func New(o Options) (*Demo, error) {
	s, err := readScript()
	if err != nil {
		return nil, err
	}
	p, err := openPlatforms()
	if err != nil {
		return nil, err
	}
	return &Demo{Options: o, script: s, platforms: p}, nil
}

// Mount puts the link that signs in on the agents' listener.
func (d *Demo) Mount(agents route.IRoutes) { d.door = MountDoor(agents, d.AgentsURL, d.Password) }

// Close ends the platforms.
func (d *Demo) Close() { d.platforms.close() }

// startWait is how long the hub may take until it answers.
const startWait = time.Minute

// Run furnishes the hub with a key of its owner's, and plays until ctx ends. What
// goes wrong while it plays is logged, and the rest goes on.
func (d *Demo) Run(ctx context.Context, ownerKey string) error {
	served := make(chan error, 1)
	go func() { served <- d.Shop.Serve() }()
	w := &world{Demo: d, owner: newCaller(d.AgentsURL, ownerKey)}
	err := w.owner.ready(ctx, startWait)
	if err == nil {
		err = w.furnish(ctx)
	}
	if err == nil {
		w.tell()
		w.play(ctx)
	}
	if ctx.Err() != nil {
		err = nil // it was stopped
	}
	return errors.Join(err, d.Shop.Close(), <-served)
}

// world is a hub, its customers and its colleagues.
type world struct {
	*Demo
	owner    *caller
	agents   map[string]*caller // by name
	accounts map[string]account // by channel of the script
	teams    map[string]string  // ids by name
	others   map[string]*deck   // what is left to come with, by language
}

// account is one that was linked.
type account struct {
	ID       string `json:"id"`
	Callback string `json:"callback_url"`
}

// play lets everybody live until ctx ends.
func (w *world) play(ctx context.Context) {
	var wg sync.WaitGroup
	w.others = map[string]*deck{}
	for language := range w.script.Matters {
		w.others[language] = &deck{all: w.script.later(language), rand: rand.New(rand.NewPCG(w.Seed, 0))} //nolint:gosec // chance, and no secret
	}
	order := rand.New(rand.NewPCG(w.Seed, 1)).Perm(len(w.script.People)) //nolint:gosec // chance, and no secret
	for place, i := range order {
		person, chance := w.script.People[i], rand.New(rand.NewPCG(w.Seed, uint64(i)+2)) //nolint:gosec // chance, and no secret
		wg.Go(func() {
			c := &customer{world: w, person: person, rand: chance}
			w.report(ctx, person.Name, c.live(ctx, w.arrival(place)))
		})
	}
	for i, colleague := range w.script.Colleagues {
		c := &clerk{world: w, api: w.agents[colleague.Name], rand: rand.New(rand.NewPCG(w.Seed, uint64(i)+1000))} //nolint:gosec // chance, and no secret
		wg.Go(func() { w.report(ctx, colleague.Name, c.work(ctx)) })
	}
	wg.Go(func() { w.report(ctx, "customer records", (&records{world: w}).keep(ctx)) })
	wg.Wait()
}

// arrival is when the customer at a place of the order writes first: some at once,
// all within a minute.
func (w *world) arrival(place int) time.Duration {
	return time.Duration(place*place) * 50 * time.Second / time.Duration(len(w.script.People)*len(w.script.People))
}

// report logs what ended somebody's part before the demo's end.
func (w *world) report(ctx context.Context, who string, err error) {
	if err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled) {
		w.Log.Warn("somebody has left the demo", "who", who, "error", err)
	}
}

// tell says where to look, in Chinese and English.
func (w *world) tell() {
	_, _ = fmt.Fprintf(w.Out, `
  收件箱 Inbox   %s
                 (此链接登录一次 signs you in once; 之后 later: %s / %s)
  网店 Shop      %s
                 (以访客身份点右下角聊天 write from here as a visitor)

  这是演示，客户和同事都由程序扮演；停止（Ctrl-C）后一切清除。
  This is a demo; everything is gone when it stops (Ctrl-C).

`, w.door.Link(), OwnerEmail, w.Password, w.Shop.URL()) // nobody may be reading
}

// pause waits, and reports whether ctx goes on.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// between is a duration by chance.
func between(r *rand.Rand, low, high time.Duration) time.Duration {
	return low + time.Duration(r.Int64N(int64(high-low)))
}
