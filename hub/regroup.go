package hub

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// SplitConversation implements api.Desk.
func (h *Hub) SplitConversation(ctx context.Context, v core.Viewer, conversation core.ID, messages []core.ID, from core.ID) (core.ConversationView, error) {
	if err := need(v, core.PermReply); err != nil {
		return core.ConversationView{}, err
	}
	caps, err := h.capsOf(ctx, v, conversation)
	if err != nil {
		return core.ConversationView{}, err
	}
	if !caps.Threads {
		return core.ConversationView{}, engine.ErrSplitThreads
	}
	into, err := h.store.SplitConversation(ctx, v, conversation, messages, from)
	if err != nil {
		return core.ConversationView{}, err
	}
	return h.store.Conversation(ctx, v, into)
}

// MergeConversations implements api.Desk.
func (h *Hub) MergeConversations(ctx context.Context, v core.Viewer, conversation, into core.ID) (core.ConversationView, error) {
	if err := need(v, core.PermReply); err != nil {
		return core.ConversationView{}, err
	}
	if err := h.store.MergeConversations(ctx, v, conversation, into); err != nil {
		return core.ConversationView{}, err
	}
	return h.store.Conversation(ctx, v, into)
}
