package wechattest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// office is a corp with one KF account and one customer, who has written.
type office struct {
	*world
	corp *wechattest.Corp
	desk *wechattest.Desk
	bob  *wechattest.Customer
}

func newOffice(t *testing.T) *office {
	t.Helper()
	srv := wechattest.New(wechattest.Options{Start: start})
	t.Cleanup(srv.Close)
	o := &office{world: &world{Server: srv, t: t}}
	o.corp = srv.AddCorp(wechattest.CorpConfig{CorpID: "ww1", Secret: secret})
	o.desk = o.corp.AddDesk("wk1", "Sales")
	o.bob = o.desk.Customer("bob")
	o.login()
	return o
}

func (o *office) login() {
	o.t.Helper()
	o.token = o.get("gettoken?corpid=ww1&corpsecret=" + secret).wants(0).text("access_token")
}

func (o *office) send(more m) answer {
	o.t.Helper()
	body := m{"touser": o.bob.ID(), "open_kfid": "wk1", "msgtype": "text", "text": m{"content": "hi"}}
	for k, v := range more {
		body[k] = v
	}
	return o.post("kf/send_msg", body)
}

func (a answer) list(name string) []any { list, _ := a.body[name].([]any); return list }

// event is the nth element of msg_list, and its event.
func (a answer) event(n int) map[string]any {
	a.t.Helper()
	entry, _ := a.list("msg_list")[n].(map[string]any)
	inner, _ := entry["event"].(map[string]any)
	return inner
}

func TestSyncGoesOnWhereItsCursorStands(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for i := range 5 {
		o.bob.Say(fmt.Sprint(i))
	}
	o.corp.AddDesk("wk2", "Other").Customer("eve").Say("elsewhere")
	first := o.post("kf/sync_msg", m{"limit": 3, "open_kfid": "wk1"}).wants(0)
	if len(first.list("msg_list")) != 3 || first.number("has_more") != 1 {
		t.Errorf("first %v", first.body)
	}
	o.corp.EmptyPages(1)
	empty := o.post("kf/sync_msg", m{"cursor": first.text("next_cursor"), "open_kfid": "wk1"}).wants(0)
	if len(empty.list("msg_list")) != 0 || empty.number("has_more") != 1 || empty.body["msg_list"] == nil {
		t.Errorf("empty %v", empty.body)
	}
	rest := o.post("kf/sync_msg", m{"cursor": empty.text("next_cursor"), "open_kfid": "wk1"}).wants(0)
	if len(rest.list("msg_list")) != 2 || rest.number("has_more") != 0 {
		t.Errorf("rest %v", rest.body)
	}
	if all := o.post("kf/sync_msg", m{}); len(all.list("msg_list")) != 6 {
		t.Errorf("all %v", all.body)
	}
	o.post("kf/sync_msg", m{"cursor": "made up"}).wants(40058)
	o.post("kf/sync_msg", m{"open_kfid": "wk9"}).wants(95004)
	o.Advance(72 * time.Hour)
	o.login()
	if old := o.post("kf/sync_msg", m{}); len(old.list("msg_list")) != 0 {
		t.Errorf("after three days %v", old.body)
	}
}

func TestABellsTokenHoldsTenMinutes(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	body := string(o.bob.Say("hello").Fate().Body)
	_, token, _ := strings.Cut(body, "<Token><![CDATA[")
	token, _, _ = strings.Cut(token, "]]>")
	o.post("kf/sync_msg", m{"token": token}).wants(0)
	o.post("kf/sync_msg", m{"token": "another"}).wants(95007)
	o.Advance(10 * time.Minute)
	o.post("kf/sync_msg", m{"token": token}).wants(95007)
}

func TestFiveAnswersInTwoDays(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.send(nil).wants(95001)
	o.bob.Say("hello")
	for range 5 {
		o.send(nil).wants(0)
	}
	o.send(nil).wants(95001)
	o.bob.Say("again")
	o.send(nil).wants(0)
	o.Advance(48 * time.Hour)
	o.login()
	o.send(nil).wants(95001)
	if shown := o.desk.Shown(); len(shown) != 6 || shown[0].User != o.bob.ID() || shown[0].MsgID == "" {
		t.Errorf("shown %+v", shown)
	}
}

func TestOnlyTwoStatesLetTheAPIWrite(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	trans := func(state int, who string) answer {
		return o.post("kf/service_state/trans", m{"open_kfid": "wk1", "external_userid": o.bob.ID(), "service_state": state, "servicer_userid": who})
	}
	o.bob.Say("hello")
	trans(1, "").wants(0)
	o.send(nil).wants(0)
	code := trans(2, "").wants(0).text("msg_code")
	o.send(nil).wants(95018)
	o.post("kf/send_msg_on_event", m{"code": code, "msgtype": "msgmenu", "msgmenu": m{"head_content": "?", "list": []m{}}}).wants(40008)
	o.post("kf/send_msg_on_event", m{"code": code, "msgtype": "text", "text": m{"content": "please wait"}}).wants(0)
	o.post("kf/send_msg_on_event", m{"code": code, "msgtype": "text", "text": m{"content": "please wait"}}).wants(40029)
	trans(3, "ann").wants(95014)
	o.desk.Receive("ann", true)
	trans(3, "ann").wants(0)
	trans(1, "").wants(95016)
	code = trans(4, "").wants(0).text("msg_code")
	o.Advance(20 * time.Second)
	o.post("kf/send_msg_on_event", m{"code": code, "msgtype": "text", "text": m{"content": "bye"}}).wants(40029)
	trans(1, "").wants(95013)
	o.bob.Say("one more thing")
	if o.bob.State() != wechattest.SessionNew {
		t.Errorf("state %d", o.bob.State())
	}
}

func TestAWelcomeGoesOutOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.bob.Enter("shop", "")
	o.bob.Enter("shop", "")
	got := o.post("kf/sync_msg", m{})
	code, _ := got.event(0)["welcome_code"].(string)
	if _, again := got.event(1)["welcome_code"]; code == "" || again {
		t.Fatalf("codes in %v", got.body)
	}
	menu := m{"head_content": "How can we help?", "list": []m{{"type": "click", "click": m{"id": "1", "content": "Orders"}}}}
	o.post("kf/send_msg_on_event", m{"code": code, "msgtype": "msgmenu", "msgmenu": menu}).wants(0)
	if shown := o.desk.Shown(); len(shown) != 1 || shown[0].Text != "How can we help?\nOrders\n" {
		t.Errorf("shown %+v", shown)
	}
	o.bob.Choose("1", "Orders")
	if got := o.post("kf/sync_msg", m{}); !strings.Contains(fmt.Sprint(got.body), "menu_id:1") {
		t.Errorf("choice %v", got.body)
	}
}

func TestAMessageMayFailAfterItWentWell(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.bob.Say("hello")
	o.bob.Refuse(true)
	o.send(m{"msgid": "m1"}).wants(0)
	failed := o.post("kf/sync_msg", m{}).event(1)
	if failed["event_type"] != "msg_send_fail" || failed["fail_msgid"] != "m1" || failed["fail_type"] != 10.0 || len(o.desk.Shown()) != 0 {
		t.Errorf("failed %v, shown %v", failed, o.desk.Shown())
	}
}

func TestWhatKFRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.bob.Say("hello")
	o.send(m{"text": m{"content": ""}}).wants(44004)
	o.send(m{"text": m{"content": strings.Repeat("x", 2049)}}).wants(45002)
	o.send(m{"msgtype": "msgmenu", "msgmenu": m{"head_content": strings.Repeat("x", 1025)}}).wants(40058)
	o.send(m{"msgid": "no blanks"}).wants(40058)
	o.send(m{"msgid": strings.Repeat("x", 33)}).wants(40058)
	o.send(m{"open_kfid": ""}).wants(95000)
	o.send(m{"open_kfid": "wk9"}).wants(95004)
	o.send(m{"touser": "wmNOBODY"}).wants(40096)
	o.send(m{"msgtype": "image", "image": m{"media_id": "none"}}).wants(40007)
	o.send(m{"msgtype": "hologram"}).wants(40008)
	o.send(m{"msgtype": "msgmenu", "msgmenu": m{"list": []m{{"type": "x"}}}}).wants(95009)
	o.corp.SetWhitelist("203.0.113.9")
	o.send(nil).wants(60020)
}

func TestServicersWriteInWeCom(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.bob.Say("hello")
	o.bob.Take("ann")
	o.bob.Answer("ann", "I am here")
	o.send(nil).wants(95018)
	o.bob.End("ann")
	o.bob.Recall("msg")
	got := o.post("kf/sync_msg", m{})
	answered, _ := got.list("msg_list")[2].(map[string]any)
	if answered["origin"] != 5.0 || answered["servicer_userid"] != "ann" {
		t.Errorf("answered %v", answered)
	}
	if e := got.event(3); e["change_type"] != 3.0 || e["msg_code"] == nil || o.bob.State() != wechattest.SessionEnded {
		t.Errorf("ended %v", e)
	}
	if e := got.event(4); e["event_type"] != "user_recall_msg" || e["external_userid"] != o.bob.ID() {
		t.Errorf("recalled %v", e)
	}
}
