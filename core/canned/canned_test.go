package canned_test

import (
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core/canned"
)

func TestRender(t *testing.T) {
	t.Parallel()
	values := map[string]string{"contact.name": "{{agent.name}} 王", "agent.name": "李", "contact.field.city": "深圳"}
	for _, c := range []struct {
		text, want string
		missing    []string
	}{
		{"plain", "plain", nil},
		{"您好 {{contact.name}}，我是{{ agent.name }}", "您好 {{agent.name}} 王，我是李", nil}, // a customer's name is never looked into
		{"{{contact.field.city}}", "深圳", nil},
		{"no. {{conversation.id}}, {{conversation.id}}!", "no. , !", []string{"conversation.id"}},
		{"{{ }} {} {{a b}} {{{agent.name}}}", "{{ }} {} {{a b}} {李}", nil},
	} {
		got, missing := canned.Render(c.text, func(name string) string { return values[name] })
		if got != c.want || !slices.Equal(missing, c.missing) {
			t.Errorf("%q: %q without %v, want %q without %v", c.text, got, missing, c.want, c.missing)
		}
	}
}

func TestUnknownVariables(t *testing.T) {
	t.Parallel()
	got := canned.Unknown("{{contact.name}} {{contact.nmae}} {{contact.field.city}} {{contact.field.}} {{contact.nmae}}")
	if want := []string{"contact.nmae", "contact.field."}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func FuzzRender(f *testing.F) {
	f.Add("您好 {{contact.name}}", "王")
	f.Add("{{{{a}}}}", "{{a}}")
	f.Fuzz(func(t *testing.T, text, value string) {
		out, missing := canned.Render(text, func(string) string { return value })
		names := canned.Variables(text)
		if len(names) == 0 && out != text {
			t.Errorf("%q became %q", text, out)
		}
		if (value == "") != (len(missing) > 0) && len(names) > 0 {
			t.Errorf("%q with %q: missing %v", text, value, missing)
		}
	})
}
