package hub_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

func TestTagsAreManagedByWhoManagesTheDesk(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		clerk := o.clerk(t, "Wang")
		vip := core.Tag{Scope: core.TagContact, Name: " VIP ", Color: "#ff8800"}
		_, err := o.CreateTag(ctx, clerk, vip)
		refused(t, err, "auth.forbidden")
		for code, tag := range map[string]core.Tag{"tag.scope": {Scope: "ticket", Name: "x"}, "tag.color": {Scope: core.TagContact, Name: "x", Color: "red"},
			"tag.name": {Scope: core.TagContact, Name: " "}} {
			_, err := o.CreateTag(ctx, boss, tag)
			refused(t, err, code)
		}
		one, err := o.CreateTag(ctx, boss, vip)
		must(t, err)
		_, err = o.CreateTag(ctx, boss, vip)
		refused(t, err, "tag.name_taken")
		two, err := o.CreateTag(ctx, boss, core.Tag{Scope: core.TagContact, Name: "gold"})
		must(t, err)
		other, err := o.CreateTag(ctx, boss, core.Tag{Scope: core.TagConversation, Name: "gold"})
		must(t, err)
		name, none := "金", ""
		got, err := o.UpdateTag(ctx, boss, two.ID, &name, &none)
		must(t, err)
		if got.Name != "金" || one.Name != "VIP" {
			t.Errorf("%+v, %+v", got, one)
		}
		refused(t, o.MergeTags(ctx, boss, one.ID, one.ID), "tag.merge")
		refused(t, o.MergeTags(ctx, boss, one.ID, other.ID), "tag.merge")
		refused(t, o.MergeTags(ctx, clerk, one.ID, two.ID), "auth.forbidden")
		must(t, o.MergeTags(ctx, boss, one.ID, two.ID))
		refused(t, o.RemoveTag(ctx, boss, one.ID), "tag.not_found")
		must(t, o.RemoveTag(ctx, boss, other.ID))
		list, err := o.Tags(ctx, clerk, "")
		must(t, err)
		if len(list) != 1 || list[0].ID != two.ID {
			t.Errorf("%+v", list)
		}
	})
}

func TestATagThatARuleNamesIsRenamedThereAndNotRemoved(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		vip, err := o.CreateTag(ctx, boss, core.Tag{Scope: core.TagContact, Name: "VIP"})
		must(t, err)
		rule, err := o.AddRoutingRule(ctx, boss, routing.Rule{Name: "贵宾", Enabled: true, Then: routing.Then{Tags: []string{"急"}},
			When: routing.When{Tags: &routing.TagsAre{Any: []string{"VIP"}}}})
		must(t, err)
		refused(t, o.RemoveTag(ctx, boss, vip.ID), "tag.ruled")
		name := "金卡"
		_, err = o.UpdateTag(ctx, boss, vip.ID, &name, nil)
		must(t, err)
		e, err := o.TestRouting(ctx, boss, routing.Facts{Text: "x", Tags: []string{"金卡"}})
		must(t, err)
		if len(e.Decision.Tags) != 1 {
			t.Errorf("the rule does not follow: %+v", e)
		}
		_, err = o.TagUses(ctx, o.clerk(t, "Wang"))
		refused(t, err, "auth.forbidden")
		uses, err := o.TagUses(ctx, boss)
		must(t, err)
		if len(uses) != 1 || len(uses[0].Rules) != 1 || uses[0].Rules[0].ID != rule.ID {
			t.Errorf("%+v", uses)
		}
		must(t, o.RemoveRoutingRule(ctx, boss, rule.ID))
		must(t, o.RemoveTag(ctx, boss, vip.ID))
	})
}
