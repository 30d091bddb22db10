package wechat

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescape reads the entities of XML. What is none stays as it is.
func unescape(s string) string {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(s, '&') {
		b.WriteString(s[:at])
		s = s[at:]
		// The longest is &#x10FFFF; and a bare & may stand before much text.
		end := strings.IndexByte(s[:min(len(s), 12)], ';')
		text := ""
		if end > 0 {
			text = entity(s[1:end])
		}
		if text == "" {
			text, end = "&", 0
		}
		b.WriteString(text)
		s = s[end+1:]
	}
	b.WriteString(s)
	return b.String()
}

// entity is what a name between & and ; stands for, or "".
func entity(name string) string {
	switch name {
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "amp":
		return "&"
	case "quot":
		return `"`
	case "apos":
		return "'"
	}
	digits, is := strings.CutPrefix(name, "#")
	base := 10
	if hex, found := strings.CutPrefix(digits, "x"); found {
		digits, base = hex, 16
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if !is || err != nil {
		return ""
	}
	if code > utf8.MaxRune {
		code = utf8.RuneError
	}
	return clean(string(rune(code)))
}
