package hub_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/web"
)

type object = map[string]any

func TestAHundredFirstMessagesMakeOneContactAndOneConversation(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		token := s.visit(nil).Token
		var wg sync.WaitGroup
		for i := range 100 {
			wg.Go(func() { s.say(token, fmt.Sprint("c", i), fmt.Sprint("message ", i)) })
		}
		wg.Wait()
		contacts, err := s.h.Contacts(context.Background(), root(), "", core.Page{})
		must(t, err)
		conversations := s.conversations()
		if len(contacts.Items) != 1 || len(conversations) != 1 || conversations[0].Seq != 100 {
			t.Fatalf("%d contacts, %d conversations, %d messages", len(contacts.Items), len(conversations), conversations[0].Seq)
		}
		if h := s.history(token, "?limit=100"); len(h.Items) != 100 || h.Offset != 101 || h.More {
			t.Errorf("%d items up to %d, more %v", len(h.Items), h.Offset, h.More)
		}
	})
}

func TestAMessageThatIsRepeatedIsTheSame(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		token := s.visit(nil).Token
		var wg sync.WaitGroup
		var mu sync.Mutex
		seen, created := map[core.ID]int{}, 0
		for range 20 {
			wg.Go(func() {
				r := s.do("POST", "/messages", token, object{"client_message_id": "one", "text": "hello"})
				var m web.Message
				if err := json.Unmarshal(r.body, &m); err != nil || r.status > 201 {
					t.Errorf("%d %s", r.status, r.body)
				}
				mu.Lock()
				defer mu.Unlock()
				seen[m.ID]++
				if r.status == 201 {
					created++
				}
			})
		}
		wg.Wait()
		if len(seen) != 1 || created == 0 || s.conversations()[0].Seq != 1 {
			t.Fatalf("%v, %d created", seen, created)
		}
		again := s.do("POST", "/messages", token, object{"client_message_id": "one", "text": "hello"})
		if m := into[web.Message](t, again, 200); m.Offset != 2 || m.ClientMessageID != "one" || m.From != "visitor" || m.Delivery != "sent" {
			t.Errorf("%+v", m)
		}
		other := s.visit(nil).Token // another visitor's ids are that one's own
		if m := s.say(other, "one", "me too"); seen[m.ID] > 0 || m.Text != "me too" {
			t.Errorf("%+v", m)
		}
	})
}

func TestNobodyReadsWhatIsNotTheirs(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		mine, other := s.visit(nil), s.visit(nil)
		s.say(mine.Token, "1", "my card number")
		if len(s.history(other.Token, "").Items) != 0 {
			t.Error("another visitor reads it")
		}
		second, err := s.h.AddAccount(context.Background(), root(), "web", "second", generous())
		must(t, err)
		for _, c := range []struct{ path, token string }{
			{s.account.ID.String(), ""}, {s.account.ID.String(), "swv_" + strings.Repeat("A", 43)}, {s.account.ID.String(), mine.Token + "x"},
			{second.ID.String(), mine.Token},
		} {
			if r := s.ask("GET", s.url+"/"+c.path+"/messages", c.token, nil); r.status != 401 || r.code() != "widget.token" {
				t.Errorf("%+v: %d %s", c, r.status, r.body)
			}
		}
		if r := s.do("GET", "/messages?token="+mine.Token, "", nil); r.status != 401 {
			t.Errorf("a token in the address: %d", r.status)
		}
		if r := s.do("POST", "/logout", mine.Token, nil); r.status != 204 {
			t.Errorf("logout: %d", r.status)
		}
		for _, call := range []string{"/messages", "/typing", "/read", "/identify", "/contact"} {
			if r := s.do("POST", call, mine.Token, object{}); r.status != 401 {
				t.Errorf("%s after the logout: %d %s", call, r.status, r.body)
			}
		}
		if again := s.visit(object{"token": mine.Token}); again.Token == mine.Token || again.Visitor.ID == mine.Visitor.ID {
			t.Error("the session goes on")
		}
	})
}

func TestWhatAVisitorSeesOfAConversation(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		v := s.visit(object{"locale": "zh-CN", "page": object{"url": "https://shop.example.com/cart?card=4111#x", "title": "购物车", "referrer": "https://search.example/?q=me"}})
		first := s.say(v.Token, "1", "你好")
		c := s.conversations()[0]
		edited := s.answer(c.ID, "wrong")
		_, _, err := s.h.Post(ctx, s.agent, c.ID, core.Draft{ClientMessageID: "n", Visibility: core.Note, Content: core.Content{Kind: core.KindText, Text: "he is rude"}})
		must(t, err)
		deleted := s.answer(c.ID, "secret")
		_, err = s.h.Edit(ctx, s.agent, c.ID, edited.ID, "right")
		must(t, err)
		_, err = s.h.Delete(ctx, s.agent, c.ID, deleted.ID)
		must(t, err)
		must(t, s.h.VisitorReadBy(ctx, s.agent, c.ID, 1))
		must(t, s.h.VisitorReadBy(ctx, s.agent, c.ID, 1)) // says nothing new
		if got := s.visit(object{"token": v.Token}); got.Unread != 1 || got.Status == nil || got.Status.Status != "active" || got.Status.Agent.Name != "Owner" || got.Token != v.Token {
			t.Errorf("%+v", got)
		}
		if r := s.do("POST", "/read", v.Token, object{"upto": 100}); r.status != 204 {
			t.Fatalf("%s", r.body)
		}
		if m, err := s.h.Message(ctx, root(), c.ID, edited.ID); err != nil || m.Delivery != core.DeliveryRead {
			t.Errorf("%s, %v", m.Delivery, err)
		}
		_, err = s.h.Step(ctx, s.agent, c.ID, core.Step{Kind: core.StepComplete})
		must(t, err)
		items := s.stream(v.Visitor.ID)
		want := "status (queued) message status (active) message deleted updated deleted read none status (ended) "
		if got := types(items); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if items[5].Message.Text != "right" || items[5].Message.EditedAt == 0 || items[3].Message.Name != "Owner" || items[7].Upto != first.Offset {
			t.Errorf("%+v %+v", items[5].Message, items[7])
		}
		h := s.history(v.Token, "")
		raw, err := json.Marshal([]any{items, h})
		must(t, err)
		for _, secret := range []string{"rude", "secret", "wrong", "owner@example.com", "4111"} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%q is told", secret)
			}
		}
		if h.Items[0].Message.Delivery != "read" || h.Status.Status != "ended" || h.Offset != 10 || len(h.Items) != 3 || h.Items[2].Type != "deleted" {
			t.Errorf("%+v", h)
		}
		contact := s.contact(c.ContactID)
		if contact.Fields["page"] != "https://shop.example.com/cart" || contact.Fields["referrer"] != "https://search.example/" || contact.Language != "zh-CN" ||
			!strings.HasPrefix(contact.Name, "访客 ") || contact.Kind != core.ContactVisitor {
			t.Errorf("%+v", contact)
		}
	})
}

func TestTheHistoryGoesBackPageByPage(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	v := s.visit(nil)
	for i := range 7 {
		s.say(v.Token, fmt.Sprint(i), fmt.Sprint(i))
	}
	got, before := "", int64(0)
	for range 10 {
		h := s.history(v.Token, fmt.Sprintf("?limit=3&before=%d", before))
		page := ""
		for _, i := range h.Items {
			page += i.Message.Text
		}
		got = page + "|" + got
		if !h.More {
			break
		}
		before = h.Items[0].Message.Offset
	}
	if got != "0|123|456|" {
		t.Errorf("%q", got)
	}
	if r := s.do("GET", "/messages?before=x", v.Token, nil); r.status != 422 {
		t.Errorf("%d", r.status)
	}
}

// The self-test of a site is done when a visitor was answered.
func TestASiteThatAnswersIsTestedWhole(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	replies := func() core.LegState {
		must(t, s.h.Store().FlushHealth(context.Background()))
		legs, err := s.h.TestAccount(context.Background(), root(), s.account.ID)
		must(t, err)
		for _, l := range legs {
			if l.Name == "first_reply" {
				return l.State
			}
		}
		return ""
	}
	s.say(s.visit(nil).Token, "1", "hello")
	if got := replies(); got != core.LegWaiting {
		t.Errorf("before an answer: %q", got)
	}
	s.answer(s.conversations()[0].ID, "hello to you")
	if got := replies(); got != core.LegOK {
		t.Errorf("after an answer: %q", got)
	}
}

func TestAChoiceIsOneThatWasOffered(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	v, other := s.visit(nil), s.visit(nil)
	s.say(v.Token, "1", "which size?")
	c := s.conversations()[0]
	s.say(other.Token, "1", "hello")
	m, _, err := s.h.Post(context.Background(), s.agent, c.ID, core.Draft{ClientMessageID: "a", Visibility: core.Public,
		Content: core.Content{Kind: core.KindText, Text: "choose", Choices: []core.Choice{{ID: "m", Label: "Medium"}}}})
	must(t, err)
	if h := s.history(v.Token, ""); len(h.Items[1].Message.Choices) != 1 || h.Items[1].Message.Choices[0] != (web.Choice{ID: "m", Text: "Medium"}) {
		t.Errorf("%+v", h.Items[1].Message)
	}
	press := func(token, id string) reply {
		return s.do("POST", "/messages", token, object{"client_message_id": "x" + id, "choice": object{"message": m.ID, "id": id}})
	}
	if press(v.Token, "xl").code() != "widget.choice_unknown" || press(other.Token, "m").code() != "widget.choice_unknown" {
		t.Error("a choice that was not offered")
	}
	if got := into[web.Message](t, press(v.Token, "m"), 201); got.Text != "Medium" {
		t.Errorf("%+v", got)
	}
	all, err := s.h.Messages(context.Background(), root(), c.ID, 0, 10)
	must(t, err)
	if last := all[len(all)-1]; last.ReplyTo != m.ID || last.Content.Choice.ID != "m" {
		t.Errorf("%+v", last)
	}
}

func TestWhatAVisitorClaimsIsNotBelieved(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		proven := s.visit(object{"identity": s.jwt("7")})
		s.say(proven.Token, "1", "my order")
		v := s.visit(nil)
		s.say(v.Token, "1", "hello")
		for _, bad := range []object{{}, {"email": "no"}, {"email": "a b@c"}, {"phone": "call me"}} {
			if r := s.do("POST", "/contact", v.Token, bad); r.status != 422 {
				t.Errorf("%v: %d", bad, r.status)
			}
		}
		if r := s.do("POST", "/contact", v.Token, object{"name": "小李", "email": "7@example.com", "phone": "+86 138-0000"}); r.status != 204 {
			t.Fatalf("%s", r.body)
		}
		conversations := s.conversations()
		if len(conversations) != 2 || conversations[0].ContactID == conversations[1].ContactID {
			t.Fatal("an address that is claimed has merged two people")
		}
		c := s.contact(conversations[0].ContactID)
		if c.Name != "小李" || c.Fields["email"] != "7@example.com" || c.Fields["unverified"] != "email,name,phone" || c.Fields["user_id"] != "" {
			t.Errorf("%+v", c)
		}
		if again := s.visit(object{"token": v.Token}); again.Visitor.Verified || again.Visitor.Name != "小李" {
			t.Errorf("%+v", again.Visitor)
		}
		if s.texts(v.Token) != "hello|" {
			t.Error("somebody else's history")
		}
	})
}

func TestEveryPageAsksForItself(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	own := strings.TrimSuffix(s.url, web.Prefix)
	for origin, want := range map[string]int{"": 200, own: 200, "http://127.0.0.1:9": 200, "https://shop.example.com": 200,
		"https://evil.example": 403, "http://shop.example.com": 403, "null": 403, "http://localhost:3000": 403} {
		head := []string{"Origin", origin}
		if origin == "" {
			head = nil
		}
		r := s.do("POST", "/session", "", object{}, head...)
		if r.status != want || want == 403 && r.code() != "widget.origin" {
			t.Errorf("%q: %d %s", origin, r.status, r.body)
		}
		allowed := r.header.Get("Access-Control-Allow-Origin")
		if want == 200 && allowed != origin || want != 200 && allowed != "" || r.header.Get("Vary") != "Origin" || r.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%q: %v", origin, r.header)
		}
		if pre := s.do("OPTIONS", "/session", "", nil, head...); (pre.status == 204) != (want == 200) {
			t.Errorf("%q is asked for first: %d", origin, pre.status)
		}
	}
	if r := s.do("GET", "/messages", "", nil, "Sec-Fetch-Site", "cross-site"); r.status != 403 {
		t.Errorf("a page without a name: %d", r.status)
	}
	frame := s.ask("GET", s.url+"/frame/"+s.account.ID.String(), "", nil)
	policy := frame.header.Get("Content-Security-Policy")
	if frame.status != 200 || frame.header.Get("X-Frame-Options") != "" || !strings.Contains(policy, "frame-ancestors 'self' "+own+" http://127.0.0.1:9 https://shop.example.com") ||
		strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("%d %q", frame.status, policy)
	}
	for path, cache := range map[string]string{"/loader.js": "public, max-age=300", "/assets/a-1.css": "public, max-age=31536000, immutable"} {
		if r := s.ask("GET", s.url+path, "", nil); r.status != 200 || r.header.Get("Cache-Control") != cache || r.header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s: %d %v", path, r.status, r.header)
		}
	}
	for _, path := range []string{"/assets/../frame.html", "/assets/none.js", "/frame/none", "/frame/" + core.NewID().String(), "/" + core.NewID().String() + "/messages"} {
		if r := s.ask("GET", s.url+path, "", nil); r.status != 404 {
			t.Errorf("%s: %d", path, r.status)
		}
	}
}

func TestAPausedWidgetSaysSo(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	v := s.visit(nil)
	_, err := s.h.SetAccountStatus(context.Background(), root(), s.account.ID, core.AccountPaused)
	must(t, err)
	if r := s.do("GET", "/messages", v.Token, nil); r.status != 503 || r.header.Get("Retry-After") != "60" {
		t.Errorf("%d %v", r.status, r.header)
	}
	_, err = s.h.SetAccountStatus(context.Background(), root(), s.account.ID, core.AccountRemoved)
	must(t, err)
	if r := s.do("GET", "/messages", v.Token, nil); r.status != 404 {
		t.Errorf("%d", r.status)
	}
}

func TestNobodyCanDoTooMuch(t *testing.T) {
	t.Parallel()
	set := generous()
	set["sessions_per_minute"], set["messages_burst"], set["messages_per_minute"], set["uploads_per_minute"] = "3", "4", "1", "2"
	s := newSite(t, "", set)
	open := func(address string) reply { return s.do("POST", "/session", "", object{}, "X-Client", address) }
	limited := func(what string, r reply) {
		t.Helper()
		if r.status != http.StatusTooManyRequests || r.code() != "widget.rate" || r.header.Get("Retry-After") == "" || r.header.Get("Retry-After") == "0" {
			t.Errorf("%s: %d %s %v", what, r.status, r.body, r.header)
		}
	}
	for i := range 3 {
		open(fmt.Sprintf("2001:db8::%d", i))
	}
	limited("a neighbour in the same /64", open("2001:db8::ffff"))
	token := into[web.Session](t, open("2001:db8:0:1::1"), 200).Token
	if again := s.do("POST", "/session", "", object{"token": token}, "X-Client", "2001:db8::1"); again.status != 200 {
		t.Errorf("who was here before is no new visitor: %d", again.status)
	}
	for i := range 4 {
		s.say(token, fmt.Sprint(i), "x")
	}
	limited("messages", s.do("POST", "/messages", token, object{"client_message_id": "5", "text": "x"}))
	if r := s.do("POST", "/messages", token, object{"client_message_id": "1", "text": "x"}); r.status != 200 {
		t.Errorf("a repeat is no new message: %d", r.status)
	}
	for range 2 {
		s.upload(token, "a.txt", []byte("hello"))
	}
	limited("uploads", s.upload(token, "a.txt", []byte("hello")))
	for range 2 {
		s.do("POST", "/typing", token, object{"on": true})
	}
	limited("typing", s.do("POST", "/typing", token, object{"on": true}))
	if r := s.do("POST", "/typing", token, object{"on": false}); r.status != 204 {
		t.Errorf("to stop is always allowed: %d", r.status)
	}
}

func TestASocketsCallsAreThoseOfTheAPI(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	v := s.visit(nil)
	ctx := context.Background()
	raw, err := s.h.VisitorCall(ctx, v.Token, "send", json.RawMessage(`{"client_message_id":"1","text":"hello"}`))
	must(t, err)
	var m web.Message
	must(t, json.Unmarshal(raw, &m))
	if again := s.say(v.Token, "1", "hello"); again.ID != m.ID || m.ID.IsZero() {
		t.Errorf("%s and %s", again.ID, m.ID)
	}
	raw, err = s.h.VisitorCall(ctx, v.Token, "history", json.RawMessage(`{"limit":5}`))
	if err != nil || !strings.Contains(string(raw), m.ID.String()) {
		t.Errorf("%s, %v", raw, err)
	}
	for _, call := range []string{"typing", "read"} {
		if raw, err := s.h.VisitorCall(ctx, v.Token, call, nil); err != nil || string(raw) != "{}" {
			t.Errorf("%s: %s, %v", call, raw, err)
		}
	}
	_, err = s.h.VisitorCall(ctx, v.Token, "history", json.RawMessage(`[`))
	refused(t, err, "widget.body")
	_, err = s.h.VisitorCall(ctx, v.Token, "drop tables", nil)
	refused(t, err, "widget.method")
}

func TestWhatCannotBeSaid(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	token := s.visit(nil).Token
	for name, c := range map[string]struct {
		body   any
		status int
		code   string
	}{
		"nothing":         {object{"client_message_id": "1"}, 422, "widget.empty"},
		"white space":     {object{"client_message_id": "1", "text": " \n\t "}, 422, "widget.empty"},
		"no id":           {object{"text": "x"}, 422, "widget.client_message_id"},
		"a strange id":    {object{"client_message_id": "a b", "text": "x"}, 422, "widget.client_message_id"},
		"too long":        {object{"client_message_id": "1", "text": strings.Repeat("字", 4001)}, 413, "widget.text_too_long"},
		"a foreign file":  {object{"client_message_id": "1", "attachments": []object{{"upload": core.NewID()}}}, 422, "widget.upload_unknown"},
		"no JSON":         {[]byte("{"), 400, "widget.body"},
		"another shape":   {[]byte(`{"text":["x"]}`), 400, "widget.body"},
		"a body too long": {[]byte(`{"text":"` + strings.Repeat("x", 70<<10) + `"}`), 413, "widget.body_too_large"},
	} {
		if r := s.do("POST", "/messages", token, c.body); r.status != c.status || r.code() != c.code {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	if m := s.say(token, "1", strings.Repeat("字", 4000)); len(m.Text) != 12_000 {
		t.Error("4000 characters are not taken whole")
	}
	if n := len(s.conversations()); n != 1 {
		t.Errorf("%d conversations", n)
	}
}
