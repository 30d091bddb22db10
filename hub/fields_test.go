package hub_test

import (
	"context"
	"maps"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestFieldsAreDefinedByWhoManagesTheDesk(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		clerk := o.clerk(t, "Wang")
		good := core.Field{Scope: core.FieldContact, Key: "size", Name: " 尺码 ", Kind: core.FieldSelect, Options: []string{"大 ", "小"}}
		_, err := o.CreateField(ctx, clerk, good)
		refused(t, err, "auth.forbidden")
		for code, change := range map[string]func(*core.Field){
			"field.scope": func(f *core.Field) { f.Scope = "ticket" }, "field.key": func(f *core.Field) { f.Key = "Größe" },
			"field.name": func(f *core.Field) { f.Name = " " }, "field.kind": func(f *core.Field) { f.Kind = "colour" },
			"field.options": func(f *core.Field) { f.Options = []string{"大", "大"} },
		} {
			f := good
			f.Options = []string{"大", "小"}
			change(&f)
			_, err := o.CreateField(ctx, boss, f)
			refused(t, err, code)
		}
		f, err := o.CreateField(ctx, boss, good)
		must(t, err)
		if f.Name != "尺码" || f.Options[0] != "大" {
			t.Errorf("%+v", f)
		}
		_, err = o.CreateField(ctx, boss, good)
		refused(t, err, "field.key_taken")
		_, err = o.CreateField(ctx, boss, core.Field{Scope: core.FieldContact, Key: "a", Name: "A", Kind: core.FieldText})
		must(t, err)
		refused(t, o.OrderFields(ctx, boss, core.FieldContact, []string{"a"}), "field.order")
		must(t, o.OrderFields(ctx, boss, core.FieldContact, []string{"a", "size"}))
		options := []string{"M"}
		_, err = o.UpdateField(ctx, boss, core.FieldContact, "size", nil, &options)
		must(t, err)
		_, err = o.UpdateField(ctx, boss, core.FieldContact, "gone", nil, nil)
		refused(t, err, "field.not_found")
		list, err := o.Fields(ctx, clerk)
		must(t, err)
		if len(list) != 2 || list[0].Key != "a" || list[1].Options[0] != "M" {
			t.Errorf("%+v", list)
		}
		refused(t, o.RemoveField(ctx, clerk, core.FieldContact, "a"), "auth.forbidden")
		must(t, o.RemoveField(ctx, boss, core.FieldContact, "a"))
	})
}

func TestValuesOfFieldsAreChecked(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		c := only(t, o.Hub)
		for _, scope := range []core.FieldScope{core.FieldContact, core.FieldConversation} {
			_, err := o.CreateField(ctx, boss, core.Field{Scope: scope, Key: "born", Name: "Born", Kind: core.FieldDate})
			must(t, err)
		}
		_, err := o.UpdateContact(ctx, boss, c.ContactID, nil, map[string]string{"born": "yesterday"})
		refused(t, err, "field.value")
		contact, err := o.UpdateContact(ctx, boss, c.ContactID, nil, map[string]string{"born": " 2001-02-03 ", "free": "as before"})
		must(t, err)
		if contact.Fields["born"] != "2001-02-03" || contact.Fields["free"] != "as before" {
			t.Errorf("%v", contact.Fields)
		}
		_, err = o.SetConversationFields(ctx, boss, c.ID, map[string]string{"free": "x"})
		refused(t, err, "field.unknown")
		_, err = o.SetConversationFields(ctx, boss, c.ID, map[string]string{"born": "2001-02-30"})
		refused(t, err, "field.value")
		got, err := o.SetConversationFields(ctx, boss, c.ID, map[string]string{"born": "2001-02-03"})
		must(t, err)
		if want := map[string]string{"born": "2001-02-03"}; !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		must(t, o.RemoveField(ctx, boss, core.FieldConversation, "born"))
		got, err = o.SetConversationFields(ctx, boss, c.ID, map[string]string{"born": ""}) // what is left of a field can be taken away
		must(t, err)
		if len(got) != 0 {
			t.Errorf("%v is left", got)
		}
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn, Permissions: core.Permissions()}
		_, err = o.ConversationFields(ctx, stranger, c.ID)
		refused(t, err, "conversation.not_found")
	})
}

func TestHiddenValuesStayHiddenAndUnharmed(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		clerk := o.clerk(t, "Wang")
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		c := only(t, o.Hub)
		_, err := o.CreateField(ctx, boss, core.Field{Scope: core.FieldConversation, Key: "phone", Name: "Phone", Kind: core.FieldText})
		must(t, err)
		_, err = o.SetConversationFields(ctx, boss, c.ID, map[string]string{"phone": "13800138000"})
		must(t, err)
		shown, err := o.ConversationFields(ctx, clerk, c.ID)
		must(t, err)
		if !strings.Contains(shown["phone"], "*") {
			t.Errorf("the clerk sees %v", shown)
		}
		_, err = o.SetConversationFields(ctx, clerk, c.ID, shown) // as a form sends it back
		must(t, err)
		kept, err := o.ConversationFields(ctx, boss, c.ID)
		must(t, err)
		if kept["phone"] != "13800138000" {
			t.Errorf("kept is %v", kept)
		}
	})
}
