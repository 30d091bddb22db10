package core

import (
	"regexp"
	"strings"
)

// subjectPrefix is what mailers put before the subject of an answer or of what is
// passed on: RFC 5256 2.1, and the words of other languages, with a count or not.
var subjectPrefix = regexp.MustCompile(`(?i)^(?:re|r|aw|antw|antwort|sv|vs|odp|ynt|rif|res|fwd?|wg|tr|rv|enc|i|回复|答复|回覆|答覆|返信|转发|轉寄|轉發|转|転送)\s*(?:[\[(（]\d{1,3}[\])）]|\^\d{1,3})?\s*[:：]\s*`)

// BareSubject is a subject on one line without what answers put before it.
func BareSubject(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for {
		rest := s[len(subjectPrefix.FindString(s)):]
		if rest == s {
			return s
		}
		s = rest
	}
}

// SameSubject reports whether two subjects are those of one thread. One that is
// empty says nothing.
func SameSubject(a, b string) bool {
	a, b = BareSubject(a), BareSubject(b)
	return a == "" || b == "" || strings.EqualFold(a, b)
}

// ReplySubject is the subject of an answer.
func ReplySubject(s string) string {
	if s = BareSubject(s); s == "" {
		return ""
	}
	return "Re: " + s
}
