package hub_test

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
)

// TestRightsChangeOnEveryNode: what is changed on one node holds on another one
// as soon as the bus has told it.
func TestRightsChangeOnEveryNode(t *testing.T) {
	t.Parallel()
	server, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: -1, NoLog: true, NoSigs: true})
	must(t, err)
	go server.Start()
	t.Cleanup(func() { server.Shutdown(); server.WaitForShutdown() })
	if !server.ReadyForConnections(20 * time.Second) {
		t.Fatal("the bus does not start")
	}
	ctx, database, key := context.Background(), storetest.Postgres(t), filepath.Join(t.TempDir(), "key")
	node := func(c *hub.Config) { c.NATS, c.KeyFile = server.ClientURL(), key }
	here, there := newHouse(t, database, node), newHouse(t, database, node)
	for _, h := range []*house{here, there} {
		eventually(t, "the node hears hints", h.Ready)
	}
	r, err := here.CreateRole(ctx, root(), core.Role{Name: "质检", Scope: core.ScopeAll, Permissions: []core.Permission{core.PermContactsRead, core.PermAgents}})
	must(t, err)
	here.member(t, "boss", "owner")
	v, token := here.member(t, "zhao", r.Name)
	contacts := func(h *house) gotten { return h.send(t, token, http.MethodGet, "/api/v1/contacts", nil, "") }
	if a := contacts(there); a.status != 200 {
		t.Fatal(a)
	}
	fewer := []core.Permission{core.PermAgents}
	eventually(t, "the other node refuses", func() bool { // told again and again: it may not listen yet
		_, err := here.UpdateRole(ctx, root(), r.Name, core.RoleChange{Permissions: &fewer})
		must(t, err)
		return contacts(there).code == "auth.forbidden"
	})
	if a := contacts(here); a.code != "auth.forbidden" {
		t.Error(a)
	}
	disabled := true
	eventually(t, "the other node knows the key no more", func() bool {
		_, err := here.UpdateAgent(ctx, root(), v.AgentID, core.AgentChange{Disabled: &disabled})
		must(t, err)
		return contacts(there).status == http.StatusUnauthorized
	})
}
