package plan

import (
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

// Segment sizes of SMS: 3GPP TS 23.038 and 23.040. A segment of several loses
// 6 bytes to the header that joins them.
const (
	gsmSingle, gsmJoined = 160, 153 // septets
	ucsSingle, ucsJoined = 70, 67   // UTF-16 units
)

// Measure returns how long a text is in a unit. SMS segments are counted as
// they would be sent: in GSM-7 where all characters are in its alphabet, else
// in UCS-2, never with a character across two segments.
func Measure(text string, unit core.Unit) int {
	m := meter{unit: unit}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		m.add(r, size)
		i += size
	}
	return m.value()
}

func fits(text string, limit core.Limit) bool {
	m := meter{unit: limit.Unit}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if m.add(r, size); m.value() > limit.Max {
			return false
		}
		i += size
	}
	return true
}

// meter counts a text that grows by one rune at a time. Its value never falls.
type meter struct {
	unit core.Unit
	n    int
	gsm  packer
	ucs  packer
	wide bool // a character outside GSM-7 was met
}

// packer fills segments.
type packer struct{ total, full, used int }

func (p *packer) add(width, size int) {
	p.total += width
	if p.used+width > size {
		p.full, p.used = p.full+1, 0
	}
	p.used += width
}

func (p packer) segments(single int) int {
	if p.total == 0 {
		return 0
	}
	if p.total <= single {
		return 1
	}
	return p.full + 1
}

// add takes a rune and its size in UTF-8; an invalid byte is one of size 1.
func (m *meter) add(r rune, size int) {
	switch m.unit {
	case core.Bytes:
		m.n += size
	case core.Runes:
		m.n++
	case core.SMSSegments:
		s := septets(r)
		m.wide = m.wide || s == 0
		m.gsm.add(s, gsmJoined)
		m.ucs.add(units16(r), ucsJoined)
	default: // UTF-16 is also what an unknown unit is safest taken for
		m.n += units16(r)
	}
}

func (m *meter) value() int {
	switch {
	case m.unit != core.SMSSegments:
		return m.n
	case m.wide:
		return m.ucs.segments(ucsSingle)
	}
	return m.gsm.segments(gsmSingle)
}

func units16(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// len16 returns the length of a text in UTF-16 units.
func len16(s string) int { return Measure(s, core.UTF16) }

// The GSM-7 default alphabet beyond ASCII, and the ASCII characters that are
// in its extension table and take two septets: 3GPP TS 23.038, 6.2.1.
const (
	gsmOther    = "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà"
	gsmExtended = "\f^{}\\[~]|"
)

// septets returns how many septets a character takes in GSM-7, 0 for one that
// is not in it.
func septets(r rune) int {
	switch {
	case r >= 'a' && r <= 'z' || r >= ' ' && r < '[' || r == '\n' || r == '\r' || r == '_':
		return 1
	case r < utf8.RuneSelf:
		if strings.ContainsRune(gsmExtended, r) {
			return 2
		}
		return 0
	case r == '€':
		return 2
	case r <= 'Ω' && strings.ContainsRune(gsmOther, r):
		return 1
	}
	return 0
}

func unitName(u core.Unit) string {
	switch u {
	case core.Bytes:
		return "bytes"
	case core.Runes:
		return "characters"
	case core.SMSSegments:
		return "SMS segments"
	}
	return "UTF-16 units"
}
