package wechat

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"maps"
	"net/http"
	"net/netip"
	"regexp"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// Verify implements connectors.Linker. The name is that of a customer service
// account; for the others the platform tells none, and it is the AppID.
func (c *Connector) Verify(ctx context.Context, a core.Account) (string, error) {
	name, f := c.ask(ctx, a)
	if f != nil {
		return "", f.problem(a)
	}
	return name, nil
}

// accountsPage is the most that kf/account/list hands out at once.
const accountsPage = 100

// ask makes a call that needs working credentials and changes nothing.
func (c *Connector) ask(ctx context.Context, a core.Account) (string, *failure) {
	if kindOf(a) != kindKF {
		q := request{path: "/cgi-bin/openapi/quota/get", body: map[string]any{"cgi_path": "/cgi-bin/message/custom/send"}, repeatable: true, acked: true}
		if f := c.do(ctx, a, q, nil); f != nil && !f.says(codeNoPath) {
			return "", f
		}
		return a.Setting(keyAppID), nil
	}
	for offset := 0; ; offset += accountsPage {
		var answer struct {
			List []struct {
				ID   string `json:"open_kfid"`
				Name string `json:"name"`
			} `json:"account_list"`
		}
		q := request{path: "/cgi-bin/kf/account/list", body: map[string]any{"offset": offset, "limit": accountsPage}, repeatable: true}
		if f := c.do(ctx, a, q, &answer); f != nil {
			return "", f
		}
		for _, each := range answer.List {
			if each.ID == a.Setting(keyOpenKfID) {
				return each.Name, nil
			}
		}
		if len(answer.List) < accountsPage {
			break
		}
	}
	r, _ := meaning(kindKF, 95000)
	return "", fail(r.Class, r.Name, r.Text)
}

// Connect implements connectors.Linker. Callback, token and key cannot be set by
// a call: they are entered on the account's page. What is missing is made, and a
// token or key that the operator changed is kept, as messages still come under it.
func (c *Connector) Connect(_ context.Context, a core.Account, _ string) (core.Account, error) {
	a.Secrets = maps.Clone(a.Secrets)
	if a.Secrets == nil {
		a.Secrets = map[string]string{}
	}
	if a.Secrets[keyToken] == "" {
		a.Secrets[keyToken] = rand.Text() // 26 of A-Z2-7; the platform takes 3 to 32 letters and digits
	}
	if a.Secrets[keyAES] == "" {
		a.Secrets[keyAES] = newAESKey()
	}
	if seen := a.Secrets[keySeenToken]; seen != "" && seen != a.Secrets[keyToken] {
		a.Secrets[keyFormerToken] = seen
	}
	a.Secrets[keySeenToken] = a.Secrets[keyToken]
	if seen := a.Secrets[keySeenAES]; seen != "" && seen != a.Secrets[keyAES] {
		a.Secrets[keyPreviousAES] = seen
	}
	a.Secrets[keySeenAES] = a.Secrets[keyAES]
	return a, nil
}

// newAESKey makes a key of letters and digits, which is all that the platform's
// page takes.
func newAESKey() string {
	var key strings.Builder
	for key.Len() < 43 {
		var b [64]byte
		rand.Read(b[:]) //nolint:errcheck // it never fails
		for _, r := range base64.StdEncoding.EncodeToString(b[:]) {
			if r != '+' && r != '/' && r != '=' && key.Len() < 43 {
				key.WriteRune(r)
			}
		}
	}
	return key.String()
}

// Disconnect implements connectors.Linker: there is nothing to take back.
func (c *Connector) Disconnect(context.Context, core.Account) error { return nil }

// problem tells the person who links the account what to do.
func (f *failure) problem(a core.Account) error {
	se := f.send
	p := &core.Problem{Status: http.StatusBadGateway, Code: "wechat.unreachable", Err: se.Err, Text: "WeChat at " + apiBase(a) + " cannot be used now: " + se.Text}
	switch {
	case errors.Is(se.Err, &core.Problem{Code: httpx.CodePrivate}): // no waiting helps: a setting has to change
		p.Status, p.Code = http.StatusUnprocessableEntity, httpx.CodePrivate
	case se.Class == core.Throttled:
		p.Status, p.Code, p.RetryAfter = http.StatusServiceUnavailable, se.Code, se.RetryAfter
	case f.code != 0 && se.Class != core.Retry, se.Class == core.Auth, se.Class == core.Rejected: // the platform said no
		p.Status, p.Code, p.Text = http.StatusUnprocessableEntity, se.Code, se.Text+f.where()
	}
	return p
}

// ipForm finds the address that a refusal names, for the operator to copy.
var ipForm = regexp.MustCompile(`[0-9a-fA-F:.]{7,45}`)

// where says which address is to be let in, if the platform tells.
func (f *failure) where() string {
	if f.send.Code != codeIP || f.send.Err == nil {
		return ""
	}
	for _, s := range ipForm.FindAllString(f.send.Err.Error(), -1) {
		if ip, err := netip.ParseAddr(strings.Trim(s, ".:")); err == nil {
			return "; the address is " + ip.String()
		}
	}
	return ""
}

// The code of the error that needs the whitelist.
const codeIP = "wechat.ip_refused"

// The legs that are tried here; the hub knows of the callback and the messages.
const (
	legCredentials = "credentials"
	legWhitelist   = "ip_whitelist"
)

// Test implements connectors.Tester. Where the address is refused the platform
// has looked at nothing else.
func (c *Connector) Test(ctx context.Context, a core.Account) []core.Leg {
	_, f := c.ask(ctx, a)
	now := core.At(c.env.Now())
	ok := func(name string) core.Leg { return core.Leg{Name: name, State: core.LegOK, At: now} }
	waits := func(name, text string) core.Leg { return core.Leg{Name: name, State: core.LegWaiting, Text: text} }
	failed := func(name string) core.Leg {
		return core.Leg{Name: name, State: core.LegFailed, Code: f.send.Code, Text: cmp.Or(f.send.Text, f.Error()) + f.where()}
	}
	switch {
	case f == nil:
		return []core.Leg{ok(legCredentials), ok(legWhitelist)}
	case f.send.Code == codeIP:
		return []core.Leg{waits(legCredentials, "WeChat looks at them once this server's address is let in"), failed(legWhitelist)}
	}
	return []core.Leg{failed(legCredentials), waits(legWhitelist, "WeChat tells once the credentials are right")}
}
