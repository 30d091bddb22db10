package core_test

import (
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestAFieldTakesValuesOfItsKind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind core.FieldKind
		good []string
		bad  []string
	}{
		{core.FieldText, []string{"a", strings.Repeat("长", 2000)}, []string{strings.Repeat("长", 2001)}},
		{core.FieldNumber, []string{"0", "-1.5", "123456789012345678", "0.000001"}, []string{"1e3", "NaN", "1,5", ".5", "+1", "1.", "１", "1234567890123456789"}},
		{core.FieldDate, []string{"2024-02-29"}, []string{"2023-02-29", "2024-2-1", "01.02.2024", "2024-02-29T00:00:00Z"}},
		{core.FieldSelect, []string{"大", "小"}, []string{"中", "大小"}},
		{core.FieldBoolean, []string{"true", "false"}, []string{"1", "yes", "True"}},
	} {
		f := core.Field{Kind: c.kind, Options: []string{"大", "小"}}
		for _, v := range c.good {
			if got, ok := f.Value(" " + v + "\n"); !ok || got != v {
				t.Errorf("%s %q: %q, %v", c.kind, v, got, ok)
			}
		}
		for _, v := range c.bad {
			if _, ok := f.Value(v); ok {
				t.Errorf("%s takes %q", c.kind, v)
			}
		}
	}
	if got, _ := (core.Field{Kind: core.FieldText}).Value("a\x00b"); strings.Contains(got, "\x00") {
		t.Errorf("%q cannot be kept", got)
	}
}
