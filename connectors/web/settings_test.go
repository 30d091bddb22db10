package web_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/web"
	"github.com/switchboard-hub/switchboard/core"
)

func account(config map[string]string) core.Account {
	return core.Account{ID: core.NewID(), Channel: web.Name, Config: config, Secrets: map[string]string{"identity_secret": testSecret}}
}

func TestSettingsAreRefusedBySayingWhichAndWhy(t *testing.T) {
	t.Parallel()
	c := web.New(connectors.Env{})
	for _, x := range []struct{ key, value, code string }{
		{"origins", "https://shop.example.com, https://*.example.com http://localhost:3000", ""},
		{"origins", "https://例子.example", ""},
		{"origins", "shop.example.com", "web.origins"},
		{"origins", "https://shop.example.com/path", "web.origins"},
		{"origins", "*", "web.origins"},
		{"origins", "https://*", "web.origins"},
		{"origins", "https://*.com", "web.origins"},
		{"origins", "https://a.*.example.com", "web.origins"},
		{"origins", "https://a;script-src", "web.origins"},
		{"origins", "https://user@shop.example.com", "web.origins"},
		{"origins", "null", "web.origins"},
		{"origins", "ftp://shop.example.com", "web.origins"},
		{"color", "#0aF3b9", ""},
		{"color", "red", "web.color"},
		{"locale", "zh-CN", ""},
		{"locale", "zh_CN!", "web.locale"},
		{"require_identity", "true", ""},
		{"require_identity", "perhaps", "web.require_identity"},
		{"messages_per_minute", "0", "web.limit"},
		{"upload_bytes", "1e9", "web.limit"},
		{"sessions_per_hour", "100", ""},
		{"greeting", strings.Repeat("好", 1001), "web.greeting"},
		{"greeting_away", strings.Repeat("好", 1000), ""},
	} {
		err := c.Check(account(map[string]string{x.key: x.value}))
		var p *core.Problem
		switch {
		case x.code == "" && err != nil, x.code != "" && (!errors.As(err, &p) || p.Code != x.code || !strings.Contains(p.Text, x.key)):
			t.Errorf("%s = %q: %v, want %q", x.key, x.value, err, x.code)
		}
	}
	short := account(nil)
	short.Secrets["identity_secret"] = "short"
	none := account(map[string]string{"require_identity": "true"})
	delete(none.Secrets, "identity_secret")
	for _, a := range []core.Account{short, none} {
		if c.Check(a) == nil {
			t.Errorf("%v is taken", a.Config)
		}
	}
}

func TestWhichPagesMay(t *testing.T) {
	t.Parallel()
	c := web.New(connectors.Env{})
	site := func(origins string) connectors.Origins {
		return c.Site(account(map[string]string{"origins": origins})).Origins
	}
	listed := site("https://Shop.Example.com:443, https://*.example.org, http://dev.example.net:8080/")
	for origin, want := range map[string]bool{
		"https://shop.example.com":        true,
		"http://shop.example.com":         false,
		"https://shop.example.com:8443":   false,
		"https://shop.example.com.evil.x": false,
		"https://evilshop.example.com":    false,
		"https://a.example.org":           true,
		"https://a.b.example.org":         true,
		"https://example.org":             false,
		"https://evilexample.org":         false,
		"https://.example.org":            false,
		"https://evil.x/.example.org":     false,
		"http://a.example.org":            false,
		"http://dev.example.net:8080":     true,
		"http://dev.example.net":          false,
		"http://localhost:3000":           false,
		"null":                            false,
		"":                                false,
	} {
		if got := listed.Allows(origin); got != want {
			t.Errorf("listed: %q: %v", origin, got)
		}
	}
	for origin, want := range map[string]bool{
		"http://localhost:3000": true, "https://localhost": true, "http://127.0.0.1:8080": true, "http://[::1]:1": true,
		"http://localhost.evil.example": false, "https://shop.example.com": false, "http://10.0.0.1": false, "null": false, "": false,
		"http://localhost:3000/x": false, "file://localhost": false,
	} {
		if got := site("").Allows(origin); got != want {
			t.Errorf("set-up mode: %q: %v", origin, got)
		}
	}
	if site("not an origin").Allows("http://localhost") {
		t.Error("a list that cannot be read is the set-up mode")
	}
}

func TestTheSheetsLimitsAreTheDefaults(t *testing.T) {
	t.Parallel()
	got := web.New(connectors.Env{}).Site(account(map[string]string{"uploads_per_minute": "7"})).Limits
	want := connectors.SiteLimits{SessionsPerMinute: 10, SessionsPerHour: 60, MessagesPerMinute: 20, MessagesBurst: 5, UploadsPerMinute: 7,
		UploadBytes: 10 << 20, SocketsPerVisitor: 5, SocketsPerAddress: 50, Text: 4000, TypingEvery: 2e9}
	if got != want {
		t.Errorf("%+v", got)
	}
}

func TestAnAccountWithoutOriginsIsToldSo(t *testing.T) {
	t.Parallel()
	c := web.New(connectors.Env{})
	if c.Advise(account(nil)) == "" || c.Advise(account(map[string]string{"origins": "https://a.example"})) != "" {
		t.Error("the advice is wrong")
	}
}
