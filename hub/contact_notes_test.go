package hub_test

import (
	"context"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestWhoMayWriteWhatIsNotedOfAContact(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		id := only(t, o.Hub).ContactID
		ann, bob, looks := o.works(t, "ann", "agent"), o.works(t, "bob", "agent"), o.works(t, "eve", "viewer")

		n, err := o.AddContactNote(ctx, ann, id, "  喜欢喝茶\n")
		must(t, err)
		if n.Text != "喜欢喝茶" || n.AuthorID != ann.AgentID || n.CreatedAt == 0 || n.EditedAt != 0 {
			t.Errorf("%+v", n)
		}
		for _, v := range []core.Viewer{bob, boss} { // not even a supervisor puts words in a colleague's mouth
			_, err = o.EditContactNote(ctx, v, id, n.ID, "不喝茶")
			refused(t, err, "contact_note.not_yours")
		}
		refused(t, o.RemoveContactNote(ctx, bob, id, n.ID), "auth.forbidden")
		_, err = o.AddContactNote(ctx, looks, id, "x")
		refused(t, err, "auth.forbidden")
		n, err = o.EditContactNote(ctx, ann, id, n.ID, "喝咖啡")
		must(t, err)
		if list, err := o.ContactNotes(ctx, looks, id, core.Page{}); err != nil || len(list.Items) != 1 || list.Items[0] != n || n.EditedAt == 0 {
			t.Errorf("%+v, want %+v: %v", list.Items, n, err)
		}

		for _, text := range []string{"", " \n", strings.Repeat("茶", 10_001)} {
			_, added := o.AddContactNote(ctx, ann, id, text)
			_, edited := o.EditContactNote(ctx, ann, id, n.ID, text)
			refused(t, added, "contact_note.text")
			refused(t, edited, "contact_note.text")
		}
		_, err = o.AddContactNote(ctx, ann, id, strings.Repeat("茶", 10_000))
		must(t, err)
		_, err = o.AddContactNote(ctx, ann, core.NewID(), "x")
		refused(t, err, "contact.not_found")
		_, err = o.EditContactNote(ctx, ann, id, core.NewID(), "x")
		refused(t, err, "contact_note.not_found")

		must(t, o.RemoveContactNote(ctx, boss, id, n.ID))
		refused(t, o.RemoveContactNote(ctx, ann, id, n.ID), "contact_note.not_found")
		rows, err := o.Audit(ctx, boss, core.AuditFilter{Target: id.String(), Action: "contact.note_removed"}, core.Page{})
		must(t, err)
		if len(rows.Items) != 1 || rows.Items[0].Actor.ID != boss.AgentID || rows.Items[0].Detail != ann.AgentID.String() {
			t.Errorf("the log says %+v", rows.Items)
		}
	})
}
