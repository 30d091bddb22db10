package wechattest_test

import (
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// The bodies are those of the pages "接收普通消息", "接收事件推送" and "自定义菜单
// 事件推送", in their order of elements.
func TestEventsSayWhatThePagesSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.app.SetCallback(wechattest.Callback{})
	head := "<xml><ToUserName><![CDATA[" + w.app.UserName() + "]]></ToUserName><FromUserName><![CDATA[" + w.ann.OpenID() + "]]></FromUserName><CreateTime>1767326400</CreateTime>"
	event := head + "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA["
	for _, c := range []struct {
		push *wechattest.Push
		want string
	}{
		{w.ann.Unfollow(), event + "unsubscribe]]></Event><EventKey><![CDATA[]]></EventKey></xml>"},
		{w.ann.Follow(), event + "subscribe]]></Event><EventKey><![CDATA[]]></EventKey></xml>"},
		{w.ann.Click("orders"), event + "CLICK]]></Event><EventKey><![CDATA[orders]]></EventKey></xml>"},
		{w.ann.View("http://e.com", "42"), event + "VIEW]]></Event><EventKey><![CDATA[http://e.com]]></EventKey><MenuId><![CDATA[42]]></MenuId></xml>"},
		{w.ann.Share(23.13, 113.33, 119.385), event + "LOCATION]]></Event><Latitude>23.130000</Latitude><Longitude>113.330000</Longitude><Precision>119.385000</Precision></xml>"},
		{w.ann.ScanForMenu("6", "1", false), event + "scancode_push]]></Event><EventKey><![CDATA[6]]></EventKey><ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[1]]></ScanResult></ScanCodeInfo></xml>"},
		{w.ann.PickPictures("pic_weixin", "6", "1b5f"), event + "pic_weixin]]></Event><EventKey><![CDATA[6]]></EventKey><SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum><![CDATA[1b5f]]></PicMd5Sum></item></PicList></SendPicsInfo></xml>"},
		{w.ann.PickPlace("6", 23, 113, "广州"), event + "location_select]]></Event><EventKey><![CDATA[6]]></EventKey><SendLocationInfo><Location_X><![CDATA[23.000000]]></Location_X><Location_Y><![CDATA[113.000000]]></Location_Y><Scale><![CDATA[15]]></Scale><Label><![CDATA[广州]]></Label><Poiname><![CDATA[]]></Poiname></SendLocationInfo></xml>"},
		{w.ann.Served("kf_create_session", "a@b", ""), event + "kf_create_session]]></Event><KfAccount><![CDATA[a@b]]></KfAccount></xml>"},
		{w.ann.Served("kf_switch_session", "a@b", "c@b"), event + "kf_switch_session]]></Event><FromKfAccount><![CDATA[a@b]]></FromKfAccount><ToKfAccount><![CDATA[c@b]]></ToKfAccount></xml>"},
		{w.ann.Answer("t1", true), event + "subscribe_msg_popup_event]]></Event><SubscribeMsgPopupEvent><List><TemplateId><![CDATA[t1]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString><PopupScene><![CDATA[1]]></PopupScene></List></SubscribeMsgPopupEvent></xml>"},
		{w.ann.Change("t1", false), event + "subscribe_msg_change_event]]></Event><SubscribeMsgChangeEvent><List><TemplateId><![CDATA[t1]]></TemplateId><SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString></List></SubscribeMsgChangeEvent></xml>"},
	} {
		if got := string(c.push.Fate().Body); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	by := w.ann.FollowBy("7").Fate()
	if element(by.Body, "EventKey") != "qrscene_7" || element(by.Body, "Ticket") == "" || by.MsgID != "" {
		t.Errorf("by a code: %s", by.Body)
	}
}

func TestMessagesSayWhatThePagesSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	for _, c := range []struct {
		message wechattest.Message
		want    []string // parts of the body
	}{
		{wechattest.Message{Type: "text", Text: "1", MenuID: "101"}, []string{"<Content><![CDATA[1]]></Content><bizmsgmenuid><![CDATA[101]]></bizmsgmenuid><MsgId>2300"}},
		{wechattest.Message{Type: "image"}, []string{"<PicUrl><![CDATA[http://", "<MediaId>"}},
		{wechattest.Message{Type: "shortvideo"}, []string{"<MsgType><![CDATA[shortvideo]]>", "<ThumbMediaId>"}},
		{wechattest.Message{Type: "location", Latitude: 23.134521, Longitude: 113.358803, Scale: 20, Label: "here"}, []string{"<Location_X>23.134521</Location_X><Location_Y>113.358803</Location_Y><Scale>20</Scale><Label><![CDATA[here]]></Label>"}},
		{wechattest.Message{Type: "link", Title: "t", Description: "d", URL: "u"}, []string{"<Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description><Url><![CDATA[u]]></Url>"}},
		{wechattest.Message{Type: "miniprogrampage", Title: "t", AppID: "wx1", PagePath: "p"}, []string{"<AppId><![CDATA[wx1]]></AppId><PagePath><![CDATA[p]]></PagePath><ThumbUrl>"}},
		{wechattest.Message{Type: "hologram", Fields: []wechattest.Field{{Name: "Depth", Value: "3", Number: true}}}, []string{"<MsgType><![CDATA[hologram]]>", "<Depth>3</Depth></xml>"}},
	} {
		got := string(w.ann.Send(c.message).Fate().Body)
		for _, part := range c.want {
			if !strings.Contains(got, part) {
				t.Errorf("%s lacks %s", got, part)
			}
		}
	}
}

func TestJSONHasNumbers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{Kind: wechattest.MiniProgram})
	w.app.SetCallback(wechattest.Callback{JSON: true})
	got := string(w.ann.Say("<你好>").Fate().Body)
	if !strings.Contains(got, `"CreateTime":1767326400,"MsgType":"text","Content":"<你好>","MsgId":2300`) {
		t.Errorf("got %s", got)
	}
	if got := string(w.ann.Answer("t1", true).Fate().Body); !strings.HasSuffix(got, `"List":{"TemplateId":"t1","SubscribeStatusString":"accept","PopupScene":"1"}}`) {
		t.Errorf("got %s", got)
	}
	if got := string(w.ann.Enter("order/7").Fate().Body); !strings.HasSuffix(got, `"Event":"user_enter_tempsession","SessionFrom":"order/7"}`) {
		t.Errorf("got %s", got)
	}
}

func TestWhoDoesNotFollowCannotWrite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	defer func() {
		if recover() == nil {
			t.Error("a stranger wrote to an Official Account")
		}
	}()
	w.app.Follower("bob").Say("hello")
}
