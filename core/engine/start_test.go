package engine_test

import (
	"errors"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

func TestAnAgentWritesFirst(t *testing.T) {
	t.Parallel()
	w, me := newWorld(), core.NewID()
	start := func(user string) *engine.Start {
		content := core.Content{Kind: core.KindText, Text: "good news"}
		return &engine.Start{AccountID: w.account, External: user, Weight: 100, Post: engine.Post{Viewer: everything(me), Author: core.Actor{Kind: core.ByAgent, ID: me},
			BodyHash: "h", Parts: []core.Content{content}, Draft: core.Draft{ClientMessageID: "a", Content: content, Visibility: core.Public}}}
	}
	if err := w.try(start("u")); !errors.Is(err, engine.ErrUnreachable) {
		t.Errorf("to whom nobody knows: %v", err)
	}
	w.say(t, envelope("u", 1, "hello"))
	if err := w.try(start("u")); !errors.Is(err, engine.ErrOpenAlready) {
		t.Errorf("beside an open one: %v", err)
	}
	old := w.only(t).ID
	ok(t, w.try(&engine.Step{Viewer: everything(me), ConversationID: old, Step: core.Step{Kind: core.StepClose, Reason: "left"}}))
	c := start("u")
	ok(t, w.try(c))
	conv := w.conversations[c.Conversation.ID]
	if conv.ID == old || conv.Status != core.StatusActive || conv.AgentID != me || conv.WaitingSince != 0 || conv.LastText != "good news" || conv.Weight != 100 {
		t.Errorf("%+v", conv)
	}
	if m := w.messages[conv.LastMessageID]; m.Delivery != core.DeliveryQueued || w.parts[m.ID][0].To.ExternalID != "u" || w.jobs[len(w.jobs)-1].Kind != engine.JobSend {
		t.Errorf("%+v", m)
	}
	w.say(t, envelope("u", 2, "thanks"))
	if len(w.conversations) != 2 || w.conversations[conv.ID].LastText != "thanks" {
		t.Errorf("the answer is in another of %d conversations", len(w.conversations))
	}
	nobody := start("v")
	w.say(t, envelope("v", 3, "hello"))
	nobody.Post.Author.ID = core.ID{}
	ok(t, w.try(&engine.Step{Viewer: everything(me), ConversationID: w.latest().ID, Step: core.Step{Kind: core.StepClose, Reason: "left"}}))
	if err := w.try(nobody); err == nil {
		t.Error("nobody writes first")
	}
}

// latest is the conversation that was made last.
func (w *world) latest() (last core.Conversation) {
	for _, c := range w.conversations {
		if last.ID.IsZero() || string(c.ID[:]) > string(last.ID[:]) {
			last = c
		}
	}
	return last
}
