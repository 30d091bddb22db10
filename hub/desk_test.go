package hub_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/hub"
)

// A caller who leaves while the writer is at work hears nothing of what it has
// written so far: it may be given up yet.
func TestWhoLeavesHearsNothing(t *testing.T) {
	t.Parallel()
	f := &fake{send: &core.SendError{Class: core.Uncertain, Code: "fake.cut", Text: "the line was cut"}}
	cfg := config(t, f)
	h, stop := open(t, cfg)
	ctx, me := context.Background(), agent(t, h)
	must(t, h.Accept(ctx, says(link(t, h), "1", text("hello"))))
	id := messages(t, h)[0].ConversationID
	post := func(key string, v core.Visibility) core.ID {
		m, _, err := h.Post(ctx, me, id, core.Draft{ClientMessageID: key, Visibility: v, Content: text("hi")})
		must(t, err)
		return m.ID
	}
	note, doubt := post("note", core.Note), post("doubt", core.Public)
	eventually(t, "the answer is in doubt", func() bool {
		m, err := h.Message(ctx, root(), id, doubt)
		must(t, err)
		return m.Delivery == core.DeliveryInDoubt
	})
	stop() // so that nobody else writes
	cfg.Offline = true
	h, _ = open(t, cfg)
	for _, c := range []struct {
		name string
		do   func(context.Context) (core.Message, error)
	}{
		{"post", func(ctx context.Context) (core.Message, error) {
			m, _, err := h.Post(ctx, me, id, core.Draft{ClientMessageID: "2", Visibility: core.Note, Content: text("more")})
			return m, err
		}},
		{"edit", func(ctx context.Context) (core.Message, error) { return h.Edit(ctx, me, id, note, "changed") }},
		{"delete", func(ctx context.Context) (core.Message, error) { return h.Delete(ctx, me, id, note) }},
		{"resolve", func(ctx context.Context) (core.Message, error) { return h.Resolve(ctx, me, id, doubt, "sent") }},
	} {
		if m, err := leave(t, h, c.do); !errors.Is(err, context.Canceled) || !reflect.DeepEqual(m, core.Message{}) {
			t.Errorf("%s: %v, %+v", c.name, err, m)
		}
	}
}

// leave calls do and cancels it between its command's work and the commit: the
// writer is held until both the command and what cancels it are in its queue.
func leave(t *testing.T, h *hub.Hub, do func(context.Context) (core.Message, error)) (m core.Message, err error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	write := func(f func()) {
		wg.Go(func() {
			if err := h.Store().Update(context.Background(), "test", func(context.Context, db.Tx) error { f(); return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	waits := func(n int) func() bool { return func() bool { return h.Store().Backlog() == n } }
	held, release, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
	write(func() { held <- struct{}{}; <-release })
	<-held
	go func() {
		defer close(done)
		m, err = do(ctx)
	}()
	eventually(t, "the command waits", waits(1))
	write(func() { cancel(); <-done })
	eventually(t, "its end waits", waits(2))
	close(release)
	<-done
	return m, err
}
