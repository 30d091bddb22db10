package hub_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/web"
)

func TestWhatThePageSaysIsShownWithTheContact(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		attack := `<img src=x onerror=alert(1)>`
		v := s.visit(object{"page": object{"url": "https://shop.example.com/table?secret=1"}, "context": object{
			"order": "A-1\n<b>", "count": 3, "price": 12.5, "member": true, attack: attack, "nothing": nil, "list": []int{1}, "object": object{"a": 1}, "empty": "", "": "x"}})
		s.say(v.Token, "1", "hello")
		id := s.conversations()[0].ContactID
		want := map[string]string{"context.order": "A-1 <b>", "context.count": "3", "context.price": "12.5", "context.member": "true", "context." + attack: attack}
		about := func() map[string]string {
			out := map[string]string{}
			for k, value := range s.contact(id).Fields {
				if strings.HasPrefix(k, "context.") {
					out[k] = value
				}
			}
			return out
		}
		if got := about(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", got, want)
		}
		s.visit(object{"token": v.Token}) // says nothing: all stays
		s.say(v.Token, "2", "again")
		if got := about(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", got, want)
		}
		s.visit(object{"token": v.Token, "context": object{"order": "B-2"}})
		s.say(v.Token, "3", "and again")
		if got := about(); len(got) != 1 || got["context.order"] != "B-2" || s.contact(id).Fields["page"] != "https://shop.example.com/table" {
			t.Errorf("%v", s.contact(id).Fields)
		}
		s.visit(object{"token": v.Token, "context": object{}})
		s.say(v.Token, "4", "no order")
		if got := about(); len(got) != 0 {
			t.Errorf("%v", got)
		}
		much := object{strings.Repeat("k", 500): strings.Repeat("字", 5000)}
		for i := range 100 {
			much[fmt.Sprint("n", i)] = i
		}
		s.visit(object{"token": v.Token, "context": much})
		s.say(v.Token, "5", "much")
		got := about()
		if long := got["context."+strings.Repeat("k", 64)]; len(got) != 32 || long != strings.Repeat("字", 1000) {
			t.Errorf("%d values, the longest of %d bytes", len(got), len(long))
		}
	})
}

func TestWhoIsBlockedIsNotHeardAndNotTold(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		v := s.visit(nil)
		first := s.say(v.Token, "1", "hello")
		c := s.conversations()[0]
		must(t, s.h.BlockContact(ctx, root(), c.ContactID, true))
		u := into[web.Upload](t, s.upload(v.Token, "a.txt", []byte("a file")), 201)
		r := s.do("POST", "/messages", v.Token, object{"client_message_id": "2", "text": "again", "attachments": []object{{"upload": u.ID}}})
		m := into[web.Message](t, r, 201)
		if m.Text != "again" || m.ClientMessageID != "2" || m.From != "visitor" || m.Delivery != "sent" || m.Offset < first.Offset || m.ID.IsZero() || len(m.Attachments) != 1 {
			t.Errorf("%s", r.body)
		}
		if again := s.say(v.Token, "1", "hello"); again.ID != first.ID {
			t.Error("what was said before is another message now")
		}
		call, err := s.h.VisitorCall(ctx, v.Token, "send", json.RawMessage(`{"client_message_id":"3","text":"by socket"}`))
		must(t, err)
		if !strings.Contains(string(call), "by socket") {
			t.Errorf("%s", call)
		}
		for path, body := range map[string]object{"/typing": {"on": true}, "/contact": {"name": "New name"}} {
			if r := s.do("POST", path, v.Token, body); r.status != 204 {
				t.Errorf("%s: %d %s", path, r.status, r.body)
			}
		}
		if now := s.conversations()[0]; len(s.conversations()) != 1 || now.Seq != c.Seq || s.texts(v.Token) != "hello|" || s.contact(c.ContactID).Fields["name"] != "" {
			t.Errorf("it is heard: %+v, %q", now, s.texts(v.Token))
		}
		must(t, s.h.BlockContact(ctx, root(), c.ContactID, false))
		s.say(v.Token, "4", "thank you")
		if got := s.texts(v.Token); got != "hello|thank you|" {
			t.Errorf("%q", got)
		}
	})
}

func TestTheConfigurationFollowsTheAgents(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	config := func() web.Config { return into[web.Config](t, s.do("GET", "/config", "", nil), 200) }
	if c := config(); c.Limits.Text != 4000 || c.Color == "" {
		t.Errorf("%+v", c)
	}
	if !config().Away {
		t.Error("somebody is there before anybody came")
	}
	_, err := s.h.SetAvailability(context.Background(), s.agent, core.Ready, "")
	must(t, err)
	s.h.ForgetStaff()
	if config().Away {
		t.Error("nobody is there")
	}
	if r := s.do("GET", "/config", "", nil, "Origin", "https://other.example"); r.status != 403 || r.code() != "widget.origin" {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := s.ask("GET", s.url+"/"+core.NewID().String()+"/config", "", nil); r.status != 404 {
		t.Errorf("%d", r.status)
	}
}
