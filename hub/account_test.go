package hub_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/bus"
	"github.com/switchboard-hub/switchboard/hub"
)

func TestWhatLinkingAnAccountSays(t *testing.T) {
	t.Parallel()
	down := &core.Problem{Status: 502, Code: "fake.down", Text: "the platform does not answer"}
	for _, c := range []struct {
		name            string
		verify, connect error
		channel         string
		set             map[string]string
		code            string // "": it is linked
		state           string
	}{
		{name: "as it should be", state: core.HealthHealthy},
		{name: "an unknown channel", channel: "pigeon", code: "channel.unknown"},
		{name: "an unknown setting", set: map[string]string{"token": "t", "tokn": "t"}, code: "account.setting_unknown"},
		{name: "no token", set: map[string]string{}, code: "fake.token_missing"},
		{name: "a refused token", verify: &core.Problem{Status: 422, Code: "fake.refused", Text: "wrong token"}, code: "fake.refused"},
		{name: "a platform that is down", verify: down, state: core.HealthUnchecked},
		{name: "a platform that goes down while connecting", connect: down, state: core.HealthUnchecked},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h, _ := open(t, config(t, &fake{verify: c.verify, connect: c.connect}))
			channel, set := c.channel, c.set
			if channel == "" {
				channel = "fake"
			}
			if set == nil {
				set = map[string]string{"token": "t1", "place": "Shanghai"}
			}
			a, err := h.AddAccount(context.Background(), root(), channel, "shop", set)
			list, lerr := h.Accounts(context.Background(), root())
			must(t, lerr)
			if c.code != "" {
				refused(t, err, c.code)
				if len(list) != 0 {
					t.Errorf("it was linked all the same: %+v", list)
				}
				return
			}
			must(t, err)
			if (a.Health.State == core.HealthHealthy) != (c.state == core.HealthHealthy) || a.Secrets["token"] != "t1" || a.Config["place"] != "Shanghai" || a.Channel != "fake" || len(list) != 1 {
				t.Errorf("%+v", a)
			}
		})
	}
}

func TestAnAccountLinkedWhileTheHubWasDownIsConnected(t *testing.T) {
	t.Parallel()
	f := &fake{}
	cfg := config(t, f)
	cfg.Offline = true
	h, stop := open(t, cfg)
	a := link(t, h)
	stop()
	if got := f.linked(); got != "[]" {
		t.Fatalf("a hub without an address told the platform one: %s", got)
	}
	cfg.Offline = false
	h, _ = open(t, cfg)
	eventually(t, "the platform is told", func() bool { return f.linked() == "[connect t1]" })
	eventually(t, "that is remembered", func() bool {
		now, err := h.Account(context.Background(), root(), a.ID)
		must(t, err)
		return now.Config["_connected"] != ""
	})
}

// A connection takes its time; what is changed meanwhile must stay changed.
func TestANewTokenIsNotLostToAConnectionUnderWay(t *testing.T) {
	t.Parallel()
	f := &fake{}
	cfg := config(t, f)
	cfg.Offline = true
	h, stop := open(t, cfg)
	a := link(t, h)
	stop()
	cfg.Offline, f.linking = false, make(chan struct{})
	h, _ = open(t, cfg)
	<-f.linking // connecting with the old token
	fresh, err := h.Store().Account(context.Background(), a.ID)
	must(t, err)
	fresh.Secrets["token"] = "t2"
	must(t, h.Store().SaveAccount(context.Background(), fresh))
	f.linking <- struct{}{}
	eventually(t, "it has connected", func() bool { return f.linked() == "[connect t1]" })
	select {
	case <-f.linking: // again, with the new one
		f.linking <- struct{}{}
	case <-time.After(time.Minute):
		t.Fatal("it is not connected with the new token")
	}
	eventually(t, "the new token is used", func() bool { return f.linked() == "[connect t1 connect t2]" })
	now, err := h.Store().Account(context.Background(), a.ID)
	must(t, err)
	if now.Secrets["token"] != "t2" {
		t.Error("the new token is lost")
	}
}

func TestAConnectionUnderWayEndsWithTheHub(t *testing.T) {
	t.Parallel()
	f := &fake{}
	cfg := config(t, f)
	cfg.Offline = true
	h, stop := open(t, cfg)
	a := link(t, h)
	stop()
	cfg.Offline, f.linking = false, make(chan struct{})
	closed, cut := make(chan struct{}), make(chan struct{})
	f.cut = func() {
		defer close(cut)
		select {
		case <-closed:
			t.Error("the hub is closed while it connects")
		case <-time.After(300 * time.Millisecond): // far more than closing takes
		}
	}
	_, stop = open(t, cfg)
	<-f.linking // it connects
	stop()
	close(closed)
	select {
	case <-cut:
	case <-time.After(time.Minute):
		t.Fatal("the connection goes on")
	}
	cfg.Offline = true
	h, _ = open(t, cfg)
	now, err := h.Account(context.Background(), root(), a.ID)
	must(t, err)
	if now.Health.State == core.HealthFailing {
		t.Errorf("the hub's end is the account's failure: %+v", now.Health)
	}
}

// What one node learns of an account ends the pause on the others.
func TestAnAccountChangedOnAnotherNodeGoesOn(t *testing.T) {
	t.Parallel()
	server, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: -1, NoLog: true, NoSigs: true})
	must(t, err)
	go server.Start()
	t.Cleanup(func() { server.Shutdown(); server.WaitForShutdown() })
	if !server.ReadyForConnections(20 * time.Second) {
		t.Fatal("the bus does not start")
	}
	other, err := bus.Open(server.ClientURL(), slog.New(slog.DiscardHandler))
	must(t, err)
	t.Cleanup(other.Close)
	told := make(chan string, 100)
	_, err = other.Subscribe("switchboard.accounts", func(_ string, id []byte) { told <- string(id) })
	must(t, err)

	f, ctx := &fake{send: &core.SendError{Class: core.Throttled, RetryAfter: time.Hour, Code: "fake.slow", Text: "slow down"}}, context.Background()
	cfg := config(t, f)
	cfg.NATS = server.ClientURL()
	h, _ := open(t, cfg)
	a := link(t, h)
	must(t, h.Accept(ctx, says(a, "1", text("hello"))))
	conversation := messages(t, h)[0].ConversationID
	m, _, err := h.Post(ctx, agent(t, h), conversation, core.Draft{ClientMessageID: "1", Visibility: core.Public, Content: text("hi")})
	must(t, err)
	eventually(t, "the answer waits for an hour", func() bool {
		l, err := h.Jobs(ctx, root(), core.JobWaiting, core.Page{})
		must(t, err)
		return len(l.Items) == 1 && l.Items[0].DueAt > core.At(time.Now().Add(time.Minute))
	})
	f.set(func() { f.send = nil })
	eventually(t, "it leaves when another node says so", func() bool {
		other.Publish("switchboard.accounts", []byte(a.ID.String()))
		now, err := h.Message(ctx, root(), conversation, m.ID)
		must(t, err)
		return now.Delivery == core.DeliverySent
	})
	for len(told) > 0 {
		<-told
	}
	eventually(t, "this node says which account it changed", func() bool {
		_, err := h.CheckAccount(ctx, root(), a.ID)
		must(t, err)
		return len(told) > 0
	})
	if id := <-told; id != a.ID.String() {
		t.Errorf("it says %q", id)
	}
}

func TestPauseResumeRemove(t *testing.T) {
	t.Parallel()
	f, ctx := &fake{}, context.Background()
	h, _ := open(t, config(t, f))
	a := link(t, h)
	must(t, h.Accept(ctx, says(a, "1", text("hello"))))
	_, err := h.SetAccountStatus(ctx, root(), a.ID, core.AccountPaused)
	must(t, err)
	conversation := messages(t, h)[0].ConversationID
	me := agent(t, h)
	m, _, err := h.Post(ctx, me, conversation, core.Draft{ClientMessageID: "1", Visibility: core.Public, Content: text("hi")})
	must(t, err)
	state := func() core.Delivery {
		now, err := h.Message(ctx, root(), conversation, m.ID)
		must(t, err)
		return now.Delivery
	}
	eventually(t, "the answer waits", func() bool {
		l, err := h.Jobs(ctx, root(), core.JobWaiting, core.Page{})
		must(t, err)
		return len(l.Items) == 1 && l.Items[0].Error == "the account is paused"
	})
	_, err = h.SetAccountStatus(ctx, root(), a.ID, core.AccountActive)
	must(t, err)
	eventually(t, "it leaves at once", func() bool { return state() == core.DeliverySent })
	_, err = h.SetAccountStatus(ctx, root(), a.ID, core.AccountRemoved)
	must(t, err)
	gone, err := h.Store().Account(ctx, a.ID)
	must(t, err)
	if len(gone.Secrets) != 0 || f.linked() != "[connect t1 disconnect]" {
		t.Errorf("secrets %v, the platform heard %s", gone.Secrets, f.linked())
	}
	_, err = h.Account(ctx, root(), a.ID)
	refused(t, err, "account.not_found")
	_, _, err = h.Post(ctx, me, conversation, core.Draft{ClientMessageID: "2", Visibility: core.Public, Content: text("more")})
	refused(t, err, "account.removed")
	if len(messages(t, h)) != 2 {
		t.Error("its conversations are gone")
	}
}

func TestConnectingMaySetTheCursor(t *testing.T) {
	t.Parallel()
	f, ctx := &fake{}, context.Background()
	h, _ := open(t, config(t, f))
	a := link(t, h)
	f.set(func() { f.cursor = "7" })
	_, err := h.CheckAccount(ctx, root(), a.ID)
	must(t, err)
	now, err := h.Store().Account(ctx, a.ID)
	must(t, err)
	if now.Cursor != "7" {
		t.Errorf("the cursor is %q", now.Cursor)
	}
}

func TestACheckIsTheAccountsHealth(t *testing.T) {
	t.Parallel()
	f, ctx := &fake{}, context.Background()
	h, _ := open(t, config(t, f))
	a := link(t, h)
	f.set(func() { f.verify = errors.New("token revoked") })
	now, err := h.CheckAccount(ctx, root(), a.ID)
	must(t, err)
	if now.Health.State != core.HealthFailing || now.Health.Problem != "token revoked" {
		t.Errorf("%+v", now.Health)
	}
	f.set(func() { f.verify = nil })
	if now, err = h.CheckAccount(ctx, root(), a.ID); err != nil || now.Health.State != core.HealthHealthy {
		t.Errorf("%+v, %v", now.Health, err)
	}
}

func TestAnAccountThatIsChangedWhileItsPlatformIsDownStaysConnected(t *testing.T) {
	t.Parallel()
	f := &fake{}
	h, _ := open(t, config(t, f))
	a := link(t, h)
	f.set(func() { f.verify = &core.Problem{Status: 502, Code: "fake.down", Text: "the platform does not answer"} })
	name := "new name"
	a, err := h.UpdateAccount(context.Background(), root(), a.ID, &name, nil)
	must(t, err)
	if a.Config["_connected"] == "" || a.Name != name {
		t.Errorf("it receives nothing until the platform is back: %+v", a)
	}
	f.set(func() { f.verify = nil })
	must(t, h.Store().SaveAccount(context.Background(), a)) // it is tried at once
	eventually(t, "it is connected again", func() bool { return f.linked() == "[connect t1 connect t1]" })
}

func TestACheckUndoesNoChange(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*testing.T, *hub.Hub, core.ID){
		"removed": func(t *testing.T, h *hub.Hub, id core.ID) {
			t.Helper()
			_, err := h.SetAccountStatus(context.Background(), root(), id, core.AccountRemoved)
			must(t, err)
		},
		"another token": func(t *testing.T, h *hub.Hub, id core.ID) {
			t.Helper()
			a, err := h.Store().Account(context.Background(), id)
			must(t, err)
			a.Secrets["token"] = "t2"
			must(t, h.Store().SaveAccount(context.Background(), a))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &fake{}
			cfg := config(t, f)
			h, _ := open(t, cfg)
			a := link(t, h)
			f.set(func() { f.linking = make(chan struct{}) })
			checked := make(chan error, 1)
			go func() {
				_, err := h.CheckAccount(context.Background(), root(), a.ID)
				checked <- err
			}()
			<-f.linking
			change(t, h, a.ID)
			want, err := h.Store().Account(context.Background(), a.ID)
			must(t, err)
			f.linking <- struct{}{}
			<-checked
			got, err := h.Store().Account(context.Background(), a.ID)
			must(t, err)
			if got.Status != want.Status || got.Secrets["token"] != want.Secrets["token"] || got.UpdatedAt != want.UpdatedAt {
				t.Errorf("it was %+v and became %+v", want, got)
			}
		})
	}
}

func TestAChangeThatTakesItsTimeUndoesNoOther(t *testing.T) {
	t.Parallel()
	f := &fake{}
	h, _ := open(t, config(t, f))
	a := link(t, h)
	f.set(func() { f.linking = make(chan struct{}) })
	changed := make(chan error, 1)
	go func() {
		name := "another"
		_, err := h.UpdateAccount(context.Background(), root(), a.ID, &name, nil)
		changed <- err
	}()
	<-f.linking
	_, err := h.SetAccountStatus(context.Background(), root(), a.ID, core.AccountPaused)
	must(t, err)
	f.linking <- struct{}{}
	must(t, <-changed)
	got, err := h.Store().Account(context.Background(), a.ID)
	must(t, err)
	if got.Status != core.AccountPaused || got.Name != "another" {
		t.Errorf("one of two changes is lost: %+v", got)
	}
}
