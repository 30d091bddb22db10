package plan

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// natives makes the parts of what the channel has of its own beside text and
// media.
func (p *planner) natives() []core.Content {
	m := &p.msg
	var parts []core.Content
	if m.Location != nil && p.has(core.KindLocation) {
		parts = append(parts, core.Content{Kind: core.KindLocation, Location: m.Location})
	}
	if m.Contact != nil && p.shares(m.Contact) {
		parts = append(parts, core.Content{Kind: core.KindContact, Contact: m.Contact})
	}
	if m.Link != nil && p.has(core.KindLink) {
		parts = append(parts, core.Content{Kind: core.KindLink, Link: m.Link})
	}
	if m.Card != nil && p.has(core.KindCard) {
		parts = append(parts, core.Content{Kind: core.KindCard, Card: m.Card})
	}
	if m.Template != nil { // it means nothing to any other channel: there is no text for it
		parts = append(parts, core.Content{Kind: core.KindTemplate, Template: m.Template})
	}
	return parts
}

func (p *planner) has(kind string) bool {
	_, ok := p.caps.Media[kind]
	return ok
}

// shares reports whether a contact goes as a card: platforms know one by its
// number.
func (p *planner) shares(c *core.ContactCard) bool { return p.has(core.KindContact) && !blank(c.Phone) }

// write makes the text with all that must be written into it.
func (p *planner) write() {
	p.text, p.entities = p.msg.Text, p.msg.Entities
	if !p.caps.Entities && len(p.entities) > 0 {
		p.text = withLinks(p.text, p.entities)
		p.entities = nil
		p.note("entities.dropped", "this channel takes plain text only: the formatting is left out")
	}
	m := &p.msg
	if m.Location != nil && !p.has(core.KindLocation) {
		l := m.Location
		p.append("location", l.Title, l.Address, degrees(l.Latitude)+", "+degrees(l.Longitude))
	}
	if m.Contact != nil && !p.shares(m.Contact) {
		p.append("contact", m.Contact.Name, m.Contact.Phone)
	}
	if m.Link != nil && !p.has(core.KindLink) {
		p.append("link", m.Link.Title, m.Link.Description, m.Link.URL)
	}
	if m.Card != nil && !p.has(core.KindCard) {
		p.append("card", m.Card.Title, m.Card.Detail, m.Card.Price, m.Card.URL)
	}
	if m.Form != nil {
		lines := []string{m.Form.Name}
		for _, key := range slices.Sorted(maps.Keys(m.Form.Fields)) {
			lines = append(lines, key+": "+m.Form.Fields[key])
		}
		p.append("form", lines...)
	}
	p.choose()
}

// choose keeps the choices native where the channel has room for them, and a
// text for them to stand under.
func (p *planner) choose() {
	can, choices := p.caps.Choices, p.msg.Choices
	if len(choices) == 0 {
		return
	}
	why := ""
	switch {
	case can.Max <= 0:
		why = "this channel has no buttons"
	case len(choices) > can.Max:
		why = fmt.Sprintf("this channel has at most %d buttons", can.Max)
	case blank(p.text):
		why = "this channel has buttons only under a text"
	}
	for _, c := range choices {
		if why == "" && !withinLimit(c.Label, can.Label) {
			why = fmt.Sprintf("the label %q is longer than %d %s", c.Label, can.Label.Max, unitName(can.Label.Unit))
		}
		if why == "" && !withinLimit(c.ID, can.ID) {
			why = fmt.Sprintf("the id of %q is longer than %d %s", c.Label, can.ID.Max, unitName(can.ID.Unit))
		}
	}
	if why == "" {
		p.choices = choices
		return
	}
	p.note("choices.as_text", "%s: the choices are written out as numbers", why)
	lines := make([]string, len(choices))
	for i, c := range choices {
		lines[i] = fmt.Sprintf("%d. %s", i+1, c.Label)
	}
	p.append("", lines...)
}

// withinLimit reports whether a text is within a limit; one without a unit is none.
func withinLimit(text string, limit core.Limit) bool {
	return limit.Unit == "" && limit.Max == 0 || fits(text, limit)
}

// append writes lines under the text, empty ones left out, with a note of what
// they stand for.
func (p *planner) append(what string, lines ...string) {
	lines = slices.DeleteFunc(lines, blank)
	if len(lines) == 0 {
		return
	}
	if what != "" {
		p.note(what+".as_text", "this channel has no %s of its own: it is written out as text", what)
	}
	if p.text != "" && !strings.HasSuffix(p.text, "\n") {
		p.text += "\n"
	}
	p.text += strings.Join(lines, "\n")
}

// withLinks writes the target of each link behind its label.
func withLinks(text string, entities []core.Entity) string {
	spans := spansOf(text, entities)
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.end, b.end) })
	var b strings.Builder
	at := 0
	for _, s := range spans {
		url := s.entity.URL
		if s.entity.Type != "link" || url == "" || text[s.start:s.end] == url {
			continue
		}
		b.WriteString(text[at:s.end] + " (" + url + ")")
		at = s.end
	}
	return b.String() + text[at:]
}

func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
