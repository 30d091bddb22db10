package wechat

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

const notLetIn = `{"errcode":40164,"errmsg":"invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 64a1-2b-3c"}`

func TestVerify(t *testing.T) {
	t.Parallel()
	c := newConnector(nil)
	f := newFake(t, "openapi/quota/get", `{"errcode":0,"errmsg":"ok","quota":{"daily_limit":500000,"used":1,"remain":499999}}`, "openapi/quota/get", `{"errcode":76022,"errmsg":"could not use this cgi_path, no permission"}`)
	for _, kind := range []string{kindOfficial, kindMiniProgram} {
		if name, err := c.Verify(t.Context(), f.account(kind)); err != nil || name != anAppID {
			t.Errorf("%s: %q, %v", kind, name, err)
		}
	}
	var first []string
	for i := range accountsPage {
		first = append(first, fmt.Sprintf(`{"open_kfid":"wk%d","name":"n"}`, i))
	}
	list := func(s string) string { return `{"errcode":0,"errmsg":"ok","account_list":[` + s + `]}` }
	g := newFake(t, "kf/account/list", list(strings.Join(first, ",")), "kf/account/list", list(`{"open_kfid":"wkDEMO","name":"售后"}`))
	if name, err := c.Verify(t.Context(), g.account(kindKF)); err != nil || name != "售后" {
		t.Errorf("%q, %v", name, err)
	}
	same(t, g.seen()[1].body, `{"offset":100,"limit":100}`)
}

func TestVerifySaysWhatToDo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind   string
		pairs  []string
		status int
		code   string
		says   string
	}{
		"secret":      {kindOfficial, []string{"token", `{"errcode":40125,"errmsg":"invalid appsecret"}`}, 422, "wechat.secret_refused", "copy both again"},
		"address":     {kindOfficial, []string{"token", notLetIn}, 422, "wechat.ip_refused", "the address is 203.0.113.9"},
		"busy":        {kindOfficial, []string{"token", `{"errcode":-1,"errmsg":"system error"}`}, 502, "wechat.unreachable", "cannot be used now"},
		"quota":       {kindOfficial, []string{"token", `{"errcode":45009,"errmsg":"reach max api daily quota limit"}`}, 503, "wechat.quota", "2000 a day"},
		"kf account":  {kindKF, []string{"kf/account/list", `{"errcode":0,"account_list":[]}`}, 422, "wechat.kf_account_unknown", "open_kfid"},
		"kf no right": {kindKF, []string{"kf/account/list", `{"errcode":48002,"errmsg":"api forbidden"}`}, 422, "wechat.no_permission", "Secret"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, c.pairs...)
			_, err := newConnector(nil).Verify(t.Context(), f.account(c.kind))
			var p *core.Problem
			if !errors.As(err, &p) || p.Status != c.status || p.Code != c.code || !strings.Contains(p.Text, c.says) {
				t.Errorf("%v", err)
			}
			if strings.Contains(fmt.Sprint(err), "secret-of") {
				t.Errorf("the secret shows: %v", err)
			}
		})
	}
	inner := New(connectors.Env{HTTP: httpx.New(httpx.Options{})})
	if _, err := inner.Verify(t.Context(), newFake(t).account(kindOfficial)); !errors.Is(err, &core.Problem{Code: httpx.CodePrivate}) {
		t.Errorf("%v", err)
	}
}

func TestConnectMakesWhatIsMissingAndKeepsFormerKeys(t *testing.T) {
	t.Parallel()
	c := newConnector(nil)
	a := official("")
	delete(a.Secrets, keyToken)
	delete(a.Secrets, keyAES)
	first, err := c.Connect(t.Context(), a, "https://hub.example/hooks/wechat/1")
	if err != nil || c.Check(first) != nil || first.Secrets[keyToken] == "" || first.Secrets[keyAES] == "" || first.Secrets[keyPreviousAES] != "" || first.ID != a.ID {
		t.Fatalf("%+v, %v", first, err)
	}
	if a.Secrets[keyAES] != "" {
		t.Error("the caller's account was changed")
	}
	again, err := c.Connect(t.Context(), first, "")
	if err != nil || again.Secrets[keyAES] != first.Secrets[keyAES] || again.Secrets[keyPreviousAES] != "" {
		t.Errorf("%+v, %v", again.Secrets, err)
	}
	again.Secrets[keyAES] = bKey
	changed, err := c.Connect(t.Context(), again, "")
	if err != nil || changed.Secrets[keyPreviousAES] != first.Secrets[keyAES] || changed.Secrets[keyAES] != bKey {
		t.Errorf("%+v, %v", changed.Secrets, err)
	}
	if changed, err = c.Connect(t.Context(), changed, ""); err != nil || changed.Secrets[keyPreviousAES] != first.Secrets[keyAES] {
		t.Errorf("%+v, %v", changed.Secrets, err)
	}
	bare, err := c.Connect(t.Context(), core.Account{}, "")
	if err != nil || bare.Secrets[keyToken] == "" {
		t.Errorf("%+v, %v", bare, err)
	}
	if err := c.Disconnect(t.Context(), a); err != nil {
		t.Error(err)
	}
}

func TestLegs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pairs []string
		want  string
	}{
		"all":     {[]string{"openapi/quota/get", fine}, "credentials ok , ip_whitelist ok "},
		"secret":  {[]string{"token", `{"errcode":40125,"errmsg":"invalid appsecret"}`}, "credentials failed wechat.secret_refused, ip_whitelist waiting "},
		"address": {[]string{"token", notLetIn}, "credentials waiting , ip_whitelist failed wechat.ip_refused"},
	} {
		f := newFake(t, c.pairs...)
		var got []string
		for _, l := range newConnector(nil).Test(t.Context(), f.account(kindOfficial)) {
			got = append(got, fmt.Sprint(l.Name, " ", l.State, " ", l.Code))
			if (l.State == core.LegOK) != (l.At != 0) || (l.State == core.LegOK) != (l.Text == "") {
				t.Errorf("%s: %+v", name, l)
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s", name, s)
		}
	}
}
