package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

func TestTagsAreRenamedMergedAndRemoved(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d, by := context.Background(), newDesk(t, s, 1, 3), all().Actor()
		for i, c := range d.views {
			must(t, s.Tag(ctx, core.TagConversation, c.ID, "old", true, by))
			if i > 0 {
				must(t, s.Tag(ctx, core.TagConversation, c.ID, "new", true, by))
			}
		}
		must(t, s.AddTag(ctx, core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "old", Color: "#ff0000"}))
		names := func(scope core.TagScope) (out []string) {
			t.Helper()
			list, err := s.Tags(ctx, scope)
			must(t, err)
			for _, tag := range list {
				out = append(out, fmt.Sprint(tag.Scope, " ", tag.Name, tag.Color))
			}
			return out
		}
		if got := names(""); !slices.Equal(got, []string{"contact old#ff0000", "conversation new", "conversation old"}) {
			t.Errorf("%q", got)
		}
		list, err := s.Tags(ctx, core.TagConversation)
		must(t, err)
		fresh, old := list[0], list[1]
		old.Name = "new"
		if _, err := s.ChangeTag(ctx, old); !errors.Is(err, store.ErrTagTaken) {
			t.Errorf("a name twice: %v", err)
		}
		if err := s.AddTag(ctx, core.Tag{ID: core.NewID(), Scope: core.TagConversation, Name: "new"}); !errors.Is(err, store.ErrTagTaken) {
			t.Errorf("a name twice: %v", err)
		}
		_, err = s.MergeTag(ctx, old.ID, fresh.ID)
		must(t, err)
		for _, c := range d.views {
			if got := d.get(t, all(), c.ID).Tags; !slices.Equal(got, []string{"new"}) {
				t.Errorf("merged: %v", got)
			}
		}
		fresh.Name, fresh.Color = "newer", "#00ff00"
		_, err = s.ChangeTag(ctx, fresh)
		must(t, err)
		if got, err := s.TagByID(ctx, fresh.ID); err != nil || got != fresh {
			t.Errorf("%+v, %v", got, err)
		}
		must(t, s.RemoveTag(ctx, fresh.ID))
		if got := d.get(t, all(), d.views[0].ID).Tags; len(got) != 0 {
			t.Errorf("removed: %v", got)
		}
		_, read := s.TagByID(ctx, fresh.ID)
		_, change := s.ChangeTag(ctx, fresh)
		for what, err := range map[string]error{"read": read, "change": change, "remove": s.RemoveTag(ctx, fresh.ID)} {
			if !errors.Is(err, store.ErrNoTag) {
				t.Errorf("%s a tag that is gone: %v", what, err)
			}
		}
	})
}

func TestATagOfManyIsMergedInPieces(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		from, into := core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "a"}, core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "b"}
		must(t, s.AddTag(ctx, from))
		must(t, s.AddTag(ctx, into))
		tagMany(t, s, from.ID, 2100)
		_, err := s.MergeTag(ctx, from.ID, into.ID)
		must(t, err)
		if n := tagged(t, s, into.ID); n != 2100 {
			t.Errorf("%d bear the other tag", n)
		}
	})
}

// ruleOn is a rule that names the tags "old" and "other".
func ruleOn(t *testing.T, s *store.Store) routing.Rule {
	t.Helper()
	r := routing.Rule{ID: core.NewID(), Name: "退款", Enabled: true, Then: routing.Then{Tags: []string{"old", "other"}},
		When: routing.When{Tags: &routing.TagsAre{Any: []string{"old"}, None: []string{"other", "old"}}}}
	must(t, s.AddRoutingRule(context.Background(), r))
	return r
}

func TestARuleFollowsItsTags(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		rule := ruleOn(t, s)
		tag := func(scope core.TagScope, name string) core.Tag {
			one := core.Tag{ID: core.NewID(), Scope: scope, Name: name}
			must(t, s.AddTag(ctx, one))
			return one
		}
		person, talk, calm := tag(core.TagContact, "old"), tag(core.TagConversation, "old"), tag(core.TagConversation, "calm")
		holds := func(when, then string) {
			t.Helper()
			rules, err := s.RoutingRules(ctx)
			must(t, err)
			if got := fmt.Sprint(*rules[0].When.Tags, rules[0].Then.Tags); got != when+then {
				t.Errorf("%s, want %s%s", got, when, then)
			}
		}
		before, err := s.RoutingRevision(ctx)
		must(t, err)
		person.Name = "new"
		if ruled, err := s.ChangeTag(ctx, person); err != nil || !ruled {
			t.Fatal(ruled, err)
		}
		holds("{[new] [] [other new]}", " [old other]") // the one of conversations is another tag
		if after, err := s.RoutingRevision(ctx); err != nil || after == before {
			t.Errorf("the rules are not read again: %s, %v", after, err)
		}
		person.Color = "#ff0000"
		if ruled, err := s.ChangeTag(ctx, person); err != nil || ruled {
			t.Errorf("a colour changes rules: %v, %v", ruled, err)
		}
		var refused *core.Problem
		if err := s.RemoveTag(ctx, talk.ID); !errors.As(err, &refused) || refused.Code != "tag.ruled" || !strings.Contains(refused.Text, rule.Name) {
			t.Fatalf("a tag that a rule names is removed: %v", err)
		}
		if ruled, err := s.MergeTag(ctx, talk.ID, calm.ID); err != nil || !ruled {
			t.Fatal(ruled, err)
		}
		holds("{[new] [] [other new]}", " [calm other]")
		must(t, s.RemoveRoutingRule(ctx, rule.ID))
		must(t, s.RemoveTag(ctx, calm.ID))
	})
}

func TestTagsAreCountedAsFarAsTheViewerSees(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 2, 12)
		rule := ruleOn(t, s)
		for i, c := range d.views {
			must(t, s.Tag(ctx, core.TagConversation, c.ID, "old", true, all().Actor()))
			if i%2 == 0 {
				must(t, s.Tag(ctx, core.TagContact, c.ContactID, "old", true, all().Actor()))
			}
		}
		must(t, s.AddTag(ctx, core.Tag{ID: core.NewID(), Scope: core.TagContact, Name: "unused"}))
		for _, v := range d.viewers(t) {
			people, talks := 0, 0
			for i, c := range d.views {
				if _, err := s.Conversation(ctx, v, c.ID); err == nil {
					talks++
				}
				if _, _, _, err := s.Contact(ctx, v, c.ContactID); err == nil && i%2 == 0 {
					people++
				}
			}
			uses, err := s.TagUses(ctx, v)
			must(t, err)
			if len(uses) != 3 || uses[0].Count != int64(people) || uses[1].Count != 0 || uses[2].Count != int64(talks) || uses[0].More {
				t.Errorf("%+v sees %d people and %d conversations: %+v", v, people, talks, uses)
			}
			if named := []core.TagRule{{ID: rule.ID, Name: rule.Name}}; !slices.Equal(uses[0].Rules, named) || len(uses[1].Rules) != 0 || !slices.Equal(uses[2].Rules, named) {
				t.Errorf("%+v", uses)
			}
		}
		uses, err := s.TagUses(ctx, all())
		must(t, err)
		tagMany(t, s, uses[1].ID, 1500)
		sql(t, s, `INSERT INTO contacts (id, kind, name, blocked, created_at, updated_at) SELECT g.target_id, 'known', 'n', false, 1, 1 FROM taggings g WHERE g.tag_id = $1`, uses[1].ID)
		// Of very many the latest are looked at; whoever sees none of those is told that there are others.
		for _, v := range d.viewers(t) {
			uses, err := s.TagUses(ctx, v)
			must(t, err)
			want := int64(0)
			if v.Scope == core.ScopeAll {
				want = 1000
			}
			if uses[1].Count != want || !uses[1].More || uses[0].More || uses[2].More {
				t.Errorf("%s: %+v", v.Scope, uses)
			}
		}
	})
}

func tagMany(t *testing.T, s *store.Store, tag core.ID, n int) {
	t.Helper()
	set := db.Set{Cols: db.Cols("tag_id uuid, target_id uuid, at bigint")}
	for range n {
		set.Rows = append(set.Rows, []any{tag, core.NewID(), int64(1)})
	}
	sql(t, s, `INSERT INTO taggings (tag_id, target_id, at) {rows}`, set)
}

func tagged(t *testing.T, s *store.Store, tag core.ID) (n int64) {
	t.Helper()
	_, err := db.One(context.Background(), s.DB(), `SELECT COUNT(*) FROM taggings WHERE tag_id = $1`, db.Args(tag), &n)
	must(t, err)
	return n
}
