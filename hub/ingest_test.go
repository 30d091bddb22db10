package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/normalize"
)

func TestWhatCannotBeReadIsKeptAndReplayed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		text string
	}{{"a small raw", "hello"}, {"a raw that is kept as a blob", strings.Repeat("long ", 20_000)}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var mended atomic.Bool
			cfg := config(t, &fake{})
			cfg.Normalizers = normalize.Table{"fake": func(r core.Raw) ([]core.Envelope, error) {
				if !mended.Load() {
					return nil, errors.New("what is this?")
				}
				return readEnvelopes(r)
			}}
			h, _ := open(t, cfg)
			ctx := context.Background()
			must(t, h.Accept(ctx, says(link(t, h), "1", text(c.text))))
			failed, err := h.Raws(ctx, root(), core.RawFailed, core.Page{})
			must(t, err)
			if len(failed.Items) != 1 || failed.Items[0].Error != "what is this?" || (failed.Items[0].Blob != "") != (len(c.text) > 64<<10) {
				t.Fatalf("%d failed", len(failed.Items))
			}
			id := failed.Items[0].ID
			_, err = h.ReplayRaw(ctx, root(), id)
			refused(t, err, "raw.unreadable")
			mended.Store(true)
			row, err := h.ReplayRaw(ctx, root(), id)
			must(t, err)
			if m := messages(t, h); row.State != core.RawDone || len(m) != 1 || m[0].Text != c.text {
				t.Errorf("it is %s, with %d messages", row.State, len(m))
			}
			_, err = h.ReplayRaw(ctx, root(), id)
			must(t, err)
			if n := len(messages(t, h)); n != 1 {
				t.Errorf("replayed twice it made %d messages", n)
			}
		})
	}
}

func TestEnvelopesThatNameNothingFail(t *testing.T) {
	t.Parallel()
	h, _ := open(t, config(t, &fake{}))
	a, ctx := link(t, h), context.Background()
	user := core.UserRef{ExternalID: "u"}
	for _, e := range []core.Envelope{{Type: core.TypeMessage, User: user, Direction: core.In}, {Type: core.TypeMessage, Key: "k", Direction: core.In},
		{Type: core.TypeMessage, Key: "k", User: user}} {
		body, err := json.Marshal([]core.Envelope{e})
		must(t, err)
		must(t, h.Accept(ctx, core.Raw{AccountID: a.ID, Kind: "fake", Body: body}))
	}
	must(t, h.Accept(ctx, core.Raw{AccountID: a.ID, Kind: "unheard of"}))
	if l, err := h.Raws(ctx, root(), core.RawFailed, core.Page{}); err != nil || len(l.Items) != 4 {
		t.Errorf("%d failed, %v", len(l.Items), err)
	}
}

func TestHowAttachmentsAreFetched(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		err   error
		state core.AttachmentState
	}{
		{"ready", nil, core.AttachmentReady},
		{"too big", connectors.ErrTooBig, core.AttachmentTooBig},
		{"given up", &core.SendError{Class: core.Gone, Code: "fake.gone", Text: "the file is gone"}, core.AttachmentFailed},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := &fake{fetch: func(core.Media) (string, error) { return "bytes", c.err }}
			h, _ := open(t, config(t, f))
			ctx := context.Background()
			must(t, h.Accept(ctx, says(link(t, h), "1", core.Content{Kind: core.KindFile, Media: []core.Media{{Kind: core.KindFile, Ref: "f"}}})))
			var a core.Attachment
			becomes := func(want core.AttachmentState) {
				eventually(t, "it is "+string(want), func() bool { a = messages(t, h)[0].Attachments[0]; return a.State == want })
			}
			becomes(c.state)
			if c.state == core.AttachmentFailed {
				f.set(func() { f.fetch = func(core.Media) (string, error) { return "bytes", nil } })
				must(t, h.RetryAttachment(ctx, root(), a.ID))
				becomes(core.AttachmentReady)
			} else {
				refused(t, h.RetryAttachment(ctx, root(), a.ID), "attachment.not_failed")
			}
			_, r, err := h.Attachment(ctx, root(), a.ID)
			if a.State != core.AttachmentReady {
				refused(t, err, "attachment.not_ready")
				return
			}
			must(t, err)
			if b, err := io.ReadAll(r); err != nil || string(b) != "bytes" {
				t.Errorf("%q, %v", b, err)
			}
			must(t, r.Close())
		})
	}
}

func TestConsumersHearOfEveryRevisionInOrder(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var last, gaps, failures int64
	cfg := config(t, &fake{})
	cfg.Consumers = map[string]hub.Consumer{"log": func(_ context.Context, w engine.EventWork) error {
		mu.Lock()
		defer mu.Unlock()
		if failures++; failures == 2 {
			return errors.New("not now")
		}
		if w.From > last+1 || w.From < last {
			gaps++
		}
		last = max(last, w.To)
		return nil
	}}
	h, _ := open(t, cfg)
	a, ctx := link(t, h), context.Background()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if err := h.Accept(ctx, says(a, string(rune('a'+i)), text("hello"))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	eventually(t, "the newest revision is heard", func() bool { mu.Lock(); defer mu.Unlock(); return last == list.Items[0].Rev })
	if gaps != 0 {
		t.Errorf("%d revisions came out of order or were left out", gaps)
	}
}
