package telegramtest

import (
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// htmlTags are the tags of the Bot API documentation, "HTML style", with the
// entity each makes. An empty kind needs its attributes to know.
var htmlTags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
	"span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
	"tg-emoji": "custom_emoji", "tg-time": "",
}

var attribute = regexp.MustCompile(`([a-zA-Z-]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?`)

// span is an open tag or mark.
type span struct {
	name   string
	start  int // byte offset in the source, for the error
	entity Entity
}

// marked builds the plain text and its entities.
type marked struct {
	text     strings.Builder
	units    int
	entities []Entity
	open     []span
}

func (m *marked) write(s string) {
	m.text.WriteString(s)
	m.units += utf16Len(s)
}

func (m *marked) push(name string, start int, e Entity) {
	e.Offset = m.units
	m.open = append(m.open, span{name: name, start: start, entity: e})
}

// pop closes the innermost span; a link without an address and a span over
// nothing leave no entity.
func (m *marked) pop() Entity {
	last := m.open[len(m.open)-1]
	m.open = m.open[:len(m.open)-1]
	e := last.entity
	e.Length = m.units - e.Offset
	if e.Length > 0 && e.Type != "" && (e.Type != "text_link" || e.URL != "") {
		m.entities = append(m.entities, e)
	}
	return e
}

func parseHTML(source string) (string, []Entity, error) {
	var m marked
	for at := 0; at < len(source); {
		next := strings.IndexByte(source[at:], '<')
		if next < 0 {
			next = len(source) - at
		}
		m.write(html.UnescapeString(source[at : at+next]))
		if at += next; at == len(source) {
			break
		}
		end := strings.IndexByte(source[at:], '>')
		if end < 0 {
			return "", nil, fmt.Errorf("Unclosed start tag at byte offset %d", at) //nolint:staticcheck // the platform's wording
		}
		tag := source[at+1 : at+end]
		if err := m.tag(tag, at); err != nil {
			return "", nil, err
		}
		at += end + 1
	}
	if len(m.open) > 0 {
		last := m.open[len(m.open)-1]
		return "", nil, fmt.Errorf("Can't find end tag corresponding to start tag %q", last.name) //nolint:staticcheck // as above
	}
	return m.text.String(), m.entities, nil
}

func (m *marked) tag(tag string, at int) error {
	if name, closing := strings.CutPrefix(tag, "/"); closing {
		return m.endTag(strings.ToLower(strings.TrimSpace(name)), at)
	}
	name, rest, _ := strings.Cut(strings.TrimSpace(tag), " ")
	name = strings.ToLower(name)
	kind, known := htmlTags[name]
	if !known {
		return fmt.Errorf("Unsupported start tag %q at byte offset %d", name, at) //nolint:staticcheck // as above
	}
	e := Entity{Type: kind}
	for _, pair := range attribute.FindAllStringSubmatch(rest, -1) {
		value := html.UnescapeString(pair[2] + pair[3] + pair[4])
		switch {
		case name == "a" && pair[1] == "href":
			e.URL = value
		case name == "tg-emoji" && pair[1] == "emoji-id":
			e.CustomEmojiID = value
		case name == "code" && pair[1] == "class":
			e.Language = strings.TrimPrefix(value, "language-")
		case name == "blockquote" && pair[1] == "expandable":
			e.Type = "expandable_blockquote"
		}
	}
	if name == "span" && !strings.Contains(rest, "tg-spoiler") {
		return errors.New("Tag \"span\" must have class \"tg-spoiler\"") //nolint:staticcheck // as above
	}
	m.push(name, at, e)
	return nil
}

func (m *marked) endTag(name string, at int) error {
	if len(m.open) == 0 {
		return fmt.Errorf("Unexpected end tag at byte offset %d", at) //nolint:staticcheck // as above
	}
	if want := m.open[len(m.open)-1].name; name != want && name != "" {
		return fmt.Errorf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", at, want, name) //nolint:staticcheck // as above
	}
	e := m.pop()
	// <pre><code class="language-x"> is one entity: pre with a language.
	if name == "pre" && len(m.entities) > 1 {
		inner := m.entities[len(m.entities)-2]
		if inner.Type == "code" && inner.Offset == e.Offset && inner.Length == e.Length {
			e.Language = inner.Language
			m.entities = append(m.entities[:len(m.entities)-2], e)
		}
	}
	return nil
}
