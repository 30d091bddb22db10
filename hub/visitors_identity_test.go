package hub_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/web"
)

func TestAProvenUserIsOnePersonOnEveryDevice(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		phone := s.visit(nil)
		s.say(phone.Token, "1", "from the phone")
		phone = into[web.Session](t, s.do("POST", "/identify", phone.Token, object{"identity": s.jwt("7")}), 200)
		if !phone.Visitor.Verified || phone.Visitor.Name != "用户 7" || phone.Visitor.Email != "7@example.com" {
			t.Fatalf("%+v", phone.Visitor)
		}
		laptop := s.visit(nil)
		s.say(laptop.Token, "1", "from the laptop")
		old := laptop.Token
		laptop = s.visit(object{"token": laptop.Token, "identity": s.jwt("7")})
		third := s.visit(object{"user_id": "7", "user_hash": hashOf("7")})
		if laptop.Visitor.ID != phone.Visitor.ID || third.Visitor.ID != phone.Visitor.ID || laptop.Stream.Channel != phone.Stream.Channel {
			t.Fatalf("%s, %s, %s", phone.Visitor.ID, laptop.Visitor.ID, third.Visitor.ID)
		}
		for _, token := range []string{phone.Token, laptop.Token, third.Token} {
			if got := s.texts(token); got != "from the phone|from the laptop|" {
				t.Errorf("%q", got)
			}
		}
		if r := s.do("GET", "/messages", old, nil); r.status != 401 {
			t.Errorf("who knew the token before comes in by it: %d", r.status)
		}
		s.oneOpenConversation(t, 2)
		s.say(third.Token, "1", "and the third")
		c := s.oneOpenConversation(t, 3)
		contact := s.contact(c.ContactID)
		if contact.Kind != core.ContactKnown || contact.Name != "用户 7" || contact.Fields["user_id"] != "7" || contact.Fields["email"] != "7@example.com" || contact.Fields["unverified"] != "" {
			t.Errorf("%+v", contact)
		}
		contacts, err := s.h.Contacts(context.Background(), root(), "", core.Page{})
		must(t, err)
		if len(contacts.Items) != 1 {
			t.Errorf("%d contacts", len(contacts.Items))
		}
		s.stream(phone.Visitor.ID) // its offsets have no gap
	})
}

// oneOpenConversation holds that what was said is in one, in order.
func (s *site) oneOpenConversation(t *testing.T, said int) core.ConversationView {
	t.Helper()
	var open core.ConversationView
	for _, c := range s.conversations() {
		must(t, c.Check())
		if !c.Status.Ended() {
			if !open.ID.IsZero() {
				t.Fatal("two conversations are open")
			}
			open = c
		}
	}
	counts, err := s.h.Store().Counts(context.Background(), root())
	must(t, err)
	if counts.All != 1 {
		t.Errorf("%d conversations are counted as open", counts.All)
	}
	list, err := s.h.Messages(context.Background(), root(), open.ID, 0, 100)
	must(t, err)
	changes, err := s.h.Changes(context.Background(), root(), open.ID, 0, 200)
	must(t, err)
	if len(list) != said || open.Seq != int64(said) || open.LastMessageID != list[said-1].ID || changes[len(changes)-1].Rev != open.Rev {
		t.Fatalf("%d messages of %d, seq %d, rev %d and %d", len(list), said, open.Seq, open.Rev, changes[len(changes)-1].Rev)
	}
	return open
}

func TestWhatIsForgedProvesNobody(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		victim := s.visit(object{"identity": s.jwt("7")})
		s.say(victim.Token, "1", "my order")
		v := s.visit(nil)
		for name, body := range map[string]object{
			"another secret": {"identity": s.jwt("7", "another-secret-of-the-website-012345")},
			"no signature":   {"identity": strings.Join(strings.Split(s.jwt("7"), ".")[:2], ".") + "."},
			"another hash":   {"user_id": "7", "user_hash": hashOf("8")},
			"no hash":        {"user_id": "7"},
			"nothing":        {},
		} {
			for _, path := range []string{"/identify", "/session"} {
				body["token"] = v.Token
				r := s.do("POST", path, v.Token, body)
				if name == "nothing" && path == "/session" {
					continue
				}
				if r.status != 401 || r.code() != "widget.identity_invalid" {
					t.Errorf("%s %s: %d %s", path, name, r.status, r.body)
				}
			}
		}
		if got := s.visit(object{"token": v.Token}); got.Visitor.Verified || got.Visitor.ID == victim.Visitor.ID {
			t.Errorf("%+v", got.Visitor)
		}
	})
}

func TestAnotherUserOnTheSameBrowserIsAnotherPerson(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		first := s.visit(object{"identity": s.jwt("7")})
		s.say(first.Token, "1", "my order")
		second := into[web.Session](t, s.do("POST", "/identify", first.Token, object{"identity": s.jwt("8")}), 200)
		if second.Visitor.ID == first.Visitor.ID || s.texts(second.Token) != "" {
			t.Fatalf("the second reads %q", s.texts(second.Token))
		}
		s.say(second.Token, "2", "another order")
		back := s.visit(object{"identity": s.jwt("7")})
		if got := s.texts(back.Token); got != "my order|" || back.Visitor.ID != first.Visitor.ID {
			t.Errorf("the first reads %q", got)
		}
	})
}

func TestAMessageIsRepeatedAcrossTheProof(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		s.say(s.visit(object{"identity": s.jwt("7")}).Token, "0", "long ago")
		v := s.visit(nil)
		m := s.say(v.Token, "1", "hello")
		next := s.visit(object{"token": v.Token, "identity": s.jwt("7")})
		again := s.say(next.Token, "1", "hello") // its answer was lost
		if again.ID != m.ID || again.Offset <= m.Offset || s.texts(next.Token) != "long ago|hello|" {
			t.Errorf("%+v and %+v: %q", m, again, s.texts(next.Token))
		}
	})
}

func TestManyDevicesAreProvenAtOnce(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		const devices = 8
		var wg sync.WaitGroup
		tokens := make([]string, devices)
		for i := range devices {
			v := s.visit(nil)
			s.say(v.Token, "a", fmt.Sprint("before ", i))
			wg.Go(func() {
				go s.do("POST", "/messages", v.Token, object{"client_message_id": "b", "text": fmt.Sprint("on its way ", i)})
				r := s.do("POST", "/identify", v.Token, object{"identity": s.jwt("7")})
				if r.status != 200 {
					t.Errorf("%d %s", r.status, r.body)
					return
				}
				tokens[i] = into[web.Session](t, r, 200).Token
				s.say(tokens[i], "b", fmt.Sprint("on its way ", i)) // the client repeats what has no answer
			})
		}
		wg.Wait()
		text := s.texts(tokens[0])
		for i := range devices {
			for _, what := range []string{"before ", "on its way "} {
				if n := strings.Count(text, fmt.Sprint(what, i, "|")); n != 1 {
					t.Errorf("%s%d is there %d times", what, i, n)
				}
			}
		}
		s.oneOpenConversation(t, 2*devices)
	})
}

func TestAnAccountThatAsksForAProof(t *testing.T) {
	t.Parallel()
	set := generous()
	set["require_identity"] = "true"
	s := newSite(t, "", set)
	v := s.visit(object{})
	if v.Token != "" || !v.Config.RequireIdentity || v.Stream.Channel != "" || v.Config.Color == "" {
		t.Errorf("%+v", v)
	}
	proven := s.visit(object{"identity": s.jwt("7")})
	s.say(proven.Token, "1", "hello")
	off, on := map[string]string{"require_identity": "false"}, map[string]string{"require_identity": "true"}
	_, err := s.h.UpdateAccount(context.Background(), root(), s.account.ID, nil, off)
	must(t, err)
	before := s.visit(nil)
	_, err = s.h.UpdateAccount(context.Background(), root(), s.account.ID, nil, on)
	must(t, err)
	if r := s.do("GET", "/messages", before.Token, nil); r.status != 401 || r.code() != "widget.identity_required" {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := s.do("POST", "/identify", before.Token, object{"user_id": "7", "user_hash": hashOf("7")}); into[web.Session](t, r, 200).Visitor.ID != proven.Visitor.ID {
		t.Errorf("%s", r.body)
	}
}

func TestAContactThatAnAgentMergedStays(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		known := s.visit(object{"identity": s.jwt("9")})
		s.say(known.Token, "1", "known")
		knownContact := s.conversations()[0].ContactID
		v := s.visit(nil)
		s.say(v.Token, "1", "unknown")
		must(t, s.h.MergeContacts(ctx, root(), s.conversations()[0].ContactID, knownContact))
		proven := s.visit(object{"token": v.Token, "identity": s.jwt("7")})
		if s.texts(proven.Token) != "unknown|" || s.texts(known.Token) != "known|" {
			t.Errorf("%q and %q", s.texts(proven.Token), s.texts(known.Token))
		}
	})
}
