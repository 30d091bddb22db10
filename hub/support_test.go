package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/normalize"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused checks that an error is the problem with a code.
func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !errors.Is(err, &core.Problem{Code: code}) {
		t.Errorf("got %v, want the problem %s", err, code)
	}
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("in vain waited until %s", what)
		}
	}
}

// fake is a channel that does what a test sets.
type fake struct {
	mu      sync.Mutex
	verify  error
	connect error
	fetch   func(core.Media) (string, error)
	send    error
	sent    []string
	links   []string // what a Linker was asked
	linking chan struct{}
	cut     func() // hears of a Connect that was cancelled
	cursor  string // what Connect sets it to
}

func (f *fake) Channel() string { return "fake" }

func (f *fake) Check(a core.Account) error {
	if a.Secrets["token"] == "" {
		return &core.Problem{Status: 422, Code: "fake.token_missing", Text: "give a token"}
	}
	return nil
}

func (f *fake) Caps(core.Account) core.Caps {
	return core.Caps{Text: core.Limit{Max: 100, Unit: core.Runes}, MaxParts: 3}
}

func (f *fake) Send(_ context.Context, _ core.Account, p core.Part) (core.Receipt, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.send != nil {
		return core.Receipt{}, f.send
	}
	f.sent = append(f.sent, p.Content.Text)
	return core.Receipt{ExternalID: p.ID.String()}, nil
}

func (f *fake) Verify(context.Context, core.Account) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return "a bot", f.verify
}

func (f *fake) Connect(ctx context.Context, a core.Account, _ string) (core.Account, error) {
	if f.linking != nil {
		f.linking <- struct{}{}
		select {
		case <-f.linking:
		case <-ctx.Done():
			f.cut()
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if ctx.Err() != nil {
		return core.Account{}, ctx.Err()
	}
	f.links = append(f.links, "connect "+a.Secrets["token"])
	if f.connect != nil {
		return core.Account{}, f.connect
	}
	if f.cursor != "" {
		a.Cursor = f.cursor
	}
	return a, nil
}

func (f *fake) Disconnect(context.Context, core.Account) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.links = append(f.links, "disconnect")
	return nil
}

func (f *fake) Fetch(_ context.Context, _ core.Account, m core.Media) (io.ReadCloser, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, err := f.fetch(m)
	return io.NopCloser(strings.NewReader(text)), err
}

func (f *fake) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fake) linked() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return fmt.Sprint(f.links)
}

// readEnvelopes is the fake's normalizer: its raws are envelopes already.
func readEnvelopes(r core.Raw) (envs []core.Envelope, err error) {
	return envs, json.Unmarshal(r.Body, &envs)
}

func config(t *testing.T, f *fake) hub.Config {
	t.Helper()
	return hub.Config{Data: t.TempDir(), Normalizers: normalize.Table{"fake": readEnvelopes},
		Channels: func(connectors.Env) []connectors.Channel {
			return []connectors.Channel{{Connector: f, Settings: connectors.Settings{{Key: "token", Secret: true, Required: true}, {Key: "place"}}}}
		}}
}

// open opens a hub, and runs it unless it is offline.
func open(t *testing.T, cfg hub.Config) (h *hub.Hub, stop func()) {
	t.Helper()
	return openWith(t, cfg, func(*hub.Hub) {})
}

// openWith opens a hub, and changes it before it runs.
func openWith(t *testing.T, cfg hub.Config, change func(*hub.Hub)) (h *hub.Hub, stop func()) {
	t.Helper()
	migrated(t, cfg)
	h, err := hub.Open(context.Background(), cfg)
	must(t, err)
	change(h)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if !cfg.Offline {
			h.Run(ctx)
		}
	}()
	stop = sync.OnceFunc(func() { cancel(); <-done; must(t, h.Close()) })
	t.Cleanup(stop)
	return h, stop
}

// migrated lets a new hub on SQLite begin with a database that has the schema already.
func migrated(t *testing.T, cfg hub.Config) {
	t.Helper()
	path := filepath.Join(cfg.Data, "hub.db")
	if _, err := os.Stat(path); cfg.Database == "" && errors.Is(err, os.ErrNotExist) {
		storetest.SQLite(t, path)
	}
}

func root() core.Viewer {
	return core.Viewer{Scope: core.ScopeAll, Permissions: core.Permissions()}
}

func link(t *testing.T, h *hub.Hub) core.Account {
	t.Helper()
	a, err := h.AddAccount(context.Background(), root(), "fake", "shop", map[string]string{"token": "t1"})
	must(t, err)
	return a
}

// says is a raw by which a person says something.
func says(a core.Account, key string, c core.Content) core.Raw {
	body, err := json.Marshal([]core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: "u", Name: "王小明"}, Direction: core.In,
		Key: key, ExternalID: key, SentAt: 1, Content: &c}})
	if err != nil {
		panic(err) // an envelope always encodes
	}
	return core.Raw{AccountID: a.ID, Kind: "fake", Body: body}
}

func text(s string) core.Content { return core.Content{Kind: core.KindText, Text: s} }

// messages returns the messages of the only conversation.
func messages(t *testing.T, h *hub.Hub) []core.Message {
	t.Helper()
	ctx := context.Background()
	list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	if len(list.Items) == 0 {
		return nil
	}
	m, err := h.Messages(ctx, root(), list.Items[0].ID, 0, 100)
	must(t, err)
	return m
}

// agent is the owner, signed in.
func agent(t *testing.T, h *hub.Hub) core.Viewer {
	t.Helper()
	key, err := h.Setup(context.Background(), "owner@example.com", "a long password", "Owner")
	must(t, err)
	v, _, err := h.Authenticate(context.Background(), key)
	must(t, err)
	return v
}
