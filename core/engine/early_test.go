package engine_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// receipt is what the platform says of one part.
func (w *world) receipt(t *testing.T, m core.Message, part int, to core.Delivery) core.Delivery {
	t.Helper()
	return w.reason(t, m, part, to, nil)
}

func (w *world) reason(t *testing.T, m core.Message, part int, to core.Delivery, why *core.Failure) core.Delivery {
	t.Helper()
	e := core.Envelope{Type: core.TypeStatus, Status: to, User: core.UserRef{ExternalID: "u1"}, Direction: core.Out, Key: "s:" + core.NewID().String(),
		Refs: []string{fmt.Sprintf("x%d:%s", part, m.ID)}, Error: why}
	ok(t, w.try(w.ingest(e)))
	return w.messages[m.ID].Delivery
}

func TestReceiptsNeverLowerAndWaitForTheWholeMessage(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 2)
	ok(t, w.begin(m.ID, 0))
	ok(t, w.end(m.ID, 0, nil))
	if got := w.receipt(t, m, 0, core.DeliveryDelivered); got != core.DeliverySending {
		t.Fatalf("half a message is %s", got)
	}
	ok(t, w.begin(m.ID, 1))
	ok(t, w.end(m.ID, 1, nil))
	for _, c := range []struct{ say, want core.Delivery }{{core.DeliveryDelivered, core.DeliveryDelivered}, {core.DeliveryRead, core.DeliveryRead},
		{core.DeliveryDelivered, core.DeliveryRead}, {core.DeliveryFailed, core.DeliveryRead}} {
		if got := w.receipt(t, m, 1, c.say); got != c.want {
			t.Fatalf("%s made it %s, want %s", c.say, got, c.want)
		}
	}
	read := core.Envelope{Type: core.TypeRead, User: core.UserRef{ExternalID: "u1"}, Direction: core.In, Key: "r", Refs: []string{"1:u1"}}
	ok(t, w.try(w.ingest(read)))
	if in := w.external[engine.Key{Of: w.account, Text: "1:u1"}]; w.messages[in].Delivery != "" {
		t.Fatal("a customer's message got a delivery state")
	}
}

func TestAFailureThatIsReportedAfterSentFailsTheMessage(t *testing.T) {
	t.Parallel()
	bounced := &core.Failure{Class: core.Gone, Code: "email.no_mailbox", Text: "there is no such mailbox"}
	for _, c := range []struct {
		name       string
		say        []core.Delivery
		why        *core.Failure
		want       core.Delivery
		code, text string
		reachable  bool
	}{
		{"with its reason", []core.Delivery{core.DeliveryFailed}, bounced, core.DeliveryFailed, bounced.Code, bounced.Text, false},
		{"without a reason", []core.Delivery{core.DeliveryFailed}, nil, core.DeliveryFailed, "undelivered", "reported later", true},
		{"with half a reason", []core.Delivery{core.DeliveryFailed}, &core.Failure{Text: "mailbox full"}, core.DeliveryFailed, "undelivered", "mailbox full", true},
		{"and once more", []core.Delivery{core.DeliveryFailed, core.DeliveryFailed}, nil, core.DeliveryFailed, "undelivered", "", true},
		{"before a late sent", []core.Delivery{core.DeliveryFailed, core.DeliverySent}, nil, core.DeliveryFailed, "undelivered", "", true},
		{"but it arrived after all", []core.Delivery{core.DeliveryFailed, core.DeliveryDelivered}, nil, core.DeliveryDelivered, "", "", true},
		{"but it had been read", []core.Delivery{core.DeliveryRead, core.DeliveryFailed}, bounced, core.DeliveryRead, "", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld()
			m := w.sent(t, 1)
			for _, say := range c.say {
				w.reason(t, m, 0, say, c.why)
			}
			got, p := w.messages[m.ID], w.parts[m.ID][0]
			if got.Delivery != c.want || got.ErrorCode != c.code || !strings.Contains(got.ErrorText, c.text) || string(p.State) != string(c.want) || p.ErrorCode != c.code {
				t.Fatalf("%+v, part %+v", got, p)
			}
			if c.code != "" && (p.ErrorClass == "" || c.why == bounced && p.ErrorClass != bounced.Class) {
				t.Errorf("class %q", p.ErrorClass)
			}
			if w.identities[m.IdentityID].Reachable != c.reachable {
				t.Errorf("reachable: %v", !c.reachable)
			}
			if last := w.events[len(w.events)-1]; last.Type != core.EventMessageDelivery || !strings.Contains(string(last.Data), string(c.want)) {
				t.Errorf("the last event is %s %s", last.Type, last.Data)
			}
		})
	}
}

func TestAFailureReportedOfOnePartHoldsBackTheRestUntilSomebodyDecides(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 3)
	for i := range 2 {
		ok(t, w.begin(m.ID, i))
		ok(t, w.end(m.ID, i, nil))
	}
	w.receipt(t, m, 1, core.DeliveryDelivered)
	if got := w.receipt(t, m, 0, core.DeliveryFailed); got != core.DeliveryFailed {
		t.Fatalf("it is %s", got)
	}
	if p := w.parts[m.ID]; p[2].State != core.PartFailed || p[2].ErrorCode != "earlier_part_failed" || p[1].State != core.PartDelivered {
		t.Fatalf("%+v", p)
	}
	ok(t, w.try(&engine.Resolve{Viewer: everything(core.NewID()), ConversationID: w.only(t).ID, MessageID: m.ID, Decision: "resend"}))
	if p := w.parts[m.ID]; p[0].State != core.PartQueued || p[0].ExternalID != "" || p[1].State != core.PartDelivered || p[2].State != core.PartQueued {
		t.Fatalf("%+v", p)
	}
}

// TestReceiptsOfWhatWasWrittenElsewhere: it has no parts.
func TestReceiptsOfWhatWasWrittenElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld()
	e := envelope("u1", 1, "from the phone")
	e.Direction = core.Out
	m := w.say(t, e)
	for i, c := range []struct {
		say, want core.Delivery
		code      string
	}{{core.DeliveryFailed, core.DeliveryFailed, "sms.expired"}, {core.DeliverySent, core.DeliveryFailed, "sms.expired"},
		{core.DeliveryDelivered, core.DeliveryDelivered, ""}, {core.DeliveryFailed, core.DeliveryDelivered, ""}} {
		r := core.Envelope{Type: core.TypeStatus, Status: c.say, User: core.UserRef{ExternalID: "u1"}, Direction: core.Out, Key: fmt.Sprint("s", i),
			Refs: []string{m.ExternalID}, Error: &core.Failure{Class: core.Rejected, Code: "sms.expired", Text: "too late"}}
		ok(t, w.try(w.ingest(r)))
		if got := w.messages[m.ID]; got.Delivery != c.want || got.ErrorCode != c.code {
			t.Fatalf("%s made it %s, %q", c.say, got.Delivery, got.ErrorCode)
		}
	}
}

// TestWhatComesBeforeTheNameIsKnownIsKept: as rows, or within one batch in
// either order.
func TestWhatComesBeforeTheNameIsKnownIsKept(t *testing.T) {
	t.Parallel()
	for _, say := range [][]core.Delivery{{core.DeliveryDelivered}, {core.DeliveryRead, core.DeliveryDelivered}, {core.DeliveryFailed}} {
		for _, how := range []string{"rows", "receipt first", "result first"} {
			t.Run(fmt.Sprint(say, how), func(t *testing.T) {
				t.Parallel()
				w := newWorld()
				m := w.queued(t, 2)
				ok(t, w.begin(m.ID, 0))
				var cmds []engine.Command
				for i, d := range say {
					cmds = append(cmds, w.ingest(core.Envelope{Type: core.TypeStatus, Status: d, User: core.UserRef{ExternalID: "u1"}, Direction: core.Out,
						Key: fmt.Sprint("s", i), Refs: []string{"x0:" + m.ID.String()}}))
				}
				end := &engine.End{AccountID: w.account, MessageID: m.ID, PartID: w.parts[m.ID][0].ID, Attempt: 1,
					Receipt: core.Receipt{ExternalID: "x0:" + m.ID.String(), At: w.now}}
				switch how {
				case "rows":
					for _, c := range append(cmds, end) {
						ok(t, w.try(c))
					}
				case "receipt first":
					w.batch(t, append(cmds, end)...)
				default:
					w.batch(t, slices.Insert(cmds, 0, engine.Command(end))...)
				}
				p := w.parts[m.ID]
				if string(p[0].State) != string(say[0]) || (p[1].State == core.PartFailed) != (say[0] == core.DeliveryFailed) {
					t.Fatalf("%s, then %s", p[0].State, p[1].State)
				}
			})
		}
	}
}

func TestAnEarlyReplyFindsWhatItQuotes(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.queued(t, 1)
	ok(t, w.begin(m.ID, 0))
	quote := func(n int, ref string) core.Message {
		e := envelope("u1", n, "about that")
		e.Refs = []string{ref}
		return w.say(t, e)
	}
	reply, other := quote(2, "x0:"+m.ID.String()), quote(3, "written before we came")
	ok(t, w.end(m.ID, 0, nil))
	if w.messages[reply.ID].ReplyTo != m.ID || !w.messages[other.ID].ReplyTo.IsZero() {
		t.Fatalf("%s quotes %s; %s", reply.ID, w.messages[reply.ID].ReplyTo, w.messages[other.ID].ReplyTo)
	}
	i := slices.IndexFunc(w.events, func(e core.Event) bool { return e.Type == core.EventMessageUpdated && e.MessageID == reply.ID })
	if i < 0 {
		t.Fatal("nobody hears of it")
	}
	var data struct {
		ReplyTo core.ID `json:"reply_to"`
	}
	ok(t, json.Unmarshal(w.events[i].Data, &data))
	if data.ReplyTo != m.ID {
		t.Fatalf("%s", w.events[i].Data)
	}
}

func TestABackfillKeepsNothingThatItDoesNotFind(t *testing.T) {
	t.Parallel()
	w := newWorld()
	e := envelope("u1", 1, "years ago")
	e.Historical, e.Refs = true, []string{"unknown"}
	s := core.Envelope{Type: core.TypeRead, User: e.User, Direction: core.In, Key: "r", Refs: []string{"unknown"}, Historical: true}
	none := core.Envelope{Type: core.TypeRead, User: e.User, Direction: core.In, Key: "r2", Refs: []string{""}}
	ok(t, w.try(w.ingest(e, s, none)))
	if len(w.early) != 0 {
		t.Fatalf("%+v", w.early)
	}
}

// TestABounceIsOfWhomItNames: a copy that was not delivered is told, and the
// message has reached whom it was for.
func TestABounceIsOfWhomItNames(t *testing.T) {
	t.Parallel()
	gone := &core.Failure{Class: core.Gone, Code: "email.bounced", Text: "no such address"}
	address := func(list ...string) (out []core.UserRef) {
		for _, a := range list {
			out = append(out, core.UserRef{ExternalID: a})
		}
		return out
	}
	copies := core.Content{Kind: core.KindText, Text: "hi", To: address("li@b.cn", "zhao@b.cn"), Cc: address("Wang@b.cn"), Bcc: address("chen@b.cn")}
	for name, c := range map[string]struct {
		content           core.Content
		who               []core.Reached
		want              core.Delivery
		unreachable, line bool
	}{
		"the person":               {copies, []core.Reached{{Address: "LI@b.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliveryFailed, true, false},
		"a copy":                   {copies, []core.Reached{{Address: "wang@b.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliverySent, false, true},
		"a blind copy":             {copies, []core.Reached{{Address: "chen@b.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliverySent, false, true},
		"beside the person":        {copies, []core.Reached{{Address: "zhao@b.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliverySent, false, true},
		"both":                     {copies, []core.Reached{{Address: "wang@b.cn", Status: core.DeliveryFailed, Error: gone}, {Address: "li@b.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliveryFailed, true, true},
		"a copy that was read":     {copies, []core.Reached{{Address: "wang@b.cn", Status: core.DeliveryRead}, {Address: "li@b.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliveryFailed, true, false},
		"nobody, with copies":      {copies, nil, core.DeliveryFailed, false, false},
		"nobody, without copies":   {core.Content{Kind: core.KindText, Text: "hi"}, nil, core.DeliveryFailed, true, false},
		"where it is forwarded to": {core.Content{Kind: core.KindText, Text: "hi"}, []core.Reached{{Address: "li@private.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliveryFailed, false, false},
		"another person alone":     {core.Content{Kind: core.KindText, Text: "hi", To: address("zhao@b.cn")}, []core.Reached{{Address: "zhao@b.cn", Status: core.DeliveryFailed, Error: gone}}, core.DeliveryFailed, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld()
			first := w.receive(t, mail("li@b.cn", "a1", "Order"))
			m := w.named(t, first.ConversationID, "ours", c.content)
			w.comesBack(t, m, "")
			w.reports(t, "ours", c.who, gone)
			if got := w.messages[m.ID].Delivery; got != c.want {
				t.Errorf("the message is %s, want %s", got, c.want)
			}
			if got := !w.identities[first.IdentityID].Reachable; got != c.unreachable {
				t.Errorf("the person is unreachable: %v", got)
			}
			line := false
			for _, m := range w.messages {
				line = line || m.Visibility == core.SystemLine && strings.Contains(string(m.Content.Extra), `"copy_failed"`)
			}
			if line != c.line {
				t.Errorf("a line tells of a copy: %v", line)
			}
		})
	}
}

// reports takes a bounce of the one message that has a name.
func (w *world) reports(t *testing.T, name string, who []core.Reached, why *core.Failure) {
	t.Helper()
	ok(t, w.try(w.mails(core.Envelope{Type: core.TypeStatus, Direction: core.In, User: core.UserRef{ExternalID: "mailer-daemon@b.cn"},
		Key: core.NewID().String(), Refs: []string{name}, Status: core.DeliveryFailed, Error: why, Recipients: who})))
}

// TestABounceOfWhatFollowedAVisitorSaysNothingOfTheirChat: they can be answered
// there, wherever the mail went.
func TestABounceOfWhatFollowedAVisitorSaysNothingOfTheirChat(t *testing.T) {
	t.Parallel()
	w := newWorld()
	chat, line := w.followed(t)
	w.reports(t, "ours", []core.Reached{{Address: "li@b.cn", Status: core.DeliveryFailed, Error: &core.Failure{Class: core.Gone}}}, &core.Failure{Class: core.Gone})
	if got := w.messages[line].Delivery; got != core.DeliveryFailed {
		t.Errorf("the line is %s", got)
	}
	if !w.identities[chat.IdentityID].Reachable {
		t.Error("the visitor cannot be answered in the chat")
	}
}
