package wechattest_test

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	workconfig "github.com/silenceper/wechat/v2/work/config"
	"github.com/silenceper/wechat/v2/work/kf"
	"github.com/silenceper/wechat/v2/work/kf/sendmsg"
	"github.com/silenceper/wechat/v2/work/kf/syncmsg"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestForeignClientServesKF(t *testing.T) {
	t.Parallel()
	corpid := "ww" + rand.Text()
	client, err := kf.NewClient(&workconfig.Config{CorpID: corpid, CorpSecret: secret, Token: cbTok, EncodingAESKey: aesKey, Cache: &sdkCache{}})
	if err != nil {
		t.Fatal(err)
	}
	bells := make(chan kf.CallbackMessage, 8)
	h := newHook(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		if r.Method == http.MethodGet {
			echo, err := client.VerifyURL(kf.SignatureOptions{
				Signature: query.Get("msg_signature"), TimeStamp: query.Get("timestamp"), Nonce: query.Get("nonce"), EchoStr: query.Get("echostr"),
			})
			if err != nil {
				t.Errorf("verify: %v", err)
			}
			io.WriteString(w, echo)
			return
		}
		body, _ := io.ReadAll(r.Body)
		bell, err := client.GetCallbackMessage(body)
		if err != nil {
			t.Errorf("bell: %v", err)
		}
		bells <- bell
	})
	corp := platform.AddCorp(wechattest.CorpConfig{CorpID: corpid, Secret: secret, OpenPlatform: "op", Callback: wechattest.Callback{URL: h.URL, Token: cbTok, AESKey: aesKey}})
	desk := corp.AddDesk("wk1", "Sales")
	if err := corp.Verify(deadline(t)); err != nil {
		t.Fatalf("handshake: %v", err)
	}
	bob := desk.Customer("bob")
	bob.Enter("shop", "a%3D1")
	bob.Say("hello")
	if err := corp.WaitPushed(deadline(t)); err != nil {
		t.Fatal(err)
	}
	<-bells
	bell := <-bells
	if bell.Event != "kf_msg_or_event" || bell.OpenKfID != "wk1" || bell.ToUserName != corpid {
		t.Errorf("bell %+v", bell)
	}
	got, err := client.SyncMsg(kf.SyncMsgOptions{Token: bell.Token, Limit: 1000, OpenKfID: "wk1"})
	if err != nil || len(got.MsgList) != 2 || got.HasMore != 0 {
		t.Fatalf("sync %+v, %v", got, err)
	}
	var entered syncmsg.EnterSessionEvent
	if err := json.Unmarshal(got.MsgList[0].OriginData, &entered); err != nil || entered.Event.WelcomeCode == "" || entered.Event.Scene != "shop" || entered.Origin != 4 {
		t.Errorf("entered %+v, %v", entered, err)
	}
	var said syncmsg.Text
	if err := json.Unmarshal(got.MsgList[1].OriginData, &said); err != nil || said.Text.Content != "hello" || said.ExternalUserID != bob.ID() || said.Origin != 3 {
		t.Errorf("said %+v, %v", said, err)
	}
	text := sendmsg.Text{Message: sendmsg.Message{ToUser: bob.ID(), OpenKFID: "wk1", MsgID: "m-1"}, MsgType: "text"}
	text.Text.Content = "在的"
	if sent, err := client.SendMsg(text); err != nil || sent.MsgID != "m-1" {
		t.Fatalf("sent %+v, %v", sent, err)
	}
	if _, err := client.SendMsg(text); err == nil {
		t.Error("a msgid went out twice")
	}
	if shown := desk.Shown(); len(shown) != 1 || shown[0].Text != "在的" || shown[0].MsgID != "m-1" {
		t.Errorf("shown %+v", shown)
	}
	people, err := client.CustomerBatchGet(kf.CustomerBatchGetOptions{ExternalUserIDList: []string{bob.ID(), "wmNOBODY"}})
	if err != nil || len(people.CustomerList) != 1 || people.CustomerList[0].NickName != "bob" || people.CustomerList[0].UnionID != bob.UnionID() || len(people.InvalidExternalUserID) != 1 {
		t.Errorf("people %+v, %v", people, err)
	}
	state, err := client.ServiceStateGet(kf.ServiceStateGetOptions{OpenKFID: "wk1", ExternalUserID: bob.ID()})
	if err != nil || state.ServiceState != 0 {
		t.Errorf("state %+v, %v", state, err)
	}
	if list, err := client.AccountList(); err != nil || len(list.AccountList) != 1 || list.AccountList[0].OpenKFID != "wk1" {
		t.Errorf("accounts %+v, %v", list, err)
	}
	if strings.HasPrefix(got.NextCursor, "wk") || len(got.NextCursor) > 64 {
		t.Errorf("cursor %q", got.NextCursor)
	}
}
