package store_test

import (
	"context"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func naming(agents []core.ID) (out []core.Entity) {
	for _, a := range agents {
		out = append(out, core.Entity{Type: core.EntityMention, Length: 1, Ref: a.String()})
	}
	return out
}

// note writes a note that names agents.
func note(t *testing.T, s *store.Store, conversation core.ID, text string, named ...core.ID) core.Message {
	t.Helper()
	c := answer(all(), conversation, text)
	c.Draft.Visibility, c.Parts, c.Mentions = core.Note, nil, named
	c.Draft.Content.Entities = naming(named)
	must(t, s.Do(context.Background(), c))
	return c.Message
}

func TestAMentionPutsAConversationIntoTheViewOfWhomItNames(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 2, 6)
		named, other := all(), all()
		named.AgentID, other.AgentID = d.agents[0], d.agents[1]
		first, second := d.views[0], d.views[1]
		note(t, s, first.ID, "a", d.agents[0], d.agents[1])
		again := note(t, s, first.ID, "b", d.agents[0])
		only := note(t, s, second.ID, "c", d.agents[0])
		note(t, s, d.views[2].ID, "names nobody")
		wants := func(what string, v core.Viewer, unread int64, ids ...core.ID) {
			t.Helper()
			got := idsOf(d.list(t, v, core.ConversationFilter{View: core.ViewMentions}))
			n, err := s.UnreadMentions(ctx, v)
			must(t, err)
			slices.SortFunc(ids, func(a, b core.ID) int { return slices.Index(idsOf(d.views), a) - slices.Index(idsOf(d.views), b) })
			if !slices.Equal(got, ids) || n != unread {
				t.Errorf("%s: %v with %d unread, want %v with %d", what, got, n, ids, unread)
			}
		}
		wants("named", named, 2, first.ID, second.ID)
		wants("named once", other, 1, first.ID)
		wants("nobody", all(), 0)
		_, err := s.MarkRead(ctx, named, first.ID, again.Seq-1)
		must(t, err)
		wants("read up to the last one", named, 2, first.ID, second.ID)
		_, err = s.MarkRead(ctx, named, first.ID, again.Seq)
		must(t, err)
		wants("read", named, 1, first.ID, second.ID)
		reword := func(m core.Message, now ...core.ID) {
			t.Helper()
			must(t, s.Do(ctx, &engine.Change{Viewer: all(), ConversationID: m.ConversationID, MessageID: m.ID, Text: "x", Entities: naming(now), Mentions: now}))
		}
		reword(only, d.agents[1])
		wants("taken out", named, 0, first.ID)
		wants("put in", other, 2, first.ID, second.ID)
		reword(only, d.agents[0], d.agents[1])
		wants("put in again", named, 1, first.ID, second.ID)
		wants("who stays", other, 2, first.ID, second.ID)
		must(t, s.Do(ctx, &engine.Change{Viewer: all(), ConversationID: second.ID, MessageID: only.ID, Delete: true}))
		wants("taken back", named, 0, first.ID)
		blind, err := s.Viewer(ctx, d.agents[0])
		must(t, err)
		blind.Scope = core.ScopeOwn
		c := d.get(t, all(), first.ID)
		if !blind.Sees(c.Conversation, c.Participants) {
			wants("not to be seen", blind, 0)
		}
	})
}

func TestAMentionIsAnEventOfItsConversation(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		d := newDesk(t, s, 1, 1)
		m := note(t, s, d.views[0].ID, "look", d.agents[2])
		list := allChanges(t, s, d.views[0].ID)
		e := list[len(list)-1].Event
		if e == nil || e.Type != core.EventMentioned || e.AgentID != d.agents[2] || e.MessageID != m.ID || e.Rev != m.Rev+1 {
			t.Errorf("%+v", e)
		}
	})
}
