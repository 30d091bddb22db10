package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestAReadMarkNeverGoesBack(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 1, 2)
		for i := range 3 {
			must(t, s.Do(ctx, answer(all(), openOne(t, s, d), fmt.Sprint(i))))
		}
		c := d.get(t, all(), openOne(t, s, d))
		v, other := all(), all()
		for _, step := range []struct{ mark, want int64 }{{2, 2}, {1, 2}, {-5, 2}, {99, c.Seq}, {3, c.Seq}} {
			got, err := s.MarkRead(ctx, v, c.ID, step.mark)
			must(t, err)
			view := d.get(t, v, c.ID)
			if got != step.want || view.ReadSeq != step.want || view.Unread() != c.Seq-step.want {
				t.Errorf("mark %d: %d, seen as %d with %d unread, want %d", step.mark, got, view.ReadSeq, view.Unread(), step.want)
			}
		}
		if view := d.get(t, other, c.ID); view.ReadSeq != 0 || view.Unread() != c.Seq {
			t.Errorf("somebody else has read too: %d", view.ReadSeq)
		}
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}
		if _, err := s.MarkRead(ctx, stranger, c.ID, 1); !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("a mark in what is not seen: %v", err)
		}
	})
}

// openOne returns a conversation that has not ended: where all of the desk's have, one is opened again.
func openOne(t *testing.T, s *store.Store, d *desk) core.ID {
	t.Helper()
	i := slices.IndexFunc(d.views, func(c core.ConversationView) bool { return !c.Status.Ended() })
	if i < 0 {
		must(t, s.Do(context.Background(), &engine.Step{Viewer: all(), ConversationID: d.views[0].ID, Step: core.Step{Kind: core.StepReopen}}))
		i, d.views[0] = 0, d.get(t, all(), d.views[0].ID)
	}
	return d.views[i].ID
}

func (d *desk) get(t *testing.T, v core.Viewer, id core.ID) core.ConversationView {
	t.Helper()
	c, err := d.Conversation(context.Background(), v, id)
	must(t, err)
	return c
}

func TestADraftIsItsAgentsAlone(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 1, 1)
		id, v, other := d.views[0].ID, all(), all()
		want := core.Composition{Mode: "note", Text: "你好\n…", Attachments: []core.Upload{{Blob: "b", Name: "a.txt", MIME: "text/plain", Size: 3}}}
		for range 2 { // begun, then changed
			saved, err := s.SaveDraft(ctx, v, id, want)
			must(t, err)
			got, err := s.Draft(ctx, v, id)
			must(t, err)
			if got.UpdatedAt == 0 || fmt.Sprint(got) != fmt.Sprint(saved) || got.Mode != want.Mode || got.Text != want.Text || len(got.Attachments) != 1 {
				t.Fatalf("%+v", got)
			}
			want.Text += "!"
		}
		if got, err := s.Draft(ctx, other, id); err != nil || got.Text != "" || d.get(t, other, id).HasDraft || !d.get(t, v, id).HasDraft {
			t.Fatalf("somebody else sees %+v, %v", got, err)
		}
		_, err := s.SaveDraft(ctx, v, id, core.Composition{Mode: "reply"})
		must(t, err)
		if got, err := s.Draft(ctx, v, id); err != nil || got.UpdatedAt != 0 || d.get(t, v, id).HasDraft {
			t.Fatalf("an empty one stays: %+v, %v", got, err)
		}
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}
		if _, err := s.SaveDraft(ctx, stranger, id, want); !errors.Is(err, engine.ErrNotFound) {
			t.Fatal(err)
		}
		if _, err := s.Draft(ctx, stranger, id); !errors.Is(err, engine.ErrNotFound) {
			t.Fatal(err)
		}
	})
}

// TestWhatIsSentIsNoDraftAnyMore: the message and the end of its draft are one.
func TestWhatIsSentIsNoDraftAnyMore(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 1, 1)
		id, v, other := openOne(t, s, d), all(), all()
		post := func(client string, visibility core.Visibility) {
			t.Helper()
			p := answer(v, id, client)
			if p.Draft.Visibility = visibility; visibility == core.Note {
				p.Parts = nil
			}
			must(t, s.Do(ctx, p))
		}
		begin := func(v core.Viewer, mode string) {
			t.Helper()
			_, err := s.SaveDraft(ctx, v, id, core.Composition{Mode: mode, Text: "begun"})
			must(t, err)
		}
		left := func(v core.Viewer, want string) {
			t.Helper()
			if got, err := s.Draft(ctx, v, id); err != nil || got.Mode != want {
				t.Fatalf("left of the draft is %+v, %v; want %q", got, err, want)
			}
		}
		begin(v, core.ModeReply)
		begin(other, core.ModeReply)
		post("1", core.Note)
		left(v, core.ModeReply)
		post("2", core.Public)
		left(v, "")
		left(other, core.ModeReply)
		begin(v, core.ModeReply)
		post("2", core.Public) // repeated: what was begun since then stays
		left(v, core.ModeReply)
		begin(v, core.ModeNote)
		post("3", core.Public)
		left(v, core.ModeNote)
		post("4", core.Note)
		left(v, "")
	})
}

func TestAListTellsThatTheNewestMessageWasRead(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		d := newDesk(t, s, 1, 2)
		id := openOne(t, s, d)
		for i, want := range []bool{false, true} {
			must(t, s.Do(context.Background(), answer(all(), id, fmt.Sprint(i))))
			c := d.get(t, all(), id)
			if want {
				sql(t, s, `UPDATE messages SET delivery = 'read' WHERE id = $1`, c.LastMessageID)
			}
			for _, row := range d.list(t, all(), core.ConversationFilter{}) {
				if row.ID != id && row.CustomerReadSeq != 0 || row.ID == id && (row.CustomerReadSeq == c.Seq) != want {
					t.Errorf("read up to %d of %d", row.CustomerReadSeq, c.Seq)
				}
			}
		}
	})
}
