package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestAFailedRawIsListedReplayedAndNeverPruned(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		read := incoming(account, "u1", 1, "hi")
		must(t, s.Do(ctx, read))
		broken := &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account, Body: []byte("{"), Header: map[string]string{"h": "v"}, ReceivedAt: 5}, Err: errors.New("unreadable")}
		must(t, s.Do(ctx, broken))
		failed, err := s.Raws(ctx, core.ID{}, "", core.Page{})
		must(t, err)
		if f := failed.Items; len(f) != 1 || f[0].Error != "unreadable" || string(f[0].Body) != "{" || f[0].Header["h"] != "v" || f[0].Attempts != 1 {
			t.Fatalf("%+v", f)
		}
		for of, want := range map[core.ID]int{account: 1, core.NewID(): 0} {
			if l, err := s.Raws(ctx, of, core.RawFailed, core.Page{}); err != nil || len(l.Items) != want {
				t.Fatalf("%d of %d failed raws of one account, %v", len(l.Items), want, err)
			}
		}
		if _, err := s.Raws(ctx, account, core.RawDone, core.Page{}); !errors.Is(err, store.ErrRawsOfAccount) {
			t.Fatal(err)
		}
		must(t, s.Do(ctx, &engine.Ingest{Raw: broken.Raw, Replay: true, Err: errors.New("still unreadable")}))
		pruned, more, err := s.Prune(ctx, store.PruneBefore{Raws: core.At(time.Now().Add(time.Hour))}, 10)
		must(t, err)
		r, err := s.Raw(ctx, broken.Raw.ID)
		must(t, err)
		if pruned != (core.Removed{Raws: 1}) || more || r.Attempts != 2 || r.Error != "still unreadable" {
			t.Fatalf("pruned %+v, %+v", pruned, r)
		}
		g, err := s.Gauges(ctx)
		must(t, err)
		if g.FailedRaws != 1 || g.OldestFailed != 5 {
			t.Fatalf("%+v", g)
		}
		replay := incoming(account, "u1", 2, "readable now")
		replay.Raw, replay.Replay = broken.Raw, true
		must(t, s.Do(ctx, replay))
		if r, err = s.Raw(ctx, broken.Raw.ID); err != nil || r.State != core.RawDone || r.Error != "" || r.Attempts != 3 {
			t.Fatalf("%+v, %v", r, err)
		}
		if c := firstConversation(t, s); c.Seq != 2 {
			t.Fatalf("%+v", c)
		}
	})
}

func TestACursorIsSavedWithWhatItStandsFor(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		a := core.Account{ID: core.NewID(), Channel: "test", Name: "Test", Status: core.AccountActive}
		must(t, s.SaveAccount(ctx, a))
		for _, cursor := range []string{"41", "42"} {
			c := incoming(a.ID, "u1", len(cursor)+int(cursor[1]), "hi")
			c.Raw.Cursor = cursor
			must(t, s.Do(ctx, c))
			if got, err := s.Account(ctx, a.ID); err != nil || got.Cursor != cursor {
				t.Fatalf("%q, %v", got.Cursor, err)
			}
		}
		unknown := incoming(core.NewID(), "u1", 1, "hi")
		unknown.Raw.Cursor = "1"
		if err := s.Do(ctx, unknown); !errors.Is(err, store.ErrReference) {
			t.Fatalf("a cursor of no account: %v", err)
		}
	})
}

func TestAnAlbumsItemsAreKnownByTheirNames(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		now := core.At(time.Now())
		for i := range 3 {
			c := incoming(account, "u1", i, "")
			c.Raw.ReceivedAt, c.Envelopes[0].Content = now, &core.Content{Kind: core.KindImage, Group: "g", Media: []core.Media{{Kind: core.KindImage, Ref: "r"}}}
			must(t, s.Do(ctx, c))
		}
		edit := incoming(account, "u1", 9, "a caption")
		edit.Envelopes[0].Type, edit.Envelopes[0].Refs = core.TypeEdit, []string{"2:u1"}
		must(t, s.Do(ctx, edit))
		c := firstConversation(t, s)
		messages, err := s.Messages(ctx, all(), c.ID, 0, 0)
		must(t, err)
		if len(messages) != 1 || len(messages[0].Attachments) != 3 || messages[0].Attachments[2].Index != 2 || messages[0].Text != "a caption" {
			t.Fatalf("%+v", messages)
		}
		allChanges(t, s, c.ID)
	})
}

func TestAVisitorsStreamHasNoGaps(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		do := func(c *engine.Ingest) {
			c.Policy.Stream = true
			must(t, s.Do(ctx, c))
		}
		for i := range 5 {
			do(incoming(account, "u1", i, "hello"))
			edit := incoming(account, "u1", 100+i, "edited")
			edit.Envelopes[0].Type, edit.Envelopes[0].Refs = core.TypeEdit, []string{string(rune('0'+i)) + ":u1"}
			do(edit)
		}
		c := firstConversation(t, s)
		p := answer(all(), c.ID, "answer")
		p.Stream, p.Parts = true, nil
		must(t, s.Do(ctx, p))
		note := answer(all(), c.ID, "not for the visitor")
		note.Draft.Visibility, note.Parts = core.Note, nil
		must(t, s.Do(ctx, note))
		must(t, s.Do(ctx, &engine.Change{Viewer: all(), ConversationID: c.ID, MessageID: p.Message.ID, Delete: true, Stream: true}))
		seen := int64(0)
		for {
			page, err := s.Stream(ctx, c.IdentityID, seen, 3)
			must(t, err)
			if len(page) == 0 {
				break
			}
			for _, ch := range page {
				if ch.Rev != seen+1 || ch.Message != nil && ch.Message.Visibility != core.Public {
					t.Fatalf("offset %d after %d: %+v", ch.Rev, seen, ch.Message)
				}
				seen = ch.Rev
			}
		}
		if seen != 14 { // that it begins, ten of the visitor, the agent who takes it, the answer, its end
			t.Fatalf("%d offsets", seen)
		}
	})
}
