package telegramtest

import (
	"slices"
	"strconv"
)

// target finds the chat a call is meant for and whether the bot may write to
// it. The caller holds b.mu.
func (b *bot) target(id string) (*chat, *apiError) {
	c, refusal := b.find(id)
	if refusal != nil {
		return nil, refusal
	}
	switch {
	case c.person != nil && c.person.deactivated.Load():
		return nil, forbidden("user is deactivated")
	case c.blocked && c.person != nil:
		return nil, forbidden("bot was blocked by the user")
	case c.blocked:
		return nil, forbidden("bot was kicked from the group chat")
	}
	return c, nil
}

// find is target without the question of writing. A person the platform knows
// but who never wrote to the bot is out of its reach: bots can't start
// conversations with users (Bot API documentation, introduction for
// developers).
func (b *bot) find(id string) (*chat, *apiError) {
	if id == "" {
		return nil, badRequest("chat_id is empty")
	}
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, badRequest("chat not found")
	}
	if c := b.chats[number]; c != nil && c.open {
		return c, nil
	}
	if b.server.person(number) != nil {
		return nil, forbidden("bot can't initiate conversation with a user")
	}
	return nil, badRequest("chat not found")
}

func getChat(_ *Server, q *request) (any, *apiError) {
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, err := strconv.ParseInt(q.text("chat_id"), 10, 64); err != nil && q.text("chat_id") != "" {
		return nil, badRequest("chat not found")
	}
	c, refusal := b.find(q.text("chat_id"))
	if refusal != nil {
		if refusal.Code != 400 { // reading is no writing: it is only unknown
			refusal = badRequest("chat not found")
		}
		return nil, refusal
	}
	return fullChat{wireChat: c.who, AccentColorID: c.who.ID & 3, MaxReactionCount: 11}, nil
}

// fullChat is ChatFullInfo with the fields that are always there.
type fullChat struct {
	wireChat
	AccentColorID    int64 `json:"accent_color_id"`
	MaxReactionCount int   `json:"max_reaction_count"`
}

// chatActions of the Bot API documentation, sendChatAction.
var chatActions = []string{
	"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
	"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}

func sendChatAction(_ *Server, q *request) (any, *apiError) {
	if !slices.Contains(chatActions, q.text("action")) {
		return nil, badRequest("wrong parameter action in request")
	}
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, refusal := b.target(q.text("chat_id")); refusal != nil {
		return nil, refusal
	}
	return true, nil
}
