package hub

import (
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// screenIn looks for sensitive words in what people write. What a rule blocks is
// kept as a failed raw, which can be replayed once the rule is another one.
func (h *Hub) screenIn(c *engine.Ingest) {
	rules := h.dispatcher.config.Load().Rules
	if rules == nil {
		return
	}
	kept := c.Envelopes[:0:0]
	for _, e := range c.Envelopes {
		if e.Content == nil || e.Content.Text == "" || e.Historical || e.Direction == core.Out {
			kept = append(kept, e)
			continue
		}
		v := rules.Check(e.Content.Text, core.In)
		if v.Blocked {
			c.Err = fmt.Errorf("a rule does not take messages with %s", quoted(v.Words))
			continue
		}
		if v.Masked || v.Flagged {
			content := masked16(*e.Content, v.Text)
			e.Content = &content
			if c.Flags == nil {
				c.Flags = map[string]engine.FlaggedData{}
			}
			c.Flags[e.Key] = engine.FlaggedData{Words: v.Words, Rules: v.Rules, Masked: v.Masked}
		}
		kept = append(kept, e)
	}
	c.Envelopes = kept
}

// screenOut looks for sensitive words in an answer: one that is blocked is
// refused before anything is stored.
func (h *Hub) screenOut(content *core.Content) (flagged *engine.FlaggedData, err error) {
	v := h.dispatcher.config.Load().Rules.Check(content.Text, core.Out)
	switch {
	case v.Blocked:
		return nil, errSensitive(422, "message.sensitive_word", v)
	case v.Masked || v.Flagged:
		*content = masked16(*content, v.Text)
		return &engine.FlaggedData{Words: v.Words, Rules: v.Rules, Masked: v.Masked}, nil
	}
	return nil, nil
}

// sensitive refuses what a visitor writes where a rule blocks it.
func (h *Hub) sensitive(text string) error {
	if v := h.dispatcher.config.Load().Rules.Check(text, core.In); v.Blocked {
		return &core.Problem{Status: 422, Code: "widget.refused", Text: "the message has words that are not taken here"}
	}
	return nil
}

func errSensitive(status int, code string, v routing.Verdict) error {
	return &core.Problem{Status: status, Code: code, Text: "a rule keeps messages with " + quoted(v.Words) + " from being sent"}
}

func quoted(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }

// masked16 puts a masked text in the place of the old one. It has a character
// for each that it hides, but formatting counts UTF-16 units, of which some
// characters have two: formatting is counted anew.
func masked16(c core.Content, text string) core.Content {
	if c.Text != text {
		c.Entities = realigned(c.Entities, c.Text, text)
		c.Text, c.HTML = text, ""
	}
	return c
}

// realigned moves formatting from one text to another that has as many
// characters; it is given up where it has not.
func realigned(entities []core.Entity, from, to string) []core.Entity {
	was, is := []rune(from), []rune(to)
	if len(entities) == 0 || len(was) != len(is) {
		return nil
	}
	place := []int{0} // by the unit in the old text
	at := 0
	for i, r := range was {
		at += utf16Len(is[i])
		for range utf16Len(r) {
			place = append(place, at)
		}
	}
	out := make([]core.Entity, 0, len(entities))
	for _, e := range entities {
		if end := e.Offset + e.Length; e.Offset >= 0 && e.Offset <= end && end < len(place) {
			e.Offset = place[e.Offset]
			e.Length = place[end] - e.Offset
			out = append(out, e)
		}
	}
	return out
}
