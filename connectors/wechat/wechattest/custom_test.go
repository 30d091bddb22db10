package wechattest_test

import (
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestEveryTypeOfAnOfficialAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	image, voice := w.upload("image", "a.png", []byte("x")).text("media_id"), w.upload("voice", "a.amr", []byte("x")).text("media_id")
	video, thumb := w.upload("video", "a.mp4", []byte("x")).text("media_id"), w.upload("thumb", "a.jpg", []byte("x")).text("thumb_media_id")
	article := m{"title": "Hi", "description": "d", "url": "http://example.com", "picurl": "http://example.com/p"}
	items := []m{{"id": "7001", "content": "Good"}, {"id": 7002, "content": "Bad"}}
	for _, c := range []struct {
		msgType string
		object  m
		code    int
	}{
		{"text", m{"content": "x"}, 0},
		{"image", m{"media_id": image}, 0},
		{"voice", m{"media_id": voice}, 0},
		{"video", m{"media_id": video, "thumb_media_id": thumb, "title": "t"}, 0},
		{"video", m{"media_id": video, "thumb_media_id": "none"}, 40007},
		{"music", m{"title": "t", "musicurl": "u", "hqmusicurl": "u", "thumb_media_id": thumb}, 0},
		{"news", m{"articles": []m{article}}, 0},
		{"news", m{"articles": []m{article, article}}, 45008},
		{"news", m{"articles": []m{}}, 44003},
		{"mpnews", m{"media_id": w.app.AddMaterial("mpnews")}, 0},
		{"mpnewsarticle", m{"article_id": "a1"}, 0},
		{"msgmenu", m{"head_content": "How was it?", "list": items, "tail_content": "Thanks"}, 0},
		{"msgmenu", m{"head_content": "How was it?", "list": []m{{"content": "no id"}}}, 40035},
		{"wxcard", m{"card_id": "c1"}, 0},
		{"miniprogrampage", m{"title": "t", "appid": "wxmini", "pagepath": "p", "thumb_media_id": thumb}, 0},
		{"miniprogrampage", m{"title": "t", "pagepath": "p", "thumb_media_id": thumb}, 40035},
		{"link", m{"title": "t", "url": "u"}, 40008},
		{"hologram", m{}, 40008},
	} {
		w.ann.Say("hello")
		w.sendMedia(c.msgType, c.object).wants(c.code)
	}
	shown := w.app.Shown()
	if len(shown) != 11 || shown[8].Text != "How was it?\nGood\nBad\nThanks" || shown[3].Media.MediaID != video {
		t.Errorf("shown %+v", shown)
	}
}

func TestEveryTypeOfAMiniProgram(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{Kind: wechattest.MiniProgram})
	w.ann.Say("hello")
	image := w.upload("image", "a.png", []byte("x")).text("media_id")
	w.sendMedia("link", m{"title": "t", "description": "d", "url": "u", "thumb_url": "u"}).wants(0)
	w.sendMedia("miniprogrampage", m{"title": "t", "pagepath": "p", "thumb_media_id": image}).wants(0)
	w.sendMedia("image", m{"media_id": image}).wants(0)
	w.sendMedia("voice", m{"media_id": image}).wants(40008)
	w.post("message/custom/send", m{"touser": w.ann.OpenID(), "msgtype": "text", "text": m{"content": "hi"}, "customservice": m{"kf_account": "a@b"}}).wants(0)
	if shown := w.app.Shown(); shown[len(shown)-1].Agent != "a@b" {
		t.Errorf("shown %+v", shown)
	}
	w.sendMedia("msgmenu", m{}).wants(40008)
}

func TestTypingIsShownForAWhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	typing := func(command string) answer {
		return w.post("message/custom/typing", m{"touser": w.ann.OpenID(), "command": command})
	}
	w.Advance(31 * time.Second)
	typing("Typing").wants(45080)
	w.ann.Say("hello")
	typing("Typing").wants(0)
	typing("Typing").wants(45081)
	if !w.ann.Typing() {
		t.Error("nobody types")
	}
	typing("CancelTyping").wants(0)
	typing("Dancing").wants(45072)
	typing("Typing").wants(0)
	w.Advance(15 * time.Second)
	if w.ann.Typing() {
		t.Error("still typing")
	}
}

func TestAnUnverifiedAccountMayNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{Unverified: true})
	w.words(w.ann.OpenID(), "hello").wants(48001)
	w.post("message/mass/sendall", m{"filter": m{"is_to_all": true}, "msgtype": "text", "text": m{"content": "x"}}).wants(48001)
	w.post("message/template/send", m{"touser": w.ann.OpenID()}).wants(48001)
}
