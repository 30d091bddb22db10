package send_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// change edits a message to "better", or takes it back.
func (w *world) change(m core.Message, del bool) {
	must(w.t, w.s.Do(context.Background(), &engine.Change{Viewer: viewer(), ConversationID: m.ConversationID, MessageID: m.ID, Delete: del, Text: "better"}))
	if w.runner != nil {
		w.runner.Wake()
	}
}

// changed waits until a message's change is so far, and no job runs.
func (w *world) changed(m core.Message, kind core.ChangeKind, state core.ChangeState, code string) {
	w.t.Helper()
	var got core.MessageChange
	eventually(w.t, fmt.Sprintf("the %s is %s", kind, state), func() bool {
		now, _, err := w.s.Outgoing(context.Background(), m.ID)
		must(w.t, err)
		got = now.Change
		return got.Kind == kind && got.State == state
	})
	if got.Error.Code != code {
		w.t.Errorf("the reason is %+v, want the code %q", got.Error, code)
	}
	w.waits()
}

func (w *world) jobs(state string, want int) {
	w.t.Helper()
	eventually(w.t, fmt.Sprintf("%d jobs are %s", want, state), func() bool {
		l, err := w.s.Jobs(context.Background(), state, core.Page{})
		must(w.t, err)
		return len(l.Items) == want
	})
}

func TestWhatWasSentIsChangedAndTakenBack(t *testing.T) {
	t.Parallel()
	throttled := failed(core.Throttled)
	throttled.RetryAfter = 20 * time.Second
	w := newWorld(t, map[string][]error{"edit better": {throttled, failed(core.Uncertain), throttled}})
	w.start()
	m := w.post(w.conversation(w.account()), "a")
	w.becomes(m, "sent: sent")
	w.change(m, false)
	for i, want := range []struct {
		state core.ChangeState
		code  string
	}{{core.ChangePending, ""}, {core.ChangeInDoubt, "test.uncertain"}, {core.ChangeInDoubt, "test.uncertain"}, {core.ChangeDone, ""}} {
		eventually(t, "the platform is asked", func() bool { return len(w.p.log()) == i+2 })
		w.changed(m, core.ChangeEdit, want.state, want.code)
		w.leap(25 * time.Second)
	}
	w.change(m, true)
	w.changed(m, core.ChangeDelete, core.ChangeDone, "")
	w.heard("[a edit better edit better edit better edit better delete]")
}

func TestAChangeThatIsRefusedIsMarkedOnItsMessage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		does  string
		class core.Class // of the first refusal
		then  []error
		parts []string
		heard string
	}{
		{"an edit", "edit better", core.Rejected, nil, []string{"a"}, "[a edit better]"},
		{"an edit after the platform's time", "edit better", core.WindowClosed, nil, []string{"a"}, "[a edit better]"},
		{"a deletion, of two parts of three", "delete", core.Rejected, []error{nil, failed(core.Gone)}, []string{"a", "b", "c"}, "[a b c delete delete delete]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, map[string][]error{c.does: append([]error{failed(c.class)}, c.then...)})
			w.start()
			m := w.post(w.conversation(w.account()), c.parts...)
			eventually(t, "it is sent", func() bool {
				now, _, _ := w.s.Outgoing(context.Background(), m.ID)
				return now.Delivery == core.DeliverySent
			})
			kind := core.ChangeEdit
			if c.does == "delete" {
				kind = core.ChangeDelete
			}
			w.change(m, kind == core.ChangeDelete)
			w.changed(m, kind, core.ChangeFailed, "test."+string(c.class))
			w.heard(c.heard)
			w.jobs(core.JobDead, 0)
			w.jobs(core.JobWaiting, 0)
		})
	}
}

func TestThePlatformIsAskedForNoMoreThanThereIsToChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string][]error{"b": {failed(core.Rejected)}})
	w.start()
	c := w.conversation(w.account())
	half := w.post(c, "a", "b")
	w.becomes(half, "failed: sent failed")
	w.change(half, true) // of the part that arrived
	w.changed(half, core.ChangeDelete, core.ChangeDone, "")
	w.heard("[a b delete]")
	w.stop()
	m := w.post(c, "c")
	w.start()
	w.becomes(m, "sent: sent")
	w.stop()
	w.change(m, false)
	w.change(m, true) // before the edit is asked for
	w.start()
	w.changed(m, core.ChangeDelete, core.ChangeDone, "")
	w.heard("[a b delete c delete]")
}

func TestAChannelThatCannotChangeSaysSo(t *testing.T) {
	t.Parallel()
	for _, kind := range []core.ChangeKind{core.ChangeEdit, core.ChangeDelete} {
		w := newWorld(t, nil)
		w.plain = true
		w.start()
		m := w.post(w.conversation(w.account()), "a")
		w.becomes(m, "sent: sent")
		w.change(m, kind == core.ChangeDelete)
		w.changed(m, kind, core.ChangeFailed, "change.unsupported")
		w.heard("[a]")
	}
}

func TestAChangeOfWhatHasNoNameOnThePlatform(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		decision string
		state    core.ChangeState
	}{{"", core.ChangeInDoubt}, {"give_up", core.ChangeInDoubt}, {"sent", core.ChangeFailed}} {
		w := newWorld(t, map[string][]error{"a": {failed(core.Uncertain)}})
		w.start()
		m := w.post(w.conversation(w.account()), "a")
		w.becomes(m, "in_doubt: in_doubt")
		if c.decision != "" {
			must(t, w.s.Do(context.Background(), &engine.Resolve{Viewer: viewer(), ConversationID: m.ConversationID, MessageID: m.ID, Decision: c.decision}))
		}
		w.change(m, true)
		w.changed(m, core.ChangeDelete, c.state, "change.unnamed")
		w.jobs(core.JobWaiting, 0)
		w.heard("[a]")
	}
}

// TestAChangeThatIsGivenUp: what was tried may have been done; what had to wait
// all the time was not.
func TestAChangeThatIsGivenUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		class core.Class
		tries int
		state core.ChangeState
	}{{core.Retry, 2, core.ChangeInDoubt}, {core.Auth, 1, core.ChangeFailed}} {
		t.Run(string(c.class), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, map[string][]error{"edit better": {failed(c.class), failed(c.class)}})
			w.start()
			m := w.post(w.conversation(w.account()), "a")
			w.becomes(m, "sent: sent")
			w.change(m, false)
			for i := range c.tries {
				eventually(t, "the platform is asked", func() bool { return len(w.p.log()) == i+2 })
				w.changed(m, core.ChangeEdit, core.ChangePending, "")
				if i < c.tries-1 {
					w.leap(10 * time.Second)
				}
			}
			w.leap(25 * time.Hour)
			w.changed(m, core.ChangeEdit, c.state, "expired")
			w.jobs(core.JobDead, 1)
		})
	}
}

func TestAChangeForAnAccountThatWasRemoved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.start()
	account := w.account()
	m := w.post(w.conversation(account), "a")
	w.becomes(m, "sent: sent")
	a, err := w.s.Account(context.Background(), account)
	must(t, err)
	a.Status = core.AccountRemoved
	must(t, w.s.SaveAccount(context.Background(), a))
	w.change(m, true)
	w.changed(m, core.ChangeDelete, core.ChangeFailed, "account.removed")
	w.heard("[a]")
}

// TestWhatComesWhileAPartIsSent: a receipt and a reply that overtake the
// platform's answer to the send.
func TestWhatComesWhileAPartIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	account := w.account()
	conversation := w.conversation(account)
	view, err := w.s.Conversation(context.Background(), viewer(), conversation)
	must(t, err)
	identity, err := w.s.Identity(context.Background(), view.IdentityID)
	must(t, err)
	w.p.during = func(p core.Part) {
		name, user := "x:"+p.ID.String(), core.UserRef{ExternalID: identity.ExternalID}
		must(t, w.s.Do(context.Background(), &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account, Channel: "test", Kind: "test", ReceivedAt: 1},
			Envelopes: []core.Envelope{
				{Type: core.TypeStatus, Status: core.DeliveryDelivered, User: user, Direction: core.Out, Key: "s", Refs: []string{name}},
				{Type: core.TypeMessage, User: user, Direction: core.In, Key: "m", ExternalID: "m", Refs: []string{name},
					Content: &core.Content{Kind: core.KindText, Text: "about that"}},
			}}))
	}
	w.start()
	m := w.post(conversation, "a")
	w.becomes(m, "delivered: delivered")
	list, err := w.s.Messages(context.Background(), viewer(), conversation, 0, 10)
	must(t, err)
	if last := list[len(list)-1]; last.Text != "about that" || last.ReplyTo != m.ID {
		t.Errorf("%q quotes %s, not %s", last.Text, last.ReplyTo, m.ID)
	}
}
