package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// mail is a message in an account with threads: id is its name, refs what it
// refers to.
func mail(from, id, subject string, refs ...string) core.Envelope {
	return core.Envelope{Type: core.TypeMessage, User: core.UserRef{ExternalID: from}, Direction: core.In, Key: "m:" + id + ":" + from,
		ExternalID: id, Refs: refs, Content: &core.Content{Kind: core.KindText, Text: "text of " + id, Subject: subject}}
}

// copied is a mail that others got too.
func copied(e core.Envelope, to ...string) core.Envelope {
	for _, a := range to {
		e.Content.Participants = append(e.Content.Participants, core.UserRef{ExternalID: a})
	}
	return e
}

func (w *world) mails(envs ...core.Envelope) *engine.Ingest {
	c := w.ingest(envs...)
	c.Policy.Threads = true
	return c
}

// receive takes a mail and returns the message that it became.
func (w *world) receive(t *testing.T, e core.Envelope) core.Message {
	t.Helper()
	c := w.mails(e)
	ok(t, w.try(c))
	if len(c.Messages) != 1 {
		t.Fatalf("%s became %d messages", e.ExternalID, len(c.Messages))
	}
	return w.messages[c.Messages[0]]
}

// named answers a conversation with a part whose name is known before it leaves.
func (w *world) named(t *testing.T, conversation core.ID, name string, content core.Content) core.Message {
	t.Helper()
	agent := w.conversations[conversation].AgentID
	if agent.IsZero() {
		agent = core.NewID()
	}
	p := w.post(conversation, agent, name)
	p.Draft.Content, p.Parts, p.Threads = content, []core.Content{content}, true
	ok(t, w.try(p))
	part := w.parts[p.Message.ID][0]
	w.holds[job] = engine.JobHold{ID: job, Epoch: epoch, Lease: true}
	ok(t, w.try(&engine.Begin{MessageID: p.Message.ID, PartID: part.ID, JobID: job, Epoch: epoch, ExternalID: name}))
	return w.messages[p.Message.ID]
}

func (w *world) comesBack(t *testing.T, m core.Message, class core.Class) core.PartRow {
	t.Helper()
	p := w.parts[m.ID][0]
	c := &engine.End{AccountID: w.account, MessageID: m.ID, PartID: p.ID, Attempt: p.Attempts, Receipt: core.Receipt{At: w.now}}
	if class != "" {
		c.Err = fails(class)
	}
	ok(t, w.try(c))
	return w.parts[m.ID][0]
}

func TestAnAnswerFindsWhatItAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld()
	first := w.receive(t, mail("li@b.cn", "a1", "Order 7"))
	other := w.receive(t, mail("li@b.cn", "a2", "Another matter"))
	if first.ConversationID == other.ConversationID {
		t.Fatal("two mails about different things are one conversation")
	}
	ours := w.named(t, first.ConversationID, "ours", core.Content{Kind: core.KindText, Text: "hi"})
	if subject := ours.Content.Subject; subject != "Re: Order 7" || w.parts[ours.ID][0].Content.Subject != subject {
		t.Errorf("we answer about %q", subject)
	}
	for i, refs := range [][]string{{"ours", "a1"}, {"a1"}, {"unknown", "ours"}, {"a3"}} {
		m := w.receive(t, mail("li@b.cn", fmt.Sprint("a", 3+i), "RE: order 7", refs...))
		if m.ConversationID != first.ConversationID || m.ReplyTo.IsZero() || m.Content.Outsider {
			t.Errorf("an answer to %q came to %+v", refs, m)
		}
	}
	if n := len(w.early); n > 0 {
		t.Errorf("%d refs wait for names that are known beforehand", n)
	}
}

func TestAForgedIDJoinsNobodysConversation(t *testing.T) {
	t.Parallel()
	w := newWorld()
	first := w.receive(t, copied(mail("li@b.cn", "a1", "Order"), "wang@b.cn"))
	ours := w.named(t, first.ConversationID, "ours", core.Content{Kind: core.KindText, Text: "secret", Cc: []core.UserRef{{ExternalID: "Chen@b.cn"}}})
	for _, e := range []core.Envelope{mail("evil@e.cn", "e1", "Re: Order", "a1"), mail("evil@e.cn", "e2", "Re: Order", "ours", "a1"),
		mail("chen@b.cn", "e3", "Re: Order", "a1"), mail("evil@e.cn", "a1", "Order"), mail("wang@b.cn", "e4", "Re: Order", "")} {
		m := w.receive(t, e)
		if m.ConversationID == first.ConversationID || !m.ReplyTo.IsZero() {
			t.Errorf("%s by %s joined: %+v", e.ExternalID, e.User.ExternalID, m)
		}
	}
	for _, e := range []core.Envelope{mail("wang@b.cn", "c1", "Re: Order", "a1"), mail("chen@b.cn", "c2", "Re: Order", "ours")} {
		if m := w.receive(t, e); m.ConversationID != first.ConversationID || m.Content.Outsider || m.IdentityID != ours.IdentityID {
			t.Errorf("%s, who had a copy, came to %+v", e.User.ExternalID, m)
		}
	}
}

func TestNamesThatAreMissingMatchNothing(t *testing.T) {
	t.Parallel()
	w := newWorld()
	places := map[core.ID]bool{}
	for i := range 4 {
		e := mail("li@b.cn", "", "x", "", "")
		e.Key = fmt.Sprint("h:", i)
		places[w.receive(t, e).ConversationID] = true
	}
	if len(places) != 4 {
		t.Errorf("four mails without names are %d conversations", len(places))
	}
}

func TestAnotherSubjectIsAnotherConversation(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*core.Envelope)
		joins  bool
	}{
		"an answer's prefixes": {func(e *core.Envelope) { e.Content.Subject = "回复： FW: Re[2]: 订单 7" }, true},
		"none":                 {func(e *core.Envelope) { e.Content.Subject = "Re: " }, true},
		"another":              {func(e *core.Envelope) { e.Content.Subject = "发票" }, false},
		"ours":                 {func(e *core.Envelope) { e.Content.Subject = "Re: Your order" }, true},
		"a robot's":            {func(e *core.Envelope) { e.Content.Subject, e.Automatic = "Automatic reply: out of office", true }, true},
		"another, by a token":  {func(e *core.Envelope) { e.Content.Subject = "发票" }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld()
			first := w.receive(t, mail("li@b.cn", "a1", "订单 7"))
			w.named(t, first.ConversationID, "ours", core.Content{Kind: core.KindText, Text: "hi", Subject: "Your order"})
			e := mail("li@b.cn", "a2", "", "ours", "a1")
			if c.change(&e); strings.HasSuffix(name, "token") {
				e.Conversation = first.ConversationID
			}
			if m := w.receive(t, e); (m.ConversationID == first.ConversationID) != c.joins {
				t.Errorf("joined: %v, want %v", !c.joins, c.joins)
			}
		})
	}
}

func TestATokenIsBelievedWhoeverWrites(t *testing.T) {
	t.Parallel()
	w := newWorld()
	first := w.receive(t, mail("li@b.cn", "a1", "Order"))
	e := mail("private@li.cn", "p1", "Re: Order")
	e.Conversation = first.ConversationID
	if m := w.receive(t, e); m.ConversationID != first.ConversationID || !m.Content.Outsider || m.Author.ID == first.Author.ID {
		t.Errorf("it came to %+v", m)
	}
	e = mail("li@b.cn", "p2", "Re: Order")
	e.Conversation = core.NewID()
	if m := w.receive(t, e); m.ConversationID == first.ConversationID || m.ConversationID == e.Conversation {
		t.Error("a conversation that is not there was found")
	}
}

// held gives a conversation to an agent.
func (w *world) held(t *testing.T, id core.ID) {
	t.Helper()
	agent := core.NewID()
	ok(t, w.try(&engine.Step{Viewer: everything(agent), ConversationID: id, Step: core.Step{Kind: core.StepAssign, AgentID: agent}}))
}

func (w *world) complete(t *testing.T, id core.ID) {
	t.Helper()
	if w.conversations[id].Status == core.StatusQueued {
		w.held(t, id)
	}
	ok(t, w.try(&engine.Step{System: true, ConversationID: id, Step: core.Step{Kind: core.StepComplete}}))
}

func TestWhatHasEndedIsReopenedOrFollowed(t *testing.T) {
	t.Parallel()
	w := newWorld()
	first := w.receive(t, mail("li@b.cn", "a1", "Order"))
	w.complete(t, first.ConversationID)
	if m := w.receive(t, mail("li@b.cn", "a2", "Re: Order", "a1")); m.ConversationID != first.ConversationID || w.conversations[m.ConversationID].Status.Ended() {
		t.Error("it was not reopened")
	}
	w.complete(t, first.ConversationID)
	w.wait(2 * time.Hour)
	second := w.receive(t, mail("li@b.cn", "a3", "Re: Order", "a2"))
	old, now := w.conversations[first.ConversationID], w.conversations[second.ConversationID]
	if old.ID == now.ID || now.Thread != old.Thread || now.ContactID != old.ContactID || now.Status.Ended() {
		t.Fatalf("%+v follows %+v", now, old)
	}
	token := mail("li@b.cn", "a5", "Re: Order")
	token.Conversation = old.ID
	for _, e := range []core.Envelope{mail("li@b.cn", "a4", "Re: Order", "a1"), token} {
		if m := w.receive(t, e); m.ConversationID != now.ID {
			t.Errorf("%s went to %v and not where it goes on", e.ExternalID, m.ConversationID)
		}
	}
	w.complete(t, now.ID)
	token.Key, token.ExternalID, token.Content = "k", "a6", &core.Content{Kind: core.KindText, Subject: "Invoice"}
	if m := w.receive(t, token); m.ConversationID == now.ID || w.conversations[m.ConversationID].Thread == now.Thread {
		t.Error("a token of what has ended held a mail about something else")
	}
}

func TestAnswersInOneBatchFindTheirMail(t *testing.T) {
	t.Parallel()
	w := newWorld()
	cmds := []engine.Command{w.mails(mail("li@b.cn", "a1", "Order")), w.mails(copied(mail("li@b.cn", "a2", "Re: Order", "a1"), "wang@b.cn")),
		w.mails(mail("wang@b.cn", "a3", "Re: Order", "a2")), w.mails(mail("evil@e.cn", "a4", "Re: Order", "a3"))}
	w.batch(t, cmds...)
	if n := len(w.conversations); n != 2 {
		t.Errorf("%d conversations, want one and the stranger's", n)
	}
	for _, c := range cmds[1:] {
		if c.Key() != cmds[0].Key() {
			t.Errorf("mails of one account are written under %q and %q", c.Key(), cmds[0].Key())
		}
	}
}

func TestWhatIsQuietMovesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld()
	first := w.receive(t, mail("li@b.cn", "a1", "Order"))
	w.held(t, first.ConversationID)
	w.named(t, first.ConversationID, "ours", core.Content{Kind: core.KindText, Text: "hi"})
	quiet := func(id string) core.Envelope {
		e := mail("li@b.cn", id, "Out of office", "ours")
		e.Automatic, e.Quiet = true, true
		return e
	}
	w.wait(time.Minute)
	m := w.receive(t, quiet("q1"))
	if c := w.conversations[first.ConversationID]; m.ConversationID != c.ID || !m.Content.Automatic || c.WaitingSince != 0 || c.Status != core.StatusActive {
		t.Errorf("it came to %+v in %+v", m, c)
	}
	w.complete(t, first.ConversationID)
	if m := w.receive(t, quiet("q2")); m.ConversationID != first.ConversationID || !w.conversations[m.ConversationID].Status.Ended() {
		t.Error("it reopened what had ended, or began something")
	}
	e := quiet("q3")
	e.Refs = nil
	if c := w.conversations[w.receive(t, e).ConversationID]; c.ID == first.ConversationID || c.Status != core.StatusCompleted || c.WaitingSince != 0 || c.QueuedAt != 0 {
		t.Errorf("alone it begins %+v", c)
	}
}

func TestAMailComesIntoAVisitorsChat(t *testing.T) {
	t.Parallel()
	w := newWorld()
	website := w.account
	chat := w.ingest(envelope("visitor", 1, "hello"))
	chat.Policy.Stream = true
	ok(t, w.try(chat))
	begun := w.messages[chat.Messages[0]]
	w.account = core.NewID()
	e := mail("li@b.cn", "a1", "Re: your answer")
	e.Conversation = begun.ConversationID
	m := w.receive(t, e)
	if m.ConversationID != begun.ConversationID || m.AccountID != website || m.StreamOffset <= begun.StreamOffset || m.ExternalID != "" || m.IdentityID != begun.IdentityID {
		t.Errorf("it came to %+v", m)
	}
	if name := w.last.Names; len(name) != 1 || name[0].Key != (engine.Key{Of: w.account, Text: "a1"}) || name[0].MessageID != m.ID {
		t.Errorf("its name is kept as %+v", name)
	}
	again := w.mails(e)
	if ok(t, w.try(again)); !again.Duplicate || len(again.Messages) > 0 {
		t.Error("it came twice")
	}
}

func TestAnAnswerWhoseNameIsKnownBeforeItLeaves(t *testing.T) {
	t.Parallel()
	w := newWorld()
	conv := w.receive(t, mail("li@b.cn", "a1", "Order")).ConversationID
	tells := func(id string, status core.Delivery, why *core.Failure) {
		e := core.Envelope{Type: core.TypeStatus, Direction: core.In, User: core.UserRef{ExternalID: "mailer-daemon@b.cn"}, Key: core.NewID().String(),
			Refs: []string{id}, Status: status, Error: why}
		ok(t, w.try(w.mails(e)))
	}
	doubt := w.named(t, conv, "doubt", core.Content{Kind: core.KindText, Text: "hi"})
	if p := w.comesBack(t, doubt, core.Uncertain); p.State != core.PartInDoubt || p.ExternalID != "doubt" {
		t.Errorf("in doubt it is %+v", p)
	}
	tells("doubt", core.DeliveryDelivered, nil)
	if got := w.messages[doubt.ID].Delivery; got != core.DeliveryDelivered {
		t.Errorf("a receipt leaves the doubt: %s", got)
	}
	for _, class := range []core.Class{core.Rejected, core.Retry} {
		m := w.named(t, conv, "refused "+string(class), core.Content{Kind: core.KindText, Text: "hi"})
		if p := w.comesBack(t, m, class); p.ExternalID != "" || p.MayBeThere() {
			t.Errorf("after %s it may be there: %+v", class, p)
		}
	}
	fast := w.named(t, conv, "fast", core.Content{Kind: core.KindText, Text: "hi"})
	tells("fast", core.DeliveryFailed, &core.Failure{Class: core.Gone, Code: "email.bounced", Text: "no such address"})
	if p := w.comesBack(t, fast, ""); p.State != core.PartFailed || p.SentAt == 0 || w.messages[fast.ID].ErrorCode != "email.bounced" {
		t.Errorf("a bounce that was faster than the result: %+v", p)
	}
}

// TestNobodyComesIntoAConversationButItsPeople: whatever is sent in whatever
// order, a message stands where its sender is the contact or among the people of
// a message that it refers to, or where a token led.
func TestNobodyComesIntoAConversationButItsPeople(t *testing.T) {
	t.Parallel()
	people := []string{"a@b.cn", "b@b.cn", "c@b.cn", "evil@e.cn"}
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		var sent []core.Envelope
		for n := range rapid.IntRange(1, 30).Draw(t, "mails") {
			w.wait(time.Duration(rapid.SampledFrom([]int{0, 1, 5000}).Draw(t, "seconds")) * time.Second)
			e := mail(rapid.SampledFrom(people).Draw(t, "from"), fmt.Sprint("m", rapid.SampledFrom([]int{n, n, n, n / 2}).Draw(t, "id")),
				rapid.SampledFrom([]string{"", "Order", "Re: Order", "Invoice"}).Draw(t, "subject"))
			e.Key = fmt.Sprint("k", n)
			for range rapid.IntRange(0, 3).Draw(t, "refs") {
				e.Refs = append(e.Refs, fmt.Sprint("m", rapid.IntRange(0, 30).Draw(t, "ref")))
			}
			e = copied(e, rapid.SliceOfN(rapid.SampledFrom(people[:3]), 0, 2).Draw(t, "copies")...)
			e.Quiet, e.Historical = rapid.IntRange(0, 5).Draw(t, "quiet") == 0, rapid.IntRange(0, 5).Draw(t, "historical") == 0
			if rapid.IntRange(0, 5).Draw(t, "token") == 0 {
				e.Conversation = pick(t, w.conversations, "token of")
			}
			if id := pick(t, w.conversations, "ends"); !id.IsZero() && rapid.IntRange(0, 3).Draw(t, "end") == 0 {
				_ = w.try(&engine.Step{System: true, ConversationID: id, Step: core.Step{Kind: core.StepClose, Reason: "left"}})
			}
			if rapid.Bool().Draw(t, "again") && len(sent) > 0 {
				e = rapid.SampledFrom(sent).Draw(t, "which")
			}
			before := len(w.messages)
			c := w.mails(e)
			if err := w.try(c); err != nil {
				t.Fatal(err)
			}
			sent = append(sent, e)
			if c.Duplicate {
				if len(w.messages) != before {
					t.Fatal("a mail came twice")
				}
				continue
			}
			m := w.messages[c.Messages[0]]
			if e.Conversation.IsZero() && !w.entitled(m, e) {
				t.Fatalf("%+v came into %+v", e, w.conversations[m.ConversationID])
			}
		}
	})
}

// entitled says whether the sender of a mail is one of those it came to.
func (w *world) entitled(m core.Message, e core.Envelope) bool {
	conv := w.conversations[m.ConversationID]
	if m.Author.ID == conv.ContactID {
		return true
	}
	for _, other := range w.messages {
		if !slices.Contains(e.Refs, other.ExternalID) || w.conversations[other.ConversationID].Thread != conv.Thread {
			continue
		}
		if other.Author == m.Author || other.Content != nil && slices.Contains(other.Content.Participants, e.User) {
			return true
		}
	}
	return false
}

// TestAReplyToWhatFollowedAVisitorComesIntoTheChat: also where no token of ours
// came with it, and its writer is whom the mail was for.
func TestAReplyToWhatFollowedAVisitorComesIntoTheChat(t *testing.T) {
	t.Parallel()
	w := newWorld()
	begun, _ := w.followed(t)
	for _, e := range []core.Envelope{mail("li@b.cn", "a1", "Re: New answers", "ours"), mail("evil@e.cn", "a2", "Re: New answers", "ours")} {
		m := w.receive(t, e)
		if came := m.ConversationID == begun.ConversationID && !m.Content.Outsider && m.StreamOffset > begun.StreamOffset; came != (e.ExternalID == "a1") {
			t.Errorf("%s came to %+v", e.ExternalID, m)
		}
	}
}

// followed is a visitor's first message, and the line of what followed them by
// mail under the name "ours"; the world's account is the mailbox from then on.
func (w *world) followed(t *testing.T) (core.Message, core.ID) {
	t.Helper()
	chat := w.ingest(envelope("visitor", 1, "hello"))
	chat.Policy.Stream = true
	ok(t, w.try(chat))
	begun := w.messages[chat.Messages[0]]
	w.account = core.NewID()
	ok(t, w.try(&engine.FollowUp{ConversationID: begun.ConversationID, Seq: 1, AccountID: w.account, To: core.UserRef{ExternalID: "Li@b.cn"},
		Line: core.Content{Kind: core.KindText, Text: "1 answer was sent by mail"}, Parts: []core.Content{{Kind: core.KindText, Text: "yes"}}}))
	for id, list := range w.parts {
		if list[0].AccountID == w.account {
			list[0].ExternalID = "ours"
			w.external[engine.Key{Of: w.account, Text: "ours"}] = id
			return begun, id
		}
	}
	panic("nothing leaves")
}
