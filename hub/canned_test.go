package hub_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

// clerk is an agent without the rights of who manages.
func (o *office) clerk(t *testing.T, name string, teams ...core.ID) core.Viewer {
	t.Helper()
	ctx := context.Background()
	a, err := o.CreateAgent(ctx, root(), strings.ToLower(name)+"@example.com", name, "agent", "")
	must(t, err)
	for _, team := range teams {
		must(t, o.SetTeamMembers(ctx, root(), team, []core.ID{a.ID}))
	}
	v, err := o.Store().Viewer(ctx, a.ID)
	must(t, err)
	return v
}

func TestWhoMayWriteWhichCannedReplies(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		team, err := o.CreateTeam(ctx, boss, core.Team{Name: "售后", Kind: "skill_group"})
		must(t, err)
		clerk := o.clerk(t, "Wang", team.ID)
		reply := func(scope core.CannedScope) core.CannedReply {
			return core.CannedReply{Scope: scope, OwnerID: team.ID, Shortcut: "/Hi", Text: "您好 {{contact.name}}"}
		}
		_, err = o.CreateCanned(ctx, clerk, reply(core.CannedShared))
		refused(t, err, "auth.forbidden")
		_, err = o.CreateCanned(ctx, clerk, reply(core.CannedTeam))
		refused(t, err, "auth.forbidden")
		mine, err := o.CreateCanned(ctx, clerk, reply(core.CannedPersonal))
		must(t, err)
		if mine.Shortcut != "hi" || mine.Title != "hi" || mine.OwnerID != clerk.AgentID {
			t.Errorf("%+v", mine)
		}
		_, err = o.CreateCanned(ctx, boss, reply(core.CannedTeam))
		must(t, err)
		shared, err := o.CreateCanned(ctx, boss, reply(core.CannedShared))
		must(t, err)
		refused(t, o.RemoveCanned(ctx, clerk, shared.ID), "auth.forbidden")
		refused(t, o.RemoveCanned(ctx, boss, mine.ID), "canned_reply.not_found")
		_, err = o.UpdateCanned(ctx, clerk, mine.ID, func(c *core.CannedReply) { c.Scope = core.CannedShared })
		refused(t, err, "auth.forbidden")
		list, err := o.CannedReplies(ctx, clerk, core.CannedFilter{Q: "hi", All: true}, core.Page{})
		must(t, err)
		if len(list.Items) != 3 {
			t.Errorf("%d are for the clerk", len(list.Items))
		}
		_, err = o.CannedReplies(ctx, core.Viewer{AgentID: clerk.AgentID, Scope: core.ScopeTeam, Permissions: []core.Permission{core.PermRead}}, core.CannedFilter{}, core.Page{})
		refused(t, err, "auth.forbidden")
	})
}

func TestACannedReplyIsChecked(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		for code, c := range map[string]core.CannedReply{
			"canned_reply.shortcut": {Shortcut: "a b", Text: "x"}, "canned_reply.empty": {Shortcut: "a", Text: " "},
			"canned_reply.variable": {Shortcut: "a", Text: "{{contact.nmae}}"}, "canned_reply.too_long": {Shortcut: "a", Text: strings.Repeat("长", 10_001)},
			"canned_reply.title": {Shortcut: "a", Title: strings.Repeat("长", 201), Text: "x"}, "canned_reply.scope": {Scope: "world", Shortcut: "a", Text: "x"},
			"canned_reply.team":  {Scope: core.CannedTeam, OwnerID: core.NewID(), Shortcut: "a", Text: "x"},
			"attachment.unknown": {Shortcut: "a", Attachments: []core.Upload{{Blob: "no"}}},
		} {
			if c.Scope == "" {
				c.Scope = core.CannedShared
			}
			_, err := o.CreateCanned(ctx, boss, c)
			refused(t, err, code)
		}
		_, err := o.CreateCanned(ctx, boss, core.CannedReply{Scope: core.CannedShared, Shortcut: "A", Text: "x"})
		must(t, err)
		_, err = o.CreateCanned(ctx, boss, core.CannedReply{Scope: core.CannedShared, Shortcut: "/a", Text: "x"})
		refused(t, err, "canned_reply.shortcut_taken")
	})
}

func TestACannedReplyIsRenderedForItsReader(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		must(t, o.Accept(ctx, says(account, "1", text("hello"))))
		conversation := messages(t, o.Hub)[0].ConversationID
		view, err := o.Conversation(ctx, boss, conversation)
		must(t, err)
		_, err = o.UpdateContact(ctx, boss, view.ContactID, nil, map[string]string{"city": "深圳"})
		must(t, err)
		c, err := o.CreateCanned(ctx, boss, core.CannedReply{Scope: core.CannedShared, Shortcut: "hi",
			Text: "{{contact.name}} {{contact.field.city}} {{agent.name}} {{account.name}} {{team.name}} {{conversation.id}} {{contact.field.size}}"})
		must(t, err)
		got, err := o.RenderCanned(ctx, boss, c.ID, conversation)
		must(t, err)
		if want := "王小明 深圳 李 shop  " + conversation.String() + " "; got.Text != want || !slices.Equal(got.Missing, []string{"team.name", "contact.field.size"}) {
			t.Errorf("%q without %v, want %q", got.Text, got.Missing, want)
		}
		writer := boss // who answers, and reads no contacts
		writer.Permissions = []core.Permission{core.PermRead, core.PermReply}
		got, err = o.RenderCanned(ctx, writer, c.ID, conversation)
		must(t, err)
		if strings.Contains(got.Text, "深圳") || !slices.Contains(got.Missing, "contact.field.city") {
			t.Errorf("a field of a contact: %q without %v", got.Text, got.Missing)
		}
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn, Permissions: core.Permissions()}
		_, err = o.RenderCanned(ctx, stranger, c.ID, conversation)
		refused(t, err, "conversation.not_found")
	})
}

func TestACannedReplyThatIsTakenFromOthersIsInTheLog(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		shared, err := o.CreateCanned(ctx, boss, core.CannedReply{Scope: core.CannedShared, Shortcut: "hi", Text: "您好"})
		must(t, err)
		_, err = o.UpdateCanned(ctx, boss, shared.ID, func(c *core.CannedReply) { c.Scope = core.CannedPersonal })
		must(t, err)
		must(t, o.RemoveCanned(ctx, boss, shared.ID)) // one's own is nobody else's business
		log, err := o.Audit(ctx, boss, core.AuditFilter{Action: "canned_reply."}, core.Page{})
		must(t, err)
		if len(log.Items) != 2 || log.Items[0].Action != "canned_reply.updated" || log.Items[0].Detail != "personal hi" {
			t.Errorf("%+v", log.Items)
		}
	})
}
