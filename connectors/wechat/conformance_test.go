package wechat_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/connectortest"
	"github.com/switchboard-hub/switchboard/connectors/wechat"
	"github.com/switchboard-hub/switchboard/core"
)

const (
	oldToken = "57_OLD-token-of-this-account"
	newToken = "58_NEW-token-of-this-account"
)

func said(code int, words string) connectortest.Answer {
	return connectortest.Answer{Body: fmt.Sprintf(`{"errcode":%d,"errmsg":%q}`, code, words)}
}

func granted(token string) connectortest.Answer {
	return connectortest.Answer{Body: fmt.Sprintf(`{"errcode":0,"errmsg":"ok","access_token":%q,"expires_in":7200}`, token)}
}

// conformance has what the three kinds share.
func conformance(config map[string]string, tokenPath string) connectortest.Case {
	status := func(s int, body string) connectortest.Answer { return connectortest.Answer{Status: s, Body: body} }
	means := func(name string, a connectortest.Answer, class core.Class, code string) connectortest.ErrorCase {
		return connectortest.ErrorCase{Name: name, Answer: a, Class: class, Code: code}
	}
	return connectortest.Case{
		New:      func(env connectors.Env) connectors.Connector { return wechat.New(env) },
		Settings: wechat.Settings(),
		Account: func(base string) core.Account {
			settings := map[string]string{"api_base": base}
			for k, v := range config {
				settings[k] = v
			}
			return core.Account{Channel: wechat.Name, Config: settings, Secrets: map[string]string{
				"secret": "the-secret-of-this-account", "token": "TheTokenOfTheCallback", "encoding_aes_key": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"}}
		},
		Part:         core.Part{To: core.UserRef{ExternalID: "oDEMO_u1"}, Content: core.Content{Kind: core.KindText, Text: "您好"}},
		Sent:         said(0, "ok"),
		Throttled:    connectortest.Answer{Status: 429, Body: "slow down"},
		ThrottledFor: connectortest.Answer{Status: 429, Header: map[string]string{"Retry-After": "35"}, Body: "slow down"},
		RetryAfter:   35 * time.Second,
		Token: &connectortest.Token{Match: tokenPath, Old: oldToken, New: newToken,
			First: granted(oldToken), Refresh: granted(newToken), Expired: said(42001, "access_token expired rid: 1")},
		Errors: []connectortest.ErrorCase{
			means("busy", said(-1, "system error"), core.Retry, "wechat.busy"),
			means("a token that is refused for good", said(40001, "invalid credential"), core.Auth, "wechat.token_refused"),
			means("a code nobody knows", said(98765, "something new"), core.Rejected, "wechat.rejected"),
			means("nothing said", connectortest.Answer{Body: `{}`}, core.Uncertain, "wechat.unreadable"),
			means("200 page", status(200, "<html>welcome to this hotel</html>"), core.Uncertain, "wechat.unreadable"),
			means("500 page", status(500, "<html>oops</html>"), core.Uncertain, "wechat.gateway"),
			means("502 page", status(502, "<html>Bad Gateway</html>"), core.Uncertain, "wechat.gateway"),
			means("503 page", status(503, "<html>later</html>"), core.Retry, "wechat.gateway"),
			means("504 page", status(504, "<html>Gateway Time-out</html>"), core.Uncertain, "wechat.gateway"),
			means("redirect", connectortest.Answer{Status: 307, Header: map[string]string{"Location": "/elsewhere"}}, core.Retry, "wechat.gateway"),
			means("404 page", status(404, "<html>nothing here</html>"), core.Auth, "wechat.endpoint"),
			means("413 page", status(413, ""), core.Rejected, "wechat.media_refused"),
			means("the address is not let in", said(40164, "invalid ip 1.2.3.4"), core.Auth, "wechat.ip_refused"),
			means("the platform echoes the token", said(47001, "data format error: "+oldToken), core.Rejected, ""),
			means("the platform echoes the secret", said(40125, "invalid appsecret: the-secret-of-this-account"), core.Auth, ""),
		},
	}
}

func TestConformance(t *testing.T) {
	t.Parallel()
	app := func(kind string) connectortest.Case {
		c := conformance(map[string]string{"kind": kind, "appid": "wxDEMO"}, "/cgi-bin/token?")
		c.Throttled = said(45011, "api minute-quota reach limit")
		for _, e := range []struct {
			code  int
			class core.Class
			name  string
		}{
			{45015, core.WindowClosed, "wechat.window_closed"}, {45047, core.WindowClosed, "wechat.window_used_up"},
			{43004, core.Gone, "wechat.not_following"}, {40003, core.Gone, "wechat.unknown_user"}, {48002, core.Gone, "wechat.refuses"},
			{45009, core.Throttled, "wechat.quota"}, {48001, core.Rejected, "wechat.no_permission"},
		} {
			c.Errors = append(c.Errors, connectortest.ErrorCase{Name: fmt.Sprint(e.code), Answer: said(e.code, "no"), Class: e.class, Code: e.name})
		}
		return c
	}
	t.Run("official", func(t *testing.T) {
		t.Parallel()
		connectortest.Run(t, app("official"))
	})
	t.Run("miniprogram", func(t *testing.T) {
		t.Parallel()
		connectortest.Run(t, app("miniprogram"))
	})
	t.Run("stable token", func(t *testing.T) {
		t.Parallel()
		connectortest.Run(t, conformance(map[string]string{"kind": "official", "appid": "wxDEMO", "stable_token": "yes"}, "/cgi-bin/stable_token"))
	})
	t.Run("kf", func(t *testing.T) {
		t.Parallel()
		c := conformance(map[string]string{"kind": "kf", "corpid": "wwDEMO", "open_kfid": "wkDEMO"}, "/cgi-bin/gettoken?")
		c.Varies = []string{"typing"}
		c.Part.Key = "0193a3f0-0000-7000-8000-00000000abcd"
		c.Sent = connectortest.Answer{Body: `{"errcode":0,"errmsg":"ok","msgid":"0193a3f0000070008000000000000abcd"}`}
		c.ExternalID = "0193a3f0000070008000000000000abcd"
		c.Throttled = said(45009, "api freq out of limit")
		for _, e := range []struct {
			code  int
			class core.Class
			name  string
		}{
			{95001, core.WindowClosed, "wechat.window_used_up"}, {95013, core.WindowClosed, "wechat.session_state"},
			{95018, core.WindowClosed, "wechat.session_state"}, {48002, core.Auth, "wechat.no_permission"}, {60020, core.Auth, "wechat.ip_refused"},
		} {
			c.Errors = append(c.Errors, connectortest.ErrorCase{Name: fmt.Sprint(e.code), Answer: said(e.code, "no"), Class: e.class, Code: e.name})
		}
		connectortest.Run(t, c)
	})
}
