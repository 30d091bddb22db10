package send_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
	"github.com/switchboard-hub/switchboard/core/store"
)

// interrupt leaves a message's first part as a process does that is killed
// while it sends.
func (w *world) interrupt(m core.Message) {
	ctx, old := context.Background(), jobs.NewAlone("killed", w.epoch+1)
	w.epoch++
	j := w.waiting()
	if got, err := w.s.Claim(ctx, old.Hold(), []core.Job{j}); err != nil || len(got) != 1 {
		w.t.Fatalf("%v, %v", got, err)
	}
	_, parts, err := w.s.Outgoing(ctx, m.ID)
	must(w.t, err)
	must(w.t, w.s.Do(ctx, &engine.Begin{ConversationKey: m.ConversationID.String(), MessageID: m.ID, PartID: parts[0].ID, JobID: j.ID, Epoch: w.epoch}))
}

func TestASendThatWasInterrupted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name              string
		idempotent        bool
		found, end, heard string
	}{
		{"is in doubt", false, "in_doubt: in_doubt queued", "in_doubt: in_doubt sent", "[b]"},
		{"is repeated where the platform drops repeats", true, "queued: queued queued", "sent: sent sent", "[a b]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			w.p.caps.Idempotent = c.idempotent
			m := w.post(w.conversation(w.account()), "a", "b")
			w.interrupt(m)
			w.start()
			w.becomes(m, c.found)
			w.dueIn()
			w.heard("[]")
			w.leap(engine.HoldFor)
			w.becomes(m, c.end)
			w.heard(c.heard)
		})
	}
}

func TestEveryCallLeavesATraceWithoutSecrets(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusTeapot) }))
	defer srv.Close()
	w := newWorld(t, map[string][]error{"a": {failed(core.Rejected)}})
	w.p.url, w.p.http = srv.URL, httpx.New(httpx.Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	w.start()
	m := w.post(w.conversation(w.account()), "a")
	w.becomes(m, "failed: failed")
	var list []core.Exchange
	eventually(t, "the trace is there", func() bool {
		var err error
		list, err = w.s.Exchanges(context.Background(), viewer(), m.ConversationID, m.ID)
		must(t, err)
		return len(list) == 1
	})
	_, parts, err := w.s.Outgoing(context.Background(), m.ID)
	must(t, err)
	x := list[0]
	if x.PartID != parts[0].ID || x.Status != http.StatusTeapot || x.ErrorClass != core.Rejected || strings.Contains(x.URL, "hush") {
		t.Errorf("%+v", x)
	}
}

// waits waits until no job runs.
func (w *world) waits() {
	eventually(w.t, "no job runs", func() bool {
		l, err := w.s.Jobs(context.Background(), core.JobRunning, core.Page{})
		must(w.t, err)
		return len(l.Items) == 0
	})
}

func TestADeadLetterIsReplayed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"a": {failed(core.Retry)}})
	w.start()
	m := w.post(w.conversation(w.account()), "a", "b")
	eventually(t, "it was tried", func() bool { return w.p.heard() == "[a]" })
	w.waits()
	w.leap(25 * time.Hour)
	w.becomes(m, "failed: failed failed")
	now, _, err := w.s.Outgoing(context.Background(), m.ID)
	must(t, err)
	if now.ErrorCode != "expired" || !strings.Contains(now.ErrorText, "deadline") {
		t.Errorf("%q: %q", now.ErrorCode, now.ErrorText)
	}
	var dead core.List[core.Job]
	eventually(t, "its job is a dead letter", func() bool {
		dead, err = w.s.Jobs(context.Background(), core.JobDead, core.Page{})
		must(t, err)
		return len(dead.Items) == 1
	})
	must(t, w.s.Do(context.Background(), &engine.Revive{ConversationKey: m.ConversationID.String(), MessageID: m.ID}))
	_, err = w.s.ReplayJob(context.Background(), dead.Items[0].ID)
	must(t, err)
	w.runner.Wake()
	w.becomes(m, "sent: sent sent")
	w.heard("[a a b]")
}

// fragile is a store that is away from a part's call on, for some tries.
type fragile struct {
	*store.Store
	mu       sync.Mutex
	ends     int  // results that are refused
	begins   int  // intents whose answer is lost
	attempts int  // results that were tried to be written
	lost     bool // the intent is lost with its answer
	again    bool // the store tries the intent again, as it does after a batch whose commit was unclear
}

func (f *fragile) Do(ctx context.Context, c engine.Command) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch c.(type) {
	case *engine.End:
		f.attempts++
		if f.ends--; f.ends >= 0 {
			return store.ErrUnavailable
		}
	case *engine.Begin:
		if f.begins--; f.begins >= 0 {
			if !f.lost {
				if err := f.Store.Do(ctx, c); err != nil {
					return err
				}
			}
			if f.again {
				return f.Store.Do(ctx, c)
			}
			return store.ErrUnavailable
		}
	}
	return f.Store.Do(ctx, c)
}

func TestAResultIsWrittenWhenTheDatabaseIsBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	f := &fragile{Store: w.s, ends: 4}
	w.keeper = f
	w.start()
	m := w.post(w.conversation(w.account()), "a", "b")
	w.becomes(m, "sent: sent sent")
	w.heard("[a b]")
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.attempts != 6 {
		t.Errorf("results were written in %d attempts", f.attempts)
	}
}

func TestAnIntentWhoseAnswerIsLost(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		lost, again bool
	}{{"was written", false, false}, {"was not written", true, false}, {"was written, and tried again", false, true}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			w.keeper = &fragile{Store: w.s, begins: 1, lost: c.lost, again: c.again}
			w.start()
			m := w.post(w.conversation(w.account()), "a")
			w.becomes(m, "sent: sent")
			w.heard("[a]")
		})
	}
}

func TestAnswersOfAnAccountThatIsNotServed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.start()
	account := w.account()
	c := w.conversation(account)
	set := func(s core.AccountStatus) {
		a, err := w.s.Account(context.Background(), account)
		must(t, err)
		a.Status = s
		must(t, w.s.SaveAccount(context.Background(), a))
	}
	set(core.AccountPaused)
	m := w.post(c, "a")
	w.dueIn()
	if j := w.waiting(); j.Error != "the account is paused" || j.Attempts != 0 {
		t.Errorf("%q after %d attempts", j.Error, j.Attempts)
	}
	set(core.AccountRemoved)
	w.runner.Resume(account)
	w.becomes(m, "failed: failed")
	w.heard("[]")
}
