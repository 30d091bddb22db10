package wechattest_test

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/util"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// platform is what the foreign library talks to: its client belongs to the
// process, so that one server serves all its tests, an app each.
var platform = wechattest.New(wechattest.Options{})

func TestMain(m *testing.M) {
	util.DefaultHTTPClient = &http.Client{Transport: toPlatform{}, Timeout: 10 * time.Second}
	code := m.Run()
	platform.Close()
	os.Exit(code)
}

// toPlatform sends what is for WeChat's hosts to the emulator.
type toPlatform struct{}

func (toPlatform) RoundTrip(r *http.Request) (*http.Response, error) {
	base, err := url.Parse(platform.URL)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = base.Scheme, base.Host
	return http.DefaultTransport.RoundTrip(r)
}

// sdkCache is a cache that many may use; the library's own is none.
type sdkCache struct{ sync.Map }

func (c *sdkCache) Get(key string) any {
	v, _ := c.Load(key)
	return v
}
func (c *sdkCache) Set(key string, v any, _ time.Duration) error { c.Store(key, v); return nil }
func (c *sdkCache) IsExist(key string) bool                      { _, known := c.Load(key); return known }
func (c *sdkCache) Delete(key string) error                      { c.Map.Delete(key); return nil }

// foreign is the library for an app of the test's own.
func foreign(t *testing.T, c wechattest.Config) (*officialaccount.OfficialAccount, *wechattest.App) {
	t.Helper()
	c.AppID, c.Secret = "wx"+rand.Text(), secret
	app := platform.AddApp(c)
	return officialaccount.NewOfficialAccount(&config.Config{
		AppID: c.AppID, AppSecret: c.Secret, Token: c.Callback.Token, EncodingAESKey: c.Callback.AESKey, Cache: &sdkCache{},
	}), app
}

func TestForeignClientReadsPushesAndAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]wechattest.Callback{
		"plain":      {Token: cbTok},
		"compatible": {Token: cbTok, AESKey: aesKey, Mode: wechattest.Compatible},
		"safe":       {Token: cbTok, AESKey: aesKey, Mode: wechattest.Safe},
		"safe json":  {Token: cbTok, AESKey: aesKey, Mode: wechattest.Safe, JSON: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			oa, app := foreign(t, wechattest.Config{Callback: c})
			got := make(chan *message.MixMessage, 8)
			h := newHook(t, func(_ int, w http.ResponseWriter, r *http.Request) {
				server := oa.GetServer(r, w)
				server.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
					got <- m
					return nil
				})
				if err := server.Serve(); err != nil {
					t.Errorf("serve: %v", err)
				}
				if r.URL.Query().Get("encrypt_type") == "aes" { // else the library has said it
					w.Write([]byte("success"))
				}
			})
			c.URL = h.URL + "/hooks?account=1"
			app.SetCallback(c)
			if err := app.Verify(deadline(t)); err != nil {
				t.Fatalf("handshake: %v", err)
			}
			ann := app.Follower("ann")
			ann.FollowBy("door")
			fate, err := ann.Say("你好]]> <b> & \"").Wait(deadline(t))
			if err != nil || !fate.Accepted || len(fate.Attempts) != 1 {
				t.Fatalf("fate %+v, %v", fate, err)
			}
			followed, said := <-got, <-got
			if followed.Event != message.EventSubscribe || followed.EventKey != "qrscene_door" || followed.Ticket == "" {
				t.Errorf("followed %+v", followed)
			}
			if said.Content != "你好]]> <b> & \"" || said.GetOpenID() != ann.OpenID() || string(said.ToUserName) != app.UserName() || said.MsgID == 0 && !c.JSON {
				t.Errorf("said %+v", said)
			}
			if err := oa.GetCustomerMessageManager().Send(message.NewCustomerTextMessage(ann.OpenID(), "在的 <3")); err != nil {
				t.Fatalf("send: %v", err)
			}
			if shown := app.Shown(); len(shown) != 1 || shown[0].Text != "在的 <3" || shown[0].By != "message/custom/send" {
				t.Errorf("shown %+v", shown)
			}
			err = oa.GetCustomerMessageManager().Send(message.NewCustomerTextMessage("oNOBODY", "x"))
			if err == nil || !strings.Contains(err.Error(), "40003") {
				t.Errorf("to nobody: %v", err)
			}
		})
	}
}

func TestForeignClientRepliesInTheAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]wechattest.Callback{
		"plain": {Token: cbTok},
		"safe":  {Token: cbTok, AESKey: aesKey, Mode: wechattest.Safe},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			oa, app := foreign(t, wechattest.Config{Callback: c})
			h := newHook(t, func(_ int, w http.ResponseWriter, r *http.Request) {
				server := oa.GetServer(r, w)
				server.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
					return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText("welcome")}
				})
				if err := server.Serve(); err != nil {
					t.Errorf("serve: %v", err)
				}
				server.Send()
			})
			c.URL = h.URL
			app.SetCallback(c)
			ann := app.Follower("ann")
			fate, err := ann.Follow().Wait(deadline(t))
			if err != nil || fate.Attempts[0].Result != wechattest.Replied {
				t.Fatalf("fate %+v, %v", fate, err)
			}
			if shown := app.Shown(); len(shown) != 1 || shown[0].By != "reply" || shown[0].Text != "welcome" || shown[0].User != ann.OpenID() {
				t.Errorf("shown %+v", shown)
			}
		})
	}
}
