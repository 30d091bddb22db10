package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// threaded is a channel on which a person has as many conversations as threads.
type threaded struct{ *fake }

func (f threaded) Caps(a core.Account) core.Caps {
	caps := f.fake.Caps(a)
	caps.Threads = true
	return caps
}

// TestWhoAnswersMaySplitAndMerge: where a person may have several conversations,
// and by who may answer in both.
func TestWhoAnswersMaySplitAndMerge(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		must(t, o.Accept(ctx, mails(account, "1", "发票", asItIs)))
		must(t, o.Accept(ctx, mails(account, "2", "Re: 发票", func(e *core.Envelope) { e.Refs = []string{"1"} })))
		c := only(t, o.Hub)
		list, err := o.Messages(ctx, boss, c.ID, 0, 10)
		must(t, err)
		reader := core.Viewer{AgentID: boss.AgentID, Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead}}
		_, err = o.SplitConversation(ctx, reader, c.ID, nil, list[1].ID)
		refused(t, err, "auth.forbidden")
		made, err := o.SplitConversation(ctx, boss, c.ID, nil, list[1].ID)
		must(t, err)
		if made.ID == c.ID || made.Status != c.Status || made.LastMessageID != list[1].ID {
			t.Errorf("%+v", made)
		}
		_, err = o.MergeConversations(ctx, reader, made.ID, c.ID)
		refused(t, err, "auth.forbidden")
		again, err := o.MergeConversations(ctx, boss, made.ID, c.ID)
		must(t, err)
		if again.ID != c.ID || again.LastMessageID != list[1].ID {
			t.Errorf("%+v", again)
		}
	}, connectors.Channel{Connector: threaded{&fake{}}, Settings: connectors.Settings{{Key: "token", Secret: true, Required: true}}})
}
