// Package search makes the tokens by which messages are found: texts and
// queries are folded (case, width, accents, traditional to simplified Chinese)
// and cut into words and pairs of Chinese, Japanese and Korean characters.
//
// There is no dictionary, so no word is unknown: a query finds every text that
// holds it, and both databases, which index the same tokens, find the same
// texts. The package is pure; the tables and their queries are the store's.
package search

import (
	"unicode"
	"unicode/utf8"
)

const (
	// MaxTokens is how many different tokens of a text are indexed.
	MaxTokens = 4096
	// MaxTerms is how many terms of a query are looked for.
	MaxTerms = 64
	// MaxTokenBytes is the longest token; longer runs are cut into several.
	MaxTokenBytes = 64

	// maxText bounds the work on one text, in bytes; a mail may be larger.
	maxText  = 1 << 20
	maxQuery = 4 << 10
)

// Tokens returns the different tokens of a text, in order of appearance, at
// most MaxTokens. They hold nothing but letters and numbers: words as they are,
// and of a run of Chinese, Japanese or Korean every pair of neighbours and the
// last character alone, so that a prefix finds each single character.
func Tokens(text string) []string {
	seen := map[string]struct{}{}
	var tokens []string
	add := func(token string) bool {
		if _, ok := seen[token]; !ok {
			seen[token] = struct{}{}
			tokens = append(tokens, token)
		}
		return len(tokens) < MaxTokens
	}
	runs(Fold(clip(text, maxText)), func(run string, pairs, _ bool) bool {
		if !pairs {
			return words(run, add)
		}
		last := bigrams(run, add)
		return last != "" && add(last)
	})
	return tokens
}

// Term is one condition of a query; a text matches when it has them all.
type Term struct {
	Text   string
	Prefix bool // a token that begins with Text is enough
}

// Query returns the terms of what somebody looks for, at most MaxTerms; none
// means that nothing can be found. A single Chinese, Japanese or Korean
// character is a prefix, two are one token, more are all their pairs. The last
// word is a prefix where the query ends with it, as it may not be typed to its
// end yet; one of two letters is not, as it would be in most texts.
func Query(q string) []Term {
	var terms []Term
	seen := map[Term]struct{}{}
	add := func(t Term) bool {
		if _, ok := seen[t]; !ok {
			seen[t] = struct{}{}
			terms = append(terms, t)
		}
		return len(terms) < MaxTerms
	}
	exact := func(token string) bool { return add(Term{Text: token}) }
	runs(Fold(clip(q, maxQuery)), func(run string, pairs, last bool) bool {
		switch _, size := utf8.DecodeRuneInString(run); {
		case pairs && size == len(run):
			return add(Term{Text: run, Prefix: true})
		case pairs:
			return bigrams(run, exact) != ""
		case !last:
			return words(run, exact)
		}
		return tail(run, add)
	})
	return terms
}

// tail adds the word at a query's end: all of it but the last piece is exact.
func tail(run string, add func(Term) bool) bool {
	if utf8.RuneCountInString(run) == 2 {
		return add(Term{Text: run})
	}
	for len(run) > MaxTokenBytes {
		head := clip(run, MaxTokenBytes)
		if !add(Term{Text: head}) {
			return false
		}
		run = run[len(head):]
	}
	return add(Term{Text: run, Prefix: true})
}

// words adds a word in pieces of at most MaxTokenBytes.
func words(run string, add func(string) bool) bool {
	for run != "" {
		head := clip(run, MaxTokenBytes)
		if !add(head) {
			return false
		}
		run = run[len(head):]
	}
	return true
}

// bigrams adds every pair of neighbours and returns the last character, or ""
// when no more are wanted.
func bigrams(run string, add func(string) bool) (last string) {
	_, first := utf8.DecodeRuneInString(run)
	for first < len(run) {
		_, second := utf8.DecodeRuneInString(run[first:])
		if !add(run[:first+second]) {
			return ""
		}
		run, first = run[first:], second
	}
	return run
}

// runs calls f for every word and every run of Chinese, Japanese and Korean
// characters, until f returns false; last is true for one at the text's end.
func runs(folded string, f func(run string, pairs, last bool) bool) {
	start, kind := 0, nothing
	for at, r := range folded {
		k := kindOf(r)
		if k == kind {
			continue
		}
		if kind != nothing && !f(folded[start:at], kind == pairwise, false) {
			return
		}
		start, kind = at, k
	}
	if kind != nothing {
		f(folded[start:], kind == pairwise, true)
	}
}

// kind says how a character is cut.
type kind int

const (
	nothing  kind = iota // between the words
	word                 // with its neighbours
	pairwise             // in pairs
)

func kindOf(r rune) kind {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return word
		}
		return nothing
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return nothing
	case r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return pairwise // the sign of long vowels belongs to no script of its own
	}
	return word
}

// clip cuts a text to at most max bytes, at a rune.
func clip(s string, max int) string {
	if len(s) <= max {
		return s
	}
	for max > 0 && !utf8.RuneStart(s[max]) {
		max--
	}
	return s[:max]
}
