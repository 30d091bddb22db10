package wechattest_test

import (
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

const fetch = "token?grant_type=client_credential&appid=" + appid + "&secret=" + secret

func (w *world) info() answer {
	return w.get("user/info?openid=" + w.ann.OpenID() + "&access_token=" + w.token)
}

func TestAFetchEndsTheTokenBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	former := w.token
	w.renew()
	newer := w.token
	if newer == former || len(newer) > 512 {
		t.Fatalf("tokens %q and %q", former, newer)
	}
	w.token = former
	w.info().wants(0) // both hold for five minutes
	w.Advance(5 * time.Minute)
	w.info().wants(40001)
	w.token = newer
	w.info().wants(0)
	w.Advance(2*time.Hour - 5*time.Minute)
	w.info().wants(42001)
}

func TestTokensEndAtOnceWhenTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.app.ExpireTokens()
	w.info().wants(42001)
	w.renew()
	w.info().wants(0)
	w.app.RevokeTokens()
	w.info().wants(40001)
	w.token = "made-up"
	w.info().wants(40014)
	w.token = ""
	w.info().wants(41001)
}

func TestCredentialsAreLookedAt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.get("token?grant_type=password&appid=" + appid).wants(40002)
	w.get("token?grant_type=client_credential").wants(41002)
	w.get("token?grant_type=client_credential&appid=wxother&secret=s").wants(40013)
	w.get("token?grant_type=client_credential&appid=" + appid).wants(41004)
	w.get("token?grant_type=client_credential&appid=" + appid + "&secret=wrong").wants(40125)
	w.app.SetWhitelist("203.0.113.9")
	w.get(fetch).wants(40164)
	w.post("stable_token", m{"grant_type": "client_credential", "appid": appid, "secret": secret}).wants(40164)
	w.app.SetWhitelist("127.0.0.1")
	w.get(fetch).wants(0)
	w.app.SetSecret("new")
	w.get(fetch).wants(40125)
	w.get("no/such/method").wants(40066)
}

func TestADayHasItsFetches(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	got := w.post("openapi/quota/get", m{"cgi_path": "/cgi-bin/token"}).wants(0)
	if quota, _ := got.body["quota"].(map[string]any); quota["daily_limit"] != 2000.0 || quota["used"] != 1.0 {
		t.Errorf("quota %v", got.body)
	}
	w.app.SetQuota("token", 2)
	w.get(fetch).wants(0)
	w.get(fetch).wants(45009)
	w.Advance(12 * time.Hour) // midnight in China
	w.get(fetch).wants(0)
}

func TestAStableTokenStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	ask := func(force bool) answer {
		return w.post("stable_token", m{"grant_type": "client_credential", "appid": appid, "secret": secret, "force_refresh": force})
	}
	first := ask(false)
	w.Advance(2*time.Hour - 6*time.Minute)
	if again := ask(false); again.text("access_token") != first.text("access_token") || again.number("expires_in") != 360 {
		t.Errorf("again %v", again.body)
	}
	w.Advance(2 * time.Minute)
	next := ask(false)
	if next.text("access_token") == first.text("access_token") || next.number("expires_in") != 7200 {
		t.Errorf("next %v", next.body)
	}
	w.token = first.text("access_token")
	w.info().wants(0) // the old one holds on
	w.renew()
	w.token = next.text("access_token")
	w.info().wants(0) // a fetch of the other kind leaves it alone
	forced := ask(true).text("access_token")
	w.info().wants(40001)
	if ask(true).text("access_token") != forced {
		t.Error("within 30 s it is not renewed again")
	}
	for range 19 {
		w.Advance(30 * time.Second)
		ask(true).wants(0)
	}
	w.Advance(30 * time.Second)
	ask(true).wants(45009)
}

func TestACorpsTokenIsTheSameWhileItHolds(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.token
	o.login()
	if o.token != first {
		t.Error("a second fetch gave another token")
	}
	o.get("gettoken?corpid=ww1&corpsecret=wrong").wants(40001)
	o.get("gettoken?corpid=ww9&corpsecret=x").wants(40013)
	o.Advance(2 * time.Hour)
	o.post("kf/sync_msg", m{}).wants(42001)
	o.post("message/custom/send", m{}).wants(42001)
	o.login()
	o.post("message/custom/send", m{}).wants(40014) // it is of the other host
}

func TestQuotasAreCountedAndCleared(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.app.SetQuota("message/custom/send", 2)
	w.ann.Say("hello")
	w.words(w.ann.OpenID(), "1").wants(0)
	w.words(w.ann.OpenID(), "2").wants(0)
	w.words(w.ann.OpenID(), "3").wants(45009)
	got := w.post("openapi/quota/get", m{"cgi_path": "/cgi-bin/message/custom/send"}).wants(0)
	if quota, _ := got.body["quota"].(map[string]any); quota["daily_limit"] != 2.0 || quota["remain"] != 0.0 {
		t.Errorf("quota %v", got.body)
	}
	w.post("openapi/quota/get", m{"cgi_path": "/nowhere"}).wants(76021)
	w.post("clear_quota", m{"appid": "wxother"}).wants(40013)
	for range 10 {
		w.post("clear_quota", m{"appid": appid}).wants(0)
	}
	w.post("clear_quota", m{"appid": appid}).wants(48006)
	w.words(w.ann.OpenID(), "3").wants(0)
	if n := w.app.CallCount("message/custom/send"); n != 4 {
		t.Errorf("%d calls", n)
	}
}
