package search

import (
	_ "embed" // the table
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// simplified is the table of Chinese characters; t2s.md says where it is from.
//
//go:embed t2s.txt
var simplified string

// Fold makes alike what a person who searches takes for alike: upper and lower
// case, full and half width and the other compatibility forms (NFKC), letters
// with and without accents in Latin script, traditional and simplified Chinese.
// Marks that compose with no letter, and invisible signs inside words, are
// dropped. Folding twice changes nothing.
func Fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	// Width is one of the compatibility forms. Folding the case may bring new
	// ones, with accents behind them, hence the second decomposition.
	text = norm.NFKD.String(strings.ToValidUTF8(text, " "))
	// Folding makes Cherokee upper case and, the next time, lower: hence ToLower.
	text = norm.NFKD.String(strings.ToLower(cases.Fold().String(text)))
	text = norm.NFC.String(withoutAccents(text))
	// Where marks go, letters of Hangul may become neighbours that compose.
	return norm.NFC.String(simplify(text))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// withoutAccents drops the marks after Latin letters from a decomposed text.
// Other scripts keep theirs: й is not и, and が is not か.
func withoutAccents(text string) string {
	latin := false
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			if latin {
				return -1
			}
			return r
		}
		latin = r < utf8.RuneSelf || unicode.Is(unicode.Latin, r)
		return r
	}, text)
}

// simplify replaces traditional characters and drops what shows nothing.
func simplify(text string) string {
	t := newTable()
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case r == '\u00AD' || r >= '\u200B' && r <= '\u200D' || r == '\u2060' || r == '\uFEFF':
			return -1 // soft hyphen, zero width space and joiners
		case unicode.Is(unicode.M, r):
			return -1
		case r >= firstTraditional:
			return t.simple(r)
		}
		return r
	}, text)
}

// firstTraditional is the least character that the table replaces.
const firstTraditional = '\u346E'

// table is t2s.txt with its lines apart: by the lengths, in UTF-8, of the
// character and of its simplified form.
type table [4]struct {
	pairs    string
	from, to int
}

func newTable() (t table) {
	t[0].from, t[0].to, t[1].from, t[1].to = 3, 3, 3, 4
	t[2].from, t[2].to, t[3].from, t[3].to = 4, 3, 4, 4
	rest := simplified
	for i := range t {
		t[i].pairs, rest, _ = strings.Cut(rest, "\n")
	}
	return t
}

// simple returns the simplified form of a character, or the character itself.
func (t *table) simple(r rune) rune {
	var buf [utf8.UTFMax]byte
	key := string(buf[:utf8.EncodeRune(buf[:], r)])
	for i := range t {
		l := &t[i]
		if l.from != len(key) {
			continue
		}
		width := l.from + l.to
		n := sort.Search(len(l.pairs)/width, func(n int) bool { return l.pairs[n*width:n*width+l.from] >= key })
		if at := n * width; at < len(l.pairs) && l.pairs[at:at+l.from] == key {
			r, _ = utf8.DecodeRuneInString(l.pairs[at+l.from:])
			return r
		}
	}
	return r
}
