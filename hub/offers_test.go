package hub_test

import (
	"context"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

// Who is asked to take a conversation over sees it, whatever the scope, until
// the transfer is answered.
func TestWhoIsAskedToTakeOverSeesTheConversation(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, url string) {
		ctx := context.Background()
		cfg := config(t, &fake{})
		cfg.Database = url
		h, addr, _ := serveLive(t, cfg, "")
		_, err := h.CreateRole(ctx, root(), core.Role{Name: "novice", Scope: core.ScopeOwn, Permissions: []core.Permission{core.PermRead, core.PermReply}})
		must(t, err)
		ann, _, _ := member(t, h, "ann", "agent")
		bob, bobKey, _ := member(t, h, "bob", "novice")
		cat, catKey, _ := member(t, h, "cat", "novice")
		team, err := h.CreateTeam(ctx, root(), core.Team{Name: "After sales", Kind: "skill_group"})
		must(t, err)
		must(t, h.SetTeamMembers(ctx, root(), team.ID, []core.ID{cat.AgentID}))
		atBob, atCat := sit(t, addr, bobKey), sit(t, addr, catKey)
		for _, d := range []*desk{atBob, atCat} {
			eventually(t, "all are there", d.is(func() bool { return d.connects == 1 }))
		}
		must(t, h.Accept(ctx, says(link(t, h), "m1", text("hello"))))
		id := only(t, h).ID
		step := func(v core.Viewer, s core.Step) error {
			t.Helper()
			v, err := h.Store().Viewer(ctx, v.AgentID)
			must(t, err)
			s.Actor, s.At = v.Actor(), 1
			_, err = h.Step(ctx, v, id, s)
			return err
		}
		sees := func(v core.Viewer) bool {
			t.Helper()
			v, err := h.Store().Viewer(ctx, v.AgentID)
			must(t, err)
			list, err := h.Conversations(ctx, v, core.ConversationFilter{}, core.Page{})
			must(t, err)
			_, err = h.Conversation(ctx, v, id)
			if (err == nil) != (len(list.Items) == 1) {
				t.Errorf("a list of %d, and by id: %v", len(list.Items), err)
			}
			counts, err := h.Counts(ctx, v)
			must(t, err)
			if counts.All != int64(len(list.Items)) {
				t.Errorf("%d counted, %d listed", counts.All, len(list.Items))
			}
			return len(list.Items) == 1
		}
		_, err = h.SetAvailability(ctx, ann, core.Ready, "")
		must(t, err)
		must(t, step(ann, core.Step{Kind: core.StepAssign, AgentID: ann.AgentID}))
		if sees(bob) || sees(cat) {
			t.Fatal("nobody has asked them yet")
		}

		must(t, step(ann, core.Step{Kind: core.StepTransfer, AgentID: bob.AgentID, Note: "speaks French"}))
		eventually(t, "bob's page hears of it", func() bool { return atBob.count("conversation") > 0 })
		if !sees(bob) || sees(cat) {
			t.Error("bob is asked, and cat is not")
		}
		if err := step(cat, core.Step{Kind: core.StepAccept, AgentID: cat.AgentID}); err == nil {
			t.Error("cat accepted what bob was asked")
		}
		must(t, step(bob, core.Step{Kind: core.StepDecline}))
		eventually(t, "it is gone from bob's page", func() bool { return atBob.count("conversation_gone") == 1 })
		if sees(bob) {
			t.Error("bob declined and sees it still")
		}

		must(t, step(ann, core.Step{Kind: core.StepTransfer, TeamID: team.ID}))
		eventually(t, "cat's page hears of it", func() bool { return atCat.count("conversation") > 0 })
		if sees(bob) || !sees(cat) {
			t.Error("cat's team is asked, and bob is not")
		}
		must(t, step(cat, core.Step{Kind: core.StepAccept, AgentID: cat.AgentID}))
		if c := only(t, h); c.AgentID != cat.AgentID || c.Offered != (core.Offer{}) || c.TeamID != team.ID {
			t.Errorf("it is %s's, of team %s, offered to %v", c.AgentID, c.TeamID, c.Offered)
		}
		changes, err := h.Changes(ctx, root(), id, 0, 100)
		must(t, err)
		told := false
		for _, c := range changes {
			if c.Event != nil && c.Event.Type == core.EventTransferRequested && strings.Contains(string(c.Event.Data), `"note":"speaks French"`) {
				told = true
			}
		}
		if !told {
			t.Error("the note of the transfer is not in its event")
		}
	})
}
