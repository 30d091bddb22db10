package telegramtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// utf16Len is the length in the unit of the Bot API.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// formatted reads a text with its entities from either parse_mode or the
// entities parameter, and trims it as the platform does.
func formatted(q *request, textName, entitiesName string) (string, []Entity, *apiError) {
	return format(q.text(textName), q.text("parse_mode"), q.text(entitiesName))
}

func format(text, mode, spans string) (string, []Entity, *apiError) {
	if !utf8.ValidString(text) {
		return "", nil, badRequest("strings must be encoded in UTF-8")
	}
	var entities []Entity
	var err error
	switch strings.ToLower(mode) {
	case "":
		entities, err = givenEntities(text, spans)
		if err != nil {
			return "", nil, badRequest(err.Error())
		}
	case "html":
		text, entities, err = parseHTML(text)
	case "markdown":
		text, entities, err = parseMarkdown(text)
	case "markdownv2":
		text, entities, err = parseMarkdownV2(text)
	default:
		return "", nil, badRequest("unsupported parse_mode")
	}
	if err != nil {
		return "", nil, badRequest("can't parse entities: " + err.Error())
	}
	text, entities = trim(text, entities)
	return text, withDetected(text, entities), nil
}

// givenEntities checks the entities parameter against the text. What is not a
// JSON list is ignored, as the public server does.
func givenEntities(text, spans string) ([]Entity, error) {
	var entities []Entity
	if spans == "" || json.Unmarshal([]byte(spans), &entities) != nil {
		return nil, nil
	}
	total := utf16Len(text)
	for _, e := range entities {
		if !slices.Contains(entityTypes, e.Type) {
			return nil, fmt.Errorf("can't parse MessageEntity: Unsupported type specified")
		}
		if e.Offset < 0 || e.Length < 0 {
			return nil, fmt.Errorf("receive an entity with incorrect offset or length")
		}
		if e.Offset+e.Length > total {
			return nil, fmt.Errorf("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, e.Offset+e.Length)
		}
		if !onBoundary(text, e.Offset) {
			return nil, fmt.Errorf("entity begins in a middle of a UTF-16 symbol at UTF-16 offset %d", e.Offset)
		}
		if !onBoundary(text, e.Offset+e.Length) {
			return nil, fmt.Errorf("entity beginning at UTF-16 offset %d ends in a middle of a UTF-16 symbol", e.Offset)
		}
	}
	return slices.DeleteFunc(entities, func(e Entity) bool { return e.Length == 0 }), nil
}

// entityTypes of the Bot API documentation, MessageEntity.
var entityTypes = []string{
	"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
	"underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
	"text_link", "text_mention", "custom_emoji",
}

// onBoundary is false inside a surrogate pair.
func onBoundary(text string, offset int) bool {
	at := 0
	for _, r := range text {
		if at >= offset {
			break
		}
		at += utf16Len(string(r))
	}
	return at <= offset
}

// trim removes white space at the end, and at the beginning up to the first
// entity.
func trim(text string, entities []Entity) (string, []Entity) {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	lead := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	shift := utf16Len(text[:lead])
	for _, e := range entities {
		shift = min(shift, e.Offset)
	}
	for range shift { // every white space is one unit, but not one byte
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	total := utf16Len(text)
	kept := entities[:0]
	for _, e := range entities {
		e.Offset -= shift
		e.Length = min(e.Length, total-e.Offset)
		if e.Length > 0 {
			kept = append(kept, e)
		}
	}
	return text, kept
}

// found is what the platform marks in any text by itself.
var found = []struct {
	kind string
	form *regexp.Regexp
}{
	{"bot_command", regexp.MustCompile(`(?:^|[\s(])(/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)`)},
	{"email", regexp.MustCompile(`(?:^|[\s(])([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})`)},
	{"url", regexp.MustCompile(`(?:^|[\s(])((?:https?://|www\.)[^\s<>()"']*[^\s<>()"'.,;:!?])`)},
	{"mention", regexp.MustCompile(`(?:^|[\s(])(@[A-Za-z0-9_]{4,32})`)},
	{"hashtag", regexp.MustCompile(`(?:^|[\s(])(#[\pL\pN_]+)`)},
}

// withDetected adds commands, addresses and tags. Where a bot has set an
// entity of its own nothing is added.
func withDetected(text string, entities []Entity) []Entity {
	if !strings.ContainsAny(text, "/@#.") { // most texts; the expressions are slow
		return ordered(entities)
	}
	own := len(entities)
	for _, f := range found {
		for _, span := range f.form.FindAllStringSubmatchIndex(text, -1) {
			e := Entity{Type: f.kind, Offset: utf16Len(text[:span[2]]), Length: utf16Len(text[span[2]:span[3]])}
			clash := slices.ContainsFunc(entities[:own], func(o Entity) bool {
				return e.Offset < o.Offset+o.Length && o.Offset < e.Offset+e.Length
			})
			if !clash {
				entities = append(entities, e)
			}
		}
	}
	return ordered(entities)
}

// ordered puts outer entities before inner ones.
func ordered(entities []Entity) []Entity {
	slices.SortStableFunc(entities, func(a, b Entity) int {
		return cmp.Or(a.Offset-b.Offset, b.Length-a.Length)
	})
	return entities
}
