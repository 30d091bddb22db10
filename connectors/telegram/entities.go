package telegram

import (
	"encoding/json"
	"strconv"
	"unicode/utf16"

	"github.com/switchboard-hub/switchboard/core"
)

// entity is MessageEntity of the Bot API; offsets count UTF-16 code units, as ours do.
type entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	Emoji    string `json:"custom_emoji_id,omitempty"`
	User     *user  `json:"user,omitempty"`
}

type user struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
}

// entityType returns the platform's name of a type of ours; "" where it has none.
func entityType(e core.Entity) string {
	switch e.Type {
	case "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote",
		"mention", "url", "email", "hashtag", "cashtag", "custom_emoji":
		return e.Type
	case "link":
		return "text_link"
	case "phone":
		return "phone_number"
	case "command":
		return "bot_command"
	}
	return ""
}

// entities returns the parameter for formatted text, or "". What the platform
// does not know or what lies outside the text is left out: formatting must
// never cost the message.
func entities(text string, list []core.Entity) string {
	if len(list) == 0 {
		return ""
	}
	length := len(utf16.Encode([]rune(text)))
	var out []entity
	for _, e := range list {
		t := entity{Type: entityType(e), Offset: e.Offset, Length: e.Length, Language: e.Language}
		if t.Type == "" || e.Offset < 0 || e.Length <= 0 || e.Length > length || e.Offset > length-e.Length {
			continue
		}
		switch t.Type {
		case "text_link":
			if t.URL = e.URL; t.URL == "" {
				t.Type = "url"
			}
		case "custom_emoji":
			t.Emoji = e.Ref
		case "mention":
			if id, err := strconv.ParseInt(e.Ref, 10, 64); err == nil {
				t.Type, t.User = "text_mention", &user{ID: id}
			}
		}
		out = append(out, t)
	}
	if len(out) == 0 {
		return ""
	}
	return encode(out)
}

// encode writes a parameter that is JSON; its types cannot fail to encode.
func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
