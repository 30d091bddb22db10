package web_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/web"
	"github.com/switchboard-hub/switchboard/core"
)

var now = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

type object = map[string]any

func part(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func signed(h func() hash.Hash, secret string, header, claims any) string {
	text := part(header) + "." + part(claims)
	mac := hmac.New(h, []byte(secret))
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func jwt(a core.Account, change object) string {
	claims := object{"sub": "4711", "email": "li@example.com", "name": "李小红", "aud": a.ID.String(), "jti": "1",
		"iat": now.Unix(), "exp": now.Add(time.Hour).Unix()}
	for k, v := range change {
		if claims[k] = v; v == nil {
			delete(claims, k)
		}
	}
	return signed(sha256.New, testSecret, object{"alg": "HS256", "typ": "JWT"}, claims)
}

func TestWhoIsProvenByAToken(t *testing.T) {
	t.Parallel()
	a := account(nil)
	header := object{"alg": "HS256", "typ": "JWT"}
	claims := object{"sub": "4711", "aud": a.ID.String(), "iat": now.Unix(), "exp": now.Add(time.Hour).Unix()}
	good := jwt(a, nil)
	parts := strings.Split(good, ".")
	for name, c := range map[string]struct {
		token string
		good  bool
	}{
		"good":                       {good, true},
		"without name":               {jwt(a, object{"name": nil, "email": nil, "jti": nil}), true},
		"aud is a list of one":       {jwt(a, object{"aud": []string{a.ID.String()}}), true},
		"a clock that is late":       {jwt(a, object{"iat": now.Add(50 * time.Second).Unix(), "exp": now.Add(time.Minute).Unix()}), true},
		"empty":                      {"", false},
		"no JWT":                     {"a.b.c.d", false},
		"alg none":                   {part(object{"alg": "none"}) + "." + part(claims) + ".", false},
		"alg none, signed":           {signed(sha256.New, testSecret, object{"alg": "none"}, claims), false},
		"alg in small letters":       {signed(sha256.New, testSecret, object{"alg": "hs256"}, claims), false},
		"alg HS512":                  {signed(sha512.New, testSecret, object{"alg": "HS512"}, claims), false},
		"alg RS256 over HMAC":        {signed(sha256.New, testSecret, object{"alg": "RS256"}, claims), false},
		"no alg":                     {signed(sha256.New, testSecret, object{}, claims), false},
		"critical extension":         {signed(sha256.New, testSecret, object{"alg": "HS256", "crit": []string{"x"}}, claims), false},
		"another secret":             {signed(sha256.New, "another-secret-of-the-website-012345", header, claims), false},
		"no signature":               {parts[0] + "." + parts[1] + ".", false},
		"another payload":            {parts[0] + "." + part(object{"sub": "1", "aud": a.ID.String()}) + "." + parts[2], false},
		"padded signature":           {good + "=", false},
		"expired":                    {jwt(a, object{"iat": now.Add(-time.Hour).Unix(), "exp": now.Add(-2 * time.Minute).Unix()}), false},
		"longer than an hour":        {jwt(a, object{"exp": now.Add(61 * time.Minute).Unix()}), false},
		"issued in the future":       {jwt(a, object{"iat": now.Add(10 * time.Minute).Unix()}), false},
		"not valid yet":              {jwt(a, object{"nbf": now.Add(10 * time.Minute).Unix()}), false},
		"no iat":                     {jwt(a, object{"iat": nil}), false},
		"no exp":                     {jwt(a, object{"exp": nil}), false},
		"exp is huge":                {jwt(a, object{"exp": 1e300}), false},
		"exp is a text":              {jwt(a, object{"exp": "later"}), false},
		"another account":            {jwt(a, object{"aud": core.NewID().String()}), false},
		"of several":                 {jwt(a, object{"aud": []string{a.ID.String(), "other"}}), false},
		"no aud":                     {jwt(a, object{"aud": nil}), false},
		"no sub":                     {jwt(a, object{"sub": ""}), false},
		"sub too long":               {jwt(a, object{"sub": strings.Repeat("x", 201)}), false},
		"sub that no database keeps": {jwt(a, object{"sub": "a\x00"}), false},
		"too long":                   {jwt(a, object{"name": strings.Repeat("x", 9000)}), false},
	} {
		p, err := web.New(connectors.Env{}).Identify(a, connectors.Proof{Token: c.token}, now)
		if c.good != (err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (!errors.Is(err, &core.Problem{Code: "widget.identity_invalid"}) || p != connectors.Person{}) {
			t.Errorf("%s: %v, %+v", name, err, p)
		}
		if c.good && p.Subject != "4711" {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if p, _ := web.New(connectors.Env{}).Identify(a, connectors.Proof{Token: good}, now); p.Name != "李小红" || p.Email != "li@example.com" {
		t.Errorf("%+v", p)
	}
}

func hashOf(secret, id string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(id))
	return hex.EncodeToString(mac.Sum(nil))
}

func TestWhoIsProvenByAHash(t *testing.T) {
	t.Parallel()
	a, c := account(nil), web.New(connectors.Env{})
	for name, x := range map[string]struct {
		id, hash string
		good     bool
	}{
		"good":           {"4711", hashOf(testSecret, "4711"), true},
		"capitals":       {"4711", strings.ToUpper(hashOf(testSecret, "4711")), true},
		"of another":     {"4712", hashOf(testSecret, "4711"), false},
		"another secret": {"4711", hashOf("another", "4711"), false},
		"no hash":        {"4711", "", false},
		"cut":            {"4711", hashOf(testSecret, "4711")[:32], false},
		"no hex":         {"4711", "zz", false},
		"of nobody":      {"", hashOf(testSecret, ""), false},
	} {
		if p, err := c.Identify(a, connectors.Proof{UserID: x.id, UserHash: x.hash}, now); x.good != (err == nil) || x.good && p.Subject != x.id {
			t.Errorf("%s: %v", name, err)
		}
	}
	delete(a.Secrets, "identity_secret")
	if _, err := c.Identify(a, connectors.Proof{UserID: "1", UserHash: hashOf("", "1")}, now); err == nil {
		t.Error("an account without a secret believes the empty one")
	}
}

func TestATokenMayNameItself(t *testing.T) {
	t.Parallel()
	a, c := account(nil), web.New(connectors.Env{})
	for name, x := range map[string]struct {
		jti  any
		id   string
		good bool
	}{
		"named": {"n-1", "n-1", true}, "nameless": {nil, "", true}, "of no length": {"", "", true},
		"long": {strings.Repeat("x", 201), "", false}, "a number": {1, "", false}, "unprintable": {"a\x00b", "", false},
	} {
		p := connectors.Proof{Token: jwt(a, object{"jti": x.jti})}
		_, err := c.Identify(a, p, now)
		if x.good != (err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if id, until := c.TokenID(p); x.good && (id != x.id || id != "" && !until.Equal(now.Add(time.Hour+time.Minute))) {
			t.Errorf("%s: %q until %s", name, id, until)
		}
	}
	if id, _ := c.TokenID(connectors.Proof{UserID: "1", UserHash: "x"}); id != "" {
		t.Errorf("a hash is called %q", id)
	}
}

// FuzzIdentify: nothing but what was signed with the secret is believed.
func FuzzIdentify(f *testing.F) {
	a := account(nil)
	good := jwt(a, nil)
	for _, s := range []string{good, part(object{"alg": "none"}) + ".e30.", "..", good[:len(good)-1], jwt(a, object{"sub": "x"}),
		good[:len(good)-9] + "\n" + good[len(good)-9:], good + "\r\n"} { // encoding/base64 reads over ends of lines
		f.Add(s, "4711", hashOf(testSecret, "4711"))
	}
	f.Add("", "", "")
	c := web.New(connectors.Env{})
	f.Fuzz(func(t *testing.T, token, id, hash string) {
		if p, err := c.Identify(a, connectors.Proof{Token: token}, now); err == nil && token != "" {
			head, _, _ := strings.Cut(token, ".")
			body, _, _ := strings.Cut(strings.TrimPrefix(token, head+"."), ".")
			mac := hmac.New(sha256.New, []byte(testSecret))
			mac.Write([]byte(head + "." + body))
			if token != head+"."+body+"."+base64.RawURLEncoding.EncodeToString(mac.Sum(nil)) || p.Subject == "" {
				t.Errorf("believed: %q", token)
			}
		}
		if _, err := c.Identify(a, connectors.Proof{UserID: id, UserHash: hash}, now); err == nil && !strings.EqualFold(hash, hashOf(testSecret, id)) {
			t.Errorf("believed: %q %q", id, hash)
		}
	})
}
