package hub

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// Bot has a seat among the agents: rules send conversations to it. It is asked
// while its customer waits, by a job that survives a stop, and may answer, or
// hand over to people. Any answer of a person takes the conversation from it, and
// what it says after that is dropped.
type Bot interface {
	// Answer is asked with everything up to the newest message. It is asked again
	// when it fails; after a minute people take over.
	Answer(ctx context.Context, t Turn) (BotReply, error)
}

// Turn is what a bot is told.
type Turn struct {
	Conversation core.ConversationView
	Messages     []core.Message // the last of them, oldest first
}

// BotReply is what a bot does. One that says nothing hands over.
type BotReply struct {
	Text    string
	Choices []core.Choice
	// HandOver gives the conversation to people: of Team, or of where it waited.
	HandOver bool
	Team     core.ID
	Summary  string // a note for the agent
}

// How long a bot may think, and how much of the conversation it is told.
const (
	botThinks = 20 * time.Second
	botTurns  = 30
)

// Bots implements api.Rules: the names by which rules send conversations to bots.
func (h *Hub) Bots(_ context.Context, v core.Viewer) ([]string, error) {
	if err := needEither(v, core.PermRouting, core.PermTransfer); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(h.cfg.Bots)), nil
}

// askBot asks a bot for its answer to the newest message.
func (h *Hub) askBot(ctx context.Context, j core.Job) error {
	w, err := decode[engine.BotWork](j)
	if err != nil {
		return err
	}
	view, err := h.store.Conversation(ctx, core.Viewer{Scope: core.ScopeAll}, w.ConversationID)
	if err != nil {
		return refusedForGood(err)
	}
	if view.Status != core.StatusBot || view.BotID != w.BotID || view.Seq != w.Seq {
		return nil // somebody took over, or the customer has said more: another job asks
	}
	account, err := h.accounts.get(ctx, view.AccountID)
	if err != nil {
		return err
	}
	may, err := h.mayWrite(ctx, account, view.ID, "bot")
	if err != nil {
		return err
	}
	if !may {
		return h.handOver(ctx, w, BotReply{})
	}
	bot, known := h.cfg.Bots[w.BotID]
	if !known {
		return h.handOver(ctx, w, BotReply{Summary: fmt.Sprintf("there is no bot %q", w.BotID)})
	}
	turn := Turn{Conversation: view}
	if turn.Messages, err = h.store.Messages(ctx, core.Viewer{Scope: core.ScopeAll}, view.ID, max(0, view.Seq-botTurns), botTurns); err != nil {
		return err
	}
	thinking, cancel := context.WithTimeout(ctx, botThinks)
	defer cancel()
	reply, err := bot.Answer(thinking, turn)
	if err != nil {
		return err
	}
	if reply.Text != "" {
		if err := h.botSays(ctx, account, view.Conversation, w, reply); err != nil {
			if errors.Is(err, engine.ErrBotGone) {
				return nil
			}
			return refusedForGood(err)
		}
	}
	if reply.HandOver || reply.Text == "" {
		return h.handOver(ctx, w, reply)
	}
	return nil
}

func (h *Hub) botSays(ctx context.Context, account core.Account, c core.Conversation, w engine.BotWork, r BotReply) error {
	d := core.Draft{ClientMessageID: "bot:" + strconv.FormatInt(w.Seq, 10), Visibility: core.Public,
		Content: core.Content{Kind: core.KindText, Text: r.Text, Choices: r.Choices}}
	p := &engine.Post{System: true, Author: core.Actor{Kind: core.ByBot}, ConversationID: c.ID, Draft: d, BodyHash: bodyHash(d), BotID: w.BotID, Seq: w.Seq}
	if err := h.plan(account, d, p); err != nil {
		return err
	}
	return h.store.Do(ctx, p)
}

// handOver puts the conversation in line for people, with a note of the bot's.
func (h *Hub) handOver(ctx context.Context, w engine.BotWork, r BotReply) error {
	st := core.Step{Kind: core.StepBotHandoff, TeamID: r.Team, Actor: core.Actor{Kind: core.ByBot}, Reason: "handed_over"}
	err := h.store.Do(ctx, &engine.Step{System: true, ConversationID: w.ConversationID, Step: st})
	if err != nil && !errors.Is(err, &core.Problem{Code: core.ErrStep}) {
		return err
	}
	if r.Summary == "" {
		return nil
	}
	d := core.Draft{ClientMessageID: "summary:" + strconv.FormatInt(w.Seq, 10), Visibility: core.Note, Content: core.Content{Kind: core.KindText, Text: r.Summary}}
	return refusedForGood(h.store.Do(ctx, &engine.Post{System: true, Author: core.Actor{Kind: core.ByBot}, ConversationID: w.ConversationID, Draft: d, BodyHash: bodyHash(d)}))
}

// botFailed lets people take over from a bot that gives no answer.
func (h *Hub) botFailed(ctx context.Context, j core.Job, why string) error {
	w, err := decode[engine.BotWork](j)
	if err != nil {
		return err
	}
	return h.handOver(ctx, w, BotReply{Summary: "the bot gave no answer: " + why})
}
