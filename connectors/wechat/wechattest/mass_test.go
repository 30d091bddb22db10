package wechattest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func (w *world) toAll(more m) answer {
	w.t.Helper()
	body := m{"filter": m{"is_to_all": true}, "msgtype": "text", "text": m{"content": "sale"}}
	for k, v := range more {
		body[k] = v
	}
	return w.post("message/mass/sendall", body)
}

func TestAMassSendReachesItsTag(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	h := newHook(t, success)
	bob := w.app.Follower("bob")
	bob.Follow()
	vip := w.tag("VIP").tagID()
	w.post("tags/members/batchtagging", m{"openid_list": []string{bob.OpenID()}, "tagid": vip}).wants(0)
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok})
	got := w.toAll(m{"filter": m{"is_to_all": false, "tag_id": vip}}).wants(0)
	if err := w.app.WaitPushed(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if shown := w.app.Shown(); len(shown) != 1 || shown[0].User != bob.OpenID() || shown[0].Text != "sale" {
		t.Errorf("shown %+v", shown)
	}
	_, bodies := h.list()
	for name, want := range map[string]string{"Event": "MASSSENDJOBFINISH", "Status": "send success", "TotalCount": "1", "FilterCount": "1", "SentCount": "1", "ErrorCount": "0"} {
		if element(bodies[0], name) != want {
			t.Errorf("%s is %q in %s", name, element(bodies[0], name), bodies[0])
		}
	}
	if state := w.post("message/mass/get", m{"msg_id": got.number("msg_id")}); state.text("msg_status") != "SEND_SUCCESS" {
		t.Errorf("state %v", state.body)
	}
	w.post("message/mass/get", m{"msg_id": "1"}).wants(40059)
	w.toAll(m{"filter": m{"tag_id": 77}}).wants(45159)
	w.toAll(m{"filter": m{}}).wants(40035)
}

func TestAListHasTwoAtLeast(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	send := func(to ...string) answer {
		return w.post("message/mass/send", m{"touser": to, "msgtype": "text", "text": m{"content": "sale"}})
	}
	send(w.ann.OpenID()).wants(40130)
	send(make([]string, 10001)...).wants(40032)
	send(w.ann.OpenID(), "oNOBODY").wants(0)
	if n := w.app.ShownCount(); n != 1 {
		t.Errorf("shown %d", n)
	}
}

func TestAClientMsgIDSendsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	first := w.toAll(m{"clientmsgid": "camp-1"}).wants(0).number("msg_id")
	w.toAll(m{"clientmsgid": "camp-1"}).wants(45066)
	w.Advance(time.Minute)
	if again := w.toAll(m{"clientmsgid": "camp-1"}).wants(45065); again.number("msg_id") != first {
		t.Errorf("again %v, first %d", again.body, first)
	}
	w.toAll(m{"clientmsgid": strings.Repeat("x", 65)}).wants(45067)
	if n := w.app.ShownCount(); n != 1 {
		t.Errorf("shown %d", n)
	}
	w.Advance(24 * time.Hour)
	w.renew()
	w.toAll(m{"clientmsgid": "camp-1"}).wants(0)
}

func TestAServiceAccountReachesEachFourTimesAMonth(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	for range 5 {
		w.toAll(nil).wants(0)
	}
	if n := w.app.ShownCount(); n != 4 {
		t.Errorf("shown %d", n)
	}
	for range 55 {
		w.toAll(nil).wants(0)
	}
	w.toAll(nil).wants(45011)
}

func TestASubscriptionAccountSendsOnceADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{Kind: wechattest.Subscription})
	w.toAll(nil).wants(0)
	w.toAll(nil).wants(45028)
	w.Advance(24 * time.Hour)
	w.renew()
	w.toAll(nil).wants(0)
}

func TestAHeldJobEndsAsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.app.HoldJobs(true)
	id := w.toAll(nil).wants(0).number("msg_id")
	state := func() string { return w.post("message/mass/get", m{"msg_id": id}).text("msg_status") }
	if state() != "SENDING" {
		t.Errorf("state %s", state())
	}
	end := w.app.FinishJob(int64(id), "err(20001)").Fate()
	if state() != "SEND_FAIL" || element(end.Body, "Status") != "err(20001)" || element(end.Body, "ErrorCount") != "1" || w.app.ShownCount() != 0 {
		t.Errorf("state %s, %s", state(), end.Body)
	}
	w.post("message/mass/delete", m{"msg_id": id}).wants(0)
	if state() != "DELETE" {
		t.Errorf("state %s", state())
	}
}

func TestAPreviewGoesToOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	preview := m{"touser": w.ann.OpenID(), "msgtype": "text", "text": m{"content": "look"}}
	w.post("message/mass/preview", preview).wants(0)
	w.post("message/mass/preview", m{"towxname": "ann", "msgtype": "text", "text": m{"content": "look"}}).wants(0)
	w.post("message/mass/preview", m{"towxname": "eve", "msgtype": "text", "text": m{"content": "look"}}).wants(40003)
	if shown := w.app.Shown(); len(shown) != 2 || shown[0].By != "message/mass/preview" {
		t.Errorf("shown %+v", shown)
	}
}

func TestPicturesAndArticlesGoToMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	image := w.upload("image", "a.png", []byte("x")).text("media_id")
	w.toAll(m{"msgtype": "image", "images": m{"media_ids": []string{image}}}).wants(0)
	w.toAll(m{"msgtype": "image", "images": m{"media_ids": []string{"none"}}}).wants(40007)
	w.toAll(m{"msgtype": "mpnews", "mpnews": m{"media_id": w.app.AddMaterial("mpnews")}}).wants(0)
	w.toAll(m{"msgtype": "mpnews", "mpnews": m{"media_id": "none"}}).wants(40007)
	w.toAll(m{"msgtype": "text", "text": m{"content": ""}}).wants(44004)
	w.toAll(m{"msgtype": "hologram", "hologram": m{}}).wants(40008)
}
