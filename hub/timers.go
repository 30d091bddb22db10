package hub

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

// timer acts on a timer of a conversation that came due.
func (h *Hub) timer(ctx context.Context, j core.Job) error {
	w, err := decode[engine.TimerWork](j)
	if err != nil {
		return err
	}
	config := h.dispatcher.config.Load()
	if w.Timer == engine.TimerLeft {
		if here, err := h.stillHere(ctx, w, config); err != nil || here {
			return refusedForGood(err)
		}
	}
	c := &engine.Timer{Work: w, Config: config}
	if err := h.store.Do(ctx, c); err != nil {
		return refusedForGood(err)
	}
	if !c.Warn && !c.Tell {
		return nil
	}
	conversation, err := h.store.Conversation(ctx, core.Viewer{Scope: core.ScopeAll}, w.ConversationID)
	if err != nil {
		return err
	}
	if c.Tell {
		return h.tellQueue(ctx, conversation.Conversation)
	}
	q, seq := config.Queue(conversation.TeamID), w.Seq
	if q.WarnText != "" {
		m, err := h.say(ctx, conversation.Conversation, "warn:"+strconv.FormatInt(w.Seq, 10), q.WarnText)
		if err != nil {
			return refusedForGood(err)
		}
		seq = max(seq, m.Seq)
	}
	return h.store.Do(ctx, &engine.AwaitCustomer{ConversationID: w.ConversationID, Seq: seq, After: q.CustomerClose})
}

// refusedForGood: what is refused today is refused tomorrow, and the timer is done.
func refusedForGood(err error) error {
	if err == nil {
		return nil
	}
	var p *core.Problem
	if errors.As(err, &p) && p.Status < 500 {
		return fmt.Errorf("%w: %w", jobs.ErrDead, err)
	}
	return err
}

// say writes a text of the hub's own to a customer, once under each id. It is no
// answer: whoever waits goes on waiting. Where the reply window has no room for
// it, it stays unsaid, and the message is the zero one.
func (h *Hub) say(ctx context.Context, c core.Conversation, id, text string) (core.Message, error) {
	account, err := h.accounts.get(ctx, c.AccountID)
	if err != nil {
		return core.Message{}, err
	}
	d := core.Draft{ClientMessageID: id, Visibility: core.Public, Content: core.Content{Kind: core.KindText, Text: text}}
	p := &engine.Post{System: true, Author: core.Actor{Kind: core.BySystem}, ConversationID: c.ID, Draft: d, BodyHash: bodyHash(d)}
	if err := h.plan(account, d, p); err != nil {
		return core.Message{}, err
	}
	err = h.store.Do(ctx, p)
	if errors.Is(err, engine.ErrWindowClosed) || errors.Is(err, engine.ErrWindowUsedUp) {
		return core.Message{}, nil
	}
	if err != nil {
		return core.Message{}, err
	}
	return p.Message, nil
}

// routed does what rules add to a conversation: tags, and a reply at once, one in all
// however often the rules are asked.
func (h *Hub) routed(ctx context.Context, j core.Job) error {
	w, err := decode[engine.RoutedWork](j)
	if err != nil {
		return err
	}
	v := core.Viewer{Scope: core.ScopeAll}
	for _, tag := range w.Tags {
		if err := h.store.Tag(ctx, core.TagConversation, w.ConversationID, tag, true, core.Actor{Kind: core.BySystem}); err != nil {
			return refusedForGood(err)
		}
	}
	if w.Reply == "" {
		return nil
	}
	conversation, err := h.store.Conversation(ctx, v, w.ConversationID)
	if err != nil {
		return refusedForGood(err)
	}
	m, err := h.say(ctx, conversation.Conversation, "rule", w.Reply)
	if err == nil && m.ID.IsZero() {
		h.log.Info("a rule's reply stays unsaid: no reply window has room for it", "account", conversation.AccountID, "conversation", w.ConversationID)
	}
	if errors.Is(err, engine.ErrClientID) {
		return nil // the customer had another one when the rules were asked before
	}
	return refusedForGood(err)
}

// endWrapUp makes an agent ready again after its pause.
func (h *Hub) endWrapUp(ctx context.Context, j core.Job) error {
	w, err := decode[engine.WrapUpWork](j)
	if err != nil {
		return err
	}
	if err := h.store.EndWrapUp(ctx, w.AgentID, w.Since); err != nil {
		return err
	}
	h.availabilityChanged(ctx, w.AgentID)
	h.dispatcher.wake()
	return nil
}
