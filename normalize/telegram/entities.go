package telegram

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/switchboard-hub/switchboard/core"
)

// entityTypes maps Telegram's names to the envelope's. A type that is missing
// here is left out: the text reads the same without it.
var entityTypes = map[string]string{
	"bold": "bold", "italic": "italic", "underline": "underline", "strikethrough": "strikethrough",
	"spoiler": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote",
	"text_link": "link", "text_mention": "mention", "mention": "mention", "url": "url", "email": "email",
	"phone_number": "phone", "hashtag": "hashtag", "cashtag": "cashtag", "bot_command": "command", "custom_emoji": "custom_emoji",
}

// linkSchemes are what a text_link may point to. Telegram's own clients open
// nothing else, and an agent's browser must not be handed "javascript:".
var linkSchemes = []string{"http://", "https://", "tg://", "ton://", "tonsite://", "mailto:", "tel:"}

// entitiesOf maps entities and clips them to the text, so that a reader may
// slice the text by UTF-16 code units without looking.
func entitiesOf(text string, in []entity) []core.Entity {
	if len(in) == 0 || text == "" {
		return nil
	}
	units := utf16Of(text)
	var out []core.Entity
	for _, e := range in {
		kind, known := entityTypes[e.Type]
		if !known || e.Type == "text_link" && !opens(e.URL) {
			continue
		}
		from, length := clip(units, e.Offset, e.Length)
		if length == 0 {
			continue
		}
		c := core.Entity{Type: kind, Offset: from, Length: length}
		switch e.Type {
		case "text_link":
			c.URL = e.URL
		case "pre":
			c.Language = e.Language
		case "custom_emoji":
			c.Ref = e.CustomEmojiID
		case "text_mention":
			if e.User != nil {
				c.Ref = strconv.FormatInt(e.User.ID, 10)
			}
		}
		out = append(out, c)
	}
	return out
}

// clip bounds a stretch to the text; a border inside a surrogate pair moves
// outwards, since half an emoji cannot be formatted.
func clip(units []uint16, offset, length int) (int, int) {
	if length <= 0 || offset >= len(units) {
		return 0, 0
	}
	if offset < 0 {
		// Never overflows: length is positive and offset negative.
		offset, length = 0, length+offset
		if length <= 0 {
			return 0, 0
		}
	}
	end := len(units)
	if length < end-offset {
		end = offset + length
	}
	if splits(units, offset) {
		offset--
	}
	if splits(units, end) {
		end++
	}
	return offset, end - offset
}

// splits reports whether a cut before unit i would fall inside a pair.
func splits(units []uint16, i int) bool {
	if i <= 0 || i >= len(units) {
		return false
	}
	return utf16.DecodeRune(rune(units[i-1]), rune(units[i])) != '\uFFFD'
}

func opens(url string) bool {
	low := strings.ToLower(url)
	for _, s := range linkSchemes {
		if strings.HasPrefix(low, s) {
			return true
		}
	}
	return false
}

func utf16Of(s string) []uint16 { return utf16.Encode([]rune(s)) }
