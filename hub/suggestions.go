package hub

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// Suggester is a Bot that helps agents too: a queue names it, and it is asked what
// it would answer whenever the customer of an agent says something. The agent takes
// what it suggests, or does not; nothing of it goes out by itself.
type Suggester interface {
	Suggest(ctx context.Context, t Turn) ([]string, error)
}

// How much a bot may suggest, and how long what nobody took is kept.
const (
	suggestMax      = 3
	suggestRunes    = 2000
	keepSuggestions = 24 * time.Hour
)

// suggest asks a bot what the agent could answer. Nothing waits for it: a bot that
// fails is asked again when the customer goes on.
func (h *Hub) suggest(ctx context.Context, j core.Job) error {
	w, err := decode[engine.BotWork](j)
	if err != nil {
		return err
	}
	all := core.Viewer{Scope: core.ScopeAll}
	view, err := h.store.Conversation(ctx, all, w.ConversationID)
	if err != nil {
		return refusedForGood(err)
	}
	bot, helps := h.cfg.Bots[w.BotID].(Suggester)
	if !helps || view.Status != core.StatusActive || view.LastSeq != w.Seq {
		return nil // it has been answered, or the customer has said more: another job asks
	}
	turn := Turn{Conversation: view}
	if turn.Messages, err = h.store.Messages(ctx, all, view.ID, max(0, view.Seq-botTurns), botTurns); err != nil {
		return err
	}
	thinking, cancel := context.WithTimeout(ctx, botThinks)
	defer cancel()
	texts, err := bot.Suggest(thinking, turn)
	if err != nil {
		h.log.Warn("a bot has nothing to suggest", "bot", w.BotID, "conversation", w.ConversationID, "error", err)
		return nil
	}
	g := core.Suggestions{ConversationID: w.ConversationID, BotID: w.BotID, Seq: w.Seq, At: core.At(h.cfg.Now())}
	for _, text := range texts {
		if text = cut(strings.TrimSpace(core.CleanText(text)), suggestRunes); text != "" && len(g.Texts) < suggestMax {
			g.Texts = append(g.Texts, text)
		}
	}
	if len(g.Texts) == 0 {
		return nil
	}
	if err := h.store.SetSuggestions(ctx, g); err != nil {
		return err
	}
	h.live.tell(liveSign{Kind: signConversation, ID: g.ConversationID, Data: suggestionsMessage(g)})
	return nil
}

func suggestionsMessage(g core.Suggestions) json.RawMessage {
	return pushOf(map[string]any{"type": "suggestions", "conversation": g.ConversationID, "items": api.LiveSuggestions(g)})
}

// Suggestions implements api.Suggestions.
func (h *Hub) Suggestions(ctx context.Context, v core.Viewer, conversation core.ID) (core.Suggestions, error) {
	if _, err := h.store.Conversation(ctx, v, conversation); err != nil {
		return core.Suggestions{}, err
	}
	g, _, err := h.store.Suggestions(ctx, conversation)
	return g, err
}
