package plan

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

// span is an entity with its place in bytes.
type span struct {
	piece
	entity core.Entity
}

// spansOf finds the entities' places. Those that reach outside the text are
// cut to it, those that begin or end inside a surrogate pair take it in, and
// empty ones are left out. The result is sorted by start, the longer first.
func spansOf(text string, entities []core.Entity) []span {
	if len(entities) == 0 {
		return nil
	}
	marks := make([]int, 0, 2*len(entities))
	for _, e := range entities {
		marks = append(marks, e.Offset, end16(e))
	}
	slices.Sort(marks)
	low, high := byteOffsets(text, slices.Compact(marks))
	spans := make([]span, 0, len(entities))
	for _, e := range entities {
		s := span{piece{low[e.Offset], high[end16(e)]}, e}
		if e.Length > 0 && s.start < s.end {
			spans = append(spans, s)
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return spans
}

// end16 returns where an entity ends, without overflow for absurd lengths.
func end16(e core.Entity) int {
	if e.Offset > 0 && e.Length > 0 && e.Offset+e.Length < 0 {
		return int(^uint(0) >> 1)
	}
	return e.Offset + e.Length
}

// byteOffsets maps sorted UTF-16 offsets to bytes, in one walk over the text.
// The maps differ only inside a surrogate pair: low is its start, high its end.
func byteOffsets(text string, marks []int) (low, high map[int]int) {
	low, high = make(map[int]int, len(marks)), make(map[int]int, len(marks))
	at, at16, before := 0, 0, 0
	for _, mark := range marks {
		for at16 < mark && at < len(text) {
			r, size := utf8.DecodeRuneInString(text[at:])
			before = at
			at, at16 = at+size, at16+units16(r)
		}
		low[mark], high[mark] = at, at
		if at16 > mark && mark > 0 {
			low[mark] = before
		}
	}
	return low, high
}

// share makes the text parts: each piece with the entities that lie in it,
// counted from its start. Pieces without anything to see are left out.
func share(text string, pieces []piece, spans []span) []core.Content {
	parts := make([]core.Content, 0, len(pieces))
	var open []span
	for _, p := range pieces {
		for len(spans) > 0 && spans[0].start < p.end {
			open, spans = append(open, spans[0]), spans[1:]
		}
		own := text[p.start:p.end]
		part := core.Content{Kind: core.KindText, Text: own}
		if len(open) > 0 {
			part.Entities = within(text, p, open)
			open = slices.DeleteFunc(open, func(s span) bool { return s.end <= p.end })
		}
		if !blank(own) {
			parts = append(parts, part)
		}
	}
	return parts
}

// within returns the parts of entities that lie in a piece.
func within(text string, p piece, spans []span) []core.Entity {
	entities := make([]core.Entity, 0, len(spans))
	at, at16 := p.start, 0 // entities come in order: one walk finds their starts
	for _, s := range spans {
		from, to := max(s.start, p.start), min(s.end, p.end)
		at16 += len16(text[at:from])
		at = from
		e := s.entity
		e.Offset, e.Length = at16, len16(text[from:to])
		entities = append(entities, e)
	}
	return entities
}

// guards follows what would be broken while positions rise.
type guards struct {
	keep [2][]piece // not yet begun
	ends [2]int     // where the furthest of those begun ends
}

// guards returns the followers for a piece; what began before it is broken
// already.
func (c *cutter) guards(start int) *guards {
	g := &guards{}
	for i, all := range c.keep {
		g.keep[i] = all[sort.Search(len(all), func(n int) bool { return all[n].start >= start }):]
	}
	return g
}

// broken returns what a cut breaks: 0 nothing, 1 an entity, 2 a URL.
func (g *guards) broken(at int) int {
	rank := 0
	for i := range g.keep {
		for len(g.keep[i]) > 0 && g.keep[i][0].start < at {
			g.ends[i] = max(g.ends[i], g.keep[i][0].end)
			g.keep[i] = g.keep[i][1:]
		}
		if at < g.ends[i] {
			rank = i + 1
		}
	}
	return rank
}

// maxScheme is longer than any scheme people send.
const maxScheme = 12

// urls finds what reads like an address with a scheme, or www.
func urls(text string) []piece {
	var all []piece
	for at, free := 0, 0; at < len(text); {
		start := -1
		switch {
		case text[at] == ':' && strings.HasPrefix(text[at:], "://"):
			for start = at; start > max(free, at-maxScheme) && isAlnum(text[start-1]); {
				start--
			}
		case text[at] == 'w' && strings.HasPrefix(text[at:], "www.") && (at == free || !isAlnum(text[at-1])):
			start = at
		}
		if start < 0 {
			at++
			continue
		}
		end := urlEnd(text, at)
		all = append(all, piece{start, end})
		at, free = end, end
	}
	return all
}

// urlEnd goes on to the last character that an address is likely to have; the
// sign behind it belongs to the sentence.
func urlEnd(text string, at int) int {
	end := at + 3
	for end < len(text) && text[end] > ' ' && text[end] < 0x7F && strings.IndexByte("<>\"`", text[end]) < 0 {
		end++
	}
	return at + max(3, len(strings.TrimRight(text[at:end], ".,;:!?)]}'*_")))
}

func isAlnum(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}
