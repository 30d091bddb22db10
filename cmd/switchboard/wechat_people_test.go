package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestWhatPeopleDoOnWechat(t *testing.T) {
	t.Parallel()
	s := openWechatShop(t, "")
	for name, f := range map[string]func(*testing.T, *wechatShop){
		"a rating by a menu":                             wechatRating,
		"a quick reply comes back":                       wechatQuickReply,
		"a scanned code is answered at once":             wechatScan,
		"who opens a Mini Program's chat is welcomed":    wechatMiniProgram,
		"who enters WeChat KF is welcomed":               wechatEnter,
		"a welcome that is late stays unsaid":            wechatEnterLate,
		"a menu of WeChat KF comes back":                 wechatKFMenu,
		"one person of two accounts is one contact":      wechatUnion,
		"tags go both ways":                              wechatTags,
		"the end of a broadcast is an event":             wechatBroadcast,
		"what WeChat KF fails to deliver later is named": wechatKFFailsLater,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(t, s)
		})
	}
}

// menu reads the ids and labels of a menu that a phone shows.
func menu(t *testing.T, m wechattest.Shown) (head string, ids, labels []string) {
	t.Helper()
	var body struct {
		Head string `json:"head_content"`
		List []struct {
			ID, Content string
			Click       struct{ ID, Content string }
		}
	}
	if err := json.Unmarshal(m.Body, &body); m.Type != "msgmenu" || err != nil {
		t.Fatalf("no menu: %+v %v", m, err)
	}
	for _, item := range body.List {
		ids, labels = append(ids, item.ID+item.Click.ID), append(labels, item.Content+item.Click.Content)
	}
	return body.Head, ids, labels
}

func (n *node) step(conversation string, step map[string]any) {
	n.t.Helper()
	n.must(http.MethodPost, "/conversations/"+conversation+"/steps", step, nil)
}

func wechatRating(t *testing.T, s *wechatShop) {
	o := s.official(t, map[string]string{"rating": "on", "rating_question": "这次服务打几分?"})
	id := o.greet()
	o.step(id, map[string]any{"kind": "assign"})
	o.step(id, map[string]any{"kind": "complete"})
	head, ids, labels := menu(t, o.shown(1)[0])
	if head != "这次服务打几分?" || len(ids) != 5 {
		t.Fatalf("%s %v", head, labels)
	}
	o.fate(o.ann.Send(wechattest.Message{Type: "text", Text: labels[3], MenuID: ids[3]}))
	var r struct{ Score int }
	o.until("she has rated", func() bool {
		_, err := o.call(http.MethodGet, "/conversations/"+id+"/rating", nil, &r)
		return err == nil && r.Score > 0
	})
	var c conversation
	if o.get("/conversations/"+id, &c); r.Score != 4 || c.Status != "completed" {
		t.Errorf("%d stars, and the conversation is %s", r.Score, c.Status)
	}
}

func wechatQuickReply(t *testing.T, s *wechatShop) {
	o := s.official(t, nil)
	id := o.greet()
	m := o.answer(id, map[string]any{"text": "要哪一种?", "choices": []map[string]string{{"id": "m-101", "label": "红的"}, {"id": "m-102", "label": "蓝的"}}})
	o.delivered(id, m, "sent")
	head, ids, labels := menu(t, o.shown(1)[0])
	if head != "要哪一种?" || !slices.Equal(ids, []string{"m-101", "m-102"}) || !slices.Equal(labels, []string{"红的", "蓝的"}) {
		t.Errorf("%s %v %v", head, ids, labels)
	}
	o.fate(o.ann.Send(wechattest.Message{Type: "text", Text: "蓝的", MenuID: "m-102"}))
	_, all := o.incoming(3)
	if last := all[2]; last.Kind != "choice" || last.Text != "蓝的" || !strings.Contains(string(last.Content), `"m-102"`) {
		t.Errorf("it came back as %+v %s", last, last.Content)
	}
}

// rule answers what customers of an account do.
func (o *own) rule(kind, reply string) {
	o.t.Helper()
	o.must(http.MethodPost, "/routing/rules", map[string]any{"name": kind + " at " + o.account,
		"when": map[string]any{"accounts": []string{o.account}, "kinds": []string{kind}}, "then": map[string]any{"reply": reply}}, nil)
}

func wechatScan(t *testing.T, s *wechatShop) {
	o := s.official(t, nil)
	o.rule("scan", "您好，您扫的是三号柜台的码。")
	o.fate(o.ann.Scan("counter-3"))
	if m := o.shown(1)[0]; m.Text != "您好，您扫的是三号柜台的码。" || m.User != o.ann.OpenID() {
		t.Errorf("shown %+v", m)
	}
	if _, all := o.incoming(2); all[0].Kind != "scan" || all[0].Text != "counter-3" {
		t.Errorf("it began with %+v", all[0])
	}
}

func wechatMiniProgram(t *testing.T, s *wechatShop) {
	o := s.official(t, map[string]string{"kind": "miniprogram"})
	o.rule("enter", "欢迎")
	o.fate(o.ann.Enter("goods/12"))
	if m := o.shown(1)[0]; m.Text != "欢迎" {
		t.Errorf("shown %+v", m)
	}
	id, all := o.incoming(2)
	if all[0].Kind != "enter" || all[0].Text != "goods/12" {
		t.Errorf("it began with %+v", all[0])
	}
	o.delivered(id, o.answer(id, map[string]any{"text": "您好"}), "sent") // the second of the two that the platform allows
}

// windowLeft is how many answers the reply window has left, of how many; 0 of 0
// where none is open.
func (o *own) windowLeft(conversation string) (left, most int) {
	o.t.Helper()
	var c struct {
		Window struct {
			Open      bool
			Left, Max int
		} `json:"reply_window"`
	}
	if o.get("/conversations/"+conversation, &c); !c.Window.Open {
		return 0, 0
	}
	return c.Window.Left, c.Window.Max
}

// The welcome leaves by the code that came with entering, is none of the five answers
// to a message, and is there before bob writes: what is said in a window of his would
// be another message.
func wechatEnter(t *testing.T, s *wechatShop) {
	k := s.kf(t, nil)
	k.rule("enter", "您好")
	bob := k.desk.Customer("bob")
	bob.Enter("scene-7", "order=12")
	welcome := wait(k.own, 1, k.desk.WaitShown)[0]
	if welcome.Text != "您好" || welcome.User != bob.ID() || welcome.By != "kf/send_msg_on_event" {
		t.Errorf("welcomed by %+v", welcome)
	}
	id, all := k.incoming(2)
	if all[0].Kind != "enter" || all[0].Text != "order=12" {
		t.Errorf("it began with %+v", all[0])
	}
	k.delivered(id, all[1].ID, "sent")
	if left, _ := k.windowLeft(id); left != 0 {
		t.Errorf("%d more may be said to who has been welcomed", left)
	}
	bob.Say("在吗?")
	k.incomingAfter(id, 3)
	if left, most := k.windowLeft(id); left != 5 || most != 5 {
		t.Errorf("%d of %d answers are left, and none was given", left, most)
	}
	k.delivered(id, k.answer(id, map[string]any{"text": "在的"}), "sent")
	shown := wait(k.own, 2, k.desk.WaitShown)
	if shown[1].Text != "在的" || shown[1].By != "kf/send_msg" {
		t.Errorf("shown %+v", shown)
	}
	if left, _ := k.windowLeft(id); left != 4 {
		t.Errorf("%d answers are left after one", left)
	}
	k.until("bob has his name", func() bool { return k.threads()[0].Contact.Name == "bob" })
}

// The platform says that the code was used or is too old: the agent reads why, the
// account stays well, and what the customer writes then is answered.
func wechatEnterLate(t *testing.T, s *wechatShop) {
	k := s.kf(t, nil)
	k.rule("enter", "您好")
	k.srv.Fail("kf/send_msg_on_event", 1, wechattest.Refuse(40029))
	bob := k.desk.Customer("late bob")
	bob.Enter("scene-7", "")
	id, all := k.incoming(2)
	k.delivered(id, all[1].ID, "failed")
	if parts := k.letterParts(id, all[1].ID); parts[0].Error.Code != "wechat.welcome_late" {
		t.Errorf("it failed as %+v", parts)
	}
	bob.Say("在吗?")
	k.incomingAfter(id, 3)
	k.delivered(id, k.answer(id, map[string]any{"text": "在的"}), "sent")
	if shown := wait(k.own, 1, k.desk.WaitShown); shown[0].Text != "在的" {
		t.Errorf("shown %+v", shown)
	}
}

func wechatKFMenu(t *testing.T, s *wechatShop) {
	k := s.kf(t, nil)
	bob := k.desk.Customer("menu bob")
	bob.Say("你好")
	id, _ := k.incoming(1)
	k.delivered(id, k.answer(id, map[string]any{"text": "要哪一种?", "choices": []map[string]string{{"id": "red", "label": "红的"}, {"id": "blue", "label": "蓝的"}}}), "sent")
	_, ids, labels := menu(t, wait(k.own, 1, k.desk.WaitShown)[0])
	bob.Choose(ids[1], labels[1])
	if _, all := k.incoming(3); all[2].Kind != "choice" || !strings.Contains(string(all[2].Content), `"blue"`) {
		t.Errorf("it came back as %+v %s", all[2], all[2].Content)
	}
}

func wechatUnion(t *testing.T, s *wechatShop) {
	o, k := s.official(t, nil), s.kf(t, nil)
	carol := o.app.Follower("carol")
	carol.Follow()
	o.fate(carol.Say("从公众号来"))
	o.incoming(1)
	k.desk.Customer("carol").Say("从客服来")
	k.incoming(1)
	var c struct {
		Identities []struct {
			Account    string
			ExternalID string `json:"external_id"`
		}
	}
	k.until("she is one contact with two identities", func() bool {
		a, b := o.threads()[0].Contact.ID, k.threads()[0].Contact.ID
		return a == b && k.has(a, &c) && len(c.Identities) == 2
	})
	for _, i := range c.Identities {
		if want := map[string]string{o.account: carol.OpenID(), k.account: k.desk.Customer("carol").ID()}[i.Account]; i.ExternalID != want {
			t.Errorf("%+v, want %s", i, want)
		}
	}
}

// has reads a contact.
func (n *node) has(contact string, into any) bool {
	_, err := n.call(http.MethodGet, "/contacts/"+contact, nil, into)
	return err == nil
}

func wechatTags(t *testing.T, s *wechatShop) {
	o := s.official(t, map[string]string{"sync_tags": "yes"})
	created := o.api("tags/create", map[string]any{"tag": map[string]string{"name": "老客户"}})
	dan := o.app.Follower("dan of " + o.account)
	o.api("tags/members/batchtagging", map[string]any{"openid_list": []string{dan.OpenID()}, "tagid": created["tag"].(map[string]any)["id"]})
	dan.Follow()
	o.fate(dan.Say("你好"))
	o.incoming(1)
	contact := o.threads()[0].Contact.ID
	var c struct{ Tags []string }
	o.until("the platform's tag is the contact's", func() bool { return o.has(contact, &c) && slices.Equal(c.Tags, []string{"老客户"}) })
	o.must(http.MethodPut, "/contacts/"+contact+"/tags/"+"VIP", nil, nil)
	o.until("the contact's tag is the platform's", func() bool { return slices.Equal(dan.Tags(), []string{"老客户", "VIP"}) })
	o.must(http.MethodDelete, "/contacts/"+contact+"/tags/老客户", nil, nil)
	o.until("what is taken here is taken there", func() bool { return slices.Equal(dan.Tags(), []string{"VIP"}) })
}

func wechatBroadcast(t *testing.T, s *wechatShop) {
	o := s.official(t, nil)
	people := []string{o.ann.OpenID()}
	for i := range 3 {
		f := o.app.Follower(fmt.Sprint("reader ", i))
		f.Follow()
		people = append(people, f.OpenID())
	}
	answer := o.api("message/mass/send", map[string]any{"touser": people, "msgtype": "text", "text": map[string]string{"content": "上新了"}})
	want := fmt.Sprintf(`"id":"%.0f"`, answer["msg_id"])
	o.until("its end is an event", func() bool {
		rows := o.query(`SELECT data FROM events WHERE type = 'broadcast.reported'`)
		return len(rows) == 1 && strings.Contains(rows[0][0].(string), want) && strings.Contains(rows[0][0].(string), `"sent":4`)
	})
	if n := len(o.threads()); n != 0 {
		t.Errorf("%d conversations, although nobody wrote", n)
	}
}

func wechatKFFailsLater(t *testing.T, s *wechatShop) {
	k := s.kf(t, nil)
	bob := k.desk.Customer("silent bob")
	bob.Say("你好")
	id, _ := k.incoming(1)
	bob.Refuse(true)
	m := k.delivered(id, k.answer(id, map[string]any{"text": "在的"}), "failed")
	if m.Error.Code != "wechat.refuses" {
		t.Errorf("%+v", m.Error)
	}
}
