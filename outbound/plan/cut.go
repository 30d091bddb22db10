package plan

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/switchboard-hub/switchboard/core"
)

// piece is a stretch of the text, in bytes.
type piece struct{ start, end int }

// cutter cuts one text. The work is linear in the text: a cut lies in the
// second half of what would fit, or in its last three quarters for a space, and
// only then before it when that keeps an entity or a URL whole, which the
// following piece then holds.
type cutter struct {
	text  string
	limit core.Limit
	// keep lists what should stay whole, sorted by start: first the entities,
	// then the URLs, which matter more.
	keep [2][]piece
	// cluster is the last grapheme cluster that was looked up: one that is
	// longer than many pieces must not be searched for its end in each of them.
	cluster piece
}

func newCutter(text string, limit core.Limit, spans []span) *cutter {
	c := &cutter{text: text, limit: limit}
	for _, s := range spans {
		c.protect(0, s.piece)
	}
	for _, u := range urls(text) {
		c.protect(1, u)
	}
	return c
}

// protect keeps a stretch whole, if a piece can hold it at all.
func (c *cutter) protect(rank int, s piece) {
	if fits(c.text[s.start:s.end], c.limit) {
		c.keep[rank] = append(c.keep[rank], s)
	}
}

// pieces cuts the whole text. Where max is not 0, it stops once more than max
// pieces have something to see.
func (c *cutter) pieces(max int) ([]piece, error) {
	var all []piece
	seen := 0
	for at := 0; at < len(c.text) && (max <= 0 || seen <= max); {
		end, err := c.next(at)
		if err != nil {
			return nil, err
		}
		all = append(all, piece{at, end})
		if !blank(c.text[at:end]) {
			seen++
		}
		at = end
	}
	return all, nil
}

// blank reports whether a text shows nothing; no platform sends such a one.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// choices holds the latest cut of each class, by what it would break: nothing,
// an entity, or a URL.
type choices [3][classes]int

// next returns where the piece that begins at start ends.
func (c *cutter) next(start int) (int, error) {
	m := meter{unit: c.limit.Unit}
	var (
		best  choices
		state rhythm
		at    = start
		guard = c.guards(start)
	)
	for {
		end := c.clusterEnd(at)
		if !grow(&m, c.text[at:end], c.limit.Max) {
			break
		}
		state.add(c.text[at:end])
		at = end
		if at == len(c.text) {
			return at, nil
		}
		r, _ := utf8.DecodeRuneInString(c.text[at:])
		best[guard.broken(at)][state.before(r)] = at
	}
	if at == start {
		return c.force(start)
	}
	return best.pick(start, at), nil
}

// grow adds a cluster to the meter and reports whether it is within max.
func grow(m *meter, cluster string, max int) bool {
	for i := 0; i < len(cluster); {
		r, size := rune(cluster[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(cluster[i:])
		}
		if m.add(r, size); m.value() > max {
			return false
		}
		i += size
	}
	return true
}

// pick chooses among the cuts of a piece that could end at full.
func (b *choices) pick(start, full int) int {
	half, quarter := start+(full-start)/2, start+(full-start)/4
	for breaks := range b {
		early := 0
		for class := paragraph; class >= grapheme; class-- {
			from := half
			if class == space {
				from = quarter
			}
			if b[breaks][class] > from {
				return b[breaks][class]
			}
			early = max(early, b[breaks][class])
		}
		if early > start {
			return early
		}
	}
	return full
}

// force cuts inside a grapheme cluster that is longer than a piece, at a rune.
func (c *cutter) force(start int) (int, error) {
	m := meter{unit: c.limit.Unit}
	at := start
	for at < len(c.text) {
		r, size := utf8.DecodeRuneInString(c.text[at:])
		if m.add(r, size); m.value() > c.limit.Max {
			break
		}
		at += size
	}
	if at == start {
		return 0, refuse("message.limit", "this channel's limit of %d %s holds not even one character",
			c.limit.Max, unitName(c.limit.Unit))
	}
	return at, nil
}

// clusterEnd returns the end of the grapheme cluster at a position that is a
// cluster's start, or inside one that had to be cut.
func (c *cutter) clusterEnd(at int) int {
	if at >= c.cluster.start && at < c.cluster.end {
		return c.cluster.end
	}
	if end := plainEnd(c.text, at); end > 0 {
		return end
	}
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(c.text[at:], -1)
	c.cluster = piece{at, at + len(cluster)}
	return c.cluster.end
}

// plainEnd finds the end of the commonest clusters, one character before
// another that joins nothing; 0 means that the tables must be asked, which
// takes ten times as long.
func plainEnd(text string, at int) int {
	if b := text[at]; b < utf8.RuneSelf && b != '\r' {
		if at+1 == len(text) || text[at+1] < utf8.RuneSelf || b == '\n' {
			return at + 1
		}
		if r, _ := utf8.DecodeRuneInString(text[at+1:]); plainHan(r) {
			return at + 1
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	if !plainHan(r) {
		return 0
	}
	if at+size == len(text) || text[at+size] < utf8.RuneSelf {
		return at + size
	}
	if n, _ := utf8.DecodeRuneInString(text[at+size:]); plainHan(n) {
		return at + size
	}
	return 0
}

// plainHan tells Han, kana and full-width characters whose grapheme class is
// "other": they end a cluster and begin one (UAX #29, GB999). The voicing
// marks U+3099, U+309A, U+FF9E and U+FF9F, the tone marks U+302A to U+302F and
// the emoji U+3030 and U+303D are not among them.
func plainHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3000 && r <= 0x3029 || r >= 0x3041 && r <= 0x3096 ||
		r >= 0x30A1 && r <= 0x30FF || r >= 0xFF01 && r <= 0xFF9D || r >= 0x3400 && r <= 0x4DBF
}
