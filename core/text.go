package core

import (
	"strings"
	"unicode/utf8"
)

// CleanText replaces what no database of ours keeps in a text: NUL, which
// PostgreSQL refuses, and broken UTF-8. Clean text is returned as it is. What
// is looked up again must be cleaned before it is first compared.
func CleanText(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return s
}
