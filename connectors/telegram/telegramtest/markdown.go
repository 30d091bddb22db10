package telegramtest

import (
	"fmt"
	"strings"
)

// parseMarkdown is the legacy style: *bold*, _italic_, `code`, ```pre```,
// [text](url), no nesting (Bot API documentation, "Markdown style").
func parseMarkdown(source string) (string, []Entity, error) {
	var m marked
	for at := 0; at < len(source); {
		rest := source[at:]
		if len(rest) > 1 && rest[0] == '\\' && strings.IndexByte("_*`[", rest[1]) >= 0 {
			m.write(rest[1:2])
			at += 2
			continue
		}
		mark, kind := legacyMark(rest)
		if mark == "" {
			run := runLength(rest, "_*`[\\")
			m.write(rest[:run])
			at += run
			continue
		}
		used, ok := m.legacy(rest, mark, kind)
		if !ok {
			return "", nil, fmt.Errorf("Can't find end of the entity starting at byte offset %d", at) //nolint:staticcheck // the platform's wording
		}
		at += used
	}
	return m.text.String(), m.entities, nil
}

func legacyMark(rest string) (mark, kind string) {
	switch {
	case strings.HasPrefix(rest, "```"):
		return "```", "pre"
	case rest[0] == '`':
		return "`", "code"
	case rest[0] == '*':
		return "*", "bold"
	case rest[0] == '_':
		return "_", "italic"
	case rest[0] == '[':
		return "[", "text_link"
	}
	return "", ""
}

// legacy writes one entity and returns how many bytes it took.
func (m *marked) legacy(rest, mark, kind string) (used int, ok bool) {
	closing := mark
	if mark == "[" {
		closing = "]"
	}
	length := strings.Index(rest[len(mark):], closing)
	if length < 0 {
		return 0, false
	}
	inner := rest[len(mark) : len(mark)+length]
	used = len(mark) + length + len(closing)
	e := Entity{Type: kind}
	if mark == "[" && strings.HasPrefix(rest[used:], "(") {
		if end := strings.IndexByte(rest[used:], ')'); end > 0 {
			e.URL = rest[used+1 : used+end]
			used += end + 1
		}
	}
	m.push(mark, 0, e)
	m.write(inner)
	m.pop()
	return used, true
}

// runLength is how far plain text goes; at least one byte.
func runLength(rest, special string) int {
	if end := strings.IndexAny(rest[1:], special); end >= 0 {
		return end + 1
	}
	return len(rest)
}

// marksV2 in the order in which they are tried: the longer first. (Bot API
// documentation, "MarkdownV2 style".)
var marksV2 = []struct{ mark, kind, name string }{
	{"__", "underline", "Underline"}, {"||", "spoiler", "Spoiler"}, {"*", "bold", "Bold"},
	{"_", "italic", "Italic"}, {"~", "strikethrough", "Strikethrough"},
}

// reservedV2 must be escaped everywhere outside of code.
const reservedV2 = "_*[]()~`>#+-=|{}.!"

func parseMarkdownV2(source string) (string, []Entity, error) {
	var m marked
	lineStart := true
	for at := 0; at < len(source); {
		rest := source[at:]
		used, err := m.stepV2(rest, at, lineStart)
		if err != nil {
			return "", nil, err
		}
		lineStart = rest[used-1] == '\n'
		at += used
	}
	if len(m.open) > 0 {
		last := m.open[len(m.open)-1]
		return "", nil, fmt.Errorf("Can't find end of %s entity at byte offset %d", nameV2(last.entity.Type), last.start) //nolint:staticcheck // the platform's wording
	}
	return m.text.String(), m.entities, nil
}

func nameV2(kind string) string {
	for _, k := range marksV2 {
		if k.kind == kind {
			return k.name
		}
	}
	return "TextUrl"
}

// stepV2 takes one step and returns how many bytes it used, at least one.
func (m *marked) stepV2(rest string, at int, lineStart bool) (int, error) {
	switch {
	case rest[0] == '\\' && len(rest) > 1 && rest[1] < 127:
		m.write(rest[1:2])
		return 2, nil
	case rest[0] == '`':
		return m.codeV2(rest, at)
	case rest[0] == '>' && lineStart:
		return 1, nil // a quotation; its entity is left out
	case rest[0] == '[':
		m.push("[", at, Entity{Type: "text_link"})
		return 1, nil
	case rest[0] == ']' && len(m.open) > 0 && m.open[len(m.open)-1].name == "[":
		return m.linkV2(rest, at)
	}
	for _, k := range marksV2 {
		if !strings.HasPrefix(rest, k.mark) {
			continue
		}
		if len(m.open) > 0 && m.open[len(m.open)-1].name == k.mark {
			m.pop()
		} else {
			m.push(k.mark, at, Entity{Type: k.kind})
		}
		return len(k.mark), nil
	}
	if strings.IndexByte(reservedV2, rest[0]) >= 0 {
		return 0, fmt.Errorf("Character '%c' is reserved and must be escaped with the preceding '\\'", rest[0]) //nolint:staticcheck // as above
	}
	run := runLength(rest, reservedV2+"\\\n")
	m.write(rest[:run])
	return run, nil
}

func (m *marked) codeV2(rest string, at int) (int, error) {
	mark, kind, name := "`", "code", "Code"
	if strings.HasPrefix(rest, "```") {
		mark, kind, name = "```", "pre", "Pre"
	}
	end := strings.Index(rest[len(mark):], mark)
	if end < 0 {
		return 0, fmt.Errorf("Can't find end of %s entity at byte offset %d", name, at) //nolint:staticcheck // as above
	}
	e, inner := Entity{Type: kind}, rest[len(mark):len(mark)+end]
	if language, code, found := strings.Cut(inner, "\n"); kind == "pre" && found && !strings.Contains(language, " ") {
		e.Language, inner = language, code
	}
	m.push(mark, at, e)
	m.write(strings.NewReplacer("\\`", "`", `\\`, `\`).Replace(inner))
	m.pop()
	return end + 2*len(mark), nil
}

func (m *marked) linkV2(rest string, at int) (int, error) {
	if !strings.HasPrefix(rest, "](") {
		m.pop()
		return 1, nil
	}
	end := strings.IndexByte(rest, ')')
	if end < 0 {
		return 0, fmt.Errorf("Can't find end of a URL at byte offset %d", at) //nolint:staticcheck // as above
	}
	m.open[len(m.open)-1].entity.URL = strings.ReplaceAll(rest[2:end], `\`, "")
	m.pop()
	return end + 1, nil
}
