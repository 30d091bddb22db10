package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// folk are contacts that tests merge and part.
type folk struct {
	*store.Store
	t  *testing.T
	by core.Actor
}

func newFolk(t *testing.T, s *store.Store) folk { return folk{s, t, all().Actor()} }

func (f folk) met(name string, fields map[string]string, tags ...string) core.ID {
	f.t.Helper()
	c := met(f.t, f.Store, core.UserRef{ExternalID: name, Name: name}, fields)
	for _, tag := range tags {
		f.tag(c.ID, tag, true)
	}
	return c.ID
}

func (f folk) tag(contact core.ID, tag string, on bool) {
	f.t.Helper()
	must(f.t, f.Tag(context.Background(), core.TagContact, contact, tag, on, f.by))
}

func (f folk) change(contact core.ID, change func(*core.Contact)) {
	f.t.Helper()
	_, err := f.UpdateContact(context.Background(), contact, f.by, change)
	must(f.t, err)
}

func (f folk) field(contact core.ID, key, value string) {
	f.t.Helper()
	f.change(contact, func(c *core.Contact) {
		if value == "" {
			delete(c.Fields, key)
			return
		}
		if c.Fields == nil {
			c.Fields = map[string]string{}
		}
		c.Fields[key] = value
	})
}

// says is the person themselves, by one of the pages that they are at.
func (f folk) says(contact core.ID, key, value string) {
	f.t.Helper()
	_, ids, _, err := f.Contact(context.Background(), all(), contact)
	must(f.t, err)
	must(f.t, f.TellContact(context.Background(), ids[0].ID, func(c *core.Contact) bool { c.Fields[key] = value; return true }))
}

func (f folk) merge(from, into core.ID) {
	f.t.Helper()
	must(f.t, f.Merge(context.Background(), from, into, f.by))
}

func (f folk) part(contact core.ID) {
	f.t.Helper()
	must(f.t, f.Unmerge(context.Background(), contact, f.by))
}

// is asks for a contact's fields and tags, as "key:value" and "#tag", and whether
// it is blocked ("blocked") or a VIP ("vip").
func (f folk) is(what string, contact core.ID, want ...string) {
	f.t.Helper()
	c, _, tags, err := f.Contact(context.Background(), all(), contact)
	must(f.t, err)
	slices.Sort(want)
	if got := traits(c, tags); !slices.Equal(got, want) {
		f.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func traits(c core.Contact, tags []string) (out []string) {
	for key, value := range c.Fields {
		out = append(out, key+":"+value)
	}
	for _, tag := range tags {
		out = append(out, "#"+tag)
	}
	if c.Blocked {
		out = append(out, "blocked")
	}
	if c.VIP {
		out = append(out, "vip")
	}
	slices.Sort(out)
	return out
}

func TestTheContactThatStaysHasTheTagsAndFieldsOfBoth(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx, owner := newFolk(t, s), context.Background(), core.NewID()
		one := f.met("one", map[string]string{"phone": "13812341234", "city": "成都"}, "金卡", "old")
		two := f.met("two", map[string]string{"city": "上海", "email": "two@example.com"}, "金卡", "new")
		f.change(one, func(c *core.Contact) { c.VIP, c.AgentID = true, owner })
		bear := func(want string) {
			t.Helper()
			uses, err := s.TagUses(ctx, all())
			must(t, err)
			var got []string
			for _, u := range uses {
				got = append(got, fmt.Sprint(u.Name, u.Count))
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%v, want %s", got, want)
			}
		}
		bear("new1 old1 金卡2")
		f.merge(one, two)
		f.is("the one that stays", two, "city:上海", "email:two@example.com", "phone:13812341234", "#金卡", "#new", "#old", "vip")
		f.is("the other one, as it was", one, "city:成都", "phone:13812341234", "#金卡", "#old", "vip")
		if c, _, _, err := s.Contact(ctx, all(), two); err != nil || c.AgentID != owner {
			t.Errorf("its own agent: %v, %v", c.AgentID, err)
		}
		bear("new1 old1 金卡1") // one person
		indexPeople(t, s)
		if got := people(t, s, all(), "13812341234"); !slices.Equal(got, []string{"two"}) {
			t.Errorf("found by the number: %q", got)
		}
		f.part(one)
		f.is("apart again", two, "city:上海", "email:two@example.com", "#金卡", "#new")
		f.is("apart again", one, "city:成都", "phone:13812341234", "#金卡", "#old", "vip")
		if c, _, _, err := s.Contact(ctx, all(), two); err != nil || !c.AgentID.IsZero() {
			t.Errorf("its own agent: %v, %v", c.AgentID, err)
		}
		bear("new1 old1 金卡2")
		indexPeople(t, s)
		if got := people(t, s, all(), "13812341234"); !slices.Equal(got, []string{"one"}) {
			t.Errorf("found by the number: %q", got)
		}
	})
}

func TestWhatWasChangedSinceAMergeStaysWhenItIsUndone(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f := newFolk(t, s)
		for i, c := range []struct {
			what   string
			change func(stays core.ID)
			want   string // of the one that stays, after all
		}{
			{"nothing", func(core.ID) {}, ""},
			{"another value", func(id core.ID) { f.field(id, "phone", "2") }, "phone:2"},
			{"the same value, written by somebody", func(id core.ID) { f.field(id, "phone", ""); f.field(id, "phone", "1") }, "phone:1"},
			{"no value", func(id core.ID) { f.field(id, "phone", "") }, ""},
			{"another value, by the person", func(id core.ID) { f.says(id, "phone", "2") }, "phone:2"},
			{"another field", func(id core.ID) { f.field(id, "email", "x") }, "email:x"},
			{"a tag taken off", func(id core.ID) { f.tag(id, "a", false) }, ""},
			{"a tag put on again", func(id core.ID) { f.tag(id, "a", false); f.tag(id, "a", true) }, "#a"},
			{"a tag put on though it is there", func(id core.ID) { f.tag(id, "a", true) }, "#a"},
			{"another tag", func(id core.ID) { f.tag(id, "b", true) }, "#b"},
			{"a VIP no more, and again", func(id core.ID) {
				f.change(id, func(c *core.Contact) { c.VIP = false })
				f.change(id, func(c *core.Contact) { c.VIP = true })
			}, "vip"},
			{"a name", func(id core.ID) { f.change(id, func(c *core.Contact) { c.Name = "x" }) }, ""},
		} {
			goes := f.met(fmt.Sprint("goes", i), map[string]string{"phone": "1"}, "a")
			f.change(goes, func(c *core.Contact) { c.VIP = true })
			stays := f.met(fmt.Sprint("stays", i), nil)
			f.merge(goes, stays)
			f.is(c.what+": merged", stays, "phone:1", "#a", "vip")
			c.change(stays)
			f.part(goes)
			f.is(c.what, stays, strings.Fields(c.want)...)
			f.is(c.what+": the other", goes, "phone:1", "#a", "vip")
		}
	})
}

func TestNoMergeUnblocksAnybody(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f := newFolk(t, s)
		block := func(id core.ID, on bool) { f.change(id, func(c *core.Contact) { c.Blocked = on }) }
		pair := func(goes, stays bool) (core.ID, core.ID) {
			a, b := f.met(core.NewID().String(), nil), f.met(core.NewID().String(), nil)
			block(a, goes)
			block(b, stays)
			f.merge(a, b)
			return a, b
		}
		a, b := pair(true, false)
		f.is("with one who is blocked", b, "blocked")
		f.part(a)
		f.is("without", b)
		f.is("who was blocked", a, "blocked")

		a, b = pair(false, true)
		f.is("blocked before", b, "blocked")
		f.part(a)
		f.is("blocked before, and apart", b, "blocked")
		f.is("not blocked itself", a)

		a, b = pair(true, false)
		block(b, false)
		f.part(a)
		f.is("unblocked as one", b)
		f.is("unblocked as one", a)

		a, b = pair(true, false)
		block(b, false)
		block(b, true)
		f.part(a)
		f.is("blocked as one", b, "blocked")

		a, b = pair(false, false)
		_, c := pair(false, false)
		f.merge(b, c)
		block(c, true)
		f.part(b)
		f.is("blocked as one of three", b, "blocked")
		f.part(a)
		f.is("blocked as one of three", a, "blocked")
		f.is("blocked as one of three", c, "blocked")

		a, b = pair(true, false)
		_, c = pair(false, false)
		f.merge(b, c)
		block(c, false)
		block(c, true) // what b had of a is its own now
		f.part(a)
		f.part(b)
		f.is("blocked as one of three, after another", b, "blocked")
	})
}

func TestWhatIsOnlyClaimedStaysClaimedInAMerge(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f := newFolk(t, s)
		goes := f.met("goes", map[string]string{"email": "a@example.com", "phone": "1", "unverified": "email,name,phone"})
		stays := f.met("stays", map[string]string{"phone": "2"})
		f.merge(goes, stays)
		f.is("merged", stays, "email:a@example.com", "phone:2", "unverified:email")
		f.part(goes)
		f.is("apart", stays, "phone:2")
	})
}

func TestTagsAreMergedWithinMergedContacts(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx := newFolk(t, s), context.Background()
		goes, stays := f.met("goes", nil, "a", "b", "c", "f"), f.met("stays", nil, "d", "e")
		f.merge(goes, stays)
		tags, err := s.Tags(ctx, core.TagContact)
		must(t, err)
		// a is d, which the one that stays has itself; b is c, which it has not; and e, which it has, is f, which it has not.
		for i, into := range map[int]int{0: 3, 1: 2, 4: 5} {
			_, err := s.MergeTag(ctx, tags[i].ID, tags[into].ID)
			must(t, err)
		}
		f.is("merged", stays, "#c", "#d", "#f")
		f.part(goes)
		f.is("apart", stays, "#d", "#f")
		f.is("apart", goes, "#c", "#d", "#f")
	})
}

// tree is what random merges should come to.
type tree struct {
	own  map[core.ID]core.Contact
	tags map[core.ID][]string
	into map[core.ID]core.ID
}

// of returns the tags, and the keys of fields, of a contact and all in it.
func (m tree) of(id core.ID) (tags, keys map[string]bool, blocked bool) {
	tags, keys, blocked = map[string]bool{}, map[string]bool{}, m.own[id].Blocked
	for _, tag := range m.tags[id] {
		tags[tag] = true
	}
	for key := range m.own[id].Fields {
		keys[key] = true
	}
	for child, into := range m.into {
		if into == id {
			t, k, b := m.of(child)
			maps.Copy(tags, t)
			maps.Copy(keys, k)
			blocked = blocked || b
		}
	}
	return tags, keys, blocked
}

// TestMergesAndTheirUndoInAnyOrder: at any time a contact has what all have who
// are merged into it, and once they are parted each is as it was.
func TestMergesAndTheirUndoInAnyOrder(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		f, ctx, seed := newFolk(t, s), context.Background(), rand.Uint64()
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test's data
		m := tree{map[core.ID]core.Contact{}, map[core.ID][]string{}, map[core.ID]core.ID{}}
		var ids []core.ID
		for i := range 6 {
			fields := map[string]string{}
			var tags []string
			for _, x := range []string{"a", "b", "c"} {
				if r.IntN(2) == 0 {
					fields[x] = fmt.Sprint(r.IntN(3) + 1)
				}
				if r.IntN(2) == 0 {
					tags = append(tags, x)
				}
			}
			id := f.met(fmt.Sprint(i), fields, tags...)
			blocked := r.IntN(4) == 0
			f.change(id, func(c *core.Contact) { c.Blocked = blocked })
			ids, m.tags[id], m.own[id] = append(ids, id), tags, core.Contact{Fields: fields, Blocked: blocked}
		}
		check := func() {
			t.Helper()
			for i, id := range ids {
				c, _, got, err := s.Contact(ctx, all(), id)
				must(t, err)
				tags, keys, blocked := m.of(id)
				if !slices.Equal(got, slices.Sorted(maps.Keys(tags))) || c.Blocked != blocked ||
					!slices.Equal(slices.Sorted(maps.Keys(c.Fields)), slices.Sorted(maps.Keys(keys))) {
					t.Fatalf("%d has %v %v %v, want %v %v %v", i, got, c.Fields, c.Blocked, tags, keys, blocked)
				}
				for key, value := range m.own[id].Fields {
					if c.Fields[key] != value {
						t.Fatalf("%d: its own %s is lost: %v", i, key, c.Fields)
					}
				}
			}
		}
		for range 40 {
			from, into := ids[r.IntN(len(ids))], ids[r.IntN(len(ids))]
			if _, merged := m.into[from]; merged {
				f.part(from)
				delete(m.into, from)
			} else if _, merged := m.into[into]; !merged && from != into {
				f.merge(from, into)
				m.into[from] = into
			}
			check()
		}
		for id := range m.into {
			f.part(id)
		}
		clear(m.into)
		check()
	})
}

func TestNobodyChangesWhoWasMerged(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, f := context.Background(), newFolk(t, s)
		goes, stays := f.met("goes", nil, "old"), f.met("stays", nil)
		f.merge(goes, stays)
		_, err := s.UpdateContact(ctx, goes, f.by, func(c *core.Contact) { c.Blocked = true })
		for what, err := range map[string]error{"a block": err, "a tag": s.Tag(ctx, core.TagContact, goes, "new", true, f.by),
			"a tag taken off": s.Tag(ctx, core.TagContact, goes, "old", false, f.by)} {
			if !errors.Is(err, store.ErrMerged) {
				t.Errorf("%s: %v", what, err)
			}
		}
		f.is("the shadow", goes, "#old")
		f.part(goes)
		f.tag(goes, "new", true)
		f.is("its own again", goes, "#new", "#old")
	})
}
