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

// builder makes words.
type builder struct {
	*words
	folding *folding
	signs   map[rune]int32
	bySign  []rune
}

func newBuilder() *builder {
	b := &builder{words: &words{}, folding: foldings(), signs: map[rune]int32{' ': signBlank}, bySign: []rune{0, ' '}}
	b.state(0)
	return b
}

func (b *builder) state(depth int) int32 {
	b.edges, b.fail, b.depth, b.ends, b.out = append(b.edges, nil), append(b.fail, 0), append(b.depth, depth), append(b.ends, -1), append(b.out, 0)
	return int32(len(b.edges) - 1)
}

// add takes in a folded word of at most wordMax characters.
func (b *builder) add(folded []rune, u use) {
	s := int32(0)
	for i, r := range folded {
		sign, ok := b.signs[r]
		if !ok {
			sign = int32(len(b.bySign))
			b.signs[r], b.bySign = sign, append(b.bySign, r)
		}
		at, found := slices.BinarySearchFunc(b.edges[s], sign, func(e edge, sign int32) int { return cmp.Compare(e.sign, sign) })
		if !found {
			to := b.state(i + 1)
			b.edges[s] = slices.Insert(b.edges[s], at, edge{sign, to})
		}
		s = b.edges[s][at].to
	}
	if b.ends[s] < 0 {
		b.ends[s] = int32(len(b.list))
		b.list = append(b.list, keyword{})
	}
	w := &b.list[b.ends[s]]
	if !slices.Contains(w.uses, u) {
		w.uses = append(w.uses, u)
	}
}

// done links the states and writes the pages.
func (b *builder) done() *words {
	w := b.words
	w.start = make([]int32, len(b.bySign))
	for _, e := range w.edges[0] {
		w.start[e.sign] = e.to
	}
	queue := make([]int32, 0, len(w.edges))
	for _, e := range w.edges[0] {
		queue = append(queue, e.to)
	}
	for i := 0; i < len(queue); i++ { // the shorter before the longer
		s := queue[i]
		w.out[s] = s
		if w.ends[s] < 0 {
			w.out[s] = w.out[w.fail[s]]
		}
		for _, e := range w.edges[s] {
			w.fail[e.to] = w.next(w.fail[s], e.sign)
			queue = append(queue, e.to)
		}
	}
	b.alphabet()
	return w
}

func (b *builder) alphabet() {
	b.han = make([]bool, len(b.bySign))
	for sign, r := range b.bySign {
		b.han[sign] = han(r)
		if sign > int(signBlank) {
			b.set(r, int32(sign))
		}
	}
	for r, to := range b.folding.of {
		var list []int32
		known := false
		for _, r := range to {
			list = append(list, b.signs[r])
			known = known || b.signs[r] > signBlank
		}
		if known && len(list) == 1 {
			b.set(r, list[0])
		} else if known {
			b.set(r, isLong-int32(len(b.long)))
			b.long = append(b.long, list)
		}
	}
	for r := range b.folding.blanks {
		b.set(r, isBlank)
	}
	for r := range b.folding.skips {
		b.set(r, isNothing)
	}
}

func (b *builder) set(r rune, sign int32) {
	p := &b.pages[r>>8]
	if *p == nil {
		*p = new(page)
	}
	(*p)[r&255] = sign
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
	signs  int            // so far
	begins [wordMax]int32 // where the last signs begin, by their number modulo wordMax
	gap    bool           // a blank that may turn out to be none
}

// find tells of every word in a text, also of those that overlap.
func (w *words) find(text string, tell found) {
	if w == nil || len(w.list) == 0 {
		return
	}
	p := walk{words: w} // tell is no part of it: what it captures would go to the heap
	last := 0           // where the last character that shows ends
	before := signOther
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
		case sign == isNothing:
		case sign >= 0:
			if p.gap {
				p.blank(tell, before, sign, i)
			}
			p.step(tell, sign, i, i+size)
			before, last = sign, i+size
		default:
			for _, s := range w.long[isLong-sign] {
				if p.gap {
					p.blank(tell, before, s, i)
				}
				p.step(tell, s, i, i+size)
				before = s
			}
			last = i + size
		}
		i += size
	}
	if p.signs > 0 && p.signs == w.depth[p.state] && w.ends[p.state] >= 0 {
		tell(&w.list[w.ends[p.state]], int(p.begins[0]), last, whole)
	}
}

// blank takes a blank that lies between two signs, unless both are Chinese.
func (p *walk) blank(tell found, before, after int32, at int) {
	p.gap = false
	if !p.han[before] || !p.han[after] {
		p.step(tell, signBlank, at, at)
	}
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
