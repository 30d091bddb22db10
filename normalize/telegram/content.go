package telegram

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// content reads what a message says; nil for a service message. What carries
// words or a file is never dropped: content newer than this code becomes
// KindUnsupported with a text that names it.
func (m *message) content() *core.Content {
	c := m.known()
	if c == nil {
		fields := m.fields()
		if slices.ContainsFunc(fields, isService) {
			return nil
		}
		c = unsupported(fields)
	}
	m.caption(c)
	if lost := m.lost(); lost != "" {
		c.Text = joined(" ", c.Text, lost)
	}
	return c
}

// known tries one family of content after the other. The order matters where
// Telegram fills two fields: a venue has a location, an animation a document.
func (m *message) known() *core.Content {
	if m.Text != "" {
		return &core.Content{Kind: core.KindText, Text: m.Text, Entities: entitiesOf(m.Text, m.own.Entities), Lead: lead(m.Text)}
	}
	for _, read := range []func() *core.Content{m.picture, m.sound, m.place, m.card, m.play, m.shared, m.closed} {
		if c := read(); c != nil {
			return c
		}
	}
	return nil
}

// caption adds the words beside a medium. Where the content brought a text that
// stands for it, the caption follows on a line of its own.
func (m *message) caption(c *core.Content) {
	if m.Caption == "" {
		return
	}
	before := ""
	if c.Text != "" {
		before = c.Text + "\n"
	}
	c.Text = before + m.Caption
	shift := len(utf16Of(before))
	for _, e := range entitiesOf(m.Caption, m.own.CaptionEntities) {
		e.Offset += shift
		c.Entities = append(c.Entities, e)
	}
}

// lost is a mark for words that were there but could not be read.
func (m *message) lost() string {
	if m.Text == "" && !absent(m.own.RawText) && string(m.own.RawText) != `""` {
		return "[text that could not be read]"
	}
	if m.Caption == "" && !absent(m.own.RawCaption) && string(m.own.RawCaption) != `""` {
		return "[caption that could not be read]"
	}
	return ""
}

// fields lists the names of what the message has beside its frame, sorted.
func (m *message) fields() []string {
	var all map[string]json.RawMessage
	if json.Unmarshal(m.body, &all) != nil {
		return nil
	}
	var names []string
	for name, value := range all {
		if !frameFields[name] && !absent(value) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// unsupported stands for content that this code does not know.
func unsupported(fields []string) *core.Content {
	const most = 3 // names are short; a hostile message may have many
	if len(fields) == 0 {
		return &core.Content{Kind: core.KindUnsupported, Text: "[message without content]"}
	}
	names := make([]string, 0, most)
	for _, f := range fields[:min(most, len(fields))] {
		names = append(names, string([]rune(f)[:min(40, len([]rune(f)))]))
	}
	return &core.Content{Kind: core.KindUnsupported, Text: fmt.Sprintf("[unsupported message: %s]", strings.Join(names, ", "))}
}
