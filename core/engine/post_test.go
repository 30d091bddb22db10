package engine_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// post is an answer of an agent in one part.
func (w *world) post(conversation, agent core.ID, text string) *engine.Post {
	content := core.Content{Kind: core.KindText, Text: text}
	return &engine.Post{Viewer: everything(agent), Author: core.Actor{Kind: core.ByAgent, ID: agent}, ConversationID: conversation, BodyHash: text,
		Draft: core.Draft{ClientMessageID: "c:" + text, Content: content, Visibility: core.Public}, Parts: []core.Content{content}}
}

// talk is a world with one message of a customer, and its conversation.
func talk(t *testing.T) (*world, core.ID) {
	t.Helper()
	w := newWorld()
	w.say(t, envelope("u1", 1, "hi"))
	return w, w.only(t).ID
}

func TestAnAnswerTakesAConversationThatNobodyHolds(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	agent, colleague := core.NewID(), core.NewID()
	p := w.post(id, agent, "how can I help?")
	ok(t, w.try(p))
	c := w.only(t)
	if c.AgentID != agent || c.Status != core.StatusActive || c.WaitingSince != 0 || p.Message.Delivery != core.DeliveryQueued || p.Message.Seq != 2 {
		t.Fatalf("%+v", c)
	}
	part := w.parts[p.Message.ID][0]
	if part.To.ExternalID != "u1" || part.Thread != "" || part.Key != part.ID.String() || part.State != core.PartQueued {
		t.Fatalf("%+v", part)
	}
	var work engine.SendWork
	ok(t, json.Unmarshal(w.jobs[0].Payload, &work))
	if len(w.jobs) != 1 || w.jobs[0].Class != core.ClassReply || work.MessageID != p.Message.ID || w.jobs[0].Deadline != w.now.Add(24*time.Hour) {
		t.Fatalf("%+v", w.jobs)
	}
	ok(t, w.try(w.post(id, colleague, "let me add")))
	if w.only(t).AgentID != agent {
		t.Fatal("a colleague's answer took the conversation")
	}
}

func TestAClientIDIsOneMessage(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	agent := core.NewID()
	first, again := w.post(id, agent, "once"), w.post(id, agent, "once")
	w.batch(t, first, again)
	later := w.post(id, agent, "once")
	ok(t, w.try(later))
	if !again.Repeated || !later.Repeated || later.Message.ID != first.Message.ID || len(w.messages) != 2 || len(w.jobs) != 1 {
		t.Fatalf("%d messages, %d jobs", len(w.messages), len(w.jobs))
	}
	other := w.post(id, agent, "another text")
	other.Draft.ClientMessageID = first.Draft.ClientMessageID
	refused(t, w.try(other), engine.ErrClientID.Code)
	nul := w.post(id, agent, "nul")
	nul.Draft.ClientMessageID = "a\x00b"
	ok(t, w.try(nul))
	twice := w.post(id, agent, "nul")
	twice.Draft.ClientMessageID = "a\x00b"
	ok(t, w.try(twice))
	if !twice.Repeated {
		t.Fatal("a client id with a NUL was not found again")
	}
}

func TestANoteIsForTheHouse(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	before := w.only(t)
	p := w.post(id, core.NewID(), "careful with this one")
	p.Draft.Visibility, p.Parts = core.Note, nil
	ok(t, w.try(p))
	c := w.only(t)
	if c.Status != core.StatusQueued || c.LastText != before.LastText || c.WaitingSince != before.WaitingSince || len(w.jobs) != 0 || p.Message.Delivery != "" {
		t.Fatalf("%+v", c)
	}
	ok(t, w.try(&engine.Step{Viewer: p.Viewer, ConversationID: id, Step: core.Step{Kind: core.StepClose, Reason: "left"}}))
	after := w.post(id, core.NewID(), "note after the end")
	after.Draft.Visibility, after.Parts = core.Note, nil
	ok(t, w.try(after))
	refused(t, w.try(w.post(id, core.NewID(), "answer after the end")), engine.ErrPostEnded.Code)
}

func TestAnAnswerIsRefusedToWhoMayNotSeeTheConversation(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	p := w.post(id, core.NewID(), "hello")
	p.Viewer.Scope = core.ScopeOwn
	refused(t, w.try(p), engine.ErrNotFound.Code)
	refused(t, w.try(w.post(core.NewID(), core.NewID(), "nowhere")), engine.ErrNotFound.Code)
}

func TestAnAnswerQuotesAMessageOfItsConversation(t *testing.T) {
	t.Parallel()
	w, id := talk(t)
	quoted := w.messages[w.only(t).LastMessageID]
	p := w.post(id, core.NewID(), "about that")
	p.Draft.ReplyTo, p.Parts = quoted.ID, append(p.Parts, p.Parts[0])
	ok(t, w.try(p))
	parts := w.parts[p.Message.ID]
	if parts[0].ReplyTo != quoted.ExternalID || parts[1].ReplyTo != "" || parts[1].Index != 1 || p.Message.ReplyTo != quoted.ID {
		t.Fatalf("%+v", parts)
	}
	foreign := w.say(t, envelope("u2", 1, "other person"))
	bad := w.post(id, core.NewID(), "wrong quote")
	bad.Draft.ReplyTo = foreign.ID
	refused(t, w.try(bad), engine.ErrReplyTo.Code)
}

func TestWhatWasPutOffTakesNoConversation(t *testing.T) {
	t.Parallel()
	step := func(kind core.StepKind, agent core.ID) core.Step {
		return core.Step{Kind: kind, AgentID: agent, BotID: "b"}
	}
	writer, colleague := core.NewID(), core.NewID()
	for name, c := range map[string]struct {
		steps []core.Step
		newer bool // the customer has said more since
		still bool // the customer goes on waiting
	}{
		"in line":                    {nil, false, true},
		"a bot's":                    {[]core.Step{step(core.StepBotStart, core.ID{})}, false, true},
		"a colleague's":              {[]core.Step{step(core.StepAssign, colleague)}, false, true},
		"the writer's":               {[]core.Step{step(core.StepAssign, writer)}, false, false},
		"the writer's, more is said": {[]core.Step{step(core.StepAssign, writer)}, true, true},
		"the writer's, put aside":    {[]core.Step{step(core.StepAssign, writer), {Kind: core.StepSnooze, Until: 2_000_000_000_000}}, false, false},
	} {
		w, id := talk(t)
		for _, st := range c.steps {
			ok(t, w.try(&engine.Step{Viewer: everything(writer), ConversationID: id, Step: st}))
		}
		written := w.now
		w.wait(time.Minute)
		if c.newer {
			w.say(t, envelope("u1", 2, "are you there?"))
		}
		before := w.only(t)
		p := w.post(id, writer, "as promised")
		p.PutOff = written
		ok(t, w.try(p))
		after := w.only(t)
		if after.Status != before.Status || after.AgentID != before.AgentID || after.LastText != "as promised" || len(w.parts[p.Message.ID]) != 1 {
			t.Errorf("%s: %+v", name, after)
		}
		if want := map[bool]core.Time{true: before.WaitingSince}[c.still]; after.WaitingSince != want {
			t.Errorf("%s: waits since %d, want %d", name, after.WaitingSince, want)
		}
	}
}
