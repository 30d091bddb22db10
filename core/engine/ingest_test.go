package engine_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// say ingests a text and returns its message.
func (w *world) say(t *testing.T, e core.Envelope) core.Message {
	t.Helper()
	c := w.ingest(e)
	ok(t, w.try(c))
	if len(c.Messages) != 1 {
		t.Fatalf("%d messages", len(c.Messages))
	}
	return w.messages[c.Messages[0]]
}

func TestAFirstMessageMakesAPersonAndAConversationThatWaits(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.say(t, envelope("u1", 1, "你好"))
	c := w.only(t)
	if c.Status != core.StatusQueued || c.WaitingSince != w.now || c.LastText != "你好" || c.LastSeq != 1 || c.LastDirection != core.In {
		t.Fatalf("%+v", c)
	}
	if m.Seq != 1 || m.SentAt != w.now || m.IdentityID != c.IdentityID || w.contacts[c.ContactID].Name != "王小明" || m.Author.ID != c.ContactID {
		t.Fatalf("%+v", m)
	}
	if got := w.eventTypes(); !slices.Equal(got, []core.EventType{core.EventConversationCreated}) {
		t.Fatalf("%v", got)
	}
}

func TestTheSameEventIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.say(t, envelope("u1", 1, "hello"))
	again := w.ingest(envelope("u1", 1, "hello"))
	ok(t, w.try(again))
	if !again.Duplicate || len(w.messages) != 1 || len(w.last.Raws) != 0 {
		t.Fatalf("duplicate %v, %d messages, %d raws", again.Duplicate, len(w.messages), len(w.last.Raws))
	}
	both := []engine.Command{w.ingest(envelope("u1", 2, "twice")), w.ingest(envelope("u1", 2, "twice"))}
	w.batch(t, both...)
	if len(w.messages) != 2 || !both[1].(*engine.Ingest).Duplicate {
		t.Fatalf("%d messages after a double in one batch", len(w.messages))
	}
}

func TestWhatCannotBeReadIsKeptAndReadAgainLater(t *testing.T) {
	t.Parallel()
	w := newWorld()
	broken := w.ingest()
	broken.Err = errors.New("no such field")
	ok(t, w.try(broken))
	if len(w.last.Raws) != 1 || w.last.Raws[0].State != core.RawFailed || w.last.Raws[0].Error != "no such field" {
		t.Fatalf("%+v", w.last.Raws)
	}
	redelivered := &engine.Ingest{Raw: broken.Raw, Err: broken.Err}
	ok(t, w.try(redelivered))
	if !redelivered.Duplicate {
		t.Fatal("a redelivery of what cannot be read was stored again")
	}
	replay := &engine.Ingest{Raw: broken.Raw, Replay: true, Envelopes: []core.Envelope{envelope("u1", 1, "now readable")}}
	ok(t, w.try(replay))
	if len(w.messages) != 1 || len(w.last.Raws) != 0 || len(w.last.RawStates) != 1 || w.last.RawStates[0].State != core.RawDone {
		t.Fatalf("%d messages, %+v", len(w.messages), w.last.RawStates)
	}
	typing := &engine.Ingest{Raw: broken.Raw, Replay: true, Envelopes: []core.Envelope{{Type: core.TypeTyping, User: core.UserRef{ExternalID: "u1"}}}}
	ok(t, w.try(typing))
	if len(w.last.RawStates) != 1 {
		t.Fatal("a replay that only says that somebody typed leaves the raw failed")
	}
}

func TestTypingIsToldAndNotStored(t *testing.T) {
	t.Parallel()
	w := newWorld()
	c := w.ingest(core.Envelope{Type: core.TypeTyping, User: core.UserRef{ExternalID: "u1"}, Direction: core.In, Key: "t1"})
	ok(t, w.try(c))
	if len(c.Typing) != 1 || len(w.last.Raws)+len(w.seen)+len(w.conversations) != 0 {
		t.Fatalf("%+v", w.last)
	}
}

func TestAnEditKeepsWhatWasSaid(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.say(t, envelope("u1", 1, "one"))
	e := envelope("u1", 2, "two")
	e.Type, e.ExternalID, e.Refs, e.SentAt = core.TypeEdit, "", []string{m.ExternalID}, w.now+5
	w.say(t, e)
	got := w.messages[m.ID]
	if got.Text != "two" || got.EditedAt != w.now+5 || got.Seq != 1 || w.only(t).LastText != "two" {
		t.Fatalf("%+v", got)
	}
	if last := w.events[len(w.events)-1]; last.Type != core.EventMessageUpdated || !strings.Contains(string(last.Data), `"one"`) {
		t.Fatalf("%+v", last)
	}
	old := envelope("u1", 3, "overtaken")
	old.Type, old.Refs, old.SentAt = core.TypeEdit, []string{m.ExternalID}, w.now+4
	ok(t, w.try(w.ingest(old)))
	if w.messages[m.ID].Text != "two" {
		t.Fatal("an older edit overwrote a newer one")
	}
}

func TestAnEditThatComesFirstStandsForItsMessage(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.wait(time.Minute)
	first := envelope("u1", 2, "edited once")
	first.Type, first.ExternalID, first.Refs, first.SentAt = core.TypeEdit, "", []string{"1:u1"}, w.now-20
	m := w.say(t, first)
	ok(t, w.try(w.ingest(envelope("u1", 1, "original"))))
	if len(w.messages) != 1 || w.messages[m.ID].Text != "edited once" || w.messages[m.ID].EditedAt != w.now-20 {
		t.Fatalf("%+v", w.messages)
	}
	second := first
	second.Key, second.SentAt, second.Content = "k:3", w.now-10, &core.Content{Kind: core.KindText, Text: "edited twice"}
	ok(t, w.try(w.ingest(second)))
	if w.messages[m.ID].Text != "edited twice" {
		t.Fatal("the hub's own clock made a later edit look older")
	}
}

func TestADeletedMessageIsMarkedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.say(t, envelope("u1", 1, "oops"))
	for i, key := range []string{"d1", "d2"} {
		ok(t, w.try(w.ingest(core.Envelope{Type: core.TypeDelete, User: core.UserRef{ExternalID: "u1"}, Direction: core.In, Key: key, Refs: []string{m.ExternalID, "unknown"}})))
		if w.messages[m.ID].DeletedAt == 0 || len(w.events) != 2 {
			t.Fatalf("delete %d: %+v, %d events", i, w.messages[m.ID], len(w.events))
		}
		if c := w.only(t); c.LastText != "" || c.LastMessageID != m.ID {
			t.Fatalf("a list shows %q", c.LastText)
		}
	}
	edit := envelope("u1", 2, "oops!")
	edit.Type, edit.ExternalID, edit.Refs = core.TypeEdit, "", []string{m.ExternalID}
	ok(t, w.try(w.ingest(edit)))
	if got := w.only(t).LastText; got != "" {
		t.Fatalf("an edit that comes late brings back %q", got)
	}
}

func TestAListShowsNoNumberOfASharedContact(t *testing.T) {
	t.Parallel()
	for phone, want := range map[string]string{"79161234567": "[contact] Li, 791****4567", "010-1234567": "[contact] Li, 01****4567", "": "[contact] Li, "} {
		w := newWorld()
		e := envelope("u1", 1, "[contact] Li, "+phone)
		e.Content.Kind, e.Content.Contact = core.KindContact, &core.ContactCard{Name: "Li", Phone: phone}
		m := w.say(t, e)
		if got := w.only(t).LastText; got != want || w.messages[m.ID].Text != "[contact] Li, "+phone {
			t.Errorf("%s: %q", phone, got)
		}
	}
}

func TestAPressedButtonRepliesAndIsAcknowledged(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.say(t, envelope("u1", 1, "choose"))
	press := core.Envelope{Type: core.TypeMenu, User: core.UserRef{ExternalID: "u1"}, Direction: core.In, Key: "p1", ExternalID: m.ExternalID,
		Refs: []string{m.ExternalID}, Content: &core.Content{Kind: core.KindChoice, Text: "Yes", Choice: &core.Choice{ID: "y", Label: "Yes"}}}
	c := w.ingest(press)
	c.Policy.Acknowledge = true
	ok(t, w.try(c))
	got := w.messages[c.Messages[0]]
	if got.ReplyTo != m.ID || got.ExternalID != "" || got.Content.Choice.ID != "y" || w.external[engine.Key{Of: w.account, Text: m.ExternalID}] != m.ID {
		t.Fatalf("%+v", got)
	}
	if len(w.jobs) != 1 || w.jobs[0].Kind != engine.JobAck || w.jobs[0].Deadline > w.now.Add(time.Minute) {
		t.Fatalf("%+v", w.jobs)
	}
}

func TestAReactionIsAnEventOfItsMessage(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.say(t, envelope("u1", 1, "hi"))
	ok(t, w.try(w.ingest(core.Envelope{Type: core.TypeReaction, User: core.UserRef{ExternalID: "u1"}, Key: "r1", Refs: []string{m.ExternalID}, Content: &core.Content{Text: "👍"}})))
	if last := w.events[len(w.events)-1]; last.Type != core.EventReacted || last.MessageID != m.ID || len(w.messages) != 1 {
		t.Fatalf("%+v", last)
	}
}

func TestBlockingAndComingBackAreToldOnceEach(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.say(t, envelope("u1", 1, "hi"))
	for i, typ := range []core.EnvelopeType{core.TypeUnfollow, core.TypeUnfollow, core.TypeFollow, core.TypeFollow} {
		ok(t, w.try(w.ingest(core.Envelope{Type: typ, User: core.UserRef{ExternalID: "u1"}, Direction: core.In, Key: string(typ) + string(rune('0'+i))})))
		if got := w.identities[w.only(t).IdentityID].Reachable; got != (typ == core.TypeFollow) {
			t.Fatalf("after %s: reachable %v", typ, got)
		}
	}
	if got := w.eventTypes()[1:]; !slices.Equal(got, []core.EventType{core.EventContactUpdated, core.EventContactUpdated}) {
		t.Fatalf("%v", got)
	}
	w2 := newWorld()
	ok(t, w2.try(w2.ingest(core.Envelope{Type: core.TypeFollow, User: core.UserRef{ExternalID: "u2"}, Direction: core.In, Key: "f"})))
	if len(w2.conversations) != 0 || len(w2.contacts) != 1 || len(w2.events) != 1 {
		t.Fatalf("a follow made %d conversations, %d contacts, %d events", len(w2.conversations), len(w2.contacts), len(w2.events))
	}
}

func photo(n int, group string) core.Envelope {
	e := envelope("u1", n, "")
	e.Content = &core.Content{Kind: core.KindImage, Group: group, Media: []core.Media{{Kind: core.KindImage, Ref: e.Key}}}
	return e
}

func TestAnAlbumIsOneMessageForABoundedTime(t *testing.T) {
	t.Parallel()
	w := newWorld()
	add := func(n int) {
		c := w.ingest(photo(n, "g"))
		c.Policy.FetchMedia = true
		ok(t, w.try(c))
	}
	add(1)
	add(2)
	if len(w.messages) != 1 || len(w.jobs) != 2 || len(w.last.Attachments) != 1 || w.last.Attachments[0].Index != 1 {
		t.Fatalf("%d messages, %d jobs, %+v", len(w.messages), len(w.jobs), w.last.Attachments)
	}
	first := w.external[engine.Key{Of: w.account, Text: "1:u1"}]
	if w.external[engine.Key{Of: w.account, Text: "2:u1"}] != first || len(w.last.Names) != 1 {
		t.Fatal("the second picture's name does not lead to the album")
	}
	w.wait(11 * time.Minute)
	add(3)
	if len(w.messages) != 2 {
		t.Fatal("an album took in a picture after its time")
	}
	c := w.only(t)
	ok(t, w.try(&engine.Step{Viewer: everything(core.NewID()), ConversationID: c.ID, Step: core.Step{Kind: core.StepClose, Reason: "spam"}}))
	add(4)
	if len(w.conversations) != 2 || len(w.messages) != 3 {
		t.Fatal("a picture landed in an ended conversation")
	}
}

func TestAPersonAnsweringElsewhereStopsTheWaiting(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.say(t, envelope("u1", 1, "anybody?"))
	e := envelope("u1", 2, "from the phone")
	e.Direction = core.Out
	m := w.say(t, e)
	if c := w.only(t); c.WaitingSince != 0 || c.LastDirection != core.Out || m.Delivery != core.DeliverySent || m.Author.Kind != core.ByAgent {
		t.Fatalf("%+v", c)
	}
}

func TestAnEchoOfOurOwnPartIsNoNewMessage(t *testing.T) {
	t.Parallel()
	w := newWorld()
	m := w.sent(t, 1)
	e := envelope("u1", 9, "echo")
	e.Direction, e.ExternalID = core.Out, w.parts[m.ID][0].ExternalID
	ok(t, w.try(w.ingest(e)))
	if len(w.messages) != 2 {
		t.Fatalf("%d messages", len(w.messages))
	}
}

func TestABackfillAsksNobodyToAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld()
	old := func(n int) core.Envelope {
		e := envelope("u1", n, "years ago")
		e.Historical = true
		return e
	}
	w.say(t, old(1))
	w.say(t, old(2))
	if c := w.only(t); !c.Status.Ended() || c.WaitingSince != 0 || c.Seq != 2 {
		t.Fatalf("%+v", c)
	}
	w.say(t, envelope("u1", 3, "today"))
	if c := w.only(t); c.Status != core.StatusQueued || c.WaitingSince != w.now {
		t.Fatalf("%+v", c)
	}
	since := w.now
	w.wait(time.Second)
	w.say(t, old(4))
	if c := w.only(t); c.WaitingSince != since {
		t.Fatal("a backfill changed since when the person waits")
	}
}

func TestReopeningGoesByTheAccountsRule(t *testing.T) {
	t.Parallel()
	agent := core.NewID()
	for _, c := range []struct {
		name   string
		end    core.Step
		after  time.Duration
		reopen bool
	}{
		{"soon after", core.Step{Kind: core.StepComplete}, time.Minute, true},
		{"at the last moment", core.Step{Kind: core.StepComplete}, time.Hour, true},
		{"too late", core.Step{Kind: core.StepComplete}, time.Hour + time.Second, false},
		{"after spam", core.Step{Kind: core.StepClose, Reason: "spam"}, time.Minute, false},
		{"left", core.Step{Kind: core.StepClose, Reason: "left"}, time.Minute, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld()
			w.say(t, envelope("u1", 1, "hi"))
			id := w.only(t).ID
			ok(t, w.try(&engine.Step{Viewer: everything(agent), ConversationID: id, Step: core.Step{Kind: core.StepAssign, AgentID: agent}}))
			ok(t, w.try(&engine.Step{Viewer: everything(agent), ConversationID: id, Step: c.end}))
			w.wait(c.after)
			m := w.say(t, envelope("u1", 2, "again"))
			if (m.ConversationID == id) != c.reopen {
				t.Fatalf("landed in the old one: %v", m.ConversationID == id)
			}
			got := w.conversations[m.ConversationID]
			if got.Status != core.StatusQueued || c.reopen && got.PreferredID != agent || m.Seq != map[bool]int64{true: 2, false: 1}[c.reopen] {
				t.Fatalf("%+v", got)
			}
		})
	}
}

func TestACustomersMessageWakesASnoozedConversation(t *testing.T) {
	t.Parallel()
	w, agent := newWorld(), core.NewID()
	w.say(t, envelope("u1", 1, "hi"))
	id := w.only(t).ID
	for _, st := range []core.Step{{Kind: core.StepAssign, AgentID: agent}, {Kind: core.StepSnooze, Until: w.now + 1000}} {
		ok(t, w.try(&engine.Step{Viewer: everything(agent), ConversationID: id, Step: st}))
	}
	w.say(t, envelope("u1", 2, "still there?"))
	if c := w.only(t); c.Status != core.StatusActive || c.AgentID != agent {
		t.Fatalf("%+v", c)
	}
}

func TestANameFollowsThePlatformThroughSeveralChangesInABatch(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.say(t, envelope("u1", 1, "hi"))
	var cmds []engine.Command
	for i, name := range []string{"小王", "老王"} {
		e := envelope("u1", 2+i, "x")
		e.User.Name, e.User.Username = name, "wang"
		cmds = append(cmds, w.ingest(e))
	}
	w.batch(t, cmds...)
	c := w.only(t)
	if got := w.last.Renamed[c.ContactID]; got != [2]string{"王小明", "老王"} || w.identities[c.IdentityID].Username != "wang" {
		t.Fatalf("%q", got)
	}
}

func TestNamesThatNoDatabaseKeepsAreFoundAgain(t *testing.T) {
	t.Parallel()
	w := newWorld()
	e := envelope("u\x00\xff", 1, "hi")
	e.Content.Group, e.Content.Extra = "g\x00", []byte("{broken")
	first := w.say(t, e)
	e.Key = "other"
	e.Type, e.Refs = core.TypeEdit, []string{e.ExternalID}
	ok(t, w.try(w.ingest(e)))
	if len(w.messages) != 1 || len(w.identities) != 1 || first.ExternalID != core.CleanText(e.ExternalID) || !strings.Contains(e.User.ExternalID, "\x00") {
		t.Fatalf("%d messages, %d identities, %q", len(w.messages), len(w.identities), first.ExternalID)
	}
}

func TestAStreamTakesOffsetsWithoutGaps(t *testing.T) {
	t.Parallel()
	w := newWorld()
	do := func(c *engine.Ingest) {
		c.Policy.Stream = true
		ok(t, w.try(c))
	}
	do(w.ingest(envelope("u1", 1, "a"), envelope("u1", 2, "b")))
	edit := envelope("u1", 3, "b2")
	edit.Type, edit.Refs = core.TypeEdit, []string{"2:u1"}
	do(w.ingest(edit))
	c := w.only(t)
	post := w.post(c.ID, core.NewID(), "answer")
	post.Stream, post.Parts = true, nil
	ok(t, w.try(post))
	ok(t, w.try(&engine.Change{Viewer: post.Viewer, ConversationID: c.ID, MessageID: post.Message.ID, Text: "better", Stream: true}))
	offsets := map[int64]bool{}
	for _, m := range w.messages {
		offsets[m.StreamOffset] = true
	}
	for _, e := range w.events {
		if e.StreamOffset != 0 {
			offsets[e.StreamOffset] = true
		}
	}
	// That it begins, two messages, an edit, the agent who takes it, the answer, its edit.
	if w.identities[c.IdentityID].StreamOffset != 7 || len(offsets) != 7 || offsets[0] || w.contacts[c.ContactID].Kind != core.ContactVisitor {
		t.Fatalf("%v", offsets)
	}
	if w.messages[post.Message.ID].Delivery != core.DeliverySent {
		t.Fatal("what is in the stream has been sent")
	}
}
