package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"sync"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/demo"
	"github.com/switchboard-hub/switchboard/httpserver"
	"github.com/switchboard-hub/switchboard/hub"
)

type demoCmd struct {
	Public   string `help:"Address of the public listener; left out: 127.0.0.1:8080, or a free port where that is in use." placeholder:"HOST:PORT"`
	Agents   string `help:"Address of the agents' page; left out: 127.0.0.1:8081, or a free port." placeholder:"HOST:PORT"`
	Shop     string `help:"Address of the shop's page; left out: 127.0.0.1:8082, or a free port." placeholder:"HOST:PORT"`
	Seed     uint64 `help:"Of the order in which things happen." default:"1"`
	LogLevel string `help:"debug, info, warn or error." default:"error" enum:"debug,info,warn,error"`
}

// Run shows a hub at work until the process is told to stop, and leaves nothing.
func (c *demoCmd) Run(ctx context.Context) (err error) {
	dir, err := demo.NewFolder(hub.Served)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, demo.RemoveFolder(dir)) }()
	shop, err := listenAt(c.Shop, "--shop", "127.0.0.1:8082", demo.NewShop)
	if err != nil {
		return err
	}
	defer shop.Close()
	s := &serveCmd{place: place{Data: demo.Data(dir), LogLevel: c.LogLevel}, PerUser: 20, PerAddress: 1000, APIRate: 1000, demo: shop.URL()}
	listen := func(addr string) (*httpserver.Server, error) { return s.listen(addr, httpserver.Options{Log: s.log()}) }
	public, err := listenAt(c.Public, "--public", "127.0.0.1:8080", listen)
	if err != nil {
		return err
	}
	agents, err := listenAt(c.Agents, "--agents", "127.0.0.1:8081", listen)
	if err != nil {
		return err
	}
	d, err := demo.New(demo.Options{PublicURL: public.URL(), AgentsURL: agents.URL(), Shop: shop, Seed: c.Seed, Log: s.log(), Out: os.Stdout, Password: rand.Text()[:16]})
	if err != nil {
		return err
	}
	defer d.Close()
	return s.show(ctx, d, public, agents)
}

// show serves the hub of a demo, and lets the demo play as long as it is served.
func (c *serveCmd) show(ctx context.Context, d *demo.Demo, public, agents *httpserver.Server) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	cfg.PublicURL, cfg.AgentsURL = public.URL(), agents.URL()
	cfg.AllowPrivate = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	cfg.Channels = func(env connectors.Env) []connectors.Channel { return channels(demo.Inside(env)) }
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	var played error
	served := c.host(ctx, cfg, doors{public: public, agents: agents}, nil, func(ctx context.Context, h *hub.Hub) error {
		key, err := ownerOf(ctx, h, d)
		if err != nil {
			return err
		}
		d.Mount(agents)
		wg.Go(func() {
			defer stop()
			played = d.Run(ctx, key)
		})
		return nil
	})
	stop()
	wg.Wait()
	return errors.Join(served, played)
}

// ownerOf makes the owner of a demo's hub, and returns a key.
func ownerOf(ctx context.Context, h *hub.Hub, d *demo.Demo) (string, error) {
	raw, err := h.Command(ctx, "setup", hub.SetupArgs{Email: demo.OwnerEmail, Password: d.Password, Name: demo.OwnerName})
	if err != nil {
		return "", err
	}
	var out struct {
		APIKey string `json:"api_key"`
	}
	return out.APIKey, json.Unmarshal(raw, &out)
}

// listenAt listens where the flag says; where it says nothing at usual, or at a
// free port where that is in use.
func listenAt[T any](addr, flag, usual string, listen func(string) (T, error)) (T, error) {
	if addr != "" {
		l, err := listen(addr)
		if err != nil {
			err = fmt.Errorf("%s: %w; name another address, or leave it out for a free one", flag, err)
		}
		return l, err
	}
	if l, err := listen(usual); err == nil {
		return l, nil
	}
	return listen("127.0.0.1:0")
}
