package telegram

import (
	"encoding/json"
	"errors"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// readReaction reads a person's reactions on one message: Content.Text holds
// all that stand now and is empty when the last was taken back. Telegram does
// not name the topic; Refs[0] leads to it.
func readReaction(body json.RawMessage, key string) (*core.Envelope, error) {
	var r struct {
		Chat      *tgbotapi.Chat `json:"chat"`
		MessageID int            `json:"message_id"`
		User      *tgbotapi.User `json:"user"`
		ActorChat *tgbotapi.Chat `json:"actor_chat"`
		Date      int64          `json:"date"`
		Old       []reaction     `json:"old_reaction"`
		New       []reaction     `json:"new_reaction"`
	}
	var x extra
	if err := lenient(body, &r, &x.Problem); err != nil {
		return nil, err
	}
	if r.Chat == nil || r.Chat.ID == 0 || r.MessageID == 0 {
		return nil, errors.New(joined(": ", "chat or message_id is missing or cannot be read", x.Problem))
	}
	x.Reaction = &reactions{Old: names(r.Old), New: names(r.New)}
	c := &core.Content{Kind: core.KindText, Text: strings.Join(x.Reaction.New, ""), Extra: x.json()}
	env := &core.Envelope{Version: core.EnvelopeVersion, Type: core.TypeReaction, Direction: core.In, Key: key,
		User: userOf(r.Chat, r.User), SentAt: timeOf(r.Date), Refs: []string{externalID(r.MessageID, r.Chat.ID, "")}, Content: c}
	if env.User.Kind != "" {
		switch {
		case r.User != nil:
			c.Participants = []core.UserRef{*person(r.User)}
		case r.ActorChat != nil:
			c.Participants = []core.UserRef{userOf(r.ActorChat, nil)}
		}
	}
	return env, nil
}

type reaction struct {
	Type          string `json:"type"`
	Emoji         string `json:"emoji"`
	CustomEmojiID string `json:"custom_emoji_id"`
}

// names writes a reaction as its emoji, or in brackets where it has none.
func names(in []reaction) []string {
	out := make([]string, 0, len(in))
	for _, r := range in {
		switch {
		case r.Emoji != "":
			out = append(out, r.Emoji)
		case r.CustomEmojiID != "":
			out = append(out, "[emoji "+r.CustomEmojiID+"]")
		default:
			out = append(out, "["+or(r.Type, "reaction")+"]")
		}
	}
	return out
}
