package send_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/outbound/send"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(20 * time.Second)
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("in vain waited until %s", what)
		}
	}
}

// clock is the time of a world; what is to come is reached by a leap.
type clock struct {
	mu   sync.Mutex
	leap time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.leap)
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.leap += d
}

// platform is a channel that does what a test says, in order; when nothing is
// said it accepts.
type platform struct {
	mu     sync.Mutex
	script map[string][]error // by text, one a call
	calls  []string
	caps   core.Caps
	http   *http.Client
	url    string          // called by every send, when set
	during func(core.Part) // runs while a part is sent, when set
	left   []time.Duration // how long each call was given
}

func (p *platform) Channel() string             { return "test" }
func (p *platform) Check(core.Account) error    { return nil }
func (p *platform) Caps(core.Account) core.Caps { p.mu.Lock(); defer p.mu.Unlock(); return p.caps }

func (p *platform) Send(ctx context.Context, a core.Account, part core.Part) (core.Receipt, error) {
	if p.url != "" {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/"+a.Secrets["token"], http.NoBody)
		if err != nil {
			return core.Receipt{}, err
		}
		resp, err := p.http.Do(req)
		if err != nil {
			return core.Receipt{}, err
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
	if p.during != nil {
		p.during(part)
	}
	if end, ok := ctx.Deadline(); ok {
		p.mu.Lock()
		p.left = append(p.left, time.Until(end))
		p.mu.Unlock()
	}
	return core.Receipt{ExternalID: "x:" + part.ID.String()}, p.called(part.Content.Text)
}

func (p *platform) Edit(_ context.Context, _ core.Account, id string, part core.Part) error {
	return p.called("edit " + part.Content.Text)
}

func (p *platform) Delete(context.Context, core.Account, core.UserRef, string) error {
	return p.called("delete")
}

// plain is the platform without its optional abilities.
type plain struct{ connectors.Connector }

// lengthy is the platform where it says how long a call takes.
type lengthy struct {
	connectors.Connector

	limit time.Duration
}

func (l lengthy) SendLimit(core.Account, core.Part) time.Duration { return l.limit }

func (p *platform) called(what string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls = append(p.calls, what)
	if list := p.script[what]; len(list) > 0 {
		p.script[what] = list[1:]
		return list[0]
	}
	return nil
}

func (p *platform) heard() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return fmt.Sprint(p.calls)
}

func (p *platform) log() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.calls)
}

// world is a sender at work on a real store with real jobs.
type world struct {
	t      *testing.T
	s      *store.Store
	p      *platform
	clock  *clock
	runner *jobs.Runner
	sender *send.Sender
	keeper send.Store    // what the sender sees of the store
	plain  bool          // the channel neither edits nor deletes
	named  bool          // the channel knows the names of parts before they leave
	takes  time.Duration // what the channel says of how long a call takes, when set
	epoch  int64
	stop   func()
}

func newWorld(t *testing.T, script map[string][]error) *world {
	t.Helper()
	dir := t.TempDir()
	d, err := store.OpenDB(context.Background(), store.Location{Path: filepath.Join(dir, "hub.db"), Backup: dir})
	must(t, err)
	box, err := secret.OpenKeyFile(filepath.Join(dir, "key"), true)
	must(t, err)
	w := &world{t: t, p: &platform{script: script}, clock: &clock{}, stop: func() {}}
	w.s = store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Box: box, Now: w.clock.now})
	w.keeper = w.s
	t.Cleanup(func() {
		w.stop()
		must(t, w.s.Close())
		must(t, d.Close())
	})
	return w
}

// start runs jobs under a new epoch, as after a restart.
func (w *world) start() {
	log := slog.New(slog.DiscardHandler)
	w.epoch++
	var connector connectors.Connector = w.p
	if w.plain {
		connector = plain{w.p}
	}
	if w.named {
		connector = namer{w.p}
	}
	if w.takes != 0 {
		connector = lengthy{w.p, w.takes}
	}
	w.sender = send.New(send.Options{Store: w.keeper, Runner: func() send.Runner { return w.runner }, Account: w.s.Account, Now: w.clock.now, Log: log,
		Channels: map[string]connectors.Channel{"test": {Connector: connector}}})
	w.runner = jobs.New(jobs.Options{Store: w.s, Lanes: jobs.NewAlone("n", w.epoch), Log: log, Now: w.clock.now,
		Handlers: w.sender.Handlers(), Limits: w.sender.Limits(), OnDead: w.sender.Dead})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); w.runner.Run(ctx) }()
	w.stop = sync.OnceFunc(func() { cancel(); <-done; w.sender.Close() })
}

// leap goes forward in time and looks what is due.
func (w *world) leap(d time.Duration) {
	w.clock.forward(d)
	w.runner.Wake()
}

func (w *world) account() core.ID {
	a := core.Account{ID: core.NewID(), Channel: "test", Name: "test", Status: core.AccountActive, Config: map[string]string{},
		Secrets: map[string]string{"token": "hush-hush-token"}}
	must(w.t, w.s.SaveAccount(context.Background(), a))
	return a.ID
}

func viewer() core.Viewer {
	return core.Viewer{AgentID: core.NewID(), Scope: core.ScopeAll, Permissions: core.Permissions()}
}

// conversation is one that a person has begun.
func (w *world) conversation(account core.ID) core.ID {
	user := core.NewID().String()
	must(w.t, w.s.Do(context.Background(), &engine.Ingest{
		Raw: core.Raw{ID: core.NewID(), AccountID: account, Channel: "test", Kind: "test", ReceivedAt: 1},
		Envelopes: []core.Envelope{{Type: core.TypeMessage, User: core.UserRef{ExternalID: user, Name: "王小明"}, Direction: core.In, Key: user,
			ExternalID: user, SentAt: 1, Content: &core.Content{Kind: core.KindText, Text: "hello"}}}}))
	list, err := w.s.Conversations(context.Background(), viewer(), core.ConversationFilter{}, core.Page{Limit: 200})
	must(w.t, err)
	for _, c := range list.Items {
		if c.AccountID == account {
			return c.ID
		}
	}
	w.t.Fatal("there is no conversation")
	return core.ID{}
}

// post writes an answer of these parts.
func (w *world) post(conversation core.ID, parts ...string) core.Message {
	c := &engine.Post{Viewer: viewer(), ConversationID: conversation,
		Draft: core.Draft{ClientMessageID: core.NewID().String(), Visibility: core.Public, Content: core.Content{Kind: core.KindText, Text: parts[0]}}}
	c.Author = c.Viewer.Actor()
	for _, p := range parts {
		c.Parts = append(c.Parts, core.Content{Kind: core.KindText, Text: p})
	}
	must(w.t, w.s.Do(context.Background(), c))
	if w.runner != nil {
		w.runner.Wake()
	}
	return c.Message
}

// state sums up a message: its delivery and the states of its parts.
func (w *world) state(m core.Message) string {
	now, parts, err := w.s.Outgoing(context.Background(), m.ID)
	must(w.t, err)
	out := string(now.Delivery) + ":"
	for _, p := range parts {
		out += " " + string(p.State)
	}
	return out
}

func (w *world) becomes(m core.Message, want string) {
	w.t.Helper()
	last := ""
	defer func() {
		if last != want {
			w.t.Logf("it is %q, want %q; the platform heard %s", last, want, w.p.heard())
		}
	}()
	eventually(w.t, "the message is "+want, func() bool { last = w.state(m); return last == want })
}

func (w *world) heard(want string) {
	w.t.Helper()
	if got := w.p.heard(); got != want {
		w.t.Errorf("the platform heard %s, want %s", got, want)
	}
}

// waiting returns the only job that waits.
func (w *world) waiting() (j core.Job) {
	w.t.Helper()
	eventually(w.t, "one job waits", func() bool {
		l, err := w.s.Jobs(context.Background(), core.JobWaiting, core.Page{})
		must(w.t, err)
		if len(l.Items) == 1 {
			j = l.Items[0]
		}
		return len(l.Items) == 1
	})
	return j
}

func failed(class core.Class) *core.SendError {
	return &core.SendError{Class: class, Code: "test." + string(class), Text: "it went wrong", Err: errors.New("cause")}
}
