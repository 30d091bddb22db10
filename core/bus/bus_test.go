package bus

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

const patience = time.Minute

// eventually waits for a condition.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(patience)
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("in vain: %s", what)
		}
	}
}

func mustOpen(t *testing.T, url string, lim limits) *Bus {
	t.Helper()
	b, err := open(url, nil, lim)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// collect subscribes and returns what came so far.
func collect(t *testing.T, b *Bus, subject string) func() []string {
	t.Helper()
	var mu sync.Mutex
	var got []string
	_, err := b.Subscribe(subject, func(s string, data []byte) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, s+" "+string(data))
	})
	if err != nil {
		t.Fatal(err)
	}
	return func() []string { mu.Lock(); defer mu.Unlock(); return slices.Clone(got) }
}

func TestTheEmbeddedBusCarriesHintsInOrder(t *testing.T) {
	t.Parallel()
	b := mustOpen(t, "", defaultLimits())
	all, one := collect(t, b, "conversation.>"), collect(t, b, "conversation.7")
	for i := range 1000 {
		b.Publish(fmt.Sprintf("conversation.%d", i%10), fmt.Append(nil, i))
	}
	eventually(t, "all hints", func() bool { return len(all()) == 1000 && len(one()) == 100 })
	for i, s := range all() {
		if s != fmt.Sprintf("conversation.%d %d", i%10, i) {
			t.Fatalf("hint %d is %q", i, s)
		}
	}
	eventually(t, "the sign of a connection", func() bool { return b.Stats().Connected })
	eventually(t, "the count", func() bool { return b.Stats().Sent >= 1000 })
	s := b.Stats()
	if s.Sent != 1000 || s.Unsent+s.Undelivered != 0 || !s.EmbeddedServer || s.Subscriptions != 2 {
		t.Errorf("%+v", s)
	}
	if addr := b.server.Addr(); addr != nil {
		t.Errorf("it listens on %v", addr)
	}
}

func TestTheDataIsCopied(t *testing.T) {
	t.Parallel()
	b := mustOpen(t, "", defaultLimits())
	got := collect(t, b, "x")
	data := []byte("first")
	b.Publish("x", data)
	copy(data, "later")
	eventually(t, "the hint", func() bool { return len(got()) == 1 })
	if got()[0] != "x first" {
		t.Fatal(got())
	}
}

func TestTwoBusesInOneProcessAreApart(t *testing.T) {
	t.Parallel()
	a, b := mustOpen(t, "", defaultLimits()), mustOpen(t, "", defaultLimits())
	atA, atB := collect(t, a, ">"), collect(t, b, ">")
	a.Publish("of.a", nil)
	b.Publish("of.b", nil)
	eventually(t, "both hints", func() bool { return len(atA()) > 0 && len(atB()) > 0 })
	if !slices.Equal(atA(), []string{"of.a "}) || !slices.Equal(atB(), []string{"of.b "}) {
		t.Fatal(atA(), atB())
	}
}

func TestACancelledSubscriptionHearsNothing(t *testing.T) {
	t.Parallel()
	b := mustOpen(t, "", defaultLimits())
	var heard sync.Map
	cancel, err := b.Subscribe("x", func(_ string, d []byte) { heard.Store(string(d), true) })
	if err != nil {
		t.Fatal(err)
	}
	other := collect(t, b, "x")
	cancel()
	cancel()
	b.Publish("x", []byte("after"))
	eventually(t, "the other subscriber", func() bool { return len(other()) == 1 })
	if _, ok := heard.Load("after"); ok || b.Stats().Subscriptions != 1 {
		t.Fatal("still subscribed")
	}
}

func TestASlowSubscriberLosesHintsAndNobodyElseDoes(t *testing.T) {
	t.Parallel()
	lim := defaultLimits()
	lim.pending = 10
	b := mustOpen(t, "", lim)
	hold, entered := make(chan struct{}), make(chan struct{}, 101)
	cancel, err := b.Subscribe("x", func(string, []byte) { entered <- struct{}{}; <-hold })
	defer close(hold)
	if err != nil {
		t.Fatal(err)
	}
	b.Publish("x", nil)
	<-entered
	for range 100 {
		b.Publish("x", nil)
	}
	// One is being read, 9 or 10 wait.
	eventually(t, "drops", func() bool { return b.Stats().Undelivered >= 90 })
	brisk := collect(t, b, "y")
	b.Publish("y", nil)
	eventually(t, "the brisk subscriber", func() bool { return len(brisk()) == 1 })
	lost := b.Stats().Undelivered // y came behind all of x: no more is dropped
	cancel()
	if n := b.Stats().Undelivered; n != lost {
		t.Errorf("%d of %d after the cancel", n, lost)
	}
}

func TestAMistakenHintIsCountedAndLogged(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	b, err := Open("", slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	b.Publish("", nil)
	b.Publish("with space", nil)
	b.Publish("x", make([]byte, 2<<20))
	b.Close()
	if s := b.Stats(); s.Unsent != 3 || strings.Count(log.String(), "hint refused") != 3 {
		t.Fatalf("%+v\n%s", s, &log)
	}
	if _, err := b.Subscribe("x", nil); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if b.Publish("x", nil); b.Stats().Sent != 0 {
		t.Error("a closed bus sends")
	}
	b.Close()
}

func TestCloseSendsWhatWasPublishedBefore(t *testing.T) {
	t.Parallel()
	b := mustOpen(t, "", defaultLimits())
	for range 5000 {
		b.Publish("x", []byte("last words"))
	}
	b.Close()
	if s := b.Stats(); s.Sent != 5000 || s.Unsent != 0 {
		t.Fatalf("%+v", s)
	}
}

func TestAWrongSubjectCannotBeSubscribedTo(t *testing.T) {
	t.Parallel()
	b := mustOpen(t, "", defaultLimits())
	for _, subject := range []string{"", "a b", "a..b"} {
		if _, err := b.Subscribe(subject, func(string, []byte) {}); err == nil {
			t.Errorf("%q is accepted", subject)
		}
	}
}

func TestAWrongAddressIsRefusedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"http://u:topsecret@host", "nats://u:topsecret@ho st", "nats://", "nats://a,,", "nats://u:topsecret@host:x"} {
		_, err := Open(url, nil)
		var p *core.Problem
		if !errors.As(err, &p) || p.Code != "bus.url" || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%q: %v", url, err)
		}
	}
}
