package hub_test

import (
	"context"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestANoteCallsWhomItNames(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		team, err := o.CreateTeam(ctx, boss, core.Team{Name: "售后", Kind: "skill_group"})
		must(t, err)
		wang, zhao := o.clerk(t, "Wang", team.ID), o.clerk(t, "Zhao")
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		id := messages(t, o.Hub)[0].ConversationID
		_, err = o.Step(ctx, boss, id, core.Step{Kind: core.StepQueue, TeamID: team.ID, At: 1})
		must(t, err)
		post := func(key string, c core.Content) (core.Message, error) {
			m, _, err := o.Post(ctx, boss, id, core.Draft{ClientMessageID: key, Visibility: core.Note, Content: c})
			return m, err
		}
		mentioned := func(v core.Viewer) (n int, unread int64) {
			t.Helper()
			l, err := o.Conversations(ctx, v, core.ConversationFilter{View: core.ViewMentions}, core.Page{})
			must(t, err)
			c, err := o.Counts(ctx, v)
			must(t, err)
			return len(l.Items), c.Mentions
		}
		m, err := post("1", text("@wang and @Zhao, please look; @李 knows"))
		must(t, err)
		if e := m.Content.Entities; len(e) != 2 || e[0].Ref != wang.AgentID.String() || e[1].Ref != boss.AgentID.String() {
			t.Errorf("marked are %+v", e) // Zhao does not see the conversation
		}
		again, err := post("1", text("@wang and @Zhao, please look; @李 knows"))
		must(t, err)
		if again.ID != m.ID {
			t.Error("a repeated note is another one")
		}
		if n, unread := mentioned(wang); n != 1 || unread != 1 {
			t.Errorf("Wang has %d, %d of them unread", n, unread)
		}
		for _, v := range []core.Viewer{zhao, boss} {
			if n, unread := mentioned(v); n != 0 || unread != 0 {
				t.Errorf("%s has %d, %d unread", v.AgentID, n, unread)
			}
		}
		_, err = o.MarkRead(ctx, wang, id, m.Seq)
		must(t, err)
		if n, unread := mentioned(wang); n != 1 || unread != 0 {
			t.Errorf("Wang has read: %d, %d of them unread", n, unread)
		}
		_, err = post("2", core.Content{Kind: core.KindText, Text: "@x", Entities: []core.Entity{{Type: "mention", Length: 2, Ref: zhao.AgentID.String()}}})
		refused(t, err, "mention.unseen")
		_, err = post("3", core.Content{Kind: core.KindText, Text: "@x", Entities: []core.Entity{{Type: "mention", Length: 2, Ref: core.NewID().String()}}})
		refused(t, err, "mention.unknown")
		twins, same := []core.Viewer{o.clerk(t, "Lin"), o.clerk(t, "Ling")}, "lin"
		must(t, o.SetTeamMembers(ctx, boss, team.ID, []core.ID{wang.AgentID, twins[0].AgentID, twins[1].AgentID}))
		_, err = o.UpdateAgent(ctx, boss, twins[1].AgentID, core.AgentChange{Name: &same})
		must(t, err)
		m, err = post("5", core.Content{Kind: core.KindText, Text: "@Lin!", Entities: []core.Entity{{Type: "mention", Length: 4, Ref: twins[1].AgentID.String()}}})
		must(t, err)
		edited, err := o.Edit(ctx, boss, id, m.ID, "请 @Lin and @wang")
		must(t, err)
		if got := edited.Content.Mentioned(); !slices.Equal(got, []core.ID{twins[1].AgentID, wang.AgentID}) {
			t.Errorf("after an edit it names %v", got)
		}
		if n, unread := mentioned(wang); n != 1 || unread != 1 {
			t.Errorf("Wang was put in: %d, %d of them unread", n, unread)
		}
		_, err = o.Edit(ctx, boss, id, m.ID, "nobody")
		must(t, err)
		for i, v := range twins {
			v.Teams = wang.Teams
			if n, _ := mentioned(v); n != 0 {
				t.Errorf("Lin %d was taken out, and has %d", i, n)
			}
		}
		if n, unread := mentioned(wang); n != 1 || unread != 0 {
			t.Errorf("Wang was taken out: %d, %d of them unread", n, unread)
		}
		public, _, err := o.Post(ctx, boss, id, core.Draft{ClientMessageID: "4", Visibility: core.Public, Content: text("@wang")})
		must(t, err)
		if public.Content != nil {
			t.Errorf("an answer to the customer names a colleague: %+v", public.Content)
		}
	})
}

func TestWhoIsNamedHearsOfItAtOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	boss, _, _ := member(t, h, "boss", "supervisor")
	_, annKey, _ := member(t, h, "ann", "agent")
	_, bobKey, _ := member(t, h, "bob", "agent")
	ann, bob := sit(t, addr, annKey), sit(t, addr, bobKey)
	for _, d := range []*desk{ann, bob} {
		eventually(t, "all are there", d.is(func() bool { return d.connects == 1 }))
	}
	must(t, h.Accept(ctx, says(link(t, h), "m1", text("hello"))))
	m, _, err := h.Post(ctx, boss, only(t, h).ID, core.Draft{ClientMessageID: "1", Visibility: core.Note, Content: text("@ann")})
	must(t, err)
	eventually(t, "ann hears of it", func() bool { return ann.count("mention") == 1 })
	if bob.count("mention") != 0 {
		t.Error("bob is told that ann is named")
	}
	for _, said := range []string{"@ann, @bob", "@bob"} {
		_, err = h.Edit(ctx, boss, m.ConversationID, m.ID, said)
		must(t, err)
	}
	eventually(t, "bob hears that he is named, ann that she is not any more", func() bool { return bob.count("mention") == 1 && ann.count("mention_gone") == 1 })
	_, err = h.Delete(ctx, boss, m.ConversationID, m.ID)
	must(t, err)
	eventually(t, "bob hears that it was taken back", func() bool { return bob.count("mention_gone") == 1 })
	if ann.count("mention") != 1 || bob.count("mention") != 1 || ann.count("mention_gone") != 1 {
		t.Error("somebody is told twice")
	}
}
