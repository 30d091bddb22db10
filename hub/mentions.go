package hub

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

// mentions returns the agents whom a note names, by entities that name them or
// by "@" and their name, and marks the latter in the note. Whoever may not see
// the conversation is not called to it. before is the note as it was, if it is
// edited: whom it named is named by the same words still.
func (h *Hub) mentions(ctx context.Context, v core.Viewer, c core.ConversationView, note *core.Content, before core.Message) ([]core.ID, error) {
	if !strings.Contains(note.Text, "@") && !slices.ContainsFunc(note.Entities, isMention) {
		return nil, nil
	}
	agents, err := h.store.Agents(ctx)
	if err != nil {
		return nil, err
	}
	agents = slices.DeleteFunc(agents, func(a core.Agent) bool { return a.Disabled })
	for i, e := range note.Entities {
		if id, err := core.ParseID(e.Ref); err == nil && isMention(e) {
			note.Entities[i].Ref = id.String() // one spelling, by which it is found
		}
	}
	var out []core.ID
	for _, e := range slices.Concat(note.Entities, named(note.Text, note.Entities, called(agents, before))) {
		if !isMention(e) {
			continue
		}
		written := slices.Contains(note.Entities, e)
		id, err := core.ParseID(e.Ref)
		if err != nil || !slices.ContainsFunc(agents, func(a core.Agent) bool { return a.ID == id }) {
			return nil, &core.Problem{Status: 422, Code: "mention.unknown", Text: "the note names somebody who does not work here: ref of a mention is an agent's id"}
		}
		sees, err := h.seesAs(ctx, id, c)
		switch {
		case err != nil:
			return nil, err
		case !sees && written:
			return nil, &core.Problem{Status: 422, Code: "mention.unseen", Text: "somebody whom the note names may not see this conversation: invite them first"}
		case !sees:
			continue
		case !written:
			note.Entities = append(note.Entities, e)
		}
		if id != v.AgentID && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	slices.SortStableFunc(note.Entities, func(a, b core.Entity) int { return cmp.Compare(a.Offset, b.Offset) })
	return out, nil
}

func isMention(e core.Entity) bool { return e.Type == core.EntityMention && e.Ref != "" }

// seesAs reports whether an agent may see a conversation.
func (h *Hub) seesAs(ctx context.Context, agent core.ID, c core.ConversationView) (bool, error) {
	v, err := h.store.Viewer(ctx, agent)
	if err != nil {
		return false, err
	}
	return v.Can(core.PermRead) && v.Sees(c.Conversation, c.Participants), nil
}

// called are the agents by the names that a note calls them by: one whom it named
// before has that name alone, though others bear it too.
func called(agents []core.Agent, before core.Message) []core.Agent {
	if before.Content == nil {
		return agents
	}
	agents = slices.Clone(agents)
	units := utf16.Encode([]rune(before.Text))
	for _, e := range before.Content.Entities {
		i := slices.IndexFunc(agents, func(a core.Agent) bool { return isMention(e) && a.ID.String() == e.Ref })
		if i < 0 || e.Offset < 0 || e.Length < 2 || e.Offset > len(units) || e.Length > len(units)-e.Offset || units[e.Offset] != '@' {
			continue
		}
		one := agents[i]
		one.Name = string(utf16.Decode(units[e.Offset+1 : e.Offset+e.Length]))
		agents = append(slices.DeleteFunc(agents, func(a core.Agent) bool { return a.ID == one.ID || strings.EqualFold(a.Name, one.Name) }), one)
	}
	return agents
}

// named finds "@" and the name of an agent in a text, the longest name first. A
// name that several have is nobody's, and a place that an entity covers is
// taken.
func named(text string, taken []core.Entity, agents []core.Agent) []core.Entity {
	known := map[string]int{}
	for _, a := range agents {
		known[strings.ToLower(a.Name)]++
	}
	agents = slices.Clone(agents)
	slices.SortStableFunc(agents, func(a, b core.Agent) int { return cmp.Compare(len(b.Name), len(a.Name)) })
	var out []core.Entity
	units := 0 // of UTF-16, before i
	for i, r := range text {
		at := units
		units += utf16Len(r)
		if r != '@' || slices.ContainsFunc(taken, func(e core.Entity) bool { return at >= e.Offset && at < e.Offset+e.Length }) {
			continue
		}
		for _, a := range agents {
			if end := nameEnd(text[i+1:], a.Name); end > 0 && known[strings.ToLower(a.Name)] == 1 {
				length := 1
				for _, r := range text[i+1 : i+1+end] {
					length += utf16Len(r)
				}
				out = append(out, core.Entity{Type: core.EntityMention, Offset: at, Length: length, Ref: a.ID.String()})
				break
			}
		}
	}
	return out
}

// nameEnd returns how many bytes of a text are a name that it begins with; 0
// where it begins with another, such as a longer one in Latin letters.
func nameEnd(text, name string) int {
	if name == "" || len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
		return 0
	}
	last, _ := utf8.DecodeLastRuneInString(name)
	next, _ := utf8.DecodeRuneInString(text[len(name):])
	if spaced(last) && spaced(next) {
		return 0
	}
	return len(name)
}

// spaced reports whether a letter is of a script that parts words by spaces.
func spaced(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func utf16Len(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// tellMentioned tells the pages of agents that somebody's note names them, or names
// them no more.
func (h *Hub) tellMentioned(m core.Message, by core.ID, named, unnamed []core.ID) {
	tell := func(what string, agents []core.ID) {
		for _, agent := range agents {
			h.toAgent(agent, struct {
				Type         string  `json:"type"`
				Conversation core.ID `json:"conversation"`
				Message      core.ID `json:"message"`
				By           core.ID `json:"by,omitzero"`
			}{what, m.ConversationID, m.ID, by})
		}
	}
	tell("mention", named)
	tell("mention_gone", unnamed)
}
