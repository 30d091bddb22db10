package hub

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

// toAgent tells the pages of one agent of what it did in another one. A page
// that misses it reads its lists anew when it connects.
func (h *Hub) toAgent(agent core.ID, publication any) {
	if h.live == nil || agent.IsZero() {
		return
	}
	if b, err := json.Marshal(publication); err == nil {
		h.live.tell(liveSign{Kind: signAgent, ID: agent, Data: b})
	}
}

// Counts implements api.Inbox.
func (h *Hub) Counts(ctx context.Context, v core.Viewer) (core.Counts, error) {
	c, err := h.store.Counts(ctx, v)
	if err != nil {
		return c, err
	}
	c.Mentions, err = h.store.UnreadMentions(ctx, v)
	return c, err
}

// MarkRead implements api.Inbox. The visitor hears of it when one who takes
// part has read: who only looks on leaves no trace.
func (h *Hub) MarkRead(ctx context.Context, v core.Viewer, conversation core.ID, seq int64) (int64, error) {
	view, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return 0, err
	}
	at, err := h.store.MarkRead(ctx, v, conversation, seq)
	if err != nil || at <= view.ReadSeq {
		return at, err
	}
	h.toAgent(v.AgentID, struct {
		Type         string  `json:"type"`
		Conversation core.ID `json:"conversation"`
		Seq          int64   `json:"seq"`
	}{"read", conversation, at})
	if view.AgentID != v.AgentID && !slices.Contains(view.Participants, v.AgentID) {
		return at, nil
	}
	return at, h.visitorReadBy(ctx, v, conversation, at)
}

// Draft implements api.Inbox.
func (h *Hub) Draft(ctx context.Context, v core.Viewer, conversation core.ID) (core.Composition, error) {
	if err := needWriter(v); err != nil {
		return core.Composition{}, err
	}
	return h.store.Draft(ctx, v, conversation)
}

// SaveDraft implements api.Inbox. Its attachments are uploads.
func (h *Hub) SaveDraft(ctx context.Context, v core.Viewer, conversation core.ID, d core.Composition) (core.Composition, error) {
	err := needWriter(v)
	if d.Mode != "" {
		err = need(v, map[string]core.Permission{core.ModeReply: core.PermReply, core.ModeNote: core.PermNote}[d.Mode])
	}
	if err != nil {
		return d, err
	}
	if err := h.known(ctx, d.Attachments); err != nil {
		return d, err
	}
	d, err = h.store.SaveDraft(ctx, v, conversation, d)
	if err == nil {
		h.toAgent(v.AgentID, struct {
			Type         string  `json:"type"`
			Conversation core.ID `json:"conversation"`
		}{"draft", conversation})
	}
	return d, err
}

// Plan implements api.Inbox: what a message would be sent as. Nothing is sent.
// What the channel refuses, and what it shows in another way, are notes.
func (h *Hub) Plan(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft) ([]core.Content, []core.PlanNote, error) {
	if err := need(v, core.PermReply); err != nil {
		return nil, nil, err
	}
	caps, err := h.capsOf(ctx, v, conversation)
	if err != nil {
		return nil, nil, err
	}
	view, err := h.store.Conversation(ctx, v, conversation)
	if err == nil {
		err = h.wholeAddresses(ctx, view, &d.Content)
	}
	if err == nil {
		err = h.complete(ctx, &d)
	}
	if err != nil {
		return nil, nil, err
	}
	parts, notes, err := plan.Message(d.Content, caps)
	var p *core.Problem
	if errors.As(err, &p) && p.Status < 500 {
		return nil, []core.PlanNote{{Code: p.Code, Text: p.Text, Refused: true}}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var out []core.PlanNote
	for _, n := range notes {
		out = append(out, core.PlanNote{Code: n.Code, Text: n.Text})
	}
	return parts, slices.Clip(out), nil
}

// ContactConversations implements api.Inbox.
func (h *Hub) ContactConversations(ctx context.Context, v core.Viewer, contact core.ID, p core.Page) (core.List[core.ConversationView], error) {
	if _, _, _, err := h.store.Contact(ctx, v, contact); err != nil {
		return core.List[core.ConversationView]{}, err
	}
	return h.store.Conversations(ctx, v, core.ConversationFilter{ContactID: contact}, p)
}
