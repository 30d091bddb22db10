// Package hub puts the rooms together: one enterprise's hub is one Hub value
// that owns its database, bus and files. It takes raws in, acts for agents,
// runs the jobs, and keeps the accounts linked. The HTTP API and the command
// line are faces of it.
//
// No SQL and no HTTP is written here, and no channel is known by name.
package hub

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/bus"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/keep"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/hub/doctor"
	"github.com/switchboard-hub/switchboard/normalize"
	"github.com/switchboard-hub/switchboard/outbound/send"
)

// Config is what a hub is built from.
type Config struct {
	Data         string // folder of the database, the blobs, the key file and the lock
	Database     string // postgres://…; empty: SQLite in Data
	KeyFile      string // empty: Data/key
	NATS         string // empty: embedded
	Blobs        string // s3://…; empty: Data/blobs
	PublicURL    string // what platforms and customers reach
	AgentsURL    string
	AllowPrivate []netip.Prefix

	Channels    func(connectors.Env) []connectors.Channel
	Normalizers normalize.Table
	Consumers   map[string]Consumer
	Bots        map[string]Bot          // by the name that rules use
	Handlers    map[string]jobs.Handler // further kinds of job
	Log         *slog.Logger
	Now         func() time.Time
	Live        LiveOptions
	// Offline opens the hub for the command line: nothing runs in the background.
	Offline bool
	// Roles are what this node does. A node that does a part only needs Database
	// and NATS, which it shares with those that do the rest.
	Roles Roles
}

// Consumer hears of changed conversations, at least once and in order of
// revision within a conversation.
type Consumer func(context.Context, engine.EventWork) error

// Hub is an open hub.
type Hub struct {
	cfg      Config
	log      *slog.Logger
	lock     *os.File
	db       db.DB
	store    *store.Store
	blobs    blob.Store
	bus      *bus.Bus
	box      *secret.Box
	channels map[string]connectors.Channel
	runner   *jobs.Runner // nil where this node does not work
	sender   *send.Sender
	owner    string // this process, among nodes and over restarts
	accounts *accountCache
	metrics  *metrics
	relink   chan struct{} // accounts changed: look at who is to be pulled
	ready    readiness
	connects connecting
	pulls    pulls
	signIns  *signIns
	access   access
	live     *liveRoom // nil while offline
	visitors *visitors

	diagnoses  doctor.Flights
	dispatcher *dispatcher
}

// Open opens the hub. It refuses a folder that another process serves, a key
// file that is not the database's, and a schema newer than this binary's.
func Open(ctx context.Context, cfg Config) (_ *Hub, err error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	h := &Hub{cfg: cfg, log: cfg.Log, owner: core.NewID().String(), relink: make(chan struct{}, 1), signIns: newSignIns(), visitors: newVisitors(cfg.Now)}
	h.dispatcher = newDispatcher(h)
	defer func() {
		if err != nil {
			err = errors.Join(err, h.Close())
		}
	}()
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	if h.lock, err = lockFolder(cfg.Data); err != nil {
		return nil, err
	}
	if h.db, err = store.OpenDB(ctx, cfg.location()); err != nil {
		return nil, err
	}
	if err := h.openKey(ctx); err != nil {
		return nil, err
	}
	client := httpx.New(httpx.Options{AllowPrivate: cfg.AllowPrivate})
	if h.blobs, err = blob.OpenURL(cfg.Blobs, filepath.Join(cfg.Data, blobsName), nil); err != nil {
		return nil, err
	}
	if !cfg.Offline {
		if h.bus, err = bus.Open(cfg.NATS, h.log); err != nil {
			return nil, err
		}
	}
	h.store = store.Open(store.Options{DB: h.db, Log: h.log, Now: cfg.Now, Box: h.box, Notifier: h, Routing: h.dispatcher.config.Load, Consumers: consumerNames(cfg.Consumers)})
	if err := h.store.Seed(ctx); err != nil {
		return nil, fmt.Errorf("write the built-in roles: %w", err)
	}
	h.channels = map[string]connectors.Channel{}
	env := connectors.Env{HTTP: client, Dial: httpx.Dialer(cfg.AllowPrivate).DialContext, Now: cfg.Now, Log: h.log, OpenBlob: h.openBlob,
		Keep: keep.New(h.store, h.owner)}
	for _, c := range cfg.Channels(env) {
		h.channels[c.Connector.Channel()] = c
	}
	h.accounts = newAccountCache(h.store, cfg.Now)
	h.metrics = newMetrics(h)
	if err := h.dispatcher.reload(ctx); err != nil {
		return nil, err
	}
	if err := h.rememberURL(ctx); err != nil {
		return nil, err
	}
	if err := h.openRunner(ctx); err != nil || cfg.Offline {
		return h, err
	}
	h.live, err = openLive(ctx, h)
	return h, err
}

// openKey opens the key file. A new one is made only for a database that has
// never had one: a lost key must not be papered over.
func (h *Hub) openKey(ctx context.Context) error {
	var fingerprint string
	known, err := db.One(ctx, h.db, `SELECT value FROM settings WHERE key = $1`, db.Args("key.fingerprint"), &fingerprint)
	if err != nil {
		return fmt.Errorf("read the key's fingerprint: %w", err)
	}
	if h.box, err = secret.OpenKeyFile(h.cfg.keyPath(), !known); err != nil {
		return err
	}
	if known {
		return h.box.Check(fingerprint)
	}
	return h.db.Update(ctx, func(tx db.Tx) error {
		n, err := tx.Exec(ctx, `INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`, "key.fingerprint", h.box.Fingerprint())
		if err == nil && n == 0 {
			return errors.New("another node has just given this database its key: start again with the same key file")
		}
		return err
	})
}

// rememberURL keeps the public URL for the command line, which has no setting
// of its own.
func (h *Hub) rememberURL(ctx context.Context) error {
	if h.cfg.PublicURL == "" || h.cfg.Offline {
		url, err := h.store.Setting(ctx, "public_url")
		if h.cfg.PublicURL == "" {
			h.cfg.PublicURL = url
		}
		return err
	}
	return h.store.SetSetting(ctx, "public_url", h.cfg.PublicURL)
}

func consumerNames(m map[string]Consumer) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	return names
}

func (h *Hub) openRunner(ctx context.Context) error {
	if !h.works() {
		return nil
	}
	lanes, err := h.lanes(ctx)
	if err != nil {
		return err
	}
	h.sender = send.New(send.Options{Store: h.store, Runner: func() send.Runner { return h.runner }, Account: h.accounts.get, Channels: h.channels,
		Now: h.cfg.Now, Log: h.log, Observe: h.metrics.sent})
	handlers := h.sender.Handlers()
	handlers[engine.JobMedia] = h.fetchMedia
	handlers[engine.JobAck] = h.acknowledge
	handlers[engine.JobPull] = h.pullRung
	handlers[engine.JobProfile] = h.askProfile
	handlers[engine.JobFollowUp] = h.followUp
	handlers[jobTagOut] = h.tagOut
	handlers[engine.JobWake] = h.wake
	handlers[engine.JobBulk] = h.runBulk
	handlers[engine.JobErase] = h.erase
	handlers[engine.JobScheduled] = h.sendScheduled
	handlers[engine.JobRating] = h.askRating
	handlers[engine.JobTimer] = h.timer
	handlers[engine.JobRouted] = h.routed
	handlers[engine.JobBot] = h.askBot
	handlers[engine.JobWrapUp] = h.endWrapUp
	handlers[engine.JobAbsent] = h.absent
	handlers[engine.JobOpening] = h.opened
	handlers[engine.JobSuggest] = h.suggest
	handlers[engine.JobTransfer] = h.expireTransfer
	handlers[engine.JobGone] = h.agentGone
	for name, f := range h.cfg.Consumers {
		handlers[engine.JobEvent+":"+name] = eventHandler(f)
	}
	for kind, f := range h.cfg.Handlers {
		handlers[kind] = f
	}
	h.runner = jobs.New(jobs.Options{Store: h.store, Lanes: lanes, Log: h.log, Now: h.cfg.Now, Handlers: handlers, Limits: h.sender.Limits(), OnDead: h.dead})
	return nil
}

// lanes returns this node's lanes: all of them on SQLite, whose folder is
// locked, and a share of them on PostgreSQL.
func (h *Hub) lanes(ctx context.Context) (jobs.Lanes, error) {
	if h.db.Dialect() == db.Postgres {
		return jobs.NewShared(h.store, h.owner, h.log), nil
	}
	text, err := h.store.Setting(ctx, "epoch")
	if err != nil {
		return nil, err
	}
	epoch, _ := strconv.ParseInt(text, 10, 64) // empty at the first start
	epoch++
	return jobs.NewAlone(h.owner, epoch), h.store.SetSetting(ctx, "epoch", strconv.FormatInt(epoch, 10))
}

// works reports whether this node runs jobs, pulls accounts and gives out.
func (h *Hub) works() bool { return !h.cfg.Offline && h.cfg.Roles.Has(RoleWork) }

// Run does the hub's background work until ctx ends, then finishes what is
// under way.
func (h *Hub) Run(ctx context.Context) {
	h.hear()
	tasks := []func(context.Context){h.dispatcher.run, h.live.run}
	if h.works() {
		tasks = append(tasks, h.runner.Run, h.receive, h.singletons)
	}
	var wg sync.WaitGroup
	for _, task := range tasks {
		wg.Go(func() { task(ctx) })
	}
	h.ready.set(true)
	<-ctx.Done()
	h.ready.set(false)
	wg.Wait()
}

// hear hears the other nodes. What is lost is found all the same, later: work by
// polling within seconds, settings within half a minute.
func (h *Hub) hear() {
	subjects := map[string]func(string, []byte){subjectAccounts: h.announced, subjectAccess: h.accessHeard, subjectRouting: h.routingHeard}
	if h.works() {
		subjects[subjectJobs] = func(string, []byte) { h.runner.Wake() }
		subjects[subjectWaiting] = func(string, []byte) { h.dispatcher.wake() }
	}
	for subject, f := range subjects {
		if _, err := h.bus.Subscribe(subject, f); err != nil {
			h.log.Warn("what other nodes have done is seen late", "subject", subject, "error", err)
		}
	}
}

// Close closes what is open; a Hub that failed to open is closed as far as it is.
func (h *Hub) Close() error {
	var errs []error
	if h.live != nil {
		errs = append(errs, h.live.close())
	}
	if h.sender != nil {
		h.sender.Close()
	}
	if h.store != nil {
		errs = append(errs, h.store.Close())
	}
	if h.bus != nil {
		h.bus.Close()
	}
	if h.db != nil {
		errs = append(errs, h.db.Close())
	}
	if h.lock != nil {
		errs = append(errs, h.lock.Close())
	}
	return errors.Join(errs...)
}

// Store returns the store, for benchmarks and tests.
func (h *Hub) Store() *store.Store { return h.store }

// Runner returns the job runner, for benchmarks and tests.
func (h *Hub) Runner() *jobs.Runner { return h.runner }

// Channels returns the channels by name.
func (h *Hub) Channels() map[string]connectors.Channel { return h.channels }

// AccountForGate finds an account for a callback.
func (h *Hub) AccountForGate(ctx context.Context, id core.ID) (core.Account, error) {
	return h.accounts.get(ctx, id)
}

// CommonSettings are settings that every channel's account takes.
func CommonSettings() connectors.Settings { return common() }

// Check reports whether the hub's parts answer: the database and the blobs.
func (h *Hub) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, gaugesLimit)
	defer cancel()
	if _, err := h.store.Setting(ctx, "epoch"); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	return h.blobs.Check(ctx)
}

// Drain says that the hub takes no new work: health checks fail from now on.
func (h *Hub) Drain() { h.ready.set(false) }
