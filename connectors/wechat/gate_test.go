package wechat

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/util"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	normwechat "github.com/switchboard-hub/switchboard/normalize/wechat"
)

const (
	aToken  = "tok"
	aKey    = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	bKey    = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
	cKey    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg"
	anAppID = "wxAPP"
	aCorpID = "wwCORP"
	words   = "<xml><Content>订单到哪了?</Content></xml>"
)

func now() time.Time { return time.Unix(1_700_000_000, 0) }

func official(mode string) core.Account {
	return core.Account{ID: core.NewID(), Channel: Name,
		Config:  map[string]string{keyKind: kindOfficial, keyAppID: anAppID, keyMode: mode},
		Secrets: map[string]string{keySecret: "secret-of-app", keyToken: aToken, keyAES: aKey}}
}

func kf() core.Account {
	return core.Account{ID: core.NewID(), Channel: Name,
		Config:  map[string]string{keyKind: kindKF, keyCorpID: aCorpID, keyOpenKfID: "wkDEMO"},
		Secrets: map[string]string{keySecret: "secret-of-kf", keyToken: aToken, keyAES: aKey}}
}

// sealFor encrypts as the library does, which is the platform's published way.
func sealFor(t testing.TB, key, to, message string) string {
	t.Helper()
	b, err := util.EncryptMsg([]byte("0123456789abcdef"), []byte(message), to, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// posted signs a body as the platform does. Extra pairs replace what the query has.
func posted(method, body, encrypted string, extra ...string) connectors.Request {
	stamp := strconv.FormatInt(now().Unix(), 10)
	q := url.Values{"timestamp": {stamp}, "nonce": {"9"}, "signature": {util.Signature(aToken, stamp, "9")}}
	if encrypted != "" {
		q.Set("encrypt_type", "aes")
		q.Set("msg_signature", util.Signature(aToken, stamp, "9", encrypted))
	}
	for i := 0; i < len(extra); i += 2 {
		q.Set(extra[i], extra[i+1])
	}
	return connectors.Request{Method: method, Query: q, Body: []byte(body), Now: now()}
}

func envelope(encrypted string) string {
	return "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>"
}

func safe(t testing.TB, key, to, message string, extra ...string) connectors.Request {
	e := sealFor(t, key, to, message)
	return posted(http.MethodPost, envelope(e), e, extra...)
}

// The values are those of the fact sheet, made with the library.
func TestVectors(t *testing.T) {
	t.Parallel()
	const text = "Q3stYC6hdFzMh9T8HCvyDJatpvLhfy9s8l+X+yRGMWc2a+QpSjLo4SZvz5MxMK2WBZ1h20oAfSgCDz+lz/fJOA=="
	key, err := aesKey(aKey)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := decrypt(key, anAppID, text)
	if err != nil || string(plain) != "<xml><A>1</A></xml>" {
		t.Errorf("%q, %v", plain, err)
	}
	if !signed("73dcc33fac4ab68e7497c0d41087710fa4251842", aToken, text, "1700000000", "9") || !signed("847410d81d17e8987d2b5dda50e4028e23a7476d", aToken, "1700000000", "9") {
		t.Error("a right signature is refused")
	}
	if signed(util.Signature("", "1700000000", "9"), "", "1700000000", "9") {
		t.Error("an account without a token accepts what anybody can sign")
	}
}

func TestHandshake(t *testing.T) {
	t.Parallel()
	v, err := (Gate{}).Open(official(modeSafe), posted(http.MethodGet, "", "", "echostr", "7231"))
	if err != nil || len(v.Raws) != 0 || string(v.Ack.Body) != "7231" || v.Ack.Status != 200 {
		t.Errorf("%+v, %v", v, err)
	}
	if _, err := (Gate{}).Open(official(modeSafe), posted(http.MethodGet, "", "", "echostr", "7231", "signature", "0")); !errors.Is(err, connectors.ErrUnverified) {
		t.Errorf("forged: %v", err)
	}
	echo := sealFor(t, aKey, aCorpID, "4711")
	v, err = (Gate{}).Open(kf(), posted(http.MethodGet, "", echo, "echostr", echo))
	if err != nil || string(v.Ack.Body) != "4711" {
		t.Errorf("kf: %+v, %v", v, err)
	}
	if _, err := (Gate{}).Open(kf(), posted(http.MethodGet, "", "", "echostr", echo)); !errors.Is(err, connectors.ErrUnverified) {
		t.Errorf("kf without msg_signature: %v", err)
	}
}

func TestWhatIsDelivered(t *testing.T) {
	t.Parallel()
	mini := official(modeSafe)
	mini.Config[keyKind] = kindMiniProgram
	rotated := official(modeSafe)
	rotated.Secrets[keyAES], rotated.Secrets[keyPreviousAES] = bKey, aKey
	changed := official(modeSafe)
	changed.Secrets[keyAES], changed.Secrets[keySeenAES] = bKey, aKey
	sealed := sealFor(t, aKey, anAppID, words)
	for name, c := range map[string]struct {
		account core.Account
		request connectors.Request
		kind    string
	}{
		"safe":                 {official(modeSafe), safe(t, aKey, anAppID, words), normwechat.KindOfficial},
		"safe is the default":  {official(""), safe(t, aKey, anAppID, words), normwechat.KindOfficial},
		"plain":                {official(modePlain), posted(http.MethodPost, words, ""), normwechat.KindOfficial},
		"plain, called raw":    {official(modePlain), posted(http.MethodPost, words, "", "encrypt_type", "raw"), normwechat.KindOfficial},
		"plain, and encrypted": {official(modePlain), safe(t, aKey, anAppID, words), normwechat.KindOfficial},
		"compatible": {official(modeCompatible), posted(http.MethodPost,
			"<xml><Content>something else</Content><Encrypt>"+sealed+"</Encrypt></xml>", sealed), normwechat.KindOfficial},
		"compatible, and still plain": {official(modeCompatible), posted(http.MethodPost, words, ""), normwechat.KindOfficial},
		"compatible, with a control character": {official(modeCompatible), posted(http.MethodPost,
			"<xml><Content>\b\xff\uFFFF</Content><Encrypt>"+sealed+"</Encrypt></xml>", sealed), normwechat.KindOfficial},
		"json":                       {mini, posted(http.MethodPost, `{"ToUserName":"gh_1","Encrypt":"`+sealed+`"}`, sealed), normwechat.KindMiniProgram},
		"under the former key":       {rotated, safe(t, aKey, anAppID, words), normwechat.KindOfficial},
		"under the new key":          {rotated, safe(t, bKey, anAppID, words), normwechat.KindOfficial},
		"changed and not linked yet": {changed, safe(t, aKey, anAppID, words), normwechat.KindOfficial},
		"four minutes late":          {official(modeSafe), later(safe(t, aKey, anAppID, words), 4*time.Minute), normwechat.KindOfficial},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, err := (Gate{}).Open(c.account, c.request)
			if err != nil || len(v.Raws) != 1 {
				t.Fatalf("%+v, %v", v, err)
			}
			if r := v.Raws[0]; string(r.Body) != words || r.Kind != c.kind || r.AccountID != c.account.ID || r.Channel != Name || r.Bell != nil {
				t.Errorf("%+v %s", r, r.Body)
			}
			if string(v.Ack.Body) != "success" || v.Ack.Status != 200 {
				t.Errorf("the answer is %+v", v.Ack)
			}
		})
	}
}

// The platform's page calls with the new Token when it is entered there, and until
// then with the former one: the hub has to know both.
func TestAFormerTokenIsTaken(t *testing.T) {
	t.Parallel()
	c := newConnector(nil)
	link := func(a core.Account) core.Account {
		linked, err := c.Connect(t.Context(), a, "")
		if err != nil {
			t.Fatal(err)
		}
		return linked
	}
	wants := func(when string, a core.Account, ok bool) {
		t.Helper()
		for _, r := range []connectors.Request{safe(t, aKey, anAppID, words), posted(http.MethodGet, "", "", "echostr", "7231")} {
			if _, err := (Gate{}).Open(a, r); (err == nil) != ok {
				t.Errorf("%s: %s gives %v", when, r.Method, err)
			}
		}
	}
	a := link(official(modeSafe))
	a.Secrets[keyToken] = "second"
	wants("changed and not linked yet", a, true)
	a = link(a)
	wants("linked", a, true)
	a = link(a)
	wants("linked again", a, true)
	a.Secrets[keyToken] = "third"
	a = link(a)
	wants("changed once more", a, false)
}

func TestAPlainBodyThatCannotBeReadIsKept(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"<xml><Content>\b</Content></xml>", "<xml><Content>cut o", "hello", ""} {
		v, err := (Gate{}).Open(official(modePlain), posted(http.MethodPost, body, ""))
		if err != nil || len(v.Raws) != 1 || string(v.Raws[0].Body) != body {
			t.Errorf("%q: %+v, %v", body, v, err)
		}
	}
}

func later(r connectors.Request, d time.Duration) connectors.Request {
	r.Now = r.Now.Add(d)
	return r
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	sealed := sealFor(t, aKey, anAppID, words)
	padded := sealFor(t, aKey, anAppID, words)
	noToken := official(modePlain)
	delete(noToken.Secrets, keyToken)
	body := func(s string) connectors.Request { return posted(http.MethodPost, envelope(s), s) }
	unverified, undecryptable, malformed := connectors.ErrUnverified, error(&core.Problem{Code: "wechat.undecryptable"}), error(&core.Problem{Code: "wechat.body_malformed"})
	for name, c := range map[string]struct {
		account core.Account
		request connectors.Request
		want    error
	}{
		"plain to a safe account":      {official(modeSafe), posted(http.MethodPost, words, ""), unverified},
		"plain, forged":                {official(modePlain), posted(http.MethodPost, words, "", "signature", strings.Repeat("0", 40)), unverified},
		"plain that says encrypted":    {official(modePlain), posted(http.MethodPost, words, "", "encrypt_type", "aes"), unverified},
		"no token":                     {noToken, posted(http.MethodPost, words, ""), unverified},
		"no msg_signature":             {official(modeSafe), posted(http.MethodPost, envelope(sealed), ""), unverified},
		"another text under it":        {official(modeSafe), posted(http.MethodPost, envelope(sealFor(t, aKey, anAppID, "<xml/>")), sealed), unverified},
		"compatible, nothing signed":   {official(modeCompatible), posted(http.MethodPost, "<xml><Content>x</Content><Encrypt>"+sealed+"</Encrypt></xml>", ""), unverified},
		"six minutes old":              {official(modeSafe), later(safe(t, aKey, anAppID, words), 6*time.Minute), unverified},
		"six minutes ahead":            {official(modeSafe), later(safe(t, aKey, anAppID, words), -6*time.Minute), unverified},
		"no time":                      {official(modeSafe), safe(t, aKey, anAppID, words, "timestamp", ""), unverified},
		"another time":                 {official(modeSafe), safe(t, aKey, anAppID, words, "timestamp", "1700000001"), unverified},
		"a time beyond all":            {official(modeSafe), safe(t, aKey, anAppID, words, "timestamp", "-9223372036854775808"), unverified},
		"for another account":          {official(modeSafe), safe(t, aKey, "wxOTHER", words), undecryptable},
		"under another key":            {official(modeSafe), safe(t, cKey, anAppID, words), undecryptable},
		"truncated":                    {official(modeSafe), body(sealed[:len(sealed)-44]), undecryptable},
		"truncated within a block":     {official(modeSafe), body(sealed[:len(sealed)-4]), undecryptable},
		"not base64":                   {official(modeSafe), body("!" + padded), undecryptable},
		"neither xml nor json":         {official(modeSafe), posted(http.MethodPost, "hello", "hello"), malformed},
		"empty":                        {official(modeSafe), posted(http.MethodPost, "", ""), malformed},
		"half a json":                  {official(modeSafe), posted(http.MethodPost, `{"Encrypt":`, ""), malformed},
		"kf in plain":                  {kf(), posted(http.MethodPost, words, ""), unverified},
		"kf in plain though mode says": {with(kf(), keyMode, modePlain), posted(http.MethodPost, words, ""), unverified},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, err := (Gate{}).Open(c.account, c.request)
			if !errors.Is(err, c.want) || len(v.Raws) != 0 || v.Ack.Body != nil {
				t.Errorf("%+v, %v", v, err)
			}
		})
	}
}

func with(a core.Account, pairs ...string) core.Account {
	for i := 0; i < len(pairs); i += 2 {
		a.Config[pairs[i]] = pairs[i+1]
	}
	return a
}

func TestABellIsRung(t *testing.T) {
	t.Parallel()
	const event = "<xml><ToUserName>wwCORP</ToUserName><MsgType>event</MsgType><Event>%s</Event><Token>ENCdemo</Token><OpenKfId>wkOTHER</OpenKfId></xml>"
	for name, want := range map[string]*core.Bell{"kf_msg_or_event": {For: "wkOTHER", Ticket: "ENCdemo"}, "change_contact": nil} {
		v, err := (Gate{}).Open(kf(), safe(t, aKey, aCorpID, fmt.Sprintf(event, name)))
		if err != nil || len(v.Raws) != 1 || v.Raws[0].Kind != normwechat.KindBell {
			t.Fatalf("%s: %+v, %v", name, v, err)
		}
		if got := v.Raws[0].Bell; (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%s rings %+v", name, got)
		}
	}
	if b := bell([]byte(`{"Event":"kf_msg_or_event","Token":"t","OpenKfId":"wk1"}`)); b == nil || *b != (core.Bell{For: "wk1", Ticket: "t"}) {
		t.Errorf("json: %+v", b)
	}
}

// A padding must be right in all its bytes, not in the last alone.
func TestPaddingIsStrict(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		data string
		ok   bool
	}{{"abc\x01", true}, {"ab\x02\x02", true}, {"ab\x01\x02", false}, {"abc\x00", false}, {"abc\x21", false}, {"abc\x05", false},
		{strings.Repeat("\x20", 32), true}, {"x" + strings.Repeat("\x20", 31), false}} {
		if _, ok := unpad([]byte(c.data)); ok != c.ok {
			t.Errorf("%q: %v", c.data, ok)
		}
	}
}

func FuzzDecrypt(f *testing.F) {
	key, err := aesKey(aKey)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealFor(f, aKey, anAppID, words), anAppID)
	f.Add(sealFor(f, aKey, "", ""), "")
	f.Fuzz(func(t *testing.T, s, to string) {
		plain, err := decrypt(key, to, s)
		if err != nil {
			return
		}
		if got, err := decrypt(key, to, sealFor(t, aKey, to, string(plain))); to != "" && (err != nil || string(got) != string(plain)) {
			t.Errorf("%q for %q does not come back: %q, %v", plain, to, got, err)
		}
		if _, err := decrypt(key, to+"x", s); err == nil {
			t.Error("it is for somebody else too")
		}
	})
}

func FuzzGate(f *testing.F) {
	e := sealFor(f, aKey, anAppID, words)
	f.Add(http.MethodPost, envelope(e), e, "")
	f.Add(http.MethodPost, `{"Encrypt":"`+e+`"}`, e, "")
	f.Add(http.MethodGet, "", "", "7231")
	f.Fuzz(func(t *testing.T, method, body, signedText, echo string) {
		r := posted(method, body, signedText, "echostr", echo)
		for _, a := range []core.Account{official(modeSafe), kf()} {
			v, err := (Gate{}).Open(a, r)
			if err != nil && (len(v.Raws) > 0 || len(v.Ack.Body) > 0) {
				t.Errorf("refused, and answered: %+v", v)
			}
			r.Query.Set("msg_signature", strings.Repeat("0", 40))
			if v, err := (Gate{}).Open(a, r); method != http.MethodGet && (err == nil || len(v.Raws) > 0) {
				t.Error("a forged body came in")
			}
		}
	})
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	c := New(connectors.Env{})
	for name, test := range map[string]struct {
		account core.Account
		code    string
	}{
		"official":          {official(modeSafe), ""},
		"kf":                {kf(), ""},
		"no kind":           {with(official(""), keyKind, ""), "wechat.kind_missing"},
		"unknown kind":      {with(official(""), keyKind, "work"), "wechat.kind_unknown"},
		"no appid":          {with(official(""), keyAppID, ""), "wechat.id_malformed"},
		"appid with spaces": {with(official(""), keyAppID, "wx 1"), "wechat.id_malformed"},
		"no corpid":         {with(kf(), keyCorpID, ""), "wechat.id_malformed"},
		"no open_kfid":      {with(kf(), keyOpenKfID, ""), "wechat.id_malformed"},
		"mode":              {with(official(""), keyMode, "open"), "wechat.setting_unknown"},
		"kf in plain":       {with(kf(), keyMode, modePlain), "wechat.mode_unknown"},
		"stable":            {with(official(""), keyStable, "maybe"), "wechat.setting_unknown"},
		"base":              {with(official(""), keyBase, "ftp://x"), "wechat.api_base_malformed"},
	} {
		err := c.Check(test.account)
		var p *core.Problem
		if got := ""; errors.As(err, &p) {
			got = p.Code
			if got != test.code {
				t.Errorf("%s: %s, want %q", name, got, test.code)
			}
		} else if test.code != "" || err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for key, code := range map[string]string{keyToken: "wechat.token_malformed", keyAES: "wechat.key_malformed", keySecret: "wechat.secret_missing"} {
		a := official("")
		a.Secrets[key] = "a b"
		if err := c.Check(a); !errors.Is(err, &core.Problem{Code: code}) {
			t.Errorf("%s: %v", key, err)
		}
	}
	if b, err := json.Marshal(Settings()); err != nil || strings.Contains(string(b), aKey) {
		t.Error("settings cannot be shown")
	}
}
