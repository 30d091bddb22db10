package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// class ranks where a text may be cut.
type class int

// The classes, from the worst to the best place.
const (
	grapheme class = iota
	space
	sentence
	line
	paragraph
	classes
)

const (
	// wideEnds end a sentence by themselves; the others only before a space, as
	// they also stand in numbers, names and addresses.
	wideEnds   = "。！？｡…‼⁇⁈⁉؟۔।"
	narrowEnds = ".!?"
	// closers belong to the sentence that they follow.
	closers = ")]}\"'”’»）】」』》〉〕｝］"
	// pauses are where a line of Chinese or Japanese, which has no spaces, breaks best.
	pauses = "，、；：､"
)

// rhythm remembers what the text before a position ended with.
type rhythm struct {
	newlines int  // at the very end
	ended    bool // a sentence, closers and spaces included
	firm     bool // … by a sign that needs no space after it
	spaced   bool
	paused   bool
}

// add takes one grapheme cluster.
func (s *rhythm) add(cluster string) {
	r := rune(cluster[0])
	if r < utf8.RuneSelf {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' { // the commonest, quickly
			*s = rhythm{}
			return
		}
	} else if r, _ = utf8.DecodeRuneInString(cluster); r >= 0x3041 && r < 0xAC00 { // kana, Han
		*s = rhythm{}
		return
	}
	switch {
	case isNewline(r):
		s.newlines++
		if r == '\u2029' {
			s.newlines++
		}
	case unicode.IsSpace(r):
		s.newlines, s.spaced = 0, true
	case strings.ContainsRune(wideEnds, r):
		*s = rhythm{ended: true, firm: true}
	case strings.ContainsRune(narrowEnds, r):
		*s = rhythm{ended: true, firm: s.firm && !s.spaced}
	case s.ended && !s.spaced && s.newlines == 0 && strings.ContainsRune(closers, r):
		// the sentence goes on to its closing sign
	default:
		*s = rhythm{paused: strings.ContainsRune(pauses, r)}
	}
}

// before returns the class of a cut between what was added and a rune.
func (s *rhythm) before(r rune) class {
	if *s == (rhythm{}) { // the inside of a word
		return grapheme
	}
	switch {
	case unicode.IsSpace(r): // white space stays with what it follows
		return grapheme
	case s.newlines > 1:
		return paragraph
	case s.newlines == 1:
		return line
	case s.ended && s.spaced:
		return sentence
	case s.spaced:
		return space
	case strings.ContainsRune(closers, r), strings.ContainsRune(narrowEnds, r), strings.ContainsRune(wideEnds, r):
		return grapheme
	}
	switch {
	case s.ended && s.firm:
		return sentence
	case s.paused:
		return space
	}
	return grapheme
}

func isNewline(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}
