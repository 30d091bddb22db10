package routing

import (
	"cmp"
	"slices"
)

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
