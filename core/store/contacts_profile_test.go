package store_test

import (
	"context"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

func TestAUnionJoinsAPersonOverAccountsAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		shop, service := core.NewID(), core.NewID()
		who := func(account core.ID, user string) core.Identity {
			in := incoming(account, user, 1, "你好")
			in.Envelopes[0].User.Name = "" // the platform tells no names
			must(t, s.Do(ctx, in))
			c, ok, err := s.VisitorConversation(ctx, account, user)
			must(t, err)
			if !ok {
				t.Fatal("no conversation")
			}
			i, err := s.Identity(ctx, c.IdentityID)
			must(t, err)
			return i
		}
		keep := func(i core.Identity, p core.Person) core.ID {
			id, err := s.KeepProfile(ctx, i.ID, p)
			must(t, err)
			return id
		}
		a, b, c := who(shop, "oA"), who(service, "oB"), who(service, "oC")
		first := keep(a, core.Person{User: core.UserRef{Name: "小明", Union: "wechat:u1", Language: "zh-CN"}, Remark: "王先生"})
		if first != a.ContactID {
			t.Fatalf("%v is %v", a.ContactID, first)
		}
		contact, _, _, err := s.Contact(ctx, all(), first)
		must(t, err)
		if contact.Name != "王先生" || contact.Language != "zh" { // what they were heard to speak stays
			t.Errorf("%+v", contact)
		}
		if id := keep(c, core.Person{User: core.UserRef{Name: "小明", Union: "wechat:u2"}}); id != c.ContactID {
			t.Error("one name joined two people")
		}
		if id := keep(b, core.Person{User: core.UserRef{Union: "wechat:u1"}}); id != a.ContactID {
			t.Errorf("one union, two contacts: %v and %v", id, a.ContactID)
		}
		merged, identities, _, err := s.Contact(ctx, all(), a.ContactID)
		must(t, err)
		if len(identities) != 2 || merged.Name != "王先生" {
			t.Errorf("%+v with %d identities", merged, len(identities))
		}
		if id := keep(b, core.Person{User: core.UserRef{Union: "wechat:u1"}}); id != a.ContactID {
			t.Error("asked again, they are one still")
		}
		// What agents part stays parted, however often the platform is asked.
		must(t, s.Unmerge(ctx, b.ContactID, core.Actor{Kind: core.ByAgent, ID: core.NewID()}))
		if id := keep(b, core.Person{User: core.UserRef{Union: "wechat:u1"}}); id != b.ContactID {
			t.Errorf("parted by hand, joined again: %v", id)
		}
		must(t, s.Merge(ctx, b.ContactID, a.ContactID, core.Actor{Kind: core.BySystem}))
		// What they write to either is of the one person.
		in := incoming(service, "oB", 2, "在吗")
		must(t, s.Do(ctx, in))
		conv, _, err := s.VisitorConversation(ctx, service, "oB")
		must(t, err)
		if conv.ContactID != a.ContactID {
			t.Errorf("written by %v", conv.ContactID)
		}
	})
}

func TestReplyWindowsAreKept(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		rules := []core.WindowRule{{Trigger: core.WindowMessage, For: 1 << 50, Max: 5}}
		account := core.NewID()
		in := incoming(account, "u", 1, "hi")
		in.Policy.Windows, in.Envelopes[0].SentAt = rules, 0
		must(t, s.Do(ctx, in))
		c, _, err := s.VisitorConversation(ctx, account, "u")
		must(t, err)
		content := core.Content{Kind: core.KindText, Text: "hello"}
		p := &engine.Post{Viewer: all(), Author: core.Actor{Kind: core.ByAgent, ID: core.NewID()}, ConversationID: c.ID, BodyHash: "x",
			Draft: core.Draft{ClientMessageID: "1", Content: content, Visibility: core.Public}, Parts: []core.Content{content, content}, Windows: rules}
		must(t, s.Do(ctx, p))
		i, err := s.Identity(ctx, c.IdentityID)
		must(t, err)
		if w := i.Windows[core.WindowMessage]; len(w.Sent) != 2 || w.At == 0 {
			t.Errorf("%+v", i.Windows)
		}
	})
}
