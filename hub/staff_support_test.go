package hub_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
)

// office is a hub with a clock that only the test moves.
type office struct {
	*hub.Hub
	ahead   atomic.Int64
	mu      sync.Mutex
	changes []core.AccessChange
}

func (o *office) pass(d time.Duration) { o.ahead.Add(int64(d)) }

// told returns the changes of access since the last call.
func (o *office) told() []core.AccessChange {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := o.changes
	o.changes = nil
	return out
}

// offices runs a behaviour on both databases.
func offices(t *testing.T, f func(t *testing.T, o *office), channels ...connectors.Channel) {
	t.Helper()
	run := func(t *testing.T, url string) { f(t, newOffice(t, url, channels...)) }
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); run(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); run(t, storetest.Postgres(t)) })
}

func newOffice(t *testing.T, url string, channels ...connectors.Channel) *office {
	t.Helper()
	o := &office{}
	cfg := config(t, &fake{})
	cfg.Database, cfg.Offline, cfg.AgentsURL = url, true, "https://desk.example/"
	cfg.Now = func() time.Time { return time.Now().Add(time.Duration(o.ahead.Load())) }
	if channels != nil {
		cfg.Channels = func(connectors.Env) []connectors.Channel { return channels }
	}
	o.Hub, _ = open(t, cfg)
	o.OnAccess(func(c core.AccessChange) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.changes = append(o.changes, c)
	})
	return o
}

var (
	office1 = core.Client{Address: "192.0.2.1", UserAgent: "a browser"}
	li      = core.NewPerson{Name: "李", Email: "Li@example.com", Password: "a long password", Locale: "zh-CN", TimeZone: "Asia/Shanghai"}
)

// tokenIn returns what is behind # in a link.
func tokenIn(t *testing.T, link string) string {
	t.Helper()
	_, token, ok := strings.Cut(link, "#token=")
	if !ok {
		t.Fatalf("no token in %q", link)
	}
	return token
}

// own makes the owner by the link and signs it in.
func (o *office) own(t *testing.T) (core.Viewer, string) {
	t.Helper()
	link, err := o.SetupLink(context.Background())
	must(t, err)
	token, _, err := o.SetUp(context.Background(), tokenIn(t, link), li, office1)
	must(t, err)
	return o.viewer(t, token), token
}

func (o *office) viewer(t *testing.T, token string) core.Viewer {
	t.Helper()
	v, _, err := o.Session(context.Background(), token)
	must(t, err)
	return v
}
