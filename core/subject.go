package core

import (
	"regexp"
	"strings"
)

// subjectPrefix is what mailers put before the subject of an answer or of what is
// passed on: RFC 5256 2.1, and the words of other languages, with a count or not.
var subjectPrefix = regexp.MustCompile(`(?i)^(?:re|r|aw|antw|antwort|sv|vs|odp|ynt|rif|res|fwd?|wg|tr|rv|enc|i|回复|答复|回覆|答覆|返信|转发|轉寄|轉發|转|転送)\s*(?:[\[(（]\d{1,3}[\])）]|\^\d{1,3})?\s*[:：]\s*`)

// subjectBlob is what lists and gateways put before a subject, as [External]: RFC
// 5256 2.1.
var subjectBlob = regexp.MustCompile(`^\[[^\[\]]*\]\s*`)

// BareSubject is a subject on one line without what answers and those who pass it
// on put before it, unless that is all there is.
func BareSubject(s string) string {
	for {
		s = unanswered(s)
		rest := s[len(subjectBlob.FindString(s)):]
		if rest == s || unanswered(rest) == "" {
			return s
		}
		s = rest
	}
}

// unanswered is a subject on one line without the prefixes of answers.
func unanswered(s string) string {
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

// ReplySubject is the subject of an answer. What others put there to know it by, as
// the number of a ticket, stays.
func ReplySubject(s string) string {
	if s = unanswered(s); s == "" {
		return ""
	}
	return "Re: " + s
}
