package hub_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
)

func TestRolesAreRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		names []string
		want  hub.Roles
		text  string // of the roles, or of the refusal
	}{
		{[]string{"visitors"}, hub.RoleVisitors, "visitors"},
		{[]string{"work", " agents"}, hub.RoleAgents | hub.RoleWork, "agents,work"},
		{[]string{"work", "visitors", "agents", "work"}, hub.AllRoles, "visitors,agents,work"},
		{nil, 0, "a node needs a role: give one or more of visitors,agents,work"},
		{[]string{"visitors", "worker"}, 0, `there is no role "worker": give one or more of visitors,agents,work`},
		{[]string{""}, 0, `there is no role "": give one or more of visitors,agents,work`},
	} {
		r, err := hub.ParseRoles(c.names)
		if err != nil {
			if c.want != 0 || err.Error() != c.text {
				t.Errorf("%q: %v", c.names, err)
			}
			continue
		}
		if r != c.want || r.String() != c.text {
			t.Errorf("%q: %q, want %q", c.names, r, c.text)
		}
	}
	if all := (hub.Roles)(0); !all.Has(hub.RoleVisitors) || !all.Has(hub.RoleAgents) || !all.Has(hub.RoleWork) {
		t.Error("a hub that is told nothing does not do all")
	}
}

// A node that does not work sends nothing and gives nothing out. One that does is
// told at once by what the other commits: neither looks by itself here.
func TestWhatANodeCommitsIsDoneByOneThatWorks(t *testing.T) {
	t.Parallel()
	server, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: -1, NoLog: true, NoSigs: true})
	must(t, err)
	go server.Start()
	t.Cleanup(func() { server.Shutdown(); server.WaitForShutdown() })
	if !server.ReadyForConnections(20 * time.Second) {
		t.Fatal("the bus does not start")
	}
	ctx, f := context.Background(), &fake{}
	cfg := config(t, f)
	cfg.Database, cfg.NATS, cfg.KeyFile, cfg.Roles = storetest.Postgres(t), server.ClientURL(), filepath.Join(t.TempDir(), "key"), hub.RoleVisitors|hub.RoleAgents
	c := &crew{t: t, fake: f}
	c.Hub, _ = openWith(t, cfg, (*hub.Hub).NoLooks)
	c.staffed(1, routing.Settings{Policy: routing.LeastLoad})
	c.ready(0, core.Ready)
	first := c.arrives("u1", "你好")
	if _, _, err := c.Post(ctx, c.agents[0], first, core.Draft{ClientMessageID: "1", Visibility: core.Public, Content: text("您好")}); err != nil {
		t.Fatal(err)
	}

	if c.Runner() != nil {
		t.Fatal("a node that does not work runs jobs")
	}
	if level := workNodes(t, c.Hub); level != core.FindingFailed {
		t.Errorf("nobody works, which is %s", level)
	}
	cfg.Data, cfg.Roles = t.TempDir(), hub.RoleWork
	back, _ := openWith(t, cfg, (*hub.Hub).NoLooks)
	eventually(t, "what waits is sent by the node that works", func() bool { f.mu.Lock(); defer f.mu.Unlock(); return len(f.sent) == 1 })
	if level := workNodes(t, c.Hub); level != core.FindingOK {
		t.Errorf("another node works, which is %s", level)
	}
	c.held(first, 0)
	before := back.RoutingRead()
	eventually(t, "the other node hears of new settings", func() bool { // it may not listen yet
		_, err := c.SetQueue(ctx, root(), c.team, routing.Settings{Policy: routing.LeastLoad, Last: true})
		must(t, err)
		return back.RoutingRead() != before
	})
	for _, user := range []string{"u2", "u3"} {
		c.held(c.arrives(user, "在吗"), 0)
	}
}

// workNodes is what a node's doctor says of whether somebody works.
func workNodes(t *testing.T, h *hub.Hub) core.FindingLevel {
	t.Helper()
	found, err := h.Diagnose(t.Context(), root(), core.CheckWork)
	must(t, err)
	for _, f := range found {
		if f.ID == "work.nodes" {
			return f.Level
		}
	}
	return ""
}
