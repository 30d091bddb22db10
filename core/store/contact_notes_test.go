package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

func (f folk) note(contact core.ID, text string) core.ContactNote {
	f.t.Helper()
	n, err := f.AddContactNote(context.Background(), core.ContactNote{ID: core.NewID(), ContactID: contact, AuthorID: f.by.ID, Text: text}, f.by)
	must(f.t, err)
	return n
}

// notes asks for the texts of a contact's notes, newest first, two at a time.
func (f folk) notes(what string, contact core.ID, want ...string) {
	f.t.Helper()
	var got []string
	for p := (core.Page{Limit: 2}); ; {
		l, err := f.ContactNotes(context.Background(), all(), contact, p)
		must(f.t, err)
		for _, n := range l.Items {
			if n.ContactID != contact || n.AuthorID != f.by.ID || n.CreatedAt == 0 {
				f.t.Errorf("%s: %+v", what, n)
			}
			got = append(got, n.Text)
		}
		if p.After = l.Next; p.After == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		f.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestNotesOfAContactAreListedNewestFirst(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx := newFolk(t, s), context.Background()
		f.by.ID = core.NewID()
		one, other := f.met("one", nil), f.met("other", nil)
		f.notes("at first", one)
		first := f.note(one, "喜欢喝茶")
		f.note(other, "of another")
		f.note(one, "two")
		third := f.note(one, "three")
		f.notes("all", one, "three", "two", "喜欢喝茶")
		first.Text = "不喝茶"
		edited, err := s.EditContactNote(ctx, first, f.by)
		must(t, err)
		if kept, err := s.ContactNote(ctx, all(), one, first.ID); err != nil || kept != edited || kept.EditedAt < kept.CreatedAt {
			t.Errorf("%+v, want %+v: %v", kept, edited, err)
		}
		must(t, s.RemoveContactNote(ctx, third, f.by))
		f.notes("one is edited, one is gone", one, "two", "不喝茶")

		if _, err := s.ContactNote(ctx, all(), other, first.ID); !errors.Is(err, store.ErrNoContactNote) {
			t.Errorf("found with another contact: %v", err)
		}
		_, gone := s.EditContactNote(ctx, third, f.by)
		for _, err := range []error{gone, s.RemoveContactNote(ctx, third, f.by)} {
			if !errors.Is(err, store.ErrNoContactNote) {
				t.Errorf("a note that is gone: %v", err)
			}
		}
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn}
		_, listed := s.ContactNotes(ctx, stranger, one, core.Page{})
		_, read := s.ContactNote(ctx, stranger, one, first.ID)
		_, added := s.AddContactNote(ctx, core.ContactNote{ID: core.NewID(), ContactID: core.NewID()}, f.by)
		for _, err := range []error{listed, read, added} {
			if !errors.Is(err, store.ErrNoContact) {
				t.Errorf("a contact that is not there: %v", err)
			}
		}
		if _, err := s.ContactNotes(ctx, all(), one, core.Page{After: "?"}); err == nil {
			t.Error("a cursor that is none was taken")
		}
	})
}

func TestNotesFollowAMergeAndItsEnd(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx := newFolk(t, s), context.Background()
		f.by.ID = core.NewID()
		a, b, c := f.met("a", nil), f.met("b", nil), f.met("c", nil)
		of := f.note(a, "of a")
		f.note(b, "of b")
		f.note(c, "of c")
		f.merge(a, b)
		f.notes("of the one that stays", b, "of b", "of a")
		f.notes("of the one that was merged", a)
		_, edited := s.EditContactNote(ctx, of, f.by)
		_, added := s.AddContactNote(ctx, core.ContactNote{ID: core.NewID(), ContactID: a, Text: "x"}, f.by)
		_, read := s.ContactNote(ctx, all(), a, of.ID)
		for _, err := range []error{read, edited, added, s.RemoveContactNote(ctx, of, f.by)} {
			if !errors.Is(err, store.ErrMerged) {
				t.Errorf("behind the other: %v", err)
			}
		}
		f.note(b, "of both")
		of.ContactID, of.Text = b, "of a, known better"
		_, err := s.EditContactNote(ctx, of, f.by)
		must(t, err)
		f.merge(b, c)
		f.notes("of a chain", c, "of both", "of c", "of b", "of a, known better")
		f.part(a)
		f.notes("from the middle of the chain", a, "of a, known better")
		f.notes("of the rest", c, "of both", "of c", "of b")
		f.part(b)
		f.notes("apart again", b, "of both", "of b")
		f.notes("apart again", c, "of c")
	})
}

func TestWhoIsProvenBringsWhatWasNotedOfThem(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx := newFolk(t, s), context.Background()
		f.by.ID = core.NewID()
		account := core.NewID()
		visitor := func(name string) core.ConversationView {
			must(t, s.Do(ctx, incoming(account, name, 1, "你好")))
			l, err := s.Conversations(ctx, all(), core.ConversationFilter{AccountID: account}, core.Page{})
			must(t, err)
			return l.Items[slices.IndexFunc(l.Items, func(c core.ConversationView) bool { return c.Thread == name })]
		}
		proven, unknown := visitor("proven"), visitor("unknown")
		f.note(unknown.ContactID, "asked for tea")
		must(t, s.MoveVisitor(ctx, unknown.IdentityID, proven.IdentityID))
		f.notes("who they are", proven.ContactID, "asked for tea")
	})
}

// TestNoNoteIsLeftBehindByAMerge: what is written while two are merged is with the
// one that stays, or is refused.
func TestNoNoteIsLeftBehindByAMerge(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx := newFolk(t, s), context.Background()
		goes, stays := f.met("goes", nil), f.met("stays", nil)
		var kept sync.Map
		var wg sync.WaitGroup
		for i := range 16 {
			wg.Go(func() {
				n := core.ContactNote{ID: core.NewID(), ContactID: goes, Text: fmt.Sprint(i)}
				switch _, err := s.AddContactNote(ctx, n, f.by); {
				case err == nil:
					kept.Store(n.ID, true)
				case !errors.Is(err, store.ErrMerged):
					t.Error(err)
				}
			})
		}
		wg.Go(func() { f.merge(goes, stays) })
		wg.Wait()
		l, err := s.ContactNotes(ctx, all(), stays, core.Page{})
		must(t, err)
		for _, n := range l.Items {
			kept.Delete(n.ID)
		}
		kept.Range(func(id, _ any) bool { t.Errorf("note %v was left behind", id); return true })
	})
}
