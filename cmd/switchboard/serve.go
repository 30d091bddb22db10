package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/hub"
)

// place is where a hub's data is; every command takes it.
type place struct {
	Data     string `help:"Folder of the data." default:"data" placeholder:"DIR" env:"SWITCHBOARD_DATA"`
	Database string `help:"PostgreSQL, as postgres://user:password@host:5432/name; left out: SQLite in the data folder." placeholder:"URL" env:"SWITCHBOARD_DATABASE"`
	KeyFile  string `help:"File of the key that encrypts secrets; the same on all nodes. Left out: DATA/key." placeholder:"FILE" env:"SWITCHBOARD_KEY_FILE"`
	Blobs    string `help:"S3-compatible storage, as s3://ACCESS:SECRET@host:port/bucket; left out: DATA/blobs." placeholder:"URL" env:"SWITCHBOARD_BLOBS"`

	AllowPrivate []string `help:"Private networks that outgoing calls may reach, as CIDR,…" placeholder:"CIDR" env:"SWITCHBOARD_ALLOW_PRIVATE"`
	LogLevel     string   `help:"debug, info, warn or error." default:"info" enum:"debug,info,warn,error" env:"SWITCHBOARD_LOG_LEVEL"`
}

func (p place) config() (hub.Config, error) {
	allow, err := prefixes("--allow-private", p.AllowPrivate)
	return hub.Config{Data: p.Data, Database: p.Database, KeyFile: p.KeyFile, Blobs: p.Blobs, AllowPrivate: allow,
		Channels: channels, Normalizers: normalizers(), Log: p.log()}, err
}

func (p place) log() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(p.LogLevel)) // the flag's enum allows nothing else
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

func prefixes(flag string, list []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, s := range list {
		p, err := netip.ParsePrefix(strings.TrimSpace(s))
		if err != nil {
			if a, aerr := netip.ParseAddr(strings.TrimSpace(s)); aerr == nil {
				p, err = netip.PrefixFrom(a, a.BitLen()), nil
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %q is no network such as 127.0.0.0/8", flag, s)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

type serveCmd struct {
	place
	Roles          []string `help:"What this node does: visitors (the public listener), agents (theirs), work (jobs, pulling accounts, giving out). All nodes of a hub together need all three." default:"visitors,agents,work" placeholder:"ROLE" env:"SWITCHBOARD_ROLES"`
	Public         string   `help:"Address of the public listener: webhooks, widget." default:"127.0.0.1:8080" placeholder:"HOST:PORT" env:"SWITCHBOARD_PUBLIC"`
	Agents         string   `help:"Address of the agents' listener: API, page, metrics. Every node has it; without the role of agents it has health and metrics alone." default:"127.0.0.1:8081" placeholder:"HOST:PORT" env:"SWITCHBOARD_AGENTS"`
	PublicURL      string   `help:"URL under which platforms and customers reach the public listener; left out: http:// and its address." placeholder:"URL" env:"SWITCHBOARD_PUBLIC_URL"`
	AgentsURL      string   `help:"URL under which agents reach theirs." placeholder:"URL" env:"SWITCHBOARD_AGENTS_URL"`
	TrustedProxies []string `help:"Proxies whose X-Forwarded-For is believed, as CIDR,…" placeholder:"CIDR" env:"SWITCHBOARD_TRUSTED_PROXIES"`
	NATS           string   `name:"nats" help:"NATS server or cluster; left out: embedded." placeholder:"URL" env:"SWITCHBOARD_NATS"`
	PerUser        int      `name:"connections-per-user" help:"Live connections of one person that a node takes." default:"20" env:"SWITCHBOARD_CONNECTIONS_PER_USER"`
	PerAddress     int      `name:"connections-per-address" help:"Live connections from one address (IPv6: one /64) that a node takes." default:"1000" env:"SWITCHBOARD_CONNECTIONS_PER_ADDRESS"`
	PublicRoom     int      `name:"public-connections" help:"Connections that the public listener takes; left out: three fifths of the files that the process may open." placeholder:"N" env:"SWITCHBOARD_PUBLIC_CONNECTIONS"`
	AgentsRoom     int      `name:"agents-connections" help:"Connections that the agents' listener takes; left out: a fifth of the files that the process may open." placeholder:"N" env:"SWITCHBOARD_AGENTS_CONNECTIONS"`
	APIRate        float64  `name:"api-rate" help:"Requests a second that one API key may make." default:"1000" env:"SWITCHBOARD_API_RATE"`

	demo string // of a demo: the address of its shop
}

// Run serves until the process is told to stop.
func (c *serveCmd) Run(ctx context.Context) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	go paceCollector(ctx)
	proxies, err := prefixes("--trusted-proxies", c.TrustedProxies)
	if err != nil {
		return err
	}
	if err := errors.Join(checkURL("--public-url", c.PublicURL), checkURL("--agents-url", c.AgentsURL),
		checkRoom("--public-connections", c.PublicRoom), checkRoom("--agents-connections", c.AgentsRoom),
		checkLive("--connections-per-user", c.PerUser), checkLive("--connections-per-address", c.PerAddress), checkRate(c.APIRate)); err != nil {
		return err
	}
	if cfg.Roles, err = c.roles(); err != nil {
		return err
	}
	d, err := c.open(cfg.Roles, proxies, cfg.Log)
	if err != nil {
		return err
	}
	cfg.NATS, cfg.PublicURL, cfg.AgentsURL = c.NATS, c.PublicURL, c.AgentsURL
	if cfg.PublicURL == "" {
		cfg.PublicURL = d.public.URL()
	}
	if cfg.AgentsURL == "" {
		cfg.AgentsURL = d.agents.URL()
	}
	return c.host(ctx, cfg, d, proxies, offerSetup)
}

// host opens the hub and serves it on its listeners. A node of agents calls begin
// before they answer.
func (c *serveCmd) host(ctx context.Context, cfg hub.Config, d doors, proxies []netip.Prefix, begin func(context.Context, *hub.Hub) error) error {
	cfg.Live = hub.LiveOptions{PerUser: c.PerUser, PerAddress: c.PerAddress}
	h, err := hub.Open(ctx, cfg)
	if err != nil {
		return err
	}
	if err := c.mount(h, cfg, d, proxies); err != nil {
		return errors.Join(err, h.Close())
	}
	if cfg.Roles.Has(hub.RoleAgents) {
		if err := begin(ctx, h); err != nil {
			return errors.Join(err, h.Close())
		}
	}
	return serve(ctx, h, cfg, d)
}

func checkURL(flag, text string) error {
	u, err := url.Parse(text)
	if text != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "") {
		return fmt.Errorf("%s: %q is no address such as https://hub.example.com", flag, text)
	}
	return nil
}

// offerSetup prints the link of the set-up while there is no owner. It goes to
// standard output alone: the log is kept, and the link is a key.
func offerSetup(ctx context.Context, h *hub.Hub) error {
	link, err := h.SetupLink(ctx)
	if err != nil || link == "" {
		return err
	}
	_, err = fmt.Fprintf(os.Stdout, "\nThis hub has no owner yet. Set it up here (the link holds once, until the next start):\n"+
		"此服务尚无所有者，请打开以下链接完成设置（仅可使用一次，重启后失效）：\n\n  %s\n\n", link)
	return err
}

// clientAddr finds the client behind trusted proxies: the last address of
// X-Forwarded-For that is not one of them.
func clientAddr(proxies []netip.Prefix) func(*app.RequestContext) string {
	return func(rc *app.RequestContext) string {
		host := rc.RemoteAddr().String()
		ap, err := netip.ParseAddrPort(host)
		if err != nil {
			return host
		}
		client := ap.Addr()
		chain := strings.Split(string(rc.GetHeader("X-Forwarded-For")), ",")
		for i := len(chain) - 1; i >= 0 && trusted(proxies, client); i-- {
			next, err := netip.ParseAddr(strings.TrimSpace(chain[i]))
			if err != nil {
				break
			}
			client = next
		}
		return client.String()
	}
}

func trusted(proxies []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
}

// serve runs the listeners and the hub's own work, and stops in order: take
// nothing new, finish what is under way, close.
func serve(ctx context.Context, h *hub.Hub, cfg hub.Config, d doors) error {
	log := cfg.Log
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	var wg sync.WaitGroup
	var once sync.Once
	var failed error
	guard := func(what string, f func() error) {
		wg.Go(func() {
			if err := f(); err != nil {
				once.Do(func() { failed = fmt.Errorf("%s: %w", what, err) })
				stop()
			}
		})
	}
	for name, door := range d.all() {
		guard(name+" listener", door.Run)
	}
	guard("control socket", func() error { return h.Control(ctx) })
	wg.Go(func() { h.Run(work) })
	log.Info("the hub runs", "roles", cfg.Roles, "public", d.publicURL(), "agents", d.agents.URL(), "version", version)
	settle()
	<-ctx.Done()
	log.Info("the hub stops: it finishes what is under way")
	h.Drain()
	down, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := h.Live().Shutdown(down); err != nil {
		log.Warn("live connections were not all closed in time", "error", err)
	}
	var shut sync.WaitGroup
	for _, s := range d.all() {
		shut.Go(func() {
			if err := s.Shutdown(down); err != nil {
				log.Warn("a listener did not stop in time", "error", err)
			}
		})
	}
	shut.Wait()
	stopWork()
	wg.Wait()
	return errors.Join(failed, h.Close())
}
