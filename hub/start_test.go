package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// beginner is a channel on which agents may write first.
type beginner struct{ *fake }

func (b beginner) Caps(a core.Account) core.Caps {
	caps := b.fake.Caps(a)
	caps.Begin = core.BeginKnown
	return caps
}

func TestAnAgentStartsAChat(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		must(t, o.Accept(ctx, says(account, "1", text("hello"))))
		first := only(t, o.Hub)
		clerk := o.clerk(t, "Wang")
		start := func(v core.Viewer, key string, contact core.ID) (core.ConversationView, core.Message, error) {
			return o.StartConversation(ctx, v, account.ID, contact, core.ID{}, later(key, "good news"))
		}
		c, m, err := start(boss, "a", first.ContactID)
		must(t, err)
		if c.ID != first.ID || c.AgentID != boss.AgentID || m.Text != "good news" {
			t.Errorf("beside the open one: %+v", c)
		}
		_, again, err := start(boss, "a", first.ContactID)
		must(t, err)
		if again.ID != m.ID {
			t.Error("sent again, it is another message")
		}
		_, err = o.Step(ctx, boss, first.ID, core.Step{Kind: core.StepComplete})
		must(t, err)
		c, m, err = start(clerk, "b", first.ContactID)
		must(t, err)
		if c.ID == first.ID || c.AgentID != clerk.AgentID || c.Status != core.StatusActive || m.ConversationID != c.ID || m.Delivery != core.DeliveryQueued {
			t.Errorf("%+v, %+v", c, m)
		}
		own := core.Viewer{AgentID: boss.AgentID, Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead, core.PermReply}}
		_, _, err = start(own, "c", first.ContactID)
		refused(t, err, "auth.forbidden")
		other, err := o.AddAccount(ctx, root(), "fake", "elsewhere", map[string]string{"token": "t2"})
		must(t, err)
		_, _, err = o.StartConversation(ctx, boss, other.ID, first.ContactID, core.ID{}, later("d", "x"))
		refused(t, err, "identity.not_known")
		_, _, err = start(boss, "e", core.NewID())
		refused(t, err, "contact.not_found")
		must(t, o.Store().SetReachable(ctx, first.IdentityID, false))
		_, _, err = start(boss, "f", first.ContactID)
		refused(t, err, "identity.unreachable")
		must(t, o.BlockContact(ctx, boss, first.ContactID, true))
		_, _, err = o.StartConversation(ctx, boss, account.ID, core.ID{}, first.IdentityID, later("g", "x"))
		refused(t, err, "contact.blocked")
	}, connectors.Channel{Connector: beginner{&fake{}}, Settings: connectors.Settings{{Key: "token", Secret: true, Required: true}}})
}

func TestWhereNobodyMayWriteFirst(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		must(t, o.Accept(ctx, says(account, "1", text("hello"))))
		_, _, err := o.StartConversation(ctx, boss, account.ID, only(t, o.Hub).ContactID, core.ID{}, later("a", "x"))
		refused(t, err, "channel.no_begin")
	})
}

func TestAVisitorIsWrittenToFirst(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		v := s.visit(nil)
		s.say(v.Token, "1", "hello")
		c := s.conversations()[0]
		_, err := s.h.Step(ctx, s.agent, c.ID, core.Step{Kind: core.StepClose, Reason: "left"})
		must(t, err)
		started, _, err := s.h.StartConversation(ctx, s.agent, s.account.ID, c.ContactID, core.ID{}, later("a", "we found it"))
		must(t, err)
		if got := s.texts(v.Token); got != "hello|we found it|" || started.ID == c.ID {
			t.Errorf("the visitor reads %q", got)
		}
		s.say(v.Token, "2", "great")
		if now, err := s.h.Conversation(ctx, s.agent, started.ID); err != nil || now.LastText != "great" {
			t.Errorf("%+v, %v", now, err)
		}
	})
}
