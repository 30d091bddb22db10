package wechattest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func (w *world) notice(method string, more m) answer {
	w.t.Helper()
	body := m{"touser": w.ann.OpenID(), "template_id": "t1", "data": m{"thing1": m{"value": "Parcel"}, "date2": m{"value": "Today"}}}
	for k, v := range more {
		body[k] = v
	}
	return w.post(method, body)
}

func (w *world) lastPush() wechattest.Delivery {
	pushes := w.app.Pushes()
	return pushes[len(pushes)-1]
}

func TestATemplateTellsHowItEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.notice("message/template/send", nil).wants(40037)
	w.app.AddTemplate("t1")
	id := w.notice("message/template/send", m{"client_msg_id": "c1"}).wants(0).number("msgid")
	if end := w.lastPush(); end.Event != "TEMPLATESENDJOBFINISH" || element(end.Body, "Status") != "success" {
		t.Errorf("end %s", end.Body)
	}
	if again := w.notice("message/template/send", m{"client_msg_id": "c1"}).wants(0); again.number("msgid") != id || w.app.ShownCount() != 1 {
		t.Errorf("again %v, shown %d", again.body, w.app.ShownCount())
	}
	w.Advance(10 * time.Minute)
	w.notice("message/template/send", m{"client_msg_id": "c1"}).wants(0)
	if shown := w.app.Shown(); len(shown) != 2 || shown[0].Text != "Today\nParcel" || shown[0].MsgID == "" {
		t.Errorf("shown %+v", shown)
	}
	w.ann.Block(true)
	w.notice("message/template/send", nil).wants(0)
	if end := w.lastPush(); element(end.Body, "Status") != "failed:user block" || w.app.ShownCount() != 2 {
		t.Errorf("end %s", end.Body)
	}
	w.notice("message/template/send", m{"data": m{}}).wants(47003)
	w.ann.Unfollow()
	w.notice("message/template/send", nil).wants(43004)
}

func TestAConsentIsGoodForOneNotice(t *testing.T) {
	t.Parallel()
	for method, kind := range map[string]wechattest.Kind{"message/subscribe/send": wechattest.MiniProgram, "message/subscribe/bizsend": wechattest.Service} {
		w := newWorld(t, wechattest.Config{Kind: kind})
		w.app.AddTemplate("t1")
		w.notice(method, nil).wants(43101)
		w.ann.Answer("t1", true)
		w.notice(method, nil).wants(0)
		if end := w.lastPush(); end.Event != "subscribe_msg_sent_event" || !strings.Contains(string(end.Body), "<TemplateId><![CDATA[t1]]>") {
			t.Errorf("end %s", end.Body)
		}
		w.notice(method, nil).wants(43101)
		w.ann.Answer("t1", false)
		w.notice(method, nil).wants(43101)
		if w.app.ShownCount() != 1 {
			t.Errorf("shown %d", w.app.ShownCount())
		}
	}
	w := newWorld(t, wechattest.Config{Kind: wechattest.Subscription})
	w.app.AddTemplate("t1")
	w.notice("message/template/send", nil).wants(48001)
	w.ann.Consent("t1", 1)
	w.notice("message/subscribe/send", nil).wants(48001)
}
