package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// exerciseDesk calls what runs at the desk over tables that grow.
func exerciseDesk(t *testing.T, s *store.Store, c core.ConversationView) {
	t.Helper()
	ctx, by := context.Background(), all().Actor()
	_, _ = s.UnreadMentions(ctx, all())
	_, _ = s.UnreadMentions(ctx, core.Viewer{AgentID: core.NewID(), Scope: core.ScopeTeam})
	_, _ = s.SetConversationFields(ctx, c.ID, map[string]string{"a": "1"}, by)
	_, _ = s.ConversationFields(ctx, all(), c.ID)
	_, _ = s.AskedRating(ctx, c.AccountID, c.Thread)
	must(t, s.Do(ctx, &engine.AskRating{ConversationID: c.ID, For: time.Hour}))
	_, _, _ = s.Rating(ctx, all(), c.ID)
	_, _ = s.Ratings(ctx, all(), core.RatingFilter{AccountID: c.AccountID}, core.Page{})
	_, _ = s.RatingCounts(ctx, all(), core.RatingFilter{From: 1, To: 2})
	_, _ = s.RatingCounts(ctx, core.Viewer{AgentID: by.ID, Scope: core.ScopeTeam}, core.RatingFilter{From: 1, To: 2})
	_, _ = s.RatingCounts(ctx, core.Viewer{AgentID: by.ID, Scope: core.ScopeOwn}, core.RatingFilter{From: 1, To: 2})
	must(t, s.SetJobs(ctx, []core.Job{engine.AbsentJob(by.ID, core.At(time.Now()), time.Hour), engine.AbsentJob(core.NewID(), core.At(time.Now()), time.Hour)}))
	_, _ = s.Absent(ctx, by.ID)
	m, _, err := s.AddScheduled(ctx, core.Scheduled{ID: core.NewID(), ConversationID: c.ID, AgentID: by.ID, SendAt: 1 << 50, Draft: core.Draft{ClientMessageID: "s"}})
	must(t, err)
	_, _ = s.Scheduled(ctx, all(), c.ID)
	_, _ = s.ScheduledBy(ctx, all(), core.NewID(), core.Page{})
	_, _ = s.ScheduledBy(ctx, core.Viewer{AgentID: core.NewID(), Scope: core.ScopeTeam}, core.NewID(), core.Page{})
	must(t, s.ChangeScheduled(ctx, m, by))
	_, _ = s.ClaimScheduled(ctx, m.ID, m.SendAt)
	m.State = core.ScheduledSent
	must(t, s.EndScheduled(ctx, m, by))
	b, err := s.AddBulk(ctx, core.Bulk{ID: core.NewID(), AgentID: by.ID}, []core.ID{c.ID})
	must(t, err)
	items, err := s.BulkItems(ctx, b.ID, -1, 10, core.ItemWaiting, core.ItemBegun)
	must(t, err)
	must(t, s.MarkBulkItems(ctx, b.ID, items))
	_, _ = s.Bulks(ctx, by.ID, core.Page{})
	_, _, _ = s.MarkedEvent(ctx, c.ID, 1, engine.MarkBulk, b.ID)
	must(t, s.EndBulk(ctx, b.ID, core.BulkDone))
	_, _ = s.UndoBulk(ctx, b)
	must(t, s.PruneBulks(ctx, 1, 10))
	tag := core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "x"}
	must(t, s.AddTag(ctx, tag))
	must(t, s.RemoveTag(ctx, tag.ID))
	_, _ = s.TagUses(ctx, all())
	_, _ = s.Merged(ctx, c.ContactID)
	n, err := s.AddContactNote(ctx, core.ContactNote{ID: core.NewID(), ContactID: c.ContactID, Text: "x"}, by)
	must(t, err)
	_, _ = s.ContactNotes(ctx, core.Viewer{AgentID: core.NewID(), Scope: core.ScopeTeam}, c.ContactID, core.Page{})
	_, _ = s.ContactNotes(ctx, all(), c.ContactID, core.Page{})
	_, err = s.ContactNote(ctx, all(), c.ContactID, n.ID)
	must(t, err)
	_, err = s.EditContactNote(ctx, n, by)
	must(t, err)
	must(t, s.RemoveContactNote(ctx, n, by))
	for _, q := range []string{"王", "小明", "wang xiao", "王 x"} {
		_, _ = s.FindContacts(ctx, masked(), q, core.Page{})
	}
}
