package main_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// What is secret of WeChat: secrets, tokens and keys that are entered, and the
// access tokens that the platform hands out. Everything that can go wrong goes
// wrong, and none of them is seen anywhere.
func TestNoSecretOfWechatIsSeenAnywhere(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := openWechatVault(t, database(t))
			v.link()
			v.failToSend()
			v.failToReceive()
			v.loseSecret()
			v.noteTokens()
			v.searchEverywhere()
		})
	}
}

type wechatVault struct {
	*vault
	srv    *wechattest.Server
	app    *wechattest.App // its token is the ordinary one
	stable *wechattest.App
	corp   *wechattest.Corp
	desk   *wechattest.Desk
	safe   wechattest.Callback
}

const newWechatSecret = "the-newer-app-secret-of-an-account"

func openWechatVault(t *testing.T, database string) *wechatVault {
	t.Helper()
	v := &wechatVault{vault: &vault{t: t, sends: "/cgi-bin/message/custom/send"}, srv: wechattest.New(wechattest.Options{})}
	t.Cleanup(v.srv.Close)
	v.serve(database)
	v.secrets["app secret"], v.secrets["newer app secret"] = wechatSecret, newWechatSecret
	v.secrets["callback token"], v.secrets["key"], v.secrets["newer key"] = wechatToken, wechatKey, wechatKFKey
	v.secrets["key as bytes of base64"] = wechatKey + "="
	v.app = v.srv.AddApp(wechattest.Config{AppID: "wxVAULT", Secret: wechatSecret})
	v.stable = v.srv.AddApp(wechattest.Config{AppID: "wxSTABLE", Secret: wechatSecret})
	v.corp = v.srv.AddCorp(wechattest.CorpConfig{CorpID: "wwVAULT", Secret: wechatSecret})
	v.desk = v.corp.AddDesk("wkVAULT", "Vault")
	return v
}

// link links accounts of each kind, and some that are refused or on a platform
// that is away.
func (v *wechatVault) link() {
	v.t.Helper()
	add := func(name string, more ...string) bool {
		args := []string{"account", "add", "wechat", "--name", name, "--set", "token=" + wechatToken, "--set", "encoding_aes_key=" + wechatKey}
		for _, kv := range append([]string{"api_base=" + v.srv.URL, "secret=" + wechatSecret}, more...) {
			args = append(args, "--set", kv)
		}
		return v.run(args...)
	}
	if !add("ordinary", "kind=official", "appid=wxVAULT") || !add("stable", "kind=official", "appid=wxSTABLE", "stable_token=yes") ||
		!add("kf", "kind=kf", "corpid=wwVAULT", "open_kfid=wkVAULT") {
		v.t.Fatalf("linking failed: %s", v.output.String())
	}
	if add("refused", "kind=official", "appid=wxVAULT", "secret="+newWechatSecret) || add("refused by KF", "kind=kf", "corpid=wwVAULT", "open_kfid=wkVAULT", "secret="+newWechatSecret) ||
		add("malformed", "kind=official", "appid=wxVAULT", "encoding_aes_key=x"+wechatKey) || add("spaces", "kind=official", "appid=wxVAULT", "secret=a "+wechatSecret) {
		v.t.Error("a refused secret was linked")
	}
	v.app.SetWhitelist("203.0.113.9")
	add("not let in", "kind=official", "appid=wxVAULT")
	v.app.SetWhitelist()
	add("distant", "kind=official", "appid=wxAWAY", "api_base=http://"+freeAddr(v.t))
	var accounts list[struct {
		ID, Name    string
		CallbackURL string `json:"callback_url"`
	}]
	v.n.get("/accounts", &accounts)
	for _, a := range accounts.Items {
		c := wechattest.Callback{URL: a.CallbackURL, Token: wechatToken, AESKey: wechatKey, Mode: wechattest.Safe}
		switch a.Name {
		case "ordinary":
			v.account, v.safe = a.ID, c
			v.app.SetCallback(c)
		case "stable":
			v.stable.SetCallback(c)
		case "kf":
			v.corp.SetCallback(c)
		}
	}
}

// post answers somebody new and waits until it is decided.
func (v *wechatVault) post(name string, say func(string) *wechattest.Push, prepare func()) {
	v.t.Helper()
	text := "answer me: " + name
	say(text)
	var id string
	v.n.until("the conversation of "+name+" is there", func() bool {
		for _, c := range v.n.conversations() {
			if c.LastMessage.Text == text {
				id = c.ID
			}
		}
		return id != ""
	})
	prepare()
	var m letter
	v.n.must(http.MethodPost, "/conversations/"+id+"/messages", map[string]any{"client_message_id": name, "text": name}, &m)
	v.n.until(name+" is decided", func() bool {
		v.n.get("/conversations/"+id+"/messages/"+m.ID, &m)
		return slices.Contains([]string{"sent", "failed", "in_doubt"}, m.Delivery)
	})
}

func (v *wechatVault) failToSend() {
	v.t.Helper()
	for name, fault := range map[string]wechattest.Fault{
		"a proxy's page": wechattest.HTMLError(http.StatusBadGateway), "cut before": wechattest.CutBefore(), "cut after": wechattest.CutAfter(),
		"too many calls": wechattest.TooMany(), "garbage": wechattest.Garbage(), "not let in": wechattest.Refuse(45015),
		"redirected": {Status: http.StatusFound, Body: "elsewhere"},
	} {
		f := v.app.Follower(name)
		f.Follow()
		v.post(name, f.Say, func() { v.srv.Fail("message/custom/send", 1, fault) })
	}
	for method, app := range map[string]*wechattest.App{"token": v.app, "stable_token": v.stable} {
		f := app.Follower(method)
		f.Follow()
		v.post("by "+method, f.Say, func() {
			app.ExpireTokens()
			for _, fault := range []wechattest.Fault{wechattest.HTMLError(http.StatusBadGateway), wechattest.CutAfter(), wechattest.Garbage()} {
				v.srv.Fail(method, 1, fault)
			}
		})
	}
	c := v.desk.Customer("bob")
	v.post("to KF", c.Say, func() {
		v.corp.ExpireTokens()
		v.srv.Fail("gettoken", 1, wechattest.HTMLError(http.StatusBadGateway))
		v.srv.Fail("kf/send_msg", 1, wechattest.CutAfter())
	})
}

func (v *wechatVault) failToReceive() {
	v.t.Helper()
	ann := v.app.Follower("ann")
	ann.Follow()
	for _, f := range []wechattest.Fault{wechattest.CutBefore(), wechattest.Garbage(), wechattest.Refuse(40007)} {
		v.srv.Fail("media/get", 1, f)
		ann.Send(wechattest.Message{Type: "voice", Format: "amr", File: wechattest.File{Name: "a.amr", MIME: "audio/amr", Bytes: oggBytes}})
	}
	v.srv.Fail("kf/sync_msg", 1, wechattest.HTMLError(http.StatusBadGateway))
	v.desk.Customer("carol").Say("你好")
	for _, c := range []wechattest.Callback{{Token: "AnotherToken", AESKey: wechatKey, Mode: wechattest.Safe}, {Token: wechatToken, AESKey: wechatKFKey, Mode: wechattest.Safe},
		{Token: wechatToken, Mode: wechattest.Plain}} {
		c.URL = v.safe.URL
		v.app.SetCallback(c)
		ann.Say("refused")
		if err := v.app.WaitPushed(v.t.Context()); err != nil {
			v.t.Fatal(err)
		}
	}
	v.app.SetCallback(v.safe)
	v.n.until("all is received", func() bool {
		m := v.n.metrics()
		return m.sum("switchboard_jobs", `state="waiting"`) == 0 && m.sum("switchboard_jobs", `state="running"`) == 0
	})
}

// loseSecret lets the platform refuse what was good, and gives a new secret and key.
func (v *wechatVault) loseSecret() {
	v.t.Helper()
	v.app.SetSecret(newWechatSecret)
	v.app.RevokeTokens()
	f := v.app.Follower("dan")
	f.Follow()
	f.Say("你好")
	if v.run("account", "check", v.account) {
		v.t.Error("a revoked secret passes its check")
	}
	if !v.run("account", "update", v.account, "--set", "secret="+newWechatSecret, "--set", "encoding_aes_key="+wechatKFKey) {
		v.t.Error("a new secret was not taken")
	}
	v.run("account", "update", v.account, "--set", "secrt="+newWechatSecret)
	_, err := v.n.call(http.MethodPost, "/accounts", map[string]any{"channel": "wechat", "name": "x",
		"settings": map[string]string{"kind": "official", "appid": "wx1", "secret": wechatSecret, "api_base": "http://u:" + wechatSecret + "@127.0.0.1/"}}, nil)
	fmt.Fprintln(&v.output, err)
	_, err = v.n.call(http.MethodPost, "/accounts/"+v.account+"/test", nil, nil)
	fmt.Fprintln(&v.output, err)
}

// noteTokens adds every access token that was ever used.
func (v *wechatVault) noteTokens() {
	v.t.Helper()
	tokens := 0
	for _, c := range slices.Concat(v.app.Calls(), v.stable.Calls(), v.corp.Calls()) {
		if token := c.Query.Get("access_token"); token != "" {
			tokens++
			v.secrets["access token "+strings.TrimPrefix(token, "57_")[:6]] = token
		}
	}
	if tokens < 30 {
		v.t.Errorf("only %d calls had a token", tokens)
	}
}
