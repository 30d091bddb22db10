package hub

import (
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestFormattingStaysWhereItWasWhenTextIsMasked(t *testing.T) {
	t.Parallel()
	part := func(offset, length int) core.Entity { return core.Entity{Type: "bold", Offset: offset, Length: length} }
	for _, c := range []struct {
		name     string
		was, is  string
		had, has []core.Entity
	}{
		{"nothing is masked", "你好", "你好", []core.Entity{part(0, 2)}, []core.Entity{part(0, 2)}},
		{"Chinese", "你这笨蛋，快点", "你这**，快点", []core.Entity{part(2, 2), part(5, 2)}, []core.Entity{part(2, 2), part(5, 2)}},
		{"a character of two units before", "𠮷笨👍 快点", "*笨* 快点", []core.Entity{part(0, 2), part(2, 3), part(6, 2)}, []core.Entity{part(0, 1), part(1, 2), part(4, 2)}},
		{"a family is one sign of seven characters", "a👨‍👩‍👧b", "a*****b", []core.Entity{part(1, 8), part(9, 1)}, []core.Entity{part(1, 5), part(6, 1)}},
		{"what was wrong before is left out", "👍笨", "👍*", []core.Entity{part(2, 9), part(-1, 1), part(2, 1)}, []core.Entity{part(2, 1)}},
		{"another length is not followed", "笨蛋", "*", []core.Entity{part(0, 2)}, nil},
		{"no formatting", "👍", "*", nil, nil},
	} {
		got := masked16(core.Content{Text: c.was, Entities: c.had, HTML: "<b>"}, c.is)
		if got.Text != c.is || !slices.Equal(got.Entities, c.has) || c.was != c.is && got.HTML != "" {
			t.Errorf("%s: %q %+v %q, want %+v", c.name, got.Text, got.Entities, got.HTML, c.has)
		}
	}
}
