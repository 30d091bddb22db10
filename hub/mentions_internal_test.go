package hub

import (
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestWhoIsNamedInAText(t *testing.T) {
	t.Parallel()
	li, liMing, ann, anna, twin, other := core.NewID(), core.NewID(), core.NewID(), core.NewID(), core.NewID(), core.NewID()
	agents := []core.Agent{{ID: li, Name: "李"}, {ID: liMing, Name: "李明"}, {ID: ann, Name: "Ann"}, {ID: anna, Name: "Anna Lee"},
		{ID: twin, Name: "Wang"}, {ID: other, Name: "wang"}}
	for _, c := range []struct {
		text string
		want []core.Entity
	}{
		{"nobody here", nil}, {"me@annex.com", nil}, {"@Anne", nil}, {"@wang", nil}, {"@", nil}, {"@@", nil},
		{"@李 看一下", []core.Entity{{Offset: 0, Length: 2, Ref: li.String()}}},
		{"请@李明看一下", []core.Entity{{Offset: 1, Length: 3, Ref: liMing.String()}}},
		{"😀 @ann, @ANNA lee!", []core.Entity{{Offset: 3, Length: 4, Ref: ann.String()}, {Offset: 9, Length: 9, Ref: anna.String()}}},
		{"@@Ann", []core.Entity{{Offset: 1, Length: 4, Ref: ann.String()}}},
	} {
		for i := range c.want {
			c.want[i].Type = core.EntityMention
		}
		if got := named(c.text, nil, agents); !slices.Equal(got, c.want) {
			t.Errorf("%q: %+v, want %+v", c.text, got, c.want)
		}
	}
	if got := named("@Ann", []core.Entity{{Offset: 0, Length: 4}}, agents); got != nil {
		t.Errorf("what is marked already: %+v", got)
	}
}

func FuzzNamed(f *testing.F) {
	f.Add("请@李明看一下", "李明")
	f.Add("\xff@\xff", "\xff")
	f.Fuzz(func(t *testing.T, text, name string) {
		for _, e := range named(text, nil, []core.Agent{{ID: core.NewID(), Name: name}}) {
			if e.Offset < 0 || e.Length < 2 || name == "" {
				t.Errorf("%q with %q: %+v", text, name, e)
			}
		}
	})
}
