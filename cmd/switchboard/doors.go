package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/netip"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/common/adaptor"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/console"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/hub/doctor"
	"github.com/switchboard-hub/switchboard/web"
	"github.com/switchboard-hub/switchboard/webhooks"
	"github.com/switchboard-hub/switchboard/widget"
)

// roles reads what this node does. Who does a part only has to be told what the
// nodes of a hub share, and where the world finds the others.
func (c *serveCmd) roles() (hub.Roles, error) {
	r, err := hub.ParseRoles(c.Roles)
	if err != nil {
		return 0, fmt.Errorf("--roles: %w", err)
	}
	if r == hub.AllRoles {
		return r, nil
	}
	var errs []error
	for _, want := range []struct{ flag, value, why string }{
		{"--database", c.Database, "PostgreSQL that all nodes share; SQLite is one process's own"},
		{"--nats", c.NATS, "a NATS that all nodes share; the embedded one is one process's own"},
		{"--public-url", c.PublicURL, "where platforms and customers reach the nodes of visitors"},
		{"--agents-url", c.AgentsURL, "where agents reach their nodes"},
	} {
		if want.value == "" {
			errs = append(errs, fmt.Errorf("--roles %s does a part of a hub: give %s, %s", r, want.flag, want.why))
		}
	}
	return r, errors.Join(errs...)
}

// doors are the listeners of a node. The agents' is there whatever the node does:
// engineers ask every node for its health and metrics at the same place, which the
// world does not reach.
type doors struct {
	public *httpserver.Server // nil where the node does not serve visitors
	agents *httpserver.Server
}

// open opens the listeners that the roles need.
func (c *serveCmd) open(r hub.Roles, proxies []netip.Prefix, log *slog.Logger) (d doors, err error) {
	if d.agents, err = c.listen(c.Agents, c.bounds(room(c.AgentsRoom, agentsFifths), proxies, log)); err != nil || !r.Has(hub.RoleVisitors) {
		return d, err
	}
	d.public, err = c.listen(c.Public, c.bounds(room(c.PublicRoom, publicFifths), proxies, log))
	return d, err
}

// listen opens a listener. Where its address is taken by another process on
// the same folder, that is the better news.
func (c *serveCmd) listen(addr string, o httpserver.Options) (*httpserver.Server, error) {
	s, err := httpserver.New(addr, o)
	if err != nil && hub.Served(c.Data) {
		return nil, fmt.Errorf("%s: %w", c.Data, hub.ErrServed)
	}
	return s, err
}

// all returns the listeners that are there, by name.
func (d doors) all() map[string]*httpserver.Server {
	all := map[string]*httpserver.Server{"agents": d.agents}
	if d.public != nil {
		all["public"] = d.public
	}
	return all
}

func (d doors) publicURL() string {
	if d.public == nil {
		return "none"
	}
	return d.public.URL()
}

// mount puts the faces of the hub on its listeners.
func (c *serveCmd) mount(h *hub.Hub, cfg hub.Config, d doors, proxies []netip.Prefix) error {
	healthy := func(_ context.Context, rc *app.RequestContext) {
		testify(h, rc, proxies)
		health(rc, h.Ready())
	}
	for _, door := range d.all() {
		door.GET("/healthz", healthy)
	}
	h.Registry().MustRegister(listenerStats(d.all()))
	d.agents.GET("/readyz", func(ctx context.Context, rc *app.RequestContext) { health(rc, h.Ready() && h.Check(ctx) == nil) })
	d.agents.GET("/metrics", adaptor.HertzHandler(h.Metrics()))
	if cfg.Roles.Has(hub.RoleVisitors) {
		if err := mountVisitors(h, cfg, d.public, clientAddr(proxies)); err != nil {
			return err
		}
	}
	if cfg.Roles.Has(hub.RoleAgents) {
		return c.mountAgents(h, cfg, d.agents, clientAddr(proxies))
	}
	return nil
}

// mountVisitors puts what platforms and visitors reach on the public listener.
func mountVisitors(h *hub.Hub, cfg hub.Config, public *httpserver.Server, clientAddr func(*app.RequestContext) string) error {
	stats := webhooks.Mount(public, webhooks.Options{Accounts: h.AccountForGate, Channels: h.Channels(), Sink: h, Called: h.Called, Log: cfg.Log})
	h.Registry().MustRegister(gateStats{stats})
	err := web.Mount(public, web.Options{Backend: h, Files: widget.Files(), ClientAddr: clientAddr, PublicURL: cfg.PublicURL, Log: cfg.Log})
	if err != nil {
		return fmt.Errorf("mount the visitors' pages: %w", err)
	}
	h.MountLive(public, clientAddr)
	return nil
}

// mountAgents puts the agents' API, page and sockets on their listener.
func (c *serveCmd) mountAgents(h *hub.Hub, cfg hub.Config, agents *httpserver.Server, clientAddr func(*app.RequestContext) string) error {
	settings := map[string]connectors.Settings{}
	for name, ch := range h.Channels() {
		settings[name] = append(ch.Settings, hub.CommonSettings()...)
	}
	a, err := api.Register(agents, api.Options{Backend: h, Settings: settings, Log: cfg.Log, RateLimit: api.Rate{PerSecond: c.APIRate, Burst: int(math.Ceil(2 * c.APIRate))},
		ClientAddr: clientAddr, AgentsURL: cfg.AgentsURL, Demo: c.demo})
	if err != nil {
		return fmt.Errorf("mount the API: %w", err)
	}
	h.OnAccess(a.Forget)
	if err := console.Mount(agents, console.Options{PublicURL: cfg.PublicURL}); err != nil {
		return fmt.Errorf("mount the agents' page: %w", err)
	}
	h.MountLive(agents, clientAddr)
	return nil
}

func health(rc *app.RequestContext, ok bool) {
	if ok {
		rc.String(http.StatusOK, "ok\n")
		return
	}
	rc.String(http.StatusServiceUnavailable, "not ready\n")
}

// testify tells the doctor, and nobody else, how its request came in.
func testify(h *hub.Hub, rc *app.RequestContext, proxies []netip.Prefix) {
	w := doctor.Witness{Probe: string(rc.GetHeader(doctor.ProbeHeader)), Forwarded: string(rc.GetHeader("X-Forwarded-For")), Peer: rc.RemoteAddr().String()}
	if ap, err := netip.ParseAddrPort(w.Peer); err == nil {
		w.Peer, w.Trusted = ap.Addr().Unmap().String(), trusted(proxies, ap.Addr())
	}
	if sealed := h.Testify(w); sealed != "" {
		rc.Header(doctor.ProbeHeader, sealed)
	}
}

// gateStats shows what became of callbacks.
type gateStats struct{ stats *webhooks.Stats }

func (g gateStats) desc() *prometheus.Desc {
	return prometheus.NewDesc("switchboard_callbacks_total", "Callbacks of platforms by what became of them.", []string{"outcome"}, nil)
}

// Describe implements prometheus.Collector.
func (g gateStats) Describe(out chan<- *prometheus.Desc) { out <- g.desc() }

// Collect implements prometheus.Collector.
func (g gateStats) Collect(out chan<- prometheus.Metric) {
	for _, o := range webhooks.Outcomes() {
		out <- prometheus.MustNewConstMetric(g.desc(), prometheus.CounterValue, float64(g.stats.Count(o)), string(o))
	}
}
