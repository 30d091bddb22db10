package wechattest_test

import (
	"crypto/rand"
	"net/http"
	"strings"
	"testing"

	"github.com/silenceper/wechat/v2/miniprogram"
	miniconfig "github.com/silenceper/wechat/v2/miniprogram/config"
	minimessage "github.com/silenceper/wechat/v2/miniprogram/message"
	"github.com/silenceper/wechat/v2/officialaccount/broadcast"
	"github.com/silenceper/wechat/v2/officialaccount/material"
	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestForeignClientTagsAndLists(t *testing.T) {
	t.Parallel()
	oa, app := foreign(t, wechattest.Config{OpenPlatform: "op"})
	ann := app.Follower("ann")
	ann.Follow()
	user := oa.GetUser()
	tag, err := user.CreateTag("VIP")
	if err != nil || tag.ID == 0 {
		t.Fatalf("tag %+v, %v", tag, err)
	}
	if err := user.BatchTag([]string{ann.OpenID()}, tag.ID); err != nil {
		t.Fatal(err)
	}
	if list, err := user.GetTag(); err != nil || len(list) != 2 || list[1].Name != "VIP" || list[1].Count != 1 {
		t.Errorf("tags %+v, %v", list, err)
	}
	if ids, err := user.UserTidList(ann.OpenID()); err != nil || len(ids) != 1 || ids[0] != tag.ID {
		t.Errorf("ids %v, %v", ids, err)
	}
	if list, err := user.OpenIDListByTag(tag.ID); err != nil || len(list.Data.OpenIDs) != 1 {
		t.Errorf("tagged %+v, %v", list, err)
	}
	if info, err := user.GetUserInfo(ann.OpenID()); err != nil || info.Subscribe != 1 || info.UnionID != ann.UnionID() || len(info.TagIDList) != 1 {
		t.Errorf("info %+v, %v", info, err)
	}
	if list, err := user.ListUserOpenIDs(); err != nil || list.Total != 1 || list.Data.OpenIDs[0] != ann.OpenID() {
		t.Errorf("followers %+v, %v", list, err)
	}
	if err := user.DeleteTag(2); err == nil || !strings.Contains(err.Error(), "45058") {
		t.Errorf("a system tag: %v", err)
	}
}

func TestForeignClientSendsToMany(t *testing.T) {
	t.Parallel()
	oa, app := foreign(t, wechattest.Config{})
	var people []string
	for _, name := range []string{"ann", "bob"} {
		f := app.Follower(name)
		f.Follow()
		people = append(people, f.OpenID())
	}
	all, err := oa.GetBroadcast().SendText(&broadcast.User{OpenID: people}, "sale")
	if err != nil || all.MsgID == 0 || all.MsgDataID == 0 {
		t.Fatalf("sent %+v, %v", all, err)
	}
	if state, err := oa.GetBroadcast().GetMassStatus("1"); err == nil {
		t.Errorf("a made-up job is %+v", state)
	}
	if shown := app.Shown(); len(shown) != 2 || shown[0].Text != "sale" || shown[0].By != "message/mass/send" {
		t.Errorf("shown %+v", shown)
	}
	app.AddTemplate("t1")
	id, err := oa.GetTemplate().Send(&message.TemplateMessage{ToUser: people[0], TemplateID: "t1", Data: map[string]*message.TemplateDataItem{"first": {Value: "hi"}}})
	if err != nil || id == 0 {
		t.Errorf("template %d, %v", id, err)
	}
}

func TestForeignClientUploadsAndSendsAPicture(t *testing.T) {
	t.Parallel()
	oa, app := foreign(t, wechattest.Config{})
	ann := app.Follower("ann")
	ann.Follow()
	media, err := oa.GetMaterial().MediaUploadFromReader(material.MediaTypeImage, "a.png", strings.NewReader("PNG"))
	if err != nil || media.MediaID == "" {
		t.Fatalf("media %+v, %v", media, err)
	}
	if err := oa.GetCustomerMessageManager().Send(message.NewCustomerImgMessage(ann.OpenID(), media.MediaID)); err != nil {
		t.Fatal(err)
	}
	if shown := app.Shown(); len(shown) != 1 || shown[0].Media == nil || shown[0].Media.Len != 3 {
		t.Errorf("shown %+v", shown)
	}
}

func TestForeignClientOfAMiniProgram(t *testing.T) {
	t.Parallel()
	callback := wechattest.Callback{Token: cbTok, AESKey: aesKey, Mode: wechattest.Safe, JSON: true}
	id := "wx" + rand.Text()
	app := platform.AddApp(wechattest.Config{Kind: wechattest.MiniProgram, AppID: id, Secret: secret, Callback: callback})
	mp := miniprogram.NewMiniProgram(&miniconfig.Config{
		AppID: id, AppSecret: secret, Token: cbTok, EncodingAESKey: aesKey, Cache: &sdkCache{}, UseStableAK: true,
	})
	bodies := make(chan string, 4)
	h := newHook(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		kind, body, err := mp.GetMessageReceiver().GetMsg(r)
		if err != nil || kind != minimessage.DataTypeJSON {
			t.Errorf("%s, %v", kind, err)
		}
		bodies <- string(body)
		w.Write([]byte("success"))
	})
	callback.URL = h.URL
	app.SetCallback(callback)
	ann := app.Follower("ann")
	ann.Say("hello")
	if body := <-bodies; !strings.Contains(body, `"Content":"hello"`) {
		t.Errorf("body %s", body)
	}
	if err := mp.GetCustomerMessage().Send(minimessage.NewCustomerTextMessage(ann.OpenID(), "hi")); err != nil {
		t.Fatal(err)
	}
	if shown := app.Shown(); len(shown) != 1 || shown[0].Text != "hi" || app.CallCount("stable_token") != 1 {
		t.Errorf("shown %+v", shown)
	}
}
