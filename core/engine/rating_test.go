package engine_test

import (
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// asked is a world whose one customer was asked for a rating, with the question.
func asked(t *testing.T) (*world, core.Message) {
	t.Helper()
	w := newWorld()
	w.say(t, envelope("u", 1, "hello"))
	id := w.only(t).ID
	for _, st := range []core.Step{{Kind: core.StepAssign, AgentID: core.NewID()}, {Kind: core.StepComplete}} {
		ok(t, w.try(&engine.Step{Viewer: everything(core.NewID()), ConversationID: id, Step: st}))
	}
	ok(t, w.try(&engine.AskRating{ConversationID: id, EndedAt: w.only(t).EndedAt, For: time.Hour, Parts: []core.Content{{Kind: core.KindText, Text: "?"}},
		Content: core.Content{Kind: core.KindText, Text: "?", Choices: core.RatingChoices()}}))
	return w, w.messages[w.only(t).LastMessageID]
}

// press is a button of a message.
func press(user string, n int, message string, choice core.Choice) core.Envelope {
	e := envelope(user, n, choice.Label)
	e.Type, e.ExternalID, e.Refs, e.Content = core.TypeMenu, "", []string{message}, &core.Content{Kind: core.KindChoice, Text: choice.Label, Choice: &choice}
	return e
}

func TestAPressedScoreOpensNothing(t *testing.T) {
	t.Parallel()
	w, question := asked(t)
	if question.ClientMessageID != core.RatingClientID || question.Delivery != core.DeliveryQueued {
		t.Fatalf("%+v", question)
	}
	w.external[engine.Key{Of: w.account, Text: "q"}] = question.ID
	c := w.ingest(press("u", 2, "q", core.RatingChoices()[2]))
	c.Policy.Acknowledge = true
	ok(t, w.try(c))
	conv := w.only(t)
	e, job := w.events[len(w.events)-1], w.jobs[len(w.jobs)-1]
	if conv.Status != core.StatusCompleted || conv.WaitingSince != 0 || e.Type != core.EventRated || string(e.Data) != `{"score":3}` || job.Kind != engine.JobAck {
		t.Errorf("%s, %+v, %+v", conv.Status, e, job)
	}
	if m := w.messages[conv.LastMessageID]; m.Direction != core.In || m.ReplyTo != question.ID {
		t.Errorf("%+v", m)
	}
	other := w.ingest(press("u", 3, "q", core.Choice{ID: "menu", Label: "Menu"}))
	ok(t, w.try(other))
	if conv := w.only(t); conv.Status != core.StatusQueued {
		t.Errorf("another button: %s", conv.Status)
	}
}

func TestOnlyAPlainNumberOfWhomWasAskedIsAScore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		asked bool
		want  core.Status
	}{"asked": {"4", true, core.StatusCompleted}, "not asked": {"4", false, core.StatusQueued}, "something else": {"4 boxes", true, core.StatusQueued}} {
		w, _ := asked(t)
		e := envelope("u", 2, c.text)
		in := w.ingest(e)
		if c.asked {
			in.Asked = map[string]core.ID{e.Key: w.only(t).ID}
		}
		ok(t, w.try(in))
		if conv := w.only(t); conv.Status != c.want {
			t.Errorf("%s: %s, want %s", name, conv.Status, c.want)
		}
	}
}

func TestAConversationIsAskedAboutOnce(t *testing.T) {
	t.Parallel()
	w, _ := asked(t)
	n := len(w.messages)
	ok(t, w.try(&engine.AskRating{ConversationID: w.only(t).ID, EndedAt: w.only(t).EndedAt, For: time.Hour}))
	ok(t, w.try(&engine.AskRating{ConversationID: core.NewID()}))
	if len(w.messages) != n {
		t.Errorf("%d messages, want %d", len(w.messages), n)
	}
}

// TestWhoIsBlockedIsNotAsked: also who was blocked after the end.
func TestWhoIsBlockedIsNotAsked(t *testing.T) {
	t.Parallel()
	for _, blocked := range []bool{true, false} {
		w := newTimed(t, routing.Queue{})
		c := w.customer(1)
		w.answered(core.ID{9}, "a")
		w.step(core.Step{Kind: core.StepComplete})
		i := w.identities[c.IdentityID]
		i.Blocked = blocked
		w.identities[c.IdentityID] = i
		said := w.only(t).LastSeq
		w.do(&engine.AskRating{ConversationID: c.ID, EndedAt: w.only(t).EndedAt, For: time.Hour, Content: core.Content{Kind: core.KindText, Text: "?"}})
		if asked := w.only(t).LastSeq > said; asked == blocked {
			t.Errorf("blocked %v, asked %v", blocked, asked)
		}
	}
}

func TestAScoreIsChangedForAsLongAsTheQuestionStands(t *testing.T) {
	t.Parallel()
	w, question := asked(t)
	w.external[engine.Key{Of: w.account, Text: "q"}] = question.ID
	if ask, known := core.RatingAskOf(question.Content); !known || ask.Until != w.now.Add(time.Hour) {
		t.Fatalf("%+v, %v", ask, known)
	}
	rated := func() (n int) {
		for _, e := range w.events {
			if e.Type == core.EventRated {
				n++
			}
		}
		return n
	}
	for i, after := range []time.Duration{time.Minute, 59 * time.Minute, time.Second} {
		w.wait(after)
		ok(t, w.try(w.ingest(press("u", 2+i, "q", core.RatingChoices()[i]))))
	}
	conv := w.only(t)
	if rated() != 2 || conv.Status != core.StatusCompleted || conv.WaitingSince != 0 {
		t.Errorf("%d scores, the conversation is %s", rated(), conv.Status)
	}
	if m := w.messages[conv.LastMessageID]; m.ReplyTo != question.ID {
		t.Errorf("what came too late is lost: %+v", m)
	}
}
