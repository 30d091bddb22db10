package hub

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// nameMax bounds the name of a word list or a schedule, in characters.
const nameMax = 200

// WordLists implements api.Rules.
func (h *Hub) WordLists(ctx context.Context, v core.Viewer) ([]routing.WordList, error) {
	if err := need(v, core.PermRouting); err != nil {
		return nil, err
	}
	return h.store.WordLists(ctx)
}

// WordList implements api.Rules.
func (h *Hub) WordList(ctx context.Context, v core.Viewer, id core.ID) (routing.WordList, error) {
	if err := need(v, core.PermRouting); err != nil {
		return routing.WordList{}, err
	}
	return h.store.WordList(ctx, id)
}

// AddWordList implements api.Rules.
func (h *Hub) AddWordList(ctx context.Context, v core.Viewer, l routing.WordList) (routing.WordList, error) {
	if err := need(v, core.PermRouting); err != nil {
		return l, err
	}
	l.ID = core.NewID()
	if err := checkWordList(&l); err != nil {
		return l, err
	}
	if err := h.store.AddWordList(ctx, l); err != nil {
		return l, err
	}
	return l, h.audit(ctx, v, "routing.word_list_added", l.ID.String(), l.Name)
}

// ChangeWordList implements api.Rules. Nil stays.
func (h *Hub) ChangeWordList(ctx context.Context, v core.Viewer, id core.ID, name *string, words *[]string) (routing.WordList, error) {
	if err := need(v, core.PermRouting); err != nil {
		return routing.WordList{}, err
	}
	l, err := h.store.WordList(ctx, id)
	if err != nil {
		return l, err
	}
	if name != nil {
		l.Name = *name
	}
	if words != nil {
		l.Words = *words
	}
	if err := checkWordList(&l); err != nil {
		return l, err
	}
	s, err := h.ruleSet(ctx)
	if err != nil {
		return l, err
	}
	for i := range s.lists {
		if s.lists[i].ID == id {
			s.lists[i] = l
		}
	}
	if _, err := s.compile(); err != nil {
		return l, err
	}
	if err := h.store.SaveWordList(ctx, l); err != nil {
		return l, err
	}
	h.routingChanged()
	return l, h.audit(ctx, v, "routing.word_list_changed", id.String(), l.Name)
}

// RemoveWordList implements api.Rules.
func (h *Hub) RemoveWordList(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermRouting); err != nil {
		return err
	}
	if err := h.store.RemoveWordList(ctx, id); err != nil {
		return err
	}
	return h.audit(ctx, v, "routing.word_list_removed", id.String(), "")
}

func checkWordList(l *routing.WordList) error {
	if l.Name = strings.TrimSpace(l.Name); l.Name == "" || utf8.RuneCountInString(l.Name) > nameMax {
		return &core.Problem{Status: 422, Code: routing.CodeWords, Text: fmt.Sprintf("give the list a name of at most %d characters", nameMax)}
	}
	return routing.CheckWords(*l)
}
