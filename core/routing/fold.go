package routing

import (
	"strings"
	"sync"
	"unicode"

	"github.com/switchboard-hub/switchboard/core/search"
)

// folding says which characters are taken for alike: those that search.Fold
// makes the same, each by itself. Beyond that, whatever shows nothing is skipped:
// it is put between the characters of a word to hide it.
type folding struct {
	of     map[rune][]rune // what a character is folded to, where that is something else
	blanks map[rune]bool
	skips  map[rune]bool
}

// foldings is made once, from tables that never change: it takes a tenth of a second.
var foldings = sync.OnceValue(makeFolding)

func makeFolding() *folding {
	f := &folding{of: map[rune][]rune{}, blanks: map[rune]bool{}, skips: map[rune]bool{}}
	var all []rune
	var text strings.Builder
	take := func(from, to rune) {
		for r := from; r < to; r++ {
			switch {
			case blank(r):
				f.blanks[r] = true
			case invisible(r):
				f.skips[r] = true
			case unicode.In(r, unicode.L, unicode.N, unicode.S, unicode.P):
				all = append(all, r)
				text.WriteRune(r)
				text.WriteByte(0) // keeps neighbours apart
			}
		}
	}
	take(0, '\U00040000')
	take('\U000E0000', '\U000E1000') // tags; no other plane has letters
	folded := strings.Split(search.Fold(text.String()), "\x00")
	for i, r := range all {
		to := []rune(strings.Map(func(r rune) rune {
			if f.skips[r] || f.blanks[r] {
				return -1
			}
			return r
		}, folded[i]))
		if len(to) > 0 && (len(to) > 1 || to[0] != r) {
			f.of[r] = to
		}
	}
	return f
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u2800' } // the empty Braille pattern

// invisible characters are formats, such as joiners and marks of direction, what
// Unicode says to ignore, and accents that go with any letter.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		unicode.Is(unicode.M, r) && unicode.Is(unicode.Inherited, r)
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// word returns how a keyword is looked for. A stretch of blanks is one, and none
// at the ends and between Chinese characters.
func (f *folding) word(text string) []rune {
	var out []rune
	gap := false
	for _, r := range text {
		if f.skips[r] {
			continue
		}
		if f.blanks[r] {
			gap = len(out) > 0
			continue
		}
		to, ok := f.of[r]
		if !ok {
			to = []rune{r}
		}
		if gap && !(han(out[len(out)-1]) && han(to[0])) {
			out = append(out, ' ')
		}
		gap = false
		out = append(out, to...)
	}
	return out
}
