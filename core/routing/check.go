package routing

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/switchboard-hub/switchboard/core"
)

// Verdict is what the sensitive words of a text come to.
type Verdict struct {
	Text    string    `json:"text" doc:"With the words masked that are to be"`
	Blocked bool      `json:"blocked"`
	Masked  bool      `json:"masked"`
	Flagged bool      `json:"flagged"`
	Rules   []core.ID `json:"rules,omitempty" nullable:"false" doc:"Whose words were found"`
	Words   []string  `json:"words,omitempty" nullable:"false" doc:"What was found, as it stands in the lists"`
}

// Check looks for sensitive words. It is asked of every message, in and out, and
// costs one pass over the text however many words there are. A text that is
// masked has as many characters as before; what counts its UTF-16 units, as
// formatting does, must be counted anew.
func (r *Rules) Check(text string, d core.Direction) Verdict {
	v := Verdict{Text: text}
	if r == nil {
		return v
	}
	var masks []stretch
	r.screens.find(text, func(w *keyword, from, to int, at place) {
		for _, u := range w.uses {
			rule := &r.rules[u.rule]
			if !u.match.fits(at) || rule.When.Direction != "" && rule.When.Direction != d {
				continue
			}
			switch rule.Then.Screen {
			case ScreenBlock:
				v.Blocked = true
			case ScreenMask:
				v.Masked = true
				masks = cover(masks, stretch{from, to})
			case ScreenFlag:
				v.Flagged = true
			}
			if !slices.Contains(v.Rules, rule.ID) {
				v.Rules = append(v.Rules, rule.ID)
			}
			if !slices.Contains(v.Words, u.text) {
				v.Words = append(v.Words, u.text)
			}
		}
	})
	if v.Masked {
		v.Text = mask(text, masks)
	}
	return v
}

// stretch is a part of a text, in bytes.
type stretch struct{ from, to int }

// cover adds a stretch that ends where the last one does, or later; those that
// touch become one.
func cover(list []stretch, s stretch) []stretch {
	for n := len(list); n > 0 && list[n-1].to >= s.from; n = len(list) {
		s.from = min(s.from, list[n-1].from)
		list = list[:n-1]
	}
	return append(list, s)
}

// mask replaces the characters of some stretches by *, code point for code
// point. What a person sees as one character, such as a letter with its accent,
// is masked as a whole.
func mask(text string, hidden []stretch) string {
	var out strings.Builder
	out.Grow(len(text))
	cluster, rest, at, state := "", text, 0, -1
	for rest != "" {
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		end := at + len(cluster)
		if len(hidden) > 0 && hidden[0].from < end {
			out.WriteString(strings.Repeat("*", utf8.RuneCountInString(cluster)))
		} else {
			out.WriteString(cluster)
		}
		for len(hidden) > 0 && hidden[0].to <= end {
			hidden = hidden[1:]
		}
		at = end
	}
	return out.String()
}
