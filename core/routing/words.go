package routing

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// wordMax is the longest keyword, in characters after folding.
const wordMax = 64

// words finds any number of keywords in one pass over a text (Aho and Corasick,
// 1975). It reads the text as it is and folds each character on the way, so that
// what it finds are places in the original; it allocates nothing.
type words struct {
	pages [(utf8.MaxRune + 1) >> 8]*page
	long  [][]int32 // signs of characters that fold to several
	han   []bool    // by sign
	list  []keyword

	// The states, 0 is the start.
	start []int32 // by sign
	edges [][]edge
	fail  []int32 // the longest end of a state that is the beginning of a word
	depth []int
	ends  []int32 // the keyword that ends here; -1: none
	out   []int32 // the state itself or the longest end of it where a keyword ends; 0: none
}

// keyword is a word and who looks for it.
type keyword struct{ uses []use }

// use is a rule that looks for a word, how it writes it, and how it must stand.
type use struct {
	rule  int
	text  string
	match Match
}

// A page tells the signs of 256 characters. A sign is a folded character that is
// in some keyword; 0 stands for all others.
type page [256]int32

const (
	signOther int32 = 0
	signBlank int32 = 1
	isBlank   int32 = -1
	isNothing int32 = -2
	isLong    int32 = -3 // and below: the place in long
)

type edge struct{ sign, to int32 }

// place says where in the text a word stands.
type place int

const (
	inside place = iota
	atStart
	whole // said in addition, at the text's end
)

func (m Match) fits(at place) bool {
	switch m {
	case MatchExact:
		return at == whole
	case MatchPrefix:
		return at == atStart
	}
	return at != whole
}

// next returns the state after one more sign.
func (w *words) next(s, sign int32) int32 {
	for s != 0 {
		if at, ok := slices.BinarySearchFunc(w.edges[s], sign, func(e edge, sign int32) int { return cmp.Compare(e.sign, sign) }); ok {
			return w.edges[s][at].to
		}
		s = w.fail[s]
	}
	return w.start[sign]
}

// found hears of a word: who it is, and which bytes of the text it takes.
type found func(w *keyword, from, to int, at place)

// walk is one pass over a text.
type walk struct {
	*words
	state  int32
	before int32          // the last sign
	signs  int            // so far
	begins [wordMax]int32 // where the last signs begin, by their number modulo wordMax
	end    int            // of the last character that shows
	gap    bool           // a blank that may turn out to be none
}

// find tells of every word in a text, also of those that overlap.
func (w *words) find(text string, tell found) {
	if w == nil || len(w.list) == 0 {
		return
	}
	p := walk{words: w} // tell is no part of it: what it captures would go to the heap
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		sign := signOther
		if page := w.pages[r>>8]; page != nil {
			sign = page[r&255]
		}
		switch {
		case sign == isBlank:
			p.gap = p.signs > 0
		case sign >= 0:
			p.take(tell, sign, i, i+size)
		case sign <= isLong:
			for _, s := range w.long[isLong-sign] {
				p.take(tell, s, i, i+size)
			}
		}
		i += size
	}
	if p.signs > 0 && p.signs == w.depth[p.state] && w.ends[p.state] >= 0 {
		tell(&w.list[w.ends[p.state]], int(p.begins[0]), p.end, whole)
	}
}

// take goes on by a character, and by the blank before it, unless that lies
// between two Chinese ones.
func (p *walk) take(tell found, sign int32, from, to int) {
	if p.gap && !(p.han[p.before] && p.han[sign]) {
		p.step(tell, signBlank, from, from)
	}
	p.step(tell, sign, from, to)
	p.before, p.end, p.gap = sign, to, false
}

func (p *walk) step(tell found, sign int32, from, to int) {
	p.begins[p.signs%wordMax] = int32(from)
	p.signs++
	if sign == signOther {
		p.state = 0
		return
	}
	p.state = p.next(p.state, sign)
	for s := p.out[p.state]; s != 0; s = p.out[p.fail[s]] {
		n, at := p.depth[s], inside
		if n == p.signs {
			at = atStart
		}
		tell(&p.list[p.ends[s]], int(p.begins[(p.signs-n)%wordMax]), to, at)
	}
}
