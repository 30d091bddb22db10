package hub_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// deleter is a fake that can take back what was sent.
type deleter struct{ *fake }

func (d deleter) Caps(a core.Account) core.Caps {
	caps := d.fake.Caps(a)
	caps.Delete = core.LevelFull
	return caps
}

func (deleter) Delete(context.Context, core.Account, core.UserRef, string) error { return nil }

func TestADeletionThatIsGivenUpIsMarkedOnItsMessage(t *testing.T) {
	t.Parallel()
	f := &fake{}
	cfg := config(t, f)
	cfg.Channels = func(connectors.Env) []connectors.Channel {
		return []connectors.Channel{{Connector: deleter{f}, Settings: connectors.Settings{{Key: "token", Secret: true, Required: true}}}}
	}
	var leap atomic.Int64
	cfg.Now = func() time.Time { return time.Now().Add(time.Duration(leap.Load())) }
	h, _ := open(t, cfg)
	ctx, a, v := context.Background(), link(t, h), agent(t, h)
	must(t, h.Accept(ctx, says(a, "1", text("hi"))))
	m, _, err := h.Post(ctx, v, messages(t, h)[0].ConversationID, core.Draft{ClientMessageID: "a", Content: text("hello"), Visibility: core.Public})
	must(t, err)
	eventually(t, "it is sent", func() bool { return messages(t, h)[1].Delivery == core.DeliverySent })
	_, err = h.SetAccountStatus(ctx, root(), a.ID, core.AccountPaused)
	must(t, err)
	m, err = h.Delete(ctx, v, m.ConversationID, m.ID)
	must(t, err)
	if m.Change.State != core.ChangePending {
		t.Fatalf("%+v", m.Change)
	}
	leap.Store(int64(25 * time.Hour)) // its job's deadline passes while the account is paused
	eventually(t, "it is marked", func() bool { return messages(t, h)[1].Change.State == core.ChangeFailed })
	if got := messages(t, h)[1].Change; got.Kind != core.ChangeDelete || got.Error.Code != "expired" {
		t.Errorf("%+v", got)
	}
}
