package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestAScheduledMessageIsTakenAtItsTimeAlone(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 1, 1)
		c, by := d.views[0], all().Actor()
		m, _, err := s.AddScheduled(ctx, core.Scheduled{ID: core.NewID(), ConversationID: c.ID, AgentID: by.ID, SendAt: 1 << 50, BodyHash: "h",
			Files: []core.ID{core.NewID()}, Draft: core.Draft{ClientMessageID: "a", Visibility: core.Public, Content: core.Content{Kind: core.KindText, Text: "later",
				Media: []core.Media{{Kind: core.KindImage, Blob: "b"}}}}})
		must(t, err)
		claims := func(at core.Time, want bool) {
			t.Helper()
			if got, err := s.ClaimScheduled(ctx, m.ID, at); err != nil || got != want {
				t.Errorf("claimed at %d: %v, %v", at, got, err)
			}
		}
		list, err := s.Scheduled(ctx, all(), c.ID)
		must(t, err)
		if shown := list[0].Message(); len(list) != 1 || shown.Text != "later" || shown.Attachments[0].ID != m.Files[0] || list[0].Draft.ClientMessageID != "a" {
			t.Errorf("%+v", list)
		}
		m.SendAt++
		must(t, s.ChangeScheduled(ctx, m, by))
		claims(m.SendAt-1, false)
		claims(m.SendAt, true)
		claims(m.SendAt, true) // after a stop
		m.State = core.ScheduledCancelled
		if err := s.EndScheduled(ctx, m, by); !errors.Is(err, store.ErrScheduledGone) {
			t.Errorf("cancelled while it leaves: %v", err)
		}
		if err := s.ChangeScheduled(ctx, m, by); !errors.Is(err, store.ErrScheduledGone) {
			t.Errorf("changed while it leaves: %v", err)
		}
		m.State, m.MessageID = core.ScheduledSent, core.NewID()
		must(t, s.EndScheduled(ctx, m, by))
		claims(m.SendAt, false)
		if got, err := s.ScheduledByID(ctx, m.ID); err != nil || got.State != core.ScheduledSent || got.MessageID != m.MessageID {
			t.Errorf("%+v, %v", got, err)
		}
		if _, err := s.ScheduledByID(ctx, core.NewID()); !errors.Is(err, store.ErrNoScheduled) {
			t.Errorf("none: %v", err)
		}
		if _, _, err := s.AddScheduled(ctx, core.Scheduled{ID: core.NewID(), ConversationID: core.NewID(), AgentID: by.ID, SendAt: 5}); !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("in no conversation: %v", err)
		}
		n := 0
		for _, change := range allChanges(t, s, c.ID)[c.Rev:] {
			if change.Event != nil && change.Event.Type == core.EventScheduleChanged {
				n++
			}
		}
		if n != 3 {
			t.Errorf("%d events", n)
		}
	})
}

func TestWhatAnAgentPutOffIsListedBySightSoonestFirst(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 1, 3)
		writer, other := core.NewID(), core.NewID()
		put := func(i int, agent core.ID, at core.Time) core.Scheduled {
			t.Helper()
			m, _, err := s.AddScheduled(ctx, core.Scheduled{ID: core.NewID(), ConversationID: d.views[i].ID, AgentID: agent, SendAt: at,
				Draft: core.Draft{ClientMessageID: core.NewID().String(), Visibility: core.Public, Content: core.Content{Kind: core.KindText, Text: "later"}}})
			must(t, err)
			return m
		}
		third, first, second := put(0, writer, 1<<50+1), put(1, writer, 1<<50), put(2, writer, 1<<50) // ids break the tie
		put(0, other, 1<<50)
		gone := put(0, writer, 1<<50-1)
		gone.State = core.ScheduledCancelled
		must(t, s.EndScheduled(ctx, gone, all().Actor()))
		var got []core.ID
		for after := ""; ; {
			l, err := s.ScheduledBy(ctx, all(), writer, core.Page{Limit: 1, After: after})
			must(t, err)
			for _, m := range l.Items {
				got = append(got, m.ID)
			}
			if after = l.Next; after == "" {
				break
			}
		}
		if want := []core.ID{first.ID, second.ID, third.ID}; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		stranger := core.Viewer{AgentID: writer, Scope: core.ScopeOwn, Permissions: []core.Permission{core.PermRead}}
		if l, err := s.ScheduledBy(ctx, stranger, writer, core.Page{}); err != nil || len(l.Items) != 0 {
			t.Errorf("of what it does not see: %+v, %v", l, err)
		}
		if _, err := s.ScheduledBy(ctx, all(), writer, core.Page{After: "?"}); err == nil {
			t.Error("a cursor that is none")
		}
	})
}
